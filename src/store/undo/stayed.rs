//! What an undo passes over since later changes altered it, and how it says so.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, params};

use super::left::{self, PERSON};
use super::refusal::{changed_since, holder};
use crate::domain::counts::{say_grouped, say_many};
use crate::domain::ids::SetId;
use crate::domain::refusal::Refusal;
use crate::store::journal::Journaled;

/// Changes that are named; of more, their number is given.
const NAMED: usize = 3;

/// Lists of a job's notes.
const PEOPLE: &str = "stayed";
const ROWS: &str = "stayed row";
const BY: &str = "stayed by";

/// People and other rows that stay, and the changes that altered them.
#[derive(Debug, Default)]
pub(super) struct Stayed {
    people: BTreeSet<i64>,
    /// Rows that are about no one person.
    rows: BTreeSet<(&'static str, i64)>,
    by: BTreeSet<SetId>,
    /// Not written down yet.
    fresh: Vec<(&'static str, i64, &'static str)>,
}

impl Stayed {
    pub(super) fn is_empty(&self) -> bool {
        self.people.is_empty() && self.rows.is_empty()
    }

    /// Keeps with a finished undo what stayed, for `rest`.
    pub(super) fn keep(&self, tx: &Connection, undo: SetId) -> rusqlite::Result<()> {
        let people = self.people.iter().map(|person| (PERSON, *person));
        for (table, row) in people.chain(self.rows.iter().copied()) {
            left::keep(tx, undo, table, row)?;
        }
        Ok(())
    }

    /// The people of whom something stays.
    pub(super) fn people(&self) -> &BTreeSet<i64> {
        &self.people
    }

    /// The rows about no one person that stay.
    pub(super) fn rows(&self) -> &BTreeSet<(&'static str, i64)> {
        &self.rows
    }

    /// What a job has written down.
    pub(super) fn read(connection: &Connection, undo: SetId) -> rusqlite::Result<Stayed> {
        let mut stayed = Stayed::default();
        let mut statement = connection
            .prepare_cached("SELECT list, line, words FROM job_note WHERE set_id = ?1")?;
        let mut notes = statement.query([undo.0])?;
        while let Some(note) = notes.next()? {
            let (list, line): (String, i64) = (note.get(0)?, note.get(1)?);
            match list.as_str() {
                PEOPLE => drop(stayed.people.insert(line)),
                BY => drop(stayed.by.insert(SetId(line))),
                _ => {
                    let table = Journaled::named(&note.get::<_, String>(2)?);
                    stayed.rows.extend(table.map(|table| (table.table, line)));
                }
            }
        }
        Ok(stayed)
    }

    /// Writes down with the job what is new, so that it is still known when the job is resumed.
    pub(super) fn write_down(&mut self, tx: &Connection, undo: SetId) -> rusqlite::Result<()> {
        let mut insert = tx.prepare_cached(
            "INSERT INTO job_note (set_id, list, line, words) VALUES (?1, ?2, ?3, ?4)",
        )?;
        for (list, line, words) in self.fresh.drain(..) {
            insert.execute(params![undo.0, list, line, words])?;
        }
        Ok(())
    }

    /// A person stays, or something about them.
    pub(super) fn person(&mut self, person: i64, by: BTreeSet<SetId>) {
        if self.people.insert(person) {
            self.fresh.push((PEOPLE, person, ""));
        }
        self.altered(by);
    }

    /// A row stays.
    pub(super) fn row(
        &mut self,
        tx: &Connection,
        table: &'static Journaled,
        row: i64,
        by: BTreeSet<SetId>,
    ) -> rusqlite::Result<()> {
        let person: Option<i64> = tx
            .prepare_cached(&format!(
                "SELECT {} FROM {} t WHERE t.id = ?1",
                table.person_of("t"),
                table.table
            ))?
            .query_row([row], |row| row.get(0))
            .optional()?
            .flatten();
        if let Some(person) = person {
            self.person(person, by);
        } else {
            if self.rows.insert((table.table, row)) {
                self.fresh.push((ROWS, row, table.table));
            }
            self.altered(by);
        }
        Ok(())
    }

