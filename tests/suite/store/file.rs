//! The file and those who share it.

use std::path::Path;

use entourage::domain::change::{Change, TalkChange};
use entourage::domain::field::Field;
use entourage::domain::ids::PersonId;
use entourage::store::Failure;

use crate::support::world::edit;
use crate::support::{World, today};

#[test]
fn a_program_left_running_stops_writing_when_a_newer_one_changed_the_file() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let tom = ada.person("Tom Bakker");
    let sql = rusqlite::Connection::open(world.path()).unwrap();
    sql.execute_batch("PRAGMA user_version = 9999").unwrap();
    match ada.apply(edit(tom, Field::Place, None, Some("Utrecht"))) {
        Err(Failure::Trouble(trouble)) => {
            assert!(
                trouble.sentence.as_str().contains("a newer Entourage"),
                "{}",
                trouble.sentence
            );
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(ada.field(tom, Field::Place), None);
}

/// T5: no transaction begins in a way that could be refused half way.
#[test]
fn every_transaction_that_writes_begins_immediately() {
    fn files(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                files(&path, found);
            } else {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    files(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut found,
    );
    assert!(found.len() > 50);
    for path in found {
        let text = std::fs::read_to_string(&path).unwrap();
        // Several reads that must agree are a transaction, too; where one begins, nothing is written.
        if text.contains(".transaction()") {
            for word in ["INSERT", "UPDATE", "DELETE", "execute("] {
                assert!(
                    !text.contains(word),
                    "{} begins a transaction and has {word}",
                    path.display()
                );
            }
        }
        for word in [
            "unchecked_transaction",
            ".savepoint",
            "Behavior::Deferred",
            "Behavior::Exclusive",
            "BEGIN;",
            "BEGIN DEFERRED",
            "BEGIN TRANSACTION",
            "\"BEGIN\"",
        ] {
            assert!(!text.contains(word), "{} has {word}", path.display());
        }
    }
}

#[test]
fn four_who_save_at_once_all_save() {
    let world = World::new();
    std::thread::scope(|scope| {
        for number in 0..4 {
            let path = world.path();
            scope.spawn(move || {
                let who = entourage::store::Who {
                    login: format!("writer{number}"),
                    desk: entourage::domain::ids::DeskId(format!("thread-{number}")),
                };
                let mut store = entourage::store::Store::open(&path, &who).unwrap();
                for action in 0..25 {
                    let stamp = entourage::domain::change::Stamp {
                        action: entourage::domain::ids::ActionId(format!(
                            "thread-{number}/{action}"
                        )),
                        at: action,
                        today: today(),
                    };
                    let change = TalkChange::AddNote {
                        person: PersonId(1),
                        text: format!("{number} {action}"),
                    };
                    store.apply(Change::Talk(change), &stamp).unwrap();
                }
            });
        }
    });
    let mut ada = world.hand("ada");
    let notes = ada.dossier(PersonId(1)).unwrap().notes;
    for number in 0..4 {
        for action in 0..25 {
            let text = format!("{number} {action}");
            assert_eq!(
                notes
                    .iter()
                    .filter(|note| note.text.as_stored() == text)
                    .count(),
                1,
                "{text}"
            );
        }
    }
    ada.is_sound();
}
