//! An import: rows of somebody's file meet what the desk knows, in slices, as one change set.
//!
//! A row is the account platform and handle. An empty field is filled; one that a file wrote last is updated; one
//! that a person wrote and the file contradicts is kept and listed. A blank cell never erases. Inserted rows are
//! journaled as ranges without images, updated rows by the triggers.

mod about;
mod age;
mod carried;
mod damaged;
mod details;
mod extra;
mod fields;
mod figures;
mod insert;
mod learned;
mod meet;
mod noted;
mod parking;
mod period;
mod reached;
mod refused;
mod removed;
mod resume;
mod said;
mod seen;
mod since;
mod slice;
mod sponsors;
mod tied;
mod trial;
mod whose;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use self::age::{Files, Writers};
pub use self::learned::{Lesson, Mapping};
use self::noted::Noted;
use self::refused::Care;
use self::resume::Marks;
use self::seen::Seen;
use self::slice::Slice;
use self::tied::Numbered;
pub use self::trial::Trial;
use super::jobs::{self, NewJob};
use super::write::{Turn, begin, write_for};
use super::{Failure, Store, fulltext, schema};
use crate::domain::change::Stamp;
use crate::domain::counts::say_many;
use crate::domain::dates::iso;
use crate::domain::ids::SetId;
use crate::domain::importing::{Choice, Looked};
use crate::domain::incoming::Incoming;
use crate::domain::job::{JobKind, Progress};
use crate::domain::preview::Basis;
use crate::domain::text::Clean;
use chrono::NaiveDate;

/// How the history begins to tell of an import; the name of the file follows. Files of earlier programs say the same,
/// and it is found again by it.
pub(super) const IMPORT_OF: &str = "import of ";

/// What is imported, and as of when.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// The file's name, as the source of the figures.
    pub source: String,
    /// The date the figures are of.
    pub as_of: NaiveDate,
    /// The first day of the month or quarter that they are of, where no day was named.
    pub since: Option<NaiveDate>,
    /// Whether nobody else has the database open: then slices may be long.
    pub alone: bool,
    /// Bytes of the whole file.
    pub bytes: u64,
    /// What it takes to read the file the same way again, as JSON of the reader's own.
    pub recipe: String,
    /// What tells the file, and the way it is read, from all others; blank where it came out of a pipe.
    pub print: String,
    /// What was said of the columns, to be remembered for files with the same headers.
    pub lesson: Option<Lesson>,
    /// Where the file contradicts what a person wrote: which of the two stands.
    pub choice: Choice,
    /// Whether the process does nothing else and may hold more in memory.
    pub roomy: bool,
    /// The preview that somebody confirmed; the import begins only while it is true.
    pub basis: Option<Arc<Basis>>,
}

/// How many rows came to what. Their sum, with rejected and blank rows, is the file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Accounts that were not known.
    pub new: u64,
    /// Known accounts about which the file said something new.
    pub updated: u64,
    /// Known accounts about which it did not.
    pub unchanged: u64,
    /// Known accounts where it contradicts what a person wrote; that was kept.
    pub conflicts: u64,
    /// People who were taken off the board because the file says that they asked not to be contacted.
    pub asked: u64,
    /// Those of them who were known before.
    pub asked_known: u64,
    /// People who were taken off the board for another reason.
    pub parked: u64,
    /// Known accounts whose platform or kind of name was said for the first time, however their row is counted.
    pub identified: u64,
    /// Rows of which the database refuses a value.
    pub refused: u64,
}

impl Counts {
    /// Accounts whose platform or kind of name is known from now on: `1 account identified`; nothing where there is none.
    #[must_use]
    pub fn say_identified(&self) -> Option<String> {
        let many = say_many(self.identified, "account", "accounts");
        (self.identified > 0).then(|| format!("{many} identified"))
    }
}

/// How far a file has been read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Read {
    /// Rows, with those that were rejected or blank.
    pub rows: u64,
    /// Bytes.
    pub bytes: u64,
}

