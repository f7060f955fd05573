//! A moment in which the store rests: every thread that has a connection has finished its slice and holds no lock, so
//! that this process can be stopped for hours without keeping a colleague waiting (trust.md rule 27).

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// A thread's order to rest.
#[derive(Debug)]
pub struct Rest {
    resting: Sender<()>,
    go_on: Receiver<()>,
}

impl Rest {
    /// Rests until the pause is over. Called between two slices, where nothing is open.
    pub fn take(self) {
        let _ = self.resting.send(());
        // Nothing is ever sent: the other end is dropped.
        let _ = self.go_on.recv();
    }
}

impl Drop for Rest {
    fn drop(&mut self) {
        // A thread that is gone rests as well.
        let _ = self.resting.send(());
    }
}

/// A pause of several threads; it is over when this is dropped.
#[derive(Debug)]
pub struct Pause {
    resting: Receiver<()>,
    tell: Sender<()>,
    threads: Vec<Sender<()>>,
}

impl Default for Pause {
    fn default() -> Pause {
        let (tell, resting) = channel();
        Pause {
            resting,
            tell,
            threads: Vec::new(),
        }
    }
}

impl Pause {
    /// An order for one more thread.
    pub fn order(&mut self) -> Rest {
        let (hold, go_on) = channel();
        self.threads.push(hold);
        Rest {
            resting: self.tell.clone(),
            go_on,
        }
    }

    /// The two as one.
    #[must_use]
    pub fn with(mut self, other: Pause) -> Pause {
        self.threads.extend(other.threads);
        self
    }

    /// Waits until all of them rest; whether they do within this time.
    #[must_use]
    pub fn is_here_within(&mut self, time: Duration) -> bool {
        let until = Instant::now() + time;
        for _ in 0..self.threads.len() {
            let left = until.saturating_duration_since(Instant::now());
            match self.resting.recv_timeout(left) {
                Ok(()) => {}
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return false,
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn it_is_here_when_every_thread_rests_and_over_when_it_is_dropped() {
        let mut pause = Pause::default();
        let (orders, given) = channel::<Rest>();
        let (done, ended) = channel();
        let thread = std::thread::spawn(move || {
            for order in given {
                order.take();
                done.send(()).unwrap();
            }
        });
        orders.send(pause.order()).unwrap();
        assert!(pause.is_here_within(Duration::from_secs(10)));
        assert!(ended.try_recv().is_err());
        drop(pause);
        ended.recv_timeout(Duration::from_secs(10)).unwrap();
        drop(orders);
        thread.join().unwrap();
    }

    #[test]
    fn it_is_not_here_while_a_thread_is_busy() {
        let mut pause = Pause::default();
        let busy = pause.order();
        assert!(!pause.is_here_within(Duration::from_millis(1)));
        drop(busy);
    }
}
