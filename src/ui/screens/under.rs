//! What stands under the bar of a place: the person, and whatever else keys of that place act on.

use super::{Place, Screens, Tab};
use crate::domain::ids::{NoteId, PersonId, SetId, TouchId};
use crate::domain::lifecycle::Facts;
use crate::domain::merge::Line;
use crate::domain::person::Dossier;
use crate::domain::settings::Setting;
use crate::domain::stage::Stage;
use crate::domain::text::Clean;
use crate::ui::look::Look;
use crate::ui::overlays::sheet::LineFor;
use crate::ui::subject::OnePerson;

/// A person under the bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Someone {
    /// Their number.
    pub id: PersonId,
    /// Their name.
    pub name: Clean,
    /// Their stage.
    pub stage: Stage,
    /// Off the board.
    pub parked: bool,
    /// What the checklists ask, where it is known here.
    pub facts: Option<Facts>,
    /// Stage and parking are still being read; they say nothing yet.
    pub on_the_way: bool,
}

impl Someone {
    /// Somebody who is still being read: enough for what does not need more than to know whom.
    #[must_use]
    pub fn on_the_way(who: &OnePerson) -> Someone {
        Someone {
            id: who.id,
            name: who.name.clone(),
            stage: Stage::Discovery,
            parked: false,
            facts: None,
            on_the_way: true,
        }
    }

    /// The person of a dossier, by their name, or their handle where there is none.
    #[must_use]
    pub fn of(dossier: &Dossier) -> Someone {
        let person = &dossier.person;
        Someone {
            id: person.id,
            name: dossier.name(),
            stage: person.stage,
            parked: person.parked.is_some(),
            facts: None,
            on_the_way: false,
        }
    }

    /// The person as a subject.
    #[must_use]
    pub fn one(&self) -> OnePerson {
        OnePerson::new(self.id, self.name.clone())
    }
}

/// What keys of a place act on, so that it can be told whether it is still the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Under {
    /// Nothing, or nothing that a colleague could change.
    Nothing,
    /// A person.
    Person(PersonId),
    /// A job that Today lists.
    Job(SetId),
    /// A line of a profile.
    Line(PersonId, ProfileLine),
    /// A change set of the history.
    Change(SetId),
    /// A setting of the team.
    Setting(Setting),
    /// A setting of one's own, by its place.
    Own(usize),
    /// A column or a row of the file that is being imported: its path and the place.
    File(String, usize),
    /// People who may be one, or who are side by side; with the field under the bar.
    People(Vec<PersonId>, Option<Line>),
}

/// A line of a profile that keys act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProfileLine {
    /// Nothing of its own.
    Nothing,
    /// A contact.
    Touch(TouchId),
    /// A note.
    Note(NoteId),
    /// A line with a sheet.
    Sheet(LineFor),
    /// A figure or another line to be read, by its place.
    Read(usize),
}

impl Screens {
    /// The person under the bar of a place.
    #[must_use]
    pub fn someone(&self, place: Place) -> Option<Someone> {
        match place {
            Place::Tab(Tab::Today) => self.today.someone(),
            Place::Tab(Tab::Roster) => self.roster.someone(),
            Place::Tab(Tab::Pipeline) => self.pipeline.someone(),
            Place::Profile => self.profile.someone(),
            Place::Triage => self.triage.someone(),
            Place::History | Place::Settings | Place::Import | Place::Duplicates | Place::Merge => {
                None
            }
        }
    }

    /// What keys of a place act on.
    #[must_use]
    pub fn under(&self, place: Place, look: &Look<'_>) -> Under {
        let someone = || {
            let someone = self.someone(place);
            someone.map_or(Under::Nothing, |someone| Under::Person(someone.id))
        };
        match place {
            Place::Tab(Tab::Today) => self.today.job().map_or_else(someone, Under::Job),
            Place::Tab(Tab::Roster | Tab::Pipeline) => someone(),
            Place::Triage => self.triage.person().map_or(Under::Nothing, Under::Person),
            Place::Profile => self.profile.under(look),
            Place::History => self.history.under(),
            Place::Settings => self.settings.under(),
            Place::Import => self.import.under(),
            Place::Duplicates => self.duplicates.under(),
            Place::Merge => self.merging.under(),
        }
    }
}
