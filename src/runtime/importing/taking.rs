//! A file that comes in, slice by slice, as one change set; from its first row, or from where it was cut off.

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::NaiveDate;

use super::{Broken, Opening, Recipe, Summary, telling};
use crate::domain::change::{Receipt, Stamp};
use crate::domain::counts::say_grouped;
use crate::domain::dated::Dated;
use crate::domain::ids::SetId;
use crate::domain::importing::{Choice, Report, Tally};
use crate::domain::incoming::Incoming;
use crate::domain::job::{Going, JobKind};
use crate::domain::preview::Basis;
use crate::domain::refusal::Refusal;
use crate::domain::text::Clean;
use crate::exchange::import::Source;
use crate::store::Store;
use crate::store::import::{Importing, Plan, Read};

/// Rows of a slice while nobody else has the database open.
const ALONE: usize = 20_000;
/// Rows of the first slice while colleagues work; it follows the clock then.
const SHARED: usize = 200;
/// A colleague waits at most about this long for a slice.
const SLICE: Duration = Duration::from_millis(220);
/// Rows that are looked at together where nothing is written.
const READ: usize = 2_000;

/// An import under way.
pub struct Taking {
    /// The file.
    pub source: Source,
    /// What came of it so far.
    pub importing: Importing,
    /// What is told at the end.
    pub summary: Summary,
    /// The day of the figures, and where it is known from.
    pub dated: Dated,
    /// The change that stays when the file has ended; none where nothing was changed.
    pub stays: Option<SetId>,
    stamp: Stamp,
    size: usize,
    began: Instant,
    since: Read,
}

impl std::fmt::Debug for Taking {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Taking")
            .field("importing", &self.importing)
            .finish_non_exhaustive()
    }
}

/// How an import is to be made.
#[derive(Debug, Clone)]
pub struct Manner {
    /// The day of the figures.
    pub as_of: Dated,
    /// What stands where the file contradicts a person.
    pub choice: Choice,
    /// The process does nothing else: it may hold more in memory, and take long slices where nobody else is there.
    pub roomy: bool,
    /// The preview that was confirmed, where there was one.
    pub basis: Option<Arc<Basis>>,
}

impl Taking {
    /// Begins to bring a file in.
    ///
    /// # Errors
    /// If it cannot be imported as it is; where it is about people whom a job that was cut off has changed; what the
    /// store says. Nothing was changed then.
    pub fn begin(
        store: &mut Store,
        mut opening: Opening,
        manner: &Manner,
        summary: Summary,
        stamp: &Stamp,
    ) -> Result<Taking, Broken> {
        opening.source.ready()?;
        refuse_left_open(store, &mut opening.source)?;
        let recipe = Recipe::of(&opening, manner.as_of, manner.choice.clone());
        let mut plan = plan(
            &opening,
            &recipe,
            manner.roomy && store.is_alone(),
            manner.roomy,
        );
        plan.basis.clone_from(&manner.basis);
        let importing = store.begin_import(plan, stamp)?;
        let dated = recipe.dated();
        Ok(Taking::with(
            opening.source,
            importing,
            summary,
            dated,
            stamp,
        ))
    }

    /// Goes on with an import that was cut off.
    ///
    /// # Errors
    /// Where its file is gone or has changed, where somebody else works on it; what the store says.
    pub fn resume(
        store: &mut Store,
        set: SetId,
        roomy: bool,
        summary: Summary,
        stamp: &Stamp,
    ) -> Result<Taking, Broken> {
        let job = store.open_jobs()?.into_iter().find(|job| job.set == set);
        let job = job.ok_or(Refusal::NoJob { set })?;
        if job.running {
            let (label, by) = (job.label, job.by);
            return Err(Refusal::StillOpen { label, by }.into());
        }
        let recipe = Recipe::read(&job.plan)?;
        let opening = recipe.open(stamp.today)?;
        let plan = plan(&opening, &recipe, roomy && store.is_alone(), roomy);
        let importing = store.resume_import(set, plan)?;
        let dated = recipe.dated();
        let mut taking = Taking::with(opening.source, importing, summary, dated, stamp);
        let skipped = taking.skip(store);
        if skipped.is_err() {
            store.leave_job(set)?;
        }
        taking.importing.read.bytes = taking.source.bytes_read();
        taking.since = taking.importing.read;
        skipped.map(|()| taking)
    }

