//! What works wherever one is: the command line, find anything, help, errors, sizes, leaving.

use std::num::NonZero;

use entourage::domain::field::Field;
use entourage::domain::platform::Platform;
use entourage::domain::refusal::Trouble;
use entourage::runtime::screen::Screen;
use entourage::ui::message::Message;
use entourage::ui::screens::{Place, Tab};
use entourage::ui::view;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};

use crate::support::{Chance, Desk, Wire, World};

#[test]
fn the_boxes_look_as_they_should() {
    let world = World::new();
    for (columns, rows) in [(80, 24), (200, 60)] {
        let size = format!("{columns}x{rows}");
        let mut ada = Desk::open_at(&world, "ada", columns, rows);
        ada.press("?")
            .screen(&format!("help_{size}"))
            .press("esc ctrl-p")
            .types("zo");
        ada.screen(&format!("find_{size}"))
            .press("esc :")
            .types("so")
            .screen(&format!("line_{size}"));
        ada.press("esc 2 s")
            .screen(&format!("sort_{size}"))
            .press("esc x")
            .screen(&format!("park_{size}"));
        ada.press("esc a")
            .screen(&format!("add_{size}"))
            .press("esc 3 j L");
        ada.screen(&format!("checklist_{size}"))
            .press("esc f12")
            .screen(&format!("errors_none_{size}"));
    }
}

#[test]
fn a_slip_on_the_command_line_is_answered_with_the_nearest_command() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    for (line, said) in [
        (
            "pipelnie",
            "\"pipelnie\" is no command; did you mean pipeline?",
        ),
        ("xyzzyxyzzy", "Tab shows them"),
        ("3", "\"3\" is no command; Tab shows them"),
        ("sort by magic", "is no order; there are:"),
        ("stage retired", "is no stage; there are: discovery"),
        ("park bored", "is no reason to park"),
    ] {
        ada.commands(line).sees(said);
        assert_eq!(ada.app.place, Place::Tab(Tab::Today));
        ada.press("esc").sees_not(said);
    }
}

#[test]
fn a_slip_on_the_command_line_leaves_the_line_to_be_mended() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    ada.press("2").commands("sort xx");
    ada.sees(" :sort xx ")
        .sees("name, followers, engagement, days in stage")
        .sees("newest");
    ada.press("backspace backspace").sees_not("is no order");
    ada.types("fol").press("tab").sees(" :sort followers ");
    ada.press("enter").sees("by followers");
    assert!(ada.app.overlays.is_empty());
}

#[test]
fn the_help_of_a_command_is_never_drawn_over_what_is_typed() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    ada.press(":");
    let mut typed = String::new();
    for letter in
        "next fri call about rates, and about everything else that has to be said to them".chars()
    {
        typed.push(letter);
        ada.types(&letter.to_string());
        let line = ada.text().lines().nth(22).unwrap().to_owned();
        let shown: String = typed.chars().take(70).collect();
        assert!(
            typed.len() > 76 || line.starts_with(&format!(" :{}", shown.trim_end())),
            "{line}"
        );
    }
    ada.press("esc : s tab")
        .sees(" :settings")
        .sees("sort stage");
    ada.press("tab tab").sees(" :stage").sees("sort stage");
}

#[test]
fn a_long_notice_is_said_whole() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 60, 16);
    ada.press("1 j j");
    let person = ada.someone().unwrap();
    let mut ben = world.hand("ben");
    let long = "a step whose words are longer than one line of a narrow window can hold";
    ben.edits(person, Field::NextStep, Some(long));
    ada.press("d").hears();
    ada.press("r d").sees("can hold").sees("? all");
}

#[test]
fn the_command_line_does_what_keys_do() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.commands("pipeline").sees("Discovery 10");
    ada.commands("find zoe")
        .sees_line(&["▌", "Zoë Ångström"])
        .sees("1 influencer");
    ada.commands("log mail: sent the list")
        .sees("Log a contact with Zoë Ångström")
        .sees("mail: sent the list");
    ada.press("enter")
        .hears_said("logged a contact with Zoë Ångström");
    ada.commands("next fri call about rates")
        .sees("Fri 27 Nov 2026 · call about rates")
        .press("esc");
    ada.commands("note met at the fair")
        .hears_said("note on Zoë Ångström");
    ada.commands("undo");
    ada.commands("undo");
    let zoe = ada.hand.person("Zoë Ångström");
    assert_eq!(ada.hand.dossier(zoe).unwrap().touches.len(), 1);
    ada.commands("add ig quick.one, ig quick.two")
        .sees("2 handles, 0 known: add 2?")
        .press("enter");
    ada.hears_said("added 2 people in discovery");
    ada.commands("history")
        .sees("History")
        .commands("today")
        .sees("Keep warm");
    ada.commands("quit");
    assert!(ada.ended);
}

