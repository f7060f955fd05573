//! The one way in: every change is a change set in one immediate transaction (trust.md 7, rules 2, 6, 7 and 8).

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use super::between::InChange;
use super::erase::is_owed;
use super::{Store, derived, in_place, schema};
use crate::domain::change::{Offer, Receipt, Stamp};
use crate::domain::ids::{PersonId, SetId};
use crate::domain::refusal::{Refusal, Trouble};
use crate::domain::text::Clean;

/// How often a save waits its five seconds while the file is swept: two minutes.
const SWEEPING: u32 = 24;

/// Why a change was not made.
#[derive(Debug)]
pub enum Failure {
    /// The domain says no; nothing was changed.
    Refused(Refusal),
    /// The database or the disk; nothing was changed.
    Trouble(Trouble),
    /// The question was overtaken by a newer one.
    Interrupted,
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        if in_place::is_refusal(&error) {
            return Failure::Trouble(in_place::trouble());
        }
        let (cause, then) = match error.sqlite_error_code() {
            Some(ErrorCode::OperationInterrupted) => return Failure::Interrupted,
            Some(ErrorCode::DiskFull) => (
                "the disk is full",
                "nothing was saved; free some space and try again",
            ),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => (
                "a colleague has been saving for more than 5 seconds",
                "nothing was saved yet; try again",
            ),
            Some(ErrorCode::ReadOnly) => (
                "you may not write this database any more",
                "nothing was saved; ask its owner",
            ),
            Some(ErrorCode::DatabaseCorrupt) => (
                "the database is damaged",
                "nothing was saved; run `entourage check`, which says what to do",
            ),
            Some(ErrorCode::SystemIoFailure) => {
                ("the disk refuses to write", "nothing was saved; see F12")
            }
            Some(ErrorCode::TooBig) => (
                "that is more text than one field holds (16 MB)",
                "nothing was saved; shorten it",
            ),
            _ => ("the database refused this", "nothing was saved; see F12"),
        };
        let trouble = Trouble::unsaved(cause, then, error.to_string());
        Failure::Trouble(match error.sqlite_error_code() {
            Some(ErrorCode::ConstraintViolation | ErrorCode::TypeMismatch | ErrorCode::TooBig) => {
                trouble.of_a_value()
            }
            _ => trouble,
        })
    }
}

impl Failure {
    /// The same trouble in the middle of work, or after it: what is saved, and the way out. A refusal says itself
    /// what it is about.
    #[must_use]
    pub fn but(self, what_is_saved: &str) -> Failure {
        match self {
            Failure::Trouble(trouble) => Failure::Trouble(trouble.but(what_is_saved)),
            other @ (Failure::Refused(_) | Failure::Interrupted) => other,
        }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Failure::Refused(refusal)
    }
}

/// What a change says when it is done.
#[derive(Debug)]
pub struct Said {
    /// The notice, and the label in the history.
    pub words: String,
    /// What `u` takes back: `it`, `both`.
    pub takes_back: &'static str,
    /// A move that follows from it and was not made.
    pub offer: Option<Offer>,
}

impl Said {
    /// One fact.
    pub fn it(words: impl Into<String>) -> Said {
        Said {
            words: words.into(),
            takes_back: "it",
            offer: None,
        }
    }

    /// A fact that carried another.
    pub fn both(words: impl Into<String>) -> Said {
        Said {
            words: words.into(),
            takes_back: "both",
            offer: None,
        }
    }
}

/// A change set that is being written.
pub struct Writing<'a> {
    /// The transaction.
    pub tx: &'a Transaction<'a>,
    /// Who, when.
    pub stamp: &'a Stamp,
    /// The author's login name.
    pub by: &'a str,
    /// The change set.
    pub set: SetId,
}

impl Writing<'_> {
    /// The author's local day as stored.
    pub fn day(&self) -> String {
        crate::domain::dates::iso(self.stamp.today)
    }

    /// Whether the change set has changed a row so far.
    pub fn changed_anything(&self) -> rusqlite::Result<bool> {
        Ok(rows_of(self.tx, self.set)? > 0)
    }
}

