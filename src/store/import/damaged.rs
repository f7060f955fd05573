//! Text of a file that would damage what is known: it is never taken, and listed.

use rusqlite::params;

use super::slice::Slice;
use super::{Importing, Kept};
use crate::domain::incoming::Incoming;
use crate::domain::text::{Clean, damages, is_form_of, mends};

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
        let is_plain = |text: &str| text.is_ascii() && !text.contains(char::is_control);
        if extra.iter().all(|(_, value)| is_plain(value)) && now.is_none_or(str::is_ascii) {
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
        // Most texts are plain, and need no look at what is known.
        let is_sign = |letter: char| "?_*#&\\%=<+".contains(letter) || letter.is_control();
        if new.is_ascii() && !new.contains(is_sign) {
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

    /// Puts a good text in the place of a note that is a damaged form of it; whether there was one.
    ///
    /// # Errors
    /// What `SQLite` says.
    pub fn mend_note(&self, person: i64, new: &str) -> rusqlite::Result<bool> {
        let mut read = self
            .tx
            .prepare_cached("SELECT id, text FROM note WHERE person_id = ?1")?;
        let mut rows = read.query([person])?;
        while let Some(row) = rows.next()? {
            if mends(new, row.get_ref(1)?.as_str()?) {
                let mut mend = self.tx.prepare_cached(
                    "UPDATE note SET text = ?2, version = version + 1 WHERE id = ?1",
                )?;
                mend.execute(params![row.get::<_, i64>(0)?, new])?;
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn list_damaged(&mut self, row: &Incoming, field: &'static str, old: &str, new: &str) {
        if self.import.looked.is_some() {
            self.remarks.push(Clean::line(&format!(
                "{}: {old} stays; the file has it damaged, {}",
                field.to_lowercase(),
                shown(old, new)
            )));
        }
        if self.import.damaged.len() < Importing::LISTED {
            let name = self.who(row);
            self.import.damaged.push(Kept {
                line: row.line,
                name,
                field: field.into(),
                kept: Clean::line(old),
                file: shown(old, new),
            });
        }
    }
}

/// A damaged text with what it hides, so that the two can be told apart.
fn shown(old: &str, new: &str) -> Clean {
    let line = new.replace(['\r', '\n'], " ");
    let shown = Clean::text(&line);
    if shown == Clean::line(old) {
        return Clean::line(&format!("{shown} (letters and accents apart)"));
    }
    shown
}
