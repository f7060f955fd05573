//! Text that is being typed: kept on disk, and offered again when the desk ended before it was saved.

use serde::{Deserialize, Serialize};

use super::overlays::sheet::LineFor;
use crate::domain::ids::{NoteId, PersonId, SetId};
use crate::domain::text::Clean;

/// Where the text belongs.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DraftFor {
    /// The line of a contact.
    Log(PersonId),
    /// The line of a next step.
    Step(PersonId),
    /// A new note.
    Note(PersonId),
    /// A note that was there.
    EditNote(PersonId, NoteId),
    /// The form of a person.
    Person(PersonId),
    /// The form of somebody new.
    NewPerson,
    /// Handles and links of new people.
    Handles,
    /// Why a colleague's change is taken back.
    Reason(SetId),
    /// An account of a person.
    Account(PersonId),
    /// A way to reach a person.
    ContactPoint(PersonId),
    /// A line about a person: a rate, a sponsor, an audience, an address.
    Line(PersonId, LineFor),
}

/// Typed text with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Where it belongs.
    pub place: DraftFor,
    /// Whom it is about, for the list.
    pub about: String,
    /// Field names and what was typed into them; a single text stands under a blank name.
    pub texts: Vec<(String, String)>,
    /// Field names and what stood there, as stored, when the author began.
    #[serde(default)]
    pub originals: Vec<(String, Option<String>)>,
}

impl DraftFor {
    /// Whom the text is about, where that is known.
    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        match *self {
            DraftFor::Log(person)
            | DraftFor::Step(person)
            | DraftFor::Note(person)
            | DraftFor::EditNote(person, _)
            | DraftFor::Person(person)
            | DraftFor::Account(person)
            | DraftFor::ContactPoint(person)
            | DraftFor::Line(person, _) => Some(person),
            DraftFor::NewPerson | DraftFor::Handles | DraftFor::Reason(_) => None,
        }
    }
}

impl Draft {
    /// What kind of text, in words.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self.place {
            DraftFor::Log(_) => "contact",
            DraftFor::Step(_) => "next step",
            DraftFor::Note(_) | DraftFor::EditNote(..) => "note",
            DraftFor::Person(_) | DraftFor::NewPerson => "form",
            DraftFor::Handles => "handles",
            DraftFor::Reason(_) => "reason",
            DraftFor::Account(_) => "account",
            DraftFor::ContactPoint(_) => "contact point",
            DraftFor::Line(_, line) => line.word(),
        }
    }

    /// One line for the list of what was kept.
    #[must_use]
    pub fn line(&self) -> Clean {
        let text = self
            .texts
            .iter()
            .map(|(_, text)| text.as_str())
            .find(|text| !text.trim().is_empty())
            .unwrap_or("");
        Clean::line(&format!("{} · {}: {text}", self.about, self.kind()))
    }

    /// How many characters were typed.
    #[must_use]
    pub fn length(&self) -> usize {
        self.texts.iter().map(|(_, text)| text.len()).sum()
    }
}
