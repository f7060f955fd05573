//! The query of a screen: typed with completion, its list follows at once, Esc gives back the one before.
//!
//! ```text
//!  / stage:outreach tier:mi                                          38 people
//!    Tab micro   or none, any
//! ```
//!
//! Opened again, the text is marked: a letter begins anew, any other key goes on with it.

use std::ops::Range;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::Rect;

use crate::domain::query::{Offers, Query, QueryError, Reader, Vocabulary, offers};
use crate::domain::text::{Clean, width};
use crate::ui::draft::{DraftFor, HoldsText, TextField, TextPlace};
use crate::ui::look::Look;
use crate::ui::screens::Tab;
use crate::ui::widgets::line::{indented, put_text};
use crate::ui::widgets::textbox::TextBox;

/// The query of a screen.
#[derive(Debug, Default)]
pub struct QueryLine {
    query: Query,
    typing: Option<TextBox>,
    /// The text is marked: a letter takes its place.
    marked: bool,
    before: Option<Query>,
    error: Option<QueryError>,
    known: Vocabulary,
}

/// What a query is read with here.
fn reader<'a>(look: &Look<'a>) -> Reader<'a> {
    Reader {
        today: look.today,
        me: look.me.as_str(),
    }
}

impl QueryLine {
    /// Who is in the list.
    #[must_use]
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// Whether it has the keyboard.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        self.typing.is_some()
    }

    /// Whether there is something to be shown.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        self.is_typing() || !self.query.is_everybody()
    }

    /// Words for completion.
    pub fn learn(&mut self, known: Vocabulary) {
        self.known = known;
    }

    /// Takes the keyboard, on this screen.
    pub fn begin(&mut self, tab: Tab) {
        let place = TextPlace::alone(DraftFor::Query(tab));
        self.before = Some(self.query.clone());
        self.typing = Some(TextBox::line(place, self.query.text()));
        self.marked = !self.query.text().is_empty();
    }

    /// Gives the keyboard back; the list stays.
    pub fn keep(&mut self) {
        self.typing = None;
        self.before = None;
        self.error = None;
    }

    /// Why the typed query cannot be kept.
    #[must_use]
    pub fn error(&self) -> Option<&QueryError> {
        self.error.as_ref()
    }

    /// Gives the keyboard back, and the query as it was before; whether that is another one.
    pub fn give_back(&mut self) -> bool {
        let before = self.before.take().unwrap_or_default();
        self.keep();
        std::mem::replace(&mut self.query, before.clone()) != before
    }

    /// Everybody again; whether that is another query.
    pub fn clear(&mut self) -> bool {
        self.keep();
        !std::mem::take(&mut self.query).is_everybody()
    }

    /// This query, as if it had been typed and kept. What cannot be read leaves the one that is there.
    ///
    /// # Errors
    /// What cannot be read, with its place.
    pub fn set(&mut self, text: &str, look: &Look<'_>) -> Result<(), QueryError> {
        self.query = Query::parse(text, reader(look))?;
        self.keep();
        Ok(())
    }

    /// Reads the query again, on another day; whether it has changed.
    pub fn read_again(&mut self, look: &Look<'_>) -> bool {
        let Ok(query) = Query::parse(self.query.text(), reader(look)) else {
            return false;
        };
        std::mem::replace(&mut self.query, query.clone()) != query
    }

    /// Takes a key; whether the query has changed.
    pub fn key(&mut self, key: KeyEvent, look: &Look<'_>) -> bool {
        let Some(typing) = &mut self.typing else {
            return false;
        };
        if std::mem::take(&mut self.marked) && begins_anew(key) {
            typing.set("");
        }
        typing.key(key);
        self.look(look)
    }

    /// Takes pasted text; whether the query has changed.
    pub fn paste(&mut self, text: &str, look: &Look<'_>) -> bool {
        let Some(typing) = &mut self.typing else {
            return false;
        };
        if std::mem::take(&mut self.marked) {
            typing.set("");
        }
        typing.paste(text);
        self.look(look)
    }

    /// Puts text back that was typed before; whether the query has changed.
    pub fn put_back(&mut self, text: &str, look: &Look<'_>) -> bool {
        let Some(typing) = &mut self.typing else {
            return false;
        };
        self.marked = false;
        typing.set(text);
        self.look(look)
    }

    /// Takes the first offer, or what an error says instead; whether the query has changed.
    pub fn complete(&mut self, look: &Look<'_>) -> bool {
        self.marked = false;
        let found = self.offers();
        let Some(typing) = &mut self.typing else {
            return false;
        };
        if let Some(offer) = found.offers.first() {
            let whole = typing.value();
            let value_ends_term = !offer.insert.ends_with(':');
            let blank = value_ends_term && found.replaces.end == whole.len();
            let insert = format!("{}{}", offer.insert, if blank { " " } else { "" });
            typing.replace(found.replaces, &insert);
        } else if let Some((error, instead)) = self
            .error
            .as_ref()
            .and_then(|error| Some((error, error.instead.as_ref()?)))
        {
            typing.replace(error.at.clone(), instead);
        }
        self.look(look)
    }

    fn look(&mut self, look: &Look<'_>) -> bool {
        let Some(typing) = &self.typing else {
            return false;
        };
        match Query::parse(&typing.value(), reader(look)) {
            Ok(query) => {
                self.error = None;
                // A blank at the end is no other query.
                std::mem::replace(&mut self.query, query.clone()) != query
            }
            Err(error) => {
                // The list follows what can be read.
                let rest = without_term(&typing.value(), error.at.clone());
                self.error = Some(error);
                match Query::parse(&rest, reader(look)) {
                    Ok(query) => std::mem::replace(&mut self.query, query.clone()) != query,
                    Err(_) => false,
                }
            }
        }
    }

    /// What may stand at the cursor, where something was begun.
    fn offers(&self) -> Offers {
        let Some(typing) = self.typing.as_ref().filter(|_| !self.marked) else {
            return Offers::default();
        };
        let text = typing.value();
        let found = offers(&text, typing.cursor(), &self.known);
        let begun =
            !found.replaces.is_empty() || text[..found.replaces.start].ends_with([':', ',']);
        if begun { found } else { Offers::default() }
    }

    /// Draws the line: `/` and the query.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let theme = look.theme;
        put_text(frame, area, "/", theme.accent);
        let inside = indented(area, 2);
        let Some(typing) = &self.typing else {
            let text = Clean::line(self.query.text());
            put_text(frame, inside, text.as_str(), theme.plain);
            return;
        };
        let style = if self.marked {
            theme.field
        } else {
            theme.plain
        };
        typing.view(frame, inside, style, true);
        if let Some(place) = self.error_place(inside) {
            frame.buffer_mut().set_style(place, theme.alarm);
        }
    }

    /// Draws what stands below the line: what may follow, or what cannot be read.
    pub fn view_below(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let inside = indented(area, 2);
        let found = self.offers();
        if let Some(first) = found.offers.first() {
            let others: Vec<&str> = found.offers[1..]
                .iter()
                .map(|offer| offer.insert.as_str())
                .collect();
            let says = if first.says.is_empty() {
                String::new()
            } else {
                format!("  {}", first.says)
            };
            let or = if others.is_empty() {
                String::new()
            } else {
                format!("   or {}", others.join(" "))
            };
            let line = Clean::line(&format!("Tab {}{says}{or}", first.insert));
            put_text(frame, inside, line.as_str(), look.theme.dim);
        } else if let Some(error) = &self.error {
            let way = match &error.instead {
                Some(instead) => format!("{} · Tab {instead}", error.sentence),
                None => error.sentence.clone(),
            };
            let line = Clean::line(&way);
            let line = line.as_str();
            // Under its place, where there is room for it.
            let column = self
                .error_place(inside)
                .map_or(0, |place| place.x - inside.x);
            let room = usize::from(inside.width).saturating_sub(width(line) + 2);
            if usize::from(column) <= room {
                put_text(
                    frame,
                    indented(inside, column),
                    &format!("^ {line}"),
                    look.theme.alarm,
                );
            } else {
                put_text(frame, inside, line, look.theme.alarm);
            }
        }
    }

    /// The cells of the part that cannot be read, where the text fits into the line.
    fn error_place(&self, inside: Rect) -> Option<Rect> {
        let (typing, error) = (self.typing.as_ref()?, self.error.as_ref()?);
        let text = typing.value();
        if width(&text) >= usize::from(inside.width) {
            return None;
        }
        let start = u16::try_from(width(text.get(..error.at.start)?)).ok()?;
        let wide = u16::try_from(width(text.get(error.at.clone())?).max(1)).ok()?;
        Some(Rect {
            x: inside.x + start,
            width: wide.min(inside.width - start),
            height: 1,
            ..inside
        })
    }
}

impl HoldsText for QueryLine {
    fn fields(&self, visit: &mut dyn FnMut(&dyn TextField)) {
        let QueryLine {
            typing,
            query: _,
            marked: _,
            before: _,
            error: _,
            known: _,
        } = self;
        if let Some(typing) = typing {
            visit(typing);
        }
    }

    fn boxes(&mut self, visit: &mut dyn FnMut(&mut TextBox)) {
        self.typing.iter_mut().for_each(visit);
    }
}

/// The text without the term that holds a place.
fn without_term(text: &str, at: Range<usize>) -> String {
    let before = text.get(..at.start).unwrap_or_default();
    let after = text.get(at.end..).unwrap_or_default();
    let start = before.rfind(char::is_whitespace).unwrap_or(0);
    let end = after.find(char::is_whitespace).unwrap_or(after.len());
    format!("{}{}", &before[..start], &after[end..])
}

/// Whether a key begins a new query when the old one is marked.
fn begins_anew(key: KeyEvent) -> bool {
    match key.code {
        KeyCode::Char(' ') => false,
        KeyCode::Char(_) => !key
            .modifiers
            .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT),
        KeyCode::Backspace => true,
        _ => false,
    }
}
