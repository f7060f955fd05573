//! The history: everybody's changes with their fields; undo and redo in order; a colleague's with a reason.

use entourage::domain::field::Field;
use entourage::domain::platform::Platform;

use crate::support::world::row;
use crate::support::{Desk, World};

#[test]
fn the_history_looks_as_it_should_on_every_size() {
    let world = World::new();
    for (columns, rows) in [(80, 24), (120, 36), (200, 60)] {
        let mut ada = Desk::open_at(&world, "ada", columns, rows);
        ada.press("U").screen(&format!("history_{columns}x{rows}"));
    }
    let empty = World::empty();
    let mut ada = Desk::open_at(&empty, "ada", 80, 24);
    ada.press("U").screen("history_empty_80x24");
}

#[test]
fn every_change_stands_with_its_author_and_its_fields() {
    let world = World::new();
    let mut ben = world.hand("ben");
    let tom = ben.person("Tom Bakker");
    ben.edits(tom, Field::Niche, Some("retro gaming"));
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    ada.press("U")
        .sees_line(&["▌ today", "ben", "Tom Bakker: niche changed"]);
    ada.sees("Niche: gaming → retro gaming");
    ada.press("j").sees_not("gaming → retro gaming");
}

#[test]
fn my_change_is_taken_back_after_a_question() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    let tom = ada.hand.person("Tom Bakker");
    ada.hand.edits(tom, Field::Niche, Some("retro gaming"));
    let zoe = ada.hand.person("Zoë Ångström");
    ada.hand.edits(zoe, Field::Place, Some("Malmö"));
    ada.press("U j x")
        .sees("Take back: Tom Bakker: niche changed?")
        .press("esc");
    assert_eq!(
        ada.hand.field(tom, Field::Niche).as_deref(),
        Some("retro gaming")
    );
    ada.press("x enter");
    assert_eq!(ada.hand.field(tom, Field::Niche).as_deref(), Some("gaming"));
    assert_eq!(
        ada.hand.field(zoe, Field::Place).as_deref(),
        Some("Malmö"),
        "only the one that was chosen"
    );
    ada.sees("taken back by ada");
    ada.press("g j j").sees_line(&["▌", "taken back by ada"]);
    ada.press("x").hears_said("ada took it back already");
}

#[test]
fn a_change_with_another_over_it_is_not_taken_back() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    let tom = ada.hand.person("Tom Bakker");
    ada.hand.edits(tom, Field::Niche, Some("retro gaming"));
    ada.hand.edits(tom, Field::Niche, Some("arcades"));
    ada.press("U j x enter")
        .hears_said("by ada builds on it (Tom Bakker: niche changed); undo change");
    assert_eq!(
        ada.hand.field(tom, Field::Niche).as_deref(),
        Some("arcades")
    );
}

#[test]
fn a_colleagues_change_is_taken_back_with_a_typed_reason() {
    let world = World::new();
    let mut ben = world.hand("ben");
    let tom = ben.person("Tom Bakker");
    ben.edits(tom, Field::Niche, Some("retro gaming"));
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    ada.press("U x")
        .sees("Why undo: Tom Bakker: niche changed?")
        .press("enter")
        .sees("type why");
    assert_eq!(
        ada.hand.field(tom, Field::Niche).as_deref(),
        Some("retro gaming")
    );
    ada.types("he meant the other Tom").press("enter");
    ada.sees("because: he meant the other Tom");
    assert_eq!(ada.hand.field(tom, Field::Niche).as_deref(), Some("gaming"));
    let sql = rusqlite::Connection::open(world.path()).unwrap();
    let reason: String = sql
        .query_row(
            "SELECT reason FROM change_set ORDER BY id DESC LIMIT 1",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(reason, "he meant the other Tom");
}

#[test]
fn changes_are_taken_back_in_order_and_done_again_in_order() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let tom = ada.hand.person("Tom Bakker");
    ada.opens("Tom Bakker");
    for (field, value) in [
        (Field::Niche, "one"),
        (Field::Place, "two"),
        (Field::Niche, "three"),
    ] {
        ada.hand.edits(tom, field, Some(value));
    }
    let now = |desk: &mut Desk| {
        let field =
            |hand: &mut crate::support::Hand, field| hand.field(tom, field).unwrap_or_default();
        (
            field(&mut desk.hand, Field::Niche),
            field(&mut desk.hand, Field::Place),
        )
    };
    let state = |niche: &str, place: &str| (niche.to_owned(), place.to_owned());
    assert_eq!(now(&mut ada), state("three", "two"));
    ada.press("u");
    assert_eq!(now(&mut ada), state("one", "two"));
    ada.press("u");
    assert_eq!(now(&mut ada), state("one", ""));
    ada.press("u");
    assert_eq!(now(&mut ada), state("gaming", ""));
    ada.press("ctrl-r");
    assert_eq!(now(&mut ada), state("one", ""));
    ada.press("ctrl-r ctrl-r");
    assert_eq!(now(&mut ada), state("three", "two"));
    ada.press("ctrl-r")
        .hears_said("nothing to redo at this desk");
    ada.press("u");
    assert_eq!(now(&mut ada), state("one", "two"));
    ada.hand.is_sound();
}

