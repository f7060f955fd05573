//! Who may have put something beside a database, and who can put something there.
//!
//! Trusted are this account, root, the owner of the database, and, beside a shared one, the accounts of its group. The
//! group is that of the database's file and of nothing else. Everybody else is an outsider: what is theirs is not
//! used, and a folder that they can write is refused. The folder of the database is refused even with the sticky bit,
//! as a log of writes that somebody puts there first would be `SQLite`'s own; in the folders above, the sticky bit
//! (as `/tmp` has it) keeps others from renaming what is not theirs, and is enough.

use std::path::{Path, PathBuf};

use super::facts::{Facts, Sort, look_at};
use super::me;
use crate::store::machine::{group_name, is_member, is_private_group, owner_name, quoted};
use crate::store::{Kind, folder_of};

/// Why something beside a database is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Planted {
    /// A symbolic link.
    Link,
    /// Not the regular file, or not the folder, that belongs there.
    Sort(Sort),
    /// A file with a second name.
    Twice,
    /// An outsider's.
    Of(u32),
    /// One that outsiders can write.
    Open,
}

impl Planted {
    /// What is wrong, as words behind the place.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Planted::Link => "this is a symbolic link".into(),
            Planted::Sort(Sort::Folder) => "this is not a folder".into(),
            Planted::Sort(Sort::File | Sort::Link | Sort::Other) => {
                "this is not a regular file".into()
            }
            Planted::Twice => "this file has a second name elsewhere (a hard link)".into(),
            Planted::Of(owner) => format!(
                "this belongs to {}, who has no part in the database",
                owner_name(owner)
            ),
            Planted::Open => "accounts that have no part in the database can write this".into(),
        }
    }
}

/// Those whose files beside a database are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keepers {
    /// The owner of the database.
    pub owner: u32,
    /// The group of the database, where it is shared.
    pub kind: Kind,
    /// The group and mode of the database's file.
    file: Option<(u32, u32)>,
}

impl Keepers {
    /// Those of the database at a path: of ourselves where none is there yet.
    #[must_use]
    pub fn of(database: &Path, kind: Kind) -> Keepers {
        let facts = look_at(database).ok().flatten();
        Keepers {
            owner: facts.map_or_else(me, |facts| facts.owner),
            kind,
            file: facts.map(|facts| (facts.group, facts.mode)),
        }
    }

    /// Whether outsiders can write it. Whoever can write the database itself is none.
    fn is_open(&self, facts: &Facts) -> bool {
        let (group, mode) = self.file.unwrap_or((facts.group, 0));
        let everyone = facts.mode & 0o002 != 0 && mode & 0o002 == 0;
        let is_its_group = group == facts.group && mode & 0o020 != 0;
        let another_group =
            facts.mode & 0o020 != 0 && !is_its_group && !is_harmless(facts, self.kind);
        everyone || another_group
    }

    fn trust(&self, facts: &Facts) -> bool {
        if [me(), self.owner, 0].contains(&facts.owner) {
            return true;
        }
        match self.kind {
            Kind::Private => false,
            // Of an account that the machine does not know, only the file's group tells.
            Kind::Shared(group) => is_member(facts.owner, group).unwrap_or(facts.group == group),
        }
    }

    /// Why something that should be a file or a folder beside the database is not used, if so.
    #[must_use]
    pub fn refuse(&self, facts: &Facts, wanted: Sort) -> Option<Planted> {
        if facts.sort == Sort::Link {
            return Some(Planted::Link);
        }
        if facts.sort != wanted {
            return Some(Planted::Sort(wanted));
        }
        if facts.sort == Sort::File && facts.names != 1 {
            return Some(Planted::Twice);
        }
        if !self.trust(facts) {
            return Some(Planted::Of(facts.owner));
        }
        self.is_open(facts).then_some(Planted::Open)
    }
}

/// A folder in which outsiders can put, rename or delete files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exposed {
    /// Which folder: the database's or one above it.
    pub folder: PathBuf,
    /// Its owner.
    owner: u32,
    to: Outsiders,
    /// It holds the database itself, and a group shares it that is not the database's.
    teams: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outsiders {
    Everyone,
    Group(u32),
    Owner,
}

