//! One action on many people: at once where they are few, else as a job in slices.

use rusqlite::params;

use super::author::Of;
use super::{facts, name_of};
use crate::domain::bulk::{Bulk, BulkAction, Came, Outcome, Readiness, Spread};
use crate::domain::change::{Receipt, Stamp};
use crate::domain::dates::iso;
use crate::domain::field::{Field, join_tags};
use crate::domain::gone::Gone;
use crate::domain::ids::{PersonId, SetId};
use crate::domain::job::{JobKind, Progress};
use crate::domain::lifecycle::{self, Facts};
use crate::domain::refusal::{Refusal, Trouble};
use crate::domain::stage::Stage;
use crate::domain::text::Clean;
use crate::store::jobs::NewJob;
use crate::store::settings::settings;
use crate::store::write::{Said, Turn, Writing};
use crate::store::{Failure, Store, merge};

/// An action on many people that is going on.
#[derive(Debug)]
pub struct BulkJob {
    set: SetId,
    bulk: Bulk,
    stamp: Stamp,
    position: usize,
    came: Came,
}

impl BulkJob {
    /// Its change set.
    #[must_use]
    pub fn set(&self) -> SetId {
        self.set
    }

    /// What it does, for the progress line.
    #[must_use]
    pub fn label(&self) -> Clean {
        Clean::line(&self.bulk.action.words(self.total()))
    }

    /// People that have been looked at.
    #[must_use]
    pub fn done(&self) -> i64 {
        i64::try_from(self.position).unwrap_or(i64::MAX)
    }

    /// People in all.
    #[must_use]
    pub fn total(&self) -> i64 {
        i64::try_from(self.bulk.people.len()).unwrap_or(i64::MAX)
    }
}

impl Store {
    /// An action on few people, in one transaction.
    pub(in crate::store) fn change_bulk(
        &mut self,
        bulk: &Bulk,
        stamp: &Stamp,
    ) -> Result<Receipt, Failure> {
        self.refuse_left_open(&bulk.people)?;
        self.refuse_people_gone(&bulk.people)?;
        self.write(stamp, Turn::Do, |writing| {
            let mut came = Came::default();
            if let [only] = bulk.people.as_slice() {
                return writing.bulk_only(*only, bulk);
            }
            for person in &bulk.people {
                came.count(writing.bulk_one(*person, bulk)?);
            }
            Ok(Said::it(bulk.action.done(&came)))
        })
    }

    /// Of several people, whoever is not there any more is named before anything is changed. One alone is told as for any
    /// other change.
    fn refuse_people_gone(&self, people: &[PersonId]) -> Result<(), Failure> {
        if people.len() < 2 {
            return Ok(());
        }
        let gone = merge::gone(&self.connection, people)?;
        if gone.is_empty() {
            return Ok(());
        }
        Err(Refusal::PeopleGone(gone).into())
    }

    /// Who of these people is not there any more, and the newest change; nobody is looked for where nothing was changed
    /// since `seen`, or of very many people: those are told when something is done with them.
    pub(in crate::store) fn gone_since(
        &mut self,
        people: &[PersonId],
        seen: SetId,
    ) -> Result<(Vec<Gone>, SetId), Failure> {
        const MOST: usize = 50_000;
        let tx = self.at_once()?;
        let newest = tx
            .prepare_cached("SELECT coalesce(max(id), 0) FROM change_set")?
            .query_row([], |row| row.get(0))?;
        let newest = SetId(newest);
        if newest == seen || people.len() > MOST {
            return Ok((Vec::new(), newest));
        }
        Ok((merge::gone(&tx, people)?, newest))
    }

    /// Begins an action on many people; its slices follow with [`Store::step_bulk`].
    ///
    /// # Errors
    /// [`Refusal::JobLeft`] where a job that was cut off has changed one of them; [`Refusal::PeopleGone`] where some are not
    /// there any more; what the disk or `SQLite` says.
    pub fn begin_bulk(&mut self, bulk: Bulk, stamp: &Stamp) -> Result<BulkJob, Failure> {
        self.refuse_people_gone(&bulk.people)?;
        let plan = serde_json::to_string(&(&bulk, iso(stamp.today))).map_err(|e| unwritten(&e))?;
        let total = i64::try_from(bulk.people.len()).unwrap_or(i64::MAX);
        let job = NewJob {
            kind: JobKind::Bulk,
            label: &bulk.action.words(total),
            plan: &plan,
            total,
        };
        let set = self.begin_job(&job, &bulk.people, stamp)?;
        Ok(BulkJob {
            set,
            bulk,
            stamp: stamp.clone(),
            position: 0,
            came: Came::default(),
        })
    }

