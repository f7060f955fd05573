//! `entourage check`: is the file sound, and is everything derived what it would be if it were made again?

use rusqlite::Connection;

use super::schema::SHAPE;
use super::{Failure, Store, derived, presence};
use crate::domain::counts::say_many;
use crate::domain::refusal::Trouble;
use crate::domain::text::Clean;

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// One sentence.
    pub what: Clean,
    /// What mends it.
    pub remedy: Remedy,
}

/// What mends a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remedy {
    /// A backup in the place of the file.
    Restore,
    /// `entourage erase --resume`. A backup would bring the erased person back.
    FinishErasure,
}

/// Everything a card says, as one text.
const CARD: &str = "SELECT json_array(name, name_key, handle, platforms, followers, engagement, niche, country, tags,
            stage, board, since, park_reason, look_again, last_contact, care_from, reply_owed, pitched, chased, replied, talking, facts,
            next_step, next_date, next_owner, owner, snoozed, fit_yes, fit_answered, flags, shortlisted) FROM card WHERE person_id = ?1";

impl Store {
    /// Looks at the whole database; an empty list is a clean bill. It is asked on a connection that was opened for it:
    /// one that was open while a colleague merged the full text keeps an older record of its structure, and would see
    /// damage where there is none.
    ///
    /// # Errors
    /// Why it cannot be opened once more; what `SQLite` says when it cannot even be read.
    pub fn check(&self) -> Result<Vec<Finding>, Failure> {
        let mut fresh = self
            .reader()
            .map_err(|error| Failure::Trouble(Trouble::new(error.to_string())))?;
        // One state of the file, even while colleagues save.
        let tx = fresh.at_once()?;
        let mut findings = Vec::new();
        for line in strings(&tx, "PRAGMA integrity_check")? {
            if line != "ok" {
                findings.push(finding(format!("damaged: {line}")));
            }
        }
        let torn = strings(
            &tx,
            "SELECT \"table\" || ' ' || rowid FROM pragma_foreign_key_check",
        )?;
        findings.extend(
            torn.into_iter()
                .map(|row| finding(format!("row without its parent: {row}"))),
        );
        findings.extend(
            strings(
                &tx,
                "SELECT s.date FROM erasure e JOIN change_set s ON s.id = e.set_id WHERE e.swept = 0",
            )?
            .into_iter()
            .map(|day| {
                let words = format!(
                    "Someone was erased on {day}, and traces of them may be left in the file. Run `entourage erase --resume` to remove them."
                );
                Finding {
                    remedy: Remedy::FinishErasure,
                    ..finding(words)
                }
            }),
        );
        findings.extend(check_cards(&tx)?);
        Ok(findings)
    }

    /// What a check of this database cannot see just now, one sentence each.
    #[must_use]
    pub fn unseen_by_check(&self) -> Vec<Clean> {
        let mut unseen = Vec::new();
        let others = self.colleagues().len();
        if others > 0 {
            unseen.push(Clean::line(&format!(
                "{} it open. The database is checked as it is now; what they save from here on is not.",
                say_many(i64::try_from(others).unwrap_or(i64::MAX), "other instance has", "other instances have")
            )));
        }
        if !presence::is_visible(&self.path) {
            unseen.push(Clean::fixed(
                "You cannot see who else has it open. The database is checked as it is now; what they save from here on is not.",
            ));
        }
        if self.still.is_some() {
            unseen.push(Clean::fixed(
                "The disk is full. The file is checked without SQLite's log of writes, which is empty.",
            ));
        } else if self.is_read_only() {
            unseen.push(Clean::fixed(
                "It is open read-only. Everything that you may read is checked; whether it can be written is not.",
            ));
        }
        unseen
    }
}

fn check_cards(connection: &Connection) -> Result<Vec<Finding>, Failure> {
    let mut findings = Vec::new();
    let scratch = Connection::open_in_memory()?;
    for step in SHAPE.0 {
        scratch.execute_batch(step)?;
    }
    let mut ids = connection.prepare("SELECT id FROM person UNION SELECT person_id FROM card")?;
    let mut rows = ids.query([])?;
    let mut boards = [0_i64; 6];
    while let Some(row) = rows.next()? {
        let person: i64 = row.get(0)?;
        let kept: Option<String> = one(connection, CARD, person)?;
        let Some(facts) = derived::read(connection, person)? else {
            findings.push(finding(format!("a card of nobody: {person}")));
            continue;
        };
        let board = facts.write_card(&scratch, person)?;
        if let Some(count) = usize::try_from(board + 1)
            .ok()
            .and_then(|place| boards.get_mut(place))
        {
            *count += 1;
        }
        if kept != one(&scratch, CARD, person)? {
            findings.push(finding(format!(
                "the card of person {person} is not up to date"
            )));
        }
        scratch.execute("DELETE FROM card", [])?;
    }
    for (board, people) in (-1_i64..).zip(boards) {
        let kept: i64 = connection.query_row(
            "SELECT people FROM tally WHERE board = ?1",
            [board],
            |row| row.get(0),
        )?;
        if kept != people {
            findings.push(finding(format!(
                "the count of column {board} says {kept}, there are {people}"
            )));
        }
    }
    Ok(findings)
}

fn finding(what: String) -> Finding {
    Finding {
        what: Clean::line(&what),
        remedy: Remedy::Restore,
    }
}

fn strings(connection: &Connection, sql: &str) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare(sql)?
        .query_map([], |row| row.get(0))?
        .collect()
}

fn one(connection: &Connection, sql: &str, person: i64) -> rusqlite::Result<Option<String>> {
    use rusqlite::OptionalExtension;
    connection
        .prepare_cached(sql)?
        .query_row([person], |row| row.get(0))
        .optional()
}
