//! Reversing rows that a change wrote one by one, where no one has altered them since.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, params};

use super::building::{Reference, unique};
use super::inserted::{Pass, Span, maker};
use super::left;
use super::{Entry, is_held};
use crate::domain::ids::SetId;
use crate::store::journal::Journaled;

impl Pass {
    /// Reverses an entry, or notes that its row stays, and which changes altered it.
    pub(super) fn reverse(&mut self, tx: &Connection, entry: &Entry) -> rusqlite::Result<()> {
        if self.is_rest && left::is_settled(tx, self.target, entry)? {
            return Ok(());
        }
        if self.is_given_up(tx, entry)? || self.stays_with_newcomer(tx, entry)? {
            return Ok(());
        }
        if let Some(person) = self.stays_with_stage(tx, entry)? {
            let by = self.altering(tx, "person", person, entry.id)?;
            self.stayed.person(person, by);
            return Ok(());
        }
        let by = match apply_before(tx, entry) {
            Ok(true) => return Ok(()),
            Ok(false) => self.altering(tx, entry.table.table, entry.row, entry.id)?,
            Err(error) if is_held(&error) => self.holding(tx, entry)?,
            Err(error) => return Err(error),
        };
        match entry.person {
            Some(person) => self.stayed.person(person, by),
            None => self.stayed.row(tx, entry.table, entry.row, by)?,
        }
        Ok(())
    }

    /// Whether a later entry of the same change for this row was passed over: the row stays whole.
    fn is_given_up(&self, tx: &Connection, entry: &Entry) -> rusqlite::Result<bool> {
        tx.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM journal WHERE tbl = ?1 AND row_id = ?2 AND last_id IS NULL AND id > ?3 AND +set_id = ?4)
                AND NOT EXISTS (SELECT 1 FROM journal WHERE tbl = ?1 AND row_id = ?2 AND +set_id = ?5)",
        )?
        .query_row(
            params![entry.table.table, entry.row, entry.id, self.target.0, self.undo.0],
            |row| row.get(0),
        )
    }

    /// Whether a row was inserted for a person whom the change brought in, too, and who was altered since: they stay
    /// with everything they have.
    fn stays_with_newcomer(&mut self, tx: &Connection, entry: &Entry) -> rusqlite::Result<bool> {
        let Some(person) = entry.person else {
            return Ok(false);
        };
        if entry.before.is_some() && !(self.is_many && self.has_inserted(tx, entry)?) {
            return Ok(false);
        }
        if let Some(stays) = self.newcomers.get(&person) {
            return Ok(*stays);
        }
        let mut stays = false;
        if self.brought_in(tx, person)? {
            let one = Span {
                first: person,
                last: person,
            };
            for (person, by) in self.altered_people(tx, one, Pass::was_written)? {
                self.stayed.person(person, by);
                stays = true;
            }
        }
        self.newcomers.insert(person, stays);
        Ok(stays)
    }

    /// Whether the change inserted the row of an entry and changed it then.
    fn has_inserted(&self, tx: &Connection, entry: &Entry) -> rusqlite::Result<bool> {
        tx.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM journal WHERE tbl = ?1 AND row_id = ?2 AND before IS NULL AND last_id IS NULL AND +set_id = ?3)",
        )?
        .query_row(
            params![entry.table.table, entry.row, self.target.0],
            |row| row.get(0),
        )
    }

    /// The person with whom a move stays, since their row does: the stage and the line that tells how it came go
    /// together.
    fn stays_with_stage(&self, tx: &Connection, entry: &Entry) -> rusqlite::Result<Option<i64>> {
        let (Some(person), "stage_move") = (entry.person, entry.table.table) else {
            return Ok(None);
        };
        if entry.before.is_some() && entry.after.is_some() {
            return Ok(None);
        }
        let Some(people) = Journaled::named("person") else {
            return Ok(None);
        };
        // The person's row is reversed before the move, or will be after it.
        let sql = format!(
            "SELECT EXISTS (SELECT 1 FROM journal j
               WHERE j.id = (SELECT max(f.id) FROM journal f WHERE f.tbl = 'person' AND f.row_id = ?1 AND f.last_id IS NULL AND +f.set_id = ?2)
                 AND j.before IS NOT NULL AND j.after IS NOT NULL
                 AND CASE WHEN j.id > ?4 THEN NOT EXISTS (SELECT 1 FROM journal u WHERE u.tbl = 'person' AND u.row_id = ?1 AND +u.set_id = ?3)
                     ELSE j.after IS NOT (SELECT {} FROM person p WHERE p.id = ?1) END)",
            people.image("p.")
        );
        let stays: bool = tx.prepare_cached(&sql)?.query_row(
            params![person, self.target.0, self.undo.0, entry.id],
            |row| row.get(0),
        )?;
        Ok(stays.then_some(person))
    }

    /// The changes that wrote a row after an entry of the journal.
    fn altering(
        &self,
        tx: &Connection,
        table: &str,
        row: i64,
        since: i64,
    ) -> rusqlite::Result<BTreeSet<SetId>> {
        tx.prepare_cached(&format!(
            "SELECT DISTINCT o.set_id FROM journal o WHERE o.tbl = ?1 AND o.row_id = ?2 AND o.last_id IS NULL AND o.id > ?3 AND {}",
            self.of_others()
        ))?
        .query_map(params![table, row, since], |row| row.get(0).map(SetId))?
        .collect()
    }

    /// The changes that hold on to a row: that hung something on it, took what is unique in it, or deleted what it
    /// hangs on.
    fn holding(&self, tx: &Connection, entry: &Entry) -> rusqlite::Result<BTreeSet<SetId>> {
        let Some(before) = &entry.before else {
            return self.hanging_on(tx, entry.table, entry.row);
        };
        let mut by = BTreeSet::new();
        for columns in unique(tx, entry.table)? {
            let same: Vec<String> = columns
                .iter()
                .map(|column| format!("c.{column} = json_extract(?2, '$.{column}')"))
                .collect();
            if same.is_empty() {
                continue;
            }
            let name = entry.table.table;
            let taken = tx
                .prepare_cached(&format!(
                    "SELECT {} FROM {name} c WHERE c.id <> ?1 AND {}",
                    maker(name),
                    same.join(" AND ")
                ))?
                .query_row(params![entry.row, before], |row| row.get(0).map(SetId))
                .optional()?;
            by.extend(taken);
        }
        for Reference {
            child,
            column,
            parent,
        } in &self.references
        {
            if child.table != entry.table.table {
                continue;
            }
            let gone = tx
                .prepare_cached(&format!(
                    "SELECT o.set_id FROM journal o WHERE o.tbl = '{0}' AND o.row_id = json_extract(?1, '$.{column}') AND o.after IS NULL
                       AND o.last_id IS NULL AND NOT EXISTS (SELECT 1 FROM {0} p WHERE p.id = o.row_id) ORDER BY o.id DESC LIMIT 1",
                    parent.table
                ))?
                .query_row([before], |row| row.get(0).map(SetId))
                .optional()?;
            by.extend(gone);
        }
        by.remove(&self.target);
        by.remove(&self.undo);
        Ok(by)
    }
}

