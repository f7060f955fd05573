//! A large undo or redo: in slices, so that colleagues save in between.

use rusqlite::{Connection, params};

use super::entries::{covered, ranges, singles, spans};
use super::refusal::{check_ranges, is_held, name_who};
use super::{Entry, follow_accounts, label, reverse, turn_of};
use crate::domain::change::{Receipt, Stamp};
use crate::domain::counts::say_many;
use crate::domain::ids::SetId;
use crate::domain::job::{JobKind, Progress};
use crate::domain::refusal::Refusal;
use crate::domain::text::Clean;
use crate::store::jobs::{self, NewJob};
use crate::store::journal::Journaled;
use crate::store::write::{begin, write_for};
use crate::store::{Failure, Store};

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
    /// The change set that is being written.
    #[must_use]
    pub fn set(&self) -> SetId {
        self.set
    }

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
        let job = NewJob {
            kind: JobKind::Undo,
            label: &label,
            plan: "",
            total: target.rows,
        };
        let path = self.path.clone();
        let tx = begin(&mut self.connection)?;
        jobs::refuse_taken_back(&tx, &path, set, &login)?;
        if target.open {
            jobs::let_go(&tx, &path, set, &login)?;
        }
        let undo = jobs::open(&tx, &job, stamp, &login, &desk, turn)?;
        tx.execute(
            "UPDATE change_set SET undoes = ?2, reason = ?3 WHERE id = ?1",
            params![undo.0, set.0, reason],
        )?;
        tx.commit()?;
        self.ring();
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

    /// Goes on with a large undo or redo that was cut off; of two who try, one wins.
    ///
    /// # Errors
    /// [`Refusal::NoJob`] where this is none; those of [`Store::take_job`].
    pub fn resume_undo(&mut self, set: SetId) -> Result<UndoJob, Failure> {
        let job = self.take_job(set)?;
        if job.kind != JobKind::Undo {
            return Err(Refusal::NoJob { set }.into());
        }
        let target: i64 = self.connection.query_row(
            "SELECT undoes FROM change_set WHERE id = ?1",
            [set.0],
            |row| row.get(0),
        )?;
        let ranges = ranges(&self.connection, SetId(target))?;
        let inserted = spans(&ranges);
        let mut left = Vec::with_capacity(ranges.len());
        for range in ranges.into_iter().rev() {
            left.extend(still_there(&self.connection, range)?);
        }
        Ok(UndoJob {
            set,
            target: SetId(target),
            label: job.label.to_string(),
            cursor: match job.progress.position {
                0 => i64::MAX,
                cursor => cursor,
            },
            ranges: left,
            inserted,
            done: job.progress.done,
            rows: job.total,
            left: job.progress.came.parse().unwrap_or(0),
        })
    }

    /// One slice of a large undo: about `rows` rows. Gives the receipt when it was the last.
    ///
    /// # Errors
    /// What the disk or `SQLite` says; what is done so far stays an open job.
    pub fn step_undo(&mut self, job: &mut UndoJob, rows: i64) -> Result<Option<Receipt>, Failure> {
        let tx = begin(&mut self.connection)?;
        write_for(&tx, Some(job.set), false)?;
        let mark = jobs::last_entry(&tx)?;
        let singles = singles(&tx, job.target, job.cursor, rows)?;
        for entry in &singles {
            let done = covered(entry, &job.inserted)
                || (!stays_with_person(&tx, job.target, entry)? && reversed(&tx, entry)?);
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
        let finished = room > 0;
        if finished {
            follow_accounts(&tx, job.target)?;
        }
        jobs::refresh_since(&tx, mark)?;
        jobs::advance(&tx, job.set, &self.desk.0, &job.progress())?;
        write_for(&tx, None, false)?;
        let changed = !finished || close_undo(&tx, job)?;
        tx.commit()?;
        self.ring();
        Ok(finished.then(|| Receipt {
            set: changed.then_some(job.set),
            said: job.said(),
            takes_back: Clean::fixed("it"),
            people: Vec::new(),
            offer: None,
            reverses: Some(job.target),
        }))
    }
}

