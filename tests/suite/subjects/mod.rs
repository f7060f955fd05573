//! A box stays with the person it was opened for, whatever colleagues do while it is open (trust.md 7, rule 26).

mod people;
mod things;

use entourage::domain::change::{Change, PeopleChange};
use entourage::domain::field::Field;
use entourage::domain::ids::{PersonId, SetId};
use entourage::domain::lifecycle::{GoingOn, Missing};
use entourage::domain::platform::Platform;
use entourage::domain::stage::Stage;
use entourage::runtime::work::Work;
use entourage::ui::overlays::Overlay;
use entourage::ui::overlays::prompt::PromptFor;

use crate::support::world::row;
use crate::support::{Desk, Hand, World};

/// Gives each variant a name: a new variant does not compile until it has one, and the tables below find it missing
/// until somebody opens it there.
macro_rules! kinds {
    ($name:ident, $all:ident, $of:ty, $($pattern:pat => $word:literal,)*) => {
        fn $name(one: &$of) -> &'static str {
            match one {
                $($pattern => $word,)*
            }
        }

        const $all: &[&str] = &[$($word,)*];
    };
}

kinds! { kind_of_box, BOXES, Overlay,
    Overlay::Ask(_) => "question",
    Overlay::Pick(_) => "list",
    Overlay::Prompt(_) => "line",
    Overlay::Popup(_) => "text to read",
    Overlay::Form(_) => "form",
    Overlay::Sheet(_) => "sheet",
    Overlay::Fit(_) => "fit",
    Overlay::Erase(_) => "erase",
    Overlay::Log(_) => "log",
    Overlay::Note(_) => "note",
    Overlay::Clash(_) => "clash",
    Overlay::Help(_) => "help",
    Overlay::Find(_) => "find",
    Overlay::Line(_) => "command line",
    Overlay::Errors(_) => "errors",
    Overlay::Kept(_) => "unsaved text",
    Overlay::Views(_) => "views",
    Overlay::Columns(_) => "columns",
}

kinds! { kind_of_line, LINES, PromptFor,
    PromptFor::Park(..) => "look again",
    PromptFor::Snooze(_) => "snooze until",
    PromptFor::Reason(_) => "reason to undo",
    PromptFor::GoOn { .. } => "why move",
    PromptFor::Setting { .. } => "setting",
    PromptFor::Add => "new people",
    PromptFor::Account(_) => "account",
    PromptFor::ContactPoint(_) => "contact point",
    PromptFor::AsOf(_) => "day of the figures",
    PromptFor::Rejects(_) => "rejected rows",
    PromptFor::Line(_) => "line of note",
    PromptFor::Check(..) => "why of a check",
    PromptFor::Flag(..) => "why of a flag",
    PromptFor::GoOnAll(..) => "why move several",
    PromptFor::Export(..) => "file of people",
    PromptFor::ViewName(..) => "name of a view",
    PromptFor::Rename(_) => "another name of a view",
    PromptFor::Tags(_) => "tags",
    PromptFor::Step(_) => "next step of several",
    PromptFor::ParkAll(..) => "look again at several",
}

/// The kind of a box; of a line, what it is for.
fn kind(one: &Overlay) -> &'static str {
    match one {
        Overlay::Prompt(prompt) => kind_of_line(prompt.wanted()),
        other => kind_of_box(other),
    }
}

#[test]
fn every_box_of_the_program_is_opened_in_a_table() {
    let opened: Vec<&str> = people::ROWS
        .iter()
        .map(|row| row.kind)
        .chain(things::ROWS.iter().map(|row| row.kind))
        .collect();
    let all = BOXES.iter().chain(LINES).filter(|kind| **kind != "line");
    let missing: Vec<&&str> = all.filter(|kind| !opened.contains(*kind)).collect();
    assert!(missing.is_empty(), "{missing:?} stand in no table");
}

/// Pia Two stands between Pia One and Pia Three in every list; Quinn is in none of them.
struct Crowd {
    one: PersonId,
    two: PersonId,
    three: PersonId,
    quinn: PersonId,
}

const NAME: &str = "Pia Two";

impl Crowd {
    fn new(hand: &mut Hand) -> Crowd {
        let mut add = |handle: &str, name: &str, tags: &[(Field, &str)]| {
            let mut fields = vec![(Field::Name, name), (Field::Niche, "tea")];
            fields.extend(tags);
            hand.adds(Platform::Instagram, handle, &fields)
        };
        let tags = [(Field::Tags, "crowd"), (Field::Owner, "ada")];
        let one = add("pia.one", "Pia One", &tags);
        let two = add("pia.two", NAME, &tags);
        let three = add("pia.three", "Pia Three", &tags);
        let quinn = add("quinn.stays", "Quinn Stays", &[]);
        for person in [two, three] {
            hand.edits(person, Field::NextStep, Some("send the brief"));
            hand.edits(person, Field::NextDate, Some("2026-11-21"));
        }
        // Figures that jump raise a red flag.
        for (date, followers) in [("2026-09-01", 2_000), ("2026-10-15", 9_000)] {
            let mut one = row(2, Platform::Instagram, "pia.two");
            one.figures.followers = Some(followers);
            hand.imports(&format!("figures-{date}.csv"), date, &[one]);
        }
        Crowd {
            one,
            two,
            three,
            quinn,
        }
    }

    /// Somebody goes to a stage, whatever is missing.
    fn goes(hand: &mut Hand, person: PersonId, to: Stage) {
        let from = hand.stage(person);
        hand.does(Change::People(PeopleChange::Move {
            person,
            from,
            to,
            without: Missing::ALL.to_vec(),
            because: Some(GoingOn::Words("we met".into())),
        }));
    }
}

/// What a colleague does with Pia Two while the box is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meddling {
    Moves,
    Merges,
    Erases,
}

impl Meddling {
    fn happens(self, ben: &mut Hand, crowd: &Crowd) {
        match self {
            Meddling::Moves => {
                Crowd::goes(ben, crowd.two, Stage::Outreach);
                ben.edits(crowd.two, Field::NextDate, Some("2027-01-01"));
            }
            Meddling::Merges => ben.merges(&[crowd.quinn, crowd.two]),
            Meddling::Erases => {
                let stamp = ben.stamp();
                let mut work = Work::erase(&mut ben.store, crowd.two, &stamp).unwrap();
                while work.step(&mut ben.store).unwrap().is_none() {}
            }
        }
    }
}

/// The people whom somebody's change sets after this one touched.
fn touched(world: &World, by: &str, after: SetId) -> Vec<PersonId> {
    let sql = rusqlite::Connection::open(world.path()).unwrap();
    let mut found = sql
        .prepare(
            "SELECT DISTINCT coalesce(j.person_id, 0) FROM journal j JOIN change_set s ON s.id = j.set_id
             WHERE s.by = ?1 AND s.id > ?2",
        )
        .unwrap();
    found
        .query_map(rusqlite::params![by, after.0], |row| {
            row.get(0).map(PersonId)
        })
        .unwrap()
        .map(Result::unwrap)
        .collect()
}

/// The kind of the box on top, and what it is about.
fn top(desk: &Desk) -> Option<(&'static str, entourage::ui::subject::Subject)> {
    let top = desk.app.overlays.last()?;
    Some((kind(top), top.subject()))
}

/// Presses keys as they stand in a table: words in quotes are typed.
fn plays(desk: &mut Desk, keys: &str) {
    for (place, part) in keys.split('"').enumerate() {
        if place % 2 == 1 {
            desk.types(part);
        } else {
            desk.press(part);
        }
    }
}
