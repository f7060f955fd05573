//! The rows that belong to a person, in whichever table: found by what refers to people and accounts, so that a table
//! that comes later is not forgotten.

use rusqlite::{Connection, params};

use crate::domain::names::Called;
use crate::store::journal::JOURNALED;

/// Rows of one table.
#[derive(Debug)]
pub struct Rows {
    pub table: &'static str,
    pub ids: Vec<i64>,
    /// Rows that were taken out before, of which only the history tells.
    pub gone: Vec<i64>,
}

/// Numbers as SQL reads a list of them.
pub fn list(ids: &[i64]) -> String {
    serde_json::Value::from(ids.to_vec()).to_string()
}

/// Everything of these people, parents before children.
pub fn of(connection: &Connection, people: &[i64]) -> rusqlite::Result<Vec<Rows>> {
    let mut all = Vec::new();
    for journaled in JOURNALED {
        let table = journaled.table;
        let Some(theirs) = theirs(connection, table)? else {
            continue;
        };
        let sql = format!("SELECT id FROM {table} WHERE {theirs}");
        let ids = ids(connection, &sql, &list(people))?;
        all.push(Rows {
            table,
            ids,
            gone: Vec::new(),
        });
    }
    let (ids, gone) = lonely_managers(connection, people)?
        .into_iter()
        .partition(|manager| is_manager(connection, *manager).unwrap_or(true));
    all.push(Rows {
        table: "manager",
        ids,
        gone,
    });
    Ok(all)
}

/// SQL that holds for a row of people's; `None` for tables that say nothing of people.
fn theirs(connection: &Connection, table: &str) -> rusqlite::Result<Option<String>> {
    const PEOPLE: &str = "(SELECT value FROM json_each(?1))";
    if table == "person" {
        return Ok(Some(format!("id IN {PEOPLE}")));
    }
    let refers: Vec<(String, String)> = connection
        .prepare_cached(
            "SELECT \"table\", \"from\" FROM pragma_foreign_key_list(?1) WHERE \"table\" IN ('person', 'account')",
        )?
        .query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let conditions: Vec<String> = refers
        .iter()
        .map(|(to, column)| match to.as_str() {
            "person" => format!("{column} IN {PEOPLE}"),
            _ => format!("{column} IN (SELECT id FROM account WHERE person_id IN {PEOPLE})"),
        })
        .collect();
    Ok((!conditions.is_empty()).then(|| conditions.join(" OR ")))
}

/// Managers who stand for these people and for nobody else, now or in what others could take back.
fn lonely_managers(connection: &Connection, people: &[i64]) -> rusqlite::Result<Vec<i64>> {
    let sql = "WITH theirs (id) AS (
           SELECT manager_id FROM contact_point WHERE person_id IN (SELECT value FROM json_each(?1))
           UNION SELECT json_extract(before, '$.manager_id') FROM journal
             WHERE tbl = 'contact_point' AND person_id IN (SELECT value FROM json_each(?1))
           UNION SELECT json_extract(after, '$.manager_id') FROM journal
             WHERE tbl = 'contact_point' AND person_id IN (SELECT value FROM json_each(?1)))
         SELECT id FROM theirs m WHERE id IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM contact_point p WHERE p.manager_id = m.id
             AND p.person_id NOT IN (SELECT value FROM json_each(?1)))
           AND NOT EXISTS (SELECT 1 FROM journal j WHERE j.tbl = 'contact_point'
             AND j.person_id NOT IN (SELECT value FROM json_each(?1))
             AND m.id IN (json_extract(j.before, '$.manager_id'), json_extract(j.after, '$.manager_id')))";
    ids(connection, sql, &list(people))
}

fn is_manager(connection: &Connection, id: i64) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM manager WHERE id = ?1)")?
        .query_row([id], |row| row.get(0))
}

/// Deletes them, children before parents.
pub fn delete(connection: &Connection, all: &[Rows]) -> rusqlite::Result<()> {
    let (managers, others): (Vec<&Rows>, Vec<&Rows>) =
        all.iter().partition(|rows| rows.table == "manager");
    for rows in others.into_iter().rev().chain(managers) {
        let sql = format!(
            "DELETE FROM {} WHERE id IN (SELECT value FROM json_each(?1))",
            rows.table
        );
        connection.execute(&sql, [list(&rows.ids)])?;
    }
    Ok(())
}

/// Everything that says who they are: names, handles, ways to reach them, as they are and as they were.
pub fn words(connection: &Connection, people: &[i64]) -> rusqlite::Result<Vec<(Called, String)>> {
    let sql = "SELECT 'name', name FROM person WHERE id IN (SELECT value FROM json_each(?1))
         UNION SELECT 'handle', handle FROM account WHERE person_id IN (SELECT value FROM json_each(?1))
         UNION SELECT 'value', value FROM contact_point WHERE person_id IN (SELECT value FROM json_each(?1))
         UNION SELECT 'name', m.name FROM manager m WHERE m.id IN (SELECT value FROM json_each(?2))
         UNION SELECT names.value, json_extract(image.value, '$.' || names.value)
           FROM journal j, json_each(json_array(json(j.before), json(j.after))) image,
             json_each('[\"name\", \"handle\", \"value\"]') names
           WHERE j.person_id IN (SELECT value FROM json_each(?1)) AND j.last_id IS NULL
             AND j.tbl IN ('person', 'account', 'contact_point')";
    let managers = list(&lonely_managers(connection, people)?);
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params![list(people), managers])?;
    let mut words = Vec::new();
    while let Some(row) = rows.next()? {
        let called = match row.get_ref(0)?.as_str()? {
            "name" => Called::Name,
            "handle" => Called::Handle,
            _ => Called::Address,
        };
        let word: Option<String> = row.get(1)?;
        words.extend(word.map(|word| (called, word)));
    }
    words.retain(|(_, word)| !word.trim().is_empty());
    // The longest first: a mail goes before the handle that it begins with.
    words.sort_by_key(|(_, word)| std::cmp::Reverse(word.len()));
    Ok(words)
}

pub fn ids(connection: &Connection, sql: &str, people: &str) -> rusqlite::Result<Vec<i64>> {
    connection
        .prepare_cached(sql)?
        .query_map([people], |row| row.get::<_, Option<i64>>(0))?
        .filter_map(Result::transpose)
        .collect()
}
