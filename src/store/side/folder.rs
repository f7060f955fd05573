//! A folder that is held open, and one name in it.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

use rustix::fd::{AsFd, OwnedFd};
use rustix::fs::{AtFlags, Dir, Mode, OFlags};
use rustix::process::Gid;

use super::facts::{Facts, Sort, found, look_at};
use crate::store::Kind;

/// The name of one thing in a folder; never a path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name(OsString);

impl Name {
    /// `None` for what is a path, empty, or means the folder itself or the one above it.
    #[must_use]
    pub fn new(name: impl AsRef<OsStr>) -> Option<Name> {
        let name = name.as_ref();
        let bytes = name.as_bytes();
        let is_path = bytes.contains(&b'/') || bytes.contains(&0);
        (!is_path && !matches!(bytes, b"" | b"." | b"..")).then(|| Name(name.to_owned()))
    }

    /// The same name with something behind it; `None` where that would make it a path.
    #[must_use]
    pub fn with(&self, end: &str) -> Option<Name> {
        let mut name = self.0.clone();
        name.push(end);
        Name::new(name)
    }

    /// The name as the system has it.
    #[must_use]
    pub fn as_os_str(&self) -> &OsStr {
        &self.0
    }
}

/// A folder that is held open: whoever renames it or puts a link in its place changes nothing for us.
#[derive(Debug)]
pub struct Folder {
    handle: OwnedFd,
    path: PathBuf,
    /// Files that are never opened here, whatever they are called: a database that is open.
    shut: Vec<(u64, u64)>,
}

/// Only to reach what is in it: works where the folder may not be listed.
#[cfg(target_os = "linux")]
const REACH: OFlags = OFlags::PATH;
#[cfg(not(target_os = "linux"))]
const REACH: OFlags = OFlags::RDONLY;

impl Folder {
    /// Opens the folder at a path that somebody named; links in such a path are the user's own business.
    ///
    /// # Errors
    /// What the system says.
    pub fn open(path: &Path) -> io::Result<Folder> {
        let flags = REACH | OFlags::DIRECTORY | OFlags::CLOEXEC;
        Ok(Folder {
            handle: rustix::fs::open(path, flags, Mode::empty())?,
            path: path.to_path_buf(),
            shut: Vec::new(),
        })
    }

    /// The same, where a database and its companions may lie: they are never opened through it.
    #[must_use]
    pub fn without(mut self, database: &Path) -> Folder {
        for end in ["", "-wal", "-shm", "-journal"] {
            let place = crate::store::beside(database, end);
            let facts = look_at(&place).ok().flatten();
            self.shut.extend(facts.map(|facts| facts.identity));
        }
        self
    }

