//! What a key, a search, a change and a row of a file cost, with 20,000 people: `cargo bench`.
//!
//! Everything is measured without a terminal and without threads; what a person at a terminal waits for is these, the
//! way between the threads, and the terminal.

#![allow(missing_docs, clippy::unwrap_used)]

// The suite's people and keyboards; of which this needs a part.
#[allow(
    dead_code,
    unused_imports,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::must_use_candidate,
    clippy::missing_panics_doc
)]
#[path = "../suite/support/mod.rs"]
mod support;

use divan::{Bencher, black_box};
use entourage::domain::change::{Change, Edit, PeopleChange};
use entourage::domain::field::Field;
use entourage::domain::ids::PersonId;
use entourage::domain::incoming::Incoming;
use entourage::domain::platform::Platform;
use entourage::domain::query::{Query, Reader};
use entourage::domain::question::{Answer, At, List, Question, Sort};
use entourage::domain::text::{Clean, fold};
use entourage::store::import::Plan;
use support::world::row;
use support::{Chance, Desk, Hand, World, today};

const PEOPLE: u64 = 20_000;
const FIRST: [&str; 8] = [
    "Zoë",
    "Łukasz",
    "Renée",
    "花子",
    "Мария",
    "İpek",
    "Ana",
    "Tom",
];
const LAST: [&str; 8] = [
    "Ångström",
    "Żak",
    "O'Connor",
    "佐藤",
    "Иванова",
    "Yıldız",
    "Ruiz",
    "Bakker",
];

fn main() {
    divan::main();
}

fn people(from: u64, many: u64) -> Vec<Incoming> {
    let mut chance = Chance::new(from);
    let mut person = |number: u64| {
        let mut row = row(number, Platform::Instagram, &format!("person.{number}"));
        row.name = Some(format!(
            "{} {} {number}",
            chance.one(&FIRST),
            chance.one(&LAST)
        ));
        row.niche = Some("skincare".to_owned());
        row.figures.followers = i64::try_from(chance.below(3_000_000)).ok();
        row.figures.average_likes = i64::try_from(chance.below(30_000)).ok();
        row
    };
    (from..from + many).map(&mut person).collect()
}

fn import(hand: &mut Hand, rows: &[Incoming], alone: bool) {
    let plan = Plan {
        source: "bench.csv".to_owned(),
        as_of: today(),
        alone,
        bytes: 0,
        ..Plan::default()
    };
    let stamp = hand.stamp();
    let mut importing = hand.store.begin_import(plan, &stamp).unwrap();
    for slice in rows.chunks(500) {
        hand.store
            .import_rows(&mut importing, slice, &stamp)
            .unwrap();
    }
    hand.store.finish_import(&importing).unwrap();
    while hand.store.follow_index(2_000).unwrap() {}
}

fn full() -> World {
    let world = World::empty();
    import(&mut world.hand("ada"), &people(0, PEOPLE), true);
    world
}

/// The cursor down by one: update, questions that follow, and the whole frame.
#[divan::bench(args = [(80, 24), (120, 40), (200, 60)])]
fn a_key_in_the_roster(bencher: Bencher<'_, '_>, (columns, rows): (u16, u16)) {
    let world = full();
    let mut desk = Desk::open_at(&world, "ada", columns, rows);
    desk.press("2");
    bencher.bench_local(|| {
        desk.press("j");
    });
}

/// The answer to the first page of a search, one letter to five.
#[divan::bench(args = ["t", "an", "zoe", "angstr", "花"])]
fn a_search(bencher: Bencher<'_, '_>, words: &str) {
    let world = full();
    let mut hand = world.hand("ada");
    let reader = Reader {
        today: today(),
        me: "ada",
    };
    let list = List {
        query: Query::parse(words, reader).unwrap(),
        sort: Sort::Best,
        reversed: false,
    };
    bencher.bench_local(|| ask(&mut hand, &list));
}

/// The first page in each order.
#[divan::bench(args = Sort::ROSTER)]
fn a_sorted_page(bencher: Bencher<'_, '_>, sort: Sort) {
    let world = full();
    let mut hand = world.hand("ada");
    let list = List {
        query: Query::default(),
        sort,
        reversed: false,
    };
    bencher.bench_local(|| ask(&mut hand, &list));
}

fn ask(hand: &mut Hand, list: &List) -> Answer {
    let stamp = hand.stamp();
    let question = Question::Page {
        list: list.clone(),
        at: At::Row(0),
        rows: 50,
        previews: false,
    };
    hand.store.answer(&question, &stamp).unwrap()
}

/// One field of one person, journaled, committed and on the disk.
#[divan::bench]
fn a_change_of_one_field(bencher: Bencher<'_, '_>) {
    let world = full();
    let mut hand = world.hand("ada");
    let person = PersonId(7);
    let mut last = Some("skincare".to_owned());
    let mut number = 0;
    bencher.bench_local(|| {
        number += 1;
        let mine = Some(format!("niche {number}"));
        let edit = Edit {
            field: Field::Niche,
            original: last.replace(mine.clone().unwrap_or_default()),
            mine,
        };
        hand.does(Change::People(PeopleChange::Edit {
            person,
            edits: vec![edit],
        }))
    });
}

/// A thousand new people in slices, with indexes and full text, beside colleagues.
#[divan::bench(sample_count = 10)]
fn a_thousand_rows_of_a_file(bencher: Bencher<'_, '_>) {
    let world = full();
    let mut hand = world.hand("ada");
    let mut from = PEOPLE;
    bencher.bench_local(|| {
        import(&mut hand, &people(from, 1_000), false);
        from += 1_000;
    });
}

/// A name as it is searched and as it is shown.
#[divan::bench(args = ["Tom Bakker", "Zoë Ångström", "佐藤 花子", "अनिता शर्मा"])]
fn a_name_cleaned_and_folded(name: &str) -> (Clean, String) {
    (Clean::line(black_box(name)), fold(black_box(name)))
}
