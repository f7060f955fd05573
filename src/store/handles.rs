//! Accounts by their handles: whose a name from a source is, and handles by their beginning for the completion in a
//! shell.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{Failure, Store};
use crate::domain::ids::PersonId;
use crate::domain::platform::{Handle, Meeting, NameKind, Platform, meeting, meeting_as_it_stood};
use crate::domain::question::Holder;
use crate::domain::text::Clean;

/// An account that a name from a source may be.
#[derive(Debug, Clone)]
pub(super) struct Met {
    /// The account's number.
    pub account: i64,
    /// Whose it is.
    pub person: i64,
    /// The platform as it is kept.
    pub platform: Platform,
    /// The handle as it is kept.
    pub handle: Handle,
    /// The country of its audience.
    pub audience: Option<String>,
    /// How the two belong together.
    pub meeting: Meeting,
}

/// Every account that a name may be, the surest first.
pub(super) fn met(
    connection: &Connection,
    platform: Platform,
    handle: &Handle,
) -> rusqlite::Result<Vec<Met>> {
    if let Some(same) = exact(connection, platform, handle)? {
        return Ok(vec![same]);
    }
    if !may_be_kept_otherwise(platform, handle) {
        return Ok(Vec::new());
    }
    candidates(connection, platform, handle)
}

/// Whether an account of this name may be kept under another platform or kind. Most are not, and are asked for once.
pub(super) fn may_be_kept_otherwise(platform: Platform, handle: &Handle) -> bool {
    platform == Platform::Other
        || platform.is_younger()
        || platform.leaves_kind_open()
        || handle.kind() != NameKind::Plain
}

/// The account with this platform, kind and name.
pub(super) fn exact(
    connection: &Connection,
    platform: Platform,
    handle: &Handle,
) -> rusqlite::Result<Option<Met>> {
    connection
        .prepare_cached(
            "SELECT id, person_id, platform, handle_kind, handle, audience_country FROM account
             WHERE handle_key = ?1 AND platform = ?2 AND handle_kind = ?3",
        )?
        .query_row(
            params![handle.key(), platform.word(), handle.kind().word()],
            |row| Ok(read(row)?.met(Meeting::Same)),
        )
        .optional()
}

/// The account that was made of the cell of a handle as it stood, where the cell is read as this name today.
pub(super) fn as_it_stood(
    connection: &Connection,
    stood: &Handle,
    source: (Platform, &Handle),
) -> rusqlite::Result<Option<Met>> {
    for on in [source.0, Platform::Other] {
        let Some(mut met) = exact(connection, on, stood)? else {
            continue;
        };
        let is_itself = on == source.0 && stood.loose_key() == source.1.loose_key();
        let how = meeting_as_it_stood((on, &met.handle), source).filter(|_| !is_itself);
        if let Some(how) = how {
            met.meeting = how;
            return Ok(Some(met));
        }
    }
    Ok(None)
}

/// Accounts that are no exact match and may be meant, the surest first.
pub(super) fn candidates(
    connection: &Connection,
    platform: Platform,
    handle: &Handle,
) -> rusqlite::Result<Vec<Met>> {
    let mut found: Vec<Met> = with_key(connection, handle)?
        .into_iter()
        .filter_map(|kept| {
            let how = meeting((kept.platform, &kept.handle), (platform, handle))?;
            (how != Meeting::Same).then(|| kept.met(how))
        })
        .collect();
    found.sort_by_key(|one| one.meeting);
    Ok(found)
}

/// Accounts of any platform under one of the forms of a handle, in the order in which they came.
fn with_key(connection: &Connection, handle: &Handle) -> rusqlite::Result<Vec<Kept>> {
    let keys = handle.possible_keys();
    let key = |place: usize| keys.get(place).or(keys.first());
    connection
        .prepare_cached(
            "SELECT id, person_id, platform, handle_kind, handle, audience_country FROM account
             WHERE handle_key IN (?1, ?2, ?3, ?4) ORDER BY id",
        )?
        .query_map(params![key(0), key(1), key(2), key(3)], read)?
        .collect()
}

/// An account as it is kept.
struct Kept {
    account: i64,
    person: i64,
    platform: Platform,
    handle: Handle,
    audience: Option<String>,
}

impl Kept {
    fn met(self, meeting: Meeting) -> Met {
        Met {
            account: self.account,
            person: self.person,
            platform: self.platform,
            handle: self.handle,
            audience: self.audience,
            meeting,
        }
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Kept> {
    let kind = NameKind::stored(row.get_ref(3)?.as_str()?);
    Ok(Kept {
        account: row.get(0)?,
        person: row.get(1)?,
        platform: Platform::stored(row.get_ref(2)?.as_str()?),
        handle: Handle::stored(kind, row.get_ref(4)?.as_str()?),
        audience: row.get(5)?,
    })
}

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
    /// Who has an account of this name: all whom it may be. Without a platform, on any.
    ///
    /// # Errors
    /// What `SQLite` says.
    pub(super) fn holders(
        &self,
        platform: Option<Platform>,
        handle: &Handle,
    ) -> Result<Vec<Holder>, Failure> {
        let found: Vec<(i64, Platform, Handle)> = match platform {
            Some(platform) => met(&self.connection, platform, handle)?
                .into_iter()
                .map(|one| (one.person, one.platform, one.handle))
                .collect(),
            None => with_key(&self.connection, handle)?
                .into_iter()
                .map(|one| (one.person, one.platform, one.handle))
                .collect(),
        };
        let mut name = self
            .connection
            .prepare_cached("SELECT name FROM card WHERE person_id = ?1")?;
        let mut holders = Vec::with_capacity(found.len());
        for (person, platform, handle) in found {
            let name: Option<String> = name.query_row([person], |row| row.get(0)).optional()?;
            holders.push(Holder {
                person: PersonId(person),
                name: Clean::line(&name.unwrap_or_default()),
                platform,
                handle,
            });
        }
        Ok(holders)
    }

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
