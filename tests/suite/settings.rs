//! The team's settings: what follows from each at the desk, two people at one setting, and the way back.

use entourage::domain::change::Change;
use entourage::domain::change::PeopleChange;
use entourage::domain::lifecycle::GoingOn;
use entourage::domain::refusal::Refusal;
use entourage::domain::settings::Setting;
use entourage::domain::stage::Stage;

use crate::support::{Desk, World};
use crate::terminal::pty::Home;

#[test]
fn a_threshold_moves_the_tier_on_a_profile() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("2 / ")
        .types("zoe")
        .press("enter enter")
        .sees(" · micro");
    ada.hand.sets(Setting::TierMacro, Some("40,000"));
    ada.press("q enter").sees(" · macro");
    ada.hand.undoes();
    ada.press("q enter").sees(" · micro");
    ada.hand.is_sound();
}

#[test]
fn another_desk_sees_a_setting_as_soon_as_it_is_saved() {
    let world = World::new();
    let mut ben = Desk::open(&world, "ben");
    ben.press("m").sees("3 quiet of at most 5");
    world.hand("ada").sets(Setting::QuietADay, Some("2"));
    assert!(ben.hears());
    ben.press("j").sees("2 quiet of at most 2");
}

#[test]
fn days_of_a_care_level_decide_who_is_quiet() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.sees("every 30 days").sees("1 quiet of at most 5");
    for level in [Setting::CareA, Setting::CareB, Setting::CareC] {
        ada.hand.sets(level, Some("999"));
    }
    ada.looks_again().press("j").sees_not("quiet of at most");
}

#[test]
fn a_card_is_stale_by_the_days_of_its_stage() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    ada.press("3").sees("stale");
    for stage in [
        Setting::StaleDiscovery,
        Setting::StaleOutreach,
        Setting::StaleCollaboration,
    ] {
        ada.hand.sets(stage, Some("never"));
    }
    ada.looks_again().sees_not("stale");
}

#[test]
fn under_light_rules_a_move_asks_nothing() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    ada.hand.sets(Setting::HouseRules, Some("light"));
    ada.looks_again();
    ada.press("3 j L").hears_said("김민준 is now in outreach");
}

#[test]
fn under_strict_rules_a_move_wants_a_typed_reason() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    ada.hand.sets(Setting::HouseRules, Some("strict"));
    ada.looks_again();
    ada.press("3 j L")
        .sees("House rules are strict")
        .sees_not("know them");
    ada.press("L enter").sees("type why");
    ada.types("agreed with legal on 3 Nov")
        .press("enter")
        .hears_said("김민준 is now in outreach");
    let sql = rusqlite::Connection::open(world.path()).unwrap();
    let because: String = sql
        .query_row(
            "SELECT because FROM stage_move ORDER BY id DESC LIMIT 1",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(because, "agreed with legal on 3 Nov");
}

#[test]
fn rules_that_became_strict_meanwhile_are_asked_again_by_the_store() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    ada.press("3 j L").sees("know them");
    world.hand("ben").sets(Setting::HouseRules, Some("strict"));
    ada.press("k").sees("House rules are strict");
    let person = ada.hand.person("김민준");
    assert_eq!(ada.hand.stage(person), Stage::Discovery);
}

#[test]
fn a_fact_carries_the_move_offers_it_or_leaves_it() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    let person = ada.hand.person("김민준");
    ada.hand.sets(Setting::Carry, Some("leave it"));
    ada.looks_again();
    ada.press("3 j l")
        .types("pitch: the winter launch")
        .press("enter");
    assert_eq!(ada.hand.stage(person), Stage::Discovery);
    ada.hand.sets(Setting::Carry, Some("offer it"));
    ada.press("l").types("pitch: once more").press("enter");
    ada.sees("Move 김민준 to outreach?").press("esc");
    assert_eq!(ada.hand.stage(person), Stage::Discovery);
    ada.press("l")
        .types("pitch: and again")
        .press("enter enter");
    ada.hears_said("김민준 is now in outreach");
    ada.press("u");
    assert_eq!(ada.hand.stage(person), Stage::Discovery);
}

#[test]
fn snooze_goes_past_days_off() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("z").sees("next working day").sees("mon 23 nov");
    ada.press("enter").hears_said("comes back Mon 23 Nov 2026");
    ada.hand.sets(Setting::Working, Some("every day"));
    ada.looks_again();
    ada.press("z").sees("tomorrow").sees_not("next working day");
}

