//! The pipeline: five columns, cards that move with one key, checklists that ask once, parking.

use entourage::domain::stage::Stage;

use crate::support::{Desk, World};

#[test]
fn the_pipeline_looks_as_it_should_on_every_size() {
    let world = World::new();
    for (columns, rows) in [(80, 24), (120, 36), (200, 60)] {
        let mut ada = Desk::open_at(&world, "ada", columns, rows);
        ada.press("3").screen(&format!("pipeline_{columns}x{rows}"));
        ada.press("right")
            .screen(&format!("pipeline_outreach_{columns}x{rows}"));
    }
    let empty = World::empty();
    let mut ada = Desk::open_at(&empty, "ada", 80, 24);
    ada.press("3").screen("pipeline_empty_80x24");
}

#[test]
fn a_card_that_is_ready_moves_with_one_key_and_undo_takes_it_back() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("3").sees_line(&["Discovery 10", "Outreach 3"]);
    let lukasz = ada.hand.person("Łukasz Żak");
    assert_eq!(ada.someone(), Some(lukasz));
    ada.press("L")
        .hears_said("Łukasz Żak is now in outreach · u takes it back");
    ada.sees_line(&["Discovery 9", "Outreach 4"]);
    assert_eq!(ada.hand.stage(lukasz), Stage::Outreach);
    ada.press("u").sees_line(&["Discovery 10", "Outreach 3"]);
    assert_eq!(ada.hand.stage(lukasz), Stage::Discovery);
}

#[test]
fn after_a_move_the_cursor_is_on_the_next_card_of_its_column() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    ada.press("3 j");
    let next = ada.someone();
    ada.press("k L").sees_line(&["Discovery 9", "Outreach 4"]);
    assert_eq!(ada.someone(), next, "the next card, without a step back");
    ada.press("L L").sees_line(&["Discovery 8", "Outreach 5"]);
    assert_ne!(ada.someone(), next);
    assert_eq!(ada.app.screens.pipeline.active(), 0, "still in discovery");
    ada.press("G L L").sees_line(&["Discovery 7", "Outreach 6"]);
    assert!(
        ada.someone().is_some(),
        "after the last card the one before"
    );
    ada.press("tab g H").hears_said("is now in discovery");
    ada.sees_line(&["Discovery 8", "Outreach 5"]);
    ada.press("H H H H H H H")
        .sees_line(&["Discovery 13", "Outreach 0"]);
    assert_eq!(ada.someone(), None);
}

#[test]
fn the_days_of_a_card_say_what_they_count() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    ada.press("3").sees_line(&["Łukasz Żak", "in stage 12d"]);
    ada.press("tab tab tab")
        .sees_line(&["Zoë Ångström", "quiet 62d"]);
    let mut ada = Desk::open_at(&world, "ada", 200, 60);
    ada.press("3").sees_line(&[
        "Discovery 10",
        "in stage",
        "Outreach 3",
        "in stage",
        "Collaboration 3",
        "in stage",
        "Nurturing 3",
        "quiet",
        "Advocacy 2",
        "quiet",
    ]);
    ada.sees_line(&["Zoë Ångström", "62d"]);
}

#[test]
fn what_the_checklist_misses_is_asked_once_and_the_same_key_moves_anyway() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    ada.press("3 j");
    let person = ada.someone().unwrap();
    assert_eq!(person, ada.hand.person("김민준"));
    ada.press("L")
        .sees("No note.")
        .sees("L again: move anyway")
        .sees("Enter fill in");
    assert_eq!(
        ada.hand.stage(person),
        Stage::Discovery,
        "a question moves nobody"
    );
    ada.press("L").hears_said("김민준 is now in outreach");
    assert_eq!(ada.hand.stage(person), Stage::Outreach);
}

#[test]
fn enter_at_the_checklist_fills_in_what_is_missing() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    ada.press("3 j L enter").sees("Note on 김민준");
    ada.types("Street food of Busan, honest comments.")
        .press("ctrl-s")
        .hears_said("note on 김민준");
    ada.press("L").hears_said("김민준 is now in outreach");
}

#[test]
fn a_reason_goes_with_the_move_by_one_key() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    ada.press("3 j L")
        .sees("know them")
        .press("k")
        .hears_said("김민준 is now in outreach");
    let path = world.path();
    let sql = rusqlite::Connection::open(path).unwrap();
    let (without, because): (String, String) = sql
        .query_row(
            "SELECT without, because FROM stage_move ORDER BY id DESC LIMIT 1",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    assert_eq!(
        (without.as_str(), because.as_str()),
        ("no note", "know them")
    );
}

#[test]
fn esc_and_q_leave_the_card_where_it_is() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    for key in ["esc", "q"] {
        ada.press("3 g j L").sees("No note.");
        ada.press(key).sees_not("No note.");
        assert!(ada.app.overlays.is_empty());
        ada.sees_line(&["Discovery 10", "Outreach 3"]);
    }
    assert!(!ada.ended);
}

#[test]
fn another_key_leaves_the_card_where_it_is_and_does_what_it_does() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    ada.press("3 j L").sees("No note.");
    let asked = ada.someone();
    ada.press("j").sees_not("No note.");
    assert!(ada.app.overlays.is_empty());
    assert_ne!(ada.someone(), asked, "j goes down");
    ada.press("g j L").sees("No note.");
    ada.press("x").sees("Park 김민준: why?").press("esc");
    ada.sees_line(&["Discovery 10", "Outreach 3"]);
}

