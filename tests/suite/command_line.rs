//! The same verbs without a screen: exit codes, clean pipes, and files that are not what they seem.

use std::fs;
use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Stdio;

use entourage::domain::field::Field;
use entourage::domain::platform::Platform;

use crate::support::World;
use crate::terminal::pty::{Home, Ran};

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
        &["import", "x.csv", "--platform", "myspace"],
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
fn json_is_one_object_a_line() {
    let (home, world) = (Home::new(), World::new());
    for (words, rows) in [
        (&["list", "--json"][..], 22),
        (&["show", "zoe.angstrom", "--json"], 1),
        (&["history", "--json", "--limit", "7"], 7),
        (&["export", "--format", "json"], 22),
    ] {
        let ran = home.run(&world.path(), words).ends(0);
        let lines = json_lines(&ran.out);
        assert_eq!(lines.len(), rows, "{words:?}");
        assert!(lines.iter().all(serde_json::Value::is_object));
    }
    let zoe = home
        .run(&world.path(), &["list", "angström", "--json"])
        .ends(0);
    assert_eq!(json_lines(&zoe.out)[0]["name"], "Zoë Ångström");
}

const HOSTILE: &str = "in: \u{1b}]52;c;QUFB\u{7} \u{9b}31m red \u{202e}back";

/// Nothing in it reaches a terminal as anything but letters.
#[track_caller]
fn is_harmless(text: &str, words: &[&str]) {
    let bad = text
        .chars()
        .find(|letter| letter.is_control() && *letter != '\n' || *letter == '\u{202e}');
    let line = text
        .lines()
        .find(|line| bad.is_some_and(|bad| line.contains(bad)));
    assert_eq!(bad, None, "{words:?}: {line:?}");
}

#[test]
fn exports_carry_no_control_letters() {
    let (home, world) = (Home::new(), World::new());
    home.run(&world.path(), &["log", "tombakker", HOSTILE])
        .ends(0);
    for format in ["json", "csv", "markdown"] {
        let words = ["export", "--format", format, "--person", "tombakker"];
        let text = home.run(&world.path(), &words).ends(0).out;
        let bad = |letter: char| letter.is_control() && letter != '\n';
        assert!(!text.contains(bad), "{format}: {text:?}");
    }
}

#[test]
fn pipes_carry_no_colours_and_no_control_letters() {
    let (home, world) = (Home::new(), World::new());
    home.run(&world.path(), &["log", "tombakker", HOSTILE])
        .ends(0);
    for words in [
        &["list"][..],
        &["list", "--json"],
        &["show", "tombakker"],
        &["show", "tombakker", "--json"],
        &["history"],
        &["history", "--json"],
        &["today", "--team"],
        &["export", "--format", "markdown"],
        &["--help"],
        &["nonsense\u{1b}[31m"],
        &["show", "no\u{1b}[31mbody"],
        &["list", "--sort", "\u{1b}[31m"],
        &["undo", "\u{1b}[31m"],
        &["stage", "tombakker", "\u{1b}[31m"],
        &["import", "\u{1b}[31m.csv"],
        &["import", "x.csv", "--map", "\u{1b}[31m"],
        &["import", "x.csv", "--platform", "\u{1b}[31m"],
    ] {
        let ran = home.run(&world.path(), words);
        is_harmless(&ran.out, words);
        is_harmless(&ran.err, words);
    }
}