/// The first folder through which outsiders could change what lies at this path: its own, or one above it.
#[must_use]
pub fn exposed(path: &Path, kind: Kind) -> Option<Exposed> {
    let keepers = Keepers::of(path, kind);
    let folder = folder_of(path);
    let folder = folder.canonicalize().unwrap_or(folder);
    let facts = look_at(&folder).ok().flatten()?;
    own(&folder, &facts, keepers).or_else(|| {
        let mut above = folder.ancestors().skip(1);
        above.find_map(|parent| higher(parent, kind))
    })
}

/// The first folder in which outsiders could put another file in the place of one of ours at this path. They may put
/// files of their own beside it, as in `/tmp`.
#[must_use]
pub fn replaceable(path: &Path, kind: Kind) -> Option<Exposed> {
    let folder = folder_of(path);
    let folder = folder.canonicalize().unwrap_or(folder);
    folder.ancestors().find_map(|folder| higher(folder, kind))
}

/// Whether outsiders can write the folder of a database.
fn own(folder: &Path, facts: &Facts, keepers: Keepers) -> Option<Exposed> {
    let of_group = keepers.kind == Kind::Shared(facts.group);
    let to = if facts.mode & 0o002 != 0 {
        Outsiders::Everyone
    } else if facts.mode & 0o020 != 0 && !is_harmless(facts, keepers.kind) {
        Outsiders::Group(facts.group)
    } else if ![me(), keepers.owner, 0].contains(&facts.owner) && !of_group {
        Outsiders::Owner
    } else {
        return None;
    };
    Some(Exposed {
        folder: folder.to_path_buf(),
        owner: facts.owner,
        to,
        teams: matches!(to, Outsiders::Group(_)) && facts.mode & 0o2070 == 0o2070,
    })
}

/// Whether outsiders can put another folder in the place of one in this one. Its owner may be anybody: whoever set up
/// the machine is trusted, as is the owner of a home folder in which a path was named.
fn higher(folder: &Path, kind: Kind) -> Option<Exposed> {
    let facts = look_at(folder).ok().flatten()?;
    let to = match facts.mode {
        mode if mode & 0o1000 != 0 => return None,
        mode if mode & 0o002 != 0 => Outsiders::Everyone,
        mode if mode & 0o020 != 0 && !is_harmless(&facts, kind) => Outsiders::Group(facts.group),
        _ => return None,
    };
    Some(Exposed {
        folder: folder.to_path_buf(),
        owner: facts.owner,
        to,
        teams: false,
    })
}

/// Whether a group that may write is root's, the database's, or the owner's own group of one.
fn is_harmless(facts: &Facts, kind: Kind) -> bool {
    facts.group == 0
        || kind == Kind::Shared(facts.group)
        || is_private_group(facts.group, facts.owner)
}

impl Exposed {
    /// Who can change files in it.
    #[must_use]
    pub fn who(&self) -> String {
        match self.to {
            Outsiders::Everyone => "everyone on this machine".into(),
            Outsiders::Group(group) => format!("the group {}", group_name(group)),
            Outsiders::Owner => owner_name(self.owner),
        }
    }

    /// What to do about it, with the command.
    #[must_use]
    pub fn way_out(&self, database: &Path) -> String {
        let place = quoted(&self.folder);
        match self.to {
            Outsiders::Everyone => self.run(&format!("chmod o-w {place}")),
            Outsiders::Group(group) if self.teams => {
                let file = quoted(database);
                let facts = look_at(database).ok().flatten();
                let owner = facts.map_or_else(me, |facts| facts.owner);
                format!(
                    "move the database to a folder of your own, or, if the group is to share it, {}",
                    run_as(
                        owner,
                        &format!("chgrp {} {file} && chmod 660 {file}", group_name(group))
                    )
                )
            }
            Outsiders::Group(_) => self.run(&format!("chmod g-w {place}")),
            Outsiders::Owner => "move the database to a folder of your own".into(),
        }
    }

    fn run(&self, command: &str) -> String {
        run_as(self.owner, command)
    }
}

/// A command as advice: with the name of the one who may run it, where that is somebody else.
pub fn run_as(owner: u32, command: &str) -> String {
    if owner == me() || me() == 0 {
        format!("run: {command}")
    } else {
        format!("ask {} to run: {command}", owner_name(owner))
    }
}
