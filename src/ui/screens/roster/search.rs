//! The search of the roster: results while one types, the list as it was on Esc.

use crossterm::event::KeyEvent;

use super::Roster;
use crate::domain::question::{At, List, Question, Sort};
use crate::ui::next::{Asker, Next};
use crate::ui::widgets::textbox::TextBox;

impl Roster {
    /// Searches for these words, as if they had been typed.
    pub fn search_for(&mut self, words: &str) -> Vec<Next> {
        self.begin_search();
        self.typing = None;
        self.look_for(words)
    }

    /// Whether the search box has the keyboard.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        self.typing.is_some()
    }

    pub(super) fn begin_search(&mut self) {
        if self.before.is_none() {
            self.before = Some((self.list.clone(), self.cursor, self.person));
        }
        // What was found stays until the first letter; that one begins anew.
        self.typing = Some(TextBox::line(""));
    }

    /// Keeps what was found; the search box gives the keyboard back.
    pub(super) fn keep_found(&mut self) {
        self.typing = None;
        if self.list.search.is_empty() {
            self.before = None;
        }
    }

    /// Takes a letter while the search box has the keyboard.
    pub fn type_key(&mut self, key: KeyEvent) -> Vec<Next> {
        let Some(typing) = &mut self.typing else {
            return Vec::new();
        };
        typing.key(key);
        let words = typing.value();
        self.look_for(&words)
    }

    /// Takes pasted text while the search box has the keyboard.
    pub fn type_paste(&mut self, text: &str) -> Vec<Next> {
        let Some(typing) = &mut self.typing else {
            return Vec::new();
        };
        typing.paste(text);
        let words = typing.value();
        self.look_for(&words)
    }

    fn look_for(&mut self, words: &str) -> Vec<Next> {
        if words == self.list.search {
            return Vec::new();
        }
        let (sort, reversed) = if words.trim().is_empty() {
            self.sort
        } else {
            (Sort::Best, false)
        };
        self.list = List {
            search: words.to_owned(),
            sort,
            reversed,
        };
        (self.cursor, self.person, self.total, self.counted) = (0, None, None, false);
        vec![
            self.ask(At::Row(0)),
            Next::Ask(Asker::Whole, Question::Whole(self.list.clone())),
        ]
    }

    /// Gives back the list as it was before the search.
    fn end_search(&mut self) -> Vec<Next> {
        self.typing = None;
        let Some((list, cursor, person)) = self.before.take() else {
            return Vec::new();
        };
        (self.list, self.cursor, self.person, self.total) = (list, cursor, person, None);
        self.asks()
    }

    /// While one types, the list as it was; later the list without the words, the cursor on the same person.
    pub(in super::super) fn back(&mut self) -> Option<Vec<Next>> {
        if self.typing.is_some() {
            return Some(self.end_search());
        }
        if self.list.search.is_empty() {
            return None;
        }
        let (sort, reversed) = self.sort;
        let all = List {
            search: String::new(),
            sort,
            reversed,
        };
        let (list, row, person) = self.before.take().unwrap_or((all, 0, None));
        let (row, person) = match self.person {
            Some(here) => (self.cursor, Some(here)),
            None => (row, person),
        };
        self.before = Some((list, row, person));
        Some(self.end_search())
    }
}
