//! Deleting what a change brought in: people with everything the change gave them, then rows of people who were there
//! before. Whoever was changed since stays with everything they have.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, params};

use super::building::{Reference, references};
use super::left;
use super::refusal::is_about_many;
use super::stayed::Stayed;
use super::{Entry, is_held};
use crate::domain::ids::SetId;
use crate::store::journal::Journaled;

/// An undo that goes over the rows of a change, and what it has passed over so far.
#[derive(Debug)]
pub(super) struct Pass {
    /// What is undone.
    pub(super) target: SetId,
    /// The change set of the undo.
    pub(super) undo: SetId,
    /// Its first entry of the journal.
    since: i64,
    /// The change whose undo goes over the rest of an earlier one: it counts as undone already.
    beside: Option<SetId>,
    /// Whether the change was undone before, but for what stayed then.
    pub(super) is_rest: bool,
    /// Whether the change is about more than one person.
    pub(super) is_many: bool,
    /// What stays.
    pub(super) stayed: Stayed,
    /// People of whom it is known in this slice whether they stay with what the change gave them.
    pub(super) newcomers: BTreeMap<i64, bool>,
    /// Which columns refer to which tables.
    pub(super) references: Vec<Reference>,
}

/// Rows of one table from an id to another, both included.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub(super) first: i64,
    pub(super) last: i64,
}

impl Pass {
    pub(super) fn new(
        connection: &Connection,
        target: SetId,
        undo: SetId,
        stayed: Stayed,
    ) -> rusqlite::Result<Pass> {
        Ok(Pass {
            target,
            undo,
            beside: None,
            is_rest: left::was_undone(connection, target)?,
            is_many: is_about_many(connection, target)?,
            since: connection
                .prepare_cached("SELECT coalesce(min(id), 0) FROM journal WHERE set_id = ?1")?
                .query_row([target.0], |row| row.get(0))?,
            stayed,
            newcomers: BTreeMap::new(),
            references: references(connection)?,
        })
    }

    /// The rest of an earlier change, which was undone but for what stayed, within the undo of one that had altered it.
    pub(super) fn of_rest(
        &self,
        connection: &Connection,
        earlier: SetId,
    ) -> rusqlite::Result<Pass> {
        Ok(Pass {
            beside: Some(self.target),
            is_rest: true,
            ..Pass::new(connection, earlier, self.undo, Stayed::default())?
        })
    }

    fn referring_to(&self, table: &str) -> impl Iterator<Item = &Reference> {
        self.references
            .iter()
            .filter(move |reference| reference.parent.table == table)
    }

    /// SQL: whether the entry `o` is of neither of the two, and later than what is undone began.
    pub(super) fn of_others(&self) -> String {
        format!(
            "o.set_id NOT IN ({}, {}, {}) AND o.id > {}",
            self.target.0,
            self.undo.0,
            self.beside.unwrap_or(self.undo).0,
            self.since
        )
    }

    /// SQL: whether the change that is undone inserted a row.
    fn was_inserted(&self, table: &str, row: &str) -> String {
        let target = self.target.0;
        format!(
            "({} OR EXISTS (SELECT 1 FROM journal m WHERE m.tbl = '{table}' AND m.row_id = {row} AND m.last_id IS NULL AND m.before IS NULL AND +m.set_id = {target}))",
            self.was_inserted_among_many(table, row)
        )
    }

    /// SQL: whether the change that is undone wrote a row.
    pub(super) fn was_written(&self, table: &str, row: &str) -> String {
        let target = self.target.0;
        format!(
            "({} OR EXISTS (SELECT 1 FROM journal m WHERE m.tbl = '{table}' AND m.row_id = {row} AND m.last_id IS NULL AND +m.set_id = {target}))",
            self.was_inserted_among_many(table, row)
        )
    }

