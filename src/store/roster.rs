//! The roster: pages of a list of people, and whole lists counted and kept.
//!
//! A list is the ids of its people in order (four bytes each). The first page comes straight from an index; the
//! whole list follows from the second connection and is put on the [`Shelf`] that both share, after which any page
//! is a slice of it. A list that was counted before the last change still gives its pages, until it has been counted
//! anew: its people as they are now, in the order that they had.

use std::collections::HashSet;
use std::sync::Arc;

use rusqlite::Connection;

use super::query::Condition;
use super::search::{self, Needle};
use super::{Failure, Store, cards, fulltext, profile, query};
use crate::domain::card::Card;
use crate::domain::ids::PersonId;
use crate::domain::platform::{Handle, Platform};
use crate::domain::question::{At, List, Page, Sort};
use crate::domain::stage::Stage;
use crate::domain::text::Clean;

/// Lists that were counted, the newest last; a few are kept.
#[derive(Debug, Default)]
pub struct Shelf {
    lists: Vec<(Shelved, Counted)>,
}

/// A list that was counted.
#[derive(Debug, Clone)]
pub(super) struct Counted {
    /// Who is in it, in its order.
    pub(super) ids: Arc<Vec<u32>>,
    /// What the database held then.
    pub(super) state: State,
}

/// How far the journal went, and how many people there were: another one after every change of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct State {
    journal: i64,
    people: i64,
}

/// What is kept: a list, or its part in one column of the board.
pub(super) type Shelved = (List, Option<Stage>);

/// Lists that are kept, and ids in all of them (four bytes each) beyond which the oldest go.
const LISTS: usize = 12;
const IDS: usize = 2_200_000;

impl Shelf {
    fn get(&self, list: &Shelved) -> Option<Counted> {
        let mut newest = self.lists.iter().rev();
        newest
            .find(|(one, _)| one == list)
            .map(|(_, counted)| counted.clone())
    }

    fn put(&mut self, list: Shelved, counted: Counted) {
        self.lists.retain(|(one, _)| *one != list);
        self.lists.push((list, counted));
        let held = |lists: &[(Shelved, Counted)]| {
            lists.iter().map(|(_, one)| one.ids.len()).sum::<usize>()
        };
        while self.lists.len() > 1 && (self.lists.len() > LISTS || held(&self.lists) > IDS) {
            self.lists.remove(0);
        }
    }
}

/// SQL for an order; every one ends in the id, so that it is total.
pub fn order(sort: Sort, reversed: bool) -> &'static str {
    match (sort, reversed) {
        (Sort::Best | Sort::Name, false) => "name_key, person_id",
        (Sort::Best | Sort::Name, true) => "name_key DESC, person_id DESC",
        (Sort::Followers, false) => "followers DESC, person_id",
        (Sort::Followers, true) => "followers, person_id DESC",
        (Sort::Engagement, false) => "engagement DESC, person_id",
        (Sort::Engagement, true) => "engagement, person_id DESC",
        (Sort::Since, false) => "since, person_id",
        (Sort::Since, true) => "since DESC, person_id DESC",
        (Sort::LastContact, false) => "last_contact IS NULL, last_contact, person_id",
        (Sort::LastContact, true) => "last_contact IS NULL DESC, last_contact DESC, person_id DESC",
        (Sort::Owner, false) => "owner = '', owner, name_key, person_id",
        (Sort::Owner, true) => "owner = '' DESC, owner DESC, name_key DESC, person_id DESC",
        (Sort::NextDate, false) => "next_date IS NULL, next_date, person_id",
        (Sort::NextDate, true) => "next_date IS NULL DESC, next_date DESC, person_id DESC",
        (Sort::Added, false) => "person_id DESC",
        (Sort::Added, true) => "person_id",
    }
}

/// Up to this many people of a search are fetched and sorted; more are picked while walking the order's index.
const FEW: usize = 2_000;

