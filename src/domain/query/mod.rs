//! One query language for roster, pipeline, Today, saved views and the command line (product.md).
//!
//! ```text
//! query  = { term }                          terms are parted by blanks; all of them must hold
//! term   = [ "-" ] ( word | filter )         - takes out
//! word   = letters | '"' words '"'           searched in names, handles, niches, tags and notes
//! filter = field ":" value { "," value }     one of the values must hold; field>value is read, too
//! value  = text | '"' text '"' | (">" | ">=" | "<" | "<=") bound | bound ".." bound | "any" | "none"
//! ```
//!
//! [`Query::parse`] reads it with places for every error, [`offers`] completes it. What a field means to the
//! database is the store's business; dates and `me` are settled here, so a query can be compared and kept.

mod error;
mod fields;
mod lexer;
mod offer;
mod parse;
mod value;

#[cfg(test)]
mod tests;

use chrono::NaiveDate;

pub use self::error::QueryError;
pub use self::fields::{Kind, QueryField, Time, markdown};
pub use self::offer::{Offer, Offers, Vocabulary, offers};
use super::money::Currency;

/// What a query was read into. Two queries are the same when they were written the same on the same day.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Query {
    text: String,
    /// Words to be searched for.
    pub words: Vec<Word>,
    /// What must hold besides.
    pub filters: Vec<Filter>,
}

/// A word, or a group of words in quotes, that must be found.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Word {
    /// As typed, without quotes.
    pub text: String,
    /// The words stand beside each other, in this order.
    pub together: bool,
    /// People who match are taken out.
    pub negated: bool,
}

/// A field and what it must be.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Filter {
    /// The field.
    pub field: QueryField,
    /// People for whom it holds are taken out.
    pub negated: bool,
    /// One of these must hold.
    pub any_of: Vec<Test>,
}

/// What a field must be. Bounds belong to the range.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Test {
    /// Nothing is known.
    Missing,
    /// Something is known.
    Present,
    /// This word: a stage, a login name, a code, a tag; as stored.
    Is(String),
    /// Words that begin with these, in this order.
    Holds(String),
    /// A count, or a rate in millionths.
    Within(Option<i64>, Option<i64>),
    /// A day.
    Between(Option<NaiveDate>, Option<NaiveDate>),
    /// A share of an audience: whose, as stored, and how much in millionths.
    Share(String, Option<i64>, Option<i64>),
    /// An amount in hundredths of any currency's unit, or of this one's.
    Money(Option<Currency>, Option<i64>, Option<i64>),
}

/// What a query is read with.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    /// The day that `today`, `fri` and `45d` are counted from.
    pub today: NaiveDate,
    /// The login name that `me` stands for.
    pub me: &'a str,
}

impl Query {
    /// Reads a query.
    ///
    /// # Errors
    /// The first thing that cannot be read, with its place.
    pub fn parse(text: &str, reader: Reader<'_>) -> Result<Query, QueryError> {
        parse::parse(text, reader).map_err(|error| error.counted_in(text))
    }

    /// The query as it was typed, without blanks round it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Those of whom `test` holds besides; what was typed stays as it was.
    #[must_use]
    pub fn and(&self, field: QueryField, test: Test) -> Query {
        let mut narrow = self.clone();
        narrow.filters.push(Filter {
            field,
            negated: false,
            any_of: vec![test],
        });
        narrow
    }

    /// Whether it is blank: everybody.
    #[must_use]
    pub fn is_everybody(&self) -> bool {
        self.words.is_empty() && self.filters.is_empty()
    }

    /// Whether it only searches for words, which the full text answers at once.
    #[must_use]
    pub fn is_words(&self) -> bool {
        self.filters.is_empty() && self.words.iter().all(|word| !word.negated)
    }
}
