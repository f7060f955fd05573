//! One person: overview, timeline, accounts, notes; what belongs to them is added and taken out.

use entourage::domain::field::Field;

use crate::support::{Desk, World};

#[test]
fn the_profile_looks_as_it_should_on_every_size() {
    let world = World::new();
    for (columns, rows) in [(80, 24), (120, 36), (200, 60)] {
        let mut ada = Desk::open_at(&world, "ada", columns, rows);
        ada.opens("Zoë Ångström");
        for tab in ["overview", "timeline", "accounts", "terms", "notes"] {
            ada.screen(&format!("profile_{tab}_{columns}x{rows}"))
                .press("tab");
        }
    }
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    ada.opens("glowwithmax");
    for tab in ["overview", "timeline", "accounts", "terms", "notes"] {
        ada.screen(&format!("profile_bare_{tab}_80x24"))
            .press("tab");
    }
}

#[test]
fn the_story_comes_first_and_boundaries_are_always_in_sight() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.opens("Zoë Ångström")
        .sees("Began with her mother's rosacea")
        .sees("No retouching. No fur.");
}

#[test]
fn a_long_story_does_not_push_the_boundaries_out_of_sight() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    let zoe = ada.hand.person("Zoë Ångström");
    let story = "She told us of the years in the laboratory. ".repeat(60);
    ada.hand.edits(zoe, Field::Story, Some(story.trim()));
    ada.opens("Zoë Ångström")
        .sees("She told us")
        .sees("No retouching. No fur.");
}

#[test]
fn tabs_go_round_both_ways() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.opens("Zoë Ångström")
        .sees("[Overview]")
        .press("tab")
        .sees("[Timeline")
        .press("right")
        .sees("[Accounts");
    ada.press("tab tab tab")
        .sees("[Overview]")
        .press("backtab")
        .sees("[Notes")
        .press("left")
        .sees("[Terms]");
}

#[test]
fn the_timeline_tells_contacts_and_changes_newest_first() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    ada.opens("Мария Иванова").press("tab");
    let text = ada.text();
    let at = |words: &str| {
        text.find(words)
            .unwrap_or_else(|| panic!("{words} in\n{text}"))
    };
    assert!(at("next for Мария Иванова") < at("← they") || at("next for") < at("yes to both"));
    assert!(at("yes to both") < at("pitched two reels"));
    assert!(at("pitched two reels") < at("added Мария Иванова in discovery"));
}

#[test]
fn growth_comes_from_the_figures_of_two_dates_and_opens_its_formula() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.opens("Amara Okafor")
        .press("tab tab")
        .sees_line(&["180K fri 21 aug ▁", "█ 205K yesterday"])
        .sees_line(&["In 90 days", "+14 %"]);
    ada.press("j j")
        .sees_line(&["▌", "Followers"])
        .press("enter")
        .sees("205,000 followers");
    ada.sees("Source: november.csv, as of Fri 20 Nov 2026")
        .press("esc");
    ada.press("j enter")
        .sees("average engagement / followers")
        .sees("18,500 / 205,000")
        .press("esc");
    ada.press("j enter")
        .sees("(205,000 − 180,400) / 180,400")
        .sees("Fri 21 Aug 2026");
}

#[test]
fn an_account_is_added_and_one_that_is_known_is_refused_by_name() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let tom = ada.hand.person("Tom Bakker");
    ada.opens("Tom Bakker")
        .press("a")
        .sees("Add to Tom Bakker")
        .press("enter");
    ada.types("tombakker")
        .press("enter")
        .sees("which platform?");
    ada.press("ctrl-u")
        .types("https://www.youtube.com/@tombakker")
        .press("enter");
    ada.hears_said("added YT @tombakker to Tom Bakker · u takes it back")
        .sees("Accounts 2");
    ada.press("a enter").types("ig lukasz_zak").press("enter");
    ada.hears_said("IG lukasz_zak is known already: Łukasz Żak");
    assert_eq!(ada.hand.dossier(tom).unwrap().accounts.len(), 2);
}

#[test]
fn a_refused_account_stays_in_its_box() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.opens("Tom Bakker")
        .press("a enter")
        .types("ig lukasz_zak")
        .press("enter");
    ada.sees("Account of Tom Bakker").sees("ig lukasz_zak");
}

