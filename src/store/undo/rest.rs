//! What an undo had to leave since later changes had altered it. It goes when one of those is undone as well: undone in
//! whatever order, changes leave nothing behind. Whatever still stays can be undone by undoing the change once more.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use rusqlite::{Connection, params};

use super::Entry;
use super::entries::{covered, ranges, singles_about, singles_of_row, spans};
use super::inserted::{Pass, Span};
use super::left::{PERSON, was_undone};
use super::refusal::is_about_many;
use crate::domain::counts::say_many;
use crate::domain::ids::SetId;
use crate::store::jobs::{LEFT, last_entry};
use crate::store::journal::Journaled;

/// A row that an undo had to leave.
#[derive(Debug)]
struct Left {
    /// The undo.
    undo: SetId,
    /// What it undid.
    earlier: SetId,
    table: &'static Journaled,
    row: i64,
}

/// What earlier undos had to leave of the people about whom a change is undone.
#[derive(Debug, Default)]
pub(super) struct Rest {
    open: VecDeque<Left>,
    /// Whether it goes with this undo. One person's change takes back nothing else.
    is_taken: bool,
    /// People of whom something was undone, by the change.
    people: BTreeMap<SetId, BTreeSet<i64>>,
    rows: BTreeMap<SetId, BTreeSet<(&'static str, i64)>>,
    /// The changes of which something is left that this undo does not take.
    untaken: BTreeSet<SetId>,
}

impl Rest {
    /// What was left of the people about whom an undo has changed something, the newest change first.
    pub(super) fn under(tx: &Connection, pass: &Pass) -> rusqlite::Result<Rest> {
        // What is redone alters people anew.
        if !undoes_a_change(tx, pass.target)? || !has_changed(tx, pass.undo)? {
            return Ok(Rest::default());
        }
        let is_many = is_about_many(tx, pass.target)? || is_about_many(tx, pass.undo)?;
        let mut statement = tx.prepare_cached(
            "SELECT DISTINCT u.id, u.undoes, n.list, n.line FROM job_note n JOIN change_set u ON u.id = n.set_id
             WHERE n.list LIKE 'left %' AND u.undoes IS NOT NULL AND u.id <> ?1
               AND (n.list <> 'left person' OR n.line IN (SELECT person_id FROM journal WHERE set_id = ?1))
             ORDER BY u.undoes DESC, n.line",
        )?;
        let mut rest = Rest {
            is_taken: is_many,
            ..Rest::default()
        };
        let mut undone: BTreeMap<SetId, bool> = BTreeMap::new();
        let mut rows = statement.query([pass.undo.0])?;
        while let Some(row) = rows.next()? {
            let earlier = SetId(row.get(1)?);
            let is_undone = match undone.get(&earlier) {
                Some(known) => *known,
                None => was_undone(tx, earlier)?,
            };
            undone.insert(earlier, is_undone);
            let list: String = row.get(2)?;
            let table = list.strip_prefix(LEFT).and_then(Journaled::named);
            let Some(table) = table.filter(|_| is_undone) else {
                continue;
            };
            if !is_many && table.table == PERSON {
                rest.untaken.insert(earlier);
            }
            rest.open.push_back(Left {
                undo: SetId(row.get(0)?),
                earlier,
                table,
                row: row.get(3)?,
            });
        }
        Ok(rest)
    }

    /// Goes over so many of them; whether that is all.
    pub(super) fn go(&mut self, tx: &Connection, pass: &Pass, most: i64) -> rusqlite::Result<bool> {
        if !self.is_taken {
            return Ok(true);
        }
        let mut earlier: Option<Earlier> = None;
        for _ in 0..most {
            let Some(left) = self.open.pop_front() else {
                return Ok(true);
            };
            let mut one = match earlier.take() {
                Some(one) if one.pass.target == left.earlier => one,
                Some(_) | None => Earlier::of(tx, pass, left.earlier)?,
            };
            self.settle(tx, &mut one, &left)?;
            earlier = Some(one);
        }
        Ok(self.open.is_empty())
    }

    fn settle(&mut self, tx: &Connection, one: &mut Earlier, left: &Left) -> rusqlite::Result<()> {
        let before = last_entry(tx)?;
        let stays = if left.table.table == PERSON {
            one.person(tx, left.row)?;
            one.pass.stayed.people().contains(&left.row)
        } else {
            one.row(tx, left.table, left.row)?;
            let row = (left.table.table, left.row);
            one.pass.stayed.rows().contains(&row)
        };
        if last_entry(tx)? > before {
            if left.table.table == PERSON {
                let people = self.people.entry(left.earlier).or_default();
                people.insert(left.row);
            } else {
                let rows = self.rows.entry(left.earlier).or_default();
                rows.insert((left.table.table, left.row));
            }
        }
        if !stays {
            let list = format!("{LEFT}{}", left.table.table);
            tx.prepare_cached(
                "DELETE FROM job_note WHERE set_id = ?1 AND list = ?2 AND line = ?3",
            )?
            .execute(params![left.undo.0, list, left.row])?;
        }
        Ok(())
    }

