//! What is owed: the candidates for Today, narrowed by the indexes; the domain judges and orders them.

use chrono::{Days, NaiveDate};
use rusqlite::types::Value;
use rusqlite::{Connection, ParamsFromIter, Row, params_from_iter};

use super::query::{self, Condition};
use super::settings::settings;
use super::{Failure, Store};
use crate::domain::care::{self, Care};
use crate::domain::dates::{from_iso, iso};
use crate::domain::ids::{PersonId, TouchId};
use crate::domain::lifecycle::Facts;
use crate::domain::parking::ParkReason;
use crate::domain::query::Query;
use crate::domain::question::TodayState;
use crate::domain::settings::CareDays;
use crate::domain::stage::Stage;
use crate::domain::text::Clean;
use crate::domain::today::{self, Candidate, Reason};

/// Candidates of one kind that are looked at; far more than anybody can do in a day.
const MOST: u32 = 300;
/// Whose: everybody's, or mine and nobody's. Parameter 1 is the login name or NULL.
const WHOSE_STEP: &str = "(?1 IS NULL OR next_owner IN (?1, ''))";
const WHOSE: &str = "(?1 IS NULL OR owner IN (?1, ''))";
/// Not put off. Parameter 2 is today.
const AWAKE: &str = "(snoozed IS NULL OR snoozed <= ?2)";

/// Whose day it is, which day, and who is looked at.
struct Asked {
    login: Option<String>,
    day: String,
    among: Option<Condition>,
}

impl Asked {
    /// One more condition for a statement that has so many parameters of its own.
    fn among(&self, parameters: usize) -> String {
        self.among.as_ref().map_or_else(String::new, |condition| {
            format!(" AND {}", condition.numbered(parameters + 1))
        })
    }

    /// Login name, day and limit, what the statement wants besides, and what the condition binds.
    fn values(&self, more: &[String]) -> ParamsFromIter<Vec<Value>> {
        let mut values: Vec<Value> = vec![
            self.login.clone().into(),
            self.day.clone().into(),
            MOST.into(),
        ];
        values.extend(more.iter().map(|value| Value::from(value.clone())));
        values.extend(
            self.among
                .iter()
                .flat_map(|condition| condition.values.clone()),
        );
        params_from_iter(values)
    }
}

/// Changes of a day that did something that is owed: a contact logged, a message that needs no answer, a next step
/// done, a look at somebody parked. Tags, names and views are none of it; and what changes people by the thousand (an
/// import, all who are marked) is no item of Today, and would be long to read.
const DONE: &str = "SELECT count(*) FROM change_set c
 WHERE by = ?1 AND date = ?2 AND turn <> 'undo' AND undone_by IS NULL AND rows <= 1000
   AND NOT EXISTS (SELECT 1 FROM job_note n WHERE n.set_id = c.id AND n.list = 'file')
   AND EXISTS (SELECT 1 FROM journal j WHERE j.set_id = c.id AND (
     j.tbl = 'touch' AND (j.before IS NULL OR j.before ->> 'settled' = 0 AND j.after ->> 'settled' = 1)
     OR j.tbl = 'person' AND (
       coalesce(j.before ->> 'next_step', j.before ->> 'next_date') IS NOT NULL
         AND coalesce(j.after ->> 'next_step', j.after ->> 'next_date') IS NULL
       OR j.before ->> 'look_again' <= ?2 AND j.after ->> 'look_again' IS NULL)))";

impl Store {
    /// Today: mine, or the team's.
    pub(super) fn today(
        &mut self,
        mine: bool,
        query: &Query,
        today: NaiveDate,
    ) -> Result<TodayState, Failure> {
        let settings = settings(&self.connection)?;
        let asked = Asked {
            login: mine.then(|| self.login.clone()),
            day: iso(today),
            among: query::whole(query, settings.tiers),
        };
        let mut owed = replies(&self.connection, &asked)?;
        owed.extend(next_steps(&self.connection, &asked)?);
        owed.extend(quiet(&self.connection, &asked, (today, settings.care))?);
        owed.extend(look_again(&self.connection, &asked)?);
        if query.is_everybody() {
            owed.extend(self.jobs_cut_off()?);
        }
        let more = owed.len() >= MOST as usize;
        let parts = today::arrange(owed, today, settings.quiet_a_day);
        let open = parts.iter().map(|part| part.total).sum();
        let done = self
            .connection
            .prepare_cached(DONE)?
            .query_row([&self.login, &asked.day], |row| row.get(0))?;
        let anybody = self.people()? > 0;
        Ok(TodayState {
            parts,
            open,
            more,
            done,
            anybody,
        })
    }

    /// Jobs whose process is gone.
    fn jobs_cut_off(&self) -> Result<Vec<Candidate>, Failure> {
        let sweep = self.waiting_sweep()?.filter(|sweep| !sweep.running);
        let jobs = self.left_open()?.into_iter().chain(sweep);
        let jobs = jobs.map(|job| Candidate {
            person: None,
            name: job.label.clone(),
            platforms: Clean::default(),
            owner: Clean::default(),
            stage: Stage::Discovery,
            facts: Facts::default(),
            reason: Reason::Job {
                set: job.set,
                label: job.label,
                by: job.by,
            },
        });
        Ok(jobs.collect())
    }
}

