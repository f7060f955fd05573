//! Dates written out with a day and a month: `2026-12-01`, `1.12.`, `13/12/2026`, `12 dec`, `fri, dec 12th 2026`.
//! Here they are only taken apart; which year an absent one means is the reader's business.

use std::ops::RangeInclusive;

use chrono::{NaiveDate, Weekday};

/// Day and month, as they stand in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) day: u32,
    pub(super) month: u32,
    pub(super) year: Option<i32>,
    pub(super) weekday: Option<Weekday>,
    /// Nobody could take it for anything else, a price or a number: a year has four digits, a date without one has
    /// its month as a word or its second dot.
    pub(super) is_clear: bool,
}

/// What a text of digits and months can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    One(Written),
    /// Day first, month first.
    Either(Written, Written),
}

impl Written {
    fn new(day: u32, month: u32) -> Self {
        Self {
            day,
            month,
            year: None,
            weekday: None,
            is_clear: true,
        }
    }

    /// With the year as typed, which is `None` when no year was typed. Fails if it is no year.
    fn in_year(self, typed: Option<&str>) -> Option<Self> {
        let Some(typed) = typed else {
            return Some(self);
        };
        let year = number(typed, 2..=4).and_then(|year| i32::try_from(year).ok())?;
        match typed.len() {
            2 => Some(Self {
                year: Some(2000 + year),
                is_clear: false,
                ..self
            }),
            4 => Some(Self {
                year: Some(year),
                ..self
            }),
            _ => None,
        }
    }

    fn unclear_without_year(self) -> Self {
        Self {
            is_clear: self.is_clear && self.year.is_some(),
            ..self
        }
    }

    /// The day in this year, if the calendar has it.
    pub(super) fn in_calendar(self, year: i32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, self.month, self.day)
    }
}

/// Whether a folded text is a day and a month, in the calendar or not, and nothing that it could be besides.
pub(super) fn is_clearly_a_date(text: &str) -> bool {
    matches!(read(text), Some(Reading::One(found)) if found.is_clear)
}

/// Takes a folded text apart.
pub(super) fn read(text: &str) -> Option<Reading> {
    iso(text)
        .or_else(|| dotted(text))
        .or_else(|| named(text))
        .map(Reading::One)
        .or_else(|| slashed(text))
}

/// The month named by this word or its beginning of three letters or more, 1 to 12.
fn month(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    (1..)
        .zip(MONTHS)
        .find(|(_, name)| begins(name, word))
        .map(|(month, _)| month)
}

/// The weekday named by this word or its beginning of three letters or more.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    const DAYS: [(&str, Weekday); 7] = [
        ("monday", Weekday::Mon),
        ("tuesday", Weekday::Tue),
        ("wednesday", Weekday::Wed),
        ("thursday", Weekday::Thu),
        ("friday", Weekday::Fri),
        ("saturday", Weekday::Sat),
        ("sunday", Weekday::Sun),
    ];
    DAYS.into_iter()
        .find(|(name, _)| begins(name, word))
        .map(|(_, day)| day)
}

fn begins(name: &str, word: &str) -> bool {
    word.len() >= 3 && name.starts_with(word)
}

/// A number of so many digits, and nothing else.
pub(super) fn number(text: &str, digits: RangeInclusive<usize>) -> Option<u32> {
    let is_number = digits.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
}

/// A day of the month, `12` or `12th`.
fn day(word: &str) -> Option<u32> {
    let digits = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|end| word.strip_suffix(end))
        .unwrap_or(word);
    number(digits, 1..=2)
}

/// `2026-12-01`, `2026/12/1`.
fn iso(text: &str) -> Option<Written> {
    let mark = if text.contains('/') { '/' } else { '-' };
    let [year, month, day] = split(text, mark)?;
    number(year, 4..=4)?;
    Written::new(number(day, 1..=2)?, number(month, 1..=2)?).in_year(Some(year))
}

/// `1.12.`, `1.12.2026`, `1. 12. 26`, and `1.12`, which could be a price.
fn dotted(text: &str) -> Option<Written> {
    let text = text.replace(". ", ".");
    if let Some([day, month]) = split(&text, '.') {
        return Some(
            Written::new(number(day, 1..=2)?, number(month, 1..=2)?).unclear_without_year(),
        );
    }
    let [day, month, year] = split(&text, '.')?;
    let year = if year.is_empty() { None } else { Some(year) };
    Written::new(number(day, 1..=2)?, number(month, 1..=2)?).in_year(year)
}

