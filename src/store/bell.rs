//! The bell beside the database: one byte after every commit wakes the other desks (house.md 4.6, item 4).

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::Path;

use super::kind::Kind;
use super::side::Beside;

/// Our end of the bell.
#[derive(Debug)]
pub struct Bell {
    file: Option<File>,
}

impl Bell {
    /// Opens the bell (`NAME.db.bell`), making it where it is missing. A bell that cannot be had, or that somebody else
    /// put there, is silent: the others look again after every change in the folder anyway.
    #[must_use]
    pub fn hang(database: &Path, kind: Kind) -> Bell {
        Bell {
            file: Beside::of(database, kind)
                .and_then(|beside| beside.bell())
                .ok(),
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
