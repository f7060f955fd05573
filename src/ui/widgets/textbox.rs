//! A box to type in: the one place that knows the text area crate, and the only one that holds text being typed.
//!
//! A box is made with its place in the recovery ([`TextPlace`]), so that what is typed into it is kept.
//!
//! Readline keys in one line (`Ctrl-A`, `Ctrl-E`, `Ctrl-W`, `Ctrl-K`, `Ctrl-U` clears to the start), soft wrap in
//! many. What is pasted loses its control characters.

use std::sync::atomic::{AtomicU64, Ordering};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use tui_textarea::{CursorMove, TextArea, WrapMode};

use super::line;
use crate::domain::merge::Merged;
use crate::ui::draft::{BoxNumber, TextPlace};

/// More than this is not taken in at once.
const PASTE_MOST: usize = 1_000_000;

/// The number of the last change that was made to any box.
static CHANGES: AtomicU64 = AtomicU64::new(0);

/// A number that no text of any box had before.
fn next_change() -> u64 {
    CHANGES.fetch_add(1, Ordering::Relaxed) + 1
}

/// A box to type in.
#[derive(Debug, Clone)]
pub struct TextBox {
    area: TextArea<'static>,
    many: bool,
    place: TextPlace,
    /// The text before anything was typed.
    before: String,
    /// Names the text: another text has another number.
    change: u64,
}

/// What a key meant in a field of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InForm {
    /// On to the next field.
    Next,
    /// Back to the field before.
    Previous,
    /// It went into the field.
    Typed,
    /// Nothing here.
    Nothing,
}

/// What a key did.
enum Pressed {
    /// It changed the text.
    Text,
    /// It moved the cursor, as far as that goes.
    Cursor,
    /// Nothing.
    Nothing,
}

/// What a key did that changes the text where there is something to change.
fn text(changed: bool) -> Pressed {
    if changed {
        Pressed::Text
    } else {
        Pressed::Nothing
    }
}

impl TextBox {
    /// A box for one line, with the text that it has before anything is typed.
    #[must_use]
    pub fn line(place: TextPlace, before: &str) -> TextBox {
        TextBox::with(place, before, false)
    }

    /// A box for many lines, softly wrapped, with the text that it has before anything is typed.
    #[must_use]
    pub fn text(place: TextPlace, before: &str) -> TextBox {
        TextBox::with(place, before, true)
    }

    fn with(place: TextPlace, before: &str, many: bool) -> TextBox {
        let before = typed(before, many);
        TextBox {
            area: area(&before, many),
            many,
            place,
            before,
            change: next_change(),
        }
    }

    /// Where its text belongs.
    #[must_use]
    pub fn place(&self) -> &TextPlace {
        &self.place
    }

    /// From now on its text belongs there. It stays the text of the same box.
    pub fn belongs_to(&mut self, place: TextPlace) {
        self.place = TextPlace {
            number: self.place.number,
            ..place
        };
        self.change = next_change();
    }

    /// From now on it is of the box with this number.
    pub fn is_of(&mut self, number: BoxNumber) {
        self.place.number = number;
        self.change = next_change();
    }

    /// Names the text and its place: when either changes, so does the number.
    #[must_use]
    pub fn change(&self) -> u64 {
        self.change
    }

