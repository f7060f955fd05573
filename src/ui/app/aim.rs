//! What stood under the bar when a key was pressed: boxes that offer commands keep it, and what they run acts on it.

use super::App;
use crate::domain::ids::SetId;
use crate::ui::command::{
    Command, DuplicateCommand, MarkCommand, ProfileCommand, SettingCommand, TodayCommand,
};
use crate::ui::screens::{Place, Someone, Tab, Under};
use crate::ui::subject::{People, Subject};

/// What stood under the bar when a key was pressed. Only the desk makes one, at the key press.
#[derive(Debug, Clone, PartialEq)]
pub struct Aim {
    place: Place,
    someone: Option<Someone>,
    marked: Option<People>,
    /// The person under the bar as one who can be changed like several.
    people: Option<People>,
    under: Under,
}

impl Aim {
    /// At nothing, for tests of boxes.
    #[cfg(test)]
    pub(in crate::ui) fn nowhere() -> Aim {
        Aim {
            place: Place::Tab(Tab::Today),
            someone: None,
            marked: None,
            people: None,
            under: Under::Nothing,
        }
    }

    /// At these people once more, for a box that comes back at another start: nothing else of then is known.
    pub(super) fn again(place: Place, people: Option<People>) -> Aim {
        let (mut someone, mut marked) = (None, None);
        match people.as_ref().map(|people| (people, people.only())) {
            Some((_, Some(only))) => someone = Some(Someone::on_the_way(only)),
            Some((several, None)) => marked = Some(several.clone()),
            None => {}
        }
        Aim {
            place,
            someone,
            marked,
            people,
            under: Under::Nothing,
        }
    }

    /// The person was read; until then nothing but their name is known.
    pub(in crate::ui) fn learn(&mut self, read: &Someone) {
        if let Some(someone) = self
            .someone
            .as_mut()
            .filter(|someone| someone.id == read.id)
        {
            *someone = read.clone();
        }
    }

    /// The place that was in front.
    pub(super) fn place(&self) -> Place {
        self.place
    }

    /// The person who stood under the bar.
    pub(super) fn someone(&self) -> Option<&Someone> {
        self.someone.as_ref()
    }

    /// The job that stood under the bar.
    pub(super) fn job(&self) -> Option<SetId> {
        if let Under::Job(set) = self.under {
            return Some(set);
        }
        None
    }

    /// Those who were marked.
    pub(super) fn marked(&self) -> Option<&People> {
        self.marked.as_ref()
    }

    /// The last change set that was seen when the key was pressed.
    pub(super) fn seen(&self) -> SetId {
        self.people.as_ref().map_or(SetId::default(), People::seen)
    }

    /// Those who were marked, or else the one under the bar.
    pub(in crate::ui) fn people(&self) -> Option<&People> {
        self.marked.as_ref().or(self.people.as_ref())
    }

    /// Whom the commands of a box act on.
    #[must_use]
    pub fn subject(&self) -> Subject {
        match (&self.someone, &self.marked) {
            (_, Some(people)) => people.into(),
            (Some(someone), None) => (&someone.one()).into(),
            (None, None) => Subject::Desk,
        }
    }
}

impl App {
    /// What stands under the bar at this key press.
    pub(super) fn aim(&self) -> Aim {
        let someone = self.screens.someone(self.place);
        let seen = match self.place {
            Place::Tab(Tab::Roster) => self.screens.roster.seen(),
            _ => self.desk.seen,
        };
        Aim {
            place: self.place,
            people: someone
                .as_ref()
                .map(|someone| People::one(&someone.one(), seen)),
            someone,
            marked: self.marked_people(),
            under: self.screens.under(self.place, &self.look()),
        }
    }

    fn marked_people(&self) -> Option<People> {
        if self.marked() == 0 {
            return None;
        }
        let roster = &self.screens.roster;
        let people = roster.marks().people();
        let only = people.first().filter(|_| people.len() == 1);
        let card = only.and_then(|only| roster.cards().iter().find(|card| card.id == *only));
        let name = card.map(|card| card.name.clone());
        let people = People::several(&people, name, roster.marks().seen());
        Some(people.named(roster.marks().names()))
    }

    /// Whether the same still stands under the bar of the same place.
    pub(super) fn is_still_under(&self, aim: &Aim) -> bool {
        aim.place == self.place && aim.under == self.screens.under(self.place, &self.look())
    }

    /// Why a command that was chosen in a box does not act on what stands there now.
    pub(super) fn why_not_aimed(&self, aim: &Aim, command: Command) -> Option<String> {
        if !acts_on_what_is_under(command) {
            return None;
        }
        if aim.place != self.place {
            let place = self.place.title();
            return Some(format!(
                "{place} is in front now: press the key on the line that you mean"
            ));
        }
        (!self.is_still_under(aim)).then(|| {
            let name = aim.subject().name();
            let what = if name.is_empty() {
                "the line that you chose it for"
            } else {
                name.as_str()
            };
            format!("{what} is not under the bar any more; nothing was done")
        })
    }
}

/// Whether a command of a screen acts on the line under the bar there. Commands of people are given the person instead.
fn acts_on_what_is_under(command: Command) -> bool {
    match command {
        Command::Today(command) => match command {
            TodayCommand::Done | TodayCommand::Snooze | TodayCommand::HandOver => true,
            TodayCommand::Whose | TodayCommand::Refresh | TodayCommand::Fold => false,
        },
        Command::Mark(command) => match command {
            MarkCommand::Toggle | MarkCommand::Range => true,
            MarkCommand::All | MarkCommand::Invert => false,
        },
        Command::Profile(command) => match command {
            ProfileCommand::Add
            | ProfileCommand::Remove
            | ProfileCommand::Story
            | ProfileCommand::Figure => true,
            ProfileCommand::NextTab
            | ProfileCommand::PreviousTab
            | ProfileCommand::NextPerson
            | ProfileCommand::PreviousPerson => false,
        },
        Command::Duplicate(command) => match command {
            DuplicateCommand::Compare | DuplicateCommand::NotSame | DuplicateCommand::Profile => {
                true
            }
            DuplicateCommand::Again => false,
        },
        Command::Setting(SettingCommand::Edit | SettingCommand::Reset)
        | Command::Triage(_)
        | Command::Past(_)
        | Command::Merge(_)
        | Command::Intake(_) => true,
        Command::Person(_)
        | Command::Change
        | Command::Export
        | Command::Close
        | Command::Back
        | Command::Quit
        | Command::Help
        | Command::Find
        | Command::Line
        | Command::Errors
        | Command::Undo
        | Command::Redo
        | Command::History
        | Command::Settings
        | Command::Who
        | Command::Import
        | Command::Jobs
        | Command::Stop
        | Command::Repaint
        | Command::Suspend
        | Command::Mouse
        | Command::Kept
        | Command::Go(_)
        | Command::List(_)
        | Command::Query(_)
        | Command::Views
        | Command::View(_)
        | Command::BeginTriage
        | Command::Roster(_)
        | Command::Pipeline(_)
        | Command::Fit(_)
        | Command::Duplicates
        | Command::Clash(_)
        | Command::Columns(_)
        | Command::Box(_) => false,
    }
}
