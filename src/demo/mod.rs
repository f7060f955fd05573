//! The demo: a brand's team of four with some 120 people and a year behind them, the same for everyone who asks
//! for the same day.
//!
//! It is made through the store, change by change and file by file, so it holds nothing that the program could not
//! have made itself. Start with [`fill`]. The people stand in [`people`], who they are in [`portraits`], what was
//! said in [`talk`], their figures in [`figures`] and [`files`], what they
//! ask and who follows them in [`kits`]; [`plan`] puts all of it in order of time, and
//! [`team`] does it. Not here: chance, the clock, the names of real people.

mod days;
mod figures;
mod files;
mod kits;
mod people;
mod plan;
mod portraits;
mod talk;
mod team;
#[cfg(test)]
mod tests;

use std::fmt;
use std::path::Path;

use chrono::NaiveDate;

use self::team::Team;
use crate::store::{CannotOpen, Failure};

/// The brand whose desk it is.
const BRAND: &str = "Halcyon Skincare";

/// Why there is no demo.
#[derive(Debug)]
pub enum CannotFill {
    /// The database cannot be made or opened.
    Open(CannotOpen),
    /// The store did not take a change.
    Store(Failure),
}

impl fmt::Display for CannotFill {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CannotFill::Open(error) => error.fmt(f),
            CannotFill::Store(Failure::Refused(refusal)) => refusal.fmt(f),
            CannotFill::Store(Failure::Trouble(trouble)) => trouble.fmt(f),
            CannotFill::Store(Failure::Interrupted) => f.write_str("the demo was interrupted"),
        }
    }
}

impl std::error::Error for CannotFill {}

impl From<CannotOpen> for CannotFill {
    fn from(error: CannotOpen) -> Self {
        CannotFill::Open(error)
    }
}

impl From<Failure> for CannotFill {
    fn from(failure: Failure) -> Self {
        CannotFill::Store(failure)
    }
}

/// Makes a private database at `path`, which must not exist yet, and fills it with the demo world as it stands on
/// `today`; `me` is the member who looks at it.
///
/// # Errors
/// When the file cannot be made, or the disk is full.
pub fn fill(path: &Path, me: &str, today: NaiveDate) -> Result<(), CannotFill> {
    let events = plan::plan(today)?;
    let start = events.first().map_or(0, |event| event.at);
    let mut team = Team::gather(path, me, start)?;
    for (n, event) in (1..).zip(&events) {
        team.act(n, event)?;
    }
    team.finish()
}
