//! Scroll memory: the first row that is shown, kept so that the cursor stays in sight.

use std::cell::Cell;

use crate::ui::command::ListCommand;

/// The first row shown and the height last drawn; the only thing that drawing remembers.
#[derive(Debug, Clone, Default)]
pub struct Scroll {
    top: Cell<usize>,
    height: Cell<usize>,
}

impl Scroll {
    /// The first row to draw so that the cursor is in sight.
    pub fn first(&self, cursor: usize, height: usize, total: usize) -> usize {
        self.height.set(height);
        let most = total.saturating_sub(height.max(1));
        let top = self.top.get().min(most);
        let top = if cursor < top {
            cursor
        } else if height > 0 && cursor >= top + height {
            cursor + 1 - height
        } else {
            top
        };
        self.top.set(top);
        top
    }

    /// The first row drawn last.
    #[must_use]
    pub fn top(&self) -> usize {
        self.top.get()
    }

    /// Whether the list had room for a row when it was drawn last.
    #[must_use]
    pub fn is_visible(&self) -> bool {
        self.height.get() > 0
    }

    /// The height drawn last; a guess before the first frame.
    #[must_use]
    pub fn height(&self) -> usize {
        match self.height.get() {
            0 => 20,
            height => height,
        }
    }

    /// Where a move leads.
    #[must_use]
    pub fn moved(&self, command: ListCommand, cursor: usize, total: usize) -> usize {
        let page = self.height().max(2);
        let last = total.saturating_sub(1);
        match command {
            ListCommand::Down => cursor + 1,
            ListCommand::Up => cursor.saturating_sub(1),
            ListCommand::HalfDown => cursor + page / 2,
            ListCommand::HalfUp => cursor.saturating_sub(page / 2),
            ListCommand::PageDown => cursor + page - 1,
            ListCommand::PageUp => cursor.saturating_sub(page - 1),
            ListCommand::Top => 0,
            ListCommand::Bottom => last,
        }
        .min(last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_stays_in_sight() {
        let scroll = Scroll::default();
        assert_eq!(scroll.first(0, 10, 100), 0);
        assert_eq!(scroll.first(15, 10, 100), 6);
        assert_eq!(scroll.first(10, 10, 100), 6);
        assert_eq!(scroll.first(3, 10, 100), 3);
        assert_eq!(scroll.first(3, 10, 5), 0);
    }

    #[test]
    fn no_move_leaves_the_list() {
        let scroll = Scroll::default();
        for command in [
            ListCommand::Down,
            ListCommand::PageDown,
            ListCommand::Bottom,
            ListCommand::Up,
            ListCommand::HalfUp,
        ] {
            assert_eq!(scroll.moved(command, 0, 0), 0);
            assert!(scroll.moved(command, 4, 5) < 5);
        }
    }
}
