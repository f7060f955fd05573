//! The grammar of a date field: words (`tom`, `eom`), weekdays (`fri`, `next fri`), offsets (`+3d`, `2 weeks ago`)
//! and written dates (`12 dec`, `2026-12-01`).

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::error::{DateError, Examples, Problem};
use super::is_in_range;
use super::offset::{self, Offset, Sign};
use super::say::is_near;
use super::written::{self, Reading, Written};
use crate::domain::text::fold;

/// Reads a date as people type it, in any case.
///
/// - `today` `tod` `eod`, `tomorrow` `tom`, `yesterday` `yest`;
/// - `fri`, `friday` (three letters or more): the next such day after today; `next fri`: a week later than `fri`;
///   `last fri`: the latest one before today;
/// - `+3d` `3d` `2w` `1m` `1y`, `3 days`, `in 2 weeks`, `in a month`; `-3d`, `2 days ago`; months are calendar
///   months, clamped to the last day;
/// - `next week` `next month` `next year` (and `last …`): that far from today;
/// - `eow` `end of week`: the coming Friday, today if it is one; `eom` and `eoy` likewise: the last day;
/// - `12 dec`, `dec 12`, `12. dec`, `1.12.`, `13/12`: the coming one, today included; with a year that one;
///   a weekday may stand before it (`tue 24 nov`) and must agree; which may then also be one of the past 180 days;
/// - `2026-12-01`, `2026/12/01`, `1.12.2026`, `1.12.26`, `12 december 2026`.
///
/// # Errors
/// If the text is none of these, no day of the calendar, before 1900 or after 2200, or if day and month could be
/// either way round (`1/12/2026`).
pub fn parse(text: &str, today: NaiveDate) -> Result<NaiveDate, DateError> {
    Reader {
        today,
        past: false,
        running: false,
    }
    .read(text)
}

/// Reads a date that has been: as [`parse`], but a weekday, or a day and month without a year, is the latest one
/// (today included), and an offset without a sign goes back (`3d` is three days ago). `+3d`, `tomorrow` and full
/// dates are read as they stand, so the result can still lie ahead.
///
/// # Errors
/// As [`parse`].
pub fn parse_past(text: &str, today: NaiveDate) -> Result<NaiveDate, DateError> {
    Reader {
        today,
        past: true,
        running: false,
    }
    .read(text)
}

/// How a text is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader {
    pub(super) today: NaiveDate,
    /// What has no year or direction of its own lies behind us.
    pub(super) past: bool,
    /// The text is part of a sentence, so what may well be something else (`1m` followers, `1.12` euros) is no date.
    pub(super) running: bool,
}

impl Reader {
    pub(super) fn read(self, typed: &str) -> Result<NaiveDate, DateError> {
        let examples = if self.past {
            Examples::past(self.today)
        } else {
            Examples::ahead(self.today)
        };
        self.find(&fold(typed))
            .map_err(|problem| problem.with(typed, examples))
    }

    fn find(self, text: &str) -> Result<NaiveDate, Problem> {
        let relative = self
            .word(text)
            .or_else(|| self.weekday(text))
            .or_else(|| self.period(text));
        let found = match relative {
            Some(date) => date,
            None => match offset::read(text) {
                Some(offset) => self.shifted(offset)?,
                None => self.written(text)?,
            },
        };
        if is_in_range(found) {
            Ok(found)
        } else {
            Err(Problem::TooFar)
        }
    }

    fn word(self, text: &str) -> Option<NaiveDate> {
        let today = self.today;
        match text {
            "today" | "tod" | "eod" | "end of day" => Some(today),
            "tomorrow" | "tom" => today.succ_opt(),
            "yesterday" | "yest" => today.pred_opt(),
            "eow" | "end of week" => {
                let ahead = (7 + 4 - today.weekday().num_days_from_monday()) % 7;
                today.checked_add_days(Days::new(ahead.into()))
            }
            "eom" | "end of month" => last_of_month(today),
            "eoy" | "end of year" => NaiveDate::from_ymd_opt(today.year(), 12, 31),
            _ => None,
        }
    }

