//! How far a job is, on one line of the terminal.

use std::time::{Duration, Instant};

use crate::domain::text::Clean;
use crate::runtime::terminal;

/// Columns of the line.
const WIDE: usize = 76;
/// The line changes at most once in this time.
const PACE: Duration = Duration::from_millis(200);

/// The line on the terminal that says how far a job is; nothing where the standard error is no terminal.
pub struct Progress {
    shown: bool,
    last: Instant,
    terminal: bool,
}

impl Progress {
    /// Nothing is shown before the first fifth of a second has passed.
    pub fn new() -> Progress {
        Progress {
            shown: false,
            last: Instant::now(),
            terminal: terminal::has_aside(),
        }
    }

    /// Says how far it is, a few times a second.
    pub fn say(&mut self, words: &Clean) {
        if !self.terminal || self.last.elapsed() < PACE {
            return;
        }
        self.last = Instant::now();
        self.shown = true;
        terminal::aside_over(words, WIDE);
    }

    /// Clears the line.
    pub fn end(&mut self) {
        if std::mem::take(&mut self.shown) {
            terminal::aside_over(&Clean::default(), WIDE);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.end();
    }
}
