//! Every place in which text can be typed: what the text is, and whom or what it is about.
//!
//! The variants are stored in recovery files. Those that are there stay, with their names; new ones are added.

use serde::{Deserialize, Serialize};

use super::{ChoiceOf, TextPlace};
use crate::domain::ids::{AccountId, NoteId, PersonId, SetId, ViewId};
use crate::domain::importing::Whom;
use crate::domain::lifecycle::Missing;
use crate::domain::parking::ParkReason;
use crate::domain::query::{Query, Reader};
use crate::domain::question::{List, Sort};
use crate::domain::saved_view::Listing;
use crate::domain::stage::Stage;
use crate::domain::triage::Check;
use crate::domain::triage::flags::Rule;
use crate::ui::overlays::sheet::LineFor;
use crate::ui::screens::Tab;
use crate::ui::subject::People;

/// Where a text belongs.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DraftFor {
    /// The line of a contact.
    Log(PersonId),
    /// The line of a next step.
    Step(PersonId),
    /// A new note.
    Note(PersonId),
    /// A note that exists.
    EditNote(PersonId, NoteId),
    /// The form of a person.
    Person(PersonId),
    /// The form of a new person.
    NewPerson,
    /// Handles and links of new people.
    Handles,
    /// Why a colleague's change is undone.
    Reason(SetId),
    /// A line about a person, typed while going through a list.
    Remark(PersonId),
    /// An account of a person.
    Account(PersonId),
    /// A contact point of a person.
    ContactPoint(PersonId),
    /// A line about a person: a rate, a sponsor, an audience, an address.
    Line(PersonId, LineFor),
    /// Why a fit check of a person was answered as it was.
    Check(PersonId, Check),
    /// Why a red flag of a person was cleared or accepted: the account, the rule and the figures it rests on.
    Flag(PersonId, AccountId, Rule, String),
    /// Why a person moves on although something is missing.
    Move {
        /// The person.
        person: PersonId,
        /// Their stage when the reason was asked for.
        from: Stage,
        /// The stage to move to.
        to: Stage,
        /// What was missing.
        missing: Vec<Missing>,
    },
    /// Why several people move to a stage although something is missing.
    MovePeople(Group, Stage),
    /// The next step of several people.
    StepOfPeople(Group),
    /// The tags of one person or several.
    Tags(Group),
    /// The date on which to look again at a person parked for this reason.
    Park(PersonId, ParkReason),
    /// The date on which to look again at several people parked for this reason.
    ParkPeople(Group, ParkReason),
    /// The date until which a person is snoozed.
    Snooze(PersonId),
    /// The handle that confirms erasing a person.
    Erase(PersonId),
    /// Words to find the person to merge this one with.
    MergeWith(PersonId),
    /// The value of a setting, by its key in the database.
    Setting(String),
    /// The name of a new view of this list.
    ViewName(Listing),
    /// Another name of a view: its number and the version that was seen.
    Rename(ViewId, i64),
    /// The file that these people are exported to.
    Export(Exported),
    /// The path of a file to import.
    ImportPath,
    /// What was chosen for importing the file of this path: platform, date, roles of columns.
    ImportChoices(String),
    /// The date of the figures in the file of this path.
    AsOf(String),
    /// The file that the rejected rows of the file of this path are written to.
    Rejects(String),
    /// The query of a screen.
    Query(Tab),
    /// The command line.
    CommandLine,
    /// Words to find anything.
    Find,
    /// Words that filter the list of keys.
    Keys,
    /// Words that filter a list of choices.
    Choice(ChoiceOf),
    /// A text whose commands act on these people, who stood under the bar or were marked when its box was opened.
    Aimed(AimedText, Group),
}

/// A text that names commands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum AimedText {
    /// The command line.
    CommandLine,
    /// Words to find anything.
    Find,
    /// Words that filter the list of keys.
    Keys,
}

impl AimedText {
    /// Where the text belongs when its commands act on these people, or on no one. Of more people than a text should
    /// carry to disk it comes back for no one.
    #[must_use]
    pub fn place(self, people: Option<&People>) -> TextPlace {
        const MOST: usize = 1_000;
        match people.filter(|people| people.ids().len() <= MOST) {
            Some(people) => TextPlace::new(DraftFor::Aimed(self, people.into()), &people.name()),
            None => TextPlace::alone(match self {
                AimedText::CommandLine => DraftFor::CommandLine,
                AimedText::Find => DraftFor::Find,
                AimedText::Keys => DraftFor::Keys,
            }),
        }
    }
}

/// Several people as they were chosen.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Group {
    /// The people.
    pub people: Vec<PersonId>,
    /// The last change set that was seen when they were chosen.
    pub seen: SetId,
}

impl Group {
    /// The only person, where there is one.
    #[must_use]
    pub fn only(&self) -> Option<PersonId> {
        match self.people.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    pub(super) fn follow(&mut self, gone: PersonId, into: PersonId) {
        for person in &mut self.people {
            follow(person, gone, into);
        }
    }
}

/// The person into whom they were merged takes the place of one who is gone.
pub(super) fn follow(person: &mut PersonId, gone: PersonId, into: PersonId) {
    if *person == gone {
        *person = into;
    }
}

/// The people who are exported.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Exported {
    /// These.
    People(Vec<PersonId>),
    /// All whom a query matches.
    List {
        /// The query as typed.
        query: String,
        /// The order.
        sort: Sort,
        /// The other way round.
        reversed: bool,
    },
}

