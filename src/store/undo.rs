//! Undo and redo: the before-images of a change set, applied as a new change set, only where each row still
//! equals its after-image. Large ones go in slices, so that nobody's save waits for them.

use rusqlite::{Connection, OptionalExtension, params};

use super::journal::{JOURNALED, Journaled};
use super::write::{Said, Turn, begin, open_set, write_for};
use super::{Failure, Store, derived};
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

/// A change set as undo sees it.
struct Target {
    set: SetId,
    by: String,
    label: String,
    rows: i64,
    undone: bool,
    open: bool,
    desk: String,
}

/// A large undo or redo that is going on.
#[derive(Debug)]
pub struct UndoJob {
    set: SetId,
    target: SetId,
    label: String,
    /// Journal rows from this id on are done.
    cursor: i64,
    /// Ranges of inserted rows that are still there, to be taken from the end.
    ranges: Vec<Entry>,
    inserted: Vec<(&'static str, i64, i64)>,
    /// Rows taken back so far.
    pub done: i64,
    /// Rows in all.
    pub rows: i64,
    left: i64,
}

impl UndoJob {
    /// What is being done, for the progress line.
    #[must_use]
    pub fn label(&self) -> Clean {
        Clean::line(&self.label)
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
                if target.rows > LARGE {
                    return Err(too_large(&target).into());
                }
                self.undo_set(&target, Turn::Undo, None, stamp)
            }
            HistoryChange::RedoLast => {
                let target = self.undone_here()?;
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
                self.undo_set(&target, turn_of(&target), reason, stamp)
            }
        }
    }

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
        set.map(SetId).ok_or_else(|| Refusal::NothingToUndo.into())
    }

    /// The last change made at this desk; a question when there is only one from elsewhere.
    fn last_here(&self) -> Result<Target, Failure> {
        let here: Option<i64> = self
            .connection
            .prepare_cached(
                "SELECT id FROM change_set WHERE desk = ?1 AND turn <> 'undo' AND undone_by IS NULL AND state = 'closed' ORDER BY id DESC LIMIT 1",
            )?
            .query_row([&self.desk.0], |row| row.get(0))
            .optional()?;
        if let Some(set) = here {
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
    fn undone_here(&self) -> Result<Target, Failure> {
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
                 ELSE rows END, undone_by IS NOT NULL, state = 'open', desk FROM change_set WHERE id = ?1")?
            .query_row([set.0], |row| {
                Ok(Target {
                    set,
                    by: row.get(0)?,
                    label: row.get(1)?,
                    rows: row.get(2)?,
                    undone: row.get(3)?,
                    open: row.get(4)?,
                    desk: row.get(5)?,
                })
            })
            .optional()?;
        Ok(found.ok_or(Refusal::Gone)?)
    }

    /// A change set that this member may take back.
    fn allowed(&self, set: SetId, reason: Option<&str>) -> Result<Target, Failure> {
        let target = self.target(set)?;
        if target.by != self.login && reason.is_none_or(|reason| reason.trim().is_empty()) {
            return Err(Refusal::WantsReason.into());
        }
        if target.undone {
            return Err(Refusal::AlreadyUndone.into());
        }
        // A job that is still running is left alone; one whose process is gone may be taken back as far as it came.
        if target.open && super::presence::is_alive(&self.path, &target.desk) {
            return Err(Refusal::StillOpen {
                label: Clean::line(&target.label),
                by: Clean::line(&target.by),
            }
            .into());
        }
        Ok(target)
    }

    fn undo_set(
        &mut self,
        target: &Target,
        turn: Turn,
        reason: Option<String>,
        stamp: &Stamp,
    ) -> Result<Receipt, Failure> {
        let label = label(target, turn);
        self.write(stamp, turn, |writing| {
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
                    return Err(changed_since(writing.tx, target.set, entry)?.into());
                }
            }
            writing.tx.execute(
                "UPDATE change_set SET undone_by = ?2, state = 'closed' WHERE id = ?1",
                [target.set.0, writing.set.0],
            )?;
            writing.tx.execute(
                "UPDATE change_set SET undoes = ?2, reason = ?3 WHERE id = ?1",
                params![writing.set.0, target.set.0, reason],
            )?;
            Ok(Said::it(label))
        })
    }

    /// Begins a large undo or redo; its slices follow with [`Store::step_undo`].
    ///
    /// # Errors
    /// The refusals of an undo; nothing was changed then.
    pub fn begin_undo(
        &mut self,
        set: SetId,
        reason: Option<String>,
        stamp: &Stamp,
    ) -> Result<UndoJob, Failure> {
        let target = self.allowed(set, reason.as_deref())?;
        let turn = turn_of(&target);
        let mut ranges = ranges(&self.connection, set)?;
        check_ranges(&self.connection, set, &ranges)?;
        let inserted = spans(&ranges);
        ranges.reverse();
        let label = label(&target, turn);
        let (login, desk) = (self.login.clone(), self.desk.0.clone());
        let tx = begin(&mut self.connection)?;
        let undo = open_set(&tx, stamp, &login, &desk, turn)?;
        tx.execute(
            "UPDATE change_set SET state = 'open', undoes = ?2, reason = ?3, label = ?4 WHERE id = ?1",
            params![undo.0, set.0, reason, label],
        )?;
        write_for(&tx, None, false)?;
        tx.commit()?;
        Ok(UndoJob {
            set: undo,
            target: set,
            label,
            cursor: i64::MAX,
            ranges,
            inserted,
            done: 0,
            rows: target.rows,
            left: 0,
        })
    }

    /// One slice of a large undo: about `rows` rows. Gives the receipt when it was the last.
    ///
    /// # Errors
    /// What the disk or `SQLite` says; what is done so far stays an open job.
    pub fn step_undo(&mut self, job: &mut UndoJob, rows: i64) -> Result<Option<Receipt>, Failure> {
        let tx = begin(&mut self.connection)?;
        write_for(&tx, Some(job.set), false)?;
        let mark: i64 = tx.query_row("SELECT coalesce(max(id), 0) FROM journal", [], |row| {
            row.get(0)
        })?;
        let singles = singles(&tx, job.target, job.cursor, rows)?;
        for entry in &singles {
            let done = covered(entry, &job.inserted) || reverse(&tx, entry)?;
            job.left += i64::from(!done);
            job.cursor = entry.id;
        }
        let mut room = rows - i64::try_from(singles.len()).unwrap_or(rows);
        job.done += rows - room;
        while let (1.., Some(entry)) = (room, job.ranges.last().cloned()) {
            let taken = take_range(&tx, job, &entry, room)?;
            room -= taken;
            job.done += taken;
        }
        refresh_since(&tx, mark)?;
        let finished = room > 0;
        if finished {
            close_undo(&tx, job)?;
        }
        write_for(&tx, None, false)?;
        tx.commit()?;
        self.ring();
        Ok(finished.then(|| Receipt {
            set: Some(job.set),
            said: job.said(),
            takes_back: Clean::fixed("it"),
            people: Vec::new(),
        }))
    }
}

