//! The first step: a path with completion. What is in the folder is asked for with every letter.

use std::cell::Cell;

use crossterm::event::KeyEvent;

use super::Import;
use crate::domain::importing::{Entry, Errand};
use crate::domain::text::Clean;
use crate::ui::command::ListCommand;
use crate::ui::draft::{DraftFor, HoldsText, TextField, TextPlace};
use crate::ui::next::{Asker, Next};
use crate::ui::widgets::scroll::Scroll;
use crate::ui::widgets::textbox::TextBox;

/// The path and what may follow it.
#[derive(Debug)]
pub struct Chooser {
    text: TextBox,
    /// The folder a file was last taken from, with a slash at its end.
    folder: String,
    entries: Vec<Entry>,
    /// What was typed when the entries were read.
    entries_of: String,
    cursor: Option<usize>,
    /// The file come back from: the cursor stands on it once its neighbours are known.
    left: Option<String>,
    wrong: Option<Clean>,
    waiting: bool,
    pub(super) scroll: Scroll,
    pub(super) first: Cell<usize>,
}

impl Default for Chooser {
    fn default() -> Chooser {
        Chooser {
            text: TextBox::line(TextPlace::alone(DraftFor::ImportPath), "~/"),
            folder: "~/".to_owned(),
            entries: Vec::new(),
            entries_of: String::new(),
            cursor: None,
            left: None,
            wrong: None,
            waiting: false,
            scroll: Scroll::default(),
            first: Cell::new(0),
        }
    }
}

impl Chooser {
    pub fn folder(&self) -> String {
        self.folder.clone()
    }

    pub fn set_folder(&mut self, folder: &str) {
        if !folder.is_empty() {
            folder.clone_into(&mut self.folder);
            self.text.begin_with(folder);
        }
    }

    pub fn set(&mut self, path: &str) {
        self.text.set(path);
        self.wrong = None;
    }

    /// Asks what may follow.
    pub fn ask(&self) -> Next {
        Next::Errand(Asker::Folder, Errand::Folder(self.text.value()))
    }

    pub fn receive(&mut self, typed: &str, entries: Vec<Entry>) {
        if typed == self.text.value() {
            self.entries = entries;
            typed.clone_into(&mut self.entries_of);
            self.cursor = self.cursor.filter(|cursor| *cursor < self.entries.len());
            if let Some(left) = self.left.take() {
                self.cursor = self.entries.iter().position(|entry| entry.name == left);
            }
        }
    }

    pub fn text(&self) -> &TextBox {
        &self.text
    }

    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub fn cursor(&self) -> Option<usize> {
        self.cursor
    }

    pub fn wrong(&self) -> Option<&Clean> {
        self.wrong.as_ref()
    }

    pub fn is_waiting(&self) -> bool {
        self.waiting
    }

    pub fn wait(&mut self) {
        self.waiting = true;
        self.wrong = None;
    }

    /// Back from the file at `path`: its folder, with the cursor on it, so that its neighbours are near.
    pub fn come_back(&mut self, path: &str) -> Next {
        self.waiting = false;
        self.text.begin_with(&self.folder);
        self.cursor = None;
        self.left = path.rsplit('/').next().map(str::to_owned);
        self.ask()
    }

    pub fn refuse(&mut self, words: Clean) {
        self.waiting = false;
        self.wrong = Some(words);
    }

    /// The folder cannot be read; where a file is being opened, what becomes of that is said instead.
    pub fn cannot_list(&mut self, words: Clean) {
        if !self.waiting {
            self.wrong = Some(words);
        }
    }

    /// The file was opened: its folder is where the next one is looked for.
    pub fn opened(&mut self, path: &str) {
        self.waiting = false;
        let typed = self.text.value();
        let whole = if typed.starts_with('~') { &typed } else { path };
        if let Some(place) = whole.rfind('/') {
            whole[..=place].clone_into(&mut self.folder);
        }
    }

    pub fn key(&mut self, key: KeyEvent) -> Vec<Next> {
        let before = self.text.value();
        self.text.key(key);
        self.changed(&before)
    }

    pub fn paste(&mut self, text: &str) -> Vec<Next> {
        let before = self.text.value();
        // A path dragged into the terminal may come in quotes.
        self.text.paste(text.trim().trim_matches(['\'', '"']));
        self.changed(&before)
    }

    fn changed(&mut self, before: &str) -> Vec<Next> {
        let typed = self.text.value();
        if typed == before {
            return Vec::new();
        }
        let anew = begun_anew(&typed, &self.folder);
        if let Some(path) = anew.filter(|_| before == self.folder) {
            self.text.set(path);
        }
        self.wrong = None;
        self.cursor = None;
        self.left = None;
        self.waiting = false;
        vec![self.ask()]
    }

