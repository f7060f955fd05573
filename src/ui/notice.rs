//! The line above the footer that says what happened; it goes with the next key.

use crate::domain::text::Clean;

/// How a notice is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// It worked.
    Done,
    /// A polite no, or something to know.
    Calm,
    /// Something is wrong.
    Wrong,
}

/// What happened, in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The words.
    pub words: Clean,
    /// How it is meant.
    pub tone: Tone,
}

impl Notice {
    /// It worked.
    pub fn done(words: impl AsRef<str>) -> Notice {
        Notice {
            words: Clean::line(words.as_ref()),
            tone: Tone::Done,
        }
    }

    /// A polite no, or something to know.
    pub fn calm(words: impl AsRef<str>) -> Notice {
        Notice {
            words: Clean::line(words.as_ref()),
            tone: Tone::Calm,
        }
    }

    /// Something is wrong.
    pub fn wrong(words: impl AsRef<str>) -> Notice {
        Notice {
            words: Clean::line(words.as_ref()),
            tone: Tone::Wrong,
        }
    }
}
