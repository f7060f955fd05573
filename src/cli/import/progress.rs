//! How far an import is.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// The line on the terminal that says how far it is; nothing where no terminal is.
pub struct Progress {
    shown: bool,
    last: Instant,
    terminal: bool,
}

impl Progress {
    pub fn new() -> Progress {
        Progress {
            shown: false,
            last: Instant::now(),
            terminal: std::io::stderr().is_terminal(),
        }
    }

    /// Says how far it is, a few times a second.
    pub fn say(&mut self, words: &str) {
        if !self.terminal || self.last.elapsed() < Duration::from_millis(200) {
            return;
        }
        self.last = Instant::now();
        self.shown = true;
        let _ = write!(std::io::stderr(), "\r{words:<76}");
    }

    pub fn end(&mut self) {
        if self.shown {
            let _ = write!(std::io::stderr(), "\r{:<76}\r", "");
        }
    }
}
