//! A person we build a relationship with, and what belongs to them.

use chrono::NaiveDate;

use super::audience::{AudienceKind, AudienceShare};
use super::detail::{Audience, Reach};
use super::field::Field;
use super::figures::Figures;
use super::ids::{AccountId, ContactPointId, ManagerId, NoteId, PersonId};
use super::parking::Parked;
use super::platform::{Handle, Platform};
use super::stage::Stage;
use super::terms::{Rate, Sponsor};
use super::text::{Clean, Raw};
use super::touch::Touch;

/// The values of a person's fields, as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Values([Option<Raw>; Field::COUNT]);

impl Default for Values {
    fn default() -> Self {
        Values(std::array::from_fn(|_| None))
    }
}

impl Values {
    /// What stands in a field.
    #[must_use]
    pub fn get(&self, field: Field) -> Option<&Raw> {
        self.0[field as usize].as_ref()
    }

    /// What stands in a field, as stored; blank when nothing.
    #[must_use]
    pub fn stored(&self, field: Field) -> &str {
        self.get(field).map_or("", Raw::as_stored)
    }

    /// Puts a value into a field.
    pub fn set(&mut self, field: Field, value: Option<String>) {
        self.0[field as usize] = value.map(Raw::new);
    }

    /// A date field's date.
    #[must_use]
    pub fn date(&self, field: Field) -> Option<NaiveDate> {
        super::dates::from_iso(self.stored(field))
    }
}

/// A person, without what hangs off them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Identity.
    pub id: PersonId,
    /// Counts the changes of this row; a change names the version its author saw.
    pub version: i64,
    /// The lifecycle column.
    pub stage: Stage,
    /// Since when in this column.
    pub stage_since: NaiveDate,
    /// Off the board, if so.
    pub parked: Option<Parked>,
    /// The fields.
    pub values: Values,
    /// One bit a field ([`Field::bit`]): a person wrote it last, not a file. [`Person::STAGE_BY_HAND`] is the stage's.
    pub by_hand: i64,
    /// Columns of imported files that have no field of their own: name and value.
    pub extra: Vec<(Raw, Raw)>,
    /// The day on which we first knew of them.
    pub added: NaiveDate,
}

impl Person {
    /// The bit in [`Person::by_hand`] for the stage.
    pub const STAGE_BY_HAND: i64 = 1 << 62;

    /// What the stage is called among the fields that a person wrote.
    const STAGE: &'static str = "stage";

    /// The columns of the fields that a person wrote, by their bits; `stage` for the stage.
    #[must_use]
    pub fn columns_by_hand(bits: i64) -> Vec<&'static str> {
        let fields = Field::ALL.iter().filter(|field| bits & field.bit() != 0);
        let stage = (bits & Person::STAGE_BY_HAND != 0).then_some(Person::STAGE);
        fields.map(|field| field.column()).chain(stage).collect()
    }

    /// The bit of such a column.
    #[must_use]
    pub fn bit_of_column(column: &str) -> Option<i64> {
        if column == Person::STAGE {
            return Some(Person::STAGE_BY_HAND);
        }
        Field::by_column(column).map(Field::bit)
    }

    /// Whether a person, not a file, wrote the field last.
    #[must_use]
    pub fn written_by_hand(&self, field: Field) -> bool {
        self.by_hand & field.bit() != 0
    }
}

/// An account with the history of its figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// Identity.
    pub id: AccountId,
    /// The platform.
    pub platform: Platform,
    /// The handle as written.
    pub handle: Handle,
    /// Where most of the audience lives, ISO 3166-1 alpha-2.
    pub audience_country: Option<Raw>,
    /// Figures by date, oldest first.
    pub snapshots: Vec<Snapshot>,
    /// Who follows it, by kind, the largest share first.
    pub audience: Vec<AudienceShare>,
}

impl Account {
    /// The handle as it is shown, with the mark of its kind: `@ada`, `c/ada`.
    #[must_use]
    pub fn shown(&self) -> Clean {
        Clean::line(&self.handle.written(self.platform))
    }

    /// The current figures: those of the latest date.
    #[must_use]
    pub fn latest(&self) -> Option<&Snapshot> {
        self.snapshots.last()
    }

    /// The audience as people write it, without day and source.
    #[must_use]
    pub fn audience(&self) -> Audience {
        let mut audience = Audience::default();
        for kind in AudienceKind::ALL {
            let shares = self
                .audience
                .iter()
                .filter(|share| share.key.kind() == kind);
            audience.set(kind, shares.map(|share| (share.key, share.share)).collect());
        }
        audience
    }
}

/// An account's figures on one date.
#[derive(Debug, Clone, PartialEq)]
pub struct Snapshot {
    /// The date they are of.
    pub date: NaiveDate,
    /// Where they come from: a file's name, or `typed`.
    pub source: Clean,
    /// The figures.
    pub figures: Figures,
}

/// How to reach a person (catalogue M71).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactPoint {
    /// Identity.
    pub id: ContactPointId,
    /// `mail`, `dm`, `phone`, `whatsapp`, `form` or `post`.
    pub kind: Clean,
    /// The address, number or URL.
    pub value: Raw,
    /// Through whom, if not the person.
    pub manager: Option<Manager>,
}

impl ContactPoint {
    /// As people write it.
    #[must_use]
    pub fn reach(&self) -> Reach {
        Reach {
            kind: self.kind.to_string(),
            value: self.value.clone(),
            manager: self.manager.as_ref().map(|manager| {
                let name = manager.name.as_stored().to_owned();
                (name, manager.role.to_string())
            }),
        }
    }
}

/// Somebody who stands for influencers (catalogue M129).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manager {
    /// Identity.
    pub id: ManagerId,
    /// Name.
    pub name: Raw,
    /// `talent manager`, `agency` or `assistant`.
    pub role: Clean,
}

/// A note about a person.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// Identity.
    pub id: NoteId,
    /// Counts the changes of this row.
    pub version: i64,
    /// The text.
    pub text: Raw,
    /// The day on which it was written.
    pub date: NaiveDate,
    /// Who wrote it.
    pub by: Clean,
}

/// A line of the timeline that is not a contact: who changed what, when.
#[derive(Debug, Clone, PartialEq)]
pub struct Happened {
    /// The local day.
    pub date: NaiveDate,
    /// Who.
    pub by: Clean,
    /// What, one line.
    pub what: Clean,
}

/// Everything the profile shows of a person.
#[derive(Debug, Clone, PartialEq)]
pub struct Dossier {
    /// The person.
    pub person: Person,
    /// Their accounts, the one with most followers first.
    pub accounts: Vec<Account>,
    /// How to reach them.
    pub contact_points: Vec<ContactPoint>,
    /// Rate card lines: by what they pay for and the platform, the newest first.
    pub rates: Vec<Rate>,
    /// Past sponsors, the latest first.
    pub sponsors: Vec<Sponsor>,
    /// Contacts, newest first.
    pub touches: Vec<Touch>,
    /// Notes, newest first.
    pub notes: Vec<Note>,
    /// Changes, newest first.
    pub history: Vec<Happened>,
}

impl Dossier {
    /// The name that is shown: theirs, or the handle where there is none.
    #[must_use]
    pub fn name(&self) -> Clean {
        match self.person.values.get(Field::Name) {
            Some(name) if !name.is_blank() => name.line(),
            Some(_) | None => match self.accounts.first() {
                Some(account) => Clean::line(account.handle.as_str()),
                None => Clean::fixed("(no name)"),
            },
        }
    }
}
