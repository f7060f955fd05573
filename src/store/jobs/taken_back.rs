//! A job that is being taken back: from then on it belongs to the one that takes it back, and is nobody's own.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension, params};

use super::{COLUMNS, is_alive, left, open_job, read, still_open};
use crate::domain::ids::SetId;
use crate::domain::job::{JobKind, OpenJob};
use crate::domain::refusal::Refusal;
use crate::store::Failure;

/// Lets go of a job that was cut off, in the transaction that begins to take it back: whatever becomes of that one, no
/// desk stands for a job that it does not work on.
pub(in crate::store) fn let_go(
    tx: &Connection,
    path: &Path,
    set: SetId,
    login: &str,
) -> Result<(), Failure> {
    let (job, owner) = read(tx, set, login)?.ok_or(Refusal::NoJob { set })?;
    if is_alive(path, &owner) {
        return Err(still_open(&job).into());
    }
    tx.execute("UPDATE job SET desk = '' WHERE set_id = ?1", [set.0])?;
    Ok(())
}

/// Refuses where a change is being taken back, or was until that was cut off.
pub(in crate::store) fn refuse_taken_back(
    connection: &Connection,
    path: &Path,
    set: SetId,
    login: &str,
) -> Result<(), Failure> {
    if let Some((undo, owner)) = undo_of(connection, set, login)? {
        return Err(if is_alive(path, &owner) {
            still_open(&undo)
        } else {
            left::left(&undo)
        }
        .into());
    }
    Ok(())
}

/// Refuses to take back what takes back a job that is open: of the job nobody could tell what is there.
pub(in crate::store) fn refuse_taking_back(
    connection: &Connection,
    set: SetId,
    login: &str,
) -> Result<(), Failure> {
    if let Some((undo, _)) = read(connection, set, login)?
        && open_under(connection, &undo)?.is_some()
    {
        return Err(Refusal::TakesBack { set }.into());
    }
    Ok(())
}

/// The open job that an open undo takes back, where it is one.
pub(super) fn open_under(
    connection: &Connection,
    undo: &OpenJob,
) -> rusqlite::Result<Option<OpenJob>> {
    if undo.kind != JobKind::Undo {
        return Ok(None);
    }
    let sql = format!(
        "SELECT {COLUMNS} FROM job j JOIN change_set s ON s.id = j.set_id
         WHERE j.set_id = (SELECT undoes FROM change_set WHERE id = ?1)"
    );
    let job = connection
        .prepare_cached(&sql)?
        .query_row(params![undo.set.0], |row| open_job(row, ""))
        .optional()?;
    Ok(job.map(|(job, _)| job))
}

/// The open undo of a change, and the desk that works on it.
fn undo_of(
    connection: &Connection,
    set: SetId,
    login: &str,
) -> rusqlite::Result<Option<(OpenJob, String)>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM job j JOIN change_set s ON s.id = j.set_id
         WHERE s.undoes = ?1 AND s.state = 'open'"
    );
    connection
        .prepare_cached(&sql)?
        .query_row([set.0], |row| open_job(row, login))
        .optional()
}
