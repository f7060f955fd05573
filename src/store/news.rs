//! What colleagues changed since a desk looked last: what concerns its member is told apart from all else.

use super::{Failure, Store, erase};
use crate::domain::colleague::{Foreign, News};
use crate::domain::ids::{PersonId, SetId};
use crate::domain::text::Clean;

/// Changes that are looked at; of more, a desk that slept for long hears only of the first.
const MOST: i64 = 500;
/// A larger change is never looked through for my people: it is bulk work, which the title bar tells of.
const LARGE: i64 = 1_000;

impl Store {
    /// Changes of colleagues after `since`; without one only where to begin. And who of these people was erased.
    pub(super) fn news(
        &mut self,
        since: Option<SetId>,
        person: Option<PersonId>,
        held: &[PersonId],
    ) -> Result<News, Failure> {
        let me = self.login.clone();
        let tx = self.at_once()?;
        let newest: i64 = tx
            .prepare_cached("SELECT coalesce(max(id), 0) FROM change_set")?
            .query_row([], |row| row.get(0))?;
        let mut news = News {
            newest: SetId(newest),
            changes: Vec::new(),
            erased: Vec::new(),
        };
        for person in held {
            if erase::is_erased(&tx, *person)? {
                news.erased.push(*person);
            }
        }
        let Some(since) = since else {
            return Ok(news);
        };
        let mut statement = tx.prepare_cached(
            "SELECT by, label, rows <= ?5 AND EXISTS (
               SELECT 1 FROM journal LEFT JOIN card ON card.person_id = journal.person_id
               WHERE journal.set_id = change_set.id AND (card.owner = ?2 OR journal.person_id = ?3
                 OR (journal.tbl = 'person' AND journal.after IS NULL AND json_extract(journal.before, '$.owner') = ?2)))
             FROM change_set WHERE id > ?1 AND by <> ?2 ORDER BY id LIMIT ?4",
        )?;
        let person = person.map(|person| person.0);
        let changes = statement.query_map((since.0, &me, person, MOST, LARGE), |row| {
            Ok(Foreign {
                by: Clean::line(&row.get::<_, String>(0)?),
                label: Clean::line(&row.get::<_, String>(1)?),
                concerns_me: row.get(2)?,
            })
        })?;
        news.changes = changes.collect::<rusqlite::Result<_>>()?;
        Ok(news)
    }
}
