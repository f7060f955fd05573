//! Folders and files of this user alone.

use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

/// Makes a folder that only this user may enter.
pub fn folder(path: &Path) {
    let _ = fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path);
}

/// Writes a file whole or not at all.
///
/// # Errors
/// What the disk says; what stood there before stands there still.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(parent) = path.parent() {
        folder(parent);
    }
    let unfinished = path.with_extension("unfinished");
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&unfinished)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&unfinished, path)
}
