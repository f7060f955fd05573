//! What a query means to the database: a condition on `card`, whose columns stand in it with their table's name.
//!
//! Fields that the card has are compared there; others are looked up by the person's id. Words of free text are
//! narrowed by the full text first, for folding every row would be slow.

mod fields;

use rusqlite::functions::FunctionFlags;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use self::fields::of_test;
use super::search;
use crate::domain::query::{Filter, Query};
use crate::domain::settings::Tiers;
use crate::domain::text::{fold, spaced};

/// A condition in SQL and the values it binds, in order.
#[derive(Debug, Default)]
pub(super) struct Condition {
    pub(super) sql: String,
    pub(super) values: Vec<Value>,
}

/// Gives the connection `folded(text)`: folded words between single blanks, one before the first.
pub(super) fn add_functions(connection: &Connection) -> rusqlite::Result<()> {
    connection.create_scalar_function(
        "folded",
        1,
        FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC,
        |context| {
            let text = context.get_raw(0).as_str_or_null();
            Ok(text.ok().flatten().map(words_of))
        },
    )
}

fn words_of(text: &str) -> String {
    format!(" {}", spaced(&fold(text)))
}

/// The condition that everything but the words searched for must meet; `None` where there is none.
pub(super) fn condition(query: &Query, tiers: Tiers) -> Option<Condition> {
    let mut whole = Condition::default();
    for word in query.words.iter().filter(|word| word.negated) {
        if let Some(terms) = search::beginnings(&word.text, word.together) {
            whole.and("card.person_id NOT IN (SELECT rowid FROM search WHERE search MATCH ?)");
            whole.values.push(terms.into());
        }
    }
    for filter in &query.filters {
        let one = of_filter(filter, tiers);
        let sql = if filter.negated {
            format!("NOT coalesce(({}), 0)", one.sql)
        } else {
            format!("({})", one.sql)
        };
        whole.and(&sql);
        whole.values.extend(one.values);
    }
    (!whole.sql.is_empty()).then_some(whole)
}

/// The condition that a query is as a whole, its words as beginnings of words or inside them.
pub(super) fn whole(query: &Query, tiers: Tiers) -> Option<Condition> {
    let mut whole = condition(query, tiers).unwrap_or_default();
    for word in query.words.iter().filter(|word| !word.negated) {
        let Some(terms) = search::beginnings(&word.text, word.together) else {
            continue;
        };
        let inside = search::inside(&word.text, word.together);
        let mut sql =
            "(card.person_id IN (SELECT rowid FROM search WHERE search MATCH ?)".to_owned();
        whole.values.push(terms.into());
        if let Some(inside) = inside {
            sql.push_str(" OR card.person_id IN (SELECT rowid FROM inside WHERE inside MATCH ?)");
            whole.values.push(inside.into());
        }
        sql.push(')');
        whole.and(&sql);
    }
    (!whole.sql.is_empty()).then_some(whole)
}

impl Condition {
    /// Its SQL with numbered parameters, for a statement that has others; the first gets this number.
    pub(super) fn numbered(&self, first: usize) -> String {
        let mut parts = self.sql.split('?');
        let mut sql = parts.next().unwrap_or_default().to_owned();
        for (index, part) in parts.enumerate() {
            sql.push('?');
            sql.push_str(&(first + index).to_string());
            sql.push_str(part);
        }
        sql
    }

    /// Its SQL to stand after another condition; blank where it says nothing.
    pub(super) fn and_so(&self) -> String {
        if self.sql.is_empty() {
            return String::new();
        }
        format!(" AND ({})", self.sql)
    }

    fn and(&mut self, sql: &str) {
        if !self.sql.is_empty() {
            self.sql.push_str(" AND ");
        }
        self.sql.push_str(sql);
    }

    fn new(sql: impl Into<String>, values: Vec<Value>) -> Condition {
        Condition {
            sql: sql.into(),
            values,
        }
    }
}

/// The ids that a statement with a condition gives.
pub(super) fn ids(
    connection: &Connection,
    sql: &str,
    values: Vec<Value>,
) -> rusqlite::Result<Vec<u32>> {
    connection
        .prepare(sql)?
        .query_map(params_from_iter(values), |row| row.get(0))?
        .collect()
}

/// One of the tests must hold.
fn of_filter(filter: &Filter, tiers: Tiers) -> Condition {
    let mut any = Condition::default();
    for test in &filter.any_of {
        let one = of_test(filter.field, test, tiers);
        if !any.sql.is_empty() {
            any.sql.push_str(" OR ");
        }
        any.sql.push_str(&one.sql);
        any.values.extend(one.values);
    }
    any
}
