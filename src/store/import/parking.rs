//! What a file says of parking, and of the ways to reach somebody.
//!
//! Nobody is brought back on the board by a file, and who asked not to be contacted stays so: a file makes that stricter
//! and never softer, whatever was chosen about its contradictions.

use rusqlite::{Connection, OptionalExtension, params};

use super::removed::{says, says_reach};
use super::slice::{Known, Slice};
use super::{Came, Importing, Kept};
use crate::domain::dates::{from_iso, iso, say_full};
use crate::domain::detail::{Reach, one_line};
use crate::domain::importing::Standing;
use crate::domain::incoming::{Incoming, IncomingReach};
use crate::domain::parking::ParkReason;
use crate::domain::person::Person;
use crate::domain::text::Clean;

/// Where somebody known stands.
struct There {
    reason: Option<ParkReason>,
    look_again: Option<String>,
    by_hand: i64,
}

impl There {
    fn say(&self) -> Clean {
        match self.reason {
            None => Clean::fixed("on the board"),
            Some(reason) => say(reason, self.look_again.as_deref()),
        }
    }
}

/// `no reply, look again on 3 Jan 2027`
fn say(reason: ParkReason, look_again: Option<&str>) -> Clean {
    let day = look_again
        .and_then(from_iso)
        .map_or_else(String::new, |day| {
            format!(", look again on {}", say_full(day))
        });
    Clean::line(&format!("{}{day}", reason.word()))
}

impl Slice<'_, '_> {
    /// Counts somebody who is taken off the board; known are those who were there before this file.
    pub fn count_parked(&mut self, reason: ParkReason, is_known: bool) {
        let counts = &mut self.import.counts;
        if reason == ParkReason::AskedNotToBeContacted {
            counts.asked += 1;
            counts.asked_known += u64::from(is_known);
        } else {
            counts.parked += 1;
        }
    }

    /// What a row says of parking meets where somebody known stands.
    pub(super) fn meet_parking(&mut self, row: &Incoming, known: &Known) -> rusqlite::Result<Came> {
        if row.parked.is_none() && row.look_again.is_none() && !row.is_unparked {
            return Ok(Came::Unchanged);
        }
        let there = self.standing_of(known.person)?;
        let look_again = row.look_again.map(iso);
        match (there.reason, row.parked) {
            (Some(ParkReason::AskedNotToBeContacted), _) => {
                self.stays_asked(row, &there);
                Ok(Came::Unchanged)
            }
            (_, Some(ParkReason::AskedNotToBeContacted)) => {
                let reason = ParkReason::AskedNotToBeContacted;
                self.park(known.person, &there, reason, look_again)?;
                Ok(Came::Updated)
            }
            (None, Some(reason)) => {
                let by_hand = there.by_hand & Person::STAGE_BY_HAND != 0
                    || was_brought_back(self.tx, known.person)?;
                if known.only_fills() || by_hand {
                    self.decide(row, known, &there, (reason, look_again))
                } else {
                    self.park(known.person, &there, reason, look_again)?;
                    Ok(Came::Updated)
                }
            }
            (_, None) if row.look_again.is_none() => Ok(Came::Unchanged),
            (None, None) => {
                self.remark("look again: only somebody who is parked is looked at again; left out");
                Ok(Came::Unchanged)
            }
            (Some(now), said) => {
                let reason = said.unwrap_or(now);
                let day = look_again.clone().or_else(|| there.look_again.clone());
                if reason == now && day == there.look_again {
                    return Ok(Came::Unchanged);
                }
                if reason == now && there.look_again.is_none() {
                    let day_text = day.as_deref().unwrap_or_default();
                    let was_removed = self.was_removed("person", known.person, |image| {
                        says(image, "look_again", day_text)
                    })?;
                    if was_removed {
                        return self.decide(row, known, &there, (reason, day));
                    }
                    self.park(known.person, &there, reason, day)?;
                    return Ok(Came::Updated);
                }
                self.decide(row, known, &there, (reason, day))
            }
        }
    }

