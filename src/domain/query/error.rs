//! What cannot be read in a query, and where.

use std::fmt;
use std::ops::Range;

/// Why a query cannot be read: the place, one sentence, and what might have been meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryError {
    /// Bytes of the typed text.
    pub at: Range<usize>,
    /// The same place as people count: letters from 1.
    pub column: usize,
    /// The cause and the way out, without a full stop.
    pub sentence: String,
    /// What may stand at the place instead.
    pub instead: Option<String>,
}

impl QueryError {
    pub(super) fn new(at: Range<usize>, sentence: impl Into<String>) -> QueryError {
        QueryError {
            column: at.start + 1,
            at,
            sentence: sentence.into(),
            instead: None,
        }
    }

    /// With the place counted in the letters of what was typed.
    pub(super) fn counted_in(mut self, text: &str) -> QueryError {
        let before = text.get(..self.at.start).unwrap_or(text);
        self.column = before.chars().count() + 1;
        self
    }

    pub(super) fn or(mut self, instead: Option<impl Into<String>>) -> QueryError {
        self.instead = instead.map(Into::into);
        self
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at {}: {}", self.column, self.sentence)
    }
}

impl std::error::Error for QueryError {}
