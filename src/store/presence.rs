//! Who is here, without heartbeats: each desk holds a lock on a file of its own in `NAME.db.desks/`, in which it writes
//! where it is. A lock that can be taken belongs to a desk that is gone. Nothing of this touches the database.

use std::fs::File;
use std::io::{self, Read};
use std::os::unix::fs::FileExt;
use std::path::Path;

use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;
use rustix::process::{Pid, test_kill_process};
use serde::{Deserialize, Serialize};

use super::kind::Kind;
use super::machine::owner_name;
use super::side::{Beside, Facts, Folder, Name, Side};
use crate::domain::colleague::{Colleague, Whereabouts};
use crate::domain::ids::PersonId;
use crate::domain::text::Clean;

/// The most that is read of what a desk says of itself.
const LONGEST: u64 = 4_096;

/// This desk's place; given up when dropped.
#[derive(Debug)]
pub struct Presence {
    file: File,
    places: Folder,
    name: Name,
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
        let beside = Beside::of(database, kind).ok()?;
        let places = beside.make_desks()?;
        sweep(&beside, &places);
        let name = place(desk)?;
        // Under another name until it is locked, or a colleague could take it for a desk that is gone.
        let new = Name::new(format!(".{desk}"))?;
        let file = places.create(&new, kind).ok()?;
        let taken = flock(&file, FlockOperation::NonBlockingLockExclusive)
            .map_err(io::Error::from)
            .and_then(|()| places.rename(&new, &name));
        if taken.is_err() {
            let _ = places.remove(&new);
            return None;
        }
        Some(Presence {
            file,
            places,
            name,
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
        let _ = self.places.remove(&self.name);
        let _ = flock(&self.file, FlockOperation::Unlock);
    }
}

/// Deletes what instances that were killed have left: files that have the name of an instance, as this program makes
/// them, and that nobody holds. Anything else in the folder is not ours.
fn sweep(beside: &Beside, places: &Folder) {
    for name in places.names().unwrap_or_default() {
        let gone = is_left(&name)
            && open(beside, places, &name)
                .is_some_and(|file| flock(&file, FlockOperation::NonBlockingLockExclusive).is_ok());
        if gone {
            // Names of desks are never used twice, so nobody else can have come to it meanwhile.
            let _ = places.remove(&name);
        }
    }
}

/// Whether a name is one of an instance. One that is about to be locked has a dot before it: it is left when its process
/// is gone.
fn is_left(name: &Name) -> bool {
    let Some(name) = name.as_os_str().to_str() else {
        return false;
    };
    match name.strip_prefix('.') {
        None => is_made_here(name),
        Some(hidden) => is_made_here(hidden) && hidden.split('-').nth(1).is_some_and(is_gone),
    }
}

/// Whether the process of this number is gone.
fn is_gone(process: &str) -> bool {
    let process = process.parse().ok().and_then(Pid::from_raw);
    process.is_some_and(|process| test_kill_process(process) == Err(Errno::SRCH))
}

/// Whether a name is of the shape that [`crate::runtime::who::desk`] makes: a time, a process, something random.
fn is_made_here(name: &str) -> bool {
    let parts: Vec<&str> = name.split('-').collect();
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    matches!(parts.as_slice(), [time, process, random]
        if is_number(time) && is_number(process)
            && random.len() == 16 && random.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// The name of a desk's file; none where what the database calls a desk is no plain name.
fn place(desk: &str) -> Option<Name> {
    Name::new(desk).filter(|_| !desk.starts_with('.'))
}

/// The names of the desks' files.
fn names(places: &Folder) -> Vec<Name> {
    let mut names = places.names().unwrap_or_default();
    names.retain(|name| {
        let name = name.as_os_str().to_str();
        name.is_some_and(|name| place(name).is_some())
    });
    names
}

/// The file of a desk; none where something else lies there, or an outsider put it there.
fn open(beside: &Beside, places: &Folder, name: &Name) -> Option<File> {
    places.read(name).ok().filter(|file| !beside.refuses(file))
}

/// The folder of the database and the one of the places, if there is one.
fn look(database: &Path) -> Option<(Beside, Folder)> {
    let beside = Beside::of(database, Kind::by_file(database)).ok()?;
    let places = beside.desks()?;
    Some((beside, places))
}

fn is_held(file: &File) -> bool {
    flock(file, FlockOperation::NonBlockingLockShared).is_err()
}

/// Whether the desk of this name is still running.
#[must_use]
pub fn is_alive(database: &Path, desk: &str) -> bool {
    let file = || {
        let (beside, places) = look(database)?;
        open(&beside, &places, &place(desk)?)
    };
    file().is_some_and(|file| is_held(&file))
}

/// The files of every other desk or command that is running on this database.
fn held(database: &Path, me: &str) -> Vec<File> {
    let Some((beside, places)) = look(database) else {
        return Vec::new();
    };
    let mut names = names(&places);
    names.retain(|name| name.as_os_str() != me);
    let files = names.iter().filter_map(|name| open(&beside, &places, name));
    files.filter(is_held).collect()
}

/// Whether this account may see who else is here; `true` where nobody has ever been.
#[must_use]
pub fn is_visible(database: &Path) -> bool {
    let kind = Kind::by_file(database);
    Beside::of(database, kind)
        .is_ok_and(|beside| beside.is_missing(Side::Desks) || beside.desks().is_some())
}

/// Whether any other desk or command is running on this database.
#[must_use]
pub fn others(database: &Path, me: &str) -> bool {
    !held(database, me).is_empty()
}

/// Every other desk or command that is running on this database, by name and time.
#[must_use]
pub fn colleagues(database: &Path, me: &str) -> Vec<Colleague> {
    let mut found: Vec<(Told, Colleague)> =
        held(database, me).into_iter().filter_map(read).collect();
    found.sort_by(|(one, _), (other, _)| (&one.login, one.since).cmp(&(&other.login, other.since)));
    found.into_iter().map(|(_, colleague)| colleague).collect()
}

fn read(file: File) -> Option<(Told, Colleague)> {
    let owner = Facts::of(&file).ok()?.owner;
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
