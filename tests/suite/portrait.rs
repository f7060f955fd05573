//! The portrait of a person is whole: whatever table keeps something of them, it is in it.

use entourage::domain::platform::Platform;
use entourage::domain::text::Clean;
use entourage::exchange::portrait::portrait_of;
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::support::{World, today};
use crate::terminal::pty::Home;

/// What is not told to the person, and why. A column without a line here, and without words in the portrait, fails.
const REASONS: &[(&str, &str)] = &[
    ("id", "the number of a row"),
    ("version", "how often a row was changed"),
    ("person_id", "leads to the person"),
    ("account_id", "leads to the account"),
    ("manager_id", "leads to the manager, who is told"),
    ("handle_key", "the handle once more, to be looked up"),
    ("handle_kind", "the mark before the handle says it"),
    ("brand_key", "the brand once more, to be looked up"),
    ("by_hand", "whether a person or a file wrote a field last"),
    ("imported", "whether a person or a file wrote a row last"),
    ("settled", "whether their message still waits for an answer"),
    ("gone", "the number of a row that is no more"),
    ("figures", "the words of the flag say them"),
    ("flag_decision.kind", "the words of the flag say it"),
];

/// What is put into columns that do not take any word or number, and how the portrait says it.
const SPECIAL: &[(&str, &str, &str)] = &[
    ("person.stage", "2", "stage: collaboration"),
    ("person.stage_since", "2026-01-02", "2026-01-02"),
    ("person.park_reason", "no reply", "parked: no reply"),
    ("person.look_again", "2027-01-03", "2027-01-03"),
    ("person.snoozed_until", "2027-01-04", "2027-01-04"),
    ("person.added", "2025-01-05", "2025-01-05"),
    ("person.break_until", "2027-01-06", "2027-01-06"),
    ("person.next_date", "2027-01-07", "2027-01-07"),
    ("person.shortlisted", "2026-01-08", "2026-01-08"),
    (
        "person.extra",
        r#"{"its extra":"its value"}"#,
        "its extra: its value",
    ),
    ("account.platform", "youtube", "YouTube"),
    ("snapshot.date", "2026-02-01", "2026-02-01"),
    ("snapshot.engagement_rate", "71900", "engagement rate 7.19%"),
    ("touch.direction", "in", "they ("),
    ("touch.channel", "phone", "phone"),
    ("touch.kind", "pitch", "(pitch, phone;"),
    ("touch.date", "2026-02-02", "2026-02-02"),
    ("audience_share.kind", "country", "country"),
    ("audience_share.key", "SE", "Sweden 12.34%"),
    ("audience_share.share", "123400", "12.34%"),
    ("audience_share.date", "2026-02-03", "2026-02-03"),
    ("sponsorship.first", "2026-02-04", "2026-02-04"),
    ("sponsorship.last", "2026-02-05", "2026-02-05"),
    ("sponsorship.date", "2026-02-06", "2026-02-06"),
    ("rate.kind", "story", "per story"),
    ("rate.platform", "tiktok", "TikTok"),
    ("rate.amount", "81700", "817 EUR"),
    ("rate.currency", "EUR", "817 EUR"),
    ("rate.date", "2026-02-07", "2026-02-07"),
    ("note.date", "2026-02-08", "2026-02-08"),
    ("stage_move.from_stage", "1", "outreach to"),
    ("stage_move.to_stage", "3", "to nurturing"),
    ("stage_move.date", "2026-02-09", "2026-02-09"),
    ("fit_check.kind", "track record", "track record"),
    ("fit_check.answer", "unsure", "unsure"),
    ("fit_check.date", "2026-02-10", "2026-02-10"),
    ("flag_decision.decision", "cleared", "cleared"),
    ("flag_decision.date", "2026-02-11", "2026-02-11"),
    ("merged.date", "2026-02-12", "2026-02-12"),
    ("not_same.date", "2026-02-13", "2026-02-13"),
];

/// Tables that keep something of people: by what refers to people and accounts, and those who stand for them.
fn tables(sql: &Connection) -> Vec<String> {
    let refers = "SELECT DISTINCT m.name FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
         WHERE m.type = 'table' AND f.\"table\" IN ('person', 'account') ORDER BY m.name = 'account' DESC, m.name";
    let mut tables = vec!["person".to_owned(), "manager".to_owned()];
    let mut statement = sql.prepare(refers).unwrap();
    let found = statement.query_map([], |row| row.get(0)).unwrap();
    tables.extend(found.map(Result::unwrap));
    tables
}

/// Columns of a table, and whether they hold text.
fn columns(sql: &Connection, table: &str) -> Vec<(String, bool)> {
    let mut statement = sql
        .prepare("SELECT name, type = 'TEXT' FROM pragma_table_info(?1)")
        .unwrap();
    let found = statement.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)));
    found.unwrap().map(Result::unwrap).collect()
}

fn reason(table: &str, column: &str) -> Option<&'static str> {
    let whole = format!("{table}.{column}");
    let told = REASONS
        .iter()
        .find(|(name, _)| *name == column || *name == whole);
    told.map(|(_, why)| *why)
}

