//! One field of the form: its text, what is wrong with it, what may be typed.

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::domain::change::NewAccount;
use crate::domain::field::{Field, FieldKind};
use crate::domain::platform::read_reference;
use crate::domain::text::{Clean, Raw, fold, pad, wrap};
use crate::domain::{country, language};
use crate::ui::look::Look;
use crate::ui::theme::CURSOR;
use crate::ui::widgets::line::{indented, put, put_text, rows};
use crate::ui::widgets::textbox::TextBox;

/// Columns of the labels.
pub(super) const LABEL: usize = 14;

/// What a line of the form fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fills {
    /// The account of somebody new.
    Account,
    /// A field.
    Field(Field),
}

#[derive(Debug, Clone)]
pub(super) struct FormField {
    pub(super) fills: Fills,
    pub(super) text: TextBox,
    /// What stood there, in stored form.
    pub(super) original: Option<String>,
    pub(super) error: Option<String>,
}

/// Lines that a sentence about an error may take.
const ERROR_LINES: usize = 4;
/// Lines a long text may take in the form.
const TEXT_LINES: usize = 6;

impl FormField {
    pub(super) fn name(&self) -> &'static str {
        match self.fills {
            Fills::Account => "account",
            Fills::Field(field) => field.column(),
        }
    }

    pub(super) fn label(&self) -> &'static str {
        match self.fills {
            Fills::Account => "Account",
            Fills::Field(field) => field.label(),
        }
    }

    pub(super) fn is_changed(&self) -> bool {
        let before = self
            .original
            .as_deref()
            .map_or_else(String::new, |stored| typed(self.fills, stored));
        self.text.value().trim() != before.trim()
    }

    pub(super) fn read(
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

    pub(super) fn account(&self) -> Result<Option<NewAccount>, String> {
        if self.text.is_blank() {
            return Ok(None);
        }
        let (platform, handle) =
            read_reference(&self.text.value()).map_err(|error| error.to_string())?;
        let platform = platform.ok_or("which platform? ig ada.lov, or a link")?;
        Ok(Some(NewAccount { platform, handle }))
    }

    /// Writes out what was understood: `growth` becomes `growth bet`.
    pub(super) fn settle(&mut self, today: NaiveDate, members: &[Clean]) {
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

    pub(super) fn height(&self, wide: usize, here: bool) -> usize {
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

    pub(super) fn view(
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
            FieldKind::Sizes => "the piece and its size: shoes 39 EU, shirt M".into(),
            FieldKind::Language | FieldKind::Languages => {
                options(&text, language::all().map(|(_, name)| name))
            }
        }
    }
}

pub(super) fn form_field(field: Field, stored: Option<&Raw>) -> FormField {
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
pub(super) fn typed(fills: Fills, stored: &str) -> String {
    match fills {
        Fills::Field(field) => match field.kind() {
            FieldKind::Country => country::name(stored).unwrap_or(stored).to_owned(),
            FieldKind::Language => language::name(stored).unwrap_or(stored).to_owned(),
            FieldKind::Languages => {
                let names = stored.split(", ");
                let names = names.map(|code| language::name(code).unwrap_or(code));
                names.collect::<Vec<_>>().join(", ")
            }
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
