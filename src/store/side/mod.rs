//! Files beside a database, and every other file that the store makes: the only room that opens, creates, lists,
//! renames and deletes them (trust.md 7, rule 25).
//!
//! A [`Folder`] is held open by its descriptor, and everything in it is reached by one [`Name`]: a link in the place of
//! a file is never followed, a pipe or a device is never opened, and what is deleted is deleted in that folder.
//! [`Beside`] is the folder of a database with the names that belong to it. Who may have put something there is
//! decided in [`trust`]. [`NewFile`] gets its name when it is whole, [`Scratch`] is a throw-away folder.
//!
//! Not here: the database itself, its `-wal` and its `-shm`. Closing a descriptor of theirs would drop `SQLite`'s
//! locks, so that they are looked at and never opened.

mod beside;
mod facts;
mod folder;
mod mend;
mod new_file;
mod scratch;
pub mod trust;

pub use self::beside::{Beside, Side};
pub use self::facts::{Facts, Sort, look_at};
pub use self::folder::{Folder, Name};
pub use self::mend::mend;
pub use self::new_file::{Created, NewFile, is_left_unfinished, left_by_upgrades, sweep_upgrades};
pub use self::scratch::Scratch;

/// The account that this program acts for.
pub fn me() -> u32 {
    rustix::process::geteuid().as_raw()
}