impl UndoJob {
    fn progress(&self) -> Progress {
        Progress {
            position: self.cursor,
            done: self.done,
            came: self.left.to_string(),
        }
    }

    fn said(&self) -> Clean {
        if self.left == 0 {
            return self.label();
        }
        Clean::line(&format!(
            "{}; {} changed meanwhile stayed",
            self.label,
            say_many(self.left, "row that was", "rows that were")
        ))
    }
}

/// Takes an entry back; one whose place is taken by now stays like one that was changed since.
fn reversed(tx: &Connection, entry: &Entry) -> Result<bool, Failure> {
    match reverse(tx, entry) {
        Err(Failure::Trouble(trouble)) if is_held(&trouble) => Ok(false),
        other => other,
    }
}

/// Whether a move belongs to a person whose row stays, since somebody has changed it after the set: the stage and the
/// line that tells how it came go together.
fn stays_with_person(tx: &Connection, set: SetId, entry: &Entry) -> rusqlite::Result<bool> {
    // A move that was made is taken out before its person's row is; one that was taken out comes back after it.
    let (image, person_is) = match (&entry.before, &entry.after) {
        (None, Some(after)) => (after, "after"),
        (Some(before), None) => (before, "before"),
        (Some(_), Some(_)) | (None, None) => return Ok(false),
    };
    let Some(person) = Journaled::named("person").filter(|_| entry.table.table == "stage_move")
    else {
        return Ok(false);
    };
    // Found by the row: a large set has more entries than a person.
    let sql = format!(
        "SELECT EXISTS (SELECT 1 FROM journal j
           WHERE j.tbl = 'person' AND j.row_id = json_extract(?2, '$.person_id') AND +j.set_id = ?1
             AND j.before IS NOT NULL AND j.{person_is} IS NOT (SELECT {} FROM person p WHERE p.id = j.row_id))",
        person.image("p.")
    );
    tx.prepare_cached(&sql)?
        .query_row(params![set.0, image], |row| row.get(0))
}

/// What is left of a range that is being taken from its end.
fn still_there(connection: &Connection, range: Entry) -> rusqlite::Result<Option<Entry>> {
    let sql = format!(
        "SELECT max(id) FROM {} WHERE id BETWEEN ?1 AND ?2",
        range.table.table
    );
    let last: Option<i64> = connection
        .prepare_cached(&sql)?
        .query_row(params![range.row, range.last], |row| row.get(0))?;
    Ok(last.map(|last| Entry {
        last: Some(last),
        ..range
    }))
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

/// Closes an undo and what it took back; gives whether it changed anything. One that did not leaves no change behind.
fn close_undo(tx: &Connection, job: &UndoJob) -> rusqlite::Result<bool> {
    let rows: i64 = tx.query_row(
        "SELECT count(*) FROM journal WHERE set_id = ?1",
        [job.set.0],
        |row| row.get(0),
    )?;
    if rows == 0 {
        jobs::close(tx, job.set, "")?;
        jobs::close_open(tx, job.target)?;
        return Ok(false);
    }
    tx.execute(
        "UPDATE change_set SET undone_by = ?2, state = 'closed' WHERE id = ?1",
        [job.target.0, job.set.0],
    )?;
    jobs::forget(tx, job.target)?;
    jobs::forget(tx, job.set)?;
    tx.execute(
        "UPDATE change_set SET state = 'closed', rows = ?2, label = ?3 WHERE id = ?1",
        params![job.set.0, rows, job.said().as_str()],
    )?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stayed_is_told_in_thousands() {
        let job = UndoJob {
            set: SetId(2),
            target: SetId(1),
            label: "took back: tags +mine for 43,228 people".into(),
            cursor: 0,
            ranges: Vec::new(),
            inserted: Vec::new(),
            done: 43_228,
            rows: 43_228,
            left: 27_553,
        };
        assert_eq!(
            job.said().as_str(),
            "took back: tags +mine for 43,228 people; 27,553 rows that were changed meanwhile stayed"
        );
    }
}
