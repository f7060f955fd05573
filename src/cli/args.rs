//! The arguments of the command line.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Parser, Subcommand};

use crate::domain::platform::Platform;
use crate::domain::text::Clean;
use crate::exchange::import::Role;

/// The relationship desk for influencer managers.
///
/// Without a command it opens the desk. The database is the one named by --db or --desk, else by `ENTOURAGE_DB`, else
/// by the config file, else the default one of this user.
#[derive(Debug, Parser)]
#[command(
    name = "entourage",
    bin_name = "entourage",
    version,
    max_term_width = 100
)]
pub struct Args {
    /// The database
    #[arg(long, global = true, value_name = "FILE")]
    pub db: Option<PathBuf>,
    /// The database that the config file calls so
    #[arg(long, global = true, value_name = "NAME", conflicts_with = "db")]
    pub desk: Option<String>,
    /// Only look: nothing is changed
    #[arg(long, global = true)]
    pub read_only: bool,
    /// Pretend that it is this day
    #[arg(long, global = true, hide = true, value_name = "DATE")]
    pub today: Option<NaiveDate>,
    /// What to do
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Open the desk on a generated brand team in a throw-away file
    Demo {
        /// Keep the demo in this file
        #[arg(long, value_name = "FILE")]
        keep: Option<PathBuf>,
    },
    /// Make a new database: a private one, or one that a group of accounts shares
    Init(Init),
    /// Bring in a CSV or TSV file of any platform
    Import(Import),
    /// Write people as CSV, JSON or Markdown
    Export(Export),
    /// Erase a person for good: asks twice, and cannot be undone
    Erase(Erase),
    /// List people
    List {
        /// Whom
        #[command(flatten)]
        query: QueryArgs,
        /// name, followers, engagement, days in stage, last contact, owner, next step, newest
        #[arg(long)]
        sort: Option<String>,
        /// At most so many; 0 is all
        #[arg(long, default_value_t = 0)]
        limit: u32,
        /// One JSON object a line
        #[arg(long)]
        json: bool,
    },
    /// Show a person
    Show {
        /// Handle, link or name
        who: String,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Log a contact: entourage log ada.lov in: likes the idea
    Log {
        /// Handle, link or name
        who: String,
        /// What was said; may hold in: or out:, a date, a channel, a kind
        #[arg(required = true)]
        line: Vec<String>,
    },
    /// Set the next step: entourage next ada.lov fri call about rates
    Next {
        /// Handle, link or name
        who: String,
        /// A date and what is to be done
        #[arg(required_unless_present = "done")]
        line: Vec<String>,
        /// The step is done
        #[arg(long, conflicts_with = "line")]
        done: bool,
    },
    /// Move a person to a stage
    Stage {
        /// Handle, link or name
        who: String,
        /// discovery, outreach, collaboration, nurturing or advocacy
        to: String,
        /// Go on although the checklist misses something: know them, agreed by phone, later, other
        #[arg(long)]
        because: Option<String>,
    },
    /// List people who may be one, the surest first, and why
    Duplicates {
        /// One JSON object a line
        #[arg(long)]
        json: bool,
    },
    /// Make people one: all that the others have goes to the first, who stays
    Merge(Merge),
    /// What is owed today; exit code 3 when something is late
    Today {
        /// About whom
        #[command(flatten)]
        query: QueryArgs,
        /// The team's, not only mine
        #[arg(long)]
        team: bool,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// What was changed, newest first
    History {
        /// Only about this person
        who: Option<String>,
        /// At most so many
        #[arg(long, default_value_t = 50)]
        limit: u32,
        /// One JSON object a line
        #[arg(long)]
        json: bool,
    },
    /// Take back a change: my last one, or the one with this number from the history
    Undo {
        /// Its number
        #[arg(value_parser = change)]
        change: Option<i64>,
        /// Why; wanted for a colleague's change
        #[arg(long)]
        because: Option<String>,
        /// Go on with an undo that was cut off: the only one, or the one with this number
        #[arg(long, value_name = "NUMBER", num_args = 0..=1, value_parser = change, conflicts_with_all = ["change", "because"])]
        #[allow(clippy::option_option)]
        resume: Option<Option<i64>>,
    },
    /// Show the team's settings, or set one: entourage settings care.a 21
    Settings {
        /// Its name; all where none is given
        key: Option<String>,
        /// The new value; the word default takes it back to the default
        value: Vec<String>,
        /// One JSON object a line
        #[arg(long)]
        json: bool,
    },
    /// List the keys with the names that the config file knows them by
    Keys {
        /// One JSON object a line
        #[arg(long)]
        json: bool,
    },
    /// Print completions for a shell
    Completions {
        /// Which
        shell: clap_complete::Shell,
    },
    /// Print the manual page, or that of a command, in roff: entourage man | man -l -
    Man {
        /// The command
        command: Option<String>,
    },
    /// Write a checked copy of the database
    Backup {
        /// The file to write; must not exist
        #[arg(required_unless_present = "rotate", conflicts_with = "rotate")]
        to: Option<PathBuf>,
        /// Keep one backup a day in this folder, for 7 days and of 4 weeks
        #[arg(long, value_name = "DIR")]
        rotate: Option<PathBuf>,
    },
    /// Put a backup in the place of what the database holds; what it holds now is kept beside it
    Restore {
        /// The backup
        from: PathBuf,
    },
    /// Look whether the database is sound
    Check,
    /// Look whether everything around is as it should be: rights, versions, who is here, terminal, keys
    Doctor {
        /// One JSON object a line
        #[arg(long)]
        json: bool,
    },
}

/// Make a database.
#[derive(Debug, clap::Args)]
pub struct Init {
    /// The file of a private database
    #[arg(conflicts_with = "shared")]
    pub path: Option<PathBuf>,
    /// The folder of a shared database; made where it is missing
    #[arg(long, value_name = "DIR", requires = "group")]
    pub shared: Option<PathBuf>,
    /// The group of accounts that shares it
    #[arg(long, value_name = "GROUP", requires = "shared")]
    pub group: Option<String>,
    /// The desk's name, such as the brand's; without it the group's or the file's
    #[arg(long)]
    pub name: Option<String>,
}

/// A query, as on the screens.
#[derive(Debug, Default, clap::Args)]
pub struct QueryArgs {
    /// Words and filters, as: stage:outreach 'er:>2%' -tag:paused "skin care"
    pub query: Vec<String>,
    /// Without people for whom this holds; -tag:paused is the same as --not tag:paused
    #[arg(long, value_name = "TERM")]
    pub not: Vec<String>,
    /// A saved view, by its name; what is typed besides must hold, too
    #[arg(long, value_name = "NAME")]
    pub view: Option<String>,
}

impl QueryArgs {
    /// The query as it would be typed on a screen.
    #[must_use]
    pub fn text(&self) -> String {
        let without = self.not.iter().map(|term| format!("-{term}"));
        let terms: Vec<String> = self.query.iter().cloned().chain(without).collect();
        terms.join(" ")
    }
}

/// An argument such as `-tag:paused` is a part of a query, not a flag.
#[must_use]
pub fn as_query(argument: std::ffi::OsString) -> std::ffi::OsString {
    let term = argument.to_str().and_then(|text| text.strip_prefix('-'));
    let is_term = |term: &str| {
        let name = term.trim_start_matches(|letter: char| letter.is_alphabetic());
        name.len() < term.len() && name.starts_with([':', '>', '<', '='])
    };
    match term.filter(|term| is_term(term)) {
        Some(term) => format!("--not={term}").into(),
        None => argument,
    }
}

/// Make people one.
#[derive(Debug, clap::Args)]
pub struct Merge {
    /// Who stays: handle, link or name
    pub keep: String,
    /// Who goes: one, two or three
    #[arg(required = true)]
    pub others: Vec<String>,
    /// They look alike and are not one: never list them as duplicates again
    #[arg(long)]
    pub not_same: bool,
}

/// Bring in a file.
#[derive(Debug, clap::Args)]
pub struct Import {
    /// The file; - is the standard input
    #[arg(required_unless_present_any = ["resume", "close"])]
    pub file: Option<PathBuf>,
    /// Go on with an import that was cut off: the only one, or the one with this number
    #[arg(long, value_name = "NUMBER", num_args = 0..=1, value_parser = change, conflicts_with_all = ["file", "dry_run", "map", "platform", "as_of"])]
    #[allow(clippy::option_option)] // not asked for, asked for, asked for by number
    pub resume: Option<Option<i64>>,
    /// Leave a job that was cut off as it is: what came in stays
    #[arg(long, value_name = "NUMBER", num_args = 0..=1, value_parser = change, conflicts_with_all = ["file", "dry_run", "map", "platform", "as_of", "resume"])]
    #[allow(clippy::option_option)]
    pub close: Option<Option<i64>>,
    /// Forget what was learned of the columns of such files
    #[arg(long, conflicts_with_all = ["dry_run", "map"])]
    pub forget: bool,
    /// Only tell what would happen
    #[arg(long)]
    pub dry_run: bool,
    /// What a column means: --map 'Header=role'
    #[arg(long, value_name = "HEADER=ROLE", long_help = roles())]
    pub map: Vec<String>,
    /// The platform, where the file does not tell
    #[arg(long, value_parser = platform)]
    pub platform: Option<Platform>,
    /// The day or month the figures are of: 2022-09-30, nov 2022, yesterday. Without it the file's name tells it, else it is today
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// Write the rejected rows, with a reason each, to this file
    #[arg(long, value_name = "FILE")]
    pub rejects: Option<PathBuf>,
    /// The summary as JSON
    #[arg(long)]
    pub json: bool,
}

/// Write people.
#[derive(Debug, clap::Args)]
pub struct Export {
    /// The file to write; must not exist. Without it the standard output
    #[arg(long, short, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// csv, json or markdown; by the ending of the file where it is not given
    #[arg(long, value_parser = ["csv", "json", "markdown"])]
    pub format: Option<String>,
    /// Markdown, as --format markdown
    #[arg(long, conflicts_with = "format")]
    pub markdown: bool,
    /// Only this person; in Markdown their portrait, with everything that is kept of them
    #[arg(long, value_name = "WHO", conflicts_with_all = ["query", "not", "view"])]
    pub person: Option<String>,
    /// Only these people
    #[command(flatten)]
    pub query: QueryArgs,
}

/// Erase a person.
#[derive(Debug, clap::Args)]
pub struct Erase {
    /// Handle, link or name
    #[arg(required_unless_present = "resume")]
    pub who: Option<String>,
    /// Without a terminal: their handle once more, to say that it is meant
    #[arg(long, value_name = "HANDLE")]
    pub for_good: Option<String>,
    /// Also replace their name in the names of imported files where it may mean something else (`may.csv`)
    #[arg(long)]
    pub file_names: bool,
    /// Only tell what would go, what stays, and where else they are named
    #[arg(long, conflicts_with = "for_good")]
    pub dry_run: bool,
    /// Sweep the file of pieces, where an erasure was cut off before its end
    #[arg(long, conflicts_with_all = ["who", "for_good", "file_names", "dry_run"])]
    pub resume: bool,
}

/// What a column may mean, for the help and the manual page.
fn roles() -> String {
    let words: Vec<&str> = Role::ALL.iter().map(|role| role.word()).collect();
    format!(
        "What a column means: --map 'Header=role'. The roles are {}; and for each share of an audience one such as \
         audience-female, audience-18-24, audience-us",
        words.join(", ")
    )
}

/// The number of a change.
fn change(text: &str) -> Result<i64, String> {
    text.trim().parse().map_err(|_| {
        format!(
            "\"{}\" is no number of a change; `entourage history` lists them",
            Clean::line(text)
        )
    })
}

fn platform(text: &str) -> Result<Platform, String> {
    if let Some(known) = Platform::parse(text) {
        return Ok(known);
    }
    let words = Platform::words();
    match Platform::slip(text) {
        Some(near) => Err(format!("did you mean {near}?")),
        None => Platform::named(text).ok_or_else(|| {
            format!(
                "name one of {}, or another platform by its own name",
                words.join(", ")
            )
        }),
    }
}
