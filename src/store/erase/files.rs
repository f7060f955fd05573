//! Names of imported files that hold the name of somebody who is erased: `ada-love.csv`. They are kept with figures and
//! details of others and in the history, where no one can change them by hand; so the name is taken out of them.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, params};

use super::history::SOMEBODY;
use super::named::Known;
use crate::domain::erasure::FileNames;
use crate::domain::text::Clean;
use crate::store::import::IMPORT_OF;
use crate::store::journal::JOURNALED;

/// Names of files, each with what it is called from now on.
#[derive(Debug, Default)]
pub struct Files {
    renamed: BTreeMap<String, String>,
    in_doubt: BTreeSet<String>,
}

impl Files {
    /// Finds them. A name with a word in it that may mean something else stays, where only sure ones are changed.
    pub fn named(
        connection: &Connection,
        known: &Known,
        which: FileNames,
    ) -> rusqlite::Result<Files> {
        let mut files = Files::default();
        if known.names.is_empty() {
            return Ok(files);
        }
        for table in tables() {
            let rows = format!("SELECT DISTINCT source FROM {table}");
            let images = format!(
                "SELECT DISTINCT json_extract(image.value, '$.source') FROM journal j,
                   json_each(json_array(json(j.before), json(j.after))) image WHERE j.tbl = '{table}' AND j.last_id IS NULL"
            );
            for sql in [rows, images] {
                files.take(connection, &sql, known, |source| source)?;
            }
        }
        let labels = format!("SELECT label FROM change_set WHERE instr(label, '{IMPORT_OF}') > 0");
        files.take(connection, &labels, known, file_of)?;
        if which == FileNames::All {
            for file in std::mem::take(&mut files.in_doubt) {
                let renamed = known.names.replaced_in(&file, SOMEBODY);
                files.renamed.extend(renamed.map(|renamed| (file, renamed)));
            }
        }
        Ok(files)
    }

    fn take(
        &mut self,
        connection: &Connection,
        sql: &str,
        known: &Known,
        file: impl Fn(&str) -> &str,
    ) -> rusqlite::Result<()> {
        let mut statement = connection.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let Some(text) = row.get::<_, Option<String>>(0)? else {
                continue;
            };
            let file = file(&text);
            let sure = known.sure.replaced_in(file, SOMEBODY);
            if known.names.replaced_in(file, SOMEBODY) != sure {
                self.in_doubt.insert(file.to_owned());
            }
            if let Some(renamed) = sure {
                self.renamed.insert(file.to_owned(), renamed);
            }
        }
        Ok(())
    }

    /// What those are called that lose the name, to be shown.
    pub fn shown(&self) -> Vec<Clean> {
        self.renamed.keys().map(|file| Clean::line(file)).collect()
    }

    /// What those are called that keep a word which may mean something else, to be shown.
    pub fn in_doubt(&self) -> Vec<Clean> {
        self.in_doubt.iter().map(|file| Clean::line(file)).collect()
    }

    /// Gives them their new names: in rows, in the images that undo compares them with, and in the history. The
    /// journal writes what changes for the set that is open; it is the caller's to discard.
    pub fn rename(&self, connection: &Connection) -> rusqlite::Result<()> {
        for (file, renamed) in &self.renamed {
            for table in tables() {
                let sql = format!("UPDATE {table} SET source = ?2 WHERE source = ?1");
                connection.execute(&sql, [file, renamed])?;
                for side in ["before", "after"] {
                    let sql = format!(
                        "UPDATE journal SET {side} = json_set({side}, '$.source', ?2)
                         WHERE tbl = ?3 AND last_id IS NULL AND json_extract({side}, '$.source') = ?1"
                    );
                    connection.execute(&sql, params![file, renamed, table])?;
                }
            }
            connection.execute(
                "UPDATE change_set SET label = replace(label, ?3 || ?1, ?3 || ?2) WHERE instr(label, ?3 || ?1) > 0",
                params![file, renamed, IMPORT_OF],
            )?;
        }
        Ok(())
    }
}

/// Tables whose rows say which file they came from.
fn tables() -> impl Iterator<Item = &'static str> {
    let all = JOURNALED.iter();
    all.filter(|journaled| journaled.columns.contains(&"source"))
        .map(|journaled| journaled.table)
}

/// The name of the file in what a change says of an import: `import of ada.csv: 3 new, 1 updated`.
fn file_of(label: &str) -> &str {
    let from = label.find(IMPORT_OF).map_or(0, |at| at + IMPORT_OF.len());
    let rest = label.get(from..).unwrap_or_default();
    let counts = rest.match_indices(": ");
    let mut counts = counts.filter(|(at, colon)| is_counts(&rest[at + colon.len()..]));
    let end = counts.next().map(|(at, _)| at);
    let end = end.or_else(|| rest.rfind(", closed"));
    end.and_then(|end| rest.get(..end)).unwrap_or(rest)
}

/// Whether these words begin with what an import counts: `3 new`, `2 people`.
fn is_counts(words: &str) -> bool {
    let mut words = words.split(' ');
    let count = words.next().unwrap_or_default();
    let is_number = count.starts_with(|c: char| c.is_ascii_digit());
    is_number && words.next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_file_is_found_in_what_a_change_says() {
        for (label, file) in [
            ("import of ada.csv: 3 new, 1 updated", "ada.csv"),
            ("import of ada: june.csv: 3 new, 1 updated", "ada: june.csv"),
            ("import of ada.csv, closed at 40 %", "ada.csv"),
            ("took back: import of ada.csv: 3 new, 1 updated", "ada.csv"),
            ("import of ada.csv", "ada.csv"),
            (
                "took back: import of ada.csv: 2 new, 0 updated; 1 person stays as it is: changed since by change 2",
                "ada.csv",
            ),
            (
                "took back: import of ada: june.csv: 1,204 new, 0 updated; 2 people stay as they are: changed since by change 2",
                "ada: june.csv",
            ),
        ] {
            assert_eq!(file_of(label), file);
        }
    }
}