impl UndoJob {
    fn said(&self) -> Clean {
        if self.left == 0 {
            return self.label();
        }
        Clean::line(&format!(
            "{}; {} rows that were changed meanwhile stayed",
            self.label, self.left
        ))
    }
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

/// Rows that a set changed one by one, the last change first, from below a journal id on.
fn singles(
    connection: &Connection,
    set: SetId,
    below: i64,
    most: i64,
) -> rusqlite::Result<Vec<Entry>> {
    read_entries(
        connection,
        "SELECT id, tbl, row_id, last_id, before, after FROM journal
         WHERE set_id = ?1 AND id < ?2 AND last_id IS NULL ORDER BY id DESC LIMIT ?3",
        [set.0, below, most],
    )
}

/// Ranges of rows that a set inserted, children before parents: a person goes after everything that hangs off them.
fn ranges(connection: &Connection, set: SetId) -> rusqlite::Result<Vec<Entry>> {
    let mut found = read_entries(
        connection,
        "SELECT id, tbl, row_id, last_id, before, after FROM journal
         WHERE set_id = ?1 AND id < ?2 AND last_id IS NOT NULL ORDER BY id DESC LIMIT ?3",
        [set.0, i64::MAX, i64::MAX],
    )?;
    let rank = |entry: &Entry| {
        JOURNALED
            .iter()
            .position(|table| table.table == entry.table.table)
    };
    found.sort_by_key(|entry| std::cmp::Reverse(rank(entry)));
    Ok(found)
}

fn read_entries(
    connection: &Connection,
    sql: &str,
    parameters: [i64; 3],
) -> rusqlite::Result<Vec<Entry>> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(parameters)?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        let table: String = row.get(1)?;
        let Some(table) = Journaled::named(&table) else {
            continue;
        };
        entries.push(Entry {
            id: row.get(0)?,
            table,
            row: row.get(2)?,
            last: row.get(3)?,
            before: row.get(4)?,
            after: row.get(5)?,
        });
    }
    Ok(entries)
}

fn spans(ranges: &[Entry]) -> Vec<(&'static str, i64, i64)> {
    ranges
        .iter()
        .filter_map(|entry| entry.last.map(|last| (entry.table.table, entry.row, last)))
        .collect()
}

