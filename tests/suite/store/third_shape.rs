//! A file of the third shape, in which accounts had no kind of name and platforms that were not known were `other`.

use entourage::domain::change::{Change, HistoryChange};
use entourage::domain::field::Field;
use entourage::domain::question::{Answer, Question};
use entourage::exchange::import::{Options, Source};

use super::first_shape::version;
use crate::support::{Hand, World};

/// The file that was imported before the upgrade.
const OLD: &str = "Name,Username,Platform,Followers,Email,Country\n\
    Ada Lov,ada.lov,Instagram,48200,ada@lov.example,SE\n\
    Ann One,Defend1,YouTube,5000,ann@example.org,SE\n\
    Uma Chan,UC1234567890abcdefghijkl,YouTube,70,uma@example.org,IN\n\
    Luna Threads,luna,Threads,90,luna@example.org,PT\n\
    Acme Maker,acme,LinkedIn,12,acme@example.org,DE\n\
    Blog Bo,bo,Blog,8,bo@example.org,DE\n";

/// Imports a file as of the day of the first import; new, updated, unchanged, conflicts.
fn imports(ada: &mut Hand, text: &str) -> [u64; 4] {
    let bytes = text.as_bytes().to_vec();
    let mut source = Source::from_bytes("old.csv", bytes, &Options::default()).unwrap();
    let mut rows = Vec::new();
    while let Some(row) = source.next_row().unwrap() {
        rows.push(row.unwrap());
    }
    let counts = ada.imports("old.csv", "2026-11-03", &rows).counts;
    [
        counts.new,
        counts.updated,
        counts.unchanged,
        counts.conflicts,
    ]
}

/// Name, account and mails of everybody who has this mail.
fn of_mail(ada: &mut Hand, world: &World, mail: &str) -> Vec<String> {
    let sql = rusqlite::Connection::open(world.path()).unwrap();
    let mut statement = sql
        .prepare(
            "SELECT p.name || ', ' || a.platform || ' ' || a.handle_kind || ' ' || a.handle || ', ' ||
               (SELECT group_concat(value, ' ') FROM contact_point WHERE person_id = p.id)
             FROM person p JOIN account a ON a.person_id = p.id JOIN contact_point c ON c.person_id = p.id
             WHERE c.value = ?1 ORDER BY a.id",
        )
        .unwrap();
    let found = statement.query_map([mail], |row| row.get(0)).unwrap();
    let found = found.collect::<rusqlite::Result<_>>().unwrap();
    ada.is_sound();
    found
}

#[test]
fn a_file_of_the_third_shape_opens_with_everything_in_it_and_old_changes_are_taken_back() {
    let world = World::of_third_shape();
    assert_eq!(version(&world, ""), 3);
    let mut ada = world.hand("ada");
    assert_eq!(version(&world, ""), 4);
    assert_eq!(
        version(&world, ".shape-3"),
        3,
        "the file as it was lies beside"
    );
    let lov = ada.person("Ada Lov");
    assert_eq!(
        ada.field(lov, Field::NextStep).as_deref(),
        Some("call about rates")
    );
    let Answer::History(sets) = ada.asks(&Question::History {
        person: None,
        before: None,
        rows: 50,
    }) else {
        panic!("no history");
    };
    // From the newest to the import that brought everybody in.
    for set in sets {
        ada.does(Change::History(HistoryChange::Undo {
            set: set.id,
            reason: Some("not any more".into()),
        }));
    }
    assert_eq!(ada.finds("Ada"), Vec::<String>::new());
    ada.is_sound();
}

