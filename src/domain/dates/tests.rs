//! What a date field understands, as a table of typed texts. Today is Saturday 21 November 2026 unless said otherwise.

#![allow(clippy::unwrap_used)]

use chrono::NaiveDate;

use super::{DateError, iso, parse, parse_past, say, say_full};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2026-11-21")
}

#[track_caller]
fn reads(table: &[(&str, &str)]) {
    for (typed, expected) in table {
        assert_eq!(
            parse(typed, today()).map(iso),
            Ok((*expected).to_owned()),
            "{typed}"
        );
    }
}

#[test]
fn words_for_days_near_today() {
    reads(&[
        ("today", "2026-11-21"),
        ("tod", "2026-11-21"),
        (" TOM ", "2026-11-22"),
        ("tomorrow", "2026-11-22"),
        ("Yesterday", "2026-11-20"),
        ("eow", "2026-11-27"),
        ("eom", "2026-11-30"),
        ("end of  month", "2026-11-30"),
        ("eoy", "2026-12-31"),
    ]);
    assert_eq!(parse("eow", day("2026-11-20")), Ok(day("2026-11-20")));
    assert_eq!(parse("eow", day("2026-11-16")), Ok(day("2026-11-20")));
    assert_eq!(parse("eom", day("2028-02-01")), Ok(day("2028-02-29")));
}

#[test]
fn weekdays_are_the_next_such_day() {
    reads(&[
        ("fri", "2026-11-27"),
        ("Friday", "2026-11-27"),
        ("thurs", "2026-11-26"),
        ("sun", "2026-11-22"),
        ("sat", "2026-11-28"),
        ("next fri", "2026-12-04"),
        ("next-fri", "2026-12-04"),
        ("next sat", "2026-12-05"),
        ("last fri", "2026-11-20"),
        ("last sat", "2026-11-14"),
    ]);
}

#[test]
fn offsets_count_from_today() {
    reads(&[
        ("+3d", "2026-11-24"),
        ("3d", "2026-11-24"),
        ("+ 3 days", "2026-11-24"),
        ("in 3 days", "2026-11-24"),
        ("3 days", "2026-11-24"),
        ("2w", "2026-12-05"),
        ("in 2 weeks", "2026-12-05"),
        ("in a week", "2026-11-28"),
        ("+1m", "2026-12-21"),
        ("1y", "2027-11-21"),
        ("2 days ago", "2026-11-19"),
        ("3d ago", "2026-11-18"),
        ("-3d", "2026-11-18"),
        ("–3d", "2026-11-18"),
        ("a month ago", "2026-10-21"),
        ("next week", "2026-11-28"),
        ("next month", "2026-12-21"),
        ("last week", "2026-11-14"),
        ("0d", "2026-11-21"),
    ]);
    assert_eq!(
        parse("next month", day("2027-01-31")),
        Ok(day("2027-02-28"))
    );
    assert_eq!(parse("+1y", day("2028-02-29")), Ok(day("2029-02-28")));
}

#[test]
fn a_day_and_month_is_the_coming_one() {
    reads(&[
        ("12 dec", "2026-12-12"),
        ("dec 12", "2026-12-12"),
        ("12. dec", "2026-12-12"),
        ("12th December", "2026-12-12"),
        ("21 nov", "2026-11-21"),
        ("20 nov", "2027-11-20"),
        ("1.12.", "2026-12-01"),
        ("1.3.", "2027-03-01"),
        ("13/12", "2026-12-13"),
        ("12/13", "2026-12-13"),
        ("29 feb", "2028-02-29"),
        ("tue 24 nov", "2026-11-24"),
        ("fri 20 nov", "2026-11-20"),
    ]);
}

#[test]
fn a_full_date_is_itself() {
    reads(&[
        ("2026-12-01", "2026-12-01"),
        ("2026/12/01", "2026-12-01"),
        ("2019-1-5", "2019-01-05"),
        ("12 december 2026", "2026-12-12"),
        ("dec 12 2026", "2026-12-12"),
        ("Dec 12, 2026", "2026-12-12"),
        ("1.12.2026", "2026-12-01"),
        ("1.12.26", "2026-12-01"),
        ("13/12/2026", "2026-12-13"),
        ("12/13/2026", "2026-12-13"),
        ("２０２６-12-01", "2026-12-01"),
    ]);
}

