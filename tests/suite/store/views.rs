//! The views for other tools say what the desk says.

use entourage::domain::change::{Change, TriageChange};
use entourage::domain::field::Field;
use entourage::domain::ids::SetId;
use entourage::domain::saved_view::{Listing, ViewChange};
use entourage::domain::triage::{Check, Decision, Verdict};
use rusqlite::Connection;

use crate::support::World;
use crate::triage::{candidate, jumps};

/// The file as another program reads it: without our functions, and trusting nothing.
fn other_tool(world: &World) -> Connection {
    let sql = Connection::open_with_flags(world.path(), rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY)
        .unwrap();
    sql.execute_batch("PRAGMA trusted_schema = OFF").unwrap();
    sql
}

fn column<T: rusqlite::types::FromSql>(sql: &Connection, query: &str) -> Vec<T> {
    let mut statement = sql.prepare(query).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

#[test]
fn every_view_can_be_read_by_another_program_while_a_desk_is_open() {
    let world = World::demo("ada");
    let mut ada = world.hand("ada");
    let person = ada.store.everybody().unwrap()[0];
    ada.is_well_known(person);
    let sql = other_tool(&world);
    let views: Vec<String> = column(&sql, "SELECT name FROM sqlite_schema WHERE type = 'view'");
    assert!(views.len() >= 18, "{views:?}");
    // What a new team has not done yet; the story below does it.
    let later = [
        "fit_checks",
        "flag_decisions",
        "merged_people",
        "erasures",
        "saved_views",
    ];
    for view in views {
        let rows: i64 = sql
            .query_row(&format!("SELECT count(*) FROM {view}"), [], |row| {
                row.get(0)
            })
            .unwrap();
        assert!(
            rows > 0 || later.contains(&view.as_str()),
            "{view} is empty"
        );
    }
}

#[test]
fn the_views_of_people_and_figures_agree_with_the_profile() {
    let world = World::demo("ada");
    let mut ada = world.hand("ada");
    let sql = other_tool(&world);
    let people = ada.store.everybody().unwrap();
    let (mut accounts, mut rated) = (0, 0);
    for person in &people {
        let dossier = ada.dossier(*person).unwrap();
        let stage: String = sql
            .query_row(
                "SELECT stage FROM people WHERE person_id = ?1",
                [person.0],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(stage, dossier.person.stage.word());
        let step: Option<String> = sql
            .query_row(
                "SELECT max(step) FROM next_steps WHERE person_id = ?1",
                [person.0],
                |row| row.get(0),
            )
            .unwrap();
        let stored = dossier
            .person
            .values
            .get(Field::NextStep)
            .map(|step| step.as_stored().to_owned());
        assert_eq!(step, stored);
        for account in &dossier.accounts {
            let Some(latest) = account.latest() else {
                continue;
            };
            let (followers, percent): (Option<i64>, Option<f64>) = sql
                .query_row(
                    "SELECT followers, engagement_percent FROM latest_figures WHERE account_id = ?1",
                    [account.id.0],
                    |row| Ok((row.get(0)?, row.get(1)?)),
                )
                .unwrap();
            assert_eq!(followers, latest.figures.followers);
            let rate = latest.figures.engagement().map(|rate| rate.millionths);
            #[allow(clippy::cast_possible_truncation)]
            let said = percent.map(|percent| (percent * 10_000.0).round() as i64);
            assert_eq!(said, rate, "{}", account.handle.as_str());
            accounts += 1;
            rated += i32::from(rate.is_some());
        }
    }
    assert!(
        accounts > 100 && rated > 50,
        "{accounts} accounts, {rated} with a rate"
    );
    let all: i64 = sql
        .query_row("SELECT count(*) FROM people", [], |row| row.get(0))
        .unwrap();
    assert_eq!(usize::try_from(all).unwrap(), people.len());
}

#[test]
fn the_views_of_terms_say_what_was_written() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let zoe = ada.person("Zoë Ångström");
    ada.is_well_known(zoe);
    let sql = other_tool(&world);
    let rates: Vec<String> = column(
        &sql,
        "SELECT per || ' ' || amount || ' ' || currency FROM rates WHERE name = 'Zoë Ångström' ORDER BY amount_minor",
    );
    assert_eq!(
        rates,
        ["story 150.50 EUR", "post 550.00 EUR", "post 600.00 EUR"]
    );
    let rivals: Vec<String> = column(&sql, "SELECT brand FROM sponsors WHERE competitor = 1");
    assert_eq!(rivals, ["Nord & Salt"]);
    let shares: Vec<String> = column(
        &sql,
        "SELECT key || ' ' || percent FROM audience WHERE kind = 'country' ORDER BY percent DESC",
    );
    assert_eq!(shares, ["SE 42.0", "US 12.5", "DE 8.0"]);
    let posts: Vec<String> = column(&sql, "SELECT value FROM contact_points WHERE kind = 'post'");
    assert_eq!(posts, ["Storgatan 1\n211 34 Malmö\nSweden"]);
}

#[test]
fn the_views_of_triage_and_of_lists_say_what_was_decided() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let person = jumps(&mut ada, "bought.fame", 9_000);
    let flag = candidate(&mut ada, person).flags[0].flag.clone();
    ada.does(Change::Triage(TriageChange::Flag {
        person,
        flag,
        seen: None,
        decision: Some((Decision::Cleared, "was on television".to_owned())),
    }));
    ada.does(Change::Triage(TriageChange::Check {
        person,
        check: Check::Niche,
        seen: None,
        mine: Some((Verdict::Yes, "barbers".to_owned())),
    }));
    let listing = Listing {
        query: "stage:outreach".into(),
        ..Listing::default()
    };
    ada.does(Change::View(ViewChange::Save {
        name: "Spring".into(),
        listing,
        seen: SetId::default(),
    }));
    let sql = other_tool(&world);
    assert_eq!(
        column::<String>(
            &sql,
            "SELECT answer || ': ' || line || ', ' || by FROM fit_checks"
        ),
        ["yes: barbers, ada"]
    );
    assert_eq!(
        column::<String>(
            &sql,
            "SELECT handle || ' ' || decision || ': ' || line FROM flag_decisions"
        ),
        ["bought.fame cleared: was on television"]
    );
    assert_eq!(
        column::<String>(&sql, "SELECT name || ': ' || query FROM saved_views"),
        ["Spring: stage:outreach"]
    );
    let fit: String = sql
        .query_row(
            "SELECT fit_yes || '/' || fit_answered || ' ' || open_flags FROM people WHERE person_id = ?1",
            [person.0],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(fit, "1/1 0");
}

#[test]
fn the_views_of_merged_and_erased_people_say_that_they_were_there() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let (zoe, tom) = (ada.person("Zoë Ångström"), ada.person("Tom Bakker"));
    ada.merges(&[zoe, tom]);
    let gone = ada.person("Günther Weiß");
    ada.erases(gone);
    let sql = other_tool(&world);
    assert_eq!(
        column::<String>(
            &sql,
            "SELECT name || ' < ' || merged_name FROM merged_people"
        ),
        ["Zoë Ångström < Tom Bakker"]
    );
    assert_eq!(
        column::<String>(&sql, "SELECT by || ' ' || stage FROM erasures"),
        ["ada discovery"]
    );
}

#[test]
fn nothing_can_be_written_past_the_journal() {
    let world = World::new();
    let sql = Connection::open(world.path()).unwrap();
    let written = sql.execute("UPDATE rate SET amount = 0", []);
    assert!(written.is_ok(), "there is nothing to change");
    drop(sql);
    let mut ada = world.hand("ada");
    let zoe = ada.person("Zoë Ångström");
    ada.is_well_known(zoe);
    let sql = Connection::open(world.path()).unwrap();
    assert!(sql.execute("UPDATE rate SET amount = 0", []).is_err());
}
