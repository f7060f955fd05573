//! Rows of our own export: whose they are, and what only they say.
//!
//! Rows of one number are of one person, so that several accounts come back together, and somebody without an account
//! comes back at all. What is missing is filled; nothing that stands is changed.

use rusqlite::{Connection, OptionalExtension, ToSql, params};

use super::Came;
use super::slice::{Known, Slice};
use crate::domain::carried::{Carried, CarriedContact};
use crate::domain::dates::iso;
use crate::domain::importing::Standing;
use crate::domain::incoming::{Incoming, without_controls};
use crate::domain::platform::say_account;
use crate::domain::text::Clean;
use crate::domain::touch::Channel;
use crate::store::Failure;

/// Who a row without an account is about: somebody of that name who has none either; the number tells several apart.
pub fn without_account(connection: &Connection, row: &Incoming) -> rusqlite::Result<Option<i64>> {
    let Some(name) = row.name.as_deref().filter(|_| !row.has_account()) else {
        return Ok(None);
    };
    connection
        .prepare_cached(
            "SELECT p.id FROM person p WHERE p.name = ?1 AND NOT EXISTS (SELECT 1 FROM account a WHERE a.person_id = p.id)
             ORDER BY p.id <> ?2, p.id LIMIT 1",
        )?
        .query_row(params![name, row.person_key().unwrap_or_default()], |row| {
            row.get(0)
        })
        .optional()
}

impl Slice<'_, '_> {
    /// The person of an earlier row with the same number.
    pub(super) fn same_person(&self, row: &Incoming) -> Option<i64> {
        let number = row.person_key()?;
        self.import.people.get(&number).copied()
    }

    /// Remembers whose a row was.
    pub(super) fn is_person(&mut self, row: &Incoming, person: i64) {
        if let Some(number) = row.person_key() {
            self.import.people.insert(number, person);
        }
    }

    /// Gives somebody who is known the account of a row.
    pub(super) fn join(&mut self, row: &Incoming, person: i64) -> Result<Came, Failure> {
        let account = self.add_account(person, row)?;
        let known = Known {
            account,
            person,
            audience: row.audience_country.clone(),
            learns: None,
            again: true,
            outdated: false,
            snapshots: Vec::new(),
        };
        let handle = say_account(row.platform, &row.handle);
        self.differs("Account", Standing::File, || {
            (Clean::default(), Clean::line(&handle))
        });
        self.meet(row, &known)?;
        crate::store::derived::refresh(self.tx, person, crate::store::derived::Text::Later)?;
        Ok(Came::Updated)
    }

    /// Where somebody new stands, as the database that wrote the file has it.
    pub(super) fn stand_as(&mut self, person: i64, carried: &Carried) -> rusqlite::Result<()> {
        let days = [
            carried.added,
            carried.stage_since,
            carried.shortlisted,
            carried.snoozed,
        ];
        if days.iter().all(Option::is_none) {
            return Ok(());
        }
        let [added, since, shortlisted, snoozed] = days.map(|day| day.map(iso));
        self.tx
            .prepare_cached(
                "UPDATE person SET added = coalesce(?2, added), stage_since = coalesce(?3, stage_since), shortlisted = ?4,
                   snoozed_until = ?5 WHERE id = ?1",
            )?
            .execute(params![person, added, since, shortlisted, snoozed])?;
        Ok(())
    }

