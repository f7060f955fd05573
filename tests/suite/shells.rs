//! What a shell completes: handles, views, desks and terms of queries, asked of the database while somebody types.

use std::fs;
use std::path::Path;
use std::process::Command;

use entourage::domain::change::Change;
use entourage::domain::ids::SetId;
use entourage::domain::platform::Platform;
use entourage::domain::saved_view::{Listing, ViewChange};

use crate::support::World;
use crate::support::world::row;
use crate::terminal::pty::{Home, Ran};

/// What is answered to a shell that gives words.
fn asked(home: &Home, database: &Path, words: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_entourage"));
    command.args(["__complete", "zsh", "entourage"]).args(words);
    command.env_clear().envs(home.environment());
    command.env("ENTOURAGE_DB", database);
    Ran::of(command.output().unwrap())
}

#[track_caller]
fn leaves_it_to_the_script(ran: Ran) {
    let ran = ran.ends(1);
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("", ""));
}

fn offered(home: &Home, database: &Path, words: &[&str]) -> Vec<String> {
    let ran = asked(home, database, words).ends(0);
    assert!(ran.err.is_empty(), "{ran:?}");
    ran.out.lines().map(str::to_owned).collect()
}

#[test]
fn a_handle_is_completed_wherever_somebody_is_meant() {
    let (home, world) = (Home::new(), World::new());
    for words in [
        &["show", "zoe"][..],
        &["log", "ZOE"],
        &["erase", "zoe"],
        &["merge", "tombakker", "zoe"],
        &["export", "--person", "zoe"],
    ] {
        let found = offered(&home, &world.path(), words);
        assert!(
            found.contains(&"zoe.angstrom\tZoë Ångström on instagram".to_owned()),
            "{words:?}: {found:?}"
        );
        assert!(
            found.iter().all(|line| line.starts_with("zoe")),
            "{found:?}"
        );
    }
    let found = offered(&home, &world.path(), &["export", "--person=@zoe.a"]);
    assert_eq!(found, ["--person=@zoe.angstrom\tZoë Ångström on instagram"]);
    assert!(offered(&home, &world.path(), &["show", "nobody"]).is_empty());
    leaves_it_to_the_script(asked(&home, &world.path(), &["show", "zoe.angstrom", "x"]));
    leaves_it_to_the_script(asked(&home, &world.path(), &["sh"]));
}

#[test]
fn of_many_handles_a_few_are_offered_and_the_last_so_that_no_letter_is_put_in_wrongly() {
    let (home, world) = (Home::new(), World::empty());
    let handle = |number: u64| format!("many.{number:04}");
    let rows: Vec<_> = (0..3_000)
        .map(|number| row(number + 2, Platform::Instagram, &handle(number)))
        .collect();
    world.hand("ada").imports("many.csv", "2026-11-20", &rows);
    let found = offered(&home, &world.path(), &["show", "many"]);
    assert_eq!(found.len(), 51);
    let key = |line: &String| line.split('\t').next().unwrap().to_owned();
    assert_eq!(key(&found[0]), "many.0000");
    assert_eq!(key(&found[50]), "many.2999");
    assert_eq!(
        offered(&home, &world.path(), &["show", "many.100"]).len(),
        10
    );
}

#[test]
fn views_desks_and_terms_are_completed_and_what_is_not_clean_is_not_offered() {
    let (home, world) = (Home::new(), World::new());
    let mut ada = world.hand("ada");
    for name in ["Morning round", "Spring \u{1b}[31mred"] {
        let listing = Listing {
            query: "stage:outreach".into(),
            ..Listing::default()
        };
        let name = name.to_owned();
        ada.does(Change::View(ViewChange::Save {
            name,
            listing,
            seen: SetId::default(),
        }));
    }
    let answer = ada.store.views().unwrap();
    for view in answer {
        ada.does(Change::View(ViewChange::Share {
            view: view.id,
            seen: view.version,
            team: true,
        }));
    }
    let found = offered(&home, &world.path(), &["list", "--view", "mor"]);
    assert_eq!(found, ["Morning round\tstage:outreach"]);
    let config = home.path().join("config/entourage");
    fs::create_dir_all(&config).unwrap();
    let text = "[desks]\nhalcyon = \"/a.db\"\nnordlys = \"/b.db\"\n\"hal\\u001b[2J\" = \"/c.db\"\n";
    fs::write(config.join("config.toml"), text).unwrap();
    assert_eq!(
        offered(&home, &world.path(), &["--desk", "ha"]),
        ["halcyon\t"]
    );
    let found = offered(&home, &world.path(), &["list", "stage:out"]);
    assert_eq!(found, ["stage:outreach\t"]);
    let found = offered(&home, &world.path(), &["today", "-segment:gr"]);
    assert_eq!(found, ["-segment:\"growth bet\"\t"]);
    let found = offered(&home, &world.path(), &["list", "owner:ad"]);
    assert_eq!(found, ["owner:ada\t"]);
}

