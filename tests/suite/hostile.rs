//! T22 and T23: whatever people and files put into text, nothing of it reaches the terminal raw.
//!
//! A thousand hostile strings stand in every text field; every screen, tab and box is drawn through the real way to
//! the terminal, and its bytes are read against the few sequences that are ours.

use std::process::Command;

use entourage::domain::change::{Change, Edit, NewAccount, NewTouch, PeopleChange, TalkChange};
use entourage::domain::field::Field;
use entourage::domain::platform::{Handle, Platform};
use entourage::domain::refusal::Trouble;
use entourage::domain::stage::Stage;
use entourage::domain::text::Raw;
use entourage::domain::touch::{Channel, Direction, Kind};
use entourage::runtime::screen::Screen;
use entourage::store::Store;
use entourage::ui::app::App;
use entourage::ui::draft::{Draft, DraftFor};
use entourage::ui::message::Message;
use entourage::ui::view;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};
use unicode_normalization::char::is_combining_mark;

use crate::support::world::{ago, row};
use crate::support::{Chance, Desk, Wire, World, today};

/// How many strings there are.
const STRINGS: usize = 1_040;
/// In how many people they stand.
const PEOPLE: usize = 40;

/// Pieces that terminals, fonts and people stumble over.
fn atoms() -> Vec<String> {
    let mut atoms: Vec<String> = [
        "\u{1b}[2J",
        "\u{1b}[31m",
        "\u{1b}[?1049l",
        "\u{1b}[6n",
        "\u{1b}[?2004l",
        "\u{1b}]0;title\u{7}",
        "\u{1b}]52;c;aGk=\u{7}",
        "\u{1b}]8;;http://example.com\u{1b}\\",
        "\u{1b}P+q544e\u{1b}\\",
        "\u{1b}_G\u{1b}\\",
        "\u{1b}^pm\u{1b}\\",
        "\u{1b}c",
        "\u{1b}(0",
        "\u{1b}7\u{1b}8",
        "\u{1b}",
        "\u{9b}31m",
        "\u{9d}0;t\u{9c}",
        "\u{90}q\u{9c}",
        "\u{85}",
        "\u{8d}",
        "\r",
        "\n",
        "\r\n",
        "\t",
        "\u{8}",
        "\u{7}",
        "\0",
        "\u{b}",
        "\u{c}",
        "\u{e}",
        "\u{f}",
        "\u{7f}",
        "\u{202e}",
        "\u{202d}",
        "\u{202a}",
        "\u{202c}",
        "\u{2066}",
        "\u{2067}",
        "\u{2068}",
        "\u{2069}",
        "\u{200e}",
        "\u{200f}",
        "\u{61c}",
        "\u{200b}",
        "\u{200c}",
        "\u{200d}",
        "\u{2060}",
        "\u{feff}",
        "\u{ad}",
        "\u{34f}",
        "\u{180e}",
        "\u{115f}",
        "\u{1160}",
        "\u{3164}",
        "\u{ffa0}",
        "\u{2028}",
        "\u{2029}",
        "\u{e0001}",
        "\u{e0041}\u{e0042}\u{e007f}",
        "\u{e0100}",
        "\u{fe0f}",
        "\u{fe00}",
        "\u{fff9}",
        "\u{fffb}",
        "\u{fffe}",
        "\u{1d173}",
        "\u{206a}",
        "\u{2061}",
        "\u{17b4}",
        "\u{1bca0}",
        "👩🏽\u{200d}🚀",
        "👨\u{200d}👩\u{200d}👧\u{200d}👦",
        "❤\u{fe0f}",
        "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
        "🇸🇪",
        "1\u{fe0f}\u{20e3}",
        "שלום",
        "مرحبا",
        "می\u{200c}خواهم",
        "क्\u{200d}ष",
        "क्ष",
        "শ্রী",
        "தமிழ்",
        "ᄀ\u{1161}\u{11a8}",
        "佐藤",
        "ﷺ",
        "\u{1f1e6}",
        "Ａ",
        "ㅤ",
        "\u{2800}",
        "\u{a0}",
        "𒐫",
        "\u{17d8}",
        "̈",
        "=cmd|' /C calc'!A0",
        "%s%n",
        "${jndi:ldap://x}",
        "<script>alert(1)</script>",
        "'; DROP TABLE person; --",
        "\\x1b[31m",
        "^[[31m",
        "../../etc/passwd",
        "-rf",
        "@",
        "",
        " ",
    ]
    .into_iter()
    .map(str::to_owned)
    .collect();
    atoms.push("a".to_owned() + &"\u{301}".repeat(500));
    atoms.push("क".to_owned() + &"\u{94d}क".repeat(40));
    atoms.push("\u{1f468}\u{200d}".repeat(60));
    atoms.push("ก".to_owned() + &"\u{e49}".repeat(300));
    atoms.push("x".repeat(70_000));
    atoms.push("佐".repeat(3_000));
    atoms.push("\u{202e}".repeat(2_000));
    atoms.extend((0..32).map(|code| format!("c{}c", char::from(code))));
    atoms.extend((0x80..0xa0).map(|code| format!("d{}d", char::from_u32(code).unwrap())));
    atoms
}

