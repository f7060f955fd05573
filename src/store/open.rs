//! Opening a database: checks, settings, shape (trust.md 7, rules 1, 10, 11 and 20). Who may is looked at in
//! [`access`] before.
//!
//! The database's own files are never opened here except through `SQLite`: closing any descriptor of theirs would
//! drop `SQLite`'s locks. `stat` and `chmod` by path are harmless, and happen before `SQLite` opens the file.

use std::fs;
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::access;
use super::cannot_open::{CannotOpen, sentence};
use super::kind::Kind;
use super::schema::{self, Triggers};
use super::side::{Created, Side};
use super::still::{self, Still};
use super::upgrade;

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Reads and writes: the librarian.
    Write,
    /// Answers slow questions beside it; never writes.
    Read,
    /// A desk that only looks (`--read-only`), for an account that may perhaps not write.
    Look,
}

/// Makes a new database of this kind. The folder of a private one is made 0700 where it is missing; that of a shared
/// one is there.
///
/// # Errors
/// [`CannotOpen::Exists`] when there is one; otherwise what the disk or `SQLite` says.
pub fn create(path: &Path, kind: Kind, name: &str, at: i64) -> Result<Connection, CannotOpen> {
    if let Some(side) = Side::named(path) {
        return Err(CannotOpen::Reserved(path.into(), side.ending()));
    }
    let folder = folder_of(path);
    if !folder.exists() {
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&folder)
            .map_err(|error| CannotOpen::Folder(folder.clone(), error))?;
    }
    refuse_network(&folder)?;
    access::refuse_exposed(path, kind)?;
    access::refuse_planted(path, kind)?;
    access::refuse_open(path, kind)?;
    let file = match Created::at(path, kind) {
        // Closed before SQLite opens it, or its locks would go with our descriptor.
        Ok((created, _)) => created,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            return Err(CannotOpen::Exists(path.into()));
        }
        Err(error) if error.kind() == io::ErrorKind::StorageFull => {
            return Err(CannotOpen::Full(path.into()));
        }
        Err(error) => return Err(CannotOpen::Folder(folder, error)),
    };
    let made = connect(path, Purpose::Write).and_then(|mut connection| {
        let fill = |connection: &mut Connection| -> rusqlite::Result<()> {
            connection.pragma_update(None, "journal_mode", "wal")?;
            let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            schema::migrate(&tx, 0, schema::SHAPE)?;
            tx.execute(
                "INSERT INTO desk (id, name, kind, created_at) VALUES (1, ?1, ?2, ?3)",
                (name, kind.word(), at),
            )?;
            tx.commit()
        };
        fill(&mut connection).map_err(|error| sentence(path, error))?;
        Ok(connection)
    });
    if made.is_err() {
        // Only our own empty beginning is removed: the file was made by this call a moment ago.
        file.remove();
    }
    made
}

/// Opens a database that is there, and tells its kind.
///
/// # Errors
/// See [`CannotOpen`].
pub fn open(path: &Path, purpose: Purpose) -> Result<(Connection, Kind), CannotOpen> {
    open_telling(path, purpose, &|_| {})
}

/// The same; where the file is upgraded first, it says of how many people.
///
/// # Errors
/// See [`CannotOpen`].
pub fn open_telling(
    path: &Path,
    purpose: Purpose,
    upgrades: &dyn Fn(u64),
) -> Result<(Connection, Kind), CannotOpen> {
    let believed = Kind::by_file(path);
    access::check(path, believed, purpose)?;
    let mut connection = connect(path, purpose)?;
    let word = identify(path, &connection)?;
    let kind = Kind::of_word(&word, path);
    if kind != believed && kind != Kind::Private {
        // The database has the last word: it is looked at once more, as what it says it is, while it is closed.
        drop(connection);
        access::check(path, kind, purpose)?;
        connection = connect(path, purpose)?;
        identify(path, &connection)?;
    }
    check_contents(path, &mut connection, kind, purpose, upgrades)?;
    if word == Kind::Private.word() && purpose == Purpose::Write {
        access::tighten(path);
    }
    Ok((connection, kind))
}

/// Opens a database to read it where the disk has no room for what `SQLite` shares with others.
///
/// # Errors
/// [`CannotOpen::Full`] where that cannot be: changes lie in its log, or it wants to be upgraded first; else as [`open`].
pub fn open_still(path: &Path) -> Result<(Connection, Kind, Still), CannotOpen> {
    access::check(path, Kind::by_file(path), Purpose::Look)?;
    let still = Still::of(path).ok_or_else(|| CannotOpen::Full(path.into()))?;
    let settle = || -> rusqlite::Result<Connection> {
        let connection = still::connect(path)?;
        settings(&connection, Purpose::Look)?;
        super::query::add_functions(&connection)?;
        Ok(connection)
    };
    let mut connection = settle().map_err(|error| sentence(path, error))?;
    let word = identify(path, &connection)?;
    let kind = Kind::of_word(&word, path);
    match check_contents(path, &mut connection, kind, Purpose::Look, &|_| {}) {
        Ok(()) => Ok((connection, kind, still)),
        Err(CannotOpen::Older(_)) => Err(CannotOpen::Full(path.into())),
        Err(error) => Err(error),
    }
}

