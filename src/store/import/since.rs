//! What happened to the people of a preview since it was made: asked when colleagues have changed something, and once
//! more in the transaction in which the import begins.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, params};

use crate::domain::ids::{PersonId, SetId};
use crate::domain::preview::{Basis, Since};
use crate::domain::refusal::Refusal;
use crate::store::merge::why_gone;
use crate::store::{Failure, Store};

/// The changes since a moment. The list of those that were going on then is bound as JSON.
const LATER: &str = "(set_id > ?1 OR set_id IN (SELECT value FROM json_each(?2)))";

impl Store {
    /// What happened to the people of a preview since it was made.
    ///
    /// # Errors
    /// What `SQLite` says.
    pub fn since(&mut self, basis: &Basis) -> Result<Since, Failure> {
        let tx = self.at_once()?;
        Ok(since(&tx, basis)?)
    }
}

/// The moment of a preview: the newest change, and those that are going on.
pub(super) fn moment(connection: &Connection) -> rusqlite::Result<(SetId, Vec<(SetId, i64)>)> {
    let newest = connection
        .prepare_cached("SELECT coalesce(max(id), 0) FROM change_set")?
        .query_row([], |row| row.get(0))?;
    let open = connection
        .prepare_cached("SELECT id FROM change_set WHERE state = 'open' ORDER BY id")?
        .query_map([], |row| row.get(0))?
        .map(|set| {
            let set = SetId(set?);
            Ok((set, how_far(connection, set)?))
        })
        .collect::<rusqlite::Result<_>>()?;
    Ok((SetId(newest), open))
}

/// How far a job is, as a number that only tells whether it moved.
fn how_far(connection: &Connection, set: SetId) -> rusqlite::Result<i64> {
    let far = connection
        .prepare_cached("SELECT position + done FROM job WHERE set_id = ?1")?
        .query_row([set.0], |row| row.get(0))
        .optional()?;
    Ok(far.unwrap_or(-1))
}

/// An import that rests on a preview begins only while that is true.
pub(super) fn refuse_outdated(connection: &Connection, basis: &Basis) -> Result<(), Failure> {
    if since(connection, basis)?.is_nothing() {
        return Ok(());
    }
    Err(Refusal::PreviewOutdated.into())
}

fn since(connection: &Connection, basis: &Basis) -> rusqlite::Result<Since> {
    let (newest, _) = moment(connection)?;
    let mut moved = Vec::new();
    for (set, far) in &basis.open {
        if how_far(connection, *set)? != *far {
            moved.push(set.0);
        }
    }
    if newest == basis.newest && moved.is_empty() {
        return Ok(Since::default());
    }
    let later = Later {
        connection,
        after: basis.newest,
        moved: format!("{moved:?}"),
    };
    let mut found = Since::default();
    for person in later.touched(basis)? {
        if is_there(connection, person)? {
            found.changed += 1;
        } else if basis.is_about(person) {
            match why_gone(connection, person)? {
                Refusal::Merged(_) => found.merged += 1,
                _ => found.removed += 1,
            }
        }
    }
    found.erased = later.erased(basis)?;
    Ok(found)
}

fn is_there(connection: &Connection, person: PersonId) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM person WHERE id = ?1)")?
        .query_row([person.0], |row| row.get(0))
}

/// The changes since a moment.
struct Later<'a> {
    connection: &'a Connection,
    after: SetId,
    /// Jobs that were going on then and have moved on, as JSON.
    moved: String,
}

impl Later<'_> {
    /// Who was changed, of those whom the file is about or who have a handle or name of it by now.
    fn touched(&self, basis: &Basis) -> rusqlite::Result<BTreeSet<PersonId>> {
        let mut touched = BTreeSet::new();
        let sql = format!(
            "SELECT DISTINCT person_id FROM journal WHERE {LATER} AND person_id IS NOT NULL"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params![self.after.0, self.moved])?;
        while let Some(row) = rows.next()? {
            let person = PersonId(row.get(0)?);
            if basis.is_about(person) || has_word(self.connection, person, basis)? {
                touched.insert(person);
            }
        }
        // Imports write down what they added as ranges, of no person.
        let sql = format!(
            "SELECT row_id, last_id FROM journal WHERE {LATER} AND tbl = 'person' AND last_id IS NOT NULL"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params![self.after.0, self.moved])?;
        while let Some(row) = rows.next()? {
            for person in row.get::<_, i64>(0)?..=row.get(1)? {
                let person = PersonId(person);
                if has_word(self.connection, person, basis)? {
                    touched.insert(person);
                }
            }
        }
        Ok(touched)
    }

    /// Who was erased of those whom the file is about.
    fn erased(&self, basis: &Basis) -> rusqlite::Result<Vec<PersonId>> {
        let any: bool = self
            .connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM erasure WHERE set_id > ?1)")?
            .query_row([self.after.0], |row| row.get(0))?;
        if !any {
            return Ok(Vec::new());
        }
        let mut erased = Vec::new();
        for person in &basis.people {
            let is_erased = !is_there(self.connection, *person)?
                && matches!(why_gone(self.connection, *person)?, Refusal::PersonErased);
            erased.extend(is_erased.then_some(*person));
        }
        Ok(erased)
    }
}

/// Whether a person has a handle or the name of a row.
fn has_word(connection: &Connection, person: PersonId, basis: &Basis) -> rusqlite::Result<bool> {
    let mut statement = connection.prepare_cached(
        "SELECT handle_key FROM account WHERE person_id = ?1
         UNION ALL SELECT name FROM person WHERE id = ?1 AND name IS NOT NULL",
    )?;
    let mut rows = statement.query([person.0])?;
    while let Some(row) = rows.next()? {
        if basis.has(row.get_ref(0)?.as_str()?) {
            return Ok(true);
        }
    }
    Ok(false)
}
