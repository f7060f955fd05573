//! The form of a person: one line a field, messages at the field, dates and choices echoed while one types.

use chrono::NaiveDate;
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::Taken;
use crate::domain::change::{Change, Edit, NewAccount, PeopleChange};
use crate::domain::field::{Field, FieldKind};
use crate::domain::ids::PersonId;
use crate::domain::person::Dossier;
use crate::domain::platform::read_reference;
use crate::domain::text::{Clean, Raw, fold, pad, wrap};
use crate::domain::{country, language};
use crate::ui::command::BoxCommand;
use crate::ui::draft::{Draft, DraftFor};
use crate::ui::effect::Effect;
use crate::ui::look::Look;
use crate::ui::next::Next;
use crate::ui::theme::CURSOR;
use crate::ui::widgets::line::{boxed, indented, put, put_text, rows};
use crate::ui::widgets::scroll::Scroll;
use crate::ui::widgets::textbox::TextBox;

/// Columns of the labels.
const LABEL: usize = 14;

/// What a line of the form fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fills {
    /// The account of somebody new.
    Account,
    /// A field.
    Field(Field),
}

#[derive(Debug, Clone)]
struct FormField {
    fills: Fills,
    text: TextBox,
    /// What stood there, in stored form.
    original: Option<String>,
    error: Option<String>,
}

/// The form of a person.
#[derive(Debug, Clone)]
pub struct Form {
    person: Option<PersonId>,
    name: Clean,
    fields: Vec<FormField>,
    cursor: usize,
    members: Vec<Clean>,
    /// The text comes from a desk that ended.
    restored: bool,
}

impl Form {
    /// The form of somebody new.
    #[must_use]
    pub fn blank() -> Form {
        let account = FormField {
            fills: Fills::Account,
            text: TextBox::line(""),
            original: None,
            error: None,
        };
        let mut fields = vec![account];
        fields.extend(Field::ALL.iter().map(|field| form_field(*field, None)));
        Form {
            person: None,
            name: Clean::fixed("Somebody new"),
            fields,
            cursor: 0,
            members: Vec::new(),
            restored: false,
        }
    }

    /// The form of a person, as they stand now.
    #[must_use]
    pub fn of(dossier: &Dossier) -> Form {
        let values = &dossier.person.values;
        let handle = dossier
            .accounts
            .first()
            .map(|account| Clean::line(account.handle.as_str()));
        let name = values
            .get(Field::Name)
            .map(Raw::line)
            .or(handle)
            .unwrap_or_default();
        Form {
            person: Some(dossier.person.id),
            name,
            fields: Field::ALL
                .iter()
                .map(|field| form_field(*field, values.get(*field)))
                .collect(),
            cursor: 0,
            members: Vec::new(),
            restored: false,
        }
    }

    /// Tells the members, for the owner.
    pub fn set_members(&mut self, members: &[Clean]) {
        self.members = members.to_vec();
    }

    /// Puts the cursor on a field.
    pub fn put_cursor(&mut self, field: Field) {
        self.cursor = self.place(field).unwrap_or(self.cursor);
    }

    /// What stands in a field of the form.
    #[must_use]
    pub fn text_of(&self, field: Field) -> String {
        self.place(field)
            .map_or_else(String::new, |place| self.fields[place].text.value())
    }

    fn place(&self, field: Field) -> Option<usize> {
        self.fields
            .iter()
            .position(|one| one.fills == Fills::Field(field))
    }

    /// Puts kept text back over what stands there now.
    pub fn restore(&mut self, draft: &Draft) {
        for (column, text) in &draft.texts {
            let place = match column.as_str() {
                "account" => self
                    .fields
                    .iter()
                    .position(|field| field.fills == Fills::Account),
                column => Field::by_column(column).and_then(|field| self.place(field)),
            };
            if let Some(field) = place.and_then(|place| self.fields.get_mut(place)) {
                field.text.set(text);
            }
        }
        // What the author saw counts: what a colleague wrote since then is found as a clash.
        for (column, original) in &draft.originals {
            let place = Field::by_column(column).and_then(|field| self.place(field));
            if let Some(field) = place.and_then(|place| self.fields.get_mut(place)) {
                field.original.clone_from(original);
            }
        }
        self.restored = true;
    }

    fn current(&mut self) -> Option<&mut FormField> {
        self.fields.get_mut(self.cursor)
    }

