//! The date in the name of a file, and the date that somebody types for its figures.
//!
//! What counts as a date, any case, with any other words around it:
//!
//! | written | is |
//! |---|---|
//! | `2022-12-31` `2022_12_31` `2022.12.31` `20221231` | that day |
//! | `31.12.2022` `31-12-2022` `31.12.22` `31122022` | that day; `12-31-2022` too, since only one order is possible |
//! | `31 dec 2022` `dec 31, 2022` `2022 dec 31` `31. Dezember 2022` `31 de diciembre de 2022` | that day |
//! | `2022-12` `12-2022` `12.2022` `202212` `122022` | that month |
//! | `dec 2022` `2022_dec` `dec22` `sept-22` `dec '22` | that month; names in the languages of [`months`] |
//! | `2022年12月` `2022년 12월 31일` | that month, that day |
//! | `Q4 2022` `2022_Q4` `q4-22` | that quarter, of which the last day counts as with a month |
//!
//! Two digits behind a month's name are one of the last ten years or this one. What is no date: a year alone, a
//! month or a day and month without a year, a week; digits that belong to a word (`top10-2022`,
//! `v2`, `1080p`) or follow one that counts (`top 10 2022`, `week 10 2022`), a handle behind `@`, a time of day, seconds
//! since 1970, numbers such as `220930` that may be ids, and years before 2000. Folders do not count.
//!
//! Two dates in one name are [`InName::Several`], and so is one that can be read in two ways (`03-04-2022`) and a span
//! (`jan-mar 2022`); a month beside a day within it is no second date.

mod scan;
#[cfg(test)]
mod tests;
mod tokens;

use chrono::{Datelike, NaiveDate};
use unicode_normalization::UnicodeNormalization;

use self::scan::Scan;
use self::tokens::{Token, tokens};
use super::months;
use super::parse_past;
use super::period::Period;
use crate::domain::text::Clean;

/// What a name says of a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InName {
    /// Nothing.
    Nothing,
    /// One date.
    One(Period),
    /// Several, or one that can be read in several ways; at least two.
    Several(Vec<Period>),
}

/// Endings of files, which are no part of a name.
const ENDINGS: &[&str] = &[
    "csv", "tsv", "txt", "tab", "gz", "xlsx", "xls", "ods", "json",
];

/// Looks for the date in the name of a file.
#[must_use]
pub fn in_name(name: &str, today: NaiveDate) -> InName {
    let name: String = name.nfkc().collect();
    let mut stem = name.as_str();
    while let Some((rest, ending)) = stem.rsplit_once('.') {
        if !ENDINGS.iter().any(|one| one.eq_ignore_ascii_case(ending)) {
            break;
        }
        stem = rest;
    }
    let tokens = tokens(stem);
    summed(Scan::new(&tokens, today, false).all())
}

/// Reads the day or month that somebody types for figures: everything that [`parse_past`] reads (`yesterday`, `12 nov`,
/// `30.09.2022`), the dates of names (`2022-11`, `nov 2022`, `sept-22`, `11/2022`, `Q3 2022`), and a month's name alone,
/// which is the latest that has begun.
///
/// # Errors
/// One sentence: it is no date, or it lies ahead.
pub fn parse_figures(typed: &str, today: NaiveDate) -> Result<Period, String> {
    let ahead = |said: String| format!("{said} lies ahead; name the day the figures are of");
    let text: String = typed.trim().nfkc().collect();
    let tokens = tokens(&text);
    let scan = Scan::new(&tokens, today, true);
    let whole = scan.at(0).filter(|found| found.end == tokens.len());
    // `nov 22` is a day as everywhere, `nov-22` and `nov22` are months as spreadsheets write them.
    let is_short = tokens.len() == 2 && tokens[1].text.len() == 2 && !tokens[1].gap.contains(' ');
    let is_month = is_short && !tokens[0].is_number;
    let day = if is_month && whole.is_some() {
        None
    } else {
        Some(parse_past(&text, today))
    };
    let period = match (day, whole) {
        (Some(Ok(day)), _) => Period::day(day),
        (_, Some(found)) if found.periods.len() == 1 => found.periods[0],
        (Some(Err(error)), _) => match tokens.as_slice() {
            [only] if only.year().is_some() => {
                return Err(format!(
                    "{} is only a year; write the month as well, for example {0}-12",
                    Clean::line(&text)
                ));
            }
            [only] => latest_month(only, today).ok_or_else(|| error.to_string())?,
            _ => return Err(error.to_string()),
        },
        (None, _) => return Err(format!("\"{}\" can be two dates", Clean::line(&text))),
    };
    match period.settled(today) {
        Some(_) => Ok(period),
        None => Err(ahead(period.say())),
    }
}

/// A text that is a date of these forms and nothing else.
#[must_use]
pub fn whole_period(text: &str, today: NaiveDate) -> Option<Period> {
    let tokens = tokens(text);
    let found = Scan::new(&tokens, today, true).at(0)?;
    (found.end == tokens.len() && found.periods.len() == 1).then(|| found.periods[0])
}

fn latest_month(token: &Token<'_>, today: NaiveDate) -> Option<Period> {
    let month = months::named(token.text)?.month();
    let year = today.year() - i32::from(month > today.month());
    Period::of_month(year, month)
}

/// Finds told together: a month beside its own day is the day.
fn summed(mut periods: Vec<Period>) -> InName {
    periods.sort_unstable();
    periods.dedup();
    let all = periods.clone();
    periods.retain(|one| !all.iter().any(|other| other != one && one.holds(*other)));
    match periods.as_slice() {
        [] => InName::Nothing,
        [one] => InName::One(*one),
        _ => InName::Several(periods),
    }
}
