//! Accounts and groups of the machine, by name where they have one.

use std::path::Path;

use rustix::process::{getegid, geteuid, getgroups};

/// The name of an account; its number where the system knows no name.
#[must_use]
pub fn owner_name(uid: u32) -> String {
    uzers::get_user_by_uid(uid).map_or_else(
        || format!("uid{uid}"),
        |user| user.name().to_string_lossy().into_owned(),
    )
}

/// The name of a group; its number where the system knows no name.
#[must_use]
pub fn group_name(gid: u32) -> String {
    uzers::get_group_by_gid(gid).map_or_else(
        || gid.to_string(),
        |group| group.name().to_string_lossy().into_owned(),
    )
}

/// The group of this name, or of this number.
#[must_use]
pub fn group_named(name: &str) -> Option<u32> {
    uzers::get_group_by_name(name).map_or_else(|| name.parse().ok(), |group| Some(group.gid()))
}

/// Whether this process may act for a group.
#[must_use]
pub fn am_in(gid: u32) -> bool {
    geteuid().is_root()
        || getegid().as_raw() == gid
        || getgroups().is_ok_and(|groups| groups.iter().any(|group| group.as_raw() == gid))
}

/// A path as a shell takes it.
#[must_use]
pub fn quoted(path: &Path) -> String {
    shell_words::quote(&path.to_string_lossy()).into_owned()
}
