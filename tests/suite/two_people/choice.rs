//! Two people changed the same: mine, theirs and the original, and what becomes of what was typed.

use entourage::domain::change::{Change, TalkChange};
use entourage::domain::field::Field;
use entourage::domain::ids::PersonId;

use crate::support::{Desk, World};

/// Ada has saved a niche; Ben has typed another one, and a place, and saves.
fn clash(world: &World) -> (Desk, Desk, PersonId) {
    let mut ada = Desk::open_at(world, "ada", 120, 40);
    let mut ben = Desk::open_at(world, "ben", 120, 40);
    let tom = ada.hand.person("Tom Bakker");
    for desk in [&mut ada, &mut ben] {
        desk.opens("Tom Bakker").press("e");
    }
    ada.at_field(Field::Niche)
        .press("ctrl-u")
        .types("retro gaming")
        .press("ctrl-s");
    ben.at_field(Field::Niche).press("ctrl-u").types("arcades");
    for _ in Field::Place as usize..Field::Niche as usize {
        ben.press("backtab");
    }
    ben.types("Utrecht").press("ctrl-s");
    (ada, ben, tom)
}

#[test]
fn the_same_field_shows_mine_theirs_and_the_original() {
    let world = World::new();
    let (_, mut ben, tom) = clash(&world);
    ben.sees("ada and you both changed Tom Bakker");
    ben.sees_line(&["m mine", "arcades"])
        .sees_line(&["t ada", "retro gaming"])
        .sees_line(&["before", "gaming"]);
    ben.screen("clash_120x40");
    assert_eq!(
        ben.hand.field(tom, Field::Niche).as_deref(),
        Some("retro gaming"),
        "nothing is overwritten yet"
    );
    assert_eq!(ben.hand.field(tom, Field::Place), None);
}

#[test]
fn both_versions_of_a_long_text_and_the_way_out_are_read_at_80_columns() {
    let world = World::new();
    let (_, mut ben, tom) = clash(&world);
    ben.press("t enter");
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    let long = "Began with arcades in the nineties, then came back to them. ";
    ada.opens("Tom Bakker").press("e").at_field(Field::Story);
    ada.types(&long.repeat(2)).types("Ends here.");
    ben.hand.edits(tom, Field::Story, Some("Short."));
    ada.press("ctrl-s")
        .sees("Ends here.")
        .sees("Short.")
        .sees("m mine")
        .sees("Enter save the choice")
        .sees("Esc leave theirs, text is kept");
    ada.screen("clash_80x24");
    ada.press("m enter").hears_said("Tom Bakker: story changed");
}

#[test]
fn mine_is_written_when_i_say_so_with_what_else_i_typed() {
    let world = World::new();
    let (_, mut ben, tom) = clash(&world);
    ben.press("t m enter")
        .hears_said("Tom Bakker: 2 fields changed · u takes it back");
    assert_eq!(
        ben.hand.field(tom, Field::Niche).as_deref(),
        Some("arcades")
    );
    assert_eq!(
        ben.hand.field(tom, Field::Place).as_deref(),
        Some("Utrecht")
    );
    ben.press("u");
    assert_eq!(
        ben.hand.field(tom, Field::Niche).as_deref(),
        Some("retro gaming")
    );
}

#[test]
fn theirs_stays_when_i_say_so_and_what_else_i_typed_is_saved() {
    let world = World::new();
    let (_, mut ben, tom) = clash(&world);
    ben.press("t enter").hears_said("Tom Bakker: place changed");
    assert_eq!(
        ben.hand.field(tom, Field::Niche).as_deref(),
        Some("retro gaming")
    );
    assert_eq!(
        ben.hand.field(tom, Field::Place).as_deref(),
        Some("Utrecht")
    );
}

#[test]
fn esc_at_the_choice_leaves_theirs_and_offers_my_text_again() {
    let world = World::new();
    let (_, mut ben, tom) = clash(&world);
    ben.press("esc");
    assert_eq!(
        ben.hand.field(tom, Field::Niche).as_deref(),
        Some("retro gaming")
    );
    assert!(!ben.app.drafts().is_empty(), "nothing typed is lost");
    ben.press("e").sees("arcades").sees("Utrecht");
}

#[test]
fn text_that_went_through_the_choice_is_not_offered_again() {
    let world = World::new();
    for keys in ["m enter", "t enter"] {
        let (_, mut ben, _) = clash(&world);
        ben.press(keys);
        assert!(ben.app.overlays.is_empty());
        assert_eq!(ben.app.drafts(), [], "after {keys}");
        ben.press("e").sees_not("unsaved text is back").press("esc");
        let tom = ben.hand.person("Tom Bakker");
        ben.hand.edits(tom, Field::Niche, Some("gaming"));
        ben.hand.edits(tom, Field::Place, None);
    }
}

