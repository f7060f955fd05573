//! Looked at before `SQLite` opens anything: who may read and write what. What is ours and wrong is mended; what is
//! others' is told in one sentence, with the command that mends it.
//!
//! Nothing is opened here but by [`mend`], as a bare handle (`O_PATH`): that takes no lock and gives none up.

use std::fs;
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::Access;

use super::cannot_open::{CannotOpen, repair};
use super::kind::Kind;
use super::machine::{am_in, group_name, owner_name, quoted};
use super::open::{Purpose, beside, folder_of, refuse_network};

/// Looks at the file, its companions and its folder.
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
    if purpose == Purpose::Look {
        return may_read(path, kind);
    }
    if let Kind::Shared(group) = kind {
        mend_shared(path, group)?;
    }
    may_write(path, kind)
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
        if let Ok(data) = fs::symlink_metadata(&place)
            && data.is_file()
            && data.uid() == me()
            && data.mode() & 0o077 != 0
        {
            // A mode that cannot be set is told by `entourage doctor`.
            let _ = mend(&place, None, 0o600);
        }
    }
}

/// What is wrong with one file or folder of a shared database.
pub(super) struct Wrong {
    place: PathBuf,
    owner: u32,
    group: bool,
    mode: Option<u32>,
}

/// What is wrong with a place, if anything.
pub(super) fn wrong(place: PathBuf, group: u32) -> Option<Wrong> {
    let data = fs::symlink_metadata(&place).ok()?;
    let (needed, whole) = if data.is_dir() {
        (0o2070, 0o2770)
    } else {
        (0o660, 0o660)
    };
    // Others may be let read on purpose; never write.
    let fits = data.mode() & needed == needed && data.mode() & 0o002 == 0;
    let wrong = Wrong {
        place,
        owner: data.uid(),
        group: data.gid() != group,
        mode: (!fits).then_some(whole),
    };
    (wrong.group || wrong.mode.is_some()).then_some(wrong)
}

fn mend_shared(path: &Path, group: u32) -> Result<(), CannotOpen> {
    // These may be wrong without keeping anybody from saving.
    for place in [".desks", ".bell", ".upgrade"].map(|end| beside(path, end)) {
        if let Some(wrong) = wrong(place, group) {
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
        .filter(|wrong| wrong.owner == first.owner)
        .map(|wrong| command(wrong, group))
        .collect();
    let whom = if me() == 0 || first.owner == me() {
        String::new()
    } else {
        format!("ask {} to ", owner_name(first.owner))
    };
    let repair = format!("{whom}run: {}", commands.join(" && "));
    Err(CannotOpen::NotWritable(path.into(), repair))
}

/// The command that mends it.
pub(super) fn command(wrong: &Wrong, group: u32) -> String {
    let place = quoted(&wrong.place);
    let chgrp = format!("chgrp {} {place}", group_name(group));
    match (wrong.group, wrong.mode) {
        // Giving a folder another group may cost it the mark that its files inherit the group.
        (true, mode) => format!(
            "{chgrp} && chmod {:o} {place}",
            mode.unwrap_or(mode_of(&wrong.place))
        ),
        (false, mode) => format!("chmod {:o} {place}", mode.unwrap_or(0o660)),
    }
}

fn mode_of(place: &Path) -> u32 {
    if place.is_dir() { 0o2770 } else { 0o660 }
}

fn mend_if_mine(wrong: &Wrong, group: u32) -> io::Result<()> {
    if wrong.owner != me() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let mode = wrong.mode.unwrap_or(mode_of(&wrong.place));
    mend(&wrong.place, wrong.group.then_some(group), mode)
}

/// Sets group and mode of a file or folder that is ours, and of nothing that a link points to.
#[cfg(target_os = "linux")]
fn mend(place: &Path, group: Option<u32>, mode: u32) -> io::Result<()> {
    use rustix::fd::AsRawFd;
    use rustix::fs::{AtFlags, Mode, OFlags};
    let flags = OFlags::PATH | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let handle = rustix::fs::open(place, flags, Mode::empty())?;
    let by_handle = PathBuf::from(format!("/proc/self/fd/{}", handle.as_raw_fd()));
    let data = fs::metadata(&by_handle)?;
    // A file with a second name could be somebody's letter that was put here to be opened up.
    let ours = data.is_dir() || data.is_file() && data.nlink() == 1;
    if data.uid() != me() || !ours {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    if let Some(group) = group {
        let group = rustix::process::Gid::from_raw(group);
        rustix::fs::chownat(&handle, "", None, Some(group), AtFlags::EMPTY_PATH)?;
    }
    fs::set_permissions(by_handle, fs::Permissions::from_mode(mode))
}

#[cfg(not(target_os = "linux"))]
fn mend(_: &Path, _: Option<u32>, _: u32) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

fn me() -> u32 {
    rustix::process::geteuid().as_raw()
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
            Err(CannotOpen::NotWritable(path.into(), repair(&place)))
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
        (Some(place), _) => Err(CannotOpen::NotReadable(path.into(), repair(&place))),
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
    let closed = path
        .ancestors()
        .skip(1)
        .find(|folder| fs::metadata(folder).is_ok());
    let Some((folder, data)) = closed.and_then(|folder| Some((folder, fs::metadata(folder).ok()?)))
    else {
        return CannotOpen::Folder(folder_of(path), io::ErrorKind::PermissionDenied.into());
    };
    let way_out = if data.mode() & 0o070 == 0o070 && !am_in(data.gid()) {
        join(data.gid())
    } else {
        repair(folder)
    };
    CannotOpen::NotReadable(path.into(), way_out)
}
