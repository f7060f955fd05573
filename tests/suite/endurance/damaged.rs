//! Damaged files (T21): whatever stands in a file, it is opened or refused with a sentence, at once and without a panic.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use entourage::domain::change::{Change, Stamp, TalkChange};
use entourage::domain::ids::{ActionId, DeskId, PersonId};
use entourage::domain::query::Query;
use entourage::domain::question::{At, List, Question};
use entourage::store::{Store, Who};

use crate::support::{Chance, World, today};

/// Nothing may take longer.
const HANG: Duration = Duration::from_secs(5);

/// What was done to a file, in words.
fn damage(bytes: &mut Vec<u8>, chance: &mut Chance) -> String {
    match chance.below(6) {
        0 => {
            let at = chance.below(bytes.len());
            let bit = chance.below(8);
            bytes[at] ^= 1 << bit;
            format!("bit {bit} of byte {at}")
        }
        1 => {
            // The head and the first page say most.
            let at = chance.below(4_096);
            bytes[at] = u8::try_from(chance.below(256)).unwrap();
            format!("byte {at} of the first page")
        }
        2 => {
            let length = chance.below(bytes.len());
            bytes.truncate(length);
            format!("cut to {length}")
        }
        3 => {
            let at = chance.below(bytes.len() / 4_096) * 4_096;
            let end = (at + 4_096).min(bytes.len());
            for byte in &mut bytes[at..end] {
                *byte = u8::try_from(chance.below(256)).unwrap();
            }
            format!("noise in the page at {at}")
        }
        4 => {
            let pages = bytes.len() / 4_096;
            let (one, other) = (chance.below(pages) * 4_096, chance.below(pages) * 4_096);
            let page = bytes[one..one + 4_096].to_vec();
            bytes.copy_within(other..other + 4_096, one);
            bytes[other..other + 4_096].copy_from_slice(&page);
            format!("pages at {one} and {other} swapped")
        }
        _ => {
            for _ in 0..20 {
                let at = chance.below(bytes.len());
                bytes[at] = u8::try_from(chance.below(256)).unwrap();
            }
            "twenty bytes".to_owned()
        }
    }
}

/// Opens it and does what people do first; every failure must be a sentence.
fn use_it(path: &Path) -> bool {
    let who = Who {
        login: "ada".into(),
        desk: DeskId("ada-1".into()),
    };
    let mut store = match Store::open(path, &who) {
        Ok(store) => store,
        Err(error) => {
            assert!(error.to_string().len() > 20, "{error}");
            return false;
        }
    };
    let stamp = |number: u32| Stamp {
        action: ActionId(format!("ada-1/{number}")),
        at: 1_795_255_200_000,
        today: today(),
    };
    let questions = [
        Question::Desk { owed: true },
        Question::Page {
            list: List::default(),
            at: At::Row(0),
            rows: 50,
            previews: true,
        },
        Question::Whole(List::default()),
        Question::Person(PersonId(1)),
        Question::Find("zoe".to_owned()),
        Question::Today {
            mine: false,
            query: Query::default(),
        },
        Question::History {
            person: None,
            before: None,
            rows: 50,
        },
    ];
    for (number, question) in (0..).zip(&questions) {
        let _ = store.answer(question, &stamp(number));
    }
    let note = Change::Talk(TalkChange::AddNote {
        person: PersonId(1),
        text: "is anybody there?".to_owned(),
    });
    let _ = store.apply(note, &stamp(100));
    let _ = store.check();
    true
}

/// So many damaged files; gives how many of them opened.
fn damaged(files: usize, seed: u64) -> usize {
    let world = World::new();
    let sound = fs::read(world.path()).unwrap();
    let folder = tempfile::tempdir_in(world.path().parent().unwrap()).unwrap();
    let path = folder.path().join("damaged.db");
    let mut chance = Chance::new(seed);
    let mut opened = 0;
    for number in 0..files {
        let mut bytes = sound.clone();
        let what = damage(&mut bytes, &mut chance);
        fs::write(&path, &bytes).unwrap();
        let begin = Instant::now();
        let used = catch_unwind(AssertUnwindSafe(|| use_it(&path)));
        assert!(used.is_ok(), "a panic at file {number}: {what}");
        assert!(
            begin.elapsed() < HANG,
            "{:?} at file {number}: {what}",
            begin.elapsed()
        );
        opened += usize::from(used.unwrap_or(false));
        for end in ["", "-wal", "-shm", ".bell"] {
            let _ = fs::remove_file(folder.path().join(format!("damaged.db{end}")));
        }
    }
    opened
}

#[test]
fn sixty_damaged_files_are_opened_or_refused_in_a_sentence() {
    assert!(damaged(60, 21) > 0);
}

#[test]
#[ignore = "long: 1,000 files"]
#[allow(clippy::print_stdout)] // the figures are wanted
fn a_thousand_damaged_files_are_opened_or_refused_in_a_sentence() {
    let opened = damaged(1_000, 2_100);
    println!("T21: 1,000 files, {opened} opened, the others refused, no panic");
}

#[test]
fn the_log_of_writes_of_another_database_does_no_harm() {
    let (one, other) = (World::new(), World::new());
    let ben = {
        let mut ben = other.hand("ben");
        let tom = ben.person("Tom Bakker");
        for number in 0..20 {
            ben.notes(tom, &format!("elsewhere {number}"));
        }
        ben
    };
    let beside = |world: &World, end: &str| {
        let mut name = world.path().into_os_string();
        name.push(end);
        name
    };
    // Of a desk that still runs there, so that nothing has been merged yet.
    fs::copy(beside(&other, "-wal"), beside(&one, "-wal")).unwrap();
    drop(ben);
    assert!(use_it(&one.path()));
}
