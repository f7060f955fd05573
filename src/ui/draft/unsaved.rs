//! The unsaved texts that no open box holds: of boxes that were closed, and of instances that ended.

use std::ops::{Deref, DerefMut};

use super::{BoxNumber, OneText};

/// Unsaved texts in the order in which they are listed. Several may have the same place;
/// their numbers tell them apart.
#[derive(Debug, Default)]
pub struct Unsaved {
    texts: Vec<OneText>,
    /// Grows whenever the texts may have changed.
    changes: u64,
}

impl Unsaved {
    /// Grows whenever the texts may have changed, so that one number tells whether there is anything to compare.
    #[must_use]
    pub fn changes(&self) -> u64 {
        self.changes
    }

    /// Where the text of this box stands in the list.
    #[must_use]
    pub fn place_of(&self, number: BoxNumber) -> Option<usize> {
        self.texts.iter().position(|one| one.number == number)
    }

    /// The text of this box takes the place of what was kept of the same box, or that goes. No other text is touched.
    pub fn settle(&mut self, number: BoxNumber, text: Option<OneText>) {
        match (self.place_of(number), text) {
            (Some(place), Some(text)) => self[place] = text,
            (Some(place), None) => drop(self.remove(place)),
            (None, Some(text)) => self.push(text),
            (None, None) => {}
        }
    }
}

impl Deref for Unsaved {
    type Target = Vec<OneText>;

    fn deref(&self) -> &Vec<OneText> {
        &self.texts
    }
}

impl DerefMut for Unsaved {
    fn deref_mut(&mut self) -> &mut Vec<OneText> {
        self.changes += 1;
        &mut self.texts
    }
}
