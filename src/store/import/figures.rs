//! Figures of a known account: of a new date, the same, or replaced.

use std::sync::LazyLock;

use rusqlite::{OptionalExtension, params};

use super::Importing;
use super::slice::{Known, Slice};
use crate::domain::counts::{say_count, say_rate};
use crate::domain::dates::{iso, say_full};
use crate::domain::figures::Figures;
use crate::domain::importing::Standing;
use crate::domain::incoming::Incoming;
use crate::domain::platform::say_account;
use crate::domain::text::Clean;
use crate::store::Failure;

/// The columns of a snapshot as [`read`] takes them.
const COLUMNS: &str = "SELECT id, followers, posts, average_views, average_likes, average_comments, average_shares,
   average_engagement, authentic_engagement, engagement_rate, quality FROM snapshot WHERE account_id = ?1";
/// The figures of a date.
static SNAPSHOT: LazyLock<String> = LazyLock::new(|| format!("{COLUMNS} AND date = ?2"));
/// The figures of the first day of a month, and those from a file on any day of it.
static IN_PERIOD: LazyLock<String> = LazyLock::new(|| {
    format!("{COLUMNS} AND (date = ?2 OR date > ?2 AND date < ?3 AND source = ?4)")
});

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<(i64, Figures)> {
    let figures = Figures {
        followers: row.get(1)?,
        posts: row.get(2)?,
        average_views: row.get(3)?,
        average_likes: row.get(4)?,
        average_comments: row.get(5)?,
        average_shares: row.get(6)?,
        average_engagement: row.get(7)?,
        authentic_engagement: row.get(8)?,
        engagement_rate: row.get(9)?,
        quality: row.get(10)?,
    };
    Ok((row.get(0)?, figures))
}

impl Slice<'_, '_> {
    /// Figures of this date: new, the same, or replaced.
    pub fn meet_figures(&mut self, row: &Incoming, known: &Known) -> Result<bool, Failure> {
        if row.figures.is_empty() || !row.has_account() {
            return Ok(false);
        }
        let date = self.date_of(row);
        let as_of = self.import.plan.as_of;
        let there = self
            .tx
            .prepare_cached(&SNAPSHOT)?
            .query_row(params![known.account, date], read)
            .optional()?;
        let Some((snapshot, old)) = there else {
            if self.is_known_in_period(row, known)? {
                return Ok(false);
            }
            self.add_snapshot(known.account, &date, &row.figures, row.figures_source())?;
            self.differs("Figures", Standing::File, || {
                (
                    Clean::default(),
                    said(&row.figures, row.as_of.unwrap_or(as_of)),
                )
            });
            return Ok(true);
        };
        let new = if known.again {
            old.over(&row.figures)
        } else {
            row.figures.over(&old)
        };
        if known.again && row.figures.over(&old) != new {
            self.repeats(row);
        }
        if new == old {
            return Ok(false);
        }
        self.replace_snapshot(snapshot, &new)?;
        self.differs("Figures", Standing::File, || {
            let date = row.as_of.unwrap_or(as_of);
            (said(&old, date), said(&new, date))
        });
        if self.import.replaced.len() < Importing::LISTED {
            let account = say_account(row.platform, &row.handle);
            self.import.replaced.push((row.line, Clean::line(&account)));
        }
        Ok(true)
    }

    /// Whether these very figures of a month are there already under another of its days: its first, as earlier versions
    /// dated months, or one of this file, which was read while the month was not over.
    fn is_known_in_period(&self, row: &Incoming, known: &Known) -> rusqlite::Result<bool> {
        let plan = &self.import.plan;
        let (Some(since), None) = (plan.since.map(iso), row.as_of) else {
            return Ok(false);
        };
        let mut find = self.tx.prepare_cached(&IN_PERIOD)?;
        let mut found =
            find.query_map(params![known.account, since, self.as_of, plan.source], read)?;
        found.try_fold(false, |is_known, one| {
            let (_, old) = one?;
            Ok(is_known || row.figures.over(&old) == old)
        })
    }

    /// Lists a row that says something else than an earlier row of the same account.
    pub fn repeats(&mut self, row: &Incoming) {
        let account = say_account(row.platform, &row.handle);
        self.import.repeated.push((row.line, Clean::line(&account)));
    }

    fn replace_snapshot(&self, snapshot: i64, figures: &Figures) -> rusqlite::Result<()> {
        self.tx
            .prepare_cached(
                "UPDATE snapshot SET source = ?2, followers = ?3, posts = ?4, average_views = ?5, average_likes = ?6,
                   average_comments = ?7, average_shares = ?8, average_engagement = ?9, authentic_engagement = ?10,
                   engagement_rate = ?11, quality = ?12, version = version + 1 WHERE id = ?1",
            )?
            .execute(params![
                snapshot,
                self.import.plan.source,
                figures.followers,
                figures.posts,
                figures.average_views,
                figures.average_likes,
                figures.average_comments,
                figures.average_shares,
                figures.average_engagement,
                figures.authentic_engagement,
                figures.engagement_rate,
                figures.quality,
            ])?;
        Ok(())
    }
}

/// Figures in a few words: `84.2K followers, 4.8 %, of 3 jun 2026`.
pub fn said(figures: &Figures, date: chrono::NaiveDate) -> Clean {
    let mut words = Vec::new();
    if let Some(followers) = figures.followers {
        words.push(format!("{} followers", say_count(followers)));
    }
    if let Some(rate) = figures.engagement() {
        words.push(say_rate(rate.millionths));
    }
    words.push(format!("of {}", say_full(date)));
    Clean::line(&words.join(", "))
}
