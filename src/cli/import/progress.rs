//! How far an import is.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

use super::report::say;
use crate::exchange::import::Source;

/// The line on the terminal that says how far it is; nothing where no terminal is.
pub struct Progress {
    shown: bool,
    began: Instant,
    last: Instant,
    terminal: bool,
}

impl Progress {
    pub fn new() -> Progress {
        let now = Instant::now();
        Progress {
            shown: false,
            began: now,
            last: now,
            terminal: std::io::stderr().is_terminal(),
        }
    }

    fn say(&mut self, words: &str) {
        if !self.terminal || self.last.elapsed() < Duration::from_millis(200) {
            return;
        }
        self.last = Instant::now();
        self.shown = true;
        let _ = write!(std::io::stderr(), "\r{words:<76}");
    }

    pub fn show(&mut self, source: &Source) {
        let rows = source.counts().rows;
        let elapsed = self.began.elapsed().as_secs_f64().max(0.001);
        let part = source.bytes_read() as f64 / source.total_bytes().max(1) as f64;
        let left = elapsed / part.max(0.001) - elapsed;
        let words = format!(
            "{:.0} % · {} rows · {:.0} rows/s · {left:.0} s left",
            part * 100.0,
            say(rows),
            rows as f64 / elapsed
        );
        self.say(&words);
    }

    pub fn indexing(&mut self) {
        self.say("making the search ready…");
    }

    pub fn end(&mut self) {
        if self.shown {
            let _ = write!(std::io::stderr(), "\r{:<76}\r", "");
        }
    }
}
