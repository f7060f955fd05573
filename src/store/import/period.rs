//! Which of the figures that are known are those of a row: of its day, or of its month.
//!
//! A file that is dated by a month (or a quarter) has one snapshot of an account for it, on whichever day of the month
//! that is: its last; the day of the import where the month was not over then; its first, as earlier versions dated
//! months. So a file that is imported again finds its own figures, and a corrected one replaces them.

use chrono::NaiveDate;
use rusqlite::params;

use super::slice::Slice;
use crate::domain::dated::Dated;
use crate::domain::dates::{from_iso, iso};
use crate::domain::figures::Figures;
use crate::domain::incoming::Incoming;

/// The figures of an account between two days, the latest first.
const BETWEEN: &str =
    "SELECT id, date, source, followers, posts, average_views, average_likes, average_comments, average_shares,
       average_engagement, authentic_engagement, engagement_rate, quality
     FROM snapshot WHERE account_id = ?1 AND date BETWEEN ?2 AND ?3 ORDER BY date DESC";

/// Figures that are known.
pub struct Snapshot {
    pub id: i64,
    /// Their day, as ISO.
    pub date: String,
    /// The file they came from.
    source: String,
    pub figures: Figures,
}

impl Snapshot {
    fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Snapshot> {
        Ok(Snapshot {
            id: row.get(0)?,
            date: row.get(1)?,
            source: row.get(2)?,
            figures: Figures {
                followers: row.get(3)?,
                posts: row.get(4)?,
                average_views: row.get(5)?,
                average_likes: row.get(6)?,
                average_comments: row.get(7)?,
                average_shares: row.get(8)?,
                average_engagement: row.get(9)?,
                authentic_engagement: row.get(10)?,
                engagement_rate: row.get(11)?,
                quality: row.get(12)?,
            },
        })
    }
}

impl Slice<'_, '_> {
    /// The day of a row's figures.
    pub fn day_of(&self, row: &Incoming) -> NaiveDate {
        row.as_of.unwrap_or(self.import.plan.as_of)
    }

    /// The first day of the month or quarter that a row is of, where no day was named.
    pub fn since_of(&self, row: &Incoming) -> Option<NaiveDate> {
        match row.as_of {
            Some(_) => row.since,
            None => self.import.plan.since,
        }
    }

    /// Whether a day lies in the month or quarter that the row is of, where no day was named.
    pub fn is_in_period(&self, row: &Incoming, day: &str) -> bool {
        let since = self.since_of(row);
        since.is_some_and(|since| iso(since).as_str() <= day && day <= self.date_of(row).as_str())
    }

    /// What is known of an account on the day of a row, or in its month.
    pub fn snapshots(&self, row: &Incoming, account: i64) -> rusqlite::Result<Vec<Snapshot>> {
        let until = self.date_of(row);
        let since = self.since_of(row).map_or_else(|| until.clone(), iso);
        self.tx
            .prepare_cached(BETWEEN)?
            .query_map(params![account, since, until], Snapshot::read)?
            .collect()
    }

    /// Those of them that are this row's own: of its file and day, of its file and month, of its day, or of another file
    /// that names the same month.
    pub fn own_snapshot<'s>(
        &self,
        row: &Incoming,
        snapshots: &'s [Snapshot],
    ) -> Option<&'s Snapshot> {
        let date = self.date_of(row);
        let source = row.figures_source().unwrap_or(&self.import.plan.source);
        let first = |is: &dyn Fn(&&Snapshot) -> bool| snapshots.iter().find(is);
        first(&|one| one.source == source && one.date == date)
            .or_else(|| first(&|one| one.source == source))
            .or_else(|| first(&|one| one.date == date))
            .or_else(|| first(&|one| self.names_month_of(row, &one.source)))
    }

    /// Whether what came from a file on a day is what this row's file says of its month.
    pub fn is_of_same_month(&self, row: &Incoming, date: &str, source: &str) -> bool {
        self.is_in_period(row, date)
            && (source == self.import.plan.source || self.names_month_of(row, source))
    }

    /// Whether the name of a file tells the month that the row is of.
    fn names_month_of(&self, row: &Incoming, source: &str) -> bool {
        let plan = &self.import.plan;
        if row.as_of.is_some() || plan.since.is_none() {
            return false;
        }
        let today = from_iso(&self.today).unwrap_or(plan.as_of);
        let (named, _) = Dated::by_name(source, today);
        (named.day, named.since) == (plan.as_of, plan.since)
    }
}