/// One field where the file contradicts what a person wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Line of the file.
    pub line: u64,
    /// Whose.
    pub name: Clean,
    /// Which field.
    pub field: Cow<'static, str>,
    /// What a person wrote; it was kept.
    pub kept: Clean,
    /// What the file says.
    pub file: Clean,
}

/// Figures that a file replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// Line of the file.
    pub line: u64,
    /// Platform and handle.
    pub account: Clean,
    /// The day under which the new figures are known.
    pub date: NaiveDate,
}

impl Replaced {
    /// `line 5: IG who (30 Sep 2022)`.
    #[must_use]
    pub fn say(&self) -> String {
        let day = self.date.format("%-d %b %Y");
        format!("line {}: {} ({day})", self.line, self.account)
    }
}

/// An import that is going on.
#[derive(Debug)]
pub struct Importing {
    /// Its change set.
    pub set: SetId,
    plan: Plan,
    members: Vec<String>,
    ranges: BTreeMap<&'static str, (i64, i64, i64)>,
    bare: bool,
    /// Accounts that this file has named already; a later row of theirs only fills what is blank.
    seen: Seen,
    /// People about whom this file has said something already.
    met: Noted<i64>,
    /// Accounts and days whose figures this file has named already; a later row of theirs only fills what is blank.
    figured: Noted<(i64, NaiveDate)>,
    /// People by their number in the database that wrote the file, where it is of our own export.
    numbered: Numbered,
    /// The files of earlier imports.
    files: Files,
    /// Who wrote what stands of the people of a preview, in the live database.
    aged: Option<HashMap<(&'static str, i64), Writers>>,
    /// How far the file has been read, to be written down with the next slice.
    pub read: Read,
    /// What came of the rows of the last slice one by one, where somebody wants to know.
    looked: Option<Vec<Looked>>,
    /// What came of the rows so far.
    pub counts: Counts,
    /// Contradictions, the first [`Importing::LISTED`].
    pub kept: Vec<Kept>,
    /// Texts of the file that would have damaged what is there, the first [`Importing::LISTED`]; none was taken.
    pub damaged: Vec<Kept>,
    /// Figures of the same account and day or month that were replaced.
    pub replaced: Vec<Replaced>,
    /// Rows about an account that stood in an earlier row of the file and said something else: the first counts.
    pub repeated: Vec<(u64, Clean)>,
    /// New people who could have been ones who are known, and why they were kept apart: line and words.
    pub apart: Vec<(u64, Clean)>,
    /// Rows of which the database refuses a value, and why; whoever tells of them takes them.
    pub refused: Vec<(u64, String)>,
    /// Owners who are no members, with how many rows named them.
    pub strangers: BTreeMap<String, u64>,
}

impl Importing {
    /// Contradictions and replacements that are listed one by one.
    pub const LISTED: usize = 10_000;

    /// Whether nobody else had the database open when it began.
    #[must_use]
    pub fn is_alone(&self) -> bool {
        self.plan.alone
    }

    fn new(set: SetId, plan: Plan, members: Vec<String>, bare: bool) -> Importing {
        Importing {
            set,
            plan,
            members,
            ranges: BTreeMap::new(),
            bare,
            seen: Seen::default(),
            met: Noted::default(),
            figured: Noted::default(),
            numbered: Numbered::default(),
            files: Files::default(),
            aged: None,
            read: Read::default(),
            looked: None,
            counts: Counts::default(),
            kept: Vec::new(),
            damaged: Vec::new(),
            replaced: Vec::new(),
            repeated: Vec::new(),
            apart: Vec::new(),
            refused: Vec::new(),
            strangers: BTreeMap::new(),
        }
    }

    /// The day of its figures, where a row does not name another.
    #[must_use]
    pub fn as_of(&self) -> NaiveDate {
        self.plan.as_of
    }

    /// The file's name.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.plan.source
    }

