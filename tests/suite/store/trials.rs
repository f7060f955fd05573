//! A preview says what the import then does: in files of many slices, about people whom the desk knows in part.

use entourage::domain::carried::CarriedNote;
use entourage::domain::change::{Change, PeopleChange};
use entourage::domain::field::Field;
use entourage::domain::ids::SetId;
use entourage::domain::importing::{Looked, Outcome};
use entourage::domain::incoming::{Incoming, IncomingReach};
use entourage::domain::parking::ParkReason;
use entourage::domain::platform::{Platform, read_on};
use entourage::domain::stage::Stage;
use entourage::store::import::{Counts, Plan, Trial};

use super::imports::known;
use super::{IG, dump};
use crate::support::world::row;
use crate::support::{Chance, Hand, World, day};

fn plan(source: &str) -> Plan {
    Plan {
        source: source.to_owned(),
        as_of: day("2026-11-01"),
        ..Plan::default()
    }
}

/// What would come of these rows, tried in slices of so many.
fn tried(hand: &mut Hand, rows: &[Incoming], slice: usize) -> Trial {
    let stamp = hand.stamp();
    let mut trial = Trial::new(Some(&hand.store), plan("file.csv"), &stamp).unwrap();
    for rows in rows.chunks(slice) {
        trial
            .take(Some(&hand.store), rows)
            .unwrap_or_else(|failure| panic!("{failure:?}"));
    }
    trial
}

fn all_of(trial: &Trial, outcome: Outcome) -> Vec<Looked> {
    trial.page(outcome, 0, 10_000).unwrap()
}

#[test]
fn people_who_are_known_are_found_behind_slices_of_new_ones() {
    let world = World::empty();
    let mut ada = world.hand("ada");
    for handle in ["zoe", "tom"] {
        ada.adds(IG, handle, &[(Field::Name, handle)]);
    }
    let mut rows: Vec<Incoming> = (0..10)
        .map(|number| known(2 + number, &format!("new.{number}"), "New", 10))
        .collect();
    rows.push(known(12, "zoe", "zoe", 5));
    rows.push(known(13, "tom", "Thomas", 6));
    let before = dump(&world.path());
    for slice in [1, 3, 5, 11, 100] {
        let trial = tried(&mut ada, &rows, slice);
        let counts = trial.counts();
        assert_eq!((counts.new, counts.updated), (10, 1), "in {slice}");
        let kept = all_of(&trial, Outcome::Conflict);
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].differences[0].old.as_str(), "tom");
    }
    assert_eq!(dump(&world.path()), before);
}

/// Another manager under the same number would be shown as theirs, or take their place.
#[test]
fn the_managers_of_people_in_a_later_slice_are_theirs() {
    let world = World::empty();
    let mut ada = world.hand("ada");
    let managed = |line, handle: &str, manager: &str| {
        let mut row = known(line, handle, handle, 10);
        row.reaches = vec![IncomingReach {
            kind: "mail".into(),
            value: format!("{handle}@agency.example"),
            manager: Some((manager.to_owned(), "agency".to_owned())),
            exact: true,
        }];
        row
    };
    let zoe = managed(2, "zoe", "Ana Ruiz");
    ada.imports("file.csv", "2026-11-01", std::slice::from_ref(&zoe));
    let rows = [managed(2, "new", "Ben Cole"), Incoming { line: 3, ..zoe }];
    for slice in [1, 2] {
        let counts = tried(&mut ada, &rows, slice).counts();
        assert_eq!((counts.new, counts.unchanged), (1, 1), "in {slice}");
    }
}

#[test]
fn who_was_brought_back_is_so_in_every_slice() {
    let world = World::empty();
    let mut ada = world.hand("ada");
    let zoe = ada.adds(IG, "zoe", &[]);
    ada.does(Change::People(PeopleChange::Park {
        person: zoe,
        reason: ParkReason::NoReply,
        look_again: None,
    }));
    ada.does(Change::People(PeopleChange::Unpark {
        person: zoe,
        seen: SetId(i64::MAX),
    }));
    let parks = Incoming {
        parked: Some(ParkReason::NoReply),
        ..row(3, IG, "zoe")
    };
    let rows = [row(2, IG, "zoe"), parks];
    for slice in [1, 2] {
        let counts = tried(&mut ada, &rows, slice).counts();
        let import = ada.imports_in("file.csv", day("2026-11-01"), &rows, slice);
        assert_eq!(counts, import.counts, "in {slice}");
    }
}

