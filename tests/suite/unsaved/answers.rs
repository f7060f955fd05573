//! An answer goes to the box that asked, wherever it lies by then, and never to the one that is on top.

use crossterm::event::{KeyCode, KeyEvent};
use entourage::domain::change::{Change, TalkChange};
use entourage::domain::importing::{Errand, FileNews};
use entourage::domain::merge::Merged;
use entourage::domain::question::{Answer, Question};
use entourage::domain::refusal::Refusal;
use entourage::domain::text::Clean;
use entourage::ui::effect::Effect;
use entourage::ui::message::{Message, Ticket};
use entourage::ui::overlays::Overlay;
use entourage::ui::overlays::errors::Errors;
use entourage::ui::overlays::notebox::NoteBox;
use entourage::ui::subject::OnePerson;

use crate::support::desk::key_named;
use crate::support::{Desk, World};

/// Presses a key; what it wants done outside waits.
fn held(ada: &mut Desk, key: &str) -> Vec<Effect> {
    ada.app.update(Message::Key(key_named(key)))
}

/// Types letters; what they want done outside waits.
fn typed(ada: &mut Desk, text: &str) -> Vec<Effect> {
    let key = |letter| Message::Key(KeyEvent::from(KeyCode::Char(letter)));
    text.chars()
        .flat_map(|one| ada.app.update(key(one)))
        .collect()
}

/// The last errand among these, with its ticket.
#[track_caller]
fn errand(effects: &[Effect]) -> (Ticket, Errand) {
    let mut errands = effects.iter().rev().filter_map(|effect| match effect {
        Effect::File(ticket, errand) => Some((*ticket, errand.clone())),
        _ => None,
    });
    errands.next().unwrap()
}

/// The ticket of the question among these that is like this.
#[track_caller]
fn asked(effects: &[Effect], is: impl Fn(&Question) -> bool) -> Ticket {
    let mut tickets = effects.iter().filter_map(|effect| match effect {
        Effect::Ask(ticket, question) if is(question) => Some(*ticket),
        _ => None,
    });
    tickets.next().unwrap()
}

fn wrong(ticket: Ticket, words: &'static str) -> Message {
    Message::File(ticket, FileNews::Wrong(Clean::fixed(words)))
}

/// The prompt of the export said that the file to be imported does not exist, and took letters again.
#[test]
fn an_error_of_an_import_does_not_land_in_the_prompt_of_an_export() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press(":");
    typed(&mut ada, "import ~/nowhere.csv");
    let (look, _) = errand(&held(&mut ada, "enter"));
    ada.press("esc 2 X").types("~/spring.csv");
    let (write, written) = errand(&held(&mut ada, "enter"));
    assert!(matches!(written, Errand::Export { .. }), "{written:?}");
    ada.happens(wrong(look, "The file nowhere does not exist"));
    ada.sees("~/spring.csv").sees_not("does not exist");
    // It is still being written: no letter goes into the path.
    ada.types("x").sees_not("spring.csvx");
    ada.happens(wrong(write, "The disk is full"));
    ada.sees("~/spring.csv").sees("The disk is full");
}

/// Of two files that were written the first was never mentioned, and the second closed whichever prompt was first.
#[test]
fn every_file_that_is_written_is_reported_and_closes_its_own_prompt() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("2 X").types("~/one.csv");
    let (one, _) = errand(&held(&mut ada, "enter"));
    ada.press("esc X ctrl-u").types("~/two.csv");
    let (two, _) = errand(&held(&mut ada, "enter"));
    let done = |words: &'static str| FileNews::Done(Clean::fixed(words));
    ada.happens(Message::File(one, done("22 people: one.csv")));
    ada.sees("~/two.csv").hears_said("22 people: one.csv");
    ada.happens(Message::File(two, done("22 people: two.csv")));
    ada.sees_not("~/two.csv").hears_said("22 people: two.csv");
}

#[test]
fn a_folder_that_cannot_be_read_says_nothing_about_the_columns() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("people.csv");
    std::fs::write(&file, "handle,followers\nada.one,100\n").unwrap();
    ada.press("I ctrl-u");
    let typed = typed(&mut ada, &file.display().to_string());
    let (folder, _) = errand(&typed);
    ada.press("enter").sees("its columns");
    ada.happens(wrong(folder, "The folder cannot be read"));
    ada.sees_not("cannot be read");
}

