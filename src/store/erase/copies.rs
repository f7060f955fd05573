//! Copies of the database that lie beside it, in which somebody who is erased stays.

use std::path::Path;

use crate::domain::text::Clean;
use crate::store::folder_of;
use crate::store::rotation::is_a_backup;
use crate::store::side::{Folder, Name, Sort};
use crate::store::still;

/// Files that are looked at; a folder with more is no folder of backups.
const MOST: usize = 2_000;

/// Copies in the folder of the database and in those right below it that hold one of these accounts.
pub fn beside_it(path: &Path, handles: &str) -> Vec<Clean> {
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
        .filter(|(folder, name)| is_a_backup(folder, name))
        .map(|(folder, name)| folder.place(&name))
        .filter(|file| holds(file, handles).unwrap_or(true))
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

fn is(folder: &Folder, name: &Name, sort: Sort) -> bool {
    let facts = folder.look(name).ok().flatten();
    facts.is_some_and(|facts| facts.sort == sort)
}

/// Whether a copy that nobody has open holds an account with one of these handles. One that cannot be read may.
fn holds(file: &Path, handles: &str) -> Option<bool> {
    let copy = still::connect(file).ok()?;
    let sql = "SELECT EXISTS (SELECT 1 FROM account WHERE handle_key IN (SELECT value FROM json_each(?1)))";
    copy.query_row(sql, [handles], |row| row.get(0)).ok()
}