    fn with(
        source: Source,
        importing: Importing,
        summary: Summary,
        dated: Dated,
        stamp: &Stamp,
    ) -> Taking {
        let size = if importing.is_alone() { ALONE } else { SHARED };
        Taking {
            source,
            since: importing.read,
            importing,
            summary,
            dated,
            stays: None,
            stamp: stamp.clone(),
            size,
            began: Instant::now(),
        }
    }

    /// Reads what came in before the cut once more, for the report and to know a second row of the same account.
    fn skip(&mut self, store: &Store) -> Result<(), Broken> {
        let until = self.importing.read.rows;
        while self.source.counts().rows < until {
            let room = usize::try_from(until - self.source.counts().rows).unwrap_or(READ);
            let (rows, ended) = self.read(room.min(READ), until)?;
            store.import_seen(&mut self.importing, &rows)?;
            if ended {
                break;
            }
        }
        Ok(())
    }

    /// One slice; whether it was the last.
    ///
    /// # Errors
    /// If the file can no longer be read or the store cannot write; what came before stays.
    pub fn step(&mut self, store: &mut Store) -> Result<bool, Broken> {
        let (rows, ended) = self.read(self.size, u64::MAX)?;
        if !rows.is_empty() {
            let began = Instant::now();
            self.importing.read = Read {
                rows: self.source.counts().rows,
                bytes: self.source.bytes_read(),
            };
            store.import_rows(&mut self.importing, &rows, &self.stamp)?;
            self.summary.refuse(&mut self.importing)?;
            if !self.importing.is_alone() {
                self.size = paced(self.size, began.elapsed());
            }
        }
        if ended {
            let stays = store.finish_import(&self.importing)?;
            self.stays = stays.then_some(self.importing.set);
        }
        Ok(ended)
    }

    /// The next rows, at most so many and not beyond a row of the file; whether the file has ended.
    fn read(&mut self, most: usize, until: u64) -> Result<(Vec<Incoming>, bool), Broken> {
        let mut rows = Vec::new();
        while rows.len() < most && self.source.counts().rows < until {
            match self.source.next_row()? {
                None => return Ok((rows, true)),
                Some(Ok(mut row)) => {
                    row.refuse_future(self.stamp.today);
                    self.summary.remark(&row);
                    rows.push(row);
                }
                Some(Err(rejected)) => self.summary.reject(&rejected)?,
            }
        }
        Ok((rows, false))
    }

    /// How far it is.
    #[must_use]
    pub fn going(&self) -> Going {
        let whole = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        let (rows, read) = (self.source.counts().rows, self.importing.read);
        Going {
            set: self.importing.set,
            kind: JobKind::Import,
            label: Clean::line(&format!("import of {}", self.importing.source())),
            done: whole(read.bytes),
            total: whole(self.source.total_bytes()),
            rate: 0,
            left: None,
        }
        .told(
            whole(self.since.bytes),
            whole(rows.saturating_sub(self.since.rows)),
            self.began.elapsed().as_secs_f64(),
        )
    }

    /// What came of the rows so far.
    #[must_use]
    pub fn tally(&self) -> Tally {
        tally(&self.importing, &self.source)
    }

    /// What is doubtful about the file so far.
    #[must_use]
    pub fn warnings(&self) -> Vec<Clean> {
        telling::warnings(&self.source, self.dated, self.stamp.today)
    }

    /// For the notice.
    #[must_use]
    pub fn receipt(&self) -> Receipt {
        let counts = self.importing.counts;
        let name = self.importing.source();
        let said = if counts.new + counts.updated == 0 {
            let identified = counts.say_identified();
            let known = || "everything was known already".to_owned();
            format!("import of {name}: {}", identified.unwrap_or_else(known))
        } else {
            format!(
                "import of {name}: {} new, {} updated",
                say(counts.new),
                say(counts.updated)
            )
        };
        Receipt {
            set: self.stays,
            said: Clean::line(&said),
            takes_back: Clean::fixed("it"),
            people: Vec::new(),
            offer: None,
            reverses: None,
        }
    }

