//! Every text that is being typed is kept, wherever it is typed, and comes back to where it was typed: a table of all of
//! them, played at a desk in memory and at the real program in a terminal.

mod answers;
mod apart;
mod back;
mod rows;
mod started;

use std::fs;

use entourage::domain::text::Clean;
use entourage::ui::draft::Draft;

use self::rows::{CHOICES, MENUS, PLACES, RARE, ROWS, Row, Step, name};
use crate::support::{Desk, World};

/// A folder with files to be imported.
pub struct Shelf(tempfile::TempDir);

impl Shelf {
    pub fn new() -> Shelf {
        let shelf = Shelf(tempfile::tempdir().unwrap());
        let put = |name: &str, text: &str| fs::write(shelf.0.path().join(name), text).unwrap();
        put("people.csv", "handle,Spot,followers\nnew.one,Lund,5\n");
        put(
            "instagram-2026-10-01.csv",
            "handle,followers\nnew.one,5\n,6\n",
        );
        shelf
    }

    /// What is typed, with the name of the folder in it.
    pub fn typed(&self, text: &str) -> String {
        text.replace("{shelf}", self.0.path().to_str().unwrap())
    }
}

fn plays(desk: &mut Desk, shelf: &Shelf, steps: &[Step]) {
    for step in steps {
        match step {
            Step::Press(keys) => desk.press(keys),
            Step::Type(text) => desk.types(&shelf.typed(text)),
            Step::See(words) => desk.sees(words),
            Step::On(name) => desk
                .press("2 /")
                .types(name)
                .sees("1 influencer")
                .press("enter")
                .sees("Enter open"),
        };
    }
}

/// The draft of this row.
#[track_caller]
fn draft_of<'a>(row: &Row, drafts: &'a [Draft]) -> &'a Draft {
    let holds = |draft: &&Draft| {
        let mut texts = draft.texts.iter();
        name(&draft.place) == row.name && texts.any(|(_, text)| text.contains(row.text))
    };
    let found = drafts.iter().find(holds);
    found.unwrap_or_else(|| panic!("{}: {:?} is not in {drafts:#?}", row.name, row.text))
}

#[test]
fn every_place_has_a_row() {
    let expected: Vec<&str> = PLACES.iter().chain(CHOICES).copied().collect();
    for name in &expected {
        let is_there = ROWS.iter().any(|row| row.name == *name);
        let is_exempt = MENUS.contains(name) || RARE.contains(name) || *name == "choice";
        assert!(is_there != is_exempt, "{name} has no row, or too many");
    }
    for row in ROWS {
        assert!(expected.contains(&row.name), "{} is no place", row.name);
    }
}

#[test]
fn every_text_is_kept_and_comes_back_to_where_it_was_typed() {
    for row in ROWS {
        let (world, shelf) = (World::new(), Shelf::new());
        (row.before)(&world);
        let mut ada = Desk::open_at(&world, "ada", 120, 40);
        plays(&mut ada, &shelf, row.steps);
        let drafts = ada.app.drafts();
        let kept = draft_of(row, &drafts).clone();
        let words = kept.title();
        assert!(
            words.as_str().starts_with(row.title),
            "{}: {words}",
            row.name
        );
        let stored = serde_json::to_vec(&drafts).unwrap();
        let stored: Vec<Draft> = serde_json::from_slice(&stored).unwrap();
        assert_eq!(stored, drafts, "{}", row.name);
        drop(ada);

        let mut ada = Desk::open_at(&world, "ada", 120, 40);
        ada.recovers(stored).sees(row.title);
        let place = drafts.iter().position(|one| *one == kept).unwrap();
        for _ in 0..place {
            ada.press("j");
        }
        ada.press("enter");
        plays(&mut ada, &shelf, row.back);
        let seen = Clean::line(row.text.trim());
        if row.name != "import choices" {
            ada.sees(seen.as_str());
        }
        let drafts = ada.app.drafts();
        let again = draft_of(row, &drafts);
        assert_eq!(
            (&again.place, &again.texts, &again.originals),
            (&kept.place, &kept.texts, &kept.originals),
            "{}",
            row.name
        );
        let same = drafts.iter().filter(|one| one.place == kept.place);
        assert_eq!(same.count(), 1, "{}: {drafts:#?}", row.name);
    }
}

#[test]
fn nothing_is_kept_where_nothing_was_typed() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    for keys in [
        ": esc",
        "ctrl-p esc",
        "? esc",
        "2 / esc",
        "2 s esc",
        "2 a esc",
        "2 A esc",
        "2 X esc",
        "2 l esc",
        "2 n esc",
        "2 # esc",
        ", enter esc",
        "I esc",
        "2 v s esc",
        "2 x enter esc",
    ] {
        for key in keys.split(' ') {
            ada.press(key);
            assert_eq!(ada.app.drafts(), [], "{keys} at {key}");
        }
        ada.press("esc esc");
    }
}
