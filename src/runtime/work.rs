//! A job that goes on at this desk: one slice after the other, each about as long as a colleague may wait.

use std::time::{Duration, Instant};

use super::importing::taking::Manner;
use super::importing::{Broken, Opening, Summary, Taking};
use crate::domain::bulk::Bulk;
use crate::domain::change::{Receipt, Stamp};
use crate::domain::erasure::FileNames;
use crate::domain::ids::{PersonId, SetId};
use crate::domain::importing::{Confirmed, Reading, Report};
use crate::domain::job::{Going, JobKind};
use crate::domain::refusal::Refusal;
use crate::domain::text::Clean;
use crate::store::bulk::BulkJob;
use crate::store::undo::UndoJob;
use crate::store::{Failure, Store, Sweep};

/// About how long a slice may take.
const SLICE: Duration = Duration::from_millis(100);
/// Rows of the first slice; the clock tells how many follow.
const FIRST: usize = 500;

/// A job with its pace.
#[derive(Debug)]
pub struct Work {
    kind: Kind,
    began: Instant,
    /// How much was done before this process took it up.
    since: i64,
    rows: usize,
    /// The clock has no say in how many rows follow.
    even: bool,
    /// A colleague began it: it is not mine to be taken back with one key.
    others: bool,
}

/// What is being done; a further kind of job is a further variant.
#[derive(Debug)]
enum Kind {
    /// A large undo or redo.
    Undo(UndoJob),
    /// One action on many people.
    Bulk(BulkJob),
    /// A file that comes in.
    Import(Box<Taking>),
    /// What is left in the file of somebody who was erased.
    Sweep(Sweep),
}

impl Work {
    fn new(kind: Kind) -> Work {
        let mut work = Work {
            kind,
            began: Instant::now(),
            since: 0,
            rows: FIRST,
            even: false,
            others: false,
        };
        work.since = work.going().done;
        work
    }

    /// Begins to bring a file in, as a person chose it on the screen.
    ///
    /// # Errors
    /// Why the file cannot be imported as it is, or what the store says; nothing was changed then.
    pub fn import(
        store: &mut Store,
        reading: &Reading,
        confirmed: &Confirmed,
        stamp: &Stamp,
    ) -> Result<Work, Failure> {
        let manner = Manner {
            as_of: confirmed.as_of,
            choice: confirmed.choice.clone(),
            roomy: false,
            basis: confirmed.basis.clone(),
        };
        let opening = Opening::of(reading, Some(store), stamp.today).map_err(plainly)?;
        let taking = Taking::begin(store, opening, &manner, Summary::default(), stamp);
        Ok(Work::new(Kind::Import(Box::new(taking.map_err(plainly)?))))
    }

    /// Begins to take back a large change set.
    ///
    /// # Errors
    /// The refusals of an undo.
    pub fn take_back(
        store: &mut Store,
        set: SetId,
        reason: Option<String>,
        stamp: &Stamp,
    ) -> Result<Work, Failure> {
        let job = store.begin_undo(set, reason, stamp)?;
        Ok(Work::new(Kind::Undo(job)))
    }

    /// Begins one action on many people.
    ///
    /// # Errors
    /// Where a job that was cut off has changed one of them.
    pub fn bulk(store: &mut Store, bulk: Bulk, stamp: &Stamp) -> Result<Work, Failure> {
        Ok(Work::new(Kind::Bulk(store.begin_bulk(bulk, stamp)?)))
    }

    /// Erases somebody: it is done when this returns, and the file is swept in slices.
    ///
    /// # Errors
    /// While a job is open, or where they are gone; nothing was changed then.
    pub fn erase(store: &mut Store, person: PersonId, stamp: &Stamp) -> Result<Work, Failure> {
        Work::erase_in(store, person, FileNames::Sure, stamp)
    }

    /// Erases somebody, and says out of which names of imported files their name is taken.
    ///
    /// # Errors
    /// As [`Work::erase`].
    pub fn erase_in(
        store: &mut Store,
        person: PersonId,
        files: FileNames,
        stamp: &Stamp,
    ) -> Result<Work, Failure> {
        store.erase(person, files, stamp)?;
        Ok(Work::new(Kind::Sweep(Sweep::default())))
    }

    /// Begins to sweep the file, where an erasure was cut off before its end.
    ///
    /// # Errors
    /// What `SQLite` says.
    pub fn sweep(store: &mut Store) -> Result<Option<Work>, Failure> {
        Ok(store.sweep()?.map(|sweep| Work::new(Kind::Sweep(sweep))))
    }

