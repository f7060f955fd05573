//! Where else somebody is named: in texts about others, in views and settings, in the history of those. Nothing of it
//! is touched by erasing, but it is told, so that people can clean it.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use super::history::{About, is_whole};
use super::rows::Rows;
use crate::domain::text::{Clean, fold};
use crate::store::journal::JOURNALED;

/// Columns that hold words of ours, not text of people's.
const OURS: &[&str] = &[
    "owner",
    "next_owner",
    "by",
    "source",
    "handle_key",
    "brand_key",
    "date",
    "kind",
];

/// Places with how often, by name; and entries of the history.
pub fn elsewhere(
    connection: &Connection,
    words: &[String],
    rows: &[Rows],
    about: &About,
) -> rusqlite::Result<(Vec<(Clean, i64)>, i64)> {
    let words: Vec<String> = words
        .iter()
        .filter(|word| word.chars().count() > 3)
        .cloned()
        .collect();
    if words.is_empty() {
        return Ok((Vec::new(), 0));
    }
    let mut places = BTreeMap::new();
    for journaled in JOURNALED {
        let theirs: BTreeSet<i64> = rows
            .iter()
            .filter(|rows| rows.table == journaled.table)
            .flat_map(|rows| rows.ids.iter().copied())
            .collect();
        let texts = texts(connection, journaled.table)?;
        if texts.is_empty() {
            continue;
        }
        let person = journaled.person_of("t");
        let sql = format!(
            "SELECT t.id, (SELECT name FROM card WHERE person_id = {person}), whole FROM (
               SELECT *, concat_ws(char(10), {}) AS whole FROM {}) t WHERE {}",
            texts.join(", "),
            journaled.table,
            like("whole", words.len())
        );
        for (id, name, whole) in found(connection, &sql, &words)? {
            if !theirs.contains(&id) && names(&whole, &words) {
                *places
                    .entry(place(journaled.table, name.as_deref(), &whole))
                    .or_insert(0) += 1;
            }
        }
    }
    let places = places
        .into_iter()
        .map(|(place, many)| (Clean::line(&place), many))
        .collect();
    Ok((places, in_history(connection, &words, about)?))
}

fn in_history(connection: &Connection, words: &[String], about: &About) -> rusqlite::Result<i64> {
    let sql = format!(
        "SELECT id, NULL, whole FROM (
           SELECT id, concat_ws(char(10), before, after) AS whole FROM journal WHERE last_id IS NULL) t WHERE {}",
        like("whole", words.len())
    );
    let entries = found(connection, &sql, words)?;
    let many = entries
        .into_iter()
        .filter(|(id, _, whole)| !about.has(*id) && names(whole, words))
        .count();
    Ok(i64::try_from(many).unwrap_or(i64::MAX))
}

/// The columns of a table in which people write.
fn texts(connection: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    let columns: Vec<String> = connection
        .prepare_cached("SELECT name FROM pragma_table_info(?1) WHERE type = 'TEXT'")?
        .query_map([table], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(columns
        .into_iter()
        .filter(|column| !OURS.contains(&column.as_str()))
        .collect())
}

fn like(column: &str, many: usize) -> String {
    let each: Vec<String> = (1..=many)
        .map(|number| format!("{column} LIKE ?{number} ESCAPE '\\'"))
        .collect();
    each.join(" OR ")
}

/// Row, the name of the person it is about, and the text.
type Found = (i64, Option<String>, String);

fn found(connection: &Connection, sql: &str, words: &[String]) -> rusqlite::Result<Vec<Found>> {
    let patterns = words.iter().map(|word| {
        let plain = word
            .replace('\\', "\\\\")
            .replace('%', "\\%")
            .replace('_', "\\_");
        format!("%{plain}%")
    });
    connection
        .prepare(sql)?
        .query_map(rusqlite::params_from_iter(patterns), |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?
        .collect()
}

/// Whether one of the words stands in a text as a whole.
fn names(text: &str, words: &[String]) -> bool {
    let text = fold(text);
    words.iter().any(|word| {
        let word = fold(word);
        text.match_indices(&word)
            .any(|(at, _)| is_whole(&text, at, at + word.len()))
    })
}

fn place(table: &str, name: Option<&str>, whole: &str) -> String {
    let name = name.unwrap_or_default();
    let first = whole.lines().next().unwrap_or_default();
    match table {
        "person" => format!("record of {name}"),
        "account" => format!("account of {name}"),
        "contact_point" => format!("contact point of {name}"),
        "note" => format!("note on {name}"),
        "touch" => format!("contact with {name}"),
        "stage_move" => format!("move of {name}"),
        "saved_view" => format!("view {first}"),
        "manager" => format!("manager {first}"),
        "setting" => format!("setting {first}"),
        "mapping" => "what is remembered of a file's columns".to_owned(),
        "competitor" => format!("competitor {first}"),
        _ if name.is_empty() => table.replace('_', " "),
        _ => format!("{} of {name}", table.replace('_', " ")),
    }
}
