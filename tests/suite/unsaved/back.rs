//! Text that comes back where something has changed meanwhile, and text that does not come back.

use std::fs;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use entourage::domain::change::{Change, MergeChange};
use entourage::domain::field::Field;
use entourage::domain::ids::{PersonId, SetId};
use entourage::domain::platform::Platform;
use entourage::domain::question::{Answer, Question};
use entourage::domain::triage::Check;
use entourage::domain::triage::flags::Rule;
use entourage::ui::draft::{AimedText, ChoiceOf, Draft, DraftFor, Group};
use entourage::ui::effect::Effect;
use entourage::ui::keeping::Keeping;
use entourage::ui::message::Message;
use entourage::ui::overlays::Overlay;
use entourage::ui::overlays::sheet::LineFor;

use super::rows::ROWS;
use super::{Shelf, plays};
use crate::support::desk::key_named;
use crate::support::{Chance, Desk, Hand, World};

fn draft(place: DraftFor, about: &str, text: &str) -> Draft {
    Draft {
        place,
        about: about.into(),
        texts: vec![(String::new(), text.into())],
        originals: Vec::new(),
    }
}

/// Merges the second person into the first.
fn merges(hand: &mut Hand, keep: PersonId, gone: PersonId) {
    let Answer::Sides(seen, _) = hand.asks(&Question::Sides(vec![keep, gone])) else {
        panic!()
    };
    let picks = Vec::new();
    hand.does(Change::Merge(MergeChange::Merge { keep, seen, picks }));
}

#[test]
fn text_about_somebody_who_was_erased_is_shown_to_be_copied() {
    let world = World::new();
    let mut cleo = world.hand("cleo");
    let nova = cleo.adds(Platform::TikTok, "half.a.hand", &[]);
    for place in [
        DraftFor::Log(nova),
        DraftFor::Person(nova),
        DraftFor::Snooze(nova),
    ] {
        let mut ada = Desk::open(&world, "ada");
        ada.recovers(vec![draft(place.clone(), "Nova Half", "dm: she said")]);
        if cleo.dossier(nova).is_some() {
            let stamp = cleo.stamp();
            let mut work =
                entourage::runtime::work::Work::erase(&mut cleo.store, nova, &stamp).unwrap();
            while work.step(&mut cleo.store).unwrap().is_none() {}
        }
        ada.press("enter").sees("Nova Half was erased for good");
        if place == DraftFor::Person(nova) {
            // There is no form of theirs any more.
            ada.sees("F11 lists it until you discard it");
        } else {
            ada.sees("dm: she said").sees("only copied");
        }
        assert!(
            ada.app
                .drafts()
                .iter()
                .any(|one| one.text("") == Some("dm: she said"))
        );
    }
}

#[test]
fn text_about_somebody_who_was_merged_goes_along_with_one_key() {
    let world = World::new();
    let mut cleo = world.hand("cleo");
    let tom = cleo.person("Tom Bakker");
    let twin = cleo.adds(Platform::TikTok, "tom.too", &[]);
    let texts = vec![
        draft(DraftFor::Log(twin), "tom.too", "dm: he said"),
        draft(
            DraftFor::Park(twin, entourage::domain::parking::ParkReason::NoReply),
            "tom.too",
            "+3m",
        ),
        Draft {
            texts: vec![("story".into(), "half a story".into())],
            ..draft(DraftFor::Person(twin), "tom.too", "")
        },
    ];
    merges(&mut cleo, tom, twin);
    let mut ada = Desk::open(&world, "ada");
    ada.recovers(texts)
        .press("enter")
        .sees("continue with Tom Bakker");
    ada.press("c").sees("dm: he said").press("enter");
    ada.hears_said("logged a contact with Tom Bakker");
    ada.press("f11 enter c").sees("+3m").press("enter");
    assert!(ada.hand.dossier(tom).unwrap().person.parked.is_some());
    // The form is of the one who stays, and holds what was typed into the other one's.
    ada.press("f11 enter")
        .sees("merged tom.too into Tom Bakker");
    ada.press("c")
        .sees("Pronouns")
        .sees("half a story")
        .press("ctrl-s");
    assert_eq!(
        ada.hand.field(tom, Field::Story).as_deref(),
        Some("half a story")
    );
    assert_eq!(ada.app.drafts(), []);
}

