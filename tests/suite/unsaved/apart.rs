//! Texts are told apart by the box that they were typed into: what becomes of one never touches another, and no answer of
//! the store drops a text.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use entourage::domain::change::{Change, HistoryChange};
use entourage::domain::detail::{Detail, Reach};
use entourage::domain::field::Field;
use entourage::domain::gone::{Gone, How};
use entourage::domain::ids::SetId;
use entourage::domain::lifecycle::Missing;
use entourage::domain::merge::Merged;
use entourage::domain::platform::Platform;
use entourage::domain::refusal::{Clash, Refusal, Trouble};
use entourage::domain::settings::Setting;
use entourage::domain::stage::Stage;
use entourage::domain::text::{Clean, Raw};
use entourage::ui::draft::{Draft, DraftFor};
use entourage::ui::effect::Effect;
use entourage::ui::message::{Message, Ticket};

use crate::support::{Desk, World};

/// Everything that is typed and unsaved, field by field.
fn texts(ada: &Desk) -> Vec<Vec<(String, String)>> {
    ada.app.drafts().into_iter().map(|one| one.texts).collect()
}

/// The only text of every box.
fn lines(ada: &Desk) -> Vec<String> {
    let only = |texts: Vec<(String, String)>| texts.into_iter().map(|(_, text)| text).collect();
    texts(ada).into_iter().map(only).collect()
}

#[test]
fn a_text_typed_while_another_of_its_place_is_saved_stays() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let tom = ada.hand.person("Tom Bakker");
    ada.goes_to("Tom Bakker").press("n").types("first note");
    ada.locks().press("ctrl-s n").sees_not("first note");
    ada.types("second note");
    assert_eq!(lines(&ada), ["first note", "second note"]);
    ada.press("esc");
    let mut both = lines(&ada);
    both.sort();
    assert_eq!(both, ["first note", "second note"]);
    ada.unlocks();
    assert_eq!(lines(&ada), ["second note"]);
    let notes = ada.hand.dossier(tom).unwrap().notes;
    assert_eq!(notes[0].text.as_stored(), "first note");
    ada.press("n").sees("second note").press("ctrl-s");
    assert_eq!(lines(&ada), [""; 0]);
}

/// The tags vanished with "all 0 are known already".
#[test]
fn an_answer_for_a_closed_box_leaves_the_next_one_alone() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.goes_to("Tom Bakker").press("a").types("ig someone.new");
    let enter = KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE);
    let asked = ada.app.update(Message::Key(enter));
    let Some(Effect::Ask(ticket, question)) = asked.into_iter().next() else {
        panic!("nothing was asked");
    };
    ada.press("esc #").types("vegan");
    let answer = ada.hand.asks(&question);
    drop(ada.app.update(Message::Answered(ticket, answer)));
    ada.press("right").sees("Tags of Tom Bakker").sees("vegan");
    assert!(
        lines(&ada).contains(&"vegan".to_owned()),
        "{:?}",
        lines(&ada)
    );
}

#[test]
fn a_kept_text_that_is_being_saved_is_not_offered_again() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.goes_to("Tom Bakker")
        .press("n")
        .types("first note")
        .press("esc n")
        .sees("first note");
    ada.locks().press("ctrl-s f11").sees("No unsaved text.");
    ada.press("esc n").sees_not("first note").types("second");
    ada.press("esc");
    ada.unlocks();
    assert_eq!(lines(&ada), ["second"]);
}

#[test]
fn the_fields_of_two_forms_are_two_texts() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 40);
    let (account, name) = (String::from("account"), String::from("name"));
    let of = |field: &String, text: &str| (field.clone(), text.to_owned());
    ada.locks();
    ada.press("2 A").types("ig xena.x").press("tab");
    ada.types("Xena").press("ctrl-s A tab").types("Yara");
    let xena = vec![of(&account, "ig xena.x"), of(&name, "Xena")];
    assert_eq!(texts(&ada), [xena.clone(), vec![of(&name, "Yara")]]);
    // Whatever follows, nobody gets the account of somebody else.
    ada.press("backtab").types("ig yara.y");
    let yara = vec![of(&name, "Yara"), of(&account, "ig yara.y")];
    assert_eq!(texts(&ada), [xena, yara.clone()]);
    ada.unlocks();
    assert_eq!(texts(&ada), [yara]);
}

#[test]
fn a_choice_between_two_versions_settles_its_own_text() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 40);
    let tom = ada.hand.person("Tom Bakker");
    let stored = ada.hand.field(tom, Field::Place);
    let text = |words: &str| Draft {
        place: DraftFor::Person(tom),
        about: "Tom Bakker".into(),
        texts: vec![("place".into(), words.into())],
        originals: vec![("place".into(), stored.clone())],
    };
    for keys in ["m enter", "t enter"] {
        world.hand("ben").edits(tom, Field::Place, Some(keys));
        let mut ada = Desk::open_at(&world, "ada", 120, 40);
        ada.recovers(vec![text("one"), text("two")]);
        ada.press("enter ctrl-s").sees("both changed");
        assert_eq!(lines(&ada).len(), 2);
        ada.press(keys).sees_not("both changed");
        assert_eq!(lines(&ada), ["two"], "{keys}");
    }
}

