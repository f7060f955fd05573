//! Where a person can be.

/// Screens that a number key shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
