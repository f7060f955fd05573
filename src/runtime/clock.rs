//! The only clock of the house, and the thread that says when the day may have changed.
//!
//! The day follows the wall clock: a timer of the system's real-time clock goes off at the next local midnight, and at
//! once when the clock is set, also by a machine that wakes up. Until then the thread sleeps.

use std::sync::OnceLock;
use std::sync::mpsc::Sender;

use chrono::{DateTime, Days, Local, NaiveDate, TimeDelta, TimeZone, Utc};

use super::event::Event;

/// Where summer begins at midnight, the first moments of that day are missing on the clock: never more than this.
const MISSING: TimeDelta = TimeDelta::hours(3);
/// Clocks are set forward by multiples of this.
const STEP: TimeDelta = TimeDelta::minutes(15);

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

/// The first moment of the day after this one, there; an hour later where a zone does not tell.
#[must_use]
pub fn next_day<Tz: TimeZone>(now: &DateTime<Tz>) -> DateTime<Utc> {
    let midnight = now
        .date_naive()
        .checked_add_days(Days::new(1))
        .and_then(|day| day.and_hms_opt(0, 0, 0));
    let first = midnight.and_then(|midnight| {
        let mut time = midnight;
        while time - midnight <= MISSING {
            if let Some(found) = now.timezone().from_local_datetime(&time).earliest() {
                return Some(found.to_utc());
            }
            time += STEP;
        }
        None
    });
    let now = now.to_utc();
    first
        .filter(|first| *first > now)
        .unwrap_or(now + TimeDelta::hours(1))
}

/// Starts the thread.
///
/// # Errors
/// When the system gives no thread.
pub fn start(to: &Sender<Event>) -> std::io::Result<()> {
    let tell = to.clone();
    std::thread::Builder::new()
        .name("clock".into())
        .stack_size(256 * 1024)
        .spawn(move || {
            loop {
                wait(next_day(&Local::now()));
                if tell.send(Event::Clock).is_err() {
                    return;
                }
            }
        })?;
    Ok(())
}

/// Waits until the wall clock shows this time, or was set.
#[cfg(target_os = "linux")]
fn wait(until: DateTime<Utc>) {
    use rustix::time::{
        Itimerspec, TimerfdClockId, TimerfdFlags, TimerfdTimerFlags, Timespec, timerfd_create,
        timerfd_settime,
    };
    let none = Timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    let time = Itimerspec {
        it_interval: none,
        it_value: Timespec {
            tv_sec: until.timestamp(),
            ..none
        },
    };
    let flags = TimerfdTimerFlags::ABSTIME | TimerfdTimerFlags::CANCEL_ON_SET;
    let armed = timerfd_create(TimerfdClockId::Realtime, TimerfdFlags::CLOEXEC)
        .and_then(|timer| timerfd_settime(&timer, flags, &time).map(|_| timer));
    match armed {
        // Canceled: the clock was set. Either way it is time to look at it.
        Ok(timer) => while rustix::io::read(&timer, &mut [0; 8]) == Err(rustix::io::Errno::INTR) {},
        Err(rustix::io::Errno::CANCELED) => {}
        Err(_) => sleep(until),
    }
}

/// Waits until the wall clock should show this time.
#[cfg(not(target_os = "linux"))]
fn wait(until: DateTime<Utc>) {
    sleep(until);
}

/// Waits by the clock that counts; every event looks at the day as well.
fn sleep(until: DateTime<Utc>) {
    let left = (until - Utc::now()).to_std().unwrap_or_default();
    std::thread::sleep(left.max(std::time::Duration::from_secs(1)));
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    /// The next day begins at midnight there, or where the clock goes on after a midnight that is missing.
    #[test]
    fn the_next_day_begins_where_it_begins_in_every_zone() {
        for (zone, now, begins) in [
            ("UTC", "2026-11-21T10:00:00Z", "2026-11-22T00:00:00Z"),
            ("UTC", "2026-12-31T23:59:59Z", "2027-01-01T00:00:00Z"),
            ("UTC", "2028-02-28T12:00:00Z", "2028-02-29T00:00:00Z"),
            ("UTC", "2026-11-22T00:00:00Z", "2026-11-23T00:00:00Z"),
            (
                "Europe/Berlin",
                "2026-11-21T22:59:59Z",
                "2026-11-21T23:00:00Z",
            ),
            // Summer begins and ends: the day has 23 and 25 hours.
            (
                "Europe/Berlin",
                "2026-03-28T23:00:00Z",
                "2026-03-29T22:00:00Z",
            ),
            (
                "Europe/Berlin",
                "2026-10-24T22:00:00Z",
                "2026-10-25T23:00:00Z",
            ),
            (
                "Asia/Kolkata",
                "2026-11-21T10:00:00Z",
                "2026-11-21T18:30:00Z",
            ),
            (
                "America/St_Johns",
                "2026-11-21T10:00:00Z",
                "2026-11-22T03:30:00Z",
            ),
            // Midnight is missing: summer begins with it.
            (
                "America/Santiago",
                "2026-09-05T12:00:00Z",
                "2026-09-06T04:00:00Z",
            ),
            (
                "Africa/Cairo",
                "2026-04-23T12:00:00Z",
                "2026-04-23T22:00:00Z",
            ),
            (
                "Asia/Beirut",
                "2026-03-28T12:00:00Z",
                "2026-03-28T22:00:00Z",
            ),
            // Midnight comes twice: the first one counts.
            (
                "America/Havana",
                "2026-10-31T12:00:00Z",
                "2026-11-01T04:00:00Z",
            ),
            // A whole day is missing.
            (
                "Pacific/Apia",
                "2011-12-30T00:00:00Z",
                "2011-12-30T01:00:00Z",
            ),
        ] {
            let zone: chrono_tz::Tz = zone.parse().unwrap();
            let now: DateTime<Utc> = now.parse().unwrap();
            let begins: DateTime<Utc> = begins.parse().unwrap();
            assert_eq!(next_day(&now.with_timezone(&zone)), begins, "{zone} {now}");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_thread_wakes_when_the_time_has_come() {
        let (to, events) = std::sync::mpsc::channel();
        let until = Utc::now() + TimeDelta::milliseconds(20);
        std::thread::spawn(move || {
            wait(until);
            let _ = to.send(Event::Clock);
        });
        let came = events.recv_timeout(std::time::Duration::from_secs(10));
        assert!(matches!(came, Ok(Event::Clock)));
    }
}