#[test]
fn the_screen_says_the_teams_own_word() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("2").sees("influencers");
    ada.hand.sets(Setting::Word, Some("hero / heroes"));
    ada.looks_again().sees("heroes").sees_not("influencers");
}

#[test]
fn two_people_at_one_setting_clash_visibly_and_nothing_is_lost() {
    let world = World::new();
    let (mut ada, mut ben) = (world.hand("ada"), world.hand("ben"));
    let of_ben = ben.setting(Setting::CareA, Some("20"));
    ada.sets(Setting::CareA, Some("10"));
    let refusal = ben.is_refused(of_ben);
    assert_eq!(
        refusal.to_string(),
        "ada changed Care level A to 10 days meanwhile"
    );
    // The same value from two people is no clash.
    let again = ben.setting(Setting::CareB, Some("50"));
    ada.sets(Setting::CareB, Some("50"));
    assert_eq!(ben.does(again).set, None);
    ada.is_sound();
}

#[test]
fn the_history_tells_who_changed_what_and_undo_takes_it_back() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    ada.hand.sets(Setting::TierMicro, Some("15K"));
    ada.hand.sets(Setting::TierMicro, Some("20K"));
    ada.press("U")
        .sees("Micro from: 15,000 → 20,000")
        .sees("Micro from: 10,000 → 15,000");
    ada.press("esc u")
        .hears_said("took back: Micro from: 15,000 → 20,000");
    ada.press("u ctrl-r u");
    ada.hand.sets(Setting::TierMicro, Some("10000"));
    ada.hand.is_sound();
    let refused = ada.hand.setting(Setting::TierMicro, Some("200K"));
    let refusal = ada.hand.is_refused(refused);
    assert!(matches!(refusal, Refusal::Invalid(_)), "{refusal:?}");
}

#[test]
fn the_command_line_shows_sets_and_refuses_settings() {
    let (home, world) = (Home::new(), World::new());
    let database = world.path();
    let run = |words: &[&str]| home.run(&database, words);
    let all = run(&["settings"]).ends(0).out;
    assert!(all.contains("care.a") && all.contains("30 days"), "{all}");
    run(&["settings", "care.a", "21"]).ends(0);
    let one = run(&["settings", "care.a", "--json"]).ends(0).out;
    let one: serde_json::Value = serde_json::from_str(&one).unwrap();
    assert_eq!(one["value"], "21");
    assert_eq!(one["default"], "30");
    run(&["settings", "facts", "offer", "it"]).ends(0);
    run(&["settings", "rules", "strict"]).ends(0);
    for (words, sentence) in [
        (&["settings", "care.d"][..], "did you mean care.a?"),
        (
            &["settings", "care.a", "soon"],
            "1 to 999 days, not \"soon\"",
        ),
        (
            &["settings", "tier.micro", "2M"],
            "micro must begin below macro",
        ),
    ] {
        let ran = run(words).fails(2);
        assert!(ran.err.contains(sentence), "{ran:?}");
    }
    run(&["settings", "care.a", "default"]).ends(0);
    let one = run(&["settings", "care.a"]).ends(0).out;
    assert!(one.contains("30 days") && one.contains("default"), "{one}");
}

#[test]
fn strict_rules_hold_on_the_command_line() {
    let (home, world) = (Home::new(), World::new());
    let database = world.path();
    let run = |words: &[&str]| home.run(&database, words);
    run(&["settings", "rules", "strict"]).ends(0);
    let who = "김민준";
    let ran = run(&["stage", who, "outreach", "--because", "later"]).fails(1);
    assert!(ran.err.contains("House rules are strict"), "{ran:?}");
    run(&["stage", who, "outreach", "--because", "agreed with legal"]).ends(0);
}

#[test]
fn a_short_reason_is_still_enough_under_standard_rules() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let person = ada.person("김민준");
    let receipt = ada.does(Change::People(PeopleChange::Move {
        person,
        from: Stage::Discovery,
        to: Stage::Outreach,
        without: entourage::domain::lifecycle::Missing::ALL.to_vec(),
        because: Some(GoingOn::Later),
    }));
    assert!(receipt.set.is_some());
}
