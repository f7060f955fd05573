//! What the store promises: round trips, imports, undo, searches, and everything derived as if made again.

use std::path::Path;

use entourage::domain::change::{
    Change, Edit, HistoryChange, NewAccount, NewTouch, PeopleChange, TalkChange,
};
use entourage::domain::field::{Field, FieldKind};
use entourage::domain::ids::{PersonId, TouchId};
use entourage::domain::incoming::Incoming;
use entourage::domain::parking::ParkReason;
use entourage::domain::platform::{Handle, Platform};
use entourage::domain::question::{Answer, At, List, Question, Sort};
use entourage::domain::refusal::Refusal;
use entourage::domain::stage::Stage;
use entourage::domain::text::{Clean, Raw};
use entourage::domain::touch::{Channel, Direction, Kind};
use entourage::store::Failure;

use crate::support::world::{ago, edit, row};
use crate::support::{Chance, Hand, World, day, today};

const IG: Platform = Platform::Instagram;

/// Everything people have put into a database, and all that is derived from it, as text.
fn dump(path: &Path) -> Vec<String> {
    let sql = rusqlite::Connection::open(path).unwrap();
    let mut lines = Vec::new();
    for table in [
        "person",
        "account",
        "snapshot",
        "manager",
        "contact_point",
        "touch",
        "note",
        "stage_move",
        "card",
        "tally",
    ] {
        let mut columns = Vec::new();
        let mut names = sql
            .prepare(&format!("SELECT name FROM pragma_table_info('{table}')"))
            .unwrap();
        let mut rows = names.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let name: String = row.get(0).unwrap();
            // The version counts changes, and an undo is one.
            if name != "version" {
                columns.push(name);
            }
        }
        let all = columns.join(", ");
        let mut all = sql
            .prepare(&format!("SELECT json_array({all}) FROM {table} ORDER BY 1"))
            .unwrap();
        let mut rows = all.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            lines.push(format!("{table} {}", row.get::<_, String>(0).unwrap()));
        }
    }
    lines
}

#[track_caller]
fn same(one: &[String], other: &[String]) {
    let missing: Vec<_> = one.iter().filter(|line| !other.contains(line)).collect();
    let more: Vec<_> = other.iter().filter(|line| !one.contains(line)).collect();
    assert!(
        missing.is_empty() && more.is_empty(),
        "missing {missing:#?}\nmore {more:#?}"
    );
}

/// How many change sets there are.
fn changes(hand: &mut Hand) -> usize {
    match hand.asks(&Question::History {
        person: None,
        before: None,
        rows: 100_000,
    }) {
        Answer::History(sets) => sets.len(),
        other => panic!("{other:?}"),
    }
}

fn no_set(hand: &mut Hand, work: impl FnOnce(&mut Hand)) {
    let before = changes(hand);
    work(hand);
    assert_eq!(changes(hand), before, "a change set was left behind");
}

// Round trips.

/// A value of a field as a person would type it.
fn typed(field: Field) -> &'static str {
    match field.kind() {
        FieldKind::Line => "  Zoë \u{202e}Ångström, of Malmö ",
        FieldKind::Text => "One line.\n\n  Another, 日本語 and عربى.\n",
        FieldKind::Date => "12 dec",
        FieldKind::Days => "every 21 days",
        FieldKind::Choice(words) | FieldKind::Set(words) => words[0],
        FieldKind::Country => "sweden",
        FieldKind::Language => "swedish",
        FieldKind::Member => "ben",
        FieldKind::Tags => "#UGC vegan",
        FieldKind::Zone => "stockholm",
    }
}

#[test]
fn every_field_comes_back_as_it_was_stored() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let tom = ada.person("Tom Bakker");
    for field in Field::ALL {
        let stored = field.read(typed(*field), today()).unwrap().unwrap();
        ada.edits(tom, *field, Some(&stored));
        let mut ben = world.hand("ben");
        assert_eq!(
            ben.field(tom, *field).as_deref(),
            Some(stored.as_str()),
            "{field:?}"
        );
        assert!(
            ben.dossier(tom).unwrap().person.written_by_hand(*field),
            "{field:?}"
        );
    }
    for field in Field::ALL {
        ada.edits(tom, *field, None);
        assert_eq!(ada.field(tom, *field), None, "{field:?}");
    }
    ada.is_sound();
}

#[test]
fn a_new_person_with_every_field_comes_back_whole_and_undo_removes_them() {
    let world = World::new();
    let before = dump(&world.path());
    let mut ada = world.hand("ada");
    let values: Vec<(Field, String)> = Field::ALL
        .iter()
        .map(|field| (*field, field.read(typed(*field), today()).unwrap().unwrap()))
        .collect();
    let fields: Vec<(Field, &str)> = values
        .iter()
        .map(|(field, value)| (*field, value.as_str()))
        .collect();
    let person = ada.adds(IG, "whole.person", &fields);
    for (field, value) in &values {
        assert_eq!(ada.field(person, *field).as_ref(), Some(value));
    }
    ada.undoes();
    assert!(ada.dossier(person).is_none());
    same(&before, &dump(&world.path()));
    ada.redoes();
    for (field, value) in &values {
        assert_eq!(ada.field(person, *field).as_ref(), Some(value));
    }
    ada.is_sound();
}

