//! Triage: whether a candidate fits (catalogue M12, M13, M41, M42) and what speaks against their figures (M39, M44).
//!
//! The checks are answered by people and counted, never typed as a score; red flags are raised by rules and cleared or
//! accepted by name. Not here: the list that is gone through, which is the screen's.

pub mod fit;
pub mod flags;
pub mod peers;

use super::card::Card;
use super::person::Dossier;

pub use self::fit::{Answered, Check, Fit, Verdict};
pub use self::flags::{Decision, Flag, Raised, Ruling};
pub use self::peers::Peers;

/// Everything one looks at to decide about somebody.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// How the lists show them.
    pub card: Card,
    /// Everything that is known.
    pub dossier: Dossier,
    /// Others of their size, where there are any.
    pub peers: Option<Peers>,
    /// What the rules raise, open ones first.
    pub flags: Vec<Raised>,
    /// The checks that were answered, in their order.
    pub checks: Vec<Answered>,
}

impl Candidate {
    /// The answer to a check, if there is one.
    #[must_use]
    pub fn answer(&self, check: Check) -> Option<&Answered> {
        self.checks.iter().find(|one| one.check == check)
    }
}
