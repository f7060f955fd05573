//! What a row says beside fields and figures: shares of the audience, rates, past sponsors, addresses.
//!
//! As with fields: what is blank is filled, what a file wrote last is updated by one that is as new, what a person wrote
//! is kept and the contradiction listed. A rate of another day is another line, so that a rate card has a history.

use rusqlite::{OptionalExtension, params};

use super::slice::{Known, Slice};
use super::{Came, Importing, Kept};
use crate::domain::audience::say_share;
use crate::domain::dates::{from_iso, iso};
use crate::domain::detail::{Reach, one_line};
use crate::domain::importing::Standing;
use crate::domain::incoming::{Incoming, IncomingRate, IncomingShare, IncomingSponsor};
use crate::domain::money::{Currency, Money};
use crate::domain::platform::Platform;
use crate::domain::terms::brand_key;
use crate::domain::text::Clean;

/// Whom a row is about, and what it may do there.
#[derive(Clone, Copy)]
pub struct Target {
    pub account: i64,
    pub person: i64,
    /// Named by an earlier row of this file: the first counts.
    pub again: bool,
}

impl Target {
    /// Of a known account.
    pub fn of(known: &Known) -> Target {
        Target {
            account: known.account,
            person: known.person,
            again: known.again,
        }
    }
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

/// A sponsor as it stands.
struct There {
    id: i64,
    posts: Option<i64>,
    sponsored: Option<i64>,
    first: Option<String>,
    last: Option<String>,
    imported: bool,
}

impl Slice<'_, '_> {
    /// Everything that a row says beside fields and figures.
    pub fn meet_details(&mut self, row: &Incoming, target: Target) -> rusqlite::Result<Came> {
        let mut came = Came::Unchanged;
        for share in &row.audience {
            came = came.max(self.meet_share(row, target, share)?);
        }
        for rate in &row.rates {
            came = came.max(self.meet_rate(row, target, rate)?);
        }
        for sponsor in &row.sponsors {
            came = came.max(self.meet_sponsor(row, target, sponsor)?);
        }
        for address in &row.addresses {
            let texts = "SELECT value FROM contact_point WHERE person_id = ?1 AND kind = 'post'";
            if self.has_whole(row, "Address", texts, target.person, address)? {
                continue;
            }
            came = came.max(self.meet_address(target, address)?);
        }
        Ok(came)
    }

