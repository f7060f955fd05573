//! Whether the instance that wrote an unsaved text still runs.
//!
//! An instance has a place beside its database, but not everywhere: the folder of places may be closed, or the disk
//! full. So it also locks a file in the folder in which its text lies, before the first text is written there, and holds
//! the lock for life. The system releases it, however the instance ends.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::runtime::private::{Folder, Lock};
use crate::store::is_alive;

/// What follows the name of an instance in the name of its lock.
const ENDING: &str = ".lock";

/// An instance and its locks, one in each folder that has text of it. They go with the last copy.
#[derive(Debug, Clone)]
pub(in crate::runtime) struct Seat {
    instance: String,
    held: Arc<Mutex<BTreeMap<PathBuf, Lock>>>,
}

impl Seat {
    pub(in crate::runtime) fn of(instance: &str) -> Seat {
        Seat {
            instance: instance.to_owned(),
            held: Arc::default(),
        }
    }

    /// The name of the instance.
    pub(super) fn instance(&self) -> &str {
        &self.instance
    }

    /// Locks a folder in which text is about to be written. A file system that has no locks is no reason to lose the
    /// text: there, only the place beside the database tells.
    pub(in crate::runtime) fn take(&self, folder: &Folder) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if held.get(folder.path()).is_some_and(Lock::is_in_place) {
            return;
        }
        if let Ok(lock) = folder.lock(&name(&self.instance)) {
            held.insert(folder.path().to_path_buf(), lock);
        }
    }

    /// The instance ends: what it has not saved is for the next one.
    pub(super) fn leave(&self) {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.clear();
    }
}

fn name(instance: &str) -> String {
    format!("{instance}{ENDING}")
}

/// Whether text of this instance, found in this folder, belongs to an instance that still runs.
pub(super) fn is_in_use(folder: &Folder, database: &Path, instance: &str) -> bool {
    folder.is_locked(&name(instance)) || is_alive(database, instance)
}

/// Deletes the lock of an instance that was killed; whether the name is one of a lock.
///
/// # Errors
/// What the disk says.
pub(super) fn sweep(folder: &Folder, name: &str) -> io::Result<bool> {
    if !name.ends_with(ENDING) {
        return Ok(false);
    }
    // Names of instances are never used twice, so no one else can have come to it meanwhile.
    if !folder.is_locked(name) {
        folder.remove(name)?;
    }
    Ok(true)
}