#[test]
fn contacts_come_back_with_every_direction_channel_and_kind() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let tom = ada.person("Tom Bakker");
    ada.moves(tom, Stage::Nurturing);
    let mut wanted = Vec::new();
    for direction in Direction::ALL {
        for channel in Channel::ALL.iter().map(|one| Some(*one)).chain([None]) {
            for kind in Kind::ALL {
                let touch = NewTouch {
                    person: tom,
                    direction: *direction,
                    channel,
                    kind: *kind,
                    date: ago(3),
                    text: format!("{direction:?} {channel:?} {kind:?}"),
                };
                ada.does(Change::Talk(TalkChange::Log(touch)));
                wanted.push((
                    *direction,
                    channel,
                    *kind,
                    ago(3),
                    format!("{direction:?} {channel:?} {kind:?}"),
                ));
            }
        }
    }
    let mut touches = ada.dossier(tom).unwrap().touches;
    touches.sort_by_key(|touch| touch.id);
    let found: Vec<_> = touches
        .iter()
        .map(|one| {
            (
                one.direction,
                one.channel,
                one.kind,
                one.date,
                one.text.as_stored().to_owned(),
            )
        })
        .collect();
    assert_eq!(found, wanted);
    ada.is_sound();
}

#[test]
fn parking_and_moving_keep_their_reasons_and_days() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let tom = ada.person("Tom Bakker");
    for reason in ParkReason::ALL {
        ada.does(Change::People(PeopleChange::Park {
            person: tom,
            reason,
            look_again: Some(day("2027-02-28")),
        }));
        let parked = ada.dossier(tom).unwrap().person.parked.unwrap();
        assert_eq!(
            (parked.reason, parked.look_again),
            (reason, Some(day("2027-02-28")))
        );
    }
    ada.does(Change::People(PeopleChange::Unpark { person: tom }));
    assert_eq!(ada.dossier(tom).unwrap().person.parked, None);
    for stage in Stage::ALL.into_iter().rev() {
        ada.moves(tom, stage);
        let person = ada.dossier(tom).unwrap().person;
        assert_eq!((person.stage, person.stage_since), (stage, today()));
    }
    ada.is_sound();
}

#[test]
fn one_manager_stands_for_many_people() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let people = [ada.person("Tom Bakker"), ada.person("Zoë Ångström")];
    for person in people {
        ada.does(Change::People(PeopleChange::AddContactPoint {
            person,
            kind: "mail".into(),
            value: "ana@agency.example".into(),
            manager: Some(("Ana Ruiz".into(), "agency".into())),
        }));
    }
    let manager = |hand: &mut Hand, person| {
        let points = hand.dossier(person).unwrap().contact_points;
        points.into_iter().find_map(|point| point.manager).unwrap()
    };
    assert_eq!(manager(&mut ada, people[0]), manager(&mut ada, people[1]));
    ada.undoes();
    assert_eq!(manager(&mut ada, people[0]).name.as_stored(), "Ana Ruiz");
    ada.is_sound();
}

#[test]
fn what_is_not_there_is_gone() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let nobody = PersonId(987_654);
    assert_eq!(
        ada.is_refused(edit(nobody, Field::Niche, None, Some("x"))),
        Refusal::Gone
    );
    for change in [
        PeopleChange::Unpark { person: nobody },
        PeopleChange::StepDone {
            person: nobody,
            step: Clean::default(),
            date: None,
        },
        PeopleChange::Snooze {
            person: nobody,
            until: today(),
        },
        PeopleChange::LookAgain {
            person: nobody,
            seen: today(),
            date: None,
        },
    ] {
        assert_eq!(ada.is_refused(Change::People(change)), Refusal::Gone);
    }
    assert_eq!(
        ada.is_refused(Change::Talk(TalkChange::AddNote {
            person: nobody,
            text: "x".into()
        })),
        Refusal::Gone
    );
    assert!(ada.dossier(nobody).is_none());
}

// Imports.

