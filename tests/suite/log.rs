//! Contacts, notes and next steps: one line, read for what it says, kept when it is not saved.

use entourage::domain::field::Field;
use entourage::domain::stage::Stage;
use entourage::domain::touch::{Channel, Direction, Kind, Touch};
use entourage::ui::draft::{Draft, DraftFor};
use entourage::ui::keymap::{BINDINGS, chords};
use entourage::ui::message::Message;

use crate::support::desk::key_named;
use crate::support::{Desk, World, day, today};

/// The newest contact with somebody.
fn newest(desk: &mut Desk, name: &str) -> Touch {
    let person = desk.hand.person(name);
    let mut touches = desk.hand.dossier(person).unwrap().touches;
    touches.sort_by_key(|touch| touch.id);
    touches.pop().unwrap()
}

#[test]
fn the_boxes_look_as_they_should() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    ada.goes_to("Renée O'Connor")
        .press("l")
        .screen("log_empty_80x24");
    ada.types("yesterday in: dm she wants samples")
        .screen("log_80x24")
        .press("esc t");
    ada.types("fri call about rates")
        .screen("step_80x24")
        .press("esc n")
        .screen("note_80x24");
}

#[test]
fn a_line_and_enter_log_a_contact_on_the_channel_last_used() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.goes_to("Renée O'Connor")
        .press("l")
        .sees("Log a contact with Renée O'Connor");
    ada.types("sent the spring preview")
        .sees("out: we said · mail · other · today");
    ada.press("enter")
        .hears_said("logged a contact with Renée O'Connor · u takes it back");
    let touch = newest(&mut ada, "Renée O'Connor");
    assert_eq!(
        (touch.direction, touch.channel, touch.kind, touch.date),
        (Direction::Out, Some(Channel::Mail), Kind::Other, today())
    );
    assert_eq!(touch.text.as_stored(), "sent the spring preview");
    assert_eq!(touch.by.as_str(), "ada");
}

#[test]
fn date_direction_channel_and_kind_are_read_from_the_line_and_echoed() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.goes_to("Renée O'Connor").press("l");
    ada.types("12 nov in: dm, wants samples")
        .sees("in: they said · dm · reply · thu 12 nov");
    ada.press("enter")
        .hears_said("logged what Renée O'Connor said");
    let touch = newest(&mut ada, "Renée O'Connor");
    assert_eq!(
        (touch.direction, touch.channel, touch.kind, touch.date),
        (
            Direction::In,
            Some(Channel::Dm),
            Kind::Reply,
            day("2026-11-12")
        )
    );
    assert_eq!(touch.text.as_stored(), "dm, wants samples");
    ada.press("l")
        .types("called yesterday, follow-up on samples")
        .sees("out: we said · phone · follow-up");
}

#[test]
fn the_first_pitch_moves_discovery_to_outreach_and_undo_takes_both_back() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let lukasz = ada.hand.person("Łukasz Żak");
    ada.press("3 l")
        .types("mail: pitched the razor set")
        .press("enter");
    ada.hears_said("logged; Łukasz Żak is now in outreach · u takes both back");
    ada.sees_line(&["Discovery 9", "Outreach 4"]);
    assert_eq!(ada.hand.stage(lukasz), Stage::Outreach);
    ada.press("u").sees_line(&["Discovery 10", "Outreach 3"]);
    assert_eq!(ada.hand.stage(lukasz), Stage::Discovery);
    assert!(ada.hand.dossier(lukasz).unwrap().touches.is_empty());
    ada.press("ctrl-r")
        .sees_line(&["Discovery 9", "Outreach 4"]);
    assert_eq!(ada.hand.dossier(lukasz).unwrap().touches.len(), 1);
    ada.hand.is_sound();
}

#[test]
fn a_later_pitch_moves_nobody() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.goes_to("Zoë Ångström")
        .press("l")
        .types("pitched the summer box")
        .press("enter");
    ada.hears_said("logged a contact with Zoë Ångström");
    let zoe = ada.hand.person("Zoë Ångström");
    assert_eq!(ada.hand.stage(zoe), Stage::Nurturing);
}

#[test]
fn tab_turns_the_line_into_a_note() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.goes_to("Tom Bakker")
        .press("l")
        .types("plays on Sundays")
        .press("tab")
        .sees("Note on Tom Bakker");
    ada.press("enter").hears_said("note on Tom Bakker");
    let tom = ada.hand.person("Tom Bakker");
    let dossier = ada.hand.dossier(tom).unwrap();
    assert_eq!(dossier.notes[0].text.as_stored(), "plays on Sundays");
    assert!(dossier.touches.is_empty());
}

