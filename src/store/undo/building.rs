//! Which later changes build on a change: those that changed its rows since, hung rows on what it inserted, deleted
//! what its rows hang on, or took a name that it would bring back. Later means later in the journal: of two jobs that
//! ran at the same time, each may build on the other.

use std::collections::BTreeSet;

use rusqlite::Connection;

use crate::domain::ids::SetId;
use crate::store::journal::{JOURNALED, Journaled};

/// A column that refers to a row of another table.
#[derive(Debug)]
pub(super) struct Reference {
    pub(super) child: &'static Journaled,
    pub(super) column: String,
    pub(super) parent: &'static Journaled,
}

/// The changes that build on a change directly, and stand.
pub(super) fn building_on(
    connection: &Connection,
    set: SetId,
) -> rusqlite::Result<BTreeSet<SetId>> {
    let mut found = Found {
        connection,
        set,
        sets: BTreeSet::new(),
    };
    let references = references(connection)?;
    for table in touched(connection, set)? {
        found.rows(table)?;
        found.ranges(table)?;
        for reference in &references {
            if reference.parent.table == table.table {
                found.children(reference)?;
            }
            if reference.child.table == table.table {
                found.parents(reference)?;
            }
        }
        for columns in unique(connection, table)? {
            found.names(table, &columns)?;
        }
    }
    Ok(found.sets)
}

/// The tables that a set changed.
pub(super) fn touched(
    connection: &Connection,
    set: SetId,
) -> rusqlite::Result<Vec<&'static Journaled>> {
    let names: Vec<String> = connection
        .prepare_cached("SELECT DISTINCT tbl FROM journal WHERE set_id = ?1")?
        .query_map([set.0], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(names
        .iter()
        .filter_map(|name| Journaled::named(name))
        .collect())
}

/// Every reference between journaled tables.
pub(super) fn references(connection: &Connection) -> rusqlite::Result<Vec<Reference>> {
    let mut found = Vec::new();
    let mut statement =
        connection.prepare_cached("SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?1)")?;
    for child in JOURNALED {
        let mut rows = statement.query([child.table])?;
        while let Some(row) = rows.next()? {
            let parent: String = row.get(1)?;
            if let Some(parent) = Journaled::named(&parent) {
                found.push(Reference {
                    child,
                    column: row.get(0)?,
                    parent,
                });
            }
        }
    }
    Ok(found)
}

/// The columns of every unique index of a table.
pub(super) fn unique(
    connection: &Connection,
    table: &Journaled,
) -> rusqlite::Result<Vec<Vec<String>>> {
    let indexes: Vec<String> = connection
        .prepare_cached("SELECT name FROM pragma_index_list(?1) WHERE \"unique\" = 1")?
        .query_map([table.table], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut columns = connection
        .prepare_cached("SELECT name FROM pragma_index_info(?1) WHERE name IS NOT NULL")?;
    indexes
        .iter()
        .map(|index| columns.query_map([index], |row| row.get(0))?.collect())
        .collect()
}

/// Whether an entry `o` is of another change that stands.
const STANDS: &str = "o.set_id <> ?1 AND EXISTS (SELECT 1 FROM change_set s WHERE s.id = o.set_id AND s.undone_by IS NULL AND s.turn <> 'undo')";

/// Whether the set inserted a row among many; found by the row, since a large set has more entries than a row.
pub(super) fn in_range_of_set(table: &str, row: &str) -> String {
    format!(
        "EXISTS (SELECT 1 FROM journal m WHERE m.tbl = '{table}' AND m.last_id IS NOT NULL AND m.last_id >= {row} AND m.row_id <= {row} AND +m.set_id = ?1)"
    )
}

/// Whether the set changed or inserted a row.
fn of_set(table: &str, row: &str) -> String {
    format!(
        "({} OR EXISTS (SELECT 1 FROM journal m WHERE m.tbl = '{table}' AND m.row_id = {row} AND m.last_id IS NULL AND +m.set_id = ?1))",
        in_range_of_set(table, row)
    )
}

struct Found<'a> {
    connection: &'a Connection,
    set: SetId,
    sets: BTreeSet<SetId>,
}

