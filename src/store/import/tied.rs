//! Who the rows of our own export are: rows with one number are of one person if they say the same of them.
//!
//! # The rule
//!
//! A number is a person's in one database only: files of two databases that were joined, and rows that were copied in a
//! spreadsheet, have it twice. Rows with one number are of one person,
//!
//! - never where both have mail addresses or telephone numbers, and none in common;
//! - where the names are the same, unless they were added on different days and have no address in common;
//! - where the names differ, if they were added on the same day and have an address in common;
//! - where one has no name, as where they differ; where both have none and no address, if they were added on the same
//!   day and the one row directly follows the other, as we write them.
//!
//! A row without an account is about a person of that name who has none either, unless an earlier row of the file with
//! another number was: of several, one who was added on the same day or has an address in common; else only one who is
//! alone. Everyone else is new, and reported.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Connection, params};

use super::reached::{Points, Reached, reached_by, reached_of};
use crate::domain::dates::from_iso;
use crate::domain::incoming::Incoming;
use crate::domain::text::fold;

/// What the rows of one person said of them.
#[derive(Debug, Clone)]
struct Tied {
    person: i64,
    name: Option<String>,
    added: Option<NaiveDate>,
    reached: Points,
}

impl Tied {
    fn is_one_with(&self, other: &Tied, follows: bool) -> bool {
        let days = self.added.zip(other.added).map(|(one, other)| one == other);
        let reached = self.reached.beside(&other.reached);
        let is_alike = reached == Reached::Alike;
        let is_same_day = days == Some(true);
        if reached == Reached::Otherwise {
            return false;
        }
        match (&self.name, &other.name) {
            (Some(one), Some(other)) if one == other => days != Some(false) || is_alike,
            (Some(_), _) | (_, Some(_)) => is_same_day && is_alike,
            (None, None) => is_same_day && (is_alike || follows),
        }
    }
}

/// The people of the rows so far by their numbers in the database that wrote the file.
#[derive(Debug, Default, Clone)]
pub(in crate::store) struct Numbered {
    by_number: HashMap<i64, Vec<Tied>>,
    numbers: HashMap<i64, i64>,
    /// The number of the last row.
    last: Option<i64>,
}

/// Whom the number of a row says it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum ByNumber {
    /// No earlier row had it, or it has none.
    Unknown,
    /// The person of an earlier row.
    Same(i64),
    /// Rows with this number were of other people.
    Others,
}

impl Numbered {
    /// Whom the number of a row says it is about.
    pub fn of(&self, row: &Incoming) -> ByNumber {
        let Some(number) = row.person_key() else {
            return ByNumber::Unknown;
        };
        let Some(tied) = self.by_number.get(&number) else {
            return ByNumber::Unknown;
        };
        let one = said(row, 0);
        let follows = self.last == Some(number);
        let same = tied
            .iter()
            .rev()
            .find(|tied| tied.is_one_with(&one, follows));
        same.map_or(ByNumber::Others, |tied| ByNumber::Same(tied.person))
    }

    /// Remembers whose a row was.
    pub fn note(&mut self, row: &Incoming, person: i64) {
        self.last = row.person_key();
        let Some(number) = self.last else { return };
        self.numbers.entry(person).or_insert(number);
        let tied = self.by_number.entry(number).or_default();
        if tied.last().is_none_or(|last| last.person != person) {
            tied.push(said(row, person));
        }
    }

    /// Whether an earlier row with another number was about a person.
    fn is_anothers(&self, person: i64, row: &Incoming) -> bool {
        let number = self.numbers.get(&person).copied();
        number.is_some() && row.person_key().is_some() && number != row.person_key()
    }
}

fn said(row: &Incoming, person: i64) -> Tied {
    let name = row.name.as_deref().map(fold);
    Tied {
        person,
        name: name.filter(|name| !name.trim().is_empty()),
        added: row.carried.as_ref().and_then(|carried| carried.added),
        reached: reached_by(row),
    }
}

/// Everyone a row without an account may be about: those of that name who have none either. The number comes first.
///
/// # Errors
/// What `SQLite` says.
pub(in crate::store) fn all_without_account(
    connection: &Connection,
    row: &Incoming,
) -> rusqlite::Result<Vec<i64>> {
    let people = without_account(connection, row)?;
    Ok(people.into_iter().map(|(person, _)| person).collect())
}

fn without_account(
    connection: &Connection,
    row: &Incoming,
) -> rusqlite::Result<Vec<(i64, Option<NaiveDate>)>> {
    let Some(name) = row.name.as_deref().filter(|_| !row.has_account()) else {
        return Ok(Vec::new());
    };
    connection
        .prepare_cached(
            "SELECT p.id, p.added FROM person p WHERE p.name = ?1
               AND NOT EXISTS (SELECT 1 FROM account a WHERE a.person_id = p.id)
             ORDER BY p.id <> ?2, p.id",
        )?
        .query_map(params![name, row.person_key().unwrap_or_default()], |row| {
            let added = row.get_ref(1)?.as_str().ok().and_then(from_iso);
            Ok((row.get(0)?, added))
        })?
        .collect()
}

/// Whom a row without an account is about.
pub(in crate::store) enum Alone {
    /// No one who is known.
    New,
    /// No one who is known, although there are people of that name without an account.
    Apart,
    /// This person.
    Known(i64),
}

/// Whom a row without an account is about.
///
/// # Errors
/// What `SQLite` says.
pub(in crate::store) fn alone(
    connection: &Connection,
    row: &Incoming,
    numbered: &Numbered,
) -> rusqlite::Result<Alone> {
    let reached = reached_by(row);
    let day = row.carried.as_ref().and_then(|carried| carried.added);
    let mut fitting = Vec::new();
    let mut is_alone = true;
    for (person, added) in without_account(connection, row)? {
        if numbered.is_anothers(person, row) {
            continue;
        }
        is_alone = false;
        let how = reached_of(connection, person)?.beside(&reached);
        if how != Reached::Otherwise {
            let is_same_day = day.is_some() && added == day;
            fitting.push((how != Reached::Alike, !is_same_day, person));
        }
    }
    // Those who come first are kept first: by the number, and in the order in which they were added.
    fitting.sort_by_key(|(is_unlike, is_other_day, _)| (*is_unlike, *is_other_day));
    Ok(match fitting.as_slice() {
        [(_, _, person)] | [(false, _, person) | (_, false, person), ..] => Alone::Known(*person),
        [] if is_alone => Alone::New,
        [] | [_, ..] => Alone::Apart,
    })
}
