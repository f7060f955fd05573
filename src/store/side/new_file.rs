//! Files that are written for somebody: backups, exports, rejected rows. Each is made anew with an explicit mode; what
//! has the name already is neither followed nor written over.

use std::fs::File;
use std::hash::{BuildHasher, RandomState};
use std::io;
use std::path::{Path, PathBuf};

use rustix::process::{Pid, getpid, test_kill_process};

use super::facts::Sort;
use super::folder::{Folder, Name};
use super::me;
use crate::store::{Kind, folder_of};

/// What an unfinished file is called behind the name that it will have: this, the process, and something random.
const UNFINISHED: &str = ".unfinished-";

/// A file that gets its name when it is whole. Dropped before, nothing of it stays; what a process that was killed has
/// left is taken away by the next one that writes the same file.
#[derive(Debug)]
pub struct NewFile {
    folder: Folder,
    name: Name,
    unfinished: Option<Name>,
    file: Option<File>,
    replaces: bool,
}

impl NewFile {
    /// Begins a file at a path where nothing may be yet.
    ///
    /// # Errors
    /// `AlreadyExists` where something has the name, `InvalidInput` where the path has none; what the system says.
    pub fn begin(path: &Path, kind: Kind) -> io::Result<NewFile> {
        let name = path.file_name().and_then(Name::new);
        let folder = Folder::open(&folder_of(path))?;
        NewFile::in_folder(
            folder,
            name.ok_or(io::ErrorKind::InvalidInput)?,
            kind,
            false,
        )
    }

    /// Begins a file in a folder; `replaces` tells whether it takes the place of one that has the name.
    ///
    /// # Errors
    /// As [`NewFile::begin`].
    pub fn in_folder(
        folder: Folder,
        name: Name,
        kind: Kind,
        replaces: bool,
    ) -> io::Result<NewFile> {
        if !replaces && folder.look(&name)?.is_some() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        sweep(&folder, &name);
        let process = getpid().as_raw_nonzero();
        let random = RandomState::new().hash_one(process);
        let unfinished = name.with(&format!("{UNFINISHED}{process}-{random:016x}"));
        let unfinished = unfinished.ok_or(io::ErrorKind::InvalidInput)?;
        let file = folder.create(&unfinished, kind)?;
        Ok(NewFile {
            folder,
            name,
            unfinished: Some(unfinished),
            file: Some(file),
            replaces,
        })
    }

    /// Where it lies until it is whole.
    #[must_use]
    pub fn place(&self) -> PathBuf {
        let name = self.unfinished.as_ref().unwrap_or(&self.name);
        self.folder.place(name)
    }

    /// The open file, to be written; once only.
    pub fn take(&mut self) -> Option<File> {
        self.file.take()
    }

    /// Puts it on the disk and gives it its name.
    ///
    /// # Errors
    /// `AlreadyExists` where the name was taken meanwhile; what the disk says. Nothing of it stays then.
    pub fn finish(mut self) -> io::Result<Whole> {
        let unfinished = self.unfinished.clone().ok_or(io::ErrorKind::NotFound)?;
        self.folder.read(&unfinished)?.sync_all()?;
        if self.replaces {
            self.folder.rename(&unfinished, &self.name)?;
        } else {
            self.folder.rename_new(&unfinished, &self.name)?;
        }
        self.unfinished = None;
        Ok(Whole {
            certain: self.folder.sync(),
            created: Created {
                folder: self.folder.again()?,
                name: self.name.clone(),
            },
        })
    }
}

/// A file that is whole and has its name.
#[derive(Debug)]
pub struct Whole {
    /// The file.
    pub created: Created,
    /// Whether the disk confirms that the name stays.
    pub certain: io::Result<()>,
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if let Some(unfinished) = &self.unfinished {
            let _ = self.folder.remove(unfinished);
        }
    }
}

/// Takes away what processes that are gone have left of this file.
fn sweep(folder: &Folder, name: &Name) {
    let name = name.as_os_str().to_str();
    remove(folder, |unfinished| {
        name == Some(unfinished.whole) && is_gone(unfinished.writer)
    });
}