    /// The folder of this name in it; never one that a link leads to.
    ///
    /// # Errors
    /// What the system says.
    pub fn inside(&self, name: &Name) -> io::Result<Folder> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        Ok(Folder {
            handle: rustix::fs::openat(&self.handle, &name.0, flags, Mode::empty())?,
            path: self.place(name),
            shut: self.shut.clone(),
        })
    }

    /// The same folder once more.
    ///
    /// # Errors
    /// What the system says.
    pub fn again(&self) -> io::Result<Folder> {
        Ok(Folder {
            handle: self.handle.try_clone()?,
            path: self.path.clone(),
            shut: self.shut.clone(),
        })
    }

    /// Where something of this name lies, to be shown and for `SQLite`.
    #[must_use]
    pub fn place(&self, name: &Name) -> PathBuf {
        self.path.join(&name.0)
    }

    /// The path by which it was opened.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The facts of the folder itself.
    ///
    /// # Errors
    /// What the system says.
    pub fn facts(&self) -> io::Result<Facts> {
        Facts::of(&self.handle)
    }

    /// What lies there under this name; `None` where nothing does.
    ///
    /// # Errors
    /// What the system says.
    pub fn look(&self, name: &Name) -> io::Result<Option<Facts>> {
        let flags = AtFlags::SYMLINK_NOFOLLOW;
        found(rustix::fs::statat(&self.handle, &name.0, flags))
    }

    /// Opens a regular file to read it.
    ///
    /// # Errors
    /// `NotFound` where there is none, `PermissionDenied` for anything else than a regular file, what the system says.
    pub fn read(&self, name: &Name) -> io::Result<File> {
        self.open_file(name, OFlags::RDONLY)
    }

    /// Opens a regular file to write it; what is in it stays.
    ///
    /// # Errors
    /// As [`Folder::read`].
    pub fn write(&self, name: &Name) -> io::Result<File> {
        self.open_file(name, OFlags::WRONLY)
    }

    fn open_file(&self, name: &Name, way: OFlags) -> io::Result<File> {
        // Looked at before it is opened, so that no pipe or device hears of it; and again by its descriptor.
        let there = self.look(name)?.ok_or(io::ErrorKind::NotFound)?;
        self.refuse(&there)?;
        let flags = way | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::NOCTTY;
        let file = rustix::fs::openat(&self.handle, &name.0, flags, Mode::empty())?;
        self.refuse(&Facts::of(&file)?)?;
        Ok(file.into())
    }

    fn refuse(&self, facts: &Facts) -> io::Result<()> {
        if facts.sort != Sort::File || self.shut.contains(&facts.identity) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        Ok(())
    }

    /// Creates a file that must not be there yet, with the mode and group of this kind whatever the umask.
    ///
    /// # Errors
    /// `AlreadyExists` where anything has the name, a link that leads nowhere included; what the system says.
    pub fn create(&self, name: &Name, kind: Kind) -> io::Result<File> {
        let flags = OFlags::RDWR
            | OFlags::CREATE
            | OFlags::EXCL
            | OFlags::NOFOLLOW
            | OFlags::CLOEXEC
            | OFlags::NOCTTY;
        let file = rustix::fs::openat(&self.handle, &name.0, flags, Mode::from_raw_mode(0o600))?;
        if let Err(error) = settle(&file, kind) {
            // It was made a moment ago, and is of no use to anyone.
            let _ = self.remove(name);
            return Err(error);
        }
        Ok(file.into())
    }

    /// Creates a folder that must not be there yet, with the mode and group of this kind whatever the umask.
    ///
    /// # Errors
    /// `AlreadyExists` where anything has the name; what the system says.
    pub fn create_folder(&self, name: &Name, kind: Kind) -> io::Result<Folder> {
        rustix::fs::mkdirat(&self.handle, &name.0, Mode::from_raw_mode(0o700))?;
        let made = self.inside(name)?;
        // Somebody may have put another folder in its place meanwhile.
        if made.facts()?.owner != super::me() {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        if let Err(error) = settle(&made.handle, kind) {
            let _ = self.remove_folder(name);
            return Err(error);
        }
        Ok(made)
    }

    /// Gives the folder the group and mode of this kind.
    ///
    /// # Errors
    /// What the system says.
    pub fn settle(&self, kind: Kind) -> io::Result<()> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        settle(
            rustix::fs::openat(&self.handle, ".", flags, Mode::empty())?,
            kind,
        )
    }

    /// Gives something another name in this folder, in the place of what has it.
    ///
    /// # Errors
    /// What the system says.
    pub fn rename(&self, from: &Name, to: &Name) -> io::Result<()> {
        Ok(rustix::fs::renameat(
            &self.handle,
            &from.0,
            &self.handle,
            &to.0,
        )?)
    }

    /// Gives something another name in this folder that nothing may have yet.
    ///
    /// # Errors
    /// `AlreadyExists` where something has it; what the system says.
    pub fn rename_new(&self, from: &Name, to: &Name) -> io::Result<()> {
        #[cfg(target_os = "linux")]
        {
            use rustix::fs::{RenameFlags, renameat_with};
            use rustix::io::Errno;
            let flags = RenameFlags::NOREPLACE;
            match renameat_with(&self.handle, &from.0, &self.handle, &to.0, flags) {
                // Not every file system can do it in one step.
                Err(Errno::INVAL | Errno::NOSYS) => {}
                done => return Ok(done?),
            }
        }
        if self.look(to)?.is_some() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        self.rename(from, to)
    }

    /// Deletes a file or a link, and never what a link leads to.
    ///
    /// # Errors
    /// What the system says.
    pub fn remove(&self, name: &Name) -> io::Result<()> {
        Ok(rustix::fs::unlinkat(
            &self.handle,
            &name.0,
            AtFlags::empty(),
        )?)
    }

    /// Deletes a folder that is empty.
    ///
    /// # Errors
    /// What the system says.
    pub fn remove_folder(&self, name: &Name) -> io::Result<()> {
        Ok(rustix::fs::unlinkat(
            &self.handle,
            &name.0,
            AtFlags::REMOVEDIR,
        )?)
    }

    /// The names of what is in it.
    ///
    /// # Errors
    /// What the system says.
    pub fn names(&self) -> io::Result<Vec<Name>> {
        let mut names = Vec::new();
        for entry in Dir::read_from(self.listed()?)? {
            let name = OsString::from_vec(entry?.file_name().to_bytes().to_vec());
            names.extend(Name::new(name));
        }
        Ok(names)
    }

    /// Puts what was created, renamed and deleted in it on the disk.
    ///
    /// # Errors
    /// What the system says.
    pub fn sync(&self) -> io::Result<()> {
        Ok(rustix::fs::fsync(self.listed()?)?)
    }

    /// A descriptor of its own that may list the folder.
    pub(super) fn listed(&self) -> io::Result<OwnedFd> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        Ok(rustix::fs::openat(&self.handle, ".", flags, Mode::empty())?)
    }
}

/// Gives a file or folder of ours its group and mode.
fn settle(made: impl AsFd, kind: Kind) -> io::Result<()> {
    let facts = Facts::of(&made)?;
    if let Kind::Shared(group) = kind
        && facts.group != group
    {
        rustix::fs::fchown(&made, None, Some(Gid::from_raw(group)))?;
    }
    let mode = match facts.sort {
        Sort::Folder => kind.folder_mode(),
        Sort::File | Sort::Link | Sort::Other => kind.file_mode(),
    };
    Ok(rustix::fs::fchmod(made, Mode::from_raw_mode(raw(mode)))?)
}

// The type differs between systems.
#[allow(clippy::unnecessary_cast, clippy::cast_possible_truncation)]
pub(super) fn raw(mode: u32) -> rustix::fs::RawMode {
    mode as rustix::fs::RawMode
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    /// Only root may give files to a group of others: for everyone else the second step fails.
    #[test]
    fn what_cannot_be_given_its_group_is_not_left() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::open(place.path()).unwrap();
        let kind = Kind::Shared(4_000_000_000);
        let (file, below) = (Name::new("file").unwrap(), Name::new("below").unwrap());
        let made = folder.create(&file, kind).is_ok();
        assert_eq!(folder.look(&file).unwrap().is_some(), made);
        let made = folder.create_folder(&below, kind).is_ok();
        assert_eq!(folder.look(&below).unwrap().is_some(), made);
    }
}
