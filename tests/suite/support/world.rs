//! A database with a story in it, in a folder of its own that goes away with it.
//!
//! The story is told once through the store and copied for every test: 22 people of many scripts in all stages, with
//! contacts, next steps, notes, figures of two dates, one person parked. It is always Saturday, 21 November 2026.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use chrono::{Days, NaiveDate};
use entourage::domain::change::{Change, Edit, PeopleChange};
use entourage::domain::field::Field;
use entourage::domain::ids::{DeskId, PersonId};
use entourage::domain::incoming::Incoming;
use entourage::domain::platform::{Handle, Platform};
use entourage::store::{Store, Who};
use tempfile::TempDir;

use super::cast::tell;
use super::hand::Hand;

/// The day on which every story plays: a Saturday.
pub fn today() -> NaiveDate {
    day("2026-11-21")
}

/// A date, as stored.
pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// So many days before the story's day.
pub fn ago(days: u64) -> NaiveDate {
    today().checked_sub_days(Days::new(days)).unwrap()
}

/// Ten in the morning of a day, as UTC milliseconds.
pub(super) fn ten(on: NaiveDate) -> i64 {
    on.and_hms_opt(10, 0, 0)
        .unwrap()
        .and_utc()
        .timestamp_millis()
}

/// The edit of one field.
pub fn edit(person: PersonId, field: Field, original: Option<&str>, mine: Option<&str>) -> Change {
    Change::People(PeopleChange::Edit {
        person,
        edits: vec![Edit {
            field,
            original: original.map(str::to_owned),
            mine: mine.map(str::to_owned),
        }],
    })
}

/// A row of a file that says nothing but the account.
pub fn row(line: u64, platform: Platform, handle: &str) -> Incoming {
    Incoming::of_account(line, platform, Handle::parse(handle).unwrap())
}

/// A database in a folder of its own.
pub struct World {
    folder: TempDir,
    desks: Cell<u32>,
}

impl World {
    /// The story.
    pub fn new() -> World {
        static STORY: OnceLock<Vec<u8>> = OnceLock::new();
        let world = World::bare();
        let bytes = STORY.get_or_init(|| {
            let telling = World::empty();
            tell(&telling);
            telling.bytes()
        });
        world.put(bytes);
        // The desks at which the story was told are no desks of today's.
        world.desks.set(100);
        world
    }

    /// A new database with nobody in it.
    pub fn empty() -> World {
        let world = World::bare();
        let who = Who {
            login: "ada".into(),
            desk: DeskId("maker".into()),
        };
        Store::create(&world.path(), "Halcyon Skincare", &who, ten(ago(400))).unwrap();
        world
    }

    /// The demo, as this member sees it.
    pub fn demo(login: &str) -> World {
        let world = World::bare();
        entourage::demo::fill(&world.path(), login, today()).unwrap();
        world
    }

    /// A file that the first Entourage wrote, in the first shape: three people, two imports, contacts, a next step.
    pub fn of_first_shape() -> World {
        let world = World::bare();
        world.put(include_bytes!("../../files/shape-1.db"));
        world
    }

    /// A file that the second Entourage wrote, in the second shape: three people, two of whom are one.
    pub fn of_second_shape() -> World {
        let world = World::bare();
        world.put(include_bytes!("../../files/shape-2.db"));
        world
    }

    /// A file that the third Entourage wrote, in the third shape: six people with an account each, on Instagram, YouTube
    /// (a name and a channel's number), LinkedIn and two platforms that it did not know; one import, a contact, a step.
    pub fn of_third_shape() -> World {
        let world = World::bare();
        world.put(include_bytes!("../../files/shape-3.db"));
        world
    }

    fn bare() -> World {
        let memory = Path::new("/dev/shm");
        let folder = tempfile::Builder::new()
            .prefix("entourage-suite-")
            .tempdir_in(memory);
        World {
            folder: folder.or_else(|_| tempfile::tempdir()).unwrap(),
            desks: Cell::new(0),
        }
    }

    /// The file, once everybody has left.
    fn bytes(&self) -> Vec<u8> {
        std::fs::read(self.path()).unwrap()
    }

    fn put(&self, bytes: &[u8]) {
        use std::os::unix::fs::PermissionsExt;
        std::fs::write(self.path(), bytes).unwrap();
        std::fs::set_permissions(self.path(), std::fs::Permissions::from_mode(0o600)).unwrap();
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("halcyon.db")
    }

    /// The name of the next desk.
    pub fn desk(&self, login: &str) -> String {
        self.desks.set(self.desks.get() + 1);
        format!("{login}-{}", self.desks.get())
    }

    /// A member's hand on the store.
    pub fn hand(&self, login: &str) -> Hand {
        let desk = self.desk(login);
        let who = Who {
            login: login.into(),
            desk: DeskId(desk.clone()),
        };
        Hand::new(Store::open(&self.path(), &who).unwrap(), login, &desk)
    }
}
