//! People become one: read side by side, merged in one change set, and followed wherever somebody still means the one
//! who is gone. What hangs off people is in [`children`].

mod children;

use chrono::NaiveDate;
use rusqlite::types::Value as SqlValue;
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};
use serde_json::{Map, Value};

use super::erase::was_erased;
use super::people::author::Of;
use super::people::name_of;
use super::write::{Said, Turn, Writing};
use super::{Failure, Store, cards, profile, triage};
use crate::domain::change::{Change, ForMerged, MergeChange, Receipt, Stamp};
use crate::domain::counts::say_count;
use crate::domain::dates::{from_iso, iso};
use crate::domain::field::Field;
use crate::domain::gone::{Gone, How};
use crate::domain::ids::PersonId;
use crate::domain::merge::{Brings, Line, Merged, Outcome, Pick, Side, Sides};
use crate::domain::platform::say_account;
use crate::domain::question::Answer;
use crate::domain::refusal::Refusal;
use crate::domain::text::{Clean, Raw};

impl Store {
    /// Everything about a person, or with whom they are one by now.
    pub(super) fn person(&mut self, person: PersonId) -> Result<Answer, Failure> {
        let found = self.dossier(person)?;
        if found.is_none()
            && let Some(merged) = merged(&self.connection, person)?
        {
            return Ok(Answer::Merged(merged));
        }
        if found.is_none() && was_erased(&self.connection, person)? {
            return Ok(Answer::Erased(person));
        }
        Ok(Answer::Person(person, found.map(Box::new)))
    }

    /// People side by side, in the order asked for; and who of them is one with somebody else by now.
    pub(super) fn sides(&mut self, people: &[PersonId]) -> Result<(Sides, Vec<Merged>), Failure> {
        let tx = self.at_once()?;
        let sides = sides(&tx, people)?;
        let mut gone = Vec::new();
        for person in people
            .iter()
            .filter(|person| sides.place(**person).is_none())
        {
            gone.extend(merged(&tx, *person)?);
        }
        Ok((sides, gone))
    }

    pub(super) fn change_merge(
        &mut self,
        change: &MergeChange,
        stamp: &Stamp,
    ) -> Result<Receipt, Failure> {
        match change {
            MergeChange::Merge { keep, seen, picks } => {
                let people: Vec<PersonId> = seen.0.iter().map(|side| side.person.id).collect();
                Sides::allow(&people).map_err(|why| Refusal::Invalid(Clean::line(&why)))?;
                self.refuse_left_open(&people)?;
                self.write(stamp, Turn::Do, |writing| writing.merge(*keep, seen, picks))
            }
            MergeChange::NotSame { people } => {
                self.write(stamp, Turn::Do, |writing| writing.not_same(people))
            }
        }
    }
}

