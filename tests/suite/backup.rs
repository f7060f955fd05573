//! Backups kept by the day, a backup put back, and the doctor; through the real program.

use entourage::domain::platform::Platform;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{World, today};
use crate::terminal::pty::{Home, LONG, Ran, Start};

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Everything that a database says.
fn everything(home: &Home, database: &Path) -> String {
    let people = home
        .run(database, &["export", "--format", "json"])
        .ends(0)
        .out;
    people
        + &home
            .run(database, &["history", "--json", "--limit", "0"])
            .ends(0)
            .out
}

fn on(home: &Home, database: &Path, day: &str, words: &[&str]) -> Ran {
    let mut command = std::process::Command::new(crate::terminal::pty::PROGRAM);
    command
        .env_clear()
        .envs(home.environment())
        .current_dir(home.path())
        .arg("--db")
        .arg(database)
        .args(["--today", day])
        .args(words);
    Ran::of(command.output().unwrap())
}

#[test]
fn a_backup_a_day_leaves_seven_days_and_four_weeks_and_touches_nothing_else() {
    let (home, world) = (Home::new(), World::empty());
    let folder = home.path().join("kept");
    fs::create_dir(&folder).unwrap();
    for name in [
        "halcyon-2020-01-01.db",
        "vela-2020-01-02.db",
        "letter.txt",
        "halcyon-2020-1-1.db",
    ] {
        fs::write(folder.join(name), "not a backup of ours").unwrap();
    }
    std::os::unix::fs::symlink("letter.txt", folder.join("halcyon-2020-01-03.db")).unwrap();
    let others = names(&folder);
    for day in today().iter_days().take(40) {
        on(
            &home,
            &world.path(),
            &day.to_string(),
            &["backup", "--rotate", "kept"],
        )
        .ends(0);
    }
    // Twice on one day is one backup.
    on(
        &home,
        &world.path(),
        "2026-12-30",
        &["backup", "--rotate", "kept"],
    )
    .ends(0);
    let ours: Vec<String> = names(&folder)
        .into_iter()
        .filter(|name| !others.contains(name))
        .collect();
    let days = [
        "2026-12-13",
        "2026-12-20",
        "2026-12-24",
        "2026-12-25",
        "2026-12-26",
        "2026-12-27",
        "2026-12-28",
        "2026-12-29",
        "2026-12-30",
    ];
    assert_eq!(ours, days.map(|day| format!("halcyon-{day}.db")));
    for name in others {
        assert!(folder.join(&name).symlink_metadata().is_ok(), "{name}");
    }
    let newest = folder.join("halcyon-2026-12-30.db");
    home.run(&newest, &["check"]).ends(0);
}

#[test]
fn a_backup_that_fails_removes_nothing() {
    let (home, world) = (Home::new(), World::empty());
    for day in today().iter_days().take(9) {
        on(
            &home,
            &world.path(),
            &day.to_string(),
            &["backup", "--rotate", "kept"],
        )
        .ends(0);
    }
    let before = names(&home.path().join("kept"));
    // No file of the new one's size may be written.
    let mut command = home.command(&world.path(), &["backup", "--rotate", "kept"]);
    let words: Vec<_> = command.get_args().map(ToOwned::to_owned).collect();
    let mut limited = std::process::Command::new("bash");
    limited
        .args([
            "-c",
            "ulimit -f 40; exec \"$0\" \"$@\"",
            crate::terminal::pty::PROGRAM,
        ])
        .args(words)
        .env_clear()
        .envs(home.environment())
        .current_dir(home.path());
    Ran::of(limited.output().unwrap()).fails(1);
    assert_eq!(names(&home.path().join("kept")), before);
    drop(command.output());
}

