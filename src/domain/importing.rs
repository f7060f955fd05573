//! An import before it is made: what a file holds, what would come of each row, what a person chooses.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::counts::{say_grouped, say_many};
use super::dated::Dated;
use super::duplicates::Duplicates;
use super::erasure::Erasure;
use super::ids::PersonId;
use super::parking::ParkReason;
use super::platform::Platform;
use super::preview::{Basis, Since};
use super::question::List;
use super::text::Clean;

/// What comes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// An account that is not known.
    New,
    /// A known account about which the file says something new.
    Updated,
    /// A known account about which it does not.
    Unchanged,
    /// The file contradicts what a person wrote.
    Conflict,
    /// The row cannot be taken.
    Rejected,
}

impl Outcome {
    /// All of them in the order of the screen.
    pub const ALL: [Outcome; 5] = [
        Outcome::New,
        Outcome::Updated,
        Outcome::Unchanged,
        Outcome::Conflict,
        Outcome::Rejected,
    ];

    /// The word on the screen.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Outcome::New => "new",
            Outcome::Updated => "updated",
            Outcome::Unchanged => "unchanged",
            Outcome::Conflict => "conflicts",
            Outcome::Rejected => "rejected",
        }
    }

    /// So many of it: `1 conflict`, `2 conflicts`, `3 new`.
    #[must_use]
    pub fn say(self, count: u64) -> String {
        let one = match self {
            Outcome::Conflict => "conflict",
            Outcome::New | Outcome::Updated | Outcome::Unchanged | Outcome::Rejected => self.word(),
        };
        say_many(count, one, self.word())
    }
}

/// Which of two values stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Standing {
    /// What a person wrote, unless the file's value is chosen.
    Ours,
    /// What is known, whatever is chosen: the file speaks of another person.
    Fixed,
    /// What the file says.
    File,
}

/// One field about which a row says something else than the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The field's label.
    pub field: Clean,
    /// What stands there.
    pub old: Clean,
    /// What the file says.
    pub new: Clean,
    /// Which of the two will stand.
    pub standing: Standing,
}

impl Difference {
    /// Whether the file's value stands when the file's values are chosen for the row, or ours when not.
    #[must_use]
    pub fn takes_file(&self, chosen: bool) -> bool {
        match self.standing {
            Standing::File => true,
            Standing::Ours => chosen,
            Standing::Fixed => false,
        }
    }
}

/// What came of one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// Line of the file.
    pub line: u64,
    /// What.
    pub outcome: Outcome,
    /// The person's name as the file has it, or the handle.
    pub name: Clean,
    /// Platform and handle; blank where the row names none.
    pub account: Clean,
    /// The fields it is about.
    pub differences: Vec<Difference>,
    /// What is odd about it; for a rejected row the reason.
    pub remarks: Vec<Clean>,
    /// The person whom it is about, where they were known before.
    pub person: Option<PersonId>,
}

impl Looked {
    /// Whether a person can choose between ours and the file's in this row.
    #[must_use]
    pub fn is_choice(&self) -> bool {
        self.outcome == Outcome::Conflict
            && self
                .differences
                .iter()
                .any(|one| one.standing == Standing::Ours)
    }
}

/// Where a file contradicts what a person wrote: for all rows, and for the lines that are an exception to that.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The file's values are taken; otherwise ours are kept.
    pub file: bool,
    /// Lines of the file where it is the other way round.
    pub except: BTreeSet<u64>,
}

impl Choice {
    /// Whether the file's values are taken in this row.
    #[must_use]
    pub fn takes_file(&self, line: u64) -> bool {
        self.file != self.except.contains(&line)
    }

    /// The other value for one row.
    pub fn turn(&mut self, line: u64) {
        if !self.except.remove(&line) {
            self.except.insert(line);
        }
    }

    /// One choice for all rows.
    pub fn all(&mut self, file: bool) {
        self.file = file;
        self.except.clear();
    }

    /// In how many of so many rows the file's values are taken.
    #[must_use]
    pub fn taken(&self, conflicts: u64) -> u64 {
        let except = self.except.len() as u64;
        if self.file {
            conflicts.saturating_sub(except)
        } else {
            except
        }
    }
}

/// How many rows came to what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Accounts that were not known.
    pub new: u64,
    /// Known accounts about which the file said something new.
    pub updated: u64,
    /// Known accounts about which it did not.
    pub unchanged: u64,
    /// Rows that contradict what a person wrote.
    pub conflicts: u64,
    /// Rows that were rejected.
    pub rejected: u64,
    /// Rows without anything in them.
    pub blank: u64,
    /// All of them.
    pub rows: u64,
    /// People whom the file takes off the board because they asked not to be contacted.
    pub asked: u64,
    /// Those of them who were known before.
    pub asked_known: u64,
    /// People whom it takes off the board for another reason.
    pub parked: u64,
}

