//! Why a command does nothing now: one answer for the footer, which leaves its key out, and for the key itself.

use super::App;
use crate::domain::refusal::Refusal;
use crate::domain::stage::Stage;
use crate::ui::command::{
    Command, DuplicateCommand, MergeCommand, PersonCommand, ProfileCommand, RosterCommand,
    TodayCommand, TriageCommand,
};
use crate::ui::keymap::BINDINGS;
use crate::ui::overlays::Overlay;
use crate::ui::screens::Someone;

impl App {
    /// Why a command does nothing now; the footer leaves its key out, and the key itself says so.
    #[must_use]
    pub fn why_not(&self, command: Command) -> Option<String> {
        let is_of_people = matches!(command, Command::Person(_));
        let someone = is_of_people
            .then(|| self.screens.someone(self.place))
            .flatten();
        self.why_not_with(command, someone.as_ref())
    }

    /// Why a command does nothing with this person.
    pub(super) fn why_not_with(
        &self,
        command: Command,
        someone: Option<&Someone>,
    ) -> Option<String> {
        let in_kept = matches!(self.overlays.last(), Some(Overlay::Kept(_)));
        if self.desk.read_only && changes(command) && !in_kept {
            return Some(Refusal::ReadOnly.to_string());
        }
        match command {
            Command::Person(PersonCommand::Open) if self.job_in_front().is_some() => None,
            Command::Person(PersonCommand::Erase) if self.erase_waits().is_some() => {
                self.erase_waits()
            }
            Command::Person(what) => match someone {
                Some(someone) => not_yet(what, someone).or_else(|| at_the_end(what, someone)),
                // The list may still be on its way: those who are marked are known without it.
                None if self.marked() > 0 && is_for_marked(what) => None,
                None => Some(format!("nobody is under the cursor: {}", label(command))),
            },
            Command::Box(command) => match self.overlays.last() {
                Some(overlay) => overlay.why_not(command).map(str::to_owned),
                None => Some("that key works in a box".to_owned()),
            },
            Command::Clash(_) => match self.overlays.last() {
                Some(Overlay::Clash(_)) => None,
                _ => Some("that key chooses where two people changed the same".to_owned()),
            },
            Command::Columns(_) => match self.overlays.last() {
                Some(Overlay::Columns(_)) => None,
                _ => Some("that key works where columns are chosen: C in the roster".to_owned()),
            },
            Command::Fit(_) => match self.overlays.last() {
                Some(Overlay::Fit(_)) => None,
                _ => Some("that key answers fit checks and red flags; F opens them".to_owned()),
            },
            Command::Query(command) => self.screens.why_not_query(self.place, command),
            Command::View(command) => match self.overlays.last() {
                Some(Overlay::Views(views)) => views.why_not(command),
                _ => Some("that key works with saved views; v shows them".to_owned()),
            },
            Command::Undo => match self.overlays.last() {
                Some(Overlay::Kept(kept)) => kept.why_not_undo().map(str::to_owned),
                Some(_) | None => None,
            },
            Command::Change => (self.screens.roster.marks().count() == 0)
                .then(|| "nobody is marked; space marks, * marks all".to_owned()),
            Command::Mark(_) | Command::Export => {
                let nobody = self.screens.roster.is_empty();
                nobody.then(|| "nobody is in the roster yet; a adds somebody".to_owned())
            }
            Command::BeginTriage
            | Command::Today(_)
            | Command::Roster(_)
            | Command::Pipeline(_)
            | Command::Past(_)
            | Command::Duplicate(_)
            | Command::Merge(_)
            | Command::Setting(_)
            | Command::Intake(_)
            | Command::Triage(_)
            | Command::Profile(_) => {
                let why = self.screens.why_not(self.place, command, &self.look());
                why.map(|why| why.to_string())
            }
            Command::Stop if self.working.is_empty() => {
                Some("no job goes on at this desk".to_owned())
            }
            Command::Views
            | Command::Close
            | Command::Import
            | Command::Duplicates
            | Command::Jobs
            | Command::Stop
            | Command::Back
            | Command::Quit
            | Command::Help
            | Command::Find
            | Command::Line
            | Command::Errors
            | Command::Kept
            | Command::Redo
            | Command::History
            | Command::Settings
            | Command::Who
            | Command::Repaint
            | Command::Suspend
            | Command::Mouse
            | Command::Go(_)
            | Command::List(_) => None,
        }
    }
}

/// Whether a command is there to change something.
fn changes(command: Command) -> bool {
    match command {
        Command::Undo | Command::Redo | Command::Past(_) | Command::Import | Command::Fit(_) => {
            true
        }
        Command::Duplicate(what) => what == DuplicateCommand::NotSame,
        Command::Merge(what) => matches!(what, MergeCommand::NotSame | MergeCommand::Submit),
        Command::Triage(what) => matches!(
            what,
            TriageCommand::Shortlist | TriageCommand::Park | TriageCommand::Line
        ),
        Command::Person(what) => !matches!(
            what,
            PersonCommand::Open | PersonCommand::Copy | PersonCommand::Link | PersonCommand::Fit
        ),
        Command::Today(what) => matches!(
            what,
            TodayCommand::Done | TodayCommand::Snooze | TodayCommand::HandOver
        ),
        Command::Roster(what) => matches!(what, RosterCommand::Add | RosterCommand::New),
        Command::Profile(what) => matches!(
            what,
            ProfileCommand::Add | ProfileCommand::Remove | ProfileCommand::Story
        ),
        _ => false,
    }
}

/// Whether a key for one person is for all who are marked, where somebody is.
fn is_for_marked(command: PersonCommand) -> bool {
    match command {
        PersonCommand::Owner
        | PersonCommand::Tags
        | PersonCommand::Advance
        | PersonCommand::Retreat
        | PersonCommand::Park
        | PersonCommand::Step => true,
        PersonCommand::Open
        | PersonCommand::Log
        | PersonCommand::Edit
        | PersonCommand::Note
        | PersonCommand::Copy
        | PersonCommand::Link
        | PersonCommand::Fit
        | PersonCommand::Merge
        | PersonCommand::Erase => false,
    }
}

/// Why a key that depends on stage and parking does nothing with somebody who is still being read.
fn not_yet(command: PersonCommand, someone: &Someone) -> Option<String> {
    let depends = matches!(
        command,
        PersonCommand::Advance | PersonCommand::Retreat | PersonCommand::Park
    );
    (depends && someone.on_the_way)
        .then(|| format!("{} is still being read; press it again", someone.name))
}

/// Why somebody does not move on: there is no stage beyond the last and before the first.
fn at_the_end(command: PersonCommand, someone: &Someone) -> Option<String> {
    match (command, someone.stage) {
        (PersonCommand::Advance, Stage::Advocacy) => {
            Some(format!("{} is in advocacy, the last stage", someone.name))
        }
        _ => None,
    }
}

/// What the table calls a command.
fn label(command: Command) -> &'static str {
    BINDINGS
        .iter()
        .find(|binding| binding.command == command)
        .map_or("that", |binding| binding.label)
}
