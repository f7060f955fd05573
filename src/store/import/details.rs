//! What a row says beside fields and figures: shares of the audience, rates, past sponsors, addresses.
//!
//! As with fields: what is blank is filled, what a file wrote last is updated by one that is as new, what a person wrote
//! is kept and the contradiction listed. A rate of another day is another line, so that a rate card has a history.

use rusqlite::{OptionalExtension, params};
use serde_json::Value;

use super::carried::is_same as is_same_text;
use super::removed::{says, says_reach};
use super::slice::{Known, Slice};
use super::{Came, Importing};
use crate::domain::audience::say_share;
use crate::domain::dates::iso;
use crate::domain::detail::{Reach, one_line};
use crate::domain::importing::Standing;
use crate::domain::incoming::{Incoming, IncomingRate, IncomingShare};
use crate::domain::money::{Currency, Money};
use crate::domain::platform::Platform;
use crate::domain::text::Clean;

/// Whom a row is about, and what it may do there.
#[derive(Clone, Copy)]
pub struct Target {
    pub account: i64,
    pub person: i64,
    /// Named by an earlier row of this file: the first counts.
    pub again: bool,
    /// An earlier row counts for what is the person's: rates and sponsors.
    pub said_before: bool,
    /// They came in with this row: nothing of them was ever removed.
    pub is_new: bool,
}

/// Whether two lines of a rate card are the same.
fn is_line(one: &IncomingRate, other: &IncomingRate) -> bool {
    let key = |rate: &IncomingRate| (rate.kind, rate.platform, rate.amount, rate.date);
    key(one) == key(other) && one.note == other.note
}

/// A line of a rate card as it stands.
struct RateThere {
    id: i64,
    amount: i64,
    currency: String,
    date: String,
    note: String,
    source: String,
    imported: bool,
}

impl RateThere {
    fn say(&self) -> Option<String> {
        let currency = Currency::by_code(&self.currency)?;
        let minor = self.amount;
        Some(Money { minor, currency }.say())
    }
}

impl Target {
    /// Of a known account.
    pub fn of(known: &Known) -> Target {
        Target {
            account: known.account,
            person: known.person,
            again: known.again,
            said_before: known.is_said_before(),
            is_new: false,
        }
    }
}

impl Slice<'_, '_> {
    /// Everything that a row says beside fields and figures.
    pub fn meet_details(&mut self, row: &Incoming, target: Target) -> rusqlite::Result<Came> {
        let mut came = Came::Unchanged;
        for share in &row.audience {
            came = came.max(self.meet_share(row, target, share)?);
        }
        // A rate card lists the newest line first, and of one day the one that was written last.
        for (place, rate) in row.rates.iter().enumerate().rev() {
            let done = row.rates[place + 1..].iter();
            let nth = done.filter(|one| is_line(one, rate)).count();
            came = came.max(self.meet_rate(row, target, rate, nth)?);
        }
        for sponsor in &row.sponsors {
            came = came.max(self.meet_sponsor(row, target, sponsor)?);
        }
        for address in &row.addresses {
            let texts = "SELECT value FROM contact_point WHERE person_id = ?1 AND kind = 'post'";
            if self.has_whole(row, "Address", texts, target.person, address)? {
                continue;
            }
            came = came.max(self.meet_address(row, target, address)?);
        }
        Ok(came)
    }

    pub fn source_of(&self, said: Option<&String>) -> String {
        said.map_or_else(|| self.import.plan.source.clone(), Clone::clone)
    }

