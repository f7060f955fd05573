//! `restore`: a backup is looked through, the present state is kept, and then the backup is copied *into* the live file
//! by `SQLite`'s own one-step copy, so that the file stays the same one (trust.md 7, rule 24).

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::backup::write_copy;
use super::cannot_open::{CannotOpen, repair, sentence};
use super::kind::Kind;
use super::open::{self, Purpose, beside, folder_of};
use super::schema::{self, Triggers};
use super::side::{Beside, Name, Side, look_at};
use super::write::Failure;
use super::{Bell, Store, Who, access, presence, upgrade};
use crate::domain::text::Clean;

/// What a restore did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// Where the state before it lies now; `None` where there was none.
    pub kept: Option<PathBuf>,
    /// The backup was written by an older program, and brought up to date.
    pub upgraded: bool,
    /// People who were erased from the database after the backup was made: they are in it again.
    pub erased_since: i64,
}

/// Why nothing was restored, and the database is as it was; or what is still to be done after the backup took its place.
#[derive(Debug)]
pub enum CannotRestore {
    /// The backup cannot be used.
    Backup(CannotOpen),
    /// The backup is the database itself.
    Itself(PathBuf),
    /// The database is open elsewhere.
    InUse(Vec<Clean>),
    /// The database cannot be opened.
    Open(CannotOpen),
    /// The present state could not be kept.
    NotKept(Failure),
    /// The copy failed; nothing of it was taken.
    Copy(rusqlite::Error),
    /// The backup is in its place, and the state before it is kept, but it could not be brought up to date.
    NotUpgraded(Option<PathBuf>, CannotOpen),
    /// The backup is in its place, and the state before it is kept, but who may use it could not be written down in it.
    NotMarked(Option<PathBuf>, rusqlite::Error),
}

impl fmt::Display for CannotRestore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CannotRestore::Backup(error) | CannotRestore::Open(error) => {
                write!(f, "nothing was restored: {error}")
            }
            CannotRestore::Itself(path) => write!(
                f,
                "{}: this is the database itself; name a backup of it",
                Clean::line(&path.display().to_string())
            ),
            CannotRestore::InUse(members) => {
                let names: Vec<&str> = members.iter().map(Clean::as_str).collect();
                write!(
                    f,
                    "nothing was restored: the database is open ({}); ask them to quit, then restore again",
                    names.join(", ")
                )
            }
            CannotRestore::NotKept(failure) => write!(
                f,
                "nothing was restored, since the present state could not be kept first: {}",
                words(failure)
            ),
            CannotRestore::Copy(error) => write!(
                f,
                "nothing was restored, the database is as it was: {}",
                Clean::line(&error.to_string())
            ),
            CannotRestore::NotUpgraded(kept, error) => write!(
                f,
                "the backup is restored{}, but it is not up to date yet, which the next start tries again: {error}",
                and_kept(kept.as_deref())
            ),
            CannotRestore::NotMarked(kept, error) => write!(
                f,
                "the backup is restored{}, but not completely ({}); free some space and restore it again",
                and_kept(kept.as_deref()),
                Clean::line(&error.to_string())
            ),
        }
    }
}

fn and_kept(kept: Option<&Path>) -> String {
    kept.map_or_else(String::new, |kept| {
        format!(
            " and what was there before is kept in {}",
            Clean::line(&kept.display().to_string())
        )
    })
}

impl std::error::Error for CannotRestore {}

fn words(failure: &Failure) -> String {
    match failure {
        Failure::Trouble(trouble) => trouble.sentence.to_string(),
        Failure::Refused(refusal) => refusal.to_string(),
        Failure::Interrupted => "interrupted".to_owned(),
    }
}

