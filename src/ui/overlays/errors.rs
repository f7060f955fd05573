//! The error list (F12): what went wrong since the start, newest first, with the whole chain of causes.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::domain::refusal::Trouble;
use crate::domain::text::wrap;
use crate::ui::command::BoxCommand;
use crate::ui::look::Look;
use crate::ui::next::Next;
use crate::ui::widgets::line::{boxed, put_text, rows};

/// The error list.
#[derive(Debug, Clone)]
pub struct Errors {
    troubles: Vec<Trouble>,
    first: usize,
}

impl Errors {
    /// Shows these, the newest first.
    #[must_use]
    pub fn new(troubles: &[Trouble]) -> Errors {
        Errors {
            troubles: troubles.iter().rev().cloned().collect(),
            first: 0,
        }
    }

    /// Scrolls or closes.
    pub fn run(&mut self, command: BoxCommand) -> Vec<Next> {
        match command {
            BoxCommand::Down | BoxCommand::Next => self.first += 1,
            BoxCommand::Up | BoxCommand::Previous => self.first = self.first.saturating_sub(1),
            BoxCommand::PageDown => self.first += 10,
            BoxCommand::PageUp => self.first = self.first.saturating_sub(10),
            BoxCommand::Submit | BoxCommand::Save | BoxCommand::Editor | BoxCommand::Discard => {
                return vec![Next::Close];
            }
        }
        Vec::new()
    }

    fn lines(&self, columns: usize, look: &Look<'_>) -> Vec<(String, Style)> {
        let mut lines = Vec::new();
        for trouble in &self.troubles {
            lines.extend(
                wrap(trouble.sentence.as_str(), columns)
                    .into_iter()
                    .map(|line| (line, look.theme.plain)),
            );
            if trouble.details != trouble.sentence {
                let details = wrap(trouble.details.as_str(), columns.saturating_sub(2));
                lines.extend(
                    details
                        .into_iter()
                        .map(|line| (format!("  {line}"), look.theme.dim)),
                );
            }
            lines.push((String::new(), look.theme.plain));
        }
        lines
    }

    /// Draws it in the middle.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let columns = area.width.saturating_sub(8).min(100);
        let lines = self.lines(usize::from(columns.saturating_sub(4)), look);
        let high = u16::try_from(lines.len() + 3)
            .unwrap_or(u16::MAX)
            .clamp(4, area.height.max(4));
        let inside = boxed(frame, area, columns, high, "What went wrong", look.theme);
        if self.troubles.is_empty() {
            put_text(
                frame,
                inside,
                "Nothing went wrong since the start.",
                look.theme.dim,
            );
            return;
        }
        let most = lines.len().saturating_sub(usize::from(inside.height));
        for ((line, style), at) in lines.iter().skip(self.first.min(most)).zip(rows(inside)) {
            put_text(frame, at, line, *style);
        }
    }
}