    fn altered(&mut self, by: BTreeSet<SetId>) {
        for set in by {
            if self.by.insert(set) {
                self.fresh.push((BY, set.0, ""));
            }
        }
    }

    /// The refusal of a change of one person of which something would stay.
    pub(super) fn refusal(&self, connection: &Connection, set: SetId) -> rusqlite::Result<Refusal> {
        let newest = holder(connection, &self.by)?.unwrap_or(set);
        changed_since(connection, newest, Vec::new())
    }

    /// Says what stays, and with `labels` what the changes were that altered it; blank where nothing stays.
    pub(super) fn said(
        &self,
        connection: &Connection,
        undo: SetId,
        labels: bool,
    ) -> rusqlite::Result<String> {
        if self.is_empty() {
            return Ok(String::new());
        }
        let people = i64::try_from(self.there(connection)?.len()).unwrap_or(i64::MAX);
        let rows = i64::try_from(self.rows.len()).unwrap_or(i64::MAX);
        let who = match (people, rows) {
            (0, rows) => say_many(rows, "row", "rows"),
            (people, 0) => say_many(people, "person", "people"),
            (people, rows) => format!(
                "{} and {}",
                say_many(people, "person", "people"),
                say_many(rows, "other row", "other rows")
            ),
        };
        let is_one = people + rows == 1;
        let since = match self.changes(connection, labels)? {
            changes if changes.is_empty() => "changed since".to_owned(),
            changes => format!("changed since by {changes}"),
        };
        Ok(match (self.any_partly(connection, undo)?, is_one) {
            (false, true) => format!("{who} stays as it is: {since}"),
            (false, false) => format!("{who} stay as they are: {since}"),
            (true, true) => format!("{who} keeps what was {since}"),
            (true, false) => format!("{who} keep what was {since}"),
        })
    }

    /// The people as they are now: who was merged into somebody is one with them.
    fn there(&self, connection: &Connection) -> rusqlite::Result<BTreeSet<i64>> {
        let mut people = self.people.clone();
        let mut merged = connection.prepare_cached("SELECT gone, person_id FROM merged")?;
        let mut merged = merged.query([])?;
        while let Some(row) = merged.next()? {
            if people.remove(&row.get(0)?) {
                people.insert(row.get(1)?);
            }
        }
        Ok(people)
    }

    /// Whether something about one of these people was undone all the same.
    fn any_partly(&self, connection: &Connection, undo: SetId) -> rusqlite::Result<bool> {
        let mut touched = connection.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM journal WHERE person_id = ?1 AND +set_id = ?2)",
        )?;
        for person in &self.people {
            if touched.query_row([*person, undo.0], |row| row.get(0))? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The changes that altered what stays; those that were undone count only where there are no others.
    fn changes(&self, connection: &Connection, labels: bool) -> rusqlite::Result<String> {
        let mut read = connection.prepare_cached(
            "SELECT label, undone_by IS NULL AND turn <> 'undo' FROM change_set WHERE id = ?1",
        )?;
        let mut found: Vec<(SetId, String, bool)> = Vec::new();
        for set in &self.by {
            let change = read
                .query_row([set.0], |row| Ok((*set, row.get(0)?, row.get(1)?)))
                .optional()?;
            found.extend(change);
        }
        if found.iter().any(|(_, _, stands)| *stands) {
            found.retain(|(_, _, stands)| *stands);
        }
        let named: Vec<String> = found
            .iter()
            .take(NAMED)
            .map(|(set, label, _)| {
                if labels && !label.is_empty() {
                    format!("{} ({label})", set.0)
                } else {
                    set.0.to_string()
                }
            })
            .collect();
        let more = found.len().saturating_sub(NAMED);
        Ok(match (named.as_slice(), more) {
            ([], _) => String::new(),
            ([one], _) => format!("change {one}"),
            ([first @ .., last], 0) => format!("changes {} and {last}", first.join(", ")),
            (all, more) => format!(
                "changes {} and {} more",
                all.join(", "),
                say_grouped(i64::try_from(more).unwrap_or(i64::MAX))
            ),
        })
    }
}
