//! Jobs that are stopped at this desk, one and several.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::domain::bulk::BulkAction;
use crate::domain::change::{Change, NewAccount, PeopleChange};
use crate::domain::dates::from_iso;
use crate::domain::ids::{ActionId, DeskId};
use crate::domain::job::{JobKind, OpenJob};
use crate::domain::platform::{Handle, Platform};
use crate::store::{Kind, Presence};

const PEOPLE: i64 = 9;

/// A bench with a desk that lives, and nine people.
struct House {
    folder: tempfile::TempDir,
    _here: Presence,
    bench: Bench,
    told: Receiver<Event>,
    actions: u32,
}

impl House {
    fn new() -> House {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("desk.db");
        let who = Who {
            login: "ada".into(),
            desk: DeskId("ada-1".into()),
        };
        Store::create(&database, "Halcyon", &who, 0).unwrap();
        let (to, told) = channel();
        let recovery = recovery::Recovery::new(&database, "ada-1");
        let mut house = House {
            _here: Presence::enter(&database, Kind::Private, "ada-1").unwrap(),
            bench: Bench {
                database,
                who,
                only_looks: false,
                store: None,
                jobs: Vec::new(),
                held: Vec::new(),
                unsaved: recovery.shared(),
                to,
            },
            told,
            folder,
            actions: 0,
        };
        for number in 0..PEOPLE {
            let add = Change::People(PeopleChange::Add {
                accounts: vec![NewAccount {
                    platform: Platform::Instagram,
                    handle: Handle::parse(&format!("person{number}")).unwrap(),
                }],
            });
            let stamp = house.stamp();
            house.store().apply(add, &stamp).unwrap();
        }
        house
    }

    fn store(&mut self) -> &mut Store {
        self.bench.store().unwrap()
    }

    fn stamp(&mut self) -> Stamp {
        self.actions += 1;
        Stamp {
            action: ActionId(self.actions.to_string()),
            at: 0,
            today: from_iso("2026-11-21").unwrap(),
        }
    }

    /// Begins to tag everybody, two in a slice.
    fn tags(&mut self, ticket: u64, tag: &str) -> SetId {
        let stamp = self.stamp();
        let bulk = Bulk {
            people: (1..=PEOPLE).map(PersonId).collect(),
            seen: SetId(1_000),
            action: BulkAction::Tags {
                add: vec![tag.into()],
                take: Vec::new(),
            },
        };
        let work = |store: &mut Store| Ok(Work::bulk(store, bulk, &stamp)?.in_slices_of(2));
        self.bench.begin(Ticket(ticket), work);
        self.bench.jobs.last().unwrap().1.set()
    }

    fn takes_back(&mut self, ticket: u64, set: SetId) {
        let stamp = self.stamp();
        let work =
            |store: &mut Store| Ok(Work::take_back(store, set, None, &stamp)?.in_slices_of(2));
        self.bench.begin(Ticket(ticket), work);
    }

    fn open(&mut self) -> Vec<OpenJob> {
        self.store().open_jobs().unwrap()
    }

    /// What was told since, in a word each.
    fn told(&self) -> Vec<String> {
        let word = |event| match event {
            Event::Desk(Message::Progress(ticket, going)) => {
                format!("{} at {} of {}", ticket.0, going.done, going.total)
            }
            Event::Desk(Message::Stopped(ticket, going)) => {
                format!("{} stopped at {}", ticket.0, going.done)
            }
            Event::Desk(Message::Applied(ticket, receipt)) => {
                format!("{} {}", ticket.0, receipt.said)
            }
            Event::Desk(Message::Refused(ticket, refusal)) => {
                format!("{} refused: {refusal}", ticket.0)
            }
            other => format!("{other:?}"),
        };
        self.told.try_iter().map(word).collect()
    }
}

#[test]
fn a_take_back_that_is_stopped_stays_open_and_is_offered_at_once() {
    let mut house = House::new();
    let set = house.tags(1, "mine");
    house.bench.step();
    house.bench.step();
    house.bench.take(Task::Stop(set));
    house.takes_back(2, set);
    house.bench.step();
    let back = house.bench.jobs[0].1.set();
    house.bench.take(Task::Stop(back));
    // Whoever asks to take back the take-back itself is refused, and nothing goes on.
    let stamp = house.stamp();
    house
        .bench
        .take(Task::TakeBack(Ticket(3), back, None, stamp));
    assert!(house.bench.jobs.is_empty());
    let told = house.told();
    assert_eq!(
        told[..told.len() - 1],
        [
            "1 at 0 of 9",
            "1 at 2 of 9",
            "1 at 4 of 9",
            "1 stopped at 4",
            "2 at 0 of 4",
            "2 at 2 of 4",
            "2 stopped at 2"
        ]
    );
    assert!(told.last().unwrap().starts_with("3 refused"), "{told:?}");
    let open = house.open();
    assert_eq!(open.len(), 1);
    assert_eq!(
        (
            open[0].set,
            open[0].kind,
            open[0].running,
            open[0].per_cent()
        ),
        (back, JobKind::Undo, false, Some(50))
    );
    let stamp = house.stamp();
    house.bench.take(Task::Resume(Ticket(4), back, stamp));
    house.bench.step();
    assert!(house.open().is_empty());
    assert!(house.store().check().unwrap().is_empty());
    assert!(house.folder.path().exists());
}

#[test]
fn of_two_jobs_the_one_that_is_named_is_stopped_and_the_other_comes_to_its_end() {
    let mut house = House::new();
    let first = house.tags(1, "one");
    let second = house.tags(2, "two");
    house.bench.step();
    house.bench.take(Task::Stop(second));
    for _ in 0..4 {
        house.bench.step();
    }
    assert!(house.bench.jobs.is_empty());
    // It has come to its end: there is nothing to be stopped.
    house.bench.take(Task::Stop(first));
    assert_eq!(
        house.told(),
        [
            "1 at 0 of 9",
            "2 at 0 of 9",
            "1 at 2 of 9",
            "2 stopped at 0",
            "1 at 4 of 9",
            "1 at 6 of 9",
            "1 at 8 of 9",
            "1 tags +one for 9 people"
        ]
    );
    let open = house.open();
    assert_eq!((open.len(), open[0].set), (1, second));
    assert_eq!((open[0].running, open[0].per_cent()), (false, Some(0)));
}

#[test]
fn a_job_that_cannot_be_let_go_of_is_let_go_of_as_soon_as_it_can() {
    let mut house = House::new();
    let set = house.tags(1, "mine");
    house.bench.step();
    // What holds up the writing, until it goes.
    let database = house.bench.database.clone();
    house.bench.database = house.folder.path().join("elsewhere.db");
    house.bench.store = None;
    house.bench.take(Task::Stop(set));
    house.bench.database = database;
    assert!(house.open()[0].running);
    house.bench.leave_held();
    assert!(!house.open()[0].running);
}