impl Found<'_> {
    fn take(&mut self, sql: &str) -> rusqlite::Result<()> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let sets = statement.query_map([self.set.0], |row| row.get(0).map(SetId))?;
        for set in sets {
            self.sets.insert(set?);
        }
        Ok(())
    }

    /// Rows that are not any more what the set made of them, and rows that another changed in the midst of it.
    fn rows(&mut self, table: &Journaled) -> rusqlite::Result<()> {
        let name = table.table;
        let image = table.image("t.");
        let mine = format!(
            "WITH mine AS MATERIALIZED (
               SELECT row_id, min(id) AS first, max(id) AS last FROM journal
               WHERE set_id = ?1 AND tbl = '{name}' AND last_id IS NULL GROUP BY row_id)"
        );
        self.take(&format!(
            "{mine} SELECT DISTINCT o.set_id FROM mine m JOIN journal j ON j.id = m.last
               LEFT JOIN {name} t ON t.id = m.row_id
               JOIN journal o ON o.tbl = '{name}' AND o.row_id = m.row_id AND o.id > m.first AND o.last_id IS NULL
             WHERE CASE WHEN t.id IS NOT NULL THEN {image} END IS NOT j.after
               AND NOT {} AND {STANDS}",
            in_range_of_set(name, "m.row_id")
        ))?;
        self.take(&format!(
            "{mine} SELECT DISTINCT o.set_id FROM mine m
               JOIN journal o ON o.tbl = '{name}' AND o.row_id = m.row_id AND o.id > m.first AND o.id < m.last AND o.last_id IS NULL
             WHERE m.first < m.last AND {STANDS}"
        ))
    }

    /// Inserted rows have no image: they are as they were made when nobody changed them since, or changed them back.
    fn ranges(&mut self, table: &Journaled) -> rusqlite::Result<()> {
        let name = table.table;
        let image = table.image("t.");
        self.take(&format!(
            "SELECT DISTINCT o.set_id FROM journal r
               CROSS JOIN journal o ON o.tbl = '{name}' AND o.row_id BETWEEN r.row_id AND r.last_id AND o.id > r.id AND o.last_id IS NULL
               LEFT JOIN {name} t ON t.id = o.row_id
             WHERE r.set_id = ?1 AND r.tbl = '{name}' AND r.last_id IS NOT NULL AND {STANDS}
               AND (t.id IS NULL OR {image} IS NOT coalesce(
                 (SELECT f.after FROM journal f WHERE f.tbl = '{name}' AND f.row_id = o.row_id AND f.set_id = ?1 AND f.last_id IS NULL ORDER BY f.id DESC LIMIT 1),
                 (SELECT f.before FROM journal f WHERE f.tbl = '{name}' AND f.row_id = o.row_id AND f.id > r.id AND f.last_id IS NULL ORDER BY f.id LIMIT 1)))"
        ))
    }

    /// Rows of others that hang on what the set inserted: changed or moved there since, or inserted among many.
    fn children(&mut self, reference: &Reference) -> rusqlite::Result<()> {
        let (child, column) = (reference.child.table, &reference.column);
        let parent = reference.parent.table;
        let hanging = format!(
            "SELECT c.id AS id, c.{column} AS parent, r.id AS entry
             FROM journal r CROSS JOIN {child} c ON c.{column} BETWEEN r.row_id AND coalesce(r.last_id, r.row_id)
             WHERE r.set_id = ?1 AND r.tbl = '{parent}' AND (r.last_id IS NOT NULL OR r.before IS NULL) AND NOT {}",
            of_set(child, "c.id")
        );
        self.take(&format!(
            "WITH hanging AS MATERIALIZED ({hanging}) SELECT DISTINCT o.set_id FROM hanging h
               CROSS JOIN journal o ON o.tbl = '{child}' AND o.row_id = h.id AND o.last_id IS NULL AND o.id > h.entry
             WHERE {STANDS}"
        ))?;
        // One that was moved there hung elsewhere when it was inserted.
        self.take(&format!(
            "WITH hanging AS MATERIALIZED ({hanging}) SELECT DISTINCT o.set_id FROM hanging h
               CROSS JOIN journal o ON o.tbl = '{child}' AND o.last_id IS NOT NULL AND o.last_id >= h.id AND o.row_id <= h.id
             WHERE {STANDS} AND h.parent IS coalesce((SELECT json_extract(f.before, '$.{column}') FROM journal f
               WHERE f.tbl = '{child}' AND f.row_id = h.id AND f.last_id IS NULL AND f.before IS NOT NULL ORDER BY f.id LIMIT 1), h.parent)"
        ))
    }

    /// What a row that would come back hung on, and is gone.
    fn parents(&mut self, reference: &Reference) -> rusqlite::Result<()> {
        let (child, column) = (reference.child.table, &reference.column);
        let parent = reference.parent.table;
        self.take(&format!(
            "SELECT DISTINCT o.set_id FROM journal j
               CROSS JOIN journal o ON o.tbl = '{parent}' AND o.row_id = json_extract(j.before, '$.{column}') AND o.after IS NULL AND o.last_id IS NULL AND o.id > j.id
             WHERE j.set_id = ?1 AND j.tbl = '{child}' AND j.before IS NOT NULL
               AND NOT EXISTS (SELECT 1 FROM {parent} p WHERE p.id = o.row_id) AND {STANDS}"
        ))
    }

    /// Rows of others that took what is unique in a row that would come back.
    fn names(&mut self, table: &Journaled, columns: &[String]) -> rusqlite::Result<()> {
        let name = table.table;
        if columns.is_empty() {
            return Ok(());
        }
        let same: Vec<String> = columns
            .iter()
            .map(|column| format!("x.{column} = json_extract(j.before, '$.{column}')"))
            .collect();
        let same = same.join(" AND ");
        let taken = format!(
            "WITH taken AS MATERIALIZED (SELECT x.id AS id, j.id AS entry FROM journal j CROSS JOIN {name} x ON {same} AND x.id <> j.row_id
               WHERE j.set_id = ?1 AND j.tbl = '{name}' AND j.last_id IS NULL AND j.before IS NOT NULL AND NOT {})
             SELECT DISTINCT o.set_id FROM taken CROSS JOIN journal o ON o.tbl = '{name}'",
            of_set(name, "x.id")
        );
        self.take(&format!(
            "{taken} AND o.row_id = taken.id AND o.last_id IS NULL AND o.id > taken.entry WHERE {STANDS}"
        ))?;
        self.take(&format!(
            "{taken} AND o.last_id IS NOT NULL AND o.last_id >= taken.id AND o.row_id <= taken.id WHERE {STANDS}"
        ))
    }
}
