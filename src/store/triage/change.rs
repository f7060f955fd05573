//! Changes of triage: checks answered, flags cleared or accepted, the shortlist.

use rusqlite::{OptionalExtension, params};

use crate::domain::change::{Receipt, Stamp, TriageChange};
use crate::domain::ids::PersonId;
use crate::domain::triage::{Check, Decision, Flag, Verdict, flags};
use crate::store::people::author::Of;
use crate::store::people::name_of;
use crate::store::write::{Said, Turn, Writing};
use crate::store::{Failure, Store, profile};

impl Store {
    pub(in crate::store) fn change_triage(
        &mut self,
        change: &TriageChange,
        stamp: &Stamp,
    ) -> Result<Receipt, Failure> {
        self.write(stamp, Turn::Do, |writing| match change {
            TriageChange::Check {
                person,
                check,
                seen,
                mine,
            } => writing.answer(*person, *check, seen.as_ref(), mine.as_ref()),
            TriageChange::Flag {
                person,
                flag,
                seen,
                decision,
            } => writing.decide(*person, flag, seen.as_ref(), decision.as_ref()),
            TriageChange::Shortlist { person, on } => writing.shortlist(*person, *on),
        })
    }
}

/// The row of a decision about a flag; the decision with its line, where it is about the figures at hand.
type Decided = (i64, Option<(Decision, String)>);

