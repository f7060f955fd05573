//! A file tried on a copy: what would come of every row, slice by slice, while nobody waits.

use super::taking::{Manner, plan, tally};
use super::{Broken, Opening, Recipe, Summary, telling};
use crate::domain::change::Stamp;
use crate::domain::dated::Dated;
use crate::domain::importing::Tally;
use crate::domain::text::Clean;
use crate::exchange::import::Source;
use crate::store::Store;
use crate::store::import::Trial;

/// Rows of a slice.
const SLICE: usize = 1_000;

/// A file that is being tried.
pub struct Trying {
    /// The file.
    pub source: Source,
    /// What would come of it.
    pub trial: Trial,
    /// What is told at the end.
    pub summary: Summary,
    /// The day of the figures, and where it is known from.
    pub dated: Dated,
    stamp: Stamp,
}

impl Trying {
    /// Begins.
    ///
    /// # Errors
    /// If the file cannot be imported as it is, or there is no room for the trial.
    pub fn new(
        live: Option<&Store>,
        opening: Opening,
        manner: &Manner,
        summary: Summary,
        stamp: &Stamp,
    ) -> Result<Trying, Broken> {
        opening.source.ready()?;
        let recipe = Recipe::of(&opening, manner.as_of, manner.choice.clone());
        let trial = Trial::new(live, plan(&opening, &recipe, true, manner.roomy), stamp)?;
        Ok(Trying {
            source: opening.source,
            trial,
            summary,
            dated: manner.as_of,
            stamp: stamp.clone(),
        })
    }

    /// One slice; whether it was the last.
    ///
    /// # Errors
    /// If the file can no longer be read, or the disk is full.
    pub fn step(&mut self, live: Option<&Store>) -> Result<bool, Broken> {
        let (mut rows, mut rejected, mut ended) = (Vec::new(), Vec::new(), false);
        while rows.len() + rejected.len() < SLICE && !ended {
            match self.source.next_row()? {
                None => ended = true,
                Some(Ok(mut row)) => {
                    row.refuse_future(self.stamp.today);
                    self.summary.remark(&row);
                    rows.push(row);
                }
                Some(Err(row)) => {
                    self.summary.reject(&row)?;
                    rejected.push(row);
                }
            }
        }
        self.trial.take(live, &rows)?;
        self.summary.refuse(&mut self.trial.importing)?;
        self.trial.reject(&rejected)?;
        Ok(ended)
    }

    /// How far it is, in per cent.
    #[must_use]
    pub fn per_cent(&self) -> u8 {
        let part = self.source.bytes_read() * 100 / self.source.total_bytes().max(1);
        u8::try_from(part.min(100)).unwrap_or(100)
    }

    /// What is doubtful about the file so far.
    #[must_use]
    pub fn warnings(&self) -> Vec<Clean> {
        telling::warnings(&self.source, self.dated, self.stamp.today)
    }

    /// The same for the screen, where keys are the way out.
    #[must_use]
    pub fn warnings_by_keys(&self) -> Vec<Clean> {
        let warnings = self.warnings();
        warnings
            .iter()
            .map(|one| telling::by_keys(one.as_str()))
            .collect()
    }

    /// What would come of the rows so far.
    #[must_use]
    pub fn tally(&self) -> Tally {
        tally(&self.trial.importing, &self.source)
    }
}
