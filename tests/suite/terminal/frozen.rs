//! A desk whose terminal stands still, and two desks on one file.

use std::time::{Duration, Instant};

use super::pty::{Home, LONG};
use super::{find, roster};
use crate::support::World;

#[test]
#[allow(clippy::print_stdout)] // the time it took is wanted
fn a_frozen_terminal_holds_nobody_up() {
    let (home, world) = (Home::new(), World::new());
    let mut desk = roster(&home, &world);
    desk.freeze();
    // Far more than the line holds: every repaint writes the whole screen anew.
    for _ in 0..60 {
        desk.send("\x0c").send("3").send("2");
    }
    for round in 0..5 {
        let begin = Instant::now();
        home.run(
            &world.path(),
            &["log", "tombakker", &format!("round {round}")],
        )
        .ends(0);
        let took = begin.elapsed();
        println!("saved beside a frozen desk in {took:?}");
        // Whoever had to wait for it would wait for five seconds, and fail.
    }
    desk.thaw();
    desk.send("1").see("21 November").send("q");
    assert_eq!(desk.ends(LONG), 0);
    desk.is_restored();
}

#[test]
fn a_frozen_desk_can_be_ended() {
    let (home, world) = (Home::new(), World::new());
    let mut desk = roster(&home, &world);
    find(&mut desk, "Tom Bakker");
    desk.send("l")
        .see("Log a contact")
        .send("dm: half")
        .see("dm: half");
    desk.freeze();
    for size in 0..60 {
        desk.resize(100 + size, 30);
    }
    home.run(&world.path(), &["log", "tombakker", "a colleague"])
        .ends(0);
    desk.signal(rustix::process::Signal::TERM);
    let gone = !desk.lives_for(LONG);
    desk.thaw();
    assert!(gone, "a frozen desk does not end");
    assert!(home.kept().contains("dm: half"), "{}", home.kept());
}

#[test]
#[allow(clippy::print_stdout)] // the time it took is wanted
fn a_move_at_one_desk_is_seen_at_the_other_without_a_key() {
    let (home, world) = (Home::new(), World::new());
    let mut ada = roster(&home, &world);
    let mut ben = roster(&home, &world);
    ben.send("3").see("Discovery 10").see("Outreach 3");
    find(&mut ada, "Tom Bakker");
    let mut slowest = Duration::ZERO;
    for _ in 0..5 {
        // The first L says what is missing, the second one moves all the same.
        ada.send("L").see("L again");
        for (key, there) in [("L", "Discovery 9"), ("H", "Discovery 10")] {
            let begin = Instant::now();
            ada.send(key);
            ben.see(there);
            slowest = slowest.max(begin.elapsed());
            // The notice, and then the row itself, by which the next key goes.
            let (said, row) = match key {
                "L" => ("now in outreach", "–  outreach"),
                _ => ("now in discovery", "–  discovery"),
            };
            ada.see(said).see(row);
        }
    }
    println!("the slowest of ten moves was seen after {slowest:?}");
    for mut desk in [ada, ben] {
        desk.send("\x03\x03");
        assert_eq!(desk.ends(LONG), 0);
    }
}
