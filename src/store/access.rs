//! Looked at before `SQLite` opens anything: who may read and write what, who else may, and what somebody else may
//! have put beside it. What is ours and wrong is mended; what is others' is told in one sentence, with the command that
//! mends it.
//!
//! Nothing is opened here: what lies there is looked at, and mended by a bare handle that takes no lock.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rustix::fs::Access;

use super::cannot_open::{CannotOpen, repair};
use super::kind::Kind;
use super::machine::{am_in, group_name, owner_name, quoted};
use super::open::{Purpose, beside, folder_of, refuse_network};
use super::side::trust::{Exposed, Planted, exposed, run_as};
use super::side::{Beside, Facts, Side, Sort, look_at, me, mend};

/// Looks at the file, its companions, its folder and those above it.
///
/// # Errors
/// One sentence with the command that mends it.
pub fn check(path: &Path, kind: Kind, purpose: Purpose) -> Result<(), CannotOpen> {
    let data = match fs::metadata(path) {
        Ok(data) => data,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(CannotOpen::Missing(path.into()));
        }
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => return Err(outside(path)),
        Err(error) => return Err(CannotOpen::Folder(folder_of(path), error)),
    };
    if !data.is_file() {
        return Err(CannotOpen::NotAFile(path.into()));
    }
    refuse_network(&folder_of(path))?;
    refuse_exposed(path, kind)?;
    refuse_planted(path, kind)?;
    if purpose == Purpose::Look {
        refuse_open(path, kind)?;
        return may_read(path, kind);
    }
    match kind {
        Kind::Shared(group) => mend_shared(path, group)?,
        Kind::Private => mend_private(path),
    }
    refuse_open(path, kind)?;
    may_write(path, kind)
}

/// Refuses a place in which outsiders can write.
pub fn refuse_exposed(path: &Path, kind: Kind) -> Result<(), CannotOpen> {
    match exposed(path, kind) {
        None => Ok(()),
        Some(exposed) => Err(CannotOpen::Exposed(said(&exposed, path), exposed.folder)),
    }
}

/// What is wrong with a folder, and what to do.
pub(super) fn said(exposed: &Exposed, path: &Path) -> String {
    format!(
        "{} can change files in this folder, which holds a database; {}",
        exposed.who(),
        exposed.way_out(path)
    )
}

/// What `SQLite` would take for its own, and what tells us who else is here: all of it is ours, or nothing is opened.
/// A bell or a lock of upgrades that is not ours is only not used.
const VITAL: [Side; 4] = [Side::Log, Side::Index, Side::Journal, Side::Desks];

/// Refuses what somebody else has put beside the database.
pub fn refuse_planted(path: &Path, kind: Kind) -> Result<(), CannotOpen> {
    match planted(path, kind)? {
        Some((place, planted)) if planted != Planted::Open => {
            Err(CannotOpen::Planted(place, planted))
        }
        _ => Ok(()),
    }
}

/// Refuses what outsiders can write beside the database, and names the command that closes it to them.
pub fn refuse_open(path: &Path, kind: Kind) -> Result<(), CannotOpen> {
    match planted(path, kind)? {
        Some((place, Planted::Open)) => {
            let way_out = look_at(&place).ok().flatten().map(|facts| {
                let command = shut(&place, &facts, kind);
                format!("; {}", run_as(facts.owner, &command))
            });
            let words = format!("{}{}", Planted::Open.words(), way_out.unwrap_or_default());
            Err(CannotOpen::Exposed(words, place))
        }
        _ => Ok(()),
    }
}

/// What is beside the database and is not used: what others have put there comes before what is open to them.
fn planted(path: &Path, kind: Kind) -> Result<Option<(PathBuf, Planted)>, CannotOpen> {
    let there =
        Beside::of(path, kind).map_err(|error| CannotOpen::Folder(folder_of(path), error))?;
    let found = VITAL.into_iter().filter_map(|side| {
        let planted = there.planted(side)?;
        Some((beside(path, side.ending()), planted))
    });
    Ok(found.min_by_key(|(_, planted)| *planted == Planted::Open))
}