#[test]
fn what_is_no_date_is_refused() {
    let unknown = [
        "31 feb",
        "31.4.",
        "2026-02-29",
        "13/13/2026",
        "fr",
        "friend",
        "next",
        "next day",
        "3",
        "3x",
        "d",
        "in fri",
        "+3d ago",
        "in 3d ago",
        "12",
        "dec",
        "may",
        "12 dec fri",
        "+ 3",
        "a week",
        "1-12",
        "soon",
        "🎉",
        "--3d",
        "30 feb",
    ];
    for text in unknown {
        assert!(
            matches!(parse(text, today()), Err(DateError::Unknown { .. })),
            "{text}"
        );
    }
    for text in ["", "  ", "\u{200b}"] {
        let read = parse(text, today());
        assert!(matches!(read, Err(DateError::Empty { .. })), "{text:?}");
    }
    for text in [
        "1 jan 2999",
        "1899-12-31",
        "2201-01-01",
        "+300y",
        "99999w ago",
        "+99999y",
        "99999y ago",
    ] {
        assert!(
            matches!(parse(text, today()), Err(DateError::TooFar { .. })),
            "{text}"
        );
    }
}

#[test]
fn day_and_month_that_could_be_either_are_asked_about() {
    for text in ["1/12/2026", "1/12", "1-12-2026"] {
        let Err(DateError::Ambiguous {
            day_first,
            month_first,
            ..
        }) = parse(text, today())
        else {
            panic!("{text}")
        };
        assert_eq!(
            (day_first, month_first.format("%-d %b").to_string()),
            (day("2026-12-01"), "12 Jan".to_owned())
        );
    }
    assert_eq!(parse("5/5/2026", today()), Ok(day("2026-05-05")));
}

#[test]
fn a_weekday_that_does_not_agree_is_refused() {
    for text in ["mon 24 nov", "mon 24 nov 2026", "thu 24 nov"] {
        let expected = day("2026-11-24");
        assert!(
            matches!(parse(text, today()), Err(DateError::OtherWeekday { date, .. }) if date == expected),
            "{text}"
        );
    }
}

#[test]
fn past_dates_are_the_latest_ones() {
    let table = [
        ("fri", "2026-11-20"),
        ("sat", "2026-11-21"),
        ("sun", "2026-11-15"),
        ("12 dec", "2025-12-12"),
        ("21 nov", "2026-11-21"),
        ("1.12.", "2025-12-01"),
        ("3d", "2026-11-18"),
        ("2 weeks ago", "2026-11-07"),
        ("last fri", "2026-11-20"),
        ("yesterday", "2026-11-20"),
        ("29 feb", "2024-02-29"),
        ("2026-12-01", "2026-12-01"),
    ];
    for (typed, expected) in table {
        assert_eq!(parse_past(typed, today()), Ok(day(expected)), "{typed}");
    }
}

#[test]
fn what_is_said_can_be_typed_back() {
    for date in day("2025-01-01").iter_days().take(1400) {
        assert_eq!(
            parse(&say(date, today()), today()),
            Ok(date),
            "{}",
            say(date, today())
        );
        assert_eq!(
            parse_past(&say(date, today()), today()),
            Ok(date),
            "{}",
            say(date, today())
        );
        assert_eq!(parse(&say_full(date), today()), Ok(date));
        assert_eq!(parse(&iso(date), today()), Ok(date));
    }
}

#[test]
fn the_ends_of_the_calendar_do_no_harm() {
    for today in [NaiveDate::MIN, NaiveDate::MAX] {
        for text in [
            "tom",
            "yest",
            "eow",
            "eom",
            "fri",
            "next fri",
            "last fri",
            "+1m",
            "1 jan",
            "29 feb",
            "tue 3 may",
        ] {
            assert!(parse(text, today).is_err(), "{text}");
            assert!(parse_past(text, today).is_err(), "{text}");
        }
    }
}
