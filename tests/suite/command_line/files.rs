//! Files in and out on the command line: what cannot be taken, what is rejected, what is not wholly written.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use entourage::domain::field::Field;
use entourage::store::import::Plan;

use super::{everything, file, json_lines, newest};
use crate::support::{World, today};
use crate::terminal::pty::{Home, Ran};

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
fn a_date_in_the_files_name_dates_the_figures_and_is_told() {
    let (home, world) = (Home::new(), World::new());
    let csv = file(
        &home,
        "list-2022-03.csv",
        "handle,followers\ntombakker,1200\n",
    );
    let words = ["import", &csv, "--platform", "twitch"];
    let ran = home.run(&world.path(), &words).ends(0);
    let said = "Figures dated 31 Mar 2022 (from the file name)";
    assert!(ran.out.contains(said), "{ran:?}");
    let shown = home
        .run(&world.path(), &["show", "tombakker", "--json"])
        .ends(0);
    assert!(shown.out.contains("\"date\":\"2022-03-31"), "{}", shown.out);
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
        ran.err.contains(&format!("undo change {log} first")),
        "{ran:?}"
    );
    run(&["undo", &log]).ends(0);
    run(&["undo"]).ends(0);
    run(&["undo", &import]).ends(0);
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

/// Opened as an ordinary file and closed again, the database would lose its locks.
#[test]
fn the_database_itself_is_no_file_to_import() {
    let (home, world) = (Home::new(), World::new());
    let other = world.path().with_extension("csv");
    std::os::unix::fs::symlink(world.path(), &other).unwrap();
    for path in [&world.path(), &other] {
        let words = ["import", path.to_str().unwrap(), "--platform", "instagram"];
        let told = home.run(&world.path(), &words).fails(1);
        assert!(told.err.contains("this is the database itself"), "{told:?}");
    }
}

/// A job of which nothing came in leaves no change behind, and no undo is advised that is not there.
#[test]
fn an_import_of_which_nothing_came_in_is_closed_without_an_undo() {
    let (home, world) = (Home::new(), World::empty());
    let mut ada = world.hand("ada");
    let plan = Plan {
        source: "people.csv".into(),
        as_of: today(),
        ..Plan::default()
    };
    let stamp = ada.stamp();
    let import = ada.store.begin_import(plan, &stamp).unwrap();
    ada.store.leave_job(import.set).unwrap();
    drop(ada);
    let ran = home.run(&world.path(), &["import", "--close"]).ends(0);
    assert!(
        ran.out
            .contains("nothing had come in, and there is nothing to undo"),
        "{ran:?}"
    );
    assert!(!ran.out.contains("entourage undo"), "{ran:?}");
    let history = home.run(&world.path(), &["history", "--json"]).ends(0);
    assert_eq!(json_lines(&history.out), Vec::<serde_json::Value>::new());
    home.run(&world.path(), &["import", "--close"]).fails(1);
    home.run(&world.path(), &["check"]).ends(0);
}
