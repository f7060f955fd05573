//! Files that are dated by a month: one snapshot of an account for it, however often and in whatever order they come.

use chrono::NaiveDate;
use entourage::domain::field::Field;
use entourage::domain::incoming::{Incoming, IncomingRate};
use entourage::domain::money::Money;
use entourage::domain::terms::RateKind;
use entourage::store::import::{Importing, Plan};

use super::{IG, dump, same};
use crate::support::world::row;
use crate::support::{Chance, Hand, World, day};

/// A month's file: its name, its first day, and the day that its figures are dated to.
type Month = (&'static str, &'static str, &'static str);
const SEPTEMBER: Month = ("instagram-2022-09.csv", "2022-09-01", "2022-09-30");
const MARCH: Month = ("instagram-2022-03.csv", "2022-03-01", "2022-03-31");

impl Hand {
    /// Imports rows of a file that is dated by its month.
    fn imports_month(&mut self, (source, since, as_of): Month, rows: &[Incoming]) -> Importing {
        self.imports_since(source, since, day(as_of), rows)
    }

    fn imports_since(
        &mut self,
        source: &str,
        since: &str,
        as_of: NaiveDate,
        rows: &[Incoming],
    ) -> Importing {
        let plan = Plan {
            source: source.into(),
            as_of,
            since: Some(day(since)),
            ..Plan::default()
        };
        let stamp = self.stamp();
        let mut import = self.store.begin_import(plan, &stamp).unwrap();
        for rows in rows.chunks(5) {
            self.store.import_rows(&mut import, rows, &stamp).unwrap();
        }
        self.store.finish_import(&import).unwrap();
        while self.store.follow_index(500).unwrap() {}
        import
    }

    /// Dates and followers of an account's figures.
    fn curve(&mut self, handle: &str) -> Vec<(String, Option<i64>)> {
        let person = self.person(handle);
        let dossier = self.dossier(person).unwrap();
        let account = dossier
            .accounts
            .iter()
            .find(|one| one.handle.as_str() == handle);
        let snapshots = &account.unwrap().snapshots;
        snapshots
            .iter()
            .map(|one| (one.date.to_string(), one.figures.followers))
            .collect()
    }
}

fn one(line: u64, handle: &str, name: &str, followers: i64) -> Incoming {
    let mut row = row(line, IG, handle);
    row.name = Some(name.into());
    row.figures.followers = Some(followers);
    row
}

/// Rows of a month's file in which accounts appear again and say something else.
fn rows(chance: &mut Chance) -> Vec<Incoming> {
    let count = 3 + chance.below(12);
    let mut rows = Vec::new();
    for line in 0..count {
        let handle = chance.one(&["ada.x", "bo.x", "cy.x", "di.x", "ed.x"]);
        let name = *chance.one(&["Ada", "Bo", "Cy"]);
        let number = i64::try_from(chance.below(4)).unwrap();
        let mut row = one(line as u64 + 2, handle, name, 1_000 + number);
        // An account without any figures has nothing that tells which file is the newer.
        match chance.below(3) {
            0 => row.figures.average_likes = Some(number),
            1 => {
                row.figures.average_likes = Some(number);
                row.figures.followers = None;
            }
            _ => {}
        }
        if chance.below(3) == 0 {
            let amount = *chance.one(&["50 EUR", "60 EUR"]);
            row.rates = vec![rate(amount)];
        }
        if chance.below(3) == 0 {
            let tag = *chance.one(&["ugc", "vegan"]);
            row.tags = vec![tag.into()];
            row.niche = Some(tag.into());
            row.extra = vec![("Shoe".into(), tag.into())];
            row.note = Some(tag.into());
        }
        rows.push(row);
    }
    rows
}

fn rate(amount: &str) -> IncomingRate {
    IncomingRate {
        kind: RateKind::Post,
        platform: None,
        amount: Money::read(amount, None).unwrap(),
        note: String::new(),
        date: None,
        source: None,
    }
}

#[test]
fn a_months_file_repeated_changes_nothing_whichever_way_its_month_was_dated() {
    for seed in 0..60 {
        let mut chance = Chance::new(seed);
        let world = World::empty();
        let mut ada = world.hand("ada");
        let (september, march) = (rows(&mut chance), rows(&mut chance));
        // Versions before dated a month to its first day.
        let is_old = chance.below(3) > 0;
        let files = [(SEPTEMBER, &september), (MARCH, &march)];
        let first = chance.below(2);
        for (month, rows) in [&files[first], &files[1 - first]] {
            if is_old {
                ada.imports(month.0, month.1, rows);
            } else {
                ada.imports_month(*month, rows);
            }
        }
        let snapshots = |world: &World| {
            let lines = dump(&world.path());
            lines
                .into_iter()
                .filter(|line| line.starts_with("snapshot"))
                .count()
        };
        let many = snapshots(&world);
        // What the files leave behind where each of them has been the last once.
        let mut before = Vec::new();
        for round in 0..4 {
            for (month, rows) in files {
                let import = ada.imports_month(month, rows);
                let counts = import.counts;
                assert_eq!(counts.new, 0, "seed {seed}");
                assert!(import.replaced.is_empty(), "seed {seed}: {import:?}");
                if round > 0 {
                    assert_eq!(counts.updated, 0, "seed {seed}, {}: {import:?}", month.0);
                }
            }
            if round > 0 {
                same(&before, &dump(&world.path()));
            }
            before = dump(&world.path());
        }
        assert_eq!(snapshots(&world), many, "seed {seed}");
        ada.is_sound();
    }
}

#[test]
fn an_account_that_appears_twice_in_an_old_file_keeps_its_first_row_and_is_listed() {
    let world = World::empty();
    let mut ada = world.hand("ada");
    let rows = [
        one(2, "ada.x", "Ada", 21_000_000),
        one(3, "ada.x", "Ada", 13_400_000),
        one(4, "bo.x", "Bo", 100),
    ];
    ada.imports(SEPTEMBER.0, SEPTEMBER.1, &rows);
    let before = dump(&world.path());
    for _ in 0..3 {
        let import = ada.imports_month(SEPTEMBER, &rows);
        assert_eq!((import.counts.updated, import.counts.unchanged), (0, 3));
        let lines: Vec<u64> = import.repeated.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [3]);
    }
    same(&before, &dump(&world.path()));
}

