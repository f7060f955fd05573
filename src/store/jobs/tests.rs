//! A job in slices of two people: cut off, resumed, in the way of others.

#![allow(clippy::unwrap_used)]

use std::cell::Cell;

use super::*;
use crate::domain::change::{Change, HistoryChange};
use crate::domain::ids::{ActionId, DeskId};
use crate::store::{Presence, Who};

const DAY: &str = "2026-11-21";

struct House {
    folder: tempfile::TempDir,
    actions: Cell<u32>,
}

impl House {
    /// Four people named one to four, in nobody's care.
    fn new() -> House {
        let house = House {
            folder: tempfile::tempdir().unwrap(),
            actions: Cell::new(0),
        };
        Store::create(&house.path(), "Halcyon", &who("ada", "maker"), 0).unwrap();
        let mut store = house.desk("ada", "maker");
        let stamp = house.stamp();
        let add = |writing: &Writing<'_>| {
            for name in ["one", "two", "three", "four"] {
                writing.tx.execute(
                    "INSERT INTO person (stage_since, added, name) VALUES (?1, ?1, ?2)",
                    [DAY, name],
                )?;
            }
            Ok(super::super::write::Said::it("added"))
        };
        store.write(&stamp, Turn::Do, add).unwrap();
        house
    }

    fn path(&self) -> std::path::PathBuf {
        self.folder.path().join("desk.db")
    }

    fn desk(&self, login: &str, desk: &str) -> Store {
        Store::open(&self.path(), &who(login, desk)).unwrap()
    }

    fn stamp(&self) -> Stamp {
        self.actions.set(self.actions.get() + 1);
        Stamp {
            action: ActionId(self.actions.get().to_string()),
            at: 0,
            today: from_iso(DAY).unwrap(),
        }
    }
}

fn who(login: &str, desk: &str) -> Who {
    Who {
        login: login.into(),
        desk: DeskId(desk.into()),
    }
}

/// Gives the next two people to ada.
fn two_more(store: &mut Store, set: SetId, stamp: &Stamp) -> Result<i64, Failure> {
    let sql = "SELECT position FROM job WHERE set_id = ?1";
    let from: i64 = store
        .connection
        .query_row(sql, [set.0], |row| row.get(0))
        .unwrap_or(0);
    store.job_slice(set, stamp, |writing| {
        writing.tx.execute(
            "UPDATE person SET owner = 'ada', version = version + 1 WHERE id > ?1 AND id <= ?1 + 2",
            [from],
        )?;
        let progress = Progress {
            position: from + 2,
            done: from + 2,
            came: String::new(),
        };
        Ok((from + 2, progress))
    })
}

fn owners(store: &Store) -> Vec<String> {
    let mut statement = store
        .connection
        .prepare("SELECT owner FROM card ORDER BY person_id")
        .unwrap();
    let owners = statement.query_map([], |row| row.get(0)).unwrap();
    owners.map(Result::unwrap).collect()
}

const NEW: NewJob<'static> = NewJob {
    kind: JobKind::Bulk,
    label: "4 people to ada",
    plan: "{}",
    total: 4,
};

#[test]
fn a_job_that_was_cut_off_goes_on_where_it_was_and_is_one_change() {
    let house = House::new();
    let mut ada = house.desk("ada", "ada-1");
    let set = ada.begin_job(&NEW, &[], &house.stamp()).unwrap();
    two_more(&mut ada, set, &house.stamp()).unwrap();
    drop(ada);
    let mut ben = house.desk("ben", "ben-1");
    let job = ben.open_jobs().unwrap().remove(0);
    assert_eq!(
        (job.running, job.mine, job.per_cent()),
        (false, false, Some(50))
    );
    assert_eq!(ben.take_job(set).unwrap().progress.position, 2);
    two_more(&mut ben, set, &house.stamp()).unwrap();
    assert_eq!(owners(&ben), ["ada"; 4]);
    ben.finish_job(set, NEW.label).unwrap();
    assert!(ben.open_jobs().unwrap().is_empty());
    let mut ada = house.desk("ada", "ada-2");
    let undo = Change::History(HistoryChange::Undo { set, reason: None });
    ada.apply(undo, &house.stamp()).unwrap();
    assert_eq!(owners(&ada), [""; 4]);
    assert!(ada.check().unwrap().is_empty());
}

#[test]
fn of_two_who_resume_one_wins_and_the_first_owner_may_write_no_more() {
    let house = House::new();
    let mut ada = house.desk("ada", "ada-1");
    let set = ada.begin_job(&NEW, &[], &house.stamp()).unwrap();
    let _ben_is_here =
        Presence::enter(&house.path(), crate::store::Kind::Private, "ben-1").unwrap();
    let mut ben = house.desk("ben", "ben-1");
    let mut cleo = house.desk("cleo", "cleo-1");
    ben.take_job(set).unwrap();
    assert!(matches!(
        cleo.take_job(set),
        Err(Failure::Refused(Refusal::StillOpen { .. }))
    ));
    assert!(matches!(
        two_more(&mut ada, set, &house.stamp()),
        Err(Failure::Refused(Refusal::JobTaken { .. }))
    ));
    assert_eq!(owners(&ada), [""; 4]);
}

#[test]
fn what_a_cut_off_job_has_changed_is_refused_to_others_until_it_is_settled() {
    let house = House::new();
    let mut ada = house.desk("ada", "ada-1");
    let before = two_alone(&house, &mut ada);
    let set = ada.begin_job(&NEW, &[], &house.stamp()).unwrap();
    two_more(&mut ada, set, &house.stamp()).unwrap();
    let refused = |failure| matches!(failure, Err(Failure::Refused(Refusal::JobLeft { set: by, .. })) if by == set);
    let undo = Change::History(HistoryChange::Undo {
        set: before,
        reason: None,
    });
    assert!(refused(ada.apply(undo, &house.stamp()).map(drop)));
    assert!(refused(
        ada.begin_job(&NEW, &[PersonId(2)], &house.stamp())
            .map(drop)
    ));
    ada.refuse_left_open(&[PersonId(4)]).unwrap();
    ada.close_job(set).unwrap();
    ada.refuse_left_open(&[PersonId(2)]).unwrap();
    assert_eq!(owners(&ada), ["ada", "ada", "", ""]);
}

/// An ordinary change of the second person.
fn two_alone(house: &House, store: &mut Store) -> SetId {
    let change = |writing: &Writing<'_>| {
        writing.tx.execute(
            "UPDATE person SET niche = 'tea', version = version + 1 WHERE id = 2",
            [],
        )?;
        Ok(super::super::write::Said::it("edited"))
    };
    let receipt = store.write(&house.stamp(), Turn::Do, change).unwrap();
    receipt.set.unwrap()
}