/// The folder a database lies in.
#[must_use]
pub fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    }
}

/// A file beside the database: `NAME.db` and a suffix.
#[must_use]
pub fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// File systems on which the memory-mapped index of the write-ahead log is not shared between machines.
const NETWORK: [u64; 6] = [
    0x6969,
    0x517B,
    0xFE53_4D42,
    0xFF53_4D42,
    0x0102_1997,
    0x6573_5546,
];

fn is_network(kind: u64) -> bool {
    NETWORK.contains(&kind)
}

/// Whether a folder lies on a network file system.
pub(super) fn is_on_network(folder: &Path) -> bool {
    #[allow(clippy::cast_sign_loss, clippy::unnecessary_cast)]
    // the type of `f_type` differs between systems
    let kind = rustix::fs::statfs(folder).map_or(0, |stat| stat.f_type as u64 & 0xFFFF_FFFF);
    is_network(kind)
}

/// Refuses a folder on a network file system.
pub fn refuse_network(folder: &Path) -> Result<(), CannotOpen> {
    let allowed = std::env::var_os("ENTOURAGE_ALLOW_NETWORK").is_some();
    if is_on_network(folder) && !allowed {
        return Err(CannotOpen::Network(folder.into()));
    }
    Ok(())
}

fn connect(path: &Path, purpose: Purpose) -> Result<Connection, CannotOpen> {
    if rusqlite::version_number() < 3_051_003 {
        return Err(CannotOpen::OldSqlite(rusqlite::version_number()));
    }
    let way = if purpose == Purpose::Look && !access::is_writable(path) {
        OpenFlags::SQLITE_OPEN_READ_ONLY
    } else {
        OpenFlags::SQLITE_OPEN_READ_WRITE
    };
    let flags = way | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let settle = || -> rusqlite::Result<Connection> {
        let mut connection = Connection::open_with_flags(path, flags)?;
        connection.busy_handler(Some(wait_a_little))?;
        settings(&connection, purpose)?;
        super::query::add_functions(&connection)?;
        Ok(connection)
    };
    settle().map_err(|error| match (purpose, error.sqlite_error_code()) {
        (Purpose::Look, Some(rusqlite::ErrorCode::CannotOpen | rusqlite::ErrorCode::ReadOnly)) => {
            nobody_there(path)
        }
        _ => sentence(path, error),
    })
}

/// Without the right to write, a database can be read only beside somebody who has it.
fn nobody_there(path: &Path) -> CannotOpen {
    CannotOpen::NotReadable(
        path.into(),
        "as you may not write its folder, it can be read only while a colleague has it open; start again then".into(),
    )
}

/// Waits 1 to 5 ms and tries again, up to about five seconds: fairer than `SQLite`'s own growing waits.
pub(super) fn wait_a_little(tries: i32) -> bool {
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap_or_default();
    let jitter = u64::from(now.subsec_nanos() / 7 % 4_000);
    std::thread::sleep(Duration::from_micros(1_000 + jitter));
    tries < 1_700
}

/// Does something that waits for nobody.
pub(super) fn without_waiting<T>(
    connection: &mut Connection,
    work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
) -> rusqlite::Result<T> {
    connection.busy_timeout(Duration::ZERO)?;
    let done = work(connection);
    connection.busy_handler(Some(wait_a_little))?;
    done
}

fn settings(connection: &Connection, purpose: Purpose) -> rusqlite::Result<()> {
    // Small caches: four connections and their pages stay under the memory gate at a million people.
    let cache = match purpose {
        Purpose::Write => "-6144",
        Purpose::Read | Purpose::Look => "-4096",
    };
    connection.execute_batch(&format!(
        "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = {cache};
         PRAGMA journal_size_limit = 16777216;"
    ))?;
    guard(connection)?;
    // Plans that do not look at bound values: with partial indexes SQLite would prepare a cached statement anew at
    // every execution, which cost an import two thirds of its time.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(96);
    Ok(())
}

/// What keeps a file that somebody else made from acting behind our back.
pub(super) fn guard(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;",
    )?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, 16_000_000)?;
    connection.set_limit(Limit::SQLITE_LIMIT_SQL_LENGTH, 100_000)?;
    connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 1)?;
    Ok(())
}

/// Whether it is ours and not newer than this program; gives the word for its kind.
pub(super) fn identify(path: &Path, connection: &Connection) -> Result<String, CannotOpen> {
    if number(path, connection, "application_id")? != schema::APPLICATION_ID {
        return Err(CannotOpen::Foreign(path.into()));
    }
    let version = number(path, connection, "user_version")?;
    if version > schema::VERSION {
        return Err(CannotOpen::Newer(path.into(), version));
    }
    if version < 1 {
        return Err(CannotOpen::NoShape(path.into(), version));
    }
    connection
        .query_row("SELECT kind FROM desk", [], |row| row.get(0))
        .map_err(|error| sentence(path, error))
}

