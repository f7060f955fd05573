//! The team's settings: read for every rule that asks, changed one at a time, and who changed each.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, params};

use super::write::{Said, Turn, Writing};
use super::{Failure, Store};
use crate::domain::change::{Receipt, SettingChange, Stamp};
use crate::domain::dates::from_iso;
use crate::domain::question::SettingState;
use crate::domain::refusal::Refusal;
use crate::domain::settings::{self, Scope, Setting, Settings, TABLE};
use crate::domain::text::Clean;

/// The team's settings as they stand.
pub fn settings(connection: &Connection) -> rusqlite::Result<Settings> {
    let stored: Vec<(String, String)> = connection
        .prepare_cached("SELECT key, value FROM setting")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let pairs = stored
        .iter()
        .map(|(key, value)| (key.as_str(), value.as_str()));
    Ok(Settings::from_stored(pairs))
}

/// What is stored for one setting; `None` is the default.
fn stored(connection: &Connection, setting: Setting) -> rusqlite::Result<Option<String>> {
    connection
        .prepare_cached("SELECT value FROM setting WHERE key = ?1")?
        .query_row([setting.definition().key], |row| row.get(0))
        .optional()
}

/// Who changed a setting last, and on which day.
fn last_change(
    connection: &Connection,
    setting: Setting,
) -> rusqlite::Result<Option<(Clean, NaiveDate)>> {
    let found: Option<(String, String)> = connection
        .prepare_cached(
            "SELECT s.by, s.date FROM journal j JOIN change_set s ON s.id = j.set_id
             WHERE j.tbl = 'setting' AND coalesce(j.after, j.before) ->> '$.key' = ?1 ORDER BY j.id DESC LIMIT 1",
        )?
        .query_row([setting.definition().key], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(found.and_then(|(by, date)| Some((Clean::line(&by), from_iso(&date)?))))
}

impl Store {
    /// Every setting of the team with its value, and who changed it last.
    pub(super) fn setting_states(&mut self) -> Result<Vec<SettingState>, Failure> {
        let tx = self.at_once()?;
        let mut states = Vec::new();
        for line in TABLE.iter().filter(|line| line.scope == Scope::Team) {
            states.push(SettingState {
                setting: line.setting,
                stored: stored(&tx, line.setting)?,
                changed: last_change(&tx, line.setting)?,
            });
        }
        Ok(states)
    }

    pub(super) fn change_setting(
        &mut self,
        change: SettingChange,
        stamp: &Stamp,
    ) -> Result<Receipt, Failure> {
        self.write(stamp, Turn::Do, |writing| writing.set(&change))
    }
}

impl Writing<'_> {
    fn set(&self, change: &SettingChange) -> Result<Said, Failure> {
        let definition = change.setting.definition();
        if definition.scope != Scope::Team {
            let words = format!(
                "{} is everybody's own: the database holds none",
                definition.title
            );
            return Err(Refusal::Invalid(Clean::line(&words)).into());
        }
        let invalid = |error: settings::Invalid| Refusal::Invalid(Clean::line(&error.to_string()));
        let standing = settings(self.tx)?;
        let typed = change.mine.as_deref().unwrap_or(definition.default);
        let value = settings::read(change.setting, typed, &standing).map_err(invalid)?;
        // A value that is the default needs no row.
        let mine = Some(value).filter(|value| value != definition.default);
        let now = stored(self.tx, change.setting)?;
        let say = |value: &Option<String>| {
            settings::say(
                change.setting,
                value.as_deref().unwrap_or(definition.default),
            )
        };
        let words = format!("{}: {} → {}", definition.title, say(&now), say(&mine));
        if now == mine {
            return Ok(Said::it(format!(
                "{} is {} already",
                definition.title,
                say(&mine)
            )));
        }
        if now != change.original {
            return Err(Refusal::SettingClash {
                setting: change.setting,
                by: last_change(self.tx, change.setting)?
                    .map_or(Clean::fixed("somebody"), |(by, _)| by),
                theirs: now,
            }
            .into());
        }
        match (&now, &mine) {
            (None, Some(value)) => self
                .tx
                .prepare_cached("INSERT INTO setting (key, value) VALUES (?1, ?2)")?
                .execute(params![definition.key, value])?,
            (Some(_), Some(value)) => self
                .tx
                .prepare_cached(
                    "UPDATE setting SET value = ?2, version = version + 1 WHERE key = ?1",
                )?
                .execute(params![definition.key, value])?,
            (_, None) => self
                .tx
                .prepare_cached("DELETE FROM setting WHERE key = ?1")?
                .execute([definition.key])?,
        };
        Ok(Said::it(words))
    }
}