#[test]
fn an_old_import_that_is_repeated_makes_nobody_new_and_learns_the_platforms_it_named() {
    let world = World::of_third_shape();
    let mut ada = world.hand("ada");
    // Luna's Threads and Bo's blog were kept as `other`; the channel's number is told to be one.
    assert_eq!(imports(&mut ada, OLD), [0, 2, 4, 0]);
    assert_eq!(imports(&mut ada, OLD), [0, 0, 6, 0]);
    let sql = rusqlite::Connection::open(world.path()).unwrap();
    let accounts: Vec<String> = sql
        .prepare(
            "SELECT platform || ' ' || handle_kind || ' ' || handle_key FROM account ORDER BY id",
        )
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<rusqlite::Result<_>>()
        .unwrap();
    assert_eq!(
        accounts,
        [
            "instagram  ada.lov",
            "youtube  defend1",
            "youtube channel UC1234567890abcdefghijkl",
            "threads  luna",
            "linkedin  acme",
            "blog  bo"
        ]
    );
    // One undo of the import that learned gives the old accounts back.
    ada.undoes();
    ada.is_sound();
    assert_eq!(imports(&mut ada, OLD), [0, 2, 4, 0]);
}

#[test]
fn the_first_source_that_says_the_kind_learns_it_and_the_next_is_somebody_else() {
    let world = World::of_third_shape();
    let mut ada = world.hand("ada");
    let kinds = "Name,Link,Email\n\
        Ann One,https://www.youtube.com/c/Defend1,ann@example.org\n\
        Bob Two,https://www.youtube.com/user/Defend1,bob@example.org\n\
        Cyd Three,https://www.youtube.com/@defend1,cyd@example.org\n\
        Acme Maker,linkedin.com/company/acme,acme@example.org\n\
        Acme Adams,linkedin.com/in/acme,adams@example.org\n";
    assert_eq!(imports(&mut ada, kinds), [3, 0, 2, 0]);
    assert_eq!(imports(&mut ada, kinds), [0, 0, 5, 0]);
    // The list of before, in which the names have no kinds, still means those that it meant.
    assert_eq!(imports(&mut ada, OLD)[0], 0);
    for (mail, wanted) in [
        (
            "ann@example.org",
            "Ann One, youtube custom Defend1, ann@example.org",
        ),
        (
            "bob@example.org",
            "Bob Two, youtube user Defend1, bob@example.org",
        ),
        (
            "cyd@example.org",
            "Cyd Three, youtube handle defend1, cyd@example.org",
        ),
        (
            "acme@example.org",
            "Acme Maker, linkedin company acme, acme@example.org",
        ),
        (
            "adams@example.org",
            "Acme Adams, linkedin person acme, adams@example.org",
        ),
    ] {
        assert_eq!(of_mail(&mut ada, &world, mail), [wanted]);
    }
}

#[test]
fn an_account_of_other_becomes_that_of_the_first_platform_that_is_its_persons() {
    let world = World::of_third_shape();
    let mut ada = world.hand("ada");
    // Somebody else's row comes first: they have another name and another mail.
    let lunas = "Name,Username,Platform,Email\n\
        Bob Two,luna,Snapchat,bob@example.org\n\
        Luna Threads,luna,Threads,luna@example.org\n\
        Cyd Three,luna,Substack,cyd@example.org\n\
        Dee Four,luna,MySpace,dee@example.org\n\
        Eve Five,luna,Instagram,eve@example.org\n";
    assert_eq!(imports(&mut ada, lunas), [4, 1, 0, 0]);
    assert_eq!(imports(&mut ada, lunas), [0, 0, 5, 0]);
    for (mail, wanted) in [
        (
            "luna@example.org",
            "Luna Threads, threads  luna, luna@example.org",
        ),
        (
            "bob@example.org",
            "Bob Two, snapchat  luna, bob@example.org",
        ),
        (
            "cyd@example.org",
            "Cyd Three, substack  luna, cyd@example.org",
        ),
        (
            "dee@example.org",
            "Dee Four, myspace  luna, dee@example.org",
        ),
        (
            "eve@example.org",
            "Eve Five, instagram  luna, eve@example.org",
        ),
    ] {
        assert_eq!(of_mail(&mut ada, &world, mail), [wanted]);
    }
}
