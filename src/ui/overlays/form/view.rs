//! Draws the form: fields below each other, scrolled so that the one with the keyboard is whole.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::ui::look::Look;
use crate::ui::widgets::line::boxed;
use crate::ui::widgets::scroll::Scroll;

use super::Form;
use super::field::LABEL;

impl Form {
    /// Draws it in the middle.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let theme = look.theme;
        let columns = area.width.saturating_sub(4).min(100);
        let title = if self.restored {
            format!(
                "{} · unsaved text is back, Ctrl-X Ctrl-D throws it away",
                self.name
            )
        } else {
            self.name.to_string()
        };
        // Two columns of frame and two of white space.
        let wide = usize::from(columns).saturating_sub(LABEL + 2 + 4);
        let heights: Vec<usize> = self
            .fields
            .iter()
            .enumerate()
            .map(|(place, field)| field.height(wide, place == self.cursor))
            .collect();
        let before: usize = heights.iter().take(self.cursor).sum();
        let here = heights.get(self.cursor).copied().unwrap_or(1);
        let total: usize = heights.iter().sum();
        let high = u16::try_from(total + 2)
            .unwrap_or(u16::MAX)
            .min(area.height.saturating_sub(1));
        let inside = boxed(frame, area, columns, high, &title, theme);
        let visible = usize::from(inside.height);
        // The last line of the field with the keyboard decides how far the form is scrolled.
        let first = Scroll::default()
            .first((before + here).saturating_sub(1), visible, total)
            .min(before);
        let mut line = 0;
        for (place, field) in self.fields.iter().enumerate() {
            if line >= first && line - first < visible {
                let y = inside.y + u16::try_from(line - first).unwrap_or(0);
                let height = u16::try_from(heights[place])
                    .unwrap_or(1)
                    .min(inside.bottom() - y);
                field.view(
                    frame,
                    Rect {
                        y,
                        height,
                        ..inside
                    },
                    place == self.cursor,
                    look,
                    &self.members,
                );
            }
            line += heights[place];
        }
    }
}
