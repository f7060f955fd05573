//! The same import on a small copy: what would come of every row, while nobody waits for it and nothing is changed.
//!
//! A trial is a database of its own in a throw-away folder. Before each slice the people that its rows are about are
//! copied over from the live one; so it is as large as the file, not as the desk.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use rusqlite::types::Value;
use rusqlite::{Connection, params};

use super::age::{Files, Writers};
use super::parking::was_brought_back;
use super::tied::all_without_account;
use super::whose::all_that_may_be;
use super::{Counts, Importing, Plan, removed, since};
use crate::domain::change::Stamp;
use crate::domain::ids::{DeskId, PersonId, SetId};
use crate::domain::importing::{Difference, Looked, Outcome, Standing};
use crate::domain::incoming::{Incoming, Rejected};
use crate::domain::preview::Basis;
use crate::domain::refusal::Trouble;
use crate::domain::text::Clean;
use crate::store::journal::{JOURNALED, Journaled};
use crate::store::side::Scratch;
use crate::store::write::{begin, write_for};
use crate::store::{Failure, Store, Who};

/// What is kept of a row: who, the fields with old and new value and which of them stands, the remarks.
type Words = (
    String,
    String,
    Vec<(String, String, String, Standing)>,
    Vec<String>,
);

/// What is said of a row whose person was erased after the first preview.
const ERASED: &str = "this person was erased since the first preview; delete the row from the file to leave them out";

/// An import on a copy.
#[derive(Debug)]
pub struct Trial {
    store: Store,
    /// What would come of it.
    pub importing: Importing,
    /// Rows that cannot be taken.
    pub rejected: u64,
    stamp: Stamp,
    copied: HashSet<i64>,
    /// People whose earlier names were copied, too.
    named: HashSet<i64>,
    /// The moment of the live database when it began.
    moment: (SetId, Vec<(SetId, i64)>),
    /// Lines that were about people who were erased since an earlier trial of the file.
    pub erased: BTreeSet<u64>,
    _folder: Scratch,
}

impl Trial {
    /// A trial for the members of the live database; of an empty one where there is none.
    ///
    /// # Errors
    /// When there is no room for it.
    pub fn new(live: Option<&Store>, plan: Plan, stamp: &Stamp) -> Result<Trial, Failure> {
        let no_room = |why: String| {
            Failure::Trouble(Trouble::new(format!(
                "no room for a trial in the temporary folder ({why}); free some space and try again"
            )))
        };
        let folder = Scratch::trial().map_err(|error| no_room(error.to_string()))?;
        let who = Who {
            login: live.map_or_else(|| "nobody".to_owned(), |live| live.login.clone()),
            desk: DeskId("trial".to_owned()),
        };
        let mut store = Store::create(&folder.database(), "trial", &who, stamp.at)
            .map_err(|error| no_room(error.to_string()))?;
        // It is thrown away: what a power cut does to it is no matter.
        store.connection.execute_batch(
            "PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;
             CREATE TABLE looked (id INTEGER PRIMARY KEY, outcome INTEGER NOT NULL, line INTEGER NOT NULL, person INTEGER, words TEXT NOT NULL);
             CREATE INDEX looked_outcome ON looked (outcome, id);",
        )?;
        if let Some(live) = live {
            for member in live.members()? {
                store.connection.execute(
                    "INSERT INTO member (login, joined_at) VALUES (?1, 0)",
                    [member],
                )?;
            }
        }
        if let Some(live) = live {
            lift_numbers(&live.connection, &store.connection)?;
            copy_competitors(&live.connection, &store.connection)?;
        }
        let moment = live.map(|live| since::moment(&live.connection));
        let plan = Plan {
            alone: true,
            basis: None,
            lesson: None,
            ..plan
        };
        let mut importing = store.begin_import(plan, stamp)?;
        importing.looked = Some(Vec::new());
        if let Some(live) = live {
            importing.files = Files::read(&live.connection, &importing.plan.print)?;
            importing.aged = Some(HashMap::new());
        }
        Ok(Trial {
            store,
            importing,
            rejected: 0,
            stamp: stamp.clone(),
            copied: HashSet::new(),
            named: HashSet::new(),
            moment: moment.transpose()?.unwrap_or_default(),
            erased: BTreeSet::new(),
            _folder: folder,
        })
    }

