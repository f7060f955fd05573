//! Making a database that a group of accounts shares: the folder 2770, the file 0660, whatever the umask
//! (trust.md 2.1).

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::access::join;
use super::cannot_open::CannotOpen;
use super::kind::Kind;
use super::machine::{am_in, group_name, group_named, quoted};
use super::open::{self, Purpose, beside, folder_of, refuse_network};
use super::side::{Beside, Folder, Name, Sort, look_at};
use super::{Store, Who};
use crate::domain::text::Clean;

/// Why there is no shared database; each is one sentence with place, cause and way out.
#[derive(Debug)]
pub enum CannotShare {
    /// The machine has no such group.
    NoGroup(String),
    /// This account is not in the group.
    NotIn(u32),
    /// The folder is there, holds other things and is not the group's.
    Taken(PathBuf, u32),
    /// The folder cannot be made.
    Folder(PathBuf, io::Error),
    /// The database cannot be made.
    Open(CannotOpen),
}

impl fmt::Display for CannotShare {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = |path: &Path| Clean::line(&path.display().to_string());
        match self {
            CannotShare::NoGroup(name) => {
                let name = Clean::line(name);
                write!(
                    f,
                    "this machine has no group \"{name}\"; an administrator makes it with: groupadd {name}"
                )
            }
            CannotShare::NotIn(group) => write!(
                f,
                "you are not in the group {}: {}",
                Clean::line(&group_name(*group)),
                Clean::line(&join(*group))
            ),
            CannotShare::Taken(folder, group) => {
                let name = Clean::line(&quoted(folder));
                write!(
                    f,
                    "{}: this folder holds other things and is not the group's; name a new one, or run: chgrp {} {name} && chmod 2770 {name}",
                    place(folder),
                    Clean::line(&group_name(*group))
                )
            }
            CannotShare::Folder(folder, error) if error.kind() == io::ErrorKind::NotFound => {
                write!(
                    f,
                    "{}: the folder above it is not there; make that first",
                    place(folder)
                )
            }
            CannotShare::Folder(folder, error) => write!(
                f,
                "{}: the folder cannot be made ({}); choose another, or ask an administrator to make it",
                place(folder),
                Clean::line(&error.to_string())
            ),
            CannotShare::Open(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for CannotShare {}

impl Store {
    /// Makes a database in a folder that a group shares, and opens it. The folder is made where it is missing; one
    /// that is there must be empty or be the group's already.
    ///
    /// # Errors
    /// See [`CannotShare`]; nothing that was not there is left behind.
    pub fn share(
        folder: &Path,
        group: &str,
        file: &str,
        name: &str,
        who: &Who,
        at: i64,
    ) -> Result<Store, CannotShare> {
        let number = group_named(group).ok_or_else(|| CannotShare::NoGroup(group.to_owned()))?;
        if !am_in(number) {
            return Err(CannotShare::NotIn(number));
        }
        let kind = Kind::Shared(number);
        let made = prepare(folder, number)?;
        let path = folder.join(file);
        let done = open::create(&path, kind, name, at)
            .map_err(CannotShare::Open)
            .and_then(|connection| {
                let made = Beside::of(&path, kind).map(|there| there.make_desks());
                match made {
                    Ok(Some(_)) => Ok(connection),
                    Ok(None) => {
                        let places = beside(&path, ".desks");
                        let error = io::ErrorKind::PermissionDenied;
                        Err(CannotShare::Folder(places, error.into()))
                    }
                    Err(error) => Err(CannotShare::Folder(folder.to_path_buf(), error)),
                }
            });
        match done {
            Ok(connection) => {
                let path = path.canonicalize().unwrap_or(path);
                let opened = (connection, kind);
                Ok(Store::with(
                    opened,
                    &path,
                    who,
                    Purpose::Write,
                    Arc::default(),
                ))
            }
            Err(error) => {
                if let Some((above, name)) = made {
                    // Goes only while it is empty.
                    let _ = above.remove_folder(&name);
                }
                Err(error)
            }
        }
    }
}

/// Makes the folder the group's; where it was made, its name in the one above it.
fn prepare(folder: &Path, group: u32) -> Result<Option<(Folder, Name)>, CannotShare> {
    let kind = Kind::Shared(group);
    let cannot = |error| CannotShare::Folder(folder.to_path_buf(), error);
    let Some(facts) = look_at(folder).map_err(cannot)? else {
        refuse_network(&folder_of(folder)).map_err(CannotShare::Open)?;
        let name = folder.file_name().and_then(Name::new);
        let name = name.ok_or_else(|| cannot(io::ErrorKind::InvalidInput.into()))?;
        let above = Folder::open(&folder_of(folder)).map_err(cannot)?;
        above.create_folder(&name, kind).map_err(cannot)?;
        return Ok(Some((above, name)));
    };
    refuse_network(folder).map_err(CannotShare::Open)?;
    if facts.sort != Sort::Folder {
        return Err(CannotShare::Open(CannotOpen::Exists(folder.into())));
    }
    let there = Folder::open(folder).map_err(cannot)?;
    let facts = there.facts().map_err(cannot)?;
    if facts.group == group && facts.mode & 0o2070 == 0o2070 && facts.mode & 0o002 == 0 {
        return Ok(None);
    }
    if !there.names().map_err(cannot)?.is_empty() {
        return Err(CannotShare::Taken(folder.into(), group));
    }
    // Empty and ours: nobody's files change hands with it.
    there.settle(kind).map_err(cannot)?;
    Ok(None)
}
