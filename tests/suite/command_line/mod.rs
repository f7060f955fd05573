//! The same verbs without a screen: exit codes, clean pipes, and files that are not what they seem.

mod accounts;
mod ages;
mod dates;
mod files;
mod identified;
mod letters;
mod output;
mod parking;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use entourage::domain::platform::Platform;

use crate::support::World;
use crate::terminal::pty::{Home, LONG, Start};

fn json_lines(text: &str) -> Vec<serde_json::Value> {
    let parse = |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    text.lines().map(parse).collect()
}

/// Everything that the database says: people and their whole story.
fn everything(home: &Home, database: &Path) -> String {
    let people = home
        .run(database, &["export", "--format", "json"])
        .ends(0)
        .out;
    let history = home
        .run(database, &["history", "--json", "--limit", "1000"])
        .ends(0)
        .out;
    people + &history
}

fn file(home: &Home, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = home.path().join(name);
    fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

fn newest(home: &Home, database: &Path) -> serde_json::Value {
    let history = home.run(database, &["history", "--json", "--limit", "1"]);
    json_lines(&history.ends(0).out).remove(0)
}

#[test]
fn a_query_that_cannot_be_read_is_told_with_its_place_in_what_was_typed() {
    let (home, world) = (Home::new(), World::new());
    let ran = home.run(&world.path(), &["list", "söt", "stage:outrech"]);
    let said = ran.fails(2).err.clone();
    assert!(
        said.contains("the query, at 11: stage: \"outrech\" is not known; did you mean outreach?"),
        "{said}"
    );
}

#[test]
fn exit_codes_say_what_happened() {
    let (home, world) = (Home::new(), World::new());
    let database = world.path();
    let run = |words: &[&str]| home.run(&database, words);
    run(&["list"]).ends(0);
    run(&["show", "tombakker"]).ends(0);
    run(&["check"]).ends(0);
    let missing = home.path().join("missing.db");
    let ran = home.run(&missing, &["list"]).fails(1);
    assert!(ran.err.contains("entourage init"), "{ran:?}");
    assert!(!missing.exists());
    run(&["show", "nobody.at.all"]).fails(1);
    run(&["undo", "999999"]).fails(1);
    for wrong in [
        &["nonsense"][..],
        &["log"],
        &["log", "tombakker"],
        &["list", "--sort", "beauty"],
        &["list", "--limit", "some"],
        &["stage", "tombakker", "fame"],
        &["stage", "tombakker", "outreach", "--because", "so"],
        &["import", "x.csv", "--platform", "instgram"],
    ] {
        let ran = run(wrong).ends(2);
        assert!(ran.out.is_empty() && !ran.err.is_empty(), "{ran:?}");
    }
    run(&["--help"]).ends(0);
    run(&["--version"]).ends(0);
}

#[test]
fn today_ends_with_three_when_something_is_late() {
    let (home, world) = (Home::new(), World::new());
    let late = home.run(&world.path(), &["today", "--team"]).ends(3);
    assert!(late.out.contains("chase the pitch"), "{late:?}");
    let rows = json_lines(
        &home
            .run(&world.path(), &["today", "--team", "--json"])
            .ends(3)
            .out,
    );
    assert!(rows.len() >= 5);
    // Nothing is mine: the process's user is no owner in the story.
    home.run(&world.path(), &["today"]).ends(0);
    let empty = World::empty();
    home.run(&empty.path(), &["today", "--team"]).ends(0);
    let none = home
        .run(&empty.path(), &["today", "--team", "--json"])
        .ends(0);
    assert_eq!(none.out, "");
}

#[test]
fn a_backup_is_a_sound_private_database() {
    let (home, world) = (Home::new(), World::new());
    let copy = home.path().join("copy.db");
    let words = ["backup", copy.to_str().unwrap()];
    home.run(&world.path(), &words).ends(0);
    assert_eq!(
        fs::metadata(&copy).unwrap().permissions().mode() & 0o777,
        0o600
    );
    assert_eq!(home.run(&copy, &["check"]).ends(0).out, "sound\n");
    assert!(everything(&home, &copy) == everything(&home, &world.path()));
    let bytes = fs::read(&copy).unwrap();
    home.run(&world.path(), &words).fails(1);
    assert_eq!(fs::read(&copy).unwrap(), bytes);
}

#[test]
fn a_backup_is_made_of_a_database_that_is_only_looked_at() {
    let (home, world) = (Home::new(), World::new());
    let database = world.path();
    let before = fs::read(&database).unwrap();
    home.run(&database, &["--read-only", "backup", "copy.db"])
        .ends(0);
    home.run(&database, &["--read-only", "backup", "--rotate", "kept"])
        .ends(0);
    assert_eq!(fs::read(&database).unwrap(), before);
    let copy = home.path().join("copy.db");
    assert_eq!(home.run(&copy, &["check"]).ends(0).out, "sound\n");
    assert!(everything(&home, &copy) == everything(&home, &database));
    // It looks only, before and after.
    let told = home.run(&database, &["--read-only", "log", "tombakker", "in: hi"]);
    told.fails(1);
}

#[test]
fn check_says_what_it_cannot_see() {
    let (home, world) = (Home::new(), World::new());
    let check = |words: &[&str]| home.run(&world.path(), words).ends(0).out;
    assert_eq!(check(&["check"]), "sound\n");
    let looked = check(&["--read-only", "check"]);
    assert!(looked.contains("It is open read-only."), "{looked}");
    let mut desk = Start::desk(&home, &world.path()).start();
    desk.see("1 Today");
    let beside = check(&["check"]);
    assert!(beside.contains("1 other instance has it open."), "{beside}");
    assert!(beside.ends_with("sound\n"), "{beside}");
    desk.send("q");
    assert_eq!(desk.ends(LONG), 0);
    assert_eq!(check(&["check"]), "sound\n");
}

#[test]
fn a_shape_that_never_was_is_refused_in_a_sentence() {
    let (home, world) = (Home::new(), World::new());
    for shape in [0, -1, -7] {
        rusqlite::Connection::open(world.path())
            .unwrap()
            .execute_batch(&format!("PRAGMA user_version = {shape}"))
            .unwrap();
        for words in [&["list"][..], &["--read-only", "list"]] {
            let told = home.run(&world.path(), words).fails(1);
            assert!(told.err.contains(&format!("shape {shape},")), "{told:?}");
        }
    }
}

#[test]
fn a_change_is_taken_back_by_its_number() {
    let (home, world) = (Home::new(), World::new());
    let log = |text: &str| {
        home.run(&world.path(), &["log", "tombakker", text]).ends(0);
        newest(&home, &world.path())["change"].to_string()
    };
    let first = log("the first word");
    let second = log("the second word");
    home.run(&world.path(), &["undo", &first]).ends(0);
    let shown = home.run(&world.path(), &["show", "tombakker"]).ends(0).out;
    assert!(
        !shown.contains("the first word") && shown.contains("the second word"),
        "{shown}"
    );
    // Without a number: my latest change that stands.
    home.run(&world.path(), &["undo"]).ends(0);
    let shown = home.run(&world.path(), &["show", "tombakker"]).ends(0).out;
    assert!(!shown.contains("the second word"), "{shown}");
    home.run(&world.path(), &["undo", &second]).fails(1);
    home.run(&world.path(), &["check"]).ends(0);
}

#[test]
fn a_colleagues_change_wants_a_reason() {
    let (home, world) = (Home::new(), World::new());
    let mut ben = world.hand("ben");
    let tom = ben.person("Tom Bakker");
    let set = ben.logs(tom, "mail: ben's word").set.unwrap().0.to_string();
    let ran = home.run(&world.path(), &["undo", &set]).fails(2);
    assert!(ran.err.contains("--because"), "{ran:?}");
    let shown = || home.run(&world.path(), &["show", "tombakker"]).ends(0).out;
    assert!(shown().contains("ben's word"));
    home.run(
        &world.path(),
        &["undo", &set, "--because", "a wrong person"],
    )
    .ends(0);
    assert!(!shown().contains("ben's word"));
    let undo = newest(&home, &world.path());
    assert_eq!(
        (&undo["by"], &undo["reason"]),
        (&who().into(), &"a wrong person".into())
    );
}

fn who() -> String {
    entourage::runtime::who::login()
}

#[test]
fn a_desk_is_made_private_and_never_over_another() {
    let home = Home::new();
    let path = home.path().join("new/halcyon.db");
    home.run(
        &path,
        &["init", path.to_str().unwrap(), "--name", "Halcyon"],
    )
    .ends(0);
    assert_eq!(
        fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o600
    );
    let bytes = fs::read(&path).unwrap();
    home.run(&path, &["init", path.to_str().unwrap()]).fails(1);
    assert_eq!(fs::read(&path).unwrap(), bytes);
    assert_eq!(home.run(&path, &["list"]).ends(0).out, "");
}

#[test]
fn what_is_so_already_is_no_change() {
    let (home, world) = (Home::new(), World::new());
    let before = everything(&home, &world.path());
    let words = ["stage", "tombakker", "discovery", "--because", "later"];
    let ran = home.run(&world.path(), &words).ends(0);
    assert!(ran.out.contains("in discovery already"), "{ran:?}");
    home.run(&world.path(), &["next", "tombakker", "--done"])
        .fails(1);
    assert!(everything(&home, &world.path()) == before);
}

#[test]
fn a_handle_on_two_platforms_is_never_guessed() {
    let (home, world) = (Home::new(), World::new());
    let mut ada = world.hand("ada");
    ada.adds(Platform::TikTok, "twin_x", &[]);
    ada.adds(Platform::YouTube, "twin_x", &[]);
    let before = everything(&home, &world.path());
    let ran = home
        .run(&world.path(), &["log", "twin_x", "in: hello"])
        .fails(1);
    assert!(
        ran.err.contains("TikTok") && ran.err.contains("YouTube"),
        "{ran:?}"
    );
    assert!(everything(&home, &world.path()) == before);
    home.run(&world.path(), &["log", "tt twin_x", "in: hello"])
        .ends(0);
    // One person with the same handle on both is no question.
    home.run(&world.path(), &["log", "tombakker", "in: hello"])
        .ends(0);
}

#[test]
fn the_file_of_a_new_database_may_be_named_as_everywhere_else() {
    let home = Home::new();
    let path = home.path().join("new.db");
    home.run(&path, &["init"]).ends(0);
    assert!(path.exists());
}
