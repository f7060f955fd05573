//! Rows of an import about accounts that are known: filled, updated, or kept as a person wrote it.

use rusqlite::params;
use serde_json::Value;

use super::carried::is_same;
use super::details::Target;
use super::removed::{says, says_reach};
use super::slice::{Known, Slice};
use super::{Came, Importing};
use crate::domain::dates::iso;
use crate::domain::detail::Reach;
use crate::domain::importing::Standing;
use crate::domain::incoming::{Incoming, same_mail};
use crate::domain::platform::say_account;
use crate::domain::text::Clean;
use crate::store::{Failure, derived};

/// What a row is the first to say of an account.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Learned {
    Nothing,
    Kind,
    Platform,
}

impl Slice<'_, '_> {
    /// A row about an account that is known.
    pub fn meet(&mut self, row: &Incoming, known: &Known) -> Result<Came, Failure> {
        if row.has_account() {
            self.import.seen.note(known.account, row);
        }
        let listed = self.import.repeated.len();
        let learned = self.learn(row, known)?;
        self.import.counts.identified += u64::from(learned != Learned::Nothing);
        let mut came = self.meet_fields(row, known)?;
        let mut more = learned == Learned::Platform;
        more |= self.meet_figures(row, known)?;
        let differs = row.audience_country.is_some() && row.audience_country != known.audience;
        let place = ("account", known.account, "audience_country");
        if differs && (known.audience.is_none() || !self.only_fills(row, known, place)?) {
            self.tx
                .prepare_cached(
                    "UPDATE account SET audience_country = ?2, version = version + 1 WHERE id = ?1",
                )?
                .execute(params![known.account, row.audience_country])?;
            more = true;
            self.differs("Audience country", Standing::File, || {
                let said = |code: &Option<String>| Clean::line(code.as_deref().unwrap_or(""));
                (said(&known.audience), said(&row.audience_country))
            });
        }
        more |= self.meet_reaches(row, known.person, true)?;
        let account = row.has_account().then_some(known.account);
        more |= self.meet_carried(row, known.person, account)?;
        more |= self.meet_mails(row, known.person)?;
        let parking = self.meet_parking(row, known)?;
        more |= parking == Came::Updated;
        came = came.max(parking);
        if Importing::has_details(row) {
            let details = self.meet_details(row, Target::of(known))?;
            more |= details == Came::Updated;
            came = came.max(details);
        }
        more |= self.meet_last_contact(row, known.person)?;
        more |= self.meet_note(row, known.person)?;
        self.import
            .repeated
            .truncate((listed + 1).min(Importing::LISTED));
        if more {
            came = came.max(Came::Updated);
        }
        came = came.max(self.contradicts);
        if more || came != Came::Unchanged || learned != Learned::Nothing {
            derived::refresh(self.tx, known.person, derived::Text::Later)?;
        }
        Ok(came)
    }

    fn meet_mails(&mut self, row: &Incoming, person: i64) -> rusqlite::Result<bool> {
        let mut more = false;
        for mail in &row.mails {
            if self.has_mail(person, mail)? {
                continue;
            }
            let was_removed = self.was_removed("contact_point", person, |image| {
                says_reach(image, Reach::MAIL, |value| same_mail(mail, value))
            })?;
            if self.keeps_out(row, "Mail", was_removed, || Clean::line(mail)) {
                continue;
            }
            self.add_mail(person, mail)?;
            more = true;
            self.differs("Mail", Standing::File, || {
                (Clean::default(), Clean::line(mail))
            });
        }
        Ok(more)
    }

    /// Whether somebody has a mail address, by themselves or by a manager.
    pub(super) fn has_mail(&self, person: i64, mail: &str) -> rusqlite::Result<bool> {
        let mut statement = self.tx.prepare_cached(
            "SELECT value FROM contact_point WHERE person_id = ?1 AND kind = 'mail'",
        )?;
        let mut rows = statement.query([person])?;
        while let Some(row) = rows.next()? {
            if same_mail(row.get_ref(0)?.as_str()?, mail) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn meet_last_contact(&mut self, row: &Incoming, person: i64) -> rusqlite::Result<bool> {
        const THERE: &str =
            "SELECT EXISTS (SELECT 1 FROM touch WHERE person_id = ?1 AND date = ?2)";
        let Some(date) = row.last_contact.map(iso) else {
            return Ok(false);
        };
        if self.has(THERE, person, &date)? {
            return Ok(false);
        }
        let was_removed = self.was_removed("touch", person, |image| says(image, "date", &date))?;
        if self.keeps_out(row, "Last contact", was_removed, || Clean::line(&date)) {
            return Ok(false);
        }
        self.add_touch(person, &date)?;
        self.differs("Last contact", Standing::File, || {
            (Clean::default(), Clean::line(&date))
        });
        Ok(true)
    }

    fn meet_note(&mut self, row: &Incoming, person: i64) -> rusqlite::Result<bool> {
        let Some(note) = &row.note else {
            return Ok(false);
        };
        let texts = "SELECT text FROM note WHERE person_id = ?1";
        if self.has_note(texts, person, note)?
            || self.has_whole(row, "Note", texts, person, note)?
        {
            return Ok(false);
        }
        let was_removed = self.was_removed("note", person, |image| {
            let text = image.get("text").and_then(Value::as_str);
            text.is_some_and(|text| is_same(text, note))
        })?;
        if self.keeps_out(row, "Note", was_removed, || Clean::line(note)) {
            return Ok(false);
        }
        if !self.mend_note(person, note)? {
            self.add_note(person, note)?;
        }
        self.differs("Note", Standing::File, || {
            (Clean::default(), Clean::line(note))
        });
        Ok(true)
    }

    /// Whether a note stands as a table can hold it.
    fn has_note(&self, texts: &str, person: i64, note: &str) -> rusqlite::Result<bool> {
        let mut statement = self.tx.prepare_cached(texts)?;
        let mut rows = statement.query([person])?;
        while let Some(row) = rows.next()? {
            if is_same(row.get_ref(0)?.as_str()?, note) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Writes down the platform or the kind of name that the row is the first to say. A kind alone is no news of the
    /// person: the row counts as unchanged if it says nothing else.
    fn learn(&mut self, row: &Incoming, known: &Known) -> rusqlite::Result<Learned> {
        let Some((platform, handle)) = &known.learns else {
            return Ok(Learned::Nothing);
        };
        self.tx
            .prepare_cached(
                "UPDATE account SET platform = ?2, handle_kind = ?3, handle = ?4, handle_key = ?5, version = version + 1
                 WHERE id = ?1",
            )?
            .execute(params![
                known.account,
                row.platform.word(),
                row.handle.kind().word(),
                row.handle.as_str(),
                row.handle.key()
            ])?;
        if *platform == row.platform {
            return Ok(Learned::Kind);
        }
        self.differs("Account", Standing::File, || {
            let shown = |platform, handle| Clean::line(&say_account(platform, handle));
            (shown(*platform, handle), shown(row.platform, &row.handle))
        });
        Ok(Learned::Platform)
    }
}
