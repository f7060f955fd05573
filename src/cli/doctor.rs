//! `entourage doctor`: looks at everything around the desk, and says of each thing whether it is as it should be.
//!
//! It mends nothing and makes nothing. Each finding is one sentence; what is not in order has its way out in it.

use std::io::IsTerminal;
use std::path::Path;
use std::process::Command;

use serde_json::json;

use super::opened::me;
use super::out::Out;
use crate::domain::text::Clean;
use crate::runtime::config::Config;
use crate::runtime::paths::{self, Named};
use crate::runtime::{editor, log, terminal};
use crate::store::{CannotOpen, Kind, Store, health, versions};
use crate::ui::theme::{Depth, depth_of};

/// How a finding is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Ok,
    LookAt,
    Wrong,
}

impl Level {
    fn word(self) -> &'static str {
        match self {
            Level::Ok => "ok",
            Level::LookAt => "look at",
            Level::Wrong => "wrong",
        }
    }
}

/// One thing that was looked at.
#[derive(Debug)]
struct Finding {
    level: Level,
    about: &'static str,
    what: String,
}

/// What was found so far.
#[derive(Debug, Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn add(&mut self, level: Level, about: &'static str, what: impl Into<String>) {
        let what = what.into();
        self.0.push(Finding { level, about, what });
    }

    fn ok(&mut self, about: &'static str, what: impl Into<String>) {
        self.add(Level::Ok, about, what);
    }

    fn look(&mut self, about: &'static str, what: impl Into<String>) {
        self.add(Level::LookAt, about, what);
    }

    fn wrong(&mut self, about: &'static str, what: impl Into<String>) {
        self.add(Level::Wrong, about, what);
    }
}

/// Looks at everything; 1 when something is wrong.
pub fn run(
    config: &Result<Config, String>,
    named: &Result<Named, String>,
    json: bool,
    out: &mut Out,
) -> u8 {
    let mut found = Findings::default();
    program(&mut found);
    config_files(config, &mut found);
    match named {
        Ok(named) => database(named.path(), &mut found),
        Err(sentence) => found.wrong("database", sentence),
    }
    kept(&mut found);
    terminal(&mut found);
    multiplexer(&mut found);
    keys(config, &mut found);
    for finding in &found.0 {
        if json {
            out.json(&json!({
                "level": finding.level.word(),
                "about": finding.about,
                "what": Clean::line(&finding.what).as_str(),
            }));
        } else {
            let what = Clean::line(&finding.what);
            out.line(format!(
                "{:<8} {:<9} {what}",
                finding.level.word(),
                finding.about
            ));
        }
    }
    let wrong = |finding: &Finding| finding.level == Level::Wrong;
    u8::from(found.0.iter().any(wrong))
}

fn program(found: &mut Findings) {
    let (sqlite, shape) = versions();
    found.ok(
        "version",
        format!(
            "entourage {}, SQLite {sqlite}, files of shape {shape}",
            env!("CARGO_PKG_VERSION")
        ),
    );
}

fn config_files(config: &Result<Config, String>, found: &mut Findings) {
    if let Err(sentence) = config {
        found.wrong("config", sentence);
        return;
    }
    for path in [paths::system_config_file(), paths::config_file()] {
        let is = if path.exists() { "read" } else { "not there" };
        found.ok("config", format!("{}: {is}", path.display()));
    }
}

fn database(path: &Path, found: &mut Findings) {
    let shown = path.display();
    let about = "database";
    let who = me();
    let Some(health) = health(path, &who.desk.0) else {
        // The sentence of the one who tries to open it tells a missing file from a closed folder.
        match Store::look(path, &who) {
            Err(CannotOpen::Missing(_)) | Ok(_) => found.look(
                about,
                format!("{shown}: not there yet; `entourage` or `entourage init` makes it"),
            ),
            Err(error) => found.wrong(about, error.to_string()),
        }
        return;
    };
    found.ok(about, format!("{shown}: {}", health.kind.word()));
    if health.network {
        found.wrong(
            about,
            "it lies on a network file system, where a shared database breaks; move it to a disk of the server",
        );
    }
    if let Some((folder, words)) = &health.exposed {
        found.wrong("rights", format!("{}: {words}", folder.display()));
    }
    for seen in &health.seen {
        let words = format!("{}: {}", seen.path.display(), seen.rights);
        match &seen.repair {
            Some(repair) => found.wrong("rights", format!("{words}; run: {repair}")),
            None => found.ok("rights", words),
        }
    }
    for left in &health.left {
        let left = left.display();
        found.look(
            about,
            format!(
                "{left}: an upgrade that was stopped left this copy of everyone's data; delete it"
            ),
        );
    }
    if let (Kind::Shared(_), false) = (health.kind, health.in_group) {
        found.wrong("rights", "you are not in the group that shares it");
    }
    match Store::look(path, &who) {
        Ok(store) if store.is_on_full_disk() => found.wrong(
            about,
            "the disk is full, so that it opens read-only; free some space",
        ),
        Ok(_) => found.ok(about, "it opens, and is of a shape that this program knows"),
        Err(error @ CannotOpen::Older(_)) => found.look(about, error.to_string()),
        Err(error) => found.wrong(about, error.to_string()),
    }
    if health.unmerged > 64 * 1024 * 1024 {
        found.look(
            about,
            format!(
                "its log of writes has {} MB: a desk may be stuck; quit all desks once",
                health.unmerged / 1024 / 1024
            ),
        );
    }
    if health.here.is_empty() {
        found.ok("here", "nobody has it open");
    }
    for one in &health.here {
        found.ok(
            "here",
            format!("{} since {} · {}", one.member, one.since, one.at.screen),
        );
    }
}