    /// Letters go into the field; Enter leaves a line, arrows leave at the edges.
    pub fn key(&mut self, key: KeyEvent, look: &Look<'_>) -> Taken {
        let Some(field) = self.fields.get_mut(self.cursor) else {
            return Taken::No;
        };
        let many = field.text.is_many();
        match key.code {
            KeyCode::Enter if !many => self.leave(1, look),
            KeyCode::Down if !many || field.text.at_bottom() => self.leave(1, look),
            KeyCode::Up if !many || field.text.at_top() => self.leave(self.fields.len() - 1, look),
            _ => {
                field.error = None;
                if !field.text.key(key) {
                    return Taken::No;
                }
            }
        }
        Taken::Yes(Vec::new())
    }

    /// Leaves the field for another; what was understood is written out.
    fn leave(&mut self, by: usize, look: &Look<'_>) {
        if let Some(field) = self.fields.get_mut(self.cursor) {
            field.settle(look.today, &self.members);
        }
        self.cursor = (self.cursor + by) % self.fields.len().max(1);
    }

    /// Pasted text goes into the field.
    pub fn paste(&mut self, text: &str) {
        if let Some(field) = self.current() {
            field.text.paste(text);
        }
    }

    /// Text from the editor goes into the field.
    pub fn edited(&mut self, text: &str) {
        if let Some(field) = self.current() {
            field.text.set(text.trim_end());
        }
    }

    /// Moves between fields, saves, opens the editor.
    pub fn run(&mut self, command: BoxCommand, look: &Look<'_>) -> Vec<Next> {
        match command {
            BoxCommand::Save | BoxCommand::Submit => return self.save(look),
            BoxCommand::Next | BoxCommand::Down => self.leave(1, look),
            BoxCommand::Previous | BoxCommand::Up => self.leave(self.fields.len() - 1, look),
            BoxCommand::PageDown => self.cursor = (self.cursor + 8).min(self.fields.len() - 1),
            BoxCommand::PageUp => self.cursor = self.cursor.saturating_sub(8),
            BoxCommand::Editor => {
                let text = self
                    .current()
                    .map(|field| field.text.value())
                    .unwrap_or_default();
                return vec![Next::Do(Effect::Edit(text))];
            }
            BoxCommand::Discard => self.discard(),
        }
        Vec::new()
    }

    fn discard(&mut self) {
        for field in &mut self.fields {
            let text = field
                .original
                .as_deref()
                .map_or_else(String::new, |stored| typed(field.fills, stored));
            field.text.set(&text);
            field.error = None;
        }
        self.restored = false;
    }

    fn save(&mut self, look: &Look<'_>) -> Vec<Next> {
        let mut edits = Vec::new();
        let mut accounts = Vec::new();
        let mut wrong = None;
        for (place, field) in self.fields.iter_mut().enumerate() {
            field.settle(look.today, &self.members);
            let read = match field.fills {
                Fills::Account => field.account().map(|account| accounts.extend(account)),
                Fills::Field(one) => field.read(one, look.today, &self.members).map(|mine| {
                    if mine != field.original {
                        edits.push(Edit {
                            field: one,
                            original: field.original.clone(),
                            mine,
                        });
                    }
                }),
            };
            if let Err(error) = read {
                field.error = Some(error);
                wrong = wrong.or(Some(place));
            }
        }
        if let Some(place) = wrong {
            self.cursor = place;
            return Vec::new();
        }
        match self.person {
            Some(_) if edits.is_empty() => vec![Next::Close],
            Some(person) => vec![Next::Save(Change::People(PeopleChange::Edit {
                person,
                edits,
            }))],
            None if edits.is_empty() && accounts.is_empty() => self.nothing_typed(),
            None => vec![Next::Save(Change::People(PeopleChange::Create {
                accounts,
                edits,
            }))],
        }
    }

    fn nothing_typed(&mut self) -> Vec<Next> {
        self.cursor = 0;
        if let Some(field) = self.current() {
            field.error = Some("a name or an account is needed; Esc closes".into());
        }
        Vec::new()
    }

    /// Where its text belongs.
    #[must_use]
    pub fn place_of_text(&self) -> DraftFor {
        self.person.map_or(DraftFor::NewPerson, DraftFor::Person)
    }

    /// What was typed so far: the fields that differ from what stood there.
    #[must_use]
    pub fn draft(&self) -> Option<Draft> {
        let changed = || self.fields.iter().filter(|field| field.is_changed());
        let name = |field: &FormField| field.name().to_owned();
        let texts: Vec<(String, String)> = changed()
            .map(|field| (name(field), field.text.value()))
            .collect();
        let originals = changed()
            .map(|field| (name(field), field.original.clone()))
            .collect();
        (!texts.is_empty()).then(|| Draft {
            place: self.place_of_text(),
            about: self.name.to_string(),
            texts,
            originals,
        })
    }

