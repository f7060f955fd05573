//! The sheet of a past sponsor.

use chrono::NaiveDate;

use super::field::{Reading, SheetField, count, day_hint};
use crate::domain::dates::{self, iso};
use crate::domain::detail::Detail;
use crate::domain::terms::Sponsorship;
use crate::domain::text::{Clean, Raw};
use crate::ui::draft::TextPlace;

pub(super) fn fields(place: &TextPlace, before: Option<&Sponsorship>) -> Vec<SheetField> {
    let said = |say: fn(&Sponsorship) -> String| before.map_or_else(String::new, say);
    let number = |number: Option<i64>| number.map_or_else(String::new, |number| number.to_string());
    let day = |day: Option<NaiveDate>| day.map_or_else(String::new, iso);
    let mark = before.is_some_and(|sponsor| sponsor.competitor);
    vec![
        SheetField::line(
            place,
            "brand",
            "Brand",
            said(|sponsor| sponsor.brand.as_stored().to_owned()),
        ),
        SheetField::line(
            place,
            "posts",
            "Posts",
            number(before.and_then(|sponsor| sponsor.posts)),
        ),
        SheetField::line(
            place,
            "sponsored",
            "Sponsored",
            number(before.and_then(|sponsor| sponsor.sponsored)),
        ),
        SheetField::line(
            place,
            "first",
            "First post",
            day(before.and_then(|sponsor| sponsor.first)),
        ),
        SheetField::line(
            place,
            "last",
            "Last post",
            day(before.and_then(|sponsor| sponsor.last)),
        ),
        SheetField::line(
            place,
            "competitor",
            "Competitor",
            if mark { "yes" } else { "" },
        ),
        SheetField::line(place, "date", "As of", said(|sponsor| iso(sponsor.date))),
        SheetField::line(
            place,
            "source",
            "Source",
            said(|sponsor| sponsor.source.as_stored().to_owned()),
        ),
    ]
}

pub(super) fn read(reading: &mut Reading<'_>, before: Option<&Sponsorship>) -> Option<Detail> {
    let brand = reading.value(
        "brand",
        before.map(|sponsor| &sponsor.brand),
        |typed, _| match typed {
            "" => Err("which brand?".to_owned()),
            typed => Ok(Raw::new(typed)),
        },
    );
    let posts = reading.value("posts", before.map(|sponsor| &sponsor.posts), |typed, _| {
        count(typed)
    });
    let sponsored = reading.value(
        "sponsored",
        before.map(|sponsor| &sponsor.sponsored),
        |typed, _| count(typed),
    );
    let first = reading.value("first", before.map(|sponsor| &sponsor.first), perhaps_day);
    let last = reading.value("last", before.map(|sponsor| &sponsor.last), perhaps_day);
    let competitor = reading.value(
        "competitor",
        before.map(|sponsor| &sponsor.competitor),
        |typed, _| yes(typed),
    );
    let date = reading.day("date", before.map(|sponsor| &sponsor.date));
    let source = reading.raw("source", before.map(|sponsor| &sponsor.source), "typed");
    Some(Detail::Sponsor(Sponsorship {
        brand: brand?,
        posts: posts?,
        sponsored: sponsored?,
        first: first?,
        last: last?,
        competitor: competitor?,
        date: date?,
        source: source.unwrap_or_else(|| Raw::new("typed")),
    }))
}

fn perhaps_day(typed: &str, today: NaiveDate) -> Result<Option<NaiveDate>, String> {
    if typed.is_empty() {
        return Ok(None);
    }
    dates::parse_past(typed, today)
        .map(Some)
        .map_err(|error| error.to_string())
}

fn yes(typed: &str) -> Result<bool, String> {
    match typed.to_lowercase().as_str() {
        "y" | "yes" | "x" | "1" | "true" => Ok(true),
        "" | "n" | "no" | "0" | "false" => Ok(false),
        _ => Err(format!("\"{}\" is neither yes nor no", Clean::line(typed))),
    }
}

pub(super) fn hint(field: &SheetField, today: NaiveDate) -> String {
    let typed = field.text.value();
    match field.name {
        "brand" => "the brand they worked for".into(),
        "posts" => "posts that name it".into(),
        "sponsored" => "posts that were paid".into(),
        "first" | "last" => day_hint(&typed, "blank where not known", today),
        "competitor" => "yes marks the brand for everybody who worked for it".into(),
        "date" => day_hint(&typed, "blank is today", today),
        _ => "where it comes from; blank is typed".into(),
    }
}
