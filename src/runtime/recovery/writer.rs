//! The thread that brings unsaved text to disk, so that no key ever waits for it.

use std::sync::mpsc::Sender;

use super::disk::Disk;
use super::mailbox::Shared;
use crate::runtime::event::Event;
use crate::runtime::librarian::thread;
use crate::ui::keeping::Keeping;
use crate::ui::message::Message;

/// Tells the others when the thread is gone, however it went.
struct Watch(Shared);

impl Drop for Watch {
    fn drop(&mut self) {
        self.0.deserted();
    }
}

/// Starts the thread; it lives as long as the process.
pub(super) fn start(shared: Shared, disk: Disk, to: &Sender<Event>) -> std::io::Result<()> {
    shared.serve_with(disk);
    let tell = to.clone();
    let work = move || {
        let shared = Watch(shared);
        serve(&shared.0, |keeping| {
            tell.send(Event::Desk(Message::Keeping(keeping))).is_ok()
        });
    };
    thread("recovery", to, work)
}

/// Writes what is due and reports what is new, until nobody listens.
pub(super) fn serve(shared: &Shared, tell: impl Fn(Keeping) -> bool) {
    let mut told = Keeping::default();
    loop {
        let (job, mut disk) = shared.next();
        let outcome = disk.bring(&job);
        let keeping = outcome.keeping(&job);
        shared.tried(&job, &outcome, disk);
        if keeping != told {
            told = keeping.clone();
            if !tell(keeping) {
                return;
            }
        }
    }
}
