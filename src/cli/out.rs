//! What the command line writes: clean lines, and a closed pipe counts as done.

#![allow(clippy::disallowed_methods)] // the standard output, for everybody else

use std::fmt;
use std::io::{self, BufRead, BufWriter, Stdout, Write};

use crate::domain::refusal::Trouble;
use crate::domain::text::Clean;
use crate::exchange::json_line;
use crate::runtime::terminal;
use crate::store::{CannotOpen, Failure};

/// Why a command failed, with its exit code.
#[derive(Debug)]
pub struct Failed {
    code: u8,
    sentence: Clean,
}

impl Failed {
    /// The request failed: exit code 1.
    pub fn request(sentence: impl AsRef<str>) -> Failed {
        Failed {
            code: 1,
            sentence: Clean::line(sentence.as_ref()),
        }
    }

    /// Wrong usage: exit code 2.
    pub fn usage(sentence: impl AsRef<str>) -> Failed {
        Failed {
            code: 2,
            sentence: Clean::line(sentence.as_ref()),
        }
    }

    /// The same failure in the middle of work that is partly done: what stays, and the way out.
    #[must_use]
    pub fn midway(self, what_stays: &str) -> Failed {
        let cause = self.sentence.as_str().replace(": nothing was saved", "");
        Failed {
            code: self.code,
            sentence: Clean::line(&format!("{cause}; {what_stays}")),
        }
    }

    /// The exit code.
    #[must_use]
    pub fn code(&self) -> u8 {
        self.code
    }
}

impl From<CannotOpen> for Failed {
    fn from(error: CannotOpen) -> Failed {
        Failed::request(error.to_string())
    }
}

impl From<Failure> for Failed {
    fn from(failure: Failure) -> Failed {
        match failure {
            Failure::Refused(refusal) => Failed::request(refusal.to_string()),
            Failure::Trouble(Trouble { sentence, details }) if sentence == details => {
                Failed { code: 1, sentence }
            }
            Failure::Trouble(Trouble { sentence, details }) => {
                Failed::request(format!("{sentence} ({details})"))
            }
            Failure::Interrupted => Failed::request("interrupted"),
        }
    }
}

/// The standard output.
#[derive(Debug)]
pub struct Out {
    to: BufWriter<Stdout>,
    closed: bool,
    /// Why the output could not be written, where its reader did not just go.
    broken: Option<io::Error>,
}

impl Out {
    /// Ready to write.
    #[must_use]
    pub fn new() -> Out {
        Out {
            to: BufWriter::new(io::stdout()),
            closed: false,
            broken: None,
        }
    }

    /// Writes a line, cleaned.
    pub fn line(&mut self, line: impl fmt::Display) {
        let line = Clean::line(&line.to_string());
        self.exactly(&format!("{line}\n"));
    }

    /// Writes text that is known to be safe as it is: JSON with its controls escaped, CSV for a file.
    pub fn exactly(&mut self, text: &str) {
        if self.closed {
            return;
        }
        if let Err(error) = self.to.write_all(text.as_bytes()) {
            self.fail(error);
        }
    }

    fn fail(&mut self, error: io::Error) {
        self.closed = true;
        // A pipe without a reader, a terminal that is gone: nobody wants the rest (trust.md 7, rule 21).
        let hung_up = Some(rustix::io::Errno::IO.raw_os_error());
        if error.kind() != io::ErrorKind::BrokenPipe && error.raw_os_error() != hung_up {
            self.broken = Some(error);
        }
    }

    /// Writes out what is left.
    ///
    /// # Errors
    /// When not everything reached the reader; a reader that has gone wants no more.
    pub fn finish(&mut self) -> Result<(), Failed> {
        if let Err(error) = self.to.flush() {
            self.fail(error);
        }
        match self.broken.take() {
            None => Ok(()),
            Some(error) => Err(Failed::request(format!(
                "the output could not be written ({error}); it is not complete"
            ))),
        }
    }

    /// Writes text of many lines, cleaned.
    pub fn text(&mut self, text: &str) {
        let text = Clean::text(text);
        self.exactly(&format!("{}\n", text.as_str().trim_end_matches('\n')));
    }

    /// The standard output for an export, whose formats escape what they must.
    pub fn data(&mut self) -> &mut impl Write {
        &mut self.to
    }

    /// Asks for a line at the standard output; blank where nothing more is typed.
    pub fn ask(&mut self, words: &str) -> String {
        self.exactly(Clean::line(words).as_str());
        // The question has to be seen before it is answered.
        let _ = self.to.flush();
        let mut typed = String::new();
        let _ = io::stdin().lock().read_line(&mut typed);
        typed
    }

    /// Writes a JSON value as one line. Text is escaped to ASCII, so that no terminal can be reached through it.
    pub fn json(&mut self, value: &serde_json::Value) {
        self.exactly(&format!("{}\n", json_line(value)));
    }

    /// Whether the reader is gone: the rest need not be made.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.closed
    }

    /// Writes a line to the standard error.
    pub fn aside(&mut self, line: impl fmt::Display) {
        self.aside_text(Clean::line(&line.to_string()).as_str());
    }

    /// Writes text of many lines to the standard error, cleaned.
    pub fn aside_text(&mut self, text: &str) {
        let _ = self.to.flush();
        terminal::aside(text);
    }

    /// Says why the command failed.
    pub fn error(&mut self, failed: &Failed) {
        self.aside(format!("entourage: {}", failed.sentence));
    }
}

impl Drop for Out {
    fn drop(&mut self) {
        let _ = self.to.flush();
    }
}
