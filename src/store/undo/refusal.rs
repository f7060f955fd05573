//! Whether a change of one person can be undone, and which changes have to be undone before it.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension};

use super::building::building_on;
use super::entries::ranges;
use super::left::has_rest;
use crate::domain::ids::SetId;
use crate::domain::refusal::Refusal;
use crate::domain::text::Clean;
use crate::store::Failure;

/// Of so many changes it is looked up what builds on them.
const LOOKED_UP: usize = 64;

/// Refuses a change of one person on which later ones build, and names all of them, the newest first: undone in that
/// order, each can be.
pub(super) fn refuse_built_on(connection: &Connection, set: SetId) -> Result<(), Failure> {
    let above = all_above(connection, set)?;
    let mut first = in_order(&above, set).into_iter();
    let Some(newest) = first.next() else {
        return Ok(());
    };
    Err(changed_since(connection, newest, first.collect())?.into())
}

/// Of changes that hold on to rows, the one to undo first: the newest that stands, else the newest of which an undo has
/// left something. An undo is none.
pub(super) fn holder(
    connection: &Connection,
    by: &BTreeSet<SetId>,
) -> rusqlite::Result<Option<SetId>> {
    let mut read = connection.prepare_cached(
        "SELECT undone_by IS NULL FROM change_set WHERE id = ?1 AND turn <> 'undo'",
    )?;
    let mut left = None;
    for set in by.iter().rev() {
        match read.query_row([set.0], |row| row.get(0)).optional()? {
            Some(true) => return Ok(Some(*set)),
            Some(false) if left.is_none() && has_rest(connection, *set)? => left = Some(*set),
            Some(false) | None => {}
        }
    }
    Ok(left)
}

/// The refusal that names the changes to undo first.
pub(super) fn changed_since(
    connection: &Connection,
    newest: SetId,
    then: Vec<SetId>,
) -> rusqlite::Result<Refusal> {
    let (by, label): (String, String) = connection
        .prepare_cached("SELECT by, label FROM change_set WHERE id = ?1")?
        .query_row([newest.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(Refusal::ChangedSince {
        by: Clean::line(&by),
        label: Clean::line(&label),
        set: newest,
        then,
    })
}

/// Whether a change is about more than one person. A merge is about one: who has two records.
pub(super) fn is_about_many(connection: &Connection, set: SetId) -> rusqlite::Result<bool> {
    let merges: bool = connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM journal WHERE set_id = ?1 AND tbl = 'merged')",
        )?
        .query_row([set.0], |row| row.get(0))?;
    if merges {
        return Ok(false);
    }
    let mut people: BTreeSet<i64> = connection
        .prepare_cached(
            "SELECT DISTINCT person_id FROM journal WHERE set_id = ?1 AND person_id IS NOT NULL LIMIT 2",
        )?
        .query_map([set.0], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for range in ranges(connection, set)? {
        if people.len() > 1 {
            break;
        }
        let table = range.table;
        if table.table == "person" {
            people.extend([range.row, range.last.unwrap_or(range.row)]);
            continue;
        }
        let found: Vec<Option<i64>> = connection
            .prepare_cached(&format!(
                "SELECT DISTINCT {} FROM {} t WHERE t.id BETWEEN ?1 AND ?2 LIMIT 2",
                table.person_of("t"),
                table.table
            ))?
            .query_map([range.row, range.last.unwrap_or(range.row)], |row| {
                row.get(0)
            })?
            .collect::<rusqlite::Result<_>>()?;
        people.extend(found.into_iter().flatten());
    }
    Ok(people.len() > 1)
}

/// A change with everything that builds on it, and on that, by what builds on each directly.
fn all_above(
    connection: &Connection,
    set: SetId,
) -> rusqlite::Result<BTreeMap<SetId, BTreeSet<SetId>>> {
    let mut above = BTreeMap::new();
    let mut open = BTreeSet::from([set]);
    while let Some(one) = open.pop_last() {
        // What is about many people is not refused, whatever builds on it: its rows are not gone through.
        let is_refused = one == set || !is_about_many(connection, one)?;
        let on = if is_refused && above.len() < LOOKED_UP {
            building_on(connection, one)?
        } else {
            BTreeSet::new()
        };
        open.extend(on.iter().copied().filter(|next| !above.contains_key(next)));
        above.insert(one, on);
    }
    Ok(above)
}

/// What has to be undone first, in the order in which that can be done: the newest of those on which nothing builds.
fn in_order(above: &BTreeMap<SetId, BTreeSet<SetId>>, set: SetId) -> Vec<SetId> {
    let mut waiting: BTreeSet<SetId> = above.keys().copied().collect();
    waiting.remove(&set);
    let mut order = Vec::with_capacity(waiting.len());
    let is_free = |one: &SetId, waiting: &BTreeSet<SetId>| {
        let on = above.get(one);
        on.is_none_or(|on| on.iter().all(|next| next == one || !waiting.contains(next)))
    };
    while let Some(next) = waiting
        .iter()
        .rev()
        .find(|one| is_free(one, &waiting))
        .or(waiting.last())
        .copied()
    {
        waiting.remove(&next);
        order.push(next);
    }
    order
}
