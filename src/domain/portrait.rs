//! A portrait: everything that is kept of a person, for whoever may ask what we know of them.

use chrono::NaiveDate;

use super::ids::AccountId;
use super::person::Dossier;
use super::stage::Stage;
use super::text::{Clean, Raw};
use super::triage::{Answered, Ruling};

/// Everything that is kept of a person.
#[derive(Debug, Clone, PartialEq)]
pub struct Portrait {
    /// What the profile shows.
    pub dossier: Dossier,
    /// The day on which they come back into Today.
    pub snoozed: Option<NaiveDate>,
    /// The day on which they were marked as worth a first contact.
    pub shortlisted: Option<NaiveDate>,
    /// The fit checks that were answered.
    pub checks: Vec<Answered>,
    /// What was decided about red flags.
    pub decisions: Vec<Decided>,
    /// Their moves on the board, the first of them first.
    pub moves: Vec<Moved>,
    /// Others that were made one with them.
    pub merged: Vec<Told>,
    /// Others of whom somebody said that they are not the same.
    pub not_same: Vec<Told>,
}

/// What was decided about a red flag.
#[derive(Debug, Clone, PartialEq)]
pub struct Decided {
    /// The account it is about.
    pub account: AccountId,
    /// The stored word of the flag's rule.
    pub flag: Raw,
    /// The figures that the decision is about, as stored.
    pub figures: Raw,
    /// What the flag said.
    pub words: Raw,
    /// The decision.
    pub ruling: Ruling,
}

/// A move from one stage to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Moved {
    /// From where.
    pub from: Stage,
    /// To where.
    pub to: Stage,
    /// The day.
    pub date: NaiveDate,
    /// By whom.
    pub by: Clean,
    /// What the checklist missed; blank where nothing.
    pub without: Raw,
    /// Why it was made nevertheless; blank where nobody said.
    pub because: Raw,
}

/// What was said of somebody else: who, by whom and when.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// Of whom.
    pub name: Raw,
    /// The day.
    pub date: NaiveDate,
    /// By whom.
    pub by: Clean,
}
