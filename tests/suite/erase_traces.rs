//! What somebody was called before they are erased: in older copies, in the history, and in the names of files that may
//! be called after something else.

use entourage::domain::field::Field;
use entourage::domain::incoming::Incoming;
use entourage::domain::platform::{Platform, read_on};
use rusqlite::Connection;

use crate::support::{Hand, World};
use crate::terminal::pty::Home;

fn account(platform: Platform, handle: &str, name: &str) -> Incoming {
    let (platform, handle) = read_on(platform, handle).unwrap();
    let mut row = Incoming::of_account(2, platform, handle);
    row.name = Some(name.to_owned());
    row.figures.followers = Some(5);
    row
}

fn imports(hand: &mut Hand, file: &str, rows: &[Incoming]) {
    hand.imports(file, "2026-11-01", rows);
}

/// What is said before somebody is erased, as one line.
fn told(world: &World, home: &Home, who: &str) -> String {
    let told = home.run(&world.path(), &["erase", who, "--dry-run"]);
    let told = told.ends(0).out;
    told.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How many rows of the journal, labels of changes and sources of figures hold a word.
fn traces(world: &World, word: &str) -> [i64; 3] {
    let sql = Connection::open(world.path()).unwrap();
    let count = |sql: &Connection, from: &str| {
        let query = format!("SELECT count(*) FROM {from} LIKE '%' || ?1 || '%'");
        sql.query_row(&query, [word], |row| row.get(0)).unwrap()
    };
    [
        count(&sql, "journal WHERE concat(before, after)"),
        count(&sql, "change_set WHERE label"),
        count(&sql, "snapshot WHERE source"),
    ]
}

/// The copy of the upgrade holds them under the name that the program of then kept.
#[test]
fn copies_are_found_that_hold_somebody_under_an_older_name() {
    let world = World::of_third_shape();
    let home = Home::new();
    let mut ada = world.hand("ada");
    let rows = [
        account(Platform::Bluesky, "luna", "Luna Threads"),
        account(
            Platform::YouTube,
            "https://youtube.com/channel/UC1234567890abcdefghijkl",
            "Uma Chan",
        ),
        account(Platform::YouTube, "@Defend1", "Ann One"),
        account(Platform::LinkedIn, "company/acme", "Acme Maker"),
    ];
    imports(&mut ada, "kinds.csv", &rows);
    for name in [
        "Luna Threads",
        "Uma Chan",
        "Ann One",
        "Acme Maker",
        "Ada Lov",
    ] {
        let told = told(&world, &home, name);
        assert!(told.contains("halcyon.db.shape-3"), "{name}: {told}");
    }
    ada.adds(Platform::Instagram, "newcomer", &[]);
    assert!(told(&world, &home, "newcomer").contains("knows of no backups here"));
}

#[test]
fn a_copy_is_found_that_holds_somebody_without_an_account() {
    let (world, home) = (World::new(), Home::new());
    let mut ada = world.hand("ada");
    let nora = ada.adds_nobody();
    ada.edits(nora, Field::Name, Some("Nora Nameless"));
    let copy = world.path().with_file_name("copy.db");
    home.run(&world.path(), &["backup", copy.to_str().unwrap()])
        .ends(0);
    assert!(told(&world, &home, "Nora Nameless").contains("copy.db"));
}

#[test]
fn the_history_keeps_nothing_of_somebody_who_came_under_another_name_before() {
    use Platform::{Bluesky, Other, Threads, YouTube};
    for (before, after) in [
        ((Other, "zoeqx"), (Bluesky, "zoeqx")),
        ((Bluesky, "zoeqx"), (Other, "zoeqx")),
        ((Other, "zoeqx"), (Threads, "@zoeqx")),
        ((YouTube, "zoeqx"), (YouTube, "@zoeqx")),
    ] {
        let world = World::new();
        let mut ada = world.hand("ada");
        imports(
            &mut ada,
            "a.csv",
            &[account(before.0, before.1, "Zoe Quix")],
        );
        ada.undoes();
        imports(&mut ada, "b.csv", &[account(after.0, after.1, "Zoe Quix")]);
        let zoe = ada.person("Zoe Quix");
        ada.erases(zoe);
        for word in ["zoeqx", "Zoe Quix"] {
            assert_eq!(
                traces(&world, word),
                [0, 0, 0],
                "{word}: {before:?} {after:?}"
            );
        }
        ada.is_sound();
    }
}

/// Whose name is a word that lists are called after takes nobody else's source away.
#[test]
fn names_of_files_that_may_mean_something_else_stay_unless_it_is_asked_for() {
    let (home, world) = (Home::new(), World::new());
    let mut ada = world.hand("ada");
    let ig = Platform::Instagram;
    imports(
        &mut ada,
        "instagram-2022-03.csv",
        &[
            account(ig, "instagram", "Instagram"),
            account(ig, "somebody", "Some Body"),
        ],
    );
    imports(
        &mut ada,
        "may.csv",
        &[
            account(ig, "mayqx", "May"),
            account(ig, "anybody", "Any Body"),
        ],
    );
    imports(
        &mut ada,
        "mayqx list.csv",
        &[account(ig, "nobody", "No Body")],
    );
    let said = told(&world, &home, "instagram");
    assert!(said.contains("may mean something else: their name in the names of imported files: instagram-2022-03.csv."), "{said}");
    let said = told(&world, &home, "mayqx");
    assert!(
        said.contains("Deleted: their name in the names of imported files: mayqx list.csv."),
        "{said}"
    );
    assert!(
        said.contains(
            "may mean something else: their name in the names of imported files: may.csv."
        ),
        "{said}"
    );
    let instagram = ada.person("instagram");
    ada.erases(instagram);
    ada.is_sound();
    assert_eq!(traces(&world, "instagram-2022-03.csv")[1..], [1, 1]);
    drop(ada);
    home.run(&world.path(), &["erase", "mayqx", "--for-good", "mayqx"])
        .ends(0);
    assert_eq!(traces(&world, "may.csv")[1..], [1, 1]);
    assert_eq!(traces(&world, "mayqx"), [0, 0, 0]);
    assert_eq!(traces(&world, "(erased) list.csv")[1..], [1, 1]);
}

#[test]
fn they_change_where_it_is_asked_for() {
    let (home, world) = (Home::new(), World::new());
    let mut ada = world.hand("ada");
    let ig = Platform::Instagram;
    imports(
        &mut ada,
        "may.csv",
        &[
            account(ig, "mayqx", "May"),
            account(ig, "anybody", "Any Body"),
        ],
    );
    drop(ada);
    let words = ["erase", "mayqx", "--for-good", "mayqx", "--file-names"];
    home.run(&world.path(), &words).ends(0);
    assert_eq!(traces(&world, "may.csv"), [0, 0, 0]);
    assert_eq!(traces(&world, "(erased).csv")[1..], [1, 1]);
    world.hand("ada").is_sound();
}

/// What a stopped upgrade or backup left has no head yet, and holds whoever had been copied by then.
#[test]
fn copies_that_were_cut_off_are_listed_before_and_by_doctor() {
    let (home, world) = (Home::new(), World::new());
    drop(world.hand("ada"));
    // No process has this number.
    let end = "unfinished-4194303-0123456789abcdef";
    let copies = [
        format!("halcyon.db.shape-3.{end}"),
        format!("copy.db.{end}"),
    ];
    for copy in &copies {
        std::fs::write(world.path().with_file_name(copy), "everybody").unwrap();
    }
    // Long lines are broken anywhere.
    let said = told(&world, &home, "Tom Bakker").replace(' ', "");
    for copy in &copies {
        assert!(said.contains(copy), "{said}");
    }
    let doctor = home.run(&world.path(), &["doctor"]).out;
    assert!(doctor.contains(&copies[0]), "{doctor}");
}
