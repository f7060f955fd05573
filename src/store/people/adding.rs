//! New people, by their accounts or from a form.

use rusqlite::{OptionalExtension, params};

use crate::domain::change::{Edit, NewAccount};
use crate::domain::field::Field;
use crate::domain::ids::PersonId;
use crate::domain::platform::say_account;
use crate::domain::refusal::Refusal;
use crate::domain::text::Clean;
use crate::store::write::{Said, Writing};
use crate::store::{Failure, handles};

impl Writing<'_> {
    /// Puts a new person into discovery.
    pub(super) fn insert_person(&self) -> rusqlite::Result<PersonId> {
        let day = self.day();
        self.tx
            .prepare_cached("INSERT INTO person (stage_since, added) VALUES (?1, ?1)")?
            .execute([&day])?;
        Ok(PersonId(self.tx.last_insert_rowid()))
    }

    pub(super) fn owner_of(&self, account: &NewAccount) -> rusqlite::Result<Option<Clean>> {
        let met = handles::met(self.tx, account.platform, &account.handle)?;
        let Some(met) = met.first() else {
            return Ok(None);
        };
        let name: Option<String> = self
            .tx
            .prepare_cached("SELECT name FROM card WHERE person_id = ?1")?
            .query_row([met.person], |row| row.get(0))
            .optional()?;
        let name = name.unwrap_or_else(|| met.handle.as_str().to_owned());
        Ok(Some(Clean::line(&name)))
    }

    pub(super) fn insert_account(
        &self,
        person: PersonId,
        account: &NewAccount,
    ) -> Result<(), Failure> {
        if let Some(name) = self.owner_of(account)? {
            let shown = Clean::line(&say_account(account.platform, &account.handle));
            return Err(Refusal::Known {
                account: shown,
                name,
            }
            .into());
        }
        self.tx
            .prepare_cached("INSERT INTO account (person_id, platform, handle, handle_key, handle_kind) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![
                person.0,
                account.platform.word(),
                account.handle.as_str(),
                account.handle.key(),
                account.handle.kind().word()
            ])?;
        Ok(())
    }

    pub(super) fn add(&self, accounts: &[NewAccount]) -> Result<Said, Failure> {
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
            offer: None,
        })
    }

    pub(super) fn create(&self, accounts: &[NewAccount], edits: &[Edit]) -> Result<Said, Failure> {
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
}
