//! Who is here, without heartbeats: each desk holds a lock on a file of its own in `NAME.db.desks/`. A lock that
//! can be taken belongs to a desk that is gone.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, flock};

use super::kind::Kind;
use super::open::beside;

/// This desk's place; given up when dropped.
#[derive(Debug)]
pub struct Presence {
    file: File,
    path: PathBuf,
}

impl Presence {
    /// Takes a place. `None` where the folder does not allow it: the desk works, it is only not seen.
    #[must_use]
    pub fn enter(database: &Path, kind: Kind, desk: &str) -> Option<Presence> {
        let folder = beside(database, ".desks");
        if !folder.is_dir() {
            match kind.create_folder(&folder) {
                // Somebody was faster.
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return None,
                _ => {}
            }
        }
        let path = folder.join(desk);
        let file = kind.create(&path).ok()?;
        flock(&file, FlockOperation::NonBlockingLockExclusive).ok()?;
        Some(Presence { file, path })
    }
}

impl Drop for Presence {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
        let _ = flock(&self.file, FlockOperation::Unlock);
    }
}

/// Whether the desk of this name is still running.
#[must_use]
pub fn is_alive(database: &Path, desk: &str) -> bool {
    let path = beside(database, ".desks").join(desk);
    match File::open(&path) {
        Ok(file) => flock(&file, FlockOperation::NonBlockingLockShared).is_err(),
        Err(_) => false,
    }
}

/// Whether any other desk or command is running on this database.
#[must_use]
pub fn others(database: &Path, me: &str) -> bool {
    let Ok(places) = fs::read_dir(beside(database, ".desks")) else {
        return false;
    };
    places.flatten().any(|place| {
        let desk = place.file_name().to_string_lossy().into_owned();
        desk != me && is_alive(database, &desk)
    })
}
