//! Jobs: one change set that is written in slices, and the record of where it stands.
//!
//! How a job of a new kind is made:
//!
//! 1. [`Store::begin_job`] opens the change set (state *open*) and its record: kind, label, the plan as JSON of the
//!    kind's own, rows in all. It is refused while a job that was cut off stands in the way of `people`.
//! 2. [`Store::job_slice`], again and again: one short transaction (about 150 ms) in which the caller changes rows and
//!    gives back the [`Progress`] that is written down with them. Cards, counts and search queue follow by themselves.
//!    Between two slices the database is free: whoever works beside others waits some milliseconds.
//! 3. [`Store::finish_job`] closes the set under its last label; one undo takes it back. Where it stops in the middle
//!    ([`Store::leave_job`], or the process is gone) the set stays open and everybody is offered to resume it or to
//!    take it back.
//! 4. To resume, [`Store::take_job`] makes it this desk's (of two who try, one wins) and gives plan and progress; the
//!    slices go on from `progress.position`. [`Store::close_job`] leaves what came in and asks no more.
//!
//! The owner is the desk's name; its lock in `NAME.db.desks/` tells whether that process lives (see
//! [`presence`]), so whoever runs jobs holds a [`Presence`](super::Presence). Not here: what the kinds do.

mod left;
mod taken_back;
#[cfg(test)]
mod tests;

use std::path::Path;

use rusqlite::{Connection, OptionalExtension, Row, params};

pub(super) use self::taken_back::{let_go, refuse_taken_back, refuse_taking_back};
use super::write::{Turn, Writing, begin, open_set, write_for};
use super::{Failure, Store, derived, presence};
use crate::domain::change::{Receipt, Stamp};
use crate::domain::dates::from_iso;
use crate::domain::ids::{PersonId, SetId};
use crate::domain::job::{JobKind, OpenJob, Progress};
use crate::domain::refusal::Refusal;
use crate::domain::text::Clean;

/// A job to be begun.
#[derive(Debug, Clone)]
pub struct NewJob<'a> {
    /// What kind.
    pub kind: JobKind,
    /// What it does, in words: the label of the change set.
    pub label: &'a str,
    /// What exactly, as JSON of the kind's own: enough to go on with after a power cut.
    pub plan: &'a str,
    /// Rows in all, in the measure of [`Progress::done`]; 0 where nobody knows.
    pub total: i64,
}

const COLUMNS: &str =
    "j.set_id, j.kind, j.plan, j.position, j.done, j.came, j.total, s.label, s.by, s.date, j.desk";

impl Store {
    /// Begins a job that changes `people`, as far as they are known beforehand.
    ///
    /// # Errors
    /// [`Refusal::JobLeft`] where a job that was cut off has changed one of them; what the disk or `SQLite` says.
    pub fn begin_job(
        &mut self,
        job: &NewJob<'_>,
        people: &[PersonId],
        stamp: &Stamp,
    ) -> Result<SetId, Failure> {
        self.refuse_left_open(people)?;
        let (login, desk) = (self.login.clone(), self.desk.0.clone());
        let tx = begin(&mut self.connection)?;
        let set = open(&tx, job, stamp, &login, &desk, Turn::Do)?;
        tx.commit()?;
        self.ring();
        Ok(set)
    }

