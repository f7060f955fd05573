//! A change of somebody whom a colleague merged meanwhile goes to the one who stays only by a key, and only while it is so.

use entourage::domain::change::{Change, MergeChange};
use entourage::domain::field::Field;
use entourage::domain::ids::PersonId;
use entourage::domain::platform::Platform;
use entourage::domain::question::{Answer, Question};

use crate::support::{Desk, Hand, World};

/// Ben merges the second person into the first.
fn merges(ben: &mut Hand, keep: PersonId, gone: PersonId) {
    let Answer::Sides(seen, _) = ben.asks(&Question::Sides(vec![keep, gone])) else {
        panic!("no sides");
    };
    let picks = Vec::new();
    ben.does(Change::Merge(MergeChange::Merge { keep, seen, picks }));
}

/// Ada stands on Aino; Ben knows her and Zoë.
fn desks(world: &World) -> (Desk, Hand, PersonId, PersonId) {
    let mut ben = world.hand("ben");
    let zoe = ben.adds(Platform::Instagram, "zoe.k", &[(Field::Name, "Zoë Kivi")]);
    let aino = ben.adds(Platform::Instagram, "aino.k", &[(Field::Name, "Aino Kivi")]);
    let mut ada = Desk::open_at(world, "ada", 120, 36);
    ada.goes_to("Aino Kivi");
    (ada, ben, aino, zoe)
}

#[test]
fn what_goes_on_after_the_merge_was_undone_is_saved_with_the_person_it_was_meant_for() {
    for (key, text, save) in [
        ("l", "in: hi", "enter"),
        ("n", "met at the fair", "ctrl-s"),
        ("#", "vip", "enter"),
        ("w", "ben", "enter"),
    ] {
        let world = World::new();
        let (mut ada, mut ben, aino, zoe) = desks(&world);
        ada.press(key).types(text);
        merges(&mut ben, zoe, aino);
        ada.press(save).sees("c continue with Zoë Kivi");
        ben.undoes();
        let zoe_before = ben.dossier(zoe).unwrap();
        ada.press("c");
        assert!(
            ada.notice().contains("Aino Kivi"),
            "{key}: {}",
            ada.notice()
        );
        assert_eq!(ben.dossier(zoe).unwrap(), zoe_before, "{key}");
    }
}

#[test]
fn what_goes_on_while_the_merge_holds_is_saved_with_the_one_who_stays() {
    let world = World::new();
    let (mut ada, mut ben, aino, zoe) = desks(&world);
    ada.press("l").types("in: hi");
    merges(&mut ben, zoe, aino);
    ada.press("enter c").hears_said("Zoë Kivi");
    assert_eq!(ben.dossier(zoe).unwrap().touches.len(), 1);
}

#[test]
fn the_box_of_answers_follows_when_its_line_goes_on_with_the_one_who_stays() {
    let world = World::new();
    let (mut ada, mut ben, aino, zoe) = desks(&world);
    ada.press("F y enter").types("because");
    merges(&mut ben, zoe, aino);
    ada.press("enter c").hears_said("Zoë Kivi: niche yes");
    ada.sees("Fit and flags of Zoë Kivi")
        .sees_line(&["niche", "yes", "because"]);
}

#[test]
fn an_answer_by_key_alone_does_not_promise_to_go_on() {
    let world = World::new();
    let (mut ada, mut ben, aino, zoe) = desks(&world);
    ada.press("F");
    merges(&mut ben, zoe, aino);
    ada.hears();
    ada.press("y").sees("c open the answers of Zoë Kivi");
    ada.press("c").sees("Fit and flags of Zoë Kivi");
}

#[test]
fn a_contact_that_a_colleague_logs_shows_in_the_open_box() {
    let world = World::new();
    let (mut ada, mut ben, aino, _) = desks(&world);
    ada.press("l").types("out: hello").sees("no contact yet");
    ben.logs(aino, "out: me too");
    assert!(ada.hears());
    ada.sees("ben logged a contact with Aino Kivi today")
        .sees("out: hello")
        .sees_not("no contact yet");
    ada.press("enter")
        .hears_said("logged a contact with Aino Kivi");
}

#[test]
fn a_next_step_that_a_colleague_sets_shows_in_the_open_box_and_is_not_written_over_unseen() {
    let world = World::new();
    let (mut ada, mut ben, aino, _) = desks(&world);
    ada.press("t").types("fri call about rates");
    ben.edits(aino, Field::NextStep, Some("send the brief"));
    ada.hears();
    ada.sees("send the brief")
        .press("enter")
        .sees("ben and you both changed Aino Kivi");
}