impl Exported {
    /// The people, read as of today; none where the query can no longer be read.
    #[must_use]
    pub fn whom(&self, reader: Reader<'_>) -> Option<Whom> {
        Some(match self {
            Exported::People(people) => Whom::People(people.clone()),
            Exported::List {
                query,
                sort,
                reversed,
            } => Whom::List(List {
                query: Query::parse(query, reader).ok()?,
                sort: *sort,
                reversed: *reversed,
            }),
        })
    }
}

impl From<&Whom> for Exported {
    fn from(whom: &Whom) -> Exported {
        match whom {
            Whom::People(people) => Exported::People(people.clone()),
            Whom::List(list) => Exported::List {
                query: list.query.text().to_owned(),
                sort: list.sort,
                reversed: list.reversed,
            },
        }
    }
}

impl From<&People> for Group {
    fn from(people: &People) -> Group {
        Group {
            people: people.ids().to_vec(),
            seen: people.seen(),
        }
    }
}

/// How long a text is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Until it is saved: a box that is closed keeps its text and shows it when it is opened again.
    UntilSaved,
    /// While its box is open: Esc discards it. Whatever else ends the box keeps it.
    WhileOpen,
}

/// Whom a text is about, borrowed from its place.
pub(super) enum Whose<Person, Group, List> {
    /// One person.
    One(Person),
    /// People as they were chosen.
    Group(Group),
    /// Those of a list of choices.
    List(List),
    /// No one.
    NoOne,
}

/// Visits whom a place is about; the only list of where they stand in it.
macro_rules! people_of {
    ($place:expr) => {
        match $place {
            DraftFor::Log(person)
            | DraftFor::Step(person)
            | DraftFor::Note(person)
            | DraftFor::EditNote(person, _)
            | DraftFor::Person(person)
            | DraftFor::Remark(person)
            | DraftFor::Account(person)
            | DraftFor::ContactPoint(person)
            | DraftFor::Line(person, _)
            | DraftFor::Check(person, _)
            | DraftFor::Flag(person, ..)
            | DraftFor::Move { person, .. }
            | DraftFor::Park(person, _)
            | DraftFor::Snooze(person)
            | DraftFor::Erase(person)
            | DraftFor::MergeWith(person) => Whose::One(person),
            DraftFor::MovePeople(group, _)
            | DraftFor::StepOfPeople(group)
            | DraftFor::Tags(group)
            | DraftFor::ParkPeople(group, _)
            | DraftFor::Aimed(_, group) => Whose::Group(group),
            DraftFor::Choice(choice) => Whose::List(choice),
            DraftFor::NewPerson
            | DraftFor::Handles
            | DraftFor::Reason(_)
            | DraftFor::Setting(_)
            | DraftFor::ViewName(_)
            | DraftFor::Rename(..)
            | DraftFor::Export(_)
            | DraftFor::ImportPath
            | DraftFor::ImportChoices(_)
            | DraftFor::AsOf(_)
            | DraftFor::Rejects(_)
            | DraftFor::Query(_)
            | DraftFor::CommandLine
            | DraftFor::Find
            | DraftFor::Keys => Whose::NoOne,
        }
    };
}

impl DraftFor {
    /// How long the text is kept.
    #[must_use]
    pub fn manner(&self) -> Manner {
        match self {
            DraftFor::Log(_)
            | DraftFor::Step(_)
            | DraftFor::Note(_)
            | DraftFor::EditNote(..)
            | DraftFor::Person(_)
            | DraftFor::NewPerson
            | DraftFor::Handles
            | DraftFor::Reason(_)
            | DraftFor::Account(_)
            | DraftFor::Remark(_)
            | DraftFor::ContactPoint(_)
            | DraftFor::Line(..)
            | DraftFor::Check(..)
            | DraftFor::Flag(..)
            | DraftFor::Move { .. }
            | DraftFor::MovePeople(..)
            | DraftFor::StepOfPeople(_) => Manner::UntilSaved,
            DraftFor::Tags(_)
            | DraftFor::Park(..)
            | DraftFor::ParkPeople(..)
            | DraftFor::Snooze(_)
            | DraftFor::Erase(_)
            | DraftFor::MergeWith(_)
            | DraftFor::Setting(_)
            | DraftFor::ViewName(_)
            | DraftFor::Rename(..)
            | DraftFor::Export(_)
            | DraftFor::ImportPath
            | DraftFor::ImportChoices(_)
            | DraftFor::AsOf(_)
            | DraftFor::Rejects(_)
            | DraftFor::Query(_)
            | DraftFor::CommandLine
            | DraftFor::Find
            | DraftFor::Keys
            | DraftFor::Choice(_)
            | DraftFor::Aimed(..) => Manner::WhileOpen,
        }
    }

    /// The one person whom the text is about.
    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        match people_of!(self) {
            Whose::One(person) => Some(*person),
            Whose::Group(group) => group.only(),
            Whose::List(choice) => choice.person(),
            Whose::NoOne => None,
        }
    }

    /// The person into whom they were merged takes the place of one who is gone.
    pub fn follow(&mut self, gone: PersonId, into: PersonId) {
        match people_of!(self) {
            Whose::One(person) => follow(person, gone, into),
            Whose::Group(group) => group.follow(gone, into),
            Whose::List(choice) => choice.follow(gone, into),
            Whose::NoOne => {}
        }
    }
}
