//! Accounts that the first Entourage made of cells as they stood: an old file that is repeated still means them.

use entourage::domain::incoming::Incoming;
use entourage::domain::platform::{Handle, NameKind, Platform};
use entourage::exchange::import::{Options, Source};
use entourage::runtime::exporting::Format;

use super::dump;
use crate::support::{Hand, World};
use crate::whole::exported;

const DAY: &str = "2026-11-01";

/// A platform, the cell of a handle as it stands in a file, what was kept of it, and what is kept of it today.
const CELLS: [(&str, &str, &str, &str); 22] = [
    ("instagram", "/ann", "/ann", "ann"),
    ("instagram", "bea?hl=de", "bea?hl=de", "bea"),
    ("instagram", "@cat/?hl=en", "cat/?hl=en", "cat"),
    ("instagram", "@@dan", "@dan", "dan"),
    ("instagram", "\"\"\"eva\"\"\"", "\"eva\"", "eva"),
    ("instagram", "Fay Fox (@fay)", "Fay Fox (@fay)", "fay"),
    ("tiktok", "#gil", "#gil", "gil"),
    ("tiktok", "@hal?lang=en", "hal?lang=en", "hal"),
    ("youtube", "c/ida", "c/ida", "c/ida"),
    ("youtube", "user/jim", "user/jim", "user/jim"),
    ("youtube", "@@kim", "@kim", "@kim"),
    (
        "youtube",
        "channel/UC1234567890abcdefghijkl",
        "channel/UC1234567890abcdefghijkl",
        "channel/UC1234567890abcdefghijkl",
    ),
    ("twitch", "/lea", "/lea", "lea"),
    ("x", "mia?lang=en", "mia?lang=en", "mia"),
    ("x", "#nia", "#nia", "nia"),
    ("linkedin", "in/oda", "in/oda", "in/oda"),
    ("linkedin", "company/pan", "company/pan", "company/pan"),
    (
        "facebook",
        "profile.php?id=100012345",
        "profile.php?id=100012345",
        "100012345",
    ),
    ("facebook", "groups/quo", "groups/quo", "groups/quo"),
    ("facebook", "@@rex", "@rex", "rex"),
    ("pinterest", "/sol/", "/sol/", "sol"),
    ("pinterest", "#tia", "#tia", "tia"),
];

/// Puts an account in as the first Entourage kept it.
fn keep(ada: &mut Hand, line: u64, platform: &str, kept: &str, name: &str) {
    let platform = Platform::stored(platform);
    let kept = Handle::of(NameKind::Plain, kept).unwrap();
    let mut row = Incoming::of_account(line, platform, kept);
    row.name = Some(name.to_owned());
    row.figures.followers = Some(1000);
    assert_eq!(ada.imports("old.csv", DAY, &[row]).counts.new, 1, "{name}");
}

/// New, updated, unchanged, conflicts; and accounts identified.
fn imports(ada: &mut Hand, name: &str, text: &[u8]) -> ([u64; 4], u64) {
    let mut source = Source::from_bytes(name, text.to_vec(), &Options::default()).unwrap();
    let mut rows = Vec::new();
    while let Some(row) = source.next_row().unwrap() {
        rows.push(row.unwrap());
    }
    let came = ada.imports(name, DAY, &rows).counts;
    let counts = [came.new, came.updated, came.unchanged, came.conflicts];
    (counts, came.identified)
}

/// Everybody's name and account, as it is shown.
fn accounts(world: &World) -> Vec<String> {
    let sql = rusqlite::Connection::open(world.path()).unwrap();
    let mut statement = sql
        .prepare(
            "SELECT platform, handle_kind, handle, coalesce(p.name, '') FROM account a JOIN person p ON p.id = a.person_id
             ORDER BY a.id",
        )
        .unwrap();
    let found = statement.query_map([], |row| {
        let text = |place| row.get::<_, String>(place);
        let platform = Platform::stored(&text(0)?);
        let handle = Handle::stored(NameKind::stored(&text(1)?), &text(2)?);
        let account = format!("{} {}", platform.word(), handle.written(platform));
        Ok(format!("{account}, {}", text(3)?))
    });
    found.unwrap().collect::<rusqlite::Result<_>>().unwrap()
}

fn file(rows: impl Iterator<Item = String>) -> Vec<u8> {
    let rows: String = rows.map(|row| row + "\n").collect();
    format!("Platform,Handle,Name,Followers\n{rows}").into_bytes()
}

