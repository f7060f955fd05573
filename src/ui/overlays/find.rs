//! Find anything: people first, actions after `>`; before the first letter the last people opened are there.

use crossterm::event::KeyEvent;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::Taken;
use crate::domain::card::Card;
use crate::domain::counts::say_count;
use crate::domain::ids::PersonId;
use crate::domain::question::Question;
use crate::domain::saved_view::SavedView;
use crate::domain::text::{Clean, likeness, pad};
use crate::ui::app::Aim;
use crate::ui::command::{BoxCommand, ListCommand};
use crate::ui::draft::{AimedText, DraftFor, HoldsText, TextField, TextPlace};
use crate::ui::keymap::{BINDINGS, Keymap, Scope, say_first};
use crate::ui::look::Look;
use crate::ui::next::{Asker, Next};
use crate::ui::screens::Someone;
use crate::ui::subject::{OnePerson, Subject};
use crate::ui::widgets::line::{boxed, choice, indented, put, put_text, row, rows};
use crate::ui::widgets::scroll::Scroll;
use crate::ui::widgets::textbox::TextBox;

/// Find anything.
#[derive(Debug, Clone)]
pub struct Find {
    text: TextBox,
    people: Vec<(PersonId, Clean, Clean)>,
    recent: Vec<(PersonId, Clean)>,
    here: Vec<Scope>,
    desks: Vec<Clean>,
    keymap: Keymap,
    views: Vec<SavedView>,
    cursor: usize,
    asked: bool,
    what: Finding,
}

/// What is done with what is found.
#[derive(Debug, Clone)]
enum Finding {
    /// It is opened; actions are done with what stood under the bar when the box was opened.
    Anything(Aim),
    /// Somebody is chosen to be merged with this person.
    MergeWith(OnePerson),
}

/// A line to choose.
struct Hit {
    words: String,
    detail: String,
    next: Vec<Next>,
}

impl Find {
    /// Empty, with the people opened last.
    #[must_use]
    pub fn new(
        aim: Aim,
        recent: Vec<(PersonId, Clean)>,
        here: &[Scope],
        desks: Vec<Clean>,
        keymap: Keymap,
        views: Vec<SavedView>,
    ) -> Find {
        Find {
            here: here.to_vec(),
            desks,
            views,
            ..Find::among(recent, keymap, Finding::Anything(aim))
        }
    }

    fn among(recent: Vec<(PersonId, Clean)>, keymap: Keymap, what: Finding) -> Find {
        let place = match &what {
            Finding::Anything(aim) => AimedText::Find.place(aim.people()),
            Finding::MergeWith(who) => TextPlace::new(DraftFor::MergeWith(who.id), &who.name),
        };
        Find {
            text: TextBox::line(place, ""),
            people: Vec::new(),
            recent,
            here: Vec::new(),
            desks: Vec::new(),
            keymap,
            views: Vec::new(),
            cursor: 0,
            asked: false,
            what,
        }
    }

    /// The same, to choose somebody to merge this person with.
    #[must_use]
    pub fn for_merge(recent: Vec<(PersonId, Clean)>, who: &OnePerson, keymap: Keymap) -> Find {
        Find::among(recent, keymap, Finding::MergeWith(who.clone()))
    }

    /// Whom the box was opened for.
    #[must_use]
    pub fn subject(&self) -> Subject {
        match &self.what {
            Finding::Anything(aim) => aim.subject(),
            Finding::MergeWith(who) => who.into(),
        }
    }

    /// The person for whom it was opened was read.
    pub(super) fn learn(&mut self, someone: &Someone) {
        if let Finding::Anything(aim) = &mut self.what {
            aim.learn(someone);
        }
    }

    fn merges(&self) -> Option<&OnePerson> {
        match &self.what {
            Finding::Anything(_) => None,
            Finding::MergeWith(who) => Some(who),
        }
    }

