//! A question in one line with its keys: `No niche, no note. L again: move anyway · Enter: fill in`.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::Taken;
use crate::domain::text::{Clean, width, wrap};
use crate::ui::keymap::Key;
use crate::ui::look::Look;
use crate::ui::next::Next;
use crate::ui::screens::Under;
use crate::ui::subject::Subject;
use crate::ui::widgets::line::{put, put_text, rows};

/// Lines that the words of a question may take.
const WORDS_LINES: usize = 3;

/// A question.
#[derive(Debug, Clone)]
pub struct Ask {
    pub(super) subject: Subject,
    words: Clean,
    options: Vec<(Key, &'static str, Clean, Vec<Next>)>,
    /// What stood under the bar when it was opened, for the key that takes it away.
    under: Option<Under>,
    /// Whether other keys than those of the answers leave it as it is.
    stands: bool,
}

impl Ask {
    /// A question about somebody or something, without answers yet.
    #[must_use]
    pub fn new(subject: impl Into<Subject>, words: &str) -> Ask {
        Ask {
            subject: subject.into(),
            words: Clean::line(words),
            options: Vec::new(),
            under: None,
            stands: false,
        }
    }

    /// It is opened over this.
    pub fn set_under(&mut self, under: Under) {
        self.under = Some(under);
    }

    /// Only the keys of its answers are heard: much hangs on it.
    #[must_use]
    pub fn standing(self) -> Ask {
        Ask {
            stands: true,
            ..self
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

    /// Takes the key of an answer. Esc and `q` leave it at that; any other key takes the question away and does what
    /// it does, unless the question stands.
    pub fn key(&mut self, key: KeyEvent) -> Taken {
        let pressed = Key::of(key);
        let mut next = vec![Next::Close];
        match self.options.iter().find(|(one, ..)| *one == pressed) {
            Some((.., chosen)) => next.extend(chosen.iter().cloned()),
            None if self.stands => return Taken::Yes(Vec::new()),
            None if matches!(key.code, KeyCode::Esc | KeyCode::Char('q')) => {}
            None => next.push(Next::Press(self.under.clone().map(Box::new), key)),
        }
        Taken::Yes(next)
    }

    /// Lines that it takes above the last one of a screen so wide.
    #[must_use]
    pub fn lines(&self, columns: u16) -> usize {
        let room = usize::from(columns).saturating_sub(2);
        wrap(self.words.as_str(), room.max(10))
            .len()
            .min(WORDS_LINES)
    }

    /// Draws it at the foot: the words over as many lines as they take, the answers over two at most.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let theme = look.theme;
        let room = usize::from(area.width).saturating_sub(2);
        let mut above = wrap(self.words.as_str(), room.max(10));
        above.truncate(WORDS_LINES);
        let words = above.pop().unwrap_or_default();
        let mut used = width(&words) + 2;
        let mut lines = vec![vec![Span::styled(format!(" {words} "), theme.heading)]];
        for (place, (_, shown, words, _)) in self.options.iter().enumerate() {
            let wide = width(shown) + words.width() + 1;
            if used + wide + 3 > usize::from(area.width) && lines.len() == 1 {
                lines.push(vec![Span::raw(" ")]);
                used = 1;
            } else if place > 0 {
                lines
                    .last_mut()
                    .into_iter()
                    .for_each(|line| line.push(Span::styled(" · ", theme.dim)));
                used += 3;
            }
            used += wide;
            if let Some(line) = lines.last_mut() {
                line.push(Span::styled(*shown, theme.accent));
                line.push(Span::styled(format!(" {words}"), theme.plain));
            }
        }
        let high = u16::try_from(above.len()).unwrap_or(0).min(area.y);
        let over = Rect {
            y: area.y - high,
            height: high,
            ..area
        };
        let place = Rect { height: 2, ..area }.intersection(frame.area());
        frame.render_widget(ratatui::widgets::Clear, over);
        frame.render_widget(ratatui::widgets::Clear, place);
        for (line, at) in above.iter().zip(rows(over)) {
            put_text(frame, at, &format!(" {line}"), theme.heading);
        }
        for (line, at) in lines.into_iter().zip(rows(place)) {
            put(frame, at, Line::from(line));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::{Depth, Ground, Theme};
    use ratatui::{Terminal, backend::TestBackend};

    #[test]
    fn a_long_question_is_read_to_its_end() {
        let words = "your last change is from another desk, yesterday: import of relationships.csv. \
                     Take it back?";
        let ask =
            Ask::new(Subject::Desk, words).option("enter", "Enter", "take it back", Vec::new());
        let theme = Theme::new(Ground::Dark, Depth::Mono);
        let look = Look {
            theme: &theme,
            today: chrono::NaiveDate::default(),
            me: &Clean::default(),
            settings: &crate::domain::settings::Settings::default(),
            here: &[],
        };
        let mut terminal = Terminal::new(TestBackend::new(60, 16)).unwrap();
        let drawn = terminal
            .draw(|frame| ask.view(frame, Rect::new(0, 14, 60, 1), &look))
            .unwrap();
        let text: String = drawn
            .buffer
            .content
            .iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect();
        for words in [
            "your last change",
            "relationships.csv.",
            "Take it back?",
            "Enter take it",
        ] {
            assert!(text.contains(words), "{words}: {text}");
        }
    }
}
