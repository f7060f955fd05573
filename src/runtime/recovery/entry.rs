//! A file of unsaved text, or the folder of a text that an editor has, as it lies in a folder of unsaved text.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::disk::Kept;
use crate::runtime::editor::{self, Left};
use crate::runtime::private::{Folder, is_unfinished};

/// The most that is read of a file.
const LARGEST: u64 = 64_000_000;

/// What lies under a name.
#[derive(Debug)]
pub(super) enum Entry {
    /// A file of unsaved text.
    Kept(Kept),
    /// A text that an editor has or had.
    Edited(Left),
}

/// Where a file belongs, whatever else stands in it: a later version may write texts that this one does not know.
#[derive(Debug, Deserialize)]
struct Belongs {
    database: PathBuf,
}

/// What lies under this name; `None` where that is no unsaved text of this database, or is gone by now.
///
/// # Errors
/// What the disk says; and where a file that may be about this database is not in a form that this version reads.
pub(super) fn entry(folder: &Folder, name: &str, database: &Path) -> io::Result<Option<Entry>> {
    let is_json = Path::new(name).extension().is_some_and(|end| end == "json");
    let found = if is_json && !is_unfinished(name) {
        kept(folder, name, database).map(|kept| kept.map(Entry::Kept))
    } else {
        editor::left(folder, name).map(|left| left.map(Entry::Edited))
    };
    match found {
        Ok(entry) => Ok(entry.filter(|entry| entry.belongs().0 == database)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn kept(folder: &Folder, name: &str, database: &Path) -> io::Result<Option<Kept>> {
    let bytes = folder.read(name, LARGEST)?;
    match serde_json::from_slice(&bytes) {
        Ok(kept) => Ok(Some(kept)),
        Err(_) => match serde_json::from_slice::<Belongs>(&bytes) {
            Ok(belongs) if belongs.database != database => Ok(None),
            Ok(_) | Err(_) => Err(io::Error::other("this version cannot read it")),
        },
    }
}

impl Entry {
    /// The database that it is about, and the instance that it is of.
    pub(super) fn belongs(&self) -> (&Path, &str) {
        match self {
            Entry::Kept(kept) => (&kept.database, &kept.desk),
            Entry::Edited(left) => (&left.about.database, &left.about.desk),
        }
    }
}