pub(super) fn number(
    path: &Path,
    connection: &Connection,
    pragma: &str,
) -> Result<i64, CannotOpen> {
    connection
        .query_row(&format!("PRAGMA {pragma}"), [], |row| row.get(0))
        .map_err(|error| sentence(path, error))
}

fn check_contents(
    path: &Path,
    connection: &mut Connection,
    kind: Kind,
    purpose: Purpose,
    upgrades: &dyn Fn(u64),
) -> Result<(), CannotOpen> {
    if number(path, connection, "user_version")? < schema::VERSION {
        refuse_foreign(path, connection, Triggers::Named)?;
        if purpose == Purpose::Look {
            return Err(CannotOpen::Older(path.into()));
        }
        upgrade::run_telling(path, connection, kind, schema::SHAPE, upgrades)?;
    }
    refuse_foreign(path, connection, Triggers::Exact)?;
    if purpose != Purpose::Write {
        return connection
            .pragma_update(None, "query_only", true)
            .map_err(|error| sentence(path, error));
    }
    let mode: String = connection
        .query_row("PRAGMA journal_mode", [], |row| row.get(0))
        .map_err(|error| sentence(path, error))?;
    if mode != "wal" {
        connection
            .pragma_update(None, "journal_mode", "wal")
            .map_err(|error| sentence(path, error))?;
    }
    Ok(())
}

pub(super) fn refuse_foreign(
    path: &Path,
    connection: &Connection,
    triggers: Triggers,
) -> Result<(), CannotOpen> {
    match schema::foreign_object(connection, triggers) {
        Ok(None) => Ok(()),
        Ok(Some(object)) => Err(CannotOpen::Tampered(path.into(), object)),
        Err(error) => Err(sentence(path, error)),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn network_file_systems_are_known_by_their_numbers() {
        for (name, kind) in [
            ("NFS", 0x6969),
            ("CIFS", 0xFF53_4D42),
            ("FUSE", 0x6573_5546),
        ] {
            assert!(is_network(kind), "{name}");
        }
        for (name, kind) in [
            ("ext4", 0xEF53),
            ("tmpfs", 0x0102_1994),
            ("xfs", 0x5846_5342),
        ] {
            assert!(!is_network(kind), "{name}");
        }
    }

    #[test]
    fn the_built_in_sqlite_is_free_of_the_write_ahead_log_bug() {
        assert!(rusqlite::version_number() >= 3_051_003);
    }

    #[test]
    fn a_new_database_is_private_whatever_the_umask() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("team").join("desk.db");
        drop(create(&path, Kind::Private, "Halcyon", 0).unwrap());
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
        assert_eq!(
            fs::metadata(path.parent().unwrap())
                .unwrap()
                .permissions()
                .mode()
                & 0o777,
            0o700
        );
        assert!(matches!(
            create(&path, Kind::Private, "again", 0),
            Err(CannotOpen::Exists(_))
        ));
        open(&path, Purpose::Write).unwrap();
    }

    #[test]
    fn a_missing_foreign_newer_or_tampered_file_is_refused_in_one_sentence() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        assert!(matches!(
            open(&at("none.db"), Purpose::Write),
            Err(CannotOpen::Missing(_))
        ));
        fs::write(
            at("text.db"),
            "this is a letter, not a database; ".repeat(100),
        )
        .unwrap();
        assert!(matches!(
            open(&at("text.db"), Purpose::Write),
            Err(CannotOpen::Foreign(_))
        ));
        fs::write(at("empty.db"), "").unwrap();
        assert!(matches!(
            open(&at("empty.db"), Purpose::Write),
            Err(CannotOpen::Foreign(_))
        ));
        let change = |name: &str, sql: &str| {
            let connection = create(&at(name), Kind::Private, "x", 0).unwrap();
            connection
                .set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false)
                .unwrap();
            connection.execute_batch(sql).unwrap();
        };
        for shape in [0, -1, -2_147_483_648] {
            let name = format!("shape{shape}.db");
            change(&name, &format!("PRAGMA user_version = {shape}"));
            for purpose in [Purpose::Write, Purpose::Read, Purpose::Look] {
                assert!(
                    matches!(open(&at(&name), purpose), Err(CannotOpen::NoShape(_, told)) if told == shape),
                    "{shape} {purpose:?}"
                );
            }
        }
        change("newer.db", "PRAGMA user_version = 99");
        assert!(matches!(
            open(&at("newer.db"), Purpose::Write),
            Err(CannotOpen::Newer(_, 99))
        ));
        change(
            "trap.db",
            "CREATE TRIGGER trap AFTER INSERT ON note BEGIN DELETE FROM person; END",
        );
        assert!(matches!(
            open(&at("trap.db"), Purpose::Write),
            Err(CannotOpen::Tampered(_, _))
        ));
        assert!(matches!(
            open(folder.path(), Purpose::Write),
            Err(CannotOpen::NotAFile(_))
        ));
    }
}
