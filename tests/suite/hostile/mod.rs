//! T22 and T23: whatever people and files put into text, nothing of it reaches the terminal raw.
//!
//! A thousand hostile strings stand in every text field; every screen, tab and box is drawn through the real way to
//! the terminal, and its bytes are read against the few sequences that are ours.

mod arguments;
mod long;
mod strings;
mod wire;
mod world;

use std::process::Command;

use entourage::domain::field::Field;
use entourage::domain::platform::Platform;
use entourage::domain::refusal::Trouble;
use entourage::domain::text::Raw;
use entourage::store::Store;
use entourage::ui::draft::{Draft, DraftFor};
use entourage::ui::message::Message;

use self::strings::{atoms, strings};
use self::wire::{Line, ours, shown};
use self::world::{PEOPLE, made_of};
use crate::support::{Desk, World};

#[test]
fn there_are_more_than_a_thousand_strings_and_the_reader_of_the_wire_is_strict() {
    assert!(strings().len() >= 1_000);
    let raw = atoms().iter().filter(|atom| shown(atom).is_err()).count();
    assert!(raw > 100, "{raw}");
    assert!(ours(b"\x1b[?2026h\x1b[1;2H\x1b[38;5;7mZo\xc3\xab\x1b[0m\x1b[?25l\x1b[?2026l").is_ok());
    for wrong in [
        &b"\x1b]0;t\x07"[..],
        b"\x1b[6n",
        b"\x1b[?1049l",
        b"a\rb",
        b"\xc2\x9b31m",
        b"\xe2\x80\xae",
        b"\x1bc",
        b"\x1b[3",
    ] {
        assert!(ours(wrong).is_err(), "{wrong:?}");
    }
}

/// Keys that open every box there is, and close it again; `2` and `3` bring the screen back.
const BOXES: &[&str] = &[
    "l", "esc", "t", "esc", "n", "esc", "x", "esc", "y", "esc", "?", "esc", "ctrl-p a", "down",
    "esc", ": l o g", "esc", "f11", "esc", "f12", "esc", "ctrl-x", "esc", "L", "esc",
];

#[test]
fn nothing_raw_reaches_the_terminal_from_any_screen_tab_or_box() {
    let strings = strings();
    let world = made_of(&strings);
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    ada.blind = true;
    for size in [(80, 24), (200, 60)] {
        let mut line = Line::new(size.0, size.1);
        ada.resize(size.0, size.1);
        let mut see = |ada: &mut Desk, keys: &str, place: &str| {
            ada.press(keys);
            line.shows(&ada.app, &format!("{place} {keys}"));
        };
        for keys in ["1", "m", "f", "G", "g", "j", "z", "esc", "w", "esc", "m"] {
            see(&mut ada, keys, "today");
        }
        see(&mut ada, "2", "roster");
        for title in [
            "handle", "niche", "country", "tags", "in stage", "contact", "owner",
        ] {
            if size.0 == 80 {
                ada.press("C").types(title).press("enter esc");
            }
        }
        for keys in ["C", "esc", "s", "esc", "a", "esc", "A", "esc", "p"] {
            see(&mut ada, keys, "roster");
        }
        for _ in 0..PEOPLE + 20 {
            see(&mut ada, "j", "preview");
        }
        for keys in ["p", "g", "pagedown", "pagedown", "/", "a", "esc"] {
            see(&mut ada, keys, "roster");
        }
        for keys in [
            "3", "j", "tab", "j", "tab", "G", "tab", "G", "tab", "G", "s", "esc",
        ] {
            see(&mut ada, keys, "pipeline");
        }
        see(&mut ada, "2 g enter", "profile");
        for number in 0..PEOPLE + 19 {
            // Every person on the small terminal, every third on the large one: it shows the same fields.
            if size.0 == 200 && number % 3 != 0 {
                ada.press("J");
                continue;
            }
            for keys in ["tab", "tab", "tab", "tab"] {
                see(&mut ada, keys, "profile");
            }
            if number % 12 == 0 {
                for keys in [
                    "e", "pagedown", "pagedown", "esc", "a", "enter", "esc", "tab", "tab", "G",
                    "enter", "esc", "tab", "enter", "esc", "tab",
                ] {
                    see(&mut ada, keys, "profile");
                }
                for keys in BOXES {
                    see(&mut ada, keys, "profile");
                }
            }
            see(&mut ada, "J", "profile");
        }
        see(&mut ada, "U", "history");
        for _ in 0..30 {
            see(&mut ada, "j", "history");
        }
        for keys in ["x", "esc", "G", "q", "1"] {
            see(&mut ada, keys, "history");
        }
        assert!(!ada.ended && ada.app.overlays.is_empty());
    }
}

