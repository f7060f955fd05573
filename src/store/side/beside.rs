//! The folder of a database, and the files beside it that are ours.

use std::fs::File;
use std::io;
use std::path::Path;

use super::facts::{Facts, Sort};
use super::folder::{Folder, Name, raw};
use super::me;
use super::trust::{Keepers, Planted};
use crate::store::{Kind, folder_of};

/// Something that lies beside a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// `SQLite`'s log of writes: never opened here.
    Log,
    /// `SQLite`'s index of that log: never opened here.
    Index,
    /// `SQLite`'s journal from before the log: played back into the database by whoever opens it, so never opened here.
    Journal,
    /// The bell.
    Bell,
    /// The folder in which each instance has its place.
    Desks,
    /// The lock of those who upgrade.
    Upgrade,
}

impl Side {
    /// Everything, as it is looked at.
    pub const ALL: [Side; 6] = [
        Side::Log,
        Side::Index,
        Side::Journal,
        Side::Desks,
        Side::Bell,
        Side::Upgrade,
    ];

    /// What follows the name of the database.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Side::Log => "-wal",
            Side::Index => "-shm",
            Side::Journal => "-journal",
            Side::Bell => ".bell",
            Side::Desks => ".desks",
            Side::Upgrade => ".upgrade",
        }
    }

    /// What a file of this name would be to a database beside it.
    #[must_use]
    pub fn named(path: &Path) -> Option<Side> {
        let name = path.file_name()?.to_str()?;
        Side::ALL
            .into_iter()
            .find(|side| name.ends_with(side.ending()))
    }

    fn sort(self) -> Sort {
        match self {
            Side::Desks => Sort::Folder,
            Side::Log | Side::Index | Side::Journal | Side::Bell | Side::Upgrade => Sort::File,
        }
    }
}

/// The folder of a database, held open.
#[derive(Debug)]
pub struct Beside {
    folder: Folder,
    database: Name,
    keepers: Keepers,
}

impl Beside {
    /// The folder of this database, which is of this kind.
    ///
    /// # Errors
    /// What the system says.
    pub fn of(database: &Path, kind: Kind) -> io::Result<Beside> {
        let name = database.file_name().and_then(Name::new);
        Ok(Beside {
            folder: Folder::open(&folder_of(database))?.without(database),
            database: name.ok_or(io::ErrorKind::InvalidInput)?,
            keepers: Keepers::of(database, kind),
        })
    }

    fn name(&self, side: Side) -> io::Result<Name> {
        let name = self.database.with(side.ending());
        name.ok_or_else(|| io::ErrorKind::InvalidInput.into())
    }

    /// Why what lies there is not used; `None` where nothing does or it is as it should be.
    #[must_use]
    pub fn planted(&self, side: Side) -> Option<Planted> {
        let facts = self.folder.look(&self.name(side).ok()?).ok().flatten()?;
        self.keepers.refuse(&facts, side.sort())
    }

    /// Whether nothing lies there.
    #[must_use]
    pub fn is_missing(&self, side: Side) -> bool {
        let look = self.name(side).and_then(|name| self.folder.look(&name));
        matches!(look, Ok(None))
    }

    /// The bell, to ring it; it is made where it is missing.
    ///
    /// # Errors
    /// `PermissionDenied` for one that somebody else put there; what the system says.
    pub fn bell(&self) -> io::Result<File> {
        self.open(Side::Bell)
    }

    /// The lock of those who upgrade; it is made where it is missing.
    ///
    /// # Errors
    /// As [`Beside::bell`].
    pub fn upgrade(&self) -> io::Result<File> {
        self.open(Side::Upgrade)
    }

    fn open(&self, side: Side) -> io::Result<File> {
        let name = self.name(side)?;
        let file = match self.folder.write(&name) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                match self.folder.create(&name, self.keepers.kind) {
                    // Somebody was faster.
                    Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                        self.folder.write(&name)?
                    }
                    made => return made,
                }
            }
            opened => opened?,
        };
        let facts = Facts::of(&file)?;
        let wrong = self.keepers.refuse(&facts, Sort::File);
        if wrong.is_some_and(|wrong| wrong != Planted::Open || facts.owner != me()) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let mode = self.keepers.kind.file_mode();
        if facts.owner == me() && facts.mode != mode {
            rustix::fs::fchmod(&file, rustix::fs::Mode::from_raw_mode(raw(mode)))?;
        }
        Ok(file)
    }

    /// The folder of the instances' places; `None` where there is none, or somebody else put it there.
    #[must_use]
    pub fn desks(&self) -> Option<Folder> {
        let desks = self.folder.inside(&self.name(Side::Desks).ok()?).ok()?;
        let facts = desks.facts().ok()?;
        self.is_used(&facts, Sort::Folder).then_some(desks)
    }

    /// The same, made where it is missing.
    #[must_use]
    pub fn make_desks(&self) -> Option<Folder> {
        let name = self.name(Side::Desks).ok()?;
        if self.folder.look(&name).ok()?.is_none() {
            match self.folder.create_folder(&name, self.keepers.kind) {
                // Somebody was faster.
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return None,
                _ => {}
            }
        }
        self.desks()
    }

    /// Why a file in the folder of places is not used, if so.
    #[must_use]
    pub fn refuses(&self, file: &File) -> bool {
        Facts::of(file).map_or(true, |facts| !self.is_used(&facts, Sort::File))
    }

    /// Whether places are looked at. Those that were opened to others meanwhile are: an instance that runs must never
    /// seem to be gone. The next start closes them or is refused.
    fn is_used(&self, facts: &Facts, wanted: Sort) -> bool {
        let refused = self.keepers.refuse(facts, wanted);
        refused.is_none_or(|why| why == Planted::Open)
    }

    /// The folder itself.
    #[must_use]
    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    /// The name of the database in it.
    #[must_use]
    pub fn database(&self) -> &Name {
        &self.database
    }
}
