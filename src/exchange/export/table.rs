//! People as a table: a row an account, or one in all for somebody without an account.
//!
//! The columns that spreadsheets are opened for come first. Behind them stand those that move a person into another
//! database whole; what is a list of many lines stands there as JSON, so that one that a spreadsheet cut off is not taken
//! for a shorter one.

use std::fmt::Write as _;

use serde::Serialize;

use crate::domain::audience::AudienceKind;
use crate::domain::carried::{
    CarriedCheck, CarriedContact, CarriedDecision, CarriedFigures, CarriedNote,
};
use crate::domain::dates::iso;
use crate::domain::detail::Reach;
use crate::domain::field::Field;
use crate::domain::figures::Figures;
use crate::domain::person::{Account, ContactPoint, Dossier, Person, Snapshot};
use crate::domain::portrait::{Decided, Portrait};
use crate::domain::text::Raw;
use crate::domain::touch::Touch;
use crate::domain::triage::flags::Rule;
use crate::exchange::export::percent;
use crate::exchange::import::reads_as_mail;
use crate::exchange::{cells, guarded, known};

/// The columns of the CSV before the fields and the extra columns.
const ACCOUNT: [&str; 2] = ["platform", "handle"];
/// The columns behind the fields.
const TAIL: [&str; 24] = [
    "stage",
    "parked",
    "look_again",
    "mail",
    "phone",
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
/// Last of the columns that older versions knew, too.
const QUALITY: &str = "quality";
/// Columns that move a person into another database whole; the import knows them as `Whole`.
const WHOLE: [&str; 13] = [
    "figures_source",
    "older_figures",
    "flags_decided",
    "person_id",
    "added",
    "stage_since",
    "shortlisted",
    "snoozed_until",
    "contact_points",
    "fit_checks",
    "contacts",
    "notes",
    "by_hand",
];

/// The header of the CSV, with these extra columns at the end.
#[must_use]
pub fn csv_header(extra: &[String]) -> Vec<String> {
    let mut header: Vec<String> = ACCOUNT.iter().map(ToString::to_string).collect();
    header.extend(Field::ALL.iter().map(|field| field.column().to_owned()));
    header.extend(TAIL.iter().map(ToString::to_string));
    header.push(QUALITY.to_owned());
    header.extend(WHOLE.iter().map(ToString::to_string));
    header.extend(extra.iter().map(|name| guarded(name).into_owned()));
    header
}

/// The rows of a person: one an account, one in all where there is none.
#[must_use]
pub fn csv_rows(portrait: &Portrait, extra: &[String]) -> Vec<Vec<String>> {
    let accounts = &portrait.dossier.accounts;
    if accounts.is_empty() {
        return vec![csv_row(portrait, None, extra, true)];
    }
    let rows = accounts.iter().enumerate();
    rows.map(|(place, account)| csv_row(portrait, Some(account), extra, place == 0))
        .collect()
}

/// One row; lists of many lines stand in the first row of the person only.
fn csv_row(
    portrait: &Portrait,
    account: Option<&Account>,
    extra: &[String],
    is_first: bool,
) -> Vec<String> {
    let dossier = &portrait.dossier;
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
    row.extend(whole(portrait, account, is_first));
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

/// The person's own postal addresses, each with its lines, as far as they are read back from such a cell.
fn addresses(dossier: &Dossier) -> Vec<&str> {
    let is_read = |text: &str| {
        !text.contains("\n\n") && !text.contains('\r') && text.trim() == text && !text.is_empty()
    };
    own(dossier, Reach::POST, is_read)
}

/// Their own mail addresses or numbers, as far as they are read back from such a cell; all of them stand in the column
/// `contact_points` besides.
fn own<'a>(dossier: &'a Dossier, kind: &str, reads: impl Fn(&str) -> bool) -> Vec<&'a str> {
    let points = dossier.contact_points.iter();
    points
        .filter(|point| point.kind.as_str() == kind && point.manager.is_none())
        .map(|point| point.value.as_stored())
        .filter(|value| reads(value))
        .collect()
}