/// A file's row with a name and followers.
fn known(line: u64, handle: &str, name: &str, followers: i64) -> Incoming {
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
                kept.field,
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
        .map(|(line, who)| (*line, who.to_string()))
        .collect();
    assert_eq!(listed, [(5, "IG who".to_owned())]);
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
        (import.counts.conflicts, import.kept[0].field),
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
    let mut second = known(9, "who", "Second Name", 99);
    second.niche = Some("skincare".into());
    let import = ada.imports(
        "twice.csv",
        "2026-10-01",
        &[known(2, "who", "First Name", 10), second],
    );
    let person = ada.person("who");
    assert_eq!(
        ada.field(person, Field::Name).as_deref(),
        Some("First Name")
    );
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

/// A file about people who are known and people who are not.
fn mixed(count: u64) -> Vec<Incoming> {
    let mut rows = vec![
        known(2, "zoe.angstrom", "Zoe", 50_000),
        known(3, "lukasz_zak", "Lukasz", 10_000),
        known(4, "freyalind", "Freya L.", 800),
    ];
    rows[2].niche = Some("knitwear".into());
    rows[2].tags = vec!["wool".into()];
    rows.extend((0..count).map(|number| {
        let mut row = known(
            number + 5,
            &format!("mixed{number}"),
            &format!("Mixed {number}"),
            100,
        );
        row.note = (number % 3 == 0).then(|| format!("note {number}"));
        row.last_contact = (number % 5 == 0).then(|| day("2026-09-09"));
        row.mails = vec![format!("mixed{number}@example.com")];
        row
    }));
    rows
}

#[test]
fn one_undo_takes_a_file_back_whole_and_redo_brings_it_back() {
    let world = World::new();
    let before = dump(&world.path());
    let mut ada = world.hand("ada");
    ada.imports("mixed.csv", "2026-11-21", &mixed(60));
    let after = dump(&world.path());
    ada.undoes();
    same(&before, &dump(&world.path()));
    ada.is_sound();
    assert!(ada.finds("mixed").is_empty());
    ada.redoes();
    while ada.store.follow_index(500).unwrap() {}
    same(&after, &dump(&world.path()));
    assert_eq!(ada.finds("mixed 17"), ["Mixed 17"]);
    ada.is_sound();
    ada.undoes();
    same(&before, &dump(&world.path()));
}

#[test]
fn an_import_is_the_same_whatever_its_slices() {
    let dumps: Vec<_> = [1, 7, 1_000]
        .into_iter()
        .map(|slice| {
            let world = World::new();
            let before = dump(&world.path());
            let mut ada = world.hand("ada");
            ada.imports_in("mixed.csv", today(), &mixed(40), slice);
            let after = dump(&world.path());
            ada.is_sound();
            ada.undoes();
            same(&before, &dump(&world.path()));
            after
        })
        .collect();
    same(&dumps[0], &dumps[1]);
    same(&dumps[0], &dumps[2]);
}

#[test]
fn an_undone_import_leaves_alone_what_a_colleague_added_between_its_slices() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let mut ben = world.hand("ben");
    let stamp = ada.stamp();
    let plan = entourage::store::import::Plan {
        source: "mixed.csv".into(),
        as_of: today(),
        alone: false,
    };
    let mut import = ada.store.begin_import(plan, &stamp).unwrap();
    for (slice, rows) in mixed(40).chunks(9).enumerate() {
        ada.store.import_rows(&mut import, rows, &stamp).unwrap();
        ben.adds(
            Platform::YouTube,
            &format!("ben{slice}"),
            &[(Field::Name, &format!("Ben's {slice}"))],
        );
    }
    ada.store.finish_import(&import).unwrap();
    ada.undoes();
    ada.is_sound();
    assert!(ada.finds("mixed").is_empty());
    assert_eq!(ada.finds("ben's").len(), 5);
}

#[test]
fn undo_of_an_import_is_refused_after_a_colleague_logged_a_contact() {
    for (what, act) in [
        (
            "a contact",
            (|ben: &mut Hand, who| drop(ben.logs(who, "in: hello"))) as fn(&mut Hand, PersonId),
        ),
        ("a note", |ben, who| drop(ben.notes(who, "seen"))),
        ("a field", |ben, who| {
            drop(ben.edits(who, Field::Niche, Some("x")));
        }),
        ("a move", |ben, who| drop(ben.moves(who, Stage::Outreach))),
        ("an account", |ben, person| {
            ben.does(Change::People(PeopleChange::AddAccount {
                person,
                account: NewAccount {
                    platform: Platform::YouTube,
                    handle: Handle::parse("another").unwrap(),
                },
            }));
        }),
    ] {
        let world = World::new();
        let mut ada = world.hand("ada");
        let mut ben = world.hand("ben");
        ada.imports("mixed.csv", "2026-11-21", &mixed(12));
        let who = ben.person("Mixed 7");
        act(&mut ben, who);
        let before = dump(&world.path());
        match ada.is_refused(Change::History(HistoryChange::UndoLast)) {
            Refusal::ChangedSince { by, .. } => assert_eq!(by.as_str(), "ben", "{what}"),
            other => panic!("{what}: {other:?}"),
        }
        same(&before, &dump(&world.path()));
        ben.undoes();
        ada.undoes();
        assert!(
            ada.finds("mixed").is_empty(),
            "{what}: taken back, the file may go"
        );
        ada.is_sound();
    }
}

#[test]
fn a_large_undo_in_slices_is_what_a_small_one_is() {
    let world = World::new();
    let before = dump(&world.path());
    for slice in [1, 7, 50, 100_000] {
        let mut ada = world.hand("ada");
        let import = ada.imports("mixed.csv", "2026-11-21", &mixed(60));
        let receipt = ada.takes_back_in(import.set, slice);
        same(&before, &dump(&world.path()));
        ada.is_sound();
        assert!(
            receipt.said.as_str().contains("import of mixed.csv"),
            "{}",
            receipt.said
        );
        let redo = ada.takes_back_in(receipt.set.unwrap(), slice);
        assert_eq!(ada.finds("mixed 17"), ["Mixed 17"], "slices of {slice}");
        ada.is_sound();
        ada.takes_back_in(redo.set.unwrap(), 13);
        same(&before, &dump(&world.path()));
    }
}

