//! The row journal: what stood before and after in every row that a change set changed.
//!
//! Triggers write it, generated from [`JOURNALED`]; a table stands there or in `DERIVED`, and a test fails for
//! one in neither. A write outside a change set fails, because the journal's row has no set.

use rusqlite::Connection;

/// A table whose rows are journaled.
#[derive(Debug)]
pub struct Journaled {
    /// The table.
    pub table: &'static str,
    /// Its columns without `id` and `version`.
    pub columns: &'static [&'static str],
    /// SQL for the person a row is about; `@` stands for `new` or `old`.
    person: &'static str,
}

/// Every journaled table, parents before children.
pub const JOURNALED: &[Journaled] = &[
    Journaled {
        table: "person",
        columns: &[
            "stage",
            "stage_since",
            "park_reason",
            "look_again",
            "snoozed_until",
            "by_hand",
            "extra",
            "added",
            "name",
            "pronouns",
            "place",
            "country",
            "language",
            "time_zone",
            "niche",
            "tags",
            "owner",
            "segment",
            "care_level",
            "keep_in_touch",
            "channel",
            "marks",
            "story",
            "boundaries",
            "break_until",
            "next_step",
            "next_date",
            "next_owner",
            "languages",
            "sizes",
            "shortlisted",
        ],
        person: "@.id",
    },
    Journaled {
        table: "account",
        columns: &[
            "person_id",
            "platform",
            "handle",
            "handle_key",
            "audience_country",
            "handle_kind",
        ],
        person: "@.person_id",
    },
    Journaled {
        table: "snapshot",
        columns: &[
            "account_id",
            "date",
            "source",
            "followers",
            "posts",
            "average_views",
            "average_likes",
            "average_comments",
            "average_shares",
            "average_engagement",
            "authentic_engagement",
            "engagement_rate",
            "quality",
        ],
        person: "(SELECT person_id FROM account WHERE id = @.account_id)",
    },
    Journaled {
        table: "manager",
        columns: &["name", "role"],
        person: "NULL",
    },
    Journaled {
        table: "contact_point",
        columns: &["person_id", "manager_id", "kind", "value"],
        person: "@.person_id",
    },
    Journaled {
        table: "touch",
        columns: &[
            "person_id",
            "direction",
            "channel",
            "kind",
            "date",
            "text",
            "by",
            "imported",
            "settled",
        ],
        person: "@.person_id",
    },
    Journaled {
        table: "audience_share",
        columns: &[
            "person_id",
            "account_id",
            "kind",
            "key",
            "share",
            "date",
            "source",
            "imported",
        ],
        person: "@.person_id",
    },
    Journaled {
        table: "sponsorship",
        columns: &[
            "person_id",
            "brand",
            "brand_key",
            "posts",
            "sponsored",
            "first",
            "last",
            "date",
            "source",
            "imported",
        ],
        person: "@.person_id",
    },
    Journaled {
        table: "competitor",
        columns: &["brand", "brand_key"],
        person: "NULL",
    },
    Journaled {
        table: "rate",
        columns: &[
            "person_id",
            "kind",
            "platform",
            "amount",
            "currency",
            "note",
            "date",
            "source",
            "imported",
        ],
        person: "@.person_id",
    },
    Journaled {
        table: "note",
        columns: &["person_id", "date", "by", "text"],
        person: "@.person_id",
    },
    Journaled {
        table: "stage_move",
        columns: &[
            "person_id",
            "from_stage",
            "to_stage",
            "date",
            "by",
            "without",
            "because",
        ],
        person: "@.person_id",
    },
    Journaled {
        table: "saved_view",
        columns: &["name", "owner", "query", "sort", "reversed", "columns"],
        person: "NULL",
    },
    Journaled {
        table: "fit_check",
        columns: &["person_id", "kind", "answer", "line", "date", "by"],
        person: "@.person_id",
    },
    Journaled {
        table: "flag_decision",
        columns: &[
            "person_id",
            "account_id",
            "kind",
            "figures",
            "words",
            "decision",
            "line",
            "date",
            "by",
        ],
        person: "@.person_id",
    },
    Journaled {
        table: "merged",
        columns: &["person_id", "gone", "name", "date", "by"],
        person: "@.person_id",
    },
    Journaled {
        table: "not_same",
        columns: &["person_id", "other_id", "date", "by"],
        person: "@.person_id",
    },
    Journaled {
        table: "setting",
        columns: &["key", "value"],
        person: "NULL",
    },
    Journaled {
        table: "mapping",
        columns: &["headers", "map", "by", "date"],
        person: "NULL",
    },
];

/// Tables that are not journaled: made from the others, or the journal itself, or facts about the file.
#[cfg(test)]
pub const DERIVED: &[&str] = &[
    "desk",
    "member",
    "change_set",
    "journal",
    "journal_now",
    "job",
    "job_note",
    "card",
    "tally",
    "search",
    "inside",
    "search_queue",
    "erasure",
];

