//! A box stays with the person it was opened for, whatever colleagues do while it is open (trust.md 7, rule 26).

use entourage::domain::field::Field;
use entourage::domain::stage::Stage;

use crate::support::{Desk, World};

#[test]
fn tags_go_to_whom_the_box_was_opened_for_when_a_colleague_moves_them_out_of_the_list() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let mut ben = world.hand("ben");
    ada.press("2 /")
        .types("stage:discovery")
        .press("enter j j #");
    let meant = ada.someone().unwrap();
    let name = ada.app.overlays[0].subject().name();
    ada.sees(&format!("Tags of {name}")).types("paused");
    ben.moves(meant, Stage::Outreach);
    ada.hears();
    let other = ada.someone().unwrap();
    assert_ne!(other, meant, "the bar is on somebody else by now");
    let before = ada.hand.field(other, Field::Tags);
    ada.press("enter")
        .hears_said(&format!("Tagged {name}: paused"));
    assert_eq!(ada.hand.field(other, Field::Tags), before);
    let tags = ada.hand.field(meant, Field::Tags).unwrap_or_default();
    assert!(tags.contains("paused"), "{tags}");
}
