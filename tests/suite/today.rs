//! Today: what is owed to whom, done, put off, handed over; the order holds still under the cursor.

use entourage::domain::field::Field;

use crate::support::{Desk, World};

#[test]
fn today_looks_as_it_should_on_every_size() {
    let world = World::new();
    for (columns, rows) in [(80, 24), (120, 36), (200, 60)] {
        let mut ada = Desk::open_at(&world, "ada", columns, rows);
        ada.screen(&format!("today_{columns}x{rows}"));
    }
    let empty = World::empty();
    let mut ada = Desk::open_at(&empty, "ada", 80, 24);
    ada.screen("today_empty_80x24");
    ada.press("m").screen("today_empty_team_80x24");
}

#[test]
fn what_is_done_is_struck_through_until_the_next_key_and_undo_brings_it_back() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("j j")
        .sees_line(&["3d late", "Renée O'Connor", "chase the pitch"]);
    ada.press("d")
        .hears_said("done: chase the pitch · Renée O'Connor · u takes it back");
    ada.sees("Renée O'Connor").sees("5 open · 1 done today");
    ada.press("j").sees_not("chase the pitch");
    ada.press("u").sees("6 open");
    ada.press("r")
        .sees_line(&["3d late", "Renée O'Connor", "chase the pitch"]);
}

#[test]
fn what_has_gone_is_counted_as_gone_and_not_as_more_to_do() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("j j d j")
        .sees("1 no longer due")
        .sees_not("more");
    ada.press("k z").types("week").press("enter j");
    ada.sees("2 no longer due").sees_not("more");
    ada.press("u").sees("1 no longer due").press("r");
    ada.sees_not("no longer due").sees("look at his reels");
}

#[test]
fn what_is_owed_counts_as_done_and_names_and_tags_do_not() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("2 #")
        .types("spring")
        .press("enter w")
        .types("ben")
        .press("enter");
    ada.press("v s").types("Spring").press("enter esc");
    ada.press("n").types("hello").press("ctrl-s");
    ada.press("t").types("today send the kit").press("enter");
    ada.press("1").sees("0 done today");
    ada.press("2 l").types("likes the idea").press("enter 1");
    ada.sees("1 done today");
    ada.press("d").sees("2 done today");
    ada.press("u").sees("1 done today");
}

#[test]
fn an_empty_today_says_its_keys_whole_at_80_columns() {
    let world = World::empty();
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    ada.sees("`entourage demo` shows a full desk").sees_not("…");
}

#[test]
fn the_cursor_goes_on_from_the_row_that_was_done() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("j j d j");
    ada.sees_line(&["▌", "Zoë Ångström"]);
    let mut ada = Desk::open(&world, "ada");
    ada.press("G");
    ada.sees_line(&["▌", "Zoë Ångström"]);
}

#[test]
fn a_reply_that_needs_no_answer_is_done() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.sees_line(&["▌ 21d", "Мария Иванова", "answer:"]);
    ada.press("d").hears_said("Мария Иванова needs no answer");
    ada.press("r").sees_not("Мария Иванова");
}

#[test]
fn logging_an_answer_settles_the_reply_that_was_owed() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("l")
        .types("mail: sent the contract")
        .press("enter");
    ada.hears_said("logged a contact with Мария Иванова");
    ada.press("r").sees_not("Мария Иванова");
}

#[test]
fn being_quiet_is_done_by_logging_a_contact() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("G")
        .sees_line(&["▌ 62d", "Zoë Ångström", "nurturing"]);
    ada.press("d").sees("Log a contact with Zoë Ångström");
    ada.types("called to say hello").press("enter r");
    ada.sees_not("Zoë Ångström").sees("5 open · 1 done today");
}

#[test]
fn somebody_snoozed_is_away_until_the_day_that_was_chosen() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("j j z")
        .sees("Snooze Renée O'Connor until")
        .sees_line(&["in a week", "sat 28 nov"]);
    ada.types("week")
        .press("enter")
        .hears_said("Renée O'Connor comes back Sat 28 Nov 2026");
    ada.press("r").sees_not("Renée O'Connor");
    let effects = ada.app.set_today("2026-11-28".parse().unwrap());
    assert!(!effects.is_empty());
    ada.hand.today = "2026-11-28".parse().unwrap();
    ada.press("r")
        .sees_line(&["Renée O'Connor", "chase the pitch"]);
}

