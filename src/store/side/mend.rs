//! Group and mode of something that is ours, and of nothing that a link leads to.

use std::io;
use std::path::Path;

use super::facts::Facts;
#[cfg(target_os = "linux")]
use super::facts::Sort;

/// Sets group and mode of a file or folder of this account. The file is never opened for reading or writing: a bare
/// handle (`O_PATH`) takes no lock of `SQLite`'s and gives none up.
///
/// # Errors
/// `PermissionDenied` for what is not ours, is neither file nor folder, or is a file with a second name, which could be
/// somebody's letter that was put here to be opened up; what the system says.
#[cfg(target_os = "linux")]
pub fn mend(place: &Path, group: Option<u32>, mode: u32) -> io::Result<Facts> {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use rustix::fd::AsRawFd;
    use rustix::fs::{AtFlags, Mode, OFlags};

    let flags = OFlags::PATH | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let handle = rustix::fs::open(place, flags, Mode::empty())?;
    let facts = Facts::of(&handle)?;
    let fits = match facts.sort {
        Sort::Folder => true,
        Sort::File => facts.names == 1,
        Sort::Link | Sort::Other => false,
    };
    if facts.owner != super::me() || !fits {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    if let Some(group) = group {
        let group = rustix::process::Gid::from_raw(group);
        rustix::fs::chownat(&handle, "", None, Some(group), AtFlags::EMPTY_PATH)?;
    }
    let by_handle = format!("/proc/self/fd/{}", handle.as_raw_fd());
    fs::set_permissions(by_handle, fs::Permissions::from_mode(mode))?;
    Facts::of(&handle)
}

/// Elsewhere there is no handle that neither reads nor writes.
///
/// # Errors
/// Always.
#[cfg(not(target_os = "linux"))]
pub fn mend(_: &Path, _: Option<u32>, _: u32) -> io::Result<Facts> {
    Err(io::ErrorKind::Unsupported.into())
}
