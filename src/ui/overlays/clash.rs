//! Two people changed the same field: mine, theirs and the original beside each other, and a choice for each.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::domain::change::{Change, Edit, PeopleChange, TalkChange};
use crate::domain::field::Field;
use crate::domain::ids::NoteId;
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
/// Lines that one value may take beside others.
const VALUE_LINES: usize = 4;

/// A text that two people changed, and which of the two is taken; nothing is chosen until the person says so.
#[derive(Debug, Clone)]
struct Choice {
    about: About,
    before: Option<Raw>,
    mine: Option<Raw>,
    theirs: Option<Raw>,
    takes_mine: Option<bool>,
}

/// Which text it is.
#[derive(Debug, Clone, Copy)]
enum About {
    Field(Field),
    Note(NoteId),
}

impl Choice {
    fn label(&self) -> &'static str {
        match self.about {
            About::Field(field) => field.label(),
            About::Note(_) => "Note",
        }
    }

    fn shown(&self, value: Option<&Raw>, look: &Look<'_>) -> String {
        let Some(raw) = value else {
            return "(empty)".to_owned();
        };
        match self.about {
            About::Field(field) => field.show(raw, look.today).to_string(),
            About::Note(_) => raw.line().to_string(),
        }
    }
}

/// The choice between two changes of the same fields, or of the same note.
#[derive(Debug, Clone)]
pub struct ClashBox {
    pub(super) who: OnePerson,
    by: Clean,
    fields: Vec<Choice>,
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
        let choice = |clash: Clash| Choice {
            about: About::Field(clash.field),
            before: clash.original,
            mine: clash.mine,
            theirs: clash.theirs,
            takes_mine: None,
        };
        ClashBox {
            who,
            by,
            fields: fields.into_iter().map(choice).collect(),
            others,
            cursor: 0,
            text: text.unwrap_or_else(BoxNumber::another),
        }
    }

    /// The choice about a note: what it said before, what I and what a colleague made of it.
    #[must_use]
    pub fn of_note(
        who: OnePerson,
        by: Clean,
        note: NoteId,
        [before, mine, theirs]: [Raw; 3],
        text: Option<BoxNumber>,
    ) -> ClashBox {
        let choice = Choice {
            about: About::Note(note),
            before: Some(before),
            mine: Some(mine),
            theirs: Some(theirs),
            takes_mine: None,
        };
        ClashBox {
            fields: vec![choice],
            ..ClashBox::new(who, by, Vec::new(), Vec::new(), text)
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
            field.takes_mine = Some(command == ClashCommand::Mine);
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
        if let Some(open) = self.fields.iter().position(|one| one.takes_mine.is_none()) {
            self.cursor = open;
            return vec![Next::Say(crate::ui::notice::Notice::calm(
                "choose first: m mine, t theirs",
            ))];
        }
        let stored = |raw: &Option<Raw>| raw.as_ref().map(|raw| raw.as_stored().to_owned());
        let mut edits = self.others.clone();
        for one in self
            .fields
            .iter()
            .filter(|one| one.takes_mine == Some(true))
        {
            let (original, mine) = (stored(&one.theirs), stored(&one.mine));
            match one.about {
                About::Field(field) => edits.push(Edit {
                    field,
                    original,
                    mine,
                }),
                About::Note(note) => {
                    return vec![Next::Save(Change::Talk(TalkChange::EditNote {
                        person: self.who.id,
                        note,
                        original: original.unwrap_or_default(),
                        mine: mine.unwrap_or_default(),
                    }))];
                }
            }
        }
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

    /// The lines of the box, each with its field; a value takes so many of them at most.
    fn lines(&self, columns: usize, most: usize, look: &Look<'_>) -> Vec<(usize, Line<'static>)> {
        let theme = look.theme;
        let room = columns.saturating_sub(LABEL + 2);
        let mut lines = Vec::new();
        for (index, one) in self.fields.iter().enumerate() {
            let mine = one.takes_mine;
            let mark = |chosen: bool| if chosen { "●" } else { "○" };
            let mine_text = one.shown(one.mine.as_ref(), look);
            let theirs_text = one.shown(one.theirs.as_ref(), look);
            let skip = alike(&mine_text, &theirs_text, room * (most - 1));
            let parts = [
                (one.label().to_owned(), String::new(), theme.heading),
                (
                    format!("{} m mine", mark(mine == Some(true))),
                    from(&mine_text, skip),
                    theme.plain,
                ),
                (
                    format!("{} t {}", mark(mine == Some(false)), self.by),
                    from(&theirs_text, skip),
                    theme.plain,
                ),
                (
                    "    before".to_owned(),
                    from(&one.shown(one.before.as_ref(), look), skip),
                    theme.dim,
                ),
                (String::new(), String::new(), theme.plain),
            ];
            let cursor = if index == self.cursor { CURSOR } else { " " };
            for (label, text, style) in parts {
                for (place, words) in beginning(&text, room, most).into_iter().enumerate() {
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
        // A single text has the whole box: three values, a heading and the frame.
        let most = match self.fields.len() {
            0 | 1 => (usize::from(area.height).saturating_sub(3) / 3).max(2),
            _ => VALUE_LINES,
        };
        let lines = self.lines(usize::from(columns.saturating_sub(4)), most, look);
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
fn beginning(text: &str, columns: usize, most: usize) -> Vec<String> {
    let mut lines = wrap(text, columns.max(10));
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            *last = fit(&format!("{last} …"), columns.max(10)).into_owned();
        }
    }
    if lines.is_empty() {
        lines.push(String::new());
    }
    lines
}
