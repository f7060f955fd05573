//! Lanes of the pipeline: parted by owner or segment, one open, the others a line of counts.

use entourage::domain::field::Field;
use entourage::ui::screens::{Place, Tab};

use crate::support::{Desk, World};

/// Ada looks at the board by owner.
fn by_owner(world: &World, columns: u16, rows: u16) -> Desk {
    let mut ada = Desk::open_at(world, "ada", columns, rows);
    ada.press("3 b enter");
    ada
}

#[test]
fn lanes_look_as_they_should_on_every_size() {
    let world = World::new();
    for (columns, rows) in [(80, 24), (120, 36), (200, 60)] {
        by_owner(&world, columns, rows).screen(&format!("lanes_{columns}x{rows}"));
    }
}

#[test]
fn my_lane_is_open_first_and_the_others_are_a_key_away() {
    let world = World::new();
    let mut ada = by_owner(&world, 120, 36);
    ada.sees_line(&["▾ ada"]).sees_line(&["▸ nobody's"]);
    let mine = ada.someone().unwrap();
    ada.press("J").sees_line(&["▸ ada"]).sees_line(&["▾ ben"]);
    let other = ada.someone();
    assert_ne!(other, Some(mine));
    ada.press("J J").sees_line(&["▾ nobody's"]);
    ada.press("J").hears_said("this is the last lane");
    ada.press("K K K K").hears_said("this is the first lane");
    assert_eq!(ada.someone(), Some(mine));
}

#[test]
fn a_card_moves_inside_its_lane_and_the_counts_follow_at_once() {
    let world = World::new();
    let mut ada = by_owner(&world, 120, 36);
    ada.sees("Discovery 10");
    let before = ada.text();
    let lane = |text: &str| -> Vec<u32> {
        let line = text.lines().find(|line| line.contains("▾ ada")).unwrap();
        let words = line.split_whitespace().skip(2);
        words.map(|word| word.parse().unwrap_or(0)).collect()
    };
    let counts = lane(&before);
    ada.press("L").sees("Discovery 9").sees("Outreach 4");
    let after = lane(&ada.text());
    assert_eq!((after[0], after[1]), (counts[0] - 1, counts[1] + 1));
    ada.press("u").sees("Discovery 10");
    assert_eq!(lane(&ada.text()), counts);
}

#[test]
fn who_gets_another_owner_leaves_the_lane() {
    let world = World::new();
    let mut ada = by_owner(&world, 120, 36);
    let person = ada.someone().unwrap();
    ada.hand.edits(person, Field::Owner, Some("ben"));
    ada.looks_again();
    assert_ne!(ada.someone(), Some(person));
    ada.press("J").sees_line(&["▾ ben"]);
    let name = ada.hand.field(person, Field::Name).unwrap();
    ada.sees(&name);
}

#[test]
fn a_query_and_lanes_go_together() {
    let world = World::new();
    let mut ada = by_owner(&world, 120, 36);
    ada.press("/").types("platform:tiktok").press("enter");
    ada.sees("Outreach 3").sees_line(&["▾"]);
    ada.press("esc").sees("Discovery 10");
}

#[test]
fn lanes_by_segment_stand_in_the_order_of_the_portfolio() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    ada.press("3");
    let person = ada.someone().unwrap();
    ada.hand.edits(person, Field::Segment, Some("growth bet"));
    ada.looks_again();
    ada.commands("lanes segment")
        .sees_line(&["▾ strategic partner"]);
    ada.press("J").sees_line(&["▾ growth bet", "1"]);
    assert_eq!(ada.someone(), Some(person));
    ada.sees("▸ community advoca…");
    ada.sees_line(&["▸ no segment"]);
    ada.commands("lanes none").sees_not("▸");
    ada.commands("lanes owner").sees_line(&["▾ ada"]);
    ada.commands("lanes colour")
        .sees("\"colour\" parts no board; there are: owner, segment, none");
}

#[test]
fn a_click_on_a_heading_opens_the_lane() {
    let world = World::new();
    let mut ada = by_owner(&world, 120, 36);
    let text = ada.text();
    let line = text.lines().position(|line| line.contains("▸ ben"));
    ada.clicks(5, u16::try_from(line.unwrap()).unwrap());
    ada.sees_line(&["▾ ben"]);
    assert!(ada.someone().is_some());
}

#[test]
fn nobody_on_the_board_has_no_lanes() {
    let world = World::empty();
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    ada.press("3 b").hears_said("no card is on the board yet");
    ada.press("J")
        .hears_said("the board has no lanes; b parts it");
    ada.commands("lanes owner").sees_not("▾");
}

#[test]
fn triage_of_the_pipeline_goes_through_the_column_of_the_lane() {
    let world = World::new();
    let mut ada = by_owner(&world, 120, 36);
    let first = ada.someone();
    ada.press("T").sees("Discovery · ada · by next step");
    assert_eq!(ada.someone(), first);
    ada.press("esc");
    assert_eq!(ada.app.place, Place::Tab(Tab::Pipeline));
    // Another column is another list, with its own progress.
    ada.press("T space").sees("1 done");
    ada.press("esc tab T").sees("Outreach").sees("0 done");
}

#[test]
fn triage_of_today_goes_through_those_who_are_listed() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    let first = ada.someone();
    assert!(first.is_some());
    ada.press("T").sees("Today").sees("0 done");
    assert_eq!(ada.someone(), first);
}
