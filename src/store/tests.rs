//! The disk is full at every page at which it may be (T18): one sentence, nothing lost, nothing half done, and it goes
//! on when there is room. `PRAGMA max_page_count` plays the disk.

use std::fs;
use std::path::PathBuf;

use chrono::NaiveDate;
use rusqlite::Connection;

use super::import::Plan;
use super::{CannotOpen, Failure, Kind, Store, Who, schema, upgrade};
use crate::domain::bulk::{Bulk, BulkAction};
use crate::domain::change::{Change, HistoryChange, NewAccount, PeopleChange, Stamp, TalkChange};
use crate::domain::ids::{ActionId, DeskId, PersonId, SetId};
use crate::domain::incoming::Incoming;
use crate::domain::platform::{Handle, Platform};

/// As many pages as there may ever be.
const ROOM: i64 = 1_073_741_823;
/// What is said of a full disk.
const SENTENCE: &str = "the disk is full: nothing was saved; free some space and try again";

/// A database of one desk.
struct House {
    _folder: tempfile::TempDir,
    store: Store,
    actions: u32,
}

impl House {
    fn new() -> House {
        let folder = tempfile::tempdir().unwrap();
        let who = Who {
            login: "ada".into(),
            desk: DeskId("ada-1".into()),
        };
        let store = Store::create(&folder.path().join("desk.db"), "Halcyon", &who, 0).unwrap();
        House {
            _folder: folder,
            store,
            actions: 0,
        }
    }

    fn stamp(&mut self) -> Stamp {
        self.actions += 1;
        Stamp {
            action: ActionId(self.actions.to_string()),
            at: 0,
            today: NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(),
        }
    }

    /// So many people.
    fn adds(&mut self, many: usize) -> Vec<PersonId> {
        let accounts = (0..many).map(|number| NewAccount {
            platform: Platform::Instagram,
            handle: Handle::parse(&format!("person{number}")).unwrap(),
        });
        let change = Change::People(PeopleChange::Add {
            accounts: accounts.collect(),
        });
        let stamp = self.stamp();
        self.store.apply(change, &stamp).unwrap();
        self.store.everybody().unwrap()
    }

    /// The disk takes so many pages more.
    fn is_left(&self, pages: i64) {
        only(&self.store.connection, pages);
    }

    fn has_room(&self) {
        pages(&self.store.connection, ROOM);
    }

    fn count(&self, sql: &str) -> i64 {
        self.store
            .connection
            .query_row(sql, [], |row| row.get(0))
            .unwrap()
    }

    /// Nothing is half done: no transaction is open, and whatever is made from something else agrees with it.
    fn is_whole(&mut self) {
        assert!(self.store.connection.is_autocommit());
        assert_eq!(self.store.check().unwrap(), Vec::new());
    }
}

fn only(connection: &Connection, more: i64) {
    let read = connection.query_row("PRAGMA page_count", [], |row| row.get::<_, i64>(0));
    pages(connection, read.unwrap() + more);
}

fn pages(connection: &Connection, most: i64) {
    let sql = format!("PRAGMA max_page_count = {most}");
    let set: i64 = connection.query_row(&sql, [], |row| row.get(0)).unwrap();
    assert!(set >= most);
}

/// Whether it was done; where it was not, the one sentence was said.
fn is_done<T>(done: Result<T, Failure>) -> bool {
    match done {
        Ok(_) => true,
        Err(Failure::Trouble(trouble)) => {
            assert_eq!(trouble.sentence.as_str(), SENTENCE);
            false
        }
        Err(other) => panic!("{other:?}"),
    }
}

/// A text of some pages.
fn long() -> String {
    (0..3_000).fold(String::new(), |text, number| format!("{text}word{number} "))
}

#[test]
fn a_save_that_finds_the_disk_full_saves_nothing_and_is_made_again() {
    let mut house = House::new();
    let person = house.adds(3)[0];
    let stamp = house.stamp();
    let change = Change::Talk(TalkChange::AddNote {
        person,
        text: long(),
    });
    let mut faults = 0;
    for left in 0.. {
        house.is_left(left);
        let done = is_done(house.store.apply(change.clone(), &stamp));
        house.has_room();
        house.is_whole();
        assert_eq!(house.count("SELECT count(*) FROM note"), i64::from(done));
        if done {
            break;
        }
        faults += 1;
    }
    assert!(faults > 10, "{faults} points");
    let undo = Change::History(HistoryChange::UndoLast);
    let stamp = house.stamp();
    house.store.apply(undo, &stamp).unwrap();
    assert_eq!(house.count("SELECT count(*) FROM note"), 0);
}

fn row(number: u64) -> Incoming {
    Incoming {
        note: Some(format!("{number} {}", "a note of some words ".repeat(20))),
        ..Incoming::of_account(
            number + 2,
            Platform::Instagram,
            Handle::parse(&format!("crowd{number}")).unwrap(),
        )
    }
}

