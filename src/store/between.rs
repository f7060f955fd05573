//! Whether this process is in the middle of a change. Stopped there, it would keep everyone else from saving until it is
//! continued, which may be hours (trust.md rule 27).

use std::sync::{Condvar, Mutex, PoisonError};

/// How many transactions that write are open in this process.
static OPEN: Mutex<usize> = Mutex::new(0);
static ENDED: Condvar = Condvar::new();

/// A transaction that writes is open, or about to be, until this is dropped.
#[derive(Debug)]
pub(super) struct InChange(());

impl InChange {
    /// Waits while the process is being stopped.
    pub(super) fn begin() -> InChange {
        *OPEN.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        InChange(())
    }
}

impl Drop for InChange {
    fn drop(&mut self) {
        *OPEN.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        ENDED.notify_all();
    }
}

/// Does something as soon as no transaction that writes is open in this process; none begins meanwhile.
pub fn between_changes<T>(what: impl FnOnce() -> T) -> T {
    let open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
    let none = ENDED.wait_while(open, |open| *open > 0);
    let _none = none.unwrap_or_else(PoisonError::into_inner);
    what()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn what_waits_for_the_end_of_a_change_is_done_after_it() {
        let change = InChange::begin();
        let (tell, told) = channel();
        let waits = std::thread::spawn(move || between_changes(|| tell.send("stopped").unwrap()));
        assert!(told.try_recv().is_err());
        drop(change);
        assert_eq!(told.recv().unwrap(), "stopped");
        waits.join().unwrap();
    }
}
