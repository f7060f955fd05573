//! Files and parking: who asked not to be contacted stays so whatever a later file says, and telephone numbers come in.

use entourage::domain::change::{Change, PeopleChange};
use entourage::domain::ids::SetId;
use entourage::domain::importing::Choice;
use entourage::domain::incoming::Incoming;
use entourage::domain::parking::{ParkReason, Parked};
use entourage::domain::platform::Platform;
use entourage::domain::stage::Stage;

use super::{IG, dump, same};
use crate::support::world::row;
use crate::support::{Hand, World, day};

const ASKED: ParkReason = ParkReason::AskedNotToBeContacted;

fn says(handle: &str, reason: ParkReason) -> Incoming {
    Incoming {
        parked: Some(reason),
        ..row(2, IG, handle)
    }
}

fn parked(hand: &mut Hand, handle: &str) -> Option<Parked> {
    let person = hand.person(handle);
    hand.dossier(person).unwrap().person.parked
}

#[test]
fn a_file_parks_who_is_new_and_who_is_known_and_one_undo_takes_it_back() {
    let world = World::empty();
    let mut ada = world.hand("ada");
    ada.adds(IG, "known", &[]);
    let before = dump(&world.path());
    let file = [
        says("known", ASKED),
        says("new", ASKED),
        says("other", ParkReason::NoReply),
    ];
    let import = ada.imports("crm.csv", "2026-11-01", &file);
    let counts = import.counts;
    assert_eq!(
        (
            counts.new,
            counts.updated,
            counts.asked,
            counts.asked_known,
            counts.parked
        ),
        (2, 1, 2, 1, 1)
    );
    for handle in ["known", "new"] {
        assert_eq!(
            parked(&mut ada, handle),
            Some(Parked {
                reason: ASKED,
                look_again: None
            }),
            "{handle}"
        );
    }
    ada.is_sound();
    let again = ada.imports("crm.csv", "2026-11-01", &file);
    assert_eq!((again.counts.unchanged, again.counts.asked), (3, 0));
    ada.undoes();
    same(&before, &dump(&world.path()));
    ada.is_sound();
}

#[test]
fn it_holds_for_all_accounts_of_the_person() {
    let world = World::empty();
    let mut ada = world.hand("ada");
    let person = ada.adds(IG, "two.accounts", &[]);
    ada.does(Change::People(PeopleChange::AddAccount {
        person,
        account: entourage::domain::change::NewAccount {
            platform: Platform::TikTok,
            handle: entourage::domain::platform::Handle::parse("two.tt").unwrap(),
        },
    }));
    let mut file = says("x", ASKED);
    file.platform = Platform::TikTok;
    file.handle = entourage::domain::platform::Handle::parse("two.tt").unwrap();
    ada.imports("tt.csv", "2026-11-01", &[file]);
    assert_eq!(
        parked(&mut ada, "two.accounts").map(|one| one.reason),
        Some(ASKED)
    );
}

/// Every reason that a later file may name, with and without a day, as a newer and as an older file, whatever was chosen.
#[test]
fn no_later_file_softens_it() {
    let world = World::empty();
    let mut ada = world.hand("ada");
    let first = Incoming {
        look_again: Some(day("2027-05-01")),
        ..says("she.asked", ASKED)
    };
    ada.imports("first.csv", "2026-11-01", &[first]);
    let stands = parked(&mut ada, "she.asked");
    assert_eq!(
        stands.and_then(|one| one.look_again),
        Some(day("2027-05-01"))
    );
    let reasons = ParkReason::ALL.map(Some).into_iter().chain([None]);
    for reason in reasons {
        for look_again in [None, Some(day("2026-12-01")), Some(day("2030-01-01"))] {
            for (as_of, file) in [
                ("2026-12-01", true),
                ("2026-12-01", false),
                ("2026-01-01", true),
            ] {
                let later = Incoming {
                    parked: reason,
                    look_again,
                    stage: Some(Stage::Outreach),
                    ..row(2, IG, "she.asked")
                };
                let choice = Choice {
                    file,
                    ..Choice::default()
                };
                ada.imports_choosing("later.csv", day(as_of), &[later], choice);
                assert_eq!(
                    parked(&mut ada, "she.asked"),
                    stands,
                    "{reason:?} {look_again:?}"
                );
            }
        }
    }
    ada.is_sound();
}

