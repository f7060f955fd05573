//! Whatever stands in arguments, names of files, the environment and the config file: nothing of it reaches the
//! terminal raw from any command. The arguments are walked as the parser knows them, so that a new one is covered.
//!
//! Everything runs with a terminal behind both streams, for a parser that sees a pipe may drop what it prints to a
//! terminal.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::Read;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

use portable_pty::{PtySize, native_pty_system};
use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};

use super::strings::strings;
use super::wire::shown;
use super::world::made_of;
use crate::support::World;
use crate::terminal::pty::{Home, TODAY};

/// What a text would look like that passes for a sentence of ours.
const FORGED: &str = "entourage: forged";
/// Escapes, controls, hidden letters and a line of its own; the letter before the carriage return is nowhere else.
const NASTY: &str = "a\u{1b}]52;c;QUFB\u{7}\u{1b}[2J\u{9b}31m\u{202e}\u{2066}\u{200b}\u{feff}\u{e0041}\u{8}\u{7f}\tΩ\r\nentourage: forged";
/// The same as a flag.
const FLAG: &str = "--n\u{1b}[31m\u{202e}\nentourage: forged";
/// Bytes that are no text.
const BYTES: &[u8] = b"\xff\x1b[31m\x9b31m";

fn nasty() -> Vec<OsString> {
    let bytes = OsString::from_vec(BYTES.to_vec());
    vec![NASTY.into(), FLAG.into(), bytes]
}

/// Runs a program with a terminal behind its output, and gives every byte that it wrote.
fn printed(mut command: Command) -> (Option<i32>, Vec<u8>) {
    let size = PtySize {
        rows: 24,
        cols: 80,
        pixel_width: 0,
        pixel_height: 0,
    };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut reader = pair.master.try_clone_reader().unwrap();
    let no_tty = i32::try_from(rustix::fs::OFlags::NOCTTY.bits()).unwrap();
    let tty = pair.master.tty_name().unwrap();
    let open = || {
        let mut options = fs::OpenOptions::new();
        let options = options.read(true).write(true);
        options.custom_flags(no_tty).open(&tty).unwrap()
    };
    let slave = open();
    let mut modes = tcgetattr(&slave).unwrap();
    modes.make_raw();
    tcsetattr(&slave, OptionalActions::Now, &modes).unwrap();
    command
        .stdin(Stdio::null())
        .stdout(Stdio::from(open()))
        .stderr(Stdio::from(open()));
    let mut child = command.spawn().unwrap();
    drop((command, slave, pair.slave));
    let mut bytes = Vec::new();
    let mut buffer = [0; 16_384];
    while let Ok(length @ 1..) = reader.read(&mut buffer) {
        bytes.extend_from_slice(&buffer[..length]);
    }
    (child.wait().unwrap().code(), bytes)
}

/// Nothing of it is more than text, and no line of it is forged.
#[track_caller]
fn is_harmless(bytes: &[u8], what: &str) {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(error) => panic!("{what}: {error} in {:?}", String::from_utf8_lossy(bytes)),
    };
    assert!(!text.contains("Ω\r"), "{what}: a carriage return");
    // How far a job is stands over what was said so before.
    for line in text.split(['\n', '\r']) {
        if let Err(error) = shown(line) {
            panic!("{what}: {error} in {line:?}");
        }
        assert!(!line.starts_with(FORGED), "{what}: {text}");
    }
}

fn program(home: &Home, database: &Path) -> Command {
    let mut command = Command::new(crate::terminal::pty::PROGRAM);
    command
        .env_clear()
        .envs(home.environment())
        .env("ENTOURAGE_DB", database)
        .current_dir(home.path());
    command
}

/// What an argument is given that is not the one at hand.
fn usual(name: &str) -> &'static str {
    match name {
        "who" | "keep" => "tombakker",
        "others" => "zoe.angstrom",
        "to" => "outreach",
        "shell" => "bash",
        "from" => "missing.db",
        _ => "x",
    }
}

