//! Files: filled, updated, kept, listed; a blank never erases.

use entourage::domain::field::Field;
use entourage::domain::ids::PersonId;
use entourage::domain::incoming::Incoming;
use entourage::domain::parking::ParkReason;
use entourage::domain::platform::Platform;
use entourage::domain::question::{Answer, Question};
use entourage::domain::stage::Stage;

use super::{IG, dump, no_set, same};
use crate::support::world::row;
use crate::support::{Hand, World, day};

/// A file's row with a name and followers.
pub(super) fn known(line: u64, handle: &str, name: &str, followers: i64) -> Incoming {
    let mut row = row(line, IG, handle);
    row.name = Some(name.into());
    row.figures.followers = Some(followers);
    row
}

fn followers(hand: &mut Hand, person: PersonId) -> Vec<(String, Option<i64>)> {
    hand.dossier(person).unwrap().accounts[0]
        .snapshots
        .iter()
        .map(|one| (one.date.to_string(), one.figures.followers))
        .collect()
}

#[test]
fn an_import_brings_new_people_with_all_that_the_row_says() {
    let world = World::empty();
    let mut ada = world.hand("ada");
    let mut all = known(2, "@Full.Row", "Full Row", 12_000);
    all.niche = Some("skincare".into());
    all.country = Some("SE".into());
    all.language = Some("sv".into());
    all.owner = Some("ada".into());
    all.mails = vec!["full@row.example".into(), "second@row.example".into()];
    all.last_contact = Some(day("2026-10-01"));
    all.next_step = Some("call".into());
    all.next_date = Some(day("2026-12-01"));
    all.tags = vec!["ugc".into(), "vegan".into()];
    all.note = Some("Met at a fair.".into());
    all.audience_country = Some("DK".into());
    all.extra = vec![("Shoe size".into(), "43".into())];
    let import = ada.imports(
        "file.csv",
        "2026-11-01",
        &[all, known(3, "bare.row", "Bare Row", 5)],
    );
    assert_eq!(
        (
            import.counts.new,
            import.counts.updated,
            import.counts.conflicts
        ),
        (2, 0, 0)
    );
    let person = ada.person("Full Row");
    let dossier = ada.dossier(person).unwrap();
    assert_eq!(dossier.person.stage, Stage::Discovery);
    assert_eq!(dossier.person.by_hand, 0);
    let values: Vec<_> = [
        Field::Name,
        Field::Niche,
        Field::Country,
        Field::Language,
        Field::Owner,
        Field::NextStep,
        Field::NextDate,
        Field::Tags,
    ]
    .iter()
    .map(|field| dossier.person.values.stored(*field))
    .collect();
    assert_eq!(
        values,
        [
            "Full Row",
            "skincare",
            "SE",
            "sv",
            "ada",
            "call",
            "2026-12-01",
            "ugc, vegan"
        ]
    );
    let account = &dossier.accounts[0];
    assert_eq!(account.handle.as_str(), "Full.Row");
    assert_eq!(account.audience_country.as_ref().unwrap().as_stored(), "DK");
    assert_eq!(
        dossier.person.values.stored(Field::Country),
        "SE",
        "the audience's country is not the person's"
    );
    assert_eq!(account.snapshots[0].source.as_str(), "file.csv");
    assert_eq!(dossier.contact_points.len(), 2);
    assert_eq!(dossier.touches.len(), 1);
    assert!(dossier.touches[0].imported);
    assert_eq!(dossier.notes[0].text.as_stored(), "Met at a fair.");
    assert_eq!(dossier.person.extra[0].1.as_stored(), "43");
    ada.is_sound();
}

#[test]
fn an_empty_field_is_filled_and_one_that_a_file_wrote_last_is_updated() {
    let world = World::empty();
    let mut ada = world.hand("ada");
    ada.imports("one.csv", "2026-10-01", &[known(2, "who", "Old Name", 10)]);
    let person = ada.person("who");
    let mut newer = known(2, "who", "New Name", 20);
    newer.niche = Some("skincare".into());
    let import = ada.imports("two.csv", "2026-11-01", &[newer]);
    assert_eq!(
        (
            import.counts.new,
            import.counts.updated,
            import.counts.unchanged,
            import.counts.conflicts
        ),
        (0, 1, 0, 0)
    );
    assert_eq!(ada.field(person, Field::Name).as_deref(), Some("New Name"));
    assert_eq!(ada.field(person, Field::Niche).as_deref(), Some("skincare"));
    assert_eq!(
        followers(&mut ada, person),
        [
            ("2026-10-01".into(), Some(10)),
            ("2026-11-01".into(), Some(20))
        ]
    );
    ada.is_sound();
}

