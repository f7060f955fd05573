//! Opening a database beside the loop: it may have to wait for a colleague, or to be upgraded first, and the desk on the
//! screen goes on meanwhile.

use std::path::PathBuf;
use std::sync::mpsc::Sender;

use super::event::Event;
use super::librarian::thread;
use super::who;
use crate::domain::counts::say_many;
use crate::domain::text::Clean;
use crate::store::{CannotOpen, Store, Who};

/// A database that was opened, with a second connection that only reads.
#[derive(Debug)]
pub struct Opened {
    /// Its name in the config.
    pub name: Clean,
    /// The database.
    pub store: Store,
    /// For slow questions.
    pub reader: Result<Store, CannotOpen>,
    /// Who opened it.
    pub who: Who,
}

/// What is said while a database of so many people is upgraded.
#[must_use]
pub fn upgrading(what: &str, people: u64) -> String {
    format!(
        "Upgrading {what} ({})…",
        say_many(people, "person", "people")
    )
}

/// Opens the database at this path in a thread of its own, which sends what came of it.
///
/// # Errors
/// When the system gives no thread.
pub fn start(
    name: Clean,
    path: PathBuf,
    only_looks: bool,
    to: &Sender<Event>,
) -> std::io::Result<()> {
    let tell = to.clone();
    thread("opening", to, move || {
        let who = Who {
            login: who::login(),
            desk: who::desk(),
        };
        let upgrades = |people| {
            let words = Clean::line(&upgrading(name.as_str(), people));
            let _ = tell.send(Event::Opening(words));
        };
        let store = if only_looks {
            Store::look(&path, &who)
        } else {
            Store::open_telling(&path, &who, &upgrades)
        };
        let opened = store.map(|store| Opened {
            name: name.clone(),
            reader: store.reader(),
            store,
            who,
        });
        let opened = opened.map(Box::new);
        let _ = tell.send(Event::Opened(
            opened.map_err(|error| Clean::line(&error.to_string())),
        ));
    })
}