impl Store {
    /// Puts a backup in the place of what a database holds; one that is missing or damaged is made anew.
    ///
    /// # Errors
    /// See [`CannotRestore`]; the database is as it was then, but for those that say otherwise.
    pub fn restore(
        path: &Path,
        backup: &Path,
        who: &Who,
        at: i64,
        today: NaiveDate,
    ) -> Result<Restored, CannotRestore> {
        let path = &path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        if backup.canonicalize().is_ok_and(|backup| backup == *path) {
            return Err(CannotRestore::Itself(backup.into()));
        }
        let (source, shape) = verified(backup).map_err(CannotRestore::Backup)?;
        if !presence::is_visible(path) {
            let places = beside(path, Side::Desks.ending());
            let repair = repair(&places, Kind::by_file(path));
            return Err(CannotRestore::Open(CannotOpen::NotReadable(places, repair)));
        }
        let here = presence::colleagues(path, &who.desk.0);
        if !here.is_empty() {
            let mut members: Vec<Clean> = here.into_iter().map(|one| one.member).collect();
            members.dedup();
            return Err(CannotRestore::InUse(members));
        }
        let mut target = target(path, at, today)?;
        let erased_before = erased(&target.connection);
        let given = numbers(&target.connection);
        if let Err(error) = copy(&source, &mut target.connection) {
            target.give_back(path);
            return Err(CannotRestore::Copy(error));
        }
        // From here on the backup is in its place.
        let Target {
            mut connection,
            kind,
            kept,
            ..
        } = target;
        let erased_since = (erased_before - erased(&connection)).max(0);
        let marked = connection.execute("UPDATE desk SET kind = ?1", [kind.word()]);
        let marked = marked.and_then(|_| keep_numbers(&connection, &given));
        if let Err(error) = marked {
            return Err(CannotRestore::NotMarked(kept, error));
        }
        // An empty log is only tidier.
        let _ = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        let upgraded = shape < schema::VERSION;
        if upgraded && let Err(error) = upgrade::run(path, &mut connection, kind, schema::SHAPE) {
            return Err(CannotRestore::NotUpgraded(kept, error));
        }
        Bell::hang(path, kind).ring();
        Ok(Restored {
            kept,
            upgraded,
            erased_since,
        })
    }
}

/// The last number that every table has given; none where there was no database.
fn numbers(connection: &Connection) -> Vec<(String, i64)> {
    let read = || -> rusqlite::Result<Vec<(String, i64)>> {
        let mut statement = connection.prepare("SELECT name, seq FROM sqlite_sequence")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        rows.collect()
    };
    read().unwrap_or_default()
}

/// No number that was given before is given again: unsaved text, open pages and notes of people name it.
fn keep_numbers(connection: &Connection, given: &[(String, i64)]) -> rusqlite::Result<()> {
    for (table, last) in given {
        let raised = connection.execute(
            "UPDATE sqlite_sequence SET seq = max(seq, ?2) WHERE name = ?1",
            (table, last),
        )?;
        if raised == 0 {
            connection.execute(
                "INSERT INTO sqlite_sequence (name, seq)
                 SELECT ?1, ?2 WHERE EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1)",
                (table, last),
            )?;
        }
    }
    Ok(())
}

/// How many people were erased from a database; older ones know of none.
fn erased(connection: &Connection) -> i64 {
    let count = connection.query_row("SELECT count(*) FROM erasure", [], |row| row.get(0));
    count.unwrap_or(0)
}

/// A backup that was looked through, and its shape.
fn verified(backup: &Path) -> Result<(Connection, i64), CannotOpen> {
    match fs::metadata(backup) {
        Ok(data) if data.is_file() => {}
        Ok(_) => return Err(CannotOpen::NotAFile(backup.into())),
        Err(error) => return Err(CannotOpen::NoBackup(backup.into(), error)),
    }
    let place = &backup.canonicalize().unwrap_or_else(|_| backup.into());
    access::refuse_planted(place, Kind::by_file(place))?;
    access::refuse_open(place, Kind::by_file(place))?;
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let tell = |error| sentence(backup, error);
    let connection = Connection::open_with_flags(backup, flags).map_err(tell)?;
    open::guard(&connection).map_err(tell)?;
    open::identify(backup, &connection)?;
    let shape = open::number(backup, &connection, "user_version")?;
    let triggers = if shape < schema::VERSION {
        Triggers::Named
    } else {
        Triggers::Exact
    };
    open::refuse_foreign(backup, &connection, triggers)?;
    let verdict: String = connection
        .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
        .map_err(tell)?;
    if verdict == "ok" {
        Ok((connection, shape))
    } else {
        Err(CannotOpen::Damaged(backup.into(), verdict))
    }
}

/// The database that is to be filled.
struct Target {
    connection: Connection,
    kind: Kind,
    kept: Option<PathBuf>,
    /// The file was made for the backup.
    is_made: bool,
    /// What was there could not be read, and was put aside under the name in `kept`.
    is_put_aside: bool,
}

