//! The columns of the file: what each is, its values, and why.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{FOOT, ROOMY, below, list_height, ruled, said_in, said_lines};
use crate::domain::dated::Dated;
use crate::domain::importing::{ColumnSeen, FileSeen};
use crate::domain::text::{Clean, fit, pad, width};
use crate::ui::look::Look;
use crate::ui::screens::import::Import;
use crate::ui::theme::CURSOR;
use crate::ui::widgets::line::{indented, put, put_text, row, rows};

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
            (Some(header), Some(_)) => {
                let rest = self.as_of.and_then(|dated| dated.undated(seen.undated));
                let rest = rest.map_or_else(String::new, |rest| format!("; {rest}"));
                format!("row by row, from column \"{header}\"{rest}")
            }
        };
        let dated = ("Figures of", as_of.as_str(), self.as_of.is_some());
        for ((label, words, known), at) in [("Platform", platform, seen.platform.is_some())]
            .into_iter()
            .chain(seen.has_figures.then_some(dated))
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
        let top = if area.height < ROOMY { 3 } else { 4 };
        if let Some(at) = row(area, top - 1) {
            put_text(frame, indented(at, 1), &widths.heading(), theme.dim);
        }
        let high = list_height(area, top, FOOT);
        let list = Rect {
            height: high,
            ..below(area, top)
        };
        self.area.set(list);
        let first = self
            .scroll
            .first(self.column, usize::from(high), seen.columns.len());
        for ((place, column), at) in seen.columns.iter().enumerate().skip(first).zip(rows(list)) {
            put(frame, at, widths.line(column, place == self.column, look));
        }
        let each = said_lines(area);
        self.foot_of_columns(frame, below(area, top + high), seen, look, each);
    }

    /// What is wrong with the last choice; otherwise the column under the cursor, and what the file is like, with so many
    /// lines for each sentence.
    fn foot_of_columns(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        seen: &FileSeen,
        look: &Look<'_>,
        each: u16,
    ) {
        let area = ruled(frame, area, look);
        if let Some(wrong) = &self.wrong {
            said_in(frame, area, wrong.as_str(), look, true, 3);
            return;
        }
        let mut sentences: Vec<(String, bool)> = Vec::new();
        if let Some(column) = seen.columns.get(self.column) {
            let samples: Vec<&str> = column.samples.iter().map(Clean::as_str).collect();
            let header = Clean::line(&column.header);
            let words = format!("{header}: {} · {}", column.reason, samples.join(", "));
            sentences.push((words, false));
        }
        if let Some(why) = &seen.not_ready {
            sentences.push((why.to_string(), true));
        }
        let warnings = seen.warnings.iter();
        sentences.extend(warnings.map(|warning| (format!("Warning: {warning}"), true)));
        let remarks = seen.remarks.iter();
        sentences.extend(remarks.map(|remark| (remark.to_string(), false)));
        let mut used = 0;
        for (words, wrong) in sentences {
            used += said_in(frame, below(area, used), &words, look, wrong, each);
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
