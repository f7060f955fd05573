//! Side files of other accounts and other groups, and folders that other accounts can write.

use std::fs;
use std::os::unix::fs::{MetadataExt, chown};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{ADA, Account, BEN, EVE, Machine, ROOT, TEAM, beside, mode};
use crate::side_files::within;
use crate::terminal::pty::Ran;

/// A group that ada is not in, and one that nobody knows of.
const OTHERS: u32 = 62_001;

/// Everything beside a database.
const SIDES: [&str; 6] = ["-wal", "-shm", "-journal", ".desks", ".bell", ".upgrade"];

#[track_caller]
fn run(account: &Account, database: &Path, words: &[&str]) -> Ran {
    let mut command = Command::new("setpriv");
    command
        .args(account.words(Some(database), words))
        .env_clear()
        .envs(account.home.environment())
        .current_dir(account.home.path());
    within(command)
}

/// A private database of ada's in a folder of hers.
fn private(machine: &Machine, ada: &Account, name: &str) -> PathBuf {
    let database = machine.path(name).join("desk.db");
    fs::create_dir(database.parent().unwrap()).unwrap();
    chown(database.parent().unwrap(), Some(ADA), Some(ADA)).unwrap();
    ada.run(None, &["init", database.to_str().unwrap()]).ends(0);
    database
}

fn plant(database: &Path, end: &str, owner: u32, group: u32, bits: u32) -> PathBuf {
    let place = beside(database, end);
    let _ = fs::remove_file(&place);
    let _ = fs::remove_dir_all(&place);
    if end == ".desks" {
        fs::create_dir(&place).unwrap();
    } else {
        fs::write(&place, "eve").unwrap();
    }
    chown(&place, Some(owner), Some(group)).unwrap();
    mode(&place, bits);
    place
}

fn facts(place: &Path) -> (u32, u32, u32) {
    let data = fs::metadata(place).unwrap();
    (data.uid(), data.gid(), data.mode() & 0o7777)
}

/// What an outsider put there is neither written nor believed, in a private database nor in a shared one.
#[test]
#[ignore = "needs root"]
fn what_an_outsider_put_there_is_not_used() {
    let machine = Machine::new();
    let ada = machine.account(ADA, 0o022);
    for (number, end) in SIDES.into_iter().enumerate() {
        for shared in [false, true] {
            let name = format!("eve-{number}-{shared}");
            let database = if shared {
                machine.shared(&ada, &name)
            } else {
                private(&machine, &ada, &name)
            };
            let before = (facts(&database), facts(database.parent().unwrap()));
            let bits = if end == ".desks" { 0o2777 } else { 0o666 };
            let place = plant(&database, end, EVE, EVE, bits);
            let ran = run(&ada, &database, &["list"]);
            let command = format!("mv {0} {0}.aside", place.display());
            if [".bell", ".upgrade"].contains(&end) {
                ran.ends(0);
            } else {
                let told = ran.fails(1);
                assert!(told.err.contains(&command), "{end} {shared}: {told:?}");
                assert!(told.err.contains("uid61003"), "{end} {shared}: {told:?}");
            }
            let doctor = run(&ada, &database, &["doctor"]).ends(1);
            assert!(doctor.out.contains(&command), "{end} {shared}: {doctor:?}");
            assert_eq!(facts(&place), (EVE, EVE, bits), "{end} {shared}");
            if end != ".desks" {
                assert_eq!(fs::read_to_string(&place).unwrap(), "eve", "{end} {shared}");
            }
            assert_eq!(
                (facts(&database), facts(database.parent().unwrap())),
                before,
                "{end} {shared}"
            );
            fs::rename(&place, beside(&database, &format!("{end}.aside"))).unwrap();
            run(&ada, &database, &["check"]).ends(0);
        }
    }
}