#[test]
fn a_large_undo_leaves_rows_that_were_changed_meanwhile_and_says_so() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let mut ben = world.hand("ben");
    let zoe = ada.person("Zoë Ångström");
    let mut newer = row(2, IG, "zoe.angstrom");
    newer.language = Some("sv".into());
    let mut other = row(3, IG, "lukasz_zak");
    other.language = Some("pl".into());
    let import = ada.imports("languages.csv", "2026-11-21", &[newer, other]);
    let stamp = ada.stamp();
    let mut job = ada.store.begin_undo(import.set, None, &stamp).unwrap();
    ben.edits(zoe, Field::Place, Some("Malmö"));
    let receipt = loop {
        if let Some(receipt) = ada.store.step_undo(&mut job, 1).unwrap() {
            break receipt;
        }
    };
    assert!(
        receipt
            .said
            .as_str()
            .ends_with("1 rows that were changed meanwhile stayed"),
        "{}",
        receipt.said
    );
    assert_eq!(ada.field(zoe, Field::Place).as_deref(), Some("Malmö"));
    let lukasz = ada.person("Łukasz Żak");
    assert_eq!(ada.field(lukasz, Field::Language), None);
    ada.is_sound();
}

// Actions and their names.

/// T2: an action that is sent twice, because nobody knows whether it arrived, happens once.
#[test]
fn the_same_action_twice_is_one_change() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let tom = ada.person("Tom Bakker");
    let account = |handle: &str| NewAccount {
        platform: IG,
        handle: Handle::parse(handle).unwrap(),
    };
    let changes_to_make = [
        Change::People(PeopleChange::Add {
            accounts: vec![account("t2.add")],
        }),
        Change::People(PeopleChange::Create {
            accounts: vec![account("t2.create")],
            edits: Vec::new(),
        }),
        Change::People(PeopleChange::Create {
            accounts: Vec::new(),
            edits: vec![Edit {
                field: Field::Name,
                original: None,
                mine: Some("No Account".into()),
            }],
        }),
        edit(tom, Field::Place, None, Some("Utrecht")),
        Change::People(PeopleChange::AddAccount {
            person: tom,
            account: account("t2.account"),
        }),
        Change::People(PeopleChange::AddContactPoint {
            person: tom,
            kind: "mail".into(),
            value: "t2@example.com".into(),
            manager: Some(("M".into(), "agency".into())),
        }),
        Change::Talk(TalkChange::AddNote {
            person: tom,
            text: "once".into(),
        }),
        Change::Talk(TalkChange::Log(NewTouch {
            person: tom,
            direction: Direction::In,
            channel: None,
            kind: Kind::Reply,
            date: today(),
            text: "once".into(),
        })),
        Change::Talk(TalkChange::Answered {
            person: tom,
            last: TouchId(i64::MAX),
        }),
        Change::People(PeopleChange::Move {
            person: tom,
            from: Stage::Discovery,
            to: Stage::Outreach,
            without: vec![entourage::domain::lifecycle::Missing::Note],
            because: None,
        }),
        Change::People(PeopleChange::Park {
            person: tom,
            reason: ParkReason::NotAFit,
            look_again: None,
        }),
        Change::People(PeopleChange::Unpark { person: tom }),
    ];
    for change in changes_to_make {
        let stamp = ada.stamp();
        let first = ada
            .store
            .apply(change.clone(), &stamp)
            .unwrap_or_else(|error| panic!("{change:?}: {error:?}"));
        let before = (dump(&world.path()), changes(&mut ada));
        let mut again = ada.again(&world);
        let second = again
            .store
            .apply(change.clone(), &stamp)
            .unwrap_or_else(|error| panic!("{change:?}: {error:?}"));
        assert_eq!(
            (first.set, first.said.clone()),
            (second.set, second.said),
            "{change:?}"
        );
        same(&before.0, &dump(&world.path()));
        assert_eq!(changes(&mut ada), before.1, "{change:?}");
    }
    ada.is_sound();
}

#[test]
fn an_undo_that_is_sent_twice_answers_as_the_first_time() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let tom = ada.person("Tom Bakker");
    ada.edits(tom, Field::Place, Some("Utrecht"));
    sent_twice(&world, &mut ada, HistoryChange::UndoLast);
    sent_twice(&world, &mut ada, HistoryChange::RedoLast);
    let set = ada.edits(tom, Field::Pronouns, Some("he")).set.unwrap();
    sent_twice(&world, &mut ada, HistoryChange::Undo { set, reason: None });
}

#[track_caller]
fn sent_twice(world: &World, hand: &mut Hand, change: HistoryChange) {
    let stamp = hand.stamp();
    let first = hand
        .store
        .apply(Change::History(change.clone()), &stamp)
        .unwrap();
    let before = (dump(&world.path()), changes(hand));
    match hand
        .again(world)
        .store
        .apply(Change::History(change.clone()), &stamp)
    {
        Ok(second) => assert_eq!(second.set, first.set, "{change:?}"),
        Err(failure) => panic!("{change:?} sent again: {failure:?}"),
    }
    same(&before.0, &dump(&world.path()));
    assert_eq!(changes(hand), before.1);
}