    /// Whether the text differs from the one before anything was typed.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.value().trim() != self.before.trim()
    }

    /// The person into whom they were merged takes the place of one who is gone.
    pub fn follow(&mut self, merged: &Merged) {
        let before = self.place.draft.clone();
        self.place.draft.follow(merged.gone, merged.into);
        if self.place.draft != before {
            self.place.about.clone_from(&merged.into_name);
            self.change = next_change();
        }
    }

    /// Replaces the text as if nothing had been typed yet.
    pub fn begin_with(&mut self, before: &str) {
        *self = TextBox::with(self.place.clone(), before, self.many);
    }

    /// What stands in it.
    #[must_use]
    pub fn value(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Whether nothing stands in it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.area.lines().iter().all(|line| line.trim().is_empty())
    }

    /// Whether it has many lines.
    #[must_use]
    pub fn is_many(&self) -> bool {
        self.many
    }

    /// Whether the cursor stands in the first line.
    #[must_use]
    pub fn at_top(&self) -> bool {
        self.area.cursor().0 == 0
    }

    /// Whether the cursor stands in the last line.
    #[must_use]
    pub fn at_bottom(&self) -> bool {
        self.area.cursor().0 + 1 >= self.area.lines().len()
    }

    /// Puts a text into it, as typed.
    pub fn set(&mut self, text: &str) {
        self.area = area(&typed(text, self.many), self.many);
        self.change = next_change();
    }

    /// Bytes of the text before the cursor, in one line.
    #[must_use]
    pub fn cursor(&self) -> usize {
        let cursor = self.area.cursor();
        let (row, column) = (cursor.0, cursor.1);
        let line = self.area.lines().get(row).map_or("", String::as_str);
        line.char_indices()
            .nth(column)
            .map_or(line.len(), |(place, _)| place)
    }

    /// Puts a text in place of some bytes of a line; the cursor stands behind it.
    pub fn replace(&mut self, place: std::ops::Range<usize>, with: &str) {
        let text = self.value();
        let (Some(before), Some(after)) = (text.get(..place.start), text.get(place.end..)) else {
            return;
        };
        let letters = before.chars().count() + with.chars().count();
        self.set(&format!("{before}{with}{after}"));
        let column = u16::try_from(letters).unwrap_or(u16::MAX);
        self.area.move_cursor(CursorMove::Jump(0, column));
    }

    /// A key in a field of a form: letters go into it, Enter leaves a line, arrows leave at the edges.
    pub fn key_in_form(&mut self, key: KeyEvent) -> InForm {
        let many = self.is_many();
        match key.code {
            KeyCode::Enter if !many => InForm::Next,
            KeyCode::Down if !many || self.at_bottom() => InForm::Next,
            KeyCode::Up if !many || self.at_top() => InForm::Previous,
            _ if self.key(key) => InForm::Typed,
            _ => InForm::Nothing,
        }
    }

    /// Takes a key; whether it did something.
    pub fn key(&mut self, key: KeyEvent) -> bool {
        match self.press(key) {
            Pressed::Text => {
                self.change = next_change();
                true
            }
            Pressed::Cursor => true,
            Pressed::Nothing => false,
        }
    }

    fn press(&mut self, key: KeyEvent) -> Pressed {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        match key.code {
            KeyCode::Enter if self.many => {
                self.area.insert_newline();
                Pressed::Text
            }
            KeyCode::Char(letter) if control => self.control(letter),
            KeyCode::Char(letter) if alt => self.alt(letter),
            KeyCode::Char(letter) => {
                self.area.insert_char(letter);
                Pressed::Text
            }
            KeyCode::Backspace if control || alt => text(self.area.delete_word()),
            KeyCode::Backspace => text(self.area.delete_char()),
            KeyCode::Delete => text(self.area.delete_next_char()),
            KeyCode::Left if control || alt => self.step(CursorMove::WordBack),
            KeyCode::Right if control || alt => self.step(CursorMove::WordForward),
            KeyCode::Left => self.step(CursorMove::Back),
            KeyCode::Right => self.step(CursorMove::Forward),
            KeyCode::Up if self.many => self.step(CursorMove::Up),
            KeyCode::Down if self.many => self.step(CursorMove::Down),
            KeyCode::Home => self.step(CursorMove::Head),
            KeyCode::End => self.step(CursorMove::End),
            _ => Pressed::Nothing,
        }
    }

    fn control(&mut self, letter: char) -> Pressed {
        match letter {
            'a' => self.step(CursorMove::Head),
            'e' => self.step(CursorMove::End),
            'b' => self.step(CursorMove::Back),
            'f' => self.step(CursorMove::Forward),
            'w' => text(self.area.delete_word()),
            'k' => text(self.area.delete_line_by_end()),
            'u' => text(self.area.delete_line_by_head()),
            'h' => text(self.area.delete_char()),
            'd' => text(self.area.delete_next_char()),
            'y' => text(self.area.paste()),
            '_' => text(self.area.undo()),
            _ => Pressed::Nothing,
        }
    }

    fn alt(&mut self, letter: char) -> Pressed {
        match letter {
            'b' => self.step(CursorMove::WordBack),
            'f' => self.step(CursorMove::WordForward),
            'd' => text(self.area.delete_next_word()),
            _ => Pressed::Nothing,
        }
    }

    fn step(&mut self, step: CursorMove) -> Pressed {
        self.area.move_cursor(step);
        Pressed::Cursor
    }

    /// Takes pasted text, without its control characters; line breaks become blanks in one line.
    pub fn paste(&mut self, text: &str) {
        let mut end = text.len().min(PASTE_MOST);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let text = typed(&text[..end], self.many);
        self.area.insert_str(text);
        self.change = next_change();
    }

    /// Lines it wants when drawn this wide, at least one.
    #[must_use]
    pub fn height(&self, columns: u16) -> u16 {
        if !self.many {
            return 1;
        }
        let columns = usize::from(columns.max(1));
        let lines: usize = self
            .area
            .lines()
            .iter()
            .map(|line| crate::domain::text::width(line) / columns + 1)
            .sum();
        u16::try_from(lines).unwrap_or(u16::MAX)
    }

    /// Draws it; with the keyboard, the terminal's cursor stands where the next letter goes.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, style: Style, keyboard: bool) {
        if area.width == 0 || area.height == 0 {
            return;
        }
        frame.buffer_mut().set_style(area, style);
        frame.render_widget(&self.area, area);
        if keyboard {
            let place = self.area.screen_cursor();
            let (row, column) = (place.row, place.col);
            let (top, left) = self.area.scroll_offset();
            let column = u16::try_from(column)
                .unwrap_or(u16::MAX)
                .saturating_sub(left);
            let row = u16::try_from(row).unwrap_or(u16::MAX).saturating_sub(top);
            line::cursor(
                frame,
                area,
                column.min(area.width - 1),
                row.min(area.height - 1),
            );
        }
    }
}