#[test]
fn another_day_can_be_typed_for_the_snooze() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("j j z")
        .types("another")
        .press("enter")
        .types("31 feb")
        .press("enter");
    ada.sees("31 feb").sees("Snooze Renée O'Connor until");
    ada.press("ctrl-u")
        .types("+3d")
        .sees("Tue 24 Nov 2026")
        .press("enter");
    ada.hears_said("Renée O'Connor comes back Tue 24 Nov 2026");
}

#[test]
fn a_step_handed_over_goes_to_the_colleague() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let mut ben = Desk::open(&world, "ben");
    ben.sees_not("chase the pitch");
    ada.press("j j w")
        .sees("Hand Renée O'Connor to")
        .types("ben")
        .press("enter")
        .hears_said("handed the next step of Renée O'Connor to ben");
    ada.press("r").sees_not("chase the pitch");
    ada.press("m")
        .sees_line(&["Renée O'Connor", "chase the pitch"]);
    assert!(ben.hears());
    ben.press("r")
        .sees_line(&["Renée O'Connor", "chase the pitch"]);
}

#[test]
fn a_step_can_only_be_handed_to_a_member() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let person = ada.hand.person("Renée O'Connor");
    ada.press("j j w").types("eve").press("enter");
    ada.sees("Hand Renée O'Connor to").sees("none is like this");
    ada.press("esc esc");
    assert_eq!(ada.hand.field(person, Field::NextOwner), None);
}

#[test]
fn what_comes_meanwhile_is_counted_at_the_top_and_does_not_move_the_rows() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("j j");
    let before = ada.someone();
    let mut ben = world.hand("ben");
    let person = ben.person("İpek Yıldız");
    ben.logs(person, "in: dm, is the fee fixed?");
    assert!(ada.hears());
    ada.sees("1 came, r shows").sees_not("is the fee fixed?");
    assert_eq!(ada.someone(), before);
    ada.press("r")
        .sees_line(&["İpek Yıldız", "is the fee fixed?"])
        .sees_not("came, r shows");
    assert_eq!(ada.someone(), before, "the cursor stays on the person");
}

#[test]
fn what_a_colleague_did_is_struck_through_under_the_cursor() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("j j");
    let before = ada.someone().unwrap();
    let mut ben = world.hand("ben");
    let date = ben
        .dossier(before)
        .unwrap()
        .person
        .values
        .date(entourage::domain::field::Field::NextDate);
    ben.does(entourage::domain::change::Change::People(
        entourage::domain::change::PeopleChange::StepDone {
            person: before,
            step: entourage::domain::text::Clean::fixed("chase the pitch"),
            date,
        },
    ));
    assert!(ada.hears());
    ada.sees("chase the pitch");
    assert_eq!(ada.someone(), Some(before));
    ada.press("j").sees_not("chase the pitch");
}

#[test]
fn what_can_wait_is_folded_and_opens_with_a_key() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.sees_line(&["Tidy up", "1 · f opens"])
        .sees_not("Viktor Novák");
    ada.press("f G")
        .sees_line(&["▌", "Viktor Novák", "look again · parked: no reply"]);
    ada.press("d").hears_said("Viktor Novák stays parked");
    ada.press("r").sees_not("Viktor Novák");
}

#[test]
fn somebody_parked_comes_back_on_the_board_from_today() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("f G x")
        .hears_said("Viktor Novák is back in outreach");
    ada.press("3").sees("Outreach 4");
}

#[test]
fn enter_opens_the_person_and_q_comes_back_to_the_same_row() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("j j");
    let before = ada.someone();
    ada.press("enter").sees("[Overview]").sees("Renée O'Connor");
    ada.press("q").sees("Keep warm");
    assert_eq!(ada.someone(), before);
}

#[test]
fn several_reasons_about_one_person_are_one_row() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let person = ada.hand.person("Renée O'Connor");
    ada.hand.logs(person, "in: tell me more");
    ada.press("r")
        .sees_line(&["Renée O'Connor", "answer:", "+1"]);
    assert_eq!(ada.text().matches("Renée O'Connor").count(), 1);
}

#[test]
fn at_most_five_quiet_people_are_offered() {
    let world = World::new();
    let mut ada = world.hand("ada");
    for number in 0..9 {
        let person = ada.adds(
            entourage::domain::platform::Platform::Instagram,
            &format!("quiet{number}"),
            &[(Field::Name, &format!("Quiet {number}"))],
        );
        ada.moves(person, entourage::domain::stage::Stage::Nurturing);
        ada.logs(person, "2026-03-01 check-in");
    }
    let mut ada = Desk::open_at(&world, "ada", 120, 40);
    ada.sees("5 quiet of at most 5");
    assert_eq!(ada.text().matches("· every 45 days").count(), 5);
}
