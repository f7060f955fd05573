//! After an erasure the file is swept, so that not a byte of the person is left in it: the full text is merged until
//! what was taken out of it is gone, the file is written anew, and the log of writes is emptied.
//!
//! Merging goes in slices. Writing anew is one step of `SQLite`'s (`VACUUM`), and the only way to be sure: even with
//! `secure_delete`, copies of rows stay behind where pages are split. Meanwhile everybody reads, and saves wait: less
//! than a second for a hundred thousand people, some ten seconds for a million. They wait as long as it takes
//! ([`begin`]), and a desk serves everything else meanwhile ([`Store::is_held_by_sweep`]).

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};

use crate::domain::dates::from_iso;
use crate::domain::ids::SetId;
use crate::domain::job::{JobKind, OpenJob, Progress};
use crate::domain::refusal::Trouble;
use crate::domain::text::Clean;
use crate::store::between::InChange;
use crate::store::open::{wait_a_little, without_waiting};
use crate::store::write::{begin, is_busy};
use crate::store::{Failure, Store, presence};

/// The two indexes of the full text.
const INDEXES: [&str; 2] = ["search", "inside"];
/// Pages of the full text that are merged in one slice.
const PAGES: i64 = 400;
/// Memory for writing the file anew, in KiB: with less, a large file takes twice as long.
const MEMORY: i64 = 100_000;
/// How often the log is tried to be emptied in one slice.
const TRIES: i32 = 20;
/// Slices in which the log is tried to be emptied while colleagues read: for about a minute.
const PATIENCE: i64 = 1_000;

/// A sweep that is going on.
#[derive(Debug, Default)]
pub struct Sweep {
    stage: Stage,
    /// Slices of this stage.
    slices: i64,
    /// The last erasure that it is for; one that comes later wants a sweep of its own.
    last: Option<i64>,
}

/// What is being done.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// The first index is merged.
    #[default]
    First,
    /// The second.
    Second,
    /// The file is written anew.
    File,
    /// The log is emptied.
    Log,
}

impl Sweep {
    /// How far it is, of [`Sweep::STEPS`]; merging has no end that could be foretold.
    #[must_use]
    pub fn done(&self) -> i64 {
        match self.stage {
            Stage::First => self.slices.min(20),
            Stage::Second => 20 + self.slices.min(20),
            Stage::File => 40,
            Stage::Log => 90,
        }
    }

    /// How much there is in all.
    pub const STEPS: i64 = 100;
}

/// Whether somebody was erased and the file is not swept yet: saves wait for it longer than for each other.
pub fn is_owed(connection: &Connection) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM erasure WHERE swept = 0)")?
        .query_row([], |row| row.get(0))
}

impl Store {
    /// A sweep, where an erasure wants one that was not swept yet.
    ///
    /// # Errors
    /// What `SQLite` says.
    pub fn sweep(&self) -> Result<Option<Sweep>, Failure> {
        Ok(is_owed(&self.connection)?.then(Sweep::default))
    }

    /// Whether a save would have to wait now, for the file is being written anew after an erasure.
    #[must_use]
    pub fn is_held_by_sweep(&mut self) -> bool {
        if !is_owed(&self.connection).unwrap_or(false) {
            return false;
        }
        let free = without_waiting(&mut self.connection, |connection| {
            // Taken back as soon as it is had.
            Transaction::new_unchecked(connection, TransactionBehavior::Immediate).map(drop)
        });
        free.is_err_and(|error| is_busy(&error))
    }

