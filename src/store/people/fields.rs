//! Fields of a person: edited, merged or refused as a clash; the next step done.

use rusqlite::{OptionalExtension, params};

use super::author::Of;
use super::board::full;
use super::name_of;
use crate::domain::change::Edit;
use crate::domain::field::Field;
use crate::domain::ids::PersonId;
use crate::domain::refusal::{Clash, Refusal};
use crate::domain::text::{Clean, Raw};
use crate::store::Failure;
use crate::store::write::{Said, Writing};

impl Writing<'_> {
    /// Writes one field as a person's own words.
    pub(super) fn set_field(
        &self,
        person: PersonId,
        field: Field,
        value: Option<&str>,
    ) -> rusqlite::Result<()> {
        let sql = format!(
            "UPDATE person SET {} = ?2, by_hand = by_hand | ?3, version = version + 1 WHERE id = ?1",
            field.column()
        );
        self.tx
            .prepare_cached(&sql)?
            .execute(params![person.0, value, field.bit()])?;
        Ok(())
    }

    /// What stands in a field now.
    pub(super) fn field(&self, person: PersonId, field: Field) -> Result<Option<String>, Failure> {
        let sql = format!("SELECT {} FROM person WHERE id = ?1", field.column());
        let found = self
            .tx
            .prepare_cached(&sql)?
            .query_row([person.0], |row| row.get(0))
            .optional()?;
        Ok(found.ok_or(Refusal::Gone)?)
    }

    pub(super) fn edit(&self, person: PersonId, edits: &[Edit]) -> Result<Said, Failure> {
        let name = name_of(self.tx, person)?;
        let mut clashes = Vec::new();
        let mut changed = Vec::new();
        for edit in edits {
            let now = self.field(person, edit.field)?;
            if now == edit.mine {
                continue;
            }
            if now == edit.original {
                changed.push(edit);
            } else {
                clashes.push(Clash {
                    field: edit.field,
                    original: edit.original.clone().map(Raw::new),
                    mine: edit.mine.clone().map(Raw::new),
                    theirs: now.map(Raw::new),
                });
            }
        }
        if !clashes.is_empty() {
            let columns: Vec<&str> = clashes.iter().map(|one| one.field.column()).collect();
            let (by, _) = self.who_and_when(Of::Columns(person, &columns))?;
            return Err(Refusal::Clashes {
                person,
                name,
                by,
                fields: clashes,
            }
            .into());
        }
        for edit in &changed {
            self.set_field(person, edit.field, edit.mine.as_deref())?;
        }
        Ok(Said::it(edited_words(&name, &changed)))
    }

    pub(super) fn step_done(
        &self,
        person: PersonId,
        seen: &Clean,
        date: Option<String>,
    ) -> Result<Said, Failure> {
        let name = name_of(self.tx, person)?;
        let step = self.field(person, Field::NextStep)?;
        let same = Clean::line(step.as_deref().unwrap_or_default()) == *seen;
        if !same || self.field(person, Field::NextDate)? != date {
            let of = Of::Columns(person, &["next_step", "next_date"]);
            return Err(self.overtaken(name, "changed the next step of", of)?.into());
        }
        for field in [Field::NextStep, Field::NextDate, Field::NextOwner] {
            if self.field(person, field)?.is_some() {
                self.set_field(person, field, None)?;
            }
        }
        let step = step.unwrap_or_else(|| "next step".into());
        Ok(Said::it(format!("done: {step} · {name}")))
    }
}

fn edited_words(name: &Clean, changed: &[&Edit]) -> String {
    let step = changed
        .iter()
        .find(|edit| edit.field == Field::NextStep)
        .and_then(|edit| edit.mine.as_deref());
    let date = changed
        .iter()
        .find(|edit| edit.field == Field::NextDate)
        .and_then(|edit| edit.mine.as_deref());
    let only_step = changed.iter().all(|edit| {
        matches!(
            edit.field,
            Field::NextStep | Field::NextDate | Field::NextOwner
        )
    });
    match changed {
        [] => format!("{name}: nothing to change"),
        _ if only_step && (step.is_some() || date.is_some()) => {
            format!(
                "next for {name}: {}",
                [date.map(full), step.map(str::to_owned)]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(" ")
            )
        }
        [one] if one.field == Field::NextOwner => match one.mine.as_deref() {
            Some(member) => format!("handed the next step of {name} to {member}"),
            None => format!("the next step of {name} is its owner's again"),
        },
        _ if only_step => format!("{name} has no next step any more"),
        [one] => format!("{name}: {} changed", one.field.label().to_lowercase()),
        many => format!("{name}: {} fields changed", many.len()),
    }
}
