//! Files and large changes are undone whole, or but for what was altered since.

use entourage::domain::change::{Change, HistoryChange, NewAccount, PeopleChange};
use entourage::domain::field::Field;
use entourage::domain::ids::{PersonId, SetId};
use entourage::domain::incoming::Incoming;
use entourage::domain::parking::ParkReason;
use entourage::domain::platform::{Handle, Platform};
use entourage::domain::refusal::Refusal;
use entourage::domain::stage::Stage;
use entourage::store::Failure;

use super::imports::known;
use super::{IG, dump, same};
use crate::support::world::row;
use crate::support::{Hand, World, day, today};

/// A file about people who are known and people who are not.
fn mixed(count: u64) -> Vec<Incoming> {
    let mut rows = vec![
        known(2, "zoe.angstrom", "Zoe", 50_000),
        known(3, "lukasz_zak", "Lukasz", 10_000),
        known(4, "freyalind", "Freya L.", 800),
    ];
    rows[2].niche = Some("knitwear".into());
    rows[2].tags = vec!["wool".into()];
    rows.extend((0..count).map(|number| {
        let mut row = known(
            number + 5,
            &format!("mixed{number}"),
            &format!("Mixed {number}"),
            100,
        );
        row.note = (number % 3 == 0).then(|| format!("note {number}"));
        row.last_contact = (number % 5 == 0).then(|| day("2026-09-09"));
        row.mails = vec![format!("mixed{number}@example.com")];
        row
    }));
    rows
}

#[test]
fn one_undo_takes_a_file_back_whole_and_redo_brings_it_back() {
    let world = World::new();
    let before = dump(&world.path());
    let mut ada = world.hand("ada");
    ada.imports("mixed.csv", "2026-11-21", &mixed(60));
    let after = dump(&world.path());
    ada.undoes();
    same(&before, &dump(&world.path()));
    ada.is_sound();
    assert!(ada.finds("mixed").is_empty());
    ada.redoes();
    while ada.store.follow_index(500).unwrap() {}
    same(&after, &dump(&world.path()));
    assert_eq!(ada.finds("mixed 17"), ["Mixed 17"]);
    ada.is_sound();
    ada.undoes();
    same(&before, &dump(&world.path()));
}

#[test]
fn an_import_is_the_same_whatever_its_slices() {
    let dumps: Vec<_> = [1, 7, 1_000]
        .into_iter()
        .map(|slice| {
            let world = World::new();
            let before = dump(&world.path());
            let mut ada = world.hand("ada");
            ada.imports_in("mixed.csv", today(), &mixed(40), slice);
            let after = dump(&world.path());
            ada.is_sound();
            ada.undoes();
            same(&before, &dump(&world.path()));
            after
        })
        .collect();
    same(&dumps[0], &dumps[1]);
    same(&dumps[0], &dumps[2]);
}

#[test]
fn an_undone_import_leaves_alone_what_a_colleague_added_between_its_slices() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let mut ben = world.hand("ben");
    let stamp = ada.stamp();
    let plan = entourage::store::import::Plan {
        source: "mixed.csv".into(),
        as_of: today(),
        alone: false,
        bytes: 0,
        ..entourage::store::import::Plan::default()
    };
    let mut import = ada.store.begin_import(plan, &stamp).unwrap();
    for (slice, rows) in mixed(40).chunks(9).enumerate() {
        ada.store.import_rows(&mut import, rows, &stamp).unwrap();
        ben.adds(
            Platform::YouTube,
            &format!("ben{slice}"),
            &[(Field::Name, &format!("Ben's {slice}"))],
        );
    }
    ada.store.finish_import(&import).unwrap();
    ada.undoes();
    ada.is_sound();
    assert!(ada.finds("mixed").is_empty());
    assert_eq!(ada.finds("ben's").len(), 5);
}

#[test]
fn undo_of_an_import_leaves_whom_a_colleague_has_altered_since_with_everything_they_have() {
    for (what, act) in [
        (
            "a contact",
            (|ben: &mut Hand, who| drop(ben.logs(who, "in: hello"))) as fn(&mut Hand, PersonId),
        ),
        ("a note", |ben, who| drop(ben.notes(who, "seen"))),
        ("a field", |ben, who| {
            drop(ben.edits(who, Field::Niche, Some("x")));
        }),
        ("a move", |ben, who| drop(ben.moves(who, Stage::Outreach))),
        ("an account", |ben, person| {
            ben.does(Change::People(PeopleChange::AddAccount {
                person,
                account: NewAccount {
                    platform: Platform::YouTube,
                    handle: Handle::parse("another").unwrap(),
                },
            }));
        }),
    ] {
        let world = World::new();
        let mut ada = world.hand("ada");
        let mut ben = world.hand("ben");
        ada.imports("mixed.csv", "2026-11-21", &mixed(12));
        let who = ben.person("Mixed 7");
        act(&mut ben, who);
        let before = ben.dossier(who).unwrap();
        let said = ada.undoes().said;
        assert!(
            said.as_str()
                .contains("; 1 person stays as it is: changed since by change "),
            "{what}: {said}"
        );
        assert_eq!(ada.finds("mixed"), ["Mixed 7"], "{what}");
        let after = ben.dossier(who).unwrap();
        assert_eq!(
            format!("{:?} {:?}", before.accounts, before.contact_points),
            format!("{:?} {:?}", after.accounts, after.contact_points),
            "{what}"
        );
        ada.is_sound();
    }
}

