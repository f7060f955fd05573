//! Undo and redo: the before-images of a change set, applied as a new change set, only where each row still
//! equals its after-image. Large ones go in slices, so that no one's save waits for them.
//!
//! One rule for all sizes. A change of one person on which later ones build is refused until they are undone, the newest
//! first; that is looked up before the first row. A change of more people passes over what later changes altered: that
//! stays, and the outcome says how many people it is about and which changes they were. What stayed goes as soon as
//! those changes are undone as well: see `rest`.

mod building;
mod entries;
mod inserted;
mod job;
mod left;
mod refusal;
mod rest;
mod reversed;
mod stayed;
mod targets;

use rusqlite::{Connection, params};

use self::entries::{covered, ranges, singles, spans};
use self::inserted::{Pass, Span};
pub use self::job::UndoJob;
use self::refusal::{is_about_many, refuse_built_on};
use self::rest::Rest;
use self::stayed::Stayed;
use self::targets::Target;
use super::jobs;
use super::journal::Journaled;
use super::write::{Said, Turn};
use super::{Failure, Store};
use crate::domain::change::{HistoryChange, Receipt, Stamp};
use crate::domain::ids::SetId;
use crate::domain::refusal::Refusal;
use crate::domain::text::Clean;

/// Change sets of more rows than this are asked about first, and taken back in slices.
pub const LARGE: i64 = 1_000;

/// A row of the journal.
#[derive(Debug, Clone)]
struct Entry {
    id: i64,
    table: &'static Journaled,
    row: i64,
    last: Option<i64>,
    before: Option<String>,
    after: Option<String>,
    person: Option<i64>,
}

impl Entry {
    fn span(&self) -> Span {
        Span {
            first: self.row,
            last: self.last.unwrap_or(self.row),
        }
    }
}

impl Store {
    pub(super) fn change_history(
        &mut self,
        change: HistoryChange,
        stamp: &Stamp,
    ) -> Result<Receipt, Failure> {
        match change {
            HistoryChange::UndoLast => {
                let target = self.last_here()?;
                self.refuse_left_under(target.set)?;
                if target.rows > LARGE {
                    return Err(too_large(&target).into());
                }
                self.undo_set(&target, Turn::Undo, None, stamp)
            }
            HistoryChange::RedoLast => {
                let target = self.undone_here()?;
                self.refuse_left_under(target.set)?;
                if target.rows > LARGE {
                    return Err(too_large(&target).into());
                }
                self.undo_set(&target, Turn::Redo, None, stamp)
            }
            HistoryChange::Undo { set, reason } => {
                let target = self.allowed(set, reason.as_deref())?;
                if target.rows > LARGE {
                    return Err(too_large(&target).into());
                }
                if target.rows == 0 {
                    // Nothing came of the job: it goes, and there is nothing to be taken back.
                    self.take_job(set)?;
                    return self.finish_job(set, &label(&target, Turn::Undo));
                }
                self.undo_set(&target, turn_of(&target), reason, stamp)
            }
        }
    }

