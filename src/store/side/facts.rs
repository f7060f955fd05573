//! What the system says of something, without opening it.

use std::io;
use std::path::Path;

use rustix::fd::AsFd;
use rustix::fs::{AtFlags, CWD, FileType};

/// What something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link, wherever it leads.
    Link,
    /// A pipe, a socket or a device.
    Other,
}

/// What the system says of a file or folder; of a link itself, not of where it leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// What it is.
    pub sort: Sort,
    /// Its owner's account.
    pub owner: u32,
    /// Its group.
    pub group: u32,
    /// Permissions with setuid, setgid and sticky bit.
    pub mode: u32,
    /// How many names it has.
    pub names: u64,
    /// Device and number: the same for all names of one file.
    pub identity: (u64, u64),
}

impl Facts {
    /// The facts of something that is open.
    ///
    /// # Errors
    /// What the system says.
    pub fn of(handle: impl AsFd) -> io::Result<Facts> {
        Ok(facts(&rustix::fs::fstat(handle)?))
    }
}

// The fields' types differ between systems.
#[allow(
    clippy::unnecessary_cast,
    clippy::cast_lossless,
    clippy::cast_sign_loss
)]
fn facts(stat: &rustix::fs::Stat) -> Facts {
    let sort = match FileType::from_raw_mode(stat.st_mode) {
        FileType::RegularFile => Sort::File,
        FileType::Directory => Sort::Folder,
        FileType::Symlink => Sort::Link,
        FileType::Fifo
        | FileType::Socket
        | FileType::CharacterDevice
        | FileType::BlockDevice
        | FileType::Unknown => Sort::Other,
    };
    Facts {
        sort,
        owner: stat.st_uid,
        group: stat.st_gid,
        mode: stat.st_mode as u32 & 0o7777,
        names: stat.st_nlink as u64,
        identity: (stat.st_dev as u64, stat.st_ino as u64),
    }
}

/// What lies at a path, without opening it and without following a link at its end; `None` where nothing does.
///
/// # Errors
/// What the system says, as where a folder above it is closed.
pub fn look_at(path: &Path) -> io::Result<Option<Facts>> {
    found(rustix::fs::statat(CWD, path, AtFlags::SYMLINK_NOFOLLOW))
}

pub(super) fn found(stat: rustix::io::Result<rustix::fs::Stat>) -> io::Result<Option<Facts>> {
    match stat {
        Ok(stat) => Ok(Some(facts(&stat))),
        Err(rustix::io::Errno::NOENT) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
