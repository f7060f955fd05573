//! Saved views: mine and the team's, in the order in which they were made.

use rusqlite::{OptionalExtension, Row, params};

use super::people::author::Of;
use super::write::{Said, Turn, Writing};
use super::{Failure, Store};
use crate::domain::change::{Receipt, Stamp};
use crate::domain::ids::{SetId, ViewId};
use crate::domain::question::Sort;
use crate::domain::refusal::Refusal;
use crate::domain::saved_view::{Listing, SavedView, ViewChange};
use crate::domain::text::{Clean, fold};

/// Between the titles of columns as they are stored.
const BETWEEN: &str = "\n";
const COLUMNS: &str = "id, version, name, owner, query, sort, reversed, columns";

fn view(row: &Row<'_>) -> rusqlite::Result<SavedView> {
    let columns: String = row.get(7)?;
    Ok(SavedView {
        id: ViewId(row.get(0)?),
        version: row.get(1)?,
        name: Clean::line(&row.get::<_, String>(2)?),
        owner: Clean::line(&row.get::<_, String>(3)?),
        query: row.get(4)?,
        sort: Sort::parse(&row.get::<_, String>(5)?).unwrap_or(Sort::Name),
        reversed: row.get(6)?,
        columns: columns
            .split(BETWEEN)
            .filter(|title| !title.is_empty())
            .map(str::to_owned)
            .collect(),
    })
}

impl Store {
    /// My views and the team's.
    ///
    /// # Errors
    /// What `SQLite` says.
    pub fn views(&self) -> Result<Vec<SavedView>, Failure> {
        let sql = format!("SELECT {COLUMNS} FROM saved_view WHERE owner IN ('', ?1) ORDER BY id");
        let views = self
            .connection
            .prepare_cached(&sql)?
            .query_map([&self.login], view)?
            .collect::<rusqlite::Result<_>>()?;
        Ok(views)
    }

    pub(super) fn change_view(
        &mut self,
        change: ViewChange,
        stamp: &Stamp,
    ) -> Result<Receipt, Failure> {
        let views = self.views()?;
        self.write(stamp, Turn::Do, |writing| match change {
            ViewChange::Save {
                name,
                listing,
                seen,
            } => writing.save_view(&views, &name, &listing, seen),
            ViewChange::Rename { view, seen, name } => {
                let was = writing.seen_view(view, seen)?;
                let name = named(&name)?;
                writing.set_view(view, "name", &name)?;
                Ok(Said::it(format!("view {} is called {name} now", was.name)))
            }
            ViewChange::Share { view, seen, team } => {
                let was = writing.seen_view(view, seen)?;
                let owner = if team { "" } else { writing.by };
                writing.set_view(view, "owner", owner)?;
                let whose = if team { "the team's" } else { "yours alone" };
                Ok(Said::it(format!("view {} is {whose} now", was.name)))
            }
            ViewChange::Remove { view, seen } => {
                let was = writing.seen_view(view, seen)?;
                writing
                    .tx
                    .prepare_cached("DELETE FROM saved_view WHERE id = ?1")?
                    .execute([view.0])?;
                Ok(Said::it(format!("view {} is gone", was.name)))
            }
        })
    }
}

fn named(name: &str) -> Result<String, Failure> {
    let name = Clean::line(name.trim()).to_string();
    if name.is_empty() {
        return Err(Refusal::Invalid(Clean::fixed("a view wants a name")).into());
    }
    Ok(name)
}

impl Writing<'_> {
    fn save_view(
        &self,
        views: &[SavedView],
        name: &str,
        listing: &Listing,
        seen: SetId,
    ) -> Result<Said, Failure> {
        let name = named(name)?;
        let same = |view: &&SavedView| fold(view.name.as_str()) == fold(&name);
        let columns = listing.columns.join(BETWEEN);
        let (query, sort) = (&listing.query, listing.sort.word());
        if let Some(there) = views.iter().find(same) {
            let of = Of::Row("saved_view", there.id.0);
            if self.is_newer(of, seen)? {
                let name = Clean::line(&format!("the view {}", there.name));
                return Err(self.overtaken(name, "changed", of)?.into());
            }
            self.tx
                .prepare_cached(
                    "UPDATE saved_view SET query = ?2, sort = ?3, reversed = ?4, columns = ?5, version = version + 1 WHERE id = ?1",
                )?
                .execute(params![there.id.0, query, sort, listing.reversed, columns])?;
            return Ok(Said::it(format!("view {} shows this list now", there.name)));
        }
        self.tx
            .prepare_cached(
                "INSERT INTO saved_view (name, owner, query, sort, reversed, columns) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![name, self.by, query, sort, listing.reversed, columns])?;
        Ok(Said::it(format!("saved the view {name}")))
    }

    fn set_view(&self, view: ViewId, column: &str, value: &str) -> rusqlite::Result<()> {
        let sql =
            format!("UPDATE saved_view SET {column} = ?2, version = version + 1 WHERE id = ?1");
        self.tx
            .prepare_cached(&sql)?
            .execute(params![view.0, value])?;
        Ok(())
    }

    /// The view as it stands, when it is still the one that the author saw.
    fn seen_view(&self, id: ViewId, seen: i64) -> Result<SavedView, Failure> {
        let sql = format!("SELECT {COLUMNS} FROM saved_view WHERE id = ?1");
        let there = self
            .tx
            .prepare_cached(&sql)?
            .query_row([id.0], view)
            .optional()?
            .ok_or(Refusal::Invalid(Clean::fixed(
                "this view is gone: a colleague took it out",
            )))?;
        if there.version != seen {
            let name = Clean::line(&format!("the view {}", there.name));
            let of = Of::Row("saved_view", id.0);
            return Err(self.overtaken(name, "changed", of)?.into());
        }
        Ok(there)
    }
}
