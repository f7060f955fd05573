//! The way to the terminal: one write a frame inside a synchronized update, nothing at all when nothing changed,
//! and a last look at every cell, so that nothing from outside reaches the terminal raw.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType as All, EndSynchronizedUpdate,
};
use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use crate::domain::text::Clean;

/// A backend for ratatui over any writer.
#[derive(Debug)]
pub struct Screen<W: Write> {
    inner: CrosstermBackend<Whole<W>>,
    /// A frame has been begun.
    open: bool,
    /// The terminal's cursor is hidden; unknown at first.
    hidden: Option<bool>,
    place: Option<Position>,
    /// What the terminal shows, by row and column.
    shown: BTreeMap<(u16, u16), Cell>,
}

/// Collects a frame and writes it at once.
#[derive(Debug)]
struct Whole<W: Write> {
    to: W,
    frame: Vec<u8>,
}

impl<W: Write> Write for Whole<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.frame.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.frame.is_empty() {
            return Ok(());
        }
        let written = self
            .to
            .write_all(&self.frame)
            .and_then(|()| self.to.flush());
        self.frame.clear();
        written
    }
}

impl<W: Write> Screen<W> {
    /// A screen over a writer.
    pub fn new(to: W) -> Screen<W> {
        let whole = Whole {
            to,
            frame: Vec::with_capacity(32_768),
        };
        Screen {
            inner: CrosstermBackend::new(whole),
            open: false,
            hidden: None,
            place: None,
            shown: BTreeMap::new(),
        }
    }

    fn begin(&mut self) -> io::Result<()> {
        if !self.open {
            self.open = true;
            queue!(self.inner, BeginSynchronizedUpdate)?;
        }
        Ok(())
    }

    /// The terminal was used by somebody else: nothing is known of what it shows any more.
    pub fn forget(&mut self) {
        (self.hidden, self.place) = (None, None);
        self.shown.clear();
    }

    /// Writes a row from left to right; behind a joined letter the cursor is put where the next one belongs.
    fn whole_row(&mut self, y: u16) -> io::Result<()> {
        // Places that were never drawn are blank; a wide letter may have spilled into them.
        for x in 0..self.inner.size()?.width {
            self.shown.entry((y, x)).or_default();
        }
        let mut run: Vec<(u16, u16, &Cell)> = Vec::new();
        let mut next = 0;
        for ((_, x), cell) in self.shown.range((y, 0)..(y + 1, 0)) {
            if *x < next {
                continue;
            }
            run.push((*x, y, cell));
            next = x + u16::try_from(crate::domain::text::width(cell.symbol()).max(1)).unwrap_or(1);
            if is_joined(cell.symbol()) {
                self.inner.draw(run.drain(..))?;
            }
        }
        if run.is_empty() {
            return Ok(());
        }
        self.inner.draw(run.into_iter())
    }
}

/// Whether a symbol is more than one character, or one that terminals measure differently.
fn is_joined(symbol: &str) -> bool {
    let mut letters = symbol.chars();
    match (letters.next(), letters.next()) {
        (Some(one), None) => {
            u32::from(one) >= 0x1F000 || (0x2600..0x2800).contains(&u32::from(one))
        }
        _ => true,
    }
}

/// A cell whose symbol may not reach the terminal as it is, mended.
fn mended(cell: &Cell) -> Option<Cell> {
    let symbol = cell.symbol();
    if symbol.is_ascii() && !symbol.bytes().any(|byte| byte.is_ascii_control()) {
        return None;
    }
    let clean = Clean::line(symbol);
    if clean.as_str() == symbol {
        return None;
    }
    let mut mended = cell.clone();
    let fits = !clean.is_empty() && clean.width() <= crate::domain::text::width(symbol).max(1);
    set(&mut mended, if fits { clean.as_str() } else { " " });
    Some(mended)
}

#[allow(clippy::disallowed_methods)] // the text was cleaned the line above; this is the one place that sets a symbol
fn set(cell: &mut Cell, symbol: &str) {
    cell.set_symbol(symbol);
}

