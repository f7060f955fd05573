//! Past sponsors that a file names: one line a brand, filled and updated figure by figure.

use rusqlite::{OptionalExtension, params};

use super::Came;
use super::details::Target;
use super::removed::{self, says};
use super::slice::Slice;
use crate::domain::dates::{from_iso, iso};
use crate::domain::importing::Standing;
use crate::domain::incoming::{Incoming, IncomingSponsor};
use crate::domain::terms::brand_key;
use crate::domain::text::Clean;

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
    /// A past sponsor: new, filled and updated, or kept.
    pub fn meet_sponsor(
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
            None if self.keeps_sponsor_out(row, target, sponsor, &key)? => Came::Conflict,
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

    fn keeps_sponsor_out(
        &mut self,
        row: &Incoming,
        target: Target,
        sponsor: &IncomingSponsor,
        key: &str,
    ) -> rusqlite::Result<bool> {
        let was_removed = !target.is_new
            && self.was_removed("sponsorship", target.person, |image| {
                says(image, "brand_key", key)
            })?;
        let file = || Clean::line(&sponsor.brand);
        Ok(self.keeps_out(row, "Past sponsor", was_removed, file))
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
        if differs && target.said_before && there.imported {
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
        let over = takes_file && !target.again || there.imported && !target.said_before;
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

    /// Marks a brand as a competitor; whether it was not yet. One that somebody took the mark off stays without.
    fn mark_competitor(&mut self, brand: &str, key: &str) -> rusqlite::Result<bool> {
        let sql = "INSERT INTO competitor (brand, brand_key)
                   SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM competitor WHERE brand_key = ?2)";
        if removed::was_competitor(self.tx, key)? {
            return Ok(false);
        }
        let new = self.tx.prepare_cached(sql)?.execute([brand, key])? > 0;
        if new {
            self.inserted("competitor");
        }
        Ok(new)
    }
}

/// Whether a file says something else than what stands there.
fn differs<T: PartialEq>(there: Option<&T>, file: Option<&T>) -> bool {
    matches!((there, file), (Some(there), Some(file)) if there != file)
}