#[test]
fn an_old_file_with_cells_that_were_kept_as_they_stood_is_no_news() {
    let (world, name) = (World::empty(), |place: usize| format!("Person {place}"));
    let mut ada = world.hand("ada");
    for (place, (platform, _, kept, _)) in CELLS.iter().enumerate() {
        keep(&mut ada, 2, platform, kept, &name(place));
    }
    let ours = exported(&mut ada, Format::Csv);
    let old = file(
        CELLS
            .iter()
            .enumerate()
            .map(|(place, (platform, cell, ..))| format!("{platform},{cell},{},1000", name(place))),
    );
    let all = CELLS.len() as u64;
    assert_eq!(imports(&mut ada, "old.csv", &old), ([0, 0, all, 0], all));
    let wanted: Vec<String> = CELLS
        .iter()
        .enumerate()
        .map(|(place, (platform, _, _, read))| format!("{platform} {read}, {}", name(place)))
        .collect();
    assert_eq!(accounts(&world), wanted);
    ada.is_sound();
    let before = dump(&world.path());
    for _ in 0..2 {
        assert_eq!(imports(&mut ada, "old.csv", &old), ([0, 0, all, 0], 0));
    }
    assert_eq!(dump(&world.path()), before);
    // The undo of what was learned brings back what was kept, and an export of then still means the same people.
    ada.undoes();
    let (counts, _) = imports(&mut ada, "ours.csv", &ours);
    assert_eq!(counts, [0, 0, all, 0]);
    let (counts, _) = imports(&mut ada, "old.csv", &old);
    assert_eq!(counts, [0, 0, all, 0]);
    ada.is_sound();
}

#[test]
fn two_accounts_that_are_one_today_stay_two_as_they_stand() {
    let world = World::empty();
    let mut ada = world.hand("ada");
    for (line, kept) in (2..).zip(["ann", "/ann", "#ann", "@ann"]) {
        keep(&mut ada, line, "instagram", kept, "Ann");
    }
    let before = dump(&world.path());
    let cells = ["ann", "/ann", "#ann", "@@ann"];
    let old = file(
        cells
            .map(|cell| format!("instagram,{cell},Ann,1000"))
            .into_iter(),
    );
    for _ in 0..3 {
        assert_eq!(imports(&mut ada, "old.csv", &old), ([0, 0, 4, 0], 0));
    }
    assert_eq!(dump(&world.path()), before);
}

#[test]
fn a_cell_that_was_somebody_elses_is_not_theirs_again() {
    let world = World::empty();
    let mut ada = world.hand("ada");
    keep(&mut ada, 2, "instagram", "/ann", "Ann");
    keep(&mut ada, 3, "instagram", "Bea Box", "Bea");
    let others = file(
        [
            "instagram,/ann,Zoe,5",
            "instagram,https://instagram.com/bea,Bea,5",
        ]
        .map(str::to_owned)
        .into_iter(),
    );
    assert_eq!(imports(&mut ada, "new.csv", &others).0, [2, 0, 0, 0]);
    // Beside an account of the name, the old one is met by its person only, and keeps what it is.
    let again = file(["instagram,/ann,Ann,1000".to_owned()].into_iter());
    assert_eq!(imports(&mut ada, "old.csv", &again), ([0, 0, 1, 0], 0));
    assert_eq!(
        accounts(&world),
        [
            "instagram /ann, Ann",
            "instagram Bea Box, Bea",
            "instagram ann, Zoe",
            "instagram bea, Bea",
        ]
    );
}

#[test]
fn what_no_handle_can_be_is_met_by_the_name_of_its_person() {
    let world = World::empty();
    let mut ada = world.hand("ada");
    keep(&mut ada, 2, "instagram", "Ann Box", "Ann");
    keep(&mut ada, 3, "other", "bea", "Bea");
    let before = accounts(&world);
    let text = "Platform,Handle,Link,Name,Followers\n\
        instagram,Ann Box,https://instagram.com/ann,Ann,1000\n\
        Instagram & TikTok,bea,https://instagram.com/bea,Bea,1000\n\
        Instagram & TikTok,bea,https://instagram.com/bea,Zoe,1000\n";
    let (counts, identified) = imports(&mut ada, "old.csv", text.as_bytes());
    assert_eq!((counts[0], identified), (1, 0));
    assert_eq!(accounts(&world)[..2], before);
}