#[test]
fn a_new_change_ends_what_could_be_done_again() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let tom = ada.hand.person("Tom Bakker");
    ada.hand.edits(tom, Field::Niche, Some("one"));
    ada.press("u");
    ada.hand.edits(tom, Field::Place, Some("Utrecht"));
    ada.press("ctrl-r")
        .hears_said("nothing to redo at this desk");
}

#[test]
fn with_nothing_left_here_my_latest_change_from_elsewhere_is_offered() {
    let world = World::new();
    let mut elsewhere = world.hand("ada");
    let tom = elsewhere.person("Tom Bakker");
    elsewhere.edits(tom, Field::Niche, Some("retro gaming"));
    let mut ada = Desk::open_at(&world, "ada", 160, 36);
    ada.press("u")
        .sees("your last change is from another desk")
        .sees("Tom Bakker: niche changed");
    assert_eq!(
        ada.hand.field(tom, Field::Niche).as_deref(),
        Some("retro gaming")
    );
    ada.press("enter");
    assert_eq!(ada.hand.field(tom, Field::Niche).as_deref(), Some("gaming"));
}

#[test]
fn somebody_who_changed_nothing_has_nothing_to_undo() {
    let world = World::new();
    let mut eve = Desk::open(&world, "eve");
    eve.press("u").hears_said("nothing to undo at this desk");
}

#[test]
fn a_large_import_is_asked_about_and_taken_back_in_slices() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    let rows: Vec<_> = (0..1_500)
        .map(|number| row(number + 2, Platform::TikTok, &format!("many{number:04}")))
        .collect();
    ada.hand.imports("many.csv", "2026-11-20", &rows);
    ada.press("2 r")
        .commands("roster")
        .press("1 2")
        .sees("1,522 influencers");
    ada.press("u")
        .sees("that takes back 3,000 rows: import of many.csv")
        .press("esc")
        .sees("1,522 influencers");
    ada.press("u enter")
        .hears_said("import of many.csv")
        .sees("22 influencers");
    assert!(ada.progress.len() >= 3, "{:?}", ada.progress);
    ada.hand.is_sound();
    ada.press("ctrl-r enter").sees("1,522 influencers");
    ada.hand.is_sound();
}

#[test]
fn a_colleagues_large_import_is_taken_back_in_slices_too() {
    let world = World::new();
    let mut ben = world.hand("ben");
    let rows: Vec<_> = (0..1_500)
        .map(|number| row(number + 2, Platform::TikTok, &format!("many{number:04}")))
        .collect();
    ben.imports("many.csv", "2026-11-20", &rows);
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    ada.press("U x").types("the wrong file").press("enter");
    ada.press("2").sees("22 influencers");
    assert!(
        ada.progress.len() >= 3,
        "nobody else can save for as long as it takes in one piece"
    );
    ada.hand.is_sound();
}

#[test]
fn the_history_scrolls_through_more_than_one_page() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let tom = ada.hand.person("Tom Bakker");
    for number in 0..260 {
        ada.hand
            .edits(tom, Field::Place, Some(&format!("place {number}")));
    }
    ada.press("U");
    for _ in 0..40 {
        ada.press("pagedown");
    }
    ada.press("G").sees("in discovery");
    let sql = rusqlite::Connection::open(world.path()).unwrap();
    let first: String = sql
        .query_row(
            "SELECT label FROM change_set ORDER BY id LIMIT 1",
            [],
            |row| row.get(0),
        )
        .unwrap();
    ada.sees_line(&["▌", &first]);
}
