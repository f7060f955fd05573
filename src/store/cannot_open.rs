//! Why a database cannot be opened, each as one sentence with place, cause and way out.

use std::fmt;
use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::machine::{owner_name, quoted};
use super::schema;
use crate::domain::text::Clean;

/// Why a database cannot be opened; each is one sentence with place, cause and way out.
#[derive(Debug)]
pub enum CannotOpen {
    /// There is no such file.
    Missing(PathBuf),
    /// There is one already, where a new one was wanted.
    Exists(PathBuf),
    /// Its folder cannot be made or entered.
    Folder(PathBuf, io::Error),
    /// There is no such backup, or it cannot be read.
    NoBackup(PathBuf, io::Error),
    /// It is a folder or a device.
    NotAFile(PathBuf),
    /// It is no database, or another program's.
    Foreign(PathBuf),
    /// It was written by a newer Entourage.
    Newer(PathBuf, i64),
    /// It holds a trigger or view that is not ours.
    Tampered(PathBuf, String),
    /// It was written by an older Entourage, and other desks are open on it.
    InUse(PathBuf),
    /// It was written by an older Entourage, and the copy that is made first failed.
    NoCopy(PathBuf, String),
    /// It was written by an older Entourage, and is only to be looked at.
    Older(PathBuf),
    /// We may not write it, with the way out.
    NotWritable(PathBuf, String),
    /// We may not even read it, with the way out.
    NotReadable(PathBuf, String),
    /// It lies on a network file system.
    Network(PathBuf),
    /// The disk is full, or refuses to read and write.
    Full(PathBuf),
    /// It is damaged.
    Damaged(PathBuf, String),
    /// Somebody holds it locked.
    Busy(PathBuf),
    /// The `SQLite` that was built in is too old.
    OldSqlite(i32),
    /// Anything else `SQLite` says.
    Sqlite(PathBuf, rusqlite::Error),
}

impl CannotOpen {
    /// The file or folder it is about.
    fn place(&self) -> Option<&Path> {
        match self {
            CannotOpen::Missing(path)
            | CannotOpen::Exists(path)
            | CannotOpen::Folder(path, _)
            | CannotOpen::NoBackup(path, _)
            | CannotOpen::NotAFile(path)
            | CannotOpen::Foreign(path)
            | CannotOpen::Newer(path, _)
            | CannotOpen::InUse(path)
            | CannotOpen::NoCopy(path, _)
            | CannotOpen::Tampered(path, _)
            | CannotOpen::NotWritable(path, _)
            | CannotOpen::NotReadable(path, _)
            | CannotOpen::Older(path)
            | CannotOpen::Network(path)
            | CannotOpen::Full(path)
            | CannotOpen::Damaged(path, _)
            | CannotOpen::Busy(path)
            | CannotOpen::Sqlite(path, _) => Some(path),
            CannotOpen::OldSqlite(_) => None,
        }
    }

    /// The cause and the way out.
    fn words(&self) -> String {
        match self {
            CannotOpen::Missing(path) => {
                format!("there is no database; `entourage init {}` makes one", path.display())
            }
            CannotOpen::Exists(_) => "there is a file already; nothing was changed".into(),
            CannotOpen::Folder(_, error) => format!(
                "cannot use this folder ({}); choose another with --db",
                io_words(error)
            ),
            CannotOpen::NoBackup(_, error) => {
                format!("this backup cannot be read ({}); name another", io_words(error))
            }
            CannotOpen::NotAFile(_) => "this is not a file; name a database with --db".into(),
            CannotOpen::Foreign(_) => {
                "this is not an Entourage database; it was left as it is, name another with --db".into()
            }
            CannotOpen::Newer(_, version) => format!(
                "written by a newer Entourage (shape {version}, this program knows {}); update this program",
                schema::VERSION
            ),
            CannotOpen::InUse(_) => {
                "written by an older Entourage, and other desks are open on it; ask them to quit, then start again".into()
            }
            CannotOpen::NoCopy(_, why) => format!(
                "written by an older Entourage; it was left as it is, since no copy could be made first ({why})"
            ),
            CannotOpen::Tampered(_, object) => format!(
                "it holds \"{object}\", which Entourage did not make and which could act on its own; restore a backup"
            ),
            CannotOpen::Older(_) => {
                "written by an older Entourage; open it once without --read-only, which brings it up to date".into()
            }
            CannotOpen::NotWritable(_, repair) => format!(
                "you may not write this database: {repair}; to look at it only, add --read-only"
            ),
            CannotOpen::NotReadable(_, repair) => format!("you may not read this database: {repair}"),
            CannotOpen::Network(_) => {
                "this is a network file system, where a shared database breaks; keep it on a disk of the server".into()
            }
            CannotOpen::Full(_) => "the disk is full or refuses to write; free some space and start again".into(),
            CannotOpen::Damaged(_, what) => format!(
                "the database is damaged ({what}); restore a backup, the damaged file was left as it is"
            ),
            CannotOpen::Busy(_) => {
                "somebody has it locked for longer than 5 seconds; try again in a moment".into()
            }
            CannotOpen::OldSqlite(version) => format!(
                "the built-in SQLite ({version}) is older than 3.51.3, which loses data; build again with its own one"
            ),
            CannotOpen::Sqlite(_, error) => format!("the database cannot be opened ({error})"),
        }
    }
}

impl fmt::Display for CannotOpen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = self.place() {
            write!(f, "{}: ", Clean::line(&place.display().to_string()))?;
        }
        write!(f, "{}", Clean::line(&self.words()))
    }
}

impl std::error::Error for CannotOpen {}

fn io_words(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "not allowed",
        io::ErrorKind::NotFound => "it is not there",
        io::ErrorKind::StorageFull => "the disk is full",
        io::ErrorKind::ReadOnlyFilesystem => "it is read-only",
        io::ErrorKind::NotADirectory => "part of the path is a file",
        _ => "the system refuses",
    }
}

/// The command that lets us read and write, as words.
pub fn repair(place: &Path) -> String {
    let owner = fs::metadata(place).ok().map(|data| data.uid());
    let folder = place.is_dir();
    let place = quoted(place);
    if owner == Some(rustix::process::geteuid().as_raw()) {
        let more = if folder { "rwx" } else { "rw" };
        return format!("run: chmod u+{more} {place}");
    }
    let owner = owner.map_or_else(|| "its owner".to_owned(), owner_name);
    let more = if folder { "rwxs" } else { "rw" };
    format!("ask {owner} to run: chmod g+{more} {place}")
}

/// What `SQLite` says, as one of our sentences.
pub fn sentence(path: &Path, error: rusqlite::Error) -> CannotOpen {
    use rusqlite::ErrorCode;
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => CannotOpen::Foreign(path.into()),
        Some(ErrorCode::DatabaseCorrupt) => CannotOpen::Damaged(path.into(), error.to_string()),
        Some(ErrorCode::DiskFull | ErrorCode::SystemIoFailure) => CannotOpen::Full(path.into()),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => CannotOpen::Busy(path.into()),
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
            CannotOpen::NotWritable(path.into(), repair(path))
        }
        _ => CannotOpen::Sqlite(path.into(), error),
    }
}
