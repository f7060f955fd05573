//! Which backups are kept: one of each of the last seven days, and one of each of the last four weeks.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

/// Days of which a backup is kept.
pub const DAILY: usize = 7;
/// Weeks of which a backup is kept: the newest of each.
pub const WEEKLY: usize = 4;

/// The day in the name of a backup of ours: `halcyon-2026-11-21.db` of `halcyon`.
#[must_use]
pub fn day_of(name: &str, stem: &str) -> Option<NaiveDate> {
    let day = name
        .strip_prefix(stem)?
        .strip_prefix('-')?
        .strip_suffix(".db")?;
    let date: NaiveDate = day.parse().ok()?;
    // Only as we write it: `2026-1-2` is somebody else's.
    (name == name_of(stem, date)).then_some(date)
}

/// The name of the backup of a day.
#[must_use]
pub fn name_of(stem: &str, day: NaiveDate) -> String {
    format!("{stem}-{}.db", day.format("%Y-%m-%d"))
}

/// The days whose backups may go, oldest first; days after `today` are left alone and not counted.
#[must_use]
pub fn may_go(days: &[NaiveDate], today: NaiveDate) -> Vec<NaiveDate> {
    let mut days: Vec<NaiveDate> = days.iter().copied().filter(|day| *day <= today).collect();
    days.sort_unstable();
    days.dedup();
    let mut weeks = BTreeMap::new();
    for day in &days {
        weeks.insert((day.iso_week().year(), day.iso_week().week()), *day);
    }
    let newest_of_weeks: Vec<NaiveDate> = weeks.into_values().rev().take(WEEKLY).collect();
    let daily = days.len().saturating_sub(DAILY);
    days.truncate(daily);
    days.retain(|day| !newest_of_weeks.contains(day));
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn a_daily_backup_over_a_year_leaves_seven_days_and_four_weeks() {
        let mut kept: Vec<NaiveDate> = Vec::new();
        let first = day("2026-01-01");
        for today in first.iter_days().take(365) {
            kept.push(today);
            for gone in may_go(&kept.clone(), today) {
                kept.retain(|one| *one != gone);
            }
            assert!(kept.len() <= DAILY + WEEKLY, "{kept:?}");
        }
        let words: Vec<String> = kept.iter().map(ToString::to_string).collect();
        assert_eq!(
            words,
            [
                "2026-12-13",
                "2026-12-20",
                "2026-12-25",
                "2026-12-26",
                "2026-12-27",
                "2026-12-28",
                "2026-12-29",
                "2026-12-30",
                "2026-12-31"
            ]
        );
    }

    #[test]
    fn days_to_come_and_a_few_backups_are_left_alone() {
        let days = [day("2020-01-01"), day("2026-11-20"), day("2030-01-01")];
        assert_eq!(may_go(&days, day("2026-11-21")), Vec::<NaiveDate>::new());
    }

    #[test]
    fn only_names_as_we_write_them_are_ours() {
        assert_eq!(
            day_of("halcyon-2026-11-21.db", "halcyon"),
            Some(day("2026-11-21"))
        );
        for name in [
            "halcyon-2026-1-2.db",
            "halcyon-2026-11-21.db.bak",
            "halcyon2026-11-21.db",
            "other-2026-11-21.db",
            "halcyon-2026-13-41.db",
            "halcyon-+2026-11-21.db",
            "halcyon.db",
        ] {
            assert_eq!(day_of(name, "halcyon"), None, "{name}");
        }
    }
}