#[test]
fn a_closed_pipe_is_no_error() {
    let (home, world) = (Home::new(), World::new());
    for words in [
        &["list"][..],
        &["list", "--json"],
        &["export"],
        &["export", "--format", "json"],
        &["history"],
        &["show", "zoe.angstrom"],
        &["today", "--team"],
        &["--help"],
    ] {
        let mut command = home.command(&world.path(), words);
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let mut err = String::new();
        child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut err)
            .unwrap();
        let code = child.wait().unwrap().code();
        assert_eq!(err, "", "{words:?}");
        let usual = if words[0] == "today" { 3 } else { 0 };
        assert_eq!(code, Some(usual), "{words:?}");
    }
    // More than a pipe holds, and a reader that goes after the first line.
    let script = "for i in 1 2 3 4 5; do \"$0\" --db \"$1\" list --json; done | head -n 1; echo ${PIPESTATUS[0]}";
    let mut command = std::process::Command::new("bash");
    command
        .args(["-c", script, crate::terminal::pty::PROGRAM])
        .arg(world.path())
        .env_clear()
        .envs(home.environment());
    let ran = Ran::of(command.output().unwrap()).ends(0);
    assert_eq!(ran.err, "");
    assert_eq!(ran.out.lines().last(), Some("0"), "{}", ran.out);
}

#[test]
fn a_file_without_a_platform_needs_one_where_nobody_can_be_asked() {
    let (home, world) = (Home::new(), World::new());
    let before = everything(&home, &world.path());
    let csv = file(&home, "people.csv", "handle,followers\nsomebody.new,1200\n");
    let ran = home.run(&world.path(), &["import", &csv]).fails(2);
    assert!(ran.err.contains("--platform"), "{ran:?}");
    assert!(everything(&home, &world.path()) == before);
    let ran = home
        .run(&world.path(), &["import", &csv, "--platform", "tiktok"])
        .ends(0);
    assert!(ran.out.contains("1 new"), "{ran:?}");
}

#[test]
fn files_that_cannot_be_taken_say_one_sentence_and_change_nothing() {
    let (home, world) = (Home::new(), World::new());
    let before = everything(&home, &world.path());
    let utf16 = |text: &str| -> Vec<u8> {
        let units = text.encode_utf16().flat_map(u16::to_le_bytes);
        [0xFF, 0xFE].into_iter().chain(units).collect()
    };
    let elf = fs::read(crate::terminal::pty::PROGRAM).unwrap();
    let missing = home.path().join("missing.csv");
    for path in [
        missing.to_str().unwrap().to_owned(),
        home.path().to_str().unwrap().to_owned(),
        file(&home, "empty.csv", ""),
        file(&home, "blank.csv", "\n\n  \n"),
        file(&home, "binary.csv", &elf[..100_000]),
        file(
            &home,
            "zip.csv",
            b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00",
        ),
        file(&home, "utf16-header.csv", utf16("handle,followers\n")),
        file(&home, "header.csv", "handle,followers\n"),
        file(&home, "no-handle.csv", "height,weight\n1,2\n"),
    ] {
        for more in [&[][..], &["--dry-run"]] {
            let words = [&["import", &path, "--platform", "instagram"][..], more].concat();
            let ran = home.run(&world.path(), &words);
            assert_eq!(ran.code, Some(1), "{path}: {ran:#?}");
            ran.fails(1);
        }
        assert!(everything(&home, &world.path()) == before, "{path}");
    }
    // A file of a spreadsheet in UTF-16 is taken.
    let good = file(
        &home,
        "utf16.csv",
        utf16("handle\tfollowers\nzoë.new\t1200\nsomebody.new\t5\n"),
    );
    let ran = home
        .run(
            &world.path(),
            &["import", &good, "--platform", "instagram", "--json"],
        )
        .ends(0);
    let summary = &json_lines(&ran.out)[0];
    assert_eq!(summary["rows"], 2, "{summary}");
    home.run(&world.path(), &["check"]).ends(0);
}

#[test]
fn a_quote_that_is_never_closed_costs_its_row_alone_and_says_where() {
    let (home, world) = (Home::new(), World::new());
    let text = "handle,followers\n\"never closed,1\nada,2\nben,3\n";
    let csv = file(&home, "quote.csv", text);
    let words = ["import", &csv, "--platform", "instagram"];
    let ran = home.run(&world.path(), &words).ends(0);
    assert!(
        ran.out.contains("2 new") && ran.out.contains("1 rejected"),
        "{ran:?}"
    );
    assert!(
        ran.out
            .contains("line 2: the quote that opens on line 2 is never closed"),
        "{ran:?}"
    );
}

