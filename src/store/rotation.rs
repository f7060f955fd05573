//! `backup --rotate`: a backup a day in one folder, of which seven days and four weeks stay (trust.md 2.8).

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::backup::{trouble, write_copy};
use super::open::beside;
use super::schema::APPLICATION_ID;
use super::{Failure, Store};
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
        if !folder.exists() {
            self.kind.create_folder(folder).map_err(cannot)?;
        }
        let stem = self.path.file_stem().unwrap_or_default();
        let stem = stem.to_string_lossy().into_owned();
        let written = folder.join(name_of(&stem, today));
        if is_in_use(&written) || written.canonicalize().is_ok_and(|path| path == self.path) {
            return Err(trouble(
                format!(
                    "{}: this is open as a database; name another folder",
                    Clean::line(&written.display().to_string())
                ),
                "",
            ));
        }
        let new = beside(&written, ".new");
        let _ = fs::remove_file(&new);
        write_copy(&self.connection, &new, self.kind)?;
        fs::rename(&new, &written).map_err(cannot)?;
        // The backup is written, whatever comes of the old ones.
        let mut rotated = Rotated {
            written,
            removed: Vec::new(),
            not_removed: None,
        };
        if let Err(error) = remove_old(folder, &stem, today, &mut rotated.removed) {
            rotated.not_removed = Some(Clean::line(&error.kind().to_string()));
        }
        Ok(rotated)
    }
}

/// Takes away the backups of days that are not kept any longer, and notes each that is gone.
fn remove_old(
    folder: &Path,
    stem: &str,
    today: NaiveDate,
    removed: &mut Vec<PathBuf>,
) -> io::Result<()> {
    let mut days = Vec::new();
    for entry in fs::read_dir(folder)?.flatten() {
        days.extend(day_of(&entry.file_name().to_string_lossy(), stem));
    }
    for day in may_go(&days, today) {
        let path = folder.join(name_of(stem, day));
        if is_a_backup(&path) {
            fs::remove_file(&path)?;
            removed.push(path);
        }
    }
    Ok(())
}

/// Somebody has opened it as a database, or has not left it in order.
fn is_in_use(path: &Path) -> bool {
    ["-wal", "-shm", "-journal"]
        .iter()
        .any(|end| beside(path, end).exists())
}

/// A plain file that we wrote: not a link, not open, and marked as ours.
pub(super) fn is_a_backup(path: &Path) -> bool {
    let plain = fs::symlink_metadata(path).is_ok_and(|data| data.is_file());
    plain && !is_in_use(path) && is_marked(path).unwrap_or(false)
}

/// Whether the head of the file carries our mark. It is nobody's open database, so that reading it harms none.
fn is_marked(path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::FileExt;
    let mut mark = [0; 4];
    fs::File::open(path)?.read_exact_at(&mut mark, 68)?;
    Ok(i64::from(u32::from_be_bytes(mark)) == APPLICATION_ID)
}