    /// Goes on with a job that was cut off.
    ///
    /// # Errors
    /// [`Refusal::StillOpen`] where somebody works on it, [`Refusal::NoJob`] where nobody could go on with it.
    pub fn resume(store: &mut Store, set: SetId, stamp: &Stamp) -> Result<Work, Failure> {
        let mut jobs = store.open_jobs()?;
        jobs.extend(store.waiting_sweep()?);
        let open = jobs.into_iter().find(|job| job.set == set);
        let others = open.as_ref().is_some_and(|job| !job.mine);
        let kind = match open.map(|job| job.kind) {
            Some(JobKind::Undo) => Kind::Undo(store.resume_undo(set)?),
            Some(JobKind::Bulk) => Kind::Bulk(store.resume_bulk(set, stamp)?),
            Some(JobKind::Import) => {
                let taking = Taking::resume(store, set, false, Summary::default(), stamp);
                Kind::Import(Box::new(taking.map_err(plainly)?))
            }
            Some(JobKind::Sweep) => Kind::Sweep(Sweep::default()),
            Some(JobKind::Older) | None => {
                return Err(Refusal::NoJob { set }.into());
            }
        };
        Ok(Work {
            others,
            ..Work::new(kind)
        })
    }

    /// The same in slices of so many rows, whatever the clock says.
    #[must_use]
    pub fn in_slices_of(mut self, rows: usize) -> Work {
        (self.rows, self.even) = (rows, true);
        self
    }

    /// Its change set.
    #[must_use]
    pub fn set(&self) -> SetId {
        match &self.kind {
            Kind::Undo(job) => job.set(),
            Kind::Bulk(job) => job.set(),
            Kind::Import(taking) => taking.importing.set,
            // It has none: nothing of it can be taken back.
            Kind::Sweep(_) => SetId::default(),
        }
    }

    /// How far it is.
    #[must_use]
    pub fn going(&self) -> Going {
        let (kind, label, done, total) = match &self.kind {
            Kind::Undo(job) => (JobKind::Undo, job.label(), job.done, job.rows),
            Kind::Bulk(job) => (JobKind::Bulk, job.label(), job.done(), job.total()),
            Kind::Import(taking) => return taking.going(),
            Kind::Sweep(sweep) => (
                JobKind::Sweep,
                Clean::fixed("sweeping the file"),
                sweep.done(),
                Sweep::STEPS,
            ),
        };
        let going = Going {
            set: self.set(),
            kind,
            label,
            done,
            total,
            rate: 0,
            left: None,
        };
        let seconds = self.began.elapsed().as_secs_f64();
        going.told(self.since, done - self.since, seconds)
    }

    /// What came of a file so far; nothing for other jobs.
    #[must_use]
    pub fn report(&self) -> Option<Report> {
        match &self.kind {
            Kind::Undo(_) | Kind::Bulk(_) | Kind::Sweep(_) => None,
            Kind::Import(taking) => Some(taking.report()),
        }
    }

    /// What is saved where the job fails in the middle, and where the desk offers to settle it.
    fn what_is_saved(&self) -> &'static str {
        match &self.kind {
            Kind::Undo(_) => {
                "what was undone before that is saved; resume the rest from Today, under Tidy up"
            }
            Kind::Bulk(_) => {
                "what was changed before that is saved; resume or undo it from Today, under Tidy up"
            }
            Kind::Import(_) => {
                "the rows before that are saved; resume or undo the import from Today, under Tidy up"
            }
            Kind::Sweep(_) => {
                "they are erased, but traces may be left in the file; resume it from Today, under Tidy up"
            }
        }
    }

    /// One slice; the receipt when it was the last.
    ///
    /// # Errors
    /// What the disk or `SQLite` says; what came before stays, and the job can be resumed. The sentence says so.
    pub fn step(&mut self, store: &mut Store) -> Result<Option<Receipt>, Failure> {
        let what_is_saved = self.what_is_saved();
        self.slice(store)
            .map_err(|failure| failure.but(what_is_saved))
    }

    fn slice(&mut self, store: &mut Store) -> Result<Option<Receipt>, Failure> {
        let began = Instant::now();
        let done = match &mut self.kind {
            Kind::Undo(job) => store.step_undo(job, i64::try_from(self.rows).unwrap_or(500))?,
            Kind::Bulk(job) => store.step_bulk(job, self.rows)?,
            Kind::Import(taking) => {
                let ended = taking.step(store).map_err(Broken::failure)?;
                ended.then(|| taking.receipt())
            }
            Kind::Sweep(sweep) => {
                let ended = store.step_sweep(sweep)?;
                ended.then(|| store.erased()).transpose()?
            }
        };
        if !self.even {
            self.rows = paced(self.rows, began.elapsed());
        }
        Ok(done.map(|receipt| Receipt {
            set: receipt.set.filter(|_| !self.others),
            ..receipt
        }))
    }
}

/// What kept an import from beginning.
fn plainly(broken: Broken) -> Failure {
    match broken {
        Broken::Store(failure) => failure,
        other => Failure::Refused(Refusal::Invalid(Clean::line(&other.to_string()))),
    }
}

/// The next slice's rows, so that it takes about as long as a colleague may wait.
fn paced(rows: usize, took: Duration) -> usize {
    let next = rows as u128 * SLICE.as_micros() / took.as_micros().max(1);
    usize::try_from(next)
        .unwrap_or(rows)
        .clamp(50, (rows * 2).min(5_000))
}
