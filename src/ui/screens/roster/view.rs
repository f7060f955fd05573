//! Draws the roster.
//!
//! ```text
//!  / skincare                                              38 of 1,204                by name ↓
//!
//!    Name                    Where   Followers    ER   Stage          Next step     │ Zoë Lindqvist
//!  ▌ Zoë Lindqvist           YT IG      61.0K   5.1%   collaboration  today review  │ Malmö, Sweden
//! ```

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::Roster;
use super::columns::{Column, Tint};
use crate::domain::card::Card;
use crate::domain::counts::say_grouped;
use crate::domain::question::Sort;
use crate::domain::text::{pad, pad_left, width};
use crate::ui::look::Look;
use crate::ui::screens::profile::preview;
use crate::ui::theme::{CURSOR, MARK, RULE};
use crate::ui::widgets::line::{indented, put, put_right, put_text, row, rows};

/// The narrowest screen that shows list and preview beside each other.
const BESIDE: u16 = 100;
/// Columns of the preview.
const PREVIEW: u16 = 40;

impl Roster {
    pub(in super::super) fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        if let Some(head) = row(area, 0) {
            self.head(frame, head, look);
        }
        if let Some(below) = row(area, 1).filter(|_| self.line.is_typing()) {
            self.line.view_below(frame, indented(below, 1), look);
        }
        let body = Rect {
            y: area.y + 2.min(area.height),
            height: area.height.saturating_sub(2),
            ..area
        };
        if self.preview && area.width < BESIDE {
            self.below(frame, body, look);
        } else if self.preview {
            let list = Rect {
                width: body.width - PREVIEW,
                ..body
            };
            let side = Rect {
                x: list.right(),
                width: PREVIEW,
                ..body
            };
            self.table(frame, list, look);
            for at in rows(side) {
                put_text(frame, at, RULE, look.theme.rule);
            }
            self.preview(frame, indented(side, 2), look);
        } else {
            self.table(frame, body, look);
        }
    }

    /// On a narrow screen the preview lies below the list.
    fn below(&self, frame: &mut Frame<'_>, body: Rect, look: &Look<'_>) {
        let lines = (body.height / 2).min(14);
        let list = Rect {
            height: body.height - lines,
            ..body
        };
        let under = Rect {
            y: list.bottom(),
            height: lines,
            ..body
        };
        self.table(frame, list, look);
        if let Some(at) = row(under, 0) {
            put_text(
                frame,
                at,
                &"─".repeat(usize::from(at.width)),
                look.theme.rule,
            );
        }
        let inside = Rect {
            y: under.y + 1.min(under.height),
            height: under.height.saturating_sub(1),
            ..under
        };
        self.preview(frame, indented(inside, 2), look);
    }

    fn preview(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        if let Some(dossier) = self.dossier() {
            preview::draw(frame, area, dossier, look);
        }
    }

    fn head(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let theme = look.theme;
        let named = self
            .named
            .as_ref()
            .map_or_else(String::new, |name| format!("view {name} · "));
        let order = format!(
            "{named}{}by {} {} ",
            self.position(),
            if self.sort == Sort::Best && self.is_everybody() {
                "name"
            } else {
                self.sort.word()
            },
            if self.reversed { "↑" } else { "↓" }
        );
        put_right(frame, area, &order, theme.dim);
        let wide = u16::try_from(width(&order)).unwrap_or(0);
        let left = Rect {
            width: area.width.saturating_sub(wide + 1),
            ..indented(area, 1)
        };
        if !self.line.is_shown() {
            put_text(frame, left, &self.count(look), theme.plain);
            return;
        }
        let way_out = if self.line.is_typing() {
            ""
        } else {
            "   Esc clears"
        };
        let count = format!("{}{way_out}", self.count(look));
        put_right(
            frame,
            Rect {
                width: left.width.saturating_sub(2),
                ..left
            },
            &count,
            theme.dim,
        );
        let taken = u16::try_from(width(&count)).unwrap_or(0) + 5;
        let typed = Rect {
            width: left.width.saturating_sub(taken),
            ..left
        };
        self.line.view(frame, typed, look);
    }

    fn position(&self) -> String {
        if self.known() == 0 {
            String::new()
        } else {
            format!(
                "{} · ",
                say_grouped(i64::try_from(self.cursor + 1).unwrap_or(0))
            )
        }
    }

    fn count(&self, look: &Look<'_>) -> String {
        let word = &look.settings.word;
        let indexing = self
            .page
            .indexed
            .map_or_else(String::new, |part| format!(" · indexing… {part} %"));
        let people = |total: u32| say_grouped(i64::from(total));
        match self.total {
            Some(1) => format!("1 {}{indexing}", word.one),
            Some(total) => format!("{} {}{indexing}", people(total), word.many),
            None => format!("counting…{indexing}"),
        }
    }

    fn table(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let widths = self.widths(area.width);
        if let Some(head) = row(area, 0) {
            put(frame, head, heading(&widths, look));
        }
        let body = Rect {
            y: area.y + 1.min(area.height),
            height: area.height.saturating_sub(1),
            ..area
        };
        self.area.set(body);
        if self.known() == 0 {
            self.empty(frame, body, look);
            return;
        }
        let first = self
            .scroll
            .first(self.cursor, usize::from(body.height), self.known());
        for (index, at) in (first..self.known()).zip(rows(body)) {
            let card = index
                .checked_sub(self.page.from as usize)
                .and_then(|place| self.page.cards.get(place));
            match card {
                Some(card) => {
                    let here = index == self.cursor;
                    let marked = self.is_marked(index, card);
                    put(frame, at, line(card, (here, marked), &widths, look));
                }
                None => put_text(frame, indented(at, 2), "…", look.theme.dim),
            }
        }
    }

    /// The columns that fit, with their widths; the name takes what is left.
    fn widths(&self, columns: u16) -> (usize, Vec<(Column, usize)>) {
        let room = usize::from(columns).saturating_sub(3);
        let mut fitting: Vec<(Column, usize)> = Vec::new();
        let mut used = 0;
        let name = 20.min(room);
        for column in &self.columns {
            let width = column.width();
            if used + width + 2 + name <= room {
                fitting.push((*column, width));
                used += width + 2;
            } else if room.saturating_sub(used + name + 2) >= 12 && !column.is_right() {
                fitting.push((*column, room - used - name - 2));
                break;
            }
        }
        let used: usize = fitting.iter().map(|(_, width)| width + 2).sum();
        (room.saturating_sub(used).clamp(name.min(room), 40), fitting)
    }

    fn empty(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let words: &[&str] = match self.total {
            None => &["counting…"],
            Some(_) if self.is_everybody() => &[
                "Nobody is in the roster yet.",
                "",
                "a adds somebody by handle or link, or a whole pasted list",
                "I imports a CSV of any platform",
                "`entourage demo` shows a full desk",
            ],
            // While a query is typed, every letter goes into it.
            Some(_) if self.line.is_typing() => &[
                "Nobody is found by this.",
                "",
                "Esc gives back the list as it was",
            ],
            Some(_) => &[
                "Nobody is found by this.",
                "",
                "Esc gives back the list as it was · a adds somebody",
            ],
        };
        for (words, at) in words.iter().zip(rows(indented(area, 4)).skip(1)) {
            put_text(frame, at, words, look.theme.dim);
        }
    }
}

