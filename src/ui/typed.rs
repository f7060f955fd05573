//! What can be typed on the command line: names, help, and what each means.

use super::command::{Command, PersonCommand, PipelineCommand, RosterCommand};
use super::screens::Tab;
use crate::domain::lane::LaneBy;
use crate::domain::parking::ParkReason;
use crate::domain::question::Sort;
use crate::domain::stage::Stage;
use crate::domain::text::{Clean, nearest};

/// Names of the commands with a line of help, as completion shows them.
pub const COMMANDS: &[(&str, &str)] = &[
    ("add", "add handles or links: add @ada.lov tiktok.com/@ada"),
    ("columns", "choose the columns of the roster"),
    ("desk", "switch to another database: desk halcyon"),
    ("duplicates", "people who may be one"),
    ("erase", "erase the person under the cursor for good"),
    ("errors", "what went wrong"),
    ("find", "search the roster: find skincare"),
    ("help", "all keys"),
    ("history", "everybody's changes"),
    ("import", "bring a file in: import ~/exports/instagram.csv"),
    ("jobs", "jobs that are open: resume or take back"),
    ("kept", "text kept from a desk that ended"),
    (
        "lanes",
        "part the cards of the pipeline: lanes owner, lanes segment, lanes none",
    ),
    ("log", "log a contact: log in: likes the idea"),
    (
        "merge",
        "make the person under the cursor one with another: merge zoe",
    ),
    ("mouse", "mouse on or off"),
    ("next", "set the next step: next fri call about rates"),
    ("note", "write a note: note met at the fair"),
    ("park", "off the board: park no reply"),
    ("pipeline", "the pipeline"),
    ("quit", "end the desk"),
    ("redo", "do again what was taken back"),
    ("roster", "the roster"),
    ("settings", "the team's settings and your own"),
    (
        "sort",
        "sort by name, followers, engagement, days in stage, last contact, owner, next step",
    ),
    ("stage", "move the person under the cursor: stage nurturing"),
    ("stop", "stop the job that goes on here"),
    ("today", "what is owed"),
    ("triage", "go through the list in front, one by one"),
    ("undo", "take back the last change"),
    ("who", "who is here, and where"),
];

/// The word for a board without lanes.
const NO_LANES: &str = "none";

/// Lines that begin with what was typed: names of commands, or what a command may be told.
#[must_use]
pub fn completions(typed: &str, desks: &[Clean]) -> Vec<String> {
    let Some((name, rest)) = typed.split_once(' ') else {
        let names = COMMANDS.iter().map(|(name, _)| *name);
        return names
            .filter(|name| name.starts_with(typed))
            .map(str::to_owned)
            .collect();
    };
    let words: Vec<&str> = match name {
        "sort" => Sort::ROSTER
            .into_iter()
            .filter(|sort| *sort != Sort::Best)
            .map(Sort::word)
            .collect(),
        "stage" => Stage::ALL.map(Stage::word).to_vec(),
        "park" => ParkReason::OFFERED.map(ParkReason::word).to_vec(),
        "lanes" => vec![LaneBy::Owner.word(), LaneBy::Segment.word(), NO_LANES],
        "desk" => desks.iter().map(Clean::as_str).collect(),
        _ => Vec::new(),
    };
    let wanted = rest.trim_start().to_lowercase();
    words
        .into_iter()
        .filter(|word| word.to_lowercase().starts_with(&wanted))
        .map(|word| format!("{name} {word}"))
        .collect()
}

/// What a typed line means.
#[derive(Debug, Clone, PartialEq)]
pub enum Typed {
    /// The same as a key.
    Command(Command),
    /// Sort the list in front.
    Sort(Sort),
    /// Part the cards of the pipeline, or put them together.
    Lanes(Option<LaneBy>),
    /// Search the roster.
    Find(String),
    /// Switch to another database; without a name, choose one.
    Desk(String),
    /// Bring this file in.
    Import(String),
    /// Add people.
    Add(String),
    /// Move the person under the cursor.
    Stage(Stage),
    /// Park the person under the cursor.
    Park(ParkReason),
    /// Open the log box with a line in it.
    Log(String),
    /// Open the step box with a line in it.
    Step(String),
    /// Write a note.
    Note(String),
    /// Make the person under the cursor one with somebody like this.
    Merge(String),
    /// Nothing was typed.
    Nothing,
}

