//! An upgrade that is killed (T19): the file is of the old shape or of the new one, never between.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use rusqlite::Connection;

use crate::support::Chance;
use crate::terminal::pty::{Home, tick};

/// A database as the first release wrote it, with some people and long notes.
pub fn older(path: &Path, notes: u32) {
    let connection = Connection::open(path).unwrap();
    connection
        .execute_batch(include_str!("../../../src/store/schema/0001_people.sql"))
        .unwrap();
    connection
        .execute_batch(
            "PRAGMA journal_mode = wal; PRAGMA application_id = 0x454E5452; PRAGMA user_version = 1;
             INSERT INTO desk (id, name, kind, created_at) VALUES (1, 'Halcyon', 'private', 0);",
        )
        .unwrap();
    for number in 0..notes {
        let person = i64::from(number / 20 + 1);
        connection
            .execute(
                "INSERT INTO person (id, stage_since, added) VALUES (?1, '2026-01-01', '2026-01-01') ON CONFLICT DO NOTHING",
                [person],
            )
            .unwrap();
        connection
            .execute(
                "INSERT INTO note (person_id, date, by, text) VALUES (?1, '2026-01-01', 'ada', ?2)",
                (person, format!("note {number} ").repeat(40)),
            )
            .unwrap();
    }
    connection
        .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        .unwrap();
}

/// Shape, whether it is sound, and everything that was in it before.
fn state(path: &Path) -> (i64, String, String, bool) {
    let connection = Connection::open(path).unwrap();
    let one = |sql: &str| {
        connection
            .query_row(sql, [], |row| row.get::<_, String>(0))
            .unwrap()
    };
    let shape = connection
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .unwrap();
    let notes = one("SELECT count(*) || ' ' || total(id) || ' ' || total(length(text)) FROM note");
    let triggers = one("SELECT count(*) || '' FROM sqlite_schema WHERE type = 'trigger'");
    (shape, one("PRAGMA integrity_check"), notes, triggers != "0")
}

/// So many upgrades, each killed at another moment; gives how many were cut off before the end.
fn kill(times: usize) -> usize {
    let home = Home::new();
    let template = home.path().join("old.db");
    older(&template, 2_000);
    let (_, _, notes, _) = state(&template);
    let bytes = fs::read(&template).unwrap();
    let mut chance = Chance::new(19);
    let mut cut = 0;
    let ticks = tick();
    for round in 0..times {
        let path = home.path().join(format!("{round}.db"));
        fs::write(&path, &bytes).unwrap();
        let mut command = home.command(&path, &["list"]);
        let mut child = command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // The random moment of its death, not a wait for something.
        let _ = ticks.recv_timeout(Duration::from_micros(chance.below(45_000) as u64));
        let _ = child.kill();
        child.wait().unwrap();
        let (shape, sound, there, triggers) = state(&path);
        assert_eq!((sound.as_str(), &there), ("ok", &notes), "round {round}");
        assert!(
            shape == 1 && !triggers || shape >= 2 && triggers,
            "round {round}: between shapes"
        );
        cut += usize::from(shape == 1);
        // The next start finishes what was begun.
        home.run(&path, &["list"]).ends(0);
        let (shape, sound, there, _) = state(&path);
        assert!(
            shape >= 2 && sound == "ok" && there == notes,
            "round {round}"
        );
        for entry in fs::read_dir(home.path()).unwrap().flatten() {
            let name = entry.file_name().into_string().unwrap();
            if name.starts_with(&format!("{round}.db")) && entry.path().is_file() {
                fs::remove_file(entry.path()).unwrap();
            }
        }
    }
    cut
}

#[test]
fn an_upgrade_that_is_killed_leaves_the_old_shape_or_the_new_one() {
    assert!(kill(8) > 0);
}

#[test]
#[ignore = "long: 50 kills"]
#[allow(clippy::print_stdout)] // the figures are wanted
fn fifty_upgrades_that_are_killed_leave_the_old_shape_or_the_new_one() {
    println!(
        "T19: 50 kills, {} before the new shape was there, none between",
        kill(50)
    );
}
