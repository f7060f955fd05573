//! Marking people and changing all of them at once.

use entourage::domain::bulk::{Bulk, BulkAction};
use entourage::domain::change::{Change, Edit, PeopleChange};
use entourage::domain::field::Field;
use entourage::domain::ids::PersonId;
use entourage::domain::question::{Answer, List, Question};
use entourage::runtime::work::Work;

use crate::support::{Desk, World};

/// Lines of the roster with the sign of the marked.
fn marked(desk: &Desk) -> usize {
    desk.text()
        .lines()
        .filter(|line| line.contains('•'))
        .count()
}

#[test]
fn rows_ranges_all_and_the_others_are_marked() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    ada.press("2 space space").sees("2 marked");
    assert_eq!(marked(&ada), 2);
    ada.press("V j j").sees("marking rows: V ends");
    assert_eq!(marked(&ada), 5);
    ada.press("V")
        .sees("5 marked")
        .screen("roster_marked_120x36");
    ada.press("~").sees("17 marked");
    ada.press("*").sees("22 marked");
    ada.press("*").sees_not("marked  ");
    assert_eq!(marked(&ada), 0);
    ada.press("space")
        .sees("1 marked")
        .press("esc")
        .sees_not("1 marked");
}

#[test]
fn all_that_match_are_marked_and_marks_stay_with_people_through_another_search() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("2 /")
        .types("stage:outreach")
        .press("enter *")
        .sees("3 marked");
    ada.press("/")
        .types("stage:nurturing")
        .press("enter")
        .sees("3 marked");
    assert_eq!(marked(&ada), 0);
    ada.press("*").sees("6 marked");
}

#[test]
fn owner_tags_and_undo_of_all_who_match() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    ada.press("2 /")
        .types("platform:ig -country:SE")
        .press("enter *");
    let many = ada.app.marked();
    assert!(many > 3);
    ada.press("w").types("nobody").press("enter");
    ada.sees(&format!("no owner for {many} people"));
    ada.press("#").types("spring -vegan").press("enter");
    ada.sees(&format!(
        "tags +spring -vegan for {many} people · u takes it back"
    ));
    ada.press("esc /")
        .types("tag:spring owner:none")
        .press("enter");
    ada.sees(&format!("{many} influencers"));
    ada.press("u").sees("0 influencers");
    ada.press("u esc /")
        .types("owner:none")
        .press("enter")
        .sees("1 influencer");
}

#[test]
fn a_bulk_move_asks_once_who_is_ready() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("2 /")
        .types("stage:discovery,parked")
        .press("enter * L")
        .types("outreach")
        .press("enter");
    ada.sees("11 chosen, 2 ready, 1 parked: to outreach?")
        .sees("r ready only");
    ada.press("r")
        .sees("2 people to outreach; left as they are: 8 not ready, 1 parked");
    ada.press("L").types("outreach").press("enter a");
    ada.sees("8 people to outreach; left as they are: 2 so already, 1 parked");
    ada.press("u u esc /")
        .types("stage:discovery")
        .press("enter")
        .sees("10 influencers");
}

#[test]
fn the_keys_of_the_menu_are_keys() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("2 space space B").sees("Change 2 people");
    ada.press("x").sees("Park 2 people: why?");
    ada.press("esc B t").sees("Next step of 2 people");
    ada.press("esc B #").sees("Tags of 2 people");
    ada.press("esc B c").sees("level of 2 people");
    ada.press("esc B L").sees("Move 2 people to");
    ada.press("esc B j enter").sees("Tags of 2 people");
}

#[test]
fn the_stage_offered_comes_from_the_marked_alone_and_going_back_is_told() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    ada.press("2 /")
        .types("stage:outreach")
        .press("enter * /")
        .types("stage:nurturing")
        .press("enter");
    // The cursor is on somebody of another stage, who is not marked.
    ada.press("L").sees("Move 3 people to").sees("3 there");
    ada.press("enter")
        .sees("3 chosen, ")
        .sees(": to collaboration?");
    ada.press("esc H enter")
        .sees("3 of them back from outreach: to discovery?")
        .sees_not("back on the board");
    // No other key answers it or takes it away.
    ada.press("j q x enter")
        .sees("3 of them back from outreach: to discovery?");
    ada.press("a").sees("3 people to discovery");
}

#[test]
fn many_are_parked_and_given_a_next_step_in_one_go() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("2 /")
        .types("stage:nurturing")
        .press("enter * t")
        .types("mon say thanks")
        .press("enter");
    ada.sees("next for 3 people: Mon 23 Nov 2026 say thanks");
    ada.press("x")
        .types("no reply")
        .press("enter")
        .types("+3m")
        .press("enter");
    ada.sees("parked 3 people: no reply");
    ada.press("esc esc /")
        .types("parked:reply again:<4m")
        .press("enter")
        .sees("4 influencers");
}