/// Every text about a person, whatever box it was typed into: nothing opens for another person before that is asked.
#[test]
fn no_text_comes_back_for_another_person_without_a_question() {
    let world = World::new();
    let mut cleo = world.hand("cleo");
    let tom = cleo.person("Tom Bakker");
    let twin = cleo.adds(Platform::TikTok, "tom.too", &[]);
    let group = |people: Vec<PersonId>| Group {
        people,
        seen: SetId(1),
    };
    let places = |person: PersonId| {
        [
            DraftFor::Log(person),
            DraftFor::Note(person),
            DraftFor::Person(person),
            DraftFor::Line(person, LineFor::NewSponsor),
            DraftFor::Line(person, LineFor::NewAddress),
            DraftFor::Line(person, LineFor::NewRate),
            DraftFor::Check(person, Check::Niche),
            DraftFor::Account(person),
            DraftFor::Tags(group(vec![person])),
            DraftFor::Snooze(person),
            DraftFor::Erase(person),
            DraftFor::MergeWith(person),
            DraftFor::Choice(ChoiceOf::Owner(group(vec![person]))),
            DraftFor::Aimed(AimedText::CommandLine, group(vec![person])),
        ]
    };
    let mut texts = Vec::new();
    // Somebody else has the number, as after an older state of the database was restored; and a merge.
    texts.extend(places(tom).map(|place| {
        (
            draft(place, "nova.star", "half"),
            "This text was typed for nova.star",
        )
    }));
    texts.extend(places(twin).map(|place| {
        (
            draft(place, "tom.too", "half"),
            "merged tom.too into Tom Bakker",
        )
    }));
    merges(&mut cleo, tom, twin);
    let before = cleo.dossier(tom);
    for (text, words) in texts {
        let mut ada = Desk::open(&world, "ada");
        ada.recovers(vec![text.clone()]).press("enter");
        assert_eq!(ada.app.overlays.len(), 1, "{text:?}");
        ada.sees(words).sees("continue with Tom Bakker");
        ada.press("enter ctrl-s");
        assert_eq!(cleo.dossier(tom), before, "{text:?}");
        ada.press("esc");
        assert!(ada.app.overlays.is_empty());
        assert_eq!(ada.app.drafts(), std::slice::from_ref(&text), "it stays");
        // And with one key it is theirs.
        ada.press("f11 enter c");
        assert!(!ada.app.overlays.is_empty(), "{text:?}");
    }
}

#[test]
fn a_text_about_nobody_who_is_in_the_database_is_shown_and_nobody_is_called_erased() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let text = draft(
        DraftFor::Log(PersonId(9_999)),
        "nova.star",
        "in: she says yes",
    );
    ada.recovers(vec![text.clone()]).press("enter");
    ada.sees("nova.star is not in this database")
        .sees("in: she says yes");
    ada.press("esc");
    assert_eq!(ada.app.drafts(), [text]);
}

/// Keys that come before it is known who the person is go nowhere.
#[test]
fn the_list_stays_until_it_is_known_who_the_text_is_about() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let tom = ada.hand.person("Tom Bakker");
    let text = draft(DraftFor::Log(tom), "Tom Bakker", "dm: half");
    ada.recovers(vec![text]);
    let enter = Message::Key(KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE));
    let effects = ada.app.update(enter);
    let [Effect::Ask(ticket, _)] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    for key in ["d", "enter", "j"] {
        ada.press(key).sees("Unsaved text").sees("dm: half");
    }
    // No answer comes, and it can be opened again.
    ada.happens(Message::Overtaken(*ticket));
    ada.press("enter").sees("Log a contact with Tom Bakker");
}

/// What came back from an instance that ended is gone only when it is saved or discarded, whatever is pressed to leave it.
#[test]
fn a_recovered_text_outlives_esc_in_every_box() {
    for place in [
        "tags",
        "look again",
        "view name",
        "command line",
        "find",
        "setting",
        "choice: owner",
    ] {
        let row = ROWS.iter().find(|row| row.name == place).unwrap();
        let (world, shelf) = (World::new(), Shelf::new());
        (row.before)(&world);
        let mut ada = Desk::open_at(&world, "ada", 120, 40);
        plays(&mut ada, &shelf, row.steps);
        let left = ada.app.drafts();
        for leave in ["esc", "ctrl-c"] {
            let mut ada = Desk::open_at(&world, "ada", 120, 40);
            ada.recovers(left.clone()).press("enter");
            plays(&mut ada, &shelf, row.back);
            ada.press(leave).hears_said(if leave == "esc" {
                "F11 lists it"
            } else {
                "closed"
            });
            assert_eq!(ada.app.drafts(), left, "{place}");
            ada.press("f11").sees(row.title).press("d esc");
            assert_eq!(ada.app.drafts(), [], "{place}");
        }
    }
}