/// What is put into a column, and what the portrait is to say.
fn filled(table: &str, column: &str, is_text: bool, number: usize) -> (Value, Vec<String>) {
    let whole = format!("{table}.{column}");
    if let Some((_, value, said)) = SPECIAL.iter().find(|(name, ..)| *name == whole) {
        let value = match value.parse() {
            Ok(number) if !is_text => Value::Integer(number),
            _ => Value::Text((*value).to_owned()),
        };
        return (value, vec![(*said).to_owned()]);
    }
    if is_text {
        let words = format!("its {table} {column}").replace('_', " ");
        return (Value::Text(words.clone()), vec![words]);
    }
    let number = i64::try_from(number).unwrap() + 7_000;
    (
        Value::Integer(number),
        vec![number.to_string(), format!("7,{:03}", number - 7_000)],
    )
}

#[test]
fn everything_that_is_kept_of_a_person_is_in_their_portrait() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let quilla = ada.adds(Platform::Instagram, "quilla.zanz", &[]);
    let tom = ada.person("Tom Bakker");
    let sql = Connection::open(world.path()).unwrap();
    sql.execute_batch("BEGIN; UPDATE journal_now SET set_id = 1")
        .unwrap();
    let mut wanted = Vec::new();
    let mut ids = std::collections::HashMap::from([("person", quilla.0)]);
    for (place, table) in tables(&sql).iter().enumerate() {
        let mut row: Vec<(String, Value)> = Vec::new();
        for (at, (column, is_text)) in columns(&sql, table).into_iter().enumerate() {
            let value = match column.as_str() {
                "id" | "version" | "by_hand" | "imported" | "settled" => continue,
                "person_id" => Value::Integer(quilla.0),
                "other_id" => {
                    wanted.push((format!("{table}.{column}"), vec!["Tom Bakker".to_owned()]));
                    Value::Integer(tom.0)
                }
                "account_id" => Value::Integer(ids["account"]),
                "manager_id" => Value::Integer(ids["manager"]),
                _ => {
                    let (value, said) = filled(table, &column, is_text, place * 40 + at);
                    if reason(table, &column).is_none() {
                        wanted.push((format!("{table}.{column}"), said));
                    }
                    value
                }
            };
            row.push((column, value));
        }
        let names: Vec<&str> = row.iter().map(|(name, _)| name.as_str()).collect();
        let values = rusqlite::params_from_iter(row.iter().map(|(_, value)| value.clone()));
        if table == "person" {
            let sets: Vec<String> = names.iter().map(|name| format!("{name} = ?")).collect();
            let update = format!(
                "UPDATE person SET {} WHERE id = {}",
                sets.join(", "),
                quilla.0
            );
            assert_eq!(sql.execute(&update, values).unwrap(), 1);
            continue;
        }
        let marks = vec!["?"; row.len()].join(", ");
        let insert = format!(
            "INSERT INTO {table} ({}) VALUES ({marks})",
            names.join(", ")
        );
        sql.execute(&insert, values)
            .unwrap_or_else(|error| panic!("{table}: {error}"));
        match table.as_str() {
            "account" => ids.insert("account", sql.last_insert_rowid()),
            "manager" => ids.insert("manager", sql.last_insert_rowid()),
            _ => None,
        };
    }
    sql.execute_batch("UPDATE journal_now SET set_id = NULL; COMMIT")
        .unwrap();
    let portrait = ada.store.portrait(quilla).unwrap().unwrap();
    let told = portrait_of(&portrait, today());
    for (column, said) in wanted {
        assert!(
            said.iter().any(|words| told.contains(words.as_str())),
            "{column} ({said:?}) is not in the portrait, and no reason says why:\n{told}"
        );
    }
}

#[test]
fn texts_of_many_lines_stand_in_it_whole() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let zoe = ada.person("Zoë Ångström");
    ada.notes(zoe, "the first line\nthe *second* line\n\nand a last one");
    let portrait = ada.store.portrait(zoe).unwrap().unwrap();
    let told = portrait_of(&portrait, today());
    for line in ["the first line", "the \\*second\\* line", "and a last one"] {
        assert!(told.contains(line), "{line}: {told}");
    }
}

#[test]
fn the_command_line_writes_it() {
    let (home, world) = (Home::new(), World::new());
    let told = home
        .run(
            &world.path(),
            &["export", "--person", "tombakker", "--markdown"],
        )
        .ends(0)
        .out;
    assert!(
        told.starts_with("# Tom Bakker\n\nEverything that is kept"),
        "{told}"
    );
    for words in [
        "known since",
        "## Accounts",
        "Twitch: tombakker",
        "november.csv",
        "## Changes",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let list = home
        .run(&world.path(), &["export", "--markdown"])
        .ends(0)
        .out;
    assert!(!list.contains("Everything that is kept"), "{list}");
    assert_eq!(Clean::text(&list).as_str(), list);
    let both = ["export", "--markdown", "--format", "csv"];
    assert_eq!(home.run(&world.path(), &both).code, Some(2));
}
