//! Draws the people who may be one.
//!
//! ```text
//!  Duplicates: people who may be one                                       14 found
//!
//! ▌ surely    Zoë Ångström IG 48.2K = Zoe Angstrom TT 12.1K
//!             same mail zoe@angstrom.example · same handle zoe.angstrom on IG, TT
//!   perhaps   Mia Georgiou TT 7.3K = Mia Georgiou IG 900
//!             same name Mia Georgiou
//! ```
//! Where there is room, those under the cursor stand beside with what is known of them.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{LINES, Twins};
use crate::domain::card::Card;
use crate::domain::counts::{say_count, say_grouped};
use crate::domain::dates::say;
use crate::domain::duplicates::{Duplicate, Duplicates};
use crate::domain::text::{fit, pad, width, wrap};
use crate::ui::look::Look;
use crate::ui::theme::{CURSOR, RULE};
use crate::ui::widgets::line::{indented, put, put_right, put_text, row, rows};

/// From so many columns on, those under the cursor stand beside the list.
const BESIDE: u16 = 130;
/// Columns before the names.
const BEFORE: usize = 12;

impl Twins {
    pub(in super::super) fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        self.head(frame, area, look);
        let mut body = Rect {
            y: area.y + 2.min(area.height),
            height: area.height.saturating_sub(2),
            ..area
        };
        let left_out = self.found.as_ref().and_then(Duplicates::left_out);
        if let Some(words) = left_out
            && body.height > 4
        {
            body.height -= 1;
            let foot = Rect {
                y: body.bottom(),
                height: 1,
                ..body
            };
            put_text(frame, indented(foot, 1), words.as_str(), look.theme.dim);
        }
        if self.list().is_empty() {
            self.nobody(frame, body, look);
            return;
        }
        let (list, side) = if area.width >= BESIDE {
            let wide = area.width * 3 / 5;
            let list = Rect {
                width: wide,
                ..body
            };
            (list, Some(indented(body, wide)))
        } else {
            (body, None)
        };
        self.rows(frame, list, look);
        if let Some(side) = side {
            for at in rows(side) {
                put_text(frame, at, RULE, look.theme.rule);
            }
            self.beside(frame, indented(side, 2), look);
        }
    }

    fn head(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let Some(at) = row(area, 0) else { return };
        let title = " Duplicates: people who may be one";
        put_text(frame, at, title, look.theme.heading);
        let style = match &self.wrong {
            Some(_) => look.theme.alarm,
            None => look.theme.dim,
        };
        put_right(frame, at, &format!("{} ", self.state()), style);
    }

    /// `14 found · looking… 34 %`.
    fn state(&self) -> String {
        let count = |many: usize| say_grouped(i64::try_from(many).unwrap_or(i64::MAX));
        let found = self.found.as_ref().map(|found| match found.found.len() {
            shown if shown < found.total => {
                format!("the surest {} of {}", count(shown), count(found.total))
            }
            shown => format!("{} found", count(shown)),
        });
        if let (Some(wrong), false) = (&self.wrong, self.list().is_empty()) {
            return format!("{wrong}; r looks again");
        }
        let going = match (self.looking, self.stopped, self.changed) {
            (Some(part), ..) => Some(format!("looking… {part} %")),
            (None, true, _) => Some("stopped; r looks again".to_owned()),
            (None, false, true) => Some("changed since; r looks again".to_owned()),
            (None, false, false) => None,
        };
        let parts: Vec<String> = [found, going].into_iter().flatten().collect();
        parts.join(" · ")
    }

    /// Nothing to show: still looking, could not look, or nobody stands twice.
    fn nobody(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let words = match (&self.wrong, self.looking, &self.found) {
            (Some(wrong), ..) => format!("{wrong}; r looks again"),
            (None, Some(_), None) => "Looking for people who stand twice…".to_owned(),
            (None, None, None) => {
                "Nobody was looked at yet; r looks for people who stand twice.".to_owned()
            }
            (None, _, Some(found)) => format!(
                "Nobody stands twice, as far as can be told: {} people looked at. & merges those who are marked.",
                say_grouped(i64::try_from(found.people).unwrap_or(i64::MAX))
            ),
        };
        let style = if self.wrong.is_some() {
            look.theme.alarm
        } else {
            look.theme.dim
        };
        let inside = indented(area, 4);
        let lines = wrap(&words, usize::from(inside.width.saturating_sub(2)));
        for (line, at) in lines.iter().zip(rows(inside)) {
            put_text(frame, at, line, style);
        }
    }

    fn rows(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        self.area.set(area);
        let theme = look.theme;
        let fits = (usize::from(area.height) / LINES).max(1);
        let first = self.scroll.first(self.bar.place(), fits, self.list().len());
        let mut places = rows(area);
        for (index, one) in self.list().iter().enumerate().skip(first).take(fits) {
            let here = self.bar.is_at(index, self.list());
            let (Some(who), why) = (places.next(), places.next()) else {
                return;
            };
            let mark = if here {
                format!(" {CURSOR} ")
            } else {
                "   ".to_owned()
            };
            let style = if here { theme.heading } else { theme.plain };
            put(
                frame,
                who,
                Line::from(vec![
                    Span::styled(mark, theme.accent),
                    Span::styled(pad(one.sureness().word(), BEFORE - 3), theme.dim),
                    Span::styled(
                        names(one, usize::from(who.width).saturating_sub(BEFORE)),
                        style,
                    ),
                ]),
            );
            if let Some(why) = why {
                let before = u16::try_from(BEFORE).unwrap_or(0);
                put_text(frame, indented(why, before), one.why().as_str(), theme.dim);
            }
        }
    }

    /// What is known of those under the cursor, one below the other.
    fn beside(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let Some(one) = self.current() else { return };
        let mut places = rows(area);
        for card in &one.people {
            let Some(at) = places.next() else { return };
            put_text(frame, at, card.name.as_str(), look.theme.heading);
            for line in known(card, look) {
                let Some(at) = places.next() else { return };
                put_text(frame, indented(at, 2), &line, look.theme.plain);
            }
            places.next();
        }
        let room = usize::from(area.width.saturating_sub(1));
        for line in wrap(one.why().as_str(), room) {
            let Some(at) = places.next() else { return };
            put_text(frame, at, &line, look.theme.dim);
        }
    }
}

