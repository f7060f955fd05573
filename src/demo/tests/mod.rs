//! What the first look must show, and that it is the same every time.
#![allow(clippy::unwrap_used)]

mod look;
mod year;

use std::collections::HashSet;

use self::look::{Look, saturday};
use super::{CannotFill, fill};
use crate::domain::card::Card;
use crate::domain::lifecycle::{Missing, is_stale, missing};
use crate::domain::settings::{Settings, Tiers};
use crate::domain::stage::Stage;
use crate::domain::today::{Reason, Section};
use crate::store::CannotOpen;

#[test]
fn the_same_day_gives_the_same_world_twice() {
    let (mut one, mut two) = (Look::at_saturday(), Look::of("ada", saturday()));
    assert_eq!(one.everybody(), two.everybody());
    assert_eq!(one.desk(), two.desk());
    assert_eq!(one.today(true), two.today(true));
    assert_eq!(one.today(false), two.today(false));
    assert_eq!(one.dossiers(), two.dossiers());
    assert_eq!(one.history(), two.history());
}

#[test]
fn today_shows_replies_steps_quiet_people_and_parked_ones() {
    let mut look = Look::at_saturday();
    let state = look.today(true);
    let sections: Vec<Section> = state.parts.iter().map(|part| part.section).collect();
    assert_eq!(sections, Section::ALL);
    assert!((10..=14).contains(&state.open), "{} rows", state.open);
    assert_eq!(state.done, 0);
    let first = |section: usize, wanted: fn(&Reason) -> bool| {
        let rows = &state.parts[section].rows;
        rows.iter()
            .filter(|row| row.first().is_some_and(wanted))
            .count()
    };
    assert_eq!(first(0, |reason| matches!(reason, Reason::Reply { .. })), 3);
    assert_eq!(
        first(1, |reason| matches!(reason, Reason::NextStep { .. })),
        6
    );
    assert_eq!(first(1, |reason| matches!(reason, Reason::Quiet { .. })), 3);
    assert_eq!(
        first(2, |reason| matches!(reason, Reason::LookAgain { .. })),
        2
    );
    assert!(look.today(false).open > state.open + 5);
}

#[test]
fn some_steps_are_late_and_some_are_for_today() {
    let mut look = Look::at_saturday();
    let rows = look.today(true).parts.swap_remove(1).rows;
    let late: Vec<i64> = rows
        .iter()
        .filter_map(|row| row.first())
        .filter(|reason| matches!(reason, Reason::NextStep { .. }))
        .map(|reason| reason.late_by(saturday()))
        .collect();
    assert!(late.contains(&0));
    assert!(late.iter().any(|days| (1..=4).contains(days)));
}

#[test]
fn every_column_of_the_board_is_filled_as_a_real_one() {
    let desk = Look::at_saturday().desk();
    assert_eq!(desk.stages, [60, 18, 12, 18, 8]);
    assert_eq!((desk.parked, desk.people), (8, 124));
    assert_eq!(desk.name.as_str(), "Halcyon Skincare");
    assert!(desk.jobs.is_empty());
}

#[test]
fn outreach_stands_in_every_state() {
    let mut look = Look::at_saturday();
    let cards = look.column(Stage::Outreach);
    let words: HashSet<String> = cards
        .iter()
        .map(|card| card.outreach.words(saturday()))
        .collect();
    for state in [
        "warming up",
        "chased once",
        "chased twice",
        "replied",
        "talking terms",
    ] {
        assert!(words.contains(state), "{state}: {words:?}");
    }
    assert!(words.iter().any(|state| state.starts_with("pitched ")));
    let settings = Settings::default();
    let stale = |card: &&Card| is_stale(card.stage, card.since, saturday(), &settings);
    assert!((2..9).contains(&cards.iter().filter(stale).count()));
}

#[test]
fn some_of_discovery_are_ready_and_some_miss_something() {
    let mut look = Look::at_saturday();
    let cards = look.column(Stage::Discovery);
    let lines = |card: &Card| missing(card.facts, Stage::Discovery, Stage::Outreach);
    assert!(cards.iter().filter(|card| lines(card).is_empty()).count() > 20);
    assert!(
        cards
            .iter()
            .any(|card| lines(card) == [Missing::Niche, Missing::Note])
    );
}

