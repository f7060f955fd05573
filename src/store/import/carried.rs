//! Rows of our own export: whose they are, and what only they say.
//!
//! Rows of one number are of one person (see [`super::tied`]), so that several accounts come back together, and somebody
//! without an account comes back at all. What is missing is filled; nothing that stands is changed.

use rusqlite::{ToSql, params};

use super::slice::{Known, Slice};
use super::{Came, removed};
use crate::domain::carried::{Carried, CarriedContact};
use crate::domain::dates::iso;
use crate::domain::importing::Standing;
use crate::domain::incoming::{Incoming, without_controls};
use crate::domain::platform::say_account;
use crate::domain::text::Clean;
use crate::domain::touch::Channel;
use crate::store::Failure;

impl Slice<'_, '_> {
    /// Gives somebody who is known the account of a row.
    pub(super) fn join(&mut self, row: &Incoming, person: i64) -> Result<Came, Failure> {
        let account = self.add_account(person, row)?;
        let known = Known {
            account,
            person,
            audience: row.audience_country.clone(),
            learns: None,
            again: true,
            fellow: false,
            outdated: false,
            of: self.day_of(row),
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
        if days.iter().all(Option::is_none) && carried.by_hand == 0 {
            return Ok(());
        }
        let [added, since, shortlisted, snoozed] = days.map(|day| day.map(iso));
        self.tx
            .prepare_cached(
                "UPDATE person SET added = coalesce(?2, added), stage_since = coalesce(?3, stage_since), shortlisted = ?4,
                   snoozed_until = ?5, by_hand = by_hand | ?6 WHERE id = ?1",
            )?
            .execute(params![
                person,
                added,
                since,
                shortlisted,
                snoozed,
                carried.by_hand
            ])?;
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
            more |= self.carry_decisions(row, person, account, carried)?;
        }
        for check in &carried.checks {
            let put = Put {
                nth: 0,
                table: "fit_check",
                label: "Fit check",
                words: check.check.word(),
                key: &[("person_id", &person), ("kind", &check.check.word())],
                rest: &[
                    ("answer", &check.answer.word()),
                    ("line", &check.line),
                    ("date", &iso(check.date)),
                    ("by", &check.by),
                ],
            };
            more |= self.put(row, person, &put)?;
        }
        for (place, contact) in carried.contacts.iter().enumerate() {
            let before = &carried.contacts[..place];
            let nth = before.iter().filter(|one| one.is_equal(contact)).count();
            more |= self.carry_contact(row, person, contact, nth)?;
        }
        for (place, note) in carried.notes.iter().enumerate() {
            let before = &carried.notes[..place];
            let put = Put {
                nth: before.iter().filter(|one| *one == note).count(),
                table: "note",
                label: "Note",
                words: &note.text,
                key: &[
                    ("person_id", &person),
                    ("date", &iso(note.date)),
                    ("by", &note.by),
                    ("text", &note.text),
                ],
                rest: &[],
            };
            more |= self.put(row, person, &put)?;
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
        row: &Incoming,
        person: i64,
        account: i64,
        carried: &Carried,
    ) -> rusqlite::Result<bool> {
        let mut more = false;
        for one in &carried.decisions {
            let put = Put {
                nth: 0,
                table: "flag_decision",
                label: "Red flag",
                words: &one.words,
                key: &[("account_id", &account), ("kind", &one.flag.word())],
                rest: &[
                    ("figures", &one.figures),
                    ("words", &one.words),
                    ("decision", &one.decision.word()),
                    ("line", &one.line),
                    ("date", &iso(one.date)),
                    ("by", &one.by),
                    ("person_id", &person),
                ],
            };
            more |= self.put(row, person, &put)?;
        }
        Ok(more)
    }

    fn carry_contact(
        &mut self,
        row: &Incoming,
        person: i64,
        one: &CarriedContact,
        nth: usize,
    ) -> rusqlite::Result<bool> {
        let put = Put {
            nth,
            table: "touch",
            label: "Contact",
            words: &one.text,
            key: &[
                ("person_id", &person),
                ("direction", &one.direction.word()),
                ("channel", &one.channel.map(Channel::word)),
                ("kind", &one.kind.word()),
                ("date", &iso(one.date)),
                ("text", &one.text),
            ],
            rest: &[
                ("by", &one.by),
                ("imported", &one.imported),
                ("settled", &one.settled),
            ],
        };
        self.put(row, person, &put)
    }

    /// Inserts a row unless it is there, or was and a person removed it. Of several equal ones as many stand in the end as
    /// the file has.
    fn put(&mut self, row: &Incoming, person: i64, put: &Put<'_>) -> rusqlite::Result<bool> {
        let key = values(put.key);
        let sql = format!("SELECT count(*) FROM {} WHERE {}", put.table, put.is_it(""));
        let there: i64 = self
            .tx
            .prepare_cached(&sql)?
            .query_row(key.as_slice(), |row| row.get(0))?;
        if there > i64::try_from(put.nth).unwrap_or(i64::MAX) {
            return Ok(false);
        }
        let was_removed =
            self.about.is_some() && removed::had(self.tx, person, self.import.set.0, put)?;
        if self.keeps_out(row, put.label, was_removed, || Clean::line(put.words)) {
            return Ok(false);
        }
        let all: Vec<Column<'_>> = put.key.iter().chain(put.rest).copied().collect();
        let names: Vec<&str> = all.iter().map(|(name, _)| *name).collect();
        let places: Vec<String> = (1..=all.len()).map(|place| format!("?{place}")).collect();
        let sql = format!(
            "INSERT INTO {} ({}) VALUES ({})",
            put.table,
            names.join(", "),
            places.join(", ")
        );
        self.tx
            .prepare_cached(&sql)?
            .execute(values(&all).as_slice())?;
        self.inserted(put.table);
        self.differs(put.label, Standing::File, || {
            (Clean::default(), Clean::line(put.words))
        });
        Ok(true)
    }
}

/// A column and what is written to it.
pub type Column<'a> = (&'static str, &'a dyn ToSql);

/// A row that our own export carries.
pub struct Put<'a> {
    pub table: &'static str,
    label: &'static str,
    words: &'a str,
    /// How many equal ones of the same list of the file were put before it.
    nth: usize,
    /// What tells which row it is.
    pub key: &'a [Column<'a>],
    rest: &'a [Column<'a>],
}

/// What is written to these columns.
pub fn values<'a>(columns: &[Column<'a>]) -> Vec<&'a dyn ToSql> {
    columns.iter().map(|(_, value)| *value).collect()
}

impl Put<'_> {
    /// SQL that knows the row by its key; of an image in the journal where that is named.
    pub fn is_it(&self, image: &str) -> String {
        let column = |name: &str| match image {
            "" => name.to_owned(),
            image => format!("json_extract({image}, '$.{name}')"),
        };
        let columns = self.key.iter().zip(1..);
        let each: Vec<String> = columns
            .map(|((name, _), place)| format!("{} IS ?{place}", column(name)))
            .collect();
        each.join(" AND ")
    }
}

/// Whether a text that stands is the one of a file: a table leaves out letters that command a terminal.
pub fn is_same(stands: &str, file: &str) -> bool {
    stands == file || without_controls(stands) == file
}
