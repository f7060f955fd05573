//! Jobs that were cut off: resumed by one, taken back, or closed, and never two at once.

use entourage::domain::change::{Change, HistoryChange};
use entourage::domain::field::Field;
use entourage::domain::incoming::Incoming;
use entourage::domain::job::JobKind;
use entourage::domain::platform::Platform;
use entourage::domain::refusal::Refusal;
use entourage::store::import::{Importing, Plan, Read};
use entourage::store::{Failure, Presence};

use super::{dump, same};
use crate::support::world::row;
use crate::support::{Hand, World, today};

/// So many accounts that nobody knows yet.
fn strangers(many: u64) -> Vec<Incoming> {
    let stranger = |number| {
        let mut row = row(number + 2, Platform::Instagram, &format!("new{number}"));
        row.name = Some(format!("New {number}"));
        row
    };
    (0..many).map(stranger).collect()
}

/// An import of which only the first rows come in.
fn cut_off(hand: &mut Hand, rows: &[Incoming]) -> Importing {
    let plan = Plan {
        source: "half.csv".into(),
        as_of: today(),
        alone: false,
        bytes: 100,
        ..Plan::default()
    };
    let stamp = hand.stamp();
    let mut import = hand.store.begin_import(plan, &stamp).unwrap();
    import.read = Read {
        rows: rows.len() as u64,
        bytes: 34,
    };
    hand.store.import_rows(&mut import, rows, &stamp).unwrap();
    import
}

#[test]
fn an_import_that_was_cut_off_says_how_far_it_came_and_can_be_taken_back_by_a_colleague() {
    let world = World::new();
    let before = dump(&world.path());
    let mut ada = world.hand("ada");
    let import = cut_off(&mut ada, &strangers(5));
    let mut ben = world.hand("ben");
    let job = ben.store.open_jobs().unwrap().remove(0);
    assert_eq!(
        (job.kind, job.per_cent(), job.progress.position, job.running),
        (JobKind::Import, Some(34), 5, false)
    );
    assert!(matches!(
        ben.is_refused(Change::History(HistoryChange::Undo {
            set: import.set,
            reason: None
        })),
        Refusal::WantsReason
    ));
    ben.does(Change::History(HistoryChange::Undo {
        set: import.set,
        reason: Some("twice".into()),
    }));
    assert!(ben.store.open_jobs().unwrap().is_empty());
    same(&before, &dump(&world.path()));
    ben.is_sound();
}

#[test]
fn a_large_undo_that_was_cut_off_goes_on_at_another_desk() {
    let world = World::new();
    let before = dump(&world.path());
    let mut ada = world.hand("ada");
    let import = ada.imports("new.csv", "2026-11-21", &strangers(60));
    let stamp = ada.stamp();
    let mut job = ada.store.begin_undo(import.set, None, &stamp).unwrap();
    ada.store.step_undo(&mut job, 50).unwrap();
    drop((ada, job));
    let mut ben = world.hand("ben");
    let open = ben.store.open_jobs().unwrap().remove(0);
    assert_eq!((open.kind, open.progress.done), (JobKind::Undo, 50));
    let mut job = ben.store.resume_undo(open.set).unwrap();
    let mut slices = 1;
    while ben.store.step_undo(&mut job, 50).unwrap().is_none() {
        slices += 1;
    }
    assert!(
        slices <= 4,
        "what is gone is not taken back again: {slices}"
    );
    same(&before, &dump(&world.path()));
    assert!(ben.store.open_jobs().unwrap().is_empty());
    ben.is_sound();
}

#[test]
fn half_an_undo_can_be_taken_back_itself() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let import = ada.imports("new.csv", "2026-11-21", &strangers(60));
    let before = dump(&world.path());
    let stamp = ada.stamp();
    let mut job = ada.store.begin_undo(import.set, None, &stamp).unwrap();
    ada.store.step_undo(&mut job, 50).unwrap();
    let half = ada.store.open_jobs().unwrap().remove(0).set;
    ada.does(Change::History(HistoryChange::Undo {
        set: half,
        reason: None,
    }));
    same(&before, &dump(&world.path()));
    assert!(ada.store.open_jobs().unwrap().is_empty());
    ada.is_sound();
}

#[test]
fn what_a_cut_off_import_touched_is_not_undone_until_it_is_settled() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let zoe = ada.person("Zoë Ångström");
    let place = ada.edits(zoe, Field::Place, Some("Malmö"));
    let mut known = row(2, Platform::Instagram, "zoe.angstrom");
    known.language = Some("sv".into());
    let mut cleo = world.hand("cleo");
    let import = cut_off(&mut cleo, &[known]);
    match ada.is_refused(Change::History(HistoryChange::UndoLast)) {
        Refusal::JobLeft { set, by, .. } => {
            assert_eq!((set, by.as_str()), (import.set, "cleo"));
        }
        other => panic!("{other:?}"),
    }
    cleo.does(Change::History(HistoryChange::Undo {
        set: import.set,
        reason: None,
    }));
    ada.does(Change::History(HistoryChange::Undo {
        set: place.set.unwrap(),
        reason: None,
    }));
    ada.is_sound();
}

#[test]
fn a_job_that_is_running_is_left_alone_even_at_its_own_desk() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let _here = Presence::enter(&world.path(), entourage::store::Kind::Private, &ada.desk).unwrap();
    let import = cut_off(&mut ada, &strangers(3));
    let undo = Change::History(HistoryChange::Undo {
        set: import.set,
        reason: None,
    });
    assert!(matches!(ada.is_refused(undo), Refusal::StillOpen { .. }));
    assert!(matches!(
        ada.store.close_job(import.set),
        Err(Failure::Refused(Refusal::StillOpen { .. }))
    ));
    ada.store.leave_job(import.set).unwrap();
    ada.store.close_job(import.set).unwrap();
    ada.is_sound();
}