#[test]
fn contact_points_are_read_by_their_shape_and_may_go_through_a_manager() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 40);
    let tom = ada.hand.person("Tom Bakker");
    for (typed, said) in [
        (
            "tom@bakker.example",
            "mail tom@bakker.example for Tom Bakker",
        ),
        ("+31 20 123 4567", "phone +31 20 123 4567 for Tom Bakker"),
        (
            "https://bakker.example/contact",
            "form https://bakker.example/contact for Tom Bakker",
        ),
        (
            "ana@agency.example via Ana Ruiz (agency)",
            "mail ana@agency.example for Tom Bakker",
        ),
    ] {
        ada.opens("Tom Bakker")
            .press("a")
            .types("contact")
            .press("enter")
            .types(typed)
            .press("enter");
        ada.hears_said(said);
    }
    ada.sees("ana@agency.example · Ana Ruiz (agency)");
    let points = ada.hand.dossier(tom).unwrap().contact_points;
    let kinds: Vec<&str> = points.iter().map(|point| point.kind.as_str()).collect();
    assert_eq!(kinds, ["mail", "phone", "form", "mail"]);
    ada.press("u u u u");
    assert!(ada.hand.dossier(tom).unwrap().contact_points.is_empty());
}

#[test]
fn what_is_under_the_cursor_is_taken_out_and_comes_back() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let zoe = ada.hand.person("Zoë Ångström");
    ada.opens("Zoë Ångström")
        .press("backtab D")
        .hears_said("took out a note on Zoë Ångström");
    assert!(ada.hand.dossier(zoe).unwrap().notes.is_empty());
    ada.press("u").sees("Met in Malmö.");
    ada.press("backtab backtab backtab");
    while !ada
        .text()
        .lines()
        .any(|line| line.contains("▌") && line.contains("check-in"))
    {
        ada.press("j");
    }
    ada.press("D")
        .hears_said("took out a contact with Zoë Ångström");
    assert!(ada.hand.dossier(zoe).unwrap().touches.is_empty());
    ada.press("u");
    assert_eq!(ada.hand.dossier(zoe).unwrap().touches.len(), 1);
    ada.press("backtab g D").hears_said("put the cursor on one");
}

#[test]
fn a_note_is_opened_and_changed() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let zoe = ada.hand.person("Zoë Ångström");
    ada.opens("Zoë Ångström")
        .press("backtab enter")
        .sees("Note on Zoë Ångström")
        .types(" Twice.");
    ada.press("ctrl-s")
        .hears_said("note on Zoë Ångström changed")
        .sees("first. Twice.");
    let note = &ada.hand.dossier(zoe).unwrap().notes[0];
    assert!(note.text.as_stored().ends_with("first. Twice."));
    ada.press("u").sees_not("Twice.");
}

#[test]
fn leafing_goes_to_the_next_person_of_the_list_one_came_from() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("2 enter")
        .sees("Amara Okafor")
        .press("J")
        .sees("Chloé & Max")
        .press("J")
        .sees("Freya Lindqvist");
    ada.press("K")
        .sees("Chloé & Max")
        .press("K K")
        .hears_said("that was the last one here");
    ada.press("J q").sees_line(&["▌", "Chloé & Max"]);
    ada.press("3 j enter")
        .sees("김민준")
        .press("J")
        .sees("王小明")
        .press("q")
        .sees("Discovery 10");
    ada.press("1 enter")
        .sees("Мария Иванова")
        .press("J")
        .sees("अनिता");
}

#[test]
fn handles_links_and_mails_are_copied_and_links_opened() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.opens("Zoë Ångström")
        .press("y")
        .sees("Copy of Zoë Ångström")
        .sees("zoe@angstrom.example");
    ada.types("angstrom.ex").press("enter");
    ada.press("y enter o");
    assert_eq!(ada.copied, ["zoe@angstrom.example", "zoe.angstrom"]);
    assert_eq!(ada.opened, ["https://www.instagram.com/zoe.angstrom"]);
}