    /// Lists what a file says of somebody who asked not to be contacted, where it says anything else: that stays, and so
    /// does the day to look again.
    fn stays_asked(&mut self, row: &Incoming, there: &There) {
        let asked = Some(ParkReason::AskedNotToBeContacted);
        let day = row.look_again.map(iso);
        let other = row.parked.filter(|_| row.parked != asked);
        let file = match (other, &day) {
            (Some(reason), _) => say(reason, day.as_deref()),
            (None, _) if row.is_unparked && row.parked.is_none() => Clean::fixed("no"),
            (None, Some(_)) if day != there.look_again => {
                say(ParkReason::AskedNotToBeContacted, day.as_deref())
            }
            (None, _) => return,
        };
        let kept = there.say();
        self.remark_words(|| Clean::line(&format!("kept: {kept}; the file says {file}")));
        let name = self.who(row);
        self.import.list_kept(Kept {
            line: row.line,
            name,
            field: "Parked".into(),
            kept,
            file,
        });
    }

    /// A row that may be about another person than the one of its account can still ask for no contact. Whom it asks for
    /// is for a person to decide: it is listed as a conflict.
    pub(super) fn hear_wish(&mut self, row: &Incoming, known: &Known) -> rusqlite::Result<Came> {
        let asked = ParkReason::AskedNotToBeContacted;
        let there = self.standing_of(known.person)?;
        if row.parked != Some(asked) || there.reason == Some(asked) {
            return Ok(Came::Unchanged);
        }
        let day = row.look_again.map(iso);
        if self.import.plan.choice.takes_file(row.line) {
            self.park(known.person, &there, asked, day)?;
            return Ok(Came::Updated);
        }
        self.keep_line(row, "Parked", there.say(), say(asked, day.as_deref()));
        Ok(Came::Conflict)
    }

    /// The file contradicts what somebody did: theirs stands, unless a person chose the file's.
    fn decide(
        &mut self,
        row: &Incoming,
        known: &Known,
        there: &There,
        (reason, day): (ParkReason, Option<String>),
    ) -> rusqlite::Result<Came> {
        if known.only_fills() {
            if known.again {
                self.repeats(row);
            }
            return Ok(Came::Unchanged);
        }
        if self.import.plan.choice.takes_file(row.line) {
            self.park(known.person, there, reason, day)?;
            return Ok(Came::Updated);
        }
        self.keep_line(row, "Parked", there.say(), say(reason, day.as_deref()));
        Ok(Came::Conflict)
    }

    fn park(
        &mut self,
        person: i64,
        there: &There,
        reason: ParkReason,
        look_again: Option<String>,
    ) -> rusqlite::Result<()> {
        self.tx
            .prepare_cached(
                "UPDATE person SET park_reason = ?2, look_again = ?3, version = version + 1 WHERE id = ?1",
            )?
            .execute(params![person, reason.stored(), look_again])?;
        if there.reason != Some(reason) {
            let is_new = self.came_with_this_file(person)?;
            if is_new && there.reason.is_some() {
                // Counted with an earlier row, under the reason that row had.
                self.import.counts.parked = self.import.counts.parked.saturating_sub(1);
            }
            self.count_parked(reason, !is_new);
        }
        self.differs("Parked", Standing::File, || {
            (there.say(), say(reason, look_again.as_deref()))
        });
        Ok(())
    }