impl Writing<'_> {
    fn merge(&self, keep: PersonId, seen: &Sides, picks: &[(Line, Pick)]) -> Result<Said, Failure> {
        let people: Vec<PersonId> = seen.0.iter().map(|side| side.person.id).collect();
        let now = sides(self.tx, &people)?;
        for side in &seen.0 {
            self.refuse_gone(side, &now)?;
        }
        if let Some(side) = seen.changed_in(&now) {
            let of = Of::Person(side.person.id);
            return Err(self.overtaken(side.name.clone(), "changed", of)?.into());
        }
        let outcome = now.outcome(keep, picks).ok_or(Refusal::Gone)?;
        // First the row of the one who stays: an undo in slices brings it back last, and makes the card anew.
        self.write_row(keep, &outcome)?;
        children::settle_fit(self.tx, keep, &now, &outcome)?;
        let others: Vec<&Side> = now.0.iter().filter(|side| side.person.id != keep).collect();
        for side in &others {
            children::bring(self.tx, keep, side.person.id)?;
            self.remember(keep, side)?;
            self.tx
                .prepare_cached("DELETE FROM person WHERE id = ?1 AND version = ?2")?
                .execute([side.person.id.0, side.person.version])?;
        }
        let stays = now.place(keep).and_then(|place| now.0.get(place));
        let name = stays.map_or_else(Clean::default, |side| side.name.clone());
        let gone: Vec<&str> = others.iter().map(|side| side.name.as_str()).collect();
        let words = if gone.iter().all(|one| *one == name.as_str()) {
            let many = if gone.len() == 1 { "two" } else { "all" };
            format!("merged {many} of {name} into one")
        } else {
            format!("merged {} into {name}", and(&gone))
        };
        Ok(Said::it(words))
    }

    fn refuse_gone(&self, side: &Side, now: &Sides) -> Result<(), Failure> {
        let person = side.person.id;
        if now.place(person).is_some() {
            return Ok(());
        }
        Err(match merged(self.tx, person)? {
            Some(merged) => Refusal::Merged(merged).into(),
            None => Refusal::Gone.into(),
        })
    }

    fn write_row(&self, keep: PersonId, outcome: &Outcome) -> rusqlite::Result<()> {
        let place = i64::try_from(outcome.stage.index()).unwrap_or(0);
        let fields: Vec<String> = (11..)
            .zip(Field::ALL)
            .map(|(number, field)| format!("{} = ?{number}", field.column()))
            .collect();
        let sql = format!(
            "UPDATE person SET stage = ?2, stage_since = ?3, park_reason = ?4, look_again = ?5, snoozed_until = ?6,
               shortlisted = ?7, by_hand = ?8, added = ?9, extra = ?10, version = version + 1, {} WHERE id = ?1",
            fields.join(", ")
        );
        let text = |value: Option<&str>| {
            value.map_or(SqlValue::Null, |text| SqlValue::Text(text.to_owned()))
        };
        let day = |date: Option<NaiveDate>| text(date.map(iso).as_deref());
        let mut values = vec![
            SqlValue::Integer(keep.0),
            SqlValue::Integer(place),
            day(Some(outcome.stage_since)),
            text(outcome.parked.map(|parked| parked.reason.stored())),
            day(outcome.parked.and_then(|parked| parked.look_again)),
            day(outcome.snoozed),
            day(outcome.shortlisted),
            SqlValue::Integer(outcome.by_hand),
            day(Some(outcome.added)),
            text(json(&outcome.extra).as_deref()),
        ];
        let fields = Field::ALL.iter().map(|field| outcome.values.get(*field));
        values.extend(fields.map(|value| text(value.map(Raw::as_stored))));
        self.tx
            .prepare_cached(&sql)?
            .execute(params_from_iter(values))?;
        Ok(())
    }

    /// Who is gone, so that whoever means them finds the one who stays.
    fn remember(&self, keep: PersonId, side: &Side) -> rusqlite::Result<()> {
        self.tx
            .prepare_cached(
                "INSERT INTO merged (person_id, gone, name, date, by) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![
                keep.0,
                side.person.id.0,
                side.name.as_str(),
                self.day(),
                self.by
            ])?;
        Ok(())
    }

    fn not_same(&self, people: &[PersonId]) -> Result<Said, Failure> {
        let mut people = people.to_vec();
        people.sort_unstable();
        people.dedup();
        let mut names = Vec::new();
        for person in &people {
            names.push(name_of(self.tx, *person)?);
        }
        for (place, one) in people.iter().enumerate() {
            for other in &people[place + 1..] {
                self.tx
                    .prepare_cached(
                        "INSERT INTO not_same (person_id, other_id, date, by) SELECT ?1, ?2, ?3, ?4
                         WHERE NOT EXISTS (SELECT 1 FROM not_same WHERE person_id = ?1 AND other_id = ?2)",
                    )?
                    .execute(params![one.0, other.0, self.day(), self.by])?;
            }
        }
        let names: Vec<&str> = names.iter().map(Clean::as_str).collect();
        Ok(Said::it(format!(
            "{} are not the same; not offered again",
            and(&names)
        )))
    }
}

/// `Ada, Ben and Cleo`.
fn and(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Why a change of this person finds something gone: they themselves, or only what the change is about.
pub(super) fn why_gone(connection: &Connection, person: PersonId) -> rusqlite::Result<Refusal> {
    if let Some(merged) = merged(connection, person)? {
        return Ok(Refusal::Merged(merged));
    }
    if profile::read_person(connection, person)?.is_some() {
        return Ok(Refusal::Gone);
    }
    Ok(if was_erased(connection, person)? {
        Refusal::PersonErased
    } else {
        Refusal::PersonGone
    })
}

/// Those of these people who are not there any more, and how they went.
pub(super) fn gone(connection: &Connection, people: &[PersonId]) -> rusqlite::Result<Vec<Gone>> {
    let mut there =
        connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM person WHERE id = ?1)")?;
    let mut gone = Vec::new();
    for person in people {
        if there.query_row([person.0], |row| row.get(0))? {
            continue;
        }
        let how = match why_gone(connection, *person)? {
            Refusal::Merged(merged) => How::Merged(merged),
            Refusal::PersonErased => How::Erased,
            _ => How::Removed,
        };
        gone.push(Gone {
            person: *person,
            how,
        });
    }
    Ok(gone)
}

