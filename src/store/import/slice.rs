//! One slice of an import: each row is new, or meets the account it is about.

use chrono::NaiveDate;
use rusqlite::{Connection, params};

use super::about::About;
use super::period::Snapshot;
use super::said::Said;
use super::{Came, Importing};
use crate::domain::dates::iso;
use crate::domain::field::{Field, FieldKind};
use crate::domain::ids::PersonId;
use crate::domain::importing::{Difference, Looked, Outcome, Standing};
use crate::domain::incoming::Incoming;
use crate::domain::platform::{Handle, Platform, say_account};
use crate::domain::text::Clean;
use crate::store::{Failure, derived};

/// A known account.
pub struct Known {
    pub account: i64,
    pub person: i64,
    /// The country of its audience.
    pub audience: Option<String>,
    /// The platform and the handle as they are kept, where this row says more of them.
    pub learns: Option<(Platform, Handle)>,
    /// Named by an earlier row of this file: nothing that stands is written over.
    pub again: bool,
    /// Another account of the same person was.
    pub fellow: bool,
    /// A newer file was here already: this one fills what is blank and adds its figures.
    pub outdated: bool,
    /// The day of which the row is: that under which its figures are known, where they are.
    pub of: NaiveDate,
    /// The figures that are known of the row's day or month.
    pub snapshots: Vec<Snapshot>,
}

impl Known {
    /// Whether this row may only fill what is blank.
    pub fn only_fills(&self) -> bool {
        self.again || self.outdated
    }

    /// Whether an earlier row of this file was about the same person, by this or another account: it counts.
    pub fn is_said_before(&self) -> bool {
        self.again || self.fellow
    }
}

pub struct Slice<'a, 'b> {
    pub tx: &'a Connection,
    pub by: &'a str,
    pub today: String,
    pub as_of: String,
    /// What the row at hand changes, where somebody wants to know.
    pub differences: Vec<Difference>,
    /// What is odd about the row at hand beside what the reader said, where somebody wants to know.
    pub remarks: Vec<Clean>,
    /// Whom the row at hand is about, where they are known.
    pub about: Option<i64>,
    /// Whether the row at hand contradicts what a person did.
    pub contradicts: Came,
    pub tally: [i64; 6],
    pub import: &'b mut Importing,
}

impl Slice<'_, '_> {
    pub fn take(&mut self, rows: &[Incoming]) -> Result<(), Failure> {
        for row in rows {
            self.differences.clear();
            self.remarks.clear();
            self.contradicts = Came::Unchanged;
            self.about = None;
            let mut person = None;
            let outcome = match self.about(row)? {
                About::New => {
                    let person = self.add(row)?;
                    self.is_person(row, person);
                    self.import.counts.new += 1;
                    Outcome::New
                }
                About::Another(known) => {
                    person = Some(known);
                    self.join(row, known)?;
                    self.is_person(row, known);
                    self.import.counts.new += 1;
                    Outcome::New
                }
                About::Known(known) => {
                    self.is_person(row, known.person);
                    self.about = Some(known.person);
                    let came = if row.has_account()
                        && self.import.seen.is_of_another(known.account, row)
                    {
                        self.meet_another(row, &known)?
                    } else if self.is_stranger(row, &known)? {
                        self.meet_stranger(row, &known)?
                    } else {
                        self.meet(row, &known)?
                    };
                    self.count(came)
                }
                About::Left(known) => {
                    let came = self.leave(row, &known)?;
                    self.count(came)
                }
            };
            self.look(row, outcome, person.or(self.about));
        }
        Ok(())
    }

    fn count(&mut self, came: Came) -> Outcome {
        let counts = &mut self.import.counts;
        match came {
            Came::Unchanged => {
                counts.unchanged += 1;
                Outcome::Unchanged
            }
            Came::Updated => {
                counts.updated += 1;
                Outcome::Updated
            }
            Came::Conflict => {
                counts.conflicts += 1;
                Outcome::Conflict
            }
        }
    }

