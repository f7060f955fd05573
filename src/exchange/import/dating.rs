//! The column that dates the figures of each row.
//!
//! A cell is any date that the import reads elsewhere, in the order of days and months that the column shows, or a
//! month (`2022-11`, `nov 2022`: its last day, today where it is not over), or seconds since 1970 as scrapers write
//! them. What lies ahead dates nothing.

use chrono::{DateTime, NaiveDate};

use super::values::{self, DayOrder};
use super::warning::Rows;
use crate::domain::dates::{self, Period};

/// Seconds from the beginning of 2000 to that of 2100.
const SECONDS: std::ops::Range<i64> = 946_684_800..4_102_444_800;

/// How the rows of a file were dated so far.
#[derive(Debug, Clone, Default)]
pub struct RowDates {
    /// The day of the import, where it is known.
    pub today: Option<NaiveDate>,
    /// Rows that are dated by their column.
    dated: u64,
    /// Rows with figures that are not.
    undated: u64,
    ahead: Rows,
    unread: Rows,
}

impl RowDates {
    /// Nothing was read yet.
    pub fn begin(&mut self) {
        *self = RowDates {
            today: self.today,
            ..RowDates::default()
        };
    }

    /// The day of a row's figures, and the first of the month that it stands for; none where the cell does not tell a day
    /// that has been.
    pub fn read(
        &mut self,
        cell: &str,
        order: DayOrder,
        line: u64,
    ) -> Option<(NaiveDate, Option<NaiveDate>)> {
        let Some(period) = period(cell, order) else {
            self.unread.add(line, || cell.to_owned());
            return None;
        };
        let day = match self.today {
            Some(today) => period.settled(today),
            None => period.settled(NaiveDate::MAX),
        };
        if day.is_none() {
            self.ahead.add(line, || cell.to_owned());
        }
        let since = period.is_long().then(|| period.first());
        day.map(|day| (day, since))
    }

    /// Counts a row with figures.
    pub fn count(&mut self, is_dated: bool) {
        if is_dated {
            self.dated += 1;
        } else {
            self.undated += 1;
        }
    }

    /// Rows with figures so far.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.dated + self.undated
    }

    /// Rows with figures so far that no column dates.
    #[must_use]
    pub fn undated(&self) -> u64 {
        self.undated
    }

    /// Whether figures of some row are of the day of the file.
    #[must_use]
    pub fn needs_file_date(&self) -> bool {
        self.undated > 0
    }

    /// What is to be told of the column.
    pub fn warnings(&self, header: &str) -> impl Iterator<Item = String> {
        let ahead = self.ahead.tell(|rows, example| {
            format!("column {header}: {rows} a date that lies ahead ({example}); the date of the file is used there")
        });
        let unread = self.unread.tell(|rows, example| {
            format!("column {header}: {rows} no date that is clear ({example}); the date of the file is used there")
        });
        [ahead, unread].into_iter().flatten()
    }
}

/// Whether a cell dates the row it stands in.
pub fn is_date(cell: &str) -> bool {
    period(cell, DayOrder::DayFirst).is_some() || period(cell, DayOrder::MonthFirst).is_some()
}

fn period(cell: &str, order: DayOrder) -> Option<Period> {
    values::date(cell, order)
        .or_else(|| seconds(cell))
        .map(Period::day)
        // Years of two digits are not used in cells: the day of today does not matter.
        .or_else(|| dates::whole_period(cell, NaiveDate::MIN))
}

/// Seconds or thousandths since 1970.
fn seconds(cell: &str) -> Option<NaiveDate> {
    if !matches!(cell.len(), 9..=13) || !cell.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i64 = cell.parse().ok()?;
    let seconds = if cell.len() == 13 {
        number / 1_000
    } else {
        number
    };
    let time = DateTime::from_timestamp(seconds, 0).filter(|_| SECONDS.contains(&seconds))?;
    Some(time.date_naive())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cell: &str) -> Option<String> {
        let mut dates = RowDates {
            today: NaiveDate::from_ymd_opt(2026, 11, 21),
            ..RowDates::default()
        };
        let day = dates.read(cell, DayOrder::Unknown, 2);
        let told = dates.warnings("\"date\"").count();
        assert_eq!(told, usize::from(day.is_none()), "{cell}");
        day.map(|(day, since)| {
            let since = since.map(|since| format!(" since {since}"));
            format!("{day}{}", since.unwrap_or_default())
        })
    }

    #[test]
    fn cells_are_days_months_and_seconds() {
        for (cell, wanted) in [
            ("2026-06-28", Some("2026-06-28")),
            ("2026-06-28T10:00:00Z", Some("2026-06-28")),
            ("28.06.2026", Some("2026-06-28")),
            ("28 Jun 2026", Some("2026-06-28")),
            ("2022-11", Some("2022-11-30 since 2022-11-01")),
            ("Nov 2022", Some("2022-11-30 since 2022-11-01")),
            ("20220930", Some("2022-09-30")),
            ("1669852800", Some("2022-12-01")),
            ("1669852800000", Some("2022-12-01")),
            ("2026-11", Some("2026-11-21 since 2026-11-01")),
            ("2026-12-01", None),
            ("03/04/2022", None),
            ("12000", None),
            ("yesterday", None),
            ("2022", None),
        ] {
            assert_eq!(read(cell).as_deref(), wanted, "{cell}");
        }
    }
}
