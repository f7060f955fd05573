//! Draws Today.
//!
//! ```text
//!  Saturday 21 November                                         mine · 11 open · 4 done today
//!
//!  Keep warm                                                                3 of at most 5
//!  ▌ 2d late   Zoë Lindqvist     YT  call about rates                                  +1
//! ```

use chrono::Datelike;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line as Text, Span};

use super::{Line, Today};
use crate::domain::dates::{say, say_age, say_due};
use crate::domain::text::{pad, wrap};
use crate::domain::today::{Part, Reason, Row, Section};
use crate::ui::look::Look;
use crate::ui::theme::CURSOR;
use crate::ui::widgets::line::{indented, put, put_right, put_text, row as row_at, rows};

impl Today {
    pub(in super::super) fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        if let Some(head) = row_at(area, 0) {
            self.head(frame, head, look);
        }
        if let Some(line) = row_at(area, 1).filter(|_| self.line.is_shown()) {
            self.line.view(frame, indented(line, 1), look);
            if !self.line.is_typing() {
                put_right(frame, line, "Esc clears ", look.theme.dim);
            }
        }
        // While one types, a line below says what may follow.
        let head = if self.line.is_typing() {
            4
        } else {
            2 + u16::from(self.line.is_shown())
        };
        if let Some(below) = row_at(area, 2).filter(|_| self.line.is_typing()) {
            self.line.view_below(frame, indented(below, 1), look);
        }
        let body = Rect {
            y: area.y + head.min(area.height),
            height: area.height.saturating_sub(head),
            ..area
        };
        self.area.set(body);
        let lines = self.lines();
        if lines.is_empty() {
            self.empty(frame, body, look);
            return;
        }
        let place = lines
            .iter()
            .position(|line| matches!(line, Line::Owed(row) if Some(row.subject) == self.cursor));
        // The heading of the first section is worth a line more than the row below the fold.
        let below = lines
            .iter()
            .rposition(|line| matches!(line, Line::Owed(_)))
            .map_or(0, |last| lines.len() - 1 - last);
        let place = place.map_or(0, |place| match place {
            1 => 0,
            // What is folded below the last row comes into sight with it.
            place if place + 1 + below == lines.len() => place + below,
            place => place,
        });
        let first = self
            .scroll
            .first(place, usize::from(body.height), lines.len());
        for (line, at) in lines.iter().skip(first).zip(rows(body)) {
            match line {
                Line::Heading(part, folded) => heading(frame, at, part, *folded, look),
                Line::Owed(row) => self.owed(frame, at, row, look),
                Line::More(more) => put_text(
                    frame,
                    indented(at, 4),
                    &format!("and {more} more"),
                    look.theme.dim,
                ),
                Line::Off(rows) => put_text(
                    frame,
                    indented(at, 4),
                    &format!("{rows} no longer due"),
                    look.theme.dim,
                ),
                Line::Blank => {}
            }
        }
    }

    fn head(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let day = format!(
            "{} {} {}",
            look.today.format("%A"),
            look.today.day(),
            look.today.format("%B")
        );
        put_text(frame, indented(area, 1), &day, look.theme.heading);
        let whose = if self.mine { "mine" } else { "team" };
        let Some(state) = &self.state else { return };
        let came = match self.came() {
            0 => String::new(),
            came => format!("{came} came, r shows · "),
        };
        let more = if state.more { "+" } else { "" };
        let words = format!(
            "{came}{whose} · {}{more} open · {} done today ",
            state.open, state.done
        );
        put_right(frame, area, &words, look.theme.dim);
    }

    fn empty(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let words: &[&str] = match &self.state {
            None => &[],
            Some(state) if !state.anybody => &[
                "Nobody is here yet.",
                "",
                "I imports a file of people; 2 and then a adds one by a handle or a link.",
                "`entourage demo` shows a full desk in a throw-away file.",
            ],
            Some(_) if self.line.is_shown() => &[
                "Nothing is owed to anybody whom this finds.",
                "",
                "Esc shows everybody · m switches between mine and the team's",
            ],
            Some(_) if self.mine => &[
                "Nothing is owed to anybody today. Well kept.",
                "",
                "m shows the team's · 2 the roster · t on a person sets a next step",
            ],
            Some(_) => &[
                "Nobody on the team owes anything today.",
                "",
                "m shows only mine · 2 the roster · 3 the pipeline",
            ],
        };
        let place = indented(area, 4);
        let columns = usize::from(place.width.saturating_sub(2));
        let lines = words.iter().flat_map(|words| match *words {
            "" => vec![String::new()],
            words => wrap(words, columns),
        });
        for (words, at) in lines.zip(rows(place).skip(1)) {
            put_text(frame, at, &words, look.theme.dim);
        }
    }

    fn owed(&self, frame: &mut Frame<'_>, area: Rect, row: &Row, look: &Look<'_>) {
        let at = Some(row.subject) == self.cursor;
        let gone = self.gone.contains(&row.subject);
        let Some(reason) = row.first() else { return };
        let theme = look.theme;
        let (when, late) = when(reason, look);
        let base = if gone { theme.gone } else { theme.plain };
        let name_style = if at { base.patch(theme.heading) } else { base };
        let when_style = if gone {
            theme.gone
        } else if late {
            theme.alarm
        } else {
            theme.dim
        };
        let wide = usize::from(area.width);
        let name = if wide >= 100 { 26 } else { 20 };
        let mut spans = vec![
            Span::styled(
                if at {
                    format!("{CURSOR} ")
                } else {
                    "  ".into()
                },
                theme.accent,
            ),
            Span::styled(pad(&when, 10), when_style),
            Span::styled(pad(row.name.as_str(), name), name_style),
            Span::raw(" "),
            Span::styled(pad(row.platforms.as_str(), 6), theme.dim),
        ];
        let more = row.reasons.len() - 1;
        let tail = if more > 0 {
            format!(" +{more} ")
        } else {
            String::new()
        };
        let room = wide.saturating_sub(2 + 10 + name + 1 + 6 + tail.len());
        spans.push(Span::styled(pad(&what(reason, look), room), base));
        spans.push(Span::styled(tail, theme.dim));
        put(frame, area, Text::from(spans));
    }
}

