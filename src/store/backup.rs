//! A backup: the whole database as one file, checked before it gets its name (trust.md 2.8).

use std::io;
use std::path::Path;

use rusqlite::Connection;

use super::cannot_open::CannotOpen;
use super::kind::Kind;
use super::side::{Created, NewFile, Side, trust};
use super::{Failure, Store};
use crate::domain::refusal::Trouble;
use crate::domain::text::Clean;

impl Store {
    /// Writes a copy of the database to a file that must not exist yet; checked, on the disk, and open to those to whom the
    /// database is. A database that is only looked at is copied like any other: nothing in it changes.
    ///
    /// # Errors
    /// A sentence that says where and why; an unfinished copy is taken away again.
    pub fn backup(&self, to: &Path) -> Result<(), Failure> {
        if let Some(side) = Side::named(to) {
            let reserved = CannotOpen::Reserved(to.into(), side.ending());
            return Err(trouble(reserved.to_string(), ""));
        }
        write_copy(&self.connection, to, self.kind.of_copies()).map(drop)
    }
}

/// Writes a copy of the database behind a connection to a file that must not exist yet.
pub(super) fn write_copy(
    connection: &Connection,
    to: &Path,
    kind: Kind,
) -> Result<Created, Failure> {
    refuse_exposed(to, kind)?;
    let begun = NewFile::begin(to, kind).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => trouble(
            format!(
                "{}: there is a file already; nothing was changed",
                Clean::line(&to.display().to_string())
            ),
            "",
        ),
        _ => cannot(to, &error.to_string()),
    })?;
    fill(connection, begun, to)
}

/// A copy is refused where outsiders could put a file of their own in its place while `SQLite` writes to it by name.
pub(super) fn refuse_exposed(to: &Path, kind: Kind) -> Result<(), Failure> {
    match trust::replaceable(to, kind) {
        None => Ok(()),
        Some(exposed) => Err(trouble(
            format!(
                "{}: {} can change files in this folder; choose another for the backup, or {}",
                Clean::line(&exposed.folder.display().to_string()),
                exposed.who(),
                exposed.way_out(to)
            ),
            "",
        )),
    }
}

/// Fills a file that was begun with a copy, checks it and gives it its name.
pub(super) fn fill(
    connection: &Connection,
    mut begun: NewFile,
    to: &Path,
) -> Result<Created, Failure> {
    let place = begun.place();
    let Some(path) = place.to_str() else {
        return Err(trouble(
            "the name of the backup is not UTF-8; choose another",
            "",
        ));
    };
    // Rightly shut before the first byte is in it; SQLite fills an empty file. Closed before SQLite opens it, or its
    // locks would go with our descriptor.
    drop(begun.take());
    copy(connection, path).map_err(|error| cannot(to, &error.to_string()))?;
    let copy = Connection::open(path)?;
    let verdict: String = copy.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
    drop(copy);
    if verdict != "ok" {
        return Err(trouble(
            "the copy is damaged, so no backup was made; run `entourage check`",
            &verdict,
        ));
    }
    let shown = Clean::line(&to.display().to_string());
    let whole = begun.finish().map_err(|error| {
        trouble(
            format!("{shown}: the backup cannot be finished"),
            &error.to_string(),
        )
    })?;
    match whole.certain {
        Ok(()) => Ok(whole.created),
        Err(error) => Err(trouble(
            format!(
                "{shown}: the backup is written, but the disk does not confirm that it stays; copy it to another disk"
            ),
            &error.to_string(),
        )),
    }
}

/// The copy itself. On a connection that only looks, `SQLite` would count the new file as a change.
fn copy(connection: &Connection, to: &str) -> rusqlite::Result<()> {
    let only_looks: bool = connection.query_row("PRAGMA query_only", [], |row| row.get(0))?;
    connection.pragma_update(None, "query_only", false)?;
    let written = connection.execute("VACUUM INTO ?1", [to]);
    connection.pragma_update(None, "query_only", only_looks)?;
    written.map(drop)
}

fn cannot(to: &Path, details: &str) -> Failure {
    trouble(
        format!(
            "{}: the backup cannot be written",
            Clean::line(&to.display().to_string())
        ),
        details,
    )
}

pub(super) fn trouble(sentence: impl AsRef<str>, details: &str) -> Failure {
    Failure::Trouble(if details.is_empty() {
        Trouble::new(sentence)
    } else {
        Trouble::with_details(sentence, details)
    })
}
