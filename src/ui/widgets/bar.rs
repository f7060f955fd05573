//! The bar of a list that is renewed while it is shown. It stays on its row wherever that moves to; when the row is gone
//! it is on none until it is moved, so that no key acts on whatever slid under it.

use std::fmt::Debug;

use super::scroll::Scroll;
use crate::domain::text::Clean;
use crate::ui::command::ListCommand;

/// A row that is known by more than its place.
pub trait Row {
    /// What tells it from every other row.
    type Id: Debug + Clone + PartialEq;

    /// Its id.
    fn id(&self) -> Self::Id;

    /// What it is called when it is gone.
    fn name(&self) -> Clean;
}

/// Where the bar is.
#[derive(Debug, Clone)]
pub struct Bar<Id> {
    place: usize,
    on: Option<(Id, Clean)>,
}

impl<Id> Default for Bar<Id> {
    fn default() -> Bar<Id> {
        Bar { place: 0, on: None }
    }
}

impl<Id: Debug + Clone + PartialEq> Bar<Id> {
    /// Puts it on the row at a place, or on the last one.
    pub fn put<R: Row<Id = Id>>(&mut self, place: usize, rows: &[R]) {
        self.place = place.min(rows.len().saturating_sub(1));
        self.on = rows.get(self.place).map(|row| (row.id(), row.name()));
    }

    /// Puts it on this row, whether that is still there or not.
    pub fn put_on<R: Row<Id = Id>>(&mut self, row: &R, rows: &[R]) {
        self.on = Some((row.id(), row.name()));
        self.renew(rows);
    }

    /// These are the rows by now.
    pub fn renew<R: Row<Id = Id>>(&mut self, rows: &[R]) {
        let Some((id, _)) = &self.on else {
            return self.put(self.place, rows);
        };
        match rows.iter().position(|row| row.id() == *id) {
            Some(place) => self.put(place, rows),
            None => self.place = self.place.min(rows.len().saturating_sub(1)),
        }
    }

    /// The row that it is on.
    pub fn current<'a, R: Row<Id = Id>>(&self, rows: &'a [R]) -> Option<&'a R> {
        let (id, _) = self.on.as_ref()?;
        rows.get(self.place).filter(|row| row.id() == *id)
    }

    /// Whether it is drawn at this place.
    pub fn is_at<R: Row<Id = Id>>(&self, place: usize, rows: &[R]) -> bool {
        place == self.place && self.current(rows).is_some()
    }

    /// Where it is, or was when its row was there.
    #[must_use]
    pub fn place(&self) -> usize {
        self.place
    }

    /// The row that it was on, where that is gone.
    pub fn gone<R: Row<Id = Id>>(&self, rows: &[R]) -> Option<(&Id, &Clean)> {
        let (id, name) = self.on.as_ref()?;
        self.current(rows).is_none().then_some((id, name))
    }

    /// Moves it. From a row that is gone, down leads to the one that took its place.
    pub fn moved<R: Row<Id = Id>>(&mut self, command: ListCommand, scroll: &Scroll, rows: &[R]) {
        let to = match command {
            ListCommand::Down if self.gone(rows).is_some() => self.place,
            ListCommand::Down
            | ListCommand::Up
            | ListCommand::HalfDown
            | ListCommand::HalfUp
            | ListCommand::PageDown
            | ListCommand::PageUp
            | ListCommand::Top
            | ListCommand::Bottom => scroll.moved(command, self.place, rows.len()),
        };
        self.put(to, rows);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Row for char {
        type Id = char;

        fn id(&self) -> char {
            *self
        }

        fn name(&self) -> Clean {
            Clean::line(&self.to_string())
        }
    }

    /// The rows before and after, the place of the bar before, and the row that it is on after; the one below it.
    #[test]
    fn the_bar_stays_on_its_row_or_on_none() {
        for (before, place, after, on, below) in [
            ("abc", 1, "abc", Some('b'), Some('c')),
            ("abc", 1, "xabc", Some('b'), Some('c')),
            ("abc", 1, "cb", Some('b'), Some('b')),
            ("abc", 1, "ac", None, Some('c')),
            ("abc", 2, "ab", None, Some('b')),
            ("a", 0, "", None, None),
            ("", 0, "a", Some('a'), Some('a')),
        ] {
            let rows = |rows: &str| rows.chars().collect::<Vec<_>>();
            let (before, after) = (rows(before), rows(after));
            let mut bar = Bar::default();
            bar.put(place, &before);
            bar.renew(&after);
            assert_eq!(bar.current(&after).copied(), on, "{before:?} {after:?}");
            let gone = bar.gone(&after).map(|(id, _)| *id);
            let lost = before.get(place).copied().filter(|_| on.is_none());
            assert_eq!(gone, lost, "{before:?} {after:?}");
            bar.moved(ListCommand::Down, &Scroll::default(), &after);
            assert_eq!(bar.current(&after).copied(), below, "{before:?} {after:?}");
            bar.renew(&before);
        }
    }
}