    /// What was undone besides: `; also undone: what was left of change 12 (3 people)`; blank where nothing was.
    pub(super) fn said(&self) -> String {
        let changes: BTreeSet<SetId> = self
            .people
            .keys()
            .chain(self.rows.keys())
            .copied()
            .collect();
        let said: Vec<String> = changes
            .iter()
            .rev()
            .map(|set| {
                let people = self.people.get(set).map_or(0, BTreeSet::len);
                let rows = self.rows.get(set).map_or(0, BTreeSet::len);
                let many = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
                let what = match (people, rows) {
                    (0, rows) => say_many(many(rows), "row", "rows"),
                    (people, _) => say_many(many(people), "person", "people"),
                };
                format!("change {} ({what})", set.0)
            })
            .collect();
        match said.as_slice() {
            [] => String::new(),
            [one] => format!("; also undone: what was left of {one}"),
            [all @ .., last] => {
                format!(
                    "; also undone: what was left of {} and {last}",
                    all.join(", ")
                )
            }
        }
    }

    /// How to undo what this undo did not take.
    pub(super) fn hint(&self) -> String {
        match self.untaken.last() {
            Some(set) if !self.is_taken => {
                format!("; undo change {} again to undo what was left of it", set.0)
            }
            Some(_) | None => String::new(),
        }
    }
}

/// The rest of one earlier change.
struct Earlier {
    pass: Pass,
    ranges: Vec<Entry>,
    inserted: Vec<(&'static str, i64, i64)>,
}

impl Earlier {
    fn of(tx: &Connection, pass: &Pass, set: SetId) -> rusqlite::Result<Earlier> {
        let ranges = ranges(tx, set)?;
        Ok(Earlier {
            pass: pass.of_rest(tx, set)?,
            inserted: spans(&ranges),
            ranges,
        })
    }

    /// What is left of a person: their rows, or they themselves with everything that the change gave them.
    fn person(&mut self, tx: &Connection, person: i64) -> rusqlite::Result<()> {
        for entry in singles_about(tx, self.pass.target, person)? {
            if !covered(&entry, &self.inserted) {
                self.pass.reverse(tx, &entry)?;
            }
        }
        for range in &self.ranges {
            for row in rows_about(tx, range, person)? {
                self.pass.delete_range(tx, &clipped(range, row))?;
            }
        }
        Ok(())
    }

    fn row(
        &mut self,
        tx: &Connection,
        table: &'static Journaled,
        row: i64,
    ) -> rusqlite::Result<()> {
        for entry in singles_of_row(tx, self.pass.target, table, row)? {
            if !covered(&entry, &self.inserted) {
                self.pass.reverse(tx, &entry)?;
            }
        }
        let is_in = |range: &&Entry| {
            let Span { first, last } = range.span();
            range.table.table == table.table && (first..=last).contains(&row)
        };
        for range in self.ranges.iter().filter(is_in) {
            self.pass.delete_range(tx, &clipped(range, row))?;
        }
        Ok(())
    }
}

/// One row of a range.
fn clipped(range: &Entry, row: i64) -> Entry {
    Entry {
        row,
        last: Some(row),
        ..range.clone()
    }
}

/// The rows of a range that are about a person and still there.
fn rows_about(tx: &Connection, range: &Entry, person: i64) -> rusqlite::Result<Vec<i64>> {
    let table = range.table;
    let whose = match table.table {
        PERSON => "t.id = ?1",
        _ if table.columns.contains(&"person_id") => "t.person_id = ?1",
        _ if table.columns.contains(&"account_id") => {
            "t.account_id IN (SELECT id FROM account WHERE person_id = ?1)"
        }
        // Of no one person.
        _ => return Ok(Vec::new()),
    };
    let span = range.span();
    tx.prepare_cached(&format!(
        "SELECT t.id FROM {} t WHERE {whose} AND +t.id BETWEEN ?2 AND ?3",
        table.table
    ))?
    .query_map([person, span.first, span.last], |row| row.get(0))?
    .collect()
}

/// Whether an undo takes back a change, and not another undo.
fn undoes_a_change(tx: &Connection, target: SetId) -> rusqlite::Result<bool> {
    tx.prepare_cached("SELECT turn <> 'undo' FROM change_set WHERE id = ?1")?
        .query_row([target.0], |row| row.get(0))
}

/// Whether an undo has changed anything so far.
fn has_changed(tx: &Connection, undo: SetId) -> rusqlite::Result<bool> {
    tx.prepare_cached("SELECT EXISTS (SELECT 1 FROM journal WHERE set_id = ?1)")?
        .query_row([undo.0], |row| row.get(0))
}
