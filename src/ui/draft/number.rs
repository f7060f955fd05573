//! Which box a text was typed into. Two boxes may hold texts of the same place, as two new notes on one person: each has
//! a number of its own, so that what becomes of one text never touches the other.

use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicU64, Ordering};

use super::Draft;

/// The number of the last box.
static BOXES: AtomicU64 = AtomicU64::new(0);

/// The number of a box with text. A text that was kept takes its number along into the box that it comes back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct BoxNumber(u64);

impl BoxNumber {
    /// A number that no box had before.
    #[must_use]
    pub fn another() -> BoxNumber {
        BoxNumber(BOXES.fetch_add(1, Ordering::Relaxed) + 1)
    }
}

/// An unsaved text with the number of the box that it was typed into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneText {
    /// The box.
    pub number: BoxNumber,
    /// The text and where it belongs.
    pub draft: Draft,
}

impl OneText {
    /// A text that comes from no box of this run.
    #[must_use]
    pub fn of(draft: Draft) -> OneText {
        OneText {
            number: BoxNumber::another(),
            draft,
        }
    }
}

impl Deref for OneText {
    type Target = Draft;

    fn deref(&self) -> &Draft {
        &self.draft
    }
}

impl DerefMut for OneText {
    fn deref_mut(&mut self) -> &mut Draft {
        &mut self.draft
    }
}
