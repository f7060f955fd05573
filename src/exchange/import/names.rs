//! What the name of a file tells of it.

use chrono::{Datelike, NaiveDate};

/// The date in the name of a file, to suggest for `--as-of`: `instagram-2022-03.csv` is 2022-03-01 (a month alone means
/// its first day), `stats_20240131.tsv` is 2024-01-31. The last date in the name counts; none outside 2000 to 2099.
#[must_use]
pub fn as_of_from_name(name: &str) -> Option<NaiveDate> {
    let stem = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let runs = digit_runs(stem);
    (0..runs.len())
        .rev()
        .find_map(|at| whole_date(runs[at].1).or_else(|| parted_date(stem, &runs[at..])))
}

/// Runs of digits, each with the place where it begins.
fn digit_runs(stem: &str) -> Vec<(usize, &str)> {
    let mut runs = Vec::new();
    let mut at = 0;
    for run in stem.split_inclusive(|c: char| !c.is_ascii_digit()) {
        let digits = run.trim_end_matches(|c: char| !c.is_ascii_digit());
        if !digits.is_empty() {
            runs.push((at, digits));
        }
        at += run.len();
    }
    runs
}

/// `20240131`
fn whole_date(digits: &str) -> Option<NaiveDate> {
    if digits.len() != 8 {
        return None;
    }
    date(&digits[..4], &digits[4..6], &digits[6..])
}

/// `2024-01-31`, `2024_1`, `2024.01`: runs of digits with single marks between them.
fn parted_date(stem: &str, runs: &[(usize, &str)]) -> Option<NaiveDate> {
    let beside = |at: usize| {
        let (&(start, first), &(next, digits)) = (runs.get(at)?, runs.get(at + 1)?);
        let mark = stem.get(start + first.len()..next)?;
        (matches!(mark, "-" | "_" | "." | " ") && digits.len() <= 2).then_some(digits)
    };
    let year = runs
        .first()
        .map(|(_, year)| *year)
        .filter(|year| year.len() == 4)?;
    let month = beside(0)?;
    beside(1)
        .and_then(|day| date(year, month, day))
        .or_else(|| date(year, month, "1"))
}

fn date(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    let date = NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
    (2000..2100).contains(&date.year()).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_found_in_names() {
        for (name, wanted) in [
            ("instagram-2022-03.csv", Some((2022, 3, 1))),
            ("/data/2021-01-01/tiktok-2022-09.csv", Some((2022, 9, 1))),
            ("stats_20240131.tsv", Some((2024, 1, 31))),
            ("export 2024.5.7 final.csv", Some((2024, 5, 7))),
            ("export-2024-05-31T120000.csv", Some((2024, 5, 31))),
            ("instagram-top200.csv", None),
            ("2022.csv", None),
            ("2022-13.csv", None),
            ("1822-03.csv", None),
            ("2022 and 03.csv", None),
            ("", None),
        ] {
            let wanted = wanted.and_then(|(y, m, d)| NaiveDate::from_ymd_opt(y, m, d));
            assert_eq!(as_of_from_name(name), wanted, "{name}");
        }
    }
}
