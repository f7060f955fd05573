//! Whether a change can still be taken back, and who stands in the way.

use rusqlite::{Connection, OptionalExtension, params};

use super::Entry;
use crate::domain::ids::SetId;
use crate::domain::refusal::{Refusal, Trouble};
use crate::domain::text::Clean;
use crate::store::Failure;
use crate::store::journal::JOURNALED;

/// Inserted rows have no image; they are as they were made when nobody changed them since, or changed them back.
pub(super) fn check_ranges(
    connection: &Connection,
    set: SetId,
    entries: &[Entry],
) -> Result<(), Failure> {
    for entry in entries {
        let Some(last) = entry.last else { continue };
        let image = entry.table.image("t.");
        let name = entry.table.table;
        let sql = format!(
            "SELECT j.id FROM journal j LEFT JOIN {name} t ON t.id = j.row_id
             WHERE j.tbl = ?1 AND j.row_id BETWEEN ?2 AND ?3 AND j.last_id IS NULL AND j.set_id > ?4
               AND j.id = (SELECT min(id) FROM journal f WHERE f.tbl = ?1 AND f.row_id = j.row_id AND f.set_id > ?4)
               AND (t.id IS NULL OR {image} IS NOT j.before) LIMIT 1"
        );
        let differs: Option<i64> = connection
            .prepare_cached(&sql)?
            .query_row(params![name, entry.row, last, set.0], |row| row.get(0))
            .optional()?;
        if differs.is_some() {
            return Err(changed_since(connection, set, entry, Blocking::Person)?.into());
        }
        if name == "person" {
            check_children(connection, set, entry, last)?;
        }
    }
    Ok(())
}

/// What others hung on the inserted people since: it would be torn off.
fn check_children(
    connection: &Connection,
    set: SetId,
    entry: &Entry,
    last: i64,
) -> Result<(), Failure> {
    for child in JOURNALED
        .iter()
        .filter(|table| table.columns.contains(&"person_id"))
    {
        let name = child.table;
        let sql = format!(
            "SELECT 1 FROM {name} t WHERE t.person_id BETWEEN ?1 AND ?2 AND NOT EXISTS (
               SELECT 1 FROM journal j WHERE j.set_id = ?3 AND j.tbl = '{name}' AND t.id BETWEEN j.row_id AND coalesce(j.last_id, j.row_id)) LIMIT 1"
        );
        let foreign: Option<i64> = connection
            .prepare_cached(&sql)?
            .query_row([entry.row, last, set.0], |row| row.get(0))
            .optional()?;
        if foreign.is_some() {
            return Err(changed_since(connection, set, entry, Blocking::Person)?.into());
        }
    }
    Ok(())
}

/// What stands in the way of taking a row back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Blocking {
    /// The row itself was changed since.
    Row,
    /// The row, or something that hangs on the person: a contact, a note, an account.
    Person,
}

/// Who changed the same rows after the set: the latest change that stands, which has to go first.
pub(super) fn changed_since(
    connection: &Connection,
    set: SetId,
    entry: &Entry,
    of: Blocking,
) -> Result<Refusal, Failure> {
    let found: Option<(i64, String, String)> = connection
        .prepare_cached(
            "SELECT s.id, s.by, s.label FROM journal j JOIN change_set s ON s.id = j.set_id
             WHERE j.set_id > ?1 AND s.label <> '' AND ((j.tbl = ?2 AND j.row_id BETWEEN ?3 AND ?4)
                OR (?5 AND ?2 = 'person' AND j.person_id BETWEEN ?3 AND ?4))
             ORDER BY s.undone_by IS NULL AND s.turn <> 'undo' DESC, j.id DESC LIMIT 1",
        )?
        .query_row(
            params![
                set.0,
                entry.table.table,
                entry.row,
                entry.last.unwrap_or(entry.row),
                of == Blocking::Person
            ],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .optional()?;
    let (id, by, label) =
        found.unwrap_or_else(|| (set.0, "somebody".into(), "a later change".into()));
    Ok(Refusal::ChangedSince {
        by: Clean::line(&by),
        label: Clean::line(&label),
        set: SetId(id),
    })
}

/// A constraint that fails while taking back means that something else holds on to the row.
pub(super) fn name_who(
    connection: &Connection,
    failure: Failure,
    set: SetId,
    entry: &Entry,
) -> Failure {
    match failure {
        Failure::Trouble(trouble) if is_held(&trouble) => who_holds(connection, set, entry)
            .map_or_else(Failure::from, |held| {
                held.map_or_else(
                    || changed_since(connection, set, entry, Blocking::Person),
                    Ok,
                )
                .map_or_else(|failure| failure, Failure::Refused)
            }),
        other => other,
    }
}

/// Whether a constraint refused to take a row back.
pub(super) fn is_held(trouble: &Trouble) -> bool {
    trouble.details.as_str().contains("constraint")
}

/// The latest change of another row that has by now what this one had before and only one may have: an account's name.
fn who_holds(
    connection: &Connection,
    set: SetId,
    entry: &Entry,
) -> rusqlite::Result<Option<Refusal>> {
    let Some(before) = &entry.before else {
        return Ok(None);
    };
    let table = entry.table.table;
    let mut indexes = connection
        .prepare("SELECT name FROM pragma_index_list(?1) WHERE \"unique\" AND origin <> 'pk'")?;
    let indexes = indexes.query_map([table], |row| row.get::<_, String>(0))?;
    for index in indexes {
        let mut columns = connection.prepare("SELECT name FROM pragma_index_info(?1)")?;
        let columns = columns.query_map([index?], |row| {
            let column: String = row.get(0)?;
            Ok(format!("t.{column} = json_extract(?2, '$.{column}')"))
        })?;
        let same: Vec<String> = columns.collect::<rusqlite::Result<_>>()?;
        let sql = format!(
            "SELECT s.id, s.by, s.label FROM {table} t
               JOIN journal j ON j.tbl = ?3 AND t.id BETWEEN j.row_id AND coalesce(j.last_id, j.row_id)
               JOIN change_set s ON s.id = j.set_id
             WHERE t.id <> ?1 AND {} AND s.id <> ?4 AND s.label <> '' ORDER BY j.id DESC LIMIT 1",
            same.join(" AND ")
        );
        let found = connection
            .query_row(&sql, params![entry.row, before, table, set.0], |row| {
                Ok(Refusal::ChangedSince {
                    set: SetId(row.get(0)?),
                    by: Clean::line(&row.get::<_, String>(1)?),
                    label: Clean::line(&row.get::<_, String>(2)?),
                })
            })
            .optional()?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}
