//! The shape of the file: the ordered list of migrations, the journal's triggers, the views, the indexes of the cards.

use rusqlite::Connection;

use super::{derived, journal, views};

/// Marks a file as ours (`ENTR`).
pub const APPLICATION_ID: i64 = 0x454E_5452;

/// Every step from an empty file to a shape; one that has landed is never changed, another is added.
#[derive(Debug, Clone, Copy)]
pub struct Shape<'a>(pub &'a [&'a str]);

impl Shape<'_> {
    /// How many steps it took; `user_version` of the file.
    #[must_use]
    pub fn version(self) -> i64 {
        i64::try_from(self.0.len()).unwrap_or(i64::MAX)
    }
}

/// The shape this program writes.
pub const SHAPE: Shape<'static> = Shape(&[
    include_str!("schema/0001_people.sql"),
    concat!(
        include_str!("schema/0002/people_data.sql"),
        include_str!("schema/0002/lists.sql"),
        include_str!("schema/0002/settings.sql"),
        include_str!("schema/0002/imports.sql"),
        include_str!("schema/0002/triage.sql"),
    ),
    concat!(
        include_str!("schema/0003/erase.sql"),
        include_str!("schema/0003/merge.sql"),
    ),
    concat!(include_str!("schema/0004/accounts.sql")),
]);

/// Its number.
pub const VERSION: i64 = 4;

/// Indexes of the cards by name; dropped and made again round an import into an empty file.
pub const CARD_INDEXES: &[(&str, &str)] = &[
    ("card_name", "card (name_key, person_id)"),
    ("card_followers", "card (followers DESC, person_id)"),
    ("card_engagement", "card (engagement DESC, person_id)"),
    ("card_since", "card (since, person_id)"),
    (
        "card_last_contact",
        "card (last_contact IS NULL, last_contact, person_id)",
    ),
    (
        "card_owner",
        "card (owner = '', owner, name_key, person_id)",
    ),
    (
        "card_board_next",
        "card (board, next_date IS NULL, next_date, person_id)",
    ),
    ("card_board_since", "card (board, since, person_id)"),
    (
        "card_board_followers",
        "card (board, followers DESC, person_id)",
    ),
    (
        "card_board_contact",
        "card (board, last_contact IS NULL, last_contact, person_id)",
    ),
    ("card_board_name", "card (board, name_key, person_id)"),
    (
        "card_due",
        "card (next_date, person_id) WHERE next_date IS NOT NULL AND board >= 0",
    ),
    (
        "card_reply",
        "card (reply_owed, person_id) WHERE reply_owed IS NOT NULL AND board >= 0",
    ),
    (
        "card_quiet",
        "card (care_from, person_id) WHERE care_from IS NOT NULL",
    ),
    (
        "card_look_again",
        "card (look_again, person_id) WHERE look_again IS NOT NULL",
    ),
];

/// Makes the indexes of the cards.
pub fn make_card_indexes(connection: &Connection) -> rusqlite::Result<()> {
    for (name, on) in CARD_INDEXES {
        connection.execute_batch(&format!("CREATE INDEX {name} ON {on}"))?;
    }
    Ok(())
}

/// Drops the indexes of the cards.
pub fn drop_card_indexes(connection: &Connection) -> rusqlite::Result<()> {
    for (name, _) in CARD_INDEXES {
        connection.execute_batch(&format!("DROP INDEX IF EXISTS {name}"))?;
    }
    Ok(())
}

/// Brings a file from the shape `from` to this one, inside the transaction of the caller.
pub fn migrate(connection: &Connection, from: i64, shape: Shape<'_>) -> rusqlite::Result<()> {
    views::drop_all(connection)?;
    let before = journal::columns_there(connection)?;
    let done = usize::try_from(from).unwrap_or(0);
    for step in shape.0.iter().skip(done) {
        connection.execute_batch(step)?;
    }
    if from == 0 {
        make_card_indexes(connection)?;
    }
    if from == 1 {
        // Cards of the first shape know no red flags.
        derived::raise_flags(connection)?;
    }
    journal::widen_images(connection, &before)?;
    for (name, sql) in journal::triggers() {
        connection.execute_batch(&format!("DROP TRIGGER IF EXISTS {name}; {sql}"))?;
    }
    views::make_all(connection)?;
    let version = shape.version();
    connection.execute_batch(&format!(
        "PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {version};"
    ))
}

/// Whose triggers and views are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Triggers {
    /// Of this program, word for word.
    Exact,
    /// Of an older one: only their names are known.
    Named,
}

/// The first trigger or view that this program did not make; such a file could act behind our back.
pub fn foreign_object(
    connection: &Connection,
    triggers: Triggers,
) -> rusqlite::Result<Option<String>> {
    let mut ours = journal::triggers();
    ours.extend(
        views::VIEWS
            .iter()
            .map(|view| (view.name.to_owned(), view.sql())),
    );
    let mut statement = connection
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type IN ('trigger', 'view')")?;
    let found = statement
        .query_map([], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?))
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let known = |name: &str, sql: &Option<String>| {
        ours.iter()
            .any(|(n, s)| n == name && (triggers == Triggers::Named || Some(s) == sql.as_ref()))
    };
    Ok(found
        .into_iter()
        .find(|(name, sql)| !known(name, sql))
        .map(|(name, _)| name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_counts_the_steps() {
        assert_eq!(SHAPE.version(), VERSION);
    }
}
