//! What is written comes back as it was.

use entourage::domain::change::{Change, NewTouch, PeopleChange, TalkChange};
use entourage::domain::field::{Field, FieldKind};
use entourage::domain::ids::{PersonId, SetId};
use entourage::domain::parking::ParkReason;
use entourage::domain::refusal::Refusal;
use entourage::domain::stage::Stage;
use entourage::domain::text::Clean;
use entourage::domain::touch::{Channel, Direction, Kind};

use super::{IG, dump, same};
use crate::support::world::{ago, edit};
use crate::support::{Hand, World, day, today};

/// A value of a field as a person would type it.
pub(super) fn typed(field: Field) -> &'static str {
    match field.kind() {
        FieldKind::Line => "  Zoë \u{202e}Ångström, of Malmö ",
        FieldKind::Text => "One line.\n\n  Another, 日本語 and عربى.\n",
        FieldKind::Date => "12 dec",
        FieldKind::Days => "every 21 days",
        FieldKind::Choice(words) | FieldKind::Set(words) => words[0],
        FieldKind::Country => "sweden",
        FieldKind::Language => "swedish",
        FieldKind::Languages => "danish, no",
        FieldKind::Sizes => "shoes 39 EU; shirt M",
        FieldKind::Member => "ben",
        FieldKind::Tags => "#UGC vegan",
        FieldKind::Zone => "stockholm",
    }
}

#[test]
fn every_field_comes_back_as_it_was_stored() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let tom = ada.person("Tom Bakker");
    for field in Field::ALL {
        let stored = field.read(typed(*field), today()).unwrap().unwrap();
        ada.edits(tom, *field, Some(&stored));
        let mut ben = world.hand("ben");
        assert_eq!(
            ben.field(tom, *field).as_deref(),
            Some(stored.as_str()),
            "{field:?}"
        );
        assert!(
            ben.dossier(tom).unwrap().person.written_by_hand(*field),
            "{field:?}"
        );
    }
    for field in Field::ALL {
        ada.edits(tom, *field, None);
        assert_eq!(ada.field(tom, *field), None, "{field:?}");
    }
    ada.is_sound();
}

#[test]
fn a_new_person_with_every_field_comes_back_whole_and_undo_removes_them() {
    let world = World::new();
    let before = dump(&world.path());
    let mut ada = world.hand("ada");
    let values: Vec<(Field, String)> = Field::ALL
        .iter()
        .map(|field| (*field, field.read(typed(*field), today()).unwrap().unwrap()))
        .collect();
    let fields: Vec<(Field, &str)> = values
        .iter()
        .map(|(field, value)| (*field, value.as_str()))
        .collect();
    let person = ada.adds(IG, "whole.person", &fields);
    for (field, value) in &values {
        assert_eq!(ada.field(person, *field).as_ref(), Some(value));
    }
    ada.undoes();
    assert!(ada.dossier(person).is_none());
    same(&before, &dump(&world.path()));
    ada.redoes();
    for (field, value) in &values {
        assert_eq!(ada.field(person, *field).as_ref(), Some(value));
    }
    ada.is_sound();
}

#[test]
fn contacts_come_back_with_every_direction_channel_and_kind() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let tom = ada.person("Tom Bakker");
    ada.moves(tom, Stage::Nurturing);
    let mut wanted = Vec::new();
    for direction in Direction::ALL {
        for channel in Channel::ALL.iter().map(|one| Some(*one)).chain([None]) {
            for kind in Kind::ALL {
                let touch = NewTouch {
                    person: tom,
                    direction: *direction,
                    channel,
                    kind: *kind,
                    date: ago(3),
                    text: format!("{direction:?} {channel:?} {kind:?}"),
                };
                ada.does(Change::Talk(TalkChange::Log(touch)));
                wanted.push((
                    *direction,
                    channel,
                    *kind,
                    ago(3),
                    format!("{direction:?} {channel:?} {kind:?}"),
                ));
            }
        }
    }
    let mut touches = ada.dossier(tom).unwrap().touches;
    touches.sort_by_key(|touch| touch.id);
    let found: Vec<_> = touches
        .iter()
        .map(|one| {
            (
                one.direction,
                one.channel,
                one.kind,
                one.date,
                one.text.as_stored().to_owned(),
            )
        })
        .collect();
    assert_eq!(found, wanted);
    ada.is_sound();
}

#[test]
fn parking_and_moving_keep_their_reasons_and_days() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let tom = ada.person("Tom Bakker");
    for reason in ParkReason::ALL {
        ada.does(Change::People(PeopleChange::Park {
            person: tom,
            reason,
            look_again: Some(day("2027-02-28")),
        }));
        let parked = ada.dossier(tom).unwrap().person.parked.unwrap();
        assert_eq!(
            (parked.reason, parked.look_again),
            (reason, Some(day("2027-02-28")))
        );
    }
    ada.does(Change::People(PeopleChange::Unpark {
        person: tom,
        seen: SetId(i64::MAX),
    }));
    assert_eq!(ada.dossier(tom).unwrap().person.parked, None);
    for stage in Stage::ALL.into_iter().rev() {
        ada.moves(tom, stage);
        let person = ada.dossier(tom).unwrap().person;
        assert_eq!((person.stage, person.stage_since), (stage, today()));
    }
    ada.is_sound();
}

#[test]
fn one_manager_stands_for_many_people() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let people = [ada.person("Tom Bakker"), ada.person("Zoë Ångström")];
    for person in people {
        ada.does(Change::People(PeopleChange::AddContactPoint {
            person,
            kind: "mail".into(),
            value: "ana@agency.example".into(),
            manager: Some(("Ana Ruiz".into(), "agency".into())),
        }));
    }
    let manager = |hand: &mut Hand, person| {
        let points = hand.dossier(person).unwrap().contact_points;
        points.into_iter().find_map(|point| point.manager).unwrap()
    };
    assert_eq!(manager(&mut ada, people[0]), manager(&mut ada, people[1]));
    ada.undoes();
    assert_eq!(manager(&mut ada, people[0]).name.as_stored(), "Ana Ruiz");
    ada.is_sound();
}

#[test]
fn what_is_not_there_is_gone() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let nobody = PersonId(987_654);
    assert_eq!(
        ada.is_refused(edit(nobody, Field::Niche, None, Some("x"))),
        Refusal::PersonGone
    );
    for change in [
        PeopleChange::Unpark {
            person: nobody,
            seen: SetId(i64::MAX),
        },
        PeopleChange::StepDone {
            person: nobody,
            step: Clean::default(),
            date: None,
        },
        PeopleChange::Snooze {
            person: nobody,
            until: today(),
        },
        PeopleChange::LookAgain {
            person: nobody,
            seen: today(),
            date: None,
        },
    ] {
        assert_eq!(ada.is_refused(Change::People(change)), Refusal::PersonGone);
    }
    assert_eq!(
        ada.is_refused(Change::Talk(TalkChange::AddNote {
            person: nobody,
            text: "x".into()
        })),
        Refusal::PersonGone
    );
    assert!(ada.dossier(nobody).is_none());
}
