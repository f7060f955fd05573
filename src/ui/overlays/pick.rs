//! A few things to choose from: arrows and Enter, or the first letters.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::Rect;

use super::Taken;
use crate::domain::text::{Clean, fold, pad, width};
use crate::ui::command::{BoxCommand, ListCommand};
use crate::ui::look::Look;
use crate::ui::next::Next;
use crate::ui::widgets::line::{boxed, choice, put, put_text, rows};
use crate::ui::widgets::scroll::Scroll;

/// Letters that are typed to narrow a list.
const LONGEST: usize = 40;

/// Something to choose.
#[derive(Debug, Clone)]
struct Item {
    words: Clean,
    detail: Clean,
    next: Vec<Next>,
}

/// A few things to choose from.
#[derive(Debug, Clone, Default)]
pub struct Pick {
    title: Clean,
    items: Vec<Item>,
    typed: String,
    cursor: usize,
}

impl Pick {
    /// An empty list.
    #[must_use]
    pub fn new(title: &str) -> Pick {
        Pick {
            title: Clean::line(title),
            ..Pick::default()
        }
    }

    /// Adds something to choose.
    pub fn add(&mut self, words: &str, detail: &str, next: Vec<Next>) {
        self.items.push(Item {
            words: Clean::line(words),
            detail: Clean::line(detail),
            next,
        });
    }

    /// Puts the cursor on an item.
    pub fn at(&mut self, cursor: usize) {
        self.cursor = cursor.min(self.items.len().saturating_sub(1));
    }

    fn shown(&self) -> Vec<&Item> {
        let wanted = fold(&self.typed);
        self.items
            .iter()
            .filter(|item| wanted.is_empty() || fold(item.words.as_str()).contains(&wanted))
            .collect()
    }

    /// Letters narrow the list.
    pub fn key(&mut self, key: KeyEvent) -> Taken {
        match key.code {
            KeyCode::Char(letter)
                if !key
                    .modifiers
                    .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) =>
            {
                if self.typed.chars().count() < LONGEST {
                    self.typed.push(letter);
                }
                self.cursor = 0;
                Taken::Yes(Vec::new())
            }
            KeyCode::Backspace => {
                self.typed.pop();
                self.cursor = 0;
                Taken::Yes(Vec::new())
            }
            _ => Taken::No,
        }
    }

    /// Moves, or chooses.
    pub fn run(&mut self, command: BoxCommand) -> Vec<Next> {
        let scroll = Scroll::default();
        let count = self.shown().len();
        let step = match command {
            BoxCommand::Submit | BoxCommand::Save => {
                // Where nothing is like what was typed, the list stays and says so.
                let Some(item) = self.shown().get(self.cursor).copied().cloned() else {
                    return Vec::new();
                };
                return std::iter::once(Next::Close).chain(item.next).collect();
            }
            BoxCommand::Down | BoxCommand::Next => ListCommand::Down,
            BoxCommand::Up | BoxCommand::Previous => ListCommand::Up,
            BoxCommand::PageDown => ListCommand::PageDown,
            BoxCommand::PageUp => ListCommand::PageUp,
            BoxCommand::Editor | BoxCommand::Discard => return Vec::new(),
        };
        self.cursor = scroll.moved(step, self.cursor, count);
        Vec::new()
    }

    /// Draws it in the middle.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let theme = look.theme;
        let words = self
            .items
            .iter()
            .map(|item| item.words.width())
            .max()
            .unwrap_or(0)
            .min(48);
        let details = self
            .items
            .iter()
            .map(|item| item.detail.width())
            .max()
            .unwrap_or(0)
            .min(60);
        let columns = (words + details + 9)
            .max(self.title.width() + 6)
            .max(width(&self.typed) + 8)
            .max(if self.typed.is_empty() { 0 } else { 34 });
        let lines = self.items.len() + 2 + usize::from(!self.typed.is_empty());
        let inside = boxed(
            frame,
            area,
            u16::try_from(columns).unwrap_or(u16::MAX),
            u16::try_from(lines).unwrap_or(u16::MAX).min(area.height),
            self.title.as_str(),
            theme,
        );
        let mut places = rows(inside);
        if !self.typed.is_empty()
            && let Some(at) = places.next()
        {
            put_text(
                frame,
                at,
                &format!("/{}", Clean::line(&self.typed)),
                theme.accent,
            );
        }
        let places: Vec<Rect> = places.collect();
        let shown = self.shown();
        if let (true, Some(at)) = (shown.is_empty(), places.first()) {
            put_text(frame, *at, "  none is like this; Backspace", theme.dim);
        }
        let first = Scroll::default().first(self.cursor, places.len(), shown.len());
        for ((index, item), at) in shown.iter().enumerate().skip(first).zip(places) {
            let here = index == self.cursor;
            put(
                frame,
                at,
                choice(
                    here,
                    pad(item.words.as_str(), words + 2),
                    item.detail.as_str(),
                    theme,
                ),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(letters: &str) -> Vec<Next> {
        let mut pick = Pick::new("Sort by");
        pick.add("name", "", Vec::new());
        pick.add("followers", "", vec![Next::Type("sort followers".into())]);
        for letter in letters.chars() {
            pick.key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE));
        }
        pick.run(BoxCommand::Submit)
    }

    #[test]
    fn letters_narrow_the_list() {
        assert!(
            matches!(typed("fo").as_slice(), [Next::Close, Next::Type(words)] if words == "sort followers")
        );
    }

    #[test]
    fn nothing_is_chosen_that_is_not_like_what_was_typed() {
        assert!(typed("foz").is_empty());
    }
}
