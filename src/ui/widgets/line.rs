//! Lines of text made of clean pieces, cut to a width; and the frame of a box on top.

use std::borrow::Cow;

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Clear, Widget};

use crate::domain::text::{fit, width};
use crate::ui::theme::{CURSOR, Theme};

/// Writes a line at the top of an area, with `…` where it is cut.
pub fn put(frame: &mut Frame<'_>, area: Rect, mut line: Line<'_>) {
    if area.width > 0 && area.height > 0 {
        cut(&mut line.spans, usize::from(area.width));
        line.render(Rect { height: 1, ..area }, frame.buffer_mut());
    }
}

/// Cuts pieces of text to so many columns: the piece that reaches the edge ends in `…`, those after it go. Blanks at the
/// end are no loss and leave no `…`.
pub fn cut(spans: &mut Vec<Span<'_>>, columns: usize) {
    let whole: usize = spans.iter().map(|span| width(&span.content)).sum();
    if whole <= columns {
        return;
    }
    let mut blank = 0;
    for span in spans.iter().rev() {
        let words = span.content.trim_end();
        blank += width(&span.content) - width(words);
        if !words.is_empty() {
            break;
        }
    }
    if whole - blank <= columns {
        return;
    }
    let mut used = 0;
    for at in 0..spans.len() {
        let wide = width(&spans[at].content);
        if used + wide >= columns {
            let longer = format!("{}…", spans[at].content);
            spans[at].content = fit(&longer, columns - used).into_owned().into();
            spans.truncate(at + 1);
            return;
        }
        used += wide;
    }
}

/// Writes text at the top of an area with `…` where it is cut.
pub fn put_text(frame: &mut Frame<'_>, area: Rect, text: &str, style: Style) {
    put(
        frame,
        area,
        Line::from(Span::styled(fit(text, usize::from(area.width)), style)),
    );
}

/// A line of a list to choose from: the cursor's mark, the words, and what is told beside them.
#[must_use]
pub fn choice<'a>(
    here: bool,
    words: impl Into<Cow<'a, str>>,
    detail: impl Into<Cow<'a, str>>,
    theme: &Theme,
) -> Line<'a> {
    let mark = if here { CURSOR } else { " " };
    let style = if here { theme.heading } else { theme.plain };
    Line::from(vec![
        Span::styled(format!("{mark} "), theme.accent),
        Span::styled(words, style),
        Span::styled(detail, theme.dim),
    ])
}

/// Writes text at the right end of an area's first line.
pub fn put_right(frame: &mut Frame<'_>, area: Rect, text: &str, style: Style) {
    let columns = u16::try_from(width(text))
        .unwrap_or(u16::MAX)
        .min(area.width);
    let place = Rect {
        x: area.right() - columns,
        width: columns,
        ..area
    };
    put_text(frame, place, text, style);
}

/// The lines of an area from the top, for writing one after the other.
pub fn rows(area: Rect) -> impl Iterator<Item = Rect> {
    (0..area.height).map(move |y| Rect {
        y: area.y + y,
        height: 1,
        ..area
    })
}

/// A row of an area, if it has one.
#[must_use]
pub fn row(area: Rect, y: u16) -> Option<Rect> {
    (y < area.height).then(|| Rect {
        y: area.y + y,
        height: 1,
        ..area
    })
}

/// An area less some columns at the left.
#[must_use]
pub fn indented(area: Rect, columns: u16) -> Rect {
    let columns = columns.min(area.width);
    Rect {
        x: area.x + columns,
        width: area.width - columns,
        ..area
    }
}

/// Draws an empty box in the middle of an area and gives its inside.
pub fn boxed(
    frame: &mut Frame<'_>,
    area: Rect,
    columns: u16,
    lines: u16,
    title: &str,
    theme: &Theme,
) -> Rect {
    let (columns, lines) = (columns.min(area.width), lines.min(area.height));
    let place = Rect {
        x: area.x + (area.width - columns) / 2,
        y: area.y + (area.height - lines) / 2,
        width: columns,
        height: lines,
    };
    framed(frame, place, title, theme)
}

/// Draws an empty box at a place and gives its inside.
pub fn framed(frame: &mut Frame<'_>, place: Rect, title: &str, theme: &Theme) -> Rect {
    frame.render_widget(Clear, place);
    whole_letters(frame, place);
    let title = format!(
        " {} ",
        fit(title, usize::from(place.width.saturating_sub(4)))
    );
    let block = Block::bordered()
        .border_style(theme.rule)
        .title(Span::styled(title, theme.heading));
    let inside = block.inner(place);
    frame.render_widget(block, place);
    Rect {
        x: inside.x + 1.min(inside.width),
        width: inside.width.saturating_sub(2),
        ..inside
    }
}

/// A wide letter whose right half the box covers goes whole.
fn whole_letters(frame: &mut Frame<'_>, place: Rect) {
    let Some(x) = place.x.checked_sub(1) else {
        return;
    };
    for y in place.y..place.bottom() {
        if let Some(cell) = frame.buffer_mut().cell_mut((x, y))
            && width(cell.symbol()) > 1
        {
            cell.reset();
        }
    }
}

/// A thin rule from left to right.
pub fn rule(frame: &mut Frame<'_>, area: Rect, theme: &Theme) {
    put(
        frame,
        area,
        Line::from(Span::styled(
            "─".repeat(usize::from(area.width)),
            theme.rule,
        )),
    );
}

/// Puts the terminal's cursor there, if it is inside.
pub fn cursor(frame: &mut Frame<'_>, area: Rect, column: u16, line: u16) {
    if column < area.width && line < area.height {
        frame.set_cursor_position(Position::new(area.x + column, area.y + line));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(pieces: &[&str], columns: usize) -> String {
        let mut spans = pieces.iter().map(|piece| Span::raw(*piece)).collect();
        cut(&mut spans, columns);
        spans.iter().map(|span| span.content.as_ref()).collect()
    }

    #[test]
    fn pieces_that_are_cut_say_so_wherever_the_edge_falls() {
        assert_eq!(after(&["said ", "by ada"], 11), "said by ada");
        assert_eq!(after(&["said ", "by ada"], 10), "said by a…");
        assert_eq!(after(&["said", " by ada"], 4), "sai…");
        assert_eq!(after(&["said", " by ada"], 5), "said…");
        assert_eq!(after(&["花子", "が"], 4), "花…");
    }

    #[test]
    fn blanks_that_are_cut_need_no_mark() {
        assert_eq!(after(&["log   ", "   "], 3).trim_end(), "log");
    }
}