#[test]
fn a_corrected_file_replaces_the_figures_of_its_month_and_undo_gives_them_back() {
    for dated in [None, Some("2022-09-14")] {
        for name in [SEPTEMBER.0, "corrected sept 2022.csv"] {
            let world = World::empty();
            let mut ada = world.hand("ada");
            let mut rows = vec![one(2, "ada.x", "Ada", 1_000), one(3, "ada.x", "Ada", 2_000)];
            for row in &mut rows {
                row.rates = vec![rate("50 EUR")];
            }
            let first = dated.unwrap_or(SEPTEMBER.1);
            ada.imports(SEPTEMBER.0, first, &rows);
            let before = dump(&world.path());
            rows[0].figures.followers = Some(1_100);
            rows[0].rates = vec![rate("55 EUR")];
            let month = (name, SEPTEMBER.1, SEPTEMBER.2);
            let import = ada.imports_month(month, &rows);
            assert_eq!((import.counts.updated, import.counts.unchanged), (1, 1));
            // The figures keep the day under which they are known, and that day is said.
            assert_eq!(ada.curve("ada.x"), [(first.to_owned(), Some(1_100))]);
            assert_eq!(import.replaced[0].date, day(first));
            let person = ada.person("ada.x");
            assert_eq!(ada.dossier(person).unwrap().rates.len(), 1);
            for _ in 0..2 {
                assert_eq!(ada.imports_month(month, &rows).counts.updated, 0);
            }
            ada.undoes();
            same(&before, &dump(&world.path()));
            ada.is_sound();
        }
    }
}

#[test]
fn another_files_figures_of_a_day_in_the_month_are_left_alone() {
    let world = World::empty();
    let mut ada = world.hand("ada");
    for (name, date, followers) in [
        ("2022-09-01.csv", "2022-09-01", 900),
        ("2022-09-15.csv", "2022-09-15", 950),
    ] {
        ada.imports(name, date, &[one(2, "ada.x", "Ada", followers)]);
    }
    let import = ada.imports_month(SEPTEMBER, &[one(2, "ada.x", "Ada", 1_000)]);
    assert!(import.replaced.is_empty());
    assert_eq!(
        ada.curve("ada.x"),
        [
            ("2022-09-01".to_owned(), Some(900)),
            ("2022-09-15".to_owned(), Some(950)),
            ("2022-09-30".to_owned(), Some(1_000)),
        ]
    );
}

#[test]
fn figures_of_a_month_that_is_not_over_move_on_to_today() {
    let world = World::empty();
    let mut ada = world.hand("ada");
    for (today, followers) in [
        ("2026-11-10", 100),
        ("2026-11-20", 120),
        ("2026-11-20", 130),
    ] {
        ada.today = day(today);
        let rows = [one(2, "ada.x", "Ada", followers)];
        ada.imports_since("2026-11.csv", "2026-11-01", day(today), &rows);
        assert_eq!(ada.curve("ada.x"), [(today.to_owned(), Some(followers))]);
    }
    // Read once more on another day, nothing has changed.
    ada.today = day("2026-11-21");
    let rows = [one(2, "ada.x", "Ada", 130)];
    let again = ada.imports_since("2026-11.csv", "2026-11-01", day("2026-11-21"), &rows);
    assert_eq!(again.counts.updated, 0);
    assert_eq!(ada.curve("ada.x"), [("2026-11-20".to_owned(), Some(130))]);
    // When the month is over, it is still the same file of the same month.
    ada.today = day("2026-12-05");
    let rows = [one(2, "ada.x", "Ada", 140)];
    ada.imports_since("2026-11.csv", "2026-11-01", day("2026-11-30"), &rows);
    assert_eq!(ada.curve("ada.x"), [("2026-11-20".to_owned(), Some(140))]);
}