#[test]
fn the_columns_of_a_file_that_has_changed_are_chosen_again() {
    let (world, shelf) = (World::new(), Shelf::new());
    let path = shelf.typed("{shelf}/people.csv");
    let mut ada = Desk::open(&world, "ada");
    ada.press("I ctrl-u")
        .types(&path)
        .press("enter p")
        .types("insta")
        .press("enter")
        .sees("as you said");
    let kept = ada.app.drafts();
    fs::write(&path, "handle,Spot,followers\nnew.one,Lund,6\n").unwrap();
    let mut ada = Desk::open(&world, "ada");
    ada.recovers(kept.clone())
        .press("enter")
        .sees("2 of 4")
        .sees_not("as you said");
    ada.hears_said("people.csv has changed since its columns were chosen");
    assert_eq!(ada.app.drafts(), kept, "it is not thrown away");
    fs::remove_file(&path).unwrap();
    let mut ada = Desk::open(&world, "ada");
    ada.recovers(kept.clone())
        .press("enter")
        .sees("1 of 4")
        .sees("no such file");
    assert!(ada.app.drafts().contains(&kept[0]));
}

#[test]
fn whoever_quits_leaves_what_esc_would_discard_and_nothing_else() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.goes_to("Tom Bakker")
        .press("l")
        .types("half")
        .press("esc");
    ada.press("/").types("tag:ve");
    assert_eq!(ada.app.drafts().len(), 2);
    ada.press("ctrl-c ctrl-c");
    assert!(ada.ended);
    let left = ada.app.drafts();
    assert_eq!(left.len(), 1);
    assert!(matches!(left[0].place, DraftFor::Log(_)));
}

/// The unsaved texts of a desk that ended while text stood in a box of commands opened on Tom.
fn left_on_tom(world: &World, key: &str, typed: &str) -> Vec<Draft> {
    let mut ada = Desk::open(world, "ada");
    ada.goes_to("Tom Bakker").press(key).types(typed);
    ada.app.drafts()
}

#[test]
fn a_recovered_command_acts_on_the_person_it_was_typed_for() {
    for (key, typed, enter) in [
        (":", "note came back", "enter"),
        (":", "log in: came back", "enter enter"),
        (":", "stage outreach", "enter L"),
        ("ctrl-p", ">next stage", "enter L"),
    ] {
        let world = World::new();
        let left = left_on_tom(&world, key, typed);
        let mut ada = Desk::open(&world, "ada");
        let tom = ada.hand.person("Tom Bakker");
        ada.goes_to("Renée O'Connor");
        let renee = ada.hand.person("Renée O'Connor");
        let before = ada.hand.dossier(renee).unwrap();
        let toms = ada.hand.dossier(tom).unwrap();
        ada.recovers(left);
        ada.sees("Tom Bakker")
            .press("enter")
            .sees(typed)
            .press(enter);
        assert_eq!(ada.hand.dossier(renee).unwrap(), before, "{typed}");
        assert_ne!(ada.hand.dossier(tom).unwrap(), toms, "{typed}");
    }
}

#[test]
fn a_recovered_command_for_someone_who_is_erased_says_so_and_does_nothing() {
    let world = World::new();
    let left = left_on_tom(&world, ":", "note came back");
    let mut ada = Desk::open(&world, "ada");
    let tom = ada.hand.person("Tom Bakker");
    ada.goes_to("Renée O'Connor");
    let renee = ada.hand.person("Renée O'Connor");
    let before = ada.hand.dossier(renee).unwrap();
    ada.hand.erases(tom);
    ada.recovers(left);
    ada.press("enter").sees("was erased for good");
    ada.press("esc enter");
    assert_eq!(ada.hand.dossier(renee).unwrap(), before);
}

