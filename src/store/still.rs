//! Reading on a full disk. `SQLite` shares an index of its log of writes between processes, and makes it, 32 kB large,
//! with the first one that opens the file; where the disk has no room for it, nobody can have the file open. It is then
//! read as a file that does not change, and looked at before every answer, as nobody is kept from changing it.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rusqlite::{Connection, OpenFlags};

use super::Failure;
use super::open::beside;
use crate::domain::refusal::Trouble;

/// A database that is read as if it did not change.
#[derive(Debug)]
pub struct Still {
    path: PathBuf,
    looked: Look,
}

/// Length and time of the file, and the length of its log of writes.
type Look = (u64, Option<SystemTime>, u64);

fn look(path: &Path) -> Option<Look> {
    let file = fs::metadata(path).ok()?;
    let log = |end| fs::symlink_metadata(beside(path, end)).map_or(0, |data| data.len());
    let logs = log("-wal").saturating_add(log("-journal"));
    Some((file.len(), file.modified().ok(), logs))
}

impl Still {
    /// Looks at a database; `None` where changes lie in its log that are not in the file: they would not be seen.
    #[must_use]
    pub fn of(path: &Path) -> Option<Still> {
        let looked = look(path)?;
        (looked.2 == 0).then(|| Still {
            path: path.to_path_buf(),
            looked,
        })
    }

    /// Refuses to answer from a file that has changed.
    ///
    /// # Errors
    /// One sentence when somebody has changed it since it was opened.
    pub fn is_still(&self) -> Result<(), Failure> {
        if look(&self.path) == Some(self.looked) {
            return Ok(());
        }
        Err(Failure::Trouble(Trouble::new(
            "The database has changed since it was opened on a full disk. Quit and start again to see it as it is now.",
        )))
    }
}

/// Opens a file that does not change, and that nobody else has open: without locks and without a log.
pub fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let name = path
        .to_str()
        .ok_or_else(|| rusqlite::Error::InvalidPath(path.into()))?;
    let name = name
        .replace('%', "%25")
        .replace('?', "%3f")
        .replace('#', "%23");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    Connection::open_with_flags(format!("file:{name}?immutable=1"), flags)
}
