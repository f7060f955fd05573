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

use std::path::Path;

use rusqlite::{Connection, OptionalExtension, Row, params};

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
        Ok(Receipt {
            set: (rows > 0).then_some(set),
            said: Clean::line(label),
            takes_back: Clean::fixed("it"),
            people: Vec::new(),
            offer: None,
        })
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
    /// [`Refusal::StillOpen`] where somebody works on it, [`Refusal::NoJob`] where it is closed by now.
    pub fn take_job(&mut self, set: SetId) -> Result<OpenJob, Failure> {
        let (path, desk, login) = (self.path.clone(), self.desk.0.clone(), self.login.clone());
        let tx = begin(&mut self.connection)?;
        let (job, owner) = read(&tx, set, &login)?.ok_or(Refusal::NoJob { set })?;
        if is_alive(&path, &owner) {
            return Err(still_open(&job).into());
        }
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

    /// Closes a job that was cut off: what came in stays, and can be taken back like any change.
    ///
    /// # Errors
    /// As [`Store::take_job`].
    pub fn close_job(&mut self, set: SetId) -> Result<Receipt, Failure> {
        let job = self.take_job(set)?;
        let label = match job.per_cent() {
            Some(part) => format!("{}, closed at {part} %", job.label),
            None => format!("{}, closed before its end", job.label),
        };
        let closed = self.finish_job(set, &label);
        if closed.is_err() {
            // What cannot be written now may be let go of by the next who comes.
            self.leave_job(set)?;
        }
        self.mend_indexes()?;
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
    pub(super) fn refuse_left_under(&self, set: SetId) -> Result<(), Failure> {
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

fn is_alive(path: &Path, owner: &str) -> bool {
    !owner.is_empty() && presence::is_alive(path, owner)
}

fn left(job: &OpenJob) -> Refusal {
    Refusal::JobLeft {
        set: job.set,
        label: job.label.clone(),
        by: job.by.clone(),
    }
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
pub(super) fn close(tx: &Connection, set: SetId, label: &str) -> Result<i64, Failure> {
    forget(tx, set)?;
    let rows: i64 = tx.query_row(
        "SELECT coalesce(sum(coalesce(last_id - row_id, 0) + 1), 0) FROM journal WHERE set_id = ?1",
        [set.0],
        |row| row.get(0),
    )?;
    if rows == 0 {
        tx.execute("DELETE FROM change_set WHERE id = ?1", [set.0])?;
    } else {
        tx.execute(
            "UPDATE change_set SET state = 'closed', rows = ?2, label = ?3 WHERE id = ?1",
            params![set.0, rows, label],
        )?;
    }
    Ok(rows)
}

/// Lets go of a job's record: its set is closed, or is being closed.
pub(super) fn forget(tx: &Connection, set: SetId) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM job_note WHERE set_id = ?1")?
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::{Presence, Who};
    use super::*;
    use crate::domain::change::{Change, HistoryChange};
    use crate::domain::ids::{ActionId, DeskId};
    use std::cell::Cell;

    const DAY: &str = "2026-11-21";

    struct House {
        folder: tempfile::TempDir,
        actions: Cell<u32>,
    }

    impl House {
        /// Four people named one to four, in nobody's care.
        fn new() -> House {
            let house = House {
                folder: tempfile::tempdir().unwrap(),
                actions: Cell::new(0),
            };
            Store::create(&house.path(), "Halcyon", &who("ada", "maker"), 0).unwrap();
            let mut store = house.desk("ada", "maker");
            let stamp = house.stamp();
            let add = |writing: &Writing<'_>| {
                for name in ["one", "two", "three", "four"] {
                    writing.tx.execute(
                        "INSERT INTO person (stage_since, added, name) VALUES (?1, ?1, ?2)",
                        [DAY, name],
                    )?;
                }
                Ok(super::super::write::Said::it("added"))
            };
            store.write(&stamp, Turn::Do, add).unwrap();
            house
        }

        fn path(&self) -> std::path::PathBuf {
            self.folder.path().join("desk.db")
        }

        fn desk(&self, login: &str, desk: &str) -> Store {
            Store::open(&self.path(), &who(login, desk)).unwrap()
        }

        fn stamp(&self) -> Stamp {
            self.actions.set(self.actions.get() + 1);
            Stamp {
                action: ActionId(self.actions.get().to_string()),
                at: 0,
                today: from_iso(DAY).unwrap(),
            }
        }
    }

    fn who(login: &str, desk: &str) -> Who {
        Who {
            login: login.into(),
            desk: DeskId(desk.into()),
        }
    }

    /// Gives the next two people to ada.
    fn two_more(store: &mut Store, set: SetId, stamp: &Stamp) -> Result<i64, Failure> {
        let sql = "SELECT position FROM job WHERE set_id = ?1";
        let from: i64 = store
            .connection
            .query_row(sql, [set.0], |row| row.get(0))
            .unwrap_or(0);
        store.job_slice(set, stamp, |writing| {
            writing.tx.execute(
                "UPDATE person SET owner = 'ada', version = version + 1 WHERE id > ?1 AND id <= ?1 + 2",
                [from],
            )?;
            let progress = Progress {
                position: from + 2,
                done: from + 2,
                came: String::new(),
            };
            Ok((from + 2, progress))
        })
    }

    fn owners(store: &Store) -> Vec<String> {
        let mut statement = store
            .connection
            .prepare("SELECT owner FROM card ORDER BY person_id")
            .unwrap();
        let owners = statement.query_map([], |row| row.get(0)).unwrap();
        owners.map(Result::unwrap).collect()
    }

    const NEW: NewJob<'static> = NewJob {
        kind: JobKind::Bulk,
        label: "4 people to ada",
        plan: "{}",
        total: 4,
    };

    #[test]
    fn a_job_that_was_cut_off_goes_on_where_it_was_and_is_one_change() {
        let house = House::new();
        let mut ada = house.desk("ada", "ada-1");
        let set = ada.begin_job(&NEW, &[], &house.stamp()).unwrap();
        two_more(&mut ada, set, &house.stamp()).unwrap();
        drop(ada);
        let mut ben = house.desk("ben", "ben-1");
        let job = ben.open_jobs().unwrap().remove(0);
        assert_eq!(
            (job.running, job.mine, job.per_cent()),
            (false, false, Some(50))
        );
        assert_eq!(ben.take_job(set).unwrap().progress.position, 2);
        two_more(&mut ben, set, &house.stamp()).unwrap();
        assert_eq!(owners(&ben), ["ada"; 4]);
        ben.finish_job(set, NEW.label).unwrap();
        assert!(ben.open_jobs().unwrap().is_empty());
        let mut ada = house.desk("ada", "ada-2");
        let undo = Change::History(HistoryChange::Undo { set, reason: None });
        ada.apply(undo, &house.stamp()).unwrap();
        assert_eq!(owners(&ada), [""; 4]);
        assert!(ada.check().unwrap().is_empty());
    }

    #[test]
    fn of_two_who_resume_one_wins_and_the_first_owner_may_write_no_more() {
        let house = House::new();
        let mut ada = house.desk("ada", "ada-1");
        let set = ada.begin_job(&NEW, &[], &house.stamp()).unwrap();
        let _ben_is_here =
            Presence::enter(&house.path(), crate::store::Kind::Private, "ben-1").unwrap();
        let mut ben = house.desk("ben", "ben-1");
        let mut cleo = house.desk("cleo", "cleo-1");
        ben.take_job(set).unwrap();
        assert!(matches!(
            cleo.take_job(set),
            Err(Failure::Refused(Refusal::StillOpen { .. }))
        ));
        assert!(matches!(
            two_more(&mut ada, set, &house.stamp()),
            Err(Failure::Refused(Refusal::JobTaken { .. }))
        ));
        assert_eq!(owners(&ada), [""; 4]);
    }

    #[test]
    fn what_a_cut_off_job_has_changed_is_refused_to_others_until_it_is_settled() {
        let house = House::new();
        let mut ada = house.desk("ada", "ada-1");
        let before = two_alone(&house, &mut ada);
        let set = ada.begin_job(&NEW, &[], &house.stamp()).unwrap();
        two_more(&mut ada, set, &house.stamp()).unwrap();
        let refused = |failure| matches!(failure, Err(Failure::Refused(Refusal::JobLeft { set: by, .. })) if by == set);
        let undo = Change::History(HistoryChange::Undo {
            set: before,
            reason: None,
        });
        assert!(refused(ada.apply(undo, &house.stamp()).map(drop)));
        assert!(refused(
            ada.begin_job(&NEW, &[PersonId(2)], &house.stamp())
                .map(drop)
        ));
        ada.refuse_left_open(&[PersonId(4)]).unwrap();
        ada.close_job(set).unwrap();
        ada.refuse_left_open(&[PersonId(2)]).unwrap();
        assert_eq!(owners(&ada), ["ada", "ada", "", ""]);
    }

    /// An ordinary change of the second person.
    fn two_alone(house: &House, store: &mut Store) -> SetId {
        let change = |writing: &Writing<'_>| {
            writing.tx.execute(
                "UPDATE person SET niche = 'tea', version = version + 1 WHERE id = 2",
                [],
            )?;
            Ok(super::super::write::Said::it("edited"))
        };
        let receipt = store.write(&house.stamp(), Turn::Do, change).unwrap();
        receipt.set.unwrap()
    }
}