#[test]
fn a_recovered_command_of_which_no_person_is_known_acts_on_no_one() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.goes_to("Renée O'Connor");
    let renee = ada.hand.person("Renée O'Connor");
    let before = ada.hand.dossier(renee).unwrap();
    ada.recovers(vec![draft(DraftFor::CommandLine, "", "note for whom")]);
    ada.press("enter enter").sees("nobody is under the cursor");
    assert_eq!(ada.hand.dossier(renee).unwrap(), before);
}

#[test]
fn a_recovered_command_line_is_not_lost_to_the_next_one() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.recovers(vec![draft(DraftFor::CommandLine, "", "park no re")]);
    ada.press("esc :").sees_not("park no re").types("find zo");
    let lines = |ada: &Desk| -> Vec<String> {
        let drafts = ada.app.drafts();
        drafts
            .iter()
            .filter_map(|one| one.text("").map(str::to_owned))
            .collect()
    };
    assert_eq!(lines(&ada), ["park no re", "find zo"]);
    ada.press("esc");
    assert_eq!(lines(&ada), ["park no re"]);
    ada.press("f11")
        .sees("Command line: park no re")
        .press("enter")
        .sees(":park no re");
    assert_eq!(
        lines(&ada),
        ["park no re"],
        "it is where it was typed, and once"
    );
    ada.press("esc");
    assert_eq!(
        lines(&ada),
        ["park no re"],
        "it came back, so that Esc does not discard it"
    );
    ada.press("f11 d esc");
    assert_eq!(lines(&ada), [""; 0]);
}

#[test]
fn readline_keys_work_in_every_filter() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("2 s")
        .types("xyz")
        .press("ctrl-u")
        .types("owner")
        .press("ctrl-a")
        .types("x")
        .press("ctrl-d");
    ada.sees("/xwner").press("ctrl-u esc");
    ada.press("?")
        .types("undo it")
        .press("ctrl-w")
        .sees("/undo")
        .press("esc");
    ada.press("2 s")
        .pastes("foll")
        .sees("/foll")
        .sees_not("name  ");
}

/// Recovery files as earlier versions wrote them.
#[test]
fn text_that_an_earlier_version_kept_comes_back() {
    let world = World::new();
    let mut cleo = world.hand("cleo");
    let tom = cleo.person("Tom Bakker");
    cleo.notes(tom, "met at the fair");
    let note = cleo.dossier(tom).unwrap().notes[0].id;
    let set = cleo.last_seen();
    let stored = format!(
        r#"[
        {{"place":{{"Log":{tom}}},"about":"Tom Bakker","texts":[["","mail: half"]],"originals":[]}},
        {{"place":{{"Step":{tom}}},"about":"Tom Bakker","texts":[["","fri half"]]}},
        {{"place":{{"EditNote":[{tom},{note}]}},"about":"Tom Bakker","texts":[["","met at the fai"],["original","met at the fair"]],"originals":[]}},
        {{"place":{{"Person":{tom}}},"about":"Tom Bakker","texts":[["niche","chess"]],"originals":[["niche","gaming"]]}},
        {{"place":"NewPerson","about":"Somebody new","texts":[["account","ig half"]],"originals":[["account",null]]}},
        {{"place":"Handles","about":"Add people","texts":[["","@half"]],"originals":[]}},
        {{"place":{{"Reason":{set}}},"about":"Why take it back?","texts":[["","half a reason"]],"originals":[]}},
        {{"place":{{"Account":{tom}}},"about":"Account of Tom Bakker","texts":[["","tt half"]],"originals":[]}},
        {{"place":{{"ContactPoint":{tom}}},"about":"How to reach Tom Bakker","texts":[["","tom@half"]],"originals":[]}},
        {{"place":{{"Line":[{tom},"NewRate"]}},"about":"Tom Bakker","texts":[["amount","600 EU"]],"originals":[["amount",""]]}}
        ]"#,
        tom = tom.0,
        note = note.0,
        set = set.0,
    );
    let drafts: Vec<Draft> = serde_json::from_str(&stored).unwrap();
    for (place, (text, title)) in [
        ("mail: half", "Contact with Tom Bakker"),
        ("fri half", "Next step for Tom Bakker"),
        ("met at the fai", "Note on Tom Bakker"),
        ("chess", "Form of Tom Bakker"),
        ("ig half", "Form of a new person"),
        ("@half", "Handles of new people"),
        ("half a reason", "Why take it back?"),
        ("tt half", "Account of Tom Bakker"),
        ("tom@half", "Contact point of Tom Bakker"),
        ("600 EU", "Rate of Tom Bakker"),
    ]
    .into_iter()
    .enumerate()
    {
        let mut ada = Desk::open_at(&world, "ada", 120, 60);
        ada.recovers(drafts.clone()).sees(title);
        for _ in 0..place {
            ada.press("j");
        }
        ada.press("enter")
            .sees(text)
            .sees_not(&format!("{title}: "));
        assert_eq!(ada.app.drafts().len(), drafts.len(), "{title}");
    }
}

