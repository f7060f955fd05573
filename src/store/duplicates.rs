//! The search for people who may be one: what is known of everybody, read piece by piece, so that nobody's save and no
//! key waits for it. It reads and never writes; what it finds is looked at by a person.

use std::collections::HashSet;

use rusqlite::Connection;
use serde_json::{Map, Value};

use super::{Failure, Store, cards};
use crate::domain::card::Card;
use crate::domain::duplicates::{Duplicate, Duplicates, Finder};
use crate::domain::ids::PersonId;
use crate::domain::platform::{Handle, NameKind, Platform};

/// Rows of one piece: some ten milliseconds.
const ROWS: i64 = 10_000;
/// Candidates that are listed; the surest. Who has merged these looks again.
const MOST: usize = 2_000;

/// A search that goes on.
#[derive(Debug, Default)]
pub struct Looking {
    finder: Finder,
    part: Part,
    cursor: i64,
    people: usize,
    done: i64,
    total: i64,
}

/// What is being read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Part {
    #[default]
    Accounts,
    Reach,
    People,
    Found,
}

impl Looking {
    /// How far it is.
    #[must_use]
    pub fn per_cent(&self) -> u8 {
        let part = self.done * 100 / self.total.max(1);
        u8::try_from(part.clamp(0, 99)).unwrap_or(0)
    }
}

impl Store {
    /// One piece of a search; everything that was found when it was the last.
    ///
    /// # Errors
    /// What `SQLite` says.
    pub fn look_for_duplicates(
        &mut self,
        looking: &mut Looking,
    ) -> Result<Option<Duplicates>, Failure> {
        let connection = &self.connection;
        if looking.total == 0 {
            looking.total = connection.query_row(
                "SELECT (SELECT count(*) FROM account) + (SELECT count(*) FROM contact_point) + (SELECT count(*) FROM person) + 1",
                [],
                |row| row.get(0),
            )?;
        }
        let (rows, then) = match looking.part {
            Part::Accounts => (accounts(connection, looking)?, Part::Reach),
            Part::Reach => (reach(connection, looking)?, Part::People),
            Part::People => (people(connection, looking)?, Part::Found),
            Part::Found => return self.found(std::mem::take(looking)).map(Some),
        };
        looking.done += rows;
        if rows < ROWS {
            (looking.part, looking.cursor) = (then, 0);
        }
        Ok(None)
    }

    fn found(&mut self, looking: Looking) -> Result<Duplicates, Failure> {
        let people = looking.people;
        let not_same = not_same(&self.connection)?;
        let guesses = looking.finder.finish(&not_same);
        let mut duplicates = Duplicates {
            found: Vec::new(),
            total: guesses.found.len(),
            people,
            crowds: guesses.crowds,
            all_crowds: guesses.all_crowds,
        };
        for guess in guesses.found.into_iter().take(MOST) {
            let mut cards: Vec<Card> =
                cards::of_all(&self.connection, guess.people.iter().map(|one| one.0))?;
            cards.sort_by_key(|card| std::cmp::Reverse(card.followers));
            // Somebody was merged or taken out while this was looked for.
            if cards.len() < guess.people.len() {
                duplicates.total -= 1;
                continue;
            }
            duplicates.found.push(Duplicate {
                people: cards,
                reasons: guess.reasons,
                score: guess.score,
            });
        }
        Ok(duplicates)
    }
}

fn accounts(connection: &Connection, looking: &mut Looking) -> rusqlite::Result<i64> {
    let mut statement = connection.prepare_cached(
        "SELECT id, person_id, platform, handle, handle_kind FROM account WHERE id > ?1 ORDER BY id LIMIT ?2",
    )?;
    let mut rows = statement.query([looking.cursor, ROWS])?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        looking.cursor = row.get(0)?;
        let platform = Platform::stored(row.get_ref(2)?.as_str()?);
        let kind = NameKind::stored(row.get_ref(4)?.as_str()?);
        let handle = Handle::stored(kind, row.get_ref(3)?.as_str()?);
        looking
            .finder
            .account(PersonId(row.get(1)?), platform, &handle);
        count += 1;
    }
    Ok(count)
}

/// Ways to reach people themselves: a manager stands for many.
fn reach(connection: &Connection, looking: &mut Looking) -> rusqlite::Result<i64> {
    let mut statement = connection.prepare_cached(
        "SELECT id, person_id, kind, value, manager_id IS NULL FROM contact_point WHERE id > ?1 ORDER BY id LIMIT ?2",
    )?;
    let mut rows = statement.query([looking.cursor, ROWS])?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        looking.cursor = row.get(0)?;
        if row.get(4)? {
            let (kind, value) = (row.get_ref(2)?.as_str()?, row.get_ref(3)?.as_str()?);
            looking.finder.reach(PersonId(row.get(1)?), kind, value);
        }
        count += 1;
    }
    Ok(count)
}

/// Names, and links among the columns without a field of their own.
fn people(connection: &Connection, looking: &mut Looking) -> rusqlite::Result<i64> {
    let mut statement = connection.prepare_cached(
        "SELECT id, name, CASE WHEN extra LIKE '%.%' THEN extra END FROM person WHERE id > ?1 ORDER BY id LIMIT ?2",
    )?;
    let mut rows = statement.query([looking.cursor, ROWS])?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        let person = PersonId(row.get(0)?);
        looking.cursor = person.0;
        if let Ok(name) = row.get_ref(1)?.as_str() {
            looking.finder.name(person, name);
        }
        if let Ok(extra) = row.get_ref(2)?.as_str() {
            for link in links(extra) {
                looking.finder.link(person, &link);
            }
        }
        looking.people += 1;
        count += 1;
    }
    Ok(count)
}

/// Values of columns that are called like a page of somebody's own, and not like a picture or a post.
fn links(extra: &str) -> Vec<String> {
    let map: Map<String, Value> = serde_json::from_str(extra).unwrap_or_default();
    let is_own = |name: &str| {
        let name = name.to_lowercase();
        let any = |words: &[&str]| words.iter().any(|word| name.contains(word));
        any(&["url", "link", "web", "site", "blog", "homepage", "shop"])
            && !any(&[
                "image", "picture", "avatar", "photo", "thumb", "post", "media", "video",
            ])
    };
    map.into_iter()
        .filter(|(name, _)| is_own(name))
        .filter_map(|(_, value)| value.as_str().map(str::to_owned))
        .collect()
}

/// Pairs of whom somebody said that they are two.
fn not_same(connection: &Connection) -> rusqlite::Result<HashSet<(PersonId, PersonId)>> {
    connection
        .prepare_cached("SELECT person_id, other_id FROM not_same")?
        .query_map([], |row| Ok((PersonId(row.get(0)?), PersonId(row.get(1)?))))?
        .collect()
}
