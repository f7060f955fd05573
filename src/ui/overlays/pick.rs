//! A few things to choose from: arrows and Enter, or the first letters. In a menu each has its own key instead, and
//! letters narrow nothing.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::Rect;

use super::Taken;
use crate::domain::question::Question;
use crate::domain::text::{Clean, fold, pad, width};
use crate::ui::command::{BoxCommand, ListCommand};
use crate::ui::draft::{ChoiceOf, DraftFor, HoldsText, TextField, TextPlace};
use crate::ui::look::Look;
use crate::ui::next::{Asker, Next};
use crate::ui::subject::Subject;
use crate::ui::widgets::line::{boxed, choice, indented, put, put_text, rows};
use crate::ui::widgets::scroll::Scroll;
use crate::ui::widgets::textbox::TextBox;

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
    text: TextBox,
    cursor: usize,
    /// The question whose answer says where the cursor belongs.
    asks: Option<Question>,
    /// Where the cursor belongs is still to be told.
    awaits: bool,
    /// Enter was pressed before that was told.
    hasty: bool,
}

impl Pick {
    /// An empty list of what may be done with somebody or something; its key finds it again.
    #[must_use]
    pub fn new(key: ChoiceOf, subject: impl Into<Subject>, title: &str) -> Pick {
        let title = Clean::line(title);
        let subject = subject.into();
        let place = TextPlace::new(DraftFor::Choice(key), &subject.name());
        Pick {
            text: TextBox::line(place, ""),
            subject,
            title,
            items: Vec::new(),
            cursor: 0,
            asks: None,
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

    /// Asks where the cursor belongs; the answer comes to [`Pick::suggest`].
    #[must_use]
    pub fn awaiting(self, question: Question) -> Pick {
        Pick {
            awaits: true,
            asks: Some(question),
            ..self
        }
    }

    /// Asks where the cursor belongs, if that is not known.
    #[must_use]
    pub fn asks(&self) -> Option<Next> {
        let question = self.asks.clone()?;
        Some(Next::Ask(Asker::Box(self.text.place().number), question))
    }

    /// Puts the cursor where it belongs, unless it was moved meanwhile, and says of each how many it has; an Enter that
    /// came before chooses it now.
    pub fn suggest(&mut self, cursor: Option<usize>, details: &[String]) -> Vec<Next> {
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
        let wanted = fold(&self.text.value());
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
            _ if is_menu => Taken::No,
            KeyCode::Char(_) if self.text.value().chars().count() >= LONGEST => {
                Taken::Yes(Vec::new())
            }
            _ => {
                let before = self.text.change();
                if !self.text.key(key) {
                    return Taken::No;
                }
                self.narrowed(before);
                Taken::Yes(Vec::new())
            }
        }
    }

    /// Pasted text narrows the list, too.
    pub fn paste(&mut self, text: &str) {
        if self.takes_text() {
            let before = self.text.change();
            self.text
                .paste(&text.chars().take(LONGEST).collect::<String>());
            self.narrowed(before);
        }
    }

    /// Another text is another list: the first is under the cursor.
    fn narrowed(&mut self, before: u64) {
        if self.text.change() != before {
            (self.cursor, self.awaits) = (0, false);
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
        let typed = self.text.value();
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
            .max(width(&typed) + 8)
            .max(if typed.is_empty() { 0 } else { 34 });
        let lines = self.items.len() + 2 + usize::from(!typed.is_empty());
        let inside = boxed(
            frame,
            area,
            u16::try_from(columns).unwrap_or(u16::MAX),
            u16::try_from(lines).unwrap_or(u16::MAX).min(area.height),
            self.title.as_str(),
            theme,
        );
        let mut places = rows(inside);
        if !typed.is_empty()
            && let Some(at) = places.next()
        {
            put_text(frame, at, "/", theme.accent);
            self.text.view(frame, indented(at, 1), theme.accent, true);
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

impl HoldsText for Pick {
    fn fields(&self, visit: &mut dyn FnMut(&dyn TextField)) {
        let Pick {
            text,
            subject: _,
            title: _,
            items: _,
            cursor: _,
            asks: _,
            awaits: _,
            hasty: _,
        } = self;
        visit(text);
    }

    fn boxes(&mut self, visit: &mut dyn FnMut(&mut TextBox)) {
        visit(&mut self.text);
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
        let mut pick = Pick::new(ChoiceOf::Theme, Subject::Desk, "Sort by");
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
        let mut menu = Pick::new(ChoiceOf::Theme, Subject::Desk, "Change Ada");
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
        let mut pick = Pick::new(ChoiceOf::Theme, Subject::Desk, "Move 3 people to");
        pick.add("discovery", "", vec![said("discovery")]);
        pick.add("outreach", "", vec![said("outreach")]);
        let mut pick = pick.awaiting(Question::Stages(Vec::new(), true));
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
