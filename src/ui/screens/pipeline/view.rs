//! Draws the pipeline.
//!
//! ```text
//!  Discovery 412  in stage  Outreach 96    in stage  Collaboration 41
//!  ───────────────────────  ───────────────────────  ───────────────────────
//!  Thandi Nkosi        12d  Freya Hansen         6d  Zoë Lindqvist        3d
//!  IG 19.1K  8.2%           TT 22.8K  chased once    YT 61.0K  5.1%
//!  no note                  mon chase once           today review draft 3
//! ```
//! On a narrow terminal one column fills the width under a strip of counts.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{Column, Pipeline};
use crate::domain::card::Card;
use crate::domain::counts::{say_count, say_grouped, say_rate};
use crate::domain::dates::say_age;
use crate::domain::lifecycle;
use crate::domain::stage::Stage;
use crate::domain::text::{fit, pad, width};
use crate::domain::triage::flags::say_flags;
use crate::ui::look::Look;
use crate::ui::screens::roster::Tint;
use crate::ui::screens::roster::next_step;
use crate::ui::theme::CURSOR;
use crate::ui::widgets::line::{indented, put, put_right, put_text, row, rows};

/// Lines of a card with the white line below it.
pub(super) const CARD_LINES: usize = 4;
/// Lines above the cards: the names of the columns, and a rule.
pub(super) const HEAD: u16 = 2;
/// A column narrower than this says nothing.
const NARROWEST: u16 = 22;

impl Pipeline {
    pub(in super::super) fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let area = self.head(frame, area, look);
        let many = if area.width >= NARROWEST * 5 { 5 } else { 1 };
        let first = if many == 5 { 0 } else { self.active };
        self.shown.set((first, many));
        self.area.set(area);
        let wide = area.width / u16::try_from(many).unwrap_or(1);
        if many == 1 {
            self.strip(frame, area, look);
        }
        let stages = || Stage::ALL.into_iter().enumerate().skip(first).take(many);
        let columns: Vec<(Stage, Rect)> = stages()
            .map(|(place, stage)| {
                let x = area.x + wide * u16::try_from(place - first).unwrap_or(0);
                let width = wide.saturating_sub(1);
                (stage, Rect { x, width, ..area })
            })
            .collect();
        let body = Rect {
            y: area.y + HEAD.min(area.height),
            height: area.height.saturating_sub(HEAD),
            ..area
        };
        let body = self.lanes_view(frame, body, &columns, look);
        self.body.set(body);
        for (stage, column) in columns {
            self.column_head(frame, column, (stage, many == 5), look);
            let column = Rect {
                y: body.y,
                height: body.height,
                ..column
            };
            self.column_view(frame, column, (stage, many == 5), look);
        }
    }

    /// The query above the columns, where there is one; what is left is theirs.
    fn head(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) -> Rect {
        if !self.line.is_shown() {
            return area;
        }
        let lines = 1 + u16::from(self.line.is_typing());
        if let Some(at) = row(area, 0) {
            self.line.view(frame, indented(at, 1), look);
            if !self.line.is_typing() {
                put_right(frame, at, "Esc clears ", look.theme.dim);
            }
        }
        if let Some(at) = row(area, 1).filter(|_| lines == 2) {
            self.line.view_below(frame, indented(at, 1), look);
        }
        Rect {
            y: area.y + lines.min(area.height),
            height: area.height.saturating_sub(lines),
            ..area
        }
    }

    /// The columns in one line; on a narrow window the counts of the others go before the selected one does.
    fn strip(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let total = |place: usize| {
            say_count(i64::try_from(self.total(Stage::ALL[place])).unwrap_or_default())
        };
        let words = |place: usize, stage: Stage, short: bool| match (place == self.active, short) {
            (true, _) => format!("[{} {}]", stage.title(), total(place)),
            (false, true) => stage.title().chars().take(4).collect(),
            (false, false) => format!("{} {}", stage.title(), total(place)),
        };
        let line = |short: bool| -> Vec<String> {
            let stages = Stage::ALL.into_iter().enumerate();
            stages
                .map(|(place, stage)| words(place, stage, short))
                .collect()
        };
        let wide: usize = line(false).iter().map(|words| width(words) + 3).sum();
        let mut spans = vec![Span::styled(" ‹ ", look.theme.dim)];
        for (place, words) in line(wide + 2 > usize::from(area.width))
            .into_iter()
            .enumerate()
        {
            if place > 0 {
                spans.push(Span::styled(" · ", look.theme.dim));
            }
            let style = if place == self.active {
                look.theme.accent
            } else {
                look.theme.dim
            };
            spans.push(Span::styled(words, style));
        }
        spans.push(Span::styled(" ›", look.theme.dim));
        put(frame, area, Line::from(spans));
    }

    /// How many cards a column has, in all lanes.
    fn total(&self, stage: Stage) -> usize {
        if self.lanes.by().is_some() {
            self.lanes.total(stage.index())
        } else {
            self.columns[stage.index()].total()
        }
    }

    fn column_head(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        (stage, named): (Stage, bool),
        look: &Look<'_>,
    ) {
        let theme = look.theme;
        let active = stage.index() == self.active;
        if named && let Some(at) = row(area, 0) {
            let total = say_grouped(i64::try_from(self.total(stage)).unwrap_or(0));
            let style = if active { theme.accent } else { theme.heading };
            let title = format!(" {} {total}", stage.title());
            put_text(frame, at, &title, style);
            // What the days at the right of the cards count.
            let counts = format!("{} ", counted(stage));
            if width(&title) + width(&counts) < usize::from(area.width) {
                put_right(frame, at, &counts, theme.dim);
            }
        }
        if let Some(at) = row(area, 1) {
            let line = format!(" {}", "─".repeat(usize::from(area.width.saturating_sub(2))));
            put_text(frame, at, &line, theme.rule);
            if active {
                put_right(frame, at, &format!(" by {} ", self.sort.word()), theme.dim);
            }
        }
    }

    fn column_view(
        &self,
        frame: &mut Frame<'_>,
        body: Rect,
        (stage, named): (Stage, bool),
        look: &Look<'_>,
    ) {
        let column = &self.columns[stage.index()];
        if column.total() > 0 {
            let active = stage.index() == self.active;
            return cards(frame, body, column, (active, !named), look);
        }
        let words = match column.page.total {
            None => "counting…",
            // The count of the lane says it.
            Some(_) if self.lanes.open().is_some() => "",
            Some(_) if self.line.is_shown() => "Nobody here is found by this.",
            Some(_) if self.is_nobody() => empty(stage),
            Some(_) => empty_beside(stage),
        };
        let room = usize::from(body.width.saturating_sub(2));
        let lines = crate::domain::text::wrap(words, room);
        for (words, at) in lines.iter().zip(rows(body)) {
            put_text(frame, indented(at, 1), words, look.theme.dim);
        }
    }
}