    /// For the screen.
    #[must_use]
    pub fn report(&self) -> Report {
        let importing = &self.importing;
        let mut lines: Vec<String> = self.tally().say_parked().into_iter().collect();
        lines.extend(importing.counts.say_identified());
        let mut listed = |many: u64, what: &str| {
            if many > 0 {
                lines.push(format!("{what}: {}", say(many)));
            }
        };
        listed(
            importing.damaged.len() as u64,
            "texts that the file has damaged (what was known was kept)",
        );
        listed(importing.replaced.len() as u64, &replaced(importing));
        listed(
            importing.repeated.len() as u64,
            "rows of an account or person that appears twice with different values (the first row was used)",
        );
        listed(
            importing.apart.len() as u64,
            "new people who may be known already (kept apart; merge those who are one person)",
        );
        listed(
            importing.strangers.values().sum(),
            "rows whose owner is no member (kept as an extra field)",
        );
        listed(
            self.source.short_rows(),
            "rows that lack cells at their end (taken as blank)",
        );
        lines.extend(self.source.remarks().iter().cloned());
        let mut told: Vec<Clean> = telling::dated(&self.source, self.dated)
            .into_iter()
            .collect();
        let warnings = self.warnings();
        told.extend(
            warnings
                .iter()
                .map(|one| telling::afterwards(one.as_str()))
                .map(|one| Clean::line(&format!("Warning: {one}"))),
        );
        told.extend(lines.iter().map(|line| Clean::line(line)));
        Report {
            name: Clean::line(importing.source()),
            tally: self.tally(),
            lines: told,
        }
    }
}

/// What is said of figures that were replaced, with the days under which they are known: a month may have them on its
/// first.
fn replaced(importing: &Importing) -> String {
    let days = || importing.replaced.iter().map(|one| one.date);
    let said = |day: NaiveDate| day.format("%-d %b %Y");
    match (days().min(), days().max()) {
        (Some(first), Some(last)) if first != last => {
            format!("figures replaced ({} to {})", said(first), said(last))
        }
        (Some(day), _) => format!("figures replaced ({})", said(day)),
        (None, _) => String::new(),
    }
}

/// How many rows came to what.
#[must_use]
pub fn tally(importing: &Importing, source: &Source) -> Tally {
    let (counts, read) = (importing.counts, source.counts());
    Tally {
        new: counts.new,
        updated: counts.updated,
        unchanged: counts.unchanged,
        conflicts: counts.conflicts,
        rejected: read.rejected + counts.refused,
        blank: read.blank,
        rows: read.rows,
        asked: counts.asked,
        asked_known: counts.asked_known,
        parked: counts.parked,
    }
}

/// The plan that the store is given.
pub(super) fn plan(opening: &Opening, recipe: &Recipe, alone: bool, roomy: bool) -> Plan {
    Plan {
        source: opening.source.name().to_owned(),
        as_of: recipe.as_of,
        since: recipe.since,
        alone,
        bytes: opening.source.total_bytes(),
        recipe: recipe.json(),
        print: recipe.print(),
        lesson: opening.lesson(),
        choice: recipe.choice.clone(),
        roomy,
        basis: None,
    }
}

/// A file about people whom a job that was cut off has changed has to wait until that is settled.
fn refuse_left_open(store: &Store, source: &mut Source) -> Result<(), Broken> {
    if store.left_open()?.is_empty() {
        return Ok(());
    }
    let mut ended = false;
    while !ended {
        let mut rows = Vec::with_capacity(READ);
        while rows.len() < READ && !ended {
            match source.next_row()? {
                None => ended = true,
                Some(row) => rows.extend(row.ok()),
            }
        }
        store.import_refused(&rows)?;
    }
    source.rewind()?;
    Ok(())
}

/// The next slice's size, so that a slice takes about as long as a colleague may wait.
fn paced(size: usize, took: Duration) -> usize {
    let wanted = SLICE.as_micros().max(1);
    let next = size as u128 * wanted / took.as_micros().max(1);
    usize::try_from(next)
        .unwrap_or(size)
        .clamp(50, (size * 2).min(5_000))
}

fn say(count: u64) -> String {
    say_grouped(i64::try_from(count).unwrap_or(i64::MAX))
}
