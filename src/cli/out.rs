//! What the command line writes: clean lines, and a closed pipe counts as done.

#![allow(clippy::disallowed_methods)] // the standard output, for everybody else

use std::fmt;
use std::io::{self, BufRead, BufWriter, Stdout, Write};

use crate::domain::text::Clean;
use crate::exchange::json_line;
use crate::runtime::terminal;
use crate::store::{CannotOpen, Failure};

/// Why a command failed, with its exit code.
#[derive(Debug)]
pub struct Failed {
    code: u8,
    sentence: Clean,
    /// What went wrong, without what became of the work.
    cause: Clean,
}

impl Failed {
    /// The request failed: exit code 1.
    pub fn request(sentence: impl AsRef<str>) -> Failed {
        Failed::with_code(1, sentence.as_ref())
    }

    /// Wrong usage: exit code 2.
    pub fn usage(sentence: impl AsRef<str>) -> Failed {
        Failed::with_code(2, sentence.as_ref())
    }

    /// A signal ended it.
    pub fn interrupted(signal: i32) -> Failed {
        let code = u8::try_from(128 + signal).unwrap_or(1);
        Failed::with_code(code, "interrupted")
    }

    fn with_code(code: u8, sentence: &str) -> Failed {
        let sentence = Clean::line(sentence);
        Failed {
            code,
            cause: sentence.clone(),
            sentence,
        }
    }

    /// The same failure in the middle of work, or after it: what is saved, what is not, and the way out.
    #[must_use]
    pub fn but(self, what_is_saved: &str) -> Failed {
        Failed {
            sentence: Clean::line(&format!("{}; {what_is_saved}", self.cause)),
            ..self
        }
    }

    /// What went wrong, without what became of the work.
    #[must_use]
    pub fn cause(&self) -> &Clean {
        &self.cause
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
            Failure::Trouble(trouble) if trouble.sentence == trouble.details => {
                let cause = trouble.cause().clone();
                Failed {
                    cause,
                    ..Failed::request(trouble.sentence)
                }
            }
            Failure::Trouble(trouble) => {
                let with_details =
                    |words: &Clean| Clean::line(&format!("{words} ({})", trouble.details));
                Failed {
                    code: 1,
                    sentence: with_details(&trouble.sentence),
                    cause: with_details(trouble.cause()),
                }
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
    /// What was asked for is saved already.
    is_saved: bool,
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
            is_saved: false,
            broken: None,
        }
    }

    /// Writes a line, cleaned.
    pub fn line(&mut self, line: impl fmt::Display) {
        let line = Clean::line(&line.to_string());
        self.exactly(&format!("{line}\n"));
    }

    /// Says what is saved now: where the rest of the answer cannot be written, that is told besides.
    pub fn saved(&mut self, line: impl fmt::Display) {
        self.note_saved();
        self.line(line);
    }

    /// What was asked for is saved, and the lines that follow say so.
    pub fn note_saved(&mut self) {
        self.is_saved = true;
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
            Some(error) if self.is_saved => Err(Failed::request(format!(
                "the change is saved, but what it says could not be written ({error}); the output is not complete"
            ))),
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
