//! What is known of a person beside their fields, as lists in cells: rates, past sponsors, audiences. Written by our
//! export, read by the import of such a file, and of others where their lists look alike.

use chrono::NaiveDate;

use super::cells::{Item, read, write};
use crate::domain::audience::{AudienceKind, AudienceShare, read_shares, say_share};
use crate::domain::dates::{from_iso, iso};
use crate::domain::incoming::{IncomingRate, IncomingShare, IncomingSponsor};
use crate::domain::money::{Currency, Money};
use crate::domain::platform::Platform;
use crate::domain::terms::{Rate, RateKind, Sponsor};

const RATE_WORDS: [&str; 4] = ["on", "date", "source", "note"];
const SPONSOR_WORDS: [&str; 7] = [
    "posts",
    "sponsored",
    "first",
    "last",
    "competitor",
    "date",
    "source",
];
const SHARE_WORDS: [&str; 2] = ["date", "source"];

/// Words and values, without those that have none.
fn facts<const N: usize>(facts: [(&str, Option<String>); N]) -> Vec<(String, String)> {
    let said = facts
        .into_iter()
        .filter_map(|(word, value)| Some((word.to_owned(), value?)));
    said.collect()
}

/// The rate card in one cell: `post 600 EUR (on: instagram, date: 2026-11-03, source: her mail)`.
#[must_use]
pub fn write_rates(rates: &[Rate]) -> String {
    let items: Vec<Item> = rates
        .iter()
        .map(|rate| &rate.line)
        .map(|line| Item {
            head: format!("{} {}", line.kind.word(), line.amount.plain()),
            facts: facts([
                (
                    "on",
                    line.platform.map(|platform| platform.word().to_owned()),
                ),
                ("date", Some(iso(line.date))),
                ("source", Some(line.source.as_stored().to_owned())),
                (
                    "note",
                    Some(line.note.as_stored().to_owned()).filter(|note| !note.is_empty()),
                ),
            ]),
        })
        .collect();
    write(&items)
}

/// Reads a rate card; also `600 EUR per post, 150 EUR per story`.
///
/// # Errors
/// The part that is no rate.
pub fn read_rates(text: &str, currency: Option<Currency>) -> Result<Vec<IncomingRate>, String> {
    let one = |item: Item| {
        let (kind, amount) =
            kind_and_amount(&item.head, currency).ok_or_else(|| item.head.clone())?;
        // A rate for a platform that cannot be read is none for all platforms.
        let platform = item.fact("on").map(|on| {
            let on = Platform::read_written(on).one();
            on.ok_or_else(|| item.head.clone())
        });
        Ok(IncomingRate {
            kind,
            platform: platform.transpose()?,
            amount,
            note: item.fact("note").unwrap_or_default().to_owned(),
            date: item.fact("date").and_then(from_iso),
            source: item.fact("source").map(str::to_owned),
        })
    };
    read(text, &RATE_WORDS).into_iter().map(one).collect()
}

/// `post 600 EUR`, `post: €600`, `600 EUR per post`.
fn kind_and_amount(text: &str, currency: Option<Currency>) -> Option<(RateKind, Money)> {
    let before = text.split_once([' ', ':']).and_then(|(kind, amount)| {
        let amount = Money::read(amount.trim_start_matches([':', ' ']), currency).ok()?;
        Some((RateKind::parse(kind)?, amount))
    });
    before.or_else(|| {
        let (amount, kind) = text
            .rsplit_once(" per ")
            .or_else(|| text.rsplit_once('/'))?;
        Some((RateKind::parse(kind)?, Money::read(amount, currency).ok()?))
    })
}

/// Past sponsors in one cell: `Glow Lab (posts: 12, sponsored: 3, last: 2025-03-04)`.
#[must_use]
pub fn write_sponsors(sponsors: &[Sponsor]) -> String {
    let items: Vec<Item> = sponsors
        .iter()
        .map(|sponsor| &sponsor.what)
        .map(|what| Item {
            head: what.brand.as_stored().to_owned(),
            facts: facts([
                ("posts", what.posts.map(|posts| posts.to_string())),
                ("sponsored", what.sponsored.map(|posts| posts.to_string())),
                ("first", what.first.map(iso)),
                ("last", what.last.map(iso)),
                ("competitor", what.competitor.then(|| "yes".to_owned())),
                ("date", Some(iso(what.date))),
                ("source", Some(what.source.as_stored().to_owned())),
            ]),
        })
        .collect();
    write(&items)
}

/// Reads past sponsors: brands, with what our export says of them in brackets.
#[must_use]
pub fn read_sponsors(text: &str) -> Vec<IncomingSponsor> {
    let one = |item: Item| IncomingSponsor {
        posts: item.fact("posts").and_then(|posts| posts.parse().ok()),
        sponsored: item.fact("sponsored").and_then(|posts| posts.parse().ok()),
        first: item.fact("first").and_then(from_iso),
        last: item.fact("last").and_then(from_iso),
        competitor: item.fact("competitor") == Some("yes"),
        date: item.fact("date").and_then(from_iso),
        source: item.fact("source").map(str::to_owned),
        brand: item.head,
    };
    read(text, &SPONSOR_WORDS).into_iter().map(one).collect()
}

/// The shares of one kind in one cell; day and source stand where they begin to hold: `US 42% (date: …); GB 12.5%`.
#[must_use]
pub fn write_audience(shares: &[AudienceShare], kind: AudienceKind) -> String {
    let mut above: Option<&AudienceShare> = None;
    let mut items = Vec::new();
    for share in shares.iter().filter(|share| share.key.kind() == kind) {
        let is_same =
            above.is_some_and(|above| (above.date, &above.source) == (share.date, &share.source));
        let said = (!is_same).then_some(share);
        items.push(Item {
            head: format!("{} {}", share.key.stored(), say_share(share.share)),
            facts: facts([
                ("date", said.map(|share| iso(share.date))),
                (
                    "source",
                    said.map(|share| share.source.as_stored().to_owned()),
                ),
            ]),
        });
        above = Some(share);
    }
    write(&items)
}

/// Reads the shares of one kind.
///
/// # Errors
/// One sentence that names the part that is not understood.
pub fn read_audience(text: &str, kind: AudienceKind) -> Result<Vec<IncomingShare>, String> {
    let mut shares: Vec<IncomingShare> = Vec::new();
    let (mut date, mut source): (Option<NaiveDate>, Option<String>) = (None, None);
    for item in read(text, &SHARE_WORDS) {
        date = item.fact("date").and_then(from_iso).or(date);
        source = item.fact("source").map(str::to_owned).or(source);
        for (key, share) in read_shares(kind, &item.head)? {
            shares.push(IncomingShare {
                key,
                share,
                date,
                source: source.clone(),
            });
        }
    }
    Ok(shares)
}
