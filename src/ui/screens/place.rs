//! Where a person can be.

use serde::{Deserialize, Serialize};

/// Screens that a number key shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tab {
    /// What is owed.
    Today,
    /// Everyone.
    Roster,
    /// The lifecycle board.
    Pipeline,
}

/// A place a person can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// A screen.
    Tab(Tab),
    /// One person.
    Profile,
    /// One candidate after the other.
    Triage,
    /// Everybody's changes.
    History,
    /// The settings.
    Settings,
    /// A file that comes in.
    Import,
    /// People who may be one.
    Duplicates,
    /// People side by side.
    Merge,
}

impl Place {
    /// What people call it.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Place::Tab(Tab::Today) => "Today",
            Place::Tab(Tab::Roster) => "Roster",
            Place::Tab(Tab::Pipeline) => "Pipeline",
            Place::Profile => "Profile",
            Place::Triage => "Triage",
            Place::History => "History",
            Place::Settings => "Settings",
            Place::Import => "Import",
            Place::Duplicates => "Duplicates",
            Place::Merge => "Merge",
        }
    }

    /// The screen of a number key that it is.
    #[must_use]
    pub fn tab(self) -> Option<Tab> {
        match self {
            Place::Tab(tab) => Some(tab),
            Place::Profile
            | Place::Triage
            | Place::History
            | Place::Settings
            | Place::Import
            | Place::Duplicates
            | Place::Merge => None,
        }
    }
}
