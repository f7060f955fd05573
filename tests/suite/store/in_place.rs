//! A database whose files were moved, deleted or replaced while it was open: nothing is said to be saved that nobody
//! would find again.

use std::fs;
use std::path::Path;

use entourage::domain::field::Field;
use entourage::store::Failure;

use crate::support::world::edit;
use crate::support::{Hand, World};

/// A whole copy of the database, as a backup is.
fn copy(database: &Path) -> std::path::PathBuf {
    let copy = database.with_extension("copy");
    let sql = rusqlite::Connection::open(database).unwrap();
    sql.execute("VACUUM INTO ?1", [copy.to_str().unwrap()])
        .unwrap();
    copy
}

fn beside(database: &Path, end: &str) -> std::path::PathBuf {
    entourage::store::beside(database, end)
}

#[track_caller]
fn is_refused(ada: &mut Hand, what: &str) {
    let tom = ada.person("Tom Bakker");
    let place = ada.field(tom, Field::Place);
    match ada.apply(edit(tom, Field::Place, place.as_deref(), Some("Utrecht"))) {
        Err(Failure::Trouble(trouble)) => {
            let words = trouble.sentence.as_str();
            assert!(
                words.contains("moved, deleted or replaced"),
                "{what}: {words}"
            );
        }
        other => panic!("{what}: {other:?}"),
    }
    assert!(ada.store.moved().is_some(), "{what}");
}

#[test]
fn nothing_is_saved_into_files_that_were_moved_deleted_or_replaced() {
    type Meddling = fn(&Path);
    let ways: [(&str, Meddling); 6] = [
        ("deleted", |path| fs::remove_file(path).unwrap()),
        ("log deleted", |path| {
            fs::remove_file(beside(path, "-wal")).unwrap();
            fs::remove_file(beside(path, "-shm")).unwrap();
        }),
        ("renamed", |path| {
            fs::rename(path, path.with_extension("old")).unwrap();
        }),
        ("replaced by a backup", |path| {
            fs::rename(copy(path), path).unwrap();
        }),
        ("another put in its place", |path| {
            let copy = copy(path);
            fs::rename(path, path.with_extension("old")).unwrap();
            fs::rename(copy, path).unwrap();
        }),
        ("log replaced", |path| {
            fs::remove_file(beside(path, "-wal")).unwrap();
            fs::write(beside(path, "-wal"), "").unwrap();
        }),
    ];
    for (what, meddle) in ways {
        for saved_before in [false, true] {
            let world = World::new();
            let mut ada = world.hand("ada");
            if saved_before {
                let tom = ada.person("Tom Bakker");
                ada.apply(edit(tom, Field::Place, None, Some("Delft")))
                    .unwrap();
            }
            assert!(ada.store.moved().is_none());
            meddle(&world.path());
            is_refused(&mut ada, what);
            // And every time.
            is_refused(&mut ada, what);
        }
    }
}

#[test]
fn in_a_folder_that_was_renamed_the_database_goes_on() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let tom = ada.person("Tom Bakker");
    let folder = world.path().parent().unwrap().to_path_buf();
    let renamed = folder.with_extension("renamed");
    fs::rename(&folder, &renamed).unwrap();
    let saved = ada.apply(edit(tom, Field::Place, None, Some("Delft")));
    fs::rename(&renamed, &folder).unwrap();
    saved.unwrap();
    assert_eq!(
        world.hand("ben").field(tom, Field::Place).as_deref(),
        Some("Delft")
    );
}