/// A row of few names, so that rows meet each other and the desk in every way there is.
fn random_row(line: u64, chance: &mut Chance) -> Incoming {
    let accounts: &[(Platform, &str)] = &[
        (IG, "x"),
        (IG, "y"),
        (IG, "z"),
        (Platform::YouTube, "x"),
        (Platform::YouTube, "@x"),
        (Platform::YouTube, "c/y"),
        (Platform::YouTube, "UC1234567890abcdefghijkl"),
        (Platform::LinkedIn, "in/x"),
        (Platform::LinkedIn, "x"),
        (Platform::Threads, "x"),
        (Platform::Other, "x"),
        (Platform::Other, "y"),
    ];
    let names = ["Ann", "Ben", "Cleo"];
    let mut row = if chance.below(6) == 0 {
        let mut row = Incoming::of_person(line);
        row.name = Some((*chance.one(&names)).to_owned());
        row
    } else {
        let (platform, handle) = *chance.one(accounts);
        let (platform, handle) = read_on(platform, handle).unwrap();
        Incoming::of_account(line, platform, handle)
    };
    if chance.below(2) == 0 {
        row.name = Some((*chance.one(&names)).to_owned());
    }
    if chance.below(3) == 0 {
        row.mails = vec![format!("{}@example.org", chance.one(&names))];
    }
    if chance.below(3) == 0 {
        row.niche = Some((*chance.one(&["skincare", "food"])).to_owned());
    }
    if chance.below(3) == 0 {
        row.figures.followers = Some(i64::try_from(chance.below(3)).unwrap() + 10);
        let days = [day("2026-10-01"), day("2026-11-01")];
        row.as_of = Some(*chance.one(&days));
    }
    if chance.below(4) == 0 {
        row.stage = Some(*chance.one(&[Stage::Discovery, Stage::Outreach]));
    }
    if chance.below(5) == 0 {
        row.parked = Some(*chance.one(&[
            ParkReason::NoReply,
            ParkReason::NotAFit,
            ParkReason::AskedNotToBeContacted,
        ]));
    }
    if chance.below(4) == 0 {
        row.reaches = vec![IncomingReach {
            kind: "phone".into(),
            value: format!("+49 151 {}", chance.below(3)),
            manager: (chance.below(2) == 0)
                .then(|| ((*chance.one(&names)).to_owned(), "agent".to_owned())),
            exact: true,
        }];
    }
    if !row.has_account() || chance.below(5) == 0 {
        row.carry().person = Some(i64::try_from(chance.below(4)).unwrap() + 1);
        let note = format!("note {}", chance.below(3));
        row.carry().notes = vec![CarriedNote {
            date: day("2026-10-01"),
            by: "ada".into(),
            text: note,
        }];
    }
    row
}

/// What people do between two files.
fn random_work(hand: &mut Hand, chance: &mut Chance) {
    let people = hand.store.everybody().unwrap();
    let person = *chance.one(&people);
    match chance.below(4) {
        0 => {
            hand.edits(person, Field::Name, Some(*chance.one(&["Ann", "Dora"])));
        }
        1 => {
            hand.edits(person, Field::Niche, Some("gardens"));
        }
        2 => {
            let parked = hand.dossier(person).unwrap().person.parked.is_some();
            let change = if parked {
                PeopleChange::Unpark {
                    person,
                    seen: SetId(i64::MAX),
                }
            } else {
                PeopleChange::Park {
                    person,
                    reason: ParkReason::NoReply,
                    look_again: None,
                }
            };
            hand.does(Change::People(change));
        }
        _ => {
            hand.notes(person, "note 1");
        }
    }
}

fn a_preview_says_what_the_import_does(seed: u64) {
    let chance = &mut Chance::new(seed);
    let world = World::empty();
    let mut ada = world.hand("ada");
    for file in 0..3 {
        let most = 2 + chance.below(25);
        let rows: Vec<Incoming> = (0..most as u64)
            .map(|place| random_row(2 + place, chance))
            .collect();
        let before = dump(&world.path());
        let tried: Vec<(usize, Counts)> = [1 + chance.below(6), 1_000]
            .into_iter()
            .map(|slice| (slice, tried(&mut ada, &rows, slice).counts()))
            .collect();
        assert_eq!(dump(&world.path()), before);
        let slice = 1 + chance.below(9);
        let import = ada.imports_in("file.csv", day("2026-11-01"), &rows, slice);
        for (slice, counts) in tried {
            assert_eq!(
                counts, import.counts,
                "seed {seed}, file {file}, in {slice}: {rows:#?}"
            );
        }
        for _ in 0..3 {
            random_work(&mut ada, chance);
        }
    }
    ada.is_sound();
}

#[test]
fn a_preview_says_what_the_import_does_with_random_files() {
    for seed in 1..40 {
        a_preview_says_what_the_import_does(seed);
    }
}

#[test]
#[ignore = "long: 2,000 desks, each with three files"]
fn a_preview_says_what_the_import_does_with_many_random_files() {
    for seed in 1_000..3_000 {
        a_preview_says_what_the_import_does(seed);
    }
}
