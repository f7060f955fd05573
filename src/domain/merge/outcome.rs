//! What comes of a choice: the row of the one who stays.

use chrono::NaiveDate;

use super::{Line, Pick, Side, Sides, Standing};
use crate::domain::field::{Field, FieldKind, join_tags};
use crate::domain::ids::PersonId;
use crate::domain::parking::Parked;
use crate::domain::person::{Person, Values};
use crate::domain::stage::Stage;
use crate::domain::text::{Raw, fold};
use crate::domain::triage::{Answered, Check};

/// The row of the one who stays.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The fields.
    pub values: Values,
    /// The lifecycle column.
    pub stage: Stage,
    /// Since when.
    pub stage_since: NaiveDate,
    /// Off the board, if so.
    pub parked: Option<Parked>,
    /// Who wrote what, as in [`Person::by_hand`].
    pub by_hand: i64,
    /// Columns without a field of their own.
    pub extra: Vec<(Raw, Raw)>,
    /// The day on which we first knew of any of them.
    pub added: NaiveDate,
    /// Not before that day in Today; only where that holds for all.
    pub snoozed: Option<NaiveDate>,
    /// On the shortlist since, if any of them is.
    pub shortlisted: Option<NaiveDate>,
    /// The fit checks.
    pub fit: Vec<Settled>,
}

/// A fit check as it stands after the merge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// Whose answer it is, by place.
    pub of: usize,
    /// The answer; its line tells what others said.
    pub answer: Answered,
}

impl Outcome {
    /// The one who stays, as they will be.
    #[must_use]
    pub fn on(&self, stays: &Side) -> Side {
        Side {
            person: Person {
                values: self.values.clone(),
                stage: self.stage,
                stage_since: self.stage_since,
                parked: self.parked,
                ..stays.person.clone()
            },
            fit: self.fit.iter().map(|one| one.answer.clone()).collect(),
            ..stays.clone()
        }
    }
}

impl Sides {
    /// What stays, all in all; a line that nobody chose about is as [`Sides::default_pick`] has it.
    #[must_use]
    pub fn outcome(&self, keep: PersonId, picks: &[(Line, Pick)]) -> Option<Outcome> {
        let base = &self.0.get(self.place(keep)?)?.person;
        let pick = |line: Line| {
            let chosen = picks.iter().find(|(one, _)| *one == line);
            chosen.map_or_else(|| self.default_pick(line, keep), |(_, pick)| *pick)
        };
        let side = |line: Line| match pick(line) {
            Pick::Of(place) => self.0.get(place),
            Pick::All => None,
        };
        let mut outcome = Outcome {
            values: base.values.clone(),
            stage: base.stage,
            stage_since: base.stage_since,
            parked: base.parked,
            by_hand: 0,
            extra: self.extras(base),
            added: self.0.iter().map(|side| side.person.added).min()?,
            snoozed: self.snoozed(),
            shortlisted: self.0.iter().filter_map(|side| side.shortlisted).min(),
            fit: Vec::new(),
        };
        for field in Field::ALL {
            let line = match field {
                Field::NextStep | Field::NextDate | Field::NextOwner => Line::Step,
                field => Line::Field(*field),
            };
            let (value, by_hand) = match side(line) {
                Some(side) => (of(side, *field), side.person.by_hand & field.bit()),
                None => (self.joined(*field), self.by_hand(field.bit())),
            };
            outcome.values.set(*field, value);
            outcome.by_hand |= by_hand;
            if self.is_decided(line) {
                outcome.by_hand |= field.bit();
            }
        }
        if self.is_decided(Line::Field(Field::Language)) {
            outcome.by_hand |= Field::Languages.bit();
        }
        self.keep_other_languages(&mut outcome.values);
        if let Some(side) = side(Line::Stage) {
            let same = self
                .0
                .iter()
                .filter(|one| one.person.stage == side.person.stage);
            outcome.stage = side.person.stage;
            outcome.stage_since = same.map(|one| one.person.stage_since).min()?;
            outcome.by_hand |= side.person.by_hand & Person::STAGE_BY_HAND;
        }
        if let Some(side) = side(Line::Parked) {
            outcome.parked = side.person.parked;
        }
        if self.is_decided(Line::Stage) || self.is_decided(Line::Parked) {
            outcome.by_hand |= Person::STAGE_BY_HAND;
        }
        outcome.fit = Check::ALL
            .into_iter()
            .filter_map(|check| self.settled(check, pick(Line::Fit(check))))
            .collect();
        Some(outcome)
    }

