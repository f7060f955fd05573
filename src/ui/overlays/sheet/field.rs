//! One field of a sheet, and how the typed fields are read.

use chrono::NaiveDate;

use crate::domain::dates;
use crate::domain::text::{Clean, Raw};
use crate::ui::draft::{TextField, TextPlace};
use crate::ui::widgets::textbox::TextBox;

/// One field of a sheet.
#[derive(Debug, Clone)]
pub(super) struct SheetField {
    /// Its name in kept text.
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) text: TextBox,
    /// What stood there, as typed.
    pub(super) before: String,
    pub(super) error: Option<String>,
}

impl SheetField {
    /// A field of one line.
    pub(super) fn line(
        place: &TextPlace,
        name: &'static str,
        label: &'static str,
        before: impl Into<String>,
    ) -> SheetField {
        let text = TextBox::line(place.field(name), &before.into());
        SheetField::with(name, label, text)
    }

    /// A field of many lines.
    pub(super) fn text(
        place: &TextPlace,
        name: &'static str,
        label: &'static str,
        before: impl Into<String>,
    ) -> SheetField {
        let text = TextBox::text(place.field(name), &before.into());
        SheetField::with(name, label, text)
    }

    fn with(name: &'static str, label: &'static str, text: TextBox) -> SheetField {
        SheetField {
            name,
            label,
            before: text.value(),
            text,
            error: None,
        }
    }

    pub(super) fn is_changed(&self) -> bool {
        self.text.value().trim() != self.before.trim()
    }
}

impl TextField for SheetField {
    fn text_box(&self) -> &TextBox {
        &self.text
    }

    fn is_unsaved(&self) -> bool {
        self.is_changed()
    }

    fn original(&self) -> Option<Option<String>> {
        Some(Some(self.before.clone()))
    }
}

/// The typed fields while they are read; what is wrong is gathered.
pub(super) struct Reading<'a> {
    fields: &'a [SheetField],
    pub(super) today: NaiveDate,
    pub(super) errors: Vec<(usize, String)>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(fields: &'a [SheetField], today: NaiveDate) -> Reading<'a> {
        Reading {
            fields,
            today,
            errors: Vec::new(),
        }
    }

    /// What was typed into a field, trimmed.
    pub(super) fn typed(&self, name: &str) -> String {
        let field = self.fields.iter().find(|field| field.name == name);
        field.map_or_else(String::new, |field| field.text.value().trim().to_owned())
    }

    fn is_changed(&self, name: &str) -> bool {
        let field = self.fields.iter().find(|field| field.name == name);
        field.is_some_and(SheetField::is_changed)
    }

    /// Notes what is wrong with a field.
    pub(super) fn refuse<T>(&mut self, name: &str, error: String) -> Option<T> {
        let place = self.fields.iter().position(|field| field.name == name);
        self.errors.push((place.unwrap_or(0), error));
        None
    }

    /// A field's value: what stood there where its author did not touch it, else what was typed, read.
    pub(super) fn value<T: Clone>(
        &mut self,
        name: &str,
        before: Option<&T>,
        read: impl FnOnce(&str, NaiveDate) -> Result<T, String>,
    ) -> Option<T> {
        if let (Some(before), false) = (before, self.is_changed(name)) {
            return Some(before.clone());
        }
        match read(&self.typed(name), self.today) {
            Ok(value) => Some(value),
            Err(error) => self.refuse(name, error),
        }
    }

    /// A text of one line.
    pub(super) fn raw(&mut self, name: &str, before: Option<&Raw>, blank: &str) -> Option<Raw> {
        self.value(name, before, |typed, _| {
            let text = if typed.is_empty() { blank } else { typed };
            Ok(Raw::new(text))
        })
    }

    /// The day a line is of; blank is today.
    pub(super) fn day(&mut self, name: &str, before: Option<&NaiveDate>) -> Option<NaiveDate> {
        self.value(name, before, |typed, today| match typed {
            "" => Ok(today),
            typed => dates::parse_past(typed, today).map_err(|error| error.to_string()),
        })
    }
}

/// A date as it is understood so far, or what may be typed.
pub(super) fn day_hint(typed: &str, blank: &str, today: NaiveDate) -> String {
    match dates::parse_past(typed, today) {
        _ if typed.trim().is_empty() => format!("{blank}; 3 nov, -2w or 2026-11-03"),
        Ok(date) => dates::say_full(date),
        Err(error) => error.to_string(),
    }
}

/// A whole number, or nothing.
pub(super) fn count(typed: &str) -> Result<Option<i64>, String> {
    crate::domain::counts::parse_count(typed)
        .map_err(|error| format!("\"{}\": {error}", Clean::line(typed)))
}
