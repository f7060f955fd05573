//! The two kinds of database (trust.md 7, rule 11): *private* (0600 in 0700) and *shared* (0660 in a folder 2770 of
//! one group). What lies beside a database, or is written out of it, follows its kind by explicit mode, never by umask.

use std::path::Path;

use super::machine::am_in;
use super::open::{beside, folder_of};
use super::side::{Facts, Sort, look_at};

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
        match (word, Kind::by_file(path), Lies::at(path)) {
            ("shared", Kind::Private, Some(lies)) if lies.is_in_team_folder() => {
                Kind::Shared(lies.file.group)
            }
            ("shared", kind, _) => kind,
            _ => Kind::Private,
        }
    }

    /// What can be known before the database is opened. The group is the file's; that a group shares it is seen from
    /// its mode in a folder of that group, or from the folder of places, where that is the same group's.
    pub(super) fn by_file(path: &Path) -> Kind {
        let Some(lies) = Lies::at(path) else {
            return Kind::Private;
        };
        let group = lies.file.group;
        let places = look_at(&beside(path, ".desks")).ok().flatten();
        let of_places = places.is_some_and(|places| {
            places.sort == Sort::Folder && places.mode & 0o2000 != 0 && places.group == group
        });
        if of_places || lies.is_in_team_folder() && lies.file.mode & 0o060 == 0o060 {
            Kind::Shared(group)
        } else {
            Kind::Private
        }
    }

    /// The kind of what this account writes out of such a database: of a group that it is not in, it can make nothing.
    #[must_use]
    pub fn of_copies(self) -> Kind {
        match self {
            Kind::Shared(group) if am_in(group) => self,
            Kind::Shared(_) | Kind::Private => Kind::Private,
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
}

/// A database's file and its folder.
struct Lies {
    file: Facts,
    folder: Facts,
}

impl Lies {
    fn at(path: &Path) -> Option<Lies> {
        let file = look_at(path).ok()??;
        // A folder may be reached through a link.
        let folder = folder_of(path).canonicalize().ok()?;
        Some(Lies {
            file,
            folder: look_at(&folder).ok()??,
        })
    }

    fn is_in_team_folder(&self) -> bool {
        self.folder.group == self.file.group && self.folder.mode & 0o2070 == 0o2070
    }
}
