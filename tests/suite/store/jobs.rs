//! Jobs that were cut off: resumed by one, taken back, or closed, and never two at once.

use entourage::domain::bulk::{Bulk, BulkAction};
use entourage::domain::change::{Change, HistoryChange};
use entourage::domain::field::Field;
use entourage::domain::ids::{PersonId, SetId};
use entourage::domain::incoming::Incoming;
use entourage::domain::job::JobKind;
use entourage::domain::platform::Platform;
use entourage::domain::question::{Answer, List, Question};
use entourage::domain::refusal::Refusal;
use entourage::runtime::work::Work;
use entourage::store::import::{Importing, Plan, Read};
use entourage::store::{Failure, Presence};

use super::{dump, no_set, same};
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

/// A tag for everybody, of whom only the first ten have it when it is cut off.
fn half_a_tag(ada: &mut Hand) -> SetId {
    let Answer::Ids(_, ids) = ada.asks(&Question::Ids(List::default())) else {
        panic!()
    };
    let bulk = Bulk {
        people: ids.iter().map(|id| PersonId(i64::from(*id))).collect(),
        seen: ada.last_seen(),
        action: BulkAction::Tags {
            add: vec!["mine".into()],
            take: Vec::new(),
        },
    };
    let stamp = ada.stamp();
    let mut work = Work::bulk(&mut ada.store, bulk, &stamp)
        .unwrap()
        .in_slices_of(5);
    for _ in 0..2 {
        assert!(work.step(&mut ada.store).unwrap().is_none());
    }
    ada.store.leave_job(work.set()).unwrap();
    work.set()
}

fn undo(set: SetId) -> Change {
    Change::History(HistoryChange::Undo { set, reason: None })
}

#[test]
fn a_take_back_that_is_stopped_between_slices_stays_open_and_goes_on_to_its_end() {
    let world = World::new();
    let before = dump(&world.path());
    let mut ada = world.hand("ada");
    let _here = Presence::enter(&world.path(), entourage::store::Kind::Private, &ada.desk).unwrap();
    let tag = half_a_tag(&mut ada);
    for stop_after in 0..3 {
        let stamp = ada.stamp();
        let back = match ada.store.open_jobs().unwrap().as_slice() {
            [job] if job.set == tag => Work::take_back(&mut ada.store, tag, None, &stamp),
            [job] => Work::resume(&mut ada.store, job.set, &stamp),
            other => panic!("{other:?}"),
        };
        let mut back = back.unwrap().in_slices_of(3);
        // While it goes on, nobody else takes back either of the two, and nobody resumes what goes.
        for set in [tag, back.set()] {
            ada.is_refused(undo(set));
            let stamp = ada.stamp();
            Work::resume(&mut ada.store, set, &stamp).unwrap_err();
            Work::take_back(&mut ada.store, set, None, &stamp).unwrap_err();
        }
        for _ in 0..stop_after {
            assert!(back.step(&mut ada.store).unwrap().is_none());
        }
        ada.store.leave_job(back.set()).unwrap();
        let open = ada.store.open_jobs().unwrap().remove(0);
        assert_eq!(
            (open.set, open.kind, open.running, open.progress.done),
            (back.set(), JobKind::Undo, false, back.going().done)
        );
        // Stopped, it is still no change that is taken back: it goes on, or is closed.
        assert!(matches!(
            ada.is_refused(undo(open.set)),
            Refusal::TakesBack { set } if set == open.set
        ));
        assert!(
            matches!(ada.is_refused(undo(tag)), Refusal::JobLeft { set, .. } if set == open.set)
        );
        ada.is_sound();
    }
    let stamp = ada.stamp();
    let set = ada.store.open_jobs().unwrap().remove(0).set;
    let mut back = Work::resume(&mut ada.store, set, &stamp).unwrap();
    while back.step(&mut ada.store).unwrap().is_none() {}
    assert!(ada.store.open_jobs().unwrap().is_empty());
    same(&before, &dump(&world.path()));
    ada.is_sound();
}

#[test]
fn a_take_back_that_is_closed_before_its_end_leaves_no_job_behind() {
    let world = World::new();
    let before = dump(&world.path());
    let mut ada = world.hand("ada");
    let tag = half_a_tag(&mut ada);
    let stamp = ada.stamp();
    let mut back = Work::take_back(&mut ada.store, tag, None, &stamp)
        .unwrap()
        .in_slices_of(3);
    back.step(&mut ada.store).unwrap();
    ada.store.leave_job(back.set()).unwrap();
    let receipt = ada.store.close_job(back.set()).unwrap();
    assert!(
        receipt.said.as_str().ends_with("closed at 30 %"),
        "{receipt:?}"
    );
    assert!(ada.store.open_jobs().unwrap().is_empty());
    ada.is_sound();
    let stamp = ada.stamp();
    let mut rest = Work::take_back(&mut ada.store, tag, None, &stamp).unwrap();
    while rest.step(&mut ada.store).unwrap().is_none() {}
    same(&before, &dump(&world.path()));
    ada.is_sound();
}

#[test]
fn a_job_that_changed_nothing_yet_is_taken_back_without_a_trace() {
    for large in [false, true] {
        let world = World::new();
        let mut ada = world.hand("ada");
        no_set(&mut ada, |ada| {
            let stamp = ada.stamp();
            let bulk = Bulk {
                people: vec![PersonId(1)],
                seen: ada.last_seen(),
                action: BulkAction::Unpark,
            };
            let work = Work::bulk(&mut ada.store, bulk, &stamp).unwrap();
            ada.store.leave_job(work.set()).unwrap();
            if large {
                let stamp = ada.stamp();
                let mut back = Work::take_back(&mut ada.store, work.set(), None, &stamp).unwrap();
                let receipt = back.step(&mut ada.store).unwrap().unwrap();
                assert_eq!(receipt.set, None);
            } else {
                assert_eq!(ada.does(undo(work.set())).set, None);
            }
        });
        assert!(ada.store.open_jobs().unwrap().is_empty());
        ada.is_sound();
    }
}
