//! What can be told of a database from outside, for `entourage doctor`: nothing is opened and nothing is mended here.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::access;
use super::kind::Kind;
use super::machine::{am_in, group_name, owner_name};
use super::open::{beside, folder_of, is_on_network};
use super::{presence, schema};
use crate::domain::colleague::Colleague;

/// A file or folder, with its rights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Which.
    pub path: PathBuf,
    /// Its mode, owner and group: `0660 ada:team`.
    pub rights: String,
    /// The command that mends it, where it is wrong.
    pub repair: Option<String>,
}

/// What was seen of a database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// Its kind, as the files tell it.
    pub kind: Kind,
    /// The folder and the database's files that are there.
    pub seen: Vec<Seen>,
    /// It lies on a network file system.
    pub network: bool,
    /// Whether this account is in the group that shares it; `true` of a private one.
    pub in_group: bool,
    /// Bytes in the log of writes that are not in the file yet.
    pub unmerged: u64,
    /// Who has it open.
    pub here: Vec<Colleague>,
}

/// Versions: of `SQLite`, and of the shape of files that this program writes.
#[must_use]
pub fn versions() -> (String, i64) {
    (rusqlite::version().to_owned(), schema::VERSION)
}

/// Looks at a database from outside; `None` where there is none.
#[must_use]
pub fn health(path: &Path, me: &str) -> Option<Health> {
    let path = &path.canonicalize().ok()?;
    let kind = Kind::by_places(path);
    let seen = access::vital(path)
        .into_iter()
        .filter_map(|place| seen(place, kind))
        .collect();
    Some(Health {
        kind,
        seen,
        network: is_on_network(&folder_of(path)),
        in_group: match kind {
            Kind::Private => true,
            Kind::Shared(group) => am_in(group),
        },
        unmerged: fs::metadata(beside(path, "-wal")).map_or(0, |data| data.len()),
        here: presence::colleagues(path, me),
    })
}

fn seen(place: PathBuf, kind: Kind) -> Option<Seen> {
    let data = fs::symlink_metadata(&place).ok()?;
    let rights = format!(
        "{:04o} {}:{}",
        data.mode() & 0o7777,
        owner_name(data.uid()),
        group_name(data.gid())
    );
    let repair = match kind {
        Kind::Shared(group) => {
            access::wrong(place.clone(), group).map(|wrong| access::command(&wrong, group))
        }
        Kind::Private if data.is_file() && data.mode() & 0o077 != 0 => {
            Some(format!("chmod 600 {}", super::machine::quoted(&place)))
        }
        Kind::Private => None,
    };
    Some(Seen {
        path: place,
        rights,
        repair,
    })
}
