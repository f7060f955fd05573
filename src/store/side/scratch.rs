//! Throw-away folders in the folder for temporary files: this account's alone, and gone when they are not needed any
//! longer, at the latest when the next one is made.

use std::hash::{BuildHasher, RandomState};
use std::io;
use std::path::PathBuf;

use rustix::fd::OwnedFd;
use rustix::fs::{FlockOperation, flock};

use super::facts::Sort;
use super::folder::{Folder, Name};
use super::me;
use crate::store::Kind;

/// What all of them begin with.
const PREFIX: &str = "entourage-";
/// What they are for; nothing else is swept. The database in them is called the same.
const PURPOSES: [&str; 2] = ["demo", "trial"];

/// A throw-away folder with a database in it; it goes when this is dropped.
#[derive(Debug)]
pub struct Scratch {
    above: Folder,
    name: Name,
    purpose: &'static str,
    folder: Folder,
    /// Locked as long as the folder is in use.
    _lock: OwnedFd,
}

impl Scratch {
    /// A folder for a demo.
    ///
    /// # Errors
    /// What the system says.
    pub fn demo() -> io::Result<Scratch> {
        Scratch::make(PURPOSES[0])
    }

    /// A folder for the trial of an import.
    ///
    /// # Errors
    /// What the system says.
    pub fn trial() -> io::Result<Scratch> {
        Scratch::make(PURPOSES[1])
    }

    fn make(purpose: &'static str) -> io::Result<Scratch> {
        Scratch::sweep();
        let above = Folder::open(&std::env::temp_dir())?;
        let random = RandomState::new().hash_one(purpose);
        let name = format!("{PREFIX}{purpose}-{random:016x}");
        let invalid = io::ErrorKind::InvalidInput;
        // Under another name until it is locked, or somebody who sweeps could take it for one that was left.
        let hidden = Name::new(format!(".{name}")).ok_or(invalid)?;
        let name = Name::new(name).ok_or(invalid)?;
        let folder = above.create_folder(&hidden, Kind::Private)?;
        let lock = folder.listed()?;
        // Where folders cannot be locked, nobody can take them for left either.
        let _ = flock(&lock, FlockOperation::NonBlockingLockExclusive);
        above.rename(&hidden, &name)?;
        Ok(Scratch {
            folder: above.inside(&name)?,
            above,
            name,
            purpose,
            _lock: lock,
        })
    }

    /// Where its database lies.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        let file = format!("{}.db", self.purpose);
        self.above.place(&self.name).join(file)
    }

    /// Takes away what processes of this account that were killed have left.
    pub fn sweep() {
        let Ok(above) = Folder::open(&std::env::temp_dir()) else {
            return;
        };
        for name in above.names().unwrap_or_default() {
            if let Some(purpose) = purpose_of(&name) {
                let _ = sweep_one(&above, &name, purpose);
            }
        }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        empty(&self.folder, self.purpose);
        let _ = self.above.remove_folder(&self.name);
    }
}

/// What a folder of this name is for; `None` of a name that we do not make.
fn purpose_of(name: &Name) -> Option<&'static str> {
    let (purpose, random) = name
        .as_os_str()
        .to_str()?
        .strip_prefix(PREFIX)?
        .split_once('-')?;
    let is_random = random.len() == 16 && random.bytes().all(|byte| byte.is_ascii_hexdigit());
    let known = PURPOSES.into_iter().find(|known| *known == purpose);
    known.filter(|_| is_random)
}

fn sweep_one(above: &Folder, name: &Name, purpose: &str) -> io::Result<()> {
    let folder = above.inside(name)?;
    let facts = folder.facts()?;
    if facts.owner != me() || facts.mode & 0o077 != 0 {
        return Ok(());
    }
    let lock = folder.listed()?;
    flock(&lock, FlockOperation::NonBlockingLockExclusive)?;
    empty(&folder, purpose);
    above.remove_folder(name)
}

/// Deletes the database and what lies beside it. What somebody else put there stays, and the folder with it.
fn empty(folder: &Folder, purpose: &str) {
    let database = format!("{purpose}.db");
    for name in folder.names().unwrap_or_default() {
        if !name.as_os_str().to_string_lossy().starts_with(&database) {
            continue;
        }
        match folder.look(&name).ok().flatten().map(|facts| facts.sort) {
            Some(Sort::File) => {
                let _ = folder.remove(&name);
            }
            Some(Sort::Folder) => {
                if let Ok(places) = folder.inside(&name) {
                    for place in places.names().unwrap_or_default() {
                        let _ = places.remove(&place);
                    }
                }
                let _ = folder.remove_folder(&name);
            }
            Some(Sort::Link | Sort::Other) | None => {}
        }
    }
}