/// Every command line in which one argument of one command holds this text.
fn lines(text: &OsStr) -> Vec<Vec<OsString>> {
    let root = entourage::cli::commands();
    let mut lines = vec![vec![text.to_owned()], vec!["help".into(), text.to_owned()]];
    let mut walk = |path: Vec<OsString>, command: &clap::Command| {
        let positional: Vec<&clap::Arg> = command.get_positionals().collect();
        let required = |but: &clap::Arg| -> Vec<OsString> {
            positional
                .iter()
                .filter(|one| one.is_required_set() && one.get_id() != but.get_id())
                .map(|one| usual(one.get_id().as_str()).into())
                .collect()
        };
        for argument in command.get_arguments() {
            if argument.is_global_set() && !path.is_empty() {
                continue;
            }
            let mut line = path.clone();
            if let Some(long) = argument.get_long() {
                line.extend(required(argument));
                let mut word = OsString::from(format!("--{long}="));
                word.push(text);
                line.push(word);
                lines.push(line.clone());
                line.pop();
                line.extend([format!("--{long}").into(), text.to_owned()]);
                lines.push(line);
            } else {
                let at = positional
                    .iter()
                    .position(|one| one.get_id() == argument.get_id())
                    .unwrap();
                let before = positional[..at].iter();
                line.extend(before.map(|one| usual(one.get_id().as_str()).into()));
                let mut bare = line.clone();
                line.extend(["--".into(), text.to_owned()]);
                bare.push(text.to_owned());
                lines.extend([line, bare]);
            }
        }
    };
    walk(Vec::new(), &root);
    for command in root.get_subcommands() {
        if command.get_name() != "help" {
            walk(vec![command.get_name().into()], command);
        }
    }
    lines
}

/// A home with a file of that name, whose header and cells are no better.
fn home_with_a_file() -> Home {
    let home = Home::new();
    let cell = NASTY.replace('"', "");
    let text = format!("handle,\"{cell}\",name\nnobody.yet,\"{cell}\",\"{cell}\"\n");
    fs::write(home.path().join(NASTY), text).unwrap();
    home
}

fn all_arguments(texts: &[OsString]) -> usize {
    let mut many = 0;
    for text in texts {
        let (home, world) = (home_with_a_file(), World::new());
        for line in lines(text) {
            let mut command = program(&home, &world.path());
            command.args(&line);
            let (code, bytes) = printed(command);
            is_harmless(&bytes, &format!("{line:?}"));
            assert!(code.is_some_and(|code| code <= 3), "{line:?}: {code:?}");
            many += 1;
        }
    }
    many
}

#[test]
fn nothing_raw_is_printed_whatever_stands_in_any_argument() {
    let many = all_arguments(&nasty());
    assert!(many > 300, "{many}");
}

#[test]
#[ignore = "long: a hundred strings in every argument of every command"]
#[allow(clippy::print_stdout)] // the figures are wanted
fn nothing_raw_is_printed_whatever_string_stands_in_any_argument() {
    let texts: Vec<OsString> = strings()
        .into_iter()
        .filter(|text| !text.contains('\0') && text.len() < 4_000)
        .step_by(10)
        .map(OsString::from)
        .collect();
    let many = all_arguments(&texts);
    println!(
        "T23: {many} hostile command lines at a terminal, of {} strings",
        texts.len()
    );
    assert!(many > 10_000, "{many}");
}

#[test]
fn the_program_is_called_by_its_own_name_whatever_it_was_started_as() {
    let (home, world) = (Home::new(), World::new());
    for words in [&["--help"][..], &["nonsense"], &["undo", "x"], &["list"]] {
        let mut command = program(&home, &world.path());
        command.arg0(NASTY).args(words);
        let (_, bytes) = printed(command);
        is_harmless(&bytes, &format!("{words:?}"));
    }
}

#[test]
fn nothing_raw_is_printed_whatever_stands_in_the_environment() {
    let world = World::new();
    let commands = [
        &["list"][..],
        &["doctor"],
        &["check"],
        &["import", "missing.csv"],
        &[],
    ];
    for name in [
        "ENTOURAGE_DB",
        "ENTOURAGE_SYSTEM_CONFIG",
        "HOME",
        "XDG_CONFIG_HOME",
        "XDG_STATE_HOME",
        "XDG_DATA_HOME",
        "XDG_RUNTIME_DIR",
        "TERM",
        "COLORTERM",
        "COLORFGBG",
        "EDITOR",
        "VISUAL",
        "TMUX",
        "STY",
        "LANG",
        "LC_ALL",
        "TZ",
        "PATH",
        "USER",
        "SSH_TTY",
    ] {
        let home = Home::new();
        for words in commands {
            let mut command = program(&home, &world.path());
            command
                .env(name, home.path().join(NASTY))
                .args(words.iter().copied());
            let (_, bytes) = printed(command);
            is_harmless(&bytes, &format!("{name} {words:?}"));
        }
    }
}