    fn meet_share(
        &mut self,
        row: &Incoming,
        target: Target,
        share: &IncomingShare,
    ) -> rusqlite::Result<Came> {
        let date = share.date.map_or_else(|| self.date_of(row), iso);
        let source = self.source_of(share.source.as_ref());
        let (kind, key) = (share.key.kind().word(), share.key.stored());
        let there: Option<(i64, i64, String, bool)> = self
            .tx
            .prepare_cached("SELECT id, share, date, imported FROM audience_share WHERE account_id = ?1 AND kind = ?2 AND key = ?3")?
            .query_row(params![target.account, kind, key], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })
            .optional()?;
        let told = |share| Clean::line(&format!("{key} {}", say_share(share)));
        let Some((id, now, of, imported)) = there else {
            let was_removed = !target.is_new
                && self.was_removed("audience_share", target.person, |image| {
                    image.get("account_id").and_then(Value::as_i64) == Some(target.account)
                        && says(image, "kind", kind)
                        && says(image, "key", &key)
                })?;
            if self.keeps_out(row, "Audience", was_removed, || told(share.share)) {
                return Ok(Came::Conflict);
            }
            self.tx
                .prepare_cached(
                    "INSERT INTO audience_share (person_id, account_id, kind, key, share, date, source, imported)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1)",
                )?
                .execute(params![target.person, target.account, kind, key, share.share, date, source])?;
            self.inserted("audience_share");
            self.differs("Audience", Standing::File, || {
                (Clean::default(), told(share.share))
            });
            return Ok(Came::Updated);
        };
        if now == share.share || of > date {
            return Ok(Came::Unchanged);
        }
        if target.again {
            self.repeats(row);
            return Ok(Came::Unchanged);
        }
        if !imported && !self.import.plan.choice.takes_file(row.line) {
            self.keep_line(row, "Audience", told(now), told(share.share));
            return Ok(Came::Conflict);
        }
        self.tx
            .prepare_cached("UPDATE audience_share SET share = ?2, date = ?3, source = ?4, imported = 1, version = version + 1
                 WHERE id = ?1")?
            .execute(params![id, share.share, date, source])?;
        self.differs("Audience", Standing::File, || {
            (told(now), told(share.share))
        });
        Ok(Came::Updated)
    }

    /// The lines of a person's rate card of one kind and platform, the newest first.
    fn rates_there(&self, person: i64, rate: &IncomingRate) -> rusqlite::Result<Vec<RateThere>> {
        let platform = rate.platform.as_ref().map(Platform::word);
        self.tx
            .prepare_cached(
                "SELECT id, amount, currency, date, note, imported, source FROM rate
                 WHERE person_id = ?1 AND kind = ?2 AND platform IS ?3 ORDER BY date DESC, id DESC",
            )?
            .query_map(params![person, rate.kind.word(), platform], |row| {
                Ok(RateThere {
                    id: row.get(0)?,
                    amount: row.get(1)?,
                    currency: row.get(2)?,
                    date: row.get(3)?,
                    note: row.get(4)?,
                    imported: row.get(5)?,
                    source: row.get(6)?,
                })
            })?
            .collect()
    }

