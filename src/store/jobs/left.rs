//! Jobs that were cut off: what they have changed stands in the way of others until they are settled.

use rusqlite::Connection;

use crate::domain::ids::{PersonId, SetId};
use crate::domain::job::OpenJob;
use crate::domain::refusal::Refusal;
use crate::store::{Failure, Store};

impl Store {
    /// Refuses while a job that was cut off has changed one of these people.
    ///
    /// # Errors
    /// [`Refusal::JobLeft`], and what `SQLite` says.
    pub fn refuse_left_open(&self, people: &[PersonId]) -> Result<(), Failure> {
        for job in self.left_open()? {
            for person in people {
                if has_changed(&self.connection, job.set, *person)? {
                    return Err(left(&job).into());
                }
            }
        }
        Ok(())
    }

    /// Refuses while a job that was cut off has changed rows that this set changed, too.
    pub(in crate::store) fn refuse_left_under(&self, set: SetId) -> Result<(), Failure> {
        for job in self.left_open()? {
            if job.set != set && share_rows(&self.connection, set, job.set)? {
                return Err(left(&job).into());
            }
        }
        Ok(())
    }

    /// Jobs that were cut off.
    ///
    /// # Errors
    /// What `SQLite` says.
    pub fn left_open(&self) -> Result<Vec<OpenJob>, Failure> {
        let mut jobs = self.open_jobs()?;
        jobs.retain(|job| !job.running);
        Ok(jobs)
    }
}

pub(super) fn left(job: &OpenJob) -> Refusal {
    Refusal::JobLeft {
        set: job.set,
        label: job.label.clone(),
        by: job.by.clone(),
    }
}

/// Whether a set has changed a person, or brought them in.
fn has_changed(connection: &Connection, set: SetId, person: PersonId) -> rusqlite::Result<bool> {
    connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM journal WHERE person_id = ?2 AND set_id = ?1)
               OR EXISTS (SELECT 1 FROM journal WHERE tbl = 'person' AND last_id >= ?2 AND row_id <= ?2 AND set_id = ?1)",
        )?
        .query_row([set.0, person.0], |row| row.get(0))
}

/// Whether two sets have changed the same row: single rows against single rows, and both against ranges.
fn share_rows(connection: &Connection, one: SetId, other: SetId) -> rusqlite::Result<bool> {
    const SINGLES: &str = "SELECT EXISTS (SELECT 1 FROM journal a JOIN journal b ON b.tbl = a.tbl AND b.row_id = a.row_id
        WHERE a.set_id = ?1 AND b.set_id = ?2 AND a.last_id IS NULL AND b.last_id IS NULL)";
    const RANGE_AND_SINGLE: &str = "SELECT EXISTS (SELECT 1 FROM journal a JOIN journal b
          ON b.tbl = a.tbl AND b.row_id BETWEEN a.row_id AND a.last_id
        WHERE a.set_id = ?1 AND b.set_id = ?2 AND a.last_id IS NOT NULL AND b.last_id IS NULL)";
    const RANGES: &str = "SELECT EXISTS (SELECT 1 FROM journal a JOIN journal b
          ON b.tbl = a.tbl AND b.row_id <= a.last_id AND b.last_id >= a.row_id
        WHERE a.set_id = ?1 AND b.set_id = ?2 AND a.last_id IS NOT NULL AND b.last_id IS NOT NULL)";
    let holds = |sql: &str, one: SetId, other: SetId| {
        connection
            .prepare_cached(sql)?
            .query_row([one.0, other.0], |row| row.get::<_, bool>(0))
    };
    Ok(holds(SINGLES, one, other)?
        || holds(RANGE_AND_SINGLE, one, other)?
        || holds(RANGE_AND_SINGLE, other, one)?
        || holds(RANGES, one, other)?)
}
