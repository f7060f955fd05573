//! Work that goes in slices and may be cut off: imports, bulk changes, large undo.

use chrono::NaiveDate;

use super::counts::say_grouped;
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
    /// The file is swept of somebody who was erased; nothing takes that back.
    Sweep,
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
            JobKind::Sweep => "sweep",
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

/// How far a job of this process is.
#[derive(Debug, Clone, PartialEq)]
pub struct Going {
    /// Its change set.
    pub set: SetId,
    /// What it does.
    pub kind: JobKind,
    /// What it does, in words.
    pub label: Clean,
    /// How much is done and how much there is, in one measure: rows, or bytes of a file.
    pub done: i64,
    /// How much there is in all; 0 where nobody knows.
    pub total: i64,
    /// Rows a second since it was begun or resumed here; 0 before anything can be said.
    pub rate: i64,
    /// Seconds left at this rate, where that can be told.
    pub left: Option<i64>,
}

impl Going {
    /// How far it is after so much work in this process: from `since` (of `done`) on, `rows` rows in `seconds`.
    #[must_use]
    pub fn told(mut self, since: i64, rows: i64, seconds: f64) -> Going {
        let done = (self.done - since).max(0);
        if seconds > 0.2 && rows > 0 {
            self.rate = whole(rows as f64 / seconds);
        }
        if seconds > 0.5 && done > 0 && self.total > 0 {
            let left = (self.total - self.done).max(0) as f64;
            self.left = Some(whole((left * seconds / done as f64).ceil()));
        }
        self
    }

    /// How far it is in per cent, where that is known.
    #[must_use]
    pub fn per_cent(&self) -> Option<i64> {
        (self.total > 0).then(|| (self.done * 100 / self.total).clamp(0, 100))
    }

    /// Whether it is a sweep, which nothing takes back.
    #[must_use]
    pub fn is_sweep(&self) -> bool {
        self.kind == JobKind::Sweep
    }

    /// One line: `import of a.csv 34 % · 5,200 rows/s · 12 s left`.
    #[must_use]
    pub fn line(&self) -> Clean {
        let mut words = self.label.to_string();
        if let Some(part) = self.per_cent() {
            words = format!("{words} {part} %");
        }
        if self.rate > 0 {
            words = format!("{words} · {} rows/s", say_grouped(self.rate));
        }
        match self.left {
            None => {}
            Some(left) if left < 100 => words = format!("{words} · {left} s left"),
            Some(left) => words = format!("{words} · {} min left", (left + 30) / 60),
        }
        Clean::line(&words)
    }
}

#[allow(clippy::cast_possible_truncation)] // a rate or a number of seconds; what is beyond stays at the edge
fn whole(number: f64) -> i64 {
    number.round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn going(done: i64, total: i64) -> Going {
        Going {
            set: SetId(1),
            kind: JobKind::Import,
            label: Clean::fixed("import of a.csv"),
            done,
            total,
            rate: 0,
            left: None,
        }
    }

    #[test]
    fn the_line_says_part_rate_and_what_is_left() {
        assert_eq!(
            going(34, 100).told(0, 5_200, 1.0).line().as_str(),
            "import of a.csv 34 % · 5,200 rows/s · 2 s left"
        );
        assert_eq!(
            going(10, 1_000_000).told(0, 10, 1.0).line().as_str(),
            "import of a.csv 0 % · 10 rows/s · 1667 min left"
        );
    }

    #[test]
    fn what_a_process_before_did_does_not_make_it_faster() {
        assert_eq!(
            going(60, 100).told(50, 1_000, 2.0).line().as_str(),
            "import of a.csv 60 % · 500 rows/s · 8 s left"
        );
    }

    #[test]
    fn nothing_is_foretold_before_anything_is_known() {
        assert_eq!(
            going(0, 0).told(0, 0, 0.0).line().as_str(),
            "import of a.csv"
        );
    }
}
