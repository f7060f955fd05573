//! `backup --rotate`: a backup a day in one folder, of which seven days and four weeks stay (trust.md 2.8).

use std::io;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::backup::{fill, refuse_exposed, trouble};
use super::schema::APPLICATION_ID;
use super::side::{Folder, Name, NewFile, Sort};
use super::{Failure, Store, folder_of};
use crate::domain::rotation::{day_of, may_go, name_of};
use crate::domain::text::Clean;

/// What a rotation did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rotated {
    /// The backup of today.
    pub written: PathBuf,
    /// Backups that were taken away.
    pub removed: Vec<PathBuf>,
    /// Why others could not be; `None` where there were none.
    pub not_removed: Option<Clean>,
}

impl Store {
    /// Writes the backup of a day into a folder, in the place of an earlier one of the same day, and takes away those
    /// that are not kept any longer. A backup that fails removes nothing.
    ///
    /// # Errors
    /// A sentence that says where and why; no backup was written then.
    pub fn rotate(&self, folder: &Path, today: NaiveDate) -> Result<Rotated, Failure> {
        let cannot = |error: io::Error| {
            let shown = Clean::line(&folder.display().to_string());
            trouble(
                format!("{shown}: backups cannot be kept in this folder; name another"),
                &error.to_string(),
            )
        };
        let kind = self.kind.of_copies();
        let kept = open(folder, kind).map_err(cannot)?.without(&self.path);
        let stem = self.path.file_stem().unwrap_or_default();
        let stem = stem.to_string_lossy().into_owned();
        let name = Name::new(name_of(&stem, today));
        let name = name.ok_or_else(|| cannot(io::ErrorKind::InvalidInput.into()))?;
        let written = kept.place(&name);
        if is_in_use(&kept, &name) || written.canonicalize().is_ok_and(|path| path == self.path) {
            return Err(trouble(
                format!(
                    "{}: this is open as a database; name another folder",
                    Clean::line(&written.display().to_string())
                ),
                "",
            ));
        }
        if !matches!(kept.look(&name), Ok(None)) && !is_a_backup(&kept, &name) {
            return Err(trouble(
                format!(
                    "{}: there is another file of this name, no backup of ours; name another folder",
                    Clean::line(&written.display().to_string())
                ),
                "",
            ));
        }
        refuse_exposed(&written, kind)?;
        let begun = NewFile::in_folder(kept.again().map_err(cannot)?, name, kind, true);
        fill(&self.connection, begun.map_err(cannot)?, &written)?;
        // The backup is written, whatever comes of the old ones.
        let mut rotated = Rotated {
            written,
            removed: Vec::new(),
            not_removed: None,
        };
        if let Err(error) = remove_old(&kept, &stem, today, &mut rotated.removed) {
            rotated.not_removed = Some(Clean::line(&error.kind().to_string()));
        }
        Ok(rotated)
    }
}

/// Takes away the backups of days that are not kept any longer, and notes each that is gone.
fn remove_old(
    kept: &Folder,
    stem: &str,
    today: NaiveDate,
    removed: &mut Vec<PathBuf>,
) -> io::Result<()> {
    let mut days = Vec::new();
    for name in kept.names()? {
        days.extend(day_of(&name.as_os_str().to_string_lossy(), stem));
    }
    for day in may_go(&days, today) {
        let name = Name::new(name_of(stem, day)).ok_or(io::ErrorKind::InvalidInput)?;
        if is_a_backup(kept, &name) {
            kept.remove(&name)?;
            removed.push(kept.place(&name));
        }
    }
    Ok(())
}

/// The folder of the backups, made where it is missing.
fn open(path: &Path, kind: super::Kind) -> io::Result<Folder> {
    match Folder::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let name = path.file_name().and_then(Name::new);
            let name = name.ok_or(io::ErrorKind::InvalidInput)?;
            Folder::open(&folder_of(path))?.create_folder(&name, kind)
        }
        opened => opened,
    }
}

/// Somebody has opened it as a database, or has not left it in order.
fn is_in_use(folder: &Folder, name: &Name) -> bool {
    ["-wal", "-shm", "-journal"].iter().any(|end| {
        let beside = name.with(end);
        beside.is_some_and(|beside| !matches!(folder.look(&beside), Ok(None)))
    })
}

/// A plain file that we wrote: not a link, not open, and marked as ours.
pub(super) fn is_a_backup(folder: &Folder, name: &Name) -> bool {
    let facts = folder.look(name).ok().flatten();
    let plain = facts.is_some_and(|facts| facts.sort == Sort::File);
    plain && !is_in_use(folder, name) && is_marked(folder, name).unwrap_or(false)
}

/// Whether the head of the file carries our mark. A folder that knows of the open database never opens that.
fn is_marked(folder: &Folder, name: &Name) -> io::Result<bool> {
    let mut mark = [0; 4];
    folder.read(name)?.read_exact_at(&mut mark, 68)?;
    Ok(i64::from(u32::from_be_bytes(mark)) == APPLICATION_ID)
}
