//! Text being typed, kept on disk (trust.md rule 13): after two seconds or 200 characters, in a file of this desk's
//! own; it goes when the text was saved, and is offered again when the desk ended first.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::private;
use crate::domain::ids::PersonId;
use crate::ui::draft::Draft;

/// Unsaved text is written after this long.
const AFTER: Duration = Duration::from_secs(2);
/// Or after this many characters.
const CHARACTERS: usize = 200;

/// What stands in a recovery file.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    database: PathBuf,
    desk: String,
    drafts: Vec<Draft>,
}

/// The recovery file of this desk.
#[derive(Debug)]
pub struct Recovery {
    database: PathBuf,
    desk: String,
    folder: PathBuf,
    /// What is on disk now.
    saved: Vec<Draft>,
    /// What should be, shared with whoever ends the process.
    wanted: Shared,
    since: Option<Instant>,
    /// Files of desks that ended, whose text was offered here.
    adopted: Vec<PathBuf>,
}

/// The text as last known, for the panic hook and the signal thread.
#[derive(Debug, Clone, Default)]
pub struct Shared(Arc<Mutex<Option<Unwritten>>>);

/// A file and what should stand in it.
type Unwritten = (PathBuf, Vec<u8>);

impl Shared {
    /// Writes what was typed, from a thread that is about to end the process.
    pub fn save(&self) {
        let kept = self.0.try_lock().ok().and_then(|mut kept| kept.take());
        if let Some((path, bytes)) = kept {
            let _ = private::write(&path, &bytes);
        }
    }
}

impl Recovery {
    /// The recovery of a desk; nothing is written yet.
    #[must_use]
    pub fn new(database: &Path, desk: &str) -> Recovery {
        Recovery {
            database: std::fs::canonicalize(database).unwrap_or_else(|_| database.to_path_buf()),
            desk: desk.to_owned(),
            folder: super::paths::state_folder().join("recover"),
            saved: Vec::new(),
            wanted: Shared::default(),
            since: None,
            adopted: Vec::new(),
        }
    }

    /// The recovery of the desk that takes this one's place; what is kept of this one stays on disk.
    #[must_use]
    pub fn next(&self, database: &Path, desk: &str) -> Recovery {
        if let Ok(mut wanted) = self.wanted.0.lock() {
            *wanted = None;
        }
        Recovery {
            wanted: self.wanted.clone(),
            ..Recovery::new(database, desk)
        }
    }

    /// What is shared with whoever ends the process.
    #[must_use]
    pub fn shared(&self) -> Shared {
        self.wanted.clone()
    }

    /// Text of desks on this database that ended before it was saved.
    pub fn find(&mut self) -> Vec<Draft> {
        let mut found = Vec::new();
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let Some(kept) = fs::read(&path)
                .ok()
                .and_then(|bytes| serde_json::from_slice::<Kept>(&bytes).ok())
            else {
                continue;
            };
            let other = kept.database == self.database && kept.desk != self.desk;
            if other && !crate::store::is_alive(&self.database, &kept.desk) {
                found.extend(kept.drafts);
                self.adopted.push(path);
            }
        }
        found
    }

    /// The offered text is this desk's own now: it is written here before the old files go.
    pub fn adopt(&mut self, drafts: &[Draft]) {
        self.note(drafts);
        self.save();
        if self.saved == drafts {
            for path in self.adopted.drain(..) {
                let _ = fs::remove_file(path);
            }
        }
    }

    /// Notes what is being typed now; gives when it has to be written at the latest.
    pub fn note(&mut self, drafts: &[Draft]) -> Option<Instant> {
        if drafts == self.saved {
            self.since = None;
            if let Ok(mut wanted) = self.wanted.0.lock() {
                // What was noted meanwhile has been saved or thrown away: it is not to be offered again.
                *wanted = None;
            }
            return None;
        }
        let kept = Kept {
            database: self.database.clone(),
            desk: self.desk.clone(),
            drafts: drafts.to_vec(),
        };
        if let (Ok(bytes), Ok(mut wanted)) = (serde_json::to_vec(&kept), self.wanted.0.lock()) {
            *wanted = Some((self.path(), bytes));
        }
        let length = |drafts: &[Draft]| drafts.iter().map(Draft::length).sum::<usize>();
        let many = length(drafts).abs_diff(length(&self.saved)) >= CHARACTERS;
        let gone = drafts.len() < self.saved.len();
        let since = *self.since.get_or_insert_with(Instant::now);
        if many || gone || since.elapsed() >= AFTER {
            self.write(drafts);
            return None;
        }
        Some(since + AFTER)
    }

    /// Writes what is not written yet.
    pub fn save(&mut self) {
        let wanted = self.wanted.0.lock().ok().and_then(|wanted| wanted.clone());
        if let Some(kept) =
            wanted.and_then(|(_, bytes)| serde_json::from_slice::<Kept>(&bytes).ok())
        {
            self.write(&kept.drafts);
        }
    }

    fn path(&self) -> PathBuf {
        self.folder.join(format!("{}.json", self.desk))
    }

    fn write(&mut self, drafts: &[Draft]) {
        let path = self.path();
        let done = if drafts.is_empty() {
            fs::remove_file(&path).or_else(|error| {
                if error.kind() == std::io::ErrorKind::NotFound {
                    Ok(())
                } else {
                    Err(error)
                }
            })
        } else {
            let kept = Kept {
                database: self.database.clone(),
                desk: self.desk.clone(),
                drafts: drafts.to_vec(),
            };
            serde_json::to_vec(&kept)
                .map_err(std::io::Error::other)
                .and_then(|bytes| private::write(&path, &bytes))
        };
        match done {
            Ok(()) => {
                self.saved = drafts.to_vec();
                self.since = None;
                if let Ok(mut wanted) = self.wanted.0.lock() {
                    *wanted = None;
                }
            }
            Err(error) => {
                // Tried again in two seconds; the text stays on the screen meanwhile.
                self.since = Some(Instant::now());
                super::log::write(&format!("typed text could not be kept: {error}"));
            }
        }
    }
}

/// Throws away text about somebody, which desks on this database that ended have left.
pub fn forget(database: &Path, person: PersonId) {
    let database = fs::canonicalize(database).unwrap_or_else(|_| database.to_path_buf());
    let folder = super::paths::state_folder().join("recover");
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let Some(mut kept) = fs::read(&path)
            .ok()
            .and_then(|bytes| serde_json::from_slice::<Kept>(&bytes).ok())
        else {
            continue;
        };
        if kept.database != database || crate::store::is_alive(&database, &kept.desk) {
            continue;
        }
        let before = kept.drafts.len();
        kept.drafts
            .retain(|draft| draft.place.person() != Some(person));
        if kept.drafts.len() == before {
            continue;
        }
        let done = if kept.drafts.is_empty() {
            fs::remove_file(&path)
        } else {
            serde_json::to_vec(&kept)
                .map_err(std::io::Error::other)
                .and_then(|bytes| private::write(&path, &bytes))
        };
        if let Err(error) = done {
            super::log::write(&format!("kept text could not be thrown away: {error}"));
        }
    }
}
