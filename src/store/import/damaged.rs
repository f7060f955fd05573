//! Text of a file that would damage what is known: it is never taken, and listed.

use rusqlite::params;

use super::slice::Slice;
use super::{Importing, Kept};
use crate::domain::incoming::Incoming;
use crate::domain::text::{Clean, damages, is_form_of};

impl Slice<'_, '_> {
    /// Whether a text of the file is a damaged form of the one that is there; it is listed then.
    pub fn damages(&mut self, row: &Incoming, field: &'static str, old: &str, new: &str) -> bool {
        let is_damage = damages(new, old);
        if is_damage {
            self.list_damaged(row, field, old, new);
        }
        is_damage
    }

    /// The tags of a file without those that are damaged forms of one that is there.
    pub fn whole_tags(&mut self, row: &Incoming, now: &str, file: &str) -> String {
        let known: Vec<&str> = now.split(", ").collect();
        let mut whole = Vec::new();
        for tag in file.split(", ") {
            let of = known.iter().find(|one| is_form_of(tag, one));
            match of {
                Some(one) => self.list_damaged(row, "Tags", one, tag),
                None => whole.push(tag),
            }
        }
        whole.join(", ")
    }

    /// Extra fields of a row without those that would damage one that is there.
    pub fn whole_extra(
        &mut self,
        row: &Incoming,
        now: Option<&str>,
        extra: Vec<(String, String)>,
    ) -> Vec<(String, String)> {
        if extra.iter().all(|(_, value)| value.is_ascii()) && now.is_none_or(str::is_ascii) {
            return extra;
        }
        let known: serde_json::Map<String, serde_json::Value> = now
            .and_then(|now| serde_json::from_str(now).ok())
            .unwrap_or_default();
        let is_whole = |(name, value): &(String, String)| {
            let old = known.get(name).and_then(serde_json::Value::as_str);
            !old.is_some_and(|old| self.damages(row, "Extra fields", old, value))
        };
        extra.into_iter().filter(is_whole).collect()
    }

    /// Whether a person has this text in a list of theirs already, as it is or undamaged.
    ///
    /// # Errors
    /// What `SQLite` says.
    pub fn has_whole(
        &mut self,
        row: &Incoming,
        field: &'static str,
        texts: &str,
        person: i64,
        new: &str,
    ) -> rusqlite::Result<bool> {
        if new.is_ascii() && !new.contains('?') {
            return Ok(false);
        }
        let known: Vec<String> = self
            .tx
            .prepare_cached(texts)?
            .query_map(params![person], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let found = known.iter().find(|one| is_form_of(new, one));
        if let Some(old) = found {
            self.list_damaged(row, field, old, new);
        }
        Ok(found.is_some())
    }

    fn list_damaged(&mut self, row: &Incoming, field: &'static str, old: &str, new: &str) {
        if self.import.looked.is_some() {
            self.remarks.push(Clean::line(&format!(
                "{}: {old} stays; the file has it damaged, {new}",
                field.to_lowercase()
            )));
        }
        if self.import.damaged.len() < Importing::LISTED {
            let name = self.who(row);
            self.import.damaged.push(Kept {
                line: row.line,
                name,
                field,
                kept: Clean::line(old),
                file: Clean::line(new),
            });
        }
    }
}
