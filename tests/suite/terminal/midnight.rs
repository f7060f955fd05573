//! The day follows the wall clock: a desk that nobody touches shows the new day by itself, and sleeps before and after.

use chrono::{Days, Utc};

use super::pty::{Home, LONG, PROGRAM, Start};
use crate::support::World;

#[test]
fn at_midnight_the_desk_shows_the_new_day_without_a_key() {
    let (home, world) = (Home::new(), World::new());
    // A zone in which midnight comes in twelve seconds, so that the desk is there before on a busy machine, too. Its offset is what is added to its time to get ours.
    let now = Utc::now();
    let second = i64::from(chrono::Timelike::num_seconds_from_midnight(&now));
    let left = 86_400 - second - 12;
    // More than half a day to go: the zone is behind ours, and still in the day before.
    let (sign, ahead) = if left <= 43_200 {
        ('-', left)
    } else {
        ('+', 86_400 - left)
    };
    let zone = format!(
        "DESK{sign}{:02}:{:02}:{:02}",
        ahead / 3_600,
        ahead / 60 % 60,
        ahead % 60
    );
    let today = if left <= 43_200 {
        now.date_naive()
    } else {
        now.date_naive() - Days::new(1)
    };
    let shown = |day: chrono::NaiveDate| day.format("%A %-d %B").to_string();
    let mut desk = Start::program(&home, PROGRAM)
        .arg("--db")
        .arg(world.path())
        .env("TZ", zone)
        .start();
    desk.see(&shown(today)).see(&shown(today + Days::new(1)));
    desk.send("q");
    assert_eq!(desk.ends(LONG), 0);
}
