//! The watch on the folder: hears the bell and any other change beside the database (house.md 4.6, item 4).
//!
//! The watch alone misses commits, since `SQLite` writes the file before the commit can be seen; so the store is
//! asked again a few times after the last event, and then the thread sleeps for good.

use std::io::{PipeReader, PipeWriter};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::Duration;

use super::librarian::Request;

/// Where no watch can be had, the store is asked this often.
const POLL: Duration = Duration::from_millis(250);

/// A watch that goes on until this is dropped.
#[derive(Debug)]
pub struct Watch {
    /// Nothing is ever written: its end is what the thread hears.
    _end: PipeWriter,
}

/// Starts the watch; what this desk itself writes of where it is, it does not hear.
///
/// # Errors
/// When the system gives no thread or no pipe.
pub fn start(database: &Path, desk: &str, to: Sender<Request>) -> std::io::Result<Watch> {
    let (ended, end) = std::io::pipe()?;
    let (database, desk) = (database.to_path_buf(), desk.to_owned());
    std::thread::Builder::new()
        .name("watch".into())
        .stack_size(256 * 1024)
        .spawn(move || {
            if !listen(&database, &desk, &ended, &to) {
                while to.send(Request::Listen).is_ok() && to.send(Request::Here).is_ok() {
                    std::thread::sleep(POLL);
                }
            }
        })?;
    Ok(Watch { _end: end })
}

#[cfg(target_os = "linux")]
fn listen(database: &Path, desk: &str, ended: &PipeReader, to: &Sender<Request>) -> bool {
    linux::listen(database, desk, ended, to)
}

#[cfg(not(target_os = "linux"))]
fn listen(_: &Path, _: &str, _: &PipeReader, _: &Sender<Request>) -> bool {
    false
}

/// The folder that is watched.
#[must_use]
pub fn folder(database: &Path) -> PathBuf {
    crate::store::folder_of(database)
}

#[cfg(target_os = "linux")]
mod linux {
    use std::ffi::OsStr;
    use std::io::PipeReader;
    use std::mem::MaybeUninit;
    use std::os::unix::ffi::OsStrExt;
    use std::path::Path;
    use std::sync::mpsc::Sender;
    use std::time::{Duration, Instant};

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::fs::inotify::{self, CreateFlags, WatchFlags};

    use super::super::librarian::Request;
    use crate::store::beside;

    /// After the last event the store is asked again at these moments, for writers that do not ring.
    const AGAIN: &[u64] = &[2, 5, 15, 50, 150, 500, 1_500];
    /// After somebody came, went or moved: the lock of a desk that was killed goes a moment after its file is closed.
    const HERE: &[u64] = &[1, 20, 200];
    /// Between two questions at least this long, whatever a busy colleague writes.
    const GAP: Duration = Duration::from_millis(25);

    /// Moments at which something is asked again after an event.
    struct Later {
        moments: &'static [u64],
        since: Instant,
        next: usize,
    }

    impl Later {
        fn never(moments: &'static [u64]) -> Later {
            Later {
                moments,
                since: Instant::now(),
                next: moments.len(),
            }
        }

        fn begin(&mut self) {
            (self.since, self.next) = (Instant::now(), 0);
        }

        /// How long until the next moment; `None` when there is none any more.
        fn wait(&self) -> Option<Duration> {
            let after = Duration::from_millis(*self.moments.get(self.next)?);
            Some(after.saturating_sub(self.since.elapsed()))
        }

        /// Whether the next moment has come.
        fn is_due(&mut self) -> bool {
            let due = self.wait().is_some_and(|wait| wait.is_zero());
            self.next += usize::from(due);
            due
        }
    }

    /// What happened beside the database.
    #[derive(Default)]
    struct Heard {
        database: bool,
        desks: bool,
    }

    /// Listens until the desk ends; `false` when no watch can be had.
    pub fn listen(database: &Path, desk: &str, ended: &PipeReader, to: &Sender<Request>) -> bool {
        let Some(name) = database.file_name() else {
            return false;
        };
        let Ok(watch) = inotify::init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK) else {
            return false;
        };
        let flags = WatchFlags::MODIFY
            | WatchFlags::CREATE
            | WatchFlags::MOVED_TO
            | WatchFlags::MOVED_FROM
            | WatchFlags::DELETE
            | WatchFlags::CLOSE_WRITE;
        if inotify::add_watch(&watch, super::folder(database), flags).is_err() {
            return false;
        }
        // Without it nobody is seen to come and go; what they save is heard all the same.
        let desks = flags | WatchFlags::DONT_FOLLOW | WatchFlags::ONLYDIR;
        let desks = inotify::add_watch(&watch, beside(database, ".desks"), desks).ok();
        let mut buffer = [MaybeUninit::uninit(); 4_096];
        let (mut again, mut here) = (Later::never(AGAIN), Later::never(HERE));
        loop {
            let wait = [again.wait(), here.wait()].into_iter().flatten().min();
            let timeout = wait.and_then(|wait| Timespec::try_from(wait).ok());
            let mut watched = [
                PollFd::new(&watch, PollFlags::IN),
                PollFd::new(ended, PollFlags::empty()),
            ];
            match poll(&mut watched, timeout.as_ref()) {
                Ok(_) if !watched[1].revents().is_empty() => return true,
                Ok(0) | Err(rustix::io::Errno::INTR) => {}
                Ok(_) => {
                    let heard = read(&watch, &mut buffer, desks, name, desk);
                    if heard.database {
                        again.begin();
                        if to.send(Request::Listen).is_err() {
                            return true;
                        }
                    }
                    if heard.desks {
                        here.begin();
                    }
                    if heard.database || heard.desks {
                        std::thread::sleep(GAP);
                    }
                }
                Err(_) => return false,
            }
            if again.is_due() && to.send(Request::Listen).is_err()
                || here.is_due() && to.send(Request::Here).is_err()
            {
                return true;
            }
        }
    }

    /// Reads what happened; whether any of it was beside our database, and not our own place.
    fn read(
        watch: &rustix::fd::OwnedFd,
        buffer: &mut [MaybeUninit<u8>],
        desks: Option<i32>,
        name: &OsStr,
        desk: &str,
    ) -> Heard {
        let mut reader = inotify::Reader::new(watch, buffer);
        let mut heard = Heard::default();
        while let Ok(event) = reader.next() {
            let file = event.file_name().map(std::ffi::CStr::to_bytes);
            if Some(event.wd()) == desks {
                heard.desks |=
                    file.is_none_or(|file| !file.starts_with(b".") && file != desk.as_bytes());
            } else {
                heard.database |= file.is_none_or(|file| file.starts_with(name.as_bytes()));
            }
        }
        heard
    }
}
