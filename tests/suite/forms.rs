//! The form of a person: fields, messages at the field, choices, dates; nothing typed is lost.

use entourage::domain::field::Field;
use entourage::domain::stage::Stage;

use crate::support::{Desk, World};

#[test]
fn the_form_looks_as_it_should() {
    let world = World::new();
    for (columns, rows) in [(80, 24), (120, 36), (200, 60)] {
        let mut ada = Desk::open_at(&world, "ada", columns, rows);
        ada.opens("Zoë Ångström")
            .press("e")
            .screen(&format!("form_{columns}x{rows}"));
    }
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    ada.press("2 A").screen("form_new_80x24");
}

#[test]
fn a_field_is_changed_and_saved_and_undone() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let tom = ada.hand.person("Tom Bakker");
    ada.opens("Tom Bakker").press("e");
    ada.at_field(Field::Niche);
    ada.press("ctrl-u").types("retro gaming").press("ctrl-s");
    ada.hears_said("Tom Bakker: niche changed · u takes it back")
        .sees("retro gaming");
    assert_eq!(
        ada.hand.field(tom, Field::Niche).as_deref(),
        Some("retro gaming")
    );
    ada.press("u");
    assert_eq!(ada.hand.field(tom, Field::Niche).as_deref(), Some("gaming"));
    ada.press("ctrl-r");
    assert_eq!(
        ada.hand.field(tom, Field::Niche).as_deref(),
        Some("retro gaming")
    );
}

#[test]
fn a_wrong_value_is_told_at_its_field_and_nothing_is_saved() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 40);
    let tom = ada.hand.person("Tom Bakker");
    for (field, typed, said) in [
        (Field::BreakUntil, "31 feb", "31 feb"),
        (Field::CareLevel, "D", "\"D\" is none of: A, B, C"),
        (
            Field::KeepInTouch,
            "soon",
            "\"soon\" is not a number of days from 1 to 3650",
        ),
        (Field::Country, "Atlantis", "\"Atlantis\" is not a country"),
        (
            Field::Language,
            "Klingonese",
            "\"Klingonese\" is not a language",
        ),
        (
            Field::Owner,
            "eve",
            "\"eve\" is no member; members are: ada, ben",
        ),
    ] {
        ada.opens("Tom Bakker").press("e");
        ada.at_field(field);
        let before = ada.hand.field(tom, field);
        ada.press("ctrl-u").types(typed).press("ctrl-s").sees(said);
        assert_eq!(ada.app.overlays.len(), 1, "the form stays open");
        assert_eq!(ada.hand.field(tom, field), before);
        ada.press("ctrl-x ctrl-d esc");
    }
}

#[test]
fn the_right_fields_are_kept_typed_while_a_wrong_one_is_mended() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 40);
    let tom = ada.hand.person("Tom Bakker");
    ada.opens("Tom Bakker")
        .press("e")
        .press("ctrl-u")
        .types("Tom B.");
    ada.at_field(Field::CareLevel);
    ada.types("D")
        .press("ctrl-s")
        .sees("none of: A, B, C")
        .sees("Tom B.");
    ada.press("ctrl-u")
        .types("b")
        .press("ctrl-s")
        .hears_said("2 fields changed");
    assert_eq!(ada.hand.field(tom, Field::Name).as_deref(), Some("Tom B."));
    assert_eq!(ada.hand.field(tom, Field::CareLevel).as_deref(), Some("B"));
}

#[test]
fn a_choice_is_typed_by_its_beginning_and_written_out() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 40);
    let tom = ada.hand.person("Tom Bakker");
    ada.opens("Tom Bakker").press("e");
    ada.at_field(Field::Segment);
    ada.sees("strategic partner · growth bet")
        .types("grow")
        .sees("growth bet")
        .press("tab");
    ada.sees_line(&["Segment", "growth bet"]).press("ctrl-s");
    assert_eq!(
        ada.hand.field(tom, Field::Segment).as_deref(),
        Some("growth bet")
    );
    ada.press("e");
    ada.at_field(Field::Country);
    ada.press("ctrl-u")
        .types("swe")
        .sees("Sweden")
        .types("den")
        .press("ctrl-s");
    assert_eq!(ada.hand.field(tom, Field::Country).as_deref(), Some("SE"));
}

#[test]
fn a_member_is_written_out_from_the_first_letters() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 40);
    let tom = ada.hand.person("Tom Bakker");
    ada.opens("Tom Bakker").press("e");
    ada.at_field(Field::Owner);
    ada.press("ctrl-u")
        .types("ad")
        .press("tab")
        .sees_line(&["Owner", "ada"])
        .press("ctrl-s");
    assert_eq!(ada.hand.field(tom, Field::Owner).as_deref(), Some("ada"));
}

#[test]
fn a_date_is_echoed_while_it_is_typed_and_stored_as_a_day() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 40);
    let zoe = ada.hand.person("Zoë Ångström");
    ada.opens("Zoë Ångström").press("e");
    ada.at_field(Field::BreakUntil);
    ada.sees("fri, +3d, 12 dec or 2026-12-01")
        .types("12 dec")
        .sees("sat 12 dec")
        .press("ctrl-s");
    assert_eq!(
        ada.hand.field(zoe, Field::BreakUntil).as_deref(),
        Some("2026-12-12")
    );
    ada.sees("until sat 12 dec");
    ada.press("1").sees_not("62d");
}

#[test]
fn a_field_is_emptied() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 40);
    let tom = ada.hand.person("Tom Bakker");
    ada.opens("Tom Bakker").press("e");
    ada.at_field(Field::Niche);
    ada.press("ctrl-u ctrl-s").hears_said("niche changed");
    assert_eq!(ada.hand.field(tom, Field::Niche), None);
}

