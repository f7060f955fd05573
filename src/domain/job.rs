//! Work that goes in slices and may be cut off: imports, bulk changes, large undo.

use chrono::NaiveDate;

use super::ids::SetId;
use super::text::Clean;

/// What a job does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum JobKind {
    /// A file comes in.
    Import,
    /// A large change set is taken back, or done again.
    Undo,
    /// Many people are changed at once.
    Bulk,
    /// Left open by an older program, which wrote down no plan.
    Older,
}

impl JobKind {
    /// Its word, as stored.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            JobKind::Import => "import",
            JobKind::Undo => "undo",
            JobKind::Bulk => "bulk",
            JobKind::Older => "older",
        }
    }

    /// Reads the word; what a newer program wrote counts as older: nobody here can resume it.
    #[must_use]
    pub fn parse(word: &str) -> JobKind {
        [JobKind::Import, JobKind::Undo, JobKind::Bulk]
            .into_iter()
            .find(|kind| kind.word() == word)
            .unwrap_or(JobKind::Older)
    }
}

/// How far a job is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    /// Where it goes on; what is counted is the kind's own affair: rows of a file, a place in a list.
    pub position: i64,
    /// How much is done, in the measure of the job's total: rows, or bytes of a file.
    pub done: i64,
    /// What came of it so far, as JSON of the kind's own; blank where there is nothing to keep.
    pub came: String,
}

/// A job whose change set is open.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenJob {
    /// Its change set.
    pub set: SetId,
    /// What it does.
    pub kind: JobKind,
    /// What exactly, as JSON of the kind's own.
    pub plan: String,
    /// How far it came.
    pub progress: Progress,
    /// How much there is in all; 0 where nobody knows.
    pub total: i64,
    /// What it does, in words.
    pub label: Clean,
    /// Who began it.
    pub by: Clean,
    /// Whether this member began it.
    pub mine: bool,
    /// The day it was begun.
    pub date: NaiveDate,
    /// Whether a living process works on it; if not, it was cut off.
    pub running: bool,
}

impl OpenJob {
    /// How far it is in per cent, where that is known.
    #[must_use]
    pub fn per_cent(&self) -> Option<i64> {
        (self.total > 0).then(|| (self.progress.done * 100 / self.total).clamp(0, 100))
    }

    /// Whether somebody can go on with it.
    #[must_use]
    pub fn can_resume(&self) -> bool {
        !self.running && self.kind != JobKind::Older
    }
}
