//! Draws the import, step by step.
//!
//! ```text
//!  Import  instagram-2022-03.csv      UTF-8, parted by commas · 1,000 rows · 13 columns        2 of 4 · what its columns mean
//!
//!  Platform    instagram, by the name of the file
//!  Figures of  tue 1 mar 2022
//!
//!    Column              Is                 Values                    Why
//!  ▌ Account             handle             433, cristiano            by its header
//!  ───────────────────────────────────────────────────────────────────────────────────────────────────────
//!  (what is wrong with the last choice, or the whole line under the cursor)
//! ```

mod columns;
mod preview;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{Import, Step};
use crate::domain::counts::{say_grouped, say_many};
use crate::domain::importing::Outcome;
use crate::domain::text::{Clean, fit, width, wrap};
use crate::ui::look::Look;
use crate::ui::theme::CURSOR;
use crate::ui::widgets::line::{indented, put, put_right, put_text, row, rows, rule};

/// Lines that tell of the row under the cursor.
const FOOT: u16 = 5;
/// What can be done on the last page.
const NEXT_FILE: &str = "I imports the next file.";
/// Rows of a list that stay visible however small the window is.
const LEAST: u16 = 3;
/// Below this height, sentences around a list take one line each.
const ROOMY: u16 = 14;

impl Import {
    pub(in super::super) fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        self.head(frame, area, look);
        let body = below(area, 2);
        match self.step {
            Step::File => self.view_file(frame, body, look),
            Step::Columns => self.view_columns(frame, body, look),
            Step::Preview => self.view_preview(frame, body, look),
            Step::Going => self.view_going(frame, body, look),
        }
    }

    fn head(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let Some(at) = row(area, 0) else { return };
        let step = match self.step {
            Step::File => "1 of 4 · the file",
            Step::Columns => "2 of 4 · its columns",
            Step::Preview => "3 of 4 · what would come of it",
            Step::Going => "4 of 4 · it comes in",
        };
        let room = usize::from(at.width).saturating_sub(width(step) + 4);
        let mut spans = vec![Span::styled(" Import", look.theme.heading)];
        if let (Some(seen), true) = (&self.seen, self.step != Step::File) {
            let rows = say_many(seen.rows, "row", "rows");
            let words = format!("  {}", seen.name);
            let more = format!(
                "  {} · {rows} · {}",
                seen.format,
                say_many(seen.columns.len(), "column", "columns")
            );
            let left = room.saturating_sub(7);
            spans.push(Span::styled(
                fit(&words, left).into_owned(),
                look.theme.plain,
            ));
            if width(&words) + width(&more) <= left {
                spans.push(Span::styled(more, look.theme.dim));
            }
        }
        put(frame, at, Line::from(spans));
        put_right(frame, at, &format!("{step} "), look.theme.dim);
    }

    fn view_file(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let theme = look.theme;
        let Some(at) = row(area, 0) else { return };
        put_text(frame, indented(at, 1), "File", theme.dim);
        let line = Rect {
            width: at.width.saturating_sub(8),
            ..indented(at, 7)
        };
        self.chooser.text().view(frame, line, theme.plain, true);
        let mut rest = below(area, 2);
        if let Some(wrong) = self.chooser.wrong() {
            let most = said_lines(area);
            let used = said_in(frame, rest, wrong.as_str(), look, true, most);
            rest = below(rest, if most > 1 { used + 1 } else { used });
        } else if self.chooser.is_waiting() {
            put_text(frame, indented(rest, 1), "reading…", theme.dim);
            rest = below(rest, 2);
        }
        self.area.set(rest);
        let entries = self.chooser.entries();
        if entries.is_empty() {
            let words = "nothing here begins like this; type a path to a CSV or TSV file";
            put_text(frame, indented(rest, 7), words, theme.dim);
            return;
        }
        let cursor = self.chooser.cursor();
        let first =
            self.chooser
                .scroll
                .first(cursor.unwrap_or(0), usize::from(rest.height), entries.len());
        self.chooser.first.set(first);
        for ((place, entry), at) in entries.iter().enumerate().skip(first).zip(rows(rest)) {
            let here = cursor == Some(place);
            let mark = if here { CURSOR } else { " " };
            let slash = if entry.is_file { "" } else { "/" };
            let style = match (here, entry.is_file) {
                (true, _) => theme.heading,
                (false, true) => theme.plain,
                (false, false) => theme.dim,
            };
            let line = Line::from(vec![
                Span::styled(format!("     {mark} "), theme.accent),
                Span::styled(format!("{}{slash}", Clean::line(&entry.name)), style),
            ]);
            put(frame, at, line);
        }
    }

    fn view_going(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let theme = look.theme;
        let Some(report) = &self.report else {
            let words = match self.going_words() {
                Some(words) => words.to_string(),
                None => "beginning…".to_owned(),
            };
            put_text(frame, indented(area, 1), &words, theme.heading);
            let words = "People stand in the roster as they come in. Esc leaves this screen and lets it go on behind.";
            said(frame, below(area, 2), words, look, false);
            return;
        };
        if self.undone_by.is_some() {
            let words = format!("Undone: import of {}", report.name);
            put_text(frame, indented(area, 1), &words, theme.heading);
            said(frame, below(area, 2), NEXT_FILE, look, false);
            return;
        }
        let tally = &report.tally;
        let words = format!(
            "{} is in: {} new, {} updated, {} unchanged, {}, {} rejected, {} blank",
            report.name,
            say(tally.new),
            say(tally.updated),
            say(tally.unchanged),
            Outcome::Conflict.say(tally.conflicts),
            say(tally.rejected),
            say(tally.blank)
        );
        let mut used = 0;
        for line in wrap(&words, usize::from(area.width).saturating_sub(2)) {
            put_text(frame, indented(below(area, used), 1), &line, theme.heading);
            used += 1;
        }
        used += 1;
        for line in &report.lines {
            used += said(frame, below(area, used), line.as_str(), look, false);
        }
        if tally.rejected > 0 {
            let words = "w writes the rejected rows into a file, with the reason of each, to be mended and imported again.";
            used += said(frame, below(area, used), words, look, false);
        }
        if tally.new + tally.updated > 0 {
            used += said(
                frame,
                below(area, used),
                "u takes the whole import back.",
                look,
                false,
            );
        }
        said(frame, below(area, used), NEXT_FILE, look, false);
    }
}