#[test]
fn a_choice_that_is_overtaken_is_asked_again() {
    let world = World::new();
    let (mut ada, mut ben, tom) = clash(&world);
    ada.hand.edits(tom, Field::Niche, Some("pinball"));
    ben.press("m enter")
        .sees("ada and you both changed Tom Bakker")
        .sees_line(&["t ada", "pinball"]);
    assert_eq!(
        ben.hand.field(tom, Field::Niche).as_deref(),
        Some("pinball")
    );
    ben.press("m enter");
    assert_eq!(
        ben.hand.field(tom, Field::Niche).as_deref(),
        Some("arcades")
    );
    assert_eq!(
        ben.hand.field(tom, Field::Place).as_deref(),
        Some("Utrecht")
    );
}

#[test]
fn kept_text_does_not_overwrite_what_a_colleague_wrote_meanwhile() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 40);
    let mut ben = world.hand("ben");
    let tom = ben.person("Tom Bakker");
    ada.opens("Tom Bakker")
        .press("e")
        .at_field(Field::Niche)
        .press("ctrl-u")
        .types("arcades")
        .press("esc");
    ben.edits(tom, Field::Niche, Some("retro gaming"));
    assert!(ada.hears());
    ada.press("e").sees("unsaved text is back").press("ctrl-s");
    assert_eq!(
        ada.hand.field(tom, Field::Niche).as_deref(),
        Some("retro gaming"),
        "a value that ada never saw may only go by her choice"
    );
    ada.sees("ben and you both changed Tom Bakker");
}

#[test]
fn a_note_changed_by_two_shows_theirs_and_keeps_mine() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 40);
    let mut ben = Desk::open_at(&world, "ben", 120, 40);
    for desk in [&mut ada, &mut ben] {
        desk.opens("Łukasz Żak").press("backtab enter");
    }
    ada.types(" Ada was here.")
        .press("ctrl-s")
        .hears_said("note on Łukasz Żak changed");
    let person = ben.hand.person("Łukasz Żak");
    let note = |ben: &mut Desk| {
        let notes = ben.hand.dossier(person).unwrap().notes;
        notes[0].text.as_stored().to_owned()
    };
    // Saving alone decides nothing, however often it is pressed.
    ben.types(" Ben too.").press("ctrl-s");
    ben.sees("ada and you both changed Łukasz Żak")
        .sees_line(&["m mine", "Ben too."])
        .sees_line(&["t ada", "Ada was here."])
        .sees("before");
    ben.press("ctrl-s enter").hears_said("choose first");
    assert!(note(&mut ben).ends_with("Ada was here."));
    // Esc leaves theirs, and the text is offered again in the note.
    ben.press("esc enter").sees("Ben too.").press("ctrl-s");
    ben.press("m enter")
        .hears_said("note on Łukasz Żak changed");
    assert!(note(&mut ben).ends_with("Ben too."));
}

#[test]
fn theirs_of_a_note_stays_by_one_key_and_both_are_read_to_their_difference() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 60, 16);
    let tom = ada.hand.person("Tom Bakker");
    let long = "Began with arcades in the nineties and came back to them. ".repeat(12);
    ada.hand.notes(tom, &long);
    ada.opens("Tom Bakker")
        .press("backtab enter")
        .types(" MINE");
    let mut ben = world.hand("ben");
    let note = ben.dossier(tom).unwrap().notes[0].clone();
    ben.does(Change::Talk(TalkChange::EditNote {
        person: tom,
        note: note.id,
        original: note.text.as_stored().to_owned(),
        mine: format!("{long} THEIRS"),
    }));
    ada.press("ctrl-s").sees("MINE").sees("THEIRS");
    ada.screen("clash_note_60x16");
    ada.press("t enter").hears_said("Kept ben's version");
    assert!(
        ben.dossier(tom).unwrap().notes[0]
            .text
            .as_stored()
            .ends_with("THEIRS")
    );
    assert!(ada.app.drafts().is_empty(), "it is decided");
}

#[test]
fn a_next_step_set_by_two_opens_the_choice() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 40);
    let mut ben = world.hand("ben");
    let tom = ben.person("Tom Bakker");
    ada.goes_to("Tom Bakker")
        .press("t")
        .types("fri call about rates");
    ben.edits(tom, Field::NextStep, Some("send the brief"));
    ada.press("enter")
        .sees("ben and you both changed Tom Bakker");
    ada.sees_line(&["m mine", "call about rates"])
        .sees_line(&["t ben", "send the brief"])
        .press("t enter");
    assert_eq!(
        ben.field(tom, Field::NextStep).as_deref(),
        Some("send the brief")
    );
    assert_eq!(
        ben.field(tom, Field::NextDate).as_deref(),
        Some("2026-11-27")
    );
}

#[test]
fn a_choice_between_long_texts_begins_where_they_differ() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let tom = ada.hand.person("Tom Bakker");
    let long = "the same words again ".repeat(60);
    ada.opens("Tom Bakker")
        .press("e")
        .at_field(Field::Story)
        .types(&long)
        .types("MINE");
    world
        .hand("ben")
        .edits(tom, Field::Story, Some(&format!("{long}THEIRS")));
    ada.press("ctrl-s").sees("MINE").sees("THEIRS");
}
