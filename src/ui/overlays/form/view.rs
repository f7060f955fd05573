//! Draws the form in the middle.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::ui::look::Look;
use crate::ui::overlays::labelled::stack;

use super::Form;

impl Form {
    /// Draws it in the middle.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let title = if self.restored {
            format!(
                "{} · unsaved text is back, Ctrl-X Ctrl-D throws it away",
                self.name()
            )
        } else {
            self.name().to_string()
        };
        let fields: Vec<_> = self
            .fields
            .iter()
            .enumerate()
            .map(|(place, field)| field.labelled(place == self.cursor, look, &self.members))
            .collect();
        stack(frame, area, &title, &fields, self.cursor, 0, look);
    }
}
