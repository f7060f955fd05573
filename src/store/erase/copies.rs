//! Copies of the database that lie beside it, in which somebody who is erased stays.

use std::path::Path;

use super::same::Traces;
use crate::domain::text::Clean;
use crate::store::folder_of;
use crate::store::rotation::is_a_backup;
use crate::store::side::{Folder, Name, Sort, is_left_unfinished};
use crate::store::still;

/// Files that are looked at; a folder with more is no folder of backups.
const MOST: usize = 2_000;

/// Copies in the folder of the database and in those right below it that hold somebody.
pub fn beside_it(path: &Path, traces: &Traces) -> Vec<Clean> {
    let Ok(folder) = Folder::open(&folder_of(path)) else {
        return Vec::new();
    };
    // Neither the database nor its companions are opened, under whatever name they are met.
    let folder = folder.without(path);
    let names = names(&folder);
    let below = names.iter().filter(|name| is(&folder, name, Sort::Folder));
    let below: Vec<Folder> = below.filter_map(|name| folder.inside(name).ok()).collect();
    let mut copies: Vec<_> = std::iter::once((&folder, names))
        .chain(below.iter().map(|folder| (folder, self::names(folder))))
        .flat_map(|(folder, names)| names.into_iter().map(move |name| (folder, name)))
        .take(MOST)
        .filter(|(folder, name)| {
            // A copy that was cut off holds whoever had been written by then; it may have no head yet.
            is_a_backup(folder, name) || is_left_unfinished(name) && is(folder, name, Sort::File)
        })
        .map(|(folder, name)| folder.place(&name))
        .filter(|file| is_unfinished(file) || traces.are_in(file).unwrap_or(true))
        .collect();
    copies.sort();
    let shown = copies.iter().map(|file| file.display().to_string());
    shown.map(|file| Clean::line(&file)).collect()
}

fn names(folder: &Folder) -> Vec<Name> {
    let mut names = folder.names().unwrap_or_default();
    names.truncate(MOST);
    names
}

fn is_unfinished(file: &Path) -> bool {
    let name = file.file_name().and_then(Name::new);
    name.is_some_and(|name| is_left_unfinished(&name))
}

fn is(folder: &Folder, name: &Name, sort: Sort) -> bool {
    let facts = folder.look(name).ok().flatten();
    facts.is_some_and(|facts| facts.sort == sort)
}

impl Traces {
    /// Whether a copy that nobody has open holds them: an account under any form of its name or, where they never had
    /// an account, somebody of their name. One that cannot be read may.
    fn are_in(&self, file: &Path) -> Option<bool> {
        let copy = still::connect(file).ok()?;
        let sql = "SELECT EXISTS (SELECT 1 FROM account WHERE handle_key IN (SELECT value FROM json_each(?1)))
             OR EXISTS (SELECT 1 FROM person WHERE name IN (SELECT value FROM json_each(?2)))";
        let names: &[String] = if self.has_account() {
            &[]
        } else {
            self.names()
        };
        let (keys, names) = (as_json(self.keys()), as_json(names));
        copy.query_row(sql, [keys, names], |row| row.get(0)).ok()
    }
}

fn as_json(texts: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let texts = texts.into_iter();
    let texts: Vec<serde_json::Value> = texts.map(|text| text.as_ref().into()).collect();
    serde_json::Value::from(texts).to_string()
}
