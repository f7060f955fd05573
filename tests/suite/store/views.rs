//! The views for other tools say what the desk says.

use entourage::domain::field::Field;
use rusqlite::Connection;

use crate::support::World;

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
    assert!(views.len() >= 13, "{views:?}");
    for view in views {
        let rows: i64 = sql
            .query_row(&format!("SELECT count(*) FROM {view}"), [], |row| {
                row.get(0)
            })
            .unwrap();
        assert!(rows > 0, "{view} is empty");
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
