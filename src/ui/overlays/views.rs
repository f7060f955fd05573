//! Saved views: open one by its number, keep the list in front under a name, share it with the team.
//!
//! ```text
//!  ▌ 1  Spring candidates    team   stage:outreach er:>2%
//!    2  My late ones         mine   owner:me next:late
//! ```

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Overlay, Taken};
use crate::domain::change::Change;
use crate::domain::saved_view::{Listing, SavedView, ViewChange};
use crate::domain::text::{Clean, pad};
use crate::ui::command::{BoxCommand, ListCommand, ViewsCommand};
use crate::ui::look::Look;
use crate::ui::next::Next;
use crate::ui::overlays::prompt::{Prompt, PromptFor};
use crate::ui::subject::{OneView, Subject};
use crate::ui::widgets::line::{boxed, choice, indented, put, put_text, rows};
use crate::ui::widgets::scroll::Scroll;

/// The views that there are.
#[derive(Debug, Clone)]
pub struct ViewsBox {
    /// The list in front when it was opened.
    listing: Listing,
    views: Vec<SavedView>,
    cursor: usize,
    scroll: Scroll,
}

impl ViewsBox {
    /// These views, and the list in front, which can be kept as another one.
    #[must_use]
    pub fn new(listing: Listing, views: Vec<SavedView>) -> ViewsBox {
        ViewsBox {
            listing,
            views,
            cursor: 0,
            scroll: Scroll::default(),
        }
    }

    /// The views have changed; the cursor stays on the same one.
    pub fn renew(&mut self, views: &[SavedView]) {
        let here = self.views.get(self.cursor).map(|view| view.id);
        self.views = views.to_vec();
        let place = self.views.iter().position(|view| Some(view.id) == here);
        let last = self.views.len().saturating_sub(1);
        self.cursor = place.unwrap_or(self.cursor).min(last);
    }

    /// A digit opens the view with that number.
    pub fn key(&mut self, key: KeyEvent) -> Taken {
        let plain = !key
            .modifiers
            .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        let digit = match key.code {
            KeyCode::Char(letter) if plain => letter.to_digit(10),
            _ => None,
        };
        match digit {
            Some(number) => {
                let place = (number as usize).checked_sub(1);
                let view = place.and_then(|place| self.views.get(place));
                Taken::Yes(view.map(opened).unwrap_or_default())
            }
            None => Taken::No,
        }
    }

    /// Moves, or opens the one under the cursor.
    pub fn run(&mut self, command: BoxCommand) -> Vec<Next> {
        let step = match command {
            BoxCommand::Submit | BoxCommand::Save => {
                return self.views.get(self.cursor).map(opened).unwrap_or_default();
            }
            BoxCommand::Down | BoxCommand::Next => ListCommand::Down,
            BoxCommand::Up | BoxCommand::Previous => ListCommand::Up,
            BoxCommand::PageDown => ListCommand::PageDown,
            BoxCommand::PageUp => ListCommand::PageUp,
            BoxCommand::Editor | BoxCommand::Discard => return Vec::new(),
        };
        self.cursor = self.scroll.moved(step, self.cursor, self.views.len());
        Vec::new()
    }

    /// Does something with the view under the cursor, or with the list in front.
    pub fn change(&self, command: ViewsCommand) -> Vec<Next> {
        if command == ViewsCommand::Save {
            let wanted = PromptFor::ViewName(Box::new(self.listing.clone()));
            let prompt = Prompt::new(wanted);
            return vec![Next::Close, Next::open(Overlay::Prompt(prompt))];
        }
        let Some(view) = self.views.get(self.cursor) else {
            return Vec::new();
        };
        let (id, seen) = (view.id, view.version);
        let change = match command {
            ViewsCommand::Save => return Vec::new(),
            ViewsCommand::Rename => {
                let wanted = PromptFor::Rename(OneView::of(view));
                let prompt = Prompt::filled(wanted, view.name.as_str());
                return vec![Next::open(Overlay::Prompt(prompt))];
            }
            ViewsCommand::Share => ViewChange::Share {
                view: id,
                seen,
                team: !view.is_the_teams(),
            },
            ViewsCommand::Remove => ViewChange::Remove { view: id, seen },
        };
        let subject = Subject::View(OneView::of(view));
        vec![Next::Apply(subject, Change::View(change))]
    }

    /// The list in front when it was opened.
    pub(super) fn subject(&self) -> Subject {
        Subject::List(Clean::line(&self.listing.query))
    }

    /// Why a command does nothing now.
    #[must_use]
    pub fn why_not(&self, command: ViewsCommand) -> Option<&'static str> {
        let none = self.views.is_empty() && command != ViewsCommand::Save;
        none.then_some("no view is saved yet; s saves the list in front")
    }

    /// Draws it in the middle.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let theme = look.theme;
        let lines = u16::try_from(self.views.len().max(2) + 2).unwrap_or(u16::MAX);
        let columns = area.width.min(100);
        let title = "Views · 1 to 9 opens";
        let inside = boxed(frame, area, columns, lines.min(area.height), title, theme);
        if self.views.is_empty() {
            let words = [
                "No view is saved yet.",
                "s keeps the list in front: its query, order and columns.",
            ];
            for (words, at) in words.iter().zip(rows(indented(inside, 2))) {
                put_text(frame, at, words, theme.dim);
            }
            return;
        }
        let first = self
            .scroll
            .first(self.cursor, usize::from(inside.height), self.views.len());
        let views = self.views.iter().enumerate().skip(first);
        for ((index, view), at) in views.zip(rows(inside)) {
            let number = if index < 9 {
                format!("{}", index + 1)
            } else {
                " ".to_owned()
            };
            let whose = if view.is_the_teams() { "team" } else { "mine" };
            let words = format!("{number}  {}", pad(view.name.as_str(), 26));
            let query = Clean::line(&view.query);
            let what = if query.is_empty() {
                Clean::fixed("everybody")
            } else {
                query
            };
            let detail = format!(" {whose}   {what}");
            put(
                frame,
                at,
                choice(index == self.cursor, words, detail, theme),
            );
        }
    }
}

fn opened(view: &SavedView) -> Vec<Next> {
    vec![Next::Close, Next::View(Box::new(view.clone()))]
}
