//! The only clock of the house.

use std::sync::OnceLock;
use std::time::Duration;

use chrono::{Days, Local, NaiveDate, TimeZone, Utc};

static PRETENDED: OnceLock<NaiveDate> = OnceLock::new();

/// Pretends that it is this day, for demonstrations and tests; only the first call counts.
pub fn pretend(day: NaiveDate) {
    let _ = PRETENDED.set(day);
}

/// UTC milliseconds now.
#[must_use]
pub fn now() -> i64 {
    Utc::now().timestamp_millis()
}

/// The local day.
#[must_use]
pub fn today() -> NaiveDate {
    PRETENDED
        .get()
        .copied()
        .unwrap_or_else(|| Local::now().date_naive())
}

/// How long it is until the next local midnight, at least a second; an hour where the zone hides it.
#[must_use]
pub fn until_midnight() -> Duration {
    let now = Local::now();
    let midnight = now
        .date_naive()
        .checked_add_days(Days::new(1))
        .and_then(|day| day.and_hms_opt(0, 0, 0))
        .and_then(|midnight| Local.from_local_datetime(&midnight).earliest());
    let wait = midnight.and_then(|midnight| (midnight - now).to_std().ok());
    wait.unwrap_or(Duration::from_hours(1))
        .max(Duration::from_secs(1))
}