/// Applies one before-image; `false` when the row is not any more what the set made of it.
fn apply_before(tx: &Connection, entry: &Entry) -> rusqlite::Result<bool> {
    let table = entry.table;
    let name = table.table;
    let image = table.image("");
    let changed = match (&entry.before, &entry.after) {
        (None, Some(after)) => tx
            .prepare_cached(&format!(
                "DELETE FROM {name} WHERE id = ?1 AND {image} = ?2"
            ))?
            .execute(params![entry.row, after])?,
        (Some(before), Some(after)) => {
            let sets: Vec<String> = table
                .columns
                .iter()
                .map(|column| format!("{column} = json_extract(?3, '$.{column}')"))
                .collect();
            tx.prepare_cached(&format!(
                "UPDATE {name} SET {}, version = version + 1 WHERE id = ?1 AND {image} = ?2",
                sets.join(", ")
            ))?
            .execute(params![entry.row, after, before])?
        }
        (Some(before), None) => {
            let values: Vec<String> = table
                .columns
                .iter()
                .map(|column| format!("json_extract(?2, '$.{column}')"))
                .collect();
            tx.prepare_cached(&format!(
                "INSERT INTO {name} (id, {}) SELECT ?1, {} WHERE NOT EXISTS (SELECT 1 FROM {name} WHERE id = ?1)",
                table.columns.join(", "),
                values.join(", ")
            ))?
            .execute(params![entry.row, before])?
        }
        (None, None) => 1,
    };
    Ok(changed == 1)
}