#[test]
fn a_large_undo_in_slices_is_what_a_small_one_is() {
    let world = World::new();
    let before = dump(&world.path());
    for slice in [1, 7, 50, 100_000] {
        let mut ada = world.hand("ada");
        let import = ada.imports("mixed.csv", "2026-11-21", &mixed(60));
        let receipt = ada.takes_back_in(import.set, slice);
        same(&before, &dump(&world.path()));
        ada.is_sound();
        assert!(
            receipt.said.as_str().contains("import of mixed.csv"),
            "{}",
            receipt.said
        );
        let redo = ada.takes_back_in(receipt.set.unwrap(), slice);
        assert_eq!(ada.finds("mixed 17"), ["Mixed 17"], "slices of {slice}");
        ada.is_sound();
        ada.takes_back_in(redo.set.unwrap(), 13);
        same(&before, &dump(&world.path()));
    }
}

#[test]
fn a_large_undo_leaves_rows_that_were_changed_meanwhile_and_says_so() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let mut ben = world.hand("ben");
    let zoe = ada.person("Zoë Ångström");
    let mut newer = row(2, IG, "zoe.angstrom");
    newer.language = Some("sv".into());
    let mut other = row(3, IG, "lukasz_zak");
    other.language = Some("pl".into());
    let import = ada.imports("languages.csv", "2026-11-21", &[newer, other]);
    let stamp = ada.stamp();
    let mut job = ada.store.begin_undo(import.set, None, &stamp).unwrap();
    ben.edits(zoe, Field::Place, Some("Malmö"));
    let receipt = loop {
        if let Some(receipt) = ada.store.step_undo(&mut job, 1).unwrap() {
            break receipt;
        }
    };
    assert!(
        receipt
            .said
            .as_str()
            .contains("; 1 person stays as it is: changed since by change "),
        "{}",
        receipt.said
    );
    assert_eq!(ada.field(zoe, Field::Place).as_deref(), Some("Malmö"));
    let lukasz = ada.person("Łukasz Żak");
    assert_eq!(ada.field(lukasz, Field::Language), None);
    ada.is_sound();
}

#[test]
fn a_move_stays_with_the_person_whom_a_colleague_has_changed_since() {
    for slice in [None, Some(1)] {
        let world = World::new();
        let (mut ada, mut ben) = (world.hand("ada"), world.hand("ben"));
        let (lukasz, zoe) = (ada.person("Łukasz Żak"), ada.person("Zoë Ångström"));
        let parked = |handle: &str, line| {
            let mut row = row(line, IG, handle);
            row.parked = Some(ParkReason::AskedNotToBeContacted);
            row
        };
        let rows = [parked("lukasz_zak", 2), parked("zoe.angstrom", 3)];
        let set = ada.imports("blocked.csv", "2026-11-21", &rows).set;
        ben.edits(lukasz, Field::Place, Some("Malmö"));
        let undo = takes_back(&mut ada, set, slice);
        let is_parked = |hand: &mut Hand, who| hand.dossier(who).unwrap().person.parked.is_some();
        assert!(is_parked(&mut ada, lukasz) && !is_parked(&mut ada, zoe));
        ada.is_sound();
        // The same the other way.
        ben.edits(zoe, Field::Place, Some("Malmö"));
        let stamp = ada.stamp();
        let again = ada.store.apply(
            Change::History(HistoryChange::Undo {
                set: undo,
                reason: None,
            }),
            &stamp,
        );
        assert!(matches!(
            again,
            Err(Failure::Refused(Refusal::ChangedSince { .. }))
        ));
        assert!(!is_parked(&mut ada, zoe));
        ada.is_sound();
    }
}

/// Undoes a set at once, or row by row.
fn takes_back(hand: &mut Hand, set: SetId, slice: Option<i64>) -> SetId {
    let Some(slice) = slice else {
        let change = HistoryChange::Undo { set, reason: None };
        return hand.does(Change::History(change)).set.unwrap();
    };
    hand.takes_back_in(set, slice).set.unwrap()
}
