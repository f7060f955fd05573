//! Words that are in use, for the completion of queries: the most used first.

use super::{Failure, Store};
use crate::domain::query::Vocabulary;
use crate::domain::text::Clean;

/// Words of one kind that are kept; completion shows a dozen.
const MOST: usize = 500;

impl Store {
    pub(super) fn vocabulary(&mut self) -> Result<Vocabulary, Failure> {
        Ok(Vocabulary {
            members: self.words("SELECT login FROM member ORDER BY login")?,
            tags: self.tags()?,
            niches: self.words(
                "SELECT niche FROM card WHERE niche <> '' GROUP BY niche ORDER BY count(*) DESC, niche LIMIT 500",
            )?,
            countries: self.words(
                "SELECT country FROM card WHERE country <> '' GROUP BY country ORDER BY count(*) DESC, country",
            )?,
        })
    }

    fn words(&self, sql: &str) -> rusqlite::Result<Vec<String>> {
        self.connection
            .prepare(sql)?
            .query_map([], |row| {
                let word: String = row.get(0)?;
                Ok(Clean::line(&word).to_string())
            })?
            .collect()
    }

    fn tags(&self) -> rusqlite::Result<Vec<String>> {
        let mut counts = std::collections::HashMap::<String, u32>::new();
        let mut statement = self
            .connection
            .prepare("SELECT tags, count(*) FROM card WHERE tags <> '' GROUP BY tags")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (tags, people) = (row.get::<_, String>(0)?, row.get::<_, u32>(1)?);
            for tag in tags.split(", ") {
                *counts.entry(Clean::line(tag).to_string()).or_default() += people;
            }
        }
        let mut tags: Vec<(String, u32)> = counts.into_iter().collect();
        tags.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        Ok(tags.into_iter().map(|(tag, _)| tag).take(MOST).collect())
    }
}