/// The group of a database is that of its file: nothing beside it gives it to another one.
#[test]
#[ignore = "needs root"]
fn the_group_of_a_side_file_is_believed_by_nobody() {
    let machine = Machine::new();
    let ada = machine.account(ADA, 0o022);
    for (number, end) in SIDES.into_iter().enumerate() {
        for shared in [false, true] {
            let name = format!("group-{number}-{shared}");
            let database = if shared {
                machine.shared(&ada, &name)
            } else {
                private(&machine, &ada, &name)
            };
            let before = (facts(&database), facts(database.parent().unwrap()));
            let bits = if end == ".desks" { 0o2770 } else { 0o660 };
            let place = plant(&database, end, ADA, OTHERS, bits);
            if end != ".desks" {
                fs::write(&place, "").unwrap();
            }
            run(&ada, &database, &["list"]).ends(0);
            assert_eq!(
                (facts(&database), facts(database.parent().unwrap())),
                before,
                "{end} {shared}"
            );
            if shared && place.exists() && end != "-journal" {
                // Ada's own start gives it back to the team; a journal is never made beside the log of writes.
                assert_eq!(facts(&place).1, TEAM, "{end}");
            }
            run(&ada, &database, &["check"]).ends(0);
        }
    }
}

/// Modes that went wrong in a private database: of its own files, and of what is beside it.
#[test]
#[ignore = "needs root"]
fn what_is_open_to_others_is_shut_again() {
    let machine = Machine::new();
    let ada = machine.account(ADA, 0o000);
    for (number, end) in ["", "-wal", "-shm", ".bell"].into_iter().enumerate() {
        let database = private(&machine, &ada, &format!("mode-{number}"));
        let place = if end.is_empty() {
            mode(&database, 0o666);
            database.clone()
        } else {
            let place = plant(&database, end, ADA, ADA, 0o666);
            fs::write(&place, "").unwrap();
            place
        };
        let told = run(&ada, &database, &["doctor"]).ends(1);
        let command = format!("chmod 600 {}", place.display());
        assert!(told.out.contains(&command), "{end}: {told:?}");
        run(&ada, &database, &["log", "x", "in: hi"]).fails(1);
        if let Ok(data) = fs::metadata(&place) {
            assert_eq!(data.mode() & 0o777, 0o600, "{end}");
        }
    }
}