    /// The edits as typed, for the choice after a clash.
    #[must_use]
    pub fn edits(&self, look: &Look<'_>) -> Vec<Edit> {
        let edit = |field: &FormField| match field.fills {
            Fills::Account => None,
            Fills::Field(one) => {
                let mine = field.read(one, look.today, &self.members).ok()?;
                (mine != field.original).then(|| Edit {
                    field: one,
                    original: field.original.clone(),
                    mine,
                })
            }
        };
        self.fields.iter().filter_map(edit).collect()
    }

    /// Draws it in the middle.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        let theme = look.theme;
        let columns = area.width.saturating_sub(4).min(100);
        let title = if self.restored {
            format!(
                "{} · unsaved text is back, Ctrl-X Ctrl-D throws it away",
                self.name
            )
        } else {
            self.name.to_string()
        };
        // Two columns of frame and two of white space.
        let wide = usize::from(columns).saturating_sub(LABEL + 2 + 4);
        let heights: Vec<usize> = self
            .fields
            .iter()
            .enumerate()
            .map(|(place, field)| field.height(wide, place == self.cursor))
            .collect();
        let before: usize = heights.iter().take(self.cursor).sum();
        let here = heights.get(self.cursor).copied().unwrap_or(1);
        let total: usize = heights.iter().sum();
        let high = u16::try_from(total + 2)
            .unwrap_or(u16::MAX)
            .min(area.height.saturating_sub(1));
        let inside = boxed(frame, area, columns, high, &title, theme);
        let visible = usize::from(inside.height);
        // The last line of the field with the keyboard decides how far the form is scrolled.
        let first = Scroll::default()
            .first((before + here).saturating_sub(1), visible, total)
            .min(before);
        let mut line = 0;
        for (place, field) in self.fields.iter().enumerate() {
            if line >= first && line - first < visible {
                let y = inside.y + u16::try_from(line - first).unwrap_or(0);
                let height = u16::try_from(heights[place])
                    .unwrap_or(1)
                    .min(inside.bottom() - y);
                field.view(
                    frame,
                    Rect {
                        y,
                        height,
                        ..inside
                    },
                    place == self.cursor,
                    look,
                    &self.members,
                );
            }
            line += heights[place];
        }
    }
}

/// Lines that a sentence about an error may take.
const ERROR_LINES: usize = 4;
/// Lines a long text may take in the form.
const TEXT_LINES: usize = 6;

