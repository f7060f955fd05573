//! Changes of contacts and notes, and what follows from them.

use rusqlite::{OptionalExtension, params};

use super::people::author::Of;
use super::people::name_of;
use super::settings::settings;
use super::write::{Said, Turn, Writing};
use super::{Failure, Store};
use crate::domain::change::{NewTouch, Offer, Receipt, Stamp, TalkChange};
use crate::domain::ids::{NoteId, PersonId, TouchId};
use crate::domain::refusal::Refusal;
use crate::domain::settings::Carry;
use crate::domain::stage::Stage;
use crate::domain::text::Raw;
use crate::domain::touch::{Channel, Direction, Kind};

impl Store {
    pub(super) fn change_talk(
        &mut self,
        change: TalkChange,
        stamp: &Stamp,
    ) -> Result<Receipt, Failure> {
        self.write(stamp, Turn::Do, |writing| match change {
            TalkChange::Log(touch) => writing.log(&touch),
            TalkChange::RemoveTouch { person, touch } => writing.remove_touch(person, touch),
            TalkChange::AddNote { person, text } => writing.add_note(person, &text),
            TalkChange::EditNote {
                person,
                note,
                original,
                mine,
            } => writing.edit_note(person, note, &original, &mine),
            TalkChange::RemoveNote { person, note, seen } => {
                writing.remove_note(person, note, &seen)
            }
            TalkChange::Answered { person, last } => writing.answered(person, last),
        })
    }
}

impl Writing<'_> {
    fn log(&self, touch: &NewTouch) -> Result<Said, Failure> {
        let name = name_of(self.tx, touch.person)?;
        self.tx
            .prepare_cached(
                "INSERT INTO touch (person_id, direction, channel, kind, date, text, by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                touch.person.0,
                touch.direction.word(),
                touch.channel.map(Channel::word),
                touch.kind.word(),
                crate::domain::dates::iso(touch.date),
                touch.text,
                self.by
            ])?;
        // The first pitch moves discovery to outreach (product.md, Facts carry the rest).
        let pitch = touch.kind == Kind::Pitch && touch.direction == Direction::Out;
        let moves = pitch && self.in_discovery(touch.person)?;
        let carry = settings(self.tx)?.carry;
        if moves && carry == Carry::DoIt {
            self.set_stage(touch.person, Stage::Discovery, Stage::Outreach, &[], None)?;
            return Ok(Said::both(format!("logged; {name} is now in outreach")));
        }
        let said = Said::it(match touch.direction {
            Direction::Out => format!("logged a contact with {name}"),
            Direction::In => format!("logged what {name} said"),
        });
        let offer = Offer {
            person: touch.person,
            name,
            from: Stage::Discovery,
            to: Stage::Outreach,
        };
        Ok(Said {
            offer: (moves && carry == Carry::Offer).then_some(offer),
            ..said
        })
    }

    fn in_discovery(&self, person: PersonId) -> rusqlite::Result<bool> {
        self.tx
            .prepare_cached("SELECT stage = 0 AND park_reason IS NULL FROM person WHERE id = ?1")?
            .query_row([person.0], |row| row.get(0))
    }

    fn remove_touch(&self, person: PersonId, touch: TouchId) -> Result<Said, Failure> {
        let name = name_of(self.tx, person)?;
        let gone = self
            .tx
            .prepare_cached("DELETE FROM touch WHERE id = ?1 AND person_id = ?2")?
            .execute([touch.0, person.0])?;
        if gone == 0 {
            return Err(Refusal::Gone.into());
        }
        Ok(Said::it(format!("took out a contact with {name}")))
    }

    fn add_note(&self, person: PersonId, text: &str) -> Result<Said, Failure> {
        let name = name_of(self.tx, person)?;
        self.insert_note(person, text, self.by)?;
        Ok(Said::it(format!("note on {name}")))
    }

    pub(super) fn insert_note(
        &self,
        person: PersonId,
        text: &str,
        by: &str,
    ) -> rusqlite::Result<()> {
        self.tx
            .prepare_cached("INSERT INTO note (person_id, date, by, text) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![person.0, self.day(), by, text])?;
        Ok(())
    }

    fn edit_note(
        &self,
        person: PersonId,
        note: NoteId,
        original: &str,
        mine: &str,
    ) -> Result<Said, Failure> {
        let name = name_of(self.tx, person)?;
        let found: Option<(i64, String)> = self
            .tx
            .prepare_cached("SELECT version, text FROM note WHERE id = ?1 AND person_id = ?2")?
            .query_row([note.0, person.0], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let (version, now) = found.ok_or(Refusal::Gone)?;
        if now != original && now != mine {
            let (by, _) = self.who_and_when(Of::Row("note", note.0))?;
            return Err(Refusal::NoteClash {
                by,
                theirs: Raw::new(now),
                mine: Raw::new(mine),
            }
            .into());
        }
        if now != mine {
            self.tx
                .prepare_cached("UPDATE note SET text = ?3, version = version + 1 WHERE id = ?1 AND version = ?2")?
                .execute(params![note.0, version, mine])?;
        }
        Ok(Said::it(format!("note on {name} changed")))
    }

    fn remove_note(&self, person: PersonId, note: NoteId, seen: &str) -> Result<Said, Failure> {
        let name = name_of(self.tx, person)?;
        let now: Option<String> = self
            .tx
            .prepare_cached("SELECT text FROM note WHERE id = ?1 AND person_id = ?2")?
            .query_row([note.0, person.0], |row| row.get(0))
            .optional()?;
        if now.ok_or(Refusal::Gone)? != seen {
            let of = Of::Row("note", note.0);
            return Err(self.overtaken(name, "changed this note on", of)?.into());
        }
        self.tx
            .prepare_cached("DELETE FROM note WHERE id = ?1")?
            .execute([note.0])?;
        Ok(Said::it(format!("took out a note on {name}")))
    }

    fn answered(&self, person: PersonId, last: TouchId) -> Result<Said, Failure> {
        let name = name_of(self.tx, person)?;
        self.tx
            .prepare_cached(
                "UPDATE touch SET settled = 1, version = version + 1
                 WHERE person_id = ?1 AND direction = 'in' AND settled = 0 AND id <= ?2",
            )?
            .execute([person.0, last.0])?;
        Ok(Said::it(format!("{name} needs no answer")))
    }
}
