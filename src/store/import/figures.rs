//! Figures of a known account: of a new date, the same, or replaced.

use chrono::NaiveDate;
use rusqlite::params;

use super::period::Snapshot;
use super::slice::{Known, Slice};
use super::{Importing, Replaced};
use crate::domain::counts::{say_count, say_rate};
use crate::domain::dates::{from_iso, iso, say_full};
use crate::domain::figures::Figures;
use crate::domain::importing::Standing;
use crate::domain::incoming::Incoming;
use crate::domain::platform::say_account;
use crate::domain::text::Clean;
use crate::store::Failure;

impl Slice<'_, '_> {
    /// Figures of this day or month: new, the same, or replaced. Those of an earlier row of the file count.
    pub fn meet_figures(&mut self, row: &Incoming, known: &Known) -> Result<bool, Failure> {
        if row.figures.is_empty() || !row.has_account() {
            return Ok(false);
        }
        let day = self.day_of(row);
        let again = !self.import.figured.insert((known.account, day));
        let Some(own) = self.own_snapshot(row, &known.snapshots) else {
            return self.meet_first_day(row, known, again);
        };
        let met = |there: &Snapshot| {
            if again {
                there.figures.over(&row.figures)
            } else {
                row.figures.over(&there.figures)
            }
        };
        if again && row.figures.over(&own.figures) != met(own) {
            self.repeats(row);
        }
        if met(own) == own.figures {
            return Ok(false);
        }
        // What is read of a month that is not over is of today; else the figures keep the day under which they are known.
        let is_of_today = iso(day) == self.today;
        // Another file may have brought figures of today: both are of one day then, and what this one read before stays.
        let of_today = known.snapshots.iter().find(|one| one.date == self.today);
        let there = of_today.filter(|_| is_of_today).unwrap_or(own);
        let (old, new) = (&there.figures, met(there));
        if new == *old {
            return Ok(false);
        }
        let was = from_iso(&there.date).unwrap_or(day);
        let date = if is_of_today { day } else { was };
        self.replace_snapshot(there.id, date, &new)?;
        self.differs("Figures", Standing::File, || {
            (said(old, was), said(&new, date))
        });
        if self.import.replaced.len() < Importing::LISTED {
            let account = Clean::line(&say_account(row.platform, &row.handle));
            let line = row.line;
            self.import.replaced.push(Replaced {
                line,
                account,
                date,
            });
        }
        Ok(true)
    }

    /// Figures of which this file knows none yet. Versions that knew no better dated a month to its first day: the very
    /// same figures under that day are those of this month, whichever file they came from.
    fn meet_first_day(
        &mut self,
        row: &Incoming,
        known: &Known,
        again: bool,
    ) -> Result<bool, Failure> {
        let since = self.since_of(row).map(iso);
        let first = known
            .snapshots
            .iter()
            .find(|one| since.as_deref() == Some(one.date.as_str()));
        if let Some(first) = first {
            let is_same = row.figures.over(&first.figures) == first.figures;
            if again && !is_same {
                self.repeats(row);
            }
            if again || is_same {
                return Ok(false);
            }
        }
        let date = self.date_of(row);
        self.add_snapshot(known.account, &date, &row.figures, row.figures_source())?;
        let day = self.day_of(row);
        self.differs("Figures", Standing::File, || {
            (Clean::default(), said(&row.figures, day))
        });
        Ok(true)
    }

    /// Lists a row that says something else than an earlier row of the same account.
    pub fn repeats(&mut self, row: &Incoming) {
        let account = say_account(row.platform, &row.handle);
        self.import.repeated.push((row.line, Clean::line(&account)));
    }

    fn replace_snapshot(
        &self,
        snapshot: i64,
        date: NaiveDate,
        figures: &Figures,
    ) -> rusqlite::Result<()> {
        self.tx
            .prepare_cached(
                "UPDATE snapshot SET source = ?2, followers = ?3, posts = ?4, average_views = ?5, average_likes = ?6,
                   average_comments = ?7, average_shares = ?8, average_engagement = ?9, authentic_engagement = ?10,
                   engagement_rate = ?11, quality = ?12, date = ?13, version = version + 1 WHERE id = ?1",
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
                iso(date),
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