impl FormField {
    fn name(&self) -> &'static str {
        match self.fills {
            Fills::Account => "account",
            Fills::Field(field) => field.column(),
        }
    }

    fn label(&self) -> &'static str {
        match self.fills {
            Fills::Account => "Account",
            Fills::Field(field) => field.label(),
        }
    }

    fn is_changed(&self) -> bool {
        let before = self
            .original
            .as_deref()
            .map_or_else(String::new, |stored| typed(self.fills, stored));
        self.text.value().trim() != before.trim()
    }

    fn read(
        &self,
        field: Field,
        today: NaiveDate,
        members: &[Clean],
    ) -> Result<Option<String>, String> {
        if !self.is_changed() {
            return Ok(self.original.clone());
        }
        let read = field.read(&self.text.value(), today)?;
        match (field.kind(), &read) {
            (FieldKind::Member, Some(login))
                if !members.iter().any(|member| member.as_str() == login) =>
            {
                let names = members
                    .iter()
                    .map(Clean::as_str)
                    .collect::<Vec<_>>()
                    .join(", ");
                Err(format!(
                    "\"{}\" is no member; members are: {names}",
                    Clean::line(login)
                ))
            }
            _ => Ok(read),
        }
    }

    fn account(&self) -> Result<Option<NewAccount>, String> {
        if self.text.is_blank() {
            return Ok(None);
        }
        let (platform, handle) =
            read_reference(&self.text.value()).map_err(|error| error.to_string())?;
        let platform = platform.ok_or("which platform? ig ada.lov, or a link")?;
        Ok(Some(NewAccount { platform, handle }))
    }

    /// Writes out what was understood: `growth` becomes `growth bet`.
    fn settle(&mut self, today: NaiveDate, members: &[Clean]) {
        let Fills::Field(field) = self.fills else {
            return;
        };
        if self.text.is_blank() || !self.is_changed() || self.text.is_many() {
            return;
        }
        if let FieldKind::Member = field.kind() {
            let typed = self.text.value();
            let mut like = members
                .iter()
                .filter(|member| member.as_str().starts_with(typed.trim()));
            if let (Some(one), None) = (like.next(), like.next()) {
                self.text.set(one.as_str());
            }
        }
        match self.read(field, today, members) {
            Ok(Some(stored)) => self.text.set(&typed(self.fills, &stored)),
            Ok(None) => {}
            Err(error) => self.error = Some(error),
        }
    }

    fn height(&self, wide: usize, here: bool) -> usize {
        let text = usize::from(self.text.height(u16::try_from(wide).unwrap_or(u16::MAX)));
        text.clamp(1, TEXT_LINES) + self.below(wide, here)
    }

    /// Lines below the text: what is wrong with it, or a hint where the keyboard is.
    fn below(&self, wide: usize, here: bool) -> usize {
        match &self.error {
            Some(error) => wrap(error, wide.max(10)).len().clamp(1, ERROR_LINES),
            None => usize::from(here),
        }
    }

    fn view(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        here: bool,
        look: &Look<'_>,
        members: &[Clean],
    ) {
        let theme = look.theme;
        let mark = if here {
            format!("{CURSOR} ")
        } else {
            "  ".into()
        };
        let label_style = if here { theme.accent } else { theme.dim };
        let label = Line::from(vec![
            Span::styled(mark, theme.accent),
            Span::styled(pad(self.label(), LABEL), label_style),
        ]);
        put(frame, area, label);
        let beside = indented(area, u16::try_from(LABEL + 2).unwrap_or(16));
        let wide = usize::from(beside.width);
        let below = u16::try_from(self.below(wide, here)).unwrap_or(0);
        let text = Rect {
            height: area.height.saturating_sub(below).max(1),
            ..beside
        };
        self.text.view(frame, text, theme.plain, here);
        let (lines, style) = match &self.error {
            Some(error) => (wrap(Clean::line(error).as_str(), wide.max(10)), theme.alarm),
            None if here => (vec![self.hint(look, members)], theme.dim),
            None => (Vec::new(), theme.dim),
        };
        let under = Rect {
            y: text.bottom(),
            height: area.height - text.height.min(area.height),
            ..beside
        };
        for (line, at) in lines.iter().zip(rows(under)) {
            put_text(frame, at, line, style);
        }
    }

    /// What is understood so far, and what may be typed.
    fn hint(&self, look: &Look<'_>, members: &[Clean]) -> String {
        let text = self.text.value();
        let field = match self.fills {
            Fills::Account => return "a link, or the platform and the handle: ig ada.lov".into(),
            Fills::Field(field) => field,
        };
        match field.kind() {
            FieldKind::Line => String::new(),
            FieldKind::Text => "Enter makes a line · Ctrl-X Ctrl-E opens your editor".into(),
            FieldKind::Tags => "blanks or commas between tags".into(),
            FieldKind::Days => "a number of days; empty leaves it to the care level".into(),
            FieldKind::Date => match field.read(&text, look.today) {
                Ok(Some(stored)) => field.show(&Raw::new(stored), look.today).to_string(),
                Ok(None) => "fri, +3d, 12 dec or 2026-12-01".into(),
                Err(error) => error,
            },
            FieldKind::Choice(words) | FieldKind::Set(words) => {
                options(&text, words.iter().copied())
            }
            FieldKind::Zone => "a city or zone as Europe/Stockholm, or UTC+2".into(),
            FieldKind::Member => options(&text, members.iter().map(Clean::as_str)),
            FieldKind::Country => options(&text, country::all().map(|(_, name)| name)),
            FieldKind::Language => options(&text, language::all().map(|(_, name)| name)),
        }
    }
}

fn form_field(field: Field, stored: Option<&Raw>) -> FormField {
    let original = stored.map(|raw| raw.as_stored().to_owned());
    let text = original
        .as_deref()
        .map_or_else(String::new, |stored| typed(Fills::Field(field), stored));
    let text = if field.kind() == FieldKind::Text {
        TextBox::text(&text)
    } else {
        TextBox::line(&text)
    };
    FormField {
        fills: Fills::Field(field),
        text,
        original,
        error: None,
    }
}

/// What is stored, as a person would type it.
fn typed(fills: Fills, stored: &str) -> String {
    match fills {
        Fills::Field(field) => match field.kind() {
            FieldKind::Country => country::name(stored).unwrap_or(stored).to_owned(),
            FieldKind::Language => language::name(stored).unwrap_or(stored).to_owned(),
            _ => stored.to_owned(),
        },
        Fills::Account => stored.to_owned(),
    }
}

/// Words that begin with, or hold, what was typed last.
fn options<'a>(typed: &str, words: impl Iterator<Item = &'a str>) -> String {
    let last = typed.rsplit([',', ';']).next().unwrap_or_default();
    let wanted = fold(last);
    let mut like: Vec<&str> = words.filter(|word| fold(word).contains(&wanted)).collect();
    like.sort_by_key(|word| !fold(word).starts_with(&wanted));
    like.into_iter().take(8).collect::<Vec<_>>().join(" · ")
}
