//! Changes of people: added, edited, moved, parked; their accounts and contact points.

use rusqlite::{Connection, OptionalExtension, params};

use super::write::{Said, Turn, Writing};
use super::{Failure, Store, cards};
use crate::domain::change::{Edit, NewAccount, PeopleChange, Receipt, Stamp};
use crate::domain::dates::{from_iso, iso, say_full};
use crate::domain::field::Field;
use crate::domain::ids::{ContactPointId, PersonId};
use crate::domain::lifecycle::{self, Facts, GoingOn, Missing};
use crate::domain::parking::ParkReason;
use crate::domain::person::Person;
use crate::domain::refusal::{Clash, Refusal};
use crate::domain::stage::Stage;
use crate::domain::text::{Clean, Raw};

impl Store {
    pub(super) fn change_people(
        &mut self,
        change: PeopleChange,
        stamp: &Stamp,
    ) -> Result<Receipt, Failure> {
        self.write(stamp, Turn::Do, |writing| match change {
            PeopleChange::Add { accounts } => writing.add(&accounts),
            PeopleChange::Create { accounts, edits } => writing.create(&accounts, &edits),
            PeopleChange::Edit { person, edits } => writing.edit(person, &edits),
            PeopleChange::Move {
                person,
                from,
                to,
                without,
                because,
            } => writing.step(person, from, to, &without, because),
            PeopleChange::Park {
                person,
                reason,
                look_again,
            } => writing.park(person, Some((reason, look_again.map(iso)))),
            PeopleChange::Unpark { person } => writing.park(person, None),
            PeopleChange::LookAgain { person, seen, date } => {
                writing.look_again(person, &iso(seen), date.map(iso))
            }
            PeopleChange::AddAccount { person, account } => writing.add_account(person, &account),
            PeopleChange::AddContactPoint {
                person,
                kind,
                value,
                manager,
            } => writing.add_contact_point(person, &kind, &value, manager.as_ref()),
            PeopleChange::RemoveContactPoint { person, point } => {
                writing.remove_contact_point(person, point)
            }
            PeopleChange::StepDone { person, step, date } => {
                writing.step_done(person, &step, date.map(iso))
            }
            PeopleChange::Snooze { person, until } => writing.snooze(person, &iso(until)),
        })
    }
}

/// The name that notices use.
pub(super) fn name_of(connection: &Connection, person: PersonId) -> Result<Clean, Failure> {
    Ok(cards::of(connection, person)?.ok_or(Refusal::Gone)?.name)
}

/// Who changed a person last, for the sentence about a colleague who was faster.
pub(super) fn last_author(connection: &Connection, person: PersonId) -> rusqlite::Result<Clean> {
    let by: Option<String> = connection
        .prepare_cached(
            "SELECT s.by FROM journal j JOIN change_set s ON s.id = j.set_id WHERE j.person_id = ?1 ORDER BY j.id DESC LIMIT 1",
        )?
        .query_row([person.0], |row| row.get(0))
        .optional()?;
    Ok(by.map_or(Clean::fixed("somebody"), |by| Clean::line(&by)))
}

/// What the checklists ask, read fresh.
pub(super) fn facts(connection: &Connection, person: PersonId) -> rusqlite::Result<Option<Facts>> {
    connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM account WHERE person_id = p.id), coalesce(trim(niche), '') <> '',
               coalesce(trim(story), '') <> '' OR EXISTS (SELECT 1 FROM note WHERE person_id = p.id),
               EXISTS (SELECT 1 FROM touch WHERE person_id = p.id AND direction = 'in')
             FROM person p WHERE id = ?1",
        )?
        .query_row([person.0], |row| {
            Ok(Facts { account: row.get(0)?, niche: row.get(1)?, note: row.get(2)?, reply: row.get(3)? })
        })
        .optional()
}