    /// One slice: what `work` changes and how far that is, all or nothing.
    ///
    /// # Errors
    /// Those of `work`; [`Refusal::JobTaken`] where another desk has the job by now; what the disk or `SQLite` says.
    /// Nothing of the slice was changed then, and the job stays where it was.
    pub fn job_slice<T>(
        &mut self,
        set: SetId,
        stamp: &Stamp,
        work: impl FnOnce(&Writing<'_>) -> Result<(T, Progress), Failure>,
    ) -> Result<T, Failure> {
        let (login, desk) = (self.login.clone(), self.desk.0.clone());
        let tx = begin(&mut self.connection)?;
        write_for(&tx, Some(set), false)?;
        let mark = last_entry(&tx)?;
        let (done, progress) = work(&Writing {
            tx: &tx,
            stamp,
            by: &login,
            set,
        })?;
        refresh_since(&tx, mark)?;
        advance(&tx, set, &desk, &progress)?;
        write_for(&tx, None, false)?;
        tx.commit()?;
        self.ring();
        Ok(done)
    }

    /// Ends a job: its set is closed under this label. One that changed nothing leaves no change behind.
    ///
    /// # Errors
    /// What the disk or `SQLite` says; the job stays open then.
    pub fn finish_job(&mut self, set: SetId, label: &str) -> Result<Receipt, Failure> {
        let tx = begin(&mut self.connection)?;
        let rows = close(&tx, set, label)?;
        tx.commit()?;
        self.ring();
        Ok(closed(set, rows, label))
    }

    /// Ends an undo before its end, and with it the job that it took back.
    fn finish_both(&mut self, undo: &OpenJob, under: &OpenJob) -> Result<Receipt, Failure> {
        let tx = begin(&mut self.connection)?;
        let label = closed_at(undo);
        let rows = close(&tx, undo.set, &label)?;
        close(&tx, under.set, &closed_at(under))?;
        tx.commit()?;
        self.ring();
        Ok(closed(undo.set, rows, &label))
    }

    /// Nobody works on it any more, and it may be resumed anywhere.
    ///
    /// # Errors
    /// What the disk or `SQLite` says; it is this desk's then until the desk ends.
    pub fn leave_job(&mut self, set: SetId) -> Result<(), Failure> {
        let desk = self.desk.0.clone();
        let tx = begin(&mut self.connection)?;
        tx.execute(
            "UPDATE job SET desk = '' WHERE set_id = ?1 AND desk = ?2",
            params![set.0, desk],
        )?;
        tx.commit()?;
        self.ring();
        Ok(())
    }

    /// Makes a job that was cut off this desk's own; of two who try, one wins.
    ///
    /// # Errors
    /// [`Refusal::StillOpen`] where somebody works on it, [`Refusal::NoJob`] where it is closed by now,
    /// [`Refusal::JobLeft`] where it was half taken back.
    pub fn take_job(&mut self, set: SetId) -> Result<OpenJob, Failure> {
        let (path, desk, login) = (self.path.clone(), self.desk.0.clone(), self.login.clone());
        let tx = begin(&mut self.connection)?;
        let (job, owner) = read(&tx, set, &login)?.ok_or(Refusal::NoJob { set })?;
        if is_alive(&path, &owner) {
            return Err(still_open(&job).into());
        }
        refuse_taken_back(&tx, &path, set, &login)?;
        tx.execute(
            "UPDATE job SET desk = ?2 WHERE set_id = ?1",
            params![set.0, desk],
        )?;
        // What I began elsewhere and go on with here is taken back with `u` here.
        tx.execute(
            "UPDATE change_set SET desk = ?2 WHERE id = ?1 AND by = ?3",
            params![set.0, desk, login],
        )?;
        tx.commit()?;
        self.ring();
        Ok(job)
    }

    /// Closes a job that was cut off: what came in stays, and can be taken back like any change. Where it took back
    /// another, that one is closed with it.
    ///
    /// # Errors
    /// As [`Store::take_job`].
    pub fn close_job(&mut self, set: SetId) -> Result<Receipt, Failure> {
        let job = self.take_job(set)?;
        let closed = match taken_back::open_under(&self.connection, &job)? {
            Some(under) => self.finish_both(&job, &under),
            None => self.finish_job(set, &closed_at(&job)),
        };
        if closed.is_err() {
            // What cannot be written now may be let go of by the next who comes, or when this desk ends: why it could
            // not be closed is what counts.
            let _ = self.leave_job(set);
        }
        // Whoever opens the desk next makes them again; the job is closed whatever comes of it.
        let _ = self.mend_indexes();
        closed
    }

    /// Jobs that are open, the oldest first; one that is being taken back stands for itself no more.
    ///
    /// # Errors
    /// What `SQLite` says.
    pub fn open_jobs(&self) -> Result<Vec<OpenJob>, Failure> {
        let sql = format!(
            "SELECT {COLUMNS} FROM job j JOIN change_set s ON s.id = j.set_id
             WHERE NOT EXISTS (SELECT 1 FROM change_set u WHERE u.undoes = s.id AND u.state = 'open') ORDER BY j.set_id"
        );
        let jobs: Vec<(OpenJob, String)> = self
            .connection
            .prepare_cached(&sql)?
            .query_map([], |row| open_job(row, &self.login))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(jobs
            .into_iter()
            .map(|(job, owner)| OpenJob {
                running: is_alive(&self.path, &owner),
                ..job
            })
            .collect())
    }
}

/// What a job says that was ended under this label; one that changed nothing left no change behind.
fn closed(set: SetId, rows: i64, label: &str) -> Receipt {
    Receipt {
        set: (rows > 0).then_some(set),
        said: Clean::line(label),
        takes_back: Clean::fixed("it"),
        people: Vec::new(),
        offer: None,
        reverses: None,
    }
}

/// The label of a job that was closed before its end.
fn closed_at(job: &OpenJob) -> String {
    match job.per_cent() {
        Some(part) => format!("{}, closed at {part} %", job.label),
        None => format!("{}, closed before its end", job.label),
    }
}

fn is_alive(path: &Path, owner: &str) -> bool {
    !owner.is_empty() && presence::is_alive(path, owner)
}

fn still_open(job: &OpenJob) -> Refusal {
    Refusal::StillOpen {
        label: job.label.clone(),
        by: job.by.clone(),
    }
}

/// Opens a change set and its record, inside the transaction of the caller; the journal writes for nobody yet.
pub(super) fn open(
    tx: &Connection,
    job: &NewJob<'_>,
    stamp: &Stamp,
    by: &str,
    desk: &str,
    turn: Turn,
) -> Result<SetId, Failure> {
    let set = open_set(tx, stamp, by, desk, turn)?;
    tx.execute(
        "UPDATE change_set SET state = 'open', label = ?2 WHERE id = ?1",
        params![set.0, job.label],
    )?;
    tx.execute(
        "INSERT INTO job (set_id, kind, plan, total, desk) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![set.0, job.kind.word(), job.plan, job.total, desk],
    )?;
    write_for(tx, None, false)?;
    Ok(set)
}

/// Writes down how far a job is, in the transaction of the slice; refused where it is another desk's by now.
pub(super) fn advance(
    tx: &Connection,
    set: SetId,
    desk: &str,
    progress: &Progress,
) -> Result<(), Failure> {
    let changed = tx
        .prepare_cached(
            "UPDATE job SET position = ?3, done = ?4, came = ?5 WHERE set_id = ?1 AND desk = ?2",
        )?
        .execute(params![
            set.0,
            desk,
            progress.position,
            progress.done,
            progress.came
        ])?;
    if changed == 0 {
        return Err(Refusal::JobTaken { set }.into());
    }
    Ok(())
}

/// Closes the set and lets go of the record; gives the rows it changed. A set without rows goes.
pub(super) fn close(tx: &Connection, set: SetId, label: &str) -> rusqlite::Result<i64> {
    forget(tx, set)?;
    let rows: i64 = tx.query_row(
        "SELECT coalesce(sum(coalesce(last_id - row_id, 0) + 1), 0) FROM journal WHERE set_id = ?1",
        [set.0],
        |row| row.get(0),
    )?;
    if rows == 0 {
        tx.execute("DELETE FROM job_note WHERE set_id = ?1", [set.0])?;
        tx.execute("DELETE FROM change_set WHERE id = ?1", [set.0])?;
    } else {
        tx.execute(
            "UPDATE change_set SET state = 'closed', rows = ?2, label = ?3 WHERE id = ?1",
            params![set.0, rows, label],
        )?;
    }
    Ok(rows)
}

/// Closes a set under the label it has, where it is open.
pub(super) fn close_open(tx: &Connection, set: SetId) -> rusqlite::Result<()> {
    let label: Option<String> = tx
        .prepare_cached("SELECT label FROM change_set WHERE id = ?1 AND state = 'open'")?
        .query_row([set.0], |row| row.get(0))
        .optional()?;
    if let Some(label) = label {
        close(tx, set, &label)?;
    }
    Ok(())
}

/// How the lists of notes begin that are kept when a job ends: the name of a table follows.
pub(super) const LEFT: &str = "left ";

/// The list of the note that tells which file an import was of; it is kept, too.
pub(super) const FILE: &str = "file";

/// Lets go of a job's record: its set is closed, or is being closed.
pub(super) fn forget(tx: &Connection, set: SetId) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "DELETE FROM job_note WHERE set_id = ?1 AND list NOT LIKE 'left %' AND list <> 'file'",
    )?
    .execute([set.0])?;
    tx.prepare_cached("DELETE FROM job WHERE set_id = ?1")?
        .execute([set.0])?;
    Ok(())
}

