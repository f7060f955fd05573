//! Dates counted from today: `+3d`, `in 2 weeks`, `a month ago`. Months and years are those of the calendar: the same
//! day, or the last one of a shorter month.

use chrono::{Days, Months, NaiveDate};

use super::written::number;

#[derive(Clone, Copy)]
pub(super) enum Sign {
    Ahead,
    Back,
}

#[derive(Clone, Copy)]
pub(super) enum Unit {
    Day,
    Week,
    Month,
    Year,
}

#[derive(Clone, Copy)]
pub(super) struct Offset {
    pub(super) count: u32,
    pub(super) unit: Unit,
    /// `None` when the text does not say.
    pub(super) sign: Option<Sign>,
}

impl Offset {
    /// The date so far from today, `unsigned` being the direction if the text does not say; `None` off the calendar.
    pub(super) fn from(self, today: NaiveDate, unsigned: Sign) -> Option<NaiveDate> {
        let (days, months) = match self.unit {
            Unit::Day => (self.count, 0),
            Unit::Week => (self.count * 7, 0),
            Unit::Month => (0, self.count),
            Unit::Year => (0, self.count * 12),
        };
        let (days, months) = (Days::new(days.into()), Months::new(months));
        match self.sign.unwrap_or(unsigned) {
            Sign::Ahead => today.checked_add_days(days)?.checked_add_months(months),
            Sign::Back => today.checked_sub_days(days)?.checked_sub_months(months),
        }
    }
}

/// `+3d`, `3 days`, `in a week`, `2w ago`.
pub(super) fn read(text: &str) -> Option<Offset> {
    let (rest, sign) = if let Some(rest) = text.strip_prefix("in ") {
        (rest, Some(Sign::Ahead))
    } else if let Some(rest) = text.strip_suffix(" ago") {
        (rest, Some(Sign::Back))
    } else if let Some(rest) = text.strip_prefix('+') {
        (rest, Some(Sign::Ahead))
    } else if let Some(rest) = text.strip_prefix('-') {
        (rest, Some(Sign::Back))
    } else {
        (text, None)
    };
    let rest = rest.trim();
    if let Some(name) = rest.strip_prefix("a ") {
        return Some(Offset {
            count: 1,
            unit: unit(name)?,
            sign: Some(sign?),
        });
    }
    let digits = rest.find(|c: char| !c.is_ascii_digit())?;
    let (count, name) = rest.split_at(digits);
    Some(Offset {
        count: number(count, 1..=5)?,
        unit: unit(name.trim())?,
        sign,
    })
}

pub(super) fn unit(name: &str) -> Option<Unit> {
    match name {
        "d" | "day" | "days" => Some(Unit::Day),
        "w" | "wk" | "wks" | "week" | "weeks" => Some(Unit::Week),
        "m" | "mo" | "month" | "months" => Some(Unit::Month),
        "y" | "yr" | "year" | "years" => Some(Unit::Year),
        _ => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn shift(text: &str, today: &str) -> Option<String> {
        let date = read(text)?.from(today.parse().unwrap(), Sign::Ahead)?;
        Some(date.to_string())
    }

    #[test]
    fn months_keep_the_day_or_take_the_last_one() {
        assert_eq!(shift("+1m", "2027-01-31").as_deref(), Some("2027-02-28"));
        assert_eq!(
            shift("12 months", "2026-11-21").as_deref(),
            Some("2027-11-21")
        );
        assert_eq!(shift("1y ago", "2028-02-29").as_deref(), Some("2027-02-28"));
    }

    #[test]
    fn a_number_without_a_unit_is_no_offset() {
        for text in [
            "3", "+", "+d", "d", "3 x", "in", "in a", "a week", "999999d", "in -3d", "٣d",
        ] {
            assert!(read(text).is_none(), "{text}");
        }
    }
}
