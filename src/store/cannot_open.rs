//! Why a database cannot be opened, each as one sentence with place, cause and way out.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::kind::Kind;
use super::machine::{owner_name, quoted};
use super::open::beside;
use super::schema;
use super::side::trust::Planted;
use super::side::{Sort, look_at, me};
use crate::domain::text::Clean;

/// Why a database cannot be opened; each is one sentence with place, cause and way out.
#[derive(Debug)]
pub enum CannotOpen {
    /// There is no such file.
    Missing(PathBuf),
    /// There is one already, where a new one was wanted.
    Exists(PathBuf),
    /// Files that end so belong to the database beside them.
    Reserved(PathBuf, &'static str),
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
    /// Outsiders can write the folder, with the way out.
    Exposed(String, PathBuf),
    /// Something beside it is not ours.
    Planted(PathBuf, Planted),
    /// It is ours, but of no shape that there ever was.
    NoShape(PathBuf, i64),
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
            | CannotOpen::Reserved(path, _)
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
            | CannotOpen::Exposed(_, path)
            | CannotOpen::Planted(path, _)
            | CannotOpen::NoShape(path, _)
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
            CannotOpen::Reserved(_, ending) => format!(
                "a file that ends in {ending} belongs to the database beside it, which deletes it; choose another name"
            ),
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
            CannotOpen::Exposed(words, _) => words.clone(),
            CannotOpen::Planted(path, planted) => format!(
                "{}, and Entourage did not put it there; find out who did, then move it away and start again: mv {} {}",
                planted.words(),
                quoted(path),
                quoted(&beside(path, ".aside"))
            ),
            CannotOpen::NoShape(_, version) => format!(
                "it says that it has shape {version}, which no Entourage ever wrote; restore a backup, the file was left as it is"
            ),
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

/// What lets us read and write a file or folder of a database, as words. What is private to somebody else is only
/// theirs to share, and no mode of a single file would do it.
pub fn repair(place: &Path, kind: Kind) -> String {
    let facts = look_at(place).ok().flatten();
    let is_folder = facts.is_some_and(|facts| facts.sort == Sort::Folder);
    let mode = if is_folder {
        kind.folder_mode()
    } else {
        kind.file_mode()
    };
    let command = format!("chmod {mode:o} {}", quoted(place));
    match (facts.map(|facts| facts.owner), kind) {
        (Some(owner), _) if owner == me() => format!("run: {command}"),
        (Some(owner), Kind::Shared(_)) => format!("ask {} to run: {command}", owner_name(owner)),
        (Some(owner), Kind::Private) => {
            let owner = owner_name(owner);
            format!("it is private to {owner}; ask {owner} to share it (entourage init --shared)")
        }
        (None, _) => format!("ask its owner to run: {command}"),
    }
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
            CannotOpen::NotWritable(path.into(), repair(path, Kind::by_file(path)))
        }
        _ => CannotOpen::Sqlite(path.into(), error),
    }
}
