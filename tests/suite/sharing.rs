//! A database that a group shares, and one that is only looked at: what one account can tell.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::process::Command;

use crate::support::World;
use crate::terminal::pty::{Home, PROGRAM, Ran, TODAY};

/// The group of this process, by its number.
fn group() -> String {
    rustix::process::getegid().as_raw().to_string()
}

fn run(home: &Home, words: &[&str]) -> Ran {
    let mut command = Command::new(PROGRAM);
    command
        .env_clear()
        .envs(home.environment())
        .current_dir(home.path())
        .args(["--today", TODAY])
        .args(words);
    Ran::of(command.output().unwrap())
}

fn mode(path: impl AsRef<Path>) -> u32 {
    fs::metadata(path).unwrap().mode() & 0o7777
}

fn set(path: impl AsRef<Path>, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_shared_database_is_made_and_found_by_all() {
    let home = Home::new();
    let words = [
        "init",
        "--shared",
        "team",
        "--group",
        &group(),
        "--name",
        "Halcyon Skin",
    ];
    let made = run(&home, &words).ends(0);
    let database = home.path().join("team/halcyon-skin.db");
    assert_eq!(mode(home.path().join("team")), 0o2770);
    assert_eq!(mode(&database), 0o660);
    // The line that it prints is the one that makes it found.
    let line = made.out.lines().last().unwrap();
    assert!(line.starts_with("db = \""), "{made:?}");
    assert!(made.out.contains("machine.toml"), "{made:?}");
    fs::write(home.path().join("machine.toml"), line).unwrap();
    assert_eq!(run(&home, &["list"]).ends(0).out, "");
    // The user's own word stands over the machine's.
    fs::create_dir_all(home.path().join("config/entourage")).unwrap();
    fs::write(
        home.path().join("config/entourage/config.toml"),
        "db = \"/none.db\"",
    )
    .unwrap();
    assert!(run(&home, &["list"]).fails(1).err.contains("/none.db"));
}

#[test]
fn what_cannot_be_shared_is_said_in_one_sentence_and_leaves_nothing_behind() {
    let home = Home::new();
    let share =
        |folder: &str, group: &str| run(&home, &["init", "--shared", folder, "--group", group]);
    let told = share("team", "no-such-group").fails(1);
    assert!(told.err.contains("groupadd no-such-group"), "{told:?}");
    let told = share("no/such/team", &group()).fails(1);
    assert!(
        told.err.contains("folder above it is not there"),
        "{told:?}"
    );
    fs::write(home.path().join("file"), "").unwrap();
    share("file", &group()).fails(1);
    fs::create_dir(home.path().join("full")).unwrap();
    set(home.path().join("full"), 0o755);
    fs::write(home.path().join("full/letter"), "").unwrap();
    let told = share("full", &group()).fails(1);
    assert!(
        told.err.contains("holds other things") && told.err.contains("chmod 2770"),
        "{told:?}"
    );
    assert_eq!(mode(home.path().join("full")), 0o755);
    assert!(!home.path().join("team").exists());
    share("team", &group()).ends(0);
    let told = share("team", &group()).fails(1);
    assert!(told.err.contains("there is a file already"), "{told:?}");
    run(&home, &["init", "--shared", "other"]).ends(2);
    run(
        &home,
        &["init", "x.db", "--shared", "other", "--group", "x"],
    )
    .ends(2);
    run(&home, &["init"]).ends(2);
}

#[test]
fn modes_that_went_wrong_are_mended_at_the_next_start() {
    let home = Home::new();
    run(&home, &["init", "--shared", "team", "--group", &group()]).ends(0);
    let folder = home.path().join("team");
    let database = folder.join("entourage.db");
    for (folder_mode, file_mode) in [
        (0o755, 0o660),
        (0o770, 0o660),
        (0o2770, 0o644),
        (0o700, 0o600),
    ] {
        set(&folder, folder_mode);
        set(&database, file_mode);
        home.run(&database, &["check"]).ends(0);
        assert_eq!((mode(&folder), mode(&database)), (0o2770, 0o660));
    }
    // Even where the places that tell it apart are gone: the database says what it is.
    fs::remove_dir_all(folder.join("entourage.db.desks")).unwrap();
    set(&database, 0o600);
    home.run(&database, &["check"]).ends(0);
    assert_eq!(mode(&database), 0o660);
}

#[test]
fn a_private_database_is_shut_to_others_again() {
    let (home, world) = (Home::new(), World::new());
    set(world.path(), 0o644);
    home.run(&world.path(), &["list"]).ends(0);
    assert_eq!(mode(world.path()), 0o600);
}

#[test]
fn a_copy_of_a_shared_database_changes_nothing_of_the_folder_it_lies_in() {
    let home = Home::new();
    run(&home, &["init", "--shared", "team", "--group", &group()]).ends(0);
    let database = home.path().join("team/entourage.db");
    fs::create_dir(home.path().join("mine")).unwrap();
    set(home.path().join("mine"), 0o750);
    home.run(&database, &["backup", "mine/copy.db"]).ends(0);
    let copy = home.path().join("mine/copy.db");
    assert_eq!(mode(&copy), 0o660);
    home.run(&copy, &["check"]).ends(0);
    assert_eq!(mode(home.path().join("mine")), 0o750);
}

#[test]
fn whoever_only_looks_changes_nothing() {
    let (home, world) = (Home::new(), World::new());
    let look = |words: &[&str]| home.run(&world.path(), &[&["--read-only"][..], words].concat());
    let before = home.run(&world.path(), &["history", "--json"]).ends(0).out;
    look(&["list"]).ends(0);
    look(&["show", "tombakker"]).ends(0);
    look(&["today", "--team"]).ends(3);
    look(&["export", "--format", "json"]).ends(0);
    look(&["check"]).ends(0);
    fs::write(
        home.path().join("people.csv"),
        "handle,platform\nada,instagram\n",
    )
    .unwrap();
    for words in [
        &["log", "tombakker", "in: hello"][..],
        &["next", "tombakker", "fri", "call"],
        &["stage", "tombakker", "advocacy", "--because", "other"],
        &["undo"],
        &["undo", "1", "--because", "so"],
        &["import", "people.csv"],
    ] {
        let told = look(words).fails(1);
        assert!(
            told.err.contains("this desk is read only"),
            "{words:?}: {told:?}"
        );
    }
    let after = home.run(&world.path(), &["history", "--json"]).ends(0).out;
    assert_eq!(before, after);
    let missing = home.path().join("none.db");
    home.run(&missing, &["--read-only", "import", "people.csv"])
        .fails(1);
    assert!(!missing.exists());
}