    /// Whether the people differed, so that whoever merged them chose what stays, if only by leaving it at the default: a
    /// file is to keep that as if they had typed it.
    fn is_decided(&self, line: Line) -> bool {
        self.standing(line) == Standing::Differ
    }

    fn by_hand(&self, bit: i64) -> i64 {
        self.0
            .iter()
            .fold(0, |all, side| all | side.person.by_hand & bit)
    }

    /// Everybody sleeps until the first of them wakes.
    fn snoozed(&self) -> Option<NaiveDate> {
        let all: Option<Vec<NaiveDate>> = self.0.iter().map(|side| side.snoozed).collect();
        all?.into_iter().min()
    }

    /// All values of a field together.
    fn joined(&self, field: Field) -> Option<String> {
        let texts: Vec<String> = self.0.iter().filter_map(|side| of(side, field)).collect();
        match field.kind() {
            FieldKind::Tags => join_tags(texts.iter().flat_map(|text| text.split(", "))),
            FieldKind::Text => {
                let mut parts: Vec<&str> = Vec::new();
                for text in &texts {
                    let is_there = parts.iter().any(|part| part.contains(text.trim()));
                    if !is_there {
                        parts.retain(|part| !text.contains(*part));
                        parts.push(text.trim());
                    }
                }
                (!parts.is_empty()).then(|| parts.join("\n\n"))
            }
            _ => each_once(texts.iter().flat_map(|text| text.split(", "))),
        }
    }

    /// A language that does not stay the first one is one that they also speak.
    fn keep_other_languages(&self, values: &mut Values) {
        if self.standing(Line::Field(Field::Language)) != Standing::Differ {
            return;
        }
        let first = values.stored(Field::Language).to_owned();
        let also = values.stored(Field::Languages).to_owned();
        let spoken: Vec<String> = self
            .0
            .iter()
            .filter_map(|side| of(side, Field::Language))
            .collect();
        let all = also.split(", ").chain(spoken.iter().map(String::as_str));
        let others = each_once(all.filter(|code| !code.is_empty() && *code != first));
        values.set(Field::Languages, others);
    }

    /// All columns without a field; where two say different things under one name, both stand.
    fn extras(&self, base: &Person) -> Vec<(Raw, Raw)> {
        let mut all = base.extra.clone();
        let others = self.0.iter().filter(|side| side.person.id != base.id);
        for (name, value) in others.flat_map(|side| &side.person.extra) {
            if all.iter().any(|one| one == &(name.clone(), value.clone())) {
                continue;
            }
            let mut free = name.clone();
            let mut number = 2;
            while all.iter().any(|(there, _)| *there == free) {
                free = Raw::new(format!("{} {number}", name.as_stored()));
                number += 1;
            }
            all.push((free, value.clone()));
        }
        all
    }

    /// The answer that stays, with a line that tells what the others found.
    fn settled(&self, check: Check, pick: Pick) -> Option<Settled> {
        let answers = || {
            let of = |side: &Side| side.fit.iter().find(|one| one.check == check).cloned();
            self.0
                .iter()
                .map(of)
                .enumerate()
                .filter_map(|(place, one)| Some((place, one?)))
        };
        let picked = answers().find(|(place, _)| Pick::Of(*place) == pick);
        let (place, mut answer) = picked.or_else(|| answers().next())?;
        let mut lines: Vec<String> = Vec::new();
        if !answer.line.is_blank() {
            lines.push(answer.line.as_stored().to_owned());
        }
        for (_, other) in answers().filter(|(one, _)| *one != place) {
            let words = other.line.as_stored().trim();
            let told = match (other.verdict == answer.verdict, words.is_empty()) {
                (true, _) => words.to_owned(),
                (false, true) => format!("{} said {}", other.by, other.verdict.word()),
                (false, false) => format!("{} said {}: {words}", other.by, other.verdict.word()),
            };
            if !told.is_empty() && !lines.contains(&told) {
                lines.push(told);
            }
        }
        answer.line = Raw::new(lines.join(" · "));
        Some(Settled { of: place, answer })
    }
}

fn of(side: &Side, field: Field) -> Option<String> {
    let raw = side.person.values.get(field)?;
    (!raw.is_blank()).then(|| raw.as_stored().to_owned())
}

/// Words with `, ` between them, each once in the order given.
fn each_once<'a>(words: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut kept: Vec<&str> = Vec::new();
    for word in words.map(str::trim).filter(|word| !word.is_empty()) {
        if !kept.iter().any(|one| fold(one) == fold(word)) {
            kept.push(word);
        }
    }
    (!kept.is_empty()).then(|| kept.join(", "))
}
