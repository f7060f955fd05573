//! Erasing a person for good, in two parts: one transaction takes them out of every table, the history and the full
//! text; [`sweep`] then sees to it that the file's bytes hold nothing of them either. It cannot be taken back.
//!
//! What stays is a row of `erasure` beside its change set: who erased somebody, when, and how much went.

mod copies;
mod files;
mod history;
mod named;
mod rows;
mod same;
mod sweep;

use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Map, Value, json};

use self::files::Files;
use self::named::Known;
use self::rows::Rows;
use self::same::Traces;
pub use self::sweep::{Sweep, is_owed};
use super::history::thing;
use super::merge::why_gone;
use super::write::{Turn, begin, open_set, write_for};
use super::{Failure, Store, cards, derived, presence};
use crate::domain::change::{Receipt, Stamp};
use crate::domain::erasure::{Erasure, FileNames, Unsaved};
use crate::domain::ids::{PersonId, SetId};
use crate::domain::refusal::Refusal;
use crate::domain::text::Clean;

impl Store {
    /// What erasing somebody would do; `None` when they are gone. It looks through everything that is written.
    ///
    /// # Errors
    /// What `SQLite` says.
    pub fn erasure(&mut self, person: PersonId) -> Result<Option<Erasure>, Failure> {
        let (path, desk) = (self.path.clone(), self.desk.0.clone());
        let tx = self.at_once()?;
        let Some(card) = cards::of(&tx, person)? else {
            return Ok(None);
        };
        let people = same::people(&tx, person.0)?;
        let rows = rows::of(&tx, &people)?;
        let about = history::about(&tx, &people, &rows)?;
        let known = Known::of(&tx, &people)?;
        let (named, named_before) = named::elsewhere(&tx, &known, &rows, &about)?;
        let files = Files::named(&tx, &known, FileNames::Sure)?;
        let has_handle = !card.handle.as_str().trim().is_empty();
        let traces = Traces::of(&tx, &people)?;
        Ok(Some(Erasure {
            person,
            people: people.iter().copied().map(PersonId).collect(),
            word: if has_handle {
                card.handle
            } else {
                card.name.clone()
            },
            name: card.name,
            goes: goes(&rows),
            entries: about.count(),
            named,
            named_before,
            files: files.shown(),
            files_in_doubt: files.in_doubt(),
            unsaved: Unsaved::default(),
            names: known.names.and(known.parts),
            copies: copies::beside_it(&path, &traces),
            open_at: presence::colleagues(&path, &desk)
                .into_iter()
                .filter(|one| one.at.person.as_ref().is_some_and(|(at, _)| *at == person))
                .map(|one| one.member)
                .collect(),
        }))
    }

    /// Takes somebody out of everything but the file's unused bytes: [`Store::sweep`] follows.
    ///
    /// # Errors
    /// [`Refusal::Merged`] and the like where they are gone; [`Refusal::EraseWaits`] while any job is open; what the disk or `SQLite` says. Nothing was
    /// changed then.
    pub fn erase(
        &mut self,
        person: PersonId,
        which: FileNames,
        stamp: &Stamp,
    ) -> Result<Receipt, Failure> {
        if self.is_read_only() {
            return Err(Refusal::ReadOnly.into());
        }
        let (login, desk) = (self.login.clone(), self.desk.0.clone());
        let tx = begin(&mut self.connection)?;
        refuse_open(&tx)?;
        let Some((stage, parked)) = stands(&tx, person)? else {
            return Err(why_gone(&tx, person)?.into());
        };
        let people = same::people(&tx, person.0)?;
        let rows = rows::of(&tx, &people)?;
        let known = Known::of(&tx, &people)?;
        let about = history::about(&tx, &people, &rows)?;
        let files = Files::named(&tx, &known, which)?;
        let set = open_set(&tx, stamp, &login, &desk, Turn::Do)?;
        rows::delete(&tx, &rows)?;
        files.rename(&tx)?;
        tx.execute("DELETE FROM journal WHERE set_id = ?1", [set.0])?;
        write_for(&tx, None, false)?;
        history::scrub(&tx, &about, &known.names)?;
        for person in &people {
            derived::refresh(&tx, *person, derived::Text::Now)?;
        }
        let said = said(&rows);
        tx.execute(
            "INSERT INTO erasure (set_id, stage, parked, went) VALUES (?1, ?2, ?3, ?4)",
            params![set.0, stage, parked, went(&rows)],
        )?;
        tx.execute(
            "UPDATE change_set SET label = ?2, rows = 0 WHERE id = ?1",
            params![set.0, said],
        )?;
        tx.commit()?;
        self.ring();
        Ok(receipt(&said))
    }

