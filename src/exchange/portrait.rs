//! A portrait in Markdown: everything that is kept of one person, to be read by them.

use chrono::NaiveDate;

use super::export::{audience_lines, name_of, percent, plain, rate_line, section, sponsor_line};
use crate::domain::counts::say_grouped;
use crate::domain::dates::iso;
use crate::domain::field::{Field, FieldKind};
use crate::domain::person::{Account, ContactPoint, Dossier, Snapshot};
use crate::domain::portrait::{Moved, Portrait, Told};
use crate::domain::text::Raw;
use crate::domain::touch::{Direction, Touch};

/// Everything that is kept of a person, as Markdown.
#[must_use]
pub fn portrait_of(portrait: &Portrait, today: NaiveDate) -> String {
    let dossier = &portrait.dossier;
    let mut lines = vec![
        format!("# {}", plain(&name_of(&dossier.person, dossier))),
        String::new(),
        format!("Everything that is kept, as of {}.", iso(today)),
        String::new(),
    ];
    lines.extend(standing(portrait));
    lines.extend(fields(dossier, today));
    for field in Field::ALL.iter().filter(|field| is_long(**field)) {
        let value = dossier.person.values.get(*field);
        section(&mut lines, field.label(), value.map(long).into_iter());
    }
    section(
        &mut lines,
        "Accounts",
        dossier.accounts.iter().flat_map(account),
    );
    section(
        &mut lines,
        "Audience",
        dossier.accounts.iter().flat_map(audience_lines),
    );
    section(
        &mut lines,
        "Reach",
        dossier.contact_points.iter().map(reach),
    );
    section(
        &mut lines,
        "Rates",
        dossier.rates.iter().map(|rate| rate_line(&rate.line)),
    );
    let sponsors = dossier.sponsors.iter();
    section(
        &mut lines,
        "Past sponsors",
        sponsors.map(|one| sponsor_line(&one.what)),
    );
    decided(&mut lines, portrait);
    section(&mut lines, "Contacts", dossier.touches.iter().map(touch));
    let notes = dossier.notes.iter();
    section(
        &mut lines,
        "Notes",
        notes.map(|note| {
            format!(
                "- {} {}: {}",
                iso(note.date),
                plain(note.by.as_str()),
                long(&note.text)
            )
        }),
    );
    section(
        &mut lines,
        "Made one with them",
        portrait.merged.iter().map(told),
    );
    section(
        &mut lines,
        "Not the same as",
        portrait.not_same.iter().map(told),
    );
    let history = dossier.history.iter();
    section(
        &mut lines,
        "Changes",
        history.map(|one| {
            let words = format!("{} {}: {}", iso(one.date), one.by, one.what);
            format!("- {}", plain(&words))
        }),
    );
    lines.push(String::new());
    lines.join("\n")
}

/// Where they stand on the board and in Today.
fn standing(portrait: &Portrait) -> Vec<String> {
    let person = &portrait.dossier.person;
    let dated =
        |what: &str, date: Option<NaiveDate>| date.map(|date| format!("- {what}: {}", iso(date)));
    let mut lines = vec![
        format!("- known since: {}", iso(person.added)),
        format!(
            "- stage: {} since {}",
            person.stage.word(),
            iso(person.stage_since)
        ),
    ];
    lines.extend(
        person
            .parked
            .map(|parked| format!("- parked: {}", parked.reason.word())),
    );
    let look_again = person.parked.and_then(|parked| parked.look_again);
    lines.extend(dated("to be looked at again", look_again));
    lines.extend(dated("back in Today", portrait.snoozed));
    lines.extend(dated("shortlisted", portrait.shortlisted));
    lines
}

fn is_long(field: Field) -> bool {
    matches!(field.kind(), FieldKind::Text)
}

/// The fields of one line, and columns of files without a field.
fn fields(dossier: &Dossier, today: NaiveDate) -> Vec<String> {
    let values = &dossier.person.values;
    let mut lines = Vec::new();
    for field in Field::ALL.iter().filter(|field| !is_long(**field)) {
        let Some(value) = values.get(*field).filter(|value| !value.is_blank()) else {
            continue;
        };
        let said = match field.kind() {
            FieldKind::Date => value.line(),
            _ => field.show(value, today),
        };
        let label = field.label().to_lowercase();
        lines.push(format!("- {label}: {}", plain(said.as_str())));
    }
    for (name, value) in &dossier.person.extra {
        let name = plain(name.line().as_str());
        lines.push(format!("- {name}: {}", plain(value.line().as_str())));
    }
    lines
}

