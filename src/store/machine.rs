//! Accounts and groups of the machine, by name where they have one.

use std::path::Path;

use rustix::process::{getegid, geteuid, getgroups};
use uzers::os::unix::GroupExt;

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

/// Whether an account is in a group; `None` of an account that the system does not know.
#[must_use]
pub fn is_member(uid: u32, gid: u32) -> Option<bool> {
    let user = uzers::get_user_by_uid(uid)?;
    let groups = uzers::get_user_groups(user.name(), user.primary_group_id())?;
    Some(groups.iter().any(|group| group.gid() == gid))
}

/// Whether a group is the account's own and nobody else's, as many systems make one for each account.
#[must_use]
pub fn is_private_group(gid: u32, uid: u32) -> bool {
    match (uzers::get_group_by_gid(gid), uzers::get_user_by_uid(uid)) {
        (Some(group), Some(user)) => {
            let members = group.members();
            group.name() == user.name()
                && user.primary_group_id() == gid
                && members.iter().all(|member| member == user.name())
        }
        (None, None) => gid == uid,
        (Some(_), None) | (None, Some(_)) => false,
    }
}

/// A path as a shell takes it.
#[must_use]
pub fn quoted(path: &Path) -> String {
    shell_words::quote(&path.to_string_lossy()).into_owned()
}