fn read(
    connection: &Connection,
    set: SetId,
    login: &str,
) -> rusqlite::Result<Option<(OpenJob, String)>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM job j JOIN change_set s ON s.id = j.set_id WHERE j.set_id = ?1"
    );
    connection
        .prepare_cached(&sql)?
        .query_row([set.0], |row| open_job(row, login))
        .optional()
}

fn open_job(row: &Row<'_>, login: &str) -> rusqlite::Result<(OpenJob, String)> {
    let by: String = row.get(8)?;
    let job = OpenJob {
        set: SetId(row.get(0)?),
        kind: JobKind::parse(&row.get::<_, String>(1)?),
        plan: row.get(2)?,
        progress: Progress {
            position: row.get(3)?,
            done: row.get(4)?,
            came: row.get(5)?,
        },
        total: row.get(6)?,
        label: Clean::line(&row.get::<_, String>(7)?),
        mine: by == login,
        by: Clean::line(&by),
        date: from_iso(&row.get::<_, String>(9)?).unwrap_or_default(),
        running: false,
    };
    Ok((job, row.get(10)?))
}

/// The last entry of the journal.
pub(super) fn last_entry(tx: &Connection) -> rusqlite::Result<i64> {
    tx.prepare_cached("SELECT coalesce(max(id), 0) FROM journal")?
        .query_row([], |row| row.get(0))
}

/// Makes the cards of everybody again whom the journal names since an entry; the full text follows later.
pub(super) fn refresh_since(tx: &Connection, mark: i64) -> rusqlite::Result<()> {
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
