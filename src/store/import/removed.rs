//! What a person removed or wrote over: the file that had brought it does not bring it back.
//!
//! The journal tells it. What was undone was not removed, and what an undo took away may be imported again.

use rusqlite::{Connection, ToSql, params};
use serde_json::Value;

use super::carried::{self, Put};
use super::extra::values_of;
use super::slice::{Known, Slice};
use super::{Came, Kept};
use crate::domain::importing::Standing;
use crate::domain::incoming::Incoming;
use crate::domain::text::Clean;

/// Rows about a person, and about those who were merged into them, as they stood before and after somebody changed them.
const CHANGED: &str = "SELECT j.tbl, j.before, j.after FROM journal j LEFT JOIN change_set s ON s.id = j.set_id
   WHERE (j.person_id = ?1 OR j.person_id IN (SELECT gone FROM merged WHERE person_id = ?1))
     AND j.before IS NOT NULL AND coalesce(s.turn, '') <> 'undo' AND s.undone_by IS NULL AND j.set_id <> ?2";

/// Marks of competitors that somebody took off.
const UNMARKED: &str = "SELECT j.before FROM journal j LEFT JOIN change_set s ON s.id = j.set_id
   WHERE j.tbl = 'competitor' AND j.before IS NOT NULL AND j.after IS NULL
     AND coalesce(s.turn, '') <> 'undo' AND s.undone_by IS NULL";

/// What is kept of a thing that is not there any more.
const REMOVED: &str = "(removed)";