impl Store {
    /// A page of a list.
    pub(super) fn page(
        &mut self,
        list: &List,
        at: At,
        rows: u32,
        previews: bool,
    ) -> Result<Page, Failure> {
        // Before the cards, so that they are never older than it says.
        let seen = self.last_change()?;
        let state = self.state()?;
        let mut page = match (self.shelved(list, None), Needle::of(&list.query)) {
            (Some(counted), _) if counted.state == state => Page {
                settled: true,
                ..shelved_page(&self.connection, &counted.ids, at, rows)?
            },
            (counted, None) if list.query.is_everybody() => {
                let walked = walked_page(&self.connection, list, at, rows)?;
                match counted {
                    // Whoever is meant stands far from where they stood: the count finds them.
                    Some(counted) if !walked.settled => {
                        shelved_page(&self.connection, &counted.ids, at, rows)?
                    }
                    Some(_) | None => walked,
                }
            }
            (Some(counted), _) => shelved_page(&self.connection, &counted.ids, at, rows)?,
            (None, Some(needle)) if list.query.is_words() => {
                first_page(&self.connection, list, &needle, at, rows)?
            }
            // Filters look at everybody, which is the counter's work; the page follows its count.
            (None, _) => Page {
                waiting: true,
                ..Page::default()
            },
        };
        page.seen = seen;
        if previews {
            for card in &page.cards {
                page.previews
                    .extend(profile::preview(&self.connection, card.id)?);
            }
        }
        let indexed = if list.query.is_everybody() {
            None
        } else {
            self.indexed()?
        };
        Ok(Page { indexed, ..page })
    }

    /// Counts a list and keeps it for the pages that follow.
    pub(super) fn whole(&mut self, list: &List) -> Result<u32, Failure> {
        // Before the ids, so that they are never older than it says.
        let state = self.state()?;
        let ids = ids_of(&self.connection, list)?;
        let total = u32::try_from(ids.len()).unwrap_or(u32::MAX);
        self.shelve(list, None, ids, state);
        Ok(total)
    }

    /// Who is in a list, in its order.
    pub(super) fn ids(&mut self, list: &List) -> Result<Arc<Vec<u32>>, Failure> {
        let state = self.state()?;
        let counted = self.shelved(list, None);
        if let Some(counted) = counted.filter(|counted| counted.state == state) {
            return Ok(counted.ids);
        }
        Ok(Arc::new(ids_of(&self.connection, list)?))
    }

    pub(super) fn shelved(&self, list: &List, column: Option<Stage>) -> Option<Counted> {
        let shelf = self.shelf.lock().ok()?;
        shelf.get(&(list.clone(), column))
    }

    pub(super) fn shelve(&self, list: &List, column: Option<Stage>, ids: Vec<u32>, state: State) {
        if let Ok(mut shelf) = self.shelf.lock() {
            let ids = Arc::new(ids);
            shelf.put((list.clone(), column), Counted { ids, state });
        }
    }

    /// What the database holds now, for telling whether a list is still right.
    pub(super) fn state(&self) -> rusqlite::Result<State> {
        let journal = self
            .connection
            .prepare_cached("SELECT coalesce(max(id), 0) FROM journal")?
            .query_row([], |row| row.get(0))?;
        Ok(State {
            journal,
            people: self.people()?,
        })
    }

    /// A few people for "find anything".
    pub(super) fn find(&mut self, typed: &str) -> Result<Vec<Card>, Failure> {
        let Some(needle) = Needle::new(typed) else {
            return Ok(Vec::new());
        };
        let ids = search::people(&self.connection, &needle, 12)?;
        Ok(cards::of_all(
            &self.connection,
            ids.into_iter().map(i64::from),
        )?)
    }