#[test]
fn a_contact_that_became_a_note_is_saved_and_gone() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.goes_to("Tom Bakker")
        .press("l")
        .types("likes oranges")
        .press("esc");
    ada.press("l tab enter").hears_said("note");
    assert_eq!(lines(&ada), [""; 0]);
    ada.press("f11").sees("No unsaved text.").press("esc");
    ada.press("l").sees_not("likes oranges");
    // Closed as a note, it is kept as a note, and once.
    ada.types("likes pears").press("esc l tab esc");
    assert_eq!(lines(&ada), ["likes pears"]);
    ada.press("n").sees("likes pears");
}

#[test]
fn a_reason_is_asked_for_again_with_what_was_typed() {
    let world = World::new();
    let mut ben = world.hand("ben");
    ben.sets(Setting::HouseRules, Some("strict"));
    let nova = ben.adds(Platform::TikTok, "nova.star", &[]);
    ben.notes(nova, "met at the fair");
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    ada.goes_to("nova.star")
        .press("L")
        .sees("No niche. House rules are strict.");
    ada.press("L").types("my long reason here");
    ben.does(Change::History(HistoryChange::UndoLast));
    ada.press("enter").sees("No niche, no note.");
    assert_eq!(lines(&ada), ["my long reason here"]);
    ada.press("L").sees("my long reason here");
    ada.hears_said("your unsaved text is back");
    ada.press("esc f11").sees("my long reason here");
    ada.press("enter").sees("my long reason here");
    ada.press("enter").hears_said("is now in");
    assert_eq!(lines(&ada), [""; 0]);
    assert_ne!(ben.stage(nova), Stage::Discovery);
}

#[test]
fn a_text_that_waits_behind_another_of_its_own_is_not_prefilled() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.goes_to("Tom Bakker")
        .press("l")
        .types("one")
        .press("esc");
    ada.commands("log two").sees("two");
    assert!(!ada.notice().contains("is back"), "{}", ada.notice());
    assert_eq!(lines(&ada), ["one", "two"]);
    ada.press("enter").hears_said("logged");
    assert_eq!(lines(&ada), ["one"]);
    ada.press("l").sees("one").hears_said("is back");
}

#[test]
fn the_path_of_an_import_is_kept_whatever_is_in_front() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("I ctrl-u").types("/srv/files/half-a-na");
    let before = ada.app.drafts();
    assert_eq!(before.len(), 1);
    ada.clicks(45, 0).sees_not("half-a-na");
    assert_eq!(ada.app.drafts(), before);
    ada.press("I").sees("half-a-na");
    assert_eq!(ada.app.drafts(), before);
}

#[test]
fn what_is_being_saved_is_not_discarded_by_quitting() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.goes_to("Tom Bakker").press("#").types("vegan");
    ada.locks().press("enter");
    ada.press(":").types("half a com").press("ctrl-c ctrl-c");
    assert!(ada.ended);
    assert_eq!(lines(&ada), ["vegan"]);
}