#[test]
fn a_database_that_is_missing_or_none_of_ours_says_nothing_and_none_is_made() {
    let home = Home::new();
    let missing = home.path().join("missing.db");
    assert!(offered(&home, &missing, &["show", "a"]).is_empty());
    assert!(!missing.exists());
    let foreign = home.path().join("letter.db");
    fs::write(&foreign, "this is a letter, not a database; ".repeat(100)).unwrap();
    assert!(offered(&home, &foreign, &["show", "a"]).is_empty());
    assert!(offered(&home, &foreign, &["list", "--view", ""]).is_empty());
    assert!(offered(&home, &missing, &["show", "--desk", "none", "a"]).is_empty());
    leaves_it_to_the_script(asked(&home, &missing, &[]));
}

#[test]
fn columns_of_the_file_and_what_they_may_mean_are_completed() {
    let (home, world) = (Home::new(), World::new());
    let file = home.path().join("people.csv");
    fs::write(&file, "handle,Rang,Ruf\nann,A,1\n").unwrap();
    let file = file.to_str().unwrap();
    let found = |map: &str| offered(&home, &world.path(), &["import", file, "--map", map]);
    assert_eq!(found("R"), ["Rang=\textra", "Ruf=\textra"]);
    assert_eq!(found("Rang=prio"), ["Rang=priority\t"]);
    assert_eq!(found("Ruf=do"), ["Ruf=do-not-contact\t"]);
}

/// What bash would put in the place of the last part of a line.
fn in_bash(home: &Home, database: &Path, line: &str, part: &str) -> Vec<String> {
    let script = home.path().join("completions.bash");
    if !script.exists() {
        let text = home.run(database, &["completions", "bash"]).ends(0).out;
        fs::write(&script, text).unwrap();
    }
    let ask = r#"source "$1"; COMP_LINE=$2 COMP_POINT=${#2} COMP_WORDS=($2) COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _entourage "$4" "$3" x 2>/dev/null; printf '%s\n' "${COMPREPLY[@]}""#;
    let mut command = Command::new("bash");
    let program = env!("CARGO_BIN_EXE_entourage");
    let line = line.replacen("entourage", program, 1);
    command.args(["-c", ask, "bash"]).arg(&script);
    command.args([line.as_str(), part, program]);
    command.env_clear().envs(home.environment());
    command.env("ENTOURAGE_DB", database);
    let ran = Ran::of(command.output().unwrap()).ends(0);
    ran.out.lines().map(str::to_owned).collect()
}

#[test]
fn bash_puts_in_what_it_can_read_again() {
    let (home, world) = (Home::new(), World::new());
    let rows = [row(2, Platform::YouTube, "O'Hara & Sons $x")];
    world.hand("ada").imports("names.csv", "2026-11-20", &rows);
    let path = world.path();
    for (line, part, reply) in [
        ("entourage show tombak", "tombak", "tombakker"),
        (r"entourage show o\'h", r"o\'h", r"o\'hara\ \&\ sons\ \$x"),
        ("entourage show \"o'h", "o'h", r"o'hara & sons \$x"),
        ("entourage list stage:out", "out", "outreach"),
        ("entourage list segment:gr", "gr", r#"\"growth\ bet\""#),
        ("entourage export --person=tomb", "tomb", "tombakker"),
    ] {
        assert_eq!(in_bash(&home, &path, line, part), [reply], "{line}");
    }
    // Words of the program itself still come from the script.
    assert_eq!(
        in_bash(&home, &path, "entourage dupl", "dupl"),
        ["duplicates"]
    );
}