    fn undo_set(
        &mut self,
        target: &Target,
        turn: Turn,
        reason: Option<String>,
        stamp: &Stamp,
    ) -> Result<Receipt, Failure> {
        let label = label(target, turn);
        let (path, login) = (self.path.clone(), self.login.clone());
        let mut notice = None;
        let mut receipt = self.write(stamp, turn, |writing| {
            if target.open {
                jobs::let_go(writing.tx, &path, target.set, &login)?;
            }
            let is_many = is_about_many(writing.tx, target.set)?;
            if !is_many {
                refuse_built_on(writing.tx, target.set)?;
            }
            let ranges = ranges(writing.tx, target.set)?;
            let inserted = spans(&ranges);
            let mut pass = Pass::new(writing.tx, target.set, writing.set, Stayed::default())?;
            let singles = singles(writing.tx, target.set, i64::MAX, i64::MAX)?;
            for entry in singles.iter().filter(|entry| !covered(entry, &inserted)) {
                pass.reverse(writing.tx, entry)?;
            }
            for range in &ranges {
                pass.delete_range(writing.tx, range)?;
            }
            if !is_many && !pass.stayed.is_empty() {
                return Err(pass.stayed.refusal(writing.tx, target.set)?.into());
            }
            let mut rest = Rest::under(writing.tx, &pass)?;
            rest.go(writing.tx, &pass, i64::MAX)?;
            let outcome = Outcome::of(writing.tx, &label, &pass, &rest)?;
            notice = Some(Clean::line(&outcome.notice));
            if !writing.changed_anything()? {
                return Ok(Said::it(outcome.notice));
            }
            writing.tx.execute(UNDONE, [target.set.0, writing.set.0])?;
            jobs::forget(writing.tx, target.set)?;
            pass.stayed.keep(writing.tx, writing.set)?;
            follow_accounts(writing.tx, target.set)?;
            writing.tx.execute(
                "UPDATE change_set SET undoes = ?2, reason = ?3 WHERE id = ?1",
                params![writing.set.0, target.set.0, reason],
            )?;
            Ok(Said::it(outcome.label))
        })?;
        if let Some(notice) = notice {
            receipt.said = notice;
        }
        receipt.reverses = receipt.set.map(|_| target.set);
        Ok(receipt)
    }
}

/// Marks a change as undone. One that was undone before, but for what stayed then, is so by the first undo.
const UNDONE: &str =
    "UPDATE change_set SET undone_by = coalesce(undone_by, ?2), state = 'closed' WHERE id = ?1";

/// What an undo says when it is done, and the label that it has in the history. Labels of other changes are in the
/// notice alone: they may name people who are erased later.
struct Outcome {
    notice: String,
    label: String,
}

impl Outcome {
    fn of(tx: &Connection, label: &str, pass: &Pass, rest: &Rest) -> rusqlite::Result<Outcome> {
        if pass.stayed.is_empty() {
            return Ok(Outcome {
                notice: format!("{label}{}{}", rest.said(), rest.hint()),
                label: format!("{label}{}", rest.said()),
            });
        }
        let undone = tx
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM journal WHERE set_id = ?1)")?
            .query_row([pass.undo.0], |row| row.get(0))?;
        let notice = pass.stayed.said(tx, pass.undo, true)?;
        Ok(Outcome {
            notice: if undone {
                format!("{label}; {notice}{}{}", rest.said(), rest.hint())
            } else {
                format!("nothing was undone: {notice}")
            },
            label: format!(
                "{label}; {}{}",
                pass.stayed.said(tx, pass.undo, false)?,
                rest.said()
            ),
        })
    }
}

/// What was found of an account since goes where the account goes: an undone merge gives it back with its audience.
fn follow_accounts(tx: &Connection, target: SetId) -> rusqlite::Result<()> {
    for table in ["audience_share", "flag_decision"] {
        tx.execute(
            &format!(
                "UPDATE {table} SET version = version + 1, person_id = (SELECT person_id FROM account WHERE id = account_id)
                 WHERE account_id IN (SELECT row_id FROM journal WHERE set_id = ?1 AND tbl = 'account' AND last_id IS NULL)
                   AND person_id <> (SELECT person_id FROM account WHERE id = account_id)"
            ),
            [target.0],
        )?;
    }
    Ok(())
}

fn too_large(target: &Target) -> Refusal {
    Refusal::Large {
        set: target.set,
        label: Clean::line(&target.label),
        rows: target.rows,
    }
}

/// An undone undo does again.
fn turn_of(target: &Target) -> Turn {
    if target.undoes {
        Turn::Redo
    } else {
        Turn::Undo
    }
}

const TOOK_BACK: &str = "took back: ";
const AGAIN: &str = "again: ";

fn label(target: &Target, turn: Turn) -> String {
    let bare = target
        .first_label
        .trim_start_matches(TOOK_BACK)
        .trim_start_matches(AGAIN);
    match turn {
        Turn::Redo => format!("{AGAIN}{bare}"),
        Turn::Do | Turn::Undo => format!("{TOOK_BACK}{bare}"),
    }
}

/// Whether a statement was refused since another row refers to this one, or has what is unique in it; it changed
/// nothing then.
fn is_held(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation)
}
