//! Several people become one: which of their values stay, what is chosen by itself, and what comes of the choice.
//!
//! A [`Side`] is one of the people, a [`Line`] what is looked at side by side, a [`Pick`] which value of a line stays.
//! The screen shows [`Sides::standing`] and asks [`Sides::default_pick`]; the store asks [`Sides::outcome`] on fresh
//! rows. What hangs off the people (accounts, contacts, notes) is no choice: all of it goes along.

mod choice;
mod outcome;
mod show;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

pub use self::outcome::{Outcome, Settled};
use super::counts::say_grouped;
use super::field::{Field, FieldKind};
use super::ids::PersonId;
use super::person::Person;
use super::text::Clean;
use super::triage::{Answered, Check};

/// So many people become one at once.
pub const MOST: usize = 4;

/// One of the people.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// The person's own row.
    pub person: Person,
    /// The name, or the handle where there is none.
    pub name: Clean,
    /// Their accounts: `IG ada.lov 84.2K`.
    pub accounts: Vec<Clean>,
    /// Not before that day in Today.
    pub snoozed: Option<NaiveDate>,
    /// The day on which they came onto the shortlist.
    pub shortlisted: Option<NaiveDate>,
    /// The fit checks.
    pub fit: Vec<Answered>,
    /// What comes along.
    pub brings: Brings,
}

/// How much hangs off a person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Brings {
    /// Contacts.
    pub contacts: i64,
    /// Notes.
    pub notes: i64,
    /// Ways to reach them.
    pub reach: i64,
    /// Lines of the rate card.
    pub rates: i64,
    /// Past sponsors.
    pub sponsors: i64,
}

impl Brings {
    /// `12 contacts, 3 notes`; `None` where there is nothing.
    #[must_use]
    pub fn say(&self) -> Option<String> {
        let said: Vec<String> = [
            (self.contacts, "contact", "contacts"),
            (self.notes, "note", "notes"),
            (self.reach, "address", "addresses"),
            (self.rates, "rate", "rates"),
            (self.sponsors, "sponsor", "sponsors"),
        ]
        .into_iter()
        .filter(|(many, ..)| *many > 0)
        .map(|(many, one, more)| {
            format!(
                "{} {}",
                say_grouped(many),
                if many == 1 { one } else { more }
            )
        })
        .collect();
        (!said.is_empty()).then(|| said.join(", "))
    }
}

/// What is looked at side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Line {
    /// A field; the next step has a line of its own.
    Field(Field),
    /// The lifecycle column.
    Stage,
    /// On the board, or off it with a reason.
    Parked,
    /// What we do next, when, and who.
    Step,
    /// A fit check.
    Fit(Check),
}

impl Line {
    /// Every line in the order of the screen.
    #[must_use]
    pub fn all() -> Vec<Line> {
        let mut lines = vec![Line::Field(Field::Name), Line::Stage, Line::Parked];
        let later = [
            Field::Name,
            Field::NextStep,
            Field::NextDate,
            Field::NextOwner,
        ];
        let fields = Field::ALL.iter().filter(|field| !later.contains(field));
        lines.extend(fields.map(|field| Line::Field(*field)));
        lines.push(Line::Step);
        lines.extend(Check::ALL.map(Line::Fit));
        lines
    }

    /// The words at its beginning.
    #[must_use]
    pub fn label(self) -> String {
        match self {
            Line::Field(field) => field.label().to_owned(),
            Line::Stage => "Stage".to_owned(),
            Line::Parked => "Board".to_owned(),
            Line::Step => "Next step".to_owned(),
            Line::Fit(check) => format!("Fit {}", check.word()),
        }
    }

    /// Whether all values together may stay: words that are put together, paragraphs one below the other.
    #[must_use]
    pub fn can_join(self) -> bool {
        match self {
            Line::Field(field) => matches!(
                field.kind(),
                FieldKind::Tags
                    | FieldKind::Set(_)
                    | FieldKind::Languages
                    | FieldKind::Sizes
                    | FieldKind::Text
            ),
            Line::Stage | Line::Parked | Line::Step | Line::Fit(_) => false,
        }
    }
}