#[test]
fn nothing_is_left_of_a_change_that_was_refused() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let before = dump(&world.path());
    let tom = ada.person("Tom Bakker");
    no_set(&mut ada, |ada| {
        // The first half could be done; the second is refused.
        let edits = vec![
            Edit {
                field: Field::Place,
                original: None,
                mine: Some("Utrecht".into()),
            },
            Edit {
                field: Field::Niche,
                original: Some("never was".into()),
                mine: Some("x".into()),
            },
        ];
        let refusal = ada.is_refused(Change::People(PeopleChange::Edit { person: tom, edits }));
        assert!(matches!(refusal, Refusal::Clashes { .. }));
        let accounts = ["brand.new", "lukasz_zak"].map(|handle| NewAccount {
            platform: IG,
            handle: Handle::parse(handle).unwrap(),
        });
        let refusal = ada.is_refused(Change::People(PeopleChange::Create {
            accounts: accounts.to_vec(),
            edits: Vec::new(),
        }));
        assert!(matches!(refusal, Refusal::Known { .. }));
    });
    same(&before, &dump(&world.path()));
}

#[test]
fn undo_and_redo_walk_the_same_way_back_and_forth_through_random_work() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let mut chance = Chance::new(7);
    let mut dumps = vec![dump(&world.path())];
    let mut made = 0;
    while made < 40 {
        if let Some(receipt) = random_work(&mut ada, &mut chance)
            && receipt.set.is_some()
        {
            made += 1;
            dumps.push(dump(&world.path()));
        }
    }
    for before in dumps.iter().rev().skip(1) {
        ada.undoes();
        same(before, &dump(&world.path()));
    }
    for after in dumps.iter().skip(1) {
        ada.redoes();
        same(after, &dump(&world.path()));
    }
    ada.is_sound();
}

/// Something that somebody might do; `None` when it was refused.
fn random_work(hand: &mut Hand, chance: &mut Chance) -> Option<entourage::domain::change::Receipt> {
    let person = PersonId(i64::try_from(chance.below(22) + 1).unwrap());
    let dossier = hand.dossier(person)?;
    let word = format!("word{}", chance.below(50));
    let date = today()
        .checked_add_days(chrono::Days::new(chance.next() % 60))
        .unwrap();
    let change = match chance.below(15) {
        0 | 1 => {
            let field = *chance.one(Field::ALL);
            let stored = field.read(typed(field), today()).unwrap();
            let stored = if matches!(field.kind(), FieldKind::Line | FieldKind::Text) {
                Some(word)
            } else {
                stored
            };
            let mine = if chance.below(4) == 0 { None } else { stored };
            let original = dossier
                .person
                .values
                .get(field)
                .map(|raw| raw.as_stored().to_owned());
            return hand
                .apply(edit(person, field, original.as_deref(), mine.as_deref()))
                .ok();
        }
        2 | 3 => {
            let to = *chance.one(&Stage::ALL);
            if to == dossier.person.stage || dossier.person.parked.is_some() {
                return None;
            }
            return Some(hand.moves(person, to));
        }
        4 => PeopleChange::Park {
            person,
            reason: *chance.one(&ParkReason::ALL),
            look_again: (chance.below(2) == 0).then_some(date),
        },
        5 => PeopleChange::Unpark { person },
        6 => PeopleChange::Snooze {
            person,
            until: date,
        },
        7 => PeopleChange::StepDone {
            person,
            step: dossier
                .person
                .values
                .get(Field::NextStep)
                .map(Raw::line)
                .unwrap_or_default(),
            date: dossier.person.values.date(Field::NextDate),
        },
        8 => PeopleChange::AddAccount {
            person,
            account: NewAccount {
                platform: *chance.one(&Platform::ALL),
                handle: Handle::parse(&word).unwrap(),
            },
        },
        9 => PeopleChange::AddContactPoint {
            person,
            kind: "mail".into(),
            value: word.clone(),
            manager: (chance.below(2) == 0).then(|| (word, "agency".to_owned())),
        },
        10 => PeopleChange::RemoveContactPoint {
            person,
            point: dossier.contact_points.first()?.id,
        },
        11 => PeopleChange::Add {
            accounts: vec![NewAccount {
                platform: *chance.one(&Platform::ALL),
                handle: Handle::parse(&format!("new.{word}")).unwrap(),
            }],
        },
        12 => {
            let talk = TalkChange::Log(NewTouch {
                person,
                direction: *chance.one(Direction::ALL),
                channel: Some(*chance.one(Channel::ALL)),
                kind: *chance.one(Kind::ALL),
                date: ago(chance.next() % 90),
                text: word,
            });
            return hand.apply(Change::Talk(talk)).ok();
        }
        13 => {
            let talk = match (
                dossier.touches.first(),
                dossier.notes.first(),
                chance.below(4),
            ) {
                (Some(touch), _, 0) => TalkChange::RemoveTouch {
                    person,
                    touch: touch.id,
                },
                (_, Some(note), 1) => TalkChange::RemoveNote {
                    person,
                    note: note.id,
                },
                (_, Some(note), 2) => TalkChange::EditNote {
                    person,
                    note: note.id,
                    original: note.text.as_stored().to_owned(),
                    mine: word,
                },
                _ => TalkChange::AddNote { person, text: word },
            };
            return hand.apply(Change::Talk(talk)).ok();
        }
        _ => {
            return hand
                .apply(Change::Talk(TalkChange::Answered {
                    person,
                    last: TouchId(i64::MAX),
                }))
                .ok();
        }
    };
    hand.apply(Change::People(change)).ok()
}