fn heading(frame: &mut Frame<'_>, area: Rect, part: &Part, folded: bool, look: &Look<'_>) {
    put_text(
        frame,
        indented(area, 1),
        part.section.title(),
        look.theme.heading,
    );
    let quiet = part
        .rows
        .iter()
        .filter(|row| matches!(row.first(), Some(Reason::Quiet { .. })))
        .count();
    let words = match part.section {
        Section::TidyUp if folded => format!("{} · f opens ", part.total),
        Section::KeepWarm if quiet > 0 => {
            format!("{quiet} quiet of at most {} ", look.settings.quiet_a_day)
        }
        Section::WaitingOnUs | Section::KeepWarm | Section::TidyUp => String::new(),
    };
    put_right(frame, area, &words, look.theme.dim);
}

/// How late, and whether that is late.
fn when(reason: &Reason, look: &Look<'_>) -> (String, bool) {
    match reason {
        Reason::Reply { since, .. } => {
            let days = (look.today - *since).num_days();
            (
                if days <= 0 {
                    "today".into()
                } else {
                    say_age(days)
                },
                days > 1,
            )
        }
        Reason::NextStep { date, .. } => (say_due(*date, look.today), *date < look.today),
        Reason::Quiet { days, .. } => (say_age(*days), false),
        Reason::LookAgain { date, .. } => (say_due(*date, look.today), false),
        Reason::Job { .. } => ("open".into(), true),
    }
}

/// What is owed, and why.
fn what(reason: &Reason, look: &Look<'_>) -> String {
    match reason {
        Reason::Reply { since, text, .. } if text.is_empty() => {
            format!("answer: wrote {}", say(*since, look.today))
        }
        Reason::Reply { since, text, .. } => {
            format!("answer: {text} · {}", say(*since, look.today))
        }
        Reason::NextStep { text, .. } if text.is_empty() => "next step".into(),
        Reason::NextStep { text, .. } => text.to_string(),
        Reason::Quiet {
            limit, stage, last, ..
        } => {
            format!(
                "{} · last contact {} · every {limit} days",
                stage.word(),
                say(*last, look.today)
            )
        }
        Reason::LookAgain { reason, .. } => format!("look again · parked: {}", reason.word()),
        Reason::Job { label, by, .. } => {
            format!("{label} by {by} was cut off; d takes back what came in")
        }
    }
}