/// Draws the cards; where the column stands alone, each says what its days count.
fn cards(
    frame: &mut Frame<'_>,
    body: Rect,
    column: &Column,
    (active, alone): (bool, bool),
    look: &Look<'_>,
) {
    let fitting = (usize::from(body.height) + 1) / CARD_LINES;
    let first = column
        .scroll
        .first(column.cursor, fitting.max(1), column.total());
    let lines: Vec<Rect> = rows(body).collect();
    for (index, places) in (first..column.total())
        .zip(lines.chunks(CARD_LINES))
        .take(fitting.max(1))
    {
        let card = index
            .checked_sub(column.page.from as usize)
            .and_then(|place| column.page.cards.get(place));
        let Some(card) = card else {
            if let Some(at) = places.first() {
                put_text(frame, *at, "  …", look.theme.dim);
            }
            continue;
        };
        let at = active && index == column.cursor;
        for (line, place) in card_lines(card, (at, alone), usize::from(body.width), look)
            .into_iter()
            .zip(places)
        {
            put(frame, *place, line);
        }
    }
}

/// What an empty column says where the others have cards.
fn empty_beside(stage: Stage) -> &'static str {
    match stage {
        Stage::Discovery => "Nobody in discovery.",
        Stage::Outreach | Stage::Collaboration | Stage::Nurturing | Stage::Advocacy => empty(stage),
    }
}

/// What an empty column of an empty board says.
fn empty(stage: Stage) -> &'static str {
    match stage {
        Stage::Discovery => {
            "Nobody on the board. I imports a file of people, a in the roster adds one."
        }
        Stage::Outreach => "Nobody. L on a card moves it here.",
        Stage::Collaboration => "Nobody is working with us.",
        Stage::Nurturing => "Nobody to keep in touch with.",
        Stage::Advocacy => "Nobody speaks for us unasked yet.",
    }
}

