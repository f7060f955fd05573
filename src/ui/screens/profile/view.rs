//! Draws a profile: who it is, the tabs, and the tab that is open.
//!
//! ```text
//!  Zoë Lindqvist  she/her · Malmö, Sweden · sv                       collaboration 3d · owner ada
//!  [Overview]  Timeline    Accounts    Terms     Notes 4
//!
//!  Story        Ex-pharmacist, explains ingredients without fear.
//! ```

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{Profile, ProfileTab, accounts, overview, terms, timeline};
use crate::domain::colleague::say_here;
use crate::domain::dates::{say, say_age};
use crate::domain::field::Field;
use crate::domain::person::{Dossier, Note};
use crate::domain::text::{Raw, pad, width, wrap};
use crate::ui::look::Look;
use crate::ui::theme::CURSOR;
use crate::ui::widgets::line::{cut, indented, put, put_right, put_text, row, rows};

/// Columns of a tab's word.
pub const TAB_WIDTH: u16 = 14;

/// Lines of boundaries that are always in sight.
const BOUNDARIES: usize = 4;

/// A line of a tab, before it is drawn.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Label at the left.
    pub label: String,
    /// Pieces of text.
    pub pieces: Vec<(String, Style)>,
    /// What stands after them even where they are cut.
    pub tail: Option<(String, Style)>,
}

impl Entry {
    /// A line with a label.
    pub fn new(label: &str, text: impl Into<String>, style: Style) -> Entry {
        Entry {
            label: label.to_owned(),
            pieces: vec![(text.into(), style)],
            tail: None,
        }
    }

    /// A heading.
    pub fn heading(words: &str, look: &Look<'_>) -> Entry {
        Entry {
            label: String::new(),
            pieces: vec![(words.to_owned(), look.theme.heading)],
            tail: None,
        }
    }

    /// White space.
    #[must_use]
    pub fn blank() -> Entry {
        Entry {
            label: String::new(),
            pieces: Vec::new(),
            tail: None,
        }
    }

    /// Text over as many lines as it takes, the label on the first.
    pub fn wrapped(label: &str, text: &str, columns: usize, style: Style) -> Vec<Entry> {
        let lines = wrap(text, columns.max(10));
        lines
            .into_iter()
            .enumerate()
            .map(|(place, line)| Entry::new(if place == 0 { label } else { "" }, line, style))
            .collect()
    }
}

/// Columns of the labels, with a blank at the end.
pub const LABEL: usize = 16;

impl Profile {
    pub(in super::super) fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let Some(dossier) = &self.dossier else {
            if self.gone {
                put_text(
                    frame,
                    indented(area, 4),
                    "This person is gone: a colleague took the change back that added them. q goes back.",
                    look.theme.dim,
                );
            }
            return;
        };
        if let Some(at) = row(area, 0) {
            self.head(frame, at, dossier, look);
        }
        if let Some(at) = row(area, 1) {
            self.tabs(frame, at, dossier, look);
        }
        let rest = Rect {
            y: area.y + 3.min(area.height),
            height: area.height.saturating_sub(3),
            ..area
        };
        let always = always(dossier, usize::from(rest.width), look);
        for (entry, at) in always.iter().zip(rows(rest)) {
            put(frame, at, drawn(entry, false, at.width, look));
        }
        let above = u16::try_from(always.len()).unwrap_or(0).min(rest.height);
        let body = Rect {
            y: rest.y + above,
            height: rest.height - above,
            ..rest
        };
        self.area.set(body);
        let entries = self.entries(dossier, usize::from(body.width), look);
        self.rows.set(entries.len());
        let cursor = self.cursor.min(entries.len().saturating_sub(1));
        let first = self
            .scroll
            .first(cursor, usize::from(body.height), entries.len());
        for ((index, entry), at) in entries.iter().enumerate().skip(first).zip(rows(body)) {
            put(frame, at, drawn(entry, index == cursor, at.width, look));
        }
    }

    fn entries(&self, dossier: &Dossier, columns: usize, look: &Look<'_>) -> Vec<Entry> {
        match self.tab {
            ProfileTab::Overview => overview::entries(dossier, columns, look),
            ProfileTab::Timeline => timeline::entries(dossier, look),
            ProfileTab::Accounts => accounts::entries(dossier, columns, look),
            ProfileTab::Terms => terms::entries(dossier, columns, look),
            ProfileTab::Notes => notes(dossier, columns, look),
        }
    }

    fn head(&self, frame: &mut Frame<'_>, at: Rect, dossier: &Dossier, look: &Look<'_>) {
        let person = &dossier.person;
        let shown = |field: Field| {
            person
                .values
                .get(field)
                .map(|raw| field.show(raw, look.today).to_string())
        };
        let place = [shown(Field::Place), shown(Field::Country)]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", ");
        let about: Vec<String> = [
            shown(Field::Pronouns),
            (!place.is_empty()).then_some(place),
            shown(Field::Language),
        ]
        .into_iter()
        .flatten()
        .collect();
        let days = say_age((look.today - person.stage_since).num_days().max(0));
        let state = match &person.parked {
            Some(parked) => format!("parked: {} ", parked.reason.word()),
            None => format!("{} {days} ", person.stage.word()),
        };
        let room = usize::from(at.width).saturating_sub(state.chars().count() + 2);
        let name = self.name();
        put_text(
            frame,
            Rect {
                width: u16::try_from(room).unwrap_or(at.width),
                ..indented(at, 1)
            },
            name.as_str(),
            look.theme.accent,
        );
        let after = u16::try_from(name.width() + 3).unwrap_or(u16::MAX);
        let left = indented(
            Rect {
                width: u16::try_from(room).unwrap_or(at.width),
                ..at
            },
            after,
        );
        put_text(frame, left, &about.join(" · "), look.theme.dim);
        put_right(frame, at, &state, look.theme.plain);
    }

    fn tabs(&self, frame: &mut Frame<'_>, at: Rect, dossier: &Dossier, look: &Look<'_>) {
        let mut spans = Vec::new();
        let mut used = 0;
        for (place, tab) in ProfileTab::ALL.into_iter().enumerate() {
            let count = match tab {
                ProfileTab::Overview => 0,
                ProfileTab::Timeline => dossier.touches.len(),
                ProfileTab::Accounts => dossier.accounts.len(),
                ProfileTab::Terms => dossier.rates.len(),
                ProfileTab::Notes => dossier.notes.len(),
            };
            let words = if count == 0 {
                tab.title().to_owned()
            } else {
                format!("{} {count}", tab.title())
            };
            let open = tab == self.tab;
            let words = if open {
                format!("[{words}]")
            } else {
                format!(" {words} ")
            };
            let style = if open {
                look.theme.accent
            } else {
                look.theme.dim
            };
            used = place * usize::from(TAB_WIDTH) + width(&words);
            spans.push(Span::styled(pad(&words, usize::from(TAB_WIDTH)), style));
        }
        put(frame, at, Line::from(spans));
        if let Some(words) = say_here(look.here, look.me, dossier.person.id)
            && used + width(&words) + 1 < usize::from(at.width)
        {
            put_right(frame, at, &format!("{words} "), look.theme.accent);
        }
    }
}