/// How a change set stands in the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// A change.
    Do,
    /// One that takes back.
    Undo,
    /// One that does again.
    Redo,
}

impl Turn {
    fn word(self) -> &'static str {
        match self {
            Turn::Do => "do",
            Turn::Undo => "undo",
            Turn::Redo => "redo",
        }
    }
}

impl Store {
    /// Writes one change set; a repeated action id changes nothing and answers as the first time.
    pub(super) fn write(
        &mut self,
        stamp: &Stamp,
        turn: Turn,
        work: impl FnOnce(&Writing<'_>) -> Result<Said, Failure>,
    ) -> Result<Receipt, Failure> {
        let by = self.login.clone();
        let tx = begin(&mut self.connection)?;
        if let Some(receipt) = repeated(&tx, stamp)? {
            return Ok(receipt);
        }
        let set = open_set(&tx, stamp, &by, &self.desk.0, turn)?;
        let said = work(&Writing {
            tx: &tx,
            stamp,
            by: &by,
            set,
        })?;
        let rows = rows_of(&tx, set)?;
        if rows == 0 {
            return Ok(Receipt {
                set: None,
                said: Clean::line(&said.words),
                takes_back: Clean::default(),
                people: Vec::new(),
                offer: None,
                reverses: None,
            });
        }
        let people = touched(&tx, set)?;
        for person in &people {
            derived::refresh(&tx, *person, derived::Text::Now)?;
        }
        close_set(&tx, set, &said.words, rows)?;
        tx.commit()?;
        if let Some(trouble) = self.moved() {
            // At the very moment of the commit.
            return Err(Failure::Trouble(trouble));
        }
        self.ring();
        Ok(Receipt {
            set: Some(set),
            said: Clean::line(&said.words),
            takes_back: Clean::fixed(said.takes_back),
            people: people.into_iter().take(100).map(PersonId).collect(),
            offer: said.offer,
            reverses: None,
        })
    }
}

/// A transaction that writes: the process is not stopped before its end.
#[derive(Debug)]
pub(super) struct Changing<'a> {
    tx: Transaction<'a>,
    in_change: InChange,
}

impl Changing<'_> {
    /// Commits it.
    pub(super) fn commit(self) -> rusqlite::Result<()> {
        let Changing { tx, in_change } = self;
        let done = tx.commit();
        drop(in_change);
        done
    }
}

impl<'a> std::ops::Deref for Changing<'a> {
    type Target = Transaction<'a>;

    fn deref(&self) -> &Transaction<'a> {
        &self.tx
    }
}

/// Begins an immediate transaction, and stops where one only looks, or when a newer program changed the shape of the file meanwhile.
pub(super) fn begin(connection: &mut Connection) -> Result<Changing<'_>, Failure> {
    let only_looks: bool = connection
        .prepare_cached("PRAGMA query_only")?
        .query_row([], |row| row.get(0))?;
    if only_looks {
        return Err(Failure::Refused(Refusal::ReadOnly));
    }
    let in_change = InChange::begin();
    let tx = immediate(connection)?;
    let version: i64 = tx
        .prepare_cached("PRAGMA user_version")?
        .query_row([], |row| row.get(0))?;
    if version != schema::VERSION {
        return Err(Failure::Trouble(Trouble::new(
            "a newer Entourage has changed this database: nothing was saved; copy what you typed, quit and start again",
        )));
    }
    Ok(Changing { tx, in_change })
}

/// An immediate transaction; while a file is swept after an erasure it is waited for longer than otherwise.
fn immediate(connection: &Connection) -> rusqlite::Result<Transaction<'_>> {
    let mut turns = 0;
    loop {
        match Transaction::new_unchecked(connection, TransactionBehavior::Immediate) {
            Err(error) if is_busy(&error) && turns < SWEEPING && is_owed(connection)? => turns += 1,
            begun => return begun,
        }
    }
}

/// Whether somebody else holds what is wanted.
pub(super) fn is_busy(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked)
    )
}

