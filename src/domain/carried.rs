//! What only a file of our own export says of a person and an account: where they stand, what was decided, what was
//! said and noted, and figures of earlier days. It moves people from one database into another whole.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::figures::Figures;

/// What a row of our own export says beside what any file may say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Carried {
    /// The person's number in the database that wrote the file: rows with the same number are of one person.
    pub person: Option<i64>,
    /// The day on which they were first known.
    pub added: Option<NaiveDate>,
    /// The day on which they came into their stage.
    pub stage_since: Option<NaiveDate>,
    /// The day on which they were marked as worth a first contact.
    pub shortlisted: Option<NaiveDate>,
    /// The day on which they come back into Today.
    pub snoozed: Option<NaiveDate>,
    /// Where the row's figures came from.
    pub figures_source: Option<String>,
    /// The account's figures of other days.
    pub figures: Vec<CarriedFigures>,
    /// Fit checks.
    pub checks: Vec<CarriedCheck>,
    /// Decisions about red flags of the account.
    pub decisions: Vec<CarriedDecision>,
    /// Contacts.
    pub contacts: Vec<CarriedContact>,
    /// Notes.
    pub notes: Vec<CarriedNote>,
}

/// Figures of one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarriedFigures {
    /// The day.
    pub date: NaiveDate,
    /// Where they came from.
    pub source: String,
    /// The figures; those that are not known are left out.
    #[serde(default)]
    pub figures: Figures,
}

/// A fit check and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarriedCheck {
    /// The stored word of the check.
    pub check: String,
    /// The stored word of the answer.
    pub answer: String,
    /// Why; blank where nobody said.
    #[serde(default)]
    pub line: String,
    /// The day.
    pub date: NaiveDate,
    /// By whom.
    pub by: String,
}

/// What was decided about a red flag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarriedDecision {
    /// The stored word of the flag's rule.
    pub flag: String,
    /// The figures that the decision is about.
    pub figures: String,
    /// What the flag said.
    pub words: String,
    /// `cleared` or `accepted`.
    pub decision: String,
    /// Why; blank where nobody said.
    #[serde(default)]
    pub line: String,
    /// The day.
    pub date: NaiveDate,
    /// By whom.
    pub by: String,
}

/// One exchange with the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarriedContact {
    /// The day.
    pub date: NaiveDate,
    /// `in` or `out`.
    pub direction: String,
    /// The channel's stored word, where it is known.
    #[serde(default)]
    pub channel: Option<String>,
    /// The kind's stored word.
    pub kind: String,
    /// What was said.
    #[serde(default)]
    pub text: String,
    /// Who logged it.
    pub by: String,
    /// Whether a file brought it.
    #[serde(default)]
    pub imported: bool,
    /// Whether it needs no answer.
    #[serde(default)]
    pub settled: bool,
}

/// A note about the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarriedNote {
    /// The day.
    pub date: NaiveDate,
    /// Who wrote it.
    pub by: String,
    /// The text.
    pub text: String,
}
