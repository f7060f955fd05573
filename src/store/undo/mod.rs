//! Undo and redo: the before-images of a change set, applied as a new change set, only where each row still
//! equals its after-image. Large ones go in slices, so that nobody's save waits for them.

mod entries;
mod job;
mod refusal;
mod targets;

use rusqlite::{Connection, params};

use self::entries::{covered, ranges, singles, spans};
pub use self::job::UndoJob;
use self::refusal::{Blocking, changed_since, check_ranges, name_who};
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
        let receipt = self.write(stamp, turn, |writing| {
            if target.open {
                jobs::let_go(writing.tx, &path, target.set, &login)?;
            }
            let ranges = ranges(writing.tx, target.set)?;
            let inserted = spans(&ranges);
            check_ranges(writing.tx, target.set, &ranges)?;
            let singles = singles(writing.tx, target.set, i64::MAX, i64::MAX)?;
            for entry in singles
                .iter()
                .filter(|entry| !covered(entry, &inserted))
                .chain(&ranges)
            {
                if !reverse(writing.tx, entry)
                    .map_err(|failure| name_who(writing.tx, failure, target.set, entry))?
                {
                    return Err(changed_since(writing.tx, target.set, entry, Blocking::Row)?.into());
                }
            }
            writing.tx.execute(
                "UPDATE change_set SET undone_by = ?2, state = 'closed' WHERE id = ?1",
                [target.set.0, writing.set.0],
            )?;
            jobs::forget(writing.tx, target.set)?;
            follow_accounts(writing.tx, target.set)?;
            writing.tx.execute(
                "UPDATE change_set SET undoes = ?2, reason = ?3 WHERE id = ?1",
                params![writing.set.0, target.set.0, reason],
            )?;
            Ok(Said::it(label))
        })?;
        Ok(Receipt {
            reverses: Some(target.set),
            ..receipt
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

fn turn_of(target: &Target) -> Turn {
    if target.label.starts_with(TOOK_BACK) {
        Turn::Redo
    } else {
        Turn::Undo
    }
}

const TOOK_BACK: &str = "took back: ";
const AGAIN: &str = "again: ";

fn label(target: &Target, turn: Turn) -> String {
    let bare = target
        .label
        .trim_start_matches(TOOK_BACK)
        .trim_start_matches(AGAIN);
    match turn {
        Turn::Redo => format!("{AGAIN}{bare}"),
        Turn::Do | Turn::Undo => format!("{TOOK_BACK}{bare}"),
    }
}

/// Applies one before-image; `false` when the row is not any more what the set made of it.
fn reverse(tx: &Connection, entry: &Entry) -> Result<bool, Failure> {
    let table = entry.table;
    let name = table.table;
    let image = table.image("");
    let changed = match (&entry.before, &entry.after, entry.last) {
        (_, _, Some(last)) => {
            tx.prepare_cached(&format!("DELETE FROM {name} WHERE id BETWEEN ?1 AND ?2"))?
                .execute([entry.row, last])?;
            1
        }
        (None, Some(after), _) => tx
            .prepare_cached(&format!(
                "DELETE FROM {name} WHERE id = ?1 AND {image} = ?2"
            ))?
            .execute(params![entry.row, after])?,
        (Some(before), Some(after), _) => {
            let sets: Vec<String> = table
                .columns
                .iter()
                .map(|column| format!("{column} = json_extract(?3, '$.{column}')"))
                .collect();
            tx.prepare_cached(&format!(
                "UPDATE {name} SET {}, version = version + 1 WHERE id = ?1 AND {image} = ?2",
                sets.join(", ")
            ))?
            .execute(params![entry.row, after, before])?
        }
        (Some(before), None, _) => {
            let values: Vec<String> = table
                .columns
                .iter()
                .map(|column| format!("json_extract(?2, '$.{column}')"))
                .collect();
            tx.prepare_cached(&format!(
                "INSERT INTO {name} (id, {}) SELECT ?1, {} WHERE NOT EXISTS (SELECT 1 FROM {name} WHERE id = ?1)",
                table.columns.join(", "),
                values.join(", ")
            ))?
            .execute(params![entry.row, before])?
        }
        (None, None, None) => 1,
    };
    Ok(changed == 1)
}
