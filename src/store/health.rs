//! What can be told of a database from outside, for `entourage doctor`: nothing is opened and nothing is mended here.

use std::fs;
use std::path::{Path, PathBuf};

use super::access;
use super::kind::Kind;
use super::machine::{am_in, group_name, owner_name, quoted};
use super::open::{beside, folder_of, is_on_network};
use super::side::trust::{Planted, exposed};
use super::side::{Beside, Facts, Side, Sort, look_at};
use super::{presence, schema, upgrade};
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
    /// The folder, or one above it, in which outsiders can change files: what is wrong, and what to do.
    pub exposed: Option<(PathBuf, String)>,
    /// It lies on a network file system.
    pub network: bool,
    /// Whether this account is in the group that shares it; `true` of a private one.
    pub in_group: bool,
    /// Bytes in the log of writes that are not in the file yet.
    pub unmerged: u64,
    /// Copies that upgrades have left which were killed.
    pub left: Vec<PathBuf>,
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
    let kind = Kind::by_file(path);
    let mut seen: Vec<Seen> = [folder_of(path), path.clone()]
        .into_iter()
        .filter_map(|place| rights(place, kind))
        .collect();
    seen.extend(
        Side::ALL
            .into_iter()
            .filter_map(|side| beside_it(path, side, kind)),
    );
    Some(Health {
        kind,
        seen,
        exposed: exposed(path, kind)
            .map(|exposed| (exposed.folder.clone(), access::said(&exposed, path))),
        network: is_on_network(&folder_of(path)),
        in_group: match kind {
            Kind::Private => true,
            Kind::Shared(group) => am_in(group),
        },
        unmerged: fs::metadata(beside(path, "-wal")).map_or(0, |data| data.len()),
        left: upgrade::left(path),
        here: presence::colleagues(path, me),
    })
}

/// Something beside the database: what somebody else put there is to be moved away.
fn beside_it(path: &Path, side: Side, kind: Kind) -> Option<Seen> {
    let place = beside(path, side.ending());
    let seen = rights(place.clone(), kind)?;
    let planted = Beside::of(path, kind).ok()?.planted(side);
    let facts = look_at(&place).ok().flatten()?;
    let is_wrong = kind == Kind::Private && access::is_wrong_in_private(&facts);
    let is_open = planted == Some(Planted::Open);
    let repair = (is_wrong || is_open).then(|| access::shut(&place, &facts, kind));
    Some(match planted {
        None => Seen {
            repair: seen.repair.or(repair),
            ..seen
        },
        Some(Planted::Open) => Seen {
            rights: format!("{}; {}", seen.rights, Planted::Open.words()),
            repair: seen.repair.or(repair),
            ..seen
        },
        Some(planted) => Seen {
            rights: format!("{}; {}", seen.rights, planted.words()),
            repair: Some(format!(
                "mv {} {}",
                quoted(&place),
                quoted(&beside(&place, ".aside"))
            )),
            ..seen
        },
    })
}

fn rights(place: PathBuf, kind: Kind) -> Option<Seen> {
    let facts = look_at(&place).ok().flatten()?;
    let rights = format!(
        "{:04o} {}:{}",
        facts.mode,
        owner_name(facts.owner),
        group_name(facts.group)
    );
    let repair = match kind {
        Kind::Shared(group) => {
            access::wrong(place.clone(), group).map(|wrong| access::command(&wrong, group))
        }
        Kind::Private => too_open(&facts).map(|mode| format!("chmod {mode} {}", quoted(&place))),
    };
    Some(Seen {
        path: place,
        rights,
        repair,
    })
}

/// The mode of a private file that others may read. A folder may be read; who can write it is looked at elsewhere.
fn too_open(facts: &Facts) -> Option<&'static str> {
    (facts.sort == Sort::File && facts.mode & 0o077 != 0).then_some("600")
}
