//! Parking: off the board with a reason, and perhaps a date to look again.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Why a person is off the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ParkReason {
    /// Does not fit the brand.
    NotAFit,
    /// Never answered.
    NoReply,
    /// Said no: the fee.
    DeclinedFee,
    /// Said no: the timing.
    DeclinedTiming,
    /// Said no: works for a competitor.
    DeclinedCompetitor,
    /// Said no: the topic.
    DeclinedTopic,
    /// Asked not to be contacted.
    AskedNotToBeContacted,
}

impl ParkReason {
    /// All reasons in the order in which they are offered.
    pub const ALL: [ParkReason; 7] = [
        ParkReason::NotAFit,
        ParkReason::NoReply,
        ParkReason::DeclinedFee,
        ParkReason::DeclinedTiming,
        ParkReason::DeclinedCompetitor,
        ParkReason::DeclinedTopic,
        ParkReason::AskedNotToBeContacted,
    ];

    /// The words, as stored and shown.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            ParkReason::NotAFit => "not a fit",
            ParkReason::NoReply => "no reply",
            ParkReason::DeclinedFee => "declined: fee",
            ParkReason::DeclinedTiming => "declined: timing",
            ParkReason::DeclinedCompetitor => "declined: competitor",
            ParkReason::DeclinedTopic => "declined: topic",
            ParkReason::AskedNotToBeContacted => "asked not to be contacted",
        }
    }

    /// Reads the words, or an unambiguous part of them (`fee`, `topic`, `no reply`).
    #[must_use]
    pub fn parse(text: &str) -> Option<ParkReason> {
        let wanted = text.trim().to_lowercase();
        if wanted.is_empty() {
            return None;
        }
        if let Some(exact) = Self::ALL.into_iter().find(|reason| reason.word() == wanted) {
            return Some(exact);
        }
        let mut found = Self::ALL
            .into_iter()
            .filter(|reason| reason.word().contains(&wanted));
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }
}

/// A person off the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parked {
    /// Why.
    pub reason: ParkReason,
    /// When to look again, if ever.
    pub look_again: Option<NaiveDate>,
}
