//! `entourage completions SHELL`: made from the arguments, with the words that each may be; people, views, desks and
//! terms of queries are asked for while somebody types.

mod answer;
mod line;
mod place;

use clap::builder::PossibleValuesParser;
use clap::{Command, CommandFactory};
use clap_complete::Shell;

pub use self::answer::answer;
use super::args::Args;
use super::out::Out;
use crate::domain::platform::Platform;
use crate::domain::question::Sort;
use crate::domain::settings::TABLE;
use crate::domain::stage::Stage;
use crate::runtime::config::Config;

/// Prints the completions.
pub fn completions(shell: Shell, config: &Config, out: &mut Out) -> u8 {
    let mut command = with_words(Args::command(), config);
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "entourage", &mut script);
    out.exactly(&asking(shell, &String::from_utf8_lossy(&script)));
    0
}

/// The script, which asks this program first.
fn asking(shell: Shell, script: &str) -> String {
    const BEGINS: &str = "_entourage() {\n";
    let (asks, first) = match shell {
        Shell::Bash => (
            include_str!("ask.bash"),
            "__entourage_asks \"$@\" && return 0",
        ),
        Shell::Zsh => (include_str!("ask.zsh"), "__entourage_asks && return 0"),
        Shell::Fish => return format!("{script}{}", include_str!("ask.fish")),
        _ => return script.to_owned(),
    };
    script.replacen(BEGINS, &format!("{asks}\n{BEGINS}    {first}\n"), 1)
}

/// The commands with the words that their arguments may be; they are read more freely than they are completed.
fn with_words(command: Command, config: &Config) -> Command {
    // The script is read by a shell: only names that mean nothing else to it.
    let plain = |name: &&String| {
        let letter = |c: char| c.is_alphanumeric() || "._-".contains(c);
        !name.is_empty() && name.chars().all(letter)
    };
    let desks: Vec<String> = config.desks.keys().filter(plain).cloned().collect();
    let command = if desks.is_empty() {
        command
    } else {
        command.mut_arg("desk", |desk| {
            desk.value_parser(PossibleValuesParser::new(desks))
        })
    };
    command
        .mut_subcommand("stage", |stage| {
            words(stage, "to", Stage::ALL.map(Stage::word).to_vec())
        })
        .mut_subcommand("list", |list| {
            words(list, "sort", Sort::ROSTER.map(Sort::word).to_vec())
        })
        .mut_subcommand("import", |import| {
            words(import, "platform", Platform::words().to_vec())
        })
        .mut_subcommand("settings", |settings| {
            let keys = TABLE.iter().map(|line| line.key).collect();
            // An argument that is changed goes to the end; the value stands behind the key.
            words(settings, "key", keys).mut_arg("value", |value| value)
        })
}

fn words(command: Command, argument: &'static str, words: Vec<&'static str>) -> Command {
    command.mut_arg(argument, |one| {
        one.value_parser(PossibleValuesParser::new(words))
    })
}
