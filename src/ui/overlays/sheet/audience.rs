//! The sheet of an account's audience: a line for each kind of share.

use chrono::NaiveDate;

use super::field::{Reading, SheetField, day_hint};
use crate::domain::audience::{AudienceKind, read_shares, say_share, write_shares};
use crate::domain::dates;
use crate::domain::detail::{Audience, Detail};
use crate::ui::draft::TextPlace;

const NAMES: [(AudienceKind, &str, &str); 3] = [
    (AudienceKind::Country, "country", "Countries"),
    (AudienceKind::Gender, "gender", "Genders"),
    (AudienceKind::Age, "age", "Ages"),
];

pub(super) fn fields(place: &TextPlace, before: Option<&Audience>) -> Vec<SheetField> {
    let shares = |kind| {
        before.map_or_else(String::new, |one| {
            write_shares(one.of(kind).iter().copied())
        })
    };
    let mut fields: Vec<SheetField> = NAMES
        .into_iter()
        .map(|(kind, name, label)| SheetField::text(place, name, label, shares(kind)))
        .collect();
    fields.push(SheetField::line(place, "date", "As of", ""));
    fields.push(SheetField::line(place, "source", "Source", ""));
    fields
}

pub(super) fn read(reading: &mut Reading<'_>) -> Option<Detail> {
    let mut audience = Audience::default();
    for (kind, name, _) in NAMES {
        if let Some(shares) = reading.value(name, None, |typed, _| read_shares(kind, typed)) {
            audience.set(kind, shares);
        }
    }
    audience.date = reading.value("date", None, |typed, today| match typed {
        "" => Ok(None),
        typed => dates::parse_past(typed, today)
            .map(Some)
            .map_err(|error| error.to_string()),
    })?;
    let source = reading.typed("source");
    audience.source = (!source.is_empty()).then_some(source);
    Some(Detail::Audience(audience))
}

pub(super) fn hint(field: &SheetField, today: NaiveDate) -> String {
    let typed = field.text.value();
    let Some((kind, ..)) = NAMES.into_iter().find(|(_, name, _)| *name == field.name) else {
        return match field.name {
            "date" => day_hint(&typed, "blank is today for what you change", today),
            _ => "where it comes from: her media kit, 12 nov; blank is typed".into(),
        };
    };
    match (kind, read_shares(kind, &typed)) {
        (AudienceKind::Country, _) if typed.trim().is_empty() => "us 42%, de 12.5, gb 8".into(),
        (AudienceKind::Gender, _) if typed.trim().is_empty() => "female 64, male 35".into(),
        (AudienceKind::Age, _) if typed.trim().is_empty() => "18-24 31, 25-34 40, 65+ 2".into(),
        (_, Ok(shares)) => {
            let sum = shares.iter().map(|(_, share)| *share).sum();
            format!("{} of the audience", say_share(sum))
        }
        (_, Err(error)) => error,
    }
}