/// Whether a row was inserted by the same set: the range takes it away, nothing is to be restored.
fn covered(entry: &Entry, inserted: &[(&str, i64, i64)]) -> bool {
    entry.last.is_none()
        && inserted.iter().any(|(table, first, last)| {
            *table == entry.table.table && (*first..=*last).contains(&entry.row)
        })
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

/// Inserted rows have no image; they are as they were made when nobody changed them since, or changed them back.
fn check_ranges(connection: &Connection, set: SetId, entries: &[Entry]) -> Result<(), Failure> {
    for entry in entries {
        let Some(last) = entry.last else { continue };
        let image = entry.table.image("t.");
        let name = entry.table.table;
        let sql = format!(
            "SELECT j.id FROM journal j LEFT JOIN {name} t ON t.id = j.row_id
             WHERE j.tbl = ?1 AND j.row_id BETWEEN ?2 AND ?3 AND j.last_id IS NULL AND j.set_id > ?4
               AND j.id = (SELECT min(id) FROM journal f WHERE f.tbl = ?1 AND f.row_id = j.row_id AND f.set_id > ?4)
               AND (t.id IS NULL OR {image} IS NOT j.before) LIMIT 1"
        );
        let differs: Option<i64> = connection
            .prepare_cached(&sql)?
            .query_row(params![name, entry.row, last, set.0], |row| row.get(0))
            .optional()?;
        if differs.is_some() {
            return Err(changed_since(connection, set, entry)?.into());
        }
        if name == "person" {
            check_children(connection, set, entry, last)?;
        }
    }
    Ok(())
}

/// What others hung on the inserted people since: it would be torn off.
fn check_children(
    connection: &Connection,
    set: SetId,
    entry: &Entry,
    last: i64,
) -> Result<(), Failure> {
    for child in JOURNALED
        .iter()
        .filter(|table| table.columns.contains(&"person_id"))
    {
        let name = child.table;
        let sql = format!(
            "SELECT 1 FROM {name} t WHERE t.person_id BETWEEN ?1 AND ?2 AND NOT EXISTS (
               SELECT 1 FROM journal j WHERE j.set_id = ?3 AND j.tbl = '{name}' AND t.id BETWEEN j.row_id AND coalesce(j.last_id, j.row_id)) LIMIT 1"
        );
        let foreign: Option<i64> = connection
            .prepare_cached(&sql)?
            .query_row([entry.row, last, set.0], |row| row.get(0))
            .optional()?;
        if foreign.is_some() {
            return Err(changed_since(connection, set, entry)?.into());
        }
    }
    Ok(())
}

/// Who changed the same rows after the set: the latest change that stands, which has to go first.
fn changed_since(connection: &Connection, set: SetId, entry: &Entry) -> Result<Refusal, Failure> {
    let found: Option<(i64, String, String)> = connection
        .prepare_cached(
            "SELECT s.id, s.by, s.label FROM journal j JOIN change_set s ON s.id = j.set_id
             WHERE j.set_id > ?1 AND s.label <> '' AND ((j.tbl = ?2 AND j.row_id BETWEEN ?3 AND ?4) OR (?2 = 'person' AND j.person_id BETWEEN ?3 AND ?4))
             ORDER BY s.undone_by IS NULL AND s.turn <> 'undo' DESC, j.id DESC LIMIT 1",
        )?
        .query_row(params![set.0, entry.table.table, entry.row, entry.last.unwrap_or(entry.row)], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    let (id, by, label) =
        found.unwrap_or_else(|| (set.0, "somebody".into(), "a later change".into()));
    Ok(Refusal::ChangedSince {
        by: Clean::line(&by),
        label: Clean::line(&label),
        set: SetId(id),
    })
}

/// A constraint that fails while taking back means that something else holds on to the row.
fn name_who(connection: &Connection, failure: Failure, set: SetId, entry: &Entry) -> Failure {
    match failure {
        Failure::Trouble(trouble) if trouble.details.as_str().contains("constraint") => {
            changed_since(connection, set, entry).map_or_else(|failure| failure, Failure::Refused)
        }
        other => other,
    }
}

/// Deletes the next rows of a range; the range shrinks from its end.
fn take_range(
    tx: &Connection,
    job: &mut UndoJob,
    entry: &Entry,
    most: i64,
) -> Result<i64, Failure> {
    let last = entry.last.unwrap_or(entry.row);
    let first = entry.row.max(last - most + 1);
    let part = Entry {
        row: first,
        last: Some(last),
        ..entry.clone()
    };
    reverse(tx, &part).map_err(|failure| name_who(tx, failure, job.target, entry))?;
    if first == entry.row {
        job.ranges.pop();
    } else if let Some(open) = job.ranges.last_mut() {
        open.last = Some(first - 1);
    }
    Ok(last - first + 1)
}

fn refresh_since(tx: &Connection, mark: i64) -> rusqlite::Result<()> {
    let people: Vec<i64> = tx
        .prepare_cached(
            "SELECT DISTINCT person_id FROM journal WHERE id > ?1 AND person_id IS NOT NULL",
        )?
        .query_map([mark], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for person in people {
        derived::refresh(tx, person, derived::Text::Later)?;
    }
    Ok(())
}

fn close_undo(tx: &Connection, job: &UndoJob) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE change_set SET undone_by = ?2, state = 'closed' WHERE id = ?1",
        [job.target.0, job.set.0],
    )?;
    let rows: i64 = tx.query_row(
        "SELECT count(*) FROM journal WHERE set_id = ?1",
        [job.set.0],
        |row| row.get(0),
    )?;
    tx.execute(
        "UPDATE change_set SET state = 'closed', rows = ?2, label = ?3 WHERE id = ?1",
        params![job.set.0, rows, job.said().as_str()],
    )?;
    Ok(())
}