#[test]
fn somebody_without_a_reply_is_asked_about_before_collaboration() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    ada.goes_to("Renée O'Connor").press("L").sees("No reply.");
    ada.press("p")
        .hears_said("Renée O'Connor is now in collaboration");
}

#[test]
fn moves_backwards_are_free() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.goes_to("Chloé & Max")
        .press("H")
        .hears_said("Chloé & Max is now in outreach");
    ada.press("H").hears_said("Chloé & Max is now in discovery");
    ada.press("H")
        .hears_said("Chloé & Max is in discovery, the first stage; x parks");
    ada.goes_to("Amara Okafor")
        .press("L")
        .hears_said("Amara Okafor is in advocacy, the last stage");
}

#[test]
fn three_moves_are_taken_back_one_by_one_and_made_again() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("3");
    for _ in 0..3 {
        ada.press("3 L L");
        while !ada.app.overlays.is_empty() {
            ada.press("L");
        }
    }
    let after = ada.text();
    ada.press("U q 3 u u u");
    ada.press("ctrl-r ctrl-r ctrl-r");
    let counts = |text: &str| {
        text.lines()
            .find(|line| line.contains("Discovery"))
            .map(str::to_owned)
    };
    assert_eq!(counts(&ada.text()), counts(&after));
    ada.hand.is_sound();
}

#[test]
fn somebody_is_parked_with_a_reason_and_a_day_and_comes_back() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("3 x")
        .sees("Park Łukasz Żak: why?")
        .types("fee")
        .press("enter");
    ada.sees("look again when?")
        .types("+3m")
        .sees("Sun 21 Feb 2027")
        .press("enter");
    ada.hears_said("parked Łukasz Żak: declined: fee · u takes it back");
    ada.sees("Discovery 9").sees_not("▌Łukasz Żak");
    ada.goes_to("Łukasz Żak")
        .sees_line(&["Łukasz Żak", "parked"]);
    ada.press("L")
        .hears_said("Łukasz Żak is parked; x brings them back on the board");
    ada.press("enter")
        .sees("declined: fee")
        .sees("look again sun 21 feb")
        .press("q");
    ada.press("x").hears_said("Łukasz Żak is back in discovery");
    ada.press("3").sees("Discovery 10");
    ada.press("u")
        .sees("Discovery 9")
        .press("u")
        .sees("Discovery 10");
}

#[test]
fn parking_without_a_day_needs_only_enter_and_a_wrong_day_is_told() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("3 x")
        .types("topic")
        .press("enter")
        .types("31 feb")
        .press("enter")
        .sees("look again when?");
    ada.press("ctrl-u enter")
        .hears_said("parked Łukasz Żak: declined: topic");
    ada.commands("park no reply")
        .sees("look again when?")
        .press("enter")
        .hears_said(": no reply");
}

#[test]
fn cards_say_what_one_triages_by() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 200, 60);
    ada.press("3");
    ada.sees("pitched 8d ago")
        .sees("chased once")
        .sees("replied")
        .sees_line(&["王小明", "80d"])
        .sees_line(&["IG 1.3M  2.4%", "stale"])
        .sees("no note");
    let text = ada.text();
    let column = |name: &str| {
        let rows: Vec<&str> = text.lines().collect();
        let at = rows.iter().position(|line| line.contains(name)).unwrap();
        rows[at..at + 3].join("\n")
    };
    assert!(
        column("Søren Kjær").contains("88d"),
        "days since the last contact: {}",
        column("Søren Kjær")
    );
}

#[test]
fn a_narrow_terminal_shows_one_column_under_a_strip_of_counts() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    ada.press("3")
        .sees("[Discovery 10] · Outreach 3 · Collaboration 3");
    ada.press("tab")
        .sees("[Outreach 3]")
        .press("right right right right")
        .sees("[Advocacy 2]");
    ada.press("backtab left left left left")
        .sees("[Discovery 10]");
}

#[test]
fn cards_are_sorted_within_their_column() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("3 s")
        .sees("Sort the cards by")
        .types("foll")
        .press("enter g")
        .sees_line(&["▌", "王小明"]);
    ada.commands("sort name").press("g");
    ada.sees("by name").sees_line(&["▌", "Freya Lindqvist"]);
    ada.commands("sort engagement")
        .hears_said("cards are not sorted by engagement; there are: next step,")
        .sees("by name");
}

#[test]
fn the_command_line_moves_to_any_stage_and_asks_about_every_line_it_passes() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    ada.press("3")
        .commands("stage nurturing")
        .sees("No reply.")
        .press("L");
    ada.hears_said("Łukasz Żak is now in nurturing")
        .sees("Nurturing 4");
    ada.goes_to("Freya Lindqvist")
        .commands("stage collab")
        .sees("No niche, no note, no reply.");
}

#[test]
fn stale_is_told_in_words_on_every_size() {
    let world = World::new();
    for (columns, stale) in [(80, 1), (100, 1), (120, 4), (140, 4), (200, 4)] {
        let mut ada = Desk::open_at(&world, "ada", columns, 36);
        ada.press("3 tab").sees("佐藤 花子");
        let text = ada.text();
        assert_eq!(
            text.matches("stale").count(),
            stale,
            "at {columns}:\n{text}"
        );
    }
}

#[test]
fn an_empty_column_says_why_it_is_empty() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 200, 60);
    ada.press("2 /")
        .types("stage:discovery")
        .press("enter * x enter enter");
    ada.press("3")
        .sees("Nobody in discovery.")
        .sees_not("I imports a file");
    ada.press("/").types("nobody.like.this").press("enter");
    ada.sees("Nobody here is found by this.")
        .sees_not("Nobody in discovery.");
}
