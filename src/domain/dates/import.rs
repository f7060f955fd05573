//! Dates in files of other programs. Nothing is guessed: what could be two dates is none.

use chrono::{Datelike, NaiveDate};

use super::is_in_range;
use super::written::{self, Reading};
use crate::domain::text::fold;

/// Reads the date of a cell: `2026-01-05`, `2026/01/05`, `5 Jan 2026`, `Jan 5, 2026`, `05.01.2026`, and `13/01/2026`
/// or `01/13/2026`, where only one order is possible. A time after it is left off, without regard to its zone
/// (`2026-01-05T10:00:00Z`, `2026-01-05 10:00`). The year has four digits and lies between 1900 and 2200.
#[must_use]
pub fn import(text: &str) -> Option<NaiveDate> {
    let folded = fold(text);
    let Some(Reading::One(found)) = written::read(without_time(&folded)) else {
        return None;
    };
    let date = found.in_calendar(found.year?)?;
    let agrees = found.weekday.is_none_or(|day| day == date.weekday());
    (found.is_clear && agrees && is_in_range(date)).then_some(date)
}

/// The text up to the time of day, which is known by its colon.
fn without_time(text: &str) -> &str {
    let Some(colon) = text.find(':') else {
        return text;
    };
    let hour = text[..colon].trim_end_matches(|c: char| c.is_ascii_digit());
    hour.strip_suffix('t')
        .unwrap_or(hour)
        .trim_end_matches([' ', ','])
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_other_programs_are_read() {
        for text in [
            "2026-01-05",
            " 2026-01-05T10:00:00Z ",
            "2026-01-05T10:00:00.000+02:00",
            "2026-01-05 10:00",
            "2026/01/05",
            "5 Jan 2026",
            "05-Jan-2026",
            "Jan 5, 2026",
            "January 5, 2026, 9:30 PM",
            "Mon, 5 Jan 2026 10:00:00 +0000",
            "05.01.2026",
            "05.01.2026 9:30",
        ] {
            assert_eq!(import(text), NaiveDate::from_ymd_opt(2026, 1, 5), "{text}");
        }
    }

    #[test]
    fn slashes_count_only_when_one_order_is_possible() {
        assert_eq!(import("13/01/2026"), NaiveDate::from_ymd_opt(2026, 1, 13));
        assert_eq!(
            import("01/13/2026 9:30 AM"),
            NaiveDate::from_ymd_opt(2026, 1, 13)
        );
        assert_eq!(import("05/01/2026"), None);
    }

    #[test]
    fn nothing_is_guessed() {
        for text in [
            "",
            "today",
            "fri",
            "+3d",
            "5 jan",
            "05.01.",
            "05.01.26",
            "2026-02-30",
            "Tue, 5 Jan 2026",
            "46027",
            "1850-01-01",
            "10:00",
            ":",
            "n/a",
            "2026-01-05x",
            "2026",
        ] {
            assert_eq!(import(text), None, "{text}");
        }
    }
}
