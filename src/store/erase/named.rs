//! Where else somebody is named: in texts about others, in views and settings, in the history of those. Nothing of it
//! is touched by erasing, but it is listed before, so that people can edit or delete it.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, params};

use super::history::About;
use super::rows::{self, Rows};
use crate::domain::names::Names;
use crate::domain::text::{Clean, fold};
use crate::store::journal::{JOURNALED, Journaled};

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
/// Letters of the shortest part of a name that is looked for alone.
const PART: usize = 4;

/// What somebody is known by.
pub struct Known {
    words: Vec<String>,
    /// Names, handles, ways to reach them.
    pub names: Names,
    /// Those of them that mean nothing else, also in the name of a file.
    pub sure: Names,
    /// Parts of their name that no one else has: a list is called after those as well.
    pub parts: Names,
}

impl Known {
    /// What these people, who are one, are known by.
    pub fn of(connection: &Connection, people: &[i64]) -> rusqlite::Result<Known> {
        let words = rows::words(connection, people)?;
        let sure = words.iter().map(|(called, word)| (*called, word.as_str()));
        let sure = Names::sure(sure);
        let is_telling = |word: &String| !Names::of([word]).is_empty();
        let words = words.into_iter().map(|(_, word)| word);
        let words: Vec<String> = words.filter(is_telling).collect();
        Ok(Known {
            names: Names::of(&words),
            sure,
            parts: parts(connection, people)?,
            words,
        })
    }
}

/// Parts of their names that no one else has in name or handle.
fn parts(connection: &Connection, people: &[i64]) -> rusqlite::Result<Names> {
    let people = rows::list(people);
    let shown: Vec<String> = connection
        .prepare_cached(
            "SELECT name FROM card WHERE person_id IN (SELECT value FROM json_each(?1))",
        )?
        .query_map([&people], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut is_others = connection.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM card WHERE person_id NOT IN (SELECT value FROM json_each(?1))
           AND (instr(name_key, ?2) > 0 OR instr(lower(handle), ?2) > 0))",
    )?;
    let mut own = Vec::new();
    for part in shown.iter().flat_map(|name| name.split_whitespace()) {
        let part = fold(part);
        if part.chars().count() >= PART
            && !is_others.query_row(params![people, part], |row| row.get(0))?
        {
            own.push(part);
        }
    }
    Ok(Names::of(own))
}

/// Places with how often, by name; and entries of the history.
pub fn elsewhere(
    connection: &Connection,
    known: &Known,
    rows: &[Rows],
    about: &About,
) -> rusqlite::Result<(Vec<(Clean, i64)>, i64)> {
    let mut places = BTreeMap::new();
    for journaled in JOURNALED {
        let theirs: BTreeSet<i64> = rows
            .iter()
            .filter(|rows| rows.table == journaled.table)
            .flat_map(|rows| rows.ids.iter().copied())
            .collect();
        for (id, place) in in_table(connection, known, journaled)? {
            if !theirs.contains(&id) {
                *places.entry(place).or_insert(0) += 1;
            }
        }
    }
    let places = places
        .into_iter()
        .map(|(place, many)| (Clean::line(&place), many))
        .collect();
    Ok((places, in_history(connection, known, about)?))
}

/// Rows of a table that name them, with their places in words.
fn in_table(
    connection: &Connection,
    known: &Known,
    journaled: &Journaled,
) -> rusqlite::Result<Vec<(i64, String)>> {
    let table = journaled.table;
    let texts = texts(connection, table)?;
    if texts.is_empty() {
        return Ok(Vec::new());
    }
    let person = journaled.person_of("t");
    let about_nobody = person == "NULL";
    // Tables that are about no person are small and are read whole; of the others only rows with one of the words.
    let condition = if about_nobody {
        "1".to_owned()
    } else {
        like("whole", known.words.len())
    };
    let owner = if table == "saved_view" {
        "owner"
    } else {
        "NULL"
    };
    let sql = format!(
        "SELECT t.id, coalesce({owner}, (SELECT name FROM card WHERE person_id = {person})), whole FROM (
           SELECT *, concat_ws(char(10), {}) AS whole FROM {table}) t WHERE {condition}",
        texts.join(", "),
    );
    let names = if table == "saved_view" {
        known.names.clone().and(known.parts.clone())
    } else {
        known.names.clone()
    };
    let words: &[String] = if about_nobody { &[] } else { &known.words };
    let found = found(connection, &sql, words)?.into_iter();
    Ok(found
        .filter(|(_, _, whole)| names.are_in(whole))
        .map(|(id, name, whole)| (id, place(table, name.as_deref(), &whole)))
        .collect())
}

fn in_history(connection: &Connection, known: &Known, about: &About) -> rusqlite::Result<i64> {
    let sql = format!(
        "SELECT id, NULL, whole FROM (
           SELECT id, concat_ws(char(10), before, after) AS whole FROM journal WHERE last_id IS NULL) t WHERE {}",
        like("whole", known.words.len())
    );
    let entries = found(connection, &sql, &known.words)?;
    let many = entries
        .into_iter()
        .filter(|(id, _, whole)| !about.has(*id) && known.names.are_in(whole))
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
    if each.is_empty() {
        "0".to_owned()
    } else {
        each.join(" OR ")
    }
}

/// Row, the name of the person it is about or whose it is, and the text.
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
        "saved_view" if name.is_empty() => format!("the team's view \"{first}\""),
        "saved_view" => format!("{name}'s view \"{first}\""),
        "manager" => format!("manager {first}"),
        "setting" => format!("setting {first}"),
        "mapping" => "remembered columns of a file".to_owned(),
        "competitor" => format!("competitor {first}"),
        _ if name.is_empty() => table.replace('_', " "),
        _ => format!("{} of {name}", table.replace('_', " ")),
    }
}
