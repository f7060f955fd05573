//! Text to read in a box as small as its content.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::domain::text::{Clean, width, wrap};
use crate::ui::command::BoxCommand;
use crate::ui::look::Look;
use crate::ui::next::Next;
use crate::ui::widgets::line::{boxed, put_text, rows};

/// Text to read.
#[derive(Debug, Clone)]
pub struct Popup {
    title: Clean,
    lines: Vec<Clean>,
}

impl Popup {
    /// A box with these lines.
    #[must_use]
    pub fn new(title: &str, lines: Vec<String>) -> Popup {
        Popup {
            title: Clean::line(title),
            lines: lines.iter().map(|line| Clean::line(line)).collect(),
        }
    }

    /// Any key closes it.
    pub fn run(&mut self, _: BoxCommand) -> Vec<Next> {
        vec![Next::Close]
    }

    /// Draws it in the middle.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let widest = self
            .lines
            .iter()
            .map(|line| width(line.as_str()))
            .max()
            .unwrap_or(0)
            .max(self.title.width());
        let columns = (widest + 6).min(usize::from(area.width)).min(100);
        let text: Vec<String> = self
            .lines
            .iter()
            .flat_map(|line| {
                if line.is_empty() {
                    vec![String::new()]
                } else {
                    wrap(line.as_str(), columns - 4)
                }
            })
            .collect();
        let lines = u16::try_from(text.len() + 2).unwrap_or(u16::MAX);
        let inside = boxed(
            frame,
            area,
            u16::try_from(columns).unwrap_or(u16::MAX),
            lines.min(area.height),
            self.title.as_str(),
            look.theme,
        );
        for (line, at) in text.iter().zip(rows(inside)) {
            put_text(frame, at, line, look.theme.plain);
        }
    }
}
