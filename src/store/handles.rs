//! Handles by their beginning, for the completion in a shell.

use rusqlite::{Row, params};

use super::{Failure, Store};
use crate::domain::text::Clean;

/// A handle that somebody has, on one platform or several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handled {
    /// The form by which it is found: see [`key`](crate::domain::platform::Handle::key).
    pub key: String,
    /// Whose it is, and where: `Ada Lovelace on instagram`.
    pub whose: Clean,
}

const SELECT: &str = "SELECT a.handle_key, c.name || ' on ' || a.platform
    FROM account a JOIN card c ON c.person_id = a.person_id WHERE a.handle_key >= ?1 AND a.handle_key < ?2";

impl Store {
    /// Accounts whose handle's key begins so, in its order: the first of them, and the very last, so that what all of
    /// those given have in common is what all of them have in common.
    ///
    /// # Errors
    /// What `SQLite` says.
    pub fn handles_from(&self, beginning: &str, most: u32) -> Result<Vec<Handled>, Failure> {
        let behind = format!("{beginning}\u{10ffff}");
        let mut found: Vec<Handled> = Vec::new();
        for order in ["handle_key LIMIT ?3", "handle_key DESC LIMIT min(1, ?3)"] {
            let mut statement = self
                .connection
                .prepare_cached(&format!("{SELECT} ORDER BY a.{order}"))?;
            let rows = statement.query_map(params![beginning, behind, most], handled)?;
            for one in rows {
                let one = one?;
                match found.iter_mut().find(|there| there.key == one.key) {
                    None => found.push(one),
                    Some(there) if there.whose != one.whose => {
                        there.whose = Clean::line(&format!("{}, {}", there.whose, one.whose));
                    }
                    Some(_) => {}
                }
            }
        }
        Ok(found)
    }
}

fn handled(row: &Row<'_>) -> rusqlite::Result<Handled> {
    Ok(Handled {
        key: row.get(0)?,
        whose: Clean::line(&row.get::<_, String>(1)?),
    })
}
