//! What only a file of our own export says of a person and an account: where they stand, what was decided, what was
//! said and noted, and figures of earlier days. It moves people from one database into another whole.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::figures::Figures;
use super::touch::{Channel, Direction, Kind};
use super::triage::fit::{Check, Verdict};
use super::triage::flags::{Decision, Rule};

/// A check and a rule are stored by their words, which are not those that serde gives them elsewhere.
macro_rules! by_its_word {
    ($room:ident, $type:ty, $what:literal) => {
        mod $room {
            use serde::de::Error;
            use serde::{Deserialize, Deserializer, Serializer};

            pub fn serialize<S: Serializer>(one: &$type, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(one.word())
            }

            pub fn deserialize<'a, D: Deserializer<'a>>(from: D) -> Result<$type, D::Error> {
                let word = String::deserialize(from)?;
                let unknown =
                    || D::Error::custom(format!(concat!("unknown ", $what, " `{}`"), word));
                <$type>::parse(&word).ok_or_else(unknown)
            }
        }
    };
}

by_its_word!(check_word, super::Check, "fit check");
by_its_word!(rule_word, super::Rule, "red flag");

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
    /// The bits of the fields that a person wrote there, not a file, as in
    /// [`Person::by_hand`](super::person::Person::by_hand).
    pub by_hand: i64,
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
#[serde(deny_unknown_fields)]
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
#[serde(deny_unknown_fields)]
pub struct CarriedCheck {
    /// Which.
    #[serde(with = "check_word")]
    pub check: Check,
    /// What was found.
    pub answer: Verdict,
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
#[serde(deny_unknown_fields)]
pub struct CarriedDecision {
    /// The flag's rule.
    #[serde(with = "rule_word")]
    pub flag: Rule,
    /// The figures that the decision is about.
    pub figures: String,
    /// What the flag said.
    pub words: String,
    /// What was decided.
    pub decision: Decision,
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
#[serde(deny_unknown_fields)]
pub struct CarriedContact {
    /// The day.
    pub date: NaiveDate,
    /// Who spoke.
    pub direction: Direction,
    /// How, where it is known.
    #[serde(default)]
    pub channel: Option<Channel>,
    /// What for.
    pub kind: Kind,
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

impl CarriedContact {
    /// Whether another one is of the same day, way and words, whoever wrote it down.
    #[must_use]
    pub fn is_equal(&self, other: &CarriedContact) -> bool {
        let key = |one: &CarriedContact| (one.date, one.direction, one.channel, one.kind);
        key(self) == key(other) && self.text == other.text
    }
}

/// A note about the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CarriedNote {
    /// The day.
    pub date: NaiveDate,
    /// Who wrote it.
    pub by: String,
    /// The text.
    pub text: String,
}

/// One line of such a list.
pub trait Dated {
    /// The day on which it happened.
    fn day(&self) -> NaiveDate;

    /// What cannot be of it whatever its day, in one clause.
    fn wrong(&self) -> Option<String> {
        None
    }
}

impl Dated for CarriedFigures {
    fn day(&self) -> NaiveDate {
        self.date
    }

    fn wrong(&self) -> Option<String> {
        self.figures.wrong()
    }
}

impl Dated for CarriedCheck {
    fn day(&self) -> NaiveDate {
        self.date
    }
}

impl Dated for CarriedDecision {
    fn day(&self) -> NaiveDate {
        self.date
    }
}

impl Dated for CarriedContact {
    fn day(&self) -> NaiveDate {
        self.date
    }
}

impl Dated for CarriedNote {
    fn day(&self) -> NaiveDate {
        self.date
    }
}

/// Whether a day has not begun anywhere: a colleague further east may have been in tomorrow already.
#[must_use]
pub fn lies_ahead(day: NaiveDate, today: NaiveDate) -> bool {
    today.succ_opt().is_some_and(|tomorrow| day > tomorrow)
}