#[test]
fn a_look_at_a_file_that_was_left_with_esc_does_not_lead_back_to_it() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("people.csv");
    std::fs::write(&file, "handle,followers\nada.one,100\n").unwrap();
    ada.commands(&format!("import {}", file.display()))
        .sees("its columns");
    ada.press("p");
    let (look, errand) = errand(&held(&mut ada, "enter"));
    assert!(matches!(errand, Errand::Look(_)), "{errand:?}");
    ada.press("esc").sees_not("its columns");
    ada.happens(wrong(look, "The file is too large"));
    ada.sees_not("too large").sees_not("its columns");
}

/// The answer came to the box on top, which asked for something else: the contact did not know its person.
#[test]
fn an_answer_reaches_its_box_below_another_one() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.goes_to("Tom Bakker");
    let tom = ada.hand.person("Tom Bakker");
    let effects = held(&mut ada, "l");
    let brief = asked(&effects, |one| *one == Question::Brief(tom));
    lays_above(&mut ada);
    let answer = ada.hand.asks(&Question::Brief(tom));
    ada.happens(Message::Answered(brief, answer));
    ada.press("esc").sees("Tom Bakker");
    typed(&mut ada, "in: yes");
    let saves = held(&mut ada, "enter");
    assert!(matches!(saves.as_slice(), [Effect::Apply(..)]), "{saves:?}");
}

/// Another box lies above the one that asked.
fn lays_above(ada: &mut Desk) {
    ada.app.overlays.push(Overlay::Errors(Errors::new(&[])));
}

fn merged(ada: &mut Desk, name: &'static str) -> Merged {
    Merged {
        gone: ada.hand.person(name),
        name: Clean::fixed(name),
        into: ada.hand.person("Zoë Ångström"),
        into_name: Clean::fixed("Zoë Ångström"),
        by: Clean::fixed("ben"),
    }
}

/// The question lay below the box it was about, and its answer closed whichever box lay above.
#[test]
fn how_a_person_went_is_asked_above_the_box_about_them() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.goes_to("Tom Bakker");
    let merged = merged(&mut ada, "Tom Bakker");
    let fit = asked(&held(&mut ada, "F"), |one| {
        matches!(one, Question::Candidates(_))
    });
    ada.happens(Message::Answered(fit, Answer::Candidates(Vec::new())));
    let why = asked(&held(&mut ada, "y"), |one| {
        *one == Question::Person(merged.gone)
    });
    lays_above(&mut ada);
    ada.happens(Message::Answered(why, Answer::Merged(merged)));
    ada.press("esc").sees("open the answers of Zoë Ångström");
    ada.press("c").sees("Fit and flags of Zoë Ångström");
    ada.press("esc").sees_not("Fit and flags");
}

/// The change that was made to the one who stays took the wrong box along.
#[test]
fn a_change_that_goes_on_with_the_one_who_stays_takes_its_own_text_along() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.goes_to("Tom Bakker").press("n").types("the first note");
    let tom = OnePerson::new(ada.hand.person("Tom Bakker"), Clean::fixed("Tom Bakker"));
    ada.app.overlays.push(Overlay::Note(NoteBox::new(&tom)));
    ada.types("the second note").sees_not("the first note");
    let change = |effects: Vec<Effect>| match effects.as_slice() {
        [Effect::Apply(ticket, _)] => *ticket,
        other => panic!("{other:?}"),
    };
    let second = change(held(&mut ada, "ctrl-s"));
    let first = change(held(&mut ada, "ctrl-s"));
    let merged = merged(&mut ada, "Tom Bakker");
    for ticket in [first, second] {
        ada.happens(Message::Refused(ticket, Refusal::Merged(merged.clone())));
    }
    for words in ["the first note", "the second note"] {
        ada.sees("continue with Zoë Ångström");
        let effects = held(&mut ada, "c");
        let [Effect::Apply(ticket, Change::Instead(instead))] = effects.as_slice() else {
            panic!("{effects:?}");
        };
        let Change::Talk(TalkChange::AddNote { person, text }) = &instead.change else {
            panic!("{instead:?}");
        };
        assert_eq!((*person, text.as_str()), (merged.into, words));
        // It fails once more: the box is back with its text.
        ada.happens(Message::Refused(*ticket, Refusal::Gone));
        let texts = ada.app.drafts().into_iter().flat_map(|one| one.texts);
        let texts: Vec<String> = texts.map(|(_, text)| text).collect();
        assert!(texts.iter().any(|text| text == words), "{texts:?}");
        assert_eq!(
            ada.app.overlays.len(),
            if words == "the first note" { 3 } else { 2 }
        );
    }
}