    /// Whether nothing is there to choose.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.hits().is_empty()
    }

    fn hits(&self) -> Vec<Hit> {
        let typed = self.text.value();
        if let Some(action) = typed.trim_start().strip_prefix('>') {
            return self.actions(action);
        }
        let other = self.merges().map(|who| who.id);
        let person = |id: PersonId, name: &Clean, detail: &Clean| Hit {
            words: name.to_string(),
            detail: detail.to_string(),
            next: vec![match other {
                Some(other) => Next::Merge(vec![other, id]),
                None => Next::Profile(OnePerson::new(id, name.clone())),
            }],
        };
        if typed.trim().is_empty() {
            return self
                .recent
                .iter()
                .filter(|(id, _)| Some(*id) != other)
                .map(|(id, name)| person(*id, name, &Clean::fixed("opened lately")))
                .collect();
        }
        let mut hits: Vec<Hit> = self
            .people
            .iter()
            .filter(|(id, ..)| Some(*id) != other)
            .map(|(id, name, detail)| person(*id, name, detail))
            .collect();
        if other.is_some() {
            return hits;
        }
        hits.extend(self.saved(&typed));
        hits.extend(self.actions(&typed).into_iter().take(6));
        hits
    }

    /// Saved views that are like what was typed, the likest first.
    fn saved(&self, typed: &str) -> Vec<Hit> {
        let views = self.views.iter().map(|view| {
            let hit = Hit {
                words: format!("view {}", view.name),
                detail: Clean::line(&view.query).to_string(),
                next: vec![Next::View(Box::new(view.clone()))],
            };
            (format!("view {} {}", view.name, view.query), hit)
        });
        ranked(typed, views)
    }

    /// Actions that apply here, by their words and where they belong, the likest first.
    fn actions(&self, typed: &str) -> Vec<Hit> {
        let Finding::Anything(aim) = &self.what else {
            return Vec::new();
        };
        let bound = BINDINGS
            .iter()
            .filter(|binding| self.here.contains(&binding.scope))
            .filter(|binding| !matches!(binding.scope, Scope::Lists))
            .map(|binding| {
                let hit = Hit {
                    words: format!("> {}", binding.label),
                    detail: say_first(self.keymap.keys(binding)),
                    next: vec![Next::Run(aim.clone(), binding.command)],
                };
                (format!("{} {}", binding.label, binding.scope.title()), hit)
            });
        ranked(typed, bound.chain(self.switches()))
    }

    /// Databases to switch to, by their names.
    fn switches(&self) -> impl Iterator<Item = (String, Hit)> {
        self.desks.iter().map(|desk| {
            let words = format!("switch to desk {desk}");
            let hit = Hit {
                words: format!("> {words}"),
                detail: String::new(),
                next: vec![Next::Switch(desk.to_string())],
            };
            (words, hit)
        })
    }

    /// Letters go into the box.
    pub fn key(&mut self, key: KeyEvent) -> Taken {
        if matches!(key.code, crossterm::event::KeyCode::Enter) {
            return Taken::No;
        }
        let before = self.text.value();
        if !self.text.key(key) {
            return Taken::No;
        }
        Taken::Yes(if self.text.value() == before {
            Vec::new()
        } else {
            self.look()
        })
    }

    /// Pasted text goes into the box.
    pub fn paste(&mut self, text: &str) -> Vec<Next> {
        self.text.paste(text);
        self.look()
    }

    /// Looks for what is typed.
    pub(super) fn look(&mut self) -> Vec<Next> {
        self.cursor = 0;
        let typed = self.text.value();
        if typed.trim().is_empty() || typed.trim_start().starts_with('>') {
            self.people.clear();
            return Vec::new();
        }
        self.asked = true;
        self.asks().into_iter().collect()
    }

    /// Asks who matches what is typed, where that is being looked for.
    #[must_use]
    pub fn asks(&self) -> Option<Next> {
        let question = Question::Find(self.text.value());
        self.asked
            .then(|| Next::Ask(Asker::Box(self.text.place().number), question))
    }

    /// Takes the people found.
    pub fn receive(&mut self, words: &str, cards: Vec<Card>) -> Vec<Next> {
        if words == self.text.value() {
            self.asked = false;
            self.people = cards
                .into_iter()
                .map(|card| (card.id, card.name.clone(), detail(&card)))
                .collect();
        }
        Vec::new()
    }

    /// Moves, or opens what is under the cursor.
    pub fn run(&mut self, command: BoxCommand) -> Vec<Next> {
        let hits = self.hits();
        let step = match command {
            BoxCommand::Submit | BoxCommand::Save => {
                let mut next = vec![Next::Close];
                next.extend(
                    hits.into_iter()
                        .nth(self.cursor)
                        .into_iter()
                        .flat_map(|hit| hit.next),
                );
                return next;
            }
            BoxCommand::Down | BoxCommand::Next => ListCommand::Down,
            BoxCommand::Up | BoxCommand::Previous => ListCommand::Up,
            BoxCommand::PageDown => ListCommand::PageDown,
            BoxCommand::PageUp => ListCommand::PageUp,
            BoxCommand::Editor | BoxCommand::Discard => return Vec::new(),
        };
        self.cursor = Scroll::default().moved(step, self.cursor, hits.len());
        Vec::new()
    }

    /// Draws it in the middle.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let theme = look.theme;
        let title = match self.merges() {
            Some(who) => format!("Merge {} with whom?", who.name),
            None => "Find anything · > for actions".to_owned(),
        };
        let inside = boxed(frame, area, 72, 18, &title, theme);
        if let Some(at) = row(inside, 0) {
            self.text.view(frame, at, theme.plain, true);
        }
        let body = Rect {
            y: inside.y + 2.min(inside.height),
            height: inside.height.saturating_sub(2),
            ..inside
        };
        let hits = self.hits();
        if hits.is_empty() {
            let words = match (self.text.is_blank(), self.asked) {
                (true, _) if self.merges().is_some() => "Type a name or a handle.",
                (true, _) => "Type a name, a handle, or > and what you want to do.",
                (false, true) => "",
                (false, false) => "Nothing is called that.",
            };
            put_text(frame, indented(body, 2), words, theme.dim);
        }
        let first = Scroll::default().first(self.cursor, usize::from(body.height), hits.len());
        for ((index, hit), at) in hits.iter().enumerate().skip(first).zip(rows(body)) {
            let here = index == self.cursor;
            put(
                frame,
                at,
                choice(here, pad(&hit.words, 36), format!(" {}", hit.detail), theme),
            );
        }
    }
}