/// The text area of a text, the cursor at its end.
fn area(text: &str, many: bool) -> TextArea<'static> {
    let lines = if text.is_empty() {
        vec![String::new()]
    } else {
        text.split('\n').map(str::to_owned).collect()
    };
    let mut area = TextArea::new(lines);
    area.set_cursor_line_style(Style::new());
    area.set_cursor_style(Style::new());
    area.set_max_histories(200);
    if many {
        area.set_wrap_mode(WrapMode::WordOrGlyph);
    }
    area.move_cursor(CursorMove::Bottom);
    area.move_cursor(CursorMove::End);
    area
}

/// Text as it may stand in a box: no control characters.
fn typed(text: &str, many: bool) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars()
        .filter_map(|letter| match letter {
            '\n' if many => Some('\n'),
            '\n' | '\t' => Some(' '),
            letter if letter.is_control() => None,
            letter => Some(letter),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::draft::DraftFor;

    fn line(text: &str) -> TextBox {
        TextBox::line(TextPlace::alone(DraftFor::CommandLine), text)
    }

    fn many(text: &str) -> TextBox {
        TextBox::text(TextPlace::alone(DraftFor::NewPerson), text)
    }

    fn press(field: &mut TextBox, letter: char, modifiers: KeyModifiers) {
        field.key(KeyEvent::new(KeyCode::Char(letter), modifiers));
    }

    #[test]
    fn pasted_escape_sequences_and_line_breaks_are_harmless_in_one_line() {
        let mut field = line("");
        field.paste("a\u{1b}[31mb\r\nq\u{9b}c\u{7}");
        assert_eq!(field.value(), "a[31mb qc");
    }

    #[test]
    fn ctrl_u_clears_to_the_start_as_in_a_shell() {
        let mut field = line("fri call about rates");
        press(&mut field, 'u', KeyModifiers::CONTROL);
        assert_eq!(field.value(), "");
    }

    #[test]
    fn enter_makes_a_line_only_where_there_are_many() {
        let enter = KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE);
        let (mut one, mut several) = (line("a"), many("a"));
        assert!(!one.key(enter));
        assert!(several.key(enter));
        assert_eq!((one.value(), several.value()), ("a".into(), "a\n".into()));
    }

    #[test]
    fn a_paste_is_cut_at_a_million_bytes_on_a_letter() {
        let mut field = many("");
        field.paste(&"ä".repeat(600_000));
        assert!(field.value().len() <= PASTE_MOST);
    }
}
