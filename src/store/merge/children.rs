//! What hangs off a person goes along to the one who stays. What both have is joined, and nothing is lost: a row that
//! says the same twice goes, and stands in the journal.
//!
//! A test walks the schema: a table that points at people and is not handled here fails it.

use rusqlite::{Connection, OptionalExtension, params};

use crate::domain::ids::PersonId;
use crate::domain::merge::{Outcome, Settled, Sides};

/// How the rows of a table go along.
#[derive(Debug, Clone, Copy)]
enum Goes {
    /// All of them.
    Along,
    /// Those that do not stand there already; they are the same where all of these are.
    Once(&'static [&'static str]),
    /// One line a brand.
    Sponsors,
    /// Answers were settled before; what is left goes along.
    Fit,
    /// Pairs who are two: the one who stays takes the place.
    Pairs,
}

/// Every table that points at people, and the column that does.
const CHILDREN: &[(&str, &str, Goes)] = &[
    ("account", "person_id", Goes::Along),
    ("audience_share", "person_id", Goes::Along),
    ("flag_decision", "person_id", Goes::Along),
    ("stage_move", "person_id", Goes::Along),
    ("merged", "person_id", Goes::Along),
    (
        "contact_point",
        "person_id",
        Goes::Once(&["kind", "lower(@.value)", "manager_id"]),
    ),
    (
        "touch",
        "person_id",
        Goes::Once(&[
            "direction",
            "channel",
            "kind",
            "date",
            "text",
            "by",
            "settled",
        ]),
    ),
    ("note", "person_id", Goes::Once(&["date", "by", "text"])),
    (
        "rate",
        "person_id",
        Goes::Once(&["kind", "platform", "amount", "currency", "note", "date"]),
    ),
    ("sponsorship", "person_id", Goes::Sponsors),
    ("fit_check", "person_id", Goes::Fit),
    ("not_same", "person_id", Goes::Pairs),
    ("not_same", "other_id", Goes::Pairs),
];

/// Brings everything of `other` to `keep`.
pub(super) fn bring(tx: &Connection, keep: PersonId, other: PersonId) -> rusqlite::Result<()> {
    for (table, column, goes) in CHILDREN {
        match goes {
            Goes::Along => along(tx, table, keep, other)?,
            Goes::Once(same) => {
                let same: Vec<String> = same.iter().map(|what| is_same(what)).collect();
                let same = same.join(" AND ");
                tx.prepare_cached(&format!(
                    "DELETE FROM {table} AS t WHERE t.person_id = ?2
                       AND EXISTS (SELECT 1 FROM {table} k WHERE k.person_id = ?1 AND {same})"
                ))?
                .execute([keep.0, other.0])?;
                along(tx, table, keep, other)?;
            }
            Goes::Sponsors => {
                join_sponsors(tx, keep, other)?;
                along(tx, table, keep, other)?;
            }
            Goes::Fit => {
                tx.prepare_cached(
                    "DELETE FROM fit_check AS t WHERE t.person_id = ?2
                       AND EXISTS (SELECT 1 FROM fit_check k WHERE k.person_id = ?1 AND k.kind = t.kind)",
                )?
                .execute([keep.0, other.0])?;
                along(tx, table, keep, other)?;
            }
            Goes::Pairs => pairs(tx, column, keep, other)?,
        }
    }
    Ok(())
}

/// `t.x IS k.x`; of what has an `@`, it stands for the row.
fn is_same(what: &str) -> String {
    if what.contains('@') {
        format!("{} IS {}", what.replace('@', "t"), what.replace('@', "k"))
    } else {
        format!("t.{what} IS k.{what}")
    }
}

fn along(tx: &Connection, table: &str, keep: PersonId, other: PersonId) -> rusqlite::Result<()> {
    tx.prepare_cached(&format!(
        "UPDATE {table} SET person_id = ?1, version = version + 1 WHERE person_id = ?2"
    ))?
    .execute([keep.0, other.0])?;
    Ok(())
}

