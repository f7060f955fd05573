//! Figures of a known account: of a new date, the same, or replaced.

use rusqlite::{OptionalExtension, params};

use super::Importing;
use super::slice::{Known, Slice};
use crate::domain::counts::{say_count, say_rate};
use crate::domain::dates::say_full;
use crate::domain::figures::Figures;
use crate::domain::importing::Standing;
use crate::domain::incoming::Incoming;
use crate::domain::platform::say_account;
use crate::domain::text::Clean;
use crate::store::Failure;

impl Slice<'_, '_> {
    /// Figures of this date: new, the same, or replaced.
    pub fn meet_figures(&mut self, row: &Incoming, known: &Known) -> Result<bool, Failure> {
        if row.figures.is_empty() {
            return Ok(false);
        }
        let date = self.date_of(row);
        let as_of = self.import.plan.as_of;
        let there = self
            .tx
            .prepare_cached(
                "SELECT id, followers, posts, average_views, average_likes, average_comments, average_shares, average_engagement,
                   authentic_engagement, engagement_rate, quality FROM snapshot WHERE account_id = ?1 AND date = ?2",
            )?
            .query_row(params![known.account, date], |row| {
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
                Ok((row.get::<_, i64>(0)?, figures))
            })
            .optional()?;
        let Some((snapshot, old)) = there else {
            self.add_snapshot(known.account, &date, &row.figures)?;
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
