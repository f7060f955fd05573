//! The lifecycle: five stages from discovery to advocacy (catalogue M20), and parking.

use serde::{Deserialize, Serialize};

/// A column of the lifecycle (catalogue M20). The order is the order of the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Found, not yet contacted.
    Discovery,
    /// First contact is being made.
    Outreach,
    /// Working together on a campaign.
    Collaboration,
    /// Keeping the relationship between campaigns.
    Nurturing,
    /// Speaks for us without being asked.
    Advocacy,
}

impl Stage {
    /// All stages in the order of the board.
    pub const ALL: [Stage; 5] = [
        Stage::Discovery,
        Stage::Outreach,
        Stage::Collaboration,
        Stage::Nurturing,
        Stage::Advocacy,
    ];

    /// The word for it, lower case, as stored, typed and shown.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Stage::Discovery => "discovery",
            Stage::Outreach => "outreach",
            Stage::Collaboration => "collaboration",
            Stage::Nurturing => "nurturing",
            Stage::Advocacy => "advocacy",
        }
    }

    /// The word with a capital, for the head of a column.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Stage::Discovery => "Discovery",
            Stage::Outreach => "Outreach",
            Stage::Collaboration => "Collaboration",
            Stage::Nurturing => "Nurturing",
            Stage::Advocacy => "Advocacy",
        }
    }

    /// Place on the board, 0 to 4; also how it is stored.
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }

    /// The stage at a place on the board, if there is one.
    #[must_use]
    pub fn at(index: i64) -> Option<Stage> {
        usize::try_from(index)
            .ok()
            .and_then(|i| Self::ALL.get(i).copied())
    }

    /// The stage to the right, if there is one.
    #[must_use]
    pub fn next(self) -> Option<Stage> {
        Self::ALL.get(self.index() + 1).copied()
    }

    /// The stage to the left, if there is one.
    #[must_use]
    pub fn previous(self) -> Option<Stage> {
        self.index()
            .checked_sub(1)
            .and_then(|i| Self::ALL.get(i).copied())
    }

    /// Reads a stage as people type it: the word or an unambiguous beginning of it, any case.
    #[must_use]
    pub fn parse(text: &str) -> Option<Stage> {
        let wanted = text.trim().to_lowercase();
        if wanted.is_empty() {
            return None;
        }
        let mut found = Self::ALL
            .into_iter()
            .filter(|stage| stage.word().starts_with(&wanted));
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }
}
