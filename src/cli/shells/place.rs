//! What may stand at the cursor of a command line that is not yet whole.

use std::ffi::OsString;

use clap::{Arg, Command};

use crate::cli::args::as_query;
use crate::cli::commands;

/// What is to be completed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Somebody: by a handle.
    Person,
    /// A saved view.
    View,
    /// A desk of the config file.
    Desk,
    /// A term of a query.
    Query,
    /// A column of the file and what it means.
    Column,
}

/// A place in a command line.
#[derive(Debug, PartialEq, Eq)]
pub struct Place {
    /// What stands there.
    pub wanted: Wanted,
    /// Bytes of the last word that stay, as `--view=`.
    pub stays: usize,
}

impl Place {
    /// The place of the last word; none where the database has nothing to say. The program's own name is no word.
    pub fn of(words: &[String]) -> Option<Place> {
        let (last, before) = words.split_last()?;
        let root = commands();
        let walk = Walk::through(&root, before);
        if let Some(argument) = walk.open {
            return Place::at(argument, 0);
        }
        if let Some(option) = last.strip_prefix("--").filter(|_| !walk.is_plain) {
            let (name, _) = option.split_once('=')?;
            return Place::at(walk.option(last)?, "--=".len() + name.len());
        }
        if last.starts_with('-') && !walk.is_plain && !is_term(last) {
            return None;
        }
        Place::at(walk.positional()?, 0)
    }

    fn at(argument: &Arg, stays: usize) -> Option<Place> {
        let wanted = match argument.get_id().as_str() {
            "who" | "person" | "keep" | "others" => Wanted::Person,
            "view" => Wanted::View,
            "desk" => Wanted::Desk,
            "query" | "not" => Wanted::Query,
            "map" => Wanted::Column,
            _ => return None,
        };
        Some(Place { wanted, stays })
    }
}

/// Words of a command line, gone through from the left.
struct Walk<'a> {
    root: &'a Command,
    command: &'a Command,
    /// The option whose value comes next.
    open: Option<&'a Arg>,
    /// Arguments without a name, so far.
    many: usize,
    /// Behind `--` there are no options.
    is_plain: bool,
}

impl<'a> Walk<'a> {
    fn through(root: &'a Command, words: &[String]) -> Walk<'a> {
        let mut walk = Walk {
            root,
            command: root,
            open: None,
            many: 0,
            is_plain: false,
        };
        for word in words {
            walk.step(word);
        }
        walk
    }

    fn step(&mut self, word: &str) {
        if self.open.take().is_some() {
            return;
        }
        let is_option = word.starts_with('-') && word.len() > 1 && !self.is_plain;
        if is_option && word == "--" {
            self.is_plain = true;
        } else if is_option && is_term(word) {
            self.many += 1;
        } else if is_option {
            let wants_more = |one: &&Arg| {
                !word.contains('=') && one.get_num_args().is_some_and(|many| many.min_values() > 0)
            };
            self.open = self.option(word).filter(wants_more);
        } else if let Some(command) = self.subcommand(word) {
            self.command = command;
        } else {
            self.many += 1;
        }
    }

    fn subcommand(&self, word: &str) -> Option<&'a Command> {
        let is_first = std::ptr::eq(self.command, self.root) && self.many == 0;
        self.root.find_subcommand(word).filter(|_| is_first)
    }

    /// The option that is named `--name`, `--name=value` or `-n`.
    fn option(&self, word: &str) -> Option<&'a Arg> {
        let name = word.split('=').next()?;
        let is_it = |one: &&Arg| match name.strip_prefix("--") {
            Some(long) => one.get_long() == Some(long),
            None => one.get_short() == name.chars().nth(1),
        };
        let all = self
            .command
            .get_arguments()
            .chain(self.root.get_arguments());
        all.into_iter().find(is_it)
    }

    fn positional(&self) -> Option<&'a Arg> {
        let all: Vec<&Arg> = self.command.get_positionals().collect();
        let takes_several =
            |one: &&&Arg| one.get_num_args().is_some_and(|many| many.max_values() > 1);
        let last = all.last().filter(takes_several);
        all.get(self.many).or(last).copied()
    }
}

/// Whether a word with a `-` before it is a term of a query, as `-tag:paused`.
fn is_term(word: &str) -> bool {
    as_query(OsString::from(word)) != *word
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(line: &str) -> Option<(Wanted, usize)> {
        let words: Vec<String> = line.split(' ').map(str::to_owned).collect();
        Place::of(&words).map(|place| (place.wanted, place.stays))
    }

    #[test]
    fn people_are_wanted_where_a_command_takes_somebody() {
        for line in [
            "show ",
            "show ad",
            "show --json ad",
            "--db x.db show ad",
            "--db=x.db --read-only log ad",
            "next ad",
            "stage ad",
            "history ad",
            "history --limit 5 ad",
            "erase ad",
            "merge ad",
            "merge ad bo ",
            "merge ad bo cy di",
            "export --person ad",
            "export -o x.csv --person ad",
            "show -- ad",
        ] {
            assert_eq!(place(line), Some((Wanted::Person, 0)), "{line}");
        }
        assert_eq!(place("export --person=ad"), Some((Wanted::Person, 9)));
    }

    #[test]
    fn views_desks_and_terms_are_wanted_where_they_may_stand() {
        assert_eq!(place("list --view "), Some((Wanted::View, 0)));
        assert_eq!(place("today --view=mo"), Some((Wanted::View, 7)));
        assert_eq!(place("--desk "), Some((Wanted::Desk, 0)));
        assert_eq!(place("show --desk hal"), Some((Wanted::Desk, 0)));
        assert_eq!(place("import x.csv --map "), Some((Wanted::Column, 0)));
        assert_eq!(place("import --map=Fans"), Some((Wanted::Column, 6)));
        for line in [
            "list st",
            "list stage:out",
            "list stage:outreach -tag:p",
            "export tier:",
            "today --team ow",
            "list --not t",
        ] {
            assert_eq!(place(line), Some((Wanted::Query, 0)), "{line}");
        }
    }

    #[test]
    fn elsewhere_the_database_says_nothing() {
        for line in [
            "",
            "sh",
            "show --js",
            "show -",
            "show ad bo",
            "stage ad ou",
            "log ad in: likes",
            "list --sort na",
            "list --limit 3",
            "import fi",
            "--db x",
            "erase --for-good ad",
            "nonsense ad",
            "settings ca",
        ] {
            assert_eq!(place(line), None, "{line}");
        }
    }
}
