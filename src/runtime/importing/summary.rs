//! What is gathered while a file is read, for the report at the end.

use super::{Broken, Rejects};
use crate::domain::incoming::{Incoming, Rejected};
use crate::store::import::Importing;

/// What is told at the end.
#[derive(Debug, Default)]
pub struct Summary {
    rejects: Option<Rejects>,
    /// Rows that were not taken: line and reason.
    pub rejected: Vec<(u64, String)>,
    /// What was odd about rows that were taken, the first of them: line and remark.
    pub remarks: Vec<(u64, String)>,
    /// How many such remarks there were.
    pub remarked: u64,
}

impl Summary {
    /// Nothing yet; rejected rows go into this file as well.
    #[must_use]
    pub fn new(rejects: Option<Rejects>) -> Summary {
        Summary {
            rejects,
            ..Summary::default()
        }
    }

    /// Notes what was odd about a row that is taken.
    pub fn remark(&mut self, row: &Incoming) {
        for remark in &row.remarks {
            self.remarked += 1;
            if self.remarks.len() < Importing::LISTED {
                self.remarks.push((row.line, remark.clone()));
            }
        }
    }

    /// Notes a row that is not taken.
    ///
    /// # Errors
    /// If it cannot be written into the file of the rejects.
    pub fn reject(&mut self, row: &Rejected) -> Result<(), Broken> {
        self.rejected.push((row.line, row.reason.clone()));
        match &mut self.rejects {
            Some(rejects) => rejects.add(row),
            None => Ok(()),
        }
    }

    /// Notes the rows of which the database refused a value. Their cells are not kept: the line tells where they are.
    ///
    /// # Errors
    /// If they cannot be written into the file of the rejects.
    pub fn refuse(&mut self, importing: &mut Importing) -> Result<(), Broken> {
        for (line, reason) in importing.refused.drain(..) {
            self.reject(&Rejected {
                line,
                reason,
                cells: Vec::new(),
                bytes: Vec::new(),
            })?;
        }
        Ok(())
    }

    /// Ends the file of the rejects.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn finish(&mut self) -> Result<(), Broken> {
        self.rejects.take().map_or(Ok(()), Rejects::finish)
    }
}
