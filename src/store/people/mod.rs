//! Changes of people: added, edited, moved, parked; their accounts and contact points.

mod adding;
pub(in crate::store) mod author;
mod board;
pub mod bulk;
mod fields;
pub(super) mod reach;

use rusqlite::{Connection, OptionalExtension};

use crate::domain::change::{PeopleChange, Receipt, Stamp};
use crate::domain::dates::iso;
use crate::domain::ids::PersonId;
use crate::domain::lifecycle::Facts;
use crate::domain::refusal::Refusal;
use crate::domain::text::Clean;
use crate::store::write::Turn;
use crate::store::{Failure, Store, cards};

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
            } => writing.park(person, reason, look_again.map(iso)),
            PeopleChange::Unpark { person, seen } => writing.unpark(person, seen),
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

/// What the checklists ask, read fresh.
pub(super) fn facts(connection: &Connection, person: PersonId) -> rusqlite::Result<Option<Facts>> {
    connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM account WHERE person_id = p.id), coalesce(trim(niche), '') <> '',
               coalesce(trim(story), '') <> '' OR EXISTS (SELECT 1 FROM note WHERE person_id = p.id),
               EXISTS (SELECT 1 FROM touch WHERE person_id = p.id AND direction = 'in'),
               EXISTS (SELECT 1 FROM card WHERE person_id = p.id AND flags > 0)
             FROM person p WHERE id = ?1",
        )?
        .query_row([person.0], |row| {
            Ok(Facts {
                account: row.get(0)?,
                niche: row.get(1)?,
                note: row.get(2)?,
                reply: row.get(3)?,
                flagged: row.get(4)?,
            })
        })
        .optional()
}