#[test]
fn nothing_raw_reaches_the_terminal_from_what_is_typed_and_pasted() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    ada.blind = true;
    let mut line = Line::new(80, 24);
    let strings = strings();
    let places = [
        "2 l", "2 t", "2 n", "2 e", "2 a", "2 A", "2 :", "2 /", "2 ctrl-p", "2 ?", "2 C",
    ];
    let mut clean = 0;
    for (number, text) in strings.iter().enumerate() {
        let open = places[number % places.len()];
        ada.press("1").press(open).pastes(text);
        for letter in text.chars().take(12) {
            ada.happens(Message::Key(crossterm::event::KeyEvent::new(
                crossterm::event::KeyCode::Char(letter),
                crossterm::event::KeyModifiers::NONE,
            )));
        }
        line.shows(&ada.app, open);
        ada.press("enter");
        line.shows(&ada.app, open);
        while !ada.app.overlays.is_empty() {
            ada.press("esc");
        }
        ada.press("esc f11");
        if number % 5 == 0 {
            line.shows(&ada.app, "kept");
        }
        // What is discarded goes when the list closes; a `d` too many does nothing.
        for _ in 0..ada.app.drafts().len() {
            ada.press("d j");
        }
        ada.press("esc esc");
        clean += 1;
        assert!(!ada.ended);
    }
    assert_eq!(clean, strings.len());
}

#[test]
fn nothing_raw_reaches_the_terminal_from_names_of_desks_members_and_troubles() {
    for (number, text) in strings()
        .iter()
        .enumerate()
        .filter(|(number, _)| number % 20 == 0)
    {
        let world = World::new();
        let sql = rusqlite::Connection::open(world.path()).unwrap();
        sql.execute("UPDATE desk SET name = ?1", [text]).unwrap();
        sql.execute(
            "UPDATE change_set SET by = ?1, label = ?1 WHERE id % 3 = 0",
            [text],
        )
        .unwrap();
        sql.execute(
            "INSERT INTO member (login, joined_at) VALUES (?1, 1)",
            [format!("m{number}{text}")],
        )
        .unwrap();
        drop(sql);
        let mut ada = Desk::open_at(&world, "ada", 80, 24);
        let mut line = Line::new(80, 24);
        ada.happens(Message::Trouble(Trouble::with_details(text, text)));
        line.shows(&ada.app, "trouble");
        ada.press("f12");
        line.shows(&ada.app, "errors");
        ada.press("esc");
        ada.happens(Message::Recovered(vec![Draft {
            place: DraftFor::Log(entourage::domain::ids::PersonId(1)),
            about: text.clone(),
            texts: vec![(String::new(), text.clone())],
            originals: Vec::new(),
        }]));
        line.shows(&ada.app, "kept");
        ada.press("enter");
        line.shows(&ada.app, "restored");
        ada.press("esc U");
        line.shows(&ada.app, "history");
        ada.press("x");
        line.shows(&ada.app, "reason");
        ada.press("esc 1 w");
        line.shows(&ada.app, "hand over");
        ada.press("esc");
        ada.commands(
            &text
                .chars()
                .filter(|c| !c.is_control())
                .take(30)
                .collect::<String>(),
        );
        line.shows(&ada.app, "command line");
    }
}

