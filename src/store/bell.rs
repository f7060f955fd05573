//! The bell beside the database: one byte after every commit wakes the other desks (house.md 4.6, item 4).

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use super::kind::Kind;
use super::open::beside;

/// Our end of the bell.
#[derive(Debug)]
pub struct Bell {
    file: Option<File>,
}

impl Bell {
    /// The bell's file: `NAME.db.bell`.
    #[must_use]
    pub fn path(database: &Path) -> PathBuf {
        beside(database, ".bell")
    }

    /// Opens the bell, making it where it is missing. A bell that cannot be had is silent: the others look
    /// again after every change in the folder anyway.
    #[must_use]
    pub fn hang(database: &Path, kind: Kind) -> Bell {
        Bell {
            file: kind.open(&Bell::path(database)).ok(),
        }
    }

    /// The bell of a desk that never changes anything.
    #[must_use]
    pub fn silent() -> Bell {
        Bell { file: None }
    }

    /// Rings once.
    pub fn ring(&self) {
        if let Some(file) = &self.file {
            // A bell that fails costs the others a moment, never a change.
            let _ = file.write_at(b"!", 0);
        }
    }
}
