//! What lists say of people who have gone: they count nowhere, and nothing is said that nobody did.

use entourage::domain::field::Field;
use entourage::domain::ids::PersonId;
use entourage::domain::platform::Platform;
use entourage::runtime::work::Work;

use crate::support::{Desk, Hand, World};

fn erases(hand: &mut Hand, person: PersonId) {
    let stamp = hand.stamp();
    let mut work = Work::erase(&mut hand.store, person, &stamp).unwrap();
    while work.step(&mut hand.store).unwrap().is_none() {}
}

/// Ada goes through three people.
fn triage(world: &World) -> (Desk, Hand, Vec<PersonId>) {
    let mut ben = world.hand("ben");
    let people = ["Zed Amber", "Zed Birch", "Zed Cedar"]
        .iter()
        .map(|name| {
            let handle = name.to_lowercase().replace(' ', ".");
            ben.adds(Platform::Instagram, &handle, &[(Field::Name, name)])
        })
        .collect();
    let mut ada = Desk::open_at(world, "ada", 100, 30);
    ada.press("2 /").types("zed").press("enter T");
    ada.sees("1 of 3 · 0 done · 3 left");
    (ada, ben, people)
}

#[test]
fn an_erased_candidate_is_none_of_those_who_are_done() {
    for heard in [false, true] {
        let world = World::new();
        let (mut ada, mut ben, _) = triage(&world);
        ada.press("space").sees("1 done · 2 left");
        let second = ada.someone().unwrap();
        ada.press("x").types("topic");
        erases(&mut ben, second);
        if heard {
            ada.hears();
        }
        ada.press("enter").sees("1 done · 1 left").sees(" of 2 ·");
        ada.press("esc T").sees("1 done · 1 left");
    }
}

#[test]
fn a_candidate_in_front_who_goes_is_named() {
    let world = World::new();
    let (mut ada, mut ben, _) = triage(&world);
    let first = ada.someone().unwrap();
    erases(&mut ben, first);
    assert!(ada.hears());
    ada.hears_said("Zed Amber").sees("0 done · 2 left");
}

#[test]
fn today_says_of_rows_that_went_only_that_they_are_no_longer_due() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let masha = ada.someone().unwrap();
    let mut ben = world.hand("ben");
    erases(&mut ben, masha);
    ada.hears();
    ada.press("d")
        .hears_said("is no longer due; nothing was done");
    ada.sees_not("done or put off");
}

#[test]
fn an_empty_search_offers_no_key_that_is_a_letter_of_the_query() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("2 /")
        .types("qqqq")
        .sees("Esc gives back the list");
    ada.sees_not("a adds somebody");
    ada.press("enter").sees("a adds somebody");
}

#[test]
fn discarding_a_form_shows_what_is_stored_now() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 40);
    let tom = ada.hand.person("Tom Bakker");
    ada.opens("Tom Bakker").press("e").at_field(Field::Place);
    ada.types("Turku");
    let mut ben = world.hand("ben");
    ben.edits(tom, Field::Place, Some("Oulu"));
    ada.press("ctrl-s esc e").sees("Turku");
    ada.press("ctrl-x ctrl-d").sees_line(&["Place", "Oulu"]);
    ada.press("ctrl-s");
    assert_eq!(ben.field(tom, Field::Place).as_deref(), Some("Oulu"));
}

#[test]
fn the_list_of_errors_opens_above_a_box_and_ctrl_z_takes_no_letter() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    ada.goes_to("Tom Bakker").press("n").types("kept words");
    ada.press("ctrl-z").sees("kept words");
    ada.press("f12").sees_not("kept words▏");
    assert_eq!(ada.app.overlays.len(), 2);
    ada.press("f12");
    assert_eq!(ada.app.overlays.len(), 2, "it is there already");
    ada.press("esc")
        .types(" and more")
        .sees("kept words and more");
}