#[test]
fn what_a_clash_shows_is_clean_too() {
    let strings = strings();
    for texts in strings.chunks(3).step_by(12) {
        let [mine, theirs, original] = texts else {
            continue;
        };
        let world = World::new();
        let mut ben = world.hand("ben");
        let tom = ben.person("Tom Bakker");
        ben.edits(tom, Field::Niche, Some(original));
        let mut ada = Desk::open_at(&world, "ada", 80, 24);
        let mut line = Line::new(80, 24);
        ada.opens("Tom Bakker").press("e").at_field(Field::Niche);
        ada.types("x").pastes(mine);
        ben.edits(tom, Field::Niche, Some(theirs));
        ada.press("ctrl-s");
        line.shows(&ada.app, "clash");
    }
}

#[test]
fn what_is_stored_stays_as_it_was_byte_for_byte() {
    let world = World::empty();
    let mut ada = world.hand("ada");
    let person = ada.adds(Platform::Other, "raw", &[]);
    for text in strings()
        .iter()
        .filter(|text| text.len() < 4_000)
        .step_by(5)
    {
        ada.edits(person, Field::Story, Some(text));
        assert_eq!(
            ada.field(person, Field::Story).as_deref(),
            Some(text.as_str())
        );
    }
    ada.is_sound();
}

/// T23: the same strings through the command line.
#[test]
fn nothing_raw_is_printed_on_the_command_line() {
    let world = made_of(&strings());
    let handle = Raw::new("\u{1b}[31mnobody\u{202e}");
    let runs: &[&[&str]] = &[
        &["list"],
        &["list", "--json"],
        &["list", "a"],
        &["today"],
        &["today", "--team"],
        &["today", "--json"],
        &["history", "--limit", "500"],
        &["history", "--json", "--limit", "500"],
        &["show", "raw0"],
        &["show", handle.as_stored()],
        &["log", handle.as_stored(), "x"],
        &["stage", handle.as_stored(), "\u{1b}[2Jnowhere"],
        &["import", "\u{1b}]0;x\u{7}.csv"],
        &["list", "--sort", "\u{1b}[2J"],
        &["\u{1b}[2Jfrobnicate"],
        &["check"],
    ];
    for arguments in runs {
        let output = Command::new(env!("CARGO_BIN_EXE_entourage"))
            .arg("--db")
            .arg(world.path())
            .args(["--today", "2026-11-21"])
            .args(*arguments)
            .env("HOME", world.path().parent().unwrap())
            .env("XDG_STATE_HOME", world.path().parent().unwrap())
            .env("NO_COLOR", "1")
            .output()
            .unwrap();
        for (stream, bytes) in [("stdout", &output.stdout), ("stderr", &output.stderr)] {
            let text = std::str::from_utf8(bytes).unwrap();
            for line in text.lines() {
                if let Err(error) = shown(line) {
                    panic!(
                        "{arguments:?} on {stream}: {error} in {:?}",
                        line.chars().take(300).collect::<String>()
                    );
                }
            }
        }
    }
}

#[test]
fn everybody_in_a_hostile_world_is_shown_by_the_command_line() {
    let world = made_of(&strings());
    let who = entourage::store::Who {
        login: "ada".into(),
        desk: entourage::domain::ids::DeskId("reader".into()),
    };
    let store = Store::open(&world.path(), &who).unwrap();
    let everybody = store.everybody().unwrap();
    assert_eq!(everybody.len(), PEOPLE + 20);
    let output = Command::new(env!("CARGO_BIN_EXE_entourage"))
        .arg("--db")
        .arg(world.path())
        .args(["list", "--limit", "0"])
        .env("HOME", world.path().parent().unwrap())
        .output()
        .unwrap();
    assert!(output.status.success());
    assert_eq!(
        String::from_utf8(output.stdout).unwrap().lines().count(),
        everybody.len(),
        "one line a person"
    );
}