    /// The last erasure, as it is told when the sweep has come to its end.
    ///
    /// # Errors
    /// What `SQLite` says.
    pub fn erased(&self) -> Result<Receipt, Failure> {
        let said: Option<String> = self
            .connection
            .prepare_cached(
                "SELECT label FROM change_set WHERE id = (SELECT max(set_id) FROM erasure)",
            )?
            .query_row([], |row| row.get(0))
            .optional()?;
        Ok(receipt(&said.unwrap_or_default()))
    }
}

/// Whether somebody who is not there was erased: the history tells how everybody else went. Where nobody ever was, a
/// number that is not there was given by another state of the database.
pub fn was_erased(connection: &Connection, person: PersonId) -> rusqlite::Result<bool> {
    connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM erasure)
               AND NOT EXISTS (SELECT 1 FROM journal WHERE tbl = 'person' AND row_id = ?1 AND after IS NULL AND last_id IS NULL)",
        )?
        .query_row([person.0], |row| row.get(0))
}

/// Whether this person is not there any more because they were erased, and nobody has taken their place.
pub fn is_erased(connection: &Connection, person: PersonId) -> rusqlite::Result<bool> {
    let is_known: bool = connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM person WHERE id = ?1) OR EXISTS (SELECT 1 FROM merged WHERE gone = ?1)",
        )?
        .query_row([person.0], |row| row.get(0))?;
    Ok(!is_known && was_erased(connection, person)?)
}

/// Nothing takes it back, so that no change is named.
fn receipt(said: &str) -> Receipt {
    Receipt {
        set: None,
        said: Clean::line(said),
        takes_back: Clean::default(),
        people: Vec::new(),
        offer: None,
        reverses: None,
    }
}

/// A job that is open could bring back what is taken out, and its record may name anybody.
fn refuse_open(tx: &Connection) -> Result<(), Failure> {
    let open: Option<(i64, String, String)> = tx
        .query_row(
            "SELECT s.id, s.label, s.by FROM change_set s WHERE s.state = 'open' ORDER BY s.id LIMIT 1",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .optional()?;
    match open {
        None => Ok(()),
        Some((set, label, by)) => Err(Refusal::EraseWaits {
            set: SetId(set),
            label: Clean::line(&label),
            by: Clean::line(&by),
        }
        .into()),
    }
}

fn stands(tx: &Connection, person: PersonId) -> rusqlite::Result<Option<(i64, bool)>> {
    tx.query_row(
        "SELECT stage, park_reason IS NOT NULL FROM person WHERE id = ?1",
        [person.0],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
    .optional()
}

/// What goes, by kind; the person's own row is the person.
fn goes(rows: &[Rows]) -> Vec<(&'static str, i64)> {
    let counted = rows.iter().filter(|rows| rows.table != "person");
    counted
        .map(|rows| {
            (
                thing(rows.table),
                i64::try_from(rows.ids.len()).unwrap_or(0),
            )
        })
        .filter(|(_, many)| *many > 0)
        .collect()
}

fn went(rows: &[Rows]) -> String {
    let counts: Map<String, Value> = rows
        .iter()
        .map(|rows| (rows.table.to_owned(), json!(rows.ids.len())))
        .collect();
    Value::from(counts).to_string()
}

fn said(rows: &[Rows]) -> String {
    let words: Vec<String> = goes(rows)
        .iter()
        .map(|(thing, many)| format!("{thing} {many}"))
        .collect();
    if words.is_empty() {
        "erased somebody for good".to_owned()
    } else {
        format!("erased somebody for good: {}", words.join(", "))
    }
}
