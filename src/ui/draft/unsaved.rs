//! The unsaved texts that no open box holds: of boxes that were closed, and of instances that ended.

use std::ops::{Deref, DerefMut};

use super::Draft;

/// Unsaved texts in the order in which they are listed. Several may have the same place.
#[derive(Debug, Default)]
pub struct Unsaved {
    drafts: Vec<Draft>,
    /// Grows whenever the texts may have changed.
    changes: u64,
}

impl Unsaved {
    /// Grows whenever the texts may have changed, so that one number tells whether there is anything to compare.
    #[must_use]
    pub fn changes(&self) -> u64 {
        self.changes
    }
}

impl Deref for Unsaved {
    type Target = Vec<Draft>;

    fn deref(&self) -> &Vec<Draft> {
        &self.drafts
    }
}

impl DerefMut for Unsaved {
    fn deref_mut(&mut self) -> &mut Vec<Draft> {
        self.changes += 1;
        &mut self.drafts
    }
}
