//! Why a typed text is no date, in one sentence with a way out.

use std::error::Error;
use std::fmt;

use chrono::{Datelike, Months, NaiveDate};

use super::say::{iso, say_full};
use crate::domain::text::{Clean, fit};

/// Columns of the typed text that a message repeats.
const SHOWN: usize = 40;

/// Why a typed text is no date. `Display` is one sentence that may be shown as it is (its parts are clean).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateError {
    /// Nothing was typed.
    Empty {
        /// What would be right.
        examples: Examples,
    },
    /// Not understood, or no day of the calendar (`31 feb`).
    Unknown {
        /// What was typed.
        text: Clean,
        /// What would be right.
        examples: Examples,
    },
    /// Day and month could be either way round (`1/12/2026`).
    Ambiguous {
        /// What was typed.
        text: Clean,
        /// The date if the day comes first.
        day_first: NaiveDate,
        /// The date if the month comes first.
        month_first: NaiveDate,
        /// The one of the two that lies on the side that was asked for.
        likely: NaiveDate,
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

/// Dates that would be right where a date is asked for: ahead of today, or behind it where only what has been counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Examples {
    today: NaiveDate,
    past: bool,
}

impl Examples {
    /// Examples of days that are still to come.
    #[must_use]
    pub fn ahead(today: NaiveDate) -> Examples {
        Examples { today, past: false }
    }

    /// Examples of days that have been.
    #[must_use]
    pub fn past(today: NaiveDate) -> Examples {
        Examples { today, past: true }
    }

    fn fits(self, date: NaiveDate) -> bool {
        if self.past {
            date <= self.today
        } else {
            date >= self.today
        }
    }
}

impl fmt::Display for Examples {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = self.today.with_day(1).unwrap_or(self.today);
        if self.past {
            let last = first.pred_opt().unwrap_or(first);
            let month = last.format("%b").to_string().to_lowercase();
            write!(f, "yesterday, 3d, 12 {month} or {}", iso(last))
        } else {
            let next = first.checked_add_months(Months::new(1)).unwrap_or(first);
            let month = next.format("%b").to_string().to_lowercase();
            write!(f, "fri, +3d, 12 {month} or {}", iso(next))
        }
    }
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
    pub(super) fn with(self, typed: &str, examples: Examples) -> DateError {
        let line = Clean::line(typed.trim());
        let text = Clean::line(&fit(line.as_str(), SHOWN));
        match self {
            _ if text.is_empty() => DateError::Empty { examples },
            Self::Unknown => DateError::Unknown { text, examples },
            Self::Ambiguous(day_first, month_first) => DateError::Ambiguous {
                text,
                day_first,
                month_first,
                likely: if examples.fits(month_first) && !examples.fits(day_first) {
                    month_first
                } else {
                    day_first
                },
            },
            Self::TooFar => DateError::TooFar { text },
            Self::OtherWeekday(date) => DateError::OtherWeekday { text, date },
        }
    }
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty { examples } => write!(f, "a date is missing; try {examples}"),
            Self::Unknown { text, examples } => {
                write!(f, "\"{text}\" is not a date; try {examples}")
            }
            Self::Ambiguous {
                text,
                day_first,
                month_first,
                likely,
            } => {
                let (one, other) = (day_first.format("%-d %b"), month_first.format("%-d %b"));
                let iso = iso(*likely);
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
    use super::super::{parse, parse_past};
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
    fn what_a_message_advises_is_read_on_the_side_of_today_that_was_asked_for() {
        for today in ["2026-11-21", "2027-01-01", "2028-02-29", "2027-12-31"] {
            let today: NaiveDate = today.parse().unwrap();
            for (past, examples) in [
                (false, Examples::ahead(today).to_string()),
                (true, Examples::past(today).to_string()),
            ] {
                for one in examples.split(", ").flat_map(|part| part.split(" or ")) {
                    let read = if past { parse_past } else { parse };
                    let date = read(one, today).unwrap();
                    assert!(date != today && (date < today) == past, "{one}");
                }
            }
            let error = parse_past("29.02.2023", today).unwrap_err().to_string();
            let said = format!(
                "\"29.02.2023\" is not a date; try {}",
                Examples::past(today)
            );
            assert_eq!(error, said);
        }
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