#[test]
fn everything_derived_is_as_if_made_again_after_random_work_of_two() {
    let world = World::new();
    let mut hands = [world.hand("ada"), world.hand("ben")];
    let mut chance = Chance::new(99);
    let mut refused = 0;
    for round in 0..400 {
        let hand = &mut hands[chance.below(2)];
        let done = match chance.below(8) {
            0 => hand.apply(Change::History(HistoryChange::UndoLast)).ok(),
            1 => hand.apply(Change::History(HistoryChange::RedoLast)).ok(),
            _ => random_work(hand, &mut chance),
        };
        refused += usize::from(done.is_none());
        if round % 100 == 99 {
            hands[0].is_sound();
        }
    }
    assert!(refused < 300, "{refused}");
    hands[1].is_sound();
    let counted = dump(&world.path())
        .iter()
        .filter(|line| line.starts_with("person "))
        .count();
    let Answer::Desk(desk) = hands[0].asks(&Question::Desk { owed: true }) else {
        panic!()
    };
    assert_eq!(desk.people as usize, counted);
    assert_eq!(desk.stages.iter().sum::<u32>() + desk.parked, desk.people);
}

// Questions.

fn page(hand: &mut Hand, list: &List, at: At, rows: u32) -> entourage::domain::question::Page {
    let question = Question::Page {
        list: list.clone(),
        at,
        rows,
        previews: false,
    };
    match hand.asks(&question) {
        Answer::Page(page) => page,
        other => panic!("{other:?}"),
    }
}

fn ids(page: &entourage::domain::question::Page) -> Vec<PersonId> {
    page.cards.iter().map(|card| card.id).collect()
}

#[test]
fn every_order_is_total_and_pages_are_pieces_of_it_before_and_after_it_was_counted() {
    let world = World::new();
    for search in ["", "skin", "a"] {
        for sort in Sort::ROSTER {
            let list = List {
                search: search.into(),
                sort,
                reversed: false,
            };
            let mut ada = world.hand("ada");
            let walked = ids(&page(&mut ada, &list, At::Row(0), 100));
            let pieces: Vec<PersonId> = (0..=walked.len() / 4)
                .flat_map(|number| {
                    let from = u32::try_from(number * 4).unwrap();
                    let piece = page(&mut ada, &list, At::Row(from), 4);
                    if piece.from == from {
                        ids(&piece)
                    } else {
                        Vec::new()
                    }
                })
                .collect();
            assert_eq!(pieces, walked, "{search:?} {sort:?} in pieces");
            let Answer::Whole(_, total) = ada.asks(&Question::Whole(list.clone())) else {
                panic!()
            };
            assert_eq!(total as usize, walked.len(), "{search:?} {sort:?}");
            let counted = page(&mut ada, &list, At::Row(0), 100);
            assert_eq!(ids(&counted), walked, "{search:?} {sort:?} counted");
            assert_eq!(counted.total, Some(total));
            if search.is_empty() || sort != Sort::Best {
                let mut turned = ids(&page(
                    &mut ada,
                    &List {
                        reversed: true,
                        ..list.clone()
                    },
                    At::Row(0),
                    100,
                ));
                turned.reverse();
                assert_eq!(turned, walked, "{search:?} {sort:?} the other way round");
            }
            for (place, person) in walked.iter().enumerate() {
                let round = page(&mut ada, &list, At::Person(*person, 0), 8);
                assert_eq!(
                    round.found.map(|row| row as usize),
                    Some(place),
                    "{search:?} {sort:?} {person:?}"
                );
            }
        }
    }
}

#[test]
fn a_column_of_the_board_holds_exactly_the_people_of_its_stage() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let Answer::Desk(desk) = ada.asks(&Question::Desk { owed: true }) else {
        panic!()
    };
    for stage in Stage::ALL {
        for sort in Sort::PIPELINE {
            let Answer::Column(_, column) = ada.asks(&Question::Column {
                stage,
                sort,
                at: At::Row(0),
                rows: 100,
            }) else {
                panic!()
            };
            assert_eq!(column.cards.len(), desk.stages[stage.index()] as usize);
            assert!(
                column
                    .cards
                    .iter()
                    .all(|card| card.stage == stage && card.parked.is_none())
            );
        }
    }
    assert_eq!(desk.parked, 1);
    assert_eq!(
        desk.members
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
        ["ada", "ben"]
    );
}

/// Adds people with these names.
fn named(names: &[&str]) -> (World, Hand) {
    let world = World::empty();
    let mut ada = world.hand("ada");
    for (number, name) in names.iter().enumerate() {
        ada.adds(
            Platform::Other,
            &format!("{number:03}"),
            &[(Field::Name, name)],
        );
    }
    (world, ada)
}

#[track_caller]
fn finds(hand: &mut Hand, words: &str, names: &[&str]) {
    let mut found = hand.finds(words);
    // What is found is fit to be shown; so are the names that are compared with it.
    let mut wanted: Vec<String> = names
        .iter()
        .map(|name| Clean::line(name).to_string())
        .collect();
    found.sort();
    wanted.sort();
    assert_eq!(found, wanted, "{words:?}");
}