#[test]
fn the_command_line_completes_and_remembers() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press(":")
        .types("pip")
        .sees("pipeline")
        .press("tab enter")
        .sees("Discovery 10");
    ada.commands("today")
        .press(":")
        .press("up up")
        .sees(":pipeline")
        .press("down enter")
        .sees("Keep warm");
    ada.press(":").press("backspace");
    assert!(ada.app.overlays.is_empty());
}

#[test]
fn find_anything_finds_people_then_actions_and_offers_the_last_ones_opened() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("ctrl-p")
        .sees("Type a name")
        .types("zoe")
        .sees_line(&["▌", "Zoë Ångström", "nurturing"])
        .press("enter");
    ada.sees("[Overview]").sees("No retouching");
    ada.press("q ctrl-p")
        .types(">")
        .types("pipel")
        .sees("> Pipeline")
        .press("enter")
        .sees("Discovery 10");
    ada.press("@")
        .types("김")
        .press("enter")
        .sees("[Overview]")
        .sees("김민준");
    ada.press("q ctrl-p")
        .types("qqqq")
        .sees("Nothing is called that.")
        .press("esc");
    ada.press("2 enter q ctrl-p")
        .sees_line(&["Amara Okafor", "opened lately"]);
}

#[test]
fn those_found_and_opened_are_the_ones_offered_next_time() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("ctrl-p")
        .types("zoe")
        .press("enter q ctrl-p")
        .sees_line(&["Zoë Ångström", "opened lately"]);
}

#[test]
fn trouble_is_one_sentence_and_the_whole_chain_stands_in_the_error_list() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.happens(Message::Trouble(Trouble::with_details(
        "the disk is full: nothing was saved; free some space and try again",
        "database or disk is full: error code 13",
    )));
    ada.hears_said("the disk is full: nothing was saved")
        .sees("1 wrong, F12");
    ada.press("f12")
        .sees("error code 13")
        .press("esc")
        .sees_not("1 wrong");
}

#[test]
fn below_the_smallest_size_one_sentence_says_so_and_nothing_is_lost() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    ada.goes_to("Tom Bakker").press("l").types("half a line");
    for (columns, rows) in [(59, 24), (80, 15), (20, 5), (1, 1)] {
        ada.resize(columns, rows);
        if columns > 20 {
            ada.sees("Entourage needs 60 columns and 16 rows. Make the window");
        }
        ada.sees_not("half a line").press("x esc u enter");
        assert!(!ada.ended);
    }
    ada.resize(59, 24).screen("too_small_59x24");
    ada.resize(60, 16)
        .sees("half a line")
        .screen("smallest_60x16");
    ada.press("enter")
        .hears_said("logged a contact with Tom Bakker");
}

#[test]
fn boxes_do_not_cut_wide_letters_in_two() {
    let world = World::new();
    for columns in 76..84 {
        let mut ada = Desk::open_at(&world, "ada", columns, 24);
        for keys in ["1", "2 S", "3", "3 tab"] {
            ada.press(keys);
            for open in ["?", "ctrl-p", "x", "l", "n", "s", "a", "f11", "f12"] {
                ada.press(open);
                assert!(
                    ada.torn().is_empty(),
                    "{keys} {open} at {columns}: {:?}\n{}",
                    ada.torn(),
                    ada.text()
                );
                while !ada.app.overlays.is_empty() {
                    ada.press("esc");
                }
            }
        }
    }
}

/// What the real way to the terminal writes, read by a terminal, is what was drawn.
#[test]
fn a_terminal_shows_what_was_drawn() {
    let world = World::new();
    let mut hand = world.hand("ada");
    // Scripts whose width terminals do not agree on are left out: names of one column a letter, and of two.
    for name in ["अनिता शर्मा", "สมชาย ใจดี", "Nova 👩🏽\u{200d}🚀", "ليلى حداد"]
    {
        let person = hand.person(name);
        hand.edits(person, Field::Name, Some("Plain Name"));
    }
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    let wire = Wire::default();
    let viewport = Viewport::Fixed(Rect::new(0, 0, 80, 24));
    let mut terminal =
        Terminal::with_options(Screen::new(wire.clone()), TerminalOptions { viewport }).unwrap();
    let (rows, columns) = (NonZero::new(24).unwrap(), NonZero::new(80).unwrap());
    let mut emulator = vt100::Parser::new(rows, columns, 0);
    let walk = "1 j 2 j j p j p / s k i esc esc g G 3 tab tab 2 enter tab tab tab q 3 j L esc x esc 2 G l esc t esc n esc e \
        tab tab esc ? esc ctrl-p z o esc a esc C esc s esc 1 f G z esc w esc : s o esc";
    for key in walk.split_whitespace() {
        ada.press(key);
        let app = &ada.app;
        terminal.draw(|frame| view::draw(app, frame)).unwrap();
        emulator.process(&wire.take());
        let shown: Vec<String> = emulator
            .screen()
            .rows(0, 80)
            .map(|row| row.trim_end().to_owned())
            .collect();
        let drawn: Vec<String> = ada.text().lines().map(str::to_owned).collect();
        assert_eq!(shown, drawn, "after {key}");
    }
}

