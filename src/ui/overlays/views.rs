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
use crate::domain::ids::{SetId, ViewId};
use crate::domain::saved_view::{Listing, SavedView, ViewChange};
use crate::domain::text::{Clean, pad};
use crate::ui::command::{BoxCommand, ListCommand, ViewsCommand};
use crate::ui::look::Look;
use crate::ui::next::Next;
use crate::ui::notice::Notice;
use crate::ui::overlays::prompt::{Prompt, PromptFor};
use crate::ui::subject::{OneView, Subject};
use crate::ui::widgets::bar::{Bar, Row};
use crate::ui::widgets::line::{boxed, choice, indented, put, put_text, rows};
use crate::ui::widgets::scroll::Scroll;

/// The views that there are.
#[derive(Debug, Clone)]
pub struct ViewsBox {
    /// The list in front when it was opened.
    listing: Listing,
    views: Vec<SavedView>,
    /// The last change set that these views show.
    seen: SetId,
    /// Views by their numbers: each keeps its own as long as the box is open.
    numbers: Vec<(ViewId, Clean)>,
    bar: Bar<ViewId>,
    /// This one was removed here: the bar goes on to the next.
    removed: Option<ViewId>,
    scroll: Scroll,
}

impl Row for SavedView {
    type Id = ViewId;

    fn id(&self) -> ViewId {
        self.id
    }

    fn name(&self) -> Clean {
        self.name.clone()
    }
}

impl ViewsBox {
    /// These views, and the list in front, which can be kept as another one.
    #[must_use]
    pub fn new(listing: Listing, views: &[SavedView], seen: SetId) -> ViewsBox {
        let mut views_box = ViewsBox {
            listing,
            views: Vec::new(),
            seen,
            numbers: Vec::new(),
            bar: Bar::default(),
            removed: None,
            scroll: Scroll::default(),
        };
        views_box.renew(views, seen);
        views_box
    }

    /// The views have changed; the bar stays on the same one.
    pub fn renew(&mut self, views: &[SavedView], seen: SetId) {
        self.seen = seen;
        self.views = views.to_vec();
        for view in views {
            match self.numbers.iter_mut().find(|(id, _)| *id == view.id) {
                Some((_, name)) => name.clone_from(&view.name),
                None => self.numbers.push((view.id, view.name.clone())),
            }
        }
        self.bar.renew(&self.views);
        let removed = self.removed.take();
        let gone = self.bar.gone(&self.views);
        if gone.is_some_and(|(id, _)| Some(*id) == removed) {
            self.bar.put(self.bar.place(), &self.views);
        }
    }

    fn current(&self) -> Option<&SavedView> {
        self.bar.current(&self.views)
    }

    /// What is said when the view under the bar was removed elsewhere.
    fn says_gone(&self) -> Option<String> {
        let (_, name) = self.bar.gone(&self.views)?;
        Some(gone(name))
    }

    fn numbered(&self, number: usize) -> Vec<Next> {
        let known = number.checked_sub(1).and_then(|at| self.numbers.get(at));
        let Some((id, name)) = known else {
            return Vec::new();
        };
        match self.views.iter().find(|view| view.id == *id) {
            Some(view) => opened(view),
            None => vec![Next::Say(Notice::calm(gone(name)))],
        }
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
            Some(number) => Taken::Yes(self.numbered(number as usize)),
            None => Taken::No,
        }
    }

    /// Moves, or opens the one under the cursor.
    pub fn run(&mut self, command: BoxCommand) -> Vec<Next> {
        let step = match command {
            BoxCommand::Submit | BoxCommand::Save => {
                if let Some(words) = self.says_gone() {
                    return vec![Next::Say(Notice::calm(words))];
                }
                return self.current().map(opened).unwrap_or_default();
            }
            BoxCommand::Down | BoxCommand::Next => ListCommand::Down,
            BoxCommand::Up | BoxCommand::Previous => ListCommand::Up,
            BoxCommand::PageDown => ListCommand::PageDown,
            BoxCommand::PageUp => ListCommand::PageUp,
            BoxCommand::Editor | BoxCommand::Discard => return Vec::new(),
        };
        self.bar.moved(step, &self.scroll, &self.views);
        Vec::new()
    }

    /// Does something with the view under the cursor, or with the list in front.
    pub fn change(&mut self, command: ViewsCommand) -> Vec<Next> {
        if command == ViewsCommand::Save {
            let wanted = PromptFor::ViewName(Box::new(self.listing.clone()), self.seen);
            let prompt = Prompt::new(wanted);
            return vec![Next::Close, Next::open(Overlay::Prompt(prompt))];
        }
        let Some(view) = self.current().cloned() else {
            return Vec::new();
        };
        let (id, seen) = (view.id, view.version);
        let change = match command {
            ViewsCommand::Save => return Vec::new(),
            ViewsCommand::Rename => {
                let wanted = PromptFor::Rename(OneView::of(&view));
                let prompt = Prompt::filled(wanted, view.name.as_str());
                return vec![Next::open(Overlay::Prompt(prompt))];
            }
            ViewsCommand::Share => ViewChange::Share {
                view: id,
                seen,
                team: !view.is_the_teams(),
            },
            ViewsCommand::Remove => {
                self.removed = Some(id);
                ViewChange::Remove { view: id, seen }
            }
        };
        let subject = Subject::View(OneView::of(&view));
        vec![Next::Apply(subject, Change::View(change))]
    }

    /// The list in front when it was opened.
    pub(super) fn subject(&self) -> Subject {
        Subject::List(Clean::line(&self.listing.query))
    }

    /// Why a command does nothing now.
    #[must_use]
    pub fn why_not(&self, command: ViewsCommand) -> Option<String> {
        if command == ViewsCommand::Save {
            return None;
        }
        let none = self.views.is_empty();
        let none = none.then(|| "no view is saved yet; s saves the list in front".to_owned());
        none.or_else(|| self.says_gone())
    }

    /// Draws it in the middle.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let theme = look.theme;
        let lines = u16::try_from(self.views.len().max(2) + 2).unwrap_or(u16::MAX);
        let columns = area.width.min(100);
        let title = match self.bar.gone(&self.views) {
            Some((_, name)) => format!("Views · {name} is gone"),
            None => "Views · 1 to 9 opens".to_owned(),
        };
        let lines = lines.min(area.height);
        let inside = boxed(frame, area, columns, lines, &title, theme);
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
        let first = self.scroll.first(
            self.bar.place(),
            usize::from(inside.height),
            self.views.len(),
        );
        let views = self.views.iter().enumerate().skip(first);
        for ((index, view), at) in views.zip(rows(inside)) {
            let number = self.numbers.iter().position(|(id, _)| *id == view.id);
            let number = number.filter(|number| *number < 9);
            let number = number.map_or_else(|| " ".to_owned(), |number| (number + 1).to_string());
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
                choice(self.bar.is_at(index, &self.views), words, detail, theme),
            );
        }
    }
}

fn gone(name: &Clean) -> String {
    format!("{name} is gone; move to another view")
}

fn opened(view: &SavedView) -> Vec<Next> {
    vec![Next::Close, Next::View(Box::new(view.clone()))]
}