/// Reads a typed line.
///
/// # Errors
/// One sentence that names the word and the nearest command.
pub fn read(line: &str) -> Result<Typed, String> {
    let (name, rest) = line.trim().split_once(' ').unwrap_or((line.trim(), ""));
    let rest = rest.trim();
    let with_line = |command: Command, typed: fn(String) -> Typed| {
        if rest.is_empty() {
            Typed::Command(command)
        } else {
            typed(rest.to_owned())
        }
    };
    Ok(match name {
        "" => Typed::Nothing,
        "q" | "quit" | "exit" => Typed::Command(Command::Quit),
        "add" => with_line(Command::Roster(RosterCommand::Add), Typed::Add),
        "columns" => Typed::Command(Command::Roster(RosterCommand::Columns)),
        "desk" => Typed::Desk(rest.to_owned()),
        "duplicates" => Typed::Command(Command::Duplicates),
        "merge" => with_line(Command::Person(PersonCommand::Merge), Typed::Merge),
        "erase" if rest.is_empty() => Typed::Command(Command::Person(PersonCommand::Erase)),
        "erase" => return Err("erase takes the person under the cursor; go there first".to_owned()),
        "errors" => Typed::Command(Command::Errors),
        "find" => with_line(Command::Find, Typed::Find),
        "help" => Typed::Command(Command::Help),
        "history" => Typed::Command(Command::History),
        "settings" => Typed::Command(Command::Settings),
        "kept" => Typed::Command(Command::Kept),
        "import" => with_line(Command::Import, Typed::Import),
        "jobs" => Typed::Command(Command::Jobs),
        "stop" => Typed::Command(Command::Stop),
        "mouse" => Typed::Command(Command::Mouse),
        "undo" => Typed::Command(Command::Undo),
        "who" => Typed::Command(Command::Who),
        "redo" => Typed::Command(Command::Redo),
        "triage" => Typed::Command(Command::BeginTriage),
        "today" => Typed::Command(Command::Go(Tab::Today)),
        "roster" => Typed::Command(Command::Go(Tab::Roster)),
        "pipeline" => Typed::Command(Command::Go(Tab::Pipeline)),
        "log" => with_line(Command::Person(PersonCommand::Log), Typed::Log),
        "next" => with_line(Command::Person(PersonCommand::Step), Typed::Step),
        "note" => with_line(Command::Person(PersonCommand::Note), Typed::Note),
        "sort" => Typed::Sort(Sort::parse(rest).ok_or_else(|| sorts(rest))?),
        "lanes" if rest.is_empty() => Typed::Command(Command::Pipeline(PipelineCommand::Lanes)),
        "lanes" if NO_LANES.starts_with(rest) => Typed::Lanes(None),
        "lanes" => Typed::Lanes(Some(LaneBy::parse(rest).ok_or_else(|| no_lanes(rest))?)),
        "stage" => Typed::Stage(Stage::parse(rest).ok_or_else(|| stages(rest))?),
        "park" if rest.is_empty() => Typed::Command(Command::Person(PersonCommand::Park)),
        "park" => Typed::Park(ParkReason::parse(rest).ok_or_else(|| reasons(rest))?),
        other => return Err(unknown(other)),
    })
}

fn quoted(text: &str) -> Clean {
    Clean::line(text)
}

fn sorts(typed: &str) -> String {
    let words = Sort::ROSTER.map(Sort::word).join(", ");
    format!("\"{}\" is no order; there are: {words}", quoted(typed))
}

fn no_lanes(typed: &str) -> String {
    let words = LaneBy::ALL.map(LaneBy::word).join(", ");
    format!(
        "\"{}\" parts no board; there are: {words}, {NO_LANES}",
        quoted(typed)
    )
}

fn stages(typed: &str) -> String {
    let words = Stage::ALL.map(Stage::word).join(", ");
    format!("\"{}\" is no stage; there are: {words}", quoted(typed))
}

fn reasons(typed: &str) -> String {
    let words = ParkReason::OFFERED.map(ParkReason::word).join(", ");
    format!(
        "\"{}\" is no reason to park; there are: {words}",
        quoted(typed)
    )
}

fn unknown(typed: &str) -> String {
    let near = nearest(typed, COMMANDS.iter().map(|(name, _)| *name));
    match near {
        Some(near) => format!("\"{}\" is no command; did you mean {near}?", quoted(typed)),
        None => format!("\"{}\" is no command; Tab shows them", quoted(typed)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_of_the_list_can_be_typed() {
        for (name, _) in COMMANDS {
            let line = match *name {
                "sort" => "sort name",
                "stage" => "stage nurturing",
                name => name,
            };
            assert!(read(line).is_ok(), "{line}");
        }
    }

    #[test]
    fn a_slip_is_answered_with_the_nearest_command() {
        assert_eq!(
            read("pipelnie"),
            Err("\"pipelnie\" is no command; did you mean pipeline?".into())
        );
        assert!(read("xyzzyxyzzy").is_err_and(|error| error.contains("Tab shows them")));
        assert!(read("3").is_err_and(|error| error.contains("Tab shows them")));
    }

    #[test]
    fn arguments_are_read_by_their_beginning() {
        assert_eq!(read("stage nurt"), Ok(Typed::Stage(Stage::Nurturing)));
        assert_eq!(read("park fee"), Ok(Typed::Park(ParkReason::DeclinedFee)));
        assert!(read("stage outrech").is_err_and(|error| error.contains("outreach")));
    }
}
