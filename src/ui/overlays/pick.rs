//! A few things to choose from: arrows and Enter, or the first letters. In a menu each has its own key instead, and
//! letters narrow nothing.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::Rect;

use super::Taken;
use crate::domain::text::{Clean, fold, pad, width};
use crate::ui::command::{BoxCommand, ListCommand};
use crate::ui::look::Look;
use crate::ui::next::Next;
use crate::ui::subject::Subject;
use crate::ui::widgets::line::{boxed, choice, put, put_text, rows};
use crate::ui::widgets::scroll::Scroll;

/// Letters that are typed to narrow a list.
const LONGEST: usize = 40;

/// Something to choose.
#[derive(Debug, Clone)]
struct Item {
    words: Clean,
    detail: Clean,
    /// In a menu: what chooses it at once.
    key: Option<char>,
    next: Vec<Next>,
}

/// A few things to choose from.
#[derive(Debug, Clone)]
pub struct Pick {
    pub(super) subject: Subject,
    title: Clean,
    items: Vec<Item>,
    typed: String,
    cursor: usize,
    /// It asked where the cursor belongs.
    asks: bool,
    /// Where the cursor belongs is still to be told.
    awaits: bool,
    /// Enter was pressed before that was told.
    hasty: bool,
}

impl Pick {
    /// An empty list of what may be done with somebody or something.
    #[must_use]
    pub fn new(subject: impl Into<Subject>, title: &str) -> Pick {
        Pick {
            subject: subject.into(),
            title: Clean::line(title),
            items: Vec::new(),
            typed: String::new(),
            cursor: 0,
            asks: false,
            awaits: false,
            hasty: false,
        }
    }

    /// Adds something to choose.
    pub fn add(&mut self, words: &str, detail: &str, next: Vec<Next>) {
        self.items.push(Item {
            words: Clean::line(words),
            detail: Clean::line(detail),
            key: None,
            next,
        });
    }

    /// Adds something to a menu, with the letter that chooses it at once.
    pub fn add_key(&mut self, words: &str, key: char, next: Vec<Next>) {
        self.items.push(Item {
            words: Clean::line(words),
            detail: Clean::line(&key.to_string()),
            key: Some(key),
            next,
        });
    }

    /// Where the cursor belongs will be told by [`Pick::suggest`].
    #[must_use]
    pub fn awaiting(self) -> Pick {
        Pick {
            awaits: true,
            asks: true,
            ..self
        }
    }

    /// Puts the cursor where it belongs, unless it was moved meanwhile, and says of each how many it has; an Enter that
    /// came before chooses it now.
    pub fn suggest(&mut self, cursor: Option<usize>, details: &[String]) -> Vec<Next> {
        if !self.asks {
            // Another box asked that.
            return Vec::new();
        }
        for (item, detail) in self.items.iter_mut().zip(details) {
            item.detail = Clean::line(detail);
        }
        if !std::mem::take(&mut self.awaits) {
            return Vec::new();
        }
        if let Some(cursor) = cursor {
            self.at(cursor);
        }
        // Where nothing is meant, nothing is chosen unseen.
        if std::mem::take(&mut self.hasty) && cursor.is_some() {
            return self.run(BoxCommand::Submit);
        }
        Vec::new()
    }

    /// Whether letters narrow the list.
    #[must_use]
    pub fn takes_text(&self) -> bool {
        self.items.iter().all(|item| item.key.is_none())
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

    /// Letters narrow the list; those of a menu choose.
    pub fn key(&mut self, key: KeyEvent) -> Taken {
        let is_menu = !self.takes_text();
        match key.code {
            KeyCode::Char(letter)
                if is_menu && key.modifiers.difference(KeyModifiers::SHIFT).is_empty() =>
            {
                Taken::Yes(self.choose(letter))
            }
            KeyCode::Backspace if is_menu => Taken::No,
            KeyCode::Char(letter)
                if !key
                    .modifiers
                    .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) =>
            {
                if self.typed.chars().count() < LONGEST {
                    self.typed.push(letter);
                }
                (self.cursor, self.awaits) = (0, false);
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

    /// What a letter means in a menu.
    fn choose(&mut self, letter: char) -> Vec<Next> {
        match self.items.iter().find(|item| item.key == Some(letter)) {
            Some(item) => std::iter::once(Next::Close)
                .chain(item.next.iter().cloned())
                .collect(),
            None if letter == 'j' => self.run(BoxCommand::Down),
            None if letter == 'k' => self.run(BoxCommand::Up),
            None => Vec::new(),
        }
    }

    /// Moves, or chooses.
    pub fn run(&mut self, command: BoxCommand) -> Vec<Next> {
        let scroll = Scroll::default();
        let count = self.shown().len();
        let step = match command {
            BoxCommand::Submit | BoxCommand::Save if self.awaits => {
                self.hasty = true;
                return Vec::new();
            }
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
        self.awaits = false;
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
    use crate::ui::notice::Notice;

    fn said(words: &str) -> Next {
        Next::Say(Notice::calm(words))
    }

    fn typed(letters: &str) -> Vec<Next> {
        let mut pick = Pick::new(Subject::Desk, "Sort by");
        pick.add("name", "", Vec::new());
        pick.add("followers", "", vec![said("followers")]);
        for letter in letters.chars() {
            pick.key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE));
        }
        pick.run(BoxCommand::Submit)
    }

    #[test]
    fn letters_narrow_the_list() {
        assert!(
            matches!(typed("fo").as_slice(), [Next::Close, Next::Say(notice)] if notice.words.as_str() == "followers")
        );
    }

    fn letter(letter: char) -> KeyEvent {
        KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE)
    }

    #[test]
    fn a_letter_of_a_menu_chooses_at_once_and_another_narrows_nothing() {
        let mut menu = Pick::new(Subject::Desk, "Change Ada");
        menu.add_key("owner", 'w', vec![said("owner")]);
        menu.add_key("park", 'x', vec![said("park")]);
        assert!(!menu.takes_text());
        assert!(matches!(menu.key(letter('o')), Taken::Yes(next) if next.is_empty()));
        let Taken::Yes(next) = menu.key(letter('x')) else {
            panic!()
        };
        assert!(
            matches!(next.as_slice(), [Next::Close, Next::Say(notice)] if notice.words.as_str() == "park")
        );
        menu.key(letter('j'));
        let next = menu.run(BoxCommand::Submit);
        assert!(
            matches!(next.as_slice(), [Next::Close, Next::Say(notice)] if notice.words.as_str() == "park")
        );
    }

    #[test]
    fn an_enter_before_the_cursor_is_placed_chooses_what_is_told_then() {
        let mut pick = Pick::new(Subject::Desk, "Move 3 people to");
        pick.add("discovery", "", vec![said("discovery")]);
        pick.add("outreach", "", vec![said("outreach")]);
        let mut pick = pick.awaiting();
        assert!(pick.run(BoxCommand::Submit).is_empty());
        let next = pick.suggest(Some(1), &[]);
        assert!(
            matches!(next.as_slice(), [Next::Close, Next::Say(notice)] if notice.words.as_str() == "outreach")
        );
    }

    #[test]
    fn nothing_is_chosen_that_is_not_like_what_was_typed() {
        assert!(typed("foz").is_empty());
    }
}