#[test]
fn an_empty_line_is_not_logged() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.goes_to("Tom Bakker")
        .press("l enter")
        .sees("type what was said; Esc closes");
    ada.press("esc");
    assert!(ada.app.overlays.is_empty());
    let tom = ada.hand.person("Tom Bakker");
    assert!(ada.hand.dossier(tom).unwrap().touches.is_empty());
}

#[test]
fn a_next_step_is_a_date_and_words_in_one_line() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    ada.goes_to("Tom Bakker")
        .press("t")
        .sees("Next step for Tom Bakker")
        .types("fri call about rates");
    ada.sees("Fri 27 Nov 2026 · call about rates")
        .press("enter");
    ada.hears_said("next for Tom Bakker")
        .sees("fri call about rates");
    let tom = ada.hand.person("Tom Bakker");
    assert_eq!(
        ada.hand.field(tom, Field::NextStep).as_deref(),
        Some("call about rates")
    );
    assert_eq!(
        ada.hand.field(tom, Field::NextDate).as_deref(),
        Some("2026-11-27")
    );
    ada.press("t")
        .sees("now: fri 27 nov call about rates")
        .press("enter");
    assert_eq!(
        ada.hand.field(tom, Field::NextStep),
        None,
        "Enter on nothing clears it"
    );
    ada.press("u");
    assert_eq!(
        ada.hand.field(tom, Field::NextStep).as_deref(),
        Some("call about rates")
    );
}

#[test]
fn steps_without_a_date_and_without_words_are_steps_too() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    let tom = ada.hand.person("Tom Bakker");
    ada.goes_to("Tom Bakker")
        .press("t")
        .types("ask for a rate card")
        .sees("no date")
        .press("enter");
    assert_eq!(ada.hand.field(tom, Field::NextDate), None);
    ada.press("t")
        .types("+3d")
        .sees("Tue 24 Nov 2026 · no words yet")
        .press("enter");
    assert_eq!(
        ada.hand.field(tom, Field::NextDate).as_deref(),
        Some("2026-11-24")
    );
    assert_eq!(ada.hand.field(tom, Field::NextStep), None);
}

#[test]
fn text_that_was_left_comes_back_when_the_box_is_opened_again() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    for (key, words) in [("l", "half a thought"), ("t", "fri half a plan")] {
        ada.goes_to("Tom Bakker")
            .press(key)
            .types(words)
            .press("esc");
        ada.hears_said("not saved; the text is kept");
        ada.press("j k")
            .press(key)
            .hears_said("your unsaved text is back")
            .sees(words);
        ada.press("enter").press(key);
        assert!(
            ada.app.drafts().is_empty(),
            "what was saved is not offered again"
        );
        ada.press("esc");
    }
    ada.goes_to("Tom Bakker")
        .press("n")
        .types("line one")
        .press("enter")
        .types("line two")
        .press("esc");
    ada.press("n")
        .sees("line one")
        .sees("line two")
        .press("ctrl-s")
        .hears_said("note on Tom Bakker");
    ada.press("n").sees_not("line two");
}

#[test]
fn kept_text_stays_with_its_own_person() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.goes_to("Tom Bakker")
        .press("l")
        .types("for Tom only")
        .press("esc");
    ada.goes_to("Zoë Ångström")
        .press("l")
        .sees_not("for Tom only")
        .press("esc");
    ada.goes_to("Tom Bakker").press("l").sees("for Tom only");
}

#[test]
fn text_from_a_desk_that_ended_is_offered_and_opens_where_it_belongs() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let tom = ada.hand.person("Tom Bakker");
    let zoe = ada.hand.person("Zoë Ångström");
    ada.recovers(vec![
        Draft {
            place: DraftFor::Log(tom),
            about: "Tom Bakker".into(),
            texts: vec![(String::new(), "mail: half a line".into())],
            originals: Vec::new(),
        },
        Draft {
            place: DraftFor::Person(zoe),
            about: "Zoë Ångström".into(),
            texts: vec![("story".into(), "a story half told".into())],
            originals: Vec::new(),
        },
    ]);
    ada.sees("Unsaved text")
        .sees("Tom Bakker")
        .sees("Zoë Ångström");
    ada.screen("kept_100x30");
    ada.press("enter")
        .sees("Log a contact with Tom Bakker")
        .sees("mail: half a line");
    ada.press("enter")
        .hears_said("logged a contact with Tom Bakker");
    ada.press("f11")
        .sees_not("Tom Bakker")
        .press("enter")
        .sees("a story half told");
    ada.press("ctrl-s")
        .hears_said("Zoë Ångström: story changed");
    ada.press("f11").sees("No unsaved text.");
}

