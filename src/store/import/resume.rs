//! An import that goes on after it was cut off: what came of its first rows is read back from the job's record.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use super::age::Files;
use super::tied::{Alone, all_without_account, alone};
use super::whose::{Whose, all_that_may_be, whose};
use super::{Counts, Importing, Kept, Plan, Read, Replaced};
use crate::domain::dates::{from_iso, iso};
use crate::domain::ids::SetId;
use crate::domain::incoming::Incoming;
use crate::domain::job::{JobKind, OpenJob};
use crate::domain::refusal::Refusal;
use crate::domain::text::Clean;
use crate::store::{Failure, Store};

/// What came of the rows so far, as the job's record keeps it.
#[derive(Serialize, Deserialize)]
struct Came {
    new: u64,
    updated: u64,
    unchanged: u64,
    conflicts: u64,
    #[serde(default)]
    asked: u64,
    #[serde(default)]
    asked_known: u64,
    #[serde(default)]
    parked: u64,
    #[serde(default)]
    identified: u64,
    #[serde(default)]
    refused: u64,
    strangers: BTreeMap<String, u64>,
}

impl Importing {
    /// For the job's record.
    pub(super) fn came(&self) -> String {
        let came = Came {
            new: self.counts.new,
            updated: self.counts.updated,
            unchanged: self.counts.unchanged,
            conflicts: self.counts.conflicts,
            asked: self.counts.asked,
            asked_known: self.counts.asked_known,
            parked: self.counts.parked,
            identified: self.counts.identified,
            refused: self.counts.refused,
            strangers: self.strangers.clone(),
        };
        serde_json::to_string(&came).unwrap_or_default()
    }

    fn take_up(&mut self, job: &OpenJob) {
        let whole = |number: i64| u64::try_from(number).unwrap_or(0);
        self.read = Read {
            rows: whole(job.progress.position),
            bytes: whole(job.progress.done),
        };
        if let Ok(came) = serde_json::from_str::<Came>(&job.progress.came) {
            self.counts = Counts {
                new: came.new,
                updated: came.updated,
                unchanged: came.unchanged,
                conflicts: came.conflicts,
                asked: came.asked,
                asked_known: came.asked_known,
                parked: came.parked,
                identified: came.identified,
                refused: came.refused,
            };
            self.strangers = came.strangers;
        }
    }
}

impl Store {
    /// Goes on with an import that was cut off, as this desk's own; rows up to [`Importing::read`] are in. They are to
    /// be shown to [`Store::import_seen`] again before the next slice.
    ///
    /// # Errors
    /// [`Refusal::NoJob`] where this is no import; those of [`Store::take_job`].
    pub fn resume_import(&mut self, set: SetId, plan: Plan) -> Result<Importing, Failure> {
        let job = self.take_job(set)?;
        if job.kind != JobKind::Import {
            return Err(Refusal::NoJob { set }.into());
        }
        let members = self.members()?;
        let bare = self.lacks_indexes()?;
        self.make_room(&plan, bare)?;
        let mut import = Importing::new(set, plan, members, bare);
        import.files = Files::read(&self.connection, &import.plan.print)?;
        import.take_up(&job);
        read_notes(&self.connection, &mut import)?;
        Ok(import)
    }

    /// Remembers which accounts the rows named that came in before the cut.
    ///
    /// # Errors
    /// What `SQLite` says.
    pub fn import_seen(&self, import: &mut Importing, rows: &[Incoming]) -> Result<(), Failure> {
        for row in rows {
            if !row.has_account() {
                if let Alone::Known(person) = alone(&self.connection, row, &import.numbered)? {
                    import.numbered.note(row, person);
                    import.met.insert(person);
                }
                continue;
            }
            let found = whose(&self.connection, row, &import.seen)?;
            if let Whose::Taken(met) = &found {
                import.seen.dispute(met.account);
            }
            if let Whose::Known(met) = found {
                import.numbered.note(row, met.person);
                import.met.insert(met.person);
                import.seen.note(met.account, row);
                if !row.figures.is_empty() {
                    let day = row.as_of.unwrap_or(import.plan.as_of);
                    import.figured.insert((met.account, day));
                }
            }
        }
        Ok(())
    }

