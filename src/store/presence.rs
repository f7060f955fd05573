//! Who is here, without heartbeats: each desk holds a lock on a file of its own in `NAME.db.desks/`, in which it writes
//! where it is. A lock that can be taken belongs to a desk that is gone. Nothing of this touches the database.

use std::fs::{self, File};
use std::io::{self, Read};
use std::os::unix::fs::{FileExt, MetadataExt};
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, flock};
use serde::{Deserialize, Serialize};

use super::kind::Kind;
use super::machine::owner_name;
use super::open::beside;
use crate::domain::colleague::{Colleague, Whereabouts};
use crate::domain::ids::PersonId;
use crate::domain::text::Clean;

/// The most that is read of what a desk says of itself.
const LONGEST: u64 = 4_096;

/// This desk's place; given up when dropped.
#[derive(Debug)]
pub struct Presence {
    file: File,
    path: PathBuf,
    told: Told,
}

/// What stands in the file of a desk.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
struct Told {
    login: String,
    /// UTC milliseconds.
    since: i64,
    screen: String,
    person: Option<(PersonId, String)>,
}

impl Presence {
    /// Takes a place. `None` where the folder does not allow it: the desk works, it is only not seen.
    #[must_use]
    pub fn enter(database: &Path, kind: Kind, desk: &str) -> Option<Presence> {
        let folder = beside(database, ".desks");
        if !folder.is_dir() {
            match kind.create_folder(&folder) {
                // Somebody was faster.
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return None,
                _ => {}
            }
        }
        sweep(&folder);
        let path = folder.join(desk);
        // Under another name until it is locked, or a colleague could take it for a desk that is gone.
        let new = folder.join(format!(".{desk}"));
        let file = kind.create(&new).ok()?;
        let taken = flock(&file, FlockOperation::NonBlockingLockExclusive)
            .map_err(io::Error::from)
            .and_then(|()| fs::rename(&new, &path));
        if taken.is_err() {
            let _ = fs::remove_file(&new);
            return None;
        }
        Some(Presence {
            file,
            path,
            told: Told::default(),
        })
    }

    /// Says who sits here since when.
    #[must_use]
    pub fn of(mut self, login: &str, since: i64, screen: &str) -> Presence {
        login.clone_into(&mut self.told.login);
        screen.clone_into(&mut self.told.screen);
        self.told.since = since;
        self.write();
        self
    }

    /// Says where the desk is by now.
    pub fn moved(&mut self, to: &Whereabouts) {
        let told = Told {
            screen: to.screen.to_string(),
            person: to
                .person
                .as_ref()
                .map(|(person, name)| (*person, name.to_string())),
            ..self.told.clone()
        };
        if told != self.told {
            self.told = told;
            self.write();
        }
    }

    /// A place that cannot be written is only not known to the others.
    fn write(&self) {
        let Ok(mut words) = serde_json::to_vec(&self.told) else {
            return;
        };
        // In one write and of one length, so that nobody reads half of it: blanks at the end are no matter.
        let long = words.len().next_multiple_of(512);
        words.resize(long, b' ');
        if self.file.write_all_at(&words, 0).is_ok() {
            let _ = self.file.set_len(long as u64);
        }
    }
}

impl Drop for Presence {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
        let _ = flock(&self.file, FlockOperation::Unlock);
    }
}

/// Takes away what desks that were killed have left.
fn sweep(folder: &Path) {
    for (_, path) in places(folder) {
        let gone = File::open(&path)
            .is_ok_and(|file| flock(&file, FlockOperation::NonBlockingLockExclusive).is_ok());
        if gone {
            // Names of desks are never used twice, so nobody else can have come to it meanwhile.
            let _ = fs::remove_file(path);
        }
    }
}

/// The files of desks, by name.
fn places(folder: &Path) -> Vec<(String, PathBuf)> {
    fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|place| {
            (
                place.file_name().to_string_lossy().into_owned(),
                place.path(),
            )
        })
        .filter(|(name, _)| !name.starts_with('.'))
        .collect()
}

/// Whether the desk of this name is still running.
#[must_use]
pub fn is_alive(database: &Path, desk: &str) -> bool {
    let path = beside(database, ".desks").join(desk);
    match File::open(&path) {
        Ok(file) => flock(&file, FlockOperation::NonBlockingLockShared).is_err(),
        Err(_) => false,
    }
}

/// Whether any other desk or command is running on this database.
#[must_use]
pub fn others(database: &Path, me: &str) -> bool {
    places(&beside(database, ".desks"))
        .iter()
        .any(|(desk, _)| desk != me && is_alive(database, desk))
}

/// Every other desk or command that is running on this database, by name and time.
#[must_use]
pub fn colleagues(database: &Path, me: &str) -> Vec<Colleague> {
    let mut found: Vec<(Told, Colleague)> = places(&beside(database, ".desks"))
        .into_iter()
        .filter(|(desk, _)| desk != me && is_alive(database, desk))
        .filter_map(|(_, path)| read(&path))
        .collect();
    found.sort_by(|(one, _), (other, _)| (&one.login, one.since).cmp(&(&other.login, other.since)));
    found.into_iter().map(|(_, colleague)| colleague).collect()
}

fn read(path: &Path) -> Option<(Told, Colleague)> {
    let file = File::open(path).ok()?;
    let owner = file.metadata().ok()?.uid();
    let mut words = String::new();
    file.take(LONGEST).read_to_string(&mut words).ok()?;
    let mut told: Told = serde_json::from_str(&words).unwrap_or_default();
    // A file of another account is of that account, whatever it says.
    if owner != rustix::process::geteuid().as_raw() || told.login.is_empty() {
        told.login = owner_name(owner);
    }
    let colleague = Colleague {
        member: Clean::line(&told.login),
        since: Clean::line(&say_since(told.since)),
        at: Whereabouts {
            screen: Clean::line(&told.screen),
            person: told
                .person
                .as_ref()
                .map(|(person, name)| (*person, Clean::line(name))),
        },
    };
    Some((told, colleague))
}

/// The local time; with the day, as a desk may stay open over night.
fn say_since(at: i64) -> String {
    chrono::DateTime::from_timestamp_millis(at)
        .filter(|_| at > 0)
        .map_or_else(String::new, |time| {
            let time = time.with_timezone(&chrono::Local);
            time.format("%-d %b %H:%M").to_string().to_lowercase()
        })
}
