//! The day of a file's figures, and where it is known from.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::counts::say_many;
use super::dates::{InName, Period, in_name};
use super::text::Clean;

/// Where the day of figures is known from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// A person named it.
    Given,
    /// The name of the file.
    FileName,
    /// Nothing tells it: it is the day of the import.
    Today,
}

impl Origin {
    /// Its key in JSON.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Origin::Given => "given",
            Origin::FileName => "file-name",
            Origin::Today => "today",
        }
    }
}

/// The day of a file's figures, for all rows that do not date themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Dated {
    /// The day.
    pub day: NaiveDate,
    /// The first day of the month or quarter that was named, which the day stands for.
    pub since: Option<NaiveDate>,
    /// Where it is known from.
    pub origin: Origin,
}

impl Dated {
    /// What somebody named.
    #[must_use]
    pub fn given(period: Period, today: NaiveDate) -> Dated {
        Dated::of(period, Origin::Given, today)
    }

    /// Today, since nothing tells it.
    #[must_use]
    pub fn today(today: NaiveDate) -> Dated {
        Dated::of(Period::day(today), Origin::Today, today)
    }

    fn of(period: Period, origin: Origin, today: NaiveDate) -> Dated {
        Dated {
            day: period.settled(today).unwrap_or(today),
            since: period.is_long().then(|| period.first()),
            origin,
        }
    }

    /// What the name of a file tells, else today; and a warning where the name has a date that does not count.
    #[must_use]
    pub fn by_name(name: &str, today: NaiveDate) -> (Dated, Option<String>) {
        let nothing = Dated::today(today);
        match in_name(name, today) {
            InName::Nothing => (nothing, None),
            InName::One(period) if period.settled(today).is_some() => {
                (Dated::of(period, Origin::FileName, today), None)
            }
            InName::One(period) => {
                let said = period.say();
                let warning =
                    format!("the date in the file name, {said}, lies ahead and was ignored");
                (nothing, Some(warning))
            }
            InName::Several(periods) => {
                let each: Vec<String> = periods.iter().map(|period| period.say()).collect();
                let warning = format!(
                    "the file name can mean {}; none of them was used",
                    each.join(" or ")
                );
                (nothing, Some(warning))
            }
        }
    }

    /// The day of a file's figures in one line: `Figures dated 31 Dec 2022 (from the file name)`. Where a column dates each
    /// row, the rows without a date are reported with their number, or without it while that is not known.
    #[must_use]
    pub fn line(self, column: Option<&str>, undated: Option<u64>) -> Clean {
        let words = self.words();
        let Some(header) = column else {
            return Clean::line(&format!("Figures dated {words}"));
        };
        let rest = self.undated(undated);
        let rest = rest.map_or_else(String::new, |rest| format!(", {rest}"));
        Clean::line(&format!(
            "Figures dated row by row (from column \"{header}\"){rest}"
        ))
    }

    /// The day of the rows that no column dates: `2 rows without a date 31 Dec 2022 (from the file name)`; `None` where
    /// there are none of them.
    #[must_use]
    pub fn undated(self, rows: Option<u64>) -> Option<String> {
        let rows = match rows {
            Some(0) => return None,
            Some(rows) => say_many(rows, "row", "rows"),
            None => "rows".to_owned(),
        };
        Some(format!("{rows} without a date {}", self.words()))
    }

    /// The day and where it is known from: `31 Dec 2022 (from the file name)`.
    #[must_use]
    pub fn words(self) -> Clean {
        let day = self.day.format("%-d %b %Y");
        let origin = match self.origin {
            Origin::Given => "as given",
            Origin::FileName => "from the file name",
            Origin::Today => "today, because the file name has no usable date",
        };
        Clean::line(&format!("{day} ({origin})"))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::domain::dates::parse_figures;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn rows_without_a_date_are_reported_only_where_there_are_some() {
        let (dated, _) = Dated::by_name("list dec 2022.csv", day("2026-11-21"));
        let file = "31 Dec 2022 (from the file name)";
        for (column, undated, wanted) in [
            (None, Some(3), format!("Figures dated {file}")),
            (
                Some("day"),
                Some(0),
                "Figures dated row by row (from column \"day\")".to_owned(),
            ),
            (
                Some("day"),
                Some(1),
                format!(
                    "Figures dated row by row (from column \"day\"), 1 row without a date {file}"
                ),
            ),
            (
                Some("day"),
                None,
                format!(
                    "Figures dated row by row (from column \"day\"), rows without a date {file}"
                ),
            ),
        ] {
            assert_eq!(dated.line(column, undated).as_str(), wanted);
        }
    }

    #[test]
    fn a_name_dates_its_file_and_what_does_not_count_is_told() {
        let today = day("2026-11-21");
        for (name, wanted, warning) in [
            (
                "list dec 2022.csv",
                "31 Dec 2022 (from the file name)",
                None,
            ),
            ("30.09.2022.csv", "30 Sep 2022 (from the file name)", None),
            ("2026-11.csv", "21 Nov 2026 (from the file name)", None),
            (
                "list.csv",
                "21 Nov 2026 (today, because the file name has no usable date)",
                None,
            ),
            (
                "2027-01.csv",
                "21 Nov 2026 (today, because the file name has no usable date)",
                Some("January 2027, lies ahead"),
            ),
            (
                "2022-01 2022-02.csv",
                "21 Nov 2026 (today, because the file name has no usable date)",
                Some("January 2022 or February 2022"),
            ),
        ] {
            let (dated, told) = Dated::by_name(name, today);
            assert_eq!(dated.words().as_str(), wanted, "{name}");
            assert_eq!(told.is_some(), warning.is_some(), "{name}");
            assert!(
                told.unwrap_or_default()
                    .contains(warning.unwrap_or_default())
            );
        }
    }

    #[test]
    fn a_month_remembers_its_first_day() {
        let today = day("2026-11-21");
        let dated = Dated::given(parse_figures("2022-12", today).unwrap(), today);
        assert_eq!(
            (dated.day, dated.since),
            (day("2022-12-31"), Some(day("2022-12-01")))
        );
        assert_eq!(dated.words().as_str(), "31 Dec 2022 (as given)");
        assert_eq!(Dated::today(today).since, None);
    }
}
