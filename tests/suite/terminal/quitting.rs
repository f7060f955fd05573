//! Quitting while a change is on its way to the database: it is waited for, and never offered as unsaved text.

use rusqlite::Connection;

use super::find;
use super::pty::{Home, LONG};
use super::roster;
use crate::support::World;

/// Another process that holds the database, so that no change comes in.
fn holds(world: &World) -> Connection {
    let other = Connection::open(world.path()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    other
}

fn step(world: &World, name: &str) -> Option<String> {
    let reader = Connection::open(world.path()).unwrap();
    let found = reader.query_row(
        "SELECT next_step FROM person WHERE name = ?1",
        [name],
        |row| row.get(0),
    );
    found.unwrap()
}

#[test]
fn a_change_that_is_being_saved_is_waited_for() {
    let (home, world) = (Home::new(), World::new());
    let mut desk = roster(&home, &world);
    find(&mut desk, "Tom Bakker");
    desk.send("t").see("Next step for");
    let other = holds(&world);
    desk.send("fri call about rates").see("27 Nov 2026");
    desk.send("\r").loses("Next step for");
    desk.send("q").see("still being saved");
    drop(other);
    assert_eq!(desk.ends(LONG), 0);
    desk.is_restored();
    assert_eq!(
        step(&world, "Tom Bakker").as_deref(),
        Some("call about rates")
    );
    assert_eq!(home.kept(), "");
}

#[test]
fn a_second_q_quits_without_it_and_keeps_the_text() {
    let (home, world) = (Home::new(), World::new());
    let mut desk = roster(&home, &world);
    find(&mut desk, "Tom Bakker");
    desk.send("t").see("Next step for");
    let other = holds(&world);
    desk.send("fri call about rates").see("27 Nov 2026");
    desk.send("\r").loses("Next step for");
    desk.send("q").see("still being saved").send("q");
    assert_eq!(desk.ends(LONG), 0);
    desk.is_restored();
    drop(other);
    assert!(
        home.kept().contains("fri call about rates"),
        "{}",
        home.kept()
    );
}

#[test]
fn whoever_goes_on_after_q_is_not_thrown_out_when_the_change_is_saved() {
    let (home, world) = (Home::new(), World::new());
    let mut desk = roster(&home, &world);
    find(&mut desk, "Tom Bakker");
    desk.send("t").see("Next step for");
    let other = holds(&world);
    desk.send("fri call about rates").see("27 Nov 2026");
    desk.send("\r").loses("Next step for");
    desk.send("q").see("still being saved");
    desk.send("n")
        .see("Note on")
        .send("half a sen")
        .see("half a sen");
    drop(other);
    desk.see("call about rates")
        .send("tence")
        .see("half a sentence");
    desk.send("\x03\x03");
    assert_eq!(desk.ends(LONG), 0);
    assert_eq!(
        step(&world, "Tom Bakker").as_deref(),
        Some("call about rates")
    );
}

/// The question of the end is asked once: Esc stays, whatever comes from the database afterwards.
#[test]
fn whoever_stays_because_text_would_be_lost_is_not_asked_at_every_message() {
    let (home, world) = (Home::new(), World::new());
    std::fs::create_dir_all(home.state()).unwrap();
    std::fs::write(home.state().join("recover"), "").unwrap();
    let mut desk = roster(&home, &world);
    find(&mut desk, "Tom Bakker");
    desk.send("n")
        .see("Note on")
        .send("half a line")
        .see("cannot be kept");
    desk.send("\x1b").loses("Note on");
    desk.send("t").see("Next step for");
    let other = holds(&world);
    desk.send("fri call about rates").see("27 Nov 2026");
    desk.send("\r").loses("Next step for");
    desk.send("q").see("still being saved");
    drop(other);
    desk.see("quit and lose it")
        .send("\x1b")
        .loses("quit and lose it");
    // Answers of the store come with the profile.
    desk.send("\r").see("Timeline");
    assert!(!desk.text().contains("quit and lose it"), "{}", desk.text());
    desk.send("q")
        .see("Roster")
        .send("q")
        .see("quit and lose it")
        .send("Q");
    assert_eq!(desk.ends(LONG), 0);
}

#[test]
fn what_was_saved_just_before_the_end_is_not_offered_again() {
    for keys in ["\x13q", "\x13qq"] {
        let (home, world) = (Home::new(), World::new());
        let mut desk = roster(&home, &world);
        find(&mut desk, "Tom Bakker");
        desk.send("n").see("Note on");
        desk.send(format!("typed ahead{keys}"));
        assert_eq!(desk.ends(LONG), 0);
        assert_eq!(home.kept(), "", "{keys:?}");
        let reader = Connection::open(world.path()).unwrap();
        let count = "SELECT count(*) FROM note WHERE text = 'typed ahead'";
        let notes: i64 = reader.query_row(count, [], |row| row.get(0)).unwrap();
        assert_eq!(notes, 1, "{keys:?}");
    }
}