/// Keys that open, type into, change and close boxes with text.
const KEYS: &[&str] = &[
    "l",
    "n",
    "t",
    "#",
    "a",
    "A",
    ":",
    "/",
    "?",
    "s",
    "x",
    "w",
    "I",
    "v",
    "e",
    "F",
    "y",
    ",",
    "1",
    "2",
    "3",
    "U",
    "esc",
    "esc",
    "enter",
    "tab",
    "backspace",
    "ctrl-u",
    "ctrl-w",
    "left",
    "down",
    "j",
    "k",
    "f11",
    "ctrl-p",
    "ctrl-s",
    "o",
    "m",
    "space",
];

/// The number that tells whether anything is unsaved anew is never silent about a change.
fn is_told(seed: u64) {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.blind = true;
    ada.press("2");
    let mut before = (ada.app.unsaved_state(), ada.app.drafts());
    let mut chance = Chance::new(seed);
    for _ in 0..120 {
        let overlay = ada.app.overlays.last();
        let writes = match overlay.and_then(Overlay::place) {
            Some(DraftFor::Export(_) | DraftFor::Rejects(_)) => true,
            Some(_) | None => false,
        };
        // What is typed at random is no name for a file.
        let key = if writes { "esc" } else { *chance.one(KEYS) };
        ada.press(key);
        let now = (ada.app.unsaved_state(), ada.app.drafts());
        assert!(now.0 != before.0 || now.1 == before.1, "seed {seed}: {key}");
        before = now;
        if ada.ended {
            return;
        }
    }
}

#[test]
fn the_state_of_unsaved_text_changes_with_the_text() {
    for seed in 0..6 {
        is_told(seed);
    }
}

#[test]
#[ignore = "long: 400 walks of 120 keys; two minutes"]
fn the_state_of_unsaved_text_changes_with_the_text_on_many_walks() {
    for seed in 0..400 {
        is_told(seed);
    }
}

/// Earlier versions stored the title of a list, and once more around it whenever the text came back.
#[test]
fn the_title_of_a_list_does_not_grow_however_often_its_words_come_back() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let tom = ada.hand.person("Tom Bakker");
    let group = Group {
        people: vec![tom],
        seen: ada.hand.last_seen(),
    };
    let place = DraftFor::Choice(ChoiceOf::Owner(group));
    let mut texts = vec![draft(place, "Owner of Owner of Tom Bakker", "be")];
    for _ in 0..3 {
        let mut ada = Desk::open(&world, "ada");
        ada.recovers(texts)
            .sees("Filter of the list \"Owner of Tom Bakker\": be");
        ada.press("enter").sees("┌ Owner of Tom Bakker ");
        texts = ada.app.drafts();
        assert_eq!(texts[0].about, "Tom Bakker");
    }
}

#[test]
fn a_restored_form_has_the_bar_on_the_field_that_was_typed_into() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 40);
    ada.goes_to("Tom Bakker").press("e").types("X");
    ada.press("tab tab tab").types("Utrecht");
    let left = ada.app.drafts();
    assert_eq!(left[0].texts.last().unwrap().1, "NetherlandsUtrecht");
    let mut ada = Desk::open_at(&world, "ada", 120, 40);
    ada.recovers(left).press("enter").types("!");
    let texts = ada.app.drafts().remove(0).texts;
    assert_eq!(texts.last().unwrap().1, "NetherlandsUtrecht!");
    assert_eq!(texts.len(), 2);
}