/// A text of many lines.
fn long(text: &Raw) -> String {
    let text = text.text();
    let lines: Vec<String> = text.as_str().lines().map(plain).collect();
    lines.join("  \n  ")
}

/// An account, and its figures of each day below it.
fn account(account: &Account) -> Vec<String> {
    let country = account
        .audience_country
        .as_ref()
        .map_or_else(String::new, |country| {
            format!(", audience mostly in {}", country.line())
        });
    let words = format!("{}: {}{country}", account.platform.title(), account.shown());
    let mut lines = vec![format!("- {}", plain(&words))];
    lines.extend(account.snapshots.iter().map(figures));
    lines
}

fn figures(snapshot: &Snapshot) -> String {
    let of = &snapshot.figures;
    let counts = [
        ("followers", of.followers),
        ("posts", of.posts),
        ("average views", of.average_views),
        ("average likes", of.average_likes),
        ("average comments", of.average_comments),
        ("average shares", of.average_shares),
        ("average engagement", of.average_engagement),
        ("authentic engagement", of.authentic_engagement),
        ("quality", of.quality),
    ];
    let known = counts.into_iter().filter_map(|(what, count)| {
        let count = say_grouped(count?);
        Some(format!("{what} {count}"))
    });
    let rate = of
        .engagement_rate
        .map(|rate| format!("engagement rate {}", percent(rate)));
    let words: Vec<String> = known.chain(rate).collect();
    let words = format!(
        "{} ({}): {}",
        iso(snapshot.date),
        snapshot.source,
        words.join(", ")
    );
    format!("  - {}", plain(&words))
}

fn reach(point: &ContactPoint) -> String {
    let manager = point.manager.as_ref().map_or_else(String::new, |manager| {
        let words = format!("{} ({})", manager.name.line(), manager.role);
        format!(", through {}", plain(&words))
    });
    format!(
        "- {}: {}{manager}",
        plain(point.kind.as_str()),
        long(&point.value)
    )
}

/// What was decided about them: checks, red flags, moves.
fn decided(lines: &mut Vec<String>, portrait: &Portrait) {
    let checks = portrait.checks.iter().map(|one| {
        let words = format!(
            "{}: {}{} ({}, {})",
            one.check.word(),
            one.verdict.word(),
            then(", ", &one.line),
            one.by,
            iso(one.date)
        );
        format!("- {}", plain(&words))
    });
    section(lines, "Fit checks", checks);
    let flags = portrait.decisions.iter().map(|decided| {
        let ruling = &decided.ruling;
        let words = format!(
            "{}: {}{} ({}, {})",
            decided.words.line(),
            ruling.decision.word(),
            then(", ", &ruling.line),
            ruling.by,
            iso(ruling.date)
        );
        format!("- {}", plain(&words))
    });
    section(lines, "Red flags", flags);
    section(lines, "Moves", portrait.moves.iter().map(moved));
}

fn moved(one: &Moved) -> String {
    let words = format!(
        "{} {}: {} to {}{}{}",
        iso(one.date),
        one.by,
        one.from.word(),
        one.to.word(),
        then(", although ", &one.without),
        then(", because: ", &one.because)
    );
    format!("- {}", plain(&words))
}

fn touch(touch: &Touch) -> String {
    let who = if touch.direction == Direction::In {
        "they"
    } else {
        "we"
    };
    let channel = touch
        .channel
        .map_or_else(String::new, |channel| format!(", {}", channel.word()));
    let by = plain(touch.by.as_str());
    let kind = touch.kind.word();
    format!(
        "- {} {who} ({kind}{channel}; {by}): {}",
        iso(touch.date),
        long(&touch.text)
    )
}

fn told(one: &Told) -> String {
    let words = format!("{} ({}, {})", one.name.line(), one.by, iso(one.date));
    format!("- {}", plain(&words))
}

/// A text with words before it; nothing where it is blank.
fn then(before: &str, text: &Raw) -> String {
    if text.is_blank() {
        return String::new();
    }
    format!("{before}{}", text.line())
}
