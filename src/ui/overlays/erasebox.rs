//! Erasing somebody for good: first what goes and what stays, to be read, then their handle, to be typed.

use std::cell::Cell;

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Overlay, Taken};
use crate::domain::erasure::Erasure;
use crate::domain::importing::Errand;
use crate::domain::text::wrap;
use crate::ui::command::BoxCommand;
use crate::ui::draft::{DraftFor, HoldsText, TextField, TextPlace};
use crate::ui::look::Look;
use crate::ui::next::{Asker, Next};
use crate::ui::subject::OnePerson;
use crate::ui::widgets::line::{boxed, put_text, row, rows};
use crate::ui::widgets::textbox::TextBox;

/// Columns of the box.
const COLUMNS: u16 = 76;

/// Erasing somebody for good.
#[derive(Debug, Clone)]
pub struct EraseBox {
    pub(super) who: OnePerson,
    /// What would go; not there while it is looked for.
    erasure: Option<Box<Erasure>>,
    /// It was read, and the handle is to be typed.
    is_read: bool,
    text: TextBox,
    /// The handle was typed in this box, and did not come back into it from an earlier one.
    is_typed: bool,
    error: Option<String>,
    /// Lines that were scrolled away at the top.
    above: Cell<usize>,
    /// Lines that were shown last.
    high: Cell<usize>,
}

impl EraseBox {
    /// Opens it.
    #[must_use]
    pub fn open(who: &OnePerson) -> Vec<Next> {
        let erase = EraseBox {
            who: who.clone(),
            erasure: None,
            is_read: false,
            text: TextBox::line(place(who), ""),
            is_typed: false,
            error: None,
            above: Cell::new(0),
            high: Cell::new(0),
        };
        vec![Next::open(Overlay::Erase(erase))]
    }

    /// Looks for what would go.
    #[must_use]
    pub fn asks(&self) -> Next {
        let number = self.text.place().number;
        Next::Errand(Asker::Box(number), Errand::Erasure(self.who.id))
    }

    /// Whether it is still looked for what would go.
    #[must_use]
    pub fn is_looking(&self) -> bool {
        self.erasure.is_none()
    }

    /// Takes what would go.
    pub fn receive(&mut self, erasure: Box<Erasure>) {
        if erasure.person == self.who.id {
            self.who.name = erasure.name.clone();
            self.text.belongs_to(place(&self.who));
            self.erasure = Some(erasure);
        }
    }

    /// Letters go into the line.
    pub fn key(&mut self, key: KeyEvent) -> Taken {
        if !self.is_read || matches!(key.code, KeyCode::Enter) {
            return Taken::No;
        }
        self.error = None;
        if !self.is_typed {
            self.text.set("");
        }
        if self.text.key(key) {
            self.is_typed = true;
            Taken::Yes(Vec::new())
        } else {
            Taken::No
        }
    }

    /// Pasted text goes into the line.
    pub fn paste(&mut self, text: &str) {
        if self.is_read {
            self.error = None;
            if !std::mem::replace(&mut self.is_typed, true) {
                self.text.set("");
            }
            self.text.paste(text);
        }
    }

    /// Scrolls what is to be read, goes on to the line, and erases whom it names.
    pub fn run(&mut self, command: BoxCommand) -> Vec<Next> {
        let (above, page) = (self.above.get(), self.high.get().max(1));
        match command {
            BoxCommand::Down => self.above.set(above + 1),
            BoxCommand::Up => self.above.set(above.saturating_sub(1)),
            BoxCommand::PageDown => self.above.set(above + page),
            BoxCommand::PageUp => self.above.set(above.saturating_sub(page)),
            BoxCommand::Submit | BoxCommand::Save => return self.go_on(),
            BoxCommand::Next | BoxCommand::Previous | BoxCommand::Editor | BoxCommand::Discard => {}
        }
        Vec::new()
    }

    fn go_on(&mut self) -> Vec<Next> {
        let Some(erasure) = &self.erasure else {
            return Vec::new();
        };
        if !self.is_read {
            self.is_read = true;
        } else if !self.is_typed && !self.text.is_blank() {
            self.error = Some("Type it anew: this text is from an earlier time.".to_owned());
        } else if erasure.is_meant(&self.text.value()) {
            return vec![Next::Close, Next::Erase(erasure.clone())];
        } else {
            self.error = Some(format!("that is not {}; nobody was erased", erasure.word));
        }
        Vec::new()
    }

    /// Draws it in the middle.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        // On the way to a profile the name comes with what would go.
        let title = if self.who.name.is_empty() {
            "Erase for good?".to_owned()
        } else {
            format!("Erase {} for good?", self.who.name)
        };
        match &self.erasure {
            Some(erasure) if self.is_read => self.ask(frame, area, &title, erasure, look),
            Some(erasure) => self.tell(frame, area, &title, erasure.told(), look),
            None => {
                let looking = vec!["looking for what would go…".to_owned()];
                self.tell(frame, area, &title, looking, look);
            }
        }
    }

    /// What goes and what stays.
    fn tell(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        title: &str,
        told: Vec<String>,
        look: &Look<'_>,
    ) {
        let wide = usize::from(COLUMNS.min(area.width))
            .saturating_sub(4)
            .max(10);
        let text: Vec<String> = told.iter().flat_map(|line| wrap(line, wide)).collect();
        let lines = u16::try_from(text.len() + 2).unwrap_or(u16::MAX);
        let inside = boxed(frame, area, COLUMNS, lines, title, look.theme);
        let high = usize::from(inside.height);
        let above = self.above.get().min(text.len().saturating_sub(high));
        self.above.set(above);
        self.high.set(high);
        for (line, at) in text.iter().skip(above).zip(rows(inside)) {
            put_text(frame, at, line, look.theme.plain);
        }
    }

    /// The line for the handle.
    fn ask(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        title: &str,
        erasure: &Erasure,
        look: &Look<'_>,
    ) {
        let inside = boxed(frame, area, COLUMNS, 5, title, look.theme);
        if let Some(at) = row(inside, 0) {
            let words = format!("Type {}: it cannot be undone.", erasure.word);
            put_text(frame, at, &words, look.theme.plain);
        }
        if let Some(at) = row(inside, 1) {
            self.text.view(frame, at, look.theme.plain, true);
        }
        if let (Some(at), Some(error)) = (row(inside, 2), &self.error) {
            put_text(frame, at, error, look.theme.alarm);
        }
    }
}

fn place(who: &OnePerson) -> TextPlace {
    TextPlace::new(DraftFor::Erase(who.id), &who.name)
}

impl HoldsText for EraseBox {
    fn fields(&self, visit: &mut dyn FnMut(&dyn TextField)) {
        let EraseBox {
            text,
            who: _,
            erasure: _,
            is_read: _,
            is_typed: _,
            error: _,
            above: _,
            high: _,
        } = self;
        visit(text);
    }

    fn boxes(&mut self, visit: &mut dyn FnMut(&mut TextBox)) {
        visit(&mut self.text);
    }
}