    /// Whose these accounts are; without a platform the first that has the handle.
    pub(super) fn known(
        &mut self,
        accounts: &[(Option<Platform>, Handle)],
    ) -> Result<Vec<Option<(PersonId, Clean)>>, Failure> {
        let mut known = Vec::with_capacity(accounts.len());
        for (platform, handle) in accounts {
            let first = self.holders(*platform, handle)?.into_iter().next();
            known.push(first.map(|holder| (holder.person, holder.name)));
        }
        Ok(known)
    }

    fn indexed(&self) -> Result<Option<u8>, Failure> {
        let waiting = i64::from(fulltext::waiting(&self.connection)?);
        if waiting == 0 {
            return Ok(None);
        }
        let people = self.people()?.max(1);
        Ok(u8::try_from((people - waiting).max(0) * 100 / people).ok())
    }

    /// How many people there are, kept, not counted.
    pub(super) fn people(&self) -> rusqlite::Result<i64> {
        self.connection
            .prepare_cached("SELECT sum(people) FROM tally")?
            .query_row([], |row| row.get(0))
    }
}

/// Where a page begins so that a row stands in its middle.
fn around(row: u32, rows: u32) -> u32 {
    row.saturating_sub(rows / 2)
}

pub(super) fn shelved_page(
    connection: &Connection,
    ids: &[u32],
    at: At,
    rows: u32,
) -> rusqlite::Result<Page> {
    let total = u32::try_from(ids.len()).unwrap_or(u32::MAX);
    let (from, found) = match at {
        At::Row(row) => (row, None),
        At::Person(person, row) => {
            let found = ids
                .iter()
                .position(|id| i64::from(*id) == person.0)
                .and_then(|index| u32::try_from(index).ok());
            (around(found.unwrap_or(row), rows), found)
        }
    };
    let from = from.min(total.saturating_sub(1));
    let slice = ids
        .iter()
        .skip(from as usize)
        .take(rows as usize)
        .map(|id| i64::from(*id));
    let cards = cards::of_all(connection, slice)?;
    // Where somebody above them is gone since the count, they stand higher.
    let found = found.and_then(|_| place(&cards, at, from));
    Ok(Page {
        from,
        cards,
        total: Some(total),
        found,
        ..Page::default()
    })
}

/// A page of everybody, by walking the order's index.
fn walked_page(connection: &Connection, list: &List, at: At, rows: u32) -> rusqlite::Result<Page> {
    let total: u32 = connection
        .prepare_cached("SELECT sum(people) FROM tally")?
        .query_row([], |row| row.get(0))?;
    let from = match at {
        At::Row(row) => row,
        At::Person(_, row) => around(row, rows),
    };
    let from = from.min(total.saturating_sub(1));
    let sql = format!(
        "SELECT {} FROM card ORDER BY {} LIMIT ?1 OFFSET ?2",
        cards::COLUMNS,
        order(list.sort, list.reversed)
    );
    let found_cards: Vec<Card> = connection
        .prepare_cached(&sql)?
        .query_map([rows, from], cards::card)?
        .collect::<rusqlite::Result<_>>()?;
    let found = place(&found_cards, at, from);
    Ok(Page {
        from,
        cards: found_cards,
        total: Some(total),
        settled: found.is_some() || matches!(at, At::Row(_)),
        found,
        ..Page::default()
    })
}

/// The beginning of a search, before the whole of it is counted.
fn first_page(
    connection: &Connection,
    list: &List,
    needle: &Needle,
    at: At,
    rows: u32,
) -> rusqlite::Result<Page> {
    let from = match at {
        At::Row(row) => row,
        At::Person(_, row) => around(row, rows),
    };
    let best = list.sort == Sort::Best && !list.reversed;
    let most = if best {
        (from + rows) as usize + 1
    } else {
        usize::MAX
    };
    let mut ids = search::people(connection, needle, most)?;
    let all = ids.len() < most;
    if !best {
        ids = ids_in_order(connection, list, Some(ids))?;
    }
    let total = u32::try_from(ids.len()).unwrap_or(u32::MAX);
    let from = from.min(total.saturating_sub(1));
    let slice = ids
        .iter()
        .skip(from as usize)
        .take(rows as usize)
        .map(|id| i64::from(*id));
    let found_cards = cards::of_all(connection, slice)?;
    let found = place(&found_cards, at, from);
    Ok(Page {
        from,
        cards: found_cards,
        total: all.then_some(total),
        found,
        ..Page::default()
    })
}