/// A file of the running month was read some days ago, and another file has brought figures of today.
#[test]
fn a_file_of_the_running_month_meets_another_files_figures_of_today() {
    let world = World::empty();
    let mut ada = world.hand("ada");
    let month = |ada: &mut Hand, today: &str, followers| {
        ada.today = day(today);
        let rows = [one(2, "ada.x", "Ada", followers)];
        ada.imports_since("2026-11.csv", "2026-11-01", day(today), &rows)
    };
    month(&mut ada, "2026-11-10", 100);
    ada.today = day("2026-11-20");
    ada.imports("weekly.csv", "2026-11-20", &[one(2, "ada.x", "Ada", 110)]);
    let before = dump(&world.path());
    // As it was: nothing new.
    assert_eq!(month(&mut ada, "2026-11-20", 100).counts.updated, 0);
    let import = month(&mut ada, "2026-11-20", 120);
    assert_eq!((import.counts.updated, import.replaced.len()), (1, 1));
    let curve = [
        ("2026-11-10".to_owned(), Some(100)),
        ("2026-11-20".to_owned(), Some(120)),
    ];
    assert_eq!(ada.curve("ada.x"), curve);
    assert_eq!(month(&mut ada, "2026-11-20", 120).counts.updated, 0);
    assert_eq!(month(&mut ada, "2026-11-21", 120).counts.updated, 0);
    assert_eq!(ada.curve("ada.x"), curve);
    ada.is_sound();
    ada.undoes();
    same(&before, &dump(&world.path()));
}

#[test]
fn rows_of_several_months_are_corrected_each_by_its_own() {
    let world = World::empty();
    let mut ada = world.hand("ada");
    let of_month = |line, since: &str, until: &str, followers| Incoming {
        as_of: Some(day(until)),
        since: Some(day(since)),
        ..one(line, "ada.x", "Ada", followers)
    };
    let mut rows = vec![
        of_month(2, "2022-08-01", "2022-08-31", 10),
        of_month(3, "2022-09-01", "2022-09-30", 20),
        of_month(4, "2022-09-01", "2022-09-30", 21),
    ];
    let import = ada.imports("history.csv", "2026-11-21", &rows);
    assert_eq!(import.repeated.len(), 1);
    assert_eq!(
        ada.imports("history.csv", "2026-11-21", &rows)
            .counts
            .updated,
        0
    );
    rows[1].figures.followers = Some(25);
    let import = ada.imports("history.csv", "2026-11-21", &rows);
    assert_eq!((import.counts.updated, import.repeated.len()), (1, 1));
    let wanted = [
        ("2022-08-31".to_owned(), Some(10)),
        ("2022-09-30".to_owned(), Some(25)),
    ];
    assert_eq!(ada.curve("ada.x"), wanted);
    // This month, read on two days: the second reading finds the figures of the first.
    let now = of_month(5, "2026-11-01", "2026-11-20", 30);
    ada.imports("history.csv", "2026-11-20", std::slice::from_ref(&now));
    let later = Incoming {
        as_of: Some(day("2026-11-21")),
        ..now
    };
    assert_eq!(
        ada.imports("history.csv", "2026-11-21", &[later])
            .counts
            .updated,
        0
    );
    assert_eq!(ada.curve("ada.x").len(), 3);
}

#[test]
fn an_old_months_file_stays_older_than_a_later_day_of_that_month() {
    let world = World::empty();
    let mut ada = world.hand("ada");
    let month = [one(2, "ada.x", "Old Name", 1_000)];
    let later = [one(2, "ada.x", "New Name", 1_500)];
    ada.imports(SEPTEMBER.0, SEPTEMBER.1, &month);
    ada.imports("15.09.2022.csv", "2022-09-15", &later);
    let person = ada.person("ada.x");
    for _ in 0..2 {
        assert_eq!(ada.imports_month(SEPTEMBER, &month).counts.updated, 0);
        let counts = ada.imports("15.09.2022.csv", "2022-09-15", &later).counts;
        assert_eq!(counts.updated, 0);
        assert_eq!(ada.field(person, Field::Name).as_deref(), Some("New Name"));
    }
}