impl<W: Write> Backend for Screen<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut rows: BTreeMap<u16, Vec<u16>> = BTreeMap::new();
        let mut redraw: BTreeSet<u16> = BTreeSet::new();
        for (x, y, cell) in content {
            let new = mended(cell).unwrap_or_else(|| cell.clone());
            let old = self.shown.entry((y, x)).or_default();
            // Terminals disagree on how wide a joined letter is: its whole row is written again when it comes or goes.
            if is_joined(new.symbol()) || is_joined(old.symbol()) {
                redraw.insert(y);
            }
            let width = u16::try_from(crate::domain::text::width(new.symbol())).unwrap_or(1);
            *old = new;
            // A wide letter covers what stood behind it, and ratatui does not name those places.
            for covered in x + 1..x + width.max(1) {
                self.shown.insert((y, covered), Cell::default());
            }
            rows.entry(y).or_default().push(x);
        }
        if rows.is_empty() {
            return Ok(());
        }
        self.begin()?;
        self.place = None;
        let shown = &self.shown;
        let plain = rows.iter().filter(|(y, _)| !redraw.contains(y));
        let cells = plain.flat_map(|(y, changed)| changed.iter().map(move |x| (*x, *y)));
        let mut cells = cells
            .filter_map(|(x, y)| shown.get(&(y, x)).map(|cell| (x, y, cell)))
            .peekable();
        if cells.peek().is_some() {
            self.inner.draw(cells)?;
        }
        for y in redraw {
            self.whole_row(y)?;
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.hidden == Some(true) {
            return Ok(());
        }
        self.hidden = Some(true);
        self.begin()?;
        queue!(self.inner, Hide)
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if self.hidden == Some(false) {
            return Ok(());
        }
        self.hidden = Some(false);
        self.begin()?;
        queue!(self.inner, Show)
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        // The terminal is never asked: an answer could come late and be taken for keys.
        Ok(self.place.unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let position = position.into();
        if self.place == Some(position) {
            return Ok(());
        }
        self.place = Some(position);
        self.begin()?;
        queue!(self.inner, MoveTo(position.x, position.y))
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        self.begin()?;
        match clear_type {
            ClearType::All => {
                self.shown.clear();
                queue!(self.inner, Clear(All::All))
            }
            // The desk is always on the whole screen.
            ClearType::AfterCursor
            | ClearType::BeforeCursor
            | ClearType::CurrentLine
            | ClearType::UntilNewLine => self.inner.clear_region(clear_type),
        }
    }

    fn size(&self) -> io::Result<Size> {
        self.inner.size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.inner.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.open) {
            queue!(self.inner, EndSynchronizedUpdate)?;
        }
        Write::flush(&mut self.inner)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use ratatui::style::Style;
    use ratatui::text::Span;
    use ratatui::{Terminal, TerminalOptions, Viewport};
    use std::sync::{Arc, Mutex};

    #[derive(Clone, Default)]
    struct Wire(Arc<Mutex<Vec<Vec<u8>>>>);

    impl Write for Wire {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().push(bytes.to_vec());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn terminal(wire: &Wire) -> Terminal<Screen<Wire>> {
        let area = ratatui::layout::Rect::new(0, 0, 20, 3);
        Terminal::with_options(
            Screen::new(wire.clone()),
            TerminalOptions {
                viewport: Viewport::Fixed(area),
            },
        )
        .unwrap()
    }

    #[test]
    fn a_frame_is_one_write_and_an_unchanged_frame_is_none() {
        let wire = Wire::default();
        let mut terminal = terminal(&wire);
        for _ in 0..3 {
            terminal
                .draw(|frame| frame.render_widget(Span::raw("Zoë"), frame.area()))
                .unwrap();
        }
        assert_eq!(wire.0.lock().unwrap().len(), 1);
    }

    #[test]
    fn nothing_hidden_reaches_the_terminal_even_past_the_clean_types() {
        let wire = Wire::default();
        let mut terminal = terminal(&wire);
        terminal
            .draw(|frame| {
                let text = "a\u{202e}b\u{200b}c\u{feff}\u{e0041}";
                frame
                    .buffer_mut()
                    .set_span(0, 0, &Span::styled(text, Style::new()), 20);
            })
            .unwrap();
        let bytes = wire.0.lock().unwrap().concat();
        let text = String::from_utf8(bytes).unwrap();
        for hidden in ['\u{202e}', '\u{200b}', '\u{feff}', '\u{e0041}'] {
            assert!(!text.contains(hidden), "{hidden:?}");
        }
    }
}
