//! Draws people side by side.
//!
//! ```text
//!  Merge two into one                                              3 to choose · Enter merges
//!
//!                 Zoë Ångström                     Zoe Angstrom
//!                 stays                            goes along
//!   Accounts      IG zoe.angstrom 48.2K            TT zoe.angstrom 12.1K
//!   Brings        2 contacts, 1 note               1 note
//!
//!  They differ
//! ▌ Niche         • skincare                         skincare and sun
//!   Tags          • vegan                          • ugc
//!  The same, or only one has it
//!   Country       • Sweden                           Sweden
//! ─────────────────────────────────────────────────────────────────────────────
//!  Niche will be skincare
//! ```

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line as Drawn, Span};

use super::Merging;
use crate::domain::merge::{Line, MOST, Pick, Side, Sides, Standing};
use crate::domain::text::{Clean, pad, wrap};
use crate::ui::look::Look;
use crate::ui::theme::CURSOR;
use crate::ui::widgets::line::{indented, put, put_right, put_text, row, rows};

/// Columns of the labels.
const LABEL: usize = 17;
/// Rows of the people above the lines.
const HEAD: u16 = 7;
/// Rows below the lines: a rule, and what will stand there.
const FOOT: u16 = 3;

/// A row of the list: a heading, or a line by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Row {
    Heading(&'static str),
    Line(usize),
}

