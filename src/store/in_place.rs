//! Whether an open database still lies where it was opened. Where its file or its log was moved, deleted or replaced
//! meanwhile, `SQLite` goes on with files that nobody finds any more: every commit would be lost, or would damage what
//! lies there now.

use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;

use super::beside;
use super::side::{Folder, Name};
use crate::domain::refusal::Trouble;

/// Device and number of a file.
type Identity = (u64, u64);

/// The folder of an open database, and which files are its own. A folder that is renamed takes them along.
#[derive(Debug)]
struct Files {
    folder: Folder,
    database: (Name, Identity),
    log: Name,
    /// Known as soon as it is there; it stays for as long as the database is open.
    log_was: Option<Identity>,
}

/// The place of an open database.
#[derive(Debug, Clone)]
pub struct Place(Arc<Mutex<Files>>);

impl Place {
    /// The place of the database that was just opened at this path; `None` where nothing can be told of it.
    pub fn of(path: &Path) -> Option<Place> {
        let name = |path: &Path| path.file_name().and_then(Name::new);
        let (database, log) = (name(path)?, name(&beside(path, "-wal"))?);
        let folder = Folder::open(&super::folder_of(path)).ok()?;
        let identity = folder.look(&database).ok()??.identity;
        let log_was = folder.look(&log).ok().flatten().map(|log| log.identity);
        Some(Place(Arc::new(Mutex::new(Files {
            folder,
            database: (database, identity),
            log,
            log_was,
        }))))
    }

    /// Whether the files that lie there are those that are open. What cannot be looked at counts as in place.
    pub fn is_kept(&self) -> bool {
        let files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (name, was) = &files.database;
        if !is_same(&files.folder, name, *was) {
            return false;
        }
        match files.log_was {
            Some(was) => is_same(&files.folder, &files.log, was),
            None => true,
        }
    }

    /// The log is in use: it is known from now on.
    fn learn_log(&self) {
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if files.log_was.is_none() {
            let found = files.folder.look(&files.log);
            files.log_was = found.ok().flatten().map(|log| log.identity);
        }
    }

    /// Refuses every commit of this connection as soon as the files are not in place any more.
    ///
    /// # Errors
    /// What `SQLite` says.
    pub fn guard(&self, connection: &mut Connection) -> rusqlite::Result<()> {
        let place = self.clone();
        connection.commit_hook(Some(move || {
            place.learn_log();
            !place.is_kept()
        }))
    }
}

fn is_same(folder: &Folder, name: &Name, was: Identity) -> bool {
    match folder.look(name) {
        Ok(found) => found.is_some_and(|found| found.identity == was),
        Err(error) => error.kind() != io::ErrorKind::NotFound,
    }
}

/// Whether a commit failed because the files are not in place.
pub fn is_refusal(error: &rusqlite::Error) -> bool {
    error
        .sqlite_error()
        .is_some_and(|error| error.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_COMMITHOOK)
}

/// What is said then.
pub fn trouble() -> Trouble {
    Trouble::unsaved(
        "the database was moved, deleted or replaced while it was open here",
        "nothing is saved here any more; what you typed is kept: put the file back, quit and start again",
        "",
    )
}