    /// Goes on with an action that was cut off.
    ///
    /// # Errors
    /// [`Refusal::NoJob`] where this is none; those of [`Store::take_job`].
    pub fn resume_bulk(&mut self, set: SetId, stamp: &Stamp) -> Result<BulkJob, Failure> {
        let job = self.take_job(set)?;
        if job.kind != JobKind::Bulk {
            return Err(Refusal::NoJob { set }.into());
        }
        let (bulk, _): (Bulk, String) =
            serde_json::from_str(&job.plan).map_err(|e| unwritten(&e))?;
        Ok(BulkJob {
            set,
            bulk,
            stamp: stamp.clone(),
            position: usize::try_from(job.progress.position).unwrap_or(0),
            came: serde_json::from_str(&job.progress.came).unwrap_or_default(),
        })
    }

    /// One slice: so many people. Gives the receipt when it was the last.
    ///
    /// # Errors
    /// What the disk or `SQLite` says; what is done so far stays an open job.
    pub fn step_bulk(
        &mut self,
        job: &mut BulkJob,
        people: usize,
    ) -> Result<Option<Receipt>, Failure> {
        let end = (job.position + people).min(job.bulk.people.len());
        let slice = &job.bulk.people[job.position..end];
        let (bulk, mut came) = (&job.bulk, job.came);
        job.came = self.job_slice(job.set, &job.stamp, |writing| {
            for person in slice {
                came.count(writing.bulk_one(*person, bulk)?);
            }
            let end = i64::try_from(end).unwrap_or(i64::MAX);
            let progress = Progress {
                position: end,
                done: end,
                came: serde_json::to_string(&came).map_err(|e| unwritten(&e))?,
            };
            Ok((came, progress))
        })?;
        job.position = end;
        if end < job.bulk.people.len() {
            return Ok(None);
        }
        let label = job.bulk.action.done(&job.came);
        let all = format!(
            "all {}",
            crate::domain::counts::say_grouped(job.came.changed)
        );
        let receipt = self.finish_job(job.set, &label)?;
        Ok(Some(Receipt {
            takes_back: Clean::line(&all),
            ..receipt
        }))
    }

    /// How ready these people are for a stage.
    pub(in crate::store) fn readiness(
        &mut self,
        people: &[PersonId],
        to: Stage,
    ) -> Result<(Readiness, Vec<Gone>), Failure> {
        let gone = merge::gone(&self.connection, people)?;
        let mut statement = self
            .connection
            .prepare_cached("SELECT stage, board, facts FROM card WHERE person_id = ?1")?;
        let mut found = Readiness {
            chosen: people.len(),
            ..Readiness::default()
        };
        for person in people {
            let mut rows = statement.query([person.0])?;
            let Some(row) = rows.next()? else {
                continue;
            };
            let from = Stage::at(row.get(0)?).unwrap_or(Stage::Discovery);
            let missing = lifecycle::missing(Facts::from_bits(row.get(2)?), from, to);
            let parked = row.get::<_, i64>(1)? < 0;
            if !parked && from > to {
                found.back[from.index()] += 1;
            }
            *if parked {
                &mut found.parked
            } else if from == to {
                &mut found.there
            } else if missing.is_empty() {
                &mut found.ready
            } else {
                &mut found.not_ready
            } += 1;
        }
        Ok((found, gone))
    }

    /// How many of these people are in each stage.
    pub(in crate::store) fn stages_of(&mut self, people: &[PersonId]) -> Result<Spread, Failure> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT stage FROM card WHERE person_id = ?1 AND board >= 0")?;
        let mut spread = Spread::default();
        for person in people {
            let mut rows = statement.query([person.0])?;
            if let Some(row) = rows.next()? {
                let stage = Stage::at(row.get(0)?).unwrap_or(Stage::Discovery);
                spread.people[stage.index()] += 1;
            }
        }
        Ok(spread)
    }
}

fn unwritten(error: &serde_json::Error) -> Failure {
    Failure::Trouble(Trouble::with_details(
        "what this job does cannot be read or written down; take it back and begin it again",
        error.to_string(),
    ))
}