impl Tally {
    /// Whom the file takes off the board: `3 people parked as asked not to be contacted (1 already known)`; nothing where
    /// it takes nobody.
    #[must_use]
    pub fn say_parked(&self) -> Option<String> {
        let mut parts = Vec::new();
        if self.asked > 0 {
            let known = match self.asked_known {
                0 => String::new(),
                known => format!(" ({} already known)", say_whole(known)),
            };
            let asked = ParkReason::AskedNotToBeContacted.word();
            parts.push(format!("{}: {asked}{known}", people(self.asked)));
        }
        if self.parked > 0 {
            parts.push(format!("{}: another reason", people(self.parked)));
        }
        (!parts.is_empty()).then(|| format!("parked {}", parts.join("; ")))
    }

    /// The rows of one kind.
    #[must_use]
    pub fn of(&self, outcome: Outcome) -> u64 {
        match outcome {
            Outcome::New => self.new,
            Outcome::Updated => self.updated,
            Outcome::Unchanged => self.unchanged,
            Outcome::Conflict => self.conflicts,
            Outcome::Rejected => self.rejected,
        }
    }
}

fn people(count: u64) -> String {
    say_many(count, "person", "people")
}

fn say_whole(count: u64) -> String {
    say_grouped(i64::try_from(count).unwrap_or(i64::MAX))
}

/// A file and how it is to be read, as a person chose it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The file, as typed.
    pub path: String,
    /// The platform where the file does not tell.
    pub platform: Option<Platform>,
    /// Headers and what they mean, where a person says so.
    pub map: Vec<(String, String)>,
    /// What was learned from earlier files is left aside.
    pub unlearned: bool,
}

/// What a person confirmed in the preview of an import.
#[derive(Debug, Clone, PartialEq)]
pub struct Confirmed {
    /// The day of the figures.
    pub as_of: Dated,
    /// What stands where the file contradicts a person.
    pub choice: Choice,
    /// What the preview rests on; `None` where there was none.
    pub basis: Option<Arc<Basis>>,
}

/// Which version of what was learned of a file's headers somebody has seen; the default where nothing was learned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LessonSeen {
    /// Its number.
    pub id: i64,
    /// How often it was changed.
    pub version: i64,
}

/// A column of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnSeen {
    /// The header as it stands in the file.
    pub header: String,
    /// Values that say something.
    pub samples: Vec<Clean>,
    /// What it is taken for.
    pub role: Clean,
    /// Why.
    pub reason: Clean,
    /// It only says again, less exactly, what another column says.
    pub is_twin: bool,
}

/// What a column may be taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoleOffered {
    /// Its word.
    pub word: &'static str,
    /// Whether several columns may have it.
    pub several: bool,
}

/// What was found out about a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileSeen {
    /// Its name without the folder.
    pub name: Clean,
    /// Its whole path.
    pub path: String,
    /// Encoding and separator.
    pub format: Clean,
    /// Rows, blank ones included.
    pub rows: u64,
    /// The columns in the order of the file.
    pub columns: Vec<ColumnSeen>,
    /// What a column may be taken for.
    pub roles: Vec<RoleOffered>,
    /// The platform and whence it is known, in one clause; `None` where a person has to say it.
    pub platform: Option<Clean>,
    /// Whether a person has to name the platform, or may do so: the rows do not tell it themselves.
    pub platform_open: bool,
    /// The day of the figures, as the file's name tells; else today.
    pub as_of: Dated,
    /// The column that dates the figures of each row.
    pub dated_by: Option<Clean>,
    /// Whether the file has figures, which a day belongs to.
    pub has_figures: bool,
    /// Rows with figures that no column dates; 0 while the rows cannot be taken yet, as without a platform; `None` where the
    /// file is too large to have been read whole.
    pub undated: Option<u64>,
    /// What is doubtful about whole columns and about the day, one clause each.
    pub warnings: Vec<Clean>,
    /// Why it cannot be imported as it is.
    pub not_ready: Option<Clean>,
    /// What is worth knowing of the file as a whole.
    pub remarks: Vec<Clean>,
    /// Who said on an earlier file with these headers what they mean, in one clause.
    pub learned: Option<Clean>,
    /// Which version of it that is.
    pub lesson: LessonSeen,
    /// The set of its headers.
    pub headers: String,
    /// Tells the file from another version of it: its length, and a hash of its content where it is not very large.
    pub fingerprint: String,
}

