//! Who sits here: the login name of the process's real user, never a name that anyone can type.

use crate::domain::ids::DeskId;

/// The login name of the real user; the number where the system knows no name.
#[must_use]
pub fn login() -> String {
    let uid = rustix::process::getuid().as_raw();
    uzers::get_user_by_uid(uid).map_or_else(
        || format!("uid{uid}"),
        |user| user.name().to_string_lossy().into_owned(),
    )
}

/// A name for this running desk that no other has.
#[must_use]
pub fn desk() -> DeskId {
    let process = rustix::process::getpid().as_raw_nonzero();
    let random =
        std::hash::BuildHasher::hash_one(&std::hash::RandomState::new(), super::clock::now());
    DeskId(format!("{}-{process}-{random:016x}", super::clock::now()))
}
