//! Draws a candidate.
//!
//! ```text
//!  Triage  stage:discovery                                     3 of 40 · 12 done · 28 left
//!  Thandi Nkosi  she/her · Durban · South Africa                    discovery 12d · owner ada
//!
//!  Instagram   thandi.nk · 19.1K · micro · engagement 8.2% · +4.0 % in 61d  ▁▃▅
//!              views 12K · likes 1.4K · wed 18 nov
//!  Peers       84 IG of micro · median 21.0K · engagement 3.1%
//!  Flags       none
//! ```
//! Where there is room, what people wrote stands beside the figures.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::Triage;
use super::said::{self, LABEL, Said};
use crate::domain::text::{fit, pad, width, wrap};
use crate::domain::triage::Candidate;
use crate::ui::look::Look;
use crate::ui::theme::RULE;
use crate::ui::widgets::line::{cut, indented, put, put_right, put_text, row, rows};

/// From so many columns on, words stand beside figures.
const BESIDE: u16 = 140;

impl Triage {
    pub(in super::super) fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        self.head(frame, area, look);
        let body = Rect {
            y: area.y + 1.min(area.height),
            height: area.height.saturating_sub(1),
            ..area
        };
        if self.wanted.is_some() {
            return;
        }
        if self.people.is_empty() || self.finished {
            self.end(frame, body, look);
            return;
        }
        let Some(candidate) = self.candidate() else {
            return;
        };
        self.name_line(frame, body, candidate, look);
        let rest = Rect {
            y: body.y + 2.min(body.height),
            height: body.height.saturating_sub(2),
            ..body
        };
        if area.width >= BESIDE {
            self.beside(frame, rest, candidate, look);
        } else {
            let columns = usize::from(rest.width);
            let mut lines = said::figures(candidate, columns, look);
            lines.extend(said::checks(candidate, columns, false, look));
            lines.extend(said::words(candidate, columns, look));
            self.draw(frame, rest, &lines, look);
        }
    }

    fn head(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let theme = look.theme;
        let Some(at) = row(area, 0) else { return };
        let counts = if self.people.is_empty() {
            String::new()
        } else {
            format!("{} ", self.counts())
        };
        let room = usize::from(at.width).saturating_sub(width(&counts) + 10);
        let title = fit(self.title.as_str(), room).into_owned();
        put(
            frame,
            at,
            Line::from(vec![
                Span::styled(" Triage", theme.accent),
                Span::styled(format!("  {title}"), theme.dim),
            ]),
        );
        put_right(frame, at, &counts, theme.heading);
    }

    fn name_line(&self, frame: &mut Frame<'_>, area: Rect, candidate: &Candidate, look: &Look<'_>) {
        let theme = look.theme;
        let Some(at) = row(area, 0) else { return };
        let state = self.decided_words(look).unwrap_or_default();
        let room = usize::from(at.width).saturating_sub(width(&state) + 3);
        let mut spans = vec![
            Span::styled(format!(" {}", candidate.card.name), theme.heading),
            Span::styled(format!("  {}", said::about(candidate, look)), theme.dim),
        ];
        cut(&mut spans, room);
        put(frame, at, Line::from(spans));
        let style = if candidate.card.parked.is_some() {
            theme.alarm
        } else {
            theme.dim
        };
        put_right(frame, at, &format!("{state} "), style);
    }

    /// Figures at the left, checks and words at the right.
    fn beside(&self, frame: &mut Frame<'_>, area: Rect, candidate: &Candidate, look: &Look<'_>) {
        let left = area.width / 2;
        let (one, other) = (
            Rect {
                width: left.saturating_sub(1),
                ..area
            },
            indented(area, left),
        );
        let figures = said::figures(candidate, usize::from(one.width), look);
        let columns = usize::from(other.width.saturating_sub(2));
        let mut words = said::checks(candidate, columns, true, look);
        words.extend(said::words(candidate, columns, look));
        self.most.set(0);
        for (line, at) in figures.iter().zip(rows(one)) {
            put(frame, at, drawn(line, look));
        }
        for (at, line) in rows(other).zip(words.iter().map(Some).chain(std::iter::repeat(None))) {
            put_text(frame, at, RULE, look.theme.rule);
            if let Some(line) = line {
                put(frame, indented(at, 1), drawn(line, look));
            }
        }
    }

    fn draw(&self, frame: &mut Frame<'_>, area: Rect, lines: &[Said], look: &Look<'_>) {
        let most = lines.len().saturating_sub(usize::from(area.height));
        self.most.set(most);
        let above = self.above.min(most);
        for (line, at) in lines.iter().skip(above).zip(rows(area)) {
            put(frame, at, drawn(line, look));
        }
        if most > above
            && let Some(at) = rows(area).last()
        {
            put_right(
                frame,
                at,
                &format!(" j {} more ", most - above),
                look.theme.dim,
            );
        }
    }

    /// Nobody is left.
    fn end(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let words = if self.people.is_empty() {
            "Nobody is in this list. Esc goes back to the roster, where / finds others.".to_owned()
        } else {
            format!(
                "That was everybody: {}. Left looks back, u takes the last one back, Esc goes back to the list; T there brings those for later again.",
                self.summary()
            )
        };
        let inside = indented(area, 4);
        let columns = usize::from(inside.width.saturating_sub(4)).max(20);
        for (line, at) in wrap(&words, columns).iter().zip(rows(inside).skip(1)) {
            put_text(frame, at, line, look.theme.plain);
        }
    }
}

fn drawn<'a>(line: &Said, look: &Look<'_>) -> Line<'a> {
    let label = format!(" {}", pad(&line.label, LABEL));
    let mut spans = vec![Span::styled(label, look.theme.dim)];
    for (text, style) in &line.pieces {
        spans.push(Span::styled(text.clone(), *style));
    }
    Line::from(spans)
}
