//! The sheet of a rate card line.

use chrono::NaiveDate;

use super::field::{Reading, SheetField, day_hint};
use crate::domain::dates::iso;
use crate::domain::detail::Detail;
use crate::domain::money::Money;
use crate::domain::platform::Platform;
use crate::domain::terms::{RateKind, RateLine};
use crate::domain::text::{Clean, Raw};
use crate::ui::draft::TextPlace;

pub(super) fn fields(place: &TextPlace, before: Option<&RateLine>) -> Vec<SheetField> {
    let said = |say: fn(&RateLine) -> String| before.map_or_else(String::new, say);
    vec![
        SheetField::line(place, "amount", "Amount", said(|rate| rate.amount.say())),
        SheetField::line(
            place,
            "kind",
            "Per",
            said(|rate| rate.kind.word().to_owned()),
        ),
        SheetField::line(
            place,
            "platform",
            "On",
            said(|rate| {
                rate.platform
                    .map_or_else(String::new, |platform| platform.title().to_owned())
            }),
        ),
        SheetField::line(
            place,
            "note",
            "Note",
            said(|rate| rate.note.as_stored().to_owned()),
        ),
        SheetField::line(place, "date", "As of", said(|rate| iso(rate.date))),
        SheetField::line(
            place,
            "source",
            "Source",
            said(|rate| rate.source.as_stored().to_owned()),
        ),
    ]
}

pub(super) fn read(reading: &mut Reading<'_>, before: Option<&RateLine>) -> Option<Detail> {
    let amount = reading.value("amount", before.map(|rate| &rate.amount), |typed, _| {
        Money::read(parts(typed).0, None).map_err(|error| error.to_string())
    });
    let kind = read_kind(reading, before);
    let platform = reading.value("platform", before.map(|rate| &rate.platform), |typed, _| {
        platform(typed)
    });
    let note = reading.raw("note", before.map(|rate| &rate.note), "");
    let date = reading.day("date", before.map(|rate| &rate.date));
    let source = reading.raw("source", before.map(|rate| &rate.source), "typed");
    Some(Detail::Rate(RateLine {
        kind: kind?,
        platform: platform?,
        amount: amount?,
        note: note?,
        date: date?,
        source: source.unwrap_or_else(|| Raw::new("typed")),
    }))
}

/// The amount, and what it is for where that stands beside it: `600 EUR per post`, `600 EUR/post`.
fn parts(typed: &str) -> (&str, Option<RateKind>) {
    let split = typed
        .rsplit_once(" per ")
        .or_else(|| typed.rsplit_once('/'));
    let read = split.and_then(|(amount, kind)| Some((amount, RateKind::parse(kind)?)));
    read.map_or((typed, None), |(amount, kind)| (amount, Some(kind)))
}

/// What it is for: its own field, or where that is blank what stands beside the amount.
fn read_kind(reading: &mut Reading<'_>, before: Option<&RateLine>) -> Option<RateKind> {
    let (amount, typed) = (reading.typed("amount"), reading.typed("kind"));
    match parts(&amount).1 {
        Some(beside) if typed.is_empty() => Some(beside),
        Some(beside) if RateKind::parse(&typed).is_some_and(|kind| kind != beside) => {
            let words = format!(
                "this is per {}, and the field below says {}",
                beside.word(),
                Clean::line(&typed)
            );
            reading.refuse("amount", words)
        }
        _ => reading.value("kind", before.map(|rate| &rate.kind), |typed, _| {
            kind(typed)
        }),
    }
}

fn kind(typed: &str) -> Result<RateKind, String> {
    RateKind::parse(typed).ok_or_else(|| match typed {
        "" => format!("for what? {}", kinds("")),
        typed => format!("\"{}\" is none of: {}", Clean::line(typed), kinds("")),
    })
}

fn kinds(typed: &str) -> String {
    let like = RateKind::ALL
        .into_iter()
        .map(RateKind::word)
        .filter(|word| word.starts_with(typed));
    like.collect::<Vec<_>>().join(" · ")
}

fn platform(typed: &str) -> Result<Option<Platform>, String> {
    if typed.is_empty() {
        return Ok(None);
    }
    let slip = Platform::slip(typed).is_some();
    let found = Platform::parse(typed)
        .or_else(|| Platform::named(typed).filter(|_| !slip))
        .map(Some);
    found.ok_or_else(|| {
        format!(
            "\"{}\" is no platform; ig, tt, yt, or blank for any",
            Clean::line(typed)
        )
    })
}

pub(super) fn hint(field: &SheetField, today: NaiveDate) -> String {
    let typed = field.text.value();
    match field.name {
        "amount" if typed.trim().is_empty() => "600 EUR, €600, 1.5k USD per post".into(),
        "amount" => {
            let (amount, kind) = parts(&typed);
            let said = Money::read(amount, None).map(|money| match kind {
                Some(kind) => format!("{} per {}", money.say(), kind.word()),
                None => money.say(),
            });
            said.unwrap_or_else(|error| error.to_string())
        }
        "kind" => RateKind::parse(&typed)
            .map_or_else(|| kinds(&typed), |kind| format!("per {}", kind.word())),
        "platform" => match platform(typed.trim()) {
            Ok(Some(platform)) => platform.title().to_owned(),
            Ok(None) => "blank is any; ig, tt, yt".into(),
            Err(error) => error,
        },
        "note" => "what belongs to it: incl. 3 months of usage".into(),
        "date" => day_hint(&typed, "blank is today", today),
        _ => "where it comes from: her mail, rate card of March; blank is typed".into(),
    }
}
