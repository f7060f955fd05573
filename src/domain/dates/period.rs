//! The time that figures are of: a day, or a month or quarter, which stands for its last day.

use chrono::{Datelike, Months, NaiveDate};

use super::say::say_full;

/// The first year in which a file's name is dated; before it there was nothing to count.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2099;

/// A day, a month or a quarter. Figures of a month are taken for those of its last day; of one that is not over yet,
/// for those of today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    first: NaiveDate,
    last: NaiveDate,
}

impl Period {
    /// One day.
    #[must_use]
    pub fn day(day: NaiveDate) -> Period {
        Period {
            first: day,
            last: day,
        }
    }

    /// The day of a year between 2000 and 2099, if the calendar has it.
    pub(super) fn of_day(year: i32, month: u32, day: u32) -> Option<Period> {
        let day = NaiveDate::from_ymd_opt(year, month, day)?;
        YEARS.contains(&year).then_some(Period::day(day))
    }

    /// A month of a year between 2000 and 2099.
    pub(super) fn of_month(year: i32, month: u32) -> Option<Period> {
        Self::months(year, month, 1)
    }

    /// A quarter, 1 to 4.
    pub(super) fn of_quarter(year: i32, quarter: u32) -> Option<Period> {
        (1..=4)
            .contains(&quarter)
            .then(|| Self::months(year, quarter * 3 - 2, 3))
            .flatten()
    }

    fn months(year: i32, month: u32, months: u32) -> Option<Period> {
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        let last = first.checked_add_months(Months::new(months))?.pred_opt()?;
        YEARS.contains(&year).then_some(Period { first, last })
    }

    /// Its first day.
    #[must_use]
    pub fn first(self) -> NaiveDate {
        self.first
    }

    /// Whether it is more than a day.
    #[must_use]
    pub fn is_long(self) -> bool {
        self.first != self.last
    }

    /// Whether the other lies within it.
    pub(super) fn holds(self, other: Period) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// The day that it stands for: its last, or today where that lies ahead; `None` where it has not begun.
    #[must_use]
    pub fn settled(self, today: NaiveDate) -> Option<NaiveDate> {
        (self.first <= today).then(|| self.last.min(today))
    }

    /// In words: `Sat 31 Dec 2022`, `December 2022`, `October to December 2022`.
    #[must_use]
    pub fn say(self) -> String {
        let (first, last) = (self.first, self.last);
        if !self.is_long() {
            say_full(first)
        } else if first.month() == last.month() {
            first.format("%B %Y").to_string()
        } else {
            format!("{} to {}", first.format("%B"), last.format("%B %Y"))
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn a_month_stands_for_its_last_day_or_for_today() {
        let today = day(2026, 11, 21);
        let settled = |period: Option<Period>| period.unwrap().settled(today);
        assert_eq!(settled(Period::of_month(2024, 2)), Some(day(2024, 2, 29)));
        assert_eq!(settled(Period::of_month(2026, 11)), Some(today));
        assert_eq!(settled(Period::of_month(2026, 12)), None);
        assert_eq!(settled(Period::of_quarter(2022, 3)), Some(day(2022, 9, 30)));
        assert_eq!(settled(Period::of_quarter(2026, 4)), Some(today));
        assert_eq!(settled(Period::of_day(2026, 11, 22)), None);
        for none in [
            Period::of_month(2022, 13),
            Period::of_month(1999, 12),
            Period::of_quarter(2022, 5),
            Period::of_day(2022, 2, 29),
        ] {
            assert_eq!(none, None);
        }
    }

    #[test]
    fn periods_are_said_as_people_say_them() {
        for (period, said) in [
            (Period::of_day(2022, 12, 31), "Sat 31 Dec 2022"),
            (Period::of_month(2022, 12), "December 2022"),
            (Period::of_quarter(2022, 4), "October to December 2022"),
        ] {
            assert_eq!(period.unwrap().say(), said);
        }
    }
}