#[test]
fn a_colleagues_change_appears_with_the_cursor_where_it_was() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.opens("Zoë Ångström").press("j j");
    let zoe = ada.someone().unwrap();
    let mut ben = world.hand("ben");
    ben.edits(zoe, Field::Niche, Some("skincare, slow"));
    assert!(ada.hears());
    ada.sees("skincare, slow").sees("[Overview]");
    assert_eq!(ada.someone(), Some(zoe));
}

#[test]
fn a_person_who_is_gone_is_told() {
    let world = World::new();
    let mut ben = world.hand("ben");
    let fresh = ben.adds(
        entourage::domain::platform::Platform::TikTok,
        "gone.soon",
        &[],
    );
    let mut ada = Desk::open(&world, "ada");
    ada.opens("gone.soon");
    ben.undoes();
    assert!(ada.hears());
    ada.sees("gone").press("l").types("hello").press("enter");
    assert!(ben.dossier(fresh).is_none());
    ada.press("esc esc q 2 esc").sees("22 influencers");
}

#[test]
fn extra_columns_of_a_file_stand_on_the_profile() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 40);
    let mut row = crate::support::world::row(
        2,
        entourage::domain::platform::Platform::Twitch,
        "tombakker",
    );
    row.extra = vec![("Shoe size".into(), "43".into())];
    ada.hand.imports("shoes.csv", "2026-11-20", &[row]);
    ada.opens("Tom Bakker").sees("Shoe size").sees("43");
}

#[test]
fn a_label_never_touches_its_value() {
    let world = World::new();
    let mut hand = world.hand("ada");
    let mut row = crate::support::world::row(
        2,
        entourage::domain::platform::Platform::Instagram,
        "zoe.angstrom",
    );
    row.figures.followers = Some(48_300);
    row.figures.average_comments = Some(615);
    row.extra = vec![("Influencer insta name and more".into(), "Zoe".into())];
    hand.imports("december.csv", "2026-11-21", &[row]);
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    ada.opens("Zoë Ångström").press("G");
    ada.sees("Influencer ins… Zoe");
    ada.press("tab tab").sees("Comments a post 615");
}

#[test]
fn what_is_cut_at_80_columns_says_so_and_keeps_who_said_it() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    ada.opens("Zoë Ångström")
        .sees_line(&["Last contact", "sent", "…", "quiet for 62 days"]);
    ada.press("tab")
        .sees_line(&["sun 20 sep", "→ we", "check-in by mail", "…", "ada"]);
    ada.opens("Tom Bakker").sees("E writes it.");
}

#[test]
fn a_contact_point_below_a_long_story_is_taken_out_by_its_own_line() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    let zoe = ada.hand.person("Zoë Ångström");
    let story = "Tells how she came to it, in many words. ".repeat(6);
    ada.hand.edits(zoe, Field::Story, Some(&story));
    ada.opens("Zoë Ångström");
    while !ada.text().lines().any(|line| line.contains("▌ Reach")) {
        ada.press("j");
    }
    ada.press("D").hears_said("took out mail: ");
    assert!(ada.hand.dossier(zoe).unwrap().contact_points.is_empty());
}

#[test]
fn the_growth_curve_uses_the_room_between_its_first_and_last_figure() {
    let world = World::new();
    for (columns, bars) in [(80, 27), (120, 40), (200, 40)] {
        let mut ada = Desk::open_at(&world, "ada", columns, 36);
        ada.opens("Zoë Ångström").press("tab tab");
        ada.sees_line(&["Growth", "42.4K fri 21 aug ▁", "█ 48.2K yesterday"]);
        let text = ada.text();
        let line = text.lines().find(|line| line.contains("Growth")).unwrap();
        let drawn = line.chars().filter(|sign| ('▁'..='█').contains(sign));
        assert_eq!(drawn.count(), bars, "at {columns}: {line}");
    }
}

#[test]
fn a_long_contact_is_read_whole() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    let tom = ada.hand.person("Tom Bakker");
    let words: Vec<String> = (0..400).map(|number| format!("word{number}")).collect();
    ada.hand.logs(tom, &format!("in: {}", words.join(" ")));
    ada.opens("Tom Bakker").press("tab").sees("word0 ");
    ada.press("enter").sees("they · reply").sees("word100");
    ada.sees_not("word399");
    ada.press("pagedown pagedown pagedown pagedown")
        .sees("word399");
    ada.press("esc").sees_not("word399");
}
