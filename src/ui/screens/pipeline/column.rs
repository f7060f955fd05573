//! One column of the board: a window of its cards, and the cursor.

use crate::domain::card::Card;
use crate::domain::ids::PersonId;
use crate::domain::question::{At, Page};
use crate::ui::widgets::scroll::Scroll;

/// Cards of a column asked for at once.
pub(super) const WINDOW: u32 = 60;

/// One column.
#[derive(Debug, Default)]
pub(super) struct Column {
    pub(super) page: Page,
    pub(super) cursor: usize,
    pub(super) person: Option<PersonId>,
    pub(super) asked: Option<u32>,
    pub(super) scroll: Scroll,
}

impl Column {
    /// How many cards it has, as far as it is known.
    pub(super) fn total(&self) -> usize {
        self.page
            .total
            .map_or(self.page.cards.len(), |total| total as usize)
    }

    /// The card under the cursor.
    pub(super) fn card(&self) -> Option<&Card> {
        self.page
            .cards
            .get(self.cursor.checked_sub(self.page.from as usize)?)
    }

    /// Takes a page.
    pub(super) fn receive(&mut self, page: Page) {
        self.asked = None;
        if page.waiting {
            return;
        }
        if let Some(found) = page.found {
            self.cursor = found as usize;
        }
        self.page = page;
        self.cursor = self.cursor.min(self.total().saturating_sub(1));
        self.person = self.card().map(|card| card.id);
    }

    /// Where the page to be asked for lies.
    pub(super) fn at(&self) -> At {
        let row = u32::try_from(self.cursor).unwrap_or(u32::MAX);
        match self.person {
            Some(person) => At::Person(person, row),
            None => At::Row(row.saturating_sub(WINDOW / 2)),
        }
    }

    /// Takes a card out.
    pub(super) fn take(&mut self, person: PersonId) -> Option<Card> {
        let place = self.page.cards.iter().position(|card| card.id == person)?;
        self.page.total = self.page.total.map(|total| total.saturating_sub(1));
        Some(self.page.cards.remove(place))
    }

    /// Puts a card above the one under the cursor, which stays there.
    pub(super) fn put(&mut self, card: Card) {
        let place = self
            .cursor
            .saturating_sub(self.page.from as usize)
            .min(self.page.cards.len());
        self.page.cards.insert(place, card);
        self.page.total = self.page.total.map(|total| total + 1);
        if self.person.is_some() {
            self.cursor += 1;
        } else {
            self.person = self.card().map(|card| card.id);
        }
    }

    /// Another list is to be shown: from the top; `known` is a list with nobody in it.
    pub(super) fn empty(&mut self, known: bool) {
        (self.cursor, self.person, self.asked) = (0, None, None);
        self.page = Page {
            total: known.then_some(0),
            ..Page::default()
        };
    }
}
