//! How dates are said on screen, and how they are stored.

use chrono::NaiveDate;

/// Days up to which a date is said without its year.
const NEAR: i64 = 180;

/// The date in a sentence: `today`, `tomorrow`, `yesterday`, else `tue 24 nov`; more than 180 days away with its year,
/// `wed 24 nov 2027`.
#[must_use]
pub fn say(date: NaiveDate, today: NaiveDate) -> String {
    match days_ahead(date, today) {
        -1 => "yesterday".to_owned(),
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        _ if is_near(date, today) => lower(date, "%a %-d %b"),
        _ => lower(date, "%a %-d %b %Y"),
    }
}

/// The date as a due date in a column: `3d late`, `14w late`, `today`, `tomorrow`, the weekday within the next 6 days
/// (`mon`), else `12 dec`; more than 180 days away with its year, `12 dec 2027`.
#[must_use]
pub fn say_due(date: NaiveDate, today: NaiveDate) -> String {
    match days_ahead(date, today) {
        late @ ..0 => format!("{} late", say_age(-late)),
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        2..=6 => lower(date, "%a"),
        7..=NEAR => lower(date, "%-d %b"),
        _ => lower(date, "%-d %b %Y"),
    }
}

/// How long ago, in whole units: `12d`, from 100 days on `14w`, from 730 days on `2y`. Negative counts as `0d`.
#[must_use]
pub fn say_age(days: i64) -> String {
    match days {
        ..0 => "0d".to_owned(),
        0..100 => format!("{days}d"),
        100..730 => format!("{}w", days / 7),
        730.. => format!("{}y", days / 365),
    }
}

/// The date in full: `Sat 21 Nov 2026`.
#[must_use]
pub fn say_full(date: NaiveDate) -> String {
    date.format("%a %-d %b %Y").to_string()
}

/// The date as stored and exported: `2026-11-21`.
#[must_use]
pub fn iso(date: NaiveDate) -> String {
    date.format("%Y-%m-%d").to_string()
}

/// A stored date, exactly as [`iso`] writes it (years 0000 to 9999); anything else is `None`.
#[must_use]
pub fn from_iso(text: &str) -> Option<NaiveDate> {
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    (text.len() == 10 && iso(date) == text).then_some(date)
}

/// Whether the date needs no year to be understood.
pub(super) fn is_near(date: NaiveDate, today: NaiveDate) -> bool {
    days_ahead(date, today).abs() <= NEAR
}

fn days_ahead(date: NaiveDate, today: NaiveDate) -> i64 {
    date.signed_duration_since(today).num_days()
}

fn lower(date: NaiveDate, format: &str) -> String {
    date.format(format).to_string().to_lowercase()
}

/// How long ago something was, both moments in UTC milliseconds: `a moment ago`, `12 minutes ago`, `3 hours ago`. `None`
/// from a day on: then the date says it.
#[must_use]
pub fn say_ago(then: i64, now: i64) -> Option<String> {
    const MINUTE: i64 = 60_000;
    let minutes = now.saturating_sub(then) / MINUTE;
    Some(match (minutes, minutes / 60) {
        (..2, _) => "a moment ago".to_owned(),
        (_, 0) => format!("{minutes} minutes ago"),
        (_, 1) => "1 hour ago".to_owned(),
        (_, hours @ ..24) => format!("{hours} hours ago"),
        (..) => return None,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Saturday.
    const TODAY: &str = "2026-11-21";

    fn day(text: &str) -> NaiveDate {
        from_iso(text).unwrap()
    }

    #[test]
    fn near_dates_are_said_by_their_names() {
        for (date, said) in [
            ("2026-11-20", "yesterday"),
            ("2026-11-21", "today"),
            ("2026-11-22", "tomorrow"),
            ("2026-11-24", "tue 24 nov"),
            ("2026-11-03", "tue 3 nov"),
            ("2027-05-20", "thu 20 may"),
            ("2027-05-21", "fri 21 may 2027"),
            ("2026-05-25", "mon 25 may"),
            ("2026-05-24", "sun 24 may 2026"),
        ] {
            assert_eq!(say(day(date), day(TODAY)), said);
        }
        assert_eq!(say_full(day(TODAY)), "Sat 21 Nov 2026");
    }

    #[test]
    fn how_long_ago_is_said_until_a_day_is_over() {
        let minute = 60_000;
        for (ago, said) in [
            (-5 * minute, Some("a moment ago")),
            (119_000, Some("a moment ago")),
            (2 * minute, Some("2 minutes ago")),
            (60 * minute, Some("1 hour ago")),
            (23 * 60 * minute, Some("23 hours ago")),
            (24 * 60 * minute, None),
        ] {
            assert_eq!(say_ago(0, ago).as_deref(), said);
        }
    }

    #[test]
    fn due_dates_are_short() {
        for (date, said) in [
            ("2026-11-18", "3d late"),
            ("2026-01-01", "46w late"),
            ("2026-11-21", "today"),
            ("2026-11-22", "tomorrow"),
            ("2026-11-23", "mon"),
            ("2026-11-27", "fri"),
            ("2026-11-28", "28 nov"),
            ("2026-12-12", "12 dec"),
            ("2027-12-12", "12 dec 2027"),
        ] {
            assert_eq!(say_due(day(date), day(TODAY)), said);
        }
    }

    #[test]
    fn ages_change_their_unit_as_they_grow() {
        for (days, said) in [
            (-5, "0d"),
            (0, "0d"),
            (12, "12d"),
            (99, "99d"),
            (100, "14w"),
            (729, "104w"),
            (730, "2y"),
            (1100, "3y"),
        ] {
            assert_eq!(say_age(days), said);
        }
    }

    #[test]
    fn only_the_stored_form_is_read_back() {
        assert_eq!(
            from_iso("2026-12-01").map(iso).as_deref(),
            Some("2026-12-01")
        );
        for text in [
            "",
            "2026-12-1",
            " 2026-12-01",
            "2026-12-01 ",
            "+2026-12-01",
            "2026-02-30",
            "2026-12-01T10:00",
            "２026-12-01",
        ] {
            assert_eq!(from_iso(text), None, "{text}");
        }
    }
}