impl Merging {
    pub(in super::super) fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let Some(sides) = &self.sides else {
            let words = "Reading what is known of them…";
            put_text(frame, indented(area, 4), words, look.theme.dim);
            return;
        };
        self.head(frame, area, sides, look);
        let foot = if area.height > 20 { FOOT + 2 } else { FOOT };
        let list = Rect {
            y: area.y + HEAD.min(area.height),
            height: area.height.saturating_sub(HEAD + foot),
            ..area
        };
        self.list(frame, list, sides, look);
        let below = Rect {
            y: list.bottom(),
            height: area.bottom().saturating_sub(list.bottom()),
            ..area
        };
        self.result(frame, below, sides, look);
    }

    fn head(&self, frame: &mut Frame<'_>, area: Rect, sides: &Sides, look: &Look<'_>) {
        let theme = look.theme;
        let many = ["two", "three", "four"].get(sides.0.len().saturating_sub(2));
        let title = format!(" Merge {} into one", many.unwrap_or(&"them"));
        let state = match self.differing() {
            0 => "nothing to choose ".to_owned(),
            1 => "1 to choose ".to_owned(),
            many => format!("{many} to choose "),
        };
        if let Some(at) = row(area, 0) {
            put_text(frame, at, &title, theme.heading);
            put_right(frame, at, &state, theme.dim);
        }
        let keeps = |side: &Side| Some(side.person.id) == self.keep;
        let each = |of: fn(&Side) -> String| sides.0.iter().map(of).collect::<Vec<String>>();
        let role = |side: &Side| if keeps(side) { "stays" } else { "goes along" };
        let roles = sides.0.iter().map(|side| role(side).to_owned()).collect();
        let columns = column(area, sides);
        let lines: [(&str, Vec<String>); 4] = [
            ("", each(|side| side.name.to_string())),
            ("", roles),
            ("Accounts", each(accounts)),
            (
                "Comes along",
                each(|side| side.brings.say().unwrap_or_else(|| "nothing".to_owned())),
            ),
        ];
        for (index, (label, values)) in lines.into_iter().enumerate() {
            let Some(at) = row(area, 2 + u16::try_from(index).unwrap_or(0)) else {
                return;
            };
            let mut spans = vec![Span::styled(pad(&format!("   {label}"), LABEL), theme.dim)];
            for (side, value) in sides.0.iter().zip(&values) {
                let style = match (keeps(side), index) {
                    (true, 0 | 1) => theme.heading,
                    (false, 1) => theme.dim,
                    _ => theme.plain,
                };
                spans.push(Span::styled(format!("  {} ", pad(value, columns)), style));
            }
            put(frame, at, Drawn::from(spans));
        }
    }

    /// What stands in the list: headings and lines.
    fn all_rows(&self) -> Vec<Row> {
        let lines = self.lines();
        let differing = self.differing();
        let mut rows = Vec::new();
        for index in 0..lines.len() {
            if index == 0 && differing > 0 {
                rows.push(Row::Heading("They differ: → chooses"));
            }
            if index == differing {
                rows.push(Row::Heading("The same, or only one has it"));
            }
            rows.push(Row::Line(index));
        }
        rows
    }

    /// The line in a row of the list.
    pub(super) fn row_at(&self, at: usize) -> Option<usize> {
        match self.all_rows().get(at)? {
            Row::Line(index) => Some(*index),
            Row::Heading(_) => None,
        }
    }

    fn list(&self, frame: &mut Frame<'_>, area: Rect, sides: &Sides, look: &Look<'_>) {
        self.area.set(area);
        let all = self.all_rows();
        let lines = self.lines();
        if all.is_empty() {
            let words = "Nothing is known of them but their accounts. Enter merges them.";
            put_text(frame, indented(area, 3), words, look.theme.dim);
            return;
        }
        let at = all
            .iter()
            .position(|row| *row == Row::Line(self.cursor))
            .unwrap_or(0);
        // The heading above the first line stays in sight.
        let at = if self.cursor == 0 { 0 } else { at };
        let first = self.scroll.first(at, usize::from(area.height), all.len());
        for (one, place) in all.iter().skip(first).zip(rows(area)) {
            match one {
                Row::Heading(words) => {
                    put_text(frame, indented(place, 1), words, look.theme.accent);
                }
                Row::Line(index) => {
                    let (line, standing) = lines[*index];
                    let drawn =
                        self.line(place, sides, (line, standing), *index == self.cursor, look);
                    put(frame, place, drawn);
                }
            }
        }
    }

    fn line<'a>(
        &self,
        area: Rect,
        sides: &Sides,
        (line, standing): (Line, Standing),
        here: bool,
        look: &Look<'_>,
    ) -> Drawn<'a> {
        let theme = look.theme;
        let columns = column(area, sides);
        let pick = self.pick(line);
        let mark = if here {
            format!(" {CURSOR} ")
        } else {
            "   ".to_owned()
        };
        let label = if here { theme.heading } else { theme.plain };
        let mut spans = vec![
            Span::styled(mark, theme.accent),
            Span::styled(pad(&line.label(), LABEL - 3), label),
        ];
        for place in 0..sides.0.len() {
            let value = sides.show(line, place, look.today);
            let stays = pick == Pick::All || pick == Pick::Of(place);
            let chosen = stays && standing == Standing::Differ && !value.is_empty();
            let style = match (stays, standing) {
                (true, Standing::Differ) => theme.heading,
                (false, Standing::Differ) => theme.dim,
                _ => theme.plain,
            };
            let dot = if chosen { "• " } else { "  " };
            spans.push(Span::styled(dot, theme.accent));
            spans.push(Span::styled(
                format!("{} ", pad(value.as_str(), columns)),
                style,
            ));
        }
        Drawn::from(spans)
    }

    /// What will stand there, whole.
    fn result(&self, frame: &mut Frame<'_>, area: Rect, sides: &Sides, look: &Look<'_>) {
        let theme = look.theme;
        let Some(at) = row(area, 0) else { return };
        put_text(frame, at, &"─".repeat(usize::from(at.width)), theme.rule);
        let lines = self.lines();
        let Some((line, _)) = lines.get(self.cursor) else {
            return;
        };
        let Some(value) = self.keep.and_then(|keep| {
            let outcome = sides.outcome(keep, &self.picks)?;
            let stays = sides.0.get(sides.place(keep)?)?;
            let alone = Sides(vec![outcome.on(stays)]);
            Some(alone.show(*line, 0, look.today))
        }) else {
            return;
        };
        let inside = indented(area, 1);
        let words = format!("{} will be: {value}", line.label());
        let room = usize::from(inside.width.saturating_sub(1));
        for (words, at) in wrap(&words, room).iter().zip(rows(inside).skip(1)) {
            put_text(frame, at, words, theme.plain);
        }
    }
}

/// Columns of a value, without its mark and the blank after it.
fn column(area: Rect, sides: &Sides) -> usize {
    let people = sides.0.len().clamp(1, MOST);
    (usize::from(area.width).saturating_sub(LABEL) / people)
        .saturating_sub(3)
        .min(60)
}

/// `IG ada.lov 84.2K, TT ada 900`.
fn accounts(side: &Side) -> String {
    let said: Vec<&str> = side.accounts.iter().map(Clean::as_str).collect();
    said.join(", ")
}