/// What an action that was sent before has come to.
pub(super) fn repeated(tx: &Connection, stamp: &Stamp) -> rusqlite::Result<Option<Receipt>> {
    tx.prepare_cached("SELECT id, label FROM change_set WHERE action_id = ?1")?
        .query_row([&stamp.action.0], |row| {
            Ok(Receipt {
                set: Some(SetId(row.get(0)?)),
                said: Clean::line(&row.get::<_, String>(1)?),
                takes_back: Clean::fixed("it"),
                people: Vec::new(),
                offer: None,
                reverses: None,
            })
        })
        .optional()
}

/// Opens a change set and makes it the one that the journal's triggers write for.
pub(super) fn open_set(
    tx: &Connection,
    stamp: &Stamp,
    by: &str,
    desk: &str,
    turn: Turn,
) -> rusqlite::Result<SetId> {
    tx.prepare_cached("INSERT INTO change_set (action_id, at, date, by, desk, turn) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
        .execute(params![
            stamp.action.0,
            stamp.at,
            crate::domain::dates::iso(stamp.today),
            by,
            desk,
            turn.word()
        ])?;
    let set = SetId(tx.last_insert_rowid());
    write_for(tx, Some(set), false)?;
    Ok(set)
}

/// Names the change set that the journal's triggers write for; `bulk` keeps inserted rows out of them.
pub(super) fn write_for(tx: &Connection, set: Option<SetId>, bulk: bool) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE journal_now SET set_id = ?1, bulk = ?2")?
        .execute(params![set.map(|set| set.0), bulk])?;
    Ok(())
}

fn rows_of(tx: &Connection, set: SetId) -> rusqlite::Result<i64> {
    tx.prepare_cached("SELECT count(*) FROM journal WHERE set_id = ?1")?
        .query_row([set.0], |row| row.get(0))
}

fn close_set(tx: &Connection, set: SetId, label: &str, rows: i64) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE change_set SET label = ?2, rows = ?3 WHERE id = ?1")?
        .execute(params![set.0, label, rows])?;
    write_for(tx, None, false)
}

/// Ids of the people whose rows a change set journaled one by one.
pub(super) fn touched(tx: &Connection, set: SetId) -> rusqlite::Result<Vec<i64>> {
    tx.prepare_cached(
        "SELECT DISTINCT person_id FROM journal WHERE set_id = ?1 AND person_id IS NOT NULL",
    )?
    .query_map([set.0], |row| row.get(0))?
    .collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;
    use crate::store::kind::Kind;
    use crate::store::open::{Purpose, create, open};

    #[test]
    fn while_the_file_is_swept_a_save_waits_for_as_long_as_it_takes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.db");
        let sweeper = create(&path, Kind::Private, "Halcyon", 0).unwrap();
        let (mut saver, _) = open(&path, Purpose::Write).unwrap();
        let (tell, told) = channel();
        let (go, goes) = channel();
        let mut turned_away = 0;
        // It waits not at all; the fourth time it is let in.
        let turn_away = move |_| {
            turned_away += 1;
            if turned_away == 4 {
                tell.send(()).unwrap();
                goes.recv().unwrap();
            }
            false
        };
        saver.busy_handler(Some(turn_away)).unwrap();
        sweeper.execute_batch("BEGIN IMMEDIATE").unwrap();
        // Nobody was erased: it is told that somebody else holds the file.
        assert!(matches!(begin(&mut saver), Err(Failure::Trouble(_))));
        sweeper
            .execute_batch(
                "ROLLBACK; BEGIN IMMEDIATE;
                 INSERT INTO change_set (action_id, at, date, by, desk, turn) VALUES ('x', 0, '2026-11-21', 'ada', 'x', 'do');
                 INSERT INTO erasure (set_id, stage, parked, went) VALUES (1, 0, 0, '{}'); COMMIT; BEGIN IMMEDIATE",
            )
            .unwrap();
        let saves = std::thread::spawn(move || begin(&mut saver).is_ok());
        told.recv().unwrap();
        sweeper.execute_batch("COMMIT").unwrap();
        go.send(()).unwrap();
        assert!(saves.join().unwrap());
    }
}
