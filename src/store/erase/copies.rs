//! Copies of the database that lie beside it, in which somebody who is erased stays.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use crate::domain::text::Clean;
use crate::store::open::{beside, folder_of};
use crate::store::rotation::is_a_backup;

/// Files that are looked at; a folder with more is no folder of backups.
const MOST: usize = 2_000;

/// Copies in the folder of the database and in those right below it that hold one of these accounts.
pub fn beside_it(path: &Path, handles: &str) -> Vec<Clean> {
    let folder = folder_of(path);
    let mut found = Vec::new();
    let mut files = files(&folder);
    let below: Vec<PathBuf> = files.iter().filter(|path| path.is_dir()).cloned().collect();
    files.extend(below.iter().flat_map(|folder| self::files(folder)));
    files.truncate(MOST);
    files.sort();
    for file in files {
        let is_own = file == path || file == beside(path, "-wal") || file == beside(path, "-shm");
        if !is_own && is_a_backup(&file) && holds(&file, handles).unwrap_or(true) {
            found.push(Clean::line(&file.display().to_string()));
        }
    }
    found
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.take(MOST).map(|entry| entry.path()).collect()
}

/// Whether a copy that nobody has open holds an account with one of these handles. One that cannot be read may.
fn holds(file: &Path, handles: &str) -> Option<bool> {
    let name = file.to_str()?;
    let name = name
        .replace('%', "%25")
        .replace('?', "%3f")
        .replace('#', "%23");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    let copy = Connection::open_with_flags(format!("file:{name}?immutable=1"), flags).ok()?;
    let sql = "SELECT EXISTS (SELECT 1 FROM account WHERE handle_key IN (SELECT value FROM json_each(?1)))";
    copy.query_row(sql, [handles], |row| row.get(0)).ok()
}
