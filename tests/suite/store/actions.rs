//! Actions: once each, refused without a trace, undone and done again.

use entourage::domain::change::{
    Change, Edit, HistoryChange, NewAccount, NewTouch, PeopleChange, TalkChange,
};
use entourage::domain::field::{Field, FieldKind};
use entourage::domain::ids::{PersonId, SetId, TouchId};
use entourage::domain::parking::ParkReason;
use entourage::domain::platform::{Handle, Platform};
use entourage::domain::question::{Answer, Question};
use entourage::domain::refusal::Refusal;
use entourage::domain::stage::Stage;
use entourage::domain::text::Raw;
use entourage::domain::touch::{Channel, Direction, Kind};

use super::round_trips::typed;
use super::{IG, changes, dump, no_set, same};
use crate::support::world::{ago, edit};
use crate::support::{Chance, Hand, World, today};

/// T2: an action that is sent twice, because nobody knows whether it arrived, happens once.
#[test]
fn the_same_action_twice_is_one_change() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let tom = ada.person("Tom Bakker");
    let account = |handle: &str| NewAccount {
        platform: IG,
        handle: Handle::parse(handle).unwrap(),
    };
    let changes_to_make = [
        Change::People(PeopleChange::Add {
            accounts: vec![account("t2.add")],
        }),
        Change::People(PeopleChange::Create {
            accounts: vec![account("t2.create")],
            edits: Vec::new(),
        }),
        Change::People(PeopleChange::Create {
            accounts: Vec::new(),
            edits: vec![Edit {
                field: Field::Name,
                original: None,
                mine: Some("No Account".into()),
            }],
        }),
        edit(tom, Field::Place, None, Some("Utrecht")),
        Change::People(PeopleChange::AddAccount {
            person: tom,
            account: account("t2.account"),
        }),
        Change::People(PeopleChange::AddContactPoint {
            person: tom,
            kind: "mail".into(),
            value: "t2@example.com".into(),
            manager: Some(("M".into(), "agency".into())),
        }),
        Change::Talk(TalkChange::AddNote {
            person: tom,
            text: "once".into(),
        }),
        Change::Talk(TalkChange::Log(NewTouch {
            person: tom,
            direction: Direction::In,
            channel: None,
            kind: Kind::Reply,
            date: today(),
            text: "once".into(),
        })),
        Change::Talk(TalkChange::Answered {
            person: tom,
            last: TouchId(i64::MAX),
        }),
        Change::People(PeopleChange::Move {
            person: tom,
            from: Stage::Discovery,
            to: Stage::Outreach,
            without: vec![entourage::domain::lifecycle::Missing::Note],
            because: None,
        }),
        Change::People(PeopleChange::Park {
            person: tom,
            reason: ParkReason::NotAFit,
            look_again: None,
        }),
        Change::People(PeopleChange::Unpark {
            person: tom,
            seen: SetId(i64::MAX),
        }),
    ];
    for change in changes_to_make {
        let stamp = ada.stamp();
        let first = ada
            .store
            .apply(change.clone(), &stamp)
            .unwrap_or_else(|error| panic!("{change:?}: {error:?}"));
        let before = (dump(&world.path()), changes(&mut ada));
        let mut again = ada.again(&world);
        let second = again
            .store
            .apply(change.clone(), &stamp)
            .unwrap_or_else(|error| panic!("{change:?}: {error:?}"));
        assert_eq!(
            (first.set, first.said.clone()),
            (second.set, second.said),
            "{change:?}"
        );
        same(&before.0, &dump(&world.path()));
        assert_eq!(changes(&mut ada), before.1, "{change:?}");
    }
    ada.is_sound();
}

