//! Draws the sheet in the middle.

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::field::SheetField;
use super::{LineFor, Sheet, audience, rate, reach, sponsor};
use crate::domain::detail::{Detail, Reach};
use crate::ui::look::Look;
use crate::ui::overlays::labelled::{Labelled, stack};
use crate::ui::widgets::line::{put_text, row};

impl Sheet {
    /// Draws it in the middle.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let word = match self.line {
            LineFor::NewRate => "a rate",
            LineFor::NewSponsor => "a past sponsor",
            LineFor::NewAddress => "a postal address",
            LineFor::Reach(_) if self.is_address() => "postal address",
            line => line.word(),
        };
        let back = if self.restored {
            " · unsaved text is back"
        } else {
            ""
        };
        let title = format!("{}: {word}{back}", self.title);
        let fields: Vec<Labelled<'_>> = self
            .fields
            .iter()
            .enumerate()
            .map(|(place, field)| Labelled {
                label: field.label,
                text: &field.text,
                error: field.error.as_deref(),
                hint: if place == self.cursor {
                    self.hint(field, look.today)
                } else {
                    String::new()
                },
            })
            .collect();
        let foot = if self.theirs.is_some() { 2 } else { 0 };
        let inside = stack(frame, area, &title, &fields, self.cursor, foot, look);
        if let (Some((by, theirs)), Some(at)) =
            (&self.theirs, row(inside, inside.height.saturating_sub(1)))
        {
            let words = format!("{by} made it: {theirs} · Ctrl-S writes yours instead");
            put_text(frame, at, &words, look.theme.alarm);
        }
    }

    fn is_address(&self) -> bool {
        matches!(&self.before, Some(Detail::Reach(reach)) if reach.kind == Reach::POST)
    }

    fn hint(&self, field: &SheetField, today: NaiveDate) -> String {
        match self.line {
            LineFor::NewRate | LineFor::Rate(_) => rate::hint(field, today),
            LineFor::NewSponsor | LineFor::Sponsor(_) => sponsor::hint(field, today),
            LineFor::NewAddress | LineFor::Reach(_) => reach::hint(field),
            LineFor::Audience(_) => audience::hint(field, today),
        }
    }
}
