//! A row of `card` as a [`Card`], cleaned for the screen once, off the screen's thread.

use rusqlite::{Connection, OptionalExtension, Row};

use crate::domain::card::{Card, Outreach};
use crate::domain::dates::from_iso;
use crate::domain::ids::PersonId;
use crate::domain::lifecycle::Facts;
use crate::domain::parking::ParkReason;
use crate::domain::stage::Stage;
use crate::domain::text::Clean;
use crate::domain::triage::Fit;

/// The columns that [`card`] reads, in its order.
pub const COLUMNS: &str = "person_id, name, handle, platforms, followers, engagement, niche, country, tags, stage, since,
   park_reason, last_contact, reply_owed, pitched, chased, replied, talking, next_step, next_date, owner, facts,
   fit_yes, fit_answered, flags, shortlisted";

/// Reads a row of [`COLUMNS`].
pub fn card(row: &Row<'_>) -> rusqlite::Result<Card> {
    let line = |index: usize| {
        row.get_ref(index)
            .map(|value| Clean::line(value.as_str().unwrap_or_default()))
    };
    let date = |index: usize| {
        row.get_ref(index)
            .map(|value| value.as_str().ok().and_then(from_iso))
    };
    let park = row.get_ref(11)?.as_str().ok().map(ParkReason::from_stored);
    Ok(Card {
        id: PersonId(row.get(0)?),
        name: line(1)?,
        handle: line(2)?,
        platforms: line(3)?,
        followers: row.get(4)?,
        engagement: row.get(5)?,
        niche: line(6)?,
        country: line(7)?,
        tags: line(8)?,
        stage: Stage::at(row.get(9)?).unwrap_or(Stage::Discovery),
        since: date(10)?.unwrap_or_default(),
        parked: park,
        last_contact: date(12)?,
        reply_owed: date(13)?,
        outreach: Outreach {
            pitched: date(14)?,
            chased: row.get(15)?,
            replied: row.get(16)?,
            talking: row.get(17)?,
        },
        facts: Facts::from_bits(row.get(21)?),
        next_step: line(18)?,
        next_date: date(19)?,
        owner: line(20)?,
        fit: Fit {
            yes: row.get::<_, Option<u8>>(22)?.unwrap_or(0),
            answered: row.get(23)?,
        },
        flags: row.get(24)?,
        shortlisted: row.get_ref(25)?.as_str().is_ok(),
    })
}

/// The card of one person.
pub fn of(connection: &Connection, person: PersonId) -> rusqlite::Result<Option<Card>> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM card WHERE person_id = ?1"))?
        .query_row([person.0], card)
        .optional()
}

/// The cards of these people in their order; those who are gone are left out.
pub fn of_all(
    connection: &Connection,
    people: impl IntoIterator<Item = i64>,
) -> rusqlite::Result<Vec<Card>> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT {COLUMNS} FROM card WHERE person_id = ?1"))?;
    let mut cards = Vec::new();
    for person in people {
        cards.extend(statement.query_row([person], card).optional()?);
    }
    Ok(cards)
}