#[test]
fn what_a_person_wrote_is_kept_where_a_file_contradicts_it_and_listed() {
    let world = World::empty();
    let mut ada = world.hand("ada");
    ada.imports("one.csv", "2026-10-01", &[known(2, "who", "File Name", 10)]);
    let person = ada.person("who");
    ada.edits(person, Field::Name, Some("My Name"));
    ada.edits(person, Field::Country, Some("SE"));
    let mut newer = known(7, "WHO", "Other Name", 20);
    newer.country = Some("DK".into());
    let import = ada.imports("two.csv", "2026-11-01", &[newer]);
    assert_eq!((import.counts.conflicts, import.counts.updated), (1, 0));
    let listed: Vec<_> = import
        .kept
        .iter()
        .map(|kept| {
            (
                kept.line,
                kept.field.as_ref(),
                kept.kept.to_string(),
                kept.file.to_string(),
            )
        })
        .collect();
    assert_eq!(
        listed,
        [
            (7, "Name", "My Name".to_owned(), "Other Name".to_owned()),
            (7, "Country", "Sweden".to_owned(), "Denmark".to_owned())
        ]
    );
    assert_eq!(ada.field(person, Field::Name).as_deref(), Some("My Name"));
    assert_eq!(
        followers(&mut ada, person).len(),
        2,
        "the figures came in all the same"
    );
    let agreeing = known(2, "who", "My Name", 30);
    let import = ada.imports("three.csv", "2026-11-02", &[agreeing]);
    assert_eq!(
        (import.counts.conflicts, import.kept.len()),
        (0, 0),
        "agreeing is no conflict"
    );
}

#[test]
fn a_field_that_a_person_emptied_may_be_filled_and_a_blank_cell_never_erases() {
    let world = World::empty();
    let mut ada = world.hand("ada");
    let mut full = known(2, "who", "Name", 10);
    full.niche = Some("skincare".into());
    full.tags = vec!["one".into()];
    full.figures.posts = Some(7);
    ada.imports("one.csv", "2026-10-01", &[full]);
    let person = ada.person("who");
    let import = ada.imports("two.csv", "2026-10-01", &[row(2, IG, "who")]);
    assert_eq!((import.counts.unchanged, import.counts.updated), (1, 0));
    assert_eq!(ada.field(person, Field::Niche).as_deref(), Some("skincare"));
    assert_eq!(ada.field(person, Field::Tags).as_deref(), Some("one"));
    let mut fewer = row(2, IG, "who");
    fewer.figures.followers = Some(11);
    fewer.tags = vec!["two".into()];
    ada.imports("three.csv", "2026-10-01", &[fewer]);
    let latest = ada.dossier(person).unwrap().accounts[0]
        .latest()
        .unwrap()
        .figures
        .clone();
    assert_eq!(
        (latest.followers, latest.posts),
        (Some(11), Some(7)),
        "a blank figure erases none"
    );
    assert_eq!(ada.field(person, Field::Tags).as_deref(), Some("one, two"));
}

#[test]
fn repeating_an_import_changes_nothing_and_leaves_no_change_behind() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let rows: Vec<_> = (0..40)
        .map(|number| {
            let mut row = known(
                number + 2,
                &format!("again{number}"),
                &format!("Again {number}"),
                100,
            );
            row.note = Some("a note".into());
            row.mails = vec![format!("a{number}@example.com")];
            row.last_contact = Some(day("2026-01-01"));
            row.owner = Some("stranger".into());
            row.tags = vec!["x".into()];
            row.extra = vec![("More".into(), "1".into())];
            row
        })
        .collect();
    let import = ada.imports("again.csv", "2026-11-01", &rows);
    assert_eq!(
        (import.counts.new, import.strangers.get("stranger")),
        (40, Some(&40))
    );
    let before = dump(&world.path());
    no_set(&mut ada, |ada| {
        let import = ada.imports("again.csv", "2026-11-01", &rows);
        assert_eq!(
            (
                import.counts.new,
                import.counts.updated,
                import.counts.unchanged
            ),
            (0, 0, 40)
        );
        assert!(import.replaced.is_empty() && import.kept.is_empty() && import.repeated.is_empty());
    });
    same(&before, &dump(&world.path()));
    ada.is_sound();
}

#[test]
fn figures_of_the_same_date_are_replaced_and_listed_and_the_latest_date_is_current() {
    let world = World::empty();
    let mut ada = world.hand("ada");
    ada.imports("one.csv", "2026-10-01", &[known(2, "who", "Name", 10)]);
    let import = ada.imports("better.csv", "2026-10-01", &[known(5, "who", "Name", 12)]);
    assert_eq!(import.counts.updated, 1);
    let listed: Vec<_> = import
        .replaced
        .iter()
        .map(entourage::store::import::Replaced::say)
        .collect();
    assert_eq!(listed, ["line 5: IG who (1 Oct 2026)"]);
    let person = ada.person("who");
    ada.imports("older.csv", "2026-08-01", &[known(2, "who", "Old Name", 8)]);
    assert_eq!(
        followers(&mut ada, person),
        [
            ("2026-08-01".into(), Some(8)),
            ("2026-10-01".into(), Some(12))
        ]
    );
    let Answer::Find(_, cards) = ada.asks(&Question::Find("who".into())) else {
        panic!()
    };
    assert_eq!(
        cards[0].followers,
        Some(12),
        "current figures are those of the latest date"
    );
    assert_eq!(
        ada.field(person, Field::Name).as_deref(),
        Some("Name"),
        "an older file writes over nothing"
    );
    ada.is_sound();
}

