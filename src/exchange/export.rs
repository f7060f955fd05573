//! People as CSV, JSON and Markdown.
//!
//! CSV has a row an account, as an import reads it, and no cell that a spreadsheet would take for a formula.

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use super::{guarded, known};
use crate::domain::audience::{AudienceKind, say_share};
use crate::domain::counts::{say_grouped, say_rate};
use crate::domain::dates::iso;
use crate::domain::detail::{Reach, one_line};
use crate::domain::field::Field;
use crate::domain::figures::Figures;
use crate::domain::person::{Account, ContactPoint, Dossier, Person};
use crate::domain::platform::{Platform, profile_url};
use crate::domain::terms::{RateLine, Sponsorship};
use crate::domain::text::{Clean, Raw};
use crate::domain::touch::{Channel, Direction};

/// The columns of the CSV before the fields and the extra columns.
const ACCOUNT: [&str; 2] = ["platform", "handle"];
/// The columns behind the fields.
const TAIL: [&str; 23] = [
    "stage",
    "parked",
    "look_again",
    "mail",
    "last_contact",
    "note",
    "address",
    "rates",
    "sponsors",
    "audience_country",
    "audience_countries",
    "audience_genders",
    "audience_ages",
    "as_of",
    "followers",
    "posts",
    "avg_views",
    "avg_likes",
    "avg_comments",
    "avg_shares",
    "avg_engagement",
    "authentic_engagement",
    "engagement_rate",
];
/// Last of the fixed columns.
const QUALITY: &str = "quality";

/// The header of the CSV, with these extra columns at the end.
#[must_use]
pub fn csv_header(extra: &[String]) -> Vec<String> {
    let mut header: Vec<String> = ACCOUNT.iter().map(ToString::to_string).collect();
    header.extend(Field::ALL.iter().map(|field| field.column().to_owned()));
    header.extend(TAIL.iter().map(ToString::to_string));
    header.push(QUALITY.to_owned());
    header.extend(extra.iter().map(|name| guarded(name).into_owned()));
    header
}

/// The rows of a person: one an account, one in all where there is none.
#[must_use]
pub fn csv_rows(dossier: &Dossier, extra: &[String]) -> Vec<Vec<String>> {
    if dossier.accounts.is_empty() {
        return vec![csv_row(dossier, None, extra)];
    }
    dossier
        .accounts
        .iter()
        .map(|account| csv_row(dossier, Some(account), extra))
        .collect()
}

fn csv_row(dossier: &Dossier, account: Option<&Account>, extra: &[String]) -> Vec<String> {
    let person = &dossier.person;
    let mut row = vec![
        account.map_or_else(String::new, |account| account.platform.word().to_owned()),
        account.map_or_else(String::new, |account| {
            account.handle.written(account.platform)
        }),
    ];
    row.extend(
        Field::ALL
            .iter()
            .map(|field| person.values.stored(*field).to_owned()),
    );
    row.extend(state(dossier));
    row.extend([
        addresses(dossier).join("\n\n"),
        known::write_rates(&dossier.rates),
        known::write_sponsors(&dossier.sponsors),
    ]);
    row.push(
        account
            .and_then(|account| account.audience_country.as_ref())
            .map_or_else(String::new, stored),
    );
    row.extend(AudienceKind::ALL.map(|kind| {
        account.map_or_else(String::new, |account| {
            known::write_audience(&account.audience, kind)
        })
    }));
    row.extend(figures(account));
    let value = |name: &String| {
        person
            .extra
            .iter()
            .find(|(one, _)| one.as_stored() == name)
            .map_or_else(String::new, |(_, value)| stored(value))
    };
    row.extend(extra.iter().map(value));
    row.iter().map(|cell| guarded(cell).into_owned()).collect()
}

fn stored(raw: &Raw) -> String {
    raw.as_stored().to_owned()
}

/// The person's own postal addresses, each with its lines.
fn addresses(dossier: &Dossier) -> Vec<String> {
    let is_own =
        |point: &&ContactPoint| point.kind.as_str() == Reach::POST && point.manager.is_none();
    let points = dossier.contact_points.iter().filter(is_own);
    points.map(|point| stored(&point.value)).collect()
}

fn state(dossier: &Dossier) -> [String; 6] {
    let person = &dossier.person;
    let mails: Vec<&str> = dossier
        .contact_points
        .iter()
        .filter(|point| point.kind.as_str() == "mail" && point.manager.is_none())
        .map(|point| point.value.as_stored())
        .collect();
    [
        person.stage.word().to_owned(),
        person
            .parked
            .map_or_else(String::new, |parked| parked.reason.word().to_owned()),
        person
            .parked
            .and_then(|parked| parked.look_again)
            .map_or_else(String::new, iso),
        mails.join(" "),
        dossier
            .touches
            .first()
            .map_or_else(String::new, |touch| iso(touch.date)),
        dossier
            .notes
            .first()
            .map_or_else(String::new, |note| stored(&note.text)),
    ]
}