/// What is kept for this user: typed text, the log, where one was.
fn kept(found: &mut Findings) {
    let folder = paths::state_folder();
    let shown = folder.display();
    let about = "state";
    match std::fs::metadata(&folder) {
        Err(_) => found.ok(about, format!("{shown}: not there yet; the first desk makes it")),
        Ok(_) if rustix::fs::access(&folder, rustix::fs::Access::WRITE_OK).is_err() => found.wrong(
            about,
            format!("{shown}: you may not write it, so that typed text cannot be kept; run: chmod u+rwx {shown}"),
        ),
        Ok(_) => found.ok(about, format!("{shown}: typed text is kept here; the log is {}", log::file().display())),
    }
    match editor::arguments() {
        Ok(words) => found.ok("editor", words.join(" ")),
        Err(sentence) => found.look("editor", sentence),
    }
}

fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_default()
}

fn terminal(found: &mut Findings) {
    let about = "terminal";
    let term = variable("TERM");
    match term.as_str() {
        "" => found.look(
            about,
            "TERM is not set; log in with a terminal, or run: export TERM=xterm-256color",
        ),
        "dumb" => found.look(
            about,
            "TERM is dumb, which draws no screen; run: export TERM=xterm-256color",
        ),
        _ => {
            let depth = depth_of(
                &term,
                &variable("COLORTERM"),
                !variable("NO_COLOR").is_empty(),
                !variable("STY").is_empty(),
            );
            let colours = match depth {
                Depth::Mono => "no colours",
                Depth::Sixteen => "16 colours",
                Depth::Many => "256 colours",
                Depth::True => "all colours",
            };
            found.ok(about, format!("{term}, {colours}"));
        }
    }
    if terminal::out().is_terminal()
        && let Ok(size) = rustix::termios::tcgetwinsize(terminal::out())
    {
        let (columns, rows) = (size.ws_col, size.ws_row);
        if columns < 80 || rows < 24 {
            found.look(
                about,
                format!(
                    "{columns} columns and {rows} rows; the desk is complete from 80 and 24 on"
                ),
            );
        } else {
            found.ok(about, format!("{columns} columns and {rows} rows"));
        }
    }
    let language = ["LC_ALL", "LC_CTYPE", "LANG"]
        .map(variable)
        .into_iter()
        .find(|value| !value.is_empty())
        .unwrap_or_default();
    let plain = language.to_lowercase().replace('-', "");
    if plain.contains("utf8") {
        found.ok(about, format!("{language}: all letters"));
    } else {
        found.look(
            about,
            "the locale is not UTF-8, so that a terminal may draw letters wrongly; run: export LANG=C.UTF-8",
        );
    }
}

/// tmux, screen and SSH, whose settings the desk cannot change.
fn multiplexer(found: &mut Findings) {
    if !variable("TMUX").is_empty() {
        tmux(found);
    }
    if !variable("STY").is_empty() {
        found.look(
            "screen",
            "GNU screen shows 256 colours at most and takes no copies; tmux does both",
        );
    }
    if !variable("SSH_CONNECTION").is_empty() {
        found.ok(
            "ssh",
            "a line that drops is noticed sooner with ServerAliveInterval 30 in your ~/.ssh/config; what you type is kept",
        );
    }
}

fn tmux(found: &mut Findings) {
    let option = |name: &str| {
        let asked = Command::new("tmux")
            .args(["show-options", "-sv", name])
            .output();
        asked
            .ok()
            .filter(|answer| answer.status.success())
            .and_then(|answer| String::from_utf8(answer.stdout).ok())
            .map(|value| value.trim().to_owned())
    };
    match option("escape-time").map(|value| value.parse::<u32>()) {
        Some(Ok(0..=50)) => found.ok("tmux", "Esc is passed on at once"),
        Some(Ok(time)) => found.look(
            "tmux",
            format!("Esc waits {time} ms; put `set -s escape-time 10` into ~/.tmux.conf"),
        ),
        Some(Err(_)) | None => found.look(
            "tmux",
            "its escape-time cannot be asked; put `set -s escape-time 10` into ~/.tmux.conf",
        ),
    }
    match option("set-clipboard").as_deref() {
        Some("on") => found.ok("tmux", "y copies to the clipboard of your terminal"),
        _ => found.look(
            "tmux",
            "y cannot copy to your clipboard; put `set -s set-clipboard on` into ~/.tmux.conf",
        ),
    }
}

/// Keys of one's own. Two commands on one key are told with the config file, which is refused for them.
fn keys(config: &Result<Config, String>, found: &mut Findings) {
    let own = config.as_ref().map_or(0, |config| config.keys.len());
    match own {
        0 => found.ok("keys", "as they come; `?` at the desk lists them"),
        own => found.ok(
            "keys",
            format!("{own} of your own, no two on one key; `entourage keys` lists them"),
        ),
    }
}