    /// The folder part of what was typed, with its slash.
    fn typed_folder(&self) -> String {
        let typed = self.text.value();
        typed
            .rfind('/')
            .map_or_else(String::new, |place| typed[..=place].to_owned())
    }

    /// As much of the path as can only go on in one way.
    pub fn complete(&mut self) -> Vec<Next> {
        let before = self.text.value();
        if before == "~" {
            self.text.set("~/");
            return self.changed(&before);
        }
        let names: Vec<&str> = self
            .entries
            .iter()
            .map(|entry| entry.name.as_str())
            .collect();
        let Some(first) = names.first() else {
            return Vec::new();
        };
        let shared = names.iter().fold((*first).to_owned(), |shared, name| {
            let same = shared.chars().zip(name.chars()).take_while(|(a, b)| a == b);
            same.map(|(letter, _)| letter).collect()
        });
        let slash = if names.len() == 1 && !self.entries[0].is_file {
            "/"
        } else {
            ""
        };
        let path = format!("{}{shared}{slash}", self.typed_folder());
        if path.len() >= before.len() {
            self.text.set(&path);
        }
        self.changed(&before)
    }

    pub fn step(&mut self, command: ListCommand) {
        let total = self.entries.len();
        if total == 0 {
            return;
        }
        self.cursor = Some(match (self.cursor, command) {
            (None, ListCommand::Up) => total - 1,
            (None, _) => 0,
            (Some(cursor), _) => self.scroll.moved(command, cursor, total),
        });
    }

    pub fn point(&mut self, row: usize) {
        let row = self.first.get() + row;
        self.cursor = (row < self.entries.len()).then_some(row);
    }

    /// The path that is meant: the entry under the cursor, or what was typed. A folder is gone into.
    fn meant(&mut self) -> Result<String, Vec<Next>> {
        let before = self.text.value();
        let typed = before.trim();
        let name = typed.rsplit('/').next().unwrap_or_default();
        let same = |entry: &&Entry| entry.name == name && self.entries_of == before;
        let entry = match self.cursor.and_then(|cursor| self.entries.get(cursor)) {
            Some(entry) => Some(entry.clone()),
            None => self.entries.iter().find(same).cloned(),
        };
        let path = match &entry {
            Some(entry) => format!("{}{}", self.typed_folder(), entry.name),
            None => typed.to_owned(),
        };
        if entry.is_some_and(|entry| !entry.is_file) {
            self.text.set(&format!("{path}/"));
            return Err(self.changed(&before));
        }
        self.text.set(&path);
        self.cursor = None;
        Ok(path)
    }
}

impl HoldsText for Chooser {
    fn fields(&self, visit: &mut dyn FnMut(&dyn TextField)) {
        let Chooser {
            text,
            folder: _,
            entries: _,
            entries_of: _,
            cursor: _,
            left: _,
            wrong: _,
            waiting: _,
            scroll: _,
            first: _,
        } = self;
        visit(text);
    }

    fn boxes(&mut self, visit: &mut dyn FnMut(&mut TextBox)) {
        visit(&mut self.text);
    }
}

impl Import {
    /// Takes a letter of the path.
    pub fn type_key(&mut self, key: KeyEvent) -> Vec<Next> {
        self.chooser.key(key)
    }

    /// Takes a pasted path.
    pub fn type_paste(&mut self, text: &str) -> Vec<Next> {
        self.chooser.paste(text)
    }

    /// Opens the file, or goes into the folder.
    pub(super) fn open_typed(&mut self) -> Vec<Next> {
        match self.chooser.meant() {
            Err(next) => next,
            Ok(path) if path.is_empty() || path.ends_with('/') => {
                self.chooser.refuse(Clean::fixed(
                    "type the name of a file, or choose one with the arrows",
                ));
                Vec::new()
            }
            Ok(path) if path == self.reading.path && self.seen.is_some() => {
                // The same file again: what was said of it stands.
                self.step = super::Step::Columns;
                Vec::new()
            }
            Ok(path) => {
                self.seen = None;
                self.preview = super::Preview::default();
                self.look_at(&path)
            }
        }
    }
}

/// A whole path typed behind the folder that stood there takes its place: `~//mnt` is `/mnt`.
fn begun_anew<'a>(typed: &'a str, folder: &str) -> Option<&'a str> {
    let rest = typed.strip_prefix(folder)?;
    (rest.starts_with('/') || rest.starts_with("~/")).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_path_typed_behind_the_folder_takes_its_place() {
        assert_eq!(begun_anew("~//mnt", "~/"), Some("/mnt"));
        assert_eq!(
            begun_anew("/srv/files/~/new.csv", "/srv/files/"),
            Some("~/new.csv")
        );
        assert_eq!(begun_anew("~/exports/new.csv", "~/"), None);
        assert_eq!(
            begun_anew("/srv//files", "~/"),
            None,
            "a slip, not a beginning"
        );
    }
}