#[test]
fn long_texts_have_lines_and_tags_lose_their_hash() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 40);
    let tom = ada.hand.person("Tom Bakker");
    ada.opens("Tom Bakker").press("e");
    ada.at_field(Field::Tags);
    ada.types("#UGC, Retro ugc")
        .press("tab")
        .sees_line(&["Tags", "ugc, retro"]);
    for _ in Field::Tags as usize + 1..Field::Story as usize {
        ada.press("tab");
    }
    ada.types("Began on a C64.")
        .press("enter")
        .types("Streams on Sundays.")
        .press("ctrl-s");
    ada.hears_said("2 fields changed");
    assert_eq!(
        ada.hand.field(tom, Field::Story).as_deref(),
        Some("Began on a C64.\nStreams on Sundays.")
    );
    assert_eq!(
        ada.hand.field(tom, Field::Tags).as_deref(),
        Some("ugc, retro")
    );
}

#[test]
fn text_left_with_esc_is_offered_again_and_can_be_thrown_away() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let tom = ada.hand.person("Tom Bakker");
    ada.opens("Tom Bakker")
        .press("e")
        .types(" the Second")
        .press("esc");
    ada.hears_said("not saved; the text is kept");
    assert_eq!(
        ada.hand.field(tom, Field::Name).as_deref(),
        Some("Tom Bakker")
    );
    ada.press("q 3 2 enter e")
        .sees("Tom Bakker the Second")
        .sees("unsaved text is back");
    ada.press("ctrl-x ctrl-d")
        .sees_not("the Second")
        .press("esc e")
        .sees_not("the Second");
}

#[test]
fn what_was_offered_again_can_be_saved() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let tom = ada.hand.person("Tom Bakker");
    ada.opens("Tom Bakker")
        .press("e")
        .types(" II")
        .press("esc e ctrl-s")
        .hears_said("name changed");
    assert_eq!(
        ada.hand.field(tom, Field::Name).as_deref(),
        Some("Tom Bakker II")
    );
    ada.press("e");
    assert!(
        ada.app.drafts().is_empty(),
        "what was saved is not offered again"
    );
}

#[test]
fn saving_without_a_change_changes_nothing() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.opens("Tom Bakker").press("e ctrl-s");
    assert!(ada.app.overlays.is_empty());
    ada.press("U")
        .sees_line(&["▌", "mail bookings@cedar.example"]);
}

#[test]
fn somebody_new_is_filled_in_from_an_empty_form() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 40);
    ada.press("2 A")
        .sees("Somebody new")
        .types("ig fresh.face")
        .press("tab")
        .types("Fräulein Fresh");
    ada.press("ctrl-s")
        .hears_said("added Fräulein Fresh in discovery · u takes it back");
    let fresh = ada.hand.person("Fräulein Fresh");
    assert_eq!(ada.hand.stage(fresh), Stage::Discovery);
    assert_eq!(
        ada.hand.dossier(fresh).unwrap().accounts[0].handle.as_str(),
        "fresh.face"
    );
    ada.press("u").sees("22 influencers");
}

#[test]
fn an_empty_form_and_a_known_account_are_answered_and_keep_what_was_typed() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 40);
    ada.press("2 A ctrl-s")
        .sees("a name or an account is needed");
    ada.types("lukasz_zak")
        .press("ctrl-s")
        .sees("which platform?");
    ada.press("ctrl-u")
        .types("ig lukasz_zak")
        .press("tab")
        .types("Somebody Else")
        .press("ctrl-s");
    ada.hears_said("IG lukasz_zak is known already: Łukasz Żak")
        .sees("Somebody Else");
    assert_eq!(ada.app.overlays.len(), 1, "the form is back with its text");
    ada.press("esc")
        .sees("22 influencers")
        .press("A")
        .sees("Somebody Else");
}

#[test]
fn the_editor_writes_the_story() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let zoe = ada.hand.person("Zoë Ångström");
    ada.opens("Zoë Ångström").press("E");
    assert_eq!(
        ada.editing,
        ["Began with her mother's rosacea; answers on Sundays."]
    );
    ada.editor_writes("Began in Malmö.\nAnswers on Sundays.\n")
        .hears_said("Ctrl-S saves it");
    ada.press("ctrl-s")
        .hears_said("story changed")
        .sees("Began in Malmö.");
    assert_eq!(
        ada.hand.field(zoe, Field::Story).as_deref(),
        Some("Began in Malmö.\nAnswers on Sundays.")
    );
    ada.press("u");
    assert_eq!(
        ada.hand.field(zoe, Field::Story).as_deref(),
        Some("Began with her mother's rosacea; answers on Sundays.")
    );
}

#[test]
fn every_field_of_the_table_is_in_the_form() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 60);
    ada.opens("Zoë Ångström").press("e");
    for field in Field::ALL {
        ada.sees(field.label());
    }
}

#[test]
fn the_form_is_as_high_as_its_fields_and_says_an_error_whole() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 80, 50);
    ada.opens("Tom Bakker").press("e");
    let text = ada.text();
    let from = text.lines().position(|line| line.contains('┌')).unwrap();
    let to = text.lines().position(|line| line.contains('└')).unwrap();
    assert!(to - from <= Field::ALL.len() + 2, "{text}");
    let mut ada = Desk::open_at(&world, "ada", 60, 16);
    ada.opens("Tom Bakker").press("e").at_field(Field::Owner);
    ada.press("ctrl-u")
        .types("somebody-else-entirely")
        .press("ctrl-s");
    ada.sees("is no ").sees("member; members are: ada, ben");
}