fn line(row: &Row<'_>, index: usize) -> rusqlite::Result<Clean> {
    Ok(Clean::line(
        row.get_ref(index)?.as_str().unwrap_or_default(),
    ))
}

fn day_of(row: &Row<'_>, index: usize) -> rusqlite::Result<NaiveDate> {
    Ok(row
        .get_ref(index)?
        .as_str()
        .ok()
        .and_then(from_iso)
        .unwrap_or_default())
}

/// The first six columns of every query here: person, name, platforms, whose, stage, facts.
fn candidate(row: &Row<'_>, reason: Reason) -> rusqlite::Result<Candidate> {
    Ok(Candidate {
        person: Some(PersonId(row.get(0)?)),
        name: line(row, 1)?,
        platforms: line(row, 2)?,
        owner: line(row, 3)?,
        stage: Stage::at(row.get(4)?).unwrap_or(Stage::Discovery),
        facts: Facts::from_bits(row.get(5)?),
        reason,
    })
}

fn replies(connection: &Connection, asked: &Asked) -> rusqlite::Result<Vec<Candidate>> {
    let sql = format!(
        "SELECT person_id, name, platforms, owner, stage, facts, reply_owed,
           (SELECT text FROM touch t WHERE t.person_id = card.person_id AND direction = 'in' ORDER BY date DESC, id DESC LIMIT 1),
           (SELECT max(id) FROM touch t WHERE t.person_id = card.person_id AND direction = 'in')
         FROM card WHERE reply_owed IS NOT NULL AND board >= 0 AND {WHOSE} AND {AWAKE}{} ORDER BY reply_owed, person_id LIMIT ?3",
        asked.among(3)
    );
    connection
        .prepare_cached(&sql)?
        .query_map(asked.values(&[]), |row| {
            let reason = Reason::Reply {
                since: day_of(row, 6)?,
                text: line(row, 7)?,
                last: TouchId(row.get(8)?),
            };
            candidate(row, reason)
        })?
        .collect()
}

fn next_steps(connection: &Connection, asked: &Asked) -> rusqlite::Result<Vec<Candidate>> {
    let sql = format!(
        "SELECT person_id, name, platforms, next_owner, stage, facts, next_step, next_date FROM card
         WHERE next_date IS NOT NULL AND board >= 0 AND next_date <= ?2 AND {WHOSE_STEP} AND {AWAKE}{}
         ORDER BY next_date, person_id LIMIT ?3",
        asked.among(3)
    );
    connection
        .prepare_cached(&sql)?
        .query_map(asked.values(&[]), |row| {
            let reason = Reason::NextStep {
                text: line(row, 6)?,
                date: day_of(row, 7)?,
            };
            candidate(row, reason)
        })?
        .collect()
}

fn quiet(
    connection: &Connection,
    asked: &Asked,
    (today, care_days): (NaiveDate, CareDays),
) -> rusqlite::Result<Vec<Candidate>> {
    let sql = format!(
        "SELECT card.person_id, card.name, card.platforms, card.owner, card.stage, card.facts, card.care_from, p.care_level,
           p.segment, p.keep_in_touch, p.break_until
         FROM card JOIN person p ON p.id = card.person_id
         WHERE card.care_from IS NOT NULL AND card.care_from < ?4
           AND {} AND {AWAKE}{} ORDER BY card.care_from, card.person_id LIMIT ?3",
        WHOSE.replace("owner", "card.owner"),
        asked.among(4)
    );
    let latest = today
        .checked_sub_days(Days::new(care::SHORTEST.unsigned_abs()))
        .unwrap_or(today);
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query(asked.values(&[iso(latest)]))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let stage = Stage::at(row.get(4)?).unwrap_or(Stage::Nurturing);
        let last = day_of(row, 6)?;
        let text = |index: usize| {
            row.get::<_, Option<String>>(index)
                .map(Option::unwrap_or_default)
        };
        let (level, segment, days, pause) = (text(7)?, text(8)?, text(9)?, text(10)?);
        let care = Care {
            stage,
            parked: false,
            level: &level,
            segment: &segment,
            days: days.parse().ok(),
            break_until: from_iso(&pause),
            last_contact: Some(last),
        };
        if let Some(quiet) = care::quiet(&care, care_days, today) {
            found.push(candidate(
                row,
                Reason::Quiet {
                    days: quiet.days,
                    limit: quiet.limit,
                    stage,
                    last,
                },
            )?);
        }
    }
    Ok(found)
}

fn look_again(connection: &Connection, asked: &Asked) -> rusqlite::Result<Vec<Candidate>> {
    let sql = format!(
        "SELECT person_id, name, platforms, owner, stage, facts, look_again, park_reason FROM card
         WHERE look_again IS NOT NULL AND look_again <= ?2 AND {WHOSE} AND {AWAKE}{}
         ORDER BY look_again, person_id LIMIT ?3",
        asked.among(3)
    );
    connection
        .prepare_cached(&sql)?
        .query_map(asked.values(&[]), |row| {
            let reason = ParkReason::from_stored(row.get_ref(7)?.as_str().unwrap_or_default());
            let why = Reason::LookAgain {
                date: day_of(row, 6)?,
                reason,
            };
            candidate(row, why)
        })?
        .collect()
}