#[test]
fn an_import_that_finds_the_disk_full_stays_at_its_last_slice_and_goes_on() {
    let mut house = House::new();
    house.adds(3);
    let rows: Vec<Incoming> = (0..300).map(row).collect();
    let plan = Plan {
        source: "crowd.csv".into(),
        as_of: NaiveDate::from_ymd_opt(2026, 11, 1).unwrap(),
        ..Plan::default()
    };
    let stamp = house.stamp();
    let mut import = house.store.begin_import(plan, &stamp).unwrap();
    house
        .store
        .import_rows(&mut import, &rows[..100], &stamp)
        .unwrap();
    let mut faults = 0;
    for left in 0.. {
        house.is_left(left);
        let done = is_done(
            house
                .store
                .import_rows(&mut import, &rows[100..200], &stamp),
        );
        house.has_room();
        house.is_whole();
        let there = if done { 200 } else { 100 };
        assert_eq!(house.count("SELECT count(*) FROM person") - 3, there);
        assert_eq!(house.count("SELECT count(*) FROM note"), there);
        assert_eq!(import.counts.new, u64::try_from(there).unwrap());
        assert_eq!(house.store.open_jobs().unwrap().len(), 1);
        if done {
            break;
        }
        faults += 1;
    }
    assert!(faults > 10, "{faults} points");
    house
        .store
        .import_rows(&mut import, &rows[200..], &stamp)
        .unwrap();
    house.store.finish_import(&import).unwrap();
    // The full text follows, through a disk that is full at first.
    house.is_left(0);
    assert!(!is_done(house.store.follow_index(400)));
    house.has_room();
    while house.store.follow_index(100).unwrap() {}
    house.is_whole();
    let mut undo = {
        let stamp = house.stamp();
        house.store.begin_undo(import.set, None, &stamp).unwrap()
    };
    while house.store.step_undo(&mut undo, 200).unwrap().is_none() {}
    assert_eq!(house.count("SELECT count(*) FROM person"), 3);
    house.is_whole();
}

#[test]
fn one_action_on_many_that_finds_the_disk_full_stays_at_its_last_slice_and_goes_on() {
    let mut house = House::new();
    let people = house.adds(400);
    let bulk = Bulk {
        people,
        seen: SetId(1_000),
        action: BulkAction::Tags {
            add: vec!["a tag of many letters ".repeat(20).trim().to_owned()],
            take: Vec::new(),
        },
    };
    let tagged = "SELECT count(*) FROM person WHERE tags IS NOT NULL";
    let stamp = house.stamp();
    let mut job = house.store.begin_bulk(bulk, &stamp).unwrap();
    assert!(house.store.step_bulk(&mut job, 100).unwrap().is_none());
    let mut faults = 0;
    for left in 0.. {
        house.is_left(left);
        let done = is_done(house.store.step_bulk(&mut job, 200));
        house.has_room();
        house.is_whole();
        assert_eq!(house.count(tagged), if done { 300 } else { 100 });
        assert_eq!(job.done(), if done { 300 } else { 100 });
        if done {
            break;
        }
        faults += 1;
    }
    assert!(faults > 10, "{faults} points");
    let receipt = std::iter::from_fn(|| house.store.step_bulk(&mut job, 100).transpose()).next();
    assert!(receipt.unwrap().is_ok());
    assert_eq!(house.count(tagged), 400);
    house.is_whole();
    let undo = Change::History(HistoryChange::UndoLast);
    let stamp = house.stamp();
    house.store.apply(undo, &stamp).unwrap();
    assert_eq!(house.count(tagged), 0);
}

/// Every row of every table that is no index.
fn dump(connection: &Connection) -> Vec<String> {
    let tables = "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name";
    let mut statement = connection.prepare(tables).unwrap();
    let tables = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap();
    let mut lines = Vec::new();
    for (name, sql) in tables
        .map(|table| table.unwrap())
        .collect::<Vec<(String, String)>>()
    {
        lines.push(sql);
        let mut rows = connection
            .prepare(&format!("SELECT * FROM \"{name}\""))
            .unwrap();
        let columns = rows.column_count();
        let mut rows = rows.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let values = (0..columns).map(|at| format!("{:?}", row.get_ref(at).unwrap()));
            lines.push(format!("{name} {}", values.collect::<Vec<_>>().join(" ")));
        }
    }
    lines
}

#[test]
fn an_upgrade_that_finds_the_disk_full_leaves_the_older_file_and_is_made_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    fs::write(&path, include_bytes!("../../tests/files/shape-2.db")).unwrap();
    let mut connection = Connection::open(&path).unwrap();
    super::query::add_functions(&connection).unwrap();
    let version = |connection: &Connection| -> i64 {
        let read = connection.query_row("PRAGMA user_version", [], |row| row.get(0));
        read.unwrap()
    };
    let copies = || -> Vec<PathBuf> {
        let files = fs::read_dir(folder.path()).unwrap();
        let files = files.map(|file| file.unwrap().path());
        files
            .filter(|file| file.to_string_lossy().contains(".shape-"))
            .collect()
    };
    let before = dump(&connection);
    let mut faults = 0;
    for left in 0.. {
        only(&connection, left);
        let done = upgrade::run(&path, &mut connection, Kind::Private, schema::SHAPE);
        pages(&connection, ROOM);
        assert!(connection.is_autocommit());
        match done {
            Ok(()) => break,
            Err(error @ CannotOpen::Full(_)) => {
                let said = format!(
                    "{}: the disk is full or refuses to write; free some space and start again",
                    path.display()
                );
                assert_eq!(error.to_string(), said);
            }
            Err(other) => panic!("{other}"),
        }
        faults += 1;
        assert_eq!(version(&connection), 2);
        assert_eq!(dump(&connection), before);
        // The copy that was made first would only fill the disk more.
        assert_eq!(copies(), Vec::<PathBuf>::new());
    }
    assert!(faults > 5, "{faults} points");
    assert_eq!((version(&connection), copies().len()), (4, 1));
    drop(connection);
    let who = Who {
        login: "ada".into(),
        desk: DeskId("ada-1".into()),
    };
    let store = Store::open(&path, &who).unwrap();
    assert_eq!(store.check().unwrap(), Vec::new());
    assert_eq!(store.everybody().unwrap().len(), 3);
}
