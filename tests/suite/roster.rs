//! The roster: everyone in a table, found while one types.

use entourage::domain::field::Field;
use entourage::domain::incoming::Incoming;
use entourage::domain::platform::Platform;
use entourage::ui::command::Command;

use crate::support::world::row;
use crate::support::{Desk, World};

#[test]
fn the_roster_looks_as_it_should_on_every_size() {
    let world = World::new();
    for (columns, rows) in [(80, 24), (120, 36), (200, 60)] {
        let mut ada = Desk::open_at(&world, "ada", columns, rows);
        ada.press("2").screen(&format!("roster_{columns}x{rows}"));
        ada.press("j p")
            .screen(&format!("roster_preview_{columns}x{rows}"));
        ada.press("p /")
            .types("skin")
            .screen(&format!("roster_search_{columns}x{rows}"));
    }
    let empty = World::empty();
    let mut ada = Desk::open_at(&empty, "ada", 80, 24);
    ada.press("2").screen("roster_empty_80x24");
}

#[test]
fn a_person_is_found_by_three_letters_in_any_script() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    for (letters, name) in [
        ("ren", "Renée O'Connor"),
        ("zoe", "Zoë Ångström"),
        ("luk", "Łukasz Żak"),
        ("sor", "Søren Kjær"),
        ("ipe", "İpek Yıldız"),
        ("IPE", "İpek Yıldız"),
        ("yil", "İpek Yıldız"),
        ("wei", "Günther Weiß"),
        ("мар", "Мария Иванова"),
        ("παπ", "Νίκος Παπαδόπουλος"),
        ("花", "佐藤 花子"),
        ("민", "김민준"),
        ("小明", "王小明"),
        ("ليل", "ليلى حداد"),
        ("דנה", "דנה כהן"),
        ("@hanako", "佐藤 花子"),
        ("in.space", "Nova"),
    ] {
        ada.press("2 esc /").types(letters);
        ada.sees_line(&["▌", name]).press("esc");
    }
}

#[test]
fn the_search_counts_what_it_finds_and_nothing_more() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("2").sees("22 influencers");
    ada.press("/").types("skincare").sees("6 influencers");
    ada.types(" vegan")
        .sees("2 influencers")
        .sees("Zoë Ångström")
        .sees("İpek Yıldız");
    ada.types(" xyz")
        .sees("0 influencers")
        .sees("Nobody is found by this.");
}

#[test]
fn notes_and_tags_are_searched_too() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("2 /").types("rosacea");
    ada.press("esc /")
        .types("inci")
        .sees("1 influencer")
        .sees_line(&["▌", "Zoë Ångström"]);
    ada.press("esc /")
        .types("ramadan")
        .sees_line(&["▌", "ليلى حداد"]);
}

#[test]
fn enter_keeps_the_found_list_and_esc_gives_the_old_one_back() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("2 j j j j");
    let before = ada.someone();
    ada.press("/")
        .types("skin")
        .press("enter")
        .sees("6 influencers");
    ada.press("j").sees("6 influencers").sees("Esc clears");
    let found = ada.someone();
    ada.press("esc").sees("22 influencers");
    assert_ne!(ada.someone(), before);
    assert_eq!(ada.someone(), found, "the cursor stays on who was found");
}

#[test]
fn the_cursor_stays_on_who_was_found_even_when_they_moved_meanwhile() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.commands("roster").commands("sort days in stage");
    ada.press("/").types("zoe").press("enter H");
    ada.hears_said("Zoë Ångström is now in collaboration");
    ada.press("esc")
        .sees("22 influencers")
        .sees_line(&["▌ Zoë Ångström", "collaboration"]);
}

#[test]
fn esc_while_typing_gives_the_old_list_back() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("2 s").types("foll").press("enter G");
    let before = ada.someone();
    ada.press("/")
        .types("zoe")
        .press("down esc")
        .sees("22 influencers")
        .sees("by followers");
    assert_eq!(ada.someone(), before);
}

#[test]
fn keys_are_letters_while_the_search_has_the_keyboard() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("2 /").types("qlux3u?");
    ada.sees("qlux3u?");
    assert!(!ada.ended);
    assert!(ada.app.overlays.is_empty());
}

#[test]
fn the_list_is_sorted_as_chosen_and_turned_round() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("2 s")
        .sees("Sort by")
        .types("followers")
        .press("enter g");
    ada.sees("by followers").sees_line(&["▌", "王小明", "1.3M"]);
    ada.press("S g").sees_not("▌ 王小明");
    ada.press("s")
        .types("last")
        .press("enter")
        .sees("by last contact");
    ada.commands("sort engagement").sees("by engagement");
    ada.press("g").sees_line(&["▌", "Nova"]);
}

#[test]
fn the_cursor_stays_on_the_person_when_the_order_changes() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.goes_to("Søren").press("esc");
    ada.goes_to("Søren Kjær");
    let before = ada.someone();
    ada.commands("sort followers");
    assert_eq!(ada.someone(), before);
}

#[test]
fn columns_are_shown_and_hidden() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 200, 60);
    ada.press("2").sees_not("Niche").sees("Next step");
    ada.press("C").sees("Columns after the name");
    ada.press("j j j j j j space")
        .sees_line(&["▌ Niche", "shown"])
        .press("esc")
        .sees_line(&["Next step", "Niche"]);
    ada.press("C j j j j j space enter").sees_not("Niche");
}

#[test]
fn a_column_is_moved_by_its_own_key_and_stays_there_at_the_next_start() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    ada.press("2").sees_line(&["Where", "Followers", "Stage"]);
    ada.press("C j j j K K K esc")
        .sees_line(&["Stage", "Where", "Followers"]);
    ada.press("C J enter")
        .sees_line(&["Where", "Stage", "Followers"]);
    let remembered = ada.app.screens.roster.remembered();
    assert_eq!(remembered.columns[..2], ["Where", "Stage"]);
}

