//! The sheet of a rate card line.

use chrono::NaiveDate;

use super::field::{Reading, SheetField, day_hint};
use crate::domain::dates::iso;
use crate::domain::detail::Detail;
use crate::domain::money::Money;
use crate::domain::platform::Platform;
use crate::domain::terms::{RateKind, RateLine};
use crate::domain::text::{Clean, Raw};

pub(super) fn fields(before: Option<&RateLine>) -> Vec<SheetField> {
    let said = |say: fn(&RateLine) -> String| before.map_or_else(String::new, say);
    vec![
        SheetField::line("amount", "Amount", said(|rate| rate.amount.say())),
        SheetField::line("kind", "Per", said(|rate| rate.kind.word().to_owned())),
        SheetField::line(
            "platform",
            "On",
            said(|rate| {
                rate.platform
                    .map_or_else(String::new, |platform| platform.title().to_owned())
            }),
        ),
        SheetField::line(
            "note",
            "Note",
            said(|rate| rate.note.as_stored().to_owned()),
        ),
        SheetField::line("date", "As of", said(|rate| iso(rate.date))),
        SheetField::line(
            "source",
            "Source",
            said(|rate| rate.source.as_stored().to_owned()),
        ),
    ]
}

pub(super) fn read(reading: &mut Reading<'_>, before: Option<&RateLine>) -> Option<Detail> {
    let amount = reading.value("amount", before.map(|rate| &rate.amount), |typed, _| {
        Money::read(typed, None).map_err(|error| error.to_string())
    });
    let kind = reading.value("kind", before.map(|rate| &rate.kind), |typed, _| {
        kind(typed)
    });
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
    let found = Platform::parse(typed).map(Some);
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
        "amount" if typed.trim().is_empty() => "600 EUR, €600, 1.5k USD".into(),
        "amount" => Money::read(&typed, None).map_or_else(|error| error.to_string(), Money::say),
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
