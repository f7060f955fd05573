//! Something is done with several people of whom some have gone: they are named, and the rest goes on by one key.

use entourage::domain::change::{Change, MergeChange};
use entourage::domain::field::Field;
use entourage::domain::ids::PersonId;
use entourage::domain::platform::Platform;
use entourage::domain::question::{Answer, Question};
use entourage::runtime::work::Work;

use crate::support::{Desk, Hand, World};

const NAMES: [&str; 4] = ["Zed Amber", "Zed Birch", "Zed Cedar", "Zed Dune"];

fn erases(hand: &mut Hand, person: PersonId) {
    let stamp = hand.stamp();
    let mut work = Work::erase(&mut hand.store, person, &stamp).unwrap();
    while work.step(&mut hand.store).unwrap().is_none() {}
}

fn merges(ben: &mut Hand, keep: PersonId, gone: PersonId) {
    let Answer::Sides(seen, _) = ben.asks(&Question::Sides(vec![keep, gone])) else {
        panic!("no sides");
    };
    let picks = Vec::new();
    ben.does(Change::Merge(MergeChange::Merge { keep, seen, picks }));
}

/// Ada has marked four people whom Ben knows, too.
fn marked(world: &World) -> (Desk, Hand, Vec<PersonId>) {
    let mut ben = world.hand("ben");
    let people = NAMES
        .iter()
        .map(|name| {
            let handle = name.to_lowercase().replace(' ', ".");
            ben.adds(Platform::Instagram, &handle, &[(Field::Name, name)])
        })
        .collect();
    let mut ada = Desk::open_at(world, "ada", 120, 36);
    ada.press("2 /")
        .types("zed")
        .press("enter *")
        .sees("4 marked");
    (ada, ben, people)
}

#[test]
fn who_has_gone_is_named_and_the_rest_goes_on_by_one_key() {
    for (key, text) in [
        ("#", "vip"),
        ("t", "fri call"),
        ("w", "ben"),
        ("L", "nurturing"),
        ("x", "topic"),
    ] {
        let world = World::new();
        let (mut ada, mut ben, people) = marked(&world);
        ada.press(key).types(text);
        erases(&mut ben, people[0]);
        merges(&mut ben, people[2], people[1]);
        ada.press("enter");
        if key == "x" {
            ada.press("enter");
        }
        ada.sees("Zed Amber was erased, Zed Birch was merged into Zed Cedar")
            .sees("c continue with 2 people");
        let before = ben.last_seen();
        assert_eq!(before, ada.hand.last_seen(), "{key}: nothing was changed");
        // Leaving it keeps the text in its box.
        ada.press("esc");
        if matches!(key, "#" | "t") {
            ada.sees(text).press("enter c");
            assert!(ben.last_seen() > before, "{key}: {}", ada.text());
            ada.sees("2 marked");
        }
    }
}

#[test]
fn a_move_goes_on_with_the_rest_after_those_who_have_gone_were_named() {
    let world = World::new();
    let (mut ada, mut ben, people) = marked(&world);
    ada.press("L").types("outreach");
    erases(&mut ben, people[0]);
    ada.press("enter").sees("Zed Amber was erased").press("c");
    ada.sees("3 chosen").sees_not("4 chosen");
}

#[test]
fn where_nobody_is_left_the_text_stays() {
    let world = World::new();
    let (mut ada, mut ben, people) = marked(&world);
    ada.press("#").types("vip");
    for person in people {
        erases(&mut ben, person);
    }
    ada.press("enter")
        .hears_said("Zed Amber was erased, Zed Birch was erased")
        .hears_said("nothing was changed; the text is still here")
        .sees("vip");
}

#[test]
fn whoever_goes_is_marked_no_more_once_the_desk_hears_of_it() {
    let world = World::new();
    let (mut ada, mut ben, people) = marked(&world);
    erases(&mut ben, people[3]);
    assert!(ada.hears());
    ada.sees("3 marked")
        .sees("Zed Dune was erased; no longer marked");
    merges(&mut ben, people[0], people[1]);
    ada.hears();
    ada.sees("2 marked");
    ada.press("#").sees("Tags of 2 people").press("esc");
    // The last ones: the marks are empty, and say so by their absence.
    erases(&mut ben, people[0]);
    erases(&mut ben, people[2]);
    ada.hears();
    ada.sees_not("marked ·").sees_not("0 marked");
}

#[test]
fn a_key_for_the_marked_is_heard_where_nobody_is_under_the_bar() {
    let world = World::new();
    let (mut ada, _, _) = marked(&world);
    ada.press("/").types("qqqq").press("enter").sees("4 marked");
    assert_eq!(ada.someone(), None);
    ada.press("#").sees("Tags of 4 people");
}