#[test]
fn the_preview_shows_the_person_under_the_cursor() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    ada.press("2 p")
        .sees("Nigeria")
        .sees("owner ada")
        .sees("+14 %");
    ada.press("j").sees("France").sees_not("Nigeria");
    ada.press("p").sees_not("France");
}

#[test]
fn a_pasted_list_is_matched_before_anybody_is_added() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("2 a").sees("Add people");
    ada.pastes("https://www.instagram.com/Zoe.Angstrom/\nhttps://www.tiktok.com/@brand.new\nig second.new\n");
    ada.press("enter").sees("3 handles, 1 known: add 2?");
    ada.press("enter")
        .hears_said("added 2 people in discovery · u takes all of them back");
    ada.sees("24 influencers");
    ada.press("/")
        .types("brand.new")
        .press("enter")
        .sees_line(&["▌", "brand.new", "TT", "discovery"]);
    ada.press("esc u").sees("22 influencers");
    ada.hand.is_sound();
}

#[test]
fn a_handle_that_is_known_opens_the_person() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("2 a").types("ig LUKASZ_ZAK").press("enter");
    ada.hears_said("Łukasz Żak is known already")
        .sees("[Overview]")
        .sees("barbering");
}

#[test]
fn a_handle_without_its_platform_is_asked_about_once() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("2 a")
        .types("@fresh.face, @other.face")
        .press("enter")
        .sees("2 handles, 0 known: add 2?");
    ada.press("enter")
        .sees("On which platform?")
        .types("youtube")
        .press("enter");
    ada.hears_said("added 2 people in discovery");
    ada.goes_to("fresh.face")
        .sees_line(&["▌", "fresh.face", "YT"]);
}

#[test]
fn esc_at_the_question_adds_nobody() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("2 a")
        .types("ig one.new, ig two.new")
        .press("enter")
        .sees("add 2?")
        .press("esc");
    ada.sees("22 influencers");
}

#[test]
fn a_text_that_is_no_handle_is_answered_in_the_box() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("2 a enter")
        .sees("type or paste handles or links");
    ada.types("https://example.com/what")
        .press("enter")
        .sees("Add people")
        .sees("example.com");
    assert_eq!(ada.app.overlays.len(), 1, "the box stays open");
}

#[test]
fn a_click_puts_the_cursor_and_a_second_one_opens() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("2");
    let line = ada
        .text()
        .lines()
        .position(|line| line.contains("Tom Bakker"))
        .unwrap();
    let line = u16::try_from(line).unwrap();
    ada.clicks(10, line).sees_line(&["▌", "Tom Bakker"]);
    ada.clicks(10, line).sees("[Overview]").sees("Tom Bakker");
    ada.clicks(45, 0).sees("Tom Bakker");
}

#[test]
fn the_last_row_is_reached_and_shown() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    ada.press("2 G").sees_line(&["▌", "김민준"]);
    let last = ada.someone();
    ada.press("j pagedown ctrl-d");
    assert_eq!(ada.someone(), last);
    ada.press("g").sees_line(&["▌", "Amara Okafor"]);
}

#[test]
fn somebody_leaves_and_comes_back_and_the_count_is_right_each_time() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("2 a")
        .types("ig one.new")
        .press("enter")
        .hears_said("added one.new in discovery");
    ada.sees("23 influencers")
        .does(Command::Undo)
        .sees("22 influencers")
        .does(Command::Redo)
        .sees("23 influencers");
}

#[test]
fn after_every_change_the_list_is_right_and_the_cursor_is_on_the_same_person() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    ada.press("2").sees("22 influencers");
    ada.press("a").types("tt aaa.new").press("enter");
    ada.sees("23 influencers")
        .sees_line(&["▌", "aaa.new", "TT"]);
    ada.press("j j").sees_line(&["▌", "Chloé & Max"]);
    ada.press("u").sees("22 influencers").sees("2 · by name");
    ada.sees_line(&["▌", "Chloé & Max"]);
    ada.press("e ctrl-u").types("Zzz Top").press("ctrl-s");
    ada.press("esc").sees_line(&["▌", "Zzz Top"]);
    ada.sees("13 · by name").press("g");
    ada.sees_line(&["▌", "Amara Okafor"]);
}

#[test]
fn what_a_colleague_changes_leaves_the_cursor_on_the_same_person() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    let mut ben = Desk::open_at(&world, "ben", 80, 24);
    ada.press("2 j j").sees_line(&["▌", "Freya Lindqvist"]);
    ben.press("2 a").types("tt aaa.new").press("enter");
    ada.hears();
    ada.sees("23 influencers")
        .sees_line(&["▌", "Freya Lindqvist"]);
    ben.press("u");
    ada.hears();
    ada.sees("22 influencers")
        .sees_line(&["▌", "Freya Lindqvist"]);
}

#[test]
fn the_cursor_follows_somebody_who_goes_far_away_in_a_long_list() {
    let world = World::empty();
    let mut ada = world.hand("ada");
    let rows: Vec<Incoming> = (0..600)
        .map(|number| row(number, Platform::TikTok, &format!("p{number:03}")))
        .collect();
    ada.imports("many.csv", "2026-11-01", &rows);
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    ada.press("2 j j").sees_line(&["▌", "p002"]);
    let mut ben = world.hand("ben");
    let person = ben.person("p002");
    ben.edits(person, Field::Name, Some("Zzz Top"));
    ada.hears();
    ada.sees_line(&["▌", "Zzz Top"]).sees("600 · by name");
    ben.undoes();
    ada.hears();
    ada.sees_line(&["▌", "p002"]).sees("3 · by name");
}
