//! What undos had to leave since later changes had altered it: kept with the undo, and looked up in the journal for undos
//! of earlier versions.

use rusqlite::{Connection, OptionalExtension, params};

use super::Entry;
use super::building::{in_range_of_set, touched};
use super::entries::ranges;
use crate::domain::ids::SetId;
use crate::store::jobs::LEFT;
use crate::store::journal::Journaled;

/// The table of the people.
pub(super) const PERSON: &str = "person";

/// Every undo and redo of the change `?1`, and of those.
const FOLLOWING: &str = "WITH RECURSIVE following (id) AS (
   SELECT id FROM change_set WHERE undoes = ?1
   UNION SELECT s.id FROM change_set s JOIN following f ON s.undoes = f.id)";

/// Keeps with an undo that a row stayed.
pub(super) fn keep(tx: &Connection, undo: SetId, table: &str, row: i64) -> rusqlite::Result<()> {
    tx.prepare_cached("INSERT INTO job_note (set_id, list, line, words) VALUES (?1, ?2, ?3, '')")?
        .execute(params![undo.0, format!("{LEFT}{table}"), row])?;
    Ok(())
}

/// Whether a change was undone, and not redone since.
pub(super) fn was_undone(connection: &Connection, set: SetId) -> rusqlite::Result<bool> {
    let mut next = connection.prepare_cached("SELECT undone_by FROM change_set WHERE id = ?1")?;
    let mut is_undone = false;
    let mut one = Some(set.0);
    while let Some(id) = one {
        one = next.query_row([id], |row| row.get(0)).optional()?.flatten();
        is_undone ^= one.is_some();
    }
    Ok(is_undone)
}

/// Whether an undone change has left something that could be undone.
pub(super) fn has_rest(connection: &Connection, set: SetId) -> rusqlite::Result<bool> {
    if !was_undone(connection, set)? {
        return Ok(false);
    }
    for range in ranges(connection, set)? {
        let sql = format!(
            "SELECT EXISTS (SELECT 1 FROM {} WHERE id BETWEEN ?1 AND ?2)",
            range.table.table
        );
        let span = range.span();
        let is_there: bool = connection
            .prepare_cached(&sql)?
            .query_row([span.first, span.last], |row| row.get(0))?;
        if is_there {
            return Ok(true);
        }
    }
    for table in touched(connection, set)? {
        if has_unreversed(connection, set, table)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether a row of a table still is what an undone change made of it, or what later ones made of that.
fn has_unreversed(
    connection: &Connection,
    set: SetId,
    table: &Journaled,
) -> rusqlite::Result<bool> {
    let name = table.table;
    let sql = format!(
        "{FOLLOWING} SELECT EXISTS (SELECT 1 FROM journal j LEFT JOIN {name} t ON t.id = j.row_id
           WHERE j.set_id = ?1 AND j.tbl = '{name}' AND j.last_id IS NULL
             AND CASE WHEN t.id IS NOT NULL THEN {} END IS NOT j.before
             AND NOT EXISTS (SELECT 1 FROM journal d WHERE d.tbl = '{name}' AND d.row_id = j.row_id AND d.last_id IS NULL
               AND +d.set_id IN (SELECT id FROM following))
             AND NOT {})",
        table.image("t."),
        in_range_of_set(name, "j.row_id")
    );
    connection
        .prepare_cached(&sql)?
        .query_row([set.0], |row| row.get(0))
}

/// Whether an entry of a change that was undone before is none of its rest: its row was reversed then, or stands as it
/// did before the change.
pub(super) fn is_settled(tx: &Connection, set: SetId, entry: &Entry) -> rusqlite::Result<bool> {
    let name = entry.table.table;
    tx.prepare_cached(&format!(
        "{FOLLOWING} SELECT (SELECT {} FROM {name} t WHERE t.id = ?2) IS ?3
           OR EXISTS (SELECT 1 FROM journal d WHERE d.tbl = '{name}' AND d.row_id = ?2 AND d.last_id IS NULL
             AND +d.set_id IN (SELECT id FROM following) AND d.set_id <> (SELECT set_id FROM journal_now))",
        entry.table.image("t.")
    ))?
    .query_row(params![set.0, entry.row, entry.before], |row| row.get(0))
}