impl Target {
    /// Nothing was restored: what was made for the backup goes, and what was put aside comes back.
    fn give_back(self, path: &Path) {
        drop(self.connection);
        if !self.is_made {
            return;
        }
        let _ = remove_whole(path);
        if let Some(kept) = self.kept.as_ref().filter(|_| self.is_put_aside) {
            let _ = rename_whole(kept, path);
        }
    }
}

/// What a database consists of: the file itself last, as the rest is nothing without it.
const PARTS: [&str; 3] = ["-wal", "-shm", ""];

fn remove_whole(path: &Path) -> io::Result<()> {
    let there = Beside::of(path, Kind::by_file(path))?;
    for end in PARTS {
        let part = there.database().with(end);
        let part = part.ok_or(io::ErrorKind::InvalidInput)?;
        if there.folder().look(&part)?.is_some() {
            there.folder().remove(&part)?;
        }
    }
    Ok(())
}

/// Gives a database another name in its folder, with what belongs to it.
fn rename_whole(from: &Path, to: &Path) -> Result<(), CannotOpen> {
    let rename = || {
        let there = Beside::of(from, Kind::Private)?;
        let to = to.file_name().and_then(Name::new);
        let to = to.ok_or(io::ErrorKind::InvalidInput)?;
        for end in PARTS {
            let parts = there.database().with(end).zip(to.with(end));
            let (part, new) = parts.ok_or(io::ErrorKind::InvalidInput)?;
            if there.folder().look(&part)?.is_some() {
                there.folder().rename_new(&part, &new)?;
            }
        }
        Ok(())
    };
    rename().map_err(|error| CannotOpen::Folder(folder_of(from), error))
}

fn target(path: &Path, at: i64, today: NaiveDate) -> Result<Target, CannotRestore> {
    let kept = free_name(path, today);
    match open::open(path, Purpose::Write) {
        Ok((connection, kind)) => {
            write_copy(&connection, &kept, kind).map_err(CannotRestore::NotKept)?;
            let kept = Some(kept);
            Ok(Target {
                connection,
                kind,
                kept,
                is_made: false,
                is_put_aside: false,
            })
        }
        Err(CannotOpen::Missing(_)) => {
            let connection =
                open::create(path, Kind::Private, "Entourage", at).map_err(CannotRestore::Open)?;
            Ok(Target {
                connection,
                kind: Kind::Private,
                kept: None,
                is_made: true,
                is_put_aside: false,
            })
        }
        // What cannot be read cannot be copied: it is put aside as it is, with what belongs to it.
        Err(CannotOpen::Damaged(..)) => {
            let kind = Kind::by_file(path);
            rename_whole(path, &kept).map_err(CannotRestore::Open)?;
            let connection = open::create(path, kind, "Entourage", at).map_err(|error| {
                let _ = rename_whole(&kept, path);
                CannotRestore::Open(error)
            })?;
            Ok(Target {
                connection,
                kind,
                kept: Some(kept),
                is_made: true,
                is_put_aside: true,
            })
        }
        Err(error) => Err(CannotRestore::Open(error)),
    }
}

/// `NAME.db.before-restore-2026-11-21`, or with a number behind it.
fn free_name(path: &Path, today: NaiveDate) -> PathBuf {
    let first = beside(path, &format!(".before-restore-{today}"));
    let more = (2..).map(|number| beside(&first, &format!(".{number}")));
    std::iter::once(first.clone())
        .chain(more)
        .find(|place| matches!(look_at(place), Ok(None)))
        .unwrap_or(first)
}

/// The whole copy in one step: others see the state before it or the one after it.
fn copy(source: &Connection, to: &mut Connection) -> rusqlite::Result<()> {
    let mut tries = 0;
    loop {
        let step = Backup::new(source, to)?.step(-1)?;
        match step {
            StepResult::Done => return Ok(()),
            StepResult::Busy | StepResult::Locked if tries < 50 => {
                tries += 1;
                std::thread::sleep(std::time::Duration::from_millis(100));
            }
            _ => {
                return Err(rusqlite::Error::SqliteFailure(
                    rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY),
                    Some("somebody holds it locked".to_owned()),
                ));
            }
        }
    }
}