#[test]
fn a_dry_run_changes_nothing() {
    let (home, world) = (Home::new(), World::new());
    let before = everything(&home, &world.path());
    let csv = file(
        &home,
        "people.csv",
        "handle,followers\nsomebody.new,1200\ntombakker,9\n",
    );
    let words = ["import", &csv, "--platform", "twitch", "--dry-run"];
    let ran = home.run(&world.path(), &words).ends(0);
    assert!(ran.out.contains("would be: 1 new, 1 updated"), "{ran:?}");
    assert!(everything(&home, &world.path()) == before);
}

#[test]
fn rejected_rows_are_written_to_a_private_file_that_is_never_written_over() {
    let (home, world) = (Home::new(), World::new());
    let csv = file(
        &home,
        "people.csv",
        "handle,followers\nsomebody.new,1200\n,77\n,=cmd|'/c calc'!A1\n",
    );
    let rejects = home.path().join("rejects.csv");
    let words = [
        "import",
        &csv,
        "--platform",
        "instagram",
        "--rejects",
        rejects.to_str().unwrap(),
    ];
    let ran = home.run(&world.path(), &words).ends(0);
    assert!(ran.out.contains("2 rejected"), "{ran:?}");
    let mode = fs::metadata(&rejects).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let text = fs::read_to_string(&rejects).unwrap();
    assert!(text.starts_with("line,reason,handle,followers"), "{text}");
    assert!(text.contains("77") && !text.contains(",=cmd"), "{text}");
    assert_eq!(text.lines().count(), 3, "{text}");
    home.run(&world.path(), &["undo"]).ends(0);
    let before = everything(&home, &world.path());
    home.run(&world.path(), &words).fails(1);
    assert_eq!(fs::read_to_string(&rejects).unwrap(), text);
    assert!(
        everything(&home, &world.path()) == before,
        "refused, and yet imported"
    );
}