fn figures(account: Option<&Account>) -> Vec<String> {
    let none = Figures::default();
    let latest = account.and_then(Account::latest);
    let figures = latest.map_or(&none, |latest| &latest.figures);
    let count = |value: Option<i64>| value.map_or_else(String::new, |value| value.to_string());
    let mut cells = vec![latest.map_or_else(String::new, |latest| iso(latest.date))];
    cells.extend(
        [
            figures.followers,
            figures.posts,
            figures.average_views,
            figures.average_likes,
            figures.average_comments,
            figures.average_shares,
            figures.average_engagement,
            figures.authentic_engagement,
        ]
        .map(count),
    );
    cells.push(figures.engagement_rate.map_or_else(String::new, percent));
    cells.push(count(figures.quality));
    cells
}

/// Millionths as an exact percentage: 13,900 is `1.39%`.
pub(super) fn percent(millionths: i64) -> String {
    let text = format!("{}.{:04}", millionths / 10_000, millionths % 10_000);
    format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
}

/// A person with everything that is known, as JSON. Text is as stored.
#[must_use]
pub fn json_of(dossier: &Dossier) -> Value {
    let person = &dossier.person;
    let mut fields = Map::new();
    for field in Field::ALL {
        if let Some(value) = person.values.get(*field) {
            fields.insert(field.column().to_owned(), json!(value.as_stored()));
        }
    }
    let extra: Map<String, Value> = person
        .extra
        .iter()
        .map(|(name, value)| (stored(name), json!(value.as_stored())))
        .collect();
    json!({
        "id": person.id,
        "fields": fields,
        "stage": person.stage.word(),
        "stage_since": iso(person.stage_since),
        "parked": person.parked.map(|parked| json!({
            "reason": parked.reason.word(), "look_again": parked.look_again.map(iso),
        })),
        "added": iso(person.added),
        "accounts": dossier.accounts.iter().map(json_account).collect::<Vec<_>>(),
        "contact_points": dossier.contact_points.iter().map(|point| json!({
            "kind": point.kind.as_str(), "value": point.value.as_stored(),
            "manager": point.manager.as_ref().map(|manager| json!({
                "name": manager.name.as_stored(), "role": manager.role.as_str(),
            })),
        })).collect::<Vec<_>>(),
        "rates": dossier.rates.iter().map(|rate| json_rate(&rate.line)).collect::<Vec<_>>(),
        "sponsors": dossier.sponsors.iter().map(|sponsor| json_sponsor(&sponsor.what)).collect::<Vec<_>>(),
        "contacts": dossier.touches.iter().map(|touch| json!({
            "date": iso(touch.date), "direction": touch.direction.word(), "channel": touch.channel.map(Channel::word),
            "kind": touch.kind.word(), "text": touch.text.as_stored(), "by": touch.by.as_str(),
        })).collect::<Vec<_>>(),
        "notes": dossier.notes.iter().map(|note| json!({
            "date": iso(note.date), "by": note.by.as_str(), "text": note.text.as_stored(),
        })).collect::<Vec<_>>(),
        "extra": extra,
    })
}

fn json_account(account: &Account) -> Value {
    json!({
        "platform": account.platform.word(),
        "handle": account.handle.as_str(),
        "handle_kind": Some(account.handle.kind().word()).filter(|word| !word.is_empty()),
        "url": profile_url(account.platform, &account.handle),
        "audience_country": account.audience_country.as_ref().map(Raw::as_stored),
        "audience": account.audience.iter().map(|share| json!({
            "kind": share.key.kind().word(), "key": share.key.stored(), "percent": percent_number(share.share),
            "date": iso(share.date), "source": share.source.as_stored(),
        })).collect::<Vec<_>>(),
        "stats": account.snapshots.iter().map(|snapshot| json!({
            "date": iso(snapshot.date), "source": snapshot.source.as_str(), "figures": snapshot.figures,
        })).collect::<Vec<_>>(),
    })
}

fn json_rate(line: &RateLine) -> Value {
    json!({
        "per": line.kind.word(), "platform": line.platform.as_ref().map(Platform::word), "amount": line.amount.number(),
        "currency": line.amount.currency.code(), "amount_minor": line.amount.minor, "note": line.note.as_stored(),
        "date": iso(line.date), "source": line.source.as_stored(),
    })
}

fn json_sponsor(what: &Sponsorship) -> Value {
    json!({
        "brand": what.brand.as_stored(), "posts": what.posts, "sponsored_posts": what.sponsored,
        "first_post": what.first.map(iso), "last_post": what.last.map(iso), "competitor": what.competitor,
        "date": iso(what.date), "source": what.source.as_stored(),
    })
}

/// Millionths as per cent; a share is at most a million of them, so nothing is lost.
fn percent_number(millionths: i64) -> f64 {
    i32::try_from(millionths).map_or(0.0, |share| f64::from(share) / 10_000.0)
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
