//! Everything that is kept of a person: what the profile shows, and what only other screens ask for.

use rusqlite::{Connection, Row};

use super::profile::{self, date, line, raw};
use super::{Failure, Store, triage};
use crate::domain::dates::from_iso;
use crate::domain::ids::{AccountId, PersonId};
use crate::domain::portrait::{Decided, Moved, Portrait, Told};
use crate::domain::stage::Stage;
use crate::domain::text::Raw;
use crate::domain::triage::{Decision, Ruling};

impl Store {
    /// Everything that is kept of a person; `None` when they are gone.
    ///
    /// # Errors
    /// What `SQLite` says.
    pub fn portrait(&mut self, person: PersonId) -> Result<Option<Portrait>, Failure> {
        let tx = self.at_once()?;
        let Some(mut portrait) = whole(&tx, person)? else {
            return Ok(None);
        };
        portrait.dossier.history = profile::happened(&tx, person)?;
        Ok(Some(portrait))
    }

    /// The same for files: without who changed what, which stays in the history of this database.
    ///
    /// # Errors
    /// What `SQLite` says.
    pub fn kept(&mut self, person: PersonId) -> Result<Option<Portrait>, Failure> {
        let tx = self.at_once()?;
        Ok(whole(&tx, person)?)
    }
}

/// Everything but the changes.
fn whole(tx: &Connection, person: PersonId) -> rusqlite::Result<Option<Portrait>> {
    let Some(dossier) = profile::dossier_of(tx, person, u32::MAX)? else {
        return Ok(None);
    };
    let (snoozed, shortlisted) = tx
        .prepare_cached("SELECT snoozed_until, shortlisted FROM person WHERE id = ?1")?
        .query_row([person.0], |row| {
            Ok((
                row.get::<_, Option<String>>(0)?,
                row.get::<_, Option<String>>(1)?,
            ))
        })?;
    Ok(Some(Portrait {
        dossier,
        snoozed: snoozed.as_deref().and_then(from_iso),
        shortlisted: shortlisted.as_deref().and_then(from_iso),
        checks: triage::checks(tx, person)?,
        decisions: decisions(tx, person)?,
        moves: moves(tx, person)?,
        merged: told(
            tx,
            person,
            "SELECT name, date, by FROM merged WHERE person_id = ?1 ORDER BY id",
        )?,
        not_same: told(
            tx,
            person,
            "SELECT p.name, n.date, n.by FROM not_same n
               JOIN card p ON p.person_id = iif(n.person_id = ?1, n.other_id, n.person_id)
             WHERE ?1 IN (n.person_id, n.other_id) ORDER BY n.id",
        )?,
    }))
}

/// What was decided about red flags, whether their figures still stand or not.
fn decisions(connection: &Connection, person: PersonId) -> rusqlite::Result<Vec<Decided>> {
    connection
        .prepare_cached(
            "SELECT words, decision, line, by, date, account_id, kind, figures FROM flag_decision WHERE person_id = ?1 ORDER BY id",
        )?
        .query_map([person.0], |row| {
            let decision = Decision::parse(row.get_ref(1)?.as_str()?);
            let ruling = Ruling {
                decision: decision.unwrap_or(Decision::Accepted),
                line: raw(row, 2)?,
                by: line(row, 3)?,
                date: date(row, 4)?,
            };
            Ok(Decided {
                account: AccountId(row.get(5)?),
                flag: raw(row, 6)?,
                figures: raw(row, 7)?,
                words: raw(row, 0)?,
                ruling,
            })
        })?
        .collect()
}

fn moves(connection: &Connection, person: PersonId) -> rusqlite::Result<Vec<Moved>> {
    let stage = |row: &Row<'_>, index| -> rusqlite::Result<Stage> {
        Ok(Stage::at(row.get(index)?).unwrap_or(Stage::Discovery))
    };
    connection
        .prepare_cached(
            "SELECT from_stage, to_stage, date, by, without, because FROM stage_move WHERE person_id = ?1 ORDER BY id",
        )?
        .query_map([person.0], |row| {
            Ok(Moved {
                from: stage(row, 0)?,
                to: stage(row, 1)?,
                date: date(row, 2)?,
                by: line(row, 3)?,
                without: raw(row, 4)?,
                because: Raw::new(row.get::<_, Option<String>>(5)?.unwrap_or_default()),
            })
        })?
        .collect()
}

fn told(connection: &Connection, person: PersonId, sql: &str) -> rusqlite::Result<Vec<Told>> {
    connection
        .prepare_cached(sql)?
        .query_map([person.0], |row| {
            Ok(Told {
                name: raw(row, 0)?,
                date: date(row, 1)?,
                by: line(row, 2)?,
            })
        })?
        .collect()
}