    /// What would come of these rows.
    ///
    /// # Errors
    /// What the disk or `SQLite` says.
    pub fn take(&mut self, live: Option<&Store>, rows: &[Incoming]) -> Result<(), Failure> {
        if let Some(live) = live {
            self.copy(live, rows)?;
        }
        self.store
            .import_rows(&mut self.importing, rows, &self.stamp)?;
        let mut looked = self
            .importing
            .looked
            .replace(Vec::new())
            .unwrap_or_default();
        let erased = looked
            .iter_mut()
            .filter(|one| self.erased.contains(&one.line));
        for one in erased {
            one.remarks.insert(0, Clean::fixed(ERASED));
        }
        self.keep(&looked)
    }

    /// Notes rows that cannot be taken.
    ///
    /// # Errors
    /// What the disk or `SQLite` says.
    pub fn reject(&mut self, rows: &[Rejected]) -> Result<(), Failure> {
        self.rejected += rows.len() as u64;
        let looked: Vec<Looked> = rows.iter().map(rejected).collect();
        self.keep(&looked)
    }

    /// What the trial rests on, once all rows are taken.
    ///
    /// # Errors
    /// What `SQLite` says.
    pub fn basis(&self) -> Result<Arc<Basis>, Failure> {
        let keys = self
            .store
            .connection
            .prepare(
                "SELECT handle_key FROM account UNION ALL SELECT name FROM person WHERE name IS NOT NULL",
            )?
            .query_map([], |row| Ok(Basis::key(row.get_ref(0)?.as_str()?)))?
            .collect::<rusqlite::Result<_>>()?;
        let people = self.copied.iter().map(|person| PersonId(*person)).collect();
        Ok(Arc::new(Basis::new(self.moment.clone(), people, keys)))
    }

    /// The lines of the file that are about these people.
    ///
    /// # Errors
    /// What `SQLite` says.
    pub fn lines_about(&self, people: &[PersonId]) -> Result<Vec<u64>, Failure> {
        let mut lines = Vec::new();
        let mut read = self
            .store
            .connection
            .prepare("SELECT line FROM looked WHERE person = ?1")?;
        for person in people {
            let mut rows = read.query([person.0])?;
            while let Some(row) = rows.next()? {
                lines.extend(u64::try_from(row.get::<_, i64>(0)?));
            }
        }
        Ok(lines)
    }

