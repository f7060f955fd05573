//! The two kinds of database (trust.md 7, rule 11): *private* (0600 in 0700) and *shared* (0660 in a folder 2770 of
//! one group). What lies beside a database, or is written out of it, follows its kind by explicit mode, never by umask.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

use rustix::process::Gid;

use super::open::{beside, folder_of};

/// Whose a database is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// Its owner's alone.
    #[default]
    Private,
    /// Everybody's in the group of this number.
    Shared(u32),
}

impl Kind {
    /// What the database says of itself.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Kind::Private => "private",
            Kind::Shared(_) => "shared",
        }
    }

    /// What a database is that calls itself so, where it lies: a copy of a shared one in somebody's own folder is
    /// theirs.
    pub(super) fn of_word(word: &str, path: &Path) -> Kind {
        match (word, Kind::by_places(path), fs::metadata(folder_of(path))) {
            ("shared", Kind::Private, Ok(folder)) if folder.mode() & 0o2070 == 0o2070 => {
                Kind::Shared(folder.gid())
            }
            ("shared", kind, _) => kind,
            _ => Kind::Private,
        }
    }

    /// What the files tell before the database is opened: the places of a shared one are its group's, too.
    pub(super) fn by_places(path: &Path) -> Kind {
        match fs::symlink_metadata(beside(path, ".desks")) {
            Ok(data) if data.is_dir() && data.mode() & 0o2000 != 0 => Kind::Shared(data.gid()),
            _ => Kind::Private,
        }
    }

    /// The mode of a file.
    #[must_use]
    pub fn file_mode(self) -> u32 {
        match self {
            Kind::Private => 0o600,
            Kind::Shared(_) => 0o660,
        }
    }

    /// The mode of a folder.
    #[must_use]
    pub fn folder_mode(self) -> u32 {
        match self {
            Kind::Private => 0o700,
            Kind::Shared(_) => 0o2770,
        }
    }

    /// Makes a file that is not there yet, whatever the umask.
    ///
    /// # Errors
    /// What the disk says; `AlreadyExists` where there is one.
    pub fn create(self, path: &Path) -> io::Result<File> {
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(path)?;
        self.settle(&file)?;
        Ok(file)
    }

    /// Opens a file beside the database for writing, making it where it is missing; what is in it stays.
    ///
    /// # Errors
    /// What the disk says.
    pub(super) fn open(self, path: &Path) -> io::Result<File> {
        let there = || OpenOptions::new().write(true).open(path);
        match there() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => match self.create(path) {
                // Somebody was faster.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => there(),
                made => made,
            },
            opened => opened,
        }
    }

    /// Makes a folder, whatever the umask.
    ///
    /// # Errors
    /// What the disk says.
    pub(super) fn create_folder(self, path: &Path) -> io::Result<()> {
        DirBuilder::new().mode(0o700).create(path)?;
        self.settle(&File::open(path)?)
    }

    /// Gives a file or folder that was made a moment ago its group and mode.
    fn settle(self, file: &File) -> io::Result<()> {
        if let Kind::Shared(group) = self
            && file.metadata()?.gid() != group
        {
            rustix::fs::fchown(file, None, Some(Gid::from_raw(group)))?;
        }
        let mode = if file.metadata()?.is_dir() {
            self.folder_mode()
        } else {
            self.file_mode()
        };
        file.set_permissions(Permissions::from_mode(mode))
    }
}
