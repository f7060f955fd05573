//! The columns of the file: what each is, its values, and why.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{FOOT, below, said};
use crate::domain::dated::Dated;
use crate::domain::importing::{ColumnSeen, FileSeen};
use crate::domain::text::{Clean, fit, pad, width};
use crate::ui::look::Look;
use crate::ui::screens::import::Import;
use crate::ui::theme::CURSOR;
use crate::ui::widgets::line::{indented, put, put_text, row, rows, rule};

impl Import {
    pub(super) fn view_columns(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let theme = look.theme;
        let Some(seen) = &self.seen else { return };
        let platform = seen
            .platform
            .as_ref()
            .map_or("not known; p names it", Clean::as_str);
        let day = self.as_of.map(Dated::words);
        let as_of = match (&seen.dated_by, &day) {
            (None, None) => "not known; d names the day".to_owned(),
            (None, Some(day)) => day.to_string(),
            (Some(header), None) => format!("row by row, from column \"{header}\""),
            (Some(header), Some(day)) => {
                format!("row by row, from column \"{header}\"; rows without a date {day}")
            }
        };
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
        for warning in &seen.warnings {
            let words = format!("Warning: {warning}");
            used += said(frame, below(area, used), &words, look, true);
        }
        for remark in &seen.remarks {
            used += said(frame, below(area, used), remark.as_str(), look, false);
        }
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