/// `13/12/2026`, `13/12`, `13-12-2026`: day and month either way round, unless one of them is over 12.
fn slashed(text: &str) -> Option<Reading> {
    let (first, second, year) = if let Some([first, second]) = split(text, '/') {
        (first, second, None)
    } else {
        let mark = if text.contains('/') { '/' } else { '-' };
        let [first, second, year] = split(text, mark)?;
        (first, second, Some(year))
    };
    let (first, second) = (number(first, 1..=2)?, number(second, 1..=2)?);
    let written = |day, month| {
        Some(
            Written::new(day, month)
                .in_year(year)?
                .unclear_without_year(),
        )
    };
    match (first, second) {
        (13.., 13..) | (0, _) | (_, 0) => None,
        (13.., _) => Some(Reading::One(written(first, second)?)),
        (_, 13..) => Some(Reading::One(written(second, first)?)),
        _ if first == second => Some(Reading::One(written(first, second)?)),
        _ => Some(Reading::Either(
            written(first, second)?,
            written(second, first)?,
        )),
    }
}

/// Day and month as a word, in either order, with or without a weekday before and a year after them.
fn named(text: &str) -> Option<Written> {
    let starts_well = text.starts_with(|c: char| c.is_ascii_alphanumeric());
    let mut words = text
        .split([' ', ',', '.', '-', '/'])
        .filter(|word| !word.is_empty())
        .peekable();
    let weekday = words
        .next_if(|word| weekday(word).is_some())
        .and_then(weekday);
    let (first, second, year) = (words.next()?, words.next()?, words.next());
    if !starts_well || words.next().is_some() {
        return None;
    }
    let written = match (day(first), month(second)) {
        (Some(day), Some(month)) => Written::new(day, month),
        _ => Written::new(day(second)?, month(first)?),
    };
    Written { weekday, ..written }.in_year(year)
}

fn split<const PARTS: usize>(text: &str, mark: char) -> Option<[&str; PARTS]> {
    text.split(mark).collect::<Vec<_>>().try_into().ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn one(text: &str) -> (u32, u32, Option<i32>, bool) {
        match read(text) {
            Some(Reading::One(found)) => (found.day, found.month, found.year, found.is_clear),
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn every_way_to_write_a_date_is_taken_apart() {
        for text in [
            "2026-12-01",
            "2026/12/1",
            "1.12.2026",
            "1. 12. 2026",
            "1 dec 2026",
            "dec 1, 2026",
        ] {
            assert_eq!(one(text), (1, 12, Some(2026), true), "{text}");
        }
        for text in ["13.12.26", "13/12/26", "12/13/26", "13-12-26", "13 dec 26"] {
            assert_eq!(one(text), (13, 12, Some(2026), false), "{text}");
        }
        for text in [
            "13 dec",
            "13. dec",
            "dec 13",
            "13th december",
            "decem 13th",
            "13-dec",
            "13.12.",
        ] {
            assert_eq!(one(text), (13, 12, None, true), "{text}");
        }
        for text in ["13/12", "12/13", "13.12"] {
            assert_eq!(one(text), (13, 12, None, false), "{text}");
        }
    }

    #[test]
    fn slashes_can_be_read_either_way_unless_a_number_is_over_twelve() {
        assert!(matches!(read("1/12/2026"), Some(Reading::Either(..))));
        assert!(matches!(read("1/12"), Some(Reading::Either(..))));
        assert_eq!(one("5/5/2026"), (5, 5, Some(2026), true));
    }

    #[test]
    fn anything_else_is_not_a_written_date() {
        for text in [
            "",
            "dec",
            "12",
            "12 de",
            "-12 dec",
            "12 dec 126",
            "12 dec 2026 x",
            "13/13",
            "0/5",
            "1-12",
            "1.2.3.4",
            "1..2026",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_weekday_may_stand_before_it() {
        let Some(Reading::One(found)) = read("fri, 12 dec 2026") else {
            panic!()
        };
        assert_eq!((found.weekday, found.day), (Some(Weekday::Fri), 12));
    }
}
