//! Which change set is meant, and whether this member may take it back.

use rusqlite::OptionalExtension;

use super::{LARGE, left};
use crate::domain::ids::SetId;
use crate::domain::refusal::Refusal;
use crate::domain::text::Clean;
use crate::store::{Failure, Store, jobs};

/// A change set as undo sees it.
pub(super) struct Target {
    pub(super) set: SetId,
    pub(super) by: String,
    pub(super) label: String,
    pub(super) rows: i64,
    pub(super) undone: bool,
    /// Whether it undoes another.
    pub(super) undoes: bool,
    /// The label of the change that it does again or undoes, or its own.
    pub(super) first_label: String,
    pub(super) open: bool,
}

impl Store {
    /// Whether a change set is so large that it goes as a job.
    ///
    /// # Errors
    /// [`Refusal::Gone`] where there is no such change.
    pub fn is_large(&self, set: SetId) -> Result<bool, Failure> {
        Ok(self.target(set)?.rows > LARGE)
    }

    /// My latest change set, wherever it was made; what `entourage undo` takes back.
    ///
    /// # Errors
    /// [`Refusal::NothingToUndo`] where there is none.
    pub fn my_latest(&self) -> Result<SetId, Failure> {
        let set: Option<i64> = self
            .connection
            .prepare_cached("SELECT id FROM change_set WHERE by = ?1 AND turn <> 'undo' AND undone_by IS NULL ORDER BY id DESC LIMIT 1")?
            .query_row([&self.login], |row| row.get(0))
            .optional()?;
        let set = SetId(set.ok_or(Refusal::NothingToUndo)?);
        self.not_erased(set, "by = ?1", &self.login)?;
        Ok(set)
    }

    /// Refuses where nothing is left of a change, since it was about somebody who was erased: what is taken back
    /// instead is asked about first.
    fn not_erased(&self, set: SetId, whose: &str, who: &str) -> Result<(), Failure> {
        if !self.is_erased(set)? {
            return Ok(());
        }
        let sql = format!(
            "SELECT id, label FROM change_set WHERE {whose} AND turn <> 'undo' AND undone_by IS NULL AND state = 'closed'
               AND rows > 0 ORDER BY id DESC LIMIT 1"
        );
        let before = self
            .connection
            .prepare_cached(&sql)?
            .query_row([who], |row| {
                Ok(Refusal::BeforeErased {
                    set: SetId(row.get(0)?),
                    label: Clean::line(&row.get::<_, String>(1)?),
                })
            })
            .optional()?;
        Err(before.unwrap_or(Refusal::Erased).into())
    }

    /// Whether nothing is left of a change: a change of no rows is written for no other cause.
    fn is_erased(&self, set: SetId) -> rusqlite::Result<bool> {
        self.connection
            .prepare_cached("SELECT rows = 0 AND state = 'closed' FROM change_set WHERE id = ?1")?
            .query_row([set.0], |row| row.get(0))
    }

    /// The last change made at this desk; a question when there is only one from elsewhere.
    pub(super) fn last_here(&self) -> Result<Target, Failure> {
        let here: Option<i64> = self
            .connection
            .prepare_cached(
                "SELECT id FROM change_set WHERE desk = ?1 AND turn <> 'undo' AND undone_by IS NULL AND state = 'closed' ORDER BY id DESC LIMIT 1",
            )?
            .query_row([&self.desk.0], |row| row.get(0))
            .optional()?;
        if let Some(set) = here {
            self.not_erased(SetId(set), "desk = ?1", &self.desk.0)?;
            self.target(SetId(set))
        } else {
            let target = self.target(self.my_latest()?)?;
            let when = Clean::line(&self.said_when(target.set)?);
            Err(Refusal::FromElsewhere {
                set: target.set,
                label: Clean::line(&target.label),
                when,
            }
            .into())
        }
    }

    fn said_when(&self, set: SetId) -> Result<String, Failure> {
        Ok(self
            .connection
            .prepare_cached("SELECT date FROM change_set WHERE id = ?1")?
            .query_row([set.0], |row| row.get(0))?)
    }

    /// What was last taken back at this desk, unless something was changed here since.
    pub(super) fn undone_here(&self) -> Result<Target, Failure> {
        let set: Option<i64> = self
            .connection
            .prepare_cached(
                "SELECT id FROM change_set WHERE desk = ?1 AND turn = 'undo' AND undone_by IS NULL
                   AND id > coalesce((SELECT max(id) FROM change_set WHERE desk = ?1 AND turn = 'do'), 0) ORDER BY id DESC LIMIT 1",
            )?
            .query_row([&self.desk.0], |row| row.get(0))
            .optional()?;
        self.target(SetId(set.ok_or(Refusal::NothingToRedo)?))
    }

    fn target(&self, set: SetId) -> Result<Target, Failure> {
        let found = self
            .connection
            .prepare_cached("SELECT by, label, CASE state WHEN 'open' THEN
                   (SELECT coalesce(sum(coalesce(last_id - row_id, 0) + 1), 0) FROM journal WHERE set_id = change_set.id)
                 ELSE rows END, undone_by IS NOT NULL, state = 'open', turn = 'undo' FROM change_set WHERE id = ?1")?
            .query_row([set.0], |row| {
                Ok(Target {
                    set,
                    by: row.get(0)?,
                    label: row.get(1)?,
                    rows: row.get(2)?,
                    undone: row.get(3)?,
                    open: row.get(4)?,
                    undoes: row.get(5)?,
                    first_label: String::new(),
                })
            })
            .optional()?;
        let found = found.ok_or(Refusal::Gone)?;
        if found.rows == 0 && !found.open {
            return Err(Refusal::Erased.into());
        }
        let first_label = self.first_label(set)?;
        Ok(Target {
            first_label: first_label.unwrap_or_else(|| found.label.clone()),
            ..found
        })
    }

    /// The label of the change that a chain of undos and redos began with.
    fn first_label(&self, set: SetId) -> rusqlite::Result<Option<String>> {
        self.connection
            .prepare_cached(
                "WITH RECURSIVE up (id, label, undoes) AS (
                   SELECT id, label, undoes FROM change_set WHERE id = ?1
                   UNION SELECT s.id, s.label, s.undoes FROM change_set s JOIN up ON s.id = up.undoes)
                 SELECT label FROM up WHERE label <> '' ORDER BY id LIMIT 1",
            )?
            .query_row([set.0], |row| row.get(0))
            .optional()
    }

    /// A change set that this member may take back.
    pub(super) fn allowed(&self, set: SetId, reason: Option<&str>) -> Result<Target, Failure> {
        let target = self.target(set)?;
        if target.by != self.login && reason.is_none_or(|reason| reason.trim().is_empty()) {
            return Err(Refusal::WantsReason.into());
        }
        if target.undone && !left::has_rest(&self.connection, set)? {
            return Err(Refusal::AlreadyUndone.into());
        }
        jobs::refuse_taken_back(&self.connection, &self.path, set, &self.login)?;
        jobs::refuse_taking_back(&self.connection, set, &self.login)?;
        self.refuse_left_under(set)?;
        Ok(target)
    }
}
