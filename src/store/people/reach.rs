//! Further accounts and ways to reach a person.

use rusqlite::{OptionalExtension, params};

use super::name_of;
use crate::domain::change::NewAccount;
use crate::domain::ids::PersonId;
use crate::domain::platform::say_account;
use crate::store::Failure;
use crate::store::write::{Said, Writing};

impl Writing<'_> {
    pub(super) fn add_account(
        &self,
        person: PersonId,
        account: &NewAccount,
    ) -> Result<Said, Failure> {
        let name = name_of(self.tx, person)?;
        self.insert_account(person, account)?;
        let account = say_account(account.platform, &account.handle);
        Ok(Said::it(format!("added {account} to {name}")))
    }

    pub(super) fn add_contact_point(
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
    pub(in crate::store) fn manager(&self, name: &str, role: &str) -> rusqlite::Result<i64> {
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
}