/// Every way in which the store can say no.
fn refusals(ada: &mut Desk) -> Vec<Refusal> {
    let words = |text: &str| Clean::line(text);
    let (label, by) = (words("an import"), words("ben"));
    let set = SetId(1);
    let tom = ada.hand.person("Tom Bakker");
    let name = words("Tom Bakker");
    let into = ada.hand.person("Zoë Ångström");
    let all = vec![
        Refusal::Stale {
            name: name.clone(),
            by: by.clone(),
            what: words("moved"),
            when: words("a moment ago"),
        },
        Refusal::Parked {
            name: name.clone(),
            by: by.clone(),
            when: words("a moment ago"),
        },
        Refusal::Clashes {
            person: tom,
            name: name.clone(),
            by: by.clone(),
            fields: vec![Clash {
                field: Field::Niche,
                original: None,
                mine: Some(Raw::new("mine")),
                theirs: Some(Raw::new("theirs")),
            }],
        },
        Refusal::NoteClash {
            by: by.clone(),
            theirs: Raw::new("theirs"),
            mine: Raw::new("mine"),
        },
        Refusal::DetailClash {
            by: by.clone(),
            theirs: Box::new(Detail::Reach(Reach {
                kind: "dm".into(),
                value: Raw::new("@tom"),
                manager: None,
            })),
        },
        Refusal::Wants(vec![Missing::Niche]),
        Refusal::WantsTyped(vec![Missing::Niche]),
        Refusal::SettingClash {
            setting: Setting::CareB,
            by: by.clone(),
            theirs: None,
        },
        Refusal::Gone,
        Refusal::PersonGone,
        Refusal::PersonErased,
        Refusal::PeopleGone(vec![Gone {
            person: tom,
            how: How::Erased,
        }]),
        Refusal::Merged(Merged {
            gone: tom,
            name: name.clone(),
            into,
            into_name: words("Zoë Ångström"),
            by: by.clone(),
        }),
        Refusal::Known {
            account: words("@tom"),
            name,
        },
        Refusal::NothingToUndo,
        Refusal::NothingToRedo,
        Refusal::FromElsewhere {
            set,
            label: label.clone(),
            when: words("yesterday"),
        },
        Refusal::Large {
            set,
            label: label.clone(),
            rows: 5_000,
        },
        Refusal::WantsReason,
        Refusal::AlreadyUndone,
        Refusal::ChangedSince {
            by: by.clone(),
            label: label.clone(),
            set,
            then: Vec::new(),
        },
        Refusal::StillOpen {
            label: label.clone(),
            by: by.clone(),
        },
        Refusal::JobLeft {
            set,
            label: label.clone(),
            by: by.clone(),
        },
        Refusal::TakesBack { set },
        Refusal::JobTaken { set },
        Refusal::NoJob { set },
        Refusal::EraseWaits {
            set,
            label: label.clone(),
            by,
        },
        Refusal::PreviewOutdated,
        Refusal::Erased,
        Refusal::BeforeErased { set, label },
        Refusal::ReadOnly,
        Refusal::Invalid(words("no")),
    ];
    // A refusal that is new has to be put into the list.
    for one in &all {
        match one {
            Refusal::Stale { .. }
            | Refusal::Parked { .. }
            | Refusal::Clashes { .. }
            | Refusal::NoteClash { .. }
            | Refusal::DetailClash { .. }
            | Refusal::Wants(_)
            | Refusal::WantsTyped(_)
            | Refusal::SettingClash { .. }
            | Refusal::Gone
            | Refusal::PersonGone
            | Refusal::PersonErased
            | Refusal::PeopleGone(_)
            | Refusal::Merged(_)
            | Refusal::Known { .. }
            | Refusal::NothingToUndo
            | Refusal::NothingToRedo
            | Refusal::FromElsewhere { .. }
            | Refusal::Large { .. }
            | Refusal::WantsReason
            | Refusal::AlreadyUndone
            | Refusal::ChangedSince { .. }
            | Refusal::StillOpen { .. }
            | Refusal::JobLeft { .. }
            | Refusal::TakesBack { .. }
            | Refusal::JobTaken { .. }
            | Refusal::NoJob { .. }
            | Refusal::EraseWaits { .. }
            | Refusal::PreviewOutdated
            | Refusal::Erased
            | Refusal::BeforeErased { .. }
            | Refusal::ReadOnly
            | Refusal::Invalid(_) => {}
        }
    }
    all
}

/// The ticket of the only change that waits for the store.
fn waiting(ada: &mut Desk) -> Ticket {
    match ada.held.pop() {
        Some(Effect::Apply(ticket, _) | Effect::TakeBack { ticket, .. }) => ticket,
        other => panic!("{other:?}"),
    }
}

/// Opens a box, types into it and saves, while the store makes no change.
fn saves(keys: &str) -> (World, Desk) {
    let world = World::new();
    let mut ben = world.hand("ben");
    ben.sets(Setting::HouseRules, Some("strict"));
    let nova = ben.adds(Platform::TikTok, "nova.star", &[]);
    ben.edits(nova, Field::Place, Some("Lund"));
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    ada.goes_to("nova.star");
    ada.locks().press(keys).types("kept words");
    let save = if keys == "n" || keys == "e" {
        "ctrl-s"
    } else {
        "enter"
    };
    ada.press(save);
    (world, ada)
}

#[test]
fn no_answer_of_the_store_drops_a_text() {
    let boxes = ["n", "e", "l", "t", "L L", "#", "U x"];
    let count = refusals(&mut Desk::open(&World::new(), "ada")).len();
    for keys in boxes {
        for number in 0..=count {
            let (_world, mut ada) = saves(keys);
            let refusal = refusals(&mut ada).into_iter().nth(number);
            let ticket = waiting(&mut ada);
            ada.happens(match refusal.clone() {
                Some(refusal) => Message::Refused(ticket, refusal),
                None => Message::Failed(ticket, Trouble::new("the disk is full")),
            });
            let is_there = |ada: &Desk| lines(ada).iter().any(|one| one.contains("kept words"));
            assert!(is_there(&ada), "{keys}: {refusal:?}\n{}", ada.text());
            if ada.held.is_empty() {
                continue;
            }
            // It goes on as a job, which is refused in its turn.
            let ticket = waiting(&mut ada);
            let by = Clean::line("ben");
            let label = Clean::line("an import");
            ada.happens(Message::Refused(ticket, Refusal::StillOpen { label, by }));
            ada.sees("kept words");
            assert!(is_there(&ada), "{keys}: {refusal:?}");
        }
    }
}
