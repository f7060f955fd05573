//! Saved views: a query with its order and columns under a name, one's own or the team's.

use serde::{Deserialize, Serialize};

use super::ids::{SetId, ViewId};
use super::question::Sort;
use super::text::Clean;

/// A list to come back to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    /// Which.
    pub id: ViewId,
    /// Counts its changes.
    pub version: i64,
    /// Its name.
    pub name: Clean,
    /// Whose it is; blank is the team's.
    pub owner: Clean,
    /// Who is in it, as typed; read anew each time, so that `me` and `45d` stay right.
    pub query: String,
    /// Its order.
    pub sort: Sort,
    /// The other way round.
    pub reversed: bool,
    /// The columns after the name, by their titles.
    pub columns: Vec<String>,
}

impl SavedView {
    /// Whether the whole team has it.
    #[must_use]
    pub fn is_the_teams(&self) -> bool {
        self.owner.is_empty()
    }
}

/// What is kept under a name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Listing {
    /// Who is in it, as typed.
    pub query: String,
    /// Its order.
    pub sort: Sort,
    /// The other way round.
    pub reversed: bool,
    /// The columns after the name, by their titles.
    pub columns: Vec<String>,
}

/// Changes of saved views.
#[derive(Debug, Clone, PartialEq)]
pub enum ViewChange {
    /// Keeps a list under a name; one of mine or the team's that is called so already is kept anew.
    Save {
        /// The name.
        name: String,
        /// What is kept.
        listing: Listing,
        /// The last change set that the author had seen: what a colleague kept under the name after it is not replaced.
        seen: SetId,
    },
    /// Another name.
    Rename {
        /// Which.
        view: ViewId,
        /// The version that the author saw.
        seen: i64,
        /// The name.
        name: String,
    },
    /// The team's, or mine alone.
    Share {
        /// Which.
        view: ViewId,
        /// The version that the author saw.
        seen: i64,
        /// The team's.
        team: bool,
    },
    /// Takes it out.
    Remove {
        /// Which.
        view: ViewId,
        /// The version that the author saw.
        seen: i64,
    },
}