/// A file or a folder in a folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Folders come first.
    pub is_file: bool,
    /// The name as it is on the disk.
    pub name: String,
}

/// Something to be done with files, beside the desk.
#[derive(Debug, Clone, PartialEq)]
pub enum Errand {
    /// What may follow the path that is being typed.
    Folder(String),
    /// What a file holds.
    Look(Reading),
    /// What would come of every row.
    Try {
        /// The file.
        reading: Reading,
        /// The day of its figures.
        as_of: Dated,
    },
    /// Whether the last trial, which rests on this, is still true.
    Recheck(Arc<Basis>),
    /// Rows of one kind out of the last trial.
    Rows {
        /// Which kind.
        outcome: Outcome,
        /// From which of them on.
        from: u64,
        /// How many.
        rows: u32,
    },
    /// Write the rejected rows of a file, with the reason of each.
    Rejects {
        /// The file.
        reading: Reading,
        /// Where to.
        to: String,
    },
    /// Write people to a new file, in the format of its ending.
    Export {
        /// Whom.
        whom: Whom,
        /// Where to.
        to: String,
    },
    /// Look for people who may be one.
    Duplicates,
    /// What erasing somebody would do.
    Erasure(PersonId),
    /// That is not wanted any more.
    LeaveDuplicates,
    /// Whatever goes on is not wanted any more.
    Leave,
}

impl Errand {
    /// Whether it is there to end another one: nothing comes back.
    #[must_use]
    pub fn leaves(&self) -> bool {
        matches!(self, Errand::Leave | Errand::LeaveDuplicates)
    }
}

/// People who are meant.
#[derive(Debug, Clone, PartialEq)]
pub enum Whom {
    /// These.
    People(Vec<PersonId>),
    /// All in a list, in its order.
    List(List),
}

/// What comes back from an errand.
#[derive(Debug, Clone, PartialEq)]
pub enum FileNews {
    /// For [`Errand::Folder`]: what was typed, and what is there, folders first.
    Folder(String, Vec<Entry>),
    /// For [`Errand::Look`].
    Seen(Box<FileSeen>),
    /// A trial goes on: per cent, and what came of the rows so far.
    Trying(u8, Tally),
    /// A trial is done; what is doubtful about whole columns and about the day of the figures, one clause each; what it
    /// rests on.
    Tried(Tally, Vec<Clean>, Arc<Basis>),
    /// For [`Errand::Recheck`]: what happened since to the people of that trial.
    Rechecked(Arc<Basis>, Since),
    /// For [`Errand::Rows`].
    Rows {
        /// Which kind.
        outcome: Outcome,
        /// The first of them.
        from: u64,
        /// The rows.
        rows: Vec<Looked>,
    },
    /// The search for people who may be one goes on: per cent.
    Looking(u8),
    /// For [`Errand::Duplicates`].
    Duplicates(Box<Duplicates>),
    /// For [`Errand::Erasure`].
    Erasure(Box<Erasure>),
    /// Something was done, in one line.
    Done(Clean),
    /// It could not be done, in one sentence.
    Wrong(Clean),
}

/// What came of an import.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// The file's name.
    pub name: Clean,
    /// How many rows came to what.
    pub tally: Tally,
    /// What somebody should know, one line each.
    pub lines: Vec<Clean>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_parked_is_counted_with_those_who_were_known() {
        let parked = |asked, asked_known, parked| {
            let tally = Tally {
                asked,
                asked_known,
                parked,
                ..Tally::default()
            };
            tally.say_parked()
        };
        assert_eq!(parked(0, 0, 0), None);
        assert_eq!(
            parked(1, 0, 0).as_deref(),
            Some("parked 1 person: asked not to be contacted")
        );
        assert_eq!(
            parked(1_200, 3, 2).as_deref(),
            Some(
                "parked 1,200 people: asked not to be contacted (3 already known); 2 people: another reason"
            )
        );
    }

    #[test]
    fn a_choice_is_for_all_rows_but_the_exceptions() {
        let mut choice = Choice::default();
        assert!(!choice.takes_file(7));
        choice.turn(7);
        assert!(choice.takes_file(7) && !choice.takes_file(8));
        assert_eq!(choice.taken(12), 1);
        choice.all(true);
        choice.turn(8);
        assert!(choice.takes_file(7) && !choice.takes_file(8));
        assert_eq!(choice.taken(12), 11);
        choice.turn(8);
        assert_eq!(choice.taken(12), 12);
    }
}