impl Writing<'_> {
    fn answer(
        &self,
        person: PersonId,
        check: Check,
        seen: Option<&(Verdict, String)>,
        mine: Option<&(Verdict, String)>,
    ) -> Result<Said, Failure> {
        let name = name_of(self.tx, person)?;
        let there: Option<(i64, String, String)> = self
            .tx
            .prepare_cached(
                "SELECT id, answer, line FROM fit_check WHERE person_id = ?1 AND kind = ?2",
            )?
            .query_row(params![person.0, check.word()], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })
            .optional()?;
        let now = there.as_ref().and_then(|(_, answer, line)| {
            Verdict::parse(answer).map(|verdict| (verdict, line.clone()))
        });
        if now.as_ref() == mine {
            return Ok(Said::it(format!("{name}: nothing to change")));
        }
        if now.as_ref() != seen {
            let of = Of::Kind("fit_check", person, check.word());
            // One's own answer from another window is no news to anybody.
            if self.is_theirs_by(of)? {
                let what = format!("answered {} for", check.word());
                return Err(self.overtaken(name, &what, of)?.into());
            }
        }
        match (&there, mine) {
            (Some((id, ..)), Some((verdict, line))) => self
                .tx
                .prepare_cached(
                    "UPDATE fit_check SET answer = ?2, line = ?3, date = ?4, by = ?5, version = version + 1 WHERE id = ?1",
                )?
                .execute(params![id, verdict.word(), line, self.day(), self.by])?,
            (None, Some((verdict, line))) => self
                .tx
                .prepare_cached(
                    "INSERT INTO fit_check (person_id, kind, answer, line, date, by) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                )?
                .execute(params![person.0, check.word(), verdict.word(), line, self.day(), self.by])?,
            (Some((id, ..)), None) => self
                .tx
                .prepare_cached("DELETE FROM fit_check WHERE id = ?1")?
                .execute([id])?,
            (None, None) => 0,
        };
        Ok(Said::it(match mine {
            Some((verdict, _)) => format!("{name}: {} {}", check.word(), verdict.word()),
            None => format!("{name}: {} is open again", check.word()),
        }))
    }

    fn decide(
        &self,
        person: PersonId,
        flag: &Flag,
        seen: Option<&(Decision, String)>,
        mine: Option<&(Decision, String)>,
    ) -> Result<Said, Failure> {
        let name = name_of(self.tx, person)?;
        if !self.is_raised(person, flag)? {
            let of = Of::Rows("snapshot", person);
            return Err(self
                .overtaken(name, "brought other figures for", of)?
                .into());
        }
        let there = self.decided(flag)?;
        let now = there.as_ref().and_then(|(_, decided)| decided.as_ref());
        if now == mine {
            return Ok(Said::it(format!("{name}: nothing to change")));
        }
        let of = Of::Kind("flag_decision", person, flag.rule.word());
        // One's own decision from another window is no news to anybody.
        if now != seen && self.is_theirs_by(of)? {
            let what = match now {
                Some((decision, _)) => format!("{} this red flag of", decision.word()),
                None => "reopened this red flag of".to_owned(),
            };
            return Err(self.overtaken(name, &what, of)?.into());
        }
        let id = there.map(|(id, _)| id);
        if let Some((decision, line)) = mine {
            self.write_decision(person, flag, id, (*decision, line))?;
            let (decided, rule) = (decision.word(), flag.rule.word());
            return Ok(Said::it(format!("{name}: {decided} a red flag ({rule})")));
        }
        self.tx
            .prepare_cached("DELETE FROM flag_decision WHERE id = ?1")?
            .execute([id])?;
        Ok(Said::it(format!("{name}: the red flag is open again")))
    }

    /// Whether an account still has the figures that raised a flag.
    fn is_raised(&self, person: PersonId, flag: &Flag) -> Result<bool, Failure> {
        let accounts = profile::accounts(self.tx, person)?;
        let account = accounts.iter().find(|account| account.id == flag.account);
        Ok(account.is_some_and(|account| {
            let snapshots: Vec<_> = account
                .snapshots
                .iter()
                .map(|snapshot| (snapshot.date, &snapshot.figures))
                .collect();
            flags::raised(account.id, &snapshots)
                .iter()
                .any(|now| now.rule == flag.rule && now.figures == flag.figures)
        }))
    }

    /// The row of the decision about a flag; the decision itself where it is about these figures.
    fn decided(&self, flag: &Flag) -> Result<Option<Decided>, Failure> {
        let there: Option<(i64, String, String, String)> = self
            .tx
            .prepare_cached(
                "SELECT id, figures, decision, line FROM flag_decision WHERE account_id = ?1 AND kind = ?2",
            )?
            .query_row(params![flag.account.0, flag.rule.word()], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })
            .optional()?;
        Ok(there.map(|(id, figures, decision, line)| {
            let counts = figures == flag.figures;
            let decision = Decision::parse(&decision).filter(|_| counts);
            (id, decision.map(|decision| (decision, line)))
        }))
    }

    fn write_decision(
        &self,
        person: PersonId,
        flag: &Flag,
        there: Option<i64>,
        (decision, line): (Decision, &str),
    ) -> Result<(), Failure> {
        let (figures, words) = (&flag.figures, flag.words.as_str());
        let (decided, day) = (decision.word(), self.day());
        match there {
            Some(id) => self
                .tx
                .prepare_cached(
                    "UPDATE flag_decision SET figures = ?2, words = ?3, decision = ?4, line = ?5, date = ?6, by = ?7,
                       version = version + 1 WHERE id = ?1",
                )?
                .execute(params![id, figures, words, decided, line, day, self.by])?,
            None => self
                .tx
                .prepare_cached(
                    "INSERT INTO flag_decision (person_id, account_id, kind, figures, words, decision, line, date, by)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                )?
                .execute(params![
                    person.0,
                    flag.account.0,
                    flag.rule.word(),
                    figures,
                    words,
                    decided,
                    line,
                    day,
                    self.by
                ])?,
        };
        Ok(())
    }

    fn shortlist(&self, person: PersonId, on: bool) -> Result<Said, Failure> {
        let name = name_of(self.tx, person)?;
        let (_, parked) = self.stage_of(person)?;
        if parked && on {
            let of = Of::Columns(person, &["park_reason"]);
            return Err(self.overtaken(name, "parked", of)?.into());
        }
        let day = on.then(|| self.day());
        let changed = self
            .tx
            .prepare_cached(
                "UPDATE person SET shortlisted = ?2, version = version + 1
                 WHERE id = ?1 AND (shortlisted IS NULL) <> (?2 IS NULL)",
            )?
            .execute(params![person.0, day])?;
        Ok(Said::it(match (on, changed) {
            (true, 0) => format!("{name} is on the shortlist already"),
            (true, _) => format!("shortlisted {name}"),
            (false, 0) => format!("{name} is not on the shortlist"),
            (false, _) => format!("{name} is off the shortlist"),
        }))
    }
}
