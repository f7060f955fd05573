//! Imports that say for the first time which platform or kind of name an account is of.

use serde_json::Value;

use super::file;
use crate::support::World;
use crate::terminal::pty::Home;

/// What an import came to, as JSON.
fn imported(world: &World, home: &Home, rows: &str, more: &[&str]) -> Value {
    let file = file(
        home,
        "list.csv",
        format!("Platform,Handle,Name,Mail\n{rows}\n"),
    );
    let words = [
        &["import", &file, "--json", "--as-of", "2026-11-01"][..],
        more,
    ]
    .concat();
    let told = home.run(&world.path(), &words).ends(0).out;
    serde_json::from_str(told.trim()).unwrap()
}

/// The changes that the history lists, the last first.
fn changes(world: &World, home: &Home) -> Vec<i64> {
    let words = ["history", "--limit", "1000", "--json"];
    let lines = home.run(&world.path(), &words).ends(0).out;
    let lines = lines.lines();
    let change = |line| {
        serde_json::from_str::<Value>(line).unwrap()["change"]
            .as_i64()
            .unwrap()
    };
    lines.map(change).collect()
}

#[test]
fn the_change_that_is_named_is_one_that_there_is() {
    for (first, second, identified) in [
        ("youtube,ann,Ann", "youtube,@ann,Ann", 1),
        ("youtube,ann,Ann", "youtube,ann,Ann", 0),
        ("youtube,@ann,Ann", "youtube,ann,Ann", 0),
        ("linkedin,ann,Ann", "linkedin,in/ann,Ann", 1),
        ("instagram,ann,Ann", "instagram,ann,Ann", 0),
    ] {
        let (world, home) = (World::empty(), Home::new());
        imported(&world, &home, first, &[]);
        let tried = imported(&world, &home, second, &["--dry-run"]);
        assert_eq!(
            (&tried["change"], &tried["identified"]),
            (&Value::Null, &identified.into())
        );
        let told = imported(&world, &home, second, &[]);
        assert_eq!(told["unchanged"], 1, "{second}: {told:#}");
        assert_eq!(told["identified"], identified, "{second}");
        let last = changes(&world, &home)[0];
        match identified {
            0 => assert_eq!(told["change"], Value::Null, "{second}"),
            _ => assert_eq!(told["change"], last, "{second}"),
        }
    }
}

#[test]
fn what_was_identified_is_said_and_can_be_undone() {
    let (world, home) = (World::empty(), Home::new());
    let run = |words: &[&str], code| {
        let ran = home.run(&world.path(), words).ends(code);
        format!("{}{}", ran.out, ran.err)
    };
    imported(&world, &home, "youtube,ann,Ann", &[]);
    let again = file(
        &home,
        "again.csv",
        "Platform,Handle,Name\nyoutube,@ann,Ann\n",
    );
    let words = ["import", &again, "--as-of", "2026-11-01"];
    let told = run(&words, 0);
    assert!(told.contains("1 account identified"), "{told}");
    assert!(!told.contains("nothing was changed"), "{told}");
    let change = changes(&world, &home)[0];
    assert!(
        told.contains(&format!("entourage undo {change} ")),
        "{told}"
    );
    let told = run(&words, 0);
    assert!(
        told.contains("everything was known already; nothing was changed"),
        "{told}"
    );
    run(&["undo", &change.to_string()], 0);
    let told = run(&words, 0);
    assert!(told.contains("1 account identified"), "{told}");
}

/// The name that an account gets back is another's by now: that one is named, and not the change itself.
#[test]
fn undo_names_the_change_that_made_the_other_account() {
    let (world, home) = (World::empty(), Home::new());
    imported(&world, &home, "youtube,ann,Ann,ann@a.example", &[]);
    let learned = imported(&world, &home, "youtube,@ann,Ann,", &[])["change"].clone();
    let other = imported(&world, &home, "youtube,ann,Bob,bob@b.example", &[]);
    assert_eq!(other["new"], 1, "{other:#}");
    let (learned, other) = (learned.to_string(), other["change"].to_string());
    let ran = home.run(&world.path(), &["undo", &learned]);
    assert_ne!(ran.code, Some(0));
    assert!(ran.err.contains(&format!("change {other}")), "{ran:?}");
    home.run(&world.path(), &["undo", &other]).ends(0);
    home.run(&world.path(), &["undo", &learned]).ends(0);
    world.hand("ada").is_sound();
}