impl Journaled {
    /// The table with this name.
    pub fn named(table: &str) -> Option<&'static Journaled> {
        JOURNALED.iter().find(|journaled| journaled.table == table)
    }

    /// SQL that makes the image of a row; `prefix` is `new.`, `old.` or blank.
    pub fn image(&self, prefix: &str) -> String {
        let pairs: Vec<String> = self
            .columns
            .iter()
            .map(|column| format!("'{column}', {prefix}{column}"))
            .collect();
        format!("json_object({})", pairs.join(", "))
    }

    /// SQL for the person that a row is about.
    pub fn person_of(&self, row: &str) -> String {
        self.person.replace('@', row)
    }

    fn trigger(&self, event: &str) -> (String, String) {
        let (row, before, after, when) = match event {
            "INSERT" => (
                "new",
                "NULL".into(),
                self.image("new."),
                " WHEN (SELECT bulk FROM journal_now) = 0",
            ),
            "DELETE" => ("old", self.image("old."), "NULL".into(), ""),
            _ => ("new", self.image("old."), self.image("new."), ""),
        };
        let table = self.table;
        let name = format!("journal_{table}_{}", event.to_lowercase());
        let person = self.person_of(row);
        let sql = format!(
            "CREATE TRIGGER {name} AFTER {event} ON {table}{when} BEGIN INSERT INTO journal (set_id, tbl, row_id, person_id, before, after) VALUES ((SELECT set_id FROM journal_now), '{table}', {row}.id, {person}, {before}, {after}); END"
        );
        (name, sql)
    }
}

/// Name and text of every trigger of the journal.
pub fn triggers() -> Vec<(String, String)> {
    JOURNALED
        .iter()
        .flat_map(|journaled| ["INSERT", "UPDATE", "DELETE"].map(|event| journaled.trigger(event)))
        .collect()
}

/// The columns of every journaled table that is in the file.
pub fn columns_there(connection: &Connection) -> rusqlite::Result<Vec<(&'static str, String)>> {
    let mut there = Vec::new();
    let mut statement = connection.prepare("SELECT name FROM pragma_table_info(?1)")?;
    for journaled in JOURNALED {
        let names = statement.query_map([journaled.table], |row| row.get(0))?;
        for name in names {
            there.push((journaled.table, name?));
        }
    }
    Ok(there)
}

/// Gives images of rows the columns that a step has added to their tables, with the value that the rows got.
///
/// Undo compares a row with its image whole: without this, nothing written before an upgrade could be taken back.
pub fn widen_images(
    connection: &Connection,
    before: &[(&'static str, String)],
) -> rusqlite::Result<()> {
    for journaled in JOURNALED {
        let is_older = before.iter().any(|(table, _)| *table == journaled.table);
        let added = connection
            .prepare(
                "SELECT name, coalesce(dflt_value, 'NULL') FROM pragma_table_info(?1) ORDER BY cid",
            )?
            .query_map([journaled.table], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<Vec<(String, String)>>>()?;
        let added: Vec<String> = added
            .into_iter()
            .filter(|(name, _)| !before.contains(&(journaled.table, name.clone())))
            .map(|(name, value)| format!("'$.{name}', {value}"))
            .collect();
        if !is_older || added.is_empty() {
            continue;
        }
        let more = added.join(", ");
        let table = journaled.table;
        connection.execute_batch(&format!(
            "UPDATE journal SET before = json_insert(before, {more}), after = json_insert(after, {more})
             WHERE tbl = '{table}' AND last_id IS NULL"
        ))?;
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn fresh() -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        super::super::schema::migrate(&connection, 0, super::super::schema::SHAPE).unwrap();
        connection
    }

    fn strings(connection: &Connection, sql: &str) -> Vec<String> {
        let mut statement = connection.prepare(sql).unwrap();
        statement
            .query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect()
    }

    #[test]
    fn every_table_is_journaled_or_derived() {
        let connection = fresh();
        let tables = strings(
            &connection,
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
             AND name NOT LIKE 'search_%' AND name NOT LIKE 'inside_%' UNION SELECT 'search_queue'",
        );
        for table in tables {
            let known = Journaled::named(&table).is_some() || DERIVED.contains(&table.as_str());
            assert!(known, "{table} is neither journaled nor derived");
        }
    }

    #[test]
    fn the_journal_knows_every_column_of_its_tables() {
        let connection = fresh();
        for journaled in JOURNALED {
            let columns = strings(
                &connection,
                &format!(
                    "SELECT name FROM pragma_table_info('{}') WHERE name NOT IN ('id', 'version') ORDER BY cid",
                    journaled.table
                ),
            );
            assert_eq!(columns, journaled.columns, "{}", journaled.table);
        }
    }

    #[test]
    fn a_write_outside_a_change_set_fails() {
        let connection = fresh();
        let written = connection.execute(
            "INSERT INTO person (stage_since, added) VALUES ('2026-01-01', '2026-01-01')",
            [],
        );
        assert!(written.is_err());
    }
}
