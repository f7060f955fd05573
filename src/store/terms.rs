//! What is known of people beyond their figures: audience shares, past sponsors, rate cards.

use rusqlite::{Connection, Row};
use serde_json::{Map, Value};

use super::profile::{date, raw};
use crate::domain::audience::{AudienceKey, AudienceKind, AudienceShare, say_share};
use crate::domain::dates::from_iso;
use crate::domain::ids::{AccountId, AudienceShareId, PersonId, RateId, SponsorshipId};
use crate::domain::money::{Currency, Money};
use crate::domain::platform::Platform;
use crate::domain::terms::{Rate, RateKind, RateLine, Sponsor, Sponsorship};
use crate::domain::text::Clean;

/// Who follows an account. A key that this program does not know is left out.
pub(super) fn audience(
    connection: &Connection,
    account: AccountId,
) -> rusqlite::Result<Vec<AudienceShare>> {
    let rows = connection
        .prepare_cached(
            "SELECT id, kind, key, share, date, source, imported FROM audience_share WHERE account_id = ?1
             ORDER BY CASE kind WHEN 'country' THEN 0 WHEN 'gender' THEN 1 ELSE 2 END,
               CASE kind WHEN 'age' THEN key END, share DESC, key",
        )?
        .query_map([account.0], |row| {
            let kind = AudienceKind::parse(row.get_ref(1)?.as_str()?);
            let key = row.get_ref(2)?.as_str()?;
            let key = kind.and_then(|kind| AudienceKey::parse(kind, key));
            let Some(key) = key else { return Ok(None) };
            Ok(Some(AudienceShare {
                id: AudienceShareId(row.get(0)?),
                key,
                share: row.get(3)?,
                date: date(row, 4)?,
                source: raw(row, 5)?,
                imported: row.get(6)?,
            }))
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(rows.into_iter().flatten().collect())
}

/// The columns that [`rate`] reads, in its order.
pub(super) const RATE: &str =
    "id, version, kind, platform, amount, currency, note, date, source, imported";

/// A row of [`RATE`]; none where its kind or currency is not known to this program.
pub(super) fn rate(row: &Row<'_>) -> rusqlite::Result<Option<Rate>> {
    let kind = RateKind::parse(row.get_ref(2)?.as_str()?);
    let currency = Currency::by_code(row.get_ref(5)?.as_str()?);
    let (Some(kind), Some(currency)) = (kind, currency) else {
        return Ok(None);
    };
    let minor = row.get(4)?;
    Ok(Some(Rate {
        id: RateId(row.get(0)?),
        version: row.get(1)?,
        line: RateLine {
            kind,
            platform: row.get_ref(3)?.as_str().ok().map(Platform::stored),
            amount: Money { minor, currency },
            note: raw(row, 6)?,
            date: date(row, 7)?,
            source: raw(row, 8)?,
        },
        imported: row.get(9)?,
    }))
}

/// The rate card of a person: by what is paid for and the platform, the newest first.
pub(super) fn rates(connection: &Connection, person: PersonId) -> rusqlite::Result<Vec<Rate>> {
    let rows = connection
        .prepare_cached(&format!(
            "SELECT {RATE} FROM rate WHERE person_id = ?1 ORDER BY date DESC, id DESC"
        ))?
        .query_map([person.0], rate)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let mut rates: Vec<Rate> = rows.into_iter().flatten().collect();
    rates.sort_by_key(|rate| (rate.line.kind, rate.line.platform));
    Ok(rates)
}

/// The columns that [`sponsor`] reads, in its order.
pub(super) const SPONSOR: &str = "id, version, brand, posts, sponsored, first, last,
   EXISTS (SELECT 1 FROM competitor c WHERE c.brand_key = s.brand_key), date, source, imported";

/// A row of [`SPONSOR`].
pub(super) fn sponsor(row: &Row<'_>) -> rusqlite::Result<Sponsor> {
    let day =
        |index| Ok::<_, rusqlite::Error>(row.get_ref(index)?.as_str().ok().and_then(from_iso));
    Ok(Sponsor {
        id: SponsorshipId(row.get(0)?),
        version: row.get(1)?,
        what: Sponsorship {
            brand: raw(row, 2)?,
            posts: row.get(3)?,
            sponsored: row.get(4)?,
            first: day(5)?,
            last: day(6)?,
            competitor: row.get(7)?,
            date: date(row, 8)?,
            source: raw(row, 9)?,
        },
        imported: row.get(10)?,
    })
}

/// The past sponsors of a person, the latest first.
pub(super) fn sponsors(
    connection: &Connection,
    person: PersonId,
) -> rusqlite::Result<Vec<Sponsor>> {
    connection
        .prepare_cached(&format!(
            "SELECT {SPONSOR} FROM sponsorship s WHERE person_id = ?1 ORDER BY coalesce(last, first, '') DESC, brand_key"
        ))?
        .query_map([person.0], sponsor)?
        .collect()
}

/// What the history calls a row of these tables, which is told as a whole and not column by column.
pub(super) fn label(table: &str) -> Option<&'static str> {
    match table {
        "rate" => Some("Rate"),
        "sponsorship" => Some("Past sponsor"),
        "competitor" => Some("Competitor"),
        "audience_share" => Some("Audience"),
        _ => None,
    }
}

/// A row as the journal keeps it, in one line: what it says, its day and its source.
pub(super) fn told(table: &str, row: &Map<String, Value>) -> Clean {
    let text = |column: &str| {
        row.get(column)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let number = |column: &str| row.get(column).and_then(Value::as_i64);
    let what = match table {
        "rate" => {
            let currency = Currency::by_code(&text("currency"));
            let amount = currency.zip(number("amount"));
            let amount = amount.map(|(currency, minor)| Money { minor, currency }.say());
            let on = text("platform");
            let on = (!on.is_empty()).then(|| Platform::stored(&on));
            let on = on.as_ref().map_or("", Platform::title);
            vec![
                format!("{} per {}", amount.unwrap_or_default(), text("kind")),
                on.to_owned(),
                text("note"),
            ]
        }
        "audience_share" => vec![format!(
            "{} {}",
            text("key"),
            say_share(number("share").unwrap_or_default())
        )],
        _ => {
            let count = |column: &str, word: &str| {
                number(column).map_or_else(String::new, |count| format!("{count} {word}"))
            };
            vec![
                text("brand"),
                count("posts", "posts"),
                count("sponsored", "sponsored"),
                text("first"),
                text("last"),
            ]
        }
    };
    let parts = what.into_iter().chain([text("date"), text("source")]);
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    Clean::line(&parts.join(" · "))
}
