//! One field of the form: its text, what is wrong with it, what may be typed.

use chrono::NaiveDate;

use crate::domain::change::NewAccount;
use crate::domain::dates::Examples;
use crate::domain::field::{Field, FieldKind};
use crate::domain::platform::read_reference;
use crate::domain::text::{Clean, Raw, fold};
use crate::domain::{country, language};
use crate::ui::draft::{TextField, TextPlace};
use crate::ui::look::Look;
use crate::ui::overlays::labelled::Labelled;
use crate::ui::widgets::textbox::TextBox;

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
    /// What is stored now, in stored form: text that was put back may have been typed over something older.
    pub(super) stored: Option<String>,
    pub(super) error: Option<String>,
}

impl Fills {
    /// Its name in unsaved text.
    pub(super) fn name(self) -> &'static str {
        match self {
            Fills::Account => "account",
            Fills::Field(field) => field.column(),
        }
    }
}

impl FormField {
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

    /// As it is drawn; the hint only where the keyboard is.
    pub(super) fn labelled(&self, here: bool, look: &Look<'_>, members: &[Clean]) -> Labelled<'_> {
        Labelled {
            label: self.label(),
            text: &self.text,
            error: self.error.as_deref(),
            hint: if here {
                self.hint(look, members)
            } else {
                String::new()
            },
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
                Ok(None) => Examples::ahead(look.today).to_string(),
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

impl TextField for FormField {
    fn text_box(&self) -> &TextBox {
        &self.text
    }

    fn is_unsaved(&self) -> bool {
        self.is_changed()
    }

    fn original(&self) -> Option<Option<String>> {
        Some(self.original.clone())
    }
}

/// The line for the account of a new person.
pub(super) fn account_field(place: &TextPlace) -> FormField {
    let fills = Fills::Account;
    FormField {
        fills,
        text: TextBox::line(place.field(fills.name()), ""),
        original: None,
        stored: None,
        error: None,
    }
}

pub(super) fn form_field(place: &TextPlace, field: Field, stored: Option<&Raw>) -> FormField {
    let original = stored.map(|raw| raw.as_stored().to_owned());
    let text = original
        .as_deref()
        .map_or_else(String::new, |stored| typed(Fills::Field(field), stored));
    let fills = Fills::Field(field);
    let place = place.field(fills.name());
    let text = if field.kind() == FieldKind::Text {
        TextBox::text(place, &text)
    } else {
        TextBox::line(place, &text)
    };
    FormField {
        fills,
        text,
        stored: original.clone(),
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
