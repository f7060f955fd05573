//! What columns mean, learned from imports whose mapping a person changed: one line for each set of headers.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, params};

use crate::domain::change::{Receipt, Stamp};
use crate::domain::dates::from_iso;
use crate::domain::importing::LessonSeen;
use crate::domain::refusal::Refusal;
use crate::domain::text::Clean;
use crate::store::people::author::Of;
use crate::store::write::{Said, Turn};
use crate::store::{Failure, Store};

/// What somebody said of files with the same headers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// Headers and what they mean, each a pair of words.
    pub map: Vec<(String, String)>,
    /// Who said so.
    pub by: Clean,
    /// On which day.
    pub date: NaiveDate,
    /// Which version of it this is.
    pub seen: LessonSeen,
}

/// What an import teaches: the set of headers, and what a person said of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lesson {
    /// The set of headers.
    pub headers: String,
    /// Headers and what they mean.
    pub map: Vec<(String, String)>,
}

impl Store {
    /// What was learned about files with these headers.
    ///
    /// # Errors
    /// What `SQLite` says.
    pub fn learned(&self, headers: &str) -> Result<Option<Mapping>, Failure> {
        let found = self
            .connection
            .prepare_cached("SELECT map, by, date, id, version FROM mapping WHERE headers = ?1")?
            .query_row([headers], |row| {
                Ok(Mapping {
                    // What cannot be read teaches nothing.
                    map: serde_json::from_str(&row.get::<_, String>(0)?).unwrap_or_default(),
                    by: Clean::line(&row.get::<_, String>(1)?),
                    date: from_iso(&row.get::<_, String>(2)?).unwrap_or_default(),
                    seen: LessonSeen {
                        id: row.get(3)?,
                        version: row.get(4)?,
                    },
                })
            })
            .optional()?;
        Ok(found)
    }

    /// Forgets what was learned about files with these headers, if it is still what the author saw.
    ///
    /// # Errors
    /// [`Refusal::Gone`] where nothing was; [`Refusal::Stale`] where a colleague taught something else meanwhile; what the
    /// disk or `SQLite` says.
    pub fn forget_mapping(
        &mut self,
        headers: &str,
        seen: LessonSeen,
        stamp: &Stamp,
    ) -> Result<Receipt, Failure> {
        let now = self.learned(headers)?.map(|mapping| mapping.seen);
        self.write(stamp, Turn::Do, |writing| {
            let now = now.ok_or(Refusal::Gone)?;
            let of = Of::Row("mapping", now.id);
            if now != seen && writing.is_theirs_by(of)? {
                let name = Clean::fixed("what these columns mean");
                return Err(writing.overtaken(name, "said anew", of)?.into());
            }
            writing
                .tx
                .execute("DELETE FROM mapping WHERE id = ?1", [now.id])?;
            Ok(Said::it("forgot what the columns of such files mean"))
        })
    }
}

/// Remembers a lesson, within the change set of the import that teaches it.
pub(super) fn learn(tx: &Connection, lesson: &Lesson, by: &str, day: &str) -> rusqlite::Result<()> {
    let map = serde_json::to_string(&lesson.map).unwrap_or_default();
    let changed = tx.execute(
        "UPDATE mapping SET map = ?2, by = ?3, date = ?4, version = version + 1
         WHERE headers = ?1 AND map <> ?2",
        params![lesson.headers, map, by, day],
    )?;
    if changed == 0 {
        tx.execute(
            "INSERT INTO mapping (headers, map, by, date) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (headers) DO NOTHING",
            params![lesson.headers, map, by, day],
        )?;
    }
    Ok(())
}