    /// The sweep that is owed, as a job: it goes on while the desk that erased somebody lives.
    ///
    /// # Errors
    /// What `SQLite` says.
    pub fn waiting_sweep(&self) -> Result<Option<OpenJob>, Failure> {
        let sql =
            "SELECT s.id, s.by, s.date, s.desk FROM erasure e JOIN change_set s ON s.id = e.set_id
             WHERE e.swept = 0 ORDER BY s.id LIMIT 1";
        let found: Option<(i64, String, String, String)> = self
            .connection
            .prepare_cached(sql)?
            .query_row([], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })
            .optional()?;
        let Some((set, by, date, desk)) = found else {
            return Ok(None);
        };
        Ok(Some(OpenJob {
            set: SetId(set),
            kind: JobKind::Sweep,
            plan: String::new(),
            progress: Progress::default(),
            total: 0,
            label: Clean::fixed("sweeping the file"),
            mine: by == self.login,
            by: Clean::line(&by),
            date: from_iso(&date).unwrap_or_default(),
            running: presence::is_alive(&self.path, &desk),
        }))
    }

    /// One slice; `true` when it was the last.
    ///
    /// # Errors
    /// What the disk or `SQLite` says; the sweep can be begun again then.
    pub fn step_sweep(&mut self, sweep: &mut Sweep) -> Result<bool, Failure> {
        if sweep.last.is_none() {
            let sql = "SELECT max(set_id) FROM erasure";
            sweep.last = self.connection.query_row(sql, [], |row| row.get(0))?;
        }
        let ended = match sweep.stage {
            Stage::First => !self.merge(INDEXES[0], sweep.slices == 0)?,
            Stage::Second => !self.merge(INDEXES[1], sweep.slices == 0)?,
            Stage::File => {
                self.connection.flush_prepared_statement_cache();
                write_anew(&self.connection)?;
                true
            }
            Stage::Log => without_waiting(&mut self.connection, empty_log)?,
        };
        sweep.slices += 1;
        if !ended && sweep.stage == Stage::Log && sweep.slices > PATIENCE {
            return Err(Failure::Trouble(Trouble::new(
                "colleagues were reading all the time; the file is to be swept once more",
            )));
        }
        let next = match sweep.stage {
            _ if !ended => return Ok(false),
            Stage::First => Stage::Second,
            Stage::Second => Stage::File,
            Stage::File => Stage::Log,
            Stage::Log => return self.swept(sweep),
        };
        (sweep.stage, sweep.slices) = (next, 0);
        Ok(false)
    }

    fn swept(&mut self, sweep: &Sweep) -> Result<bool, Failure> {
        let tx = begin(&mut self.connection)?;
        tx.execute(
            "UPDATE erasure SET swept = 1 WHERE swept = 0 AND set_id <= ?1",
            [sweep.last],
        )?;
        tx.commit()?;
        self.ring();
        Ok(true)
    }

    /// Merges some pages of an index into fewer pieces, without what was taken out; `false` where nothing is left to
    /// be merged.
    fn merge(&mut self, index: &str, first: bool) -> Result<bool, Failure> {
        let tx = begin(&mut self.connection)?;
        let before = tx.total_changes();
        // Below zero all pieces are to become one, whatever they are.
        let pages = if first { -PAGES } else { PAGES };
        tx.execute(
            &format!("INSERT INTO {index} ({index}, rank) VALUES ('merge', ?1)"),
            [pages],
        )?;
        // The command itself counts as one.
        let merged = tx.total_changes() - before > 1;
        tx.commit()?;
        Ok(merged)
    }
}

/// The whole file, written anew: pieces of what was deleted before lie in it no more.
fn write_anew(connection: &Connection) -> Result<(), Failure> {
    let cache: i64 = connection.query_row("PRAGMA cache_size", [], |row| row.get(0))?;
    // On disk, for a large file would not fit into memory.
    connection.execute_batch(&format!(
        "PRAGMA temp_store = FILE; PRAGMA secure_delete = ON; PRAGMA cache_size = -{MEMORY}"
    ))?;
    let in_change = InChange::begin();
    let done = connection.execute_batch("VACUUM");
    drop(in_change);
    connection.execute_batch(&format!(
        "PRAGMA temp_store = MEMORY; PRAGMA secure_delete = OFF; PRAGMA cache_size = {cache}; PRAGMA shrink_memory"
    ))?;
    Ok(done?)
}

/// Empties the log of writes, in which old pages stand until they are written over; `false` where colleagues read or
/// empty it themselves at this moment. `SQLite` is not to wait for them: it would hold up every save meanwhile.
fn empty_log(connection: &Connection) -> rusqlite::Result<bool> {
    for turn in 0..TRIES {
        let is_busy: bool =
            connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if !is_busy {
            return Ok(true);
        }
        wait_a_little(turn);
    }
    Ok(false)
}
