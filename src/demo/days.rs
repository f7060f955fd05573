//! The calendar of the demo world: everything is counted from one day, and nobody works at weekends.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, Weekday};

/// The day the demo is shown on, and the days around it.
#[derive(Debug, Clone, Copy)]
pub struct Calendar {
    /// Today.
    pub today: NaiveDate,
}

impl Calendar {
    /// So many days ago, or the Friday before when that was a weekend.
    pub fn ago(self, days: i64) -> NaiveDate {
        back(self.shifted(-days))
    }

    /// A due date so many days ahead (or overdue, where negative); today is today even on a Sunday.
    pub fn due(self, days: i64) -> NaiveDate {
        match days {
            0 => self.today,
            ..0 => back(self.shifted(days)),
            _ => forward(self.shifted(days)),
        }
    }

    /// The last working day of the month so many months before this one.
    pub fn month_end(self, months: u32) -> NaiveDate {
        let first = self.today.with_day(1).unwrap_or(self.today);
        let after = first.checked_sub_months(Months::new(months.saturating_sub(1)));
        back(after.and_then(|day| day.pred_opt()).unwrap_or(first))
    }

    fn shifted(self, days: i64) -> NaiveDate {
        let by = Days::new(days.unsigned_abs());
        let moved = if days < 0 {
            self.today.checked_sub_days(by)
        } else {
            self.today.checked_add_days(by)
        };
        moved.unwrap_or(self.today)
    }
}

/// So many days later, or the Monday after when that is a weekend.
pub fn later(day: NaiveDate, days: u64) -> NaiveDate {
    forward(day.checked_add_days(Days::new(days)).unwrap_or(day))
}

/// UTC milliseconds of a minute of a day.
pub fn millis(day: NaiveDate, minutes: i64) -> i64 {
    day.and_time(NaiveTime::MIN).and_utc().timestamp_millis() + minutes * 60_000
}

fn back(day: NaiveDate) -> NaiveDate {
    let days = match day.weekday() {
        Weekday::Sat => 1,
        Weekday::Sun => 2,
        _ => 0,
    };
    day.checked_sub_days(Days::new(days)).unwrap_or(day)
}

fn forward(day: NaiveDate) -> NaiveDate {
    let days = match day.weekday() {
        Weekday::Sat => 2,
        Weekday::Sun => 1,
        _ => 0,
    };
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}