/// One line a brand: the larger figures, the whole span, both sources. Figures that differed were put together by whoever
/// merged the two, and no file undoes that.
fn join_sponsors(tx: &Connection, keep: PersonId, other: PersonId) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE sponsorship AS k SET version = k.version + 1,
           posts = CASE WHEN k.posts IS NULL OR t.posts > k.posts THEN t.posts ELSE k.posts END,
           sponsored = CASE WHEN k.sponsored IS NULL OR t.sponsored > k.sponsored THEN t.sponsored ELSE k.sponsored END,
           first = CASE WHEN k.first IS NULL OR t.first < k.first THEN t.first ELSE k.first END,
           last = CASE WHEN k.last IS NULL OR t.last > k.last THEN t.last ELSE k.last END,
           date = max(k.date, t.date),
           imported = CASE WHEN (k.posts, k.sponsored, k.first, k.last) IS (t.posts, t.sponsored, t.first, t.last)
             THEN min(k.imported, t.imported) ELSE 0 END,
           source = CASE WHEN instr(k.source, t.source) > 0 THEN k.source ELSE k.source || ', ' || t.source END
         FROM sponsorship t WHERE k.person_id = ?1 AND t.person_id = ?2 AND t.brand_key = k.brand_key",
    )?
    .execute([keep.0, other.0])?;
    tx.prepare_cached(
        "DELETE FROM sponsorship AS t WHERE t.person_id = ?2
           AND EXISTS (SELECT 1 FROM sponsorship k WHERE k.person_id = ?1 AND k.brand_key = t.brand_key)",
    )?
    .execute([keep.0, other.0])?;
    Ok(())
}

/// Pairs of whom one is gone: two who are one now are no pair, and a pair that stands already stands once.
fn pairs(tx: &Connection, column: &str, keep: PersonId, other: PersonId) -> rusqlite::Result<()> {
    let partner = if column == "person_id" {
        "other_id"
    } else {
        "person_id"
    };
    let found: Vec<(i64, i64)> = tx
        .prepare_cached(&format!(
            "SELECT id, {partner} FROM not_same WHERE {column} = ?1"
        ))?
        .query_map([other.0], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (id, partner) in found {
        let (one, two) = (keep.0.min(partner), keep.0.max(partner));
        let there: bool = tx
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM not_same WHERE person_id = ?1 AND other_id = ?2)",
            )?
            .query_row([one, two], |row| row.get(0))?;
        if one == two || there {
            tx.prepare_cached("DELETE FROM not_same WHERE id = ?1")?
                .execute([id])?;
        } else {
            tx.prepare_cached("UPDATE not_same SET person_id = ?2, other_id = ?3, version = version + 1 WHERE id = ?1")?
                .execute([id, one, two])?;
        }
    }
    Ok(())
}

/// Writes the answers to the fit checks as they were settled; what is left of them goes with [`bring`].
pub(super) fn settle_fit(
    tx: &Connection,
    keep: PersonId,
    sides: &Sides,
    outcome: &Outcome,
) -> rusqlite::Result<()> {
    for Settled { of, answer } in &outcome.fit {
        let whose = sides.0.get(*of).map_or(keep, |side| side.person.id);
        let row = |person: PersonId| {
            tx.prepare_cached("SELECT id FROM fit_check WHERE person_id = ?1 AND kind = ?2")?
                .query_row(params![person.0, answer.check.word()], |row| {
                    row.get::<_, i64>(0)
                })
                .optional()
        };
        let there = match row(keep)? {
            Some(id) => Some(id),
            None => row(whose)?,
        };
        tx.prepare_cached(
            "UPDATE fit_check SET person_id = ?2, answer = ?3, line = ?4, date = ?5, by = ?6, version = version + 1
             WHERE id = ?1 AND (person_id, answer, line, date, by) IS NOT (?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            there,
            keep.0,
            answer.verdict.word(),
            answer.line.as_stored(),
            crate::domain::dates::iso(answer.date),
            answer.by.as_str(),
        ])?;
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::store::schema;

    #[test]
    fn every_table_that_points_at_people_is_handled() {
        let connection = Connection::open_in_memory().unwrap();
        schema::migrate(&connection, 0, schema::SHAPE).unwrap();
        let mut statement = connection
            .prepare(
                "SELECT s.name, f.\"from\" FROM sqlite_schema s JOIN pragma_foreign_key_list(s.name) f
                 WHERE s.type = 'table' AND f.\"table\" = 'person'",
            )
            .unwrap();
        let found = statement
            .query_map([], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
            })
            .unwrap();
        let mut count = 0;
        for (table, column) in found.map(Result::unwrap) {
            let handled = CHILDREN
                .iter()
                .any(|(one, on, _)| *one == table && *on == column);
            assert!(
                handled,
                "{table}.{column} is not handled when people are merged"
            );
            count += 1;
        }
        assert_eq!(count, CHILDREN.len());
    }

    #[test]
    fn every_journaled_table_with_a_person_is_handled() {
        for table in crate::store::journal::JOURNALED {
            for column in table
                .columns
                .iter()
                .filter(|column| **column == "person_id")
            {
                let handled = CHILDREN
                    .iter()
                    .any(|(one, on, _)| one == &table.table && on == column);
                assert!(handled, "{}.{column}", table.table);
            }
        }
    }
}