/// The strings: every piece by itself, then pieces and words by chance.
fn strings() -> Vec<String> {
    let atoms = atoms();
    let words = ["Zoë", "nina", "日本", "call", "fri", "ok", "ليلى", "a"];
    let mut chance = Chance::new(22);
    let mut strings = atoms.clone();
    while strings.len() < STRINGS {
        let mut text = String::new();
        for _ in 0..=chance.below(5) {
            let atom = chance.one(&atoms);
            if atom.len() < 2_000 {
                text.push_str(atom);
            }
            if chance.below(2) == 0 {
                text.push_str(words[chance.below(words.len())]);
            }
        }
        strings.push(text);
    }
    strings
}

/// A terminal of one size at the end of a wire.
struct Line {
    wire: Wire,
    terminal: Terminal<Screen<Wire>>,
    size: (u16, u16),
}

impl Line {
    fn new(columns: u16, rows: u16) -> Line {
        let wire = Wire::default();
        let viewport = Viewport::Fixed(Rect::new(0, 0, columns, rows));
        let terminal =
            Terminal::with_options(Screen::new(wire.clone()), TerminalOptions { viewport })
                .unwrap();
        Line {
            wire,
            terminal,
            size: (columns, rows),
        }
    }

    /// Draws, and reads what was written.
    fn shows(&mut self, app: &App, place: &str) {
        self.terminal.draw(|frame| view::draw(app, frame)).unwrap();
        let bytes = self.wire.take();
        if let Err(error) = ours(&bytes) {
            panic!("{place} at {:?}: {error}", self.size);
        }
    }
}

/// Characters that show nothing, or change what their neighbours look like.
fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{fffe}'..='\u{ffff}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// ZWJ stands between pictures only, ZWNJ after letters that would join.
fn is_joined(c: char, before: char) -> bool {
    match c {
        '\u{200d}' => matches!(before, '\u{2194}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}'),
        '\u{200c}' => {
            matches!(before, '\u{600}'..='\u{dff}' | '\u{1100}'..='\u{11ff}' | '\u{fb50}'..='\u{fefc}')
                || is_combining_mark(before)
        }
        _ => true,
    }
}

/// Whether text has only what may be shown.
fn shown(text: &str) -> Result<(), String> {
    let mut marks = 0;
    let mut before = ' ';
    for c in text.chars() {
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        if c.is_control() {
            return Err(format!("a control: {c:?}"));
        }
        if is_hidden(c) {
            return Err(format!("hidden: {c:?} after {before:?}"));
        }
        if !is_joined(c, before) {
            return Err(format!("a joiner {c:?} after {before:?}"));
        }
        if marks > 8 {
            return Err(format!("{marks} marks on one letter"));
        }
        before = c;
    }
    Ok(())
}