    /// Bytes of the whole file.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.plan.bytes
    }

    fn progress(&self) -> Progress {
        let whole = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        Progress {
            position: whole(self.read.rows),
            done: whole(self.read.bytes),
            came: self.came(),
        }
    }

    fn list_kept(&mut self, kept: Kept) {
        if self.kept.len() < Self::LISTED {
            self.kept.push(kept);
        }
    }
}

/// What came of a row about a known account.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Came {
    Unchanged,
    Updated,
    Conflict,
}

impl Store {
    /// Whether nobody is in the database yet.
    ///
    /// # Errors
    /// What `SQLite` says.
    pub fn is_empty(&self) -> Result<bool, Failure> {
        Ok(self.people()? == 0)
    }

    /// Begins an import.
    ///
    /// # Errors
    /// [`Refusal::PreviewOutdated`](crate::domain::refusal::Refusal::PreviewOutdated) where the preview is not true any
    /// more; what the disk or `SQLite` says. Nothing was changed then.
    pub fn begin_import(&mut self, plan: Plan, stamp: &Stamp) -> Result<Importing, Failure> {
        let members = self.members()?;
        let bare = plan.alone && self.is_empty()?;
        let label = format!("{IMPORT_OF}{}", plan.source);
        let (login, desk) = (self.login.clone(), self.desk.0.clone());
        self.make_room(&plan, bare)?;
        let job = NewJob {
            kind: JobKind::Import,
            label: &label,
            plan: &plan.recipe,
            total: i64::try_from(plan.bytes).unwrap_or(i64::MAX),
        };
        let tx = begin(&mut self.connection)?;
        if let Some(basis) = &plan.basis {
            since::refuse_outdated(&tx, basis)?;
        }
        let files = Files::read(&tx, &plan.print)?;
        let set = jobs::open(&tx, &job, stamp, &login, &desk, Turn::Do)?;
        age::note(&tx, set, plan.as_of)?;
        if let Some(lesson) = &plan.lesson {
            write_for(&tx, Some(set), false)?;
            learned::learn(&tx, lesson, &login, &iso(stamp.today))?;
            write_for(&tx, None, false)?;
        }
        if bare {
            schema::drop_card_indexes(&tx)?;
            fulltext::set_memory(&tx, fulltext::BULK_MEMORY)?;
        }
        tx.commit()?;
        self.ring();
        let mut import = Importing::new(set, plan, members, bare);
        import.files = files;
        Ok(import)
    }

    /// Where nobody waits it copies the log back less often; beside colleagues after every slice, or their next save
    /// would have to.
    fn make_room(&self, plan: &Plan, bare: bool) -> Result<(), Failure> {
        let pages = if bare { 16_000 } else { 1_000 };
        let memory = if plan.roomy { 131_072 } else { 8_192 };
        self.connection.execute_batch(&format!(
            "PRAGMA cache_size = -{memory}; PRAGMA wal_autocheckpoint = {pages};"
        ))?;
        Ok(())
    }

    /// Takes one slice of rows, all or nothing, but for rows of which the database refuses a value: those are left out, and
    /// reported.
    ///
    /// # Errors
    /// What the disk or `SQLite` says; the rows of this slice are not in then.
    pub fn import_rows(
        &mut self,
        import: &mut Importing,
        rows: &[Incoming],
        stamp: &Stamp,
    ) -> Result<(), Failure> {
        match self.import_slice(import, rows, stamp, Care::Plain) {
            Err(Failure::Trouble(trouble)) if trouble.is_of_a_value() => {
                self.import_slice(import, rows, stamp, Care::RowByRow)
            }
            done => done,
        }
    }