/// What is always in sight, on every tab: boundaries, and a break.
fn always(dossier: &Dossier, columns: usize, look: &Look<'_>) -> Vec<Entry> {
    let values = &dossier.person.values;
    let alarm = look.theme.alarm;
    let mut lines = Vec::new();
    let boundaries = values.get(Field::Boundaries).filter(|raw| !raw.is_blank());
    if let Some(boundaries) = boundaries.map(Raw::text) {
        let mut wrapped =
            Entry::wrapped("Boundaries", boundaries.as_str(), text_room(columns), alarm);
        if wrapped.len() > BOUNDARIES {
            wrapped.truncate(BOUNDARIES - 1);
            wrapped.push(Entry::new("", "… e shows all of them", alarm));
        }
        lines.extend(wrapped);
    }
    if let Some(until) = values
        .date(Field::BreakUntil)
        .filter(|until| *until > look.today)
    {
        lines.push(Entry::new(
            "On a break",
            format!("until {}", say(until, look.today)),
            alarm,
        ));
    }
    if !lines.is_empty() {
        lines.push(Entry::blank());
    }
    lines
}

fn drawn<'a>(entry: &Entry, at: bool, columns: u16, look: &Look<'_>) -> Line<'a> {
    let mut spans = vec![if at {
        Span::styled(format!(" {CURSOR} "), look.theme.accent)
    } else {
        Span::raw("   ")
    }];
    if !entry.label.is_empty() || !entry.pieces.is_empty() {
        if !entry.label.is_empty()
            || entry.pieces.len() == 1 && entry.pieces[0].1 != look.theme.heading
        {
            let label = format!("{} ", pad(&entry.label, LABEL - 1));
            spans.push(Span::styled(label, look.theme.dim));
        }
        spans.extend(
            entry
                .pieces
                .iter()
                .map(|(text, style)| Span::styled(text.clone(), *style)),
        );
    }
    if let Some((tail, style)) = &entry.tail {
        cut(
            &mut spans,
            usize::from(columns).saturating_sub(width(tail) + 2),
        );
        spans.push(Span::styled(format!("  {tail}"), *style));
    }
    Line::from(spans)
}

/// Columns that a text has beside its label.
#[must_use]
pub fn text_room(columns: usize) -> usize {
    columns.saturating_sub(LABEL + 4).min(90)
}

fn notes(dossier: &Dossier, columns: usize, look: &Look<'_>) -> Vec<Entry> {
    if dossier.notes.is_empty() {
        return vec![Entry::new(
            "",
            "No notes yet. n writes one.",
            look.theme.dim,
        )];
    }
    note_lines(dossier, columns, look)
        .into_iter()
        .map(|(_, entry)| entry)
        .collect()
}

/// Lines of the notes, each with the note it belongs to.
fn note_lines<'a>(dossier: &'a Dossier, columns: usize, look: &Look<'_>) -> Vec<(&'a Note, Entry)> {
    let mut lines = Vec::new();
    for note in &dossier.notes {
        let label = say(note.date, look.today);
        let text = note.text.text();
        let mut entries =
            Entry::wrapped(&label, text.as_str(), text_room(columns), look.theme.plain);
        if let Some(second) = entries.get_mut(1) {
            second.label = note.by.to_string();
        } else {
            entries.push(Entry::new(note.by.as_str(), "", look.theme.dim));
        }
        entries.push(Entry::blank());
        lines.extend(entries.into_iter().map(|entry| (note, entry)));
    }
    lines
}

/// The note that a line of the notes belongs to.
#[must_use]
pub fn note_at(dossier: &Dossier, line: usize, columns: usize) -> Option<&Note> {
    let theme = crate::ui::theme::Theme::new(
        crate::ui::theme::Ground::Dark,
        crate::ui::theme::Depth::Mono,
    );
    let me = crate::domain::text::Clean::default();
    let settings = crate::domain::settings::Settings::default();
    let look = Look {
        theme: &theme,
        today: chrono::NaiveDate::default(),
        me: &me,
        settings: &settings,
        here: &[],
    };
    note_lines(dossier, columns, &look)
        .get(line)
        .map(|(note, _)| *note)
}