/// What the days in the corner of a card count.
fn counted(stage: Stage) -> &'static str {
    match stage {
        Stage::Nurturing | Stage::Advocacy => "quiet",
        Stage::Discovery | Stage::Outreach | Stage::Collaboration => "in stage",
    }
}

fn card_lines<'a>(
    card: &Card,
    (at, alone): (bool, bool),
    columns: usize,
    look: &Look<'_>,
) -> [Line<'a>; 3] {
    let theme = look.theme;
    let mark = if at { CURSOR } else { " " };
    let base = if at { theme.heading } else { theme.plain };
    let (days, stale) = corner(card, look);
    let corner = if alone {
        format!("{} {days}", counted(card.stage))
    } else {
        days
    };
    let corner_style = if stale { theme.alarm } else { theme.dim };
    let room = columns.saturating_sub(width(&corner) + 3);
    let name = Line::from(vec![
        Span::styled(mark, theme.accent),
        Span::styled(pad(card.name.as_str(), room), base),
        Span::styled(format!(" {corner} "), corner_style),
    ]);
    let figures = Line::from(vec![
        Span::styled(mark, theme.accent),
        Span::styled(
            fit(&figures(card, look), columns.saturating_sub(2)).into_owned(),
            theme.dim,
        ),
    ]);
    let (words, tint) = third(card, look);
    let style = match tint {
        Tint::Plain => theme.plain,
        Tint::Dim => theme.dim,
        Tint::Alarm => theme.alarm,
    };
    let step = Line::from(vec![
        Span::styled(mark, theme.accent),
        Span::styled(fit(&words, columns.saturating_sub(2)).into_owned(), style),
    ]);
    [name, figures, step]
}

/// Days in the stage, or since the last contact where we keep in touch; and whether that is too long.
fn corner(card: &Card, look: &Look<'_>) -> (String, bool) {
    let age = |date: chrono::NaiveDate| say_age((look.today - date).num_days().max(0));
    match card.stage {
        Stage::Nurturing | Stage::Advocacy => {
            (card.last_contact.map_or_else(|| "–".into(), age), false)
        }
        Stage::Discovery | Stage::Outreach | Stage::Collaboration => {
            (age(card.since), is_stale(card, look))
        }
    }
}

fn is_stale(card: &Card, look: &Look<'_>) -> bool {
    lifecycle::is_stale(card.stage, card.since, look.today, look.settings)
}

fn figures(card: &Card, look: &Look<'_>) -> String {
    let stale = is_stale(card, look).then(|| "stale".to_owned());
    let rate = card.engagement.map(say_rate);
    let owed =
        matches!(card.stage, Stage::Nurturing | Stage::Advocacy) && card.reply_owed.is_some();
    let who = [
        Some(card.platforms.to_string()),
        card.followers.map(say_count),
    ];
    if card.stage == Stage::Discovery {
        // What one decides by stands before what may be cut.
        let triage = [say_flags(card.flags), card.fit.words()];
        return together([
            said(who, " "),
            said(triage, "  "),
            said([rate, stale], "  "),
        ]);
    }
    // In outreach the word stands before the longer state, which may be cut.
    let how = match card.stage {
        Stage::Outreach => [stale, Some(card.outreach.words(look.today))],
        Stage::Discovery | Stage::Collaboration => [rate, stale],
        Stage::Nurturing | Stage::Advocacy => [rate, owed.then(|| "reply owed".to_owned())],
    };
    together([said(who, " "), said(how, "  "), String::new()])
}

fn said(parts: [Option<String>; 2], between: &str) -> String {
    let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(between)
}

fn together(parts: [String; 3]) -> String {
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("  ")
}

/// The next step; without one, what the checklist of the next move misses.
fn third(card: &Card, look: &Look<'_>) -> (String, Tint) {
    if card.next_date.is_some() || !card.next_step.is_empty() {
        return next_step(card, look);
    }
    let missing = card
        .stage
        .next()
        .map(|to| lifecycle::missing(card.facts, card.stage, to))
        .unwrap_or_default();
    (
        missing
            .iter()
            .map(|line| line.words())
            .collect::<Vec<_>>()
            .join(", "),
        Tint::Dim,
    )
}