#[test]
fn search_finds_the_beginnings_of_names_without_accents_and_case() {
    let (_world, mut ada) = named(&[
        "Zoë Ångström",
        "Łukasz Żak",
        "Søren Kjær",
        "Günther Weiß",
        "İpek Yıldız",
        "Ðorđe Œuvre",
        "Þóra Æsir",
        "Νίκος Σωκράτης",
        "Ёлка Йод",
        "𝓕𝓪𝓷𝓬𝔂 𝓛𝓮𝓽𝓽𝓮𝓻𝓼",
        "O\u{308}zgu\u{308}r",
    ]);
    for (words, name) in [
        ("zoe", "Zoë Ångström"),
        ("ZOË", "Zoë Ångström"),
        ("angs", "Zoë Ångström"),
        ("luk", "Łukasz Żak"),
        ("lukasz z", "Łukasz Żak"),
        ("żak", "Łukasz Żak"),
        ("soren", "Søren Kjær"),
        ("kjaer", "Søren Kjær"),
        ("weiss", "Günther Weiß"),
        ("WEISS", "Günther Weiß"),
        ("weiß", "Günther Weiß"),
        ("ipek", "İpek Yıldız"),
        ("İPEK", "İpek Yıldız"),
        ("yildiz", "İpek Yıldız"),
        ("YILDIZ", "İpek Yıldız"),
        ("dorde", "Ðorđe Œuvre"),
        ("oeuvre", "Ðorđe Œuvre"),
        ("thora", "Þóra Æsir"),
        ("aesir", "Þóra Æsir"),
        ("σωκρατης", "Νίκος Σωκράτης"),
        ("ΣΩΚΡΆΤΗΣ", "Νίκος Σωκράτης"),
        ("елка", "Ёлка Йод"),
        ("иод", "Ёлка Йод"),
        ("fancy let", "𝓕𝓪𝓷𝓬𝔂 𝓛𝓮𝓽𝓽𝓮𝓻𝓼"),
        ("özgür", "O\u{308}zgu\u{308}r"),
    ] {
        finds(&mut ada, words, &[name]);
    }
}

#[test]
fn one_or_two_letters_match_beginnings_and_three_match_inside_words() {
    let (_world, mut ada) = named(&["Zoë Ångström", "Azoe Bell", "Bazooka Jane", "Jo Zo"]);
    finds(&mut ada, "zo", &["Zoë Ångström", "Jo Zo"]);
    finds(&mut ada, "z", &["Zoë Ångström", "Jo Zo"]);
    finds(&mut ada, "zoe", &["Zoë Ångström", "Azoe Bell"]);
    finds(&mut ada, "zoo", &["Bazooka Jane"]);
    finds(&mut ada, "ooka jan", &["Bazooka Jane"]);
    finds(&mut ada, "ok", &[]);
    finds(&mut ada, "bell az", &["Azoe Bell"]);
}

#[test]
fn chinese_japanese_and_korean_match_inside_words_by_one_or_two_letters() {
    let (_world, mut ada) = named(&[
        "佐藤 花子",
        "王小明",
        "김민준",
        "かがわ しんじ",
        "カガワ",
        "Anna 王",
    ]);
    finds(&mut ada, "子", &["佐藤 花子"]);
    finds(&mut ada, "藤", &["佐藤 花子"]);
    finds(&mut ada, "小明", &["王小明"]);
    finds(&mut ada, "明", &["王小明"]);
    finds(&mut ada, "民", &[]);
    finds(&mut ada, "민", &["김민준"]);
    finds(&mut ada, "민준", &["김민준"]);
    finds(&mut ada, "がわ", &["かがわ しんじ"]);
    finds(&mut ada, "王", &["王小明", "Anna 王"]);
    finds(&mut ada, "anna 王", &["Anna 王"]);
}

#[test]
fn arabic_hebrew_indic_and_thai_names_are_found() {
    let (_world, mut ada) = named(&[
        "ليلى حداد",
        "דנה כהן",
        "अनिता शर्मा",
        "สมชาย ใจดี",
        "علی رضا",
        "Tamar தமிழ்",
    ]);
    finds(&mut ada, "ليل", &["ليلى حداد"]);
    finds(&mut ada, "حداد", &["ليلى حداد"]);
    finds(&mut ada, "علي", &["علی رضا"]);
    finds(&mut ada, "כהן", &["דנה כהן"]);
    finds(&mut ada, "शर्मा", &["अनिता शर्मा"]);
    finds(&mut ada, "สมชาย", &["สมชาย ใจดี"]);
    finds(&mut ada, "தமிழ்", &["Tamar தமிழ்"]);
}