    fn source_of(&self, said: Option<&String>) -> String {
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

    fn meet_rate(
        &mut self,
        row: &Incoming,
        target: Target,
        rate: &IncomingRate,
    ) -> rusqlite::Result<Came> {
        let date = rate.date.map_or_else(|| self.date_of(row), iso);
        let source = self.source_of(rate.source.as_ref());
        let platform = rate.platform.as_ref().map(Platform::word);
        let there: Vec<RateThere> = self
            .tx
            .prepare_cached(
                "SELECT id, amount, currency, date, note, imported, source FROM rate
                 WHERE person_id = ?1 AND kind = ?2 AND platform IS ?3 ORDER BY date DESC, id DESC",
            )?
            .query_map(params![target.person, rate.kind.word(), platform], |row| {
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
            .collect::<rusqlite::Result<_>>()?;
        let amount = (rate.amount.minor, rate.amount.currency.code());
        let is_same = |one: &RateThere| (one.amount, one.currency.as_str()) == amount;
        // Lines that say their day are told apart by their notes, too: with usage, without usage.
        let same_line =
            |one: &&RateThere| one.date == date && (rate.date.is_none() || one.note == rate.note);
        // A rate that says no day of its own is no news while the newest line still says the same.
        let known = there.iter().filter(same_line).any(is_same)
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
        let found = there.iter().find(same_line);
        if let Some(one) = found.or_else(|| there.iter().find(of_month)) {
            if target.again {
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

    fn meet_sponsor(
        &mut self,
        row: &Incoming,
        target: Target,
        sponsor: &IncomingSponsor,
    ) -> rusqlite::Result<Came> {
        let key = brand_key(&sponsor.brand);
        if key.is_empty() {
            return Ok(Came::Unchanged);
        }
        let texts = "SELECT brand FROM sponsorship WHERE person_id = ?1";
        if self.has_whole(row, "Past sponsor", texts, target.person, &sponsor.brand)? {
            return Ok(Came::Unchanged);
        }
        let marked = sponsor.competitor && self.mark_competitor(&sponsor.brand, &key)?;
        let date = sponsor.date.map_or_else(|| self.date_of(row), iso);
        let source = self.source_of(sponsor.source.as_ref());
        let came = match self.sponsor_there(target.person, &key)? {
            None => {
                self.add_sponsor(target.person, sponsor, &key, &date, &source)?;
                Came::Updated
            }
            Some(there) => self.fill_sponsor(row, target, sponsor, &there, (&date, &source))?,
        };
        Ok(if marked {
            came.max(Came::Updated)
        } else {
            came
        })
    }

    fn sponsor_there(&self, person: i64, key: &str) -> rusqlite::Result<Option<There>> {
        self.tx
            .prepare_cached("SELECT id, posts, sponsored, first, last, imported FROM sponsorship WHERE person_id = ?1 AND brand_key = ?2")?
            .query_row(params![person, key], |row| {
                Ok(There {
                    id: row.get(0)?,
                    posts: row.get(1)?,
                    sponsored: row.get(2)?,
                    first: row.get(3)?,
                    last: row.get(4)?,
                    imported: row.get(5)?,
                })
            })
            .optional()
    }

    fn add_sponsor(
        &mut self,
        person: i64,
        sponsor: &IncomingSponsor,
        key: &str,
        date: &str,
        source: &str,
    ) -> rusqlite::Result<()> {
        self.tx
            .prepare_cached(
                "INSERT INTO sponsorship (person_id, brand, brand_key, posts, sponsored, first, last, date, source, imported)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 1)",
            )?
            .execute(params![
                person,
                sponsor.brand,
                key,
                sponsor.posts,
                sponsor.sponsored,
                sponsor.first.map(iso),
                sponsor.last.map(iso),
                date,
                source
            ])?;
        self.inserted("sponsorship");
        self.differs("Past sponsor", Standing::File, || {
            (Clean::default(), Clean::line(&sponsor.brand))
        });
        Ok(())
    }

    /// Fills and updates a sponsor that is known, figure by figure.
    fn fill_sponsor(
        &mut self,
        row: &Incoming,
        target: Target,
        sponsor: &IncomingSponsor,
        there: &There,
        (date, source): (&str, &str),
    ) -> rusqlite::Result<Came> {
        let (first, last) = (sponsor.first.map(iso), sponsor.last.map(iso));
        let differs = differs(there.posts.as_ref(), sponsor.posts.as_ref())
            || differs(there.sponsored.as_ref(), sponsor.sponsored.as_ref())
            || differs(there.first.as_ref(), first.as_ref())
            || differs(there.last.as_ref(), last.as_ref());
        let takes_file = self.import.plan.choice.takes_file(row.line);
        let mut came = Came::Unchanged;
        if differs && target.again {
            self.repeats(row);
        } else if differs && !there.imported && !takes_file {
            let told = |posts: Option<i64>, sponsored: Option<i64>, last: Option<&String>| {
                let count = |count: Option<i64>| {
                    count.map_or_else(|| "?".to_owned(), |count| count.to_string())
                };
                let last = last
                    .and_then(|last| from_iso(last))
                    .map_or_else(String::new, |last| format!(", last {last}"));
                Clean::line(&format!(
                    "{}: {} of {} posts{last}",
                    sponsor.brand,
                    count(sponsored),
                    count(posts)
                ))
            };
            let kept = told(there.posts, there.sponsored, there.last.as_ref());
            let file = told(sponsor.posts, sponsor.sponsored, last.as_ref());
            self.keep_line(row, "Past sponsor", kept, file);
            came = Came::Conflict;
        }
        let over = (there.imported || takes_file) && !target.again;
        let changed = self
            .tx
            .prepare_cached(
                "UPDATE sponsorship SET
                   posts = CASE WHEN ?8 THEN coalesce(?2, posts) ELSE coalesce(posts, ?2) END,
                   sponsored = CASE WHEN ?8 THEN coalesce(?3, sponsored) ELSE coalesce(sponsored, ?3) END,
                   first = CASE WHEN ?8 THEN coalesce(?4, first) ELSE coalesce(first, ?4) END,
                   last = CASE WHEN ?8 THEN coalesce(?5, last) ELSE coalesce(last, ?5) END,
                   date = CASE WHEN ?8 THEN ?6 ELSE date END, source = CASE WHEN ?8 THEN ?7 ELSE source END,
                   imported = CASE WHEN ?8 THEN 1 ELSE imported END,
                   version = version + 1
                 WHERE id = ?1 AND ((?2 IS NOT NULL AND posts IS NOT ?2 AND (?8 OR posts IS NULL))
                   OR (?3 IS NOT NULL AND sponsored IS NOT ?3 AND (?8 OR sponsored IS NULL))
                   OR (?4 IS NOT NULL AND first IS NOT ?4 AND (?8 OR first IS NULL))
                   OR (?5 IS NOT NULL AND last IS NOT ?5 AND (?8 OR last IS NULL)))",
            )?
            .execute(params![there.id, sponsor.posts, sponsor.sponsored, first, last, date, source, over])?;
        if changed > 0 {
            self.differs("Past sponsor", Standing::File, || {
                (Clean::default(), Clean::line(&sponsor.brand))
            });
        }
        Ok(if changed > 0 {
            came.max(Came::Updated)
        } else {
            came
        })
    }

    /// Marks a brand as a competitor; whether it was not yet.
    fn mark_competitor(&mut self, brand: &str, key: &str) -> rusqlite::Result<bool> {
        let sql = "INSERT INTO competitor (brand, brand_key)
                   SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM competitor WHERE brand_key = ?2)";
        let new = self.tx.prepare_cached(sql)?.execute([brand, key])? > 0;
        if new {
            self.inserted("competitor");
        }
        Ok(new)
    }

    fn meet_address(&mut self, target: Target, address: &str) -> rusqlite::Result<Came> {
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

    fn keep_line(&mut self, row: &Incoming, field: &'static str, kept: Clean, file: Clean) {
        self.differs(field, Standing::Ours, || (kept.clone(), file.clone()));
        let name = Clean::line(row.name.as_deref().unwrap_or(row.handle.as_str()));
        self.import.list_kept(Kept {
            line: row.line,
            name,
            field,
            kept,
            file,
        });
    }
}

/// Whether a file says something else than what stands there.
fn differs<T: PartialEq>(there: Option<&T>, file: Option<&T>) -> bool {
    matches!((there, file), (Some(there), Some(file)) if there != file)
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
