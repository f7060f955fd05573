//! Two people changed the same field: mine, theirs and the original beside each other, and a choice for each.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::domain::change::{Change, Edit, PeopleChange};
use crate::domain::refusal::Clash;
use crate::domain::text::{Clean, Raw, fit, pad, wrap};
use crate::ui::command::{BoxCommand, ClashCommand};
use crate::ui::draft::BoxNumber;
use crate::ui::look::Look;
use crate::ui::next::Next;
use crate::ui::subject::OnePerson;
use crate::ui::theme::CURSOR;
use crate::ui::widgets::line::{boxed, put, rows};

/// Columns of the labels.
const LABEL: usize = 18;
/// Lines that one value may take.
const VALUE_LINES: usize = 4;

/// The choice between two changes of the same fields.
#[derive(Debug, Clone)]
pub struct ClashBox {
    pub(super) who: OnePerson,
    by: Clean,
    /// Each field, and whether mine is taken; nothing is chosen until the person says so.
    fields: Vec<(Clash, Option<bool>)>,
    /// What else was changed in the same form and meets nobody's.
    others: Vec<Edit>,
    cursor: usize,
    /// The box that was saved: its text is kept until the choice is.
    text: BoxNumber,
}

impl ClashBox {
    /// The choice about the text of a box, or about what was typed in none, with nothing chosen yet.
    #[must_use]
    pub fn new(
        who: OnePerson,
        by: Clean,
        fields: Vec<Clash>,
        others: Vec<Edit>,
        text: Option<BoxNumber>,
    ) -> ClashBox {
        ClashBox {
            who,
            by,
            fields: fields.into_iter().map(|clash| (clash, None)).collect(),
            others,
            cursor: 0,
            text: text.unwrap_or_else(BoxNumber::another),
        }
    }

    /// The box whose text it decides.
    #[must_use]
    pub fn text(&self) -> BoxNumber {
        self.text
    }

    /// The person it is about.
    #[must_use]
    pub fn who(&self) -> &OnePerson {
        &self.who
    }

    /// Takes mine or theirs for the field under the cursor, and goes to the next.
    pub fn choose(&mut self, command: ClashCommand) {
        if let Some(field) = self.fields.get_mut(self.cursor) {
            field.1 = Some(command == ClashCommand::Mine);
        }
        self.cursor = (self.cursor + 1).min(self.fields.len().saturating_sub(1));
    }

    /// Moves, or saves what was chosen.
    pub fn run(&mut self, command: BoxCommand) -> Vec<Next> {
        match command {
            BoxCommand::Submit | BoxCommand::Save => return self.save(),
            BoxCommand::Down | BoxCommand::Next => {
                self.cursor = (self.cursor + 1).min(self.fields.len().saturating_sub(1));
            }
            BoxCommand::Up | BoxCommand::Previous => self.cursor = self.cursor.saturating_sub(1),
            BoxCommand::PageDown
            | BoxCommand::PageUp
            | BoxCommand::Editor
            | BoxCommand::Discard => {}
        }
        Vec::new()
    }

    fn save(&mut self) -> Vec<Next> {
        if let Some(open) = self.fields.iter().position(|(_, mine)| mine.is_none()) {
            self.cursor = open;
            return vec![Next::Say(crate::ui::notice::Notice::calm(
                "choose first: m mine, t theirs",
            ))];
        }
        let stored = |raw: &Option<Raw>| raw.as_ref().map(|raw| raw.as_stored().to_owned());
        let mut edits = self.others.clone();
        edits.extend(
            self.fields
                .iter()
                .filter(|(_, mine)| *mine == Some(true))
                .map(|(clash, _)| Edit {
                    field: clash.field,
                    original: stored(&clash.theirs),
                    mine: stored(&clash.mine),
                }),
        );
        if edits.is_empty() {
            let settled = Next::Settled(self.text);
            let said = crate::ui::notice::Notice::calm(format!(
                "Kept {}'s version of {}",
                self.by, self.who.name
            ));
            return vec![settled, Next::Close, Next::Say(said)];
        }
        vec![Next::Save(Change::People(PeopleChange::Edit {
            person: self.who.id,
            edits,
        }))]
    }