#[test]
fn the_roster_holds_all_tiers_scripts_and_several_accounts() {
    let mut look = Look::at_saturday();
    let cards = look.everybody().cards;
    let tiers: HashSet<_> = cards
        .iter()
        .filter_map(|card| card.followers)
        .filter_map(|followers| Tiers::default().of(followers))
        .collect();
    assert_eq!(tiers.len(), 4, "{tiers:?}");
    let names: String = cards.iter().map(|card| card.name.as_str()).collect();
    let scripts = [
        ('À', 'ſ'),
        ('А', 'я'),
        ('Α', 'ω'),
        ('ا', 'ي'),
        ('א', 'ת'),
        ('अ', 'ह'),
        ('ก', 'ฮ'),
        ('一', '龥'),
        ('ぁ', 'ん'),
        ('가', '힣'),
        ('ა', 'ჰ'),
        ('অ', 'হ'),
        ('அ', 'ஹ'),
        ('అ', 'హ'),
        ('🌀', '🫿'),
    ];
    for (first, last) in scripts {
        assert!(
            names.chars().any(|c| (first..=last).contains(&c)),
            "{first} to {last}"
        );
    }
    assert!(
        cards
            .iter()
            .filter(|card| card.platforms.as_str().contains(' '))
            .count()
            > 10
    );
    assert!(
        cards
            .iter()
            .filter(|card| card.engagement.is_some())
            .count()
            > 115
    );
}

#[test]
fn the_accounts_have_a_year_of_figures() {
    let mut look = Look::at_saturday();
    let dossiers = look.dossiers();
    let years = dossiers
        .iter()
        .filter(|person| person.accounts.iter().any(|a| a.snapshots.len() >= 12));
    assert!(years.count() > 40);
    let zoe = dossiers.iter().find(|one| {
        one.accounts
            .iter()
            .any(|a| a.handle.as_str() == "zoe.calmly")
    });
    let accounts = &zoe.unwrap().accounts;
    assert_eq!(accounts.len(), 2);
    assert!(accounts.iter().all(|account| account.snapshots.len() == 12));
    assert_eq!(
        accounts[0].latest().unwrap().figures.followers,
        Some(61_000)
    );
}

#[test]
fn the_check_finds_nothing() {
    for me in ["ada", "carla", "root"] {
        let mut look = Look::of(me, saturday());
        assert_eq!(look.store.check().unwrap(), []);
        let members: Vec<String> = look
            .desk()
            .members
            .iter()
            .map(|login| login.as_str().to_owned())
            .collect();
        assert_eq!(members.len(), 4);
        assert!(members.contains(&me.to_owned()), "{members:?}");
    }
}

#[test]
fn every_date_gives_a_full_today() {
    // Month ends, leap days, new years and every day of the week.
    for text in [
        "2024-02-29",
        "2025-03-01",
        "2025-12-31",
        "2026-01-01",
        "2026-08-31",
        "2026-11-22",
        "2026-11-23",
    ] {
        let mut look = Look::of("ada", text.parse().unwrap());
        let state = look.today(true);
        assert_eq!(state.parts.len(), 3, "{text}");
        assert!(
            (10..=14).contains(&state.open),
            "{text}: {} rows",
            state.open
        );
        assert_eq!(look.desk().stages, [60, 18, 12, 18, 8], "{text}");
    }
}

#[test]
fn a_file_that_is_there_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.db");
    std::fs::write(&path, "precious").unwrap();
    let refused = fill(&path, "ada", saturday());
    assert!(matches!(
        refused,
        Err(CannotFill::Open(CannotOpen::Exists(_)))
    ));
    assert_eq!(std::fs::read(&path).unwrap(), b"precious");
}

#[test]
fn people_are_found_by_name_in_their_own_script_and_by_handle() {
    let mut look = Look::at_saturday();
    for (words, name) in [
        ("zoe", "Zoë Lindqvist"),
        ("佐藤", "佐藤 さくら"),
        ("катер", "Катерина Шевчук"),
        ("sakura.no", "佐藤 さくら"),
    ] {
        let found = look.found(words);
        assert!(
            found.iter().any(|card| card.name.as_str() == name),
            "{words}: {found:?}"
        );
    }
}

#[test]
fn there_are_rates_sponsors_audiences_a_flag_and_somebody_twice() {
    let mut look = Look::at_saturday();
    for (query, least) in [
        ("rate:any", 9),
        ("competitor:yes", 4),
        ("audience:female>60%", 5),
        ("flags:>0", 1),
        ("handle:theo.et.ines", 2),
    ] {
        let found = look.finds(query);
        assert!(found >= least, "{query}: {found}");
    }
}
