//! The same verbs without a screen; one file per family of commands. It asks the store the same questions.
//!
//! Exit codes: 0 done, 1 the request failed, 2 wrong usage; `today` gives 3 when something is late. What is printed
//! is clean, without colour, and a closed pipe counts as done.

mod admin;
mod args;
mod doctor;
mod duplicates;
mod erase;
mod export;
mod history;
mod import;
mod keys;
mod man;
mod opened;
mod out;
mod people;
mod progress;
mod settings;
mod shells;
mod today;
mod usage;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use self::args::{Args, Command};
use self::opened::Opened;
use self::out::{Failed, Out};
use crate::runtime::config::Config;
use crate::runtime::{clock, desk, interrupts, panic, paths};

/// Every command with its arguments, as the parser, the manual page and the tests read them.
#[must_use]
pub fn commands() -> clap::Command {
    let mut whole = Args::command();
    whole.build();
    whole
}

/// Runs the program as the arguments say.
#[must_use]
pub fn main() -> ExitCode {
    panic::install_clean();
    if let Some(code) = shells::answer(std::env::args_os()) {
        return code;
    }
    let mut out = Out::new();
    let args = match Args::try_parse_from(std::env::args_os().map(args::as_query)) {
        Ok(args) => args,
        Err(error) => return ExitCode::from(usage::say(error, &mut out)),
    };
    // A quota that is full is an error to be told, not the end of the process.
    let full = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, full);
    hear_signals(args.command.as_ref());
    let done = run(args, &mut out).and_then(|code| out.finish().map(|()| code));
    let code = match done {
        Ok(code) => code,
        Err(failed) => {
            out.error(&failed);
            failed.code()
        }
    };
    ExitCode::from(code)
}

fn run(args: Args, out: &mut Out) -> Result<u8, Failed> {
    panic::if_asked("command");
    if let Some(day) = args.today {
        clock::pretend(day);
    }
    let config = Config::read(&[paths::system_config_file(), paths::config_file()]);
    let meant = |config: &Config| paths::database(args.db.as_deref(), args.desk.as_deref(), config);
    match &args.command {
        Some(Command::Doctor { json }) => {
            let named = meant(config.as_ref().unwrap_or(&Config::default()));
            return Ok(doctor::run(&config, &named, *json, out));
        }
        // What a shell reads at its start says nothing of a file that every other command complains of.
        Some(Command::Completions { shell }) => {
            return Ok(shells::completions(
                *shell,
                &config.unwrap_or_default(),
                out,
            ));
        }
        Some(Command::Man { command }) => return man::run(command.as_deref(), out),
        _ => {}
    }
    let config = config.map_err(Failed::usage)?;
    let named = meant(&config).map_err(Failed::usage)?;
    let named = if args.read_only {
        named.to_look_at()
    } else {
        named
    };
    // Whoever comes next is told which jobs were cut off; a command that settles one says it itself.
    let opened = |out: &mut Out| {
        let opened = Opened::open(&named)?;
        opened.tell_left_open(out)?;
        Ok::<Opened, Failed>(opened)
    };
    let to_change = |out: &mut Out| opened(out)?.for_changes();
    let to_settle = || Opened::open(&named)?.for_changes();
    match args.command {
        None => {
            let opened = Opened::for_desk(&named)?;
            desk_code(desk::run(opened.store, &opened.who, &config))
        }
        Some(Command::Demo { keep }) => {
            let demo = opened::demo(keep.as_deref())?;
            desk_code(desk::run(demo.opened.store, &demo.opened.who, &config))
        }
        Some(Command::Init(init)) => admin::init(&init, args.db.as_deref(), out),
        Some(Command::Import(import)) => import::run(&named, import, out),
        Some(Command::Export(export)) => export::run(opened(out)?, &export, out),
        Some(Command::Erase(erase)) => erase::run(opened(out)?, &erase, out),
        Some(Command::List {
            query,
            sort,
            limit,
            json,
        }) => people::list(opened(out)?, &query, sort.as_deref(), limit, json, out),
        Some(Command::Show { who, json }) => people::show(opened(out)?, &who, json, out),
        Some(Command::Log { who, line }) => {
            people::log(to_change(out)?, &who, &line.join(" "), out)
        }
        Some(Command::Next { who, line, done }) => {
            people::next(to_change(out)?, &who, &line.join(" "), done, out)
        }
        Some(Command::Stage { who, to, because }) => {
            people::stage(to_change(out)?, &who, &to, because.as_deref(), out)
        }
        Some(Command::Duplicates { json }) => duplicates::list(opened(out)?, json, out),
        Some(Command::Merge(merge)) => duplicates::merge(to_change(out)?, &merge, out),
        Some(Command::Today { query, team, json }) => {
            today::run(opened(out)?, &query, team, json, out)
        }
        Some(Command::History { who, limit, json }) => {
            history::list(opened(out)?, who.as_deref(), limit, json, out)
        }
        Some(Command::Undo {
            resume: Some(number),
            ..
        }) => history::resume(to_settle()?, number, out),
        Some(Command::Undo {
            change,
            because,
            resume: None,
        }) => history::undo(to_settle()?, change, because, out),
        Some(Command::Settings { key, value, json }) => {
            let value = (!value.is_empty()).then(|| value.join(" "));
            let database = if value.is_some() {
                to_change(out)?
            } else {
                opened(out)?
            };
            settings::run(database, key.as_deref(), value.as_deref(), json, out)
        }
        Some(Command::Backup { to, rotate }) => match (to, rotate) {
            (_, Some(folder)) => admin::rotate(&opened(out)?, &folder, out),
            (Some(to), None) => admin::backup(&opened(out)?, &to, out),
            (None, None) => Err(Failed::usage("name the file of the backup")),
        },
        Some(Command::Restore { from }) => admin::restore(&named, &from, out),
        // Answered above, whatever the config file says.
        Some(Command::Doctor { .. } | Command::Completions { .. } | Command::Man { .. }) => Ok(0),
        Some(Command::Keys { json }) => Ok(keys::run(&config, json, out)),
        Some(Command::Check) => admin::check(opened(out)?, out),
    }
}

/// A command without a screen hears signals; the desk has its own way.
fn hear_signals(command: Option<&Command>) {
    if !matches!(command, None | Some(Command::Demo { .. })) {
        // Without it signals do what they do by themselves.
        let _ = interrupts::start();
    }
}

fn desk_code(ended: color_eyre::Result<i32>) -> Result<u8, Failed> {
    match ended {
        Ok(code) => Ok(u8::try_from(code).unwrap_or(1)),
        Err(error) => Err(Failed::request(format!(
            "the desk needs a terminal ({error}); scripts use the commands, see entourage --help"
        ))),
    }
}
