//! Two people at one database: what one does appears on the other's desk; nothing is overwritten in silence.

mod choice;
mod counted;
mod merged;
mod model;
mod overtaken;
mod some_gone;
mod too_late;

use entourage::domain::field::Field;
use entourage::domain::platform::Platform;

use crate::support::world::edit;
use crate::support::{Desk, World};

#[test]
fn a_move_by_one_appears_on_the_other_with_the_cursor_on_the_same_person() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let mut ben = Desk::open(&world, "ben");
    ben.press("3 j j");
    let under = ben.someone();
    ada.press("3 L").hears_said("Łukasz Żak is now in outreach");
    assert!(ben.hears());
    ben.sees_line(&["Discovery 9", "Outreach 4"]);
    assert_eq!(ben.someone(), under);
    ben.press("tab g").sees("Łukasz Żak");
}

#[test]
fn only_what_others_commit_is_heard() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let mut ben = Desk::open(&world, "ben");
    ada.hears();
    ben.hears();
    assert!(!ada.hears());
    ada.press("3 L");
    assert!(!ada.hears(), "one's own change is no news");
    assert!(ben.hears());
    assert!(!ben.hears(), "news is heard once");
}

#[test]
fn the_roster_keeps_its_cursor_on_the_person_when_others_come_in_above() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let mut ben = world.hand("ben");
    ada.press("2 j j j j j");
    let under = ada.someone();
    for number in 0..5 {
        ben.adds(Platform::Instagram, &format!("aaa{number}"), &[]);
    }
    assert!(ada.hears());
    ada.sees("27 influencers");
    assert_eq!(ada.someone(), under);
}

#[test]
fn typing_is_not_disturbed_by_what_others_do() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let mut ben = world.hand("ben");
    let tom = ben.person("Tom Bakker");
    ada.opens("Tom Bakker")
        .press("e tab tab")
        .types("Rotterdam");
    ben.edits(tom, Field::Niche, Some("retro gaming"));
    assert!(ada.hears());
    ada.sees("Rotterdam")
        .types(" West")
        .press("ctrl-s")
        .hears_said("Tom Bakker: place changed");
    assert_eq!(
        ben.field(tom, Field::Place).as_deref(),
        Some("Rotterdam West")
    );
    assert_eq!(
        ben.field(tom, Field::Niche).as_deref(),
        Some("retro gaming")
    );
}

#[test]
fn different_fields_of_one_person_merge() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let mut ben = Desk::open(&world, "ben");
    let tom = ada.hand.person("Tom Bakker");
    for desk in [&mut ada, &mut ben] {
        desk.opens("Tom Bakker").press("e");
    }
    ada.at_field(Field::Niche)
        .press("ctrl-u")
        .types("retro gaming")
        .press("ctrl-s");
    ben.at_field(Field::Place)
        .types("Utrecht")
        .press("ctrl-s")
        .hears_said("Tom Bakker: place changed");
    assert_eq!(
        ada.hand.field(tom, Field::Niche).as_deref(),
        Some("retro gaming")
    );
    assert_eq!(
        ada.hand.field(tom, Field::Place).as_deref(),
        Some("Utrecht")
    );
}

#[test]
fn two_who_add_the_same_account_add_one_person() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let mut ben = world.hand("ben");
    ada.press("2 a")
        .types("ig both.want, ig only.ada")
        .press("enter")
        .sees("2 handles, 0 known: add 2?");
    ben.adds(Platform::Instagram, "Both.Want", &[]);
    ada.press("enter").hears_said("added only.ada in discovery");
    assert_eq!(ada.hand.finds("both.want").len(), 1);
    ada.hand.is_sound();
}

#[test]
fn text_about_somebody_who_is_gone_is_not_dropped() {
    let world = World::new();
    let mut ben = world.hand("ben");
    ben.adds(Platform::TikTok, "gone.soon", &[]);
    let mut ada = Desk::open(&world, "ada");
    ada.goes_to("gone.soon")
        .press("l")
        .types("what she said at length");
    ben.undoes();
    ada.press("enter")
        .hears_said("gone.soon is gone: a colleague undid the change that added them")
        .sees("what she said at length");
}

#[test]
fn a_colleague_sees_who_else_changed_a_person() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    let mut ben = world.hand("ben");
    ada.opens("Tom Bakker").press("tab");
    let tom = ada.someone().unwrap();
    ben.edits(tom, Field::Niche, Some("retro gaming"));
    assert!(ada.hears());
    ada.sees_line(&["today", "Tom Bakker: niche changed", "ben"]);
}

#[test]
fn two_edits_of_one_field_to_the_same_value_are_one() {
    let world = World::new();
    let (mut ada, mut ben) = (world.hand("ada"), world.hand("ben"));
    let tom = ada.person("Tom Bakker");
    let same = || edit(tom, Field::Niche, Some("gaming"), Some("retro"));
    assert!(ada.does(same()).set.is_some());
    assert!(ben.does(same()).set.is_none(), "nothing had to be changed");
}