    /// The lines of the box, each with its field.
    fn lines(&self, columns: usize, look: &Look<'_>) -> Vec<(usize, Line<'static>)> {
        let theme = look.theme;
        let room = columns.saturating_sub(LABEL + 2);
        let mut lines = Vec::new();
        for (index, (clash, mine)) in self.fields.iter().enumerate() {
            let mark = |chosen: bool| if chosen { "●" } else { "○" };
            let shown = |value: &Option<Raw>| {
                value.as_ref().map_or_else(
                    || "(empty)".to_owned(),
                    |raw| clash.field.show(raw, look.today).to_string(),
                )
            };
            let (mine_text, theirs_text) = (shown(&clash.mine), shown(&clash.theirs));
            let skip = alike(&mine_text, &theirs_text, room * (VALUE_LINES - 1));
            let parts = [
                (clash.field.label().to_owned(), String::new(), theme.heading),
                (
                    format!("{} m mine", mark(*mine == Some(true))),
                    from(&mine_text, skip),
                    theme.plain,
                ),
                (
                    format!("{} t {}", mark(*mine == Some(false)), self.by),
                    from(&theirs_text, skip),
                    theme.plain,
                ),
                (
                    "    before".to_owned(),
                    from(&shown(&clash.original), skip),
                    theme.dim,
                ),
                (String::new(), String::new(), theme.plain),
            ];
            let cursor = if index == self.cursor { CURSOR } else { " " };
            for (label, text, style) in parts {
                for (place, words) in beginning(&text, room).into_iter().enumerate() {
                    let label = if place == 0 { label.as_str() } else { "" };
                    let spans = vec![
                        Span::styled(format!("{cursor} "), theme.accent),
                        Span::styled(format!("{} ", pad(label, LABEL - 1)), theme.dim),
                        Span::styled(words, style),
                    ];
                    lines.push((index, Line::from(spans)));
                }
            }
        }
        lines.pop();
        lines
    }

    /// Draws it in the middle; the field under the cursor is in sight.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let columns = area.width.saturating_sub(6).min(96);
        let lines = self.lines(usize::from(columns.saturating_sub(4)), look);
        let high = u16::try_from(lines.len() + 2)
            .unwrap_or(u16::MAX)
            .min(area.height);
        let title = format!("{} and you both changed {}", self.by, self.who.name);
        let inside = boxed(frame, area, columns, high, &title, look.theme);
        let last = lines
            .iter()
            .rposition(|(index, _)| *index == self.cursor)
            .unwrap_or(0);
        let begins = lines
            .iter()
            .position(|(index, _)| *index == self.cursor)
            .unwrap_or(0);
        let first = (last + 1)
            .saturating_sub(usize::from(inside.height))
            .min(begins);
        for ((_, line), at) in lines.into_iter().skip(first).zip(rows(inside)) {
            put(frame, at, line);
        }
    }
}

/// Letters before the first difference that are shown with it.
const BEFORE: usize = 24;

/// How many letters two long values have in common and need not be shown; none where both fit into `room` letters.
fn alike(one: &str, other: &str, room: usize) -> usize {
    if one.chars().count().max(other.chars().count()) <= room {
        return 0;
    }
    let same = one.chars().zip(other.chars());
    let same = same.take_while(|(one, other)| one == other).count();
    same.saturating_sub(BEFORE)
}

/// A value without its first letters, and `…` for them.
fn from(text: &str, skip: usize) -> String {
    if skip == 0 {
        return text.to_owned();
    }
    let rest: String = text.chars().skip(skip).collect();
    format!("… {rest}")
}

/// The first lines of a value, `…` where more would follow.
fn beginning(text: &str, columns: usize) -> Vec<String> {
    let mut lines = wrap(text, columns.max(10));
    if lines.len() > VALUE_LINES {
        lines.truncate(VALUE_LINES);
        if let Some(last) = lines.last_mut() {
            *last = fit(&format!("{last} …"), columns.max(10)).into_owned();
        }
    }
    if lines.is_empty() {
        lines.push(String::new());
    }
    lines
}