/// Lines that a sentence may take in the body of the screen.
fn said_lines(body: Rect) -> u16 {
    if body.height < ROOMY { 1 } else { 3 }
}

/// The height of a list with this many lines above it and wanted below it.
fn list_height(area: Rect, above: u16, wanted: u16) -> u16 {
    let left = area.height.saturating_sub(above);
    left.saturating_sub(wanted).max(LEAST.min(left))
}

/// A sentence over as many lines as it takes, at most three; how many it took.
fn said(frame: &mut Frame<'_>, area: Rect, words: &str, look: &Look<'_>, wrong: bool) -> u16 {
    said_in(frame, area, words, look, wrong, 3)
}

/// A sentence over at most so many lines; how many it took. What does not fit ends with an ellipsis.
fn said_in(
    frame: &mut Frame<'_>,
    area: Rect,
    words: &str,
    look: &Look<'_>,
    wrong: bool,
    most: u16,
) -> u16 {
    let style = if wrong {
        look.theme.alarm
    } else {
        look.theme.dim
    };
    let columns = usize::from(area.width).saturating_sub(2).max(10);
    let mut lines = wrap(words, columns);
    let most = usize::from(most.min(area.height));
    if lines.len() > most {
        let rest = lines.split_off(most.saturating_sub(1)).join(" ");
        lines.push(fit(&rest, columns).into_owned());
    }
    let mut used = 0;
    for (line, at) in lines.iter().zip(rows(area)) {
        put_text(frame, indented(at, 1), line, style);
        used += 1;
    }
    used
}

/// Draws the line above the foot where that leaves room for words; the rest of the area.
fn ruled(frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) -> Rect {
    if area.height < 3 {
        return area;
    }
    rule(frame, area, look.theme);
    below(area, 1)
}

/// An area less some lines at the top.
fn below(area: Rect, lines: u16) -> Rect {
    let lines = lines.min(area.height);
    Rect {
        y: area.y + lines,
        height: area.height - lines,
        ..area
    }
}

fn say(count: u64) -> String {
    say_grouped(i64::try_from(count).unwrap_or(i64::MAX))
}
