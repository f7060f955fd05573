//! The same at the real program: the window closes or the machine ends it while a text is being typed; the next start
//! offers the text, and Enter brings it back to where it was typed.

use std::time::Duration;

use rustix::process::Signal;

use super::Shelf;
use super::rows::{ROWS, Row, Step};
use crate::support::World;
use crate::terminal::pty::{Home, LONG, Pty, Start};

const SOON: Duration = Duration::from_secs(2);

/// The bytes of keys, by their names.
fn bytes(keys: &str) -> Vec<u8> {
    let key = |key: &str| match key {
        "enter" => "\r".into(),
        "esc" => "\x1b".into(),
        "tab" => "\t".into(),
        "backtab" => "\x1b[Z".into(),
        "space" => " ".into(),
        "up" => "\x1b[A".into(),
        "down" => "\x1b[B".into(),
        _ => match key.strip_prefix("ctrl-") {
            Some(letter) => char::from(letter.as_bytes()[0] & 0x1f).to_string(),
            None => key.to_owned(),
        },
    };
    keys.split_whitespace()
        .map(key)
        .collect::<String>()
        .into_bytes()
}

fn plays(desk: &mut Pty, shelf: &Shelf, steps: &[Step]) {
    for step in steps {
        match step {
            Step::Press(keys) => desk.send(bytes(keys)),
            Step::Type(text) => desk.send(shelf.typed(text)),
            Step::See(words) => desk.see(words),
            Step::On(name) => desk
                .send("2")
                .see("influencers")
                .send("/")
                .send(name)
                .see("1 influencer")
                .send("\r")
                .see("Enter open"),
        };
    }
}

fn start(home: &Home, world: &World) -> Pty {
    let mut desk = Start::desk(home, &world.path()).size(120, 40).start();
    desk.see("1 Today").see("? all");
    desk
}

/// The text of a row as its box shows it: words that filter a list have a slash before them, and stand in the list, too.
fn on_screen(row: &Row) -> String {
    match row.name {
        "import choices" => "as you said".to_owned(),
        name if name.starts_with("choice: ") || name == "keys" => format!("/{}", row.text),
        _ => row.text.trim().to_owned(),
    }
}

/// Types the text of a row, ends the program in the middle, starts it again and brings the text back.
fn survives(row: &Row, hangs_up: bool) {
    let (home, world, shelf) = (Home::new(), World::new(), Shelf::new());
    (row.before)(&world);
    let mut desk = start(&home, &world);
    plays(&mut desk, &shelf, row.steps);
    let typed = on_screen(row);
    // The last letter has arrived when it is seen.
    desk.see(&typed);
    if hangs_up {
        desk.close();
        assert_eq!(desk.ends(SOON), 129, "{}", row.name);
    } else {
        desk.signal(Signal::TERM);
        assert_eq!(desk.ends(SOON), 143, "{}", row.name);
    }
    let kept = home.kept();
    assert!(kept.contains(row.text), "{}: {kept}", row.name);

    let mut desk = Start::desk(&home, &world.path()).size(120, 40).start();
    // The text that was typed last is the last of the list.
    desk.see(row.title).send("j".repeat(3)).send("\r");
    // What stands in the list of unsaved texts stands in the box, too: the list is closed first.
    desk.loses("Text that was not saved");
    plays(&mut desk, &shelf, row.back);
    desk.see(&typed)
        .send("\x03")
        .see("Ctrl-C again")
        .send("\x03");
    assert_eq!(desk.ends(LONG), 0, "{}", row.name);
    desk.is_restored();
}

#[test]
fn texts_of_boxes_lines_and_screens_survive_a_closed_window_and_a_signal() {
    let few = [
        "fit check",
        "tags",
        "view name",
        "command line",
        "query on Roster",
        "import choices",
        "setting",
        "export path",
    ];
    for (number, name) in few.into_iter().enumerate() {
        let row = ROWS.iter().find(|row| row.name == name).unwrap();
        survives(row, number % 2 == 0);
    }
}

#[test]
#[ignore = "long: every text twice, each in a program of its own; one minute"]
fn every_text_survives_a_closed_window_and_a_signal() {
    let mut lost = Vec::new();
    for row in ROWS {
        for hangs_up in [true, false] {
            if std::panic::catch_unwind(|| survives(row, hangs_up)).is_err() {
                lost.push((row.name, hangs_up));
            }
        }
    }
    assert_eq!(lost, []);
}