    fn meet_rate(
        &mut self,
        row: &Incoming,
        target: Target,
        rate: &IncomingRate,
        nth: usize,
    ) -> rusqlite::Result<Came> {
        let date = rate.date.map_or_else(|| self.date_of(row), iso);
        let source = self.source_of(rate.source.as_ref());
        let platform = rate.platform.as_ref().map(Platform::word);
        let there = self.rates_there(target.person, rate)?;
        let amount = (rate.amount.minor, rate.amount.currency.code());
        let is_same = |one: &RateThere| (one.amount, one.currency.as_str()) == amount;
        // Lines that say their day are told apart by their notes, too: with usage, without usage.
        let same_line = |one: &&RateThere| {
            one.date == date && (rate.date.is_none() || is_same_text(&one.note, &rate.note))
        };
        // A rate that says no day of its own is no news while the newest line still says the same.
        let equal = there
            .iter()
            .filter(same_line)
            .filter(|one| is_same(one))
            .count();
        let known = equal > if rate.date.is_none() { 0 } else { nth }
            || rate.date.is_none() && there.first().is_some_and(is_same)
            || rate.date.is_none()
                && there
                    .iter()
                    .any(|one| is_same(one) && self.is_in_period(row, &one.date));
        if known {
            return Ok(Came::Unchanged);
        }
        // A rate of a month has one line of a file for it, as figures have.
        let of_month = |one: &&RateThere| {
            rate.date.is_none()
                && one.imported
                && self.is_of_same_month(row, &one.date, &one.source)
        };
        // A line that the row states besides is no older form of this one: merged people have two rates of a kind.
        let is_said_besides = |one: &&RateThere| {
            row.rates.iter().any(|other| {
                (other.kind, other.platform) == (rate.kind, rate.platform)
                    && (other.amount.minor, other.amount.currency.code())
                        == (one.amount, one.currency.as_str())
                    && other.date.is_none_or(|day| {
                        iso(day) == one.date && is_same_text(&one.note, &other.note)
                    })
            })
        };
        let mut open = there.iter().filter(|one| !is_said_besides(one));
        let found = open.clone().find(same_line);
        if let Some(one) = found.or_else(|| open.find(of_month)) {
            if target.said_before {
                self.repeats(row);
                return Ok(Came::Unchanged);
            }
            let kept = Clean::line(&one.say().unwrap_or_default());
            let file = Clean::line(&rate.amount.say());
            if !one.imported && !self.import.plan.choice.takes_file(row.line) {
                self.keep_line(row, "Rate", kept, file);
                return Ok(Came::Conflict);
            }
            self.tx
                .prepare_cached(
                    "UPDATE rate SET amount = ?2, currency = ?3, note = ?4, source = ?5, imported = 1, version = version + 1
                     WHERE id = ?1",
                )?
                .execute(params![one.id, amount.0, amount.1, rate.note, source])?;
            self.differs("Rate", Standing::File, || (kept, file));
            return Ok(Came::Updated);
        }
        let was_removed = !target.is_new
            && self.was_removed("rate", target.person, |image| {
                let text = |column: &str| image.get(column).and_then(Value::as_str);
                says(image, "kind", rate.kind.word())
                    && text("platform") == platform
                    && image.get("amount").and_then(Value::as_i64) == Some(amount.0)
                    && says(image, "currency", amount.1)
                    && text("date").is_some_and(|day| {
                        let source = text("source").unwrap_or_default();
                        day == date
                            || rate.date.is_none() && self.is_of_same_month(row, day, source)
                    })
            })?;
        let file = || Clean::line(&rate.amount.say());
        if self.keeps_out(row, "Rate", was_removed, file) {
            return Ok(Came::Conflict);
        }
        self.tx
            .prepare_cached(
                "INSERT INTO rate (person_id, kind, platform, amount, currency, note, date, source, imported)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1)",
            )?
            .execute(params![
                target.person,
                rate.kind.word(),
                platform,
                amount.0,
                amount.1,
                rate.note,
                date,
                source
            ])?;
        self.inserted("rate");
        self.differs("Rate", Standing::File, || {
            (Clean::default(), Clean::line(&rate.amount.say()))
        });
        Ok(Came::Updated)
    }

    fn meet_address(
        &mut self,
        row: &Incoming,
        target: Target,
        address: &str,
    ) -> rusqlite::Result<Came> {
        let there: Vec<String> = self
            .tx
            .prepare_cached("SELECT value FROM contact_point WHERE person_id = ?1 AND kind = ?2 AND manager_id IS NULL")?
            .query_map(params![target.person, Reach::POST], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let words = |text: &str| {
            text.split_whitespace()
                .map(str::to_lowercase)
                .collect::<Vec<_>>()
        };
        if there.iter().any(|one| words(one) == words(address)) {
            return Ok(Came::Unchanged);
        }
        let was_removed = !target.is_new
            && self.was_removed("contact_point", target.person, |image| {
                says_reach(image, Reach::POST, |one| words(one) == words(address))
            })?;
        let file = || Clean::line(&one_line(address));
        if self.keeps_out(row, "Address", was_removed, file) {
            return Ok(Came::Conflict);
        }
        self.tx
            .prepare_cached(
                "INSERT INTO contact_point (person_id, kind, value) VALUES (?1, ?2, ?3)",
            )?
            .execute(params![target.person, Reach::POST, address])?;
        self.inserted("contact_point");
        self.differs("Address", Standing::File, || {
            (Clean::default(), Clean::line(&one_line(address)))
        });
        Ok(Came::Updated)
    }
}

impl Importing {
    /// Whether a row says anything beside fields and figures.
    pub(super) fn has_details(row: &Incoming) -> bool {
        !(row.audience.is_empty()
            && row.rates.is_empty()
            && row.sponsors.is_empty()
            && row.addresses.is_empty())
    }
}
