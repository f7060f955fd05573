//! Unsaved texts: open one where it belongs, or discard it. What is discarded stays in the list until the box closes, so
//! that it can be brought back; and the box stays open, so that one key too many does nothing to the screen behind it.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::ui::command::{BoxCommand, ListCommand};
use crate::ui::draft::{BoxNumber, Draft, DraftFor, OneText};
use crate::ui::look::Look;
use crate::ui::next::Next;
use crate::ui::notice::Notice;
use crate::ui::widgets::line::{boxed, choice, put, put_text, rows};
use crate::ui::widgets::scroll::Scroll;

/// The list of unsaved texts.
#[derive(Debug, Clone)]
pub struct Kept {
    texts: Vec<OneText>,
    /// Places of those that were discarded, the last one last.
    discarded: Vec<usize>,
    cursor: usize,
    /// The text that is on its way to its box: until it is known who its person is, no key goes anywhere else.
    opening: Option<BoxNumber>,
}

impl Kept {
    /// Offers these.
    #[must_use]
    pub fn new(texts: Vec<OneText>) -> Kept {
        Kept {
            texts,
            discarded: Vec::new(),
            cursor: 0,
            opening: None,
        }
    }

    /// Whether there is no unsaved text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// Texts of these places are not listed any more; whether there were any.
    pub fn forget(&mut self, is_gone: impl Fn(&DraftFor) -> bool) -> bool {
        let before = self.texts.len();
        while let Some(place) = self.texts.iter().position(|text| is_gone(&text.place)) {
            self.texts.remove(place);
            self.discarded.retain(|one| *one != place);
            for later in self.discarded.iter_mut().filter(|one| **one > place) {
                *later -= 1;
            }
        }
        self.cursor = self.cursor.min(self.texts.len().saturating_sub(1));
        self.texts.len() < before
    }

    /// The texts that go when the box closes.
    #[must_use]
    pub fn discarded(&self) -> Vec<&OneText> {
        let discarded = self.discarded.iter();
        discarded
            .filter_map(|place| self.texts.get(*place))
            .collect()
    }

    /// Whether this text is on its way to its box.
    #[must_use]
    pub fn opens(&self, number: BoxNumber) -> bool {
        self.opening == Some(number)
    }

    /// No text is on its way to its box any more.
    pub fn opens_none(&mut self) {
        self.opening = None;
    }

    fn is_discarded(&self, place: usize) -> bool {
        self.discarded.contains(&place)
    }

    /// Discards the text under the cursor, and goes to the next that is there.
    fn discard(&mut self) -> Vec<Next> {
        let Some(draft) = self.texts.get(self.cursor) else {
            return Vec::new();
        };
        if self.is_discarded(self.cursor) {
            return vec![Next::Say(Notice::calm(
                "Already discarded; u brings it back",
            ))];
        }
        self.discarded.push(self.cursor);
        vec![Next::Say(Notice::calm(format!(
            "Discarded when you close this list: {} · u brings it back",
            draft.line()
        )))]
    }

    /// Why there is nothing to be brought back.
    #[must_use]
    pub fn why_not_undo(&self) -> Option<&'static str> {
        self.discarded
            .is_empty()
            .then_some("Nothing was discarded here")
    }

    /// Brings the last one back that was discarded.
    pub fn bring_back(&mut self) -> Vec<Next> {
        let Some(place) = self.discarded.pop() else {
            return Vec::new();
        };
        self.cursor = place;
        let line = self
            .texts
            .get(place)
            .map(|one| Draft::line(one))
            .unwrap_or_default();
        vec![Next::Say(Notice::calm(format!("Brought back: {line}")))]
    }

    /// Moves, opens or discards.
    pub fn run(&mut self, command: BoxCommand) -> Vec<Next> {
        if self.opening.is_some() {
            return Vec::new();
        }
        let step = match command {
            BoxCommand::Submit | BoxCommand::Save => {
                let cursor = self.cursor;
                let Some(draft) = self.texts.get(cursor) else {
                    return vec![Next::Close];
                };
                // Whoever opens a text wants it, whatever came before.
                self.discarded.retain(|place| *place != cursor);
                let restore = Next::Restore(Box::new(draft.clone()));
                if draft.place.person().is_none() {
                    return vec![Next::Close, restore];
                }
                self.opening = Some(draft.number);
                return vec![restore];
            }
            BoxCommand::Down | BoxCommand::Next => ListCommand::Down,
            BoxCommand::Up | BoxCommand::Previous => ListCommand::Up,
            BoxCommand::PageDown => ListCommand::PageDown,
            BoxCommand::PageUp => ListCommand::PageUp,
            BoxCommand::Discard => return self.discard(),
            BoxCommand::Editor => return Vec::new(),
        };
        self.cursor = Scroll::default().moved(step, self.cursor, self.texts.len());
        Vec::new()
    }

    /// Draws it in the middle.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let theme = look.theme;
        let lines = u16::try_from(self.texts.len() + 2)
            .unwrap_or(u16::MAX)
            .clamp(3, area.height.max(3));
        let inside = boxed(frame, area, 80, lines, "Unsaved text", theme);
        if self.texts.is_empty() {
            put_text(frame, inside, "No unsaved text.", theme.dim);
        }
        let first =
            Scroll::default().first(self.cursor, usize::from(inside.height), self.texts.len());
        for ((index, draft), at) in self.texts.iter().enumerate().skip(first).zip(rows(inside)) {
            let here = index == self.cursor;
            let words = if self.is_discarded(index) {
                format!("discarded · {}", draft.line())
            } else {
                draft.line().to_string()
            };
            put(frame, at, choice(here, words, "", theme));
        }
    }
}
