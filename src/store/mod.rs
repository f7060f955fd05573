//! Where it is kept: the only SQL in the house.
//!
//! [`Store::open`] opens a database, [`Store::apply`] makes a [`Change`], [`Store::answer`] answers a [`Question`].
//! One file a thing: [`people`](self), contacts, history, roster, profile, today. Bulk work is in [`import`] and
//! [`undo`], on top of [`jobs`]. Not here: threads, the screen, files of others.

mod access;
mod backup;
mod bell;
mod between;
mod cannot_open;
mod cards;
mod check;
mod derived;
mod desk;
mod details;
pub mod duplicates;
mod erase;
mod fulltext;
mod handles;
mod health;
mod history;
pub mod import;
mod in_place;
pub mod jobs;
mod journal;
mod kind;
mod machine;
mod merge;
mod news;
mod open;
mod people;
mod pipeline;
mod portrait;
mod presence;
mod profile;
mod query;
mod restore;
mod roster;
mod rotation;
mod saved_views;
mod schema;
mod search;
mod settings;
mod sharing;
mod side;
mod still;
mod talk;
mod terms;
mod today;
mod triage;
pub mod undo;
mod upgrade;
mod views;
mod vocabulary;
mod write;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use rusqlite::{Connection, InterruptHandle};

pub use self::bell::Bell;
pub use self::between::between_changes;
pub use self::cannot_open::CannotOpen;
pub use self::check::{Finding, Remedy};
pub use self::erase::Sweep;
pub use self::health::{Health, Seen, health, versions};
use self::in_place::Place;
pub use self::kind::Kind;
use self::open::Purpose;
pub use self::open::{beside, folder_of};
pub use self::people::bulk;
pub use self::presence::{Presence, is_alive};
pub use self::restore::{CannotRestore, Restored};
pub use self::roster::Shelf;
pub use self::rotation::Rotated;
pub use self::sharing::CannotShare;
pub use self::side::{Created, NewFile, Scratch};
use self::still::Still;
pub use self::views::markdown as views_markdown;
pub use self::write::Failure;

use crate::domain::change::{Change, ImportChange, Receipt, Stamp};
use crate::domain::colleague::Colleague;
use crate::domain::ids::DeskId;
use crate::domain::question::{Answer, Question};
use crate::domain::refusal::{Refusal, Trouble};

/// Who opens a database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// The login name of the process's real user.
    pub login: String,
    /// This running desk.
    pub desk: DeskId,
}

/// An open database.
pub struct Store {
    connection: Connection,
    path: PathBuf,
    login: String,
    desk: DeskId,
    purpose: Purpose,
    kind: Kind,
    /// The disk is full, and the file is read without anything beside it.
    still: Option<Still>,
    /// Where its files lie; not known of one that only answers questions.
    place: Option<Place>,
    bell: Bell,
    shelf: Arc<Mutex<Shelf>>,
    seen: i64,
}

/// Stops a question that is being answered, from another thread.
pub struct Interrupt(InterruptHandle);

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Interrupt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Interrupt")
    }
}

impl Interrupt {
    /// Stops it; harmless when nothing is being answered.
    pub fn stop(&self) {
        self.0.interrupt();
    }
}