    /// Notes what came of a row, where somebody wants to know.
    fn look(&mut self, row: &Incoming, outcome: Outcome, person: Option<i64>) {
        let repeats = self.import.repeated.last();
        let repeats = repeats.is_some_and(|(line, _)| *line == row.line);
        let Some(looked) = &mut self.import.looked else {
            return;
        };
        let repeats = repeats.then(|| {
            Clean::fixed(
                "an earlier row of this file is of the same account or person and has other values; it was used",
            )
        });
        looked.push(Looked {
            line: row.line,
            outcome,
            name: Clean::line(row.name.as_deref().unwrap_or(row.handle.as_str())),
            account: if row.has_account() {
                Clean::line(&say_account(row.platform, &row.handle))
            } else {
                Clean::default()
            },
            differences: std::mem::take(&mut self.differences),
            remarks: row
                .remarks
                .iter()
                .map(|remark| Clean::line(remark))
                .chain(self.remarks.drain(..))
                .chain(repeats)
                .collect(),
            person: person.map(PersonId),
        });
    }

    /// Notes a difference; the words are made only where somebody wants to know.
    pub fn differs(
        &mut self,
        field: &str,
        standing: Standing,
        words: impl FnOnce() -> (Clean, Clean),
    ) {
        if self.import.looked.is_some() {
            let (old, new) = words();
            self.differences.push(Difference {
                field: Clean::line(field),
                old,
                new,
                standing,
            });
        }
    }

    /// Notes what is odd about the row at hand.
    pub fn remark(&mut self, words: &'static str) {
        self.remark_words(|| Clean::fixed(words));
    }

    /// The same with words that are made only where somebody wants to know.
    pub fn remark_words(&mut self, words: impl FnOnce() -> Clean) {
        if self.import.looked.is_some() {
            self.remarks.push(words());
        }
    }

    /// The date of a row's figures.
    pub fn date_of(&self, row: &Incoming) -> String {
        row.as_of.map_or_else(|| self.as_of.clone(), iso)
    }

    /// What a row says of the person. Owners who are no members are listed, and kept as an extra field.
    pub fn said(
        &mut self,
        row: &Incoming,
        now: &[(Field, Option<String>)],
        is_moved: bool,
    ) -> Said {
        let mut said = Said::of(row);
        let members = &self.import.members;
        // Whoever moves people into another database keeps their owners, who may come later; an owner who stands there
        // already is no news.
        let (known, strangers) = said.fields.into_iter().partition(|(field, value)| {
            let stands = || now.contains(&(*field, Some(value.clone())));
            field.kind() != FieldKind::Member || is_moved || members.contains(value) || stands()
        });
        said.fields = known;
        for (field, value) in strangers {
            *self.import.strangers.entry(value.clone()).or_default() += 1;
            said.extra.push((field.column().to_owned(), value));
        }
        said
    }

    /// Notes the id of a row that was just inserted.
    pub fn inserted(&mut self, table: &'static str) -> i64 {
        let id = self.tx.last_insert_rowid();
        let range = self.import.ranges.entry(table).or_insert((id, id, 0));
        // A colleague's rows may lie between two slices; what came before is written down already.
        *range = if range.1 == id || range.1 + 1 == id {
            (range.0, id, range.2)
        } else {
            (id, id, 0)
        };
        id
    }

    pub fn has(&self, sql: &str, person: i64, value: &str) -> rusqlite::Result<bool> {
        self.tx
            .prepare_cached(sql)?
            .query_row(params![person, value], |row| row.get(0))
    }

    /// Writes down what the slice inserted, and counts it.
    pub fn close(&mut self) -> Result<(), Failure> {
        for (board, people) in (-1..).zip(self.tally) {
            if people != 0 {
                derived::count(self.tx, Some(board), people)?;
            }
        }
        let set = self.import.set.0;
        for (table, range) in &mut self.import.ranges {
            if range.2 != 0 {
                let sql = "UPDATE journal SET last_id = ?2 WHERE id = ?1 AND last_id IS NOT NULL";
                self.tx.prepare_cached(sql)?.execute([range.2, range.1])?;
            } else {
                let sql =
                    "INSERT INTO journal (set_id, tbl, row_id, last_id) VALUES (?1, ?2, ?3, ?4)";
                self.tx
                    .prepare_cached(sql)?
                    .execute(params![set, table, range.0, range.1])?;
                range.2 = self.tx.last_insert_rowid();
            }
        }
        Ok(())
    }
}