#[test]
fn an_undo_that_is_sent_twice_answers_as_the_first_time() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let tom = ada.person("Tom Bakker");
    ada.edits(tom, Field::Place, Some("Utrecht"));
    sent_twice(&world, &mut ada, HistoryChange::UndoLast);
    sent_twice(&world, &mut ada, HistoryChange::RedoLast);
    let set = ada.edits(tom, Field::Pronouns, Some("he")).set.unwrap();
    sent_twice(&world, &mut ada, HistoryChange::Undo { set, reason: None });
}

#[track_caller]
fn sent_twice(world: &World, hand: &mut Hand, change: HistoryChange) {
    let stamp = hand.stamp();
    let first = hand
        .store
        .apply(Change::History(change.clone()), &stamp)
        .unwrap();
    let before = (dump(&world.path()), changes(hand));
    match hand
        .again(world)
        .store
        .apply(Change::History(change.clone()), &stamp)
    {
        Ok(second) => assert_eq!(second.set, first.set, "{change:?}"),
        Err(failure) => panic!("{change:?} sent again: {failure:?}"),
    }
    same(&before.0, &dump(&world.path()));
    assert_eq!(changes(hand), before.1);
}

#[test]
fn nothing_is_left_of_a_change_that_was_refused() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let before = dump(&world.path());
    let tom = ada.person("Tom Bakker");
    no_set(&mut ada, |ada| {
        // The first half could be done; the second is refused.
        let edits = vec![
            Edit {
                field: Field::Place,
                original: None,
                mine: Some("Utrecht".into()),
            },
            Edit {
                field: Field::Niche,
                original: Some("never was".into()),
                mine: Some("x".into()),
            },
        ];
        let refusal = ada.is_refused(Change::People(PeopleChange::Edit { person: tom, edits }));
        assert!(matches!(refusal, Refusal::Clashes { .. }));
        let accounts = ["brand.new", "lukasz_zak"].map(|handle| NewAccount {
            platform: IG,
            handle: Handle::parse(handle).unwrap(),
        });
        let refusal = ada.is_refused(Change::People(PeopleChange::Create {
            accounts: accounts.to_vec(),
            edits: Vec::new(),
        }));
        assert!(matches!(refusal, Refusal::Known { .. }));
    });
    same(&before, &dump(&world.path()));
}

#[test]
fn undo_and_redo_walk_the_same_way_back_and_forth_through_random_work() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let mut chance = Chance::new(7);
    let mut dumps = vec![dump(&world.path())];
    let mut made = 0;
    while made < 40 {
        if let Some(receipt) = random_work(&mut ada, &mut chance)
            && receipt.set.is_some()
        {
            made += 1;
            dumps.push(dump(&world.path()));
        }
    }
    for before in dumps.iter().rev().skip(1) {
        ada.undoes();
        same(before, &dump(&world.path()));
    }
    for after in dumps.iter().skip(1) {
        ada.redoes();
        same(after, &dump(&world.path()));
    }
    ada.is_sound();
}