    fn weekday(self, text: &str) -> Option<NaiveDate> {
        if let Some(name) = after(text, "next") {
            return following(self.today, written::weekday(name)?)?.checked_add_days(Days::new(7));
        }
        if let Some(name) = after(text, "last") {
            return latest(self.today.pred_opt()?, written::weekday(name)?);
        }
        let day = written::weekday(text)?;
        if self.past {
            latest(self.today, day)
        } else {
            following(self.today, day)
        }
    }

    /// `next week`, `last month`.
    fn period(self, text: &str) -> Option<NaiveDate> {
        let (name, sign) = after(text, "next")
            .map(|name| (name, Sign::Ahead))
            .or_else(|| after(text, "last").map(|name| (name, Sign::Back)))?;
        let unit = offset::unit(name).filter(|_| ["week", "month", "year"].contains(&name))?;
        self.shifted(Offset {
            count: 1,
            unit,
            sign: Some(sign),
        })
        .ok()
    }

    fn shifted(self, offset: Offset) -> Result<NaiveDate, Problem> {
        if offset.sign.is_none() && self.running {
            return Err(Problem::Unknown);
        }
        let unsigned = if self.past { Sign::Back } else { Sign::Ahead };
        offset.from(self.today, unsigned).ok_or(Problem::TooFar)
    }

    fn written(self, text: &str) -> Result<NaiveDate, Problem> {
        match written::read(text).ok_or(Problem::Unknown)? {
            Reading::One(found) if found.is_clear || !self.running => self.dated(found),
            Reading::Either(day_first, month_first) if !self.running => Err(Problem::Ambiguous(
                self.dated(day_first)?,
                self.dated(month_first)?,
            )),
            Reading::One(_) | Reading::Either(..) => Err(Problem::Unknown),
        }
    }

    fn dated(self, found: Written) -> Result<NaiveDate, Problem> {
        let Some(year) = found.year else {
            return self.nearest(found);
        };
        let date = found.in_calendar(year).ok_or(Problem::Unknown)?;
        match found.weekday {
            Some(day) if day != date.weekday() => Err(Problem::OtherWeekday(date)),
            _ => Ok(date),
        }
    }

    /// The coming one or the latest one, as we look; with a weekday, also the other one if it falls on that day and is
    /// so near that [`say`](super::say()) leaves out its year.
    fn nearest(self, found: Written) -> Result<NaiveDate, Problem> {
        let year = self.today.year();
        // 29 February can be eight years away.
        let coming = (0..=8).find_map(|n| {
            found
                .in_calendar(year + n)
                .filter(|date| *date >= self.today)
        });
        let latest = (0..=8).find_map(|n| {
            found
                .in_calendar(year - n)
                .filter(|date| *date <= self.today)
        });
        let (Some(coming), Some(latest)) = (coming, latest) else {
            return Err(Problem::Unknown);
        };
        let (first, second) = if self.past {
            (latest, coming)
        } else {
            (coming, latest)
        };
        let Some(day) = found.weekday else {
            return Ok(first);
        };
        if first.weekday() == day {
            Ok(first)
        } else if second.weekday() == day && is_near(second, self.today) {
            Ok(second)
        } else {
            Err(Problem::OtherWeekday(first))
        }
    }
}

/// What follows this word and a blank or hyphen.
fn after<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    text.strip_prefix(word)?.strip_prefix([' ', '-'])
}

/// The first such day after today.
fn following(today: NaiveDate, day: Weekday) -> Option<NaiveDate> {
    today
        .iter_days()
        .skip(1)
        .take(7)
        .find(|date| date.weekday() == day)
}

/// The latest such day up to this one.
fn latest(until: NaiveDate, day: Weekday) -> Option<NaiveDate> {
    until.checked_sub_days(Days::new(until.weekday().days_since(day).into()))
}

fn last_of_month(date: NaiveDate) -> Option<NaiveDate> {
    date.with_day(1)?
        .checked_add_months(Months::new(1))?
        .pred_opt()
}
