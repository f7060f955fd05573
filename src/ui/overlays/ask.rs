//! A question in one line with its keys: `No niche, no note. L again: move anyway · Enter: fill in`.

use crossterm::event::KeyEvent;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::Taken;
use crate::domain::text::Clean;
use crate::ui::keymap::Key;
use crate::ui::look::Look;
use crate::ui::next::Next;
use crate::ui::widgets::line::put;

/// A question.
#[derive(Debug, Clone)]
pub struct Ask {
    words: Clean,
    options: Vec<(Key, &'static str, Clean, Vec<Next>)>,
}

impl Ask {
    /// A question without answers yet.
    #[must_use]
    pub fn new(words: &str) -> Ask {
        Ask {
            words: Clean::line(words),
            options: Vec::new(),
        }
    }

    /// An answer: its key, how the key is written, what it does. A key that cannot be read is left out.
    #[must_use]
    pub fn option(mut self, key: &str, shown: &'static str, words: &str, next: Vec<Next>) -> Ask {
        if let Some(key) = Key::parse(key) {
            self.options.push((key, shown, Clean::line(words), next));
        }
        self
    }

    /// Takes the key of an answer; any other key takes the question away.
    pub fn key(&mut self, key: KeyEvent) -> Taken {
        let key = Key::of(key);
        let chosen = self.options.iter().find(|(one, ..)| *one == key);
        let mut next = vec![Next::Close];
        next.extend(chosen.into_iter().flat_map(|(.., next)| next.clone()));
        Taken::Yes(next)
    }

    /// Draws it at the foot.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let mut spans = vec![Span::styled(
            format!(" {} ", self.words),
            look.theme.heading,
        )];
        for (place, (_, shown, words, _)) in self.options.iter().enumerate() {
            if place > 0 {
                spans.push(Span::styled(" · ", look.theme.dim));
            }
            spans.push(Span::styled(*shown, look.theme.accent));
            if !words.is_empty() {
                spans.push(Span::styled(format!(" {words}"), look.theme.plain));
            }
        }
        frame.render_widget(ratatui::widgets::Clear, Rect { height: 1, ..area });
        put(frame, area, Line::from(spans));
    }
}