/// What somebody else opened to outsiders is not used, and the command goes to whoever can run it.
#[test]
#[ignore = "needs root"]
fn what_another_account_left_open_is_refused() {
    let machine = Machine::new();
    let ada = machine.account(ADA, 0o022);
    for (number, (end, owner, group, bits, shared, way_out)) in [
        (
            ".desks",
            ROOT,
            ROOT,
            0o777,
            false,
            "ask root to run: chmod 700",
        ),
        (
            "-journal",
            ROOT,
            ROOT,
            0o602,
            false,
            "ask root to run: chmod 600",
        ),
        (
            ".desks",
            BEN,
            TEAM,
            0o2777,
            true,
            "ask uid61002 to run: chmod 2770",
        ),
        (
            "-journal",
            BEN,
            TEAM,
            0o662,
            true,
            "ask uid61002 to run: chmod 660",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let name = format!("open-{number}");
        let database = if shared {
            machine.shared(&ada, &name)
        } else {
            private(&machine, &ada, &name)
        };
        let place = plant(&database, end, owner, group, bits);
        let told = run(&ada, &database, &["list"]).fails(1);
        assert!(told.err.contains(way_out), "{number}: {told:?}");
        let doctor = run(&ada, &database, &["doctor"]).ends(1);
        assert!(
            doctor.out.contains("can write this"),
            "{number}: {doctor:?}"
        );
        assert_eq!(facts(&place), (owner, group, bits), "{number}");
        fs::rename(&place, beside(&database, &format!("{end}.aside"))).unwrap();
        run(&ada, &database, &["list"]).ends(0);
    }
}

/// Whose a folder is, and which group may write it.
#[test]
#[ignore = "needs root"]
fn a_folder_that_another_account_can_write_is_refused() {
    let machine = Machine::new();
    let ada = machine.account(ADA, 0o022);
    // Owner, group and mode of the folder and of the one above it; whether it is refused, and the way out.
    let cases: [(_, _, Option<&str>); 10] = [
        ((ADA, ADA, 0o755), (ADA, ADA, 0o755), None),
        // A group of one, as many systems make it.
        ((ADA, ADA, 0o775), (ADA, ADA, 0o775), None),
        ((ADA, OTHERS, 0o755), (ROOT, OTHERS, 0o755), None),
        ((ADA, ROOT, 0o775), (ROOT, ROOT, 0o775), None),
        ((ADA, OTHERS, 0o755), (ROOT, OTHERS, 0o1775), None),
        (
            (ADA, OTHERS, 0o775),
            (ADA, ADA, 0o755),
            Some("run: chmod g-w {folder}"),
        ),
        (
            (ROOT, OTHERS, 0o775),
            (ROOT, ROOT, 0o755),
            Some("ask root to run: chmod g-w {folder}"),
        ),
        (
            (ADA, OTHERS, 0o2770),
            (ADA, ADA, 0o755),
            Some("run: chgrp 62001 {db} && chmod 660 {db}"),
        ),
        (
            (EVE, ADA, 0o755),
            (ROOT, ROOT, 0o755),
            Some("move the database to a folder of your own"),
        ),
        (
            (ADA, ADA, 0o755),
            (ROOT, OTHERS, 0o775),
            Some("ask root to run: chmod g-w {above}"),
        ),
    ];
    for (number, (own, above, refused)) in cases.into_iter().enumerate() {
        let parent = machine.path(&format!("above-{number}"));
        let folder = parent.join("desk");
        fs::create_dir_all(&folder).unwrap();
        chown(&folder, Some(ADA), Some(ADA)).unwrap();
        let database = folder.join("desk.db");
        ada.run(None, &["init", database.to_str().unwrap()]).ends(0);
        for (place, (owner, group, bits)) in [(&folder, own), (&parent, above)] {
            chown(place, Some(owner), Some(group)).unwrap();
            mode(place, bits);
        }
        let Some(way_out) = refused else {
            run(&ada, &database, &["list"]).ends(0);
            continue;
        };
        let way_out = way_out
            .replace("{db}", database.to_str().unwrap())
            .replace("{folder}", folder.to_str().unwrap())
            .replace("{above}", parent.to_str().unwrap());
        let told = run(&ada, &database, &["list"]).fails(1);
        assert!(told.err.contains(&way_out), "{number}: {told:?}");
        let doctor = run(&ada, &database, &["doctor"]).ends(1);
        assert!(doctor.out.contains(&way_out), "{number}: {doctor:?}");
    }
}

/// Advice to change a mode fits the kind of database: nobody is told to open a private one to a group.
#[test]
#[ignore = "needs root"]
fn advice_fits_private_and_shared() {
    let machine = Machine::new();
    let (ada, ben) = (machine.account(ADA, 0o022), machine.account(BEN, 0o022));
    let own = private(&machine, &ada, "own");
    let told = run(&ben, &own, &["list"]).fails(1);
    assert!(!told.err.contains("chmod"), "{told:?}");
    assert!(told.err.contains("ask uid61001 to share it"), "{told:?}");
    mode(own.parent().unwrap(), 0o700);
    let told = run(&ben, &own, &["list"]).fails(1);
    assert!(!told.err.contains("chmod"), "{told:?}");
    mode(&own, 0o400);
    let told = run(&ada, &own, &["list"]).fails(1);
    assert!(
        told.err
            .contains(&format!("run: chmod 600 {}", own.display())),
        "{told:?}"
    );
    let shared = machine.shared(&ada, "team");
    mode(&shared, 0o640);
    let told = run(&ben, &shared, &["list"]).fails(1);
    assert!(
        told.err.contains(&format!(
            "ask uid61001 to run: chmod 660 {}",
            shared.display()
        )),
        "{told:?}"
    );
}
