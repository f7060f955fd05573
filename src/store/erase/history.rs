//! What the history holds of people who are erased: images of their rows, and the words of the changes. A change that
//! touched others as well stays, and can be taken back for those.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, params};

use super::rows::{Rows, list};
use crate::domain::names::Names;
use crate::store::import::IMPORT_OF;

/// What a change is called that was about nobody else.
const NOBODY: &str = "about somebody who was erased";
/// What stands for a name in the words of a change that was about others, too.
pub const SOMEBODY: &str = "(erased)";

/// Entries of the history that are about people, by number, with the change that each belongs to; and the changes
/// that brought their rows in among others', with how many.
#[derive(Debug, Default)]
pub struct About {
    entries: BTreeMap<i64, i64>,
    ranges: BTreeMap<i64, i64>,
}

impl About {
    /// How many entries, of how many changes.
    pub fn count(&self) -> (i64, i64) {
        let changes: BTreeSet<i64> = self.sets();
        (number(self.entries.len()), number(changes.len()))
    }

    /// Whether an entry goes.
    pub fn has(&self, entry: i64) -> bool {
        self.entries.contains_key(&entry)
    }

    fn sets(&self) -> BTreeSet<i64> {
        let sets = self.entries.values().chain(self.ranges.keys());
        sets.copied().collect()
    }
}

fn number(many: usize) -> i64 {
    i64::try_from(many).unwrap_or(i64::MAX)
}

/// Finds what the history holds of people and their rows.
pub fn about(connection: &Connection, people: &[i64], rows: &[Rows]) -> rusqlite::Result<About> {
    let mut about = About::default();
    let people = list(people);
    let by_person =
        "SELECT id, set_id FROM journal WHERE person_id IN (SELECT value FROM json_each(?1))
         AND ?2 IS NULL";
    let by_row = "SELECT id, set_id FROM journal WHERE tbl = ?2 AND last_id IS NULL
         AND row_id IN (SELECT value FROM json_each(?1))";
    // Rows of an account that was gone already when they were written down know no person.
    let by_account = "SELECT id, set_id FROM journal WHERE tbl = 'snapshot' AND person_id IS NULL AND last_id IS NULL AND ?2 IS NULL
         AND json_extract(coalesce(before, after), '$.account_id') IN (
           SELECT row_id FROM journal WHERE tbl = 'account' AND person_id IN (SELECT value FROM json_each(?1)))";
    about.take(connection, by_person, &people, None)?;
    about.take(connection, by_account, &people, None)?;
    for rows in rows {
        let all: Vec<i64> = rows.ids.iter().chain(&rows.gone).copied().collect();
        about.take(connection, by_row, &list(&all), Some(rows.table))?;
        let mut range = connection.prepare_cached(
            "SELECT set_id FROM journal WHERE tbl = ?1 AND last_id >= ?2 AND row_id <= ?2",
        )?;
        for id in &rows.ids {
            for set in range.query_map(params![rows.table, id], |row| row.get(0))? {
                *about.ranges.entry(set?).or_insert(0) += 1;
            }
        }
    }
    about.take_mixed(connection, &people)?;
    Ok(about)
}

impl About {
    fn take(
        &mut self,
        connection: &Connection,
        sql: &str,
        these: &str,
        table: Option<&str>,
    ) -> rusqlite::Result<()> {
        let mut statement = connection.prepare_cached(sql)?;
        let found =
            statement.query_map(params![these, table], |row| Ok((row.get(0)?, row.get(1)?)))?;
        for entry in found {
            let (entry, set) = entry?;
            self.entries.insert(entry, set);
        }
        Ok(())
    }

    /// Two records that were put together and parted again: images of the other one hold what came from this one, so
    /// that the whole change goes.
    fn take_mixed(&mut self, connection: &Connection, people: &str) -> rusqlite::Result<()> {
        let mut moved = connection.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM journal WHERE set_id = ?2 AND last_id IS NULL
               AND person_id NOT IN (SELECT value FROM json_each(?1)) AND tbl <> 'person'
               AND (json_extract(before, '$.person_id') IN (SELECT value FROM json_each(?1))
                 OR json_extract(after, '$.person_id') IN (SELECT value FROM json_each(?1))))",
        )?;
        let mut whole = connection
            .prepare_cached("SELECT id FROM journal WHERE set_id = ?1 AND last_id IS NULL")?;
        for set in self.sets() {
            if moved.query_row(params![people, set], |row| row.get(0))? {
                for entry in whole.query_map([set], |row| row.get(0))? {
                    self.entries.insert(entry?, set);
                }
            }
        }
        Ok(())
    }
}

/// Takes it out. The names are replaced in what changes say that were about others, too.
pub fn scrub(connection: &Connection, about: &About, names: &Names) -> rusqlite::Result<()> {
    let mut delete = connection.prepare_cached("DELETE FROM journal WHERE id = ?1")?;
    let mut went: BTreeMap<i64, i64> = about.ranges.clone();
    for (entry, set) in &about.entries {
        delete.execute([entry])?;
        *went.entry(*set).or_insert(0) += 1;
    }
    for (set, rows) in went {
        let in_ranges = about.ranges.get(&set).copied().unwrap_or(0);
        if has_others(connection, set, in_ranges)? {
            reword(connection, set, rows, names)?;
        } else {
            connection
                .prepare_cached(
                    "UPDATE change_set SET label = ?2, reason = NULL, rows = 0 WHERE id = ?1",
                )?
                .execute(params![set, NOBODY])?;
        }
    }
    Ok(())
}

/// Whether a change touched anything else.
fn has_others(connection: &Connection, set: i64, in_ranges: i64) -> rusqlite::Result<bool> {
    connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM journal WHERE set_id = ?1 AND last_id IS NULL)
               OR (SELECT coalesce(sum(last_id - row_id + 1), 0) FROM journal WHERE set_id = ?1 AND last_id IS NOT NULL) > ?2",
        )?
        .query_row([set, in_ranges], |row| row.get(0))
}

fn reword(connection: &Connection, set: i64, rows: i64, names: &Names) -> rusqlite::Result<()> {
    let (label, reason): (String, Option<String>) = connection
        .prepare_cached("SELECT label, reason FROM change_set WHERE id = ?1")?
        .query_row([set], |row| Ok((row.get(0)?, row.get(1)?)))?;
    connection
        .prepare_cached(
            "UPDATE change_set SET label = ?2, reason = ?3, rows = max(1, rows - ?4) WHERE id = ?1",
        )?
        .execute(params![
            set,
            // The name of a file is changed where it is surely called after them, and everywhere at once.
            if label.contains(IMPORT_OF) {
                label
            } else {
                without(label, names)
            },
            reason.map(|reason| without(reason, names)),
            rows
        ])?;
    Ok(())
}

fn without(text: String, names: &Names) -> String {
    names.replaced_in(&text, SOMEBODY).unwrap_or(text)
}
