//! Text to read in a box as small as its content.

use std::cell::Cell;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::domain::text::{Clean, width, wrap};
use crate::ui::command::BoxCommand;
use crate::ui::look::Look;
use crate::ui::next::Next;
use crate::ui::subject::Subject;
use crate::ui::widgets::line::{boxed, put_text, rows};

/// Text to read.
#[derive(Debug, Clone)]
pub struct Popup {
    pub(super) subject: Subject,
    title: Clean,
    lines: Vec<Clean>,
    /// Lines that were scrolled away at the top.
    above: Cell<usize>,
    /// Lines that were shown last.
    high: Cell<usize>,
}

impl Popup {
    /// A box about somebody or something, with these lines.
    #[must_use]
    pub fn new(subject: impl Into<Subject>, title: &str, lines: Vec<String>) -> Popup {
        Popup {
            subject: subject.into(),
            title: Clean::line(title),
            lines: lines.iter().map(|line| Clean::line(line)).collect(),
            above: Cell::new(0),
            high: Cell::new(0),
        }
    }

    /// Scrolls; what is no move closes it.
    pub fn run(&mut self, command: BoxCommand) -> Vec<Next> {
        let (above, page) = (self.above.get(), self.high.get().max(1));
        self.above.set(match command {
            BoxCommand::Down | BoxCommand::Next => above + 1,
            BoxCommand::Up | BoxCommand::Previous => above.saturating_sub(1),
            BoxCommand::PageDown => above + page,
            BoxCommand::PageUp => above.saturating_sub(page),
            BoxCommand::Submit | BoxCommand::Save | BoxCommand::Editor | BoxCommand::Discard => {
                return vec![Next::Close];
            }
        });
        Vec::new()
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
        let high = usize::from(inside.height);
        let above = self.above.get().min(text.len().saturating_sub(high));
        self.above.set(above);
        self.high.set(high);
        for (line, at) in text.iter().skip(above).zip(rows(inside)) {
            put_text(frame, at, line, look.theme.plain);
        }
    }
}