/// The command that gives something beside a database the mode, and beside a shared one the group, that it should have.
pub(super) fn shut(place: &Path, facts: &Facts, kind: Kind) -> String {
    if let Kind::Shared(group) = kind
        && let Some(wrong) = wrong(place.to_path_buf(), group)
    {
        return command(&wrong, group);
    }
    format!("chmod {:o} {}", mode_beside(facts, kind), quoted(place))
}

/// The mode of something beside a database.
pub(super) fn mode_beside(facts: &Facts, kind: Kind) -> u32 {
    match facts.sort {
        Sort::Folder => kind.folder_mode(),
        Sort::File | Sort::Link | Sort::Other => kind.file_mode(),
    }
}

/// Closes what is ours beside a private database to everyone else, and opens it to ourselves. Nothing is opened to
/// anyone but its owner, so that a shared one that is taken for private here loses nothing.
fn mend_private(path: &Path) {
    for side in Side::ALL {
        let place = beside(path, side.ending());
        if let Ok(Some(facts)) = look_at(&place)
            && facts.owner == me()
            && is_wrong_in_private(&facts)
        {
            // What cannot be mended is refused afterwards, or shown by `entourage doctor`.
            let _ = mend(&place, None, mode_beside(&facts, Kind::Private));
        }
    }
}

/// Whether something beside a private database is open to others, or closed to its owner.
pub(super) fn is_wrong_in_private(facts: &Facts) -> bool {
    let wanted = mode_beside(facts, Kind::Private);
    let is_regular = matches!(facts.sort, Sort::File | Sort::Folder);
    is_regular && (facts.mode & 0o077 != 0 || facts.mode & wanted != wanted)
}

/// Everything that has to have the right mode before `SQLite` opens the file.
pub(super) fn vital(path: &Path) -> [PathBuf; 4] {
    [
        folder_of(path),
        path.to_path_buf(),
        beside(path, "-wal"),
        beside(path, "-shm"),
    ]
}

/// Takes away what others than the owner may do with a private database of ours.
pub fn tighten(path: &Path) {
    for place in vital(path).into_iter().skip(1) {
        if let Ok(Some(facts)) = look_at(&place)
            && facts.sort == Sort::File
            && facts.owner == me()
            && facts.mode & 0o077 != 0
        {
            // A mode that cannot be set is told by `entourage doctor`.
            let _ = mend(&place, None, 0o600);
        }
    }
}

/// What is wrong with one file or folder of a shared database.
pub(super) struct Wrong {
    place: PathBuf,
    facts: Facts,
    group: bool,
    mode: bool,
}

/// What is wrong with a place, if anything.
pub(super) fn wrong(place: PathBuf, group: u32) -> Option<Wrong> {
    let facts = look_at(&place).ok().flatten()?;
    let needed = if facts.sort == Sort::Folder {
        0o2070
    } else {
        0o660
    };
    // Others may be let read on purpose; never write.
    let fits = facts.mode & needed == needed && facts.mode & 0o002 == 0;
    let wrong = Wrong {
        place,
        facts,
        group: facts.group != group,
        mode: !fits,
    };
    (wrong.group || wrong.mode).then_some(wrong)
}

fn mend_shared(path: &Path, group: u32) -> Result<(), CannotOpen> {
    // These may be wrong without keeping anybody from saving.
    for side in [Side::Desks, Side::Bell, Side::Upgrade, Side::Journal] {
        if let Some(wrong) = wrong(beside(path, side.ending()), group) {
            let _ = mend_if_mine(&wrong, group);
        }
    }
    let left: Vec<Wrong> = vital(path)
        .into_iter()
        .filter_map(|place| wrong(place, group))
        .filter(|wrong| mend_if_mine(wrong, group).is_err())
        .collect();
    let Some(first) = left.first() else {
        return Ok(());
    };
    if !am_in(group) {
        return Err(not_in(path, group));
    }
    let commands: Vec<String> = left
        .iter()
        .filter(|wrong| wrong.facts.owner == first.facts.owner)
        .map(|wrong| command(wrong, group))
        .collect();
    let repair = run_as(first.facts.owner, &commands.join(" && "));
    Err(CannotOpen::NotWritable(path.into(), repair))
}