impl Slice<'_, '_> {
    /// Whether a person had something of a table that somebody then removed or changed; `is` knows it by its row.
    ///
    /// # Errors
    /// What `SQLite` says.
    pub fn was_removed(
        &self,
        table: &str,
        person: i64,
        is: impl Fn(&Value) -> bool,
    ) -> rusqlite::Result<bool> {
        let mut statement = self.tx.prepare_cached(CHANGED)?;
        let mut rows = statement.query(params![person, self.import.set.0])?;
        while let Some(row) = rows.next()? {
            if row.get_ref(0)?.as_str()? != table {
                continue;
            }
            let (before, after) = (image(row.get(1)?), image(row.get(2)?));
            if is(&before) && !is(&after) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Keeps out what was removed and lists it, unless a person chose what the file says.
    pub fn keeps_out(
        &mut self,
        row: &Incoming,
        field: &'static str,
        was_removed: bool,
        file: impl FnOnce() -> Clean,
    ) -> bool {
        if !was_removed || self.import.plan.choice.takes_file(row.line) {
            return false;
        }
        self.keep_line(row, field, Clean::fixed(REMOVED), file());
        true
    }

    /// Leaves out extra fields in which people differed who were merged, and lists those of which the file says
    /// something else than any of them did.
    ///
    /// # Errors
    /// What `SQLite` says.
    pub fn keep_merged(
        &mut self,
        row: &Incoming,
        known: &Known,
        now: Option<&str>,
        extra: &mut Vec<(String, String)>,
    ) -> rusqlite::Result<()> {
        const MERGED: &str = "SELECT EXISTS (SELECT 1 FROM merged WHERE person_id = ?1)";
        let is_merged: bool = self
            .tx
            .prepare_cached(MERGED)?
            .query_row([known.person], |row| row.get(0))?;
        if !is_merged || self.import.plan.choice.takes_file(row.line) {
            return Ok(());
        }
        extra.retain(|(name, value)| {
            let kept = values_of(now, name);
            if kept.len() < 2 {
                return true;
            }
            if !kept.contains(value) && !known.only_fills() {
                let (kept, file) = (kept.join(" · "), format!("{name}: {value}"));
                let kept = Clean::line(&format!("{name}: {kept}"));
                self.keep_line(row, "Extra fields", kept, Clean::line(&file));
            }
            false
        });
        Ok(())
    }

    /// Lists what is kept against the file: the row is a contradiction then.
    pub fn keep_line(&mut self, row: &Incoming, field: &'static str, kept: Clean, file: Clean) {
        self.contradicts = Came::Conflict;
        self.differs(field, Standing::Ours, || (kept.clone(), file.clone()));
        let name = self.who(row);
        self.import.list_kept(Kept {
            line: row.line,
            name,
            field: field.into(),
            kept,
            file,
        });
    }

    /// Whom a row is about, by the name that is known of them; else as the row says it.
    pub fn who(&self, row: &Incoming) -> Clean {
        let known = self.about.and_then(|person| {
            let mut name = self
                .tx
                .prepare_cached("SELECT name FROM person WHERE id = ?1")
                .ok()?;
            name.query_row([person], |row| row.get::<_, Option<String>>(0))
                .ok()?
        });
        let known = known.filter(|name| !name.trim().is_empty());
        let said = row.name.as_deref().unwrap_or(row.handle.as_str());
        Clean::line(known.as_deref().unwrap_or(said))
    }
}

/// Whether a person had a row that our own export carries and somebody then removed or changed it.
///
/// # Errors
/// What `SQLite` says.
pub fn had(tx: &Connection, person: i64, set: i64, put: &Put<'_>) -> rusqlite::Result<bool> {
    let mut values = carried::values(put.key);
    let (last, after) = (values.len(), "coalesce(after, '{}')");
    let (whose, own) = (last + 1, last + 2);
    let changed = CHANGED
        .replace("?1", &format!("?{whose}"))
        .replace("?2", &format!("?{own}"));
    let sql = format!(
        // By the person: by the table it would be all of the journal.
        "SELECT EXISTS (SELECT 1 FROM ({changed}) WHERE +tbl = '{}' AND {} AND NOT ({}))",
        put.table,
        put.is_it("before"),
        put.is_it(after)
    );
    values.extend([&person as &dyn ToSql, &set]);
    tx.prepare_cached(&sql)?
        .query_row(values.as_slice(), |row| row.get(0))
}

/// Whether somebody took the mark of a competitor off a brand. It is of no person, so the journal tells it by its table.
///
/// # Errors
/// What `SQLite` says.
pub fn was_competitor(tx: &Connection, brand_key: &str) -> rusqlite::Result<bool> {
    tx.prepare_cached(&format!(
        "SELECT EXISTS ({UNMARKED} AND json_extract(j.before, '$.brand_key') = ?1)"
    ))?
    .query_row([brand_key], |row| row.get(0))
}

/// A row as the journal keeps it.
fn image(text: Option<String>) -> Value {
    let image = text.and_then(|text| serde_json::from_str(&text).ok());
    image.unwrap_or(Value::Null)
}

/// Whether a row of the journal has this text in a column.
pub fn says(image: &Value, column: &str, text: &str) -> bool {
    image.get(column).and_then(Value::as_str) == Some(text)
}

/// Whether a row of the journal is a way to reach somebody, of this kind and with such a value.
pub fn says_reach(image: &Value, kind: &str, is: impl Fn(&str) -> bool) -> bool {
    says(image, "kind", kind) && image.get("value").and_then(Value::as_str).is_some_and(is)
}

/// Copies which marks of competitors were taken off to a trial.
pub fn copy_competitors(live: &Connection, trial: &Connection) -> rusqlite::Result<()> {
    let mut read = live.prepare(UNMARKED)?;
    let mut write = trial.prepare(
        "INSERT INTO journal (set_id, tbl, row_id, before) VALUES (0, 'competitor', 0, ?1)",
    )?;
    let mut rows = read.query([])?;
    while let Some(row) = rows.next()? {
        write.execute([row.get::<_, String>(0)?])?;
    }
    Ok(())
}

/// Copies what the live journal knows of a person to a trial, as of no change set.
pub fn copy(live: &Connection, trial: &Connection, person: i64) -> rusqlite::Result<()> {
    let mut read = live.prepare_cached(CHANGED)?;
    let mut write = trial.prepare_cached(
        "INSERT INTO journal (set_id, tbl, row_id, person_id, before, after) VALUES (0, ?1, 0, ?2, ?3, ?4)",
    )?;
    let mut rows = read.query(params![person, 0])?;
    while let Some(row) = rows.next()? {
        write.execute(params![
            row.get::<_, String>(0)?,
            person,
            row.get::<_, String>(1)?,
            row.get::<_, Option<String>>(2)?
        ])?;
    }
    Ok(())
}
