//! What would come of every row: counts, rows, and what differs in the one under the cursor.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{FOOT, below, list_height, ruled, said, said_in, said_lines, say};
use crate::domain::importing::{Difference, Looked, Outcome, Standing};
use crate::domain::text::{Clean, fit, pad, width, wrap};
use crate::ui::look::Look;
use crate::ui::screens::import::Import;
use crate::ui::theme::CURSOR;
use crate::ui::widgets::line::{indented, put, put_right, put_text, row, rows};

impl Import {
    pub(super) fn view_preview(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let theme = look.theme;
        let preview = &self.preview;
        if let Some(wrong) = preview.wrong() {
            said(frame, area, wrong.as_str(), look, true);
            return;
        }
        let area = below(area, self.head_of_preview(frame, area, look));
        let head = self.counts(frame, area, look);
        if let Some(part) = preview.part() {
            let words =
                format!("looked at {part} % of the file; nothing is changed yet · Esc stops");
            put_text(frame, indented(below(area, head), 1), &words, theme.dim);
            return;
        }
        let total = preview.total();
        if total == 0 {
            let words = "the file has no rows that say anything; Esc goes back";
            put_text(frame, indented(below(area, head), 1), words, theme.dim);
            return;
        }
        let wanted = if area.height > 30 { 12 } else { FOOT + 1 };
        let high = list_height(area, head, wanted);
        let list = Rect {
            height: high,
            ..below(area, head)
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
                    self.looked(looked, place == preview.cursor, at.width, look),
                ),
                None => put_text(frame, indented(at, 3), "…", theme.dim),
            }
        }
        if let Some(looked) = preview.row(preview.cursor) {
            self.differences(frame, below(area, head + high), looked, look);
        }
    }

    /// The day of the figures, and what is doubtful about whole columns; how many lines it took.
    fn head_of_preview(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) -> u16 {
        let most = area.height / 4;
        let each = said_lines(area);
        let mut used = 0;
        if let Some(words) = self.preview.since.say() {
            used += said_in(frame, area, &words, look, true, each.max(2));
        }
        if let Some(words) = self.dated_words() {
            used += said_in(frame, below(area, used), words.as_str(), look, false, each);
        }
        let warnings = &self.preview.warnings;
        for (shown, warning) in warnings.iter().enumerate() {
            let left = warnings.len() - shown;
            if used >= most && left > 1 {
                let words = format!("Warning: {left} more, listed in step 2");
                return used + said_in(frame, below(area, used), &words, look, true, each);
            }
            let words = format!("Warning: {warning}");
            used += said_in(frame, below(area, used), &words, look, true, each);
        }
        used
    }

    /// The counts by kind, of which the one whose rows are shown stands out, and below them who is parked and what is
    /// chosen; how many lines it took.
    fn counts(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) -> u16 {
        let theme = look.theme;
        let preview = &self.preview;
        let mut spans = vec![Span::raw(" ")];
        for kind in Outcome::ALL {
            let here = preview.kind == Some(kind);
            let style = if here { theme.accent } else { theme.plain };
            let count = preview.tally.of(kind);
            let words = kind.say(count);
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
        let parked = preview.tally.say_parked().unwrap_or_default();
        let columns = usize::from(area.width).saturating_sub(2).max(10);
        let parked = wrap(&parked, columns);
        for (line, at) in parked.iter().zip(rows(below(area, 1))) {
            put_text(frame, indented(at, 2), line, theme.plain);
        }
        let chosen = self.whose_values();
        // Beside each other where both are whole.
        let last = parked.last().map_or(0, |line| width(line) + 2);
        let is_beside = last + width(&chosen) < usize::from(area.width);
        let above = u16::try_from(parked.len().max(1)).unwrap_or(1);
        let line = if is_beside { above } else { above + 1 };
        if let Some(at) = row(area, line) {
            put_right(frame, at, &chosen, theme.dim);
        }
        line + 1
    }

    /// Whose values are taken in conflicts; blank where there are none.
    fn whose_values(&self) -> String {
        let preview = &self.preview;
        let conflicts = preview.tally.conflicts;
        if conflicts == 0 || preview.is_trying() {
            return String::new();
        }
        match preview.choice.taken(conflicts) {
            0 => "conflicts: ours are kept ".to_owned(),
            all if all == conflicts => "conflicts: the file's are taken ".to_owned(),
            some => format!("conflicts: the file's are taken in {} ", say(some)),
        }
    }

    /// A row in one line; the account is left out where the line is narrow.
    fn looked<'a>(&self, looked: &Looked, here: bool, columns: u16, look: &Look<'_>) -> Line<'a> {
        let theme = look.theme;
        let (line, name, account) = if columns < 80 {
            (10, 18, 0)
        } else {
            (12, 24, 18)
        };
        let cell = |words: &Clean, wide: usize| match wide {
            0 => String::new(),
            wide => format!("{} ", pad(&fit(words.as_str(), wide), wide)),
        };
        let mark = if here { CURSOR } else { " " };
        let style = if here { theme.heading } else { theme.plain };
        let detail = match looked.outcome {
            Outcome::Rejected | Outcome::Unchanged => looked
                .remarks
                .first()
                .map_or_else(String::new, Clean::to_string),
            Outcome::Conflict
                if looked.is_choice() && self.preview.choice.takes_file(looked.line) =>
            {
                format!("the file's: {}", short(&looked.differences))
            }
            Outcome::Conflict => format!("ours: {}", short(&looked.differences)),
            Outcome::New | Outcome::Updated => match looked.remarks.as_slice() {
                [] => short(&looked.differences),
                [one] => format!("! {one} · {}", short(&looked.differences)),
                more => format!("! {} remarks · {}", more.len(), short(&looked.differences)),
            },
        };
        Line::from(vec![
            Span::styled(format!("{mark} "), theme.accent),
            Span::styled(pad(&format!("line {}", looked.line), line), theme.dim),
            Span::styled(cell(&looked.name, name), style),
            Span::styled(cell(&looked.account, account), theme.dim),
            Span::styled(detail, theme.dim),
        ])
    }

    /// The row under the cursor: every field with old and new, and what is odd.
    fn differences(&self, frame: &mut Frame<'_>, area: Rect, looked: &Looked, look: &Look<'_>) {
        let each = if area.height > FOOT { 3 } else { 1 };
        let area = ruled(frame, area, look);
        let mut lines: Vec<(String, bool)> = Vec::new();
        let takes_file = self.preview.choice.takes_file(looked.line);
        for one in &looked.differences {
            let file = one.takes_file(takes_file);
            let conflict = one.standing != Standing::File;
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
            let nothing = match looked.outcome {
                Outcome::New => "a new account; the row says nothing else",
                Outcome::Updated | Outcome::Unchanged | Outcome::Conflict | Outcome::Rejected => {
                    "everything in this row is known already"
                }
            };
            lines.push((nothing.to_owned(), false));
        }
        let (mut used, all) = (0, lines.len());
        for (shown, (words, conflict)) in lines.into_iter().enumerate() {
            let left = area.height.saturating_sub(used);
            if left == 1 && shown + 1 < all {
                let words = format!("… and {} more; a taller window shows them", all - shown);
                said(frame, below(area, used), &words, look, false);
                return;
            }
            used += said_in(frame, below(area, used), &words, look, conflict, each);
        }
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