fn place(cards: &[Card], at: At, from: u32) -> Option<u32> {
    let At::Person(person, _) = at else {
        return None;
    };
    let index = cards.iter().position(|card| card.id == person)?;
    u32::try_from(index).ok().map(|index| from + index)
}

/// The ids of a list in its order.
pub(super) fn ids_of(connection: &Connection, list: &List) -> rusqlite::Result<Vec<u32>> {
    let tiers = super::settings::settings(connection)?.tiers;
    let condition = query::condition(&list.query, tiers);
    let Some(needle) = Needle::of(&list.query) else {
        return match condition {
            Some(condition) => ids_that(connection, list, condition),
            None => ids_in_order(connection, list, None),
        };
    };
    let mut found = search::people(connection, &needle, usize::MAX)?;
    if let Some(condition) = condition {
        found = those_that(connection, found, condition)?;
    }
    if list.sort == Sort::Best && !list.reversed {
        Ok(found)
    } else {
        ids_in_order(connection, list, Some(found))
    }
}

/// The ids that meet a condition, in order. The rows are read as they lie and then sorted: walking the order's index
/// would fetch every row from somewhere else.
fn ids_that(
    connection: &Connection,
    list: &List,
    condition: Condition,
) -> rusqlite::Result<Vec<u32>> {
    let sql = format!(
        "SELECT person_id FROM card NOT INDEXED WHERE {} ORDER BY {}",
        condition.sql,
        order(list.sort, list.reversed)
    );
    query::ids(connection, &sql, condition.values)
}

/// Those of these people who meet a condition, in their order.
fn those_that(
    connection: &Connection,
    found: Vec<u32>,
    condition: Condition,
) -> rusqlite::Result<Vec<u32>> {
    let mut values = condition.values;
    let sql = if found.len() <= FEW {
        values.push(serde_json::to_string(&found).unwrap_or_default().into());
        format!(
            "SELECT person_id FROM card WHERE {} AND person_id IN (SELECT value FROM json_each(?))",
            condition.sql
        )
    } else {
        format!("SELECT person_id FROM card WHERE {}", condition.sql)
    };
    let ready: HashSet<u32> = query::ids(connection, &sql, values)?.into_iter().collect();
    Ok(found.into_iter().filter(|id| ready.contains(id)).collect())
}

/// All ids in an order, or those of `only`.
fn ids_in_order(
    connection: &Connection,
    list: &List,
    only: Option<Vec<u32>>,
) -> rusqlite::Result<Vec<u32>> {
    let order = order(list.sort, list.reversed);
    if let Some(few) = only.as_ref().filter(|ids| ids.len() <= FEW) {
        let json = serde_json::to_string(few).unwrap_or_default();
        let sql = format!(
            "SELECT person_id FROM card WHERE person_id IN (SELECT value FROM json_each(?1)) ORDER BY {order}"
        );
        return connection
            .prepare_cached(&sql)?
            .query_map([json], |row| row.get(0))?
            .collect();
    }
    let wanted: Option<HashSet<u32>> = only.map(|ids| ids.into_iter().collect());
    let mut statement =
        connection.prepare_cached(&format!("SELECT person_id FROM card ORDER BY {order}"))?;
    let mut rows = statement.query([])?;
    let mut ids = Vec::new();
    while let Some(row) = rows.next()? {
        let id: u32 = row.get(0)?;
        if wanted.as_ref().is_none_or(|wanted| wanted.contains(&id)) {
            ids.push(id);
        }
    }
    Ok(ids)
}
