//! Pasted text is text: it goes into the field that has the keyboard, or nowhere.

use std::time::{Duration, Instant};

use super::pty::{Home, LONG};
use super::{find, roster};
use crate::support::World;

/// Keys that come later than this behind a paste were typed by somebody.
const TYPED: Duration = Duration::from_millis(120);

fn history(home: &Home, world: &World) -> String {
    home.run(&world.path(), &["history", "--json"]).ends(0).out
}

#[test]
#[allow(clippy::print_stdout)] // the time it took is wanted
fn a_megabyte_into_the_search_is_borne() {
    let (home, world) = (Home::new(), World::new());
    let before = history(&home, &world);
    let mut desk = roster(&home, &world);
    desk.send("/").see(" /  ");
    let begin = Instant::now();
    desk.send("\x1b[200~")
        .send(vec![b'x'; 1_000_000])
        .send("\x1b[201~");
    desk.see("xxxx");
    let took = begin.elapsed();
    println!("1 MB pasted into the search in {took:?}");
    // Nothing was found by it, so the list is as it was; only the words go.
    desk.send("\x1b").loses("xxxx").send("q");
    assert_eq!(desk.ends(LONG), 0);
    desk.is_restored();
    assert_eq!(history(&home, &world), before);
}

#[test]
fn a_paste_that_nobody_takes_changes_nothing() {
    // Every bound letter, and the line ends that would press Enter.
    let keys = "dzwmrf/saSCApsxltLH<>enyoJKaDEjkgGuU123@:?\r\nx\ry\r1\nu\n";
    let (home, world) = (Home::new(), World::new());
    let before = history(&home, &world);
    let mut desk = roster(&home, &world);
    for place in ["1", "3", "2"] {
        desk.send(place).send(format!("\x1b[200~{keys}\x1b[201~"));
        desk.see("pasted text goes into a field");
        desk.waits(TYPED);
    }
    desk.send("q");
    assert_eq!(desk.ends(LONG), 0);
    assert_eq!(history(&home, &world), before);
}

#[test]
fn a_paste_that_ends_itself_changes_no_data() {
    // The text carries the end of the paste and then keys: what follows would be typed.
    let (home, world) = (Home::new(), World::new());
    let before = history(&home, &world);
    for keys in ["L", "u", "x", "l", "H", "tD", "Lu"] {
        let mut desk = roster(&home, &world);
        desk.send(format!("\x1b[200~harmless\x1b[201~{keys}\r\x1b[201~"));
        desk.see("1 Today").waits(TYPED);
        desk.send("\x03\x03");
        assert_eq!(desk.ends(LONG), 0);
        assert_eq!(history(&home, &world), before, "{keys}");
    }
}

#[test]
fn a_paste_of_lines_into_a_contact_does_not_save_it() {
    let (home, world) = (Home::new(), World::new());
    let before = history(&home, &world);
    let mut desk = roster(&home, &world);
    find(&mut desk, "Tom Bakker");
    desk.send("l").see("Log a contact");
    desk.send("\x1b[200~first\rsecond\nthird\r\n\x1b[201~")
        .see("third");
    assert!(desk.text().contains("Log a contact"));
    desk.waits(TYPED);
    desk.send("\x1b").loses("Log a contact").send("q");
    desk.ends(LONG);
    assert_eq!(history(&home, &world), before);
}