#[test]
fn somebody_parked_stays_parked() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let viktor = ada.person("Viktor Novák");
    let mut row = known(2, "viktor.novak", "Viktor Novák", 50_000);
    row.stage = Some(Stage::Collaboration);
    ada.imports("file.csv", "2026-11-21", &[row]);
    let person = ada.dossier(viktor).unwrap().person;
    assert_eq!(person.parked.unwrap().reason, ParkReason::NoReply);
    assert_eq!(
        person.stage,
        Stage::Outreach,
        "a stage that a person chose is kept"
    );
    ada.is_sound();
}

#[test]
fn a_stage_in_a_file_counts_until_a_person_moves_somebody() {
    let world = World::empty();
    let mut ada = world.hand("ada");
    let with = |stage| {
        let mut row = known(2, "who", "Name", 10);
        row.stage = Some(stage);
        row
    };
    ada.imports("one.csv", "2026-10-01", &[with(Stage::Nurturing)]);
    let person = ada.person("who");
    assert_eq!(ada.stage(person), Stage::Nurturing);
    ada.imports("two.csv", "2026-10-02", &[with(Stage::Advocacy)]);
    assert_eq!(ada.stage(person), Stage::Advocacy);
    ada.moves(person, Stage::Outreach);
    let import = ada.imports("three.csv", "2026-10-03", &[with(Stage::Discovery)]);
    assert_eq!(ada.stage(person), Stage::Outreach);
    assert_eq!(
        (import.counts.conflicts, import.kept[0].field.as_ref()),
        (1, "Stage")
    );
}

#[test]
fn an_account_is_platform_and_handle_without_case() {
    let world = World::empty();
    let mut ada = world.hand("ada");
    ada.imports(
        "one.csv",
        "2026-10-01",
        &[known(2, "Some.Body", "Name", 10)],
    );
    let mut elsewhere = known(2, "some.body", "Elsewhere", 10);
    elsewhere.platform = Platform::TikTok;
    let import = ada.imports(
        "two.csv",
        "2026-10-01",
        &[known(2, "SOME.BODY", "Name", 10), elsewhere],
    );
    assert_eq!((import.counts.new, import.counts.unchanged), (1, 1));
    assert_eq!(ada.finds("some.body").len(), 2);
}

#[test]
fn a_second_row_of_an_account_fills_only_what_is_blank_and_is_listed() {
    let world = World::empty();
    let mut ada = world.hand("ada");
    let mut second = known(9, "who", "First Name", 99);
    second.niche = Some("skincare".into());
    let import = ada.imports(
        "twice.csv",
        "2026-10-01",
        &[known(2, "who", "First Name", 10), second],
    );
    let person = ada.person("who");
    assert_eq!(ada.field(person, Field::Niche).as_deref(), Some("skincare"));
    assert_eq!(
        followers(&mut ada, person),
        [("2026-10-01".into(), Some(10))]
    );
    let listed: Vec<_> = import.repeated.iter().map(|(line, _)| *line).collect();
    assert_eq!(listed, [9]);
    let counts = import.counts;
    assert_eq!(
        counts.new + counts.updated + counts.unchanged + counts.conflicts,
        2,
        "every row is counted once"
    );
}

#[test]
fn an_owner_who_is_no_member_is_kept_as_an_extra_field_and_listed() {
    let world = World::empty();
    let mut ada = world.hand("ada");
    let mut row = known(2, "who", "Name", 10);
    row.owner = Some("Priya from sales".into());
    let import = ada.imports("file.csv", "2026-10-01", &[row]);
    let person = ada.person("who");
    assert_eq!(ada.field(person, Field::Owner), None);
    let extra = ada.dossier(person).unwrap().person.extra;
    assert_eq!(
        (extra[0].0.as_stored(), extra[0].1.as_stored()),
        ("owner", "Priya from sales")
    );
    assert_eq!(import.strangers.get("Priya from sales"), Some(&1));
}

#[test]
fn a_last_contact_is_a_contact_once() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let tom = ada.person("Tom Bakker");
    let mut row = row(2, Platform::Twitch, "tombakker");
    row.last_contact = Some(day("2026-10-05"));
    ada.imports("one.csv", "2026-10-06", &[row.clone()]);
    ada.imports("two.csv", "2026-10-07", &[row]);
    let touches = ada.dossier(tom).unwrap().touches;
    assert_eq!(touches.len(), 1);
    assert_eq!(
        (touches[0].date, touches[0].imported),
        (day("2026-10-05"), true)
    );
}
