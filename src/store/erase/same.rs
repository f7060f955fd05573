//! Under which names somebody is and was kept, and whoever is gone but was the same person.

use std::collections::BTreeSet;

use rusqlite::{Connection, params};

use super::rows::{ids, list};
use crate::domain::platform::{Handle, NameKind, Platform, read_on};

/// What tells a person in another copy of the database, and in the history of this one.
#[derive(Debug, Default)]
pub struct Traces {
    accounts: Vec<Account>,
    names: Vec<String>,
}

/// An account under every form in which it may be kept: as it is, as it was, and as an older program kept it.
#[derive(Debug)]
struct Account {
    platform: Platform,
    keys: BTreeSet<String>,
}

/// The images of a row of the journal that are there.
const IMAGES: &str = "json_each(json_array(json(coalesce(j.before, j.after)), json(coalesce(j.after, j.before)))) image";

impl Traces {
    /// Of these people, who are one.
    pub fn of(connection: &Connection, people: &[i64]) -> rusqlite::Result<Traces> {
        let sql = format!(
            "SELECT platform, handle_kind, handle, handle_key FROM account WHERE person_id IN (SELECT value FROM json_each(?1))
             UNION SELECT json_extract(image.value, '$.platform'), coalesce(json_extract(image.value, '$.handle_kind'), ''),
                 json_extract(image.value, '$.handle'), json_extract(image.value, '$.handle_key')
               FROM journal j, {IMAGES}
               WHERE j.tbl = 'account' AND j.last_id IS NULL AND j.person_id IN (SELECT value FROM json_each(?1))"
        );
        let mut traces = Traces::default();
        let mut statement = connection.prepare_cached(&sql)?;
        let mut rows = statement.query([list(people)])?;
        while let Some(row) = rows.next()? {
            let text = |place| row.get::<_, String>(place);
            let (platform, kind) = (Platform::stored(&text(0)?), NameKind::stored(&text(1)?));
            let handle = Handle::stored(kind, &text(2)?);
            let mut keys: BTreeSet<String> = handle.possible_keys().into_iter().collect();
            if platform == Platform::Other {
                // What the name is on the platforms that were kept as `other` before they were known.
                let younger = Platform::ALL.into_iter().filter(Platform::is_younger);
                let named = younger.filter_map(|on| read_on(on, handle.as_str()).ok());
                keys.extend(named.flat_map(|(_, again)| again.possible_keys()));
            }
            let key = text(3)?;
            // Older programs kept every name in lower case.
            keys.insert(key.to_lowercase());
            keys.insert(key);
            traces.accounts.push(Account { platform, keys });
        }
        let sql = "SELECT name FROM person WHERE id IN (SELECT value FROM json_each(?1)) AND trim(name) <> ''";
        let mut statement = connection.prepare_cached(sql)?;
        let names = statement.query_map([list(people)], |row| row.get(0))?;
        traces.names = names.collect::<rusqlite::Result<_>>()?;
        Ok(traces)
    }

    /// Whether they have or had an account.
    pub fn has_account(&self) -> bool {
        !self.accounts.is_empty()
    }

    /// The keys of all accounts.
    pub fn keys(&self) -> BTreeSet<&str> {
        let keys = self.accounts.iter().flat_map(|account| &account.keys);
        keys.map(String::as_str).collect()
    }

    /// The names that they have.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Whether an account that was kept so is one of theirs. One that was `other` may have learned its platform since.
    fn have(&self, platform: Platform, key: &str) -> bool {
        let is_same = |one: Platform| {
            one == platform
                || (one == Platform::Other && platform.is_younger())
                || (platform == Platform::Other && one.is_younger())
        };
        let mut accounts = self.accounts.iter();
        accounts.any(|account| account.keys.contains(key) && is_same(account.platform))
    }
}

/// The person, and whoever is gone but was the same: merged into them, or taken back and brought in anew under the
/// same handle. What the history holds of those is about this person.
pub fn people(connection: &Connection, person: i64) -> rusqlite::Result<Vec<i64>> {
    let mut people = vec![person];
    let merged = "SELECT DISTINCT json_extract(before, '$.person_id') FROM journal
         WHERE person_id IN (SELECT value FROM json_each(?1)) AND json_extract(before, '$.person_id') IS NOT NULL
         UNION SELECT gone FROM merged WHERE person_id IN (SELECT value FROM json_each(?1))";
    loop {
        let mut found = ids(connection, merged, &list(&people))?;
        found.extend(again(connection, &people)?);
        found.retain(|one| !people.contains(one));
        let mut gone = Vec::new();
        for one in found {
            let is_there: bool = connection
                .prepare_cached("SELECT EXISTS (SELECT 1 FROM person WHERE id = ?1)")?
                .query_row([one], |row| row.get(0))?;
            if !is_there && !gone.contains(&one) {
                gone.push(one);
            }
        }
        if gone.is_empty() {
            return Ok(people);
        }
        people.extend(gone);
    }
}

/// Whoever the history knows under the name of one of their accounts.
fn again(connection: &Connection, people: &[i64]) -> rusqlite::Result<Vec<i64>> {
    let traces = Traces::of(connection, people)?;
    let keys: Vec<&str> = traces.keys().into_iter().collect();
    let keys = serde_json::Value::from(keys).to_string();
    let sql = format!(
        "SELECT DISTINCT j.person_id, json_extract(image.value, '$.platform'), json_extract(image.value, '$.handle_key')
         FROM journal j, {IMAGES}
         WHERE j.tbl = 'account' AND j.last_id IS NULL AND j.person_id IS NOT NULL
           AND json_extract(image.value, '$.handle_key') IN (SELECT value FROM json_each(?1))"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query(params![keys])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let platform = Platform::stored(row.get_ref(1)?.as_str()?);
        if traces.have(platform, row.get_ref(2)?.as_str()?) {
            found.push(row.get(0)?);
        }
    }
    Ok(found)
}
