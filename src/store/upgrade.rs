//! An older file is brought to the shape of this program: one at a time, never under somebody's hands, never without
//! a copy of what was there (house.md 4.6, item 6).

use std::fs::File;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, TransactionBehavior};
use rustix::fs::{FlockOperation, flock};

use super::between::InChange;
use super::cannot_open::{CannotOpen, repair, sentence};
use super::kind::Kind;
use super::open::{beside, folder_of, wait_a_little};
use super::schema::{self, Shape};
use super::side::{Beside, Folder, Name, Side, left_by_upgrades, look_at, sweep_upgrades};
use super::write::Failure;
use super::{backup, presence};

/// Brings the file to this shape. Two who start together are harmless: the second finds it done.
///
/// # Errors
/// When other desks are open on the file, when no copy can be made, or what `SQLite` says; the file is as it was then.
pub fn run(
    path: &Path,
    connection: &mut Connection,
    kind: Kind,
    shape: Shape<'_>,
) -> Result<(), CannotOpen> {
    run_telling(path, connection, kind, shape, &|_| {})
}

/// The same, and says of how many people before it begins.
///
/// # Errors
/// As [`run`].
pub fn run_telling(
    path: &Path,
    connection: &mut Connection,
    kind: Kind,
    shape: Shape<'_>,
    upgrades: &dyn Fn(u64),
) -> Result<(), CannotOpen> {
    // Also somebody else who is at it may have to be waited for.
    let people = connection.query_row("SELECT count(*) FROM person", [], |row| {
        row.get::<_, i64>(0)
    });
    upgrades(people.map_or(0, i64::unsigned_abs));
    let _lock = lock(path, kind)?;
    if let (Ok(folder), Some(name)) = (Folder::open(&folder_of(path)), name_of(path)) {
        sweep_upgrades(&folder, &name);
    }
    let from = version(connection).map_err(|error| sentence(path, error))?;
    if from >= shape.version() {
        return Ok(());
    }
    if !presence::is_visible(path) {
        let places = beside(path, Side::Desks.ending());
        let repair = repair(&places, kind);
        return Err(CannotOpen::NotReadable(places, repair));
    }
    if presence::others(path, "") {
        return Err(CannotOpen::InUse(path.into()));
    }
    let copy = name_of_copy(path, from);
    let copy = backup::write_copy(connection, &copy, kind)
        .map_err(|failure| CannotOpen::NoCopy(path.into(), words(failure)))?;
    migrate(connection, shape).map_err(|error| {
        // The file is as it was: a copy of it, made a moment ago, would only lie in the way, most of all on a full disk.
        copy.remove();
        sentence(path, error)
    })
}

fn migrate(connection: &mut Connection, shape: Shape<'_>) -> rusqlite::Result<()> {
    let _in_change = InChange::begin();
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let from = version(&tx)?;
    if from < shape.version() {
        schema::migrate(&tx, from, shape)?;
    }
    tx.commit()
}

fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// How often five seconds are waited for somebody else who upgrades: a large file takes its time.
const TURNS: i32 = 60;

/// The lock of those who upgrade; it is given up when the file is closed.
fn lock(path: &Path, kind: Kind) -> Result<File, CannotOpen> {
    let place = beside(path, Side::Upgrade.ending());
    let there = Beside::of(path, kind);
    if let Some(planted) = there
        .as_ref()
        .ok()
        .and_then(|there| there.planted(Side::Upgrade))
    {
        return Err(CannotOpen::Planted(place, planted));
    }
    let opened = there.and_then(|there| there.upgrade());
    let file = opened.map_err(|error| CannotOpen::Folder(place, error))?;
    let mut tries = 0;
    while let Err(error) = flock(&file, FlockOperation::NonBlockingLockExclusive) {
        tries += 1;
        // Whoever holds it and does nothing would otherwise be waited for without end.
        if error != rustix::io::Errno::WOULDBLOCK || tries > TURNS * 1_700 {
            return Err(CannotOpen::Busy(path.into()));
        }
        wait_a_little(tries);
    }
    Ok(file)
}

/// What upgrades that were killed have left beside a database.
pub fn left(path: &Path) -> Vec<PathBuf> {
    match (Folder::open(&folder_of(path)), name_of(path)) {
        (Ok(folder), Some(name)) => left_by_upgrades(&folder, &name),
        (Err(_), _) | (_, None) => Vec::new(),
    }
}

fn name_of(path: &Path) -> Option<Name> {
    path.file_name().and_then(Name::new)
}

/// `NAME.db.shape-1`, or `NAME.db.shape-1.2` where a copy of an earlier attempt lies.
fn name_of_copy(path: &Path, from: i64) -> PathBuf {
    let first = beside(path, &format!(".shape-{from}"));
    let more = (2..).map(|number| beside(path, &format!(".shape-{from}.{number}")));
    std::iter::once(first.clone())
        .chain(more)
        .find(|place| matches!(look_at(place), Ok(None)))
        .unwrap_or(first)
}

