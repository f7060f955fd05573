//! Fields of somebody known meet what a row says of them: filled, updated, or kept as a person wrote it.

use std::sync::LazyLock;

use super::Came;
use super::carried::is_same;
use super::extra::{filled_extra, is_numbered, merged_extra, stands};
use super::removed::says;
use super::said::{Said, both_tags};
use super::slice::{Known, Slice};
use crate::domain::field::Field;
use crate::domain::importing::Standing;
use crate::domain::incoming::Incoming;
use crate::domain::person::Person;
use crate::domain::stage::Stage;
use crate::domain::text::{Clean, Raw, mends};
use crate::store::Failure;

/// A person's row as an import looks at it.
struct Row {
    values: Vec<(Field, Option<String>)>,
    stage: i64,
    by_hand: i64,
    extra: Option<String>,
}

impl Row {
    fn is_by_hand(&self, bit: i64) -> bool {
        self.by_hand & bit != 0
    }
}

/// A person's row with every field that a file may fill.
static ROW: LazyLock<String> = LazyLock::new(|| {
    let columns: Vec<&str> = Field::ALL.iter().map(|field| field.column()).collect();
    format!(
        "SELECT stage, by_hand, extra, {} FROM person WHERE id = ?1",
        columns.join(", ")
    )
});

/// What is to be written of a person.
#[derive(Default)]
struct Sets {
    columns: Vec<(&'static str, rusqlite::types::Value)>,
    /// Bits of what the file writes: nobody wrote it by hand any more.
    taken: i64,
}

impl Sets {
    fn set(&mut self, column: &'static str, value: impl Into<rusqlite::types::Value>) {
        self.columns.push((column, value.into()));
    }
}

/// What a person wrote in the database that wrote the file, where it is what stands here as well from now on.
fn carried_by_hand(row: &Incoming, now: &Row, said: &Said, sets: &Sets) -> i64 {
    let carried = row.carried.as_deref().map_or(0, |carried| carried.by_hand);
    if carried == 0 {
        return 0;
    }
    let is_set = |column: &str| sets.columns.iter().any(|(one, _)| *one == column);
    let fields = now.values.iter().filter(|(field, value)| {
        let file = said.of_field(*field);
        let stands = value.as_deref().zip(file);
        is_set(field.column()) || stands.is_some_and(|(value, file)| is_same(value, file))
    });
    let fields = fields.fold(0, |bits, (field, _)| bits | field.bit());
    let stage = row
        .stage
        .and_then(|stage| i64::try_from(stage.index()).ok());
    let is_stage = is_set("stage") || stage == Some(now.stage);
    carried & (fields | if is_stage { Person::STAGE_BY_HAND } else { 0 })
}

impl Slice<'_, '_> {
    fn row_of(&self, person: i64) -> rusqlite::Result<Row> {
        self.tx.prepare_cached(&ROW)?.query_row([person], |row| {
            let mut values = Vec::with_capacity(Field::COUNT);
            for (place, field) in Field::ALL.iter().enumerate() {
                values.push((*field, row.get(3 + place)?));
            }
            Ok(Row {
                values,
                stage: row.get(0)?,
                by_hand: row.get(1)?,
                extra: row.get(2)?,
            })
        })
    }

    /// What a row says in fields, in the stage and in columns without a home.
    pub fn meet_fields(&mut self, row: &Incoming, known: &Known) -> Result<Came, Failure> {
        let now = self.row_of(known.person)?;
        let mut said = self.said(row, &now.values, false);
        let extra = std::mem::take(&mut said.extra);
        let mut sets = Sets::default();
        for (field, value) in &now.values {
            let Some(file) = said.of_field(*field) else {
                continue;
            };
            if *field == Field::Tags {
                self.meet_tags(row, known, &now, (value.as_deref(), file), &mut sets)?;
            } else {
                let meeting = (*field, value.as_deref().unwrap_or_default(), file);
                self.meet_field(row, known, &now, meeting, &mut sets)?;
            }
        }
        self.meet_stage(row, known, &now, &mut sets)?;
        self.meet_extra(row, known, &now, extra, &mut sets)?;
        let carried = carried_by_hand(row, &now, &said, &sets);
        let by_hand = now.by_hand & !sets.taken | carried;
        if by_hand != now.by_hand {
            sets.set("by_hand", by_hand);
        }
        if sets.columns.is_empty() {
            return Ok(Came::Unchanged);
        }
        let added = by_hand & !now.by_hand;
        if added != 0 {
            self.differs("Written by hand", Standing::File, || {
                let columns = Person::columns_by_hand(added).join(", ");
                (Clean::default(), Clean::line(&columns))
            });
        }
        self.update_person(known.person, &sets.columns)?;
        Ok(Came::Updated)
    }

    /// A field with one value: filled where it is blank, updated where a file wrote it, kept where a person did.
    fn meet_field(
        &mut self,
        row: &Incoming,
        known: &Known,
        now: &Row,
        (field, old, file): (Field, &str, &str),
        sets: &mut Sets,
    ) -> rusqlite::Result<()> {
        if is_same(old, file) || self.damages(row, field.label(), old, file) {
            return Ok(());
        }
        let bit = field.bit();
        let mut is_ours = now.is_by_hand(bit);
        if old.trim().is_empty() {
            // A file fills what is blank, but for the value that a person took away.
            is_ours &= self.was_removed("person", known.person, |image| {
                says(image, field.column(), file)
            })?;
            if !is_ours {
                self.take_field(field, old, file, sets);
                return Ok(());
            }
        }
        let place = ("person", known.person, field.column());
        let only_fills = if is_ours {
            known.only_fills()
        } else {
            self.only_fills(row, known, place)?
        };
        if only_fills {
            if known.again {
                self.repeats(row);
            }
        } else if is_ours && !self.import.plan.choice.takes_file(row.line) {
            let day = self.import.plan.as_of;
            let shown = |text: &str| field.show(&Raw::new(text), day);
            self.keep_line(row, field.label(), shown(old), shown(file));
        } else if !is_ours && known.is_said_before() {
            self.repeats(row);
        } else {
            self.take_field(field, old, file, sets);
        }
        Ok(())
    }

