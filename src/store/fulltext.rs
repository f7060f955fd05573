//! The full text of people, in the two indexes that searches look into.
//!
//! Writing row by row beside other tables makes SQLite flush an index at every statement, so bulk work only notes
//! whose text is behind ([`queue`]) and [`follow`] writes it in one go.

use rusqlite::{Connection, OptionalExtension, params};

use crate::domain::text::{fold, spaced};

/// The folded text of one person.
#[derive(Debug)]
pub struct Text {
    person: i64,
    name: String,
    handles: String,
    rest: String,
}

/// Bytes of full text that are gathered before they are written out, as SQLite has it.
pub const MEMORY: i64 = 1_048_576;
/// The same during an import into an empty file: fewer, larger pieces have to be merged less.
pub const BULK_MEMORY: i64 = 67_108_864;

/// Sets how much full text is gathered before it is written out.
pub fn set_memory(tx: &Connection, bytes: i64) -> rusqlite::Result<()> {
    tx.execute(
        "INSERT INTO search (search, rank) VALUES ('hashsize', ?1)",
        [bytes],
    )?;
    tx.execute(
        "INSERT INTO inside (inside, rank) VALUES ('hashsize', ?1)",
        [bytes],
    )?;
    Ok(())
}

/// Writes one person's full text at once, or takes it away when the person is gone.
pub fn refresh(tx: &Connection, person: i64) -> rusqlite::Result<()> {
    forget(tx, person)?;
    tx.prepare_cached("DELETE FROM search_queue WHERE person_id = ?1")?
        .execute([person])?;
    let text = read(tx, person)?;
    write(tx, text.as_slice())
}

/// Notes that a person's full text is behind.
pub fn queue(tx: &Connection, person: i64) -> rusqlite::Result<()> {
    tx.prepare_cached("INSERT INTO search_queue (person_id) VALUES (?1) ON CONFLICT DO NOTHING")?
        .execute([person])?;
    Ok(())
}

/// Writes the full text of up to `most` people of the queue.
pub fn follow(tx: &Connection, most: u32) -> rusqlite::Result<()> {
    let waiting: Vec<i64> = tx
        .prepare_cached("SELECT person_id FROM search_queue ORDER BY person_id LIMIT ?1")?
        .query_map([most], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let Some(last) = waiting.last() else {
        return Ok(());
    };
    let mut texts = Vec::with_capacity(waiting.len());
    for person in &waiting {
        texts.extend(read(tx, *person)?);
    }
    for person in &waiting {
        forget(tx, *person)?;
    }
    write(tx, &texts)?;
    tx.prepare_cached("DELETE FROM search_queue WHERE person_id <= ?1")?
        .execute([last])?;
    Ok(())
}

/// Whether anybody's full text is behind.
pub fn is_behind(connection: &Connection) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM search_queue)")?
        .query_row([], |row| row.get(0))
}

/// How many people's full text is behind.
pub fn waiting(connection: &Connection) -> rusqlite::Result<u32> {
    connection
        .prepare_cached("SELECT count(*) FROM search_queue")?
        .query_row([], |row| row.get(0))
}

fn forget(tx: &Connection, person: i64) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM search WHERE rowid = ?1")?
        .execute([person])?;
    tx.prepare_cached("DELETE FROM inside WHERE rowid = ?1")?
        .execute([person])?;
    Ok(())
}

/// One index after the other, and nothing else between.
fn write(tx: &Connection, texts: &[Text]) -> rusqlite::Result<()> {
    let mut words = tx
        .prepare_cached("INSERT INTO search (rowid, name, handle, rest) VALUES (?1, ?2, ?3, ?4)")?;
    for text in texts {
        let (name, handles, rest) = (
            spaced(&text.name),
            spaced(&text.handles),
            spaced(&text.rest),
        );
        words.execute(params![text.person, name, handles, rest])?;
    }
    let mut inside = tx.prepare_cached("INSERT INTO inside (rowid, text) VALUES (?1, ?2)")?;
    for text in texts {
        let whole = format!("{}\n{}\n{}", text.name, text.handles, text.rest);
        inside.execute(params![text.person, whole])?;
    }
    Ok(())
}

fn read(tx: &Connection, person: i64) -> rusqlite::Result<Option<Text>> {
    let found = tx
        .prepare_cached("SELECT name, niche, tags FROM person WHERE id = ?1")?
        .query_row([person], |row| {
            let text = |index: usize| {
                row.get_ref(index)
                    .map(|value| fold(value.as_str().unwrap_or_default()))
            };
            Ok((text(0)?, format!("{}\n{}", text(1)?, text(2)?)))
        })
        .optional()?;
    let Some((name, mut rest)) = found else {
        return Ok(None);
    };
    let handles = folded(
        tx,
        "SELECT handle FROM account WHERE person_id = ?1 ORDER BY id",
        person,
    )?;
    let notes = folded(
        tx,
        "SELECT text FROM note WHERE person_id = ?1 ORDER BY id",
        person,
    )?;
    rest.push('\n');
    rest.push_str(&notes);
    Ok(Some(Text {
        person,
        name,
        handles,
        rest,
    }))
}

fn folded(tx: &Connection, sql: &str, person: i64) -> rusqlite::Result<String> {
    let mut statement = tx.prepare_cached(sql)?;
    let mut rows = statement.query([person])?;
    let mut text = String::new();
    while let Some(row) = rows.next()? {
        text.push_str(&fold(row.get_ref(0)?.as_str().unwrap_or_default()));
        text.push('\n');
    }
    Ok(text)
}
