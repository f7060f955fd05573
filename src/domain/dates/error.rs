//! Why a typed text is no date, in one sentence with a way out.

use std::error::Error;
use std::fmt;

use chrono::NaiveDate;

use super::say::say_full;
use crate::domain::text::{Clean, fit};

/// Columns of the typed text that a message repeats.
const SHOWN: usize = 40;

/// Why a typed text is no date. `Display` is one sentence that may be shown as it is (its parts are clean).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateError {
    /// Nothing was typed.
    Empty,
    /// Not understood, or no day of the calendar (`31 feb`).
    Unknown {
        /// What was typed.
        text: Clean,
    },
    /// Day and month could be either way round (`1/12/2026`).
    Ambiguous {
        /// What was typed.
        text: Clean,
        /// The date if the day comes first.
        day_first: NaiveDate,
        /// The date if the month comes first.
        month_first: NaiveDate,
    },
    /// Before 1900 or after 2200.
    TooFar {
        /// What was typed.
        text: Clean,
    },
    /// The date falls on another weekday than the one typed with it (`mon 24 nov`).
    OtherWeekday {
        /// What was typed.
        text: Clean,
        /// The date without regard to the weekday.
        date: NaiveDate,
    },
}

/// A [`DateError`] before it knows the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Problem {
    Unknown,
    Ambiguous(NaiveDate, NaiveDate),
    TooFar,
    OtherWeekday(NaiveDate),
}

impl Problem {
    pub(super) fn with(self, typed: &str) -> DateError {
        let line = Clean::line(typed.trim());
        let text = Clean::line(&fit(line.as_str(), SHOWN));
        match self {
            _ if text.is_empty() => DateError::Empty,
            Self::Unknown => DateError::Unknown { text },
            Self::Ambiguous(day_first, month_first) => DateError::Ambiguous {
                text,
                day_first,
                month_first,
            },
            Self::TooFar => DateError::TooFar { text },
            Self::OtherWeekday(date) => DateError::OtherWeekday { text, date },
        }
    }
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "a date is missing; try fri, +3d, 12 dec or 2026-12-01"),
            Self::Unknown { text } => {
                write!(
                    f,
                    "\"{text}\" is not a date; try fri, +3d, 12 dec or 2026-12-01"
                )
            }
            Self::Ambiguous {
                text,
                day_first,
                month_first,
            } => {
                let (one, other) = (day_first.format("%-d %b"), month_first.format("%-d %b"));
                let iso = day_first.format("%Y-%m-%d");
                write!(
                    f,
                    "\"{text}\" can be {one} or {other}; write the month as a word, or {iso}"
                )
            }
            Self::TooFar { text } => {
                write!(
                    f,
                    "\"{text}\" is too far from now; the year must be between 1900 and 2200"
                )
            }
            Self::OtherWeekday { text, date } => {
                write!(
                    f,
                    "\"{text}\" does not exist: it is {}; leave out the weekday",
                    say_full(*date)
                )
            }
        }
    }
}

impl Error for DateError {}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::parse;
    use super::*;

    fn message(text: &str) -> String {
        parse(text, NaiveDate::from_ymd_opt(2026, 11, 21).unwrap())
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn every_message_names_the_text_and_a_way_out() {
        assert_eq!(
            message("31 feb"),
            "\"31 feb\" is not a date; try fri, +3d, 12 dec or 2026-12-01"
        );
        assert_eq!(
            message("1/12/2026"),
            "\"1/12/2026\" can be 1 Dec or 12 Jan; write the month as a word, or 2026-12-01"
        );
        assert_eq!(
            message("mon 24 nov"),
            "\"mon 24 nov\" does not exist: it is Tue 24 Nov 2026; leave out the weekday"
        );
        assert!(message("1 jan 2999").contains("between 1900 and 2200"));
        assert!(message("  ").starts_with("a date is missing"));
    }

    #[test]
    fn a_message_repeats_nothing_harmful_and_nothing_long() {
        assert_eq!(
            message("\u{1b}[31m\u{202e}x"),
            "\"␛[31mx\" is not a date; try fri, +3d, 12 dec or 2026-12-01"
        );
        assert!(message(&"long ".repeat(1000)).chars().count() < 110);
    }
}
