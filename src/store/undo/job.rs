//! A large undo or redo: in slices, so that colleagues save in between.

use rusqlite::{Connection, params};

use super::entries::{covered, ranges, singles, spans};
use super::refusal::{check_ranges, name_who};
use super::{Entry, label, reverse, turn_of};
use crate::domain::change::{Receipt, Stamp};
use crate::domain::ids::SetId;
use crate::domain::text::Clean;
use crate::store::write::{begin, open_set, write_for};
use crate::store::{Failure, Store, derived};

/// A large undo or redo that is going on.
#[derive(Debug)]
pub struct UndoJob {
    set: SetId,
    target: SetId,
    label: String,
    /// Journal rows from this id on are done.
    cursor: i64,
    /// Ranges of inserted rows that are still there, to be taken from the end.
    ranges: Vec<Entry>,
    inserted: Vec<(&'static str, i64, i64)>,
    /// Rows taken back so far.
    pub done: i64,
    /// Rows in all.
    pub rows: i64,
    left: i64,
}

impl UndoJob {
    /// What is being done, for the progress line.
    #[must_use]
    pub fn label(&self) -> Clean {
        Clean::line(&self.label)
    }
}

impl Store {
    /// Begins a large undo or redo; its slices follow with [`Store::step_undo`].
    ///
    /// # Errors
    /// The refusals of an undo; nothing was changed then.
    pub fn begin_undo(
        &mut self,
        set: SetId,
        reason: Option<String>,
        stamp: &Stamp,
    ) -> Result<UndoJob, Failure> {
        let target = self.allowed(set, reason.as_deref())?;
        let turn = turn_of(&target);
        let mut ranges = ranges(&self.connection, set)?;
        check_ranges(&self.connection, set, &ranges)?;
        let inserted = spans(&ranges);
        ranges.reverse();
        let label = label(&target, turn);
        let (login, desk) = (self.login.clone(), self.desk.0.clone());
        let tx = begin(&mut self.connection)?;
        let undo = open_set(&tx, stamp, &login, &desk, turn)?;
        tx.execute(
            "UPDATE change_set SET state = 'open', undoes = ?2, reason = ?3, label = ?4 WHERE id = ?1",
            params![undo.0, set.0, reason, label],
        )?;
        write_for(&tx, None, false)?;
        tx.commit()?;
        Ok(UndoJob {
            set: undo,
            target: set,
            label,
            cursor: i64::MAX,
            ranges,
            inserted,
            done: 0,
            rows: target.rows,
            left: 0,
        })
    }

    /// One slice of a large undo: about `rows` rows. Gives the receipt when it was the last.
    ///
    /// # Errors
    /// What the disk or `SQLite` says; what is done so far stays an open job.
    pub fn step_undo(&mut self, job: &mut UndoJob, rows: i64) -> Result<Option<Receipt>, Failure> {
        let tx = begin(&mut self.connection)?;
        write_for(&tx, Some(job.set), false)?;
        let mark: i64 = tx.query_row("SELECT coalesce(max(id), 0) FROM journal", [], |row| {
            row.get(0)
        })?;
        let singles = singles(&tx, job.target, job.cursor, rows)?;
        for entry in &singles {
            let done = covered(entry, &job.inserted) || reverse(&tx, entry)?;
            job.left += i64::from(!done);
            job.cursor = entry.id;
        }
        let mut room = rows - i64::try_from(singles.len()).unwrap_or(rows);
        job.done += rows - room;
        while let (1.., Some(entry)) = (room, job.ranges.last().cloned()) {
            let taken = take_range(&tx, job, &entry, room)?;
            room -= taken;
            job.done += taken;
        }
        refresh_since(&tx, mark)?;
        let finished = room > 0;
        if finished {
            close_undo(&tx, job)?;
        }
        write_for(&tx, None, false)?;
        tx.commit()?;
        self.ring();
        Ok(finished.then(|| Receipt {
            set: Some(job.set),
            said: job.said(),
            takes_back: Clean::fixed("it"),
            people: Vec::new(),
        }))
    }
}

impl UndoJob {
    fn said(&self) -> Clean {
        if self.left == 0 {
            return self.label();
        }
        Clean::line(&format!(
            "{}; {} rows that were changed meanwhile stayed",
            self.label, self.left
        ))
    }
}

/// Deletes the next rows of a range; the range shrinks from its end.
fn take_range(
    tx: &Connection,
    job: &mut UndoJob,
    entry: &Entry,
    most: i64,
) -> Result<i64, Failure> {
    let last = entry.last.unwrap_or(entry.row);
    let first = entry.row.max(last - most + 1);
    let part = Entry {
        row: first,
        last: Some(last),
        ..entry.clone()
    };
    reverse(tx, &part).map_err(|failure| name_who(tx, failure, job.target, entry))?;
    if first == entry.row {
        job.ranges.pop();
    } else if let Some(open) = job.ranges.last_mut() {
        open.last = Some(first - 1);
    }
    Ok(last - first + 1)
}

fn refresh_since(tx: &Connection, mark: i64) -> rusqlite::Result<()> {
    let people: Vec<i64> = tx
        .prepare_cached(
            "SELECT DISTINCT person_id FROM journal WHERE id > ?1 AND person_id IS NOT NULL",
        )?
        .query_map([mark], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for person in people {
        derived::refresh(tx, person, derived::Text::Later)?;
    }
    Ok(())
}

fn close_undo(tx: &Connection, job: &UndoJob) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE change_set SET undone_by = ?2, state = 'closed' WHERE id = ?1",
        [job.target.0, job.set.0],
    )?;
    let rows: i64 = tx.query_row(
        "SELECT count(*) FROM journal WHERE set_id = ?1",
        [job.set.0],
        |row| row.get(0),
    )?;
    tx.execute(
        "UPDATE change_set SET state = 'closed', rows = ?2, label = ?3 WHERE id = ?1",
        params![job.set.0, rows, job.said().as_str()],
    )?;
    Ok(())
}