    /// Whether somebody came in with an earlier row of this very file.
    fn came_with_this_file(&self, person: i64) -> rusqlite::Result<bool> {
        let range = self.import.ranges.get("person");
        if range.is_some_and(|(first, last, _)| (*first..=*last).contains(&person)) {
            return Ok(true);
        }
        self.tx
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM journal
                 WHERE tbl = 'person' AND last_id IS NOT NULL AND last_id >= ?2 AND row_id <= ?2 AND set_id = ?1)",
            )?
            .query_row([self.import.set.0, person], |row| row.get(0))
    }

    fn standing_of(&self, person: i64) -> rusqlite::Result<There> {
        self.tx
            .prepare_cached("SELECT park_reason, look_again, by_hand FROM person WHERE id = ?1")?
            .query_row([person], |row| {
                let reason: Option<String> = row.get(0)?;
                Ok(There {
                    reason: reason.as_deref().map(ParkReason::from_stored),
                    look_again: row.get(1)?,
                    by_hand: row.get(2)?,
                })
            })
    }

    /// Ways to reach somebody that are not known yet.
    pub(super) fn meet_reaches(
        &mut self,
        row: &Incoming,
        person: i64,
        is_known: bool,
    ) -> rusqlite::Result<bool> {
        let mut more = false;
        for reach in &row.reaches {
            if self.knows_reach(person, reach, is_known)? {
                continue;
            }
            let was_removed = is_known
                && self.was_removed("contact_point", person, |image| {
                    says_reach(image, &reach.kind, |value| reach.is_known_as(value))
                })?;
            let file = || Clean::line(&one_line(&reach.value));
            if self.keeps_out(row, label(&reach.kind), was_removed, file) {
                continue;
            }
            let manager = match &reach.manager {
                Some((name, role)) => Some(self.manager(name, role)?),
                None => None,
            };
            self.tx
                .prepare_cached(
                    "INSERT INTO contact_point (person_id, manager_id, kind, value) VALUES (?1, ?2, ?3, ?4)",
                )?
                .execute(params![person, manager, reach.kind, reach.value])?;
            self.inserted("contact_point");
            more = true;
            self.differs(label(&reach.kind), Standing::File, || {
                (Clean::default(), Clean::line(&one_line(&reach.value)))
            });
        }
        Ok(more)
    }

    /// Whether somebody has a way to reach them already. Whoever is new has everything as it stands in the row.
    fn knows_reach(
        &self,
        person: i64,
        reach: &IncomingReach,
        is_known: bool,
    ) -> rusqlite::Result<bool> {
        let is_it = |value: &str| {
            if is_known {
                reach.is_known_as(value)
            } else {
                reach.is(value)
            }
        };
        let mut statement = self.tx.prepare_cached(
            "SELECT c.value, m.name, m.role FROM contact_point c LEFT JOIN manager m ON m.id = c.manager_id
             WHERE c.person_id = ?1 AND c.kind = ?2",
        )?;
        let mut rows = statement.query(params![person, reach.kind])?;
        while let Some(row) = rows.next()? {
            let (name, role): (Option<String>, Option<String>) = (row.get(1)?, row.get(2)?);
            if name.zip(role) == reach.manager && is_it(row.get_ref(0)?.as_str()?) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn manager(&mut self, name: &str, role: &str) -> rusqlite::Result<i64> {
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
        Ok(self.inserted("manager"))
    }
}

/// Whether a person brought someone back on the board. An undo is not that: what was undone counts as if it had never
/// happened, and the same file may park them again.
pub(super) fn was_brought_back(connection: &Connection, person: i64) -> rusqlite::Result<bool> {
    connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM journal j JOIN change_set s ON s.id = j.set_id
               WHERE j.tbl = 'person' AND s.turn <> 'undo' AND s.undone_by IS NULL
                 AND (j.row_id = ?1 OR j.after IS NOT NULL AND j.row_id IN (SELECT gone FROM merged WHERE person_id = ?1))
                 AND json_extract(j.before, '$.park_reason') IS NOT NULL
                 AND json_extract(j.after, '$.park_reason') IS NULL)",
        )?
        .query_row([person], |row| row.get(0))
}

fn label(kind: &str) -> &'static str {
    match kind {
        Reach::MAIL => "Mail",
        Reach::PHONE => "Phone",
        Reach::WHATSAPP => "WhatsApp",
        Reach::POST => "Address",
        _ => "Contact details",
    }
}

impl Importing {
    /// Whether somebody who is new in this file comes in off the board, and why.
    pub(super) fn parks(row: &Incoming) -> Option<(ParkReason, Option<String>)> {
        row.parked.map(|reason| (reason, row.look_again.map(iso)))
    }
}
