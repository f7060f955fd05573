//! After an erasure the file is swept, so that not a byte of the person is left in it: the full text is merged until
//! what was taken out of it is gone, the file is written anew, and the log of writes is emptied.
//!
//! Merging goes in slices. Writing anew is one step of `SQLite`'s (`VACUUM`), during which colleagues wait: some
//! tenths of a second for thousands of people, some seconds for a hundred thousand.

use rusqlite::{Connection, OptionalExtension};

use crate::domain::dates::from_iso;
use crate::domain::ids::SetId;
use crate::domain::job::{JobKind, OpenJob, Progress};
use crate::domain::refusal::Trouble;
use crate::domain::text::Clean;
use crate::store::open::wait_a_little;
use crate::store::write::begin;
use crate::store::{Failure, Store, presence};

/// The two indexes of the full text.
const INDEXES: [&str; 2] = ["search", "inside"];
/// Pages of the full text that are merged in one slice.
const PAGES: i64 = 400;
/// How often the log of writes is tried to be emptied while colleagues read and leave: for some seconds.
const TRIES: i32 = 1_000;

/// A sweep that is going on.
#[derive(Debug, Default)]
pub struct Sweep {
    index: usize,
    begun: bool,
    slices: i64,
}

impl Sweep {
    /// How far it is, of [`Sweep::STEPS`]; merging has no end that could be foretold.
    #[must_use]
    pub fn done(&self) -> i64 {
        match self.index {
            0 => self.slices.min(30),
            1 => 30 + self.slices.min(30),
            _ => 60,
        }
    }

    /// How much there is in all.
    pub const STEPS: i64 = 100;
}

impl Store {
    /// A sweep, where an erasure wants one that was not swept yet.
    ///
    /// # Errors
    /// What `SQLite` says.
    pub fn sweep(&self) -> Result<Option<Sweep>, Failure> {
        let waits: bool = self
            .connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM erasure WHERE swept = 0)")?
            .query_row([], |row| row.get(0))?;
        Ok(waits.then(Sweep::default))
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
        if let Some(index) = INDEXES.get(sweep.index) {
            if self.merge(index, !sweep.begun)? {
                (sweep.begun, sweep.slices) = (true, sweep.slices + 1);
            } else {
                (sweep.index, sweep.begun, sweep.slices) = (sweep.index + 1, false, 0);
            }
            return Ok(false);
        }
        self.connection.flush_prepared_statement_cache();
        write_anew(&self.connection)?;
        empty_log(&self.connection)?;
        let tx = begin(&mut self.connection)?;
        tx.execute("UPDATE erasure SET swept = 1 WHERE swept = 0", [])?;
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
    // On disk, for a large file would not fit into memory.
    connection.execute_batch("PRAGMA temp_store = FILE; PRAGMA secure_delete = ON")?;
    let done = connection.execute_batch("VACUUM");
    connection.execute_batch("PRAGMA temp_store = MEMORY; PRAGMA secure_delete = OFF")?;
    Ok(done?)
}

/// Empties the log of writes, in which old pages stand until they are written over.
fn empty_log(connection: &Connection) -> Result<(), Failure> {
    for turn in 0..TRIES {
        let is_busy: bool =
            connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if !is_busy {
            return Ok(());
        }
        // SQLite itself does not wait for a colleague who empties the log at this moment.
        wait_a_little(turn);
    }
    Err(Failure::Trouble(Trouble::new(
        "colleagues were reading all the time",
    )))
}
