//! Fields below each other in a box: a label, a text, below it what is wrong or what may be typed; scrolled so that the
//! one with the keyboard is whole.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::domain::text::{Clean, pad, wrap};
use crate::ui::look::Look;
use crate::ui::theme::CURSOR;
use crate::ui::widgets::line::{boxed, indented, put, put_text, rows};
use crate::ui::widgets::scroll::Scroll;
use crate::ui::widgets::textbox::TextBox;

/// Columns of the labels.
const LABEL: usize = 14;
/// Lines that a sentence about an error may take.
const ERROR_LINES: usize = 4;
/// Lines a long text may take in a box.
const TEXT_LINES: usize = 6;
/// Columns of the widest box.
const WIDEST: u16 = 100;

/// A field as it is drawn.
pub(super) struct Labelled<'a> {
    pub label: &'static str,
    pub text: &'a TextBox,
    pub error: Option<&'a str>,
    /// What is understood so far, and what may be typed; shown where the keyboard is.
    pub hint: String,
}

impl Labelled<'_> {
    fn height(&self, wide: usize, here: bool) -> usize {
        let text = usize::from(self.text.height(u16::try_from(wide).unwrap_or(u16::MAX)));
        text.clamp(1, TEXT_LINES) + self.below(wide, here)
    }

    /// Lines below the text: what is wrong with it, or a hint where the keyboard is.
    fn below(&self, wide: usize, here: bool) -> usize {
        match self.error {
            Some(error) => wrap(error, wide.max(10)).len().clamp(1, ERROR_LINES),
            None => usize::from(here),
        }
    }

    fn view(&self, frame: &mut Frame<'_>, area: Rect, here: bool, look: &Look<'_>) {
        let theme = look.theme;
        let mark = if here {
            format!("{CURSOR} ")
        } else {
            "  ".into()
        };
        let label_style = if here { theme.accent } else { theme.dim };
        let label = Line::from(vec![
            Span::styled(mark, theme.accent),
            Span::styled(pad(self.label, LABEL), label_style),
        ]);
        put(frame, area, label);
        let beside = indented(area, u16::try_from(LABEL + 2).unwrap_or(16));
        let wide = usize::from(beside.width);
        let below = u16::try_from(self.below(wide, here)).unwrap_or(0);
        let text = Rect {
            height: area.height.saturating_sub(below).max(1),
            ..beside
        };
        self.text.view(frame, text, theme.plain, here);
        let (lines, style) = match self.error {
            Some(error) => (wrap(Clean::line(error).as_str(), wide.max(10)), theme.alarm),
            None if here => (vec![self.hint.clone()], theme.dim),
            None => (Vec::new(), theme.dim),
        };
        let under = Rect {
            y: text.bottom(),
            height: area.height - text.height.min(area.height),
            ..beside
        };
        for (line, at) in lines.iter().zip(rows(under)) {
            put_text(frame, at, line, style);
        }
    }
}

/// Draws fields below each other in the middle, and leaves so many lines free at the foot; gives the inside of the box.
pub(super) fn stack(
    frame: &mut Frame<'_>,
    area: Rect,
    title: &str,
    fields: &[Labelled<'_>],
    cursor: usize,
    foot: u16,
    look: &Look<'_>,
) -> Rect {
    let columns = area.width.saturating_sub(4).min(WIDEST);
    // Two columns of frame and two of white space.
    let wide = usize::from(columns).saturating_sub(LABEL + 2 + 4);
    let heights: Vec<usize> = fields
        .iter()
        .enumerate()
        .map(|(place, field)| field.height(wide, place == cursor))
        .collect();
    let before: usize = heights.iter().take(cursor).sum();
    let here = heights.get(cursor).copied().unwrap_or(1);
    let total: usize = heights.iter().sum();
    let high = u16::try_from(total + 2 + usize::from(foot))
        .unwrap_or(u16::MAX)
        .min(area.height.saturating_sub(1));
    let inside = boxed(frame, area, columns, high, title, look.theme);
    let bottom = inside.bottom().saturating_sub(foot);
    let visible = usize::from(bottom.saturating_sub(inside.y));
    // The last line of the field with the keyboard decides how far the box is scrolled.
    let first = Scroll::default()
        .first((before + here).saturating_sub(1), visible, total)
        .min(before);
    let mut line = 0;
    for (place, field) in fields.iter().enumerate() {
        if line >= first && line - first < visible {
            let y = inside.y + u16::try_from(line - first).unwrap_or(0);
            let height = u16::try_from(heights[place]).unwrap_or(1).min(bottom - y);
            let at = Rect {
                y,
                height,
                ..inside
            };
            field.view(frame, at, place == cursor, look);
        }
        line += heights[place];
    }
    inside
}