#[test]
fn handles_niches_tags_and_notes_are_searched_and_names_come_first() {
    let world = World::empty();
    let mut ada = world.hand("ada");
    let noted = ada.adds(IG, "one", &[(Field::Name, "Noted")]);
    ada.notes(noted, "talks about marble all day");
    ada.adds(
        IG,
        "two",
        &[(Field::Name, "Tagged"), (Field::Tags, "marble")],
    );
    ada.adds(
        IG,
        "three",
        &[(Field::Name, "Niched"), (Field::Niche, "marble floors")],
    );
    ada.adds(IG, "marble.run", &[(Field::Name, "Handled")]);
    ada.adds(IG, "five", &[(Field::Name, "Marble Arch")]);
    let found = ada.finds("marble");
    assert_eq!(&found[..2], ["Marble Arch", "Handled"]);
    finds(
        &mut ada,
        "marble",
        &["Marble Arch", "Handled", "Niched", "Tagged", "Noted"],
    );
    finds(&mut ada, "@marble.run", &["Handled"]);
    finds(&mut ada, "marble floors", &["Niched"]);
    finds(&mut ada, "floors noted", &[]);
    let note = ada.dossier(noted).unwrap().notes[0].id;
    ada.does(Change::Talk(TalkChange::RemoveNote {
        person: noted,
        note,
    }));
    finds(&mut ada, "marble day", &[]);
    ada.undoes();
    finds(&mut ada, "marble day", &["Noted"]);
}

#[test]
fn what_is_typed_into_a_search_is_never_a_query_of_its_own() {
    let world = World::new();
    let mut ada = world.hand("ada");
    for typed in [
        "\"",
        "'",
        "*",
        "a*",
        "\"zoe",
        "zoe\"",
        "name:zoe",
        "NEAR(a b)",
        "a AND",
        "OR",
        "NOT",
        "(",
        ")",
        "^",
        "-",
        "--",
        "{",
        "}",
        "%",
        "_",
        "\\",
        "\0",
        "a\0b",
        ";",
        "zoe; drop table person",
        "\u{feff}",
        "\u{202e}zoe",
        "🙂",
        "👩🏽\u{200d}🚀",
        " ",
        "\u{3000}",
    ] {
        let found = ada.finds(typed);
        let list = List {
            search: typed.into(),
            ..List::default()
        };
        let Answer::Whole(_, total) = ada.asks(&Question::Whole(list)) else {
            panic!()
        };
        assert!(found.len() <= 22 && total <= 22, "{typed:?}");
    }
    finds(&mut ada, "\u{202e}zoe", &["Zoë Ångström"]);
    ada.is_sound();
}

// The file and those who share it.

#[test]
fn a_program_left_running_stops_writing_when_a_newer_one_changed_the_file() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let tom = ada.person("Tom Bakker");
    let sql = rusqlite::Connection::open(world.path()).unwrap();
    sql.execute_batch("PRAGMA user_version = 9999").unwrap();
    match ada.apply(edit(tom, Field::Place, None, Some("Utrecht"))) {
        Err(Failure::Trouble(trouble)) => {
            assert!(
                trouble.sentence.as_str().contains("a newer Entourage"),
                "{}",
                trouble.sentence
            );
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(ada.field(tom, Field::Place), None);
}

/// T5: no transaction begins in a way that could be refused half way.
#[test]
fn every_transaction_that_writes_begins_immediately() {
    fn files(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                files(&path, found);
            } else {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    files(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut found,
    );
    assert!(found.len() > 50);
    for path in found {
        let text = std::fs::read_to_string(&path).unwrap();
        // Several reads that must agree are a transaction, too; where one begins, nothing is written.
        if text.contains(".transaction()") {
            for word in ["INSERT", "UPDATE", "DELETE", "execute("] {
                assert!(
                    !text.contains(word),
                    "{} begins a transaction and has {word}",
                    path.display()
                );
            }
        }
        for word in [
            "unchecked_transaction",
            ".savepoint",
            "Behavior::Deferred",
            "Behavior::Exclusive",
            "BEGIN;",
            "BEGIN DEFERRED",
            "BEGIN TRANSACTION",
            "\"BEGIN\"",
        ] {
            assert!(!text.contains(word), "{} has {word}", path.display());
        }
    }
}

#[test]
fn four_who_save_at_once_all_save() {
    let world = World::new();
    std::thread::scope(|scope| {
        for number in 0..4 {
            let path = world.path();
            scope.spawn(move || {
                let who = entourage::store::Who {
                    login: format!("writer{number}"),
                    desk: entourage::domain::ids::DeskId(format!("thread-{number}")),
                };
                let mut store = entourage::store::Store::open(&path, &who).unwrap();
                for action in 0..25 {
                    let stamp = entourage::domain::change::Stamp {
                        action: entourage::domain::ids::ActionId(format!(
                            "thread-{number}/{action}"
                        )),
                        at: action,
                        today: today(),
                    };
                    let change = TalkChange::AddNote {
                        person: PersonId(1),
                        text: format!("{number} {action}"),
                    };
                    store.apply(Change::Talk(change), &stamp).unwrap();
                }
            });
        }
    });
    let mut ada = world.hand("ada");
    let notes = ada.dossier(PersonId(1)).unwrap().notes;
    for number in 0..4 {
        for action in 0..25 {
            let text = format!("{number} {action}");
            assert_eq!(
                notes
                    .iter()
                    .filter(|note| note.text.as_stored() == text)
                    .count(),
                1,
                "{text}"
            );
        }
    }
    ada.is_sound();
}