impl Writing<'_> {
    /// Puts a new person into discovery.
    pub(super) fn insert_person(&self) -> rusqlite::Result<PersonId> {
        let day = self.day();
        self.tx
            .prepare_cached("INSERT INTO person (stage_since, added) VALUES (?1, ?1)")?
            .execute([&day])?;
        Ok(PersonId(self.tx.last_insert_rowid()))
    }

    fn owner_of(&self, account: &NewAccount) -> rusqlite::Result<Option<Clean>> {
        self.tx
            .prepare_cached(
                "SELECT coalesce(c.name, a.handle) FROM account a LEFT JOIN card c ON c.person_id = a.person_id
                 WHERE handle_key = ?1 AND platform = ?2",
            )?
            .query_row(params![account.handle.key(), account.platform.word()], |row| row.get::<_, String>(0))
            .optional()
            .map(|name| name.map(|name| Clean::line(&name)))
    }

    fn insert_account(&self, person: PersonId, account: &NewAccount) -> Result<(), Failure> {
        if let Some(name) = self.owner_of(account)? {
            let shown = Clean::line(&format!(
                "{} {}",
                account.platform.letters(),
                account.handle.as_str()
            ));
            return Err(Refusal::Known {
                account: shown,
                name,
            }
            .into());
        }
        self.tx
            .prepare_cached("INSERT INTO account (person_id, platform, handle, handle_key) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![person.0, account.platform.word(), account.handle.as_str(), account.handle.key()])?;
        Ok(())
    }

    fn add(&self, accounts: &[NewAccount]) -> Result<Said, Failure> {
        let mut added = Vec::new();
        for account in accounts {
            if self.owner_of(account)?.is_none() {
                let person = self.insert_person()?;
                self.insert_account(person, account)?;
                added.push(account.handle.as_str());
            }
        }
        let words = match added.as_slice() {
            [] => "all of them are known already".to_owned(),
            [one] => format!("added {one} in discovery"),
            many => format!("added {} people in discovery", many.len()),
        };
        Ok(Said {
            words,
            takes_back: if added.len() > 1 { "all of them" } else { "it" },
        })
    }

    fn create(&self, accounts: &[NewAccount], edits: &[Edit]) -> Result<Said, Failure> {
        let person = self.insert_person()?;
        for account in accounts {
            self.insert_account(person, account)?;
        }
        for edit in edits {
            self.set_field(person, edit.field, edit.mine.as_deref())?;
        }
        let name = edits
            .iter()
            .find(|edit| edit.field == Field::Name)
            .and_then(|edit| edit.mine.clone());
        let name = name.or_else(|| {
            accounts
                .first()
                .map(|account| account.handle.as_str().to_owned())
        });
        Ok(Said::it(format!(
            "added {} in discovery",
            name.unwrap_or_else(|| "somebody".into())
        )))
    }

    /// Writes one field as a person's own words.
    pub(super) fn set_field(
        &self,
        person: PersonId,
        field: Field,
        value: Option<&str>,
    ) -> rusqlite::Result<()> {
        let sql = format!(
            "UPDATE person SET {} = ?2, by_hand = by_hand | ?3, version = version + 1 WHERE id = ?1",
            field.column()
        );
        self.tx
            .prepare_cached(&sql)?
            .execute(params![person.0, value, field.bit()])?;
        Ok(())
    }

    /// What stands in a field now.
    pub(super) fn field(&self, person: PersonId, field: Field) -> Result<Option<String>, Failure> {
        let sql = format!("SELECT {} FROM person WHERE id = ?1", field.column());
        let found = self
            .tx
            .prepare_cached(&sql)?
            .query_row([person.0], |row| row.get(0))
            .optional()?;
        Ok(found.ok_or(Refusal::Gone)?)
    }

    fn edit(&self, person: PersonId, edits: &[Edit]) -> Result<Said, Failure> {
        let name = name_of(self.tx, person)?;
        let mut clashes = Vec::new();
        let mut changed = Vec::new();
        for edit in edits {
            let now = self.field(person, edit.field)?;
            if now == edit.mine {
                continue;
            }
            if now == edit.original {
                changed.push(edit);
            } else {
                clashes.push(Clash {
                    field: edit.field,
                    original: edit.original.clone().map(Raw::new),
                    mine: edit.mine.clone().map(Raw::new),
                    theirs: now.map(Raw::new),
                });
            }
        }
        if !clashes.is_empty() {
            let by = last_author(self.tx, person)?;
            return Err(Refusal::Clashes {
                person,
                name,
                by,
                fields: clashes,
            }
            .into());
        }
        for edit in &changed {
            self.set_field(person, edit.field, edit.mine.as_deref())?;
        }
        Ok(Said::it(edited_words(&name, &changed)))
    }

    fn stage_of(&self, person: PersonId) -> Result<(Stage, bool), Failure> {
        let found: Option<(i64, bool)> = self
            .tx
            .prepare_cached("SELECT stage, park_reason IS NOT NULL FROM person WHERE id = ?1")?
            .query_row([person.0], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let (stage, parked) = found.ok_or(Refusal::Gone)?;
        Ok((Stage::at(stage).unwrap_or(Stage::Discovery), parked))
    }

    fn step(
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
        if missing.iter().any(|line| !without.contains(line)) {
            return Err(Refusal::Wants(missing).into());
        }
        self.set_stage(person, from, to, &missing, because)?;
        Ok(Said::it(format!("{name} is now in {}", to.word())))
    }

    /// Moves a person and keeps the move as a row of its own.
    pub(super) fn set_stage(
        &self,
        person: PersonId,
        from: Stage,
        to: Stage,
        without: &[Missing],
        because: Option<GoingOn>,
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

    fn park(
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
        let reason = how.as_ref().map(|(reason, _)| reason.word());
        let look_again = how.as_ref().and_then(|(_, date)| date.clone());
        self.tx
            .prepare_cached("UPDATE person SET park_reason = ?2, look_again = ?3, version = version + 1 WHERE id = ?1")?
            .execute(params![person.0, reason, look_again])?;
        Ok(Said::it(match reason {
            Some(reason) => format!("parked {name}: {reason}"),
            None => format!("{name} is back in {}", stage.word()),
        }))
    }

    fn look_again(
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

    fn add_account(&self, person: PersonId, account: &NewAccount) -> Result<Said, Failure> {
        let name = name_of(self.tx, person)?;
        self.insert_account(person, account)?;
        Ok(Said::it(format!(
            "added {} {} to {name}",
            account.platform.letters(),
            account.handle.as_str()
        )))
    }

    fn add_contact_point(
        &self,
        person: PersonId,
        kind: &str,
        value: &str,
        manager: Option<&(String, String)>,
    ) -> Result<Said, Failure> {
        let name = name_of(self.tx, person)?;
        let manager_id = match manager {
            Some((manager, role)) => Some(self.manager(manager, role)?),
            None => None,
        };
        self.tx
            .prepare_cached("INSERT INTO contact_point (person_id, manager_id, kind, value) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![person.0, manager_id, kind, value])?;
        Ok(Said::it(format!("{kind} {value} for {name}")))
    }

    /// The manager of this name and role, made where there is none; one stands for many influencers.
    fn manager(&self, name: &str, role: &str) -> rusqlite::Result<i64> {
        let known = self
            .tx
            .prepare_cached("SELECT id FROM manager WHERE name = ?1 AND role = ?2")?
            .query_row([name, role], |row| row.get(0))
            .optional()?;
        if let Some(id) = known {
            return Ok(id);
        }
        self.tx
            .prepare_cached("INSERT INTO manager (name, role) VALUES (?1, ?2)")?
            .execute([name, role])?;
        Ok(self.tx.last_insert_rowid())
    }

    fn remove_contact_point(
        &self,
        person: PersonId,
        point: ContactPointId,
    ) -> Result<Said, Failure> {
        let name = name_of(self.tx, person)?;
        let gone = self
            .tx
            .prepare_cached("DELETE FROM contact_point WHERE id = ?1 AND person_id = ?2")?
            .execute([point.0, person.0])?;
        if gone == 0 {
            return Err(Refusal::Gone.into());
        }
        Ok(Said::it(format!("took out a contact point of {name}")))
    }

    fn step_done(
        &self,
        person: PersonId,
        seen: &Clean,
        date: Option<String>,
    ) -> Result<Said, Failure> {
        let name = name_of(self.tx, person)?;
        let step = self.field(person, Field::NextStep)?;
        let same = Clean::line(step.as_deref().unwrap_or_default()) == *seen;
        if !same || self.field(person, Field::NextDate)? != date {
            return Err(self.stale(person, name, "changed the next step of")?.into());
        }
        for field in [Field::NextStep, Field::NextDate, Field::NextOwner] {
            if self.field(person, field)?.is_some() {
                self.set_field(person, field, None)?;
            }
        }
        let step = step.unwrap_or_else(|| "next step".into());
        Ok(Said::it(format!("done: {step} · {name}")))
    }

    /// A colleague was faster.
    fn stale(&self, person: PersonId, name: Clean, what: &str) -> Result<Refusal, Failure> {
        let by = last_author(self.tx, person)?;
        Ok(Refusal::Stale {
            name,
            by,
            what: Clean::line(what),
        })
    }

    fn snooze(&self, person: PersonId, until: &str) -> Result<Said, Failure> {
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
}

fn index(stage: Stage) -> i64 {
    i64::try_from(stage.index()).unwrap_or_default()
}

/// A stored date in words that are as right next year as today: labels stay in the history.
fn full(stored: &str) -> String {
    from_iso(stored).map_or_else(|| stored.to_owned(), say_full)
}

fn edited_words(name: &Clean, changed: &[&Edit]) -> String {
    let step = changed
        .iter()
        .find(|edit| edit.field == Field::NextStep)
        .and_then(|edit| edit.mine.as_deref());
    let date = changed
        .iter()
        .find(|edit| edit.field == Field::NextDate)
        .and_then(|edit| edit.mine.as_deref());
    let only_step = changed.iter().all(|edit| {
        matches!(
            edit.field,
            Field::NextStep | Field::NextDate | Field::NextOwner
        )
    });
    match changed {
        [] => format!("{name}: nothing to change"),
        _ if only_step && (step.is_some() || date.is_some()) => {
            format!(
                "next for {name}: {}",
                [date.map(full), step.map(str::to_owned)]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(" ")
            )
        }
        _ if only_step => format!("{name} has no next step any more"),
        [one] => format!("{name}: {} changed", one.field.label().to_lowercase()),
        many => format!("{name}: {} fields changed", many.len()),
    }
}
