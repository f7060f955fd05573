//! The columns of the roster: which are shown, and in which order; every change shows at once.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::domain::text::pad;
use crate::ui::command::{BoxCommand, ColumnsCommand, ListCommand};
use crate::ui::look::Look;
use crate::ui::next::Next;
use crate::ui::screens::roster::Column;
use crate::ui::widgets::line::{boxed, choice, put, rows};
use crate::ui::widgets::scroll::Scroll;

/// The columns in their order, those that are hidden last.
#[derive(Debug, Clone)]
pub struct ColumnChoice {
    columns: Vec<(Column, bool)>,
    cursor: usize,
}

impl ColumnChoice {
    /// The choice, with these shown.
    #[must_use]
    pub fn new(shown: &[Column]) -> ColumnChoice {
        let hidden = Column::ALL.iter().filter(|column| !shown.contains(column));
        let columns = shown
            .iter()
            .map(|column| (*column, true))
            .chain(hidden.map(|column| (*column, false)))
            .collect();
        ColumnChoice { columns, cursor: 0 }
    }

    /// The columns to show, in their order.
    #[must_use]
    pub fn shown(&self) -> Vec<Column> {
        self.columns
            .iter()
            .filter(|(_, shown)| *shown)
            .map(|(column, _)| *column)
            .collect()
    }

    /// Shows, hides or moves the column under the cursor; the cursor goes with it.
    pub fn change(&mut self, command: ColumnsCommand) {
        let last = self.columns.len().saturating_sub(1);
        match command {
            ColumnsCommand::Toggle => {
                if let Some((_, shown)) = self.columns.get_mut(self.cursor) {
                    *shown = !*shown;
                }
            }
            ColumnsCommand::Earlier if self.cursor > 0 => {
                self.columns.swap(self.cursor, self.cursor - 1);
                self.cursor -= 1;
            }
            ColumnsCommand::Later if self.cursor < last => {
                self.columns.swap(self.cursor, self.cursor + 1);
                self.cursor += 1;
            }
            ColumnsCommand::Earlier | ColumnsCommand::Later => {}
        }
    }

    /// Moves the cursor.
    pub fn run(&mut self, command: BoxCommand) -> Vec<Next> {
        let step = match command {
            BoxCommand::Down | BoxCommand::Next => ListCommand::Down,
            BoxCommand::Up | BoxCommand::Previous => ListCommand::Up,
            BoxCommand::PageDown => ListCommand::PageDown,
            BoxCommand::PageUp => ListCommand::PageUp,
            BoxCommand::Submit | BoxCommand::Save => return vec![Next::Close],
            BoxCommand::Editor | BoxCommand::Discard => return Vec::new(),
        };
        self.cursor = Scroll::default().moved(step, self.cursor, self.columns.len());
        Vec::new()
    }

    /// Draws it in the middle.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let theme = look.theme;
        let high = u16::try_from(self.columns.len() + 2).unwrap_or(u16::MAX);
        let inside = boxed(frame, area, 34, high, "Columns after the name", theme);
        let first =
            Scroll::default().first(self.cursor, usize::from(inside.height), self.columns.len());
        for ((index, (column, shown)), at) in self
            .columns
            .iter()
            .enumerate()
            .skip(first)
            .zip(rows(inside))
        {
            let here = index == self.cursor;
            let state = if *shown { "shown" } else { "" };
            put(
                frame,
                at,
                choice(here, pad(column.title(), 20), state, theme),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_moves_with_the_cursor_and_stops_at_both_ends() {
        let mut choice = ColumnChoice::new(&[Column::Stage, Column::Owner]);
        choice.change(ColumnsCommand::Earlier);
        assert_eq!(choice.shown(), [Column::Stage, Column::Owner]);
        choice.change(ColumnsCommand::Later);
        choice.change(ColumnsCommand::Toggle);
        assert_eq!(
            choice.shown(),
            [Column::Owner],
            "stage was under the cursor"
        );
        for _ in 0..40 {
            choice.change(ColumnsCommand::Later);
        }
        choice.change(ColumnsCommand::Toggle);
        assert_eq!(choice.shown(), [Column::Owner, Column::Stage]);
    }
}