/// Something that somebody might do; `None` when it was refused.
fn random_work(hand: &mut Hand, chance: &mut Chance) -> Option<entourage::domain::change::Receipt> {
    let person = PersonId(i64::try_from(chance.below(22) + 1).unwrap());
    let dossier = hand.dossier(person)?;
    let word = format!("word{}", chance.below(50));
    let date = today()
        .checked_add_days(chrono::Days::new(chance.next() % 60))
        .unwrap();
    let change = match chance.below(15) {
        0 | 1 => {
            let field = *chance.one(Field::ALL);
            let stored = field.read(typed(field), today()).unwrap();
            let stored = if matches!(field.kind(), FieldKind::Line | FieldKind::Text) {
                Some(word)
            } else {
                stored
            };
            let mine = if chance.below(4) == 0 { None } else { stored };
            let original = dossier
                .person
                .values
                .get(field)
                .map(|raw| raw.as_stored().to_owned());
            return hand
                .apply(edit(person, field, original.as_deref(), mine.as_deref()))
                .ok();
        }
        2 | 3 => {
            let to = *chance.one(&Stage::ALL);
            if to == dossier.person.stage || dossier.person.parked.is_some() {
                return None;
            }
            return Some(hand.moves(person, to));
        }
        4 => PeopleChange::Park {
            person,
            reason: *chance.one(&ParkReason::ALL),
            look_again: (chance.below(2) == 0).then_some(date),
        },
        5 => PeopleChange::Unpark {
            person,
            seen: SetId(i64::MAX),
        },
        6 => PeopleChange::Snooze {
            person,
            until: date,
        },
        7 => PeopleChange::StepDone {
            person,
            step: dossier
                .person
                .values
                .get(Field::NextStep)
                .map(Raw::line)
                .unwrap_or_default(),
            date: dossier.person.values.date(Field::NextDate),
        },
        8 => PeopleChange::AddAccount {
            person,
            account: NewAccount {
                platform: *chance.one(&Platform::ALL),
                handle: Handle::parse(&word).unwrap(),
            },
        },
        9 => PeopleChange::AddContactPoint {
            person,
            kind: "mail".into(),
            value: word.clone(),
            manager: (chance.below(2) == 0).then(|| (word, "agency".to_owned())),
        },
        11 => PeopleChange::Add {
            accounts: vec![NewAccount {
                platform: *chance.one(&Platform::ALL),
                handle: Handle::parse(&format!("new.{word}")).unwrap(),
            }],
        },
        12 => {
            let talk = TalkChange::Log(NewTouch {
                person,
                direction: *chance.one(Direction::ALL),
                channel: Some(*chance.one(Channel::ALL)),
                kind: *chance.one(Kind::ALL),
                date: ago(chance.next() % 90),
                text: word,
            });
            return hand.apply(Change::Talk(talk)).ok();
        }
        13 => {
            let talk = match (
                dossier.touches.first(),
                dossier.notes.first(),
                chance.below(4),
            ) {
                (Some(touch), _, 0) => TalkChange::RemoveTouch {
                    person,
                    touch: touch.id,
                },
                (_, Some(note), 1) => TalkChange::RemoveNote {
                    person,
                    note: note.id,
                    seen: note.text.as_stored().to_owned(),
                },
                (_, Some(note), 2) => TalkChange::EditNote {
                    person,
                    note: note.id,
                    original: note.text.as_stored().to_owned(),
                    mine: word,
                },
                _ => TalkChange::AddNote { person, text: word },
            };
            return hand.apply(Change::Talk(talk)).ok();
        }
        _ => {
            return hand
                .apply(Change::Talk(TalkChange::Answered {
                    person,
                    last: TouchId(i64::MAX),
                }))
                .ok();
        }
    };
    hand.apply(Change::People(change)).ok()
}

#[test]
fn everything_derived_is_as_if_made_again_after_random_work_of_two() {
    let world = World::new();
    let mut hands = [world.hand("ada"), world.hand("ben")];
    let mut chance = Chance::new(99);
    let mut refused = 0;
    for round in 0..400 {
        let hand = &mut hands[chance.below(2)];
        let done = match chance.below(8) {
            0 => hand.apply(Change::History(HistoryChange::UndoLast)).ok(),
            1 => hand.apply(Change::History(HistoryChange::RedoLast)).ok(),
            _ => random_work(hand, &mut chance),
        };
        refused += usize::from(done.is_none());
        if round % 100 == 99 {
            hands[0].is_sound();
        }
    }
    assert!(refused < 300, "{refused}");
    hands[1].is_sound();
    let counted = dump(&world.path())
        .iter()
        .filter(|line| line.starts_with("person "))
        .count();
    let Answer::Desk(desk) = hands[0].asks(&Question::Desk { owed: true }) else {
        panic!()
    };
    assert_eq!(desk.people as usize, counted);
    assert_eq!(desk.stages.iter().sum::<u32>() + desk.parked, desk.people);
}