#[test]
fn what_a_colleague_changed_meanwhile_stays_and_is_told() {
    let world = World::new();
    let (mut ada, mut ben) = (Desk::open(&world, "ada"), Desk::open(&world, "ben"));
    ada.press("2 /")
        .types("stage:outreach")
        .press("enter *")
        .sees("3 marked");
    ben.goes_to("renee")
        .press("w")
        .types("ben")
        .press("enter")
        .sees("Renée O'Connor: owner ben");
    ada.hears();
    ada.press("B w").types("nobody").press("enter");
    ada.sees("1 changed by colleagues meanwhile");
    ben.press("esc /")
        .types("renee owner:ben")
        .press("enter")
        .sees("1 influencer");
    // Another field of theirs is changed all the same.
    ada.press("B s").types("growth").press("enter");
    ada.sees("segment growth bet for 3 people");
}

fn everybody(world: &World) -> Vec<PersonId> {
    let mut ada = world.hand("ada");
    let Answer::Ids(_, ids) = ada.asks(&Question::Ids(List::default())) else {
        panic!()
    };
    ids.iter().map(|id| PersonId(i64::from(*id))).collect()
}

#[test]
fn a_job_that_was_cut_off_goes_on_where_it_was_and_counts_nobody_twice() {
    let world = World::new();
    let people = everybody(&world);
    let mut ada = world.hand("ada");
    let bulk = Bulk {
        people,
        seen: ada.last_seen(),
        action: BulkAction::Tags {
            add: vec!["spring".into()],
            take: Vec::new(),
        },
    };
    let stamp = ada.stamp();
    let mut work = Work::bulk(&mut ada.store, bulk, &stamp)
        .unwrap()
        .in_slices_of(5);
    assert!(work.step(&mut ada.store).unwrap().is_none());
    assert!(work.step(&mut ada.store).unwrap().is_none());
    let set = work.set();
    ada.store.leave_job(set).unwrap();
    let mut ben = world.hand("ben");
    let stamp = ben.stamp();
    let mut again = Work::resume(&mut ben.store, set, &stamp)
        .unwrap()
        .in_slices_of(5);
    let receipt = loop {
        if let Some(receipt) = again.step(&mut ben.store).unwrap() {
            break receipt;
        }
    };
    assert_eq!(receipt.said.as_str(), "tags +spring for 22 people");
    assert_eq!(receipt.takes_back.as_str(), "all 22");
}

#[test]
fn a_bulk_change_beside_a_colleague_loses_nothing_of_either() {
    let world = World::new();
    let people = everybody(&world);
    let mut ada = world.hand("ada");
    let mut ben = world.hand("ben");
    let bulk = Bulk {
        people: people.clone(),
        seen: ada.last_seen(),
        action: BulkAction::Set(Field::Owner, Some("cleo".into())),
    };
    let stamp = ada.stamp();
    let mut work = Work::bulk(&mut ada.store, bulk, &stamp)
        .unwrap()
        .in_slices_of(3);
    work.step(&mut ada.store).unwrap();
    // While it goes on, ben takes the last one, and writes a place for the first.
    let (first, last) = (people[0], people[people.len() - 1]);
    for (person, field, mine) in [(last, Field::Owner, "ben"), (first, Field::Place, "Malmö")] {
        let original = ben.field(person, field);
        ben.does(Change::People(PeopleChange::Edit {
            person,
            edits: vec![Edit {
                field,
                original,
                mine: Some(mine.into()),
            }],
        }));
    }
    while work.step(&mut ada.store).unwrap().is_none() {}
    assert_eq!(ben.field(last, Field::Owner).as_deref(), Some("ben"));
    assert_eq!(ben.field(first, Field::Owner).as_deref(), Some("cleo"));
    assert_eq!(ben.field(first, Field::Place).as_deref(), Some("Malmö"));
}

#[test]
fn the_marked_and_the_list_in_front_are_written_to_a_new_file() {
    let world = World::new();
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name).display().to_string();
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    ada.press("2 /").types("stage:outreach").press("enter X");
    ada.types(&file("list.csv")).press("enter");
    ada.sees("3 people written to");
    let list = std::fs::read_to_string(file("list.csv")).unwrap();
    assert_eq!(list.lines().count(), 4, "{list}");
    ada.press("space X").types(&file("one.md")).press("enter");
    ada.sees("1 person written to");
    let one = std::fs::read_to_string(file("one.md")).unwrap();
    assert!(one.contains("Renée O'Connor"), "{one}");
    // A path that cannot be stays to be put right, with the reason.
    ada.press("X").types(&file("one.md")).press("enter");
    ada.sees("there is a file already; nothing was changed")
        .sees("Write Renée O'Connor to which file?");
    ada.press("backspace backspace")
        .types("docx")
        .press("enter");
    ada.sees(".docx tells no format");
    for _ in 0..4 {
        ada.press("backspace");
    }
    ada.types("csv").press("enter");
    ada.sees("1 person written to").sees_not("which file?");
    assert!(std::path::Path::new(&file("one.csv")).exists());
    ada.press("X")
        .types(&file("nowhere/one.csv"))
        .press("enter x");
    ada.sees("which file?").sees("nowhere/one.csv");
}
