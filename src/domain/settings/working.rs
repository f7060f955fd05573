//! Days on which the team works. Days that people type or set are calendar days (`+3d` is three days from now); what
//! the desk proposes by itself goes past days off.

use chrono::{Datelike, NaiveDate, Weekday};

/// Days of the week as they are typed, stored and said.
const NAMES: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Days of the week, at least one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkingDays {
    /// Monday first.
    days: [bool; 7],
}

impl Default for WorkingDays {
    fn default() -> Self {
        WorkingDays {
            days: [true, true, true, true, true, false, false],
        }
    }
}

impl WorkingDays {
    /// Reads `mon-fri`, `mon to fri`, `sun-thu`, `mon tue thu`, `mon, tue` or `every day`.
    #[must_use]
    pub fn read(text: &str) -> Option<WorkingDays> {
        let text = text.trim().to_lowercase().replace(" to ", "-");
        if matches!(text.as_str(), "every day" | "all" | "daily") {
            return Some(WorkingDays { days: [true; 7] });
        }
        let mut days = [false; 7];
        let text = text.replace('–', "-").replace(" - ", "-");
        for part in text.split([' ', ',']).filter(|part| !part.is_empty()) {
            let (first, last) = part.split_once('-').unwrap_or((part, part));
            let (mut day, last) = (named(first)?, named(last)?);
            days[day] = true;
            while day != last {
                day = (day + 1) % 7;
                days[day] = true;
            }
        }
        days.contains(&true).then_some(WorkingDays { days })
    }

    /// As it is stored: the names, Monday first.
    #[must_use]
    pub fn stored(self) -> String {
        self.names().join(" ")
    }

    /// As it is said: `mon to fri`, `sun to thu`, `every day`, `mon, wed, fri`.
    #[must_use]
    pub fn say(self) -> String {
        let names = self.names();
        if names.len() == 7 {
            return "every day".into();
        }
        let starts: Vec<usize> = (0..7)
            .filter(|day| self.days[*day] && !self.days[(day + 6) % 7])
            .collect();
        match starts.as_slice() {
            [start] if names.len() > 2 => {
                format!(
                    "{} to {}",
                    NAMES[*start],
                    NAMES[(start + names.len() - 1) % 7]
                )
            }
            _ => names.join(", "),
        }
    }

    fn names(self) -> Vec<&'static str> {
        NAMES
            .into_iter()
            .zip(self.days)
            .filter_map(|(name, works)| works.then_some(name))
            .collect()
    }

    /// Whether the team works on this day.
    #[must_use]
    pub fn is_one(self, day: NaiveDate) -> bool {
        self.days[place(day.weekday())]
    }

    /// The first working day from this day on, the day itself included.
    #[must_use]
    pub fn from(self, day: NaiveDate) -> NaiveDate {
        day.iter_days()
            .take(7)
            .find(|day| self.is_one(*day))
            .unwrap_or(day)
    }

    /// The first working day after this day.
    #[must_use]
    pub fn after(self, day: NaiveDate) -> NaiveDate {
        day.succ_opt().map_or(day, |next| self.from(next))
    }
}

fn place(day: Weekday) -> usize {
    day.num_days_from_monday() as usize
}

/// The place of a day by its name or its first three letters and more: `mon`, `monday`.
fn named(text: &str) -> Option<usize> {
    let whole = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let fits = |name: &str| text.chars().count() >= 2 && name.starts_with(text);
    whole.into_iter().position(fits)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn days_are_read_in_spans_and_lists() {
        let stored = |text: &str| WorkingDays::read(text).map(WorkingDays::stored);
        assert_eq!(stored("Mon-Fri").as_deref(), Some("mon tue wed thu fri"));
        assert_eq!(stored("sun to thu").as_deref(), Some("mon tue wed thu sun"));
        assert_eq!(stored("monday, wednesday").as_deref(), Some("mon wed"));
        assert_eq!(stored("every day").map(|text| text.len()), Some(27));
        for wrong in ["", "noday", "m", "mon-", "-fri", "mon fri x"] {
            assert_eq!(stored(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn days_are_said_as_a_span_where_they_are_one() {
        let said = |text: &str| WorkingDays::read(text).unwrap().say();
        assert_eq!(said("mon tue wed thu fri"), "mon to fri");
        assert_eq!(said("sun mon tue wed thu"), "sun to thu");
        assert_eq!(said("mon wed fri"), "mon, wed, fri");
        assert_eq!(said("sat sun"), "sat, sun");
        assert_eq!(said("all"), "every day");
    }

    #[test]
    fn a_day_off_is_followed_by_the_next_working_day() {
        let week = WorkingDays::default();
        let saturday = day("2026-11-21");
        assert!(!week.is_one(saturday));
        assert_eq!(week.from(saturday), day("2026-11-23"));
        assert_eq!(week.from(day("2026-11-23")), day("2026-11-23"));
        assert_eq!(week.after(day("2026-11-23")), day("2026-11-24"));
        assert_eq!(week.after(day("2026-11-20")), day("2026-11-23"));
    }
}