    /// Refuses rows about people whom a job that was cut off has changed.
    ///
    /// # Errors
    /// [`Refusal::JobLeft`], and what `SQLite` says.
    pub fn import_refused(&self, rows: &[Incoming]) -> Result<(), Failure> {
        let mut people = Vec::new();
        for row in rows {
            for met in all_that_may_be(&self.connection, row)? {
                people.push(crate::domain::ids::PersonId(met.person));
            }
            let alone = all_without_account(&self.connection, row)?;
            people.extend(alone.into_iter().map(crate::domain::ids::PersonId));
        }
        self.refuse_left_open(&people)
    }
}

/// How long the lists were before a slice.
#[derive(Clone, Copy)]
pub(super) struct Marks {
    pub kept: usize,
    pub damaged: usize,
    pub replaced: usize,
    pub repeated: usize,
    pub apart: usize,
}

impl Marks {
    pub fn of(import: &Importing) -> Marks {
        Marks {
            kept: import.kept.len(),
            damaged: import.damaged.len(),
            replaced: import.replaced.len(),
            repeated: import.repeated.len(),
            apart: import.apart.len(),
        }
    }

    /// Writes down what the slice added to the lists.
    pub fn note(self, tx: &Connection, import: &Importing) -> rusqlite::Result<()> {
        let set = import.set;
        for kept in import.kept.iter().skip(self.kept) {
            note(tx, set, "kept", kept.line, &kept_words(kept))?;
        }
        for kept in import.damaged.iter().skip(self.damaged) {
            note(tx, set, "damaged", kept.line, &kept_words(kept))?;
        }
        for one in import.replaced.iter().skip(self.replaced) {
            let words = [one.account.as_str(), &iso(one.date)];
            note(tx, set, "replaced", one.line, &words)?;
        }
        for (line, account) in import.repeated.iter().skip(self.repeated) {
            note(tx, set, "repeated", *line, &[account.as_str()])?;
        }
        for (line, words) in import.apart.iter().skip(self.apart) {
            note(tx, set, "apart", *line, &[words.as_str()])?;
        }
        Ok(())
    }
}

fn kept_words(kept: &Kept) -> [&str; 4] {
    [
        kept.name.as_str(),
        kept.field.as_ref(),
        kept.kept.as_str(),
        kept.file.as_str(),
    ]
}

fn note(
    tx: &Connection,
    set: SetId,
    list: &str,
    line: u64,
    words: &[&str],
) -> rusqlite::Result<()> {
    let words = serde_json::to_string(words).unwrap_or_default();
    tx.prepare_cached("INSERT INTO job_note (set_id, list, line, words) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![
            set.0,
            list,
            i64::try_from(line).unwrap_or(i64::MAX),
            words
        ])?;
    Ok(())
}

fn read_notes(connection: &Connection, import: &mut Importing) -> rusqlite::Result<()> {
    let mut statement = connection
        .prepare_cached("SELECT list, line, words FROM job_note WHERE set_id = ?1 ORDER BY id")?;
    let mut rows = statement.query([import.set.0])?;
    while let Some(row) = rows.next()? {
        let list: String = row.get(0)?;
        let line = u64::try_from(row.get::<_, i64>(1)?).unwrap_or(0);
        let words: Vec<String> =
            serde_json::from_str(&row.get::<_, String>(2)?).unwrap_or_default();
        match (list.as_str(), words.as_slice()) {
            ("kept" | "damaged", [name, field, kept, file]) => {
                let kept = Kept {
                    line,
                    name: Clean::line(name),
                    field: Cow::Owned(field.clone()),
                    kept: Clean::line(kept),
                    file: Clean::line(file),
                };
                match list.as_str() {
                    "kept" => import.kept.push(kept),
                    _ => import.damaged.push(kept),
                }
            }
            // Records of earlier versions have no date: figures were replaced under that of the file alone.
            ("replaced", [account, rest @ ..]) => import.replaced.push(Replaced {
                line,
                account: Clean::line(account),
                date: rest
                    .first()
                    .and_then(|date| from_iso(date))
                    .unwrap_or(import.plan.as_of),
            }),
            ("repeated", [account]) => import.repeated.push((line, Clean::line(account))),
            ("apart", [words]) => import.apart.push((line, Clean::line(words))),
            (_, _) => {}
        }
    }
    Ok(())
}
