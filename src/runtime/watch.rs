//! The watch on the folder: hears the bell and any other change beside the database (house.md 4.6, item 4).
//!
//! The watch alone misses commits, since `SQLite` writes the file before the commit can be seen; so the store is
//! asked again a few times after the last event, and then the thread sleeps for good.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::Duration;

use super::librarian::Request;

/// Where no watch can be had, the store is asked this often.
const POLL: Duration = Duration::from_millis(250);

/// Starts the watch.
///
/// # Errors
/// When the system gives no thread.
pub fn start(database: &Path, to: Sender<Request>) -> std::io::Result<()> {
    let database = database.to_path_buf();
    std::thread::Builder::new()
        .name("watch".into())
        .stack_size(256 * 1024)
        .spawn(move || {
            if !listen(&database, &to) {
                while to.send(Request::Listen).is_ok() {
                    std::thread::sleep(POLL);
                }
            }
        })?;
    Ok(())
}

#[cfg(target_os = "linux")]
fn listen(database: &Path, to: &Sender<Request>) -> bool {
    linux::listen(database, to)
}

#[cfg(not(target_os = "linux"))]
fn listen(_: &Path, _: &Sender<Request>) -> bool {
    false
}

/// The folder that is watched.
#[must_use]
pub fn folder(database: &Path) -> PathBuf {
    crate::store::folder_of(database)
}

#[cfg(target_os = "linux")]
mod linux {
    use std::mem::MaybeUninit;
    use std::path::Path;
    use std::sync::mpsc::Sender;
    use std::time::{Duration, Instant};

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::fs::inotify::{self, CreateFlags, WatchFlags};

    use super::super::librarian::Request;

    /// After the last event the store is asked again at these moments, for writers that do not ring.
    const AGAIN: [u64; 7] = [2, 5, 15, 50, 150, 500, 1_500];
    /// Between two questions at least this long, whatever a busy colleague writes.
    const GAP: Duration = Duration::from_millis(25);

    /// Listens until the desk ends; `false` when no watch can be had.
    pub fn listen(database: &Path, to: &Sender<Request>) -> bool {
        let Some(name) = database
            .file_name()
            .map(|name| name.as_encoded_bytes().to_vec())
        else {
            return false;
        };
        let Ok(watch) = inotify::init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK) else {
            return false;
        };
        let flags = WatchFlags::MODIFY
            | WatchFlags::CREATE
            | WatchFlags::MOVED_TO
            | WatchFlags::CLOSE_WRITE;
        if inotify::add_watch(&watch, super::folder(database), flags).is_err() {
            return false;
        }
        let mut buffer = [MaybeUninit::uninit(); 4_096];
        let mut last = Instant::now();
        let mut next = AGAIN.len();
        loop {
            let wait = AGAIN
                .get(next)
                .map(|after| Duration::from_millis(*after).saturating_sub(last.elapsed()));
            let timeout = wait.and_then(|wait| Timespec::try_from(wait).ok());
            match poll(&mut [PollFd::new(&watch, PollFlags::IN)], timeout.as_ref()) {
                Ok(0) => {
                    next += 1;
                    if to.send(Request::Listen).is_err() {
                        return true;
                    }
                }
                Ok(_) => {
                    if ours(&watch, &mut buffer, &name) {
                        (last, next) = (Instant::now(), 0);
                        if to.send(Request::Listen).is_err() {
                            return true;
                        }
                        std::thread::sleep(GAP);
                    }
                }
                Err(rustix::io::Errno::INTR) => {}
                Err(_) => return false,
            }
        }
    }

    /// Reads what happened; whether any of it was beside our database.
    fn ours(watch: &rustix::fd::OwnedFd, buffer: &mut [MaybeUninit<u8>], name: &[u8]) -> bool {
        let mut reader = inotify::Reader::new(watch, buffer);
        let mut ours = false;
        while let Ok(event) = reader.next() {
            ours |= event
                .file_name()
                .is_none_or(|file| file.to_bytes().starts_with(name));
        }
        ours
    }
}
