//! Lanes of the board: one is open and shows its cards, each of the others is a line of counts.

use std::cell::RefCell;

use crate::domain::lane::{Lane, LaneBy, LaneCount};
use crate::domain::stage::Stage;

/// Lanes, the open one, and where their headings were drawn last.
#[derive(Debug, Default)]
pub(super) struct Lanes {
    by: Option<LaneBy>,
    open: Option<Lane>,
    counts: Vec<LaneCount>,
    headings: RefCell<Vec<(u16, usize)>>,
}

impl Lanes {
    /// Parted by this; the first lane opens when the lanes are known.
    pub(super) fn parted(by: Option<LaneBy>) -> Lanes {
        Lanes {
            by,
            ..Lanes::default()
        }
    }

    /// What parts the cards.
    pub(super) fn by(&self) -> Option<LaneBy> {
        self.by
    }

    /// The lane whose cards are shown.
    pub(super) fn open(&self) -> Option<&Lane> {
        self.open.as_ref()
    }

    /// Every lane, in order.
    pub(super) fn counts(&self) -> &[LaneCount] {
        &self.counts
    }

    /// The place of the open lane.
    pub(super) fn place(&self) -> Option<usize> {
        let open = self.open.as_ref()?;
        self.counts.iter().position(|one| one.lane == *open)
    }

    /// Cards of a column in all lanes.
    pub(super) fn total(&self, column: usize) -> usize {
        self.counts
            .iter()
            .filter_map(|lane| lane.columns.get(column))
            .map(|people| *people as usize)
            .sum()
    }

    /// Takes the lanes as they are now; whether another one is open since. Where the open one is gone, the one that
    /// stands in its place opens.
    pub(super) fn receive(&mut self, counts: Vec<LaneCount>) -> bool {
        let place = self.place().unwrap_or(0);
        self.counts = counts;
        if self.place().is_some() {
            return false;
        }
        let last = self.counts.len().saturating_sub(1);
        self.open = self.counts.get(place.min(last)).map(|one| one.lane.clone());
        true
    }

    /// Opens the lane so many places further; whether there is one.
    pub(super) fn step(&mut self, steps: isize) -> bool {
        let target = self
            .place()
            .and_then(|place| place.checked_add_signed(steps));
        let Some(count) = target.and_then(|target| self.counts.get(target)) else {
            return false;
        };
        let changed = self.open.as_ref() != Some(&count.lane);
        self.open = Some(count.lane.clone());
        changed
    }

    /// Why there is no step.
    pub(super) fn why_not(&self, steps: isize) -> Option<&'static str> {
        if self.by.is_none() {
            return Some("the board has no lanes; b parts it");
        }
        let target = self
            .place()
            .and_then(|place| place.checked_add_signed(steps));
        if target.is_some_and(|target| target < self.counts.len()) {
            return None;
        }
        Some(if steps < 0 {
            "this is the first lane"
        } else {
            "this is the last lane"
        })
    }

    /// A card of the open lane moves before the store has moved it.
    pub(super) fn moved(&mut self, from: Stage, to: Stage) {
        let place = self.place();
        if let Some(lane) = place.and_then(|place| self.counts.get_mut(place)) {
            let one = &mut lane.columns[from.index()];
            *one = one.saturating_sub(1);
            lane.columns[to.index()] += 1;
        }
    }

    /// Headings are drawn anew.
    pub(super) fn forget_headings(&self) {
        self.headings.borrow_mut().clear();
    }

    /// The heading of the lane at `place` stands on this line of the screen.
    pub(super) fn drawn(&self, line: u16, place: usize) {
        self.headings.borrow_mut().push((line, place));
    }

    /// Steps to the lane whose heading stands on this line.
    pub(super) fn heading_at(&self, line: u16) -> Option<isize> {
        let headings = self.headings.borrow();
        let (_, target) = headings.iter().find(|(at, _)| *at == line)?;
        let place = self.place()?;
        isize::try_from(*target)
            .ok()?
            .checked_sub(isize::try_from(place).ok()?)
    }
}
