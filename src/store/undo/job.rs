//! A large undo or redo: in slices, so that colleagues save in between.

use rusqlite::{Connection, params};

use super::entries::{covered, ranges, singles, spans};
use super::inserted::Pass;
use super::refusal::{is_about_many, refuse_built_on};
use super::rest::Rest;
use super::stayed::Stayed;
use super::{Entry, Outcome, UNDONE, follow_accounts, label, turn_of};
use crate::domain::change::{Receipt, Stamp};
use crate::domain::ids::SetId;
use crate::domain::job::{JobKind, Progress};
use crate::domain::refusal::Refusal;
use crate::domain::text::Clean;
use crate::store::jobs::{self, NewJob};
use crate::store::write::{begin, write_for};
use crate::store::{Failure, Store};

/// A large undo or redo that is going on.
#[derive(Debug)]
pub struct UndoJob {
    pass: Pass,
    label: String,
    /// Journal rows from this id on are done.
    cursor: i64,
    /// Ranges of inserted rows that are still there, to be taken from the end.
    ranges: Vec<Entry>,
    inserted: Vec<(&'static str, i64, i64)>,
    /// What earlier undos had to leave because of this change; known when its own rows are done.
    rest: Option<Rest>,
    /// So many inserted rows there are for an inserted person.
    each: i64,
    /// Rows taken back so far.
    pub done: i64,
    /// Rows in all.
    pub rows: i64,
}

impl UndoJob {
    /// The change set that is being written.
    #[must_use]
    pub fn set(&self) -> SetId {
        self.pass.undo
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
        if !is_about_many(&tx, set)? {
            refuse_built_on(&tx, set)?;
        }
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
            pass: Pass::new(&self.connection, set, undo, Stayed::default())?,
            label,
            cursor: i64::MAX,
            rest: None,
            ranges,
            each: rows_of_a_person(&inserted),
            inserted,
            done: 0,
            rows: target.rows,
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
        let stayed = Stayed::read(&self.connection, set)?;
        Ok(UndoJob {
            pass: Pass::new(&self.connection, SetId(target), set, stayed)?,
            label: job.label.to_string(),
            cursor: match job.progress.position {
                0 => i64::MAX,
                cursor => cursor,
            },
            rest: None,
            ranges: ranges.into_iter().rev().collect(),
            each: rows_of_a_person(&inserted),
            inserted,
            done: job.progress.done,
            rows: job.total,
        })
    }

    /// One slice of a large undo: about `rows` rows. Gives the receipt when it was the last.
    ///
    /// # Errors
    /// What the disk or `SQLite` says; what is done so far stays an open job.
    pub fn step_undo(&mut self, job: &mut UndoJob, rows: i64) -> Result<Option<Receipt>, Failure> {
        let tx = begin(&mut self.connection)?;
        write_for(&tx, Some(job.pass.undo), false)?;
        let mark = jobs::last_entry(&tx)?;
        job.pass.newcomers.clear();
        let singles = singles(&tx, job.pass.target, job.cursor, rows)?;
        for entry in &singles {
            if !covered(entry, &job.inserted) {
                job.pass.reverse(&tx, entry)?;
            }
            job.cursor = entry.id;
        }
        let mut room = rows - i64::try_from(singles.len()).unwrap_or(rows);
        job.done += rows - room;
        while room > 0
            && let Some(range) = job.ranges.pop()
        {
            room -= take_range(&tx, job, range, room)?;
        }
        job.done = job.done.min(job.rows);
        let finished = room > 0 && job.go_over_rest(&tx, room)?;
        if finished {
            follow_accounts(&tx, job.pass.target)?;
        }
        jobs::refresh_since(&tx, mark)?;
        job.pass.stayed.write_down(&tx, job.pass.undo)?;
        jobs::advance(&tx, job.pass.undo, &self.desk.0, &job.progress())?;
        write_for(&tx, None, false)?;
        let closed = if finished {
            Some(close_undo(&tx, job)?)
        } else {
            None
        };
        tx.commit()?;
        self.ring();
        Ok(closed.map(|(changed, said)| Receipt {
            set: changed.then_some(job.pass.undo),
            said,
            takes_back: Clean::fixed("it"),
            people: Vec::new(),
            offer: None,
            reverses: changed.then_some(job.pass.target),
        }))
    }
}

impl UndoJob {
    /// Goes over what earlier undos had to leave; whether that is all of it.
    fn go_over_rest(&mut self, tx: &Connection, room: i64) -> rusqlite::Result<bool> {
        let mut rest = match self.rest.take() {
            Some(rest) => rest,
            None => Rest::under(tx, &self.pass)?,
        };
        let is_all = rest.go(tx, &self.pass, room)?;
        self.rest = Some(rest);
        Ok(is_all)
    }

