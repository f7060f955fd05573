//! The log: one line an event, a file of this user's own (0600), turned over at 5 MB; never the screen.

use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Mutex;

use crate::domain::text::Clean;

/// Its name, and that of the one before it.
const NAME: &str = "entourage.log";
const OLD: &str = "entourage.log.1";
const MOST: u64 = 5_000_000;
static LOG: Mutex<Option<File>> = Mutex::new(None);

/// Where the log is.
#[must_use]
pub fn file() -> PathBuf {
    super::paths::state_folder().join(NAME)
}

/// Writes one event. A log that cannot be written is silent.
pub fn write(what: &str) {
    let Ok(mut log) = LOG.lock() else { return };
    if log.is_none() {
        *log = open();
    }
    if let Some(file) = log.as_mut() {
        // Cleaned, so that no text from outside can forge a second line.
        let time = chrono::DateTime::from_timestamp_millis(super::clock::now()).unwrap_or_default();
        let _ = writeln!(
            file,
            "{} {}",
            time.format("%Y-%m-%dT%H:%M:%SZ"),
            Clean::line(what)
        );
    }
}

fn open() -> Option<File> {
    let folder = super::paths::state().ok()?;
    if folder.length(NAME) > MOST {
        let _ = folder.rename(NAME, OLD);
    }
    folder.append(NAME).ok()
}