/// `Zoë Ångström IG zoe.angstrom 48.2K = Zoe Angstrom TT zoe.angstrom 12.1K`; without the handles where these have no
/// room, and else each gets its part of it, so that the last is not lost.
fn names(one: &Duplicate, columns: usize) -> String {
    let all = |with_handle: bool| -> Vec<String> {
        one.people
            .iter()
            .map(|card| said(card, with_handle))
            .collect()
    };
    let (whole, short) = (all(true).join(" = "), all(false).join(" = "));
    if width(&whole) <= columns {
        return whole;
    }
    if width(&short) <= columns {
        return short;
    }
    let between = one.people.len().saturating_sub(1) * 3;
    let room = columns.saturating_sub(between) / one.people.len().max(1);
    let cut: Vec<String> = all(false)
        .iter()
        .map(|text| fit(text, room).into_owned())
        .collect();
    cut.join(" = ")
}

fn said(card: &Card, with_handle: bool) -> String {
    let followers = card
        .followers
        .map_or_else(String::new, |many| format!(" {}", say_count(many)));
    let handle = if !with_handle || card.handle == card.name || card.handle.is_empty() {
        String::new()
    } else {
        format!(" {}", card.handle)
    };
    format!("{} {}{handle}{followers}", card.name, card.platforms)
}

fn known(card: &Card, look: &Look<'_>) -> Vec<String> {
    let followers = card
        .followers
        .map_or_else(String::new, |many| format!(" · {}", say_count(many)));
    let stage = match card.parked {
        Some(reason) => format!("parked: {}", reason.word()),
        None => card.stage.word().to_owned(),
    };
    let owner = if card.owner.is_empty() {
        "nobody".to_owned()
    } else {
        card.owner.to_string()
    };
    let contact = card
        .last_contact
        .map_or_else(|| "never".to_owned(), |date| say(date, look.today));
    let mut lines = vec![
        format!("{} {}{followers}", card.platforms, card.handle),
        format!("{stage} · owner {owner} · last contact {contact}"),
    ];
    let about: Vec<&str> = [
        card.niche.as_str(),
        card.country.as_str(),
        card.tags.as_str(),
    ]
    .into_iter()
    .filter(|text| !text.is_empty())
    .collect();
    if !about.is_empty() {
        lines.push(about.join(" · "));
    }
    if !card.next_step.is_empty() {
        lines.push(format!("next: {}", card.next_step));
    }
    lines
}
