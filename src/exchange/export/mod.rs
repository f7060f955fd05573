//! People as CSV, JSON and Markdown.
//!
//! CSV has a row an account, as an import reads it, and no cell that a spreadsheet would take for a formula. Whatever
//! the database keeps of a person is in CSV and JSON, but for the changes that were made.

mod json;
mod table;

use chrono::NaiveDate;

pub use self::json::json_of;
pub use self::table::{csv_header, csv_rows};
use crate::domain::audience::{AudienceKind, say_share};
use crate::domain::counts::{say_grouped, say_rate};
use crate::domain::dates::iso;
use crate::domain::detail::one_line;
use crate::domain::field::Field;
use crate::domain::person::{Account, Dossier, Person};
use crate::domain::terms::{RateLine, Sponsorship};
use crate::domain::text::Clean;
use crate::domain::touch::Direction;

/// Millionths as an exact percentage: 13,900 is `1.39%`.
pub(super) fn percent(millionths: i64) -> String {
    let text = format!("{}.{:04}", millionths / 10_000, millionths % 10_000);
    format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
}

/// A person as Markdown, for reading and for a repository.
#[must_use]
pub fn markdown_of(dossier: &Dossier, today: NaiveDate) -> String {
    let person = &dossier.person;
    let mut lines = vec![
        format!("# {}", plain(&name_of(person, dossier))),
        String::new(),
    ];
    lines.push(format!(
        "- stage: {} since {}",
        person.stage.word(),
        iso(person.stage_since)
    ));
    lines.extend(
        person
            .parked
            .map(|parked| format!("- parked: {}", parked.reason.word())),
    );
    for field in Field::ALL.iter().filter(|field| **field != Field::Name) {
        if let Some(value) = person.values.get(*field).filter(|value| !value.is_blank()) {
            lines.push(format!(
                "- {}: {}",
                field.label().to_lowercase(),
                plain(field.show(value, today).as_str())
            ));
        }
    }
    for account in &dossier.accounts {
        lines.push(format!(
            "- {}: {}{}",
            account.platform.title(),
            plain(account.shown().as_str()),
            stats(account)
        ));
    }
    for point in &dossier.contact_points {
        lines.push(format!(
            "- {}: {}",
            point.kind,
            plain(&one_line(point.value.as_stored()))
        ));
    }
    for (name, value) in &person.extra {
        lines.push(format!(
            "- {}: {}",
            plain(name.line().as_str()),
            plain(value.line().as_str())
        ));
    }
    section(
        &mut lines,
        "Rates",
        dossier.rates.iter().map(|rate| rate_line(&rate.line)),
    );
    section(
        &mut lines,
        "Past sponsors",
        dossier
            .sponsors
            .iter()
            .map(|sponsor| sponsor_line(&sponsor.what)),
    );
    section(
        &mut lines,
        "Audience",
        dossier.accounts.iter().flat_map(audience_lines),
    );
    section(
        &mut lines,
        "Contacts",
        dossier.touches.iter().map(|touch| {
            let who = if touch.direction == Direction::In {
                "they"
            } else {
                "we"
            };
            format!(
                "- {} {who} ({}): {}",
                iso(touch.date),
                touch.kind.word(),
                plain(touch.text.line().as_str())
            )
        }),
    );
    section(
        &mut lines,
        "Notes",
        dossier.notes.iter().map(|note| {
            format!(
                "- {} {}: {}",
                iso(note.date),
                note.by,
                plain(note.text.line().as_str())
            )
        }),
    );
    lines.push(String::new());
    lines.join("\n")
}

pub(super) fn rate_line(line: &RateLine) -> String {
    let note = if line.note.is_blank() {
        String::new()
    } else {
        format!(", {}", line.note.line())
    };
    let words = format!(
        "{}{note} ({}, {})",
        line.say(),
        iso(line.date),
        line.source.line()
    );
    format!("- {}", plain(&words))
}

pub(super) fn sponsor_line(what: &Sponsorship) -> String {
    let days: Vec<String> = [what.first, what.last]
        .into_iter()
        .flatten()
        .map(iso)
        .collect();
    let posts = if days.is_empty() {
        String::new()
    } else {
        format!(", posts of {}", days.join(" to "))
    };
    let words = format!(
        "{}{posts} ({}, {})",
        what.say(),
        iso(what.date),
        what.source.line()
    );
    format!("- {}", plain(&words))
}

pub(super) fn audience_lines(account: &Account) -> Vec<String> {
    let mut lines = Vec::new();
    for kind in AudienceKind::ALL {
        let shares: Vec<_> = account
            .audience
            .iter()
            .filter(|share| share.key.kind() == kind)
            .collect();
        let Some(first) = shares.first() else {
            continue;
        };
        let said: Vec<String> = shares
            .iter()
            .map(|one| format!("{} {}", one.key.say(), say_share(one.share)))
            .collect();
        let handle = account.shown();
        let words = format!(
            "{} {handle}, {}: {} ({}, {})",
            account.platform.title(),
            kind.word(),
            said.join(", "),
            iso(first.date),
            first.source.line()
        );
        lines.push(format!("- {}", plain(&words)));
    }
    lines
}

pub(super) fn section(lines: &mut Vec<String>, title: &str, entries: impl Iterator<Item = String>) {
    let mut entries = entries.peekable();
    if entries.peek().is_some() {
        lines.extend([String::new(), format!("## {title}"), String::new()]);
        lines.extend(entries);
    }
}

fn stats(account: &Account) -> String {
    let Some(latest) = account.latest() else {
        return String::new();
    };
    let followers = latest.figures.followers.map_or_else(String::new, |count| {
        format!(", {} followers", say_grouped(count))
    });
    let rate = latest
        .figures
        .engagement()
        .map_or_else(String::new, |rate| {
            format!(", {} engagement", say_rate(rate.millionths))
        });
    format!("{followers}{rate} (stats of {})", iso(latest.date))
}

pub(super) fn name_of(person: &Person, dossier: &Dossier) -> String {
    match person.values.get(Field::Name) {
        Some(name) if !name.is_blank() => name.line().to_string(),
        _ => dossier.accounts.first().map_or_else(
            || "(no name)".into(),
            |account| account.handle.as_str().to_owned(),
        ),
    }
}

/// Text that Markdown shows as it is.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in Clean::line(text).as_str().chars() {
        if matches!(
            letter,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|'
        ) {
            plain.push('\\');
        }
        plain.push(letter);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_exact_percentages() {
        assert_eq!(percent(13_900), "1.39%");
        assert_eq!(percent(50_000), "5%");
        assert_eq!(percent(123), "0.0123%");
    }

    #[test]
    fn markdown_shows_text_as_it_is() {
        assert_eq!(plain("*a* <b>"), "\\*a\\* \\<b\\>");
    }
}
