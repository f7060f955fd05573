//! Text that was being typed when a desk ended: open it again where it belongs, or throw it away.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::domain::text::Clean;
use crate::ui::command::{BoxCommand, ListCommand};
use crate::ui::draft::Draft;
use crate::ui::effect::Effect;
use crate::ui::look::Look;
use crate::ui::next::Next;
use crate::ui::widgets::line::{boxed, choice, put, put_text, rows};
use crate::ui::widgets::scroll::Scroll;

/// The list of what was kept.
#[derive(Debug, Clone)]
pub struct Kept {
    drafts: Vec<Draft>,
    cursor: usize,
}

impl Kept {
    /// Offers these.
    #[must_use]
    pub fn new(drafts: Vec<Draft>) -> Kept {
        Kept { drafts, cursor: 0 }
    }

    /// Whether nothing was kept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.drafts.is_empty()
    }

    /// Throws the text under the cursor away.
    fn throw_away(&mut self) -> Vec<Next> {
        if self.cursor >= self.drafts.len() {
            return Vec::new();
        }
        let draft = self.drafts.remove(self.cursor);
        self.cursor = self.cursor.min(self.drafts.len().saturating_sub(1));
        let mut next = vec![Next::Do(Effect::Forget(draft))];
        if self.drafts.is_empty() {
            next.push(Next::Close);
        }
        next
    }

    /// Moves, or opens.
    pub fn run(&mut self, command: BoxCommand) -> Vec<Next> {
        let step = match command {
            BoxCommand::Submit | BoxCommand::Save => {
                let Some(draft) = self.drafts.get(self.cursor) else {
                    return vec![Next::Close];
                };
                let name = Clean::line(&draft.about);
                return vec![Next::Close, Next::Restore(draft.clone(), name)];
            }
            BoxCommand::Down | BoxCommand::Next => ListCommand::Down,
            BoxCommand::Up | BoxCommand::Previous => ListCommand::Up,
            BoxCommand::PageDown => ListCommand::PageDown,
            BoxCommand::PageUp => ListCommand::PageUp,
            BoxCommand::Discard => return self.throw_away(),
            BoxCommand::Editor => return Vec::new(),
        };
        self.cursor = Scroll::default().moved(step, self.cursor, self.drafts.len());
        Vec::new()
    }

    /// Draws it in the middle.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let theme = look.theme;
        let lines = u16::try_from(self.drafts.len() + 2)
            .unwrap_or(u16::MAX)
            .clamp(3, area.height.max(3));
        let inside = boxed(frame, area, 80, lines, "Text that was not saved", theme);
        if self.drafts.is_empty() {
            put_text(frame, inside, "No text is waiting.", theme.dim);
        }
        let first =
            Scroll::default().first(self.cursor, usize::from(inside.height), self.drafts.len());
        for ((index, draft), at) in self.drafts.iter().enumerate().skip(first).zip(rows(inside)) {
            let here = index == self.cursor;
            put(frame, at, choice(here, draft.line().to_string(), "", theme));
        }
    }
}
