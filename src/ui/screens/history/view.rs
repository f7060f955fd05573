//! Draws the history: change sets at the left, the fields of the one under the cursor at the right or below.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::Past;
use crate::domain::counts::say_many;
use crate::domain::dates::{iso, say};
use crate::domain::question::{ChangeSet, ChangedField};
use crate::domain::text::{fit, pad, width};
use crate::ui::look::Look;
use crate::ui::theme::{CURSOR, RULE};
use crate::ui::widgets::line::{indented, put, put_text, row, rows};

/// The narrowest screen that shows both beside each other.
const BESIDE: u16 = 110;

impl Past {
    pub(in super::super) fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        if let Some(head) = row(area, 0) {
            put_text(
                frame,
                indented(head, 1),
                "History: everybody's changes, newest first",
                look.theme.heading,
            );
        }
        let body = Rect {
            y: area.y + 2.min(area.height),
            height: area.height.saturating_sub(2),
            ..area
        };
        if self.sets.is_empty() {
            let words = if self.loaded {
                "Nothing has been changed yet. Every change will stand here, and can be taken back."
            } else {
                ""
            };
            put_text(frame, indented(body, 4), words, look.theme.dim);
            return;
        }
        let (list, side) = if area.width >= BESIDE {
            let wide = area.width / 2;
            (
                Rect {
                    width: wide,
                    ..body
                },
                Rect {
                    x: body.x + wide,
                    width: body.width - wide,
                    ..body
                },
            )
        } else {
            let high = body.height / 2;
            (
                Rect {
                    height: high,
                    ..body
                },
                Rect {
                    y: body.y + high,
                    height: body.height - high,
                    ..body
                },
            )
        };
        self.list(frame, list, look);
        if area.width >= BESIDE {
            for at in rows(side) {
                put_text(frame, at, RULE, look.theme.rule);
            }
            self.fields(frame, indented(side, 2), look);
        } else {
            if let Some(at) = row(side, 0) {
                put_text(
                    frame,
                    at,
                    &"─".repeat(usize::from(at.width)),
                    look.theme.rule,
                );
            }
            let below = Rect {
                y: side.y + 1,
                height: side.height.saturating_sub(1),
                ..side
            };
            self.fields(frame, indented(below, 2), look);
        }
    }

    fn list(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        self.area.set(area);
        let first = self
            .scroll
            .first(self.bar.place(), usize::from(area.height), self.sets.len());
        for ((index, set), at) in self.sets.iter().enumerate().skip(first).zip(rows(area)) {
            put(
                frame,
                at,
                line(
                    set,
                    self.bar.is_at(index, &self.sets),
                    usize::from(at.width),
                    look,
                ),
            );
        }
    }

    fn fields(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let Some((set, fields)) = &self.fields else {
            return;
        };
        if self.current().is_none_or(|current| current.id != *set) {
            return;
        }
        let mut places = rows(area);
        if let (Some(current), Some(at)) = (self.current(), places.next()) {
            let rows = say_many(current.rows, "row", "rows");
            put_text(
                frame,
                at,
                &format!("{} · {rows}", current.label),
                look.theme.heading,
            );
            if !current.reason.is_empty()
                && let Some(at) = places.next()
            {
                let words = fit(
                    current.reason.as_str(),
                    usize::from(at.width).saturating_sub(9),
                );
                let words = format!("because: {words}");
                put_text(frame, at, &words, look.theme.plain);
            }
        }
        places.next();
        let mut last = None;
        for field in fields {
            if last != Some(&field.name) && !field.name.is_empty() {
                let Some(at) = places.next() else { return };
                put_text(frame, at, field.name.as_str(), look.theme.plain);
                last = Some(&field.name);
            }
            let Some(at) = places.next() else { return };
            put(frame, at, change(field, usize::from(at.width), look));
        }
    }
}

fn line<'a>(set: &ChangeSet, at: bool, columns: usize, look: &Look<'_>) -> Line<'a> {
    let theme = look.theme;
    let day = say(set.date, look.today);
    // A day of another year is longer than its column.
    let day = if day.len() > 11 { iso(set.date) } else { day };
    let when = format!("{day} {}", set.time);
    let state = match (&set.undone_by, set.open) {
        (Some(by), _) => format!(" · taken back by {by}"),
        (None, true) => " · open".into(),
        (None, false) => String::new(),
    };
    let base = if set.undone_by.is_some() {
        theme.dim
    } else if at {
        theme.heading
    } else {
        theme.plain
    };
    let room = columns.saturating_sub(3 + 17 + 9 + width(&state));
    Line::from(vec![
        if at {
            Span::styled(format!(" {CURSOR} "), theme.accent)
        } else {
            Span::raw("   ")
        },
        Span::styled(pad(&when, 17), theme.dim),
        Span::styled(pad(set.by.as_str(), 9), theme.dim),
        Span::styled(fit(set.label.as_str(), room).into_owned(), base),
        Span::styled(state, theme.dim),
    ])
}

fn change<'a>(field: &ChangedField, columns: usize, look: &Look<'_>) -> Line<'a> {
    let theme = look.theme;
    let label = format!("  {}: ", field.field);
    let room = columns.saturating_sub(width(&label));
    let (before, after) = (field.before.as_str(), field.after.as_str());
    let words = match (before, after) {
        ("", after) => after.to_owned(),
        (before, "") => format!("{before} → (empty)"),
        (before, after) => format!("{before} → {after}"),
    };
    Line::from(vec![
        Span::styled(label, theme.dim),
        Span::styled(fit(&words, room).into_owned(), theme.plain),
    ])
}
