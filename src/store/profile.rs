//! Everything about one person.

use chrono::{Days, NaiveDate};
use rusqlite::{Connection, OptionalExtension, Row};

use super::{Failure, Store, cards, terms};
use crate::domain::dates::{from_iso, iso};
use crate::domain::field::Field;
use crate::domain::figures::Figures;
use crate::domain::ids::{AccountId, ContactPointId, ManagerId, NoteId, PersonId, TouchId};
use crate::domain::parking::{ParkReason, Parked};
use crate::domain::person::{
    Account, ContactPoint, Dossier, Happened, Manager, Note, Person, Snapshot, Values,
};
use crate::domain::platform::{Handle, NameKind, Platform};
use crate::domain::question::Brief;
use crate::domain::stage::Stage;
use crate::domain::text::{Clean, Raw};
use crate::domain::touch::{Channel, Direction, Kind, Touch};

/// Lines of each kind a profile shows at most; the rest stands in the exports.
const MOST: u32 = 5_000;

impl Store {
    /// Everything about a person; `None` when they are gone.
    pub(super) fn dossier(&mut self, person: PersonId) -> Result<Option<Dossier>, Failure> {
        let tx = self.at_once()?;
        let Some(mut dossier) = dossier_of(&tx, person, MOST)? else {
            return Ok(None);
        };
        dossier.history = happened(&tx, person)?;
        Ok(Some(dossier))
    }

    /// Everybody, in the order in which they came.
    ///
    /// # Errors
    /// What `SQLite` says.
    pub fn everybody(&self) -> Result<Vec<PersonId>, Failure> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id FROM person ORDER BY id")?;
        let people = statement
            .query_map([], |row| row.get(0).map(PersonId))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(people)
    }

    /// Names of the extra columns that anybody has.
    ///
    /// # Errors
    /// What `SQLite` says.
    pub fn extra_names(&self) -> Result<Vec<String>, Failure> {
        let sql = "SELECT DISTINCT key FROM person, json_each(person.extra) WHERE person.extra IS NOT NULL ORDER BY key";
        let mut statement = self.connection.prepare_cached(sql)?;
        let names = statement
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(names)
    }

    /// What the log box and the stage question want to know.
    pub(super) fn brief(
        &mut self,
        person: PersonId,
        today: NaiveDate,
    ) -> Result<Option<Brief>, Failure> {
        let me = self.login.clone();
        let tx = self.at_once()?;
        let Some(card) = cards::of(&tx, person)? else {
            return Ok(None);
        };
        let channel: Option<String> = tx
            .prepare_cached(
                "SELECT channel FROM touch WHERE person_id = ?1 AND channel IS NOT NULL ORDER BY date DESC, id DESC LIMIT 1",
            )?
            .query_row([person.0], |row| row.get(0))
            .optional()?;
        let (preferred, step) = tx
            .prepare_cached(
                "SELECT channel, next_step, next_date, next_owner FROM person WHERE id = ?1",
            )?
            .query_row([person.0], |row| {
                Ok((
                    row.get::<_, Option<String>>(0)?,
                    [row.get(1)?, row.get(2)?, row.get(3)?],
                ))
            })?;
        // Nothing of a day to come is lately, so that no days at all tell of nobody.
        let lately = super::settings::settings(&tx)?.double_contact;
        let from = match u64::try_from(lately) {
            Ok(days @ 1..) => today.checked_sub_days(Days::new(days)),
            _ => today.checked_add_days(Days::new(1)),
        };
        let colleague = tx
            .prepare_cached(
                "SELECT by, date FROM touch WHERE person_id = ?1 AND by <> ?2 AND imported = 0 AND date BETWEEN ?3 AND ?4
                 ORDER BY date DESC, id DESC LIMIT 1",
            )?
            .query_row((person.0, &me, from.map(iso).unwrap_or_default(), iso(today)), |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
            })
            .optional()?
            .and_then(|(by, date)| Some((Clean::line(&by), from_iso(&date)?)));
        let channel = channel.or(preferred).as_deref().and_then(Channel::parse);
        Ok(Some(Brief {
            person,
            card,
            channel,
            step,
            colleague,
        }))
    }
}

/// Everything about a person but the changes, with so many contacts and notes at most.
pub(super) fn dossier_of(
    connection: &Connection,
    person: PersonId,
    most: u32,
) -> rusqlite::Result<Option<Dossier>> {
    let Some(found) = read_person(connection, person)? else {
        return Ok(None);
    };
    Ok(Some(Dossier {
        person: found,
        accounts: accounts(connection, person)?,
        contact_points: contact_points(connection, person)?,
        rates: terms::rates(connection, person)?,
        sponsors: terms::sponsors(connection, person)?,
        touches: touches(connection, person, most)?,
        notes: notes(connection, person, most)?,
        history: Vec::new(),
    }))
}

