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

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{Import, Step};
use crate::domain::counts::say_grouped;
use crate::domain::dates::say_full;
use crate::domain::importing::{ColumnSeen, Difference, FileSeen, Looked, Outcome, Standing};
use crate::domain::text::{Clean, fit, pad, width, wrap};
use crate::ui::look::Look;
use crate::ui::theme::CURSOR;
use crate::ui::widgets::line::{indented, put, put_right, put_text, row, rows, rule};

/// Lines that tell of the row under the cursor.
const FOOT: u16 = 5;

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
            let rows = say(seen.rows);
            let words = format!("  {}", seen.name);
            let more = format!(
                "  {} · {rows} rows · {} columns",
                seen.format,
                seen.columns.len()
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
            let used = said(frame, rest, wrong.as_str(), look, true);
            rest = below(rest, used + 1);
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

    fn view_columns(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let theme = look.theme;
        let Some(seen) = &self.seen else { return };
        let platform = seen
            .platform
            .as_ref()
            .map_or("not known; p names it", Clean::as_str);
        let as_of = self.as_of.map_or_else(
            || "not known; d names the day".to_owned(),
            |date| match seen.as_of {
                Some(told) if told == date => {
                    format!("{}, as the file's name tells", say_full(date))
                }
                _ => say_full(date),
            },
        );
        for ((label, words, known), at) in [
            ("Platform", platform, seen.platform.is_some()),
            ("Figures of", as_of.as_str(), self.as_of.is_some()),
        ]
        .into_iter()
        .zip(rows(area))
        {
            let style = if known { theme.plain } else { theme.accent };
            put(
                frame,
                at,
                Line::from(vec![
                    Span::styled(format!(" {}", pad(label, 12)), theme.dim),
                    Span::styled(words.to_owned(), style),
                ]),
            );
        }
        let widths = Widths::of(seen, area.width);
        if let Some(at) = row(area, 3) {
            put_text(frame, indented(at, 1), &widths.heading(), theme.dim);
        }
        let high = area.height.saturating_sub(4 + FOOT);
        let list = Rect {
            height: high,
            ..below(area, 4)
        };
        self.area.set(list);
        let first = self
            .scroll
            .first(self.column, usize::from(high), seen.columns.len());
        for ((place, column), at) in seen.columns.iter().enumerate().skip(first).zip(rows(list)) {
            put(frame, at, widths.line(column, place == self.column, look));
        }
        self.foot_of_columns(frame, below(area, 4 + high), seen, look);
    }

    /// What is wrong with the last choice; otherwise the column under the cursor in full, and what the file is like.
    fn foot_of_columns(&self, frame: &mut Frame<'_>, area: Rect, seen: &FileSeen, look: &Look<'_>) {
        rule(frame, area, look.theme);
        let area = below(area, 1);
        if let Some(wrong) = &self.wrong {
            said(frame, area, wrong.as_str(), look, true);
            return;
        }
        let mut used = 0;
        if let Some(column) = seen.columns.get(self.column) {
            let samples: Vec<&str> = column.samples.iter().map(Clean::as_str).collect();
            let header = Clean::line(&column.header);
            let words = format!("{header}: {} · {}", column.reason, samples.join(", "));
            used += said(frame, area, &words, look, false);
        }
        if let Some(why) = &seen.not_ready {
            used += said(frame, below(area, used), why.as_str(), look, true);
        }
        for remark in &seen.remarks {
            used += said(frame, below(area, used), remark.as_str(), look, false);
        }
    }

    fn view_preview(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let theme = look.theme;
        let preview = &self.preview;
        if let Some(wrong) = preview.wrong() {
            said(frame, area, wrong.as_str(), look, true);
            return;
        }
        self.counts(frame, area, look);
        if let Some(part) = preview.part() {
            let words =
                format!("looked at {part} % of the file; nothing is changed yet · Esc stops");
            put_text(frame, indented(below(area, 2), 1), &words, theme.dim);
            return;
        }
        let total = preview.total();
        if total == 0 {
            let words = "the file has no rows that say anything; Esc goes back";
            put_text(frame, indented(below(area, 2), 1), words, theme.dim);
            return;
        }
        let wanted = if area.height > 30 { 12 } else { FOOT + 1 };
        let high = area.height.saturating_sub(2 + wanted);
        let list = Rect {
            height: high,
            ..below(area, 2)
        };
        self.area.set(list);
        let first = preview
            .scroll
            .first(preview.cursor, usize::from(high), total);
        for (place, at) in (first..total).zip(rows(list)) {
            match preview.row(place) {
                Some(looked) => put(
                    frame,
                    at,
                    self.looked(looked, place == preview.cursor, look),
                ),
                None => put_text(frame, indented(at, 3), "…", theme.dim),
            }
        }
        if let Some(looked) = preview.row(preview.cursor) {
            self.differences(frame, below(area, 2 + high), looked, look);
        }
    }

    /// The counts by kind; the one whose rows are shown stands out.
    fn counts(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let theme = look.theme;
        let preview = &self.preview;
        let mut spans = vec![Span::raw(" ")];
        for kind in Outcome::ALL {
            let here = preview.kind == Some(kind);
            let style = if here { theme.accent } else { theme.plain };
            let count = preview.tally.of(kind);
            let words = format!("{} {}", say(count), kind.word());
            let words = if here {
                format!("[{words}]")
            } else {
                format!(" {words} ")
            };
            spans.push(Span::styled(
                words,
                if count == 0 { theme.dim } else { style },
            ));
            spans.push(Span::raw(" "));
        }
        if preview.tally.blank > 0 {
            spans.push(Span::styled(
                format!(" {} blank", say(preview.tally.blank)),
                theme.dim,
            ));
        }
        put(frame, area, Line::from(spans));
        if preview.tally.conflicts > 0 && !preview.is_trying() {
            let taken = preview.choice.taken(preview.tally.conflicts);
            let words = match taken {
                0 => "conflicts: ours are kept ".to_owned(),
                all if all == preview.tally.conflicts => {
                    "conflicts: the file's are taken ".to_owned()
                }
                some => format!("conflicts: the file's are taken in {} ", say(some)),
            };
            if let Some(at) = row(area, 1) {
                put_right(frame, at, &words, theme.dim);
            }
        }
    }

    fn looked<'a>(&self, looked: &Looked, here: bool, look: &Look<'_>) -> Line<'a> {
        let theme = look.theme;
        let mark = if here { CURSOR } else { " " };
        let style = if here { theme.heading } else { theme.plain };
        let detail = match looked.outcome {
            Outcome::Rejected | Outcome::Unchanged => looked
                .remarks
                .first()
                .map_or_else(String::new, Clean::to_string),
            Outcome::Conflict if self.preview.choice.takes_file(looked.line) => {
                format!("the file's: {}", short(&looked.differences))
            }
            Outcome::Conflict => format!("ours: {}", short(&looked.differences)),
            Outcome::New | Outcome::Updated => short(&looked.differences),
        };
        Line::from(vec![
            Span::styled(format!("{mark} "), theme.accent),
            Span::styled(pad(&format!("line {}", looked.line), 12), theme.dim),
            Span::styled(
                format!("{} ", pad(&fit(looked.name.as_str(), 24), 24)),
                style,
            ),
            Span::styled(
                format!("{} ", pad(&fit(looked.account.as_str(), 18), 18)),
                theme.dim,
            ),
            Span::styled(detail, theme.dim),
        ])
    }

    /// The row under the cursor: every field with old and new, and what is odd.
    fn differences(&self, frame: &mut Frame<'_>, area: Rect, looked: &Looked, look: &Look<'_>) {
        rule(frame, area, look.theme);
        let mut lines: Vec<(String, bool)> = Vec::new();
        let takes_file = self.preview.choice.takes_file(looked.line);
        for one in &looked.differences {
            let file = one.standing == Standing::File || takes_file;
            let conflict = one.standing == Standing::Ours;
            let old = if one.old.is_empty() {
                "nothing"
            } else {
                one.old.as_str()
            };
            let words = match (conflict, file) {
                (false, _) if one.old.is_empty() => format!("{}: {}", one.field, one.new),
                (false, _) => format!("{}: {old} → {}", one.field, one.new),
                (true, true) => format!("{}: {old} → {}, as the file says", one.field, one.new),
                (true, false) => format!("{}: {old} stays; the file says {}", one.field, one.new),
            };
            lines.push((words, conflict));
        }
        let remarks = looked
            .remarks
            .iter()
            .map(|remark| (remark.to_string(), false));
        lines.extend(remarks);
        if lines.is_empty() {
            lines.push(("everything in this row is known already".to_owned(), false));
        }
        let area = below(area, 1);
        let mut used = 0;
        for (words, conflict) in lines {
            used += said(frame, below(area, used), &words, look, conflict);
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
        let tally = &report.tally;
        let words = format!(
            "{} is in: {} new, {} updated, {} unchanged, {} conflicts, {} rejected, {} blank",
            report.name,
            say(tally.new),
            say(tally.updated),
            say(tally.unchanged),
            say(tally.conflicts),
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
        said(
            frame,
            below(area, used),
            "I imports the next file.",
            look,
            false,
        );
    }
}

/// How wide the columns of the list of columns are.
struct Widths {
    header: usize,
    role: usize,
    values: usize,
}

impl Widths {
    fn of(seen: &FileSeen, columns: u16) -> Widths {
        let room = usize::from(columns).saturating_sub(4);
        let longest = seen
            .columns
            .iter()
            .map(|column| width(&column.header))
            .max();
        let role = 19;
        let header = longest.unwrap_or(10).clamp(8, room * 3 / 10);
        Widths {
            header,
            role,
            values: (room - header - role) * 2 / 5,
        }
    }

    fn heading(&self) -> String {
        let cell = |words: &str, wide: usize| pad(words, wide + 1);
        format!(
            " {}{}{}Why",
            cell("Column", self.header),
            cell("Is", self.role),
            cell("Values", self.values)
        )
    }

    fn line<'a>(&self, column: &ColumnSeen, here: bool, look: &Look<'_>) -> Line<'a> {
        let theme = look.theme;
        let cell = |words: &str, wide: usize| format!("{} ", pad(&fit(words, wide), wide));
        let samples: Vec<&str> = column.samples.iter().map(Clean::as_str).collect();
        let known = column.role.as_str() != "extra" && !column.is_twin;
        let style = match (here, known) {
            (true, _) => theme.heading,
            (false, true) => theme.plain,
            (false, false) => theme.dim,
        };
        let mark = if here { CURSOR } else { " " };
        let header = Clean::line(&column.header);
        Line::from(vec![
            Span::styled(format!("{mark} "), theme.accent),
            Span::styled(cell(header.as_str(), self.header), style),
            Span::styled(cell(column.role.as_str(), self.role), style),
            Span::styled(cell(&samples.join(", "), self.values), theme.dim),
            Span::styled(column.reason.to_string(), theme.dim),
        ])
    }
}

/// The differences of a row in one line.
fn short(differences: &[Difference]) -> String {
    let words: Vec<String> = differences
        .iter()
        .map(|one| match (one.old.is_empty(), one.field.as_str()) {
            (true, "Figures") => one.new.to_string(),
            (true, field) => format!("{} {}", field.to_lowercase(), one.new),
            (false, field) => format!("{} {} → {}", field.to_lowercase(), one.old, one.new),
        })
        .collect();
    words.join(" · ")
}

/// A sentence over as many lines as it takes, at most three; how many it took.
fn said(frame: &mut Frame<'_>, area: Rect, words: &str, look: &Look<'_>, wrong: bool) -> u16 {
    let style = if wrong {
        look.theme.alarm
    } else {
        look.theme.dim
    };
    let columns = usize::from(area.width).saturating_sub(2).max(10);
    let lines = wrap(words, columns);
    let mut used = 0;
    for (line, at) in lines.iter().take(3).zip(rows(area)) {
        put_text(frame, indented(at, 1), line, style);
        used += 1;
    }
    used
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