/// T20, as far as it is quick: every backup comes back whole, into the same file.
#[test]
fn a_backup_comes_back_into_the_live_file_and_what_was_there_is_kept() {
    let (home, world) = (Home::new(), World::new());
    let database = world.path();
    let before = everything(&home, &database);
    let inode = |path: &Path| std::os::unix::fs::MetadataExt::ino(&fs::metadata(path).unwrap());
    let same = inode(&database);
    home.run(&database, &["backup", "copy.db"]).ends(0);
    for round in 0..5 {
        home.run(
            &database,
            &["log", "tombakker", &format!("in: round {round}")],
        )
        .ends(0);
        let changed = everything(&home, &database);
        assert_ne!(changed, before);
        let done = home.run(&database, &["restore", "copy.db"]).ends(0);
        assert_eq!(everything(&home, &database), before);
        assert_eq!(inode(&database), same);
        let kept = done.out.lines().last().unwrap();
        let kept = PathBuf::from(kept.strip_prefix("what was there before: ").unwrap());
        assert_eq!(everything(&home, &kept), changed, "{}", kept.display());
    }
    home.run(&database, &["check"]).ends(0);
}

#[test]
fn nothing_is_restored_under_the_hands_of_colleagues() {
    let (home, world) = (Home::new(), World::new());
    home.run(&world.path(), &["backup", "copy.db"]).ends(0);
    let mut desk = Start::desk(&home, &world.path()).start();
    desk.see("1 Today");
    let told = home.run(&world.path(), &["restore", "copy.db"]).fails(1);
    let me = entourage::runtime::who::login();
    assert!(
        told.err.contains(&format!("the database is open ({me})")),
        "{told:?}"
    );
    desk.send("q");
    assert_eq!(desk.ends(LONG), 0);
    home.run(&world.path(), &["restore", "copy.db"]).ends(0);
}

#[test]
fn what_is_no_sound_backup_of_ours_is_refused_and_changes_nothing() {
    let (home, world) = (Home::new(), World::new());
    let database = world.path();
    let before = everything(&home, &database);
    home.run(&database, &["backup", "copy.db"]).ends(0);
    let good = fs::read(home.path().join("copy.db")).unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(home.path().join(name), bytes).unwrap();
    write("letter.db", &b"dear diary ".repeat(1_000));
    write("empty.db", b"");
    write("short.db", &good[..good.len() / 2]);
    let mut torn = good.clone();
    for byte in &mut torn[20_000..24_000] {
        *byte ^= 0x5a;
    }
    write("torn.db", &torn);
    let newer = home.path().join("newer.db");
    write("newer.db", &good);
    rusqlite::Connection::open(&newer)
        .unwrap()
        .execute_batch("PRAGMA user_version = 99")
        .unwrap();
    let trap = home.path().join("trap.db");
    write("trap.db", &good);
    rusqlite::Connection::open(&trap)
        .unwrap()
        .execute_batch("CREATE TRIGGER trap AFTER INSERT ON note BEGIN DELETE FROM person; END")
        .unwrap();
    for name in [
        "letter.db",
        "empty.db",
        "short.db",
        "torn.db",
        "newer.db",
        "trap.db",
        "none.db",
        ".",
    ] {
        let told = home.run(&database, &["restore", name]).fails(1);
        assert!(told.err.contains("nothing was restored"), "{told:?}");
    }
    let itself = database.to_str().unwrap();
    home.run(&database, &["restore", itself]).fails(1);
    home.run(&database, &["--read-only", "restore", "copy.db"])
        .fails(1);
    assert_eq!(everything(&home, &database), before);
    assert_eq!(
        names(database.parent().unwrap())
            .iter()
            .filter(|name| name.contains("before"))
            .count(),
        0
    );
}

#[test]
fn a_damaged_database_is_put_aside_and_a_missing_one_made_by_a_restore() {
    let (home, world) = (Home::new(), World::new());
    let database = world.path();
    let before = everything(&home, &database);
    home.run(&database, &["backup", "copy.db"]).ends(0);
    let mut bytes = fs::read(&database).unwrap();
    for byte in &mut bytes[100..4_000] {
        *byte = 0xff;
    }
    fs::write(&database, &bytes).unwrap();
    home.run(&database, &["list"]).fails(1);
    home.run(&database, &["restore", "copy.db"]).ends(0);
    assert_eq!(everything(&home, &database), before);
    let new = home.path().join("new.db");
    home.run(&new, &["restore", "copy.db"]).ends(0);
    assert_eq!(everything(&home, &new), before);
}