/// What the preview shows: the whole person, but only the last contact and note.
pub fn preview(connection: &Connection, person: PersonId) -> rusqlite::Result<Option<Dossier>> {
    let Some(found) = read_person(connection, person)? else {
        return Ok(None);
    };
    Ok(Some(Dossier {
        person: found,
        accounts: accounts(connection, person)?,
        contact_points: Vec::new(),
        rates: Vec::new(),
        sponsors: Vec::new(),
        touches: touches(connection, person, 1)?,
        notes: notes(connection, person, 1)?,
        history: Vec::new(),
    }))
}

/// Reads a person's own row.
pub fn read_person(connection: &Connection, person: PersonId) -> rusqlite::Result<Option<Person>> {
    let fields: Vec<&str> = Field::ALL.iter().map(|field| field.column()).collect();
    let sql = format!(
        "SELECT id, version, stage, stage_since, park_reason, look_again, by_hand, extra, added, {} FROM person WHERE id = ?1",
        fields.join(", ")
    );
    connection
        .prepare_cached(&sql)?
        .query_row([person.0], person_row)
        .optional()
}

fn person_row(row: &Row<'_>) -> rusqlite::Result<Person> {
    let reason: Option<String> = row.get(4)?;
    let look_again: Option<String> = row.get(5)?;
    let mut values = Values::default();
    for (place, field) in Field::ALL.iter().enumerate() {
        values.set(*field, row.get(9 + place)?);
    }
    Ok(Person {
        id: PersonId(row.get(0)?),
        version: row.get(1)?,
        stage: Stage::at(row.get(2)?).unwrap_or(Stage::Discovery),
        stage_since: date(row, 3)?,
        parked: reason.map(|word| Parked {
            reason: ParkReason::from_stored(&word),
            look_again: look_again.as_deref().and_then(from_iso),
        }),
        by_hand: row.get(6)?,
        extra: extras(row.get::<_, Option<String>>(7)?.as_deref()),
        added: date(row, 8)?,
        values,
    })
}

/// Columns without a home, kept as a JSON object of texts.
pub fn extras(json: Option<&str>) -> Vec<(Raw, Raw)> {
    let map: serde_json::Map<String, serde_json::Value> = json
        .and_then(|json| serde_json::from_str(json).ok())
        .unwrap_or_default();
    map.into_iter()
        .map(|(name, value)| {
            (
                Raw::new(name),
                Raw::new(
                    value
                        .as_str()
                        .map_or_else(|| value.to_string(), str::to_owned),
                ),
            )
        })
        .collect()
}

pub(super) fn date(row: &Row<'_>, index: usize) -> rusqlite::Result<chrono::NaiveDate> {
    Ok(from_iso(row.get_ref(index)?.as_str()?).unwrap_or_default())
}

pub(super) fn line(row: &Row<'_>, index: usize) -> rusqlite::Result<Clean> {
    Ok(Clean::line(
        row.get_ref(index)?.as_str().unwrap_or_default(),
    ))
}

pub(super) fn raw(row: &Row<'_>, index: usize) -> rusqlite::Result<Raw> {
    Ok(Raw::new(row.get::<_, String>(index)?))
}