#[test]
fn an_export_comes_back_unchanged() {
    let (home, world) = (Home::new(), World::new());
    let csv = home.path().join("out.csv");
    let csv = csv.to_str().unwrap();
    home.run(&world.path(), &["export", "--out", csv]).ends(0);
    let mode = fs::metadata(csv).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    home.run(&world.path(), &["export", "--out", csv]).fails(1);
    // Figures go back under the date they came with.
    let words = ["import", csv, "--json", "--as-of", "2026-11-20"];
    let ran = home.run(&world.path(), &words).ends(0);
    let summary = &json_lines(&ran.out)[0];
    assert_eq!(summary["unchanged"], summary["rows"], "{summary:#}");
    for count in ["new", "updated", "conflicts", "rejected"] {
        assert_eq!(summary[count], 0, "{count}: {summary:#}");
    }
    // Into a new database, and out again: the same file.
    let other = home.path().join("other.db");
    home.run(&other, &["import", csv, "--as-of", "2026-11-20"])
        .ends(0);
    let again = home.path().join("again.csv");
    home.run(&other, &["export", "--out", again.to_str().unwrap()])
        .ends(0);
    let rows = |path: &str| fs::read_to_string(path).unwrap().lines().count();
    assert_eq!(rows(again.to_str().unwrap()), rows(csv));
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
fn a_dry_run_makes_no_database() {
    let home = Home::new();
    let csv = file(&home, "people.csv", "handle,followers\nsomebody.new,1200\n");
    let missing = home.path().join("missing.db");
    let words = ["import", &csv, "--platform", "twitch", "--dry-run"];
    let ran = home.run(&missing, &words).ends(0);
    assert!(ran.out.contains("would be: 1 new"), "{ran:?}");
    assert!(!missing.exists());
}

#[test]
fn the_day_of_figures_is_typed_as_people_say_it_and_is_never_ahead() {
    let (home, world) = (Home::new(), World::new());
    let csv = file(&home, "people.csv", "handle,followers\ntombakker,1200\n");
    let import = |as_of: &str| {
        let words = ["import", &csv, "--platform", "twitch", "--as-of", as_of];
        home.run(&world.path(), &words)
    };
    import("yesterday").ends(0);
    let shown = home
        .run(&world.path(), &["show", "tombakker", "--json"])
        .ends(0);
    assert!(shown.out.contains("2026-11-20"), "{}", shown.out);
    for wrong in ["31 feb", "", "2099-01-01", "tomorrow"] {
        let ran = import(wrong).fails(2);
        assert!(ran.err.contains("--as-of"), "{ran:?}");
    }
}

#[test]
fn a_date_in_the_files_name_is_pointed_at_and_never_taken_in_silence() {
    let (home, world) = (Home::new(), World::new());
    let csv = file(
        &home,
        "list-2022-03.csv",
        "handle,followers\ntombakker,1200\n",
    );
    let words = ["import", &csv, "--platform", "twitch"];
    let ran = home.run(&world.path(), &words).ends(0);
    assert!(ran.out.contains("--as-of 2022-03-01"), "{ran:?}");
    let shown = home
        .run(&world.path(), &["show", "tombakker", "--json"])
        .ends(0);
    assert!(!shown.out.contains("\"date\":\"2022"), "{}", shown.out);
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
fn an_import_that_cannot_be_taken_back_names_the_change_that_stands() {
    let (home, world) = (Home::new(), World::new());
    let csv = file(&home, "people.csv", "handle,followers\nsomebody.new,1200\n");
    let run = |words: &[&str]| home.run(&world.path(), words);
    run(&["import", &csv, "--platform", "twitch"]).ends(0);
    let import = newest(&home, &world.path())["change"].to_string();
    run(&["next", "somebody.new", "fri look at her"]).ends(0);
    run(&["log", "somebody.new", "a first word"]).ends(0);
    let log = newest(&home, &world.path())["change"].to_string();
    run(&["next", "somebody.new", "mon look again"]).ends(0);
    run(&["undo"]).ends(0);
    let ran = run(&["undo", &import]).fails(1);
    assert!(
        ran.err.contains(&format!("change {log} has to go first")),
        "{ran:?}"
    );
    run(&["undo", &log]).ends(0);
    run(&["undo"]).ends(0);
    run(&["undo", &import]).ends(0);
}

#[test]
fn output_that_did_not_arrive_is_a_failure() {
    let (home, world) = (Home::new(), World::new());
    for words in [
        &["list", "--json"][..],
        &["show", "tombakker"],
        &["history"],
    ] {
        let full = fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let mut command = home.command(&world.path(), words);
        let ran = Ran::of(command.stdout(Stdio::from(full)).output().unwrap());
        assert_eq!(ran.code, Some(1), "{words:?}: {ran:?}");
        assert!(ran.err.contains("not complete"), "{ran:?}");
    }
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
fn a_file_that_is_not_wholly_written_does_not_get_its_name() {
    let (home, world) = (Home::new(), World::new());
    let to = home.path().join("big.json");
    let mut ada = world.hand("ada");
    let tom = ada.person("Tom Bakker");
    ada.edits(tom, Field::Story, Some(&"a long story ".repeat(20_000)));
    let script = "ulimit -f 128; \"$0\" --db \"$1\" export --out \"$2\"; echo code $?";
    let mut command = std::process::Command::new("bash");
    command
        .args(["-c", script, crate::terminal::pty::PROGRAM])
        .arg(world.path())
        .arg(&to)
        .env_clear()
        .envs(home.environment());
    let ran = Ran::of(command.output().unwrap()).ends(0);
    assert!(
        ran.out.contains("code 1") && ran.err.contains("cannot be written"),
        "{ran:?}"
    );
    assert!(!to.exists());
    let left = fs::read_dir(home.path()).unwrap().flatten();
    let left: Vec<_> = left
        .filter(|entry| entry.file_name().to_string_lossy().contains("big"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn the_file_of_a_new_database_may_be_named_as_everywhere_else() {
    let home = Home::new();
    let path = home.path().join("new.db");
    home.run(&path, &["init"]).ends(0);
    assert!(path.exists());
}