    /// What would come of the rows so far.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.importing.counts
    }

    /// Rows of one kind, from one of them on.
    ///
    /// # Errors
    /// What `SQLite` says.
    pub fn page(&self, outcome: Outcome, from: u64, rows: u32) -> Result<Vec<Looked>, Failure> {
        let looked = self
            .store
            .connection
            .prepare_cached(
                "SELECT line, words, person FROM looked WHERE outcome = ?1 ORDER BY id LIMIT ?2 OFFSET ?3",
            )?
            .query_map(params![code(outcome), rows, stored(from)], |row| {
                let line = u64::try_from(row.get::<_, i64>(0)?).unwrap_or(0);
                let words: Words =
                    serde_json::from_str(&row.get::<_, String>(1)?).unwrap_or_default();
                let person = row.get::<_, Option<i64>>(2)?.map(PersonId);
                Ok(Looked {
                    person,
                    ..told(line, outcome, words)
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(looked)
    }

    fn keep(&mut self, looked: &[Looked]) -> Result<(), Failure> {
        let tx = begin(&mut self.store.connection)?;
        {
            let mut keep = tx.prepare_cached(
                "INSERT INTO looked (outcome, line, words, person) VALUES (?1, ?2, ?3, ?4)",
            )?;
            for one in looked {
                let words = serde_json::to_string(&words_of(one)).unwrap_or_default();
                let person = one.person.map(|person| person.0);
                keep.execute(params![code(one.outcome), stored(one.line), words, person])?;
            }
        }
        tx.commit()?;
        Ok(())
    }

    /// Copies the people whom the rows are about, with everything an import looks at.
    fn copy(&mut self, live: &Store, rows: &[Incoming]) -> Result<(), Failure> {
        let mut people = Vec::new();
        let mut doubtful = Vec::new();
        for row in rows {
            for met in all_that_may_be(&live.connection, row)? {
                if row.name.is_some() && self.named.insert(met.person) {
                    doubtful.push(met.person);
                }
                people.extend(self.copied.insert(met.person).then_some(met.person));
            }
            let mut alone = all_without_account(&live.connection, row)?;
            alone.retain(|person| self.copied.insert(*person));
            people.extend(alone);
        }
        if people.is_empty() && doubtful.is_empty() {
            return Ok(());
        }
        let tx = begin(&mut self.store.connection)?;
        write_for(&tx, Some(self.importing.set), true)?;
        for table in JOURNALED {
            let Some(about) = about(table) else { continue };
            for person in &people {
                copy_rows(&live.connection, &tx, table, about, *person)?;
            }
        }
        for person in &people {
            copy_managers(&live.connection, &tx, *person)?;
            // A later slice may park them, and they are not copied again for it.
            copy_return(&live.connection, &tx, *person, self.importing.set.0)?;
            removed::copy(&live.connection, &tx, *person)?;
        }
        if let Some(aged) = &mut self.importing.aged {
            for person in &people {
                copy_writers(&live.connection, aged, *person)?;
            }
        }
        for person in &doubtful {
            copy_names(&live.connection, &tx, *person, self.importing.set.0)?;
        }
        write_for(&tx, None, false)?;
        tx.commit()?;
        Ok(())
    }
}

/// Between the numbers of the live database and those that a trial gives, there is room for whatever colleagues add
/// meanwhile.
const ROOM: i64 = 1 << 40;

/// Rows that are new in the trial get numbers that no row of the live database has or will have while the trial goes
/// on: people of a later slice are copied with theirs.
fn lift_numbers(live: &Connection, trial: &Connection) -> rusqlite::Result<()> {
    let mut last =
        live.prepare("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = ?1")?;
    for Journaled { table, .. } in JOURNALED {
        let last: i64 = last.query_row([table], |row| row.get(0))?;
        trial.execute("DELETE FROM sqlite_sequence WHERE name = ?1", [table])?;
        trial.execute(
            "INSERT INTO sqlite_sequence (name, seq) VALUES (?1, ?2)",
            params![table, last.saturating_add(ROOM)],
        )?;
    }
    Ok(())
}

/// Brands that are marked as competitors: once for all people.
fn copy_competitors(live: &Connection, trial: &Connection) -> rusqlite::Result<()> {
    trial.execute_batch("UPDATE journal_now SET set_id = 0, bulk = 1")?;
    let mut read = live.prepare("SELECT brand, brand_key FROM competitor")?;
    let mut write = trial.prepare("INSERT INTO competitor (brand, brand_key) VALUES (?1, ?2)")?;
    let mut rows = read.query([])?;
    while let Some(row) = rows.next()? {
        write.execute([row.get::<_, String>(0)?, row.get(1)?])?;
    }
    trial.execute_batch("UPDATE journal_now SET set_id = NULL, bulk = 0")?;
    removed::copy_competitors(live, trial)
}

/// Those who stand for a person.
fn copy_managers(live: &Connection, tx: &Connection, person: i64) -> rusqlite::Result<()> {
    // Several people may have the same one: it is copied with the first of them.
    let mut read = live.prepare_cached(
        "SELECT DISTINCT m.id, m.name, m.role FROM manager m JOIN contact_point c ON c.manager_id = m.id WHERE c.person_id = ?1",
    )?;
    let mut write =
        tx.prepare_cached("INSERT OR IGNORE INTO manager (id, name, role) VALUES (?1, ?2, ?3)")?;
    let mut rows = read.query([person])?;
    while let Some(row) = rows.next()? {
        write.execute(params![
            row.get::<_, i64>(0)?,
            row.get::<_, String>(1)?,
            row.get::<_, String>(2)?
        ])?;
    }
    Ok(())
}

/// That a person was brought back on the board once, which only the live journal knows.
fn copy_return(live: &Connection, tx: &Connection, person: i64, set: i64) -> rusqlite::Result<()> {
    if was_brought_back(live, person)? {
        tx.prepare_cached(
            "INSERT INTO journal (set_id, tbl, row_id, person_id, before)
             VALUES (?1, 'person', ?2, ?2, json_object('park_reason', ''))",
        )?
        .execute([set, person])?;
    }
    Ok(())
}

/// Who wrote what stands of a person and their accounts.
fn copy_writers(
    live: &Connection,
    aged: &mut HashMap<(&'static str, i64), Writers>,
    person: i64,
) -> rusqlite::Result<()> {
    aged.insert(("person", person), Writers::of(live, "person", person)?);
    let accounts: Vec<i64> = live
        .prepare_cached("SELECT id FROM account WHERE person_id = ?1")?
        .query_map([person], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for account in accounts {
        aged.insert(("account", account), Writers::of(live, "account", account)?);
    }
    Ok(())
}

/// The names that a person had before, they or who was merged into them, which only the live journal knows.
fn copy_names(live: &Connection, tx: &Connection, person: i64, set: i64) -> rusqlite::Result<()> {
    let mut read = live.prepare_cached(
        "SELECT DISTINCT json_object('name', json_extract(before, '$.name')) FROM journal
         WHERE tbl = 'person' AND json_extract(before, '$.name') IS NOT NULL
           AND row_id IN (SELECT ?1 UNION ALL SELECT gone FROM merged WHERE person_id = ?1)",
    )?;
    let mut write = tx.prepare_cached(
        "INSERT INTO journal (set_id, tbl, row_id, person_id, before) VALUES (?1, 'person', ?2, ?2, ?3)",
    )?;
    let mut rows = read.query([person])?;
    while let Some(row) = rows.next()? {
        write.execute(params![set, person, row.get::<_, String>(0)?])?;
    }
    Ok(())
}

/// How the rows of a table are about a person, in SQL; nothing for tables that are about nobody.
fn about(table: &Journaled) -> Option<&'static str> {
    match table.table {
        "person" => Some("id = ?1"),
        "snapshot" => Some("account_id IN (SELECT id FROM account WHERE person_id = ?1)"),
        _ if table.columns.contains(&"person_id") => Some("person_id = ?1"),
        _ => None,
    }
}

fn copy_rows(
    live: &Connection,
    tx: &Connection,
    table: &Journaled,
    about: &str,
    person: i64,
) -> rusqlite::Result<()> {
    let columns = table.columns.join(", ");
    let count = table.columns.len() + 2;
    let mut read = live.prepare_cached(&format!(
        "SELECT id, version, {columns} FROM {} WHERE {about}",
        table.table
    ))?;
    let places: Vec<String> = (1..=count).map(|place| format!("?{place}")).collect();
    let mut write = tx.prepare_cached(&format!(
        "INSERT INTO {} (id, version, {columns}) VALUES ({})",
        table.table,
        places.join(", ")
    ))?;
    let mut rows = read.query([person])?;
    while let Some(row) = rows.next()? {
        let values: Vec<Value> = (0..count)
            .map(|place| row.get(place))
            .collect::<rusqlite::Result<_>>()?;
        write.execute(rusqlite::params_from_iter(values))?;
    }
    Ok(())
}

fn code(outcome: Outcome) -> i64 {
    match outcome {
        Outcome::New => 0,
        Outcome::Updated => 1,
        Outcome::Unchanged => 2,
        Outcome::Conflict => 3,
        Outcome::Rejected => 4,
    }
}

fn stored(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn words_of(looked: &Looked) -> Words {
    let differences = looked.differences.iter().map(|one| {
        (
            one.field.to_string(),
            one.old.to_string(),
            one.new.to_string(),
            one.standing,
        )
    });
    (
        looked.name.to_string(),
        looked.account.to_string(),
        differences.collect(),
        looked.remarks.iter().map(Clean::to_string).collect(),
    )
}

fn told(line: u64, outcome: Outcome, words: Words) -> Looked {
    let (name, account, differences, remarks) = words;
    Looked {
        line,
        outcome,
        name: Clean::line(&name),
        account: Clean::line(&account),
        differences: differences
            .iter()
            .map(|(field, old, new, standing)| Difference {
                field: Clean::line(field),
                old: Clean::line(old),
                new: Clean::line(new),
                standing: *standing,
            })
            .collect(),
        remarks: remarks.iter().map(|remark| Clean::line(remark)).collect(),
        person: None,
    }
}

/// A row that cannot be taken, with what stands in its first cells.
fn rejected(row: &Rejected) -> Looked {
    let cells = row.cells.iter().map(|cell| cell.trim());
    let first: Vec<&str> = cells.filter(|cell| !cell.is_empty()).take(4).collect();
    Looked {
        line: row.line,
        outcome: Outcome::Rejected,
        name: Clean::line(&first.join(" · ").chars().take(200).collect::<String>()),
        account: Clean::default(),
        differences: Vec::new(),
        remarks: vec![Clean::line(&row.reason)],
        person: None,
    }
}