/// The accounts of a person with their snapshots, most followers first.
pub fn accounts(connection: &Connection, person: PersonId) -> rusqlite::Result<Vec<Account>> {
    let mut statement =
        connection.prepare_cached("SELECT id, platform, handle, audience_country, handle_kind FROM account WHERE person_id = ?1 ORDER BY id")?;
    let mut found = statement
        .query_map([person.0], |row| {
            Ok(Account {
                id: AccountId(row.get(0)?),
                platform: Platform::stored(row.get_ref(1)?.as_str()?),
                handle: Handle::stored(
                    NameKind::stored(row.get_ref(4)?.as_str()?),
                    row.get_ref(2)?.as_str()?,
                ),
                audience_country: row.get::<_, Option<String>>(3)?.map(Raw::new),
                snapshots: Vec::new(),
                audience: Vec::new(),
            })
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    for account in &mut found {
        account.snapshots = snapshots(connection, account.id)?;
        account.audience = terms::audience(connection, account.id)?;
    }
    found.sort_by_key(|account| {
        std::cmp::Reverse(
            account
                .latest()
                .and_then(|latest| latest.figures.followers)
                .unwrap_or(-1),
        )
    });
    Ok(found)
}

fn snapshots(connection: &Connection, account: AccountId) -> rusqlite::Result<Vec<Snapshot>> {
    connection
        .prepare_cached(
            "SELECT date, source, followers, posts, average_views, average_likes, average_comments, average_shares,
               average_engagement, authentic_engagement, engagement_rate, quality
             FROM snapshot WHERE account_id = ?1 ORDER BY date",
        )?
        .query_map([account.0], |row| {
            Ok(Snapshot {
                date: date(row, 0)?,
                source: line(row, 1)?,
                figures: Figures {
                    followers: row.get(2)?,
                    posts: row.get(3)?,
                    average_views: row.get(4)?,
                    average_likes: row.get(5)?,
                    average_comments: row.get(6)?,
                    average_shares: row.get(7)?,
                    average_engagement: row.get(8)?,
                    authentic_engagement: row.get(9)?,
                    engagement_rate: row.get(10)?,
                    quality: row.get(11)?,
                },
            })
        })?
        .collect()
}

pub(super) fn contact_points(
    connection: &Connection,
    person: PersonId,
) -> rusqlite::Result<Vec<ContactPoint>> {
    connection
        .prepare_cached(
            "SELECT c.id, c.kind, c.value, m.id, m.name, m.role FROM contact_point c LEFT JOIN manager m ON m.id = c.manager_id
             WHERE c.person_id = ?1 ORDER BY c.id",
        )?
        .query_map([person.0], |row| {
            let manager = match row.get::<_, Option<i64>>(3)? {
                Some(id) => Some(Manager { id: ManagerId(id), name: raw(row, 4)?, role: line(row, 5)? }),
                None => None,
            };
            Ok(ContactPoint { id: ContactPointId(row.get(0)?), kind: line(row, 1)?, value: raw(row, 2)?, manager })
        })?
        .collect()
}

pub(super) fn touches(
    connection: &Connection,
    person: PersonId,
    most: u32,
) -> rusqlite::Result<Vec<Touch>> {
    connection
        .prepare_cached(
            "SELECT id, direction, channel, kind, date, text, by, imported, settled FROM touch WHERE person_id = ?1
             ORDER BY date DESC, id DESC LIMIT ?2",
        )?
        .query_map([person.0, i64::from(most)], |row| {
            Ok(Touch {
                id: TouchId(row.get(0)?),
                direction: Direction::parse(row.get_ref(1)?.as_str()?).unwrap_or(Direction::Out),
                channel: row.get_ref(2)?.as_str().ok().and_then(Channel::parse),
                kind: Kind::parse(row.get_ref(3)?.as_str()?).unwrap_or(Kind::Other),
                date: date(row, 4)?,
                text: raw(row, 5)?,
                by: line(row, 6)?,
                imported: row.get(7)?,
                settled: row.get(8)?,
            })
        })?
        .collect()
}

pub(super) fn notes(
    connection: &Connection,
    person: PersonId,
    most: u32,
) -> rusqlite::Result<Vec<Note>> {
    connection
        .prepare_cached("SELECT id, version, text, date, by FROM note WHERE person_id = ?1 ORDER BY id DESC LIMIT ?2")?
        .query_map([person.0, i64::from(most)], |row| {
            Ok(Note { id: NoteId(row.get(0)?), version: row.get(1)?, text: raw(row, 2)?, date: date(row, 3)?, by: line(row, 4)? })
        })?
        .collect()
}

/// The change sets about a person that are neither contacts nor notes, which the timeline shows by themselves.
pub(super) fn happened(
    connection: &Connection,
    person: PersonId,
) -> rusqlite::Result<Vec<Happened>> {
    connection
        .prepare_cached(
            "SELECT s.date, s.by, s.label FROM change_set s WHERE s.id IN (
               SELECT j.set_id FROM (SELECT ?1 AS id UNION SELECT gone FROM merged WHERE person_id = ?1) w
                 JOIN journal j ON j.person_id = w.id AND j.tbl NOT IN ('touch', 'note')
               UNION SELECT j.set_id FROM (SELECT ?1 AS id UNION SELECT gone FROM merged WHERE person_id = ?1) w
                 JOIN journal j ON j.tbl = 'person' AND j.last_id >= w.id AND j.row_id <= w.id)
             ORDER BY s.id DESC LIMIT ?2",
        )?
        .query_map([person.0, i64::from(MOST)], |row| {
            Ok(Happened { date: date(row, 0)?, by: line(row, 1)?, what: line(row, 2)? })
        })?
        .collect()
}
