//! Where a person stands: stage, parking, and when to come back to them.

use rusqlite::{OptionalExtension, params};

use super::{facts, last_author, name_of};
use crate::domain::dates::{from_iso, say_full};
use crate::domain::ids::PersonId;
use crate::domain::lifecycle::{self, GoingOn, Missing};
use crate::domain::parking::ParkReason;
use crate::domain::person::Person;
use crate::domain::refusal::Refusal;
use crate::domain::stage::Stage;
use crate::domain::text::Clean;
use crate::store::Failure;
use crate::store::settings::settings;
use crate::store::write::{Said, Writing};

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
        if now != from || parked {
            let what = if parked {
                "parked".to_owned()
            } else {
                format!("moved to {}:", now.word())
            };
            return Err(self.stale(person, name, &what)?.into());
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
        how: Option<(ParkReason, Option<String>)>,
    ) -> Result<Said, Failure> {
        let name = name_of(self.tx, person)?;
        let (stage, parked) = self.stage_of(person)?;
        match (parked, &how) {
            // Another reason of one's own is no news to anybody.
            (true, Some(_)) if last_author(self.tx, person)?.as_str() != self.by => {
                return Err(self.stale(person, name, "parked")?.into());
            }
            (false, None) => return Err(self.stale(person, name, "brought back")?.into()),
            (true, _) | (false, Some(_)) => {}
        }
        let reason = how.as_ref().map(|(reason, _)| reason);
        let look_again = how.as_ref().and_then(|(_, date)| date.clone());
        self.tx
            .prepare_cached("UPDATE person SET park_reason = ?2, look_again = ?3, version = version + 1 WHERE id = ?1")?
            .execute(params![person.0, reason.map(|reason| reason.stored()), look_again])?;
        Ok(Said::it(match reason {
            Some(reason) => format!("parked {name}: {}", reason.word()),
            None => format!("{name} is back in {}", stage.word()),
        }))
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
            return Err(self
                .stale(person, name, "looked after the parking of")?
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
        if sleeps && last_author(self.tx, person)?.as_str() != self.by {
            return Err(self.stale(person, name, "snoozed")?.into());
        }
        self.tx
            .prepare_cached(
                "UPDATE person SET snoozed_until = ?2, version = version + 1 WHERE id = ?1",
            )?
            .execute(params![person.0, until])?;
        Ok(Said::it(format!("{name} comes back {}", full(until))))
    }

    /// A colleague was faster.
    pub(in crate::store) fn stale(
        &self,
        person: PersonId,
        name: Clean,
        what: &str,
    ) -> Result<Refusal, Failure> {
        let by = last_author(self.tx, person)?;
        Ok(Refusal::Stale {
            name,
            by,
            what: Clean::line(what),
        })
    }
}

fn index(stage: Stage) -> i64 {
    i64::try_from(stage.index()).unwrap_or_default()
}

/// A stored date in words that are as right next year as today: labels stay in the history.
pub(super) fn full(stored: &str) -> String {
    from_iso(stored).map_or_else(|| stored.to_owned(), say_full)
}
