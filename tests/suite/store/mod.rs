//! What the store promises: round trips, imports, undo, searches, and everything derived as if made again.

mod actions;
mod another_name;
mod decided;
mod file;
mod first_shape;
mod identity;
mod imports;
mod in_place;
mod jobs;
mod known;
mod merging;
mod months;
mod numbered;
mod overlapping;
mod parking;
mod questions;
mod refused;
mod round_trips;
mod second_shape;
mod stood;
mod taking_back;
mod third_shape;
mod trials;
mod views;

use std::path::Path;

use entourage::domain::platform::Platform;
use entourage::domain::question::{Answer, Question};

use crate::support::Hand;

pub(super) const IG: Platform = Platform::Instagram;

/// Everything people have put into a database, and all that is derived from it, as text.
pub(super) fn dump(path: &Path) -> Vec<String> {
    let sql = rusqlite::Connection::open(path).unwrap();
    let mut lines = Vec::new();
    for table in [
        "person",
        "account",
        "snapshot",
        "manager",
        "contact_point",
        "audience_share",
        "sponsorship",
        "competitor",
        "rate",
        "touch",
        "note",
        "stage_move",
        "fit_check",
        "flag_decision",
        "merged",
        "not_same",
        "saved_view",
        "setting",
        "card",
        "tally",
    ] {
        let mut columns = Vec::new();
        let mut names = sql
            .prepare(&format!("SELECT name FROM pragma_table_info('{table}')"))
            .unwrap();
        let mut rows = names.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let name: String = row.get(0).unwrap();
            // The version counts changes, and an undo is one.
            if name != "version" {
                columns.push(name);
            }
        }
        // A table that an older shape does not have.
        if columns.is_empty() {
            continue;
        }
        let all = columns.join(", ");
        let mut all = sql
            .prepare(&format!("SELECT json_array({all}) FROM {table} ORDER BY 1"))
            .unwrap();
        let mut rows = all.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            lines.push(format!("{table} {}", row.get::<_, String>(0).unwrap()));
        }
    }
    lines
}

#[track_caller]
pub(super) fn same(one: &[String], other: &[String]) {
    let missing: Vec<_> = one.iter().filter(|line| !other.contains(line)).collect();
    let more: Vec<_> = other.iter().filter(|line| !one.contains(line)).collect();
    assert!(
        missing.is_empty() && more.is_empty(),
        "missing {missing:#?}\nmore {more:#?}"
    );
}

/// How many change sets there are.
pub(super) fn changes(hand: &mut Hand) -> usize {
    match hand.asks(&Question::History {
        person: None,
        before: None,
        rows: 100_000,
    }) {
        Answer::History(sets) => sets.len(),
        other => panic!("{other:?}"),
    }
}

pub(super) fn no_set(hand: &mut Hand, work: impl FnOnce(&mut Hand)) {
    let before = changes(hand);
    work(hand);
    assert_eq!(changes(hand), before, "a change set was left behind");
}