#[test]
fn what_is_being_typed_can_be_kept_at_every_moment() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.goes_to("Tom Bakker").press("n").types("one");
    assert_eq!(ada.app.drafts()[0].texts[0].1, "one");
    ada.types(" two");
    assert_eq!(ada.app.drafts()[0].texts[0].1, "one two");
    assert_eq!(ada.app.drafts().len(), 1);
}

#[test]
fn the_editor_writes_a_note() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.goes_to("Tom Bakker")
        .press("n")
        .types("begun here")
        .press("ctrl-x ctrl-e");
    assert_eq!(ada.editing, ["begun here"]);
    ada.editor_writes("begun here\nended there\n")
        .sees("ended there")
        .press("ctrl-s");
    let tom = ada.hand.person("Tom Bakker");
    let notes = ada.hand.dossier(tom).unwrap().notes;
    assert_eq!(notes[0].text.as_stored(), "begun here\nended there");
}

#[test]
fn an_editor_that_was_left_changes_nothing() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.goes_to("Tom Bakker")
        .press("n")
        .types("as it was")
        .press("ctrl-x ctrl-e");
    ada.happens(Message::Edited(None));
    ada.hears_said("closed without saving").sees("as it was");
}

/// T29: a paste is text, whatever it holds.
#[test]
fn a_paste_of_a_megabyte_with_every_key_in_it_changes_only_the_field() {
    let world = World::new();
    let mut pasted = String::from("\u{1b}[201~\r\n:quit\n");
    for binding in BINDINGS {
        for chord in chords(binding.keys) {
            for key in chord {
                if let crossterm::event::KeyCode::Char(letter) = key_named(key).code {
                    pasted.push(letter);
                }
            }
        }
    }
    let long = format!("{pasted}{}", "x".repeat(1_000_000));
    for keys in [
        "2 l", "2 t", "2 n", "2 e", "2 a", "2 :", "2 /", "2 ctrl-p", "2 ?",
    ] {
        let mut ada = Desk::open(&world, "ada");
        ada.press(keys);
        let boxes = ada.app.overlays.len();
        ada.pastes(&pasted);
        assert_eq!(ada.app.overlays.len(), boxes, "after {keys}");
        assert!(!ada.ended);
        ada.pastes(&long);
        assert!(!ada.ended);
        assert_eq!(ada.app.overlays.len(), boxes, "after {keys}");
    }
    let mut ada = Desk::open(&world, "ada");
    ada.press("2")
        .pastes(&pasted)
        .hears_said("pasted text goes into a field");
    ada.press("U")
        .sees_line(&["▌", "mail bookings@cedar.example"]);
    assert_eq!(
        ada.hand.dossier(ada_first(&world)).unwrap().person.version,
        first_version(&world)
    );
}

fn ada_first(world: &World) -> entourage::domain::ids::PersonId {
    world.hand("ada").person("Amara Okafor")
}

fn first_version(world: &World) -> i64 {
    let mut hand = world.hand("ada");
    let person = hand.person("Amara Okafor");
    hand.dossier(person).unwrap().person.version
}

#[test]
fn a_line_with_line_breaks_pasted_into_it_is_one_contact() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.goes_to("Tom Bakker")
        .press("l")
        .pastes("mail: first\r\nsecond\u{1b}[31m\u{7}")
        .press("enter");
    let touch = newest(&mut ada, "Tom Bakker");
    assert!(touch.text.as_stored().contains("first") && touch.text.as_stored().contains("second"));
    assert!(
        !touch.text.as_stored().contains('\u{1b}'),
        "{:?}",
        touch.text
    );
}

#[test]
fn an_impossible_day_is_refused_before_who_spoke_is_guessed() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.goes_to("Tom Bakker")
        .press("l")
        .types("31 feb in: yes to the fee");
    ada.sees("\"31 feb\" is not a date");
    ada.press("enter").sees("31 feb in: yes to the fee");
    let tom = ada.someone().unwrap();
    assert!(ada.hand.dossier(tom).unwrap().touches.is_empty());
    ada.press("esc t").types("2020-01-01 old").press("enter");
    ada.sees("has passed; a next step lies ahead");
}
