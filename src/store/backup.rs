//! A backup: the whole database as one file, checked before it gets its name (trust.md 2.8).

use std::fs::{self, File};
use std::path::Path;

use rusqlite::Connection;

use super::kind::Kind;
use super::open::{beside, folder_of};
use super::{Failure, Store};
use crate::domain::refusal::Trouble;
use crate::domain::text::Clean;

impl Store {
    /// Writes a copy of the database to a file that must not exist yet; checked, on the disk, and open to those to whom the
    /// database is.
    ///
    /// # Errors
    /// A sentence that says where and why; an unfinished copy is taken away again.
    pub fn backup(&self, to: &Path) -> Result<(), Failure> {
        write_copy(&self.connection, to, self.kind)
    }
}

/// Writes a copy of the database behind a connection to a file that must not exist yet.
pub(super) fn write_copy(connection: &Connection, to: &Path, kind: Kind) -> Result<(), Failure> {
    let shown = Clean::line(&to.display().to_string());
    if to.exists() {
        return Err(trouble(
            format!("{shown}: there is a file already; nothing was changed"),
            "",
        ));
    }
    let unfinished = beside(to, ".unfinished");
    let done = copy(connection, &unfinished, kind).and_then(|()| finish(&unfinished, to));
    if done.is_err() {
        let _ = fs::remove_file(&unfinished);
    }
    done
}

fn copy(connection: &Connection, to: &Path, kind: Kind) -> Result<(), Failure> {
    let Some(path) = to.to_str() else {
        return Err(trouble(
            "the name of the backup is not UTF-8; choose another",
            "",
        ));
    };
    let cannot = |details: &str| {
        trouble(
            format!("{}: the backup cannot be written", Clean::line(path)),
            details,
        )
    };
    let _ = fs::remove_file(to);
    // Rightly shut before the first byte is in it; SQLite fills an empty file.
    kind.create(to)
        .map_err(|error| cannot(&error.to_string()))?;
    let written = connection.execute("VACUUM INTO ?1", [path]);
    written.map_err(|error| cannot(&error.to_string()))?;
    Ok(())
}

fn finish(unfinished: &Path, to: &Path) -> Result<(), Failure> {
    let io = |error: std::io::Error| {
        trouble(
            format!(
                "{}: the backup cannot be finished",
                Clean::line(&to.display().to_string())
            ),
            &error.to_string(),
        )
    };
    let copy = Connection::open(unfinished)?;
    let verdict: String = copy.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
    drop(copy);
    if verdict != "ok" {
        return Err(trouble(
            "the copy is damaged, so no backup was made; run `entourage check`",
            &verdict,
        ));
    }
    File::open(unfinished)
        .and_then(|file| file.sync_all())
        .map_err(io)?;
    fs::rename(unfinished, to).map_err(io)?;
    let certain = File::open(folder_of(to)).and_then(|folder| folder.sync_all());
    certain.map_err(|error| {
        trouble(
            format!(
                "{}: the backup is written, but the disk does not confirm that it stays; copy it to another disk",
                Clean::line(&to.display().to_string())
            ),
            &error.to_string(),
        )
    })
}

pub(super) fn trouble(sentence: impl AsRef<str>, details: &str) -> Failure {
    Failure::Trouble(if details.is_empty() {
        Trouble::new(sentence)
    } else {
        Trouble::with_details(sentence, details)
    })
}