impl Writing<'_> {
    /// The same with one person alone, who is named; what keeps it from being done is told as for any other change.
    fn bulk_only(&self, person: PersonId, bulk: &Bulk) -> Result<Said, Failure> {
        let name = name_of(self.tx, person)?;
        let mut came = Came::default();
        match self.bulk_one(person, bulk)? {
            Outcome::Theirs => {
                let of = match bulk.action.columns() {
                    [] | ["version"] => Of::Person(person),
                    columns => Of::Columns(person, columns),
                };
                return Err(self.overtaken(name, "changed", of)?.into());
            }
            outcome => came.count(outcome),
        }
        Ok(Said::it(bulk.action.done_with(&name, &came)))
    }

    fn bulk_one(&self, person: PersonId, bulk: &Bulk) -> Result<Outcome, Failure> {
        let (stage, parked) = match self.stage_of(person) {
            Ok(found) => found,
            Err(Failure::Refused(Refusal::Gone)) => return Ok(Outcome::Gone),
            Err(failure) => return Err(failure),
        };
        let outcome = match &bulk.action {
            BulkAction::Move { .. } if parked => Outcome::Parked,
            BulkAction::Move { to, .. } if *to == stage => Outcome::Same,
            BulkAction::Park { .. } if parked => Outcome::Same,
            BulkAction::Unpark if !parked => Outcome::Same,
            BulkAction::Set(field, value) if self.field(person, *field)? == *value => Outcome::Same,
            _ if self.is_theirs(person, bulk)? => Outcome::Theirs,
            BulkAction::Move {
                to,
                only_ready,
                because,
            } => {
                let facts = facts(self.tx, person)?.unwrap_or_default();
                let missing = lifecycle::missing(facts, stage, *to);
                let rules = settings(self.tx)?.rules;
                let because = because.as_ref();
                // Who chose all knows that something is missing; strict rules want a typed reason even so.
                let refused = lifecycle::allow(rules, &missing, &missing, because).is_err();
                if !missing.is_empty() && (*only_ready || refused) {
                    return Ok(Outcome::NotReady);
                }
                self.set_stage(person, stage, *to, &missing, because)?;
                Outcome::Changed
            }
            BulkAction::Set(field, value) => {
                self.set_field(person, *field, value.as_deref())?;
                Outcome::Changed
            }
            BulkAction::Tags { add, take } => self.tag(person, add, take)?,
            BulkAction::Park { reason, look_again } => {
                self.put_off_board(person, Some(reason.stored()), look_again.map(iso))?;
                Outcome::Changed
            }
            BulkAction::Unpark => {
                self.put_off_board(person, None, None)?;
                Outcome::Changed
            }
            BulkAction::Step { text, date } => {
                self.set_field(person, Field::NextStep, Some(text))?;
                self.set_field(person, Field::NextDate, date.map(iso).as_deref())?;
                Outcome::Changed
            }
        };
        Ok(outcome)
    }

    fn tag(&self, person: PersonId, add: &[String], take: &[String]) -> Result<Outcome, Failure> {
        let now = self.field(person, Field::Tags)?;
        let there = now.as_deref().unwrap_or_default().split(", ");
        let kept = there
            .filter(|tag| !take.iter().any(|off| off == tag))
            .chain(add.iter().map(String::as_str));
        let mine = join_tags(kept);
        if mine == now {
            return Ok(Outcome::Same);
        }
        self.set_field(person, Field::Tags, mine.as_deref())?;
        Ok(Outcome::Changed)
    }

    pub(super) fn put_off_board(
        &self,
        person: PersonId,
        reason: Option<&str>,
        look_again: Option<String>,
    ) -> rusqlite::Result<()> {
        self.tx
            .prepare_cached(
                "UPDATE person SET park_reason = ?2, look_again = ?3, version = version + 1 WHERE id = ?1",
            )?
            .execute(params![person.0, reason, look_again])?;
        Ok(())
    }

    /// Whether somebody else has changed what the action changes since the author saw it.
    fn is_theirs(&self, person: PersonId, bulk: &Bulk) -> Result<bool, Failure> {
        for column in bulk.action.columns() {
            let theirs: bool = self
                .tx
                .prepare_cached(
                    "SELECT EXISTS (SELECT 1 FROM journal j JOIN change_set s ON s.id = j.set_id
                       WHERE j.tbl = 'person' AND j.row_id = ?1 AND j.set_id > ?2 AND j.set_id <> ?3 AND s.by <> ?4
                         AND json_extract(j.before, '$.' || ?5) IS NOT json_extract(j.after, '$.' || ?5))",
                )?
                .query_row(
                    params![person.0, bulk.seen.0, self.set.0, self.by, column],
                    |row| row.get(0),
                )?;
            if theirs {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