fn words(failure: Failure) -> String {
    match failure {
        Failure::Trouble(trouble) => format!("{}: {}", trouble.sentence, trouble.details),
        Failure::Refused(refusal) => refusal.to_string(),
        Failure::Interrupted => "interrupted".to_owned(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::open::{Purpose, create, open};
    use super::*;

    const NEXT: Shape<'static> = Shape(&[
        "",
        "",
        "",
        "",
        "ALTER TABLE person ADD COLUMN shoe_size TEXT; CREATE TABLE step_two (id INTEGER)",
    ]);

    fn older(folder: &Path) -> PathBuf {
        let path = folder.join("desk.db");
        drop(create(&path, Kind::Private, "Halcyon", 0).unwrap());
        path
    }

    fn steps(connection: &Connection) -> i64 {
        let sql = "SELECT count(*) FROM sqlite_schema WHERE name = 'step_two'";
        connection.query_row(sql, [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn an_older_file_is_copied_and_then_upgraded() {
        let folder = tempfile::tempdir().unwrap();
        let path = older(folder.path());
        let (mut connection, _) = open(&path, Purpose::Write).unwrap();
        run(&path, &mut connection, Kind::Private, NEXT).unwrap();
        assert_eq!(version(&connection).unwrap(), 5);
        assert_eq!(steps(&connection), 1);
        // The copy is the file as it was, and this program opens it.
        let (copy, _) = open(&beside(&path, ".shape-4"), Purpose::Write).unwrap();
        assert_eq!((version(&copy).unwrap(), steps(&copy)), (4, 0));
        // The older program is told, and changes nothing.
        assert!(matches!(
            open(&path, Purpose::Write),
            Err(CannotOpen::Newer(_, 5))
        ));
    }

    /// Copies of upgrades that were killed go with the next one; nothing else of such a name does.
    #[test]
    fn what_killed_upgrades_left_goes_with_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let path = older(folder.path());
        // No process has this number.
        let left = [
            ".shape-3.unfinished-4194303-0123456789abcdef",
            ".shape-4.unfinished-4194303-0123456789abcdef",
            ".shape-4.2.unfinished-4194303-0123456789abcdef",
            ".shape-4.2.unfinished-4194303-0123456789abcdef-journal",
        ];
        let others = [
            ".shape-4.unfinished-4194303-short",
            ".shape-x.unfinished-4194303-0123456789abcdef",
            ".unfinished-4194303-0123456789abcdef",
        ];
        for end in left.iter().chain(&others) {
            std::fs::write(beside(&path, end), "everybody").unwrap();
        }
        assert_eq!(super::left(&path).len(), left.len());
        let (mut connection, _) = open(&path, Purpose::Write).unwrap();
        run(&path, &mut connection, Kind::Private, NEXT).unwrap();
        assert!(super::left(&path).is_empty());
        for (ends, stays) in [(&left[..], false), (&others[..], true)] {
            for end in ends {
                assert_eq!(beside(&path, end).exists(), stays, "{end}");
            }
        }
    }

    #[test]
    fn of_many_who_start_together_one_upgrades() {
        let folder = tempfile::tempdir().unwrap();
        let path = older(folder.path());
        let mut connections: Vec<Connection> = (0..6)
            .map(|_| open(&path, Purpose::Write).unwrap().0)
            .collect();
        std::thread::scope(|scope| {
            for connection in &mut connections {
                scope.spawn(|| run(&path, connection, Kind::Private, NEXT).unwrap());
            }
        });
        assert_eq!(steps(&connections[0]), 1);
        assert!(!beside(&path, ".shape-4.2").exists());
    }

    #[test]
    fn a_file_that_is_open_elsewhere_is_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = older(folder.path());
        let here = presence::Presence::enter(&path, Kind::Private, "ben-1").unwrap();
        let (mut connection, _) = open(&path, Purpose::Write).unwrap();
        assert!(matches!(
            run(&path, &mut connection, Kind::Private, NEXT),
            Err(CannotOpen::InUse(_))
        ));
        assert_eq!(version(&connection).unwrap(), 4);
        drop(here);
        run(&path, &mut connection, Kind::Private, NEXT).unwrap();
    }

    #[test]
    fn a_step_that_fails_leaves_the_old_shape_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = older(folder.path());
        let (mut connection, _) = open(&path, Purpose::Write).unwrap();
        let broken = Shape(&[
            "",
            "",
            "",
            "",
            "CREATE TABLE half (id INTEGER); SELECT nonsense",
        ]);
        assert!(run(&path, &mut connection, Kind::Private, broken).is_err());
        assert_eq!(version(&connection).unwrap(), 4);
        drop(connection);
        open(&path, Purpose::Write).unwrap();
    }
}