/// Reads what was written to a terminal: our own sequences, and text between them.
fn ours(bytes: &[u8]) -> Result<(), String> {
    let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
    let mut parts = text.split('\u{1b}');
    shown(parts.next().unwrap_or_default())?;
    for part in parts {
        let Some(sequence) = part.strip_prefix('[') else {
            return Err(format!("ESC {:?}", part.chars().next()));
        };
        let end = sequence.find(|c: char| !c.is_ascii_digit() && c != ';' && c != '?');
        let Some(end) = end else {
            return Err(format!("an unended sequence {sequence:?}"));
        };
        let (arguments, rest) = sequence.split_at(end);
        let last = rest.chars().next().unwrap();
        let known = match last {
            'H' | 'm' | 'J' => !arguments.contains('?'),
            'h' | 'l' => matches!(arguments, "?25" | "?2026"),
            _ => false,
        };
        if !known {
            return Err(format!("ESC [ {arguments} {last:?}"));
        }
        shown(&rest[last.len_utf8()..])?;
    }
    Ok(())
}

/// A world whose people are made of hostile strings, in every field that holds text.
fn made_of(strings: &[String]) -> World {
    let world = World::empty();
    let mut ada = world.hand("ada");
    let mut next = strings.iter().cycle();
    let mut take = || next.next().unwrap().clone();
    for number in 0..PEOPLE {
        let edits = Field::ALL
            .iter()
            .filter(|field| !matches!(field, Field::NextDate | Field::BreakUntil))
            .map(|field| Edit {
                field: *field,
                original: None,
                mine: Some(take()),
            })
            .collect();
        let hostile = take();
        let short: String = hostile.chars().take(60).collect();
        let accounts = vec![NewAccount {
            platform: Platform::ALL[number % Platform::ALL.len()],
            handle: Handle::stored(&format!("{short}{number}")),
        }];
        let person = ada
            .does(Change::People(PeopleChange::Create { accounts, edits }))
            .people[0];
        for field in [Field::NextDate, Field::BreakUntil] {
            ada.edits(
                person,
                field,
                Some(if number % 2 == 0 {
                    "2026-11-21"
                } else {
                    &short
                }),
            );
        }
        ada.notes(person, &take());
        ada.does(Change::Talk(TalkChange::Log(NewTouch {
            person,
            direction: Direction::In,
            channel: Some(Channel::Dm),
            kind: Kind::Reply,
            date: ago(70),
            text: take(),
        })));
        ada.does(Change::People(PeopleChange::AddContactPoint {
            person,
            kind: take(),
            value: take(),
            manager: Some((take(), take())),
        }));
        let to = Stage::ALL[number % 5];
        if to != Stage::Discovery {
            ada.moves(person, to);
        }
    }
    let rows: Vec<_> = (0..20)
        .map(|number| {
            let hostile = take();
            let short: String = hostile.chars().take(50).collect();
            let mut row = row(number, Platform::Other, "x");
            row.handle = Handle::stored(&format!("{number}{short}"));
            row.name = Some(take());
            row.niche = Some(take());
            row.country = Some(take());
            row.language = Some(take());
            row.owner = Some(take());
            row.mails = vec![take()];
            row.next_step = Some(take());
            row.next_date = Some(today());
            row.tags = vec![take()];
            row.note = Some(take());
            row.audience_country = Some(take());
            row.extra = vec![(take(), take())];
            row.figures.followers = Some(i64::MAX);
            row.figures.average_engagement = Some(i64::MIN);
            row.figures.engagement_rate = Some(i64::MAX);
            row
        })
        .collect();
    ada.imports("\u{1b}]0;x\u{7}\u{202e}evil.csv", "2026-11-20", &rows);
    ada.is_sound();
    world
}

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
        while !ada.app.overlays.is_empty() && !ada.app.drafts().is_empty() {
            ada.press("d");
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