#[test]
fn nothing_raw_is_printed_whatever_stands_in_the_config_file() {
    let (home, world) = (Home::new(), World::new());
    let quoted = serde_json::Value::from(NASTY).to_string();
    let config = home.path().join("config/entourage/config.toml");
    fs::create_dir_all(config.parent().unwrap()).unwrap();
    for text in [
        NASTY.to_owned(),
        format!("{quoted} = 1"),
        format!("theme = {quoted}"),
        format!("layout = {quoted}"),
        format!("db = {quoted}"),
        format!("[desks]\n{quoted} = {quoted}"),
        format!("[keys]\n{quoted} = \"x\""),
        format!("[keys]\nlog = {quoted}"),
    ] {
        fs::write(&config, &text).unwrap();
        for words in [
            &["list"][..],
            &["doctor"],
            &["keys"],
            &["completions", "bash"],
            &["completions", "zsh"],
            &["--desk", NASTY, "list"],
            &["--desk", "other", "list"],
            &["__complete", "zsh", "entourage", "--desk", ""],
            &[],
        ] {
            let mut command = program(&home, &world.path());
            command.env_remove("ENTOURAGE_DB").args(words);
            let (_, bytes) = printed(command);
            is_harmless(&bytes, &format!("{text:?} {words:?}"));
        }
    }
}

#[test]
fn nothing_raw_is_printed_whatever_a_database_is_called_and_holds() {
    let home = Home::new();
    let path = home.path().join(NASTY);
    let story = made_of(&strings());
    fs::copy(story.path(), &path).unwrap();
    for words in [
        &["list"][..],
        &["show", "raw0"],
        &["today", "--team"],
        &["history", "--limit", "500"],
        &["duplicates"],
        &["settings"],
        &["erase", "raw0", "--dry-run"],
        &["merge", "raw0", "raw1"],
        &["undo"],
        &["export"],
        &["export", "--markdown", "--person", "raw2"],
        &["check"],
        &["doctor"],
        &["backup", NASTY],
        &["restore", NASTY],
        &["list", "--view", NASTY],
        &["__complete", "zsh", "entourage", "show", ""],
        &["__complete", "bash", "", "entourage show "],
        &["__complete", "fish", "entourage", "list", "--view", ""],
        &[],
    ] {
        let mut command = program(&home, &path);
        command.args(["--today", TODAY]).args(words);
        if words.first() == Some(&"__complete") {
            command = program(&home, &path);
            command.args(words);
        }
        let (_, bytes) = printed(command);
        let text = String::from_utf8_lossy(&bytes);
        if words.first() == Some(&"__complete") {
            // Word and meaning are parted by a tab, for the script that asked.
            let lines: Vec<String> = text
                .lines()
                .map(|line| line.replacen('\t', " ", 1))
                .collect();
            is_harmless(lines.join("\n").as_bytes(), &format!("{words:?}"));
            continue;
        }
        // A table keeps what people wrote, line breaks in quotes and all; it is for a file.
        if words == ["export"] {
            assert!(!text.contains('\u{1b}'), "export");
            continue;
        }
        is_harmless(&bytes, &format!("{words:?}"));
    }
}

#[test]
fn a_bug_is_told_clean_before_the_screen_is_there() {
    let (home, world) = (Home::new(), World::new());
    for words in [&["list"][..], &[]] {
        let mut command = program(&home, &world.path());
        command.env("ENTOURAGE_PANIC", "command").args(words);
        let (code, bytes) = printed(command);
        is_harmless(&bytes, &format!("{words:?}"));
        assert_eq!(code, Some(101));
        assert!(String::from_utf8(bytes).unwrap().contains("this is a bug"));
    }
}

#[test]
fn the_strings_of_these_tests_would_be_found() {
    for text in [NASTY.as_bytes(), FLAG.as_bytes(), BYTES] {
        let found = std::panic::catch_unwind(|| is_harmless(text, "raw"));
        assert!(found.is_err());
    }
    assert!(OsStr::from_bytes(BYTES).to_str().is_none());
}