#[test]
fn a_softer_reason_becomes_the_stricter_one_and_loses_its_day() {
    let world = World::empty();
    let mut ada = world.hand("ada");
    let person = ada.adds(IG, "declined.once", &[]);
    ada.does(Change::People(PeopleChange::Park {
        person,
        reason: ParkReason::DeclinedFee,
        look_again: Some(day("2027-02-28")),
    }));
    let import = ada.imports("crm.csv", "2026-11-01", &[says("declined.once", ASKED)]);
    assert_eq!((import.counts.updated, import.counts.asked_known), (1, 1));
    assert_eq!(
        parked(&mut ada, "declined.once"),
        Some(Parked {
            reason: ASKED,
            look_again: None
        })
    );
}

#[test]
fn whom_a_person_keeps_on_the_board_a_file_parks_only_if_they_asked() {
    let world = World::empty();
    let mut ada = world.hand("ada");
    let moved = ada.adds(IG, "moved.by.hand", &[]);
    ada.moves(moved, Stage::Outreach);
    let back = ada.adds(IG, "brought.back", &[]);
    ada.does(Change::People(PeopleChange::Park {
        person: back,
        reason: ParkReason::NoReply,
        look_again: None,
    }));
    ada.does(Change::People(PeopleChange::Unpark {
        person: back,
        seen: SetId(i64::MAX),
    }));
    for handle in ["moved.by.hand", "brought.back"] {
        let import = ada.imports(
            "list.csv",
            "2026-11-01",
            &[says(handle, ParkReason::NotAFit)],
        );
        assert_eq!(import.counts.conflicts, 1, "{handle}");
        assert_eq!(import.kept[0].field, "Parked");
        assert_eq!(import.kept[0].kept.as_str(), "on the board");
        assert_eq!(parked(&mut ada, handle), None, "{handle}");
        ada.imports("crm.csv", "2026-11-01", &[says(handle, ASKED)]);
        assert_eq!(parked(&mut ada, handle).map(|one| one.reason), Some(ASKED));
    }
}

#[test]
fn a_number_comes_in_as_it_stands_and_the_same_digits_once() {
    let world = World::empty();
    let mut ada = world.hand("ada");
    let mut file = row(2, IG, "on.the.phone");
    file.reach("phone", "+49 151 0000001");
    file.reach("phone", "0049 (0)151 000 0001");
    file.reach("whatsapp", "+49 151 0000001");
    ada.imports("one.csv", "2026-11-01", &[file]);
    let mut later = row(2, IG, "on.the.phone");
    later.reach("phone", "00491510000001");
    let again = ada.imports("two.csv", "2026-11-02", &[later]);
    assert_eq!(again.counts.unchanged, 1);
    let person = ada.person("on.the.phone");
    let points = ada.dossier(person).unwrap().contact_points;
    let told: Vec<(&str, &str)> = points
        .iter()
        .map(|point| (point.kind.as_str(), point.value.as_stored()))
        .collect();
    assert_eq!(
        told,
        [
            ("phone", "+49 151 0000001"),
            ("whatsapp", "+49 151 0000001")
        ]
    );
}

/// An undo brings nobody back by hand: the same file parks them again, as the first time.
#[test]
fn a_file_that_was_undone_parks_again_but_not_over_a_hand() {
    for choices in [&["undo"][..], &["undo", "redo", "undo"]] {
        let world = World::empty();
        let mut ada = world.hand("ada");
        ada.adds(IG, "known", &[]);
        let file = [says("known", ParkReason::NoReply)];
        ada.imports("p1.csv", "2026-11-01", &file);
        for choice in choices {
            match *choice {
                "undo" => ada.undoes(),
                _ => ada.redoes(),
            };
        }
        let import = ada.imports("p1.csv", "2026-11-01", &file);
        assert_eq!(
            (import.counts.updated, import.counts.conflicts),
            (1, 0),
            "{choices:?}"
        );
        let person = ada.person("known");
        ada.does(Change::People(PeopleChange::Unpark {
            person,
            seen: SetId(i64::MAX),
        }));
        let import = ada.imports("p1.csv", "2026-11-01", &file);
        assert_eq!((import.counts.updated, import.counts.conflicts), (0, 1));
        // Who took that back has not brought them back.
        ada.undoes();
        let import = ada.imports("p1.csv", "2026-11-01", &file);
        assert_eq!((import.counts.updated, import.counts.conflicts), (0, 0));
    }
}
