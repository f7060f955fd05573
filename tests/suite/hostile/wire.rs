//! What reaches the terminal, read byte by byte: nothing but ours.

use entourage::runtime::screen::Screen;
use entourage::ui::app::App;
use entourage::ui::view;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};
use unicode_normalization::char::is_combining_mark;

use crate::support::Wire;

/// A terminal of one size at the end of a wire.
pub struct Line {
    wire: Wire,
    terminal: Terminal<Screen<Wire>>,
    size: (u16, u16),
}

impl Line {
    pub fn new(columns: u16, rows: u16) -> Line {
        let wire = Wire::default();
        let viewport = Viewport::Fixed(Rect::new(0, 0, columns, rows));
        let terminal =
            Terminal::with_options(Screen::new(wire.clone()), TerminalOptions { viewport })
                .unwrap();
        Line {
            wire,
            terminal,
            size: (columns, rows),
        }
    }

    /// Draws, and reads what was written.
    pub fn shows(&mut self, app: &App, place: &str) {
        self.terminal.draw(|frame| view::draw(app, frame)).unwrap();
        let bytes = self.wire.take();
        if let Err(error) = ours(&bytes) {
            panic!("{place} at {:?}: {error}", self.size);
        }
    }
}

/// Characters that show nothing, or change what their neighbours look like.
fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}' | '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{fffe}'..='\u{ffff}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// ZWJ stands between pictures only, ZWNJ after letters that would join.
fn is_joined(c: char, before: char) -> bool {
    match c {
        '\u{200d}' => matches!(before, '\u{2194}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}'),
        '\u{200c}' => {
            matches!(before, '\u{600}'..='\u{dff}' | '\u{1100}'..='\u{11ff}' | '\u{fb50}'..='\u{fefc}')
                || is_combining_mark(before)
        }
        _ => true,
    }
}

/// Whether text has only what may be shown.
pub fn shown(text: &str) -> Result<(), String> {
    let mut marks = 0;
    let mut before = ' ';
    for c in text.chars() {
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        if c.is_control() {
            return Err(format!("a control: {c:?}"));
        }
        if is_hidden(c) {
            return Err(format!("hidden: {c:?} after {before:?}"));
        }
        if !is_joined(c, before) {
            return Err(format!("a joiner {c:?} after {before:?}"));
        }
        if marks > 8 {
            return Err(format!("{marks} marks on one letter"));
        }
        before = c;
    }
    Ok(())
}

/// Reads what was written to a terminal: our own sequences, and text between them.
pub fn ours(bytes: &[u8]) -> Result<(), String> {
    let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
    let mut parts = text.split('\u{1b}');
    shown(parts.next().unwrap_or_default())?;
    for part in parts {
        let Some(sequence) = part.strip_prefix('[') else {
            return Err(format!("ESC {:?}", part.chars().next()));
        };
        let end = sequence.find(|c: char| !c.is_ascii_digit() && c != ';' && c != '?');
        let Some(end) = end else {
            return Err(format!("an unended sequence {sequence:?}"));
        };
        let (arguments, rest) = sequence.split_at(end);
        let last = rest.chars().next().unwrap();
        let known = match last {
            'H' | 'm' | 'J' => !arguments.contains('?'),
            'h' | 'l' => matches!(arguments, "?25" | "?2026"),
            _ => false,
        };
        if !known {
            return Err(format!("ESC [ {arguments} {last:?}"));
        }
        shown(&rest[last.len_utf8()..])?;
    }
    Ok(())
}