#[test]
fn what_was_chosen_for_a_file_stays_on_the_way_back_to_the_first_step() {
    let (world, shelf) = (World::new(), Shelf::new());
    let mut ada = Desk::open(&world, "ada");
    ada.press("I ctrl-u")
        .types(&shelf.typed("{shelf}/people.csv"));
    ada.press("enter p")
        .types("insta")
        .press("enter")
        .sees("as you said");
    let chosen = ada.app.drafts();
    ada.press("esc").sees("1 of 4");
    assert_eq!(ada.app.drafts(), chosen);
    ada.press("ctrl-u")
        .types(&shelf.typed("{shelf}/instagram-2026-10-01.csv"));
    ada.press("enter").sees("2 of 4");
    assert_eq!(ada.app.drafts(), [], "another file was chosen");
}

#[test]
fn a_reason_for_a_red_flag_that_is_not_raised_any_more_is_shown() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let tom = ada.hand.person("Tom Bakker");
    let account = ada.hand.dossier(tom).unwrap().accounts[0].id;
    let place = DraftFor::Flag(tom, account, Rule::Jump, "9,000".into());
    let text = draft(place, "Tom Bakker", "a clip went viral");
    ada.recovers(vec![text.clone()]).press("enter");
    ada.sees("This red flag is not raised any more")
        .sees("a clip went viral");
    ada.press("esc");
    assert!(ada.app.overlays.is_empty());
    assert_eq!(ada.app.drafts(), [text]);
}

#[test]
fn a_reason_for_a_fit_check_whose_answer_is_gone_comes_back_with_the_answer() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let tom = ada.hand.person("Tom Bakker");
    let text = draft(
        DraftFor::Check(tom, Check::Niche),
        "Tom Bakker",
        "he plays on Tw",
    );
    ada.recovers(vec![text]).press("enter");
    ada.hears_said("y, n or u first; then Enter brings your unsaved text back");
    ada.press("y enter").sees("he plays on Tw").sees("because");
}

#[test]
fn a_restored_setting_stands_over_its_own_line() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 40);
    ada.press(", j enter").types("55");
    let left = ada.app.drafts();
    let title = left[0].about.clone();
    let mut ada = Desk::open_at(&world, "ada", 120, 40);
    ada.recovers(left).press("enter").press("esc");
    ada.sees_line(&["▌", &title]);
}

/// A box about somebody who is gone does not promise to come back when it is opened again.
#[test]
fn closing_a_box_about_somebody_who_is_gone_says_where_its_text_is() {
    let world = World::new();
    let mut cleo = world.hand("cleo");
    let tom = cleo.person("Tom Bakker");
    let twin = cleo.adds(Platform::TikTok, "tom.too", &[]);
    let mut ada = Desk::open(&world, "ada");
    ada.goes_to("tom.too").press("n").types("half a note");
    merges(&mut cleo, tom, twin);
    ada.press("ctrl-s")
        .sees("continue with Tom Bakker")
        .press("esc");
    ada.press("esc");
    ada.hears_said(
        "cleo merged tom.too into Tom Bakker; not saved; the text is kept, F11 lists it",
    );
    ada.press("f11").sees("half a note").press("esc");
    let nova = cleo.adds(Platform::TikTok, "half.a.hand", &[]);
    let mut ben = Desk::open(&world, "ben");
    ben.goes_to("half.a.hand").press("n").types("half a note");
    cleo.erases(nova);
    ben.press("ctrl-s").press("esc");
    ben.hears_said("was erased for good; not saved; the text is kept, F11 lists it");
}

/// That a text is kept is waited for no longer than there is such a text.
#[test]
fn nobody_waits_for_the_disk_to_take_a_text_that_is_not_there_any_more() {
    for keys in ["n", "f11 d esc"] {
        let world = World::new();
        let mut ada = Desk::open(&world, "ada");
        ada.goes_to("Tom Bakker").press("n").types("half");
        // The disk is slow: nothing is heard of it.
        ada.app.update(Message::Keeping(Keeping::default()));
        ada.app.update(Message::Key(KeyEvent::new(
            KeyCode::Esc,
            KeyModifiers::NONE,
        )));
        assert!(ada.app.is_closing_text());
        for key in keys.split(' ') {
            ada.app.update(Message::Key(key_named(key)));
        }
        ada.app.update(Message::Keeping(Keeping::default()));
        assert!(!ada.app.is_closing_text(), "{keys}");
    }
}