impl HoldsText for Find {
    fn fields(&self, visit: &mut dyn FnMut(&dyn TextField)) {
        let Find {
            text,
            people: _,
            recent: _,
            here: _,
            desks: _,
            keymap: _,
            views: _,
            cursor: _,
            asked: _,
            what: _,
        } = self;
        visit(text);
    }

    fn boxes(&mut self, visit: &mut dyn FnMut(&mut TextBox)) {
        visit(&mut self.text);
    }
}

fn detail(card: &Card) -> Clean {
    let followers = card
        .followers
        .map_or_else(String::new, |count| format!(" {}", say_count(count)));
    let state = if card.parked.is_some() {
        "parked"
    } else {
        card.stage.word()
    };
    Clean::line(&format!(
        "{}{followers} · {state} · {}",
        card.platforms, card.handle
    ))
}

/// Those that are like what was typed, the likest first; all in their order where nothing was typed.
fn ranked(typed: &str, all: impl Iterator<Item = (String, Hit)>) -> Vec<Hit> {
    let mut found: Vec<(u32, Hit)> = all
        .filter_map(|(words, hit)| Some((likeness(typed, &words)?, hit)))
        .collect();
    found.sort_by_key(|(likeness, _)| std::cmp::Reverse(*likeness));
    found.into_iter().map(|(_, hit)| hit).collect()
}