#[test]
fn a_private_desk_is_shared_by_restoring_its_backup_into_a_shared_one() {
    let (home, world) = (Home::new(), World::new());
    home.run(&world.path(), &["backup", "copy.db"]).ends(0);
    let group = rustix::process::getegid().as_raw().to_string();
    let shared = home.path().join("team/entourage.db");
    home.run(
        &world.path(),
        &["init", "--shared", "team", "--group", &group],
    )
    .ends(0);
    home.run(&shared, &["restore", "copy.db"]).ends(0);
    assert_eq!(everything(&home, &shared), everything(&home, &world.path()));
    let mode =
        |path: &Path| std::os::unix::fs::MetadataExt::mode(&fs::metadata(path).unwrap()) & 0o7777;
    // It is still the group's, after the next start as well.
    home.run(&shared, &["check"]).ends(0);
    assert_eq!(mode(&shared), 0o660);
}

#[test]
fn the_doctor_says_of_each_thing_whether_it_is_in_order() {
    let (home, world) = (Home::new(), World::new());
    let sound = home.run(&world.path(), &["doctor"]).ends(0);
    for words in [
        "SQLite 3.",
        "private",
        "0600",
        "nobody has it open",
        "xterm-256color",
    ] {
        assert!(sound.out.contains(words), "{words}: {sound:?}");
    }
    let json = home.run(&world.path(), &["doctor", "--json"]).ends(0);
    for line in json.out.lines() {
        let finding: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(["ok", "look at", "wrong"].contains(&finding["level"].as_str().unwrap()));
        assert!(finding["about"].is_string() && finding["what"].is_string());
    }
    let mut desk = Start::desk(&home, &world.path()).start();
    desk.see("1 Today");
    let me = entourage::runtime::who::login();
    let here = home.run(&world.path(), &["doctor"]).ends(0);
    assert!(here.out.contains(&format!("{me} since ")), "{here:?}");
    desk.send("q");
    assert_eq!(desk.ends(LONG), 0);
}

#[test]
fn the_doctor_finds_what_is_wrong_with_the_way_out_and_mends_nothing() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let (home, world) = (Home::new(), World::new());
    let mode = || fs::metadata(world.path()).unwrap().mode() & 0o777;
    fs::set_permissions(world.path(), fs::Permissions::from_mode(0o644)).unwrap();
    let told = home.run(&world.path(), &["doctor"]).ends(1);
    assert!(told.out.contains("chmod 600"), "{told:?}");
    assert_eq!(mode(), 0o644);
    fs::set_permissions(world.path(), fs::Permissions::from_mode(0o600)).unwrap();
    // A config file that cannot be read is a finding, not the end.
    fs::create_dir_all(home.path().join("config/entourage")).unwrap();
    fs::write(
        home.path().join("config/entourage/config.toml"),
        "theme = 7",
    )
    .unwrap();
    let told = home.run(&world.path(), &["doctor"]).ends(1);
    assert!(told.out.contains("line 1"), "{told:?}");
    fs::remove_file(home.path().join("config/entourage/config.toml")).unwrap();
    fs::write(world.path(), "dear diary").unwrap();
    let told = home.run(&world.path(), &["doctor"]).ends(1);
    assert!(told.out.contains("not an Entourage database"), "{told:?}");
    let none = home.run(&home.path().join("none.db"), &["doctor"]).ends(0);
    assert!(none.out.contains("not there yet"), "{none:?}");
    assert!(!home.path().join("none.db").exists());
}

/// Unsaved text names people by their number: it must never come to mean somebody else.
#[test]
fn no_number_that_was_given_before_a_restore_is_given_again() {
    let (home, world) = (Home::new(), World::new());
    home.run(&world.path(), &["backup", "copy.db"]).ends(0);
    let mut cleo = world.hand("cleo");
    let nova = cleo.adds(Platform::Instagram, "nova.star", &[]);
    let last = cleo.last_seen();
    drop(cleo);
    home.run(&world.path(), &["restore", "copy.db"]).ends(0);
    let mut cleo = world.hand("cleo");
    assert!(cleo.dossier(nova).is_none());
    let other = cleo.adds(Platform::Instagram, "other.guy", &[]);
    assert!(other > nova, "{other:?} was somebody else's number");
    assert!(cleo.last_seen() > last);
}
