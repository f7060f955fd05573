//! Reading one config file: every line that cannot be is told with its place, what is expected and the nearest name.

use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Colours, Config};
use crate::domain::text::{Clean, nearest};
use crate::ui::keymap::{LAYOUTS, Layout, Wish};
use crate::ui::theme::ThemeName;

/// What may stand in the file, at its top.
const NAMES: [&str; 7] = ["db", "desks", "theme", "color", "mouse", "layout", "keys"];

/// Reads the text of a file over what weaker files said.
///
/// # Errors
/// One sentence: file, line, what is wrong and what is expected.
pub(super) fn over(weaker: Config, path: &Path, text: &str) -> Result<Config, String> {
    let reading = Reading {
        name: Clean::line(&path.display().to_string()),
        text,
    };
    let mut config = weaker;
    let table = DeTable::parse(text).map_err(|error| reading.no_toml(&error))?;
    for (key, value) in in_order(table.get_ref()) {
        let name = key.get_ref().as_ref();
        match name {
            "db" => config.db = Some(reading.text(name, value)?),
            "desks" => reading.desks(reading.table(name, value)?, &mut config)?,
            "theme" => {
                config.theme = reading.word(name, value, ThemeName::WORDS, ThemeName::parse)?;
            }
            "color" => config.color = reading.word(name, value, Colours::WORDS, Colours::parse)?,
            "mouse" => config.mouse = Some(reading.yes_or_no(name, value)?),
            "layout" => config.layout = reading.layout(name, value)?,
            "keys" => reading.keys("", reading.table(name, value)?, &mut config.keys)?,
            _ => return Err(reading.unknown(name, key)),
        }
    }
    Ok(config)
}

type Entry<'a, 'i> = (
    &'a Spanned<std::borrow::Cow<'i, str>>,
    &'a Spanned<DeValue<'i>>,
);

/// The lines of a table as they stand in the file, so that the first that is wrong is told first.
fn in_order<'a, 'i>(table: &'a DeTable<'i>) -> Vec<Entry<'a, 'i>> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

struct Reading<'a> {
    name: Clean,
    text: &'a str,
}

impl Reading<'_> {
    fn place(&self, span: &Range<usize>) -> String {
        let before = self.text.get(..span.start).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        format!("{}: line {line}", self.name)
    }

    fn no_toml(&self, error: &toml::de::Error) -> String {
        let span = error.span().unwrap_or(0..0);
        let place = self.place(&span);
        if error.message().contains("duplicate key") {
            let key = Clean::line(self.text.get(span).unwrap_or("a name"));
            return format!("{place}: {key} stands there twice; take one of them out");
        }
        let words = Clean::line(error.message().lines().next().unwrap_or_default());
        format!("{place}: this cannot be read ({words}); a line is name = \"value\"")
    }

    fn unknown(&self, name: &str, key: &Spanned<std::borrow::Cow<'_, str>>) -> String {
        let shown = Clean::line(name);
        let place = self.place(&key.span());
        let is_teams = crate::domain::settings::TABLE
            .iter()
            .any(|line| line.key.split('.').next() == Some(name));
        if is_teams {
            return format!(
                "{place}: {shown} is a setting of the team; it is set at the desk or with `entourage settings`"
            );
        }
        match nearest(name, NAMES) {
            Some(near) => format!("{place}: there is no setting {shown}; did you mean {near}?"),
            None => format!(
                "{place}: there is no setting {shown}; there are {}",
                NAMES.join(", ")
            ),
        }
    }

    fn wants(&self, name: &str, wanted: &str, value: &Spanned<DeValue<'_>>) -> String {
        let given = Clean::line(self.text.get(value.span()).unwrap_or_default());
        let name = Clean::line(name);
        let place = self.place(&value.span());
        format!("{place}: {name} wants {wanted}, not {given}")
    }

    fn text(&self, name: &str, value: &Spanned<DeValue<'_>>) -> Result<String, String> {
        let text = value.get_ref().as_str().map(str::to_owned);
        text.ok_or_else(|| self.wants(name, "text in quotes", value))
    }

    fn yes_or_no(&self, name: &str, value: &Spanned<DeValue<'_>>) -> Result<bool, String> {
        let answer = value.get_ref().as_bool();
        answer.ok_or_else(|| self.wants(name, "true or false", value))
    }

    fn table<'v, 'i>(
        &self,
        name: &str,
        value: &'v Spanned<DeValue<'i>>,
    ) -> Result<&'v DeTable<'i>, String> {
        let lines = value.get_ref().as_table();
        lines.ok_or_else(|| self.wants(name, &format!("lines of its own below [{name}]"), value))
    }

    fn word<T>(
        &self,
        name: &str,
        value: &Spanned<DeValue<'_>>,
        words: &[&str],
        parse: fn(&str) -> Option<T>,
    ) -> Result<T, String> {
        let read = value.get_ref().as_str().and_then(parse);
        read.ok_or_else(|| {
            let wanted = format!("one of \"{}\"", words.join("\", \""));
            self.wants(name, &wanted, value)
        })
    }

    fn layout(
        &self,
        name: &str,
        value: &Spanned<DeValue<'_>>,
    ) -> Result<Option<&'static Layout>, String> {
        let known: Vec<&str> = LAYOUTS.iter().map(|layout| layout.name).collect();
        match value.get_ref().as_str() {
            Some("none") => Ok(None),
            Some(text) if Layout::named(text).is_some() => Ok(Layout::named(text)),
            _ => Err(self.wants(name, &format!("none or one of {}", known.join(", ")), value)),
        }
    }

    fn desks(&self, table: &DeTable<'_>, config: &mut Config) -> Result<(), String> {
        for (desk, path) in in_order(table) {
            let path = self.text(&format!("desks.{}", desk.get_ref()), path)?;
            config.desks.insert(desk.get_ref().to_string(), path);
        }
        Ok(())
    }

    /// Lines of `[keys]`, and of tables in it: `[keys.people]`, `people.log = "x"`.
    fn keys(&self, above: &str, table: &DeTable<'_>, wishes: &mut Vec<Wish>) -> Result<(), String> {
        for (key, value) in in_order(table) {
            let name = format!("{above}{}", key.get_ref());
            if let Some(below) = value.get_ref().as_table() {
                self.keys(&format!("{name}."), below, wishes)?;
                continue;
            }
            let wanted = "a key in quotes, or a list of them";
            let keys = match value.get_ref() {
                DeValue::String(one) => vec![one.to_string()],
                DeValue::Array(many) => many
                    .iter()
                    .map(|one| {
                        let key = one.get_ref().as_str().map(str::to_owned);
                        key.ok_or_else(|| self.wants(&name, wanted, value))
                    })
                    .collect::<Result<_, _>>()?,
                _ => return Err(self.wants(&name, wanted, value)),
            };
            // What a stronger file says of the same name takes the place of it.
            wishes.retain(|wish| wish.name != name || wish.place.starts_with(self.name.as_str()));
            wishes.push(Wish {
                place: self.place(&key.span()),
                name,
                keys,
            });
        }
        Ok(())
    }
}