/// A change of somebody who was merged, made to the one who stays while the two are one, else to themselves.
pub(super) fn meant(connection: &Connection, instead: ForMerged) -> rusqlite::Result<Change> {
    let ForMerged {
        gone,
        into,
        mut change,
    } = instead;
    let is_one = merged(connection, gone)?.is_some_and(|merged| merged.into == into);
    if let Some(person) = change.about() {
        *person = if is_one { into } else { gone };
    }
    Ok(change)
}

/// With whom somebody who is gone is one by now.
fn merged(connection: &Connection, person: PersonId) -> rusqlite::Result<Option<Merged>> {
    connection
        .prepare_cached(
            "SELECT m.name, m.person_id, c.name, m.by FROM merged m JOIN card c ON c.person_id = m.person_id WHERE m.gone = ?1",
        )?
        .query_row([person.0], |row| {
            Ok(Merged {
                gone: person,
                name: profile::line(row, 0)?,
                into: PersonId(row.get(1)?),
                into_name: profile::line(row, 2)?,
                by: profile::line(row, 3)?,
            })
        })
        .optional()
}

/// Those of these people who are there.
fn sides(connection: &Connection, people: &[PersonId]) -> rusqlite::Result<Sides> {
    let mut found = Vec::new();
    for person in people {
        let row = profile::read_person(connection, *person)?;
        let card = cards::of(connection, *person)?;
        let (Some(row), Some(card)) = (row, card) else {
            continue;
        };
        let (snoozed, shortlisted) = connection
            .prepare_cached("SELECT snoozed_until, shortlisted FROM person WHERE id = ?1")?
            .query_row([person.0], |row| {
                let day = |index: usize| {
                    row.get_ref(index)
                        .map(|value| value.as_str().ok().and_then(from_iso))
                };
                Ok((day(0)?, day(1)?))
            })?;
        found.push(Side {
            name: card.name,
            accounts: accounts(connection, *person)?,
            snoozed,
            shortlisted,
            fit: triage::checks(connection, *person)?,
            brings: brings(connection, *person)?,
            person: row,
        });
    }
    Ok(Sides(found))
}

/// `IG ada.lov 84.2K`, the largest first.
fn accounts(connection: &Connection, person: PersonId) -> rusqlite::Result<Vec<Clean>> {
    let accounts = profile::accounts(connection, person)?;
    let said = accounts.iter().map(|account| {
        let followers = account.latest().and_then(|latest| latest.figures.followers);
        let followers = followers.map_or_else(String::new, |many| format!(" {}", say_count(many)));
        let account = say_account(account.platform, &account.handle);
        Clean::line(&format!("{account}{followers}"))
    });
    Ok(said.collect())
}

fn brings(connection: &Connection, person: PersonId) -> rusqlite::Result<Brings> {
    connection
        .prepare_cached(
            "SELECT (SELECT count(*) FROM touch WHERE person_id = ?1), (SELECT count(*) FROM note WHERE person_id = ?1),
               (SELECT count(*) FROM contact_point WHERE person_id = ?1), (SELECT count(*) FROM rate WHERE person_id = ?1),
               (SELECT count(*) FROM sponsorship WHERE person_id = ?1)",
        )?
        .query_row([person.0], |row| {
            Ok(Brings {
                contacts: row.get(0)?,
                notes: row.get(1)?,
                reach: row.get(2)?,
                rates: row.get(3)?,
                sponsors: row.get(4)?,
            })
        })
}

/// Columns without a field, as stored.
fn json(extra: &[(Raw, Raw)]) -> Option<String> {
    let pair = |(name, value): &(Raw, Raw)| {
        let value = Value::String(value.as_stored().to_owned());
        (name.as_stored().to_owned(), value)
    };
    let map: Map<String, Value> = extra.iter().map(pair).collect();
    (!map.is_empty()).then(|| Value::Object(map).to_string())
}
