//! Rows of which the database refuses a value: each of them is left out and reported, and the others come in. A slice in
//! which one is refused is taken again by halves, until that row is alone. Good files are spared the savepoints of this,
//! which make large slices several times slower.

use std::collections::BTreeMap;

use super::resume::Marks;
use super::seen::SeenMark;
use super::slice::Slice;
use super::tied::Numbered;
use super::{Counts, Importing};
use crate::domain::importing::{Looked, Outcome};
use crate::domain::incoming::Incoming;
use crate::domain::platform::say_account;
use crate::domain::text::Clean;
use crate::store::Failure;

/// How a slice is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Care {
    /// As a whole: a refused value fails it.
    Plain,
    /// With a savepoint round its parts, so that refused rows are left out.
    RowByRow,
}

/// An import as it was before some rows.
pub(super) struct Before {
    counts: Counts,
    ranges: BTreeMap<&'static str, (i64, i64, i64)>,
    strangers: BTreeMap<String, u64>,
    marks: Marks,
    seen: SeenMark,
    met: usize,
    figured: usize,
    numbered: Numbered,
    refused: usize,
    looked: usize,
}

impl Importing {
    /// How it is now.
    pub(super) fn now(&self) -> Before {
        Before {
            counts: self.counts,
            ranges: self.ranges.clone(),
            strangers: self.strangers.clone(),
            marks: Marks::of(self),
            seen: self.seen.mark(),
            met: self.met.mark(),
            figured: self.figured.mark(),
            numbered: self.numbered.clone(),
            refused: self.refused.len(),
            looked: self.looked.as_ref().map_or(0, Vec::len),
        }
    }

    /// As if the rows since had not been.
    pub(super) fn go_back(&mut self, before: Before) {
        self.counts = before.counts;
        self.ranges = before.ranges;
        self.strangers = before.strangers;
        self.kept.truncate(before.marks.kept);
        self.damaged.truncate(before.marks.damaged);
        self.replaced.truncate(before.marks.replaced);
        self.repeated.truncate(before.marks.repeated);
        self.apart.truncate(before.marks.apart);
        self.seen.forget(before.seen);
        self.met.forget(before.met);
        self.figured.forget(before.figured);
        self.numbered = before.numbered;
        self.refused.truncate(before.refused);
        if let Some(looked) = &mut self.looked {
            looked.truncate(before.looked);
        }
    }

    /// What earlier rows said is not forgotten any more.
    pub(super) fn settle(&mut self) {
        self.seen.settle();
        self.met.settle();
        self.figured.settle();
    }
}

impl Slice<'_, '_> {
    /// Takes rows, and leaves out those of which the database refuses a value.
    pub(super) fn take_or_refuse(&mut self, rows: &[Incoming]) -> Result<(), Failure> {
        let (before, tally) = (self.import.now(), self.tally);
        self.tx.execute_batch("SAVEPOINT rows_of_a_file")?;
        let why = match self.take(rows) {
            Ok(()) => {
                self.tx.execute_batch("RELEASE rows_of_a_file")?;
                return Ok(());
            }
            Err(Failure::Trouble(trouble)) if trouble.is_of_a_value() => trouble,
            Err(failure) => return Err(failure),
        };
        self.tx
            .execute_batch("ROLLBACK TO rows_of_a_file; RELEASE rows_of_a_file")?;
        self.import.go_back(before);
        self.tally = tally;
        match rows {
            [] => Ok(()),
            [row] => {
                self.refuse(row, &why.details);
                Ok(())
            }
            rows => {
                let (first, rest) = rows.split_at(rows.len() / 2);
                self.take_or_refuse(first)?;
                self.take_or_refuse(rest)
            }
        }
    }

    fn refuse(&mut self, row: &Incoming, why: &Clean) {
        let reason = format!("the database refuses a value of this row ({why})");
        self.import.counts.refused += 1;
        if let Some(looked) = &mut self.import.looked {
            looked.push(Looked {
                line: row.line,
                person: None,
                outcome: Outcome::Rejected,
                name: Clean::line(row.name.as_deref().unwrap_or(row.handle.as_str())),
                account: if row.has_account() {
                    Clean::line(&say_account(row.platform, &row.handle))
                } else {
                    Clean::default()
                },
                differences: Vec::new(),
                remarks: vec![Clean::line(&reason)],
            });
        }
        self.import.refused.push((row.line, reason));
    }
}