fn heading<'a>((name, columns): &(usize, Vec<(Column, usize)>), look: &Look<'_>) -> Line<'a> {
    let mut text = format!("   {}", pad("Name", *name));
    for (column, width) in columns {
        text.push_str("  ");
        text.push_str(&if column.is_right() {
            pad_left(column.title(), *width)
        } else {
            pad(column.title(), *width)
        });
    }
    Line::from(Span::styled(text, look.theme.dim))
}

/// A row. Cells that are plain run together, so that a move costs few bytes.
fn line<'a>(
    card: &Card,
    (at, marked): (bool, bool),
    (name, columns): &(usize, Vec<(Column, usize)>),
    look: &Look<'_>,
) -> Line<'a> {
    let theme = look.theme;
    let base = if at { theme.heading } else { theme.plain };
    let dot = if marked { MARK } else { " " };
    let mark = match (at, marked) {
        (true, _) => Span::styled(format!(" {CURSOR}{dot}"), theme.accent),
        (false, true) => Span::styled(format!("  {dot}"), theme.accent),
        (false, false) => Span::raw("   "),
    };
    let mut spans = vec![mark, Span::styled(pad(card.name.as_str(), *name), base)];
    for (column, width) in columns {
        let (text, tint) = column.cell(card, look);
        let cell = if column.is_right() {
            pad_left(&text, *width)
        } else {
            pad(&text, *width)
        };
        spans.push(Span::styled(format!("  {cell}"), tinted(base, tint, look)));
    }
    Line::from(spans)
}

fn tinted(base: Style, tint: Tint, look: &Look<'_>) -> Style {
    match tint {
        Tint::Plain | Tint::Dim => base,
        Tint::Alarm => base.patch(look.theme.alarm),
    }
}
