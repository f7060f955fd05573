//! Where a person stands: stage, parking, and when to come back to them.

use rusqlite::{OptionalExtension, params};

use super::author::Of;
use super::{facts, name_of};
use crate::domain::dates::{from_iso, say_full};
use crate::domain::ids::{PersonId, SetId};
use crate::domain::lifecycle::{self, GoingOn, Missing};
use crate::domain::parking::ParkReason;
use crate::domain::person::Person;
use crate::domain::refusal::Refusal;
use crate::domain::stage::Stage;
use crate::domain::text::Clean;
use crate::store::Failure;
use crate::store::settings::settings;
use crate::store::write::{Said, Writing};

/// What of a person says that they are parked.
const PARKING: &[&str] = &["park_reason", "look_again"];

impl Writing<'_> {
    pub(in crate::store) fn stage_of(&self, person: PersonId) -> Result<(Stage, bool), Failure> {
        let found: Option<(i64, bool)> = self
            .tx
            .prepare_cached("SELECT stage, park_reason IS NOT NULL FROM person WHERE id = ?1")?
            .query_row([person.0], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let (stage, parked) = found.ok_or(Refusal::Gone)?;
        Ok((Stage::at(stage).unwrap_or(Stage::Discovery), parked))
    }

    pub(super) fn step(
        &self,
        person: PersonId,
        from: Stage,
        to: Stage,
        without: &[Missing],
        because: Option<GoingOn>,
    ) -> Result<Said, Failure> {
        let name = name_of(self.tx, person)?;
        let (now, parked) = self.stage_of(person)?;
        if parked {
            let (by, when) = self.who_and_when(Of::Columns(person, PARKING))?;
            return Err(Refusal::Parked { name, by, when }.into());
        }
        if now != from {
            let name = Clean::line(&format!("{name} to {}", now.word()));
            let stage = Of::Columns(person, &["stage"]);
            return Err(self.overtaken(name, "moved", stage)?.into());
        }
        if from == to {
            return Ok(Said::it(format!("{name} is in {} already", to.word())));
        }
        let missing = lifecycle::missing(facts(self.tx, person)?.unwrap_or_default(), from, to);
        let rules = settings(self.tx)?.rules;
        lifecycle::allow(rules, &missing, without, because.as_ref())?;
        self.set_stage(person, from, to, &missing, because.as_ref())?;
        Ok(Said::it(format!("{name} is now in {}", to.word())))
    }

    /// Moves a person and keeps the move as a row of its own.
    pub(in crate::store) fn set_stage(
        &self,
        person: PersonId,
        from: Stage,
        to: Stage,
        without: &[Missing],
        because: Option<&GoingOn>,
    ) -> rusqlite::Result<()> {
        let day = self.day();
        self.tx
            .prepare_cached(
                "UPDATE person SET stage = ?2, stage_since = ?3, by_hand = by_hand | ?4, version = version + 1 WHERE id = ?1",
            )?
            .execute(params![person.0, index(to), day, Person::STAGE_BY_HAND])?;
        let without = without
            .iter()
            .map(|line| line.words())
            .collect::<Vec<_>>()
            .join(", ");
        self.tx
            .prepare_cached(
                "INSERT INTO stage_move (person_id, from_stage, to_stage, date, by, without, because) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![person.0, index(from), index(to), day, self.by, without, because.map(GoingOn::word)])?;
        Ok(())
    }

    pub(super) fn park(
        &self,
        person: PersonId,
        reason: ParkReason,
        look_again: Option<String>,
    ) -> Result<Said, Failure> {
        let name = name_of(self.tx, person)?;
        let (_, parked) = self.stage_of(person)?;
        let parking = Of::Columns(person, PARKING);
        // Another reason of one's own is no news to anybody.
        if parked && self.is_theirs_by(parking)? {
            return Err(self.overtaken(name, "parked", parking)?.into());
        }
        self.put_off_board(person, Some(reason.stored()), look_again)?;
        Ok(Said::it(format!("parked {name}: {}", reason.word())))
    }

    pub(super) fn unpark(&self, person: PersonId, seen: SetId) -> Result<Said, Failure> {
        let name = name_of(self.tx, person)?;
        let (stage, parked) = self.stage_of(person)?;
        let parking = Of::Columns(person, PARKING);
        if !parked {
            return Err(self.overtaken(name, "brought back", parking)?.into());
        }
        if self.is_newer(parking, seen)? {
            return Err(self.overtaken(name, "parked", parking)?.into());
        }
        self.put_off_board(person, None, None)?;
        Ok(Said::it(format!("{name} is back in {}", stage.word())))
    }

    pub(super) fn look_again(
        &self,
        person: PersonId,
        seen: &str,
        date: Option<String>,
    ) -> Result<Said, Failure> {
        let name = name_of(self.tx, person)?;
        let now: Option<String> = self
            .tx
            .prepare_cached("SELECT look_again FROM person WHERE id = ?1")?
            .query_row([person.0], |row| row.get(0))?;
        if now.as_deref() != Some(seen) {
            let parking = Of::Columns(person, PARKING);
            return Err(self
                .overtaken(name, "changed the parking of", parking)?
                .into());
        }
        self.tx
            .prepare_cached(
                "UPDATE person SET look_again = ?2, version = version + 1 WHERE id = ?1",
            )?
            .execute(params![person.0, date])?;
        Ok(Said::it(match date {
            Some(date) => format!("{name}: look again on {}", full(&date)),
            None => format!("{name} stays parked"),
        }))
    }

    pub(super) fn snooze(&self, person: PersonId, until: &str) -> Result<Said, Failure> {
        let name = name_of(self.tx, person)?;
        let now: Option<String> = self
            .tx
            .prepare_cached("SELECT snoozed_until FROM person WHERE id = ?1")?
            .query_row([person.0], |row| row.get(0))?;
        let sleeps = now.is_some_and(|now| now > self.day() && now != until);
        let snoozing = Of::Columns(person, &["snoozed_until"]);
        if sleeps && self.is_theirs_by(snoozing)? {
            return Err(self.overtaken(name, "snoozed", snoozing)?.into());
        }
        self.tx
            .prepare_cached(
                "UPDATE person SET snoozed_until = ?2, version = version + 1 WHERE id = ?1",
            )?
            .execute(params![person.0, until])?;
        Ok(Said::it(format!("{name} comes back {}", full(until))))
    }
}

fn index(stage: Stage) -> i64 {
    i64::try_from(stage.index()).unwrap_or_default()
}

/// A stored date in words that are as right next year as today: labels stay in the history.
pub(super) fn full(stored: &str) -> String {
    from_iso(stored).map_or_else(|| stored.to_owned(), say_full)
}