    fn progress(&self) -> Progress {
        Progress {
            position: self.cursor,
            done: self.done,
            came: String::new(),
        }
    }
}

/// How many inserted rows there are for an inserted person, who goes with them.
fn rows_of_a_person(inserted: &[(&str, i64, i64)]) -> i64 {
    let rows = |people_only: bool| -> i64 {
        let counted = inserted
            .iter()
            .filter(|(table, ..)| !people_only || *table == "person");
        counted.map(|(_, first, last)| last - first + 1).sum()
    };
    (rows(false) / rows(true).max(1)).max(1)
}

/// Deletes the next rows of a range from its end, and puts back what is left of it; gives the rows that were looked at.
fn take_range(
    tx: &Connection,
    job: &mut UndoJob,
    range: Entry,
    most: i64,
) -> rusqlite::Result<i64> {
    let whole = range.span();
    let Some(last) = last_there(tx, &range)? else {
        return Ok(0);
    };
    let each = match range.table.table {
        "person" => job.each,
        _ => 1,
    };
    let first = whole.first.max(last - (most / each).max(1) + 1);
    let part = Entry {
        row: first,
        last: Some(last),
        ..range.clone()
    };
    job.pass.delete_range(tx, &part)?;
    job.done += each * (last - first + 1);
    if first > whole.first {
        job.ranges.push(Entry {
            last: Some(first - 1),
            ..range
        });
    }
    Ok(each * (last - first + 1))
}

/// The last row of a range that is there: rows of people who went are gone with them.
fn last_there(tx: &Connection, range: &Entry) -> rusqlite::Result<Option<i64>> {
    let sql = format!(
        "SELECT max(id) FROM {} WHERE id BETWEEN ?1 AND ?2",
        range.table.table
    );
    tx.prepare_cached(&sql)?
        .query_row(params![range.row, range.last], |row| row.get(0))
}

/// Closes an undo and what it undid; gives whether it changed anything, and what it says. One that did not leaves no
/// change behind.
fn close_undo(tx: &Connection, job: &UndoJob) -> rusqlite::Result<(bool, Clean)> {
    let (undo, target) = (job.pass.undo, job.pass.target);
    let rest = job.rest.as_ref();
    let outcome = Outcome::of(tx, &job.label, &job.pass, rest.unwrap_or(&Rest::default()))?;
    let said = Clean::line(&outcome.notice);
    let rows: i64 = tx.query_row(
        "SELECT count(*) FROM journal WHERE set_id = ?1",
        [undo.0],
        |row| row.get(0),
    )?;
    if rows == 0 {
        jobs::close(tx, undo, "")?;
        jobs::close_open(tx, target)?;
        return Ok((false, said));
    }
    tx.execute(UNDONE, [target.0, undo.0])?;
    jobs::forget(tx, target)?;
    jobs::forget(tx, undo)?;
    job.pass.stayed.keep(tx, undo)?;
    tx.execute(
        "UPDATE change_set SET state = 'closed', rows = ?2, label = ?3 WHERE id = ?1",
        params![undo.0, rows, outcome.label],
    )?;
    Ok((true, said))
}
