//! Dates as people type them, as they stand in a line or a file, and as they are said on screen.
//!
//! [`parse()`] and [`parse_past`] read a date field, [`find_in_line`] and [`find_past_in_line`] find the date at the
//! start or end of a line, [`import()`] reads files, [`in_name`] and [`parse_figures`] read the time that figures are of,
//! [`say()`] and its sisters write. "Today" is always given by the caller: nothing here looks at the clock. Months and
//! weekdays are English, but for those in the names of files; any case will do.

mod error;
mod import;
mod line;
mod months;
mod name;
mod offset;
mod parse;
mod period;
mod say;
mod written;

pub use error::{DateError, Examples};
pub use import::import;
pub use line::{find_in_line, find_past_in_line, read_step, refuse_wrong_date};
pub use name::{InName, in_name, parse_figures, whole_period};
pub use parse::{parse, parse_past};
pub use period::Period;
pub use say::{from_iso, iso, say, say_age, say_ago, say_due, say_full};

use chrono::{Datelike, NaiveDate};

/// The first and the last year that a typed or imported date may have; anything else is a slip of the finger.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

/// Whether a word names a month, in whatever language.
#[must_use]
pub fn is_month(word: &str) -> bool {
    months::named(word).is_some()
}

fn is_in_range(date: NaiveDate) -> bool {
    YEARS.contains(&date.year())
}

#[cfg(test)]
mod tests;