/// T28: any size, any moment.
#[test]
fn three_thousand_sizes_are_drawn_without_a_slip() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    let mut chance = Chance::new(28);
    let stops = [
        "1", "2", "p", "/ esc", "3", "right", "enter", "tab", "tab", "tab", "q", "U", "q", "2 e",
        "esc", "l", "esc", "t", "esc", "n", "esc", "x", "esc", "?", "esc", "ctrl-p z", "esc",
        ": s", "esc", "a", "esc", "C", "esc", "f12", "esc", "f11", "esc",
    ];
    for round in 0..3_000 {
        if round % 80 == 0 {
            ada.resize(80, 24).press(stops[(round / 80) % stops.len()]);
        }
        let columns = u16::try_from(chance.below(201)).unwrap();
        let rows = u16::try_from(chance.below(61)).unwrap();
        ada.resize(columns, rows);
    }
    ada.resize(80, 24).press("esc esc 1 q");
    assert!(ada.ended);
}

#[test]
fn q_goes_back_and_on_a_screen_quits_and_esc_never_quits() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("esc esc esc");
    assert!(!ada.ended);
    ada.press("2 enter U q")
        .sees("[Overview]")
        .press("q")
        .sees("22 influencers")
        .press("q");
    assert!(ada.ended);
}

#[test]
fn control_c_leaves_the_box_and_twice_quits() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("2 l").types("half").press("ctrl-c");
    assert!(ada.app.overlays.is_empty() && !ada.ended);
    assert_eq!(ada.app.drafts().len(), 1, "what was typed is kept");
    ada.press("ctrl-c");
    assert!(ada.ended);
    let mut ada = Desk::open(&world, "ada");
    ada.press("ctrl-c")
        .hears_said("Ctrl-C again quits")
        .press("j ctrl-c");
    assert!(!ada.ended, "a key in between makes it the first one again");
}

#[test]
fn the_title_bar_counts_people_and_what_is_owed() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.sees_line(&[
        "Entourage",
        "Halcyon Skincare",
        "1 Today 6",
        "2 Roster 22",
        "3 Pipeline",
        "ada",
    ]);
    let mut ben = Desk::open(&world, "ben");
    ben.sees_line(&["2 Roster 22", "ben"]);
}

#[test]
fn nothing_needs_colour_to_be_understood() {
    // The same letters stand on the screen whatever the theme: colour only repeats them.
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    for keys in ["1", "2", "p", "3", "2 enter", "U"] {
        ada.press(keys);
        let coloured = ada.text();
        let old = ada.app.theme;
        ada.app.theme = entourage::ui::theme::Theme::new(
            entourage::ui::theme::Ground::Light,
            entourage::ui::theme::Depth::Mono,
        );
        ada.happens(Message::Due);
        assert_eq!(ada.text(), coloured);
        ada.app.theme = old;
    }
}

#[test]
fn a_pasted_list_survives_esc_and_a_question_that_was_left() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("2 a")
        .pastes("ig one.new\nig two.new\nig tombakker");
    ada.press("esc").hears_said("the text is kept");
    let kept = ada.app.drafts();
    ada.press("a").sees("one.new").sees("two.new");
    // Offered again after a crash, it opens where it was typed.
    let mut next = Desk::open(&world, "ada");
    next.recovers(kept)
        .press("enter")
        .sees("Add people")
        .sees("two.new");
    next.press("enter")
        .sees("add 3")
        .press("esc")
        .sees("two.new");
    next.press("enter enter").hears_said("added 3 people");
    assert!(next.app.drafts().is_empty());
}

#[test]
fn a_reason_that_is_being_typed_is_kept() {
    let world = World::new();
    world.hand("ben").adds(Platform::TikTok, "of.ben", &[]);
    let mut ada = Desk::open(&world, "ada");
    ada.press("U x").sees("Why").types("a slip of the finger");
    let kept = ada.app.drafts();
    assert_eq!(kept.len(), 1);
    let mut next = Desk::open(&world, "ada");
    next.recovers(kept)
        .press("enter")
        .sees("a slip of the finger");
    next.press("enter").sees_not("a slip of the finger");
    assert!(next.app.drafts().is_empty());
}

#[test]
fn a_pasted_list_with_repeats_adds_each_once() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("2 a")
        .pastes("@dup.one\ndup.one\nDUP.ONE\nig dup.two\ninstagram.com/dup.two");
    ada.press("enter").sees("2 handles, 0 known: add 2?");
    ada.press("enter").types("instagram").press("enter");
    ada.hears_said("added 2 people");
    // A handle with and without its platform: known by the time it is added.
    ada.press("a")
        .pastes("ig dup.three\ndup.three")
        .press("enter enter");
    ada.types("instagram")
        .press("enter")
        .hears_said("added dup.three");
}

#[test]
fn a_handle_with_a_blank_is_refused_and_stays_to_be_mended() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("2 a").types("paste five").press("enter");
    ada.sees("has a blank in it").sees("paste five");
}