    /// Writes what the file says; the next file may go on from here.
    fn take_field(&mut self, field: Field, old: &str, file: &str, sets: &mut Sets) {
        let day = self.import.plan.as_of;
        let shown = |text: &str| field.show(&Raw::new(text), day);
        self.differs(field.label(), Standing::File, || (shown(old), shown(file)));
        sets.taken |= field.bit();
        sets.set(field.column(), file.to_owned());
    }

    /// Tags of the file are put behind those that are there, but for those that a person took off.
    fn meet_tags(
        &mut self,
        row: &Incoming,
        known: &Known,
        now: &Row,
        (old, file): (Option<&str>, &str),
        sets: &mut Sets,
    ) -> rusqlite::Result<()> {
        let old = old.unwrap_or_default();
        let mut file = self.whole_tags(row, old, file);
        if now.is_by_hand(Field::Tags.bit()) {
            file = self.wanted_tags(row, known, old, &file)?;
        }
        // A good spelling takes the place of a damaged one.
        let is_whole = |one: &&str| !file.split(", ").any(|tag| mends(tag, one));
        let whole: Vec<&str> = old.split(", ").filter(is_whole).collect();
        let both = both_tags(Some(&whole.join(", ")), &file);
        if !is_same(old, &both) {
            let day = self.import.plan.as_of;
            let shown = |text: &str| Field::Tags.show(&Raw::new(text), day);
            self.differs(Field::Tags.label(), Standing::File, || {
                (shown(old), shown(&both))
            });
            sets.set(Field::Tags.column(), both);
        }
        Ok(())
    }

    /// The tags of a file without those that a person took off.
    fn wanted_tags(
        &mut self,
        row: &Incoming,
        known: &Known,
        old: &str,
        file: &str,
    ) -> rusqlite::Result<String> {
        let has = |tags: &str, tag: &str| tags.split(", ").any(|one| one == tag);
        let mut wanted = Vec::new();
        for tag in file.split(", ") {
            let was_removed = !has(old, tag)
                && self.was_removed("person", known.person, |image| {
                    let tags = image.get(Field::Tags.column());
                    tags.and_then(|tags| tags.as_str())
                        .is_some_and(|tags| has(tags, tag))
                })?;
            if !self.keeps_out(row, "Tags", was_removed, || Clean::line(tag)) {
                wanted.push(tag);
            }
        }
        Ok(wanted.join(", "))
    }

    fn meet_stage(
        &mut self,
        row: &Incoming,
        known: &Known,
        now: &Row,
        sets: &mut Sets,
    ) -> rusqlite::Result<()> {
        let stage = row
            .stage
            .and_then(|stage| i64::try_from(stage.index()).ok());
        let Some(stage) = stage.filter(|stage| *stage != now.stage) else {
            return Ok(());
        };
        let bit = Person::STAGE_BY_HAND;
        let only_fills = if now.is_by_hand(bit) {
            known.only_fills()
        } else {
            self.only_fills(row, known, ("person", known.person, "stage"))?
        };
        if only_fills {
            return Ok(());
        }
        let word = |stage| Clean::fixed(Stage::at(stage).map_or("", Stage::word));
        let is_ours = now.is_by_hand(bit);
        if is_ours && !self.import.plan.choice.takes_file(row.line) {
            self.keep_line(row, "Stage", word(now.stage), word(stage));
        } else if !is_ours && known.is_said_before() {
            self.repeats(row);
        } else {
            sets.taken |= bit;
            self.differs("Stage", Standing::File, || (word(now.stage), word(stage)));
            sets.set("stage", stage);
            sets.set("stage_since", self.today.clone());
        }
        Ok(())
    }

    /// Columns without a home.
    fn meet_extra(
        &mut self,
        row: &Incoming,
        known: &Known,
        now: &Row,
        extra: Vec<(String, String)>,
        sets: &mut Sets,
    ) -> rusqlite::Result<()> {
        let there = now.extra.as_deref();
        let mut extra = self.whole_extra(row, there, extra);
        extra.retain(|one| !stands(there, one));
        if is_numbered(there) {
            self.keep_merged(row, known, there, &mut extra)?;
        }
        let only_fills = known.is_said_before()
            || !extra.is_empty()
                && self.only_fills(row, known, ("person", known.person, "extra"))?;
        let extra = extra.iter();
        let extra = if only_fills {
            filled_extra(there, extra)
        } else {
            merged_extra(there, extra)
        };
        if extra != now.extra {
            self.differs("Extra fields", Standing::File, || {
                (Clean::default(), Clean::fixed("more of them"))
            });
            sets.set("extra", extra);
        }
        Ok(())
    }

    fn update_person(
        &self,
        person: i64,
        sets: &[(&'static str, rusqlite::types::Value)],
    ) -> rusqlite::Result<()> {
        let places: Vec<String> = sets
            .iter()
            .enumerate()
            .map(|(n, (column, _))| format!("{column} = ?{}", n + 2))
            .collect();
        let sql = format!(
            "UPDATE person SET {}, version = version + 1 WHERE id = ?1",
            places.join(", ")
        );
        let mut values = vec![rusqlite::types::Value::from(person)];
        values.extend(sets.iter().map(|(_, value)| value.clone()));
        self.tx
            .prepare_cached(&sql)?
            .execute(rusqlite::params_from_iter(values))?;
        Ok(())
    }
}