/// The command that mends it.
pub(super) fn command(wrong: &Wrong, group: u32) -> String {
    let place = quoted(&wrong.place);
    let chmod = format!("chmod {:o} {place}", mode_of(&wrong.facts));
    // Giving a folder another group may cost it the mark that its files inherit the group.
    if wrong.group {
        format!("chgrp {} {place} && {chmod}", group_name(group))
    } else {
        chmod
    }
}

fn mode_of(facts: &Facts) -> u32 {
    match facts.sort {
        Sort::Folder => 0o2770,
        Sort::File | Sort::Link | Sort::Other => 0o660,
    }
}

fn mend_if_mine(wrong: &Wrong, group: u32) -> io::Result<()> {
    mend(
        &wrong.place,
        wrong.group.then_some(group),
        mode_of(&wrong.facts),
    )
    .map(drop)
}

fn allows(place: &Path, wanted: Access) -> bool {
    matches!(
        rustix::fs::access(place, wanted),
        Ok(()) | Err(rustix::io::Errno::NOENT)
    )
}

fn may_write(path: &Path, kind: Kind) -> Result<(), CannotOpen> {
    let Some(place) = vital(path)
        .into_iter()
        .find(|place| !allows(place, Access::READ_OK | Access::WRITE_OK))
    else {
        return Ok(());
    };
    if matches!(
        rustix::fs::access(&place, Access::WRITE_OK),
        Err(rustix::io::Errno::ROFS)
    ) {
        return Err(CannotOpen::NotWritable(
            path.into(),
            "its file system is mounted read-only; ask an administrator".into(),
        ));
    }
    match kind {
        Kind::Shared(group) if !am_in(group) => Err(not_in(path, group)),
        Kind::Shared(_) | Kind::Private => {
            Err(CannotOpen::NotWritable(path.into(), repair(&place, kind)))
        }
    }
}

fn may_read(path: &Path, kind: Kind) -> Result<(), CannotOpen> {
    let [folder, files @ ..] = vital(path);
    let unreadable = files
        .into_iter()
        .chain([folder])
        .find(|place| !allows(place, Access::READ_OK));
    match (unreadable, kind) {
        (None, _) => Ok(()),
        (Some(_), Kind::Shared(group)) if !am_in(group) => Err(not_in(path, group)),
        (Some(place), _) => Err(CannotOpen::NotReadable(path.into(), repair(&place, kind))),
    }
}

/// Whether this account could write, too.
pub fn is_writable(path: &Path) -> bool {
    vital(path)
        .iter()
        .all(|place| allows(place, Access::READ_OK | Access::WRITE_OK))
}

/// For an account that is not in the group.
fn not_in(path: &Path, group: u32) -> CannotOpen {
    CannotOpen::NotWritable(path.into(), join(group))
}

/// How one comes into a group.
pub fn join(group: u32) -> String {
    format!(
        "ask an administrator to run: usermod -aG {} {}, and log in again",
        group_name(group),
        owner_name(me())
    )
}

/// For an account that may not even enter the folder.
fn outside(path: &Path) -> CannotOpen {
    let seen = |folder: &Path| Some((folder.to_path_buf(), look_at(folder).ok()??));
    let Some((folder, facts)) = path.ancestors().skip(1).find_map(seen) else {
        return CannotOpen::Folder(folder_of(path), io::ErrorKind::PermissionDenied.into());
    };
    let place = quoted(&folder);
    let way_out = if facts.mode & 0o070 == 0o070 && !am_in(facts.group) {
        join(facts.group)
    } else if facts.owner == me() {
        format!("run: chmod u+rwx {place}")
    } else {
        let owner = owner_name(facts.owner);
        format!(
            "{owner} keeps the folder {place} closed; ask {owner} to share the database (entourage init --shared)"
        )
    };
    CannotOpen::NotReadable(path.into(), way_out)
}
