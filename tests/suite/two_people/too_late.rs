//! What somebody does on a row that a colleague has changed meanwhile: told with the name, and nothing overwritten.

use entourage::domain::change::{Change, PeopleChange, TalkChange};
use entourage::domain::dates;
use entourage::domain::field::Field;
use entourage::domain::parking::ParkReason;
use entourage::domain::stage::Stage;

use crate::support::{Desk, World, today};

#[test]
fn a_move_that_comes_too_late_is_told_with_the_name_and_moves_nothing() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let mut ben = world.hand("ben");
    ada.press("3");
    let lukasz = ada.someone().unwrap();
    ben.moves(lukasz, Stage::Collaboration);
    ada.press("L")
        .hears_said("ben moved Łukasz Żak to collaboration a moment ago; shown as it is now");
    assert_eq!(ada.hand.stage(lukasz), Stage::Collaboration);
    ada.sees_line(&["Discovery 9", "Outreach 3", "Collaboration 4"]);
}

#[test]
fn a_move_of_somebody_parked_meanwhile_is_told() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let mut ben = world.hand("ben");
    ada.press("3");
    let lukasz = ada.someone().unwrap();
    ben.does(Change::People(PeopleChange::Park {
        person: lukasz,
        reason: ParkReason::NotAFit,
        look_again: None,
    }));
    ada.press("L")
        .hears_said("ben parked Łukasz Żak a moment ago")
        .sees("Discovery 9");
}

#[test]
fn a_checklist_is_asked_again_on_the_fresh_row() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 40);
    let mut ben = world.hand("ben");
    ada.press("3");
    let lukasz = ada.someone().unwrap();
    let note = ben.dossier(lukasz).unwrap().notes[0].clone();
    ben.does(Change::Talk(TalkChange::RemoveNote {
        person: lukasz,
        note: note.id,
        seen: note.text.as_stored().to_owned(),
    }));
    ada.press("L").sees("No note.");
    assert_eq!(ada.hand.stage(lukasz), Stage::Discovery);
    ada.press("L");
    assert_eq!(ada.hand.stage(lukasz), Stage::Outreach);
}

#[test]
fn undo_after_a_colleagues_edit_is_refused_with_the_name() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 40);
    let mut ben = world.hand("ben");
    let tom = ben.person("Tom Bakker");
    ada.hand.edits(tom, Field::Niche, Some("arcades"));
    ben.edits(tom, Field::Niche, Some("retro gaming"));
    ada.press("u")
        .hears_said("by ben builds on it (Tom Bakker: niche changed); undo change");
    assert_eq!(
        ben.field(tom, Field::Niche).as_deref(),
        Some("retro gaming")
    );
}

#[test]
fn undo_of_a_move_after_a_colleagues_edit_is_refused_with_the_name_too() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 40);
    let mut ben = world.hand("ben");
    ada.press("3 L").hears_said("Łukasz Żak is now in outreach");
    let lukasz = ben.person("Łukasz Żak");
    ben.edits(lukasz, Field::Niche, Some("razors"));
    ada.press("u")
        .hears_said("by ben builds on it (Łukasz Żak: niche changed); undo change");
    assert_eq!(ben.stage(lukasz), Stage::Outreach);
}

#[test]
fn done_clears_only_the_step_that_was_seen() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let mut ben = world.hand("ben");
    ada.press("j j")
        .sees_line(&["▌", "Renée O'Connor", "chase the pitch"]);
    let renee = ada.someone().unwrap();
    ben.edits(renee, Field::NextStep, Some("send the contract"));
    ada.press("d");
    assert_eq!(
        ben.field(renee, Field::NextStep).as_deref(),
        Some("send the contract"),
        "a step that ada never saw is not done"
    );
}

#[test]
fn needs_no_answer_settles_only_the_message_that_was_seen() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let mut ben = world.hand("ben");
    ada.sees_line(&["▌", "Мария Иванова", "yes to both"]);
    let masha = ada.someone().unwrap();
    ben.logs(masha, "in: mail, wait, the dates do not work");
    ada.press("d");
    ada.press("1 2 1")
        .sees_line(&["Мария Иванова", "the dates do not work"]);
}

#[test]
fn a_reason_to_park_that_a_colleague_gave_is_not_overwritten_in_silence() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let mut ben = world.hand("ben");
    ada.press("3 x").types("topic").press("enter");
    let lukasz = ben.person("Łukasz Żak");
    ben.does(Change::People(PeopleChange::Park {
        person: lukasz,
        reason: ParkReason::AskedNotToBeContacted,
        look_again: None,
    }));
    ada.press("enter");
    let parked = ben.dossier(lukasz).unwrap().person.parked.unwrap();
    assert_eq!(
        parked.reason,
        ParkReason::AskedNotToBeContacted,
        "{}",
        ada.notice()
    );
    ada.hears_said("ben parked Łukasz Żak");
}

#[test]
fn a_day_to_look_again_that_a_colleague_set_is_not_overwritten_in_silence() {
    let world = World::new();
    let (mut ada, mut ben) = (world.hand("ada"), world.hand("ben"));
    let tom = ada.person("Tom Bakker");
    let day = |text| dates::from_iso(text).unwrap();
    ada.does(Change::People(PeopleChange::Park {
        person: tom,
        reason: ParkReason::NotAFit,
        look_again: Some(day("2026-11-20")),
    }));
    let look_again = |date| {
        Change::People(PeopleChange::LookAgain {
            person: tom,
            seen: day("2026-11-20"),
            date,
        })
    };
    ben.does(look_again(Some(day("2027-02-01"))));
    let refusal = ada.is_refused(look_again(None));
    assert!(refusal.to_string().starts_with("ben "), "{refusal}");
    let parked = ada.dossier(tom).unwrap().person.parked.unwrap();
    assert_eq!(parked.look_again, Some(day("2027-02-01")));
}

#[test]
fn a_colleagues_snooze_is_not_overwritten_in_silence() {
    let world = World::new();
    let (mut ada, mut ben) = (world.hand("ada"), world.hand("ben"));
    let tom = ada.person("Tom Bakker");
    let snooze = |days| {
        Change::People(PeopleChange::Snooze {
            person: tom,
            until: today() + chrono::Days::new(days),
        })
    };
    ben.does(snooze(30));
    let refusal = ada.is_refused(snooze(1));
    assert!(refusal.to_string().starts_with("ben snoozed"), "{refusal}");
    ben.does(snooze(7));
}
