//! How old the file is that gave a value: the journal tells which change wrote it last, and a note of every import of
//! which day its file is. So an older file does not write over a newer one, and a file that comes in once more does not
//! write over what came in between.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value;

use super::slice::{Known, Slice};
use crate::domain::ids::SetId;
use crate::domain::incoming::Incoming;
use crate::store::jobs::FILE;

/// The files of earlier imports.
#[derive(Debug, Default)]
pub(super) struct Files {
    /// The day of each by its change; none where its rows are of several days.
    days: HashMap<i64, NaiveDate>,
    /// The newest import of the very same file, read the same way.
    repeats: Option<i64>,
}

impl Files {
    /// The files of the imports that stand.
    ///
    /// # Errors
    /// What `SQLite` says.
    pub fn read(connection: &Connection, print: &str) -> rusqlite::Result<Files> {
        let mut statement = connection.prepare_cached(
            "SELECT n.set_id, n.line, n.words FROM job_note n JOIN change_set s ON s.id = n.set_id
             WHERE n.list = ?1 AND s.undone_by IS NULL",
        )?;
        let mut files = Files::default();
        let mut rows = statement.query([FILE])?;
        while let Some(row) = rows.next()? {
            let (set, day): (i64, i32) = (row.get(0)?, row.get(1)?);
            let day = NaiveDate::from_num_days_from_ce_opt(day).filter(|_| day > 0);
            files.days.extend(day.map(|day| (set, day)));
            if !print.is_empty() && row.get_ref(2)?.as_str()? == print {
                files.repeats = files.repeats.max(Some(set));
            }
        }
        Ok(files)
    }
}

/// Notes of which day the file of an import is.
///
/// # Errors
/// What `SQLite` says.
pub(super) fn note(tx: &Connection, set: SetId, day: NaiveDate) -> rusqlite::Result<()> {
    tx.execute(
        "INSERT INTO job_note (set_id, list, line, words) VALUES (?1, ?2, ?3, '')",
        params![set.0, FILE, day.num_days_from_ce()],
    )?;
    Ok(())
}

/// Notes that the rows of a file are of days of their own.
///
/// # Errors
/// What `SQLite` says.
pub(super) fn note_days(tx: &Connection, set: SetId) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE job_note SET line = 0 WHERE set_id = ?1 AND list = ?2")?
        .execute(params![set.0, FILE])?;
    Ok(())
}

/// Notes which file it was, when all of it is in.
///
/// # Errors
/// What `SQLite` says.
pub(super) fn note_print(tx: &Connection, set: SetId, print: &str) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE job_note SET words = ?3 WHERE set_id = ?1 AND list = ?2",
        params![set.0, FILE, print],
    )?;
    Ok(())
}

/// The changes that wrote the columns of a row last, of those that stand.
#[derive(Debug, Default, Clone)]
pub(super) struct Writers {
    /// The import that inserted the row.
    inserted: Option<i64>,
    columns: HashMap<String, i64>,
}

impl Writers {
    /// Looks them up.
    ///
    /// # Errors
    /// What `SQLite` says.
    pub fn of(connection: &Connection, table: &str, row: i64) -> rusqlite::Result<Writers> {
        let inserted = connection
            .prepare_cached(
                "SELECT set_id FROM journal WHERE tbl = ?1 AND last_id IS NOT NULL AND last_id >= ?2 AND row_id <= ?2 LIMIT 1",
            )?
            .query_row(params![table, row], |row| row.get(0))
            .optional()?;
        let mut writers = Writers {
            inserted,
            columns: HashMap::new(),
        };
        let mut statement = connection.prepare_cached(
            "SELECT j.set_id, j.before, j.after FROM journal j JOIN change_set s ON s.id = j.set_id
             WHERE j.tbl = ?1 AND j.row_id = ?2 AND j.last_id IS NULL AND j.before IS NOT NULL AND j.after IS NOT NULL
               AND s.turn <> 'undo' AND s.undone_by IS NULL ORDER BY j.id",
        )?;
        let mut rows = statement.query(params![table, row])?;
        while let Some(row) = rows.next()? {
            let image = |place: usize| -> rusqlite::Result<Value> {
                Ok(serde_json::from_str(row.get_ref(place)?.as_str()?).unwrap_or_default())
            };
            let (before, after) = (image(1)?, image(2)?);
            for (column, value) in after.as_object().into_iter().flatten() {
                if before.get(column) != Some(value) {
                    writers.columns.insert(column.clone(), row.get(0)?);
                }
            }
        }
        Ok(writers)
    }

    fn of_column(&self, column: &str) -> Option<i64> {
        self.columns.get(column).copied().or(self.inserted)
    }
}

impl Slice<'_, '_> {
    /// Whether a row may only fill a column where it is blank: an earlier row of the file counts, or what stands is of a
    /// newer file. Where it is not known of which day that is, it counts whether newer figures are known.
    pub fn only_fills(
        &self,
        row: &Incoming,
        known: &Known,
        (table, id, column): (&'static str, i64, &str),
    ) -> rusqlite::Result<bool> {
        if known.again {
            return Ok(true);
        }
        let import = &*self.import;
        let own = Writers::of(self.tx, table, id)?;
        if own.of_column(column) == Some(import.set.0) {
            return Ok(known.outdated);
        }
        let writer = match &import.aged {
            Some(aged) => aged
                .get(&(table, id))
                .and_then(|live| live.of_column(column)),
            None => own.of_column(column),
        };
        let Some(writer) = writer else {
            return Ok(known.outdated);
        };
        if import.files.repeats.is_some_and(|earlier| writer > earlier) {
            return Ok(true);
        }
        let day = import.files.days.get(&writer);
        // Rows with days of their own are told apart by their figures.
        let day = day.filter(|_| row.as_of.is_none());
        Ok(day.map_or(known.outdated, |day| *day > known.of))
    }
}