    /// What only our own export says of somebody and their account; whether anything of it was missing.
    pub(super) fn meet_carried(
        &mut self,
        row: &Incoming,
        person: i64,
        account: Option<i64>,
    ) -> Result<bool, Failure> {
        let Some(carried) = row.carried.as_deref() else {
            return Ok(false);
        };
        let mut more = false;
        if let Some(account) = account {
            more |= self.carry_figures(account, carried)?;
            more |= self.carry_decisions(person, account, carried)?;
        }
        for check in &carried.checks {
            more |= self.put(
                "fit_check",
                "Fit check",
                check.check.word(),
                "INSERT INTO fit_check (person_id, kind, answer, line, date, by) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                "SELECT EXISTS (SELECT 1 FROM fit_check WHERE person_id = ?1 AND kind = ?2)",
                &[
                    &person,
                    &check.check.word(),
                    &check.answer.word(),
                    &check.line,
                    &iso(check.date),
                    &check.by,
                ],
                2,
            )?;
        }
        for contact in &carried.contacts {
            more |= self.carry_contact(person, contact)?;
        }
        for note in &carried.notes {
            more |= self.put(
                "note",
                "Note",
                &note.text,
                "INSERT INTO note (person_id, date, by, text) VALUES (?1, ?2, ?3, ?4)",
                "SELECT EXISTS (SELECT 1 FROM note WHERE person_id = ?1 AND date = ?2 AND by = ?3 AND text = ?4)",
                &[&person, &iso(note.date), &note.by, &note.text],
                4,
            )?;
        }
        Ok(more)
    }

    fn carry_figures(&mut self, account: i64, carried: &Carried) -> Result<bool, Failure> {
        let mut more = false;
        for one in &carried.figures {
            let date = iso(one.date);
            if !self.has(
                "SELECT EXISTS (SELECT 1 FROM snapshot WHERE account_id = ?1 AND date = ?2)",
                account,
                &date,
            )? {
                self.add_snapshot(account, &date, &one.figures, Some(&one.source))?;
                more = true;
                self.differs("Figures", Standing::File, || {
                    let figures = super::figures::said(&one.figures, one.date);
                    (Clean::default(), figures)
                });
            }
        }
        Ok(more)
    }

    fn carry_decisions(
        &mut self,
        person: i64,
        account: i64,
        carried: &Carried,
    ) -> rusqlite::Result<bool> {
        let mut more = false;
        for one in &carried.decisions {
            more |= self.put(
                "flag_decision",
                "Red flag",
                &one.words,
                "INSERT INTO flag_decision (account_id, kind, figures, words, decision, line, date, by, person_id)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                "SELECT EXISTS (SELECT 1 FROM flag_decision WHERE account_id = ?1 AND kind = ?2)",
                &[
                    &account,
                    &one.flag.word(),
                    &one.figures,
                    &one.words,
                    &one.decision.word(),
                    &one.line,
                    &iso(one.date),
                    &one.by,
                    &person,
                ],
                2,
            )?;
        }
        Ok(more)
    }

    fn carry_contact(&mut self, person: i64, one: &CarriedContact) -> rusqlite::Result<bool> {
        self.put(
            "touch",
            "Contact",
            &one.text,
            "INSERT INTO touch (person_id, direction, channel, kind, date, text, by, imported, settled)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            "SELECT EXISTS (SELECT 1 FROM touch WHERE person_id = ?1 AND direction = ?2 AND channel IS ?3 AND kind = ?4
               AND date = ?5 AND text = ?6)",
            &[
                &person,
                &one.direction.word(),
                &one.channel.map(Channel::word),
                &one.kind.word(),
                &iso(one.date),
                &one.text,
                &one.by,
                &one.imported,
                &one.settled,
            ],
            6,
        )
    }

    /// Inserts a row unless it is there; the first so many values tell which it is.
    #[allow(clippy::too_many_arguments)]
    fn put(
        &mut self,
        table: &'static str,
        label: &'static str,
        words: &str,
        insert: &str,
        exists: &str,
        values: &[&dyn ToSql],
        key: usize,
    ) -> rusqlite::Result<bool> {
        let is_there: bool = self
            .tx
            .prepare_cached(exists)?
            .query_row(&values[..key.min(values.len())], |row| row.get(0))?;
        if is_there {
            return Ok(false);
        }
        self.tx.prepare_cached(insert)?.execute(values)?;
        self.inserted(table);
        self.differs(label, Standing::File, || {
            (Clean::default(), Clean::line(words))
        });
        Ok(true)
    }
}

/// Whether a text that stands is the one of a file: a table leaves out letters that command a terminal.
pub fn is_same(stands: &str, file: &str) -> bool {
    stands == file || without_controls(stands) == file
}
