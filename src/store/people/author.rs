//! Who changed what is about to be changed, and when: a colleague is said to have been faster only where one was.

use rusqlite::{Connection, OptionalExtension, params};

use crate::domain::dates::{from_iso, say_ago, say_full};
use crate::domain::ids::{PersonId, SetId};
use crate::domain::refusal::Refusal;
use crate::domain::text::Clean;
use crate::store::Failure;
use crate::store::write::Writing;

/// What was changed last.
#[derive(Clone, Copy)]
pub(in crate::store) enum Of<'a> {
    /// One of these columns of a person.
    Columns(PersonId, &'a [&'a str]),
    /// A row of a table.
    Row(&'static str, i64),
    /// Any row of a table that is about a person.
    Rows(&'static str, PersonId),
    /// A row of this kind about a person, also one that is not there any more.
    Kind(&'static str, PersonId, &'static str),
    /// Anything about a person.
    Person(PersonId),
}

/// The last change of something.
pub(in crate::store) struct Author {
    pub set: SetId,
    pub by: String,
    at: i64,
    day: String,
}

/// Who changed it last; `None` where no change of it is known, as of what a file brought.
pub(in crate::store) fn author(
    connection: &Connection,
    of: Of<'_>,
) -> rusqlite::Result<Option<Author>> {
    let (condition, table, row) = match of {
        Of::Columns(person, columns) => {
            let is_changed = |column: &&str| {
                format!(
                    "json_extract(j.before, '$.{column}') IS NOT json_extract(j.after, '$.{column}')"
                )
            };
            let changed: Vec<String> = columns.iter().map(is_changed).collect();
            let changed = changed.join(" OR ");
            let condition = format!("j.tbl = ?1 AND j.row_id = ?2 AND ({changed})");
            (condition, "person", person.0)
        }
        Of::Row(table, row) => ("j.tbl = ?1 AND j.row_id = ?2".to_owned(), table, row),
        Of::Rows(table, person) => (
            "j.tbl = ?1 AND j.person_id = ?2".to_owned(),
            table,
            person.0,
        ),
        Of::Kind(table, person, kind) => {
            let is = format!("json_extract(coalesce(j.after, j.before), '$.kind') = '{kind}'");
            let condition = format!("j.tbl = ?1 AND j.person_id = ?2 AND {is}");
            (condition, table, person.0)
        }
        Of::Person(person) => ("?1 = '' AND j.person_id = ?2".to_owned(), "", person.0),
    };
    connection
        .prepare_cached(&format!(
            "SELECT s.id, s.by, s.at, s.date FROM journal j JOIN change_set s ON s.id = j.set_id
             WHERE {condition} ORDER BY j.id DESC LIMIT 1"
        ))?
        .query_row(params![table, row], |row| {
            Ok(Author {
                set: SetId(row.get(0)?),
                by: row.get(1)?,
                at: row.get(2)?,
                day: row.get(3)?,
            })
        })
        .optional()
}

impl Writing<'_> {
    /// Whether somebody else changed it last.
    pub(in crate::store) fn is_theirs_by(&self, of: Of<'_>) -> Result<bool, Failure> {
        Ok(author(self.tx, of)?.is_some_and(|last| last.by != self.by))
    }

    /// Whether somebody else has changed it since the author saw it.
    pub(in crate::store) fn is_newer(&self, of: Of<'_>, seen: SetId) -> Result<bool, Failure> {
        let last = author(self.tx, of)?;
        Ok(last.is_some_and(|last| last.by != self.by && last.set > seen))
    }

    /// It is not as the author saw it: who changed it, and when.
    pub(in crate::store) fn overtaken(
        &self,
        name: Clean,
        what: &str,
        of: Of<'_>,
    ) -> Result<Refusal, Failure> {
        let (by, when) = self.who_and_when(of)?;
        let what = Clean::line(what);
        Ok(Refusal::Stale {
            name,
            by,
            what,
            when,
        })
    }

    /// Who changed it last, as `you` or a name, and how long ago that was.
    pub(in crate::store) fn who_and_when(&self, of: Of<'_>) -> Result<(Clean, Clean), Failure> {
        let Some(last) = author(self.tx, of)? else {
            return Ok((Clean::fixed("someone"), Clean::fixed("before")));
        };
        let by = if last.by == self.by { "you" } else { &last.by };
        let when = say_ago(last.at, self.stamp.at).unwrap_or_else(|| {
            let day = from_iso(&last.day).map(say_full);
            day.map_or_else(|| "before".to_owned(), |day| format!("on {day}"))
        });
        Ok((Clean::line(by), Clean::line(&when)))
    }
}
