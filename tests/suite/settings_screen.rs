//! The settings screen: values, where they come from, edits in place, two people at one field, themes and mouse.

use entourage::domain::settings::Setting;
use entourage::ui::theme::ThemeName;
use ratatui::style::Color;

use crate::support::{Desk, World};
use crate::terminal::pty::{Home, LONG, Start};

#[test]
fn every_setting_stands_with_value_range_and_where_it_comes_from() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    world.hand("ben").sets(Setting::CareA, Some("21"));
    ada.press(",")
        .sees("Tiers, by followers")
        .sees_line(&["Nano from", "1,000", "default"]);
    ada.sees("default 1,000 · followers")
        .sees("entourage settings tier.nano");
    ada.press("j j j j")
        .sees_line(&["▌", "Care level A", "21 days", "ben, today"]);
    ada.press("G")
        .sees_line(&["▌", "Mouse", "points", "default"]);
    ada.press("esc").sees("Keep warm");
    ada.commands("settings").sees_line(&["▌", "Mouse"]);
}

#[test]
fn the_settings_look_as_they_should_on_every_size() {
    let world = World::new();
    for (columns, rows) in [(80, 24), (120, 36), (200, 60)] {
        let mut ada = Desk::open_at(&world, "ada", columns, rows);
        ada.press(", j j")
            .screen(&format!("settings_{columns}x{rows}"));
    }
}

#[test]
fn a_value_is_edited_in_place_refused_in_place_and_taken_back() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 100, 40);
    ada.press(", j enter")
        .sees("10000")
        .press("backspace backspace backspace backspace backspace");
    ada.types("2M")
        .press("enter")
        .sees("micro must begin below macro");
    ada.press("backspace backspace").types("20K").press("enter");
    ada.hears_said("Micro from: 10,000 → 20,000 · u takes it back");
    ada.sees_line(&["Micro from", "20,000", "ada, today"]);
    ada.press("D").hears_said("Micro from: 20,000 → 10,000");
    ada.press("u").sees_line(&["Micro from", "20,000"]);
    ada.press("u").sees_line(&["Micro from", "10,000"]);
    ada.press("D").hears_said("nothing was changed here");
}

#[test]
fn words_are_picked_with_what_they_mean() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 100, 40);
    ada.press(",").press("j j j j j j j j j j j j");
    ada.sees_line(&["▌", "Checklists"]).press("enter");
    ada.sees("wants a typed reason").press("down enter");
    ada.sees_line(&["Checklists", "strict", "ada, today"]);
}

#[test]
fn a_colleague_at_the_same_setting_is_told_in_the_field_and_enter_decides() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 100, 40);
    ada.press(", j j j j enter").sees("Care level A");
    world.hand("ben").sets(Setting::CareA, Some("10"));
    ada.press("backspace backspace").types("25").press("enter");
    ada.sees("ben made it 10 days meanwhile; Enter again saves yours")
        .sees("25");
    ada.press("enter")
        .hears_said("Care level A: 10 days → 25 days");
}

#[test]
fn a_theme_is_switched_at_once_and_the_painted_one_covers_every_cell() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 100, 40);
    ada.app.screens.settings.personal.eyes.depth = entourage::ui::theme::Depth::Many;
    ada.press(", G k enter")
        .sees("bright and bold")
        .types("painted")
        .press("enter");
    ada.hears_said("theme: painted")
        .sees_line(&["Theme", "painted", "chosen here"]);
    assert!(
        ada.grounds()
            .iter()
            .all(|ground| *ground == Color::Indexed(234))
    );
    ada.press("enter");
    assert!(
        ada.grounds()
            .iter()
            .all(|ground| *ground == Color::Indexed(234))
    );
    ada.press("esc D").sees_line(&["Theme", "auto", "default"]);
    assert!(ada.grounds().iter().all(|ground| *ground == Color::Reset));
    assert_eq!(
        ada.app.screens.settings.personal.theme_name(),
        ThemeName::Auto
    );
}

#[test]
fn what_was_chosen_is_there_again_until_the_config_file_says_otherwise() {
    let (home, world) = (Home::new(), World::new());
    let mut desk = Start::desk(&home, &world.path()).start();
    desk.see("1 Today")
        .send(",")
        .see("Tiers, by followers")
        .send("Gk\r")
        .see("bright and bold");
    desk.send("contrast\r").see("theme: contrast");
    assert_eq!(desk.send("1q").ends(LONG), 0);
    let mut desk = Start::desk(&home, &world.path()).start();
    desk.see("1 Today")
        .send(",")
        .see("Tiers, by followers")
        .send("G")
        .see("chosen here");
    assert_eq!(desk.send("1q").ends(LONG), 0);
    let folder = home.path().join("config/entourage");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("config.toml"), "theme = \"light\"\n").unwrap();
    let mut desk = Start::desk(&home, &world.path()).start();
    desk.see("1 Today")
        .send(",")
        .see("Tiers, by followers")
        .send("G")
        .see("config file");
    assert_eq!(desk.send("1q").ends(LONG), 0);
}