    pub(super) fn was_inserted_among_many(&self, table: &str, row: &str) -> String {
        let target = self.target.0;
        format!(
            "EXISTS (SELECT 1 FROM journal m WHERE m.tbl = '{table}' AND m.last_id IS NOT NULL AND m.last_id >= {row} AND m.row_id <= {row} AND +m.set_id = {target})"
        )
    }

    /// SQL: whether a row, `t` or `p`, is no longer what the change that is undone made of it when it inserted it.
    fn differs(&self, table: &Journaled, row: char) -> String {
        let (name, target) = (table.table, self.target.0);
        let image = table.image(&format!("{row}."));
        format!(
            "{image} IS NOT coalesce(
               (SELECT f.after FROM journal f WHERE f.tbl = '{name}' AND f.row_id = {row}.id AND +f.set_id = {target} AND f.last_id IS NULL ORDER BY f.id DESC LIMIT 1),
               (SELECT f.before FROM journal f WHERE f.tbl = '{name}' AND f.row_id = {row}.id AND f.last_id IS NULL ORDER BY f.id LIMIT 1))"
        )
    }

    /// Rows of a range that hang on a row which the change inserted, too, and which stays: changed since, or with rows
    /// of others on it.
    fn hanging_on_staying(
        &self,
        tx: &Connection,
        table: &Journaled,
        rows: Span,
    ) -> rusqlite::Result<Vec<i64>> {
        let mut found = Vec::new();
        let above = self
            .references
            .iter()
            .filter(|one| one.child.table == table.table && one.parent.table != "person");
        for Reference { column, parent, .. } in above {
            let mut stays = vec![format!(
                "EXISTS (SELECT 1 FROM journal o WHERE o.tbl = '{}' AND o.row_id = p.id AND o.last_id IS NULL AND {}) AND {}",
                parent.table,
                self.of_others(),
                self.differs(parent, 'p')
            )];
            for Reference { child, column, .. } in self.referring_to(parent.table) {
                stays.push(format!(
                    "EXISTS (SELECT 1 FROM {0} c WHERE c.{column} = p.id AND NOT {1})",
                    child.table,
                    self.was_inserted(child.table, "c.id")
                ));
            }
            let sql = format!(
                "SELECT t.id FROM {} t JOIN {} p ON p.id = t.{column} WHERE t.id BETWEEN ?1 AND ?2 AND {} AND ({})",
                table.table,
                parent.table,
                self.was_inserted_among_many(parent.table, "p.id"),
                stays.join(" OR ")
            );
            let mut statement = tx.prepare_cached(&sql)?;
            for row in statement.query_map([rows.first, rows.last], |row| row.get(0))? {
                found.push(row?);
            }
        }
        Ok(found)
    }

    /// Which people of those that the change brought in have been changed since, or had something hung on, and by
    /// which changes; `is_ours` tells of a row whether it is of the change.
    pub(super) fn altered_people(
        &self,
        tx: &Connection,
        people: Span,
        is_ours: fn(&Pass, &str, &str) -> String,
    ) -> rusqlite::Result<BTreeMap<i64, BTreeSet<SetId>>> {
        let others = self.of_others();
        let mut found = Altered::default();
        found.take(tx, people, &format!(
            "SELECT DISTINCT o.person_id, o.set_id FROM journal o JOIN change_set s ON s.id = o.set_id
             WHERE o.person_id BETWEEN ?1 AND ?2 AND {others} AND s.undone_by IS NULL AND s.turn <> 'undo'"
        ))?;
        if let Some(person) = Journaled::named("person") {
            // A row that this undo has begun to reverse was not altered.
            found.take(tx, people, &format!(
                "SELECT DISTINCT o.row_id, o.set_id FROM journal o JOIN person t ON t.id = o.row_id
                 WHERE o.tbl = 'person' AND o.row_id BETWEEN ?1 AND ?2 AND o.last_id IS NULL AND {others} AND {}
                   AND NOT EXISTS (SELECT 1 FROM journal u WHERE u.tbl = 'person' AND u.row_id = t.id AND +u.set_id = {})",
                self.differs(person, 't'),
                self.undo.0
            ))?;
        }
        for Reference { child, column, .. } in self.referring_to("person") {
            let name = child.table;
            found.take(tx, people, &format!(
                "SELECT DISTINCT c.{column}, {} FROM {name} c WHERE c.{column} BETWEEN ?1 AND ?2 AND NOT {}",
                maker(name),
                is_ours(self, name, "c.id")
            ))?;
        }
        for Reference { child, column, .. } in self.referring_to("account") {
            let name = child.table;
            found.take(tx, people, &format!(
                "SELECT DISTINCT a.person_id, {} FROM account a CROSS JOIN {name} c ON c.{column} = a.id
                 WHERE a.person_id BETWEEN ?1 AND ?2 AND NOT {}",
                maker(name),
                is_ours(self, name, "c.id")
            ))?;
        }
        Ok(found.0)
    }

    /// Deletes what a range brought in, and leaves what was altered since.
    pub(super) fn delete_range(&mut self, tx: &Connection, range: &Entry) -> rusqlite::Result<()> {
        if range.table.table == "person" {
            self.delete_people(tx, range.span())
        } else {
            self.delete_rows(tx, range)
        }
    }

    /// Deletes the people of a range whom no one has changed since, with everything the change gave them.
    fn delete_people(&mut self, tx: &Connection, people: Span) -> rusqlite::Result<()> {
        let altered = self.altered_people(tx, people, Pass::was_inserted)?;
        let staying = as_list(altered.keys());
        for (person, by) in altered {
            self.stayed.person(person, by);
        }
        let bounds = params![people.first, people.last, staying];
        for Reference { child, column, .. } in self.referring_to("account") {
            tx.prepare_cached(&format!(
                "DELETE FROM {} WHERE {column} IN (SELECT id FROM account WHERE person_id BETWEEN ?1 AND ?2
                   AND person_id NOT IN (SELECT value FROM json_each(?3)))",
                child.table
            ))?
            .execute(bounds)?;
        }
        for Reference { child, column, .. } in self.referring_to("person") {
            tx.prepare_cached(&format!(
                "DELETE FROM {} WHERE {column} BETWEEN ?1 AND ?2 AND {column} NOT IN (SELECT value FROM json_each(?3))",
                child.table
            ))?
            .execute(bounds)?;
        }
        tx.prepare_cached(
            "DELETE FROM person WHERE id BETWEEN ?1 AND ?2 AND id NOT IN (SELECT value FROM json_each(?3))",
        )?
        .execute(bounds)?;
        Ok(())
    }

    /// Deletes the rows of a range that no one has changed since. Those of people whom the change brought in, and who
    /// are still there, stay with them; those of an account that stays, with that.
    fn delete_rows(&mut self, tx: &Connection, range: &Entry) -> rusqlite::Result<()> {
        let table = range.table;
        let rows = range.span();
        let mut altered = Altered::default();
        altered.take(tx, rows, &format!(
            "SELECT DISTINCT o.row_id, o.set_id FROM journal o JOIN {name} t ON t.id = o.row_id
             WHERE o.tbl = '{name}' AND o.row_id BETWEEN ?1 AND ?2 AND o.last_id IS NULL AND {} AND {}",
            self.of_others(),
            self.differs(table, 't'),
            name = table.table,
        ))?;
        let mut with_others: Vec<i64> = tx
            .prepare_cached(&format!(
                "SELECT t.id FROM {} t WHERE t.id BETWEEN ?1 AND ?2 AND {}",
                table.table,
                self.was_inserted_among_many("person", &table.person_of("t"))
            ))?
            .query_map([rows.first, rows.last], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        with_others.extend(self.hanging_on_staying(tx, table, rows)?);
        let staying = as_list(altered.0.keys().chain(&with_others));
        for (row, by) in altered.0 {
            if !with_others.contains(&row) {
                self.stayed.row(tx, table, row, by)?;
            }
        }
        let deleted = tx
            .prepare_cached(&format!(
                "DELETE FROM {} WHERE id BETWEEN ?1 AND ?2 AND id NOT IN (SELECT value FROM json_each(?3))",
                table.table
            ))?
            .execute(params![rows.first, rows.last, staying]);
        match deleted {
            Err(error) if is_held(&error) => self.delete_one_by_one(tx, range, &staying),
            deleted => deleted.map(drop),
        }
    }

    /// Some of them are held by rows of others: those stay, and the rest goes.
    fn delete_one_by_one(
        &mut self,
        tx: &Connection,
        range: &Entry,
        staying: &str,
    ) -> rusqlite::Result<()> {
        let name = range.table.table;
        let rows = range.span();
        let ids: Vec<i64> = tx
            .prepare_cached(&format!(
                "SELECT id FROM {name} WHERE id BETWEEN ?1 AND ?2 AND id NOT IN (SELECT value FROM json_each(?3))"
            ))?
            .query_map(params![rows.first, rows.last, staying], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let mut delete = tx.prepare_cached(&format!("DELETE FROM {name} WHERE id = ?1"))?;
        for id in ids {
            match delete.execute([id]) {
                Err(error) if is_held(&error) => {
                    let by = self.hanging_on(tx, range.table, id)?;
                    self.stayed.row(tx, range.table, id, by)?;
                }
                deleted => drop(deleted?),
            }
        }
        Ok(())
    }

    /// The changes that made the rows which refer to this one.
    pub(super) fn hanging_on(
        &self,
        tx: &Connection,
        table: &Journaled,
        row: i64,
    ) -> rusqlite::Result<BTreeSet<SetId>> {
        let mut by = BTreeSet::new();
        for Reference { child, column, .. } in self.referring_to(table.table) {
            let sets = tx
                .prepare_cached(&format!(
                    "SELECT DISTINCT {} FROM {} c WHERE c.{column} = ?1",
                    maker(child.table),
                    child.table
                ))?
                .query_map([row], |row| row.get(0).map(SetId))?
                .collect::<rusqlite::Result<Vec<_>>>()?;
            by.extend(sets);
        }
        by.remove(&self.target);
        by.remove(&self.undo);
        Ok(by)
    }

    /// Whether a row belongs to a person whom the change brought in row by row.
    pub(super) fn brought_in(&self, tx: &Connection, person: i64) -> rusqlite::Result<bool> {
        tx.prepare_cached(&format!("SELECT {}", self.was_inserted("person", "?1")))?
            .query_row([person], |row| row.get(0))
    }
}

/// Rows, or people, with the changes that altered them.
#[derive(Default)]
struct Altered(BTreeMap<i64, BTreeSet<SetId>>);

impl Altered {
    fn take(&mut self, tx: &Connection, rows: Span, sql: &str) -> rusqlite::Result<()> {
        let mut statement = tx.prepare_cached(sql)?;
        let mut found = statement.query([rows.first, rows.last])?;
        while let Some(row) = found.next()? {
            let by = self.0.entry(row.get(0)?).or_default();
            by.insert(SetId(row.get(1)?));
        }
        Ok(())
    }
}

/// SQL: the change that last wrote the row `c`, or inserted it among many.
pub(super) fn maker(table: &str) -> String {
    format!(
        "coalesce((SELECT o.set_id FROM journal o WHERE o.tbl = '{table}' AND o.row_id = c.id AND o.last_id IS NULL ORDER BY o.id DESC LIMIT 1),
          (SELECT o.set_id FROM journal o WHERE o.tbl = '{table}' AND o.last_id IS NOT NULL AND o.last_id >= c.id AND o.row_id <= c.id LIMIT 1), 0)"
    )
}

fn as_list<'a>(ids: impl Iterator<Item = &'a i64>) -> String {
    let ids: Vec<String> = ids.map(i64::to_string).collect();
    format!("[{}]", ids.join(","))
}