/// Which value of a line stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pick {
    /// That of this side, by its place.
    Of(usize),
    /// All of them together.
    All,
}

/// Somebody who is one with somebody else by now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The number they had.
    pub gone: PersonId,
    /// The name they had.
    pub name: Clean,
    /// With whom they are one.
    pub into: PersonId,
    /// The name of that one.
    pub into_name: Clean,
    /// Who merged them.
    pub by: Clean,
}

impl Merged {
    /// `ben merged Ada L. into Ada Lovelace`.
    #[must_use]
    pub fn say(&self) -> String {
        if self.name == self.into_name {
            format!("{} merged two of {}", self.by, self.name)
        } else {
            format!("{} merged {} into {}", self.by, self.name, self.into_name)
        }
    }
}

/// How the values of a line stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nobody has one.
    Nothing,
    /// All who have one have the same.
    Same,
    /// Only this side has one.
    Only(usize),
    /// They differ: a person chooses.
    Differ,
}

/// The people side by side, in the order in which they were chosen.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sides(pub Vec<Side>);

impl Sides {
    /// Why these people cannot become one, in one sentence.
    ///
    /// # Errors
    /// One person alone or twice, or too many.
    pub fn allow(people: &[PersonId]) -> Result<(), String> {
        let mut each = people.to_vec();
        each.sort_unstable();
        each.dedup();
        if each.len() < people.len() {
            return Err("somebody cannot be merged with themselves; choose two people".to_owned());
        }
        match people.len() {
            0 | 1 => Err("a merge wants two people; choose another one".to_owned()),
            many if many > MOST => Err(format!(
                "{many} people are too many for one merge; merge {MOST} at most, and then the next"
            )),
            _ => Ok(()),
        }
    }

    /// The place of somebody.
    #[must_use]
    pub fn place(&self, person: PersonId) -> Option<usize> {
        self.0.iter().position(|side| side.person.id == person)
    }

    /// Whether somebody else has changed anything that is chosen from since these were read.
    #[must_use]
    pub fn changed_in(&self, now: &Sides) -> Option<&Side> {
        let chosen_from = |side: &Side| Side {
            brings: Brings::default(),
            accounts: Vec::new(),
            name: Clean::default(),
            person: Person {
                version: 0,
                ..side.person.clone()
            },
            ..side.clone()
        };
        let same = |one: &Side, other: &Side| chosen_from(one) == chosen_from(other);
        self.0
            .iter()
            .find(|side| !now.0.iter().any(|other| same(side, other)))
    }

    /// The value of a line as it is stored, where there is one: what is compared.
    fn stored(&self, line: Line, place: usize) -> Option<String> {
        let side = self.0.get(place)?;
        let person = &side.person;
        let text = |field: Field| {
            let raw = person.values.get(field);
            raw.filter(|raw| !raw.is_blank())
                .map(|raw| raw.as_stored().to_owned())
        };
        match line {
            Line::Field(field) => text(field),
            Line::Stage => Some(person.stage.word().to_owned()),
            Line::Parked => Some(person.parked.map_or_else(String::new, |parked| {
                format!("{} {:?}", parked.reason.word(), parked.look_again)
            })),
            Line::Step => {
                let parts = [Field::NextStep, Field::NextDate, Field::NextOwner].map(text);
                let is_one = parts[0].is_some() || parts[1].is_some();
                is_one.then(|| parts.map(Option::unwrap_or_default).join("\n"))
            }
            Line::Fit(check) => {
                let answer = side.fit.iter().find(|one| one.check == check)?;
                Some(format!(
                    "{} {}",
                    answer.verdict.word(),
                    answer.line.as_stored()
                ))
            }
        }
    }

    /// How the values of a line stand to each other.
    #[must_use]
    pub fn standing(&self, line: Line) -> Standing {
        let values: Vec<(usize, String)> = (0..self.0.len())
            .filter_map(|place| Some((place, self.stored(line, place)?)))
            .collect();
        match values.as_slice() {
            [] => Standing::Nothing,
            [(place, _)] => Standing::Only(*place),
            [(_, first), rest @ ..] if rest.iter().all(|(_, value)| value == first) => {
                Standing::Same
            }
            _ => Standing::Differ,
        }
    }
}