/// Takes away what upgrades of a database have left that were killed. Whoever holds the lock of the upgrade is the only
/// one who writes such copies: the process that is named in one is gone, or its number is another's by now.
pub fn sweep_upgrades(folder: &Folder, database: &Name) {
    remove(folder, |unfinished| unfinished.is_of_upgrade(database));
}

/// What killed upgrades of a database have left beside it.
#[must_use]
pub fn left_by_upgrades(folder: &Folder, database: &Name) -> Vec<PathBuf> {
    let names = folder.names().unwrap_or_default();
    let mut left: Vec<PathBuf> = names
        .iter()
        .filter(|name| {
            Unfinished::of(name)
                .is_some_and(|one| one.is_of_upgrade(database) && is_gone(one.writer))
        })
        .map(|name| folder.place(name))
        .collect();
    left.sort();
    left
}

/// Whether a name is one of a file that was begun by a process that is gone, and never became whole.
#[must_use]
pub fn is_left_unfinished(name: &Name) -> bool {
    Unfinished::of(name).is_some_and(|one| is_gone(one.writer))
}

fn remove(folder: &Folder, which: impl Fn(&Unfinished<'_>) -> bool) {
    for name in folder.names().unwrap_or_default() {
        let is_ours = || {
            let facts = folder.look(&name).ok().flatten();
            facts.is_some_and(|facts| facts.sort == Sort::File && facts.owner == me())
        };
        if Unfinished::of(&name).is_some_and(|one| which(&one)) && is_ours() {
            let _ = folder.remove(&name);
        }
    }
}

/// The name of a file that is not whole, or of the journal that `SQLite` keeps beside it, taken apart.
struct Unfinished<'a> {
    /// The name that it would have had.
    whole: &'a str,
    /// The process that writes it.
    writer: Pid,
}

impl<'a> Unfinished<'a> {
    fn of(name: &'a Name) -> Option<Unfinished<'a>> {
        let name = name.as_os_str().to_str()?;
        let name = name.strip_suffix("-journal").unwrap_or(name);
        let (whole, end) = name.rsplit_once(UNFINISHED)?;
        let (process, random) = end.split_once('-')?;
        let is_random = random.len() == 16 && random.bytes().all(|byte| byte.is_ascii_hexdigit());
        let writer = Pid::from_raw(process.parse().ok()?).filter(|_| is_random)?;
        Some(Unfinished { whole, writer })
    }

    /// Whether it would be the copy that an upgrade of this database leaves: `NAME.shape-3`, `NAME.shape-3.2`.
    fn is_of_upgrade(&self, database: &Name) -> bool {
        let behind = database.as_os_str().to_str().and_then(|database| {
            let behind = self.whole.strip_prefix(database)?;
            behind.strip_prefix(".shape-")
        });
        behind.is_some_and(|behind| {
            behind
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'.')
        })
    }
}

fn is_gone(process: Pid) -> bool {
    test_kill_process(process) == Err(rustix::io::Errno::SRCH)
}

/// A file that was created and has its name: from the beginning, where its rows are wanted even if the rest does not
/// come, or since it was whole.
#[derive(Debug)]
pub struct Created {
    folder: Folder,
    name: Name,
}

impl Created {
    /// Creates the file; what has the name already is left alone.
    ///
    /// # Errors
    /// `AlreadyExists` where something has the name, a link that leads nowhere included; what the system says.
    pub fn at(path: &Path, kind: Kind) -> io::Result<(Created, File)> {
        let name = path.file_name().and_then(Name::new);
        let name = name.ok_or(io::ErrorKind::InvalidInput)?;
        let folder = Folder::open(&folder_of(path))?;
        let file = folder.create(&name, kind)?;
        Ok((Created { folder, name }, file))
    }

    /// Deletes it again.
    pub fn remove(self) {
        let _ = self.folder.remove(&self.name);
    }
}