    fn import_slice(
        &mut self,
        import: &mut Importing,
        rows: &[Incoming],
        stamp: &Stamp,
        care: Care,
    ) -> Result<(), Failure> {
        let (login, desk) = (self.login.clone(), self.desk.0.clone());
        import.settle();
        let before = import.now();
        let marks = Marks::of(import);
        let tx = begin(&mut self.connection)?;
        write_for(&tx, Some(import.set), true)?;
        if rows.iter().any(|row| row.as_of.is_some()) {
            age::note_days(&tx, import.set)?;
        }
        let mut slice = Slice {
            tx: &tx,
            by: &login,
            today: iso(stamp.today),
            as_of: iso(import.plan.as_of),
            differences: Vec::new(),
            remarks: Vec::new(),
            about: None,
            contradicts: Came::Unchanged,
            tally: [0; 6],
            import,
        };
        let taken = match care {
            Care::Plain => slice.take(rows),
            Care::RowByRow => slice.take_or_refuse(rows),
        };
        let done = taken.and_then(|()| slice.close());
        let done = done.and_then(|()| Ok(marks.note(&tx, import)?));
        let done = done.and_then(|()| jobs::advance(&tx, import.set, &desk, &import.progress()));
        match done {
            Ok(()) => {
                write_for(&tx, None, false)?;
                tx.commit()?;
                self.ring();
                Ok(())
            }
            Err(failure) => {
                drop(tx);
                import.go_back(before);
                Err(failure)
            }
        }
    }

    /// Ends an import: its change set is closed, and one undo takes it back whole. Gives whether it changed anything;
    /// one that did not leaves no change behind.
    ///
    /// # Errors
    /// What the disk or `SQLite` says.
    pub fn finish_import(&mut self, import: &Importing) -> Result<bool, Failure> {
        let tx = begin(&mut self.connection)?;
        if import.bare {
            schema::make_card_indexes(&tx)?;
        }
        let identified = import.counts.say_identified();
        let identified = identified.map_or_else(String::new, |said| format!(", {said}"));
        let label = format!(
            "{IMPORT_OF}{}: {} new, {} updated{identified}",
            import.plan.source, import.counts.new, import.counts.updated
        );
        age::note_print(&tx, import.set, &import.plan.print)?;
        let rows = jobs::close(&tx, import.set, &label)?;
        tx.commit()?;
        self.ring();
        Ok(rows > 0)
    }

    /// Writes the full text of up to `most` people whose index is behind; whether others are still waiting.
    ///
    /// # Errors
    /// What the disk or `SQLite` says.
    pub fn follow_index(&mut self, most: u32) -> Result<bool, Failure> {
        if !fulltext::is_behind(&self.connection)? {
            return Ok(false);
        }
        let tx = begin(&mut self.connection)?;
        fulltext::follow(&tx, most)?;
        let more = fulltext::is_behind(&tx)?;
        if !more {
            fulltext::set_memory(&tx, fulltext::MEMORY)?;
        }
        tx.commit()?;
        self.ring();
        Ok(more)
    }

    /// Whether the full text is behind and nobody else is at it: a running import follows by itself.
    ///
    /// # Errors
    /// What `SQLite` says.
    pub fn has_index_to_follow(&self) -> Result<bool, Failure> {
        Ok(fulltext::is_behind(&self.connection)? && !self.is_importing()?)
    }

    /// Whether a job of a living process is open.
    fn is_importing(&self) -> Result<bool, Failure> {
        let jobs = self.open_jobs()?;
        Ok(jobs.iter().any(|job| job.running))
    }

    /// Makes indexes again that a cut-off import left dropped.
    ///
    /// # Errors
    /// What the disk or `SQLite` says.
    pub fn mend_indexes(&mut self) -> Result<(), Failure> {
        if !self.lacks_indexes()? {
            return Ok(());
        }
        if self.is_importing()? {
            return Ok(());
        }
        let tx = begin(&mut self.connection)?;
        fulltext::set_memory(&tx, fulltext::MEMORY)?;
        schema::drop_card_indexes(&tx)?;
        schema::make_card_indexes(&tx)?;
        tx.commit()?;
        Ok(())
    }

    /// Whether an import that was cut off left indexes dropped.
    fn lacks_indexes(&self) -> Result<bool, Failure> {
        let there: i64 = self.connection.query_row(
            "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND name LIKE 'card!_%' ESCAPE '!'",
            [],
            |row| row.get(0),
        )?;
        Ok(usize::try_from(there).unwrap_or(0) < schema::CARD_INDEXES.len())
    }
}
