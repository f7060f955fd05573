//! What the journal holds of a change set: rows with their images, and ranges of inserted rows.

use rusqlite::Connection;

use super::Entry;
use crate::domain::ids::SetId;
use crate::store::journal::{JOURNALED, Journaled};

/// Rows that a set changed one by one, the last change first, from below a journal id on.
pub(super) fn singles(
    connection: &Connection,
    set: SetId,
    below: i64,
    most: i64,
) -> rusqlite::Result<Vec<Entry>> {
    read_entries(
        connection,
        "SELECT id, tbl, row_id, last_id, before, after, person_id FROM journal
         WHERE set_id = ?1 AND id < ?2 AND last_id IS NULL ORDER BY id DESC LIMIT ?3",
        [set.0, below, most],
    )
}

/// Rows about a person that a set changed one by one, the last change first.
pub(super) fn singles_about(
    connection: &Connection,
    set: SetId,
    person: i64,
) -> rusqlite::Result<Vec<Entry>> {
    read_entries(
        connection,
        "SELECT id, tbl, row_id, last_id, before, after, person_id FROM journal
         WHERE person_id = ?2 AND +set_id = ?1 AND last_id IS NULL ORDER BY id DESC LIMIT ?3",
        [set.0, person, i64::MAX],
    )
}

/// What a set wrote in one row, the last change first.
pub(super) fn singles_of_row(
    connection: &Connection,
    set: SetId,
    table: &'static Journaled,
    row: i64,
) -> rusqlite::Result<Vec<Entry>> {
    let sql = format!(
        "SELECT id, tbl, row_id, last_id, before, after, person_id FROM journal
         WHERE tbl = '{}' AND row_id = ?2 AND +set_id = ?1 AND last_id IS NULL ORDER BY id DESC LIMIT ?3",
        table.table
    );
    read_entries(connection, &sql, [set.0, row, i64::MAX])
}

/// Ranges of rows that a set inserted: people, who go with everything that hangs off them, then children before parents.
pub(super) fn ranges(connection: &Connection, set: SetId) -> rusqlite::Result<Vec<Entry>> {
    let mut found = read_entries(
        connection,
        "SELECT id, tbl, row_id, last_id, before, after, person_id FROM journal
         WHERE set_id = ?1 AND id < ?2 AND last_id IS NOT NULL ORDER BY id DESC LIMIT ?3",
        [set.0, i64::MAX, i64::MAX],
    )?;
    let rank = |entry: &Entry| {
        JOURNALED
            .iter()
            .position(|table| table.table == entry.table.table)
    };
    found.sort_by_key(|entry| {
        (
            entry.table.table != "person",
            std::cmp::Reverse(rank(entry)),
        )
    });
    Ok(found)
}

fn read_entries(
    connection: &Connection,
    sql: &str,
    parameters: [i64; 3],
) -> rusqlite::Result<Vec<Entry>> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(parameters)?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        let table: String = row.get(1)?;
        let Some(table) = Journaled::named(&table) else {
            continue;
        };
        entries.push(Entry {
            id: row.get(0)?,
            table,
            row: row.get(2)?,
            last: row.get(3)?,
            before: row.get(4)?,
            after: row.get(5)?,
            person: row.get(6)?,
        });
    }
    Ok(entries)
}

pub(super) fn spans(ranges: &[Entry]) -> Vec<(&'static str, i64, i64)> {
    ranges
        .iter()
        .filter_map(|entry| entry.last.map(|last| (entry.table.table, entry.row, last)))
        .collect()
}

/// Whether a row was inserted by the same set: the range takes it away, nothing is to be restored.
pub(super) fn covered(entry: &Entry, inserted: &[(&str, i64, i64)]) -> bool {
    entry.last.is_none()
        && inserted.iter().any(|(table, first, last)| {
            *table == entry.table.table && (*first..=*last).contains(&entry.row)
        })
}