impl Store {
    /// Several questions that see one state of the file, even while a colleague saves; nothing is written there.
    fn at_once(&mut self) -> rusqlite::Result<rusqlite::Transaction<'_>> {
        self.connection.transaction()
    }

    /// Opens a database that is there, for reading and writing. Where the disk is so full that `SQLite` cannot even
    /// share it, it is opened to look at it only: see [`Store::is_on_full_disk`].
    ///
    /// # Errors
    /// See [`CannotOpen`].
    pub fn open(path: &Path, who: &Who) -> Result<Store, CannotOpen> {
        Store::open_telling(path, who, &|_| {})
    }

    /// The same; where the file is upgraded first, which may take seconds, it says of how many people.
    ///
    /// # Errors
    /// See [`CannotOpen`].
    pub fn open_telling(
        path: &Path,
        who: &Who,
        upgrades: &dyn Fn(u64),
    ) -> Result<Store, CannotOpen> {
        Store::open_for(path, who, Purpose::Write, upgrades)
    }

    /// Opens a database that is there, to look at it only.
    ///
    /// # Errors
    /// See [`CannotOpen`].
    pub fn look(path: &Path, who: &Who) -> Result<Store, CannotOpen> {
        Store::open_for(path, who, Purpose::Look, &|_| {})
    }

    fn open_for(
        path: &Path,
        who: &Who,
        purpose: Purpose,
        upgrades: &dyn Fn(u64),
    ) -> Result<Store, CannotOpen> {
        // One name for one file: what lies beside it is looked for where SQLite looks.
        let path = &path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        match open::open_telling(path, purpose, upgrades) {
            Ok(opened) => Ok(Store::with(opened, path, who, purpose, Arc::default())),
            Err(CannotOpen::Full(_)) => Store::open_still(path, who, Arc::default()),
            Err(error) => Err(error),
        }
    }

    fn open_still(path: &Path, who: &Who, shelf: Arc<Mutex<Shelf>>) -> Result<Store, CannotOpen> {
        let (connection, kind, still) = open::open_still(path)?;
        let mut store = Store::with((connection, kind), path, who, Purpose::Look, shelf);
        store.still = Some(still);
        Ok(store)
    }

    /// Makes a new, private database and opens it.
    ///
    /// # Errors
    /// See [`CannotOpen`].
    pub fn create(path: &Path, name: &str, who: &Who, at: i64) -> Result<Store, CannotOpen> {
        let connection = open::create(path, Kind::Private, name, at)?;
        let path = &path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        let opened = (connection, Kind::Private);
        Ok(Store::with(
            opened,
            path,
            who,
            Purpose::Write,
            Arc::default(),
        ))
    }

    /// A second connection that only reads, for slow questions; it shares the counted lists with this one.
    ///
    /// # Errors
    /// See [`CannotOpen`].
    pub fn reader(&self) -> Result<Store, CannotOpen> {
        let purpose = match self.purpose {
            Purpose::Look => Purpose::Look,
            Purpose::Write | Purpose::Read => Purpose::Read,
        };
        let who = Who {
            login: self.login.clone(),
            desk: self.desk.clone(),
        };
        let shelf = Arc::clone(&self.shelf);
        if self.still.is_some() {
            return Store::open_still(&self.path, &who, shelf);
        }
        let opened = open::open(&self.path, purpose)?;
        Ok(Store::with(opened, &self.path, &who, purpose, shelf))
    }

    fn with(
        (connection, kind): (Connection, Kind),
        path: &Path,
        who: &Who,
        purpose: Purpose,
        shelf: Arc<Mutex<Shelf>>,
    ) -> Store {
        let bell = match purpose {
            Purpose::Write => Bell::hang(path, kind),
            Purpose::Read | Purpose::Look => Bell::silent(),
        };
        let place = match purpose {
            Purpose::Write | Purpose::Look => Place::of(path),
            Purpose::Read => None,
        };
        let mut store = Store {
            connection,
            path: path.to_path_buf(),
            login: who.login.clone(),
            desk: who.desk.clone(),
            purpose,
            kind,
            still: None,
            place,
            bell,
            shelf,
            seen: 0,
        };
        store.seen = store.data_version();
        if purpose == Purpose::Write
            && let Some(place) = &store.place
        {
            // Without the hook every change is still looked at afterwards.
            let _ = place.guard(&mut store.connection);
        }
        store
    }

    /// Whose it is: its owner's alone, or a group's.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Whether it is only looked at.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.purpose == Purpose::Look
    }

    /// Whether it is only looked at because the disk had no room when it was opened.
    #[must_use]
    pub fn is_on_full_disk(&self) -> bool {
        self.still.is_some()
    }

    /// Why nothing is saved any more, where the database's files were moved, deleted or replaced while it was open.
    #[must_use]
    pub fn moved(&self) -> Option<Trouble> {
        let is_moved = self.place.as_ref().is_some_and(|place| !place.is_kept());
        is_moved.then(in_place::trouble)
    }

    /// Takes a place beside the database, so that others see who is here since when.
    #[must_use]
    pub fn enter(&self, since: i64, screen: &str) -> Option<Presence> {
        let place = Presence::enter(&self.path, self.kind, &self.desk.0)?;
        Some(place.of(&self.login, since, screen))
    }

    /// Who else has this database open, and where they are.
    #[must_use]
    pub fn colleagues(&self) -> Vec<Colleague> {
        presence::colleagues(&self.path, &self.desk.0)
    }

    /// The database's file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether a path leads to the database or to one of its companions, under whatever name: whoever opens it as an
    /// ordinary file and closes it drops `SQLite`'s locks.
    #[must_use]
    pub fn is_own_file(&self, path: &Path) -> bool {
        let path = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        let Ok(Some(facts)) = side::look_at(&path) else {
            return false;
        };
        ["", "-wal", "-shm", "-journal"].iter().any(|end| {
            let own = side::look_at(&beside(&self.path, end));
            matches!(own, Ok(Some(own)) if own.identity == facts.identity)
        })
    }

    /// The name of the desk or command that opened it.
    #[must_use]
    pub fn desk_id(&self) -> &DeskId {
        &self.desk
    }

    /// Whether no other desk or command has this database open.
    #[must_use]
    pub fn is_alone(&self) -> bool {
        !presence::others(&self.path, &self.desk.0)
    }

    /// Interrupts the question that is being answered, from another thread.
    #[must_use]
    pub fn interrupt_handle(&self) -> Interrupt {
        Interrupt(self.connection.get_interrupt_handle())
    }

    /// Makes a change: all of it, or nothing.
    ///
    /// # Errors
    /// [`Failure::Refused`] when the domain says no, [`Failure::Trouble`] when the disk or `SQLite` does.
    ///
    /// A change of somebody who is not there changes nobody else: [`Refusal::Merged`] says into whom they were merged,
    /// [`Refusal::PersonErased`] and [`Refusal::PersonGone`] that they are gone.
    pub fn apply(&mut self, mut change: Change, stamp: &Stamp) -> Result<Receipt, Failure> {
        if self.is_read_only() {
            return Err(Failure::Refused(Refusal::ReadOnly));
        }
        if let Some(receipt) = write::repeated(&self.connection, stamp)? {
            return Ok(receipt);
        }
        if let Change::Instead(instead) = change {
            change = merge::meant(&self.connection, *instead)?;
        }
        let about = change.about().copied();
        let made = self.make(change, stamp);
        match (made, about) {
            (Err(Failure::Refused(Refusal::Gone)), Some(person)) => {
                Err(merge::why_gone(&self.connection, person)?.into())
            }
            (made, _) => made,
        }
    }

    fn make(&mut self, change: Change, stamp: &Stamp) -> Result<Receipt, Failure> {
        match change {
            Change::People(change) => self.change_people(change, stamp),
            Change::Talk(change) => self.change_talk(change, stamp),
            Change::Detail(change) => self.change_detail(change, stamp),
            Change::Bulk(bulk) => self.change_bulk(&bulk, stamp),
            Change::View(change) => self.change_view(change, stamp),
            Change::History(change) => self.change_history(change, stamp),
            Change::Setting(change) => self.change_setting(change, stamp),
            Change::Imports(ImportChange::Close { set }) => self.close_job(set),
            Change::Imports(ImportChange::Forget { headers, seen }) => {
                self.forget_mapping(&headers, seen, stamp)
            }
            Change::Triage(change) => self.change_triage(&change, stamp),
            Change::Merge(change) => self.change_merge(&change, stamp),
            Change::Instead(instead) => {
                let change = merge::meant(&self.connection, *instead)?;
                self.make(change, stamp)
            }
        }
    }

    /// Answers a question as of `stamp` (whose day is today).
    ///
    /// # Errors
    /// [`Failure::Interrupted`] when a newer question took its place, [`Failure::Trouble`] as for [`Store::apply`].
    pub fn answer(&mut self, question: &Question, now: &Stamp) -> Result<Answer, Failure> {
        if let Some(still) = &self.still {
            still.is_still()?;
        }
        match question {
            Question::Desk { owed } => self.desk_state(*owed, now).map(Answer::Desk),
            Question::Page {
                list,
                at,
                rows,
                previews,
            } => self.page(list, *at, *rows, *previews).map(Answer::Page),
            Question::Whole(list) => self
                .whole(list)
                .map(|total| Answer::Whole(list.clone(), total)),
            Question::Column {
                stage,
                list,
                at,
                rows,
            } => self
                .column(*stage, list, *at, *rows)
                .map(|page| Answer::Column(*stage, page)),
            Question::Board { list, lanes, open } => self.board(list, *lanes, open.as_ref()),
            Question::Ids(list) => self.ids(list).map(|ids| Answer::Ids(list.clone(), ids)),
            Question::Gone(people, seen) => self
                .gone_since(people, *seen)
                .map(|(gone, newest)| Answer::Gone(gone, newest)),
            Question::Ready(people, to) => self
                .readiness(people, *to)
                .map(|(ready, gone)| Answer::Ready(*to, ready, gone)),
            Question::Stages(people, forward) => self
                .stages_of(people)
                .map(|spread| Answer::Stages(spread, *forward)),
            Question::Vocabulary => self.vocabulary().map(Answer::Vocabulary),
            Question::Person(person) => self.person(*person),
            Question::Brief(person) => self.brief(*person, now.today).map(Answer::Brief),
            Question::Find(words) => self
                .find(words)
                .map(|cards| Answer::Find(words.clone(), cards)),
            Question::Today { mine, query } => {
                self.today(*mine, query, now.today).map(Answer::Today)
            }
            Question::History {
                person,
                before,
                rows,
            } => self.history(*person, *before, *rows).map(Answer::History),
            Question::Changed(set) => self
                .changed(*set)
                .map(|fields| Answer::Changed(*set, fields)),
            Question::News {
                since,
                person,
                held,
            } => self.news(*since, *person, held).map(Answer::News),
            Question::Known(accounts) => self.known(accounts).map(Answer::Known),
            Question::Holders(platform, handle) => {
                self.holders(*platform, handle).map(Answer::Holders)
            }
            Question::Settings => self.setting_states().map(Answer::Settings),
            Question::Candidates(people) => self.candidates(people).map(Answer::Candidates),
            Question::Sides(people) => self
                .sides(people)
                .map(|(sides, merged)| Answer::Sides(sides, merged)),
        }
    }

    /// Whether another connection has committed since the last call; costs some microseconds.
    pub fn changed_elsewhere(&mut self) -> bool {
        let version = self.data_version();
        std::mem::replace(&mut self.seen, version) != version
    }

    fn data_version(&self) -> i64 {
        // A version that cannot be read counts as changed: asking once too often harms nobody.
        let read = || {
            self.connection
                .prepare_cached("PRAGMA data_version")?
                .query_row([], |row| row.get(0))
        };
        read().unwrap_or(-1)
    }

    fn ring(&self) {
        self.bell.ring();
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests;