fn state(dossier: &Dossier) -> [String; 7] {
    let person = &dossier.person;
    let mails = own(dossier, Reach::MAIL, reads_as_mail);
    let is_number = |value: &str| crate::domain::phone::read(value) == Ok(vec![value]);
    let phones = own(dossier, Reach::PHONE, is_number);
    [
        person.stage.word().to_owned(),
        person
            .parked
            .map_or_else(String::new, |parked| parked.reason.key().to_owned()),
        person
            .parked
            .and_then(|parked| parked.look_again)
            .map_or_else(String::new, iso),
        mails.join(" "),
        phones.join("; "),
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

/// What moves the person into another database whole.
fn whole(portrait: &Portrait, account: Option<&Account>, is_first: bool) -> [String; 13] {
    let dossier = &portrait.dossier;
    let person = &dossier.person;
    let day = |date: Option<chrono::NaiveDate>| date.map_or_else(String::new, iso);
    let first = |cell: &dyn Fn() -> String| if is_first { cell() } else { String::new() };
    let source = account.and_then(Account::latest);
    [
        source.map_or_else(String::new, |latest| latest.source.to_string()),
        list(&account.map_or_else(Vec::new, older_figures)),
        list(&account.map_or_else(Vec::new, |account| decided(account, portrait))),
        person.id.0.to_string(),
        iso(person.added),
        iso(person.stage_since),
        day(portrait.shortlisted),
        day(portrait.snoozed),
        contact_points(&dossier.contact_points),
        first(&|| list(&checks(portrait))),
        first(&|| {
            list(
                &dossier
                    .touches
                    .iter()
                    .rev()
                    .map(contact)
                    .collect::<Vec<_>>(),
            )
        }),
        first(&|| list(&notes(dossier))),
        Person::columns_by_hand(person.by_hand).join(", "),
    ]
}

/// A list as JSON in one cell; blank where nothing is in it.
fn list<T: Serialize>(things: &[T]) -> String {
    if things.is_empty() {
        return String::new();
    }
    let json = serde_json::to_string(things).unwrap_or_default();
    // A cell leaves out letters that command a terminal; escaped, they come back.
    if !json.contains(char::is_control) {
        return json;
    }
    let mut escaped = String::with_capacity(json.len() + 8);
    for letter in json.chars() {
        if letter.is_control() {
            let _ = write!(escaped, "\\u{:04x}", u32::from(letter));
        } else {
            escaped.push(letter);
        }
    }
    escaped
}

/// Every way to reach the person, in order: `"+49 151 1" (kind: phone); ana@x.example (kind: mail, via: Ana Ruiz, role: agency)`.
fn contact_points(points: &[ContactPoint]) -> String {
    let item = |point: &ContactPoint| {
        let mut facts = vec![("kind".to_owned(), point.kind.to_string())];
        if let Some(manager) = &point.manager {
            facts.push(("via".to_owned(), manager.name.as_stored().to_owned()));
            facts.push(("role".to_owned(), manager.role.to_string()));
        }
        cells::Item {
            head: point.value.as_stored().to_owned(),
            facts,
        }
    };
    cells::write(&points.iter().map(item).collect::<Vec<_>>())
}

/// The figures of all days but the last.
fn older_figures(account: &Account) -> Vec<CarriedFigures> {
    let older = account.snapshots.len().saturating_sub(1);
    let carried = |snapshot: &Snapshot| CarriedFigures {
        date: snapshot.date,
        source: snapshot.source.to_string(),
        figures: snapshot.figures.clone(),
    };
    account.snapshots.iter().take(older).map(carried).collect()
}

/// What was decided about the red flags of an account.
pub(super) fn decided(account: &Account, portrait: &Portrait) -> Vec<CarriedDecision> {
    let of_it = |one: &&Decided| one.account == account.id;
    let decisions = portrait.decisions.iter().filter(of_it);
    let carried = |one: &Decided| {
        Some(CarriedDecision {
            flag: Rule::parse(one.flag.as_stored())?,
            figures: one.figures.as_stored().to_owned(),
            words: one.words.as_stored().to_owned(),
            decision: one.ruling.decision,
            line: one.ruling.line.as_stored().to_owned(),
            date: one.ruling.date,
            by: one.ruling.by.to_string(),
        })
    };
    decisions.filter_map(carried).collect()
}

fn checks(portrait: &Portrait) -> Vec<CarriedCheck> {
    let checks = portrait.checks.iter();
    checks
        .map(|one| CarriedCheck {
            check: one.check,
            answer: one.verdict,
            line: one.line.as_stored().to_owned(),
            date: one.date,
            by: one.by.to_string(),
        })
        .collect()
}

fn contact(touch: &Touch) -> CarriedContact {
    CarriedContact {
        date: touch.date,
        direction: touch.direction,
        channel: touch.channel,
        kind: touch.kind,
        text: touch.text.as_stored().to_owned(),
        by: touch.by.to_string(),
        imported: touch.imported,
        settled: touch.settled,
    }
}

/// The notes, the oldest first.
fn notes(dossier: &Dossier) -> Vec<CarriedNote> {
    let notes = dossier.notes.iter().rev();
    notes
        .map(|note| CarriedNote {
            date: note.date,
            by: note.by.to_string(),
            text: note.text.as_stored().to_owned(),
        })
        .collect()
}
