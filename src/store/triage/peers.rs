//! Others of the same tier and platform: a bounded sample of those nearest in size, straight from the cards.

use rusqlite::{Connection, params};

use crate::domain::card::Card;
use crate::domain::settings::{Tier, Tiers};
use crate::domain::text::Clean;
use crate::domain::triage::Peers;
use crate::domain::triage::peers::{growth, median};

/// Cards looked at on either side; those on another platform are left out of them.
const NEAR: i64 = 250;
/// Peers whose growth is looked up.
const GROWTH: usize = 60;

/// Person, followers, engagement.
type Peer = (i64, i64, Option<i64>);

/// What is usual among those nearest in size; `None` without a tier or without anybody else in it.
pub(super) fn of(
    connection: &Connection,
    card: &Card,
    tiers: Tiers,
) -> rusqlite::Result<Option<Peers>> {
    let Some((followers, tier)) = card
        .followers
        .and_then(|followers| Some((followers, tiers.of(followers)?)))
    else {
        return Ok(None);
    };
    let platform = card
        .platforms
        .as_str()
        .split(' ')
        .next()
        .unwrap_or_default();
    let mut near = Vec::new();
    for way in [Way::Down, Way::Up] {
        near.extend(side(connection, card, (tier, tiers), platform, way)?);
    }
    near.sort_by_key(|(_, count, _)| count.abs_diff(followers));
    if near.is_empty() {
        return Ok(None);
    }
    let mut grown = Vec::new();
    for (person, ..) in near.iter().take(GROWTH) {
        grown.extend(growth_of(connection, *person)?);
    }
    Ok(Some(Peers {
        tier,
        platform: Clean::line(platform),
        people: near.len(),
        followers: median(near.iter().map(|(_, count, _)| *count).collect()),
        engagement: median(near.iter().filter_map(|(.., rate)| *rate).collect()),
        growth: median(grown),
    }))
}

/// Which side of the candidate is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Down,
    Up,
}

fn side(
    connection: &Connection,
    card: &Card,
    (tier, tiers): (Tier, Tiers),
    platform: &str,
    way: Way,
) -> rusqlite::Result<Vec<Peer>> {
    let followers = card.followers.unwrap_or_default();
    let (range, order, bound) = match way {
        Way::Down => (
            "followers <= ?1 AND followers >= ?2",
            "DESC",
            tiers.least(tier),
        ),
        Way::Up => (
            "followers > ?1 AND followers <= ?2",
            "ASC",
            tiers.most(tier).unwrap_or(i64::MAX),
        ),
    };
    let sql = format!(
        "SELECT person_id, followers, engagement FROM (SELECT person_id, followers, engagement, platforms FROM card
           WHERE {range} ORDER BY followers {order} LIMIT ?3)
         WHERE person_id <> ?4 AND substr(platforms, 1, length(?5)) = ?5"
    );
    connection
        .prepare_cached(&sql)?
        .query_map(
            params![followers, bound, NEAR, card.id.0, platform],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?
        .collect()
}

/// How the main account of somebody has grown over about 90 days.
fn growth_of(connection: &Connection, person: i64) -> rusqlite::Result<Option<i64>> {
    let mut statement = connection.prepare_cached(
        "SELECT l.followers, (SELECT e.followers FROM snapshot e WHERE e.account_id = l.account_id
             AND e.date BETWEEN date(l.date, '-100 days') AND date(l.date, '-20 days') AND e.followers IS NOT NULL
           ORDER BY e.date LIMIT 1)
         FROM account a JOIN snapshot l ON l.account_id = a.id
           AND l.date = (SELECT max(date) FROM snapshot WHERE account_id = a.id)
         WHERE a.person_id = ?1 ORDER BY l.followers DESC LIMIT 1",
    )?;
    let mut rows = statement.query([person])?;
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    let pair: (Option<i64>, Option<i64>) = (row.get(1)?, row.get(0)?);
    Ok(match pair {
        (Some(before), Some(after)) => growth(before, after),
        _ => None,
    })
}
