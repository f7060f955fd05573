//! Where unsaved text lies: in the state folder, or in the runtime folder while that cannot be written.

use std::fmt::Debug;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::Seat;
use crate::domain::text::Clean;
use crate::runtime::paths;
use crate::runtime::private::{Folder, cause_of_reading};

/// The folder of unsaved text, below the state folder and the runtime folder.
const FOLDER: &str = "recover";

/// Where a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    /// The state folder, where everything belongs.
    State,
    /// The runtime folder, which goes at the end of the session.
    Runtime,
}

/// What writes and removes files; tests have one that waits or fails.
pub(super) trait Shelf: Debug + Send {
    /// The folder of a place, if this machine has one.
    fn path(&self, at: At) -> Option<PathBuf>;
    /// Writes a file of an instance whole or not at all; it is on disk when this returns, and others see that the
    /// instance runs.
    fn write(&mut self, at: At, seat: &Seat, name: &str, bytes: &[u8]) -> io::Result<()>;
    /// Removes a file, if it is there.
    fn remove(&mut self, at: At, name: &str) -> io::Result<()>;
}

/// What lies in the folders of unsaved text.
#[derive(Debug, Default)]
pub(super) struct Look {
    /// The folders, and the names in them.
    pub(super) folders: Vec<(Folder, Vec<String>)>,
    /// What could not be looked into, and why.
    pub(super) unread: Vec<Clean>,
}

impl Look {
    /// Every name, with its folder.
    pub(super) fn names(&self) -> impl Iterator<Item = (&Folder, &String)> {
        self.folders
            .iter()
            .flat_map(|(folder, names)| names.iter().map(move |name| (folder, name)))
    }
}

/// A file or folder that could not be read, and why: `/home/ada/recover (no permission to read)`.
pub(super) fn unread(path: &Path, error: &io::Error) -> Clean {
    Clean::line(&format!("{} ({})", path.display(), cause_of_reading(error)))
}

/// The folders of this user.
#[derive(Debug, Clone)]
pub(in crate::runtime) struct Places {
    state: PathBuf,
    runtime: Option<PathBuf>,
}

impl Places {
    /// As the environment has them.
    pub(in crate::runtime) fn of_this_user() -> Places {
        Places {
            state: paths::state_folder(),
            runtime: paths::runtime_folder(),
        }
    }

    #[cfg(test)]
    pub(super) fn new(state: &Path, runtime: Option<&Path>) -> Places {
        Places {
            state: state.to_path_buf(),
            runtime: runtime.map(Path::to_path_buf),
        }
    }

    fn base(&self, at: At) -> Option<&PathBuf> {
        match at {
            At::State => Some(&self.state),
            At::Runtime => self.runtime.as_ref(),
        }
    }

    /// The folder of a place, made where it is missing.
    fn make(&self, at: At) -> io::Result<Folder> {
        let missing = || io::Error::other("this session has no runtime folder");
        Folder::make(self.base(at).ok_or_else(missing)?)?.below(FOLDER)
    }

    /// What lies in the folders of unsaved text, and which of them could not be looked into.
    pub(super) fn look(&self) -> Look {
        let mut look = Look::default();
        for base in [At::State, At::Runtime].map(|at| self.base(at)) {
            let Some(base) = base else {
                continue;
            };
            let folder = Folder::open(base).and_then(|base| base.enter(FOLDER));
            match folder.and_then(|folder| Ok((folder.names()?, folder))) {
                Ok((names, folder)) => look.folders.push((folder, names)),
                // Where there is no folder, nothing was ever written.
                Err(error)
                    if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {}
                Err(error) => look.unread.push(unread(&base.join(FOLDER), &error)),
            }
        }
        look
    }

    /// The first folder in which this can be done.
    ///
    /// # Errors
    /// Why the state folder does not take it, where no other does.
    pub(in crate::runtime) fn first<T>(
        &self,
        mut work: impl FnMut(Folder) -> io::Result<T>,
    ) -> io::Result<T> {
        let first = self.make(At::State).and_then(&mut work);
        first.or_else(|error| {
            self.make(At::Runtime)
                .and_then(&mut work)
                .map_err(|_| error)
        })
    }
}

impl Shelf for Places {
    fn path(&self, at: At) -> Option<PathBuf> {
        self.base(at).map(|base| base.join(FOLDER))
    }

    fn write(&mut self, at: At, seat: &Seat, name: &str, bytes: &[u8]) -> io::Result<()> {
        let folder = self.make(at)?;
        seat.take(&folder);
        folder.write(name, bytes)
    }

    fn remove(&mut self, at: At, name: &str) -> io::Result<()> {
        self.make(at)?.remove(name)
    }
}
