//! Rows of an import about accounts that are known: filled, updated, or kept as a person wrote it.

use std::sync::LazyLock;

use rusqlite::params;

use super::carried::is_same;
use super::details::Target;
use super::extra::{filled_extra, merged_extra, stands};
use super::insert::MAIL;
use super::said::both_tags;
use super::slice::{Known, Slice};
use super::{Came, Importing, Kept};
use crate::domain::dates::iso;
use crate::domain::field::Field;
use crate::domain::importing::Standing;
use crate::domain::incoming::Incoming;
use crate::domain::person::Person;
use crate::domain::platform::say_account;
use crate::domain::stage::Stage;
use crate::domain::text::{Clean, Raw};
use crate::store::{Failure, derived};

/// What a row is the first to say of an account.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Learned {
    Nothing,
    Kind,
    Platform,
}

/// A person's row as an import looks at it.
struct Row {
    values: Vec<(Field, Option<String>)>,
    stage: i64,
    by_hand: i64,
    extra: Option<String>,
}

/// A person's row with every field that a file may fill.
static ROW: LazyLock<String> = LazyLock::new(|| {
    let columns: Vec<&str> = Field::ALL.iter().map(|field| field.column()).collect();
    format!(
        "SELECT stage, by_hand, extra, {} FROM person WHERE id = ?1",
        columns.join(", ")
    )
});

impl Slice<'_, '_> {
    /// A row about an account that is known.
    pub fn meet(&mut self, row: &Incoming, known: &Known) -> Result<Came, Failure> {
        if row.has_account() {
            self.import.seen.insert(known.account);
        }
        let listed = self.import.repeated.len();
        let learned = self.learn(row, known)?;
        self.import.counts.identified += u64::from(learned != Learned::Nothing);
        let mut came = self.meet_fields(row, known)?;
        let mut more = learned == Learned::Platform;
        more |= self.meet_figures(row, known)?;
        self.import
            .repeated
            .truncate((listed + 1).min(Importing::LISTED));
        let audience = known.audience.is_none() || !known.only_fills();
        if audience && row.audience_country.is_some() && row.audience_country != known.audience {
            self.tx
                .prepare_cached(
                    "UPDATE account SET audience_country = ?2, version = version + 1 WHERE id = ?1",
                )?
                .execute(params![known.account, row.audience_country])?;
            more = true;
            self.differs("Audience country", Standing::File, || {
                let said = |code: &Option<String>| Clean::line(code.as_deref().unwrap_or(""));
                (said(&known.audience), said(&row.audience_country))
            });
        }
        more |= self.meet_reaches(known.person, &row.reaches)?;
        let account = row.has_account().then_some(known.account);
        more |= self.meet_carried(row, known.person, account)?;
        for mail in &row.mails {
            if !self.has(MAIL, known.person, mail)? {
                self.add_mail(known.person, mail)?;
                more = true;
                self.differs("Mail", Standing::File, || {
                    (Clean::default(), Clean::line(mail))
                });
            }
        }
        let parking = self.meet_parking(row, known)?;
        more |= parking == Came::Updated;
        came = came.max(parking);
        if Importing::has_details(row) {
            let details = self.meet_details(row, Target::of(known))?;
            more |= details == Came::Updated;
            came = came.max(details);
        }
        if let Some(date) = row.last_contact.map(iso)
            && !self.has(
                "SELECT EXISTS (SELECT 1 FROM touch WHERE person_id = ?1 AND date = ?2)",
                known.person,
                &date,
            )?
        {
            self.add_touch(known.person, &date)?;
            more = true;
            self.differs("Last contact", Standing::File, || {
                (Clean::default(), Clean::line(&date))
            });
        }
        if let Some(note) = &row.note
            && !self.has(
                "SELECT EXISTS (SELECT 1 FROM note WHERE person_id = ?1 AND text = ?2)",
                known.person,
                note,
            )?
            && !self.has_whole(
                row,
                "Note",
                "SELECT text FROM note WHERE person_id = ?1",
                known.person,
                note,
            )?
        {
            self.add_note(known.person, note)?;
            more = true;
            self.differs("Note", Standing::File, || {
                (Clean::default(), Clean::line(note))
            });
        }
        if more {
            came = came.max(Came::Updated);
        }
        if more || came != Came::Unchanged || learned != Learned::Nothing {
            derived::refresh(self.tx, known.person, derived::Text::Later)?;
        }
        Ok(came)
    }

    /// Writes down the platform or the kind of name that the row is the first to say. A kind alone is no news of the
    /// person: the row counts as unchanged if it says nothing else.
    fn learn(&mut self, row: &Incoming, known: &Known) -> rusqlite::Result<Learned> {
        let Some((platform, handle)) = &known.learns else {
            return Ok(Learned::Nothing);
        };
        self.tx
            .prepare_cached(
                "UPDATE account SET platform = ?2, handle_kind = ?3, handle = ?4, handle_key = ?5, version = version + 1
                 WHERE id = ?1",
            )?
            .execute(params![
                known.account,
                row.platform.word(),
                row.handle.kind().word(),
                row.handle.as_str(),
                row.handle.key()
            ])?;
        if *platform == row.platform {
            return Ok(Learned::Kind);
        }
        self.differs("Account", Standing::File, || {
            let shown = |platform, handle| Clean::line(&say_account(platform, handle));
            (shown(*platform, handle), shown(row.platform, &row.handle))
        });
        Ok(Learned::Platform)
    }

    fn row_of(&self, person: i64) -> rusqlite::Result<Row> {
        self.tx.prepare_cached(&ROW)?.query_row([person], |row| {
            let mut values = Vec::with_capacity(Field::COUNT);
            for (place, field) in Field::ALL.iter().enumerate() {
                values.push((*field, row.get(3 + place)?));
            }
            Ok(Row {
                values,
                stage: row.get(0)?,
                by_hand: row.get(1)?,
                extra: row.get(2)?,
            })
        })
    }

    fn meet_fields(&mut self, row: &Incoming, known: &Known) -> Result<Came, Failure> {
        let person = known.person;
        let now = self.row_of(person)?;
        let said = self.said(row, &now.values, false);
        let mut came = Came::Unchanged;
        let mut by_hand = now.by_hand;
        let mut sets: Vec<(String, rusqlite::types::Value)> = Vec::new();
        for (field, value) in &now.values {
            let Some(file) = said.of_field(*field) else {
                continue;
            };
            let file = match field {
                Field::Tags => {
                    let now = value.as_deref().unwrap_or_default();
                    let file = self.whole_tags(row, now, file);
                    both_tags(value.as_deref(), &file)
                }
                _ => file.to_owned(),
            };
            let blank = value.as_deref().is_none_or(|value| value.trim().is_empty());
            if value.as_deref().is_some_and(|value| is_same(value, &file)) {
                continue;
            }
            let old = value.as_deref().unwrap_or_default();
            if *field != Field::Tags && self.damages(row, field.label(), old, &file) {
                continue;
            }
            if known.only_fills() && !blank && *field != Field::Tags {
                if known.again {
                    self.repeats(row);
                }
            } else if blank || *field == Field::Tags || now.by_hand & field.bit() == 0 {
                self.tell(*field, Standing::File, value.as_deref(), &file);
                sets.push((field.column().to_owned(), file.into()));
            } else if self.import.plan.choice.takes_file(row.line) {
                // Chosen by a person, and yet the file's: the next file may go on from here.
                came = came.max(Came::Updated);
                by_hand &= !field.bit();
                self.tell(*field, Standing::File, value.as_deref(), &file);
                sets.push((field.column().to_owned(), file.into()));
            } else {
                came = Came::Conflict;
                self.tell(*field, Standing::Ours, value.as_deref(), &file);
                self.keep(row, *field, value.as_deref().unwrap_or_default(), &file);
            }
        }
        let file_stage = row
            .stage
            .and_then(|stage| i64::try_from(stage.index()).ok());
        let file_stage = file_stage.filter(|stage| *stage != now.stage && !known.only_fills());
        if let Some(stage) = file_stage {
            let word = |stage| Clean::fixed(Stage::at(stage).map_or("", Stage::word));
            let ours = now.by_hand & Person::STAGE_BY_HAND != 0;
            if ours && !self.import.plan.choice.takes_file(row.line) {
                came = Came::Conflict;
                self.differs("Stage", Standing::Ours, || (word(now.stage), word(stage)));
                self.keep_words(row, "Stage", word(now.stage), word(stage));
            } else {
                by_hand &= !Person::STAGE_BY_HAND;
                self.differs("Stage", Standing::File, || (word(now.stage), word(stage)));
                sets.push(("stage".to_owned(), stage.into()));
                sets.push(("stage_since".to_owned(), self.today.clone().into()));
            }
        }
        if by_hand != now.by_hand {
            sets.push(("by_hand".to_owned(), by_hand.into()));
        }
        let mut extra = self.whole_extra(row, now.extra.as_deref(), said.extra);
        extra.retain(|one| !stands(now.extra.as_deref(), one));
        let extra = extra.iter();
        let extra = if known.only_fills() {
            filled_extra(now.extra.as_deref(), extra)
        } else {
            merged_extra(now.extra.as_deref(), extra)
        };
        if extra != now.extra {
            self.differs("Extra fields", Standing::File, || {
                (Clean::default(), Clean::fixed("more of them"))
            });
            sets.push(("extra".to_owned(), extra.into()));
        }
        if sets.is_empty() {
            return Ok(came);
        }
        self.update_person(person, &sets)?;
        Ok(came.max(Came::Updated))
    }

    fn update_person(
        &self,
        person: i64,
        sets: &[(String, rusqlite::types::Value)],
    ) -> rusqlite::Result<()> {
        let places: Vec<String> = sets
            .iter()
            .enumerate()
            .map(|(n, (column, _))| format!("{column} = ?{}", n + 2))
            .collect();
        let sql = format!(
            "UPDATE person SET {}, version = version + 1 WHERE id = ?1",
            places.join(", ")
        );
        let mut values = vec![rusqlite::types::Value::from(person)];
        values.extend(sets.iter().map(|(_, value)| value.clone()));
        self.tx
            .prepare_cached(&sql)?
            .execute(rusqlite::params_from_iter(values))?;
        Ok(())
    }

    /// Notes a field that is written, or kept as it is.
    fn tell(&mut self, field: Field, standing: Standing, old: Option<&str>, new: &str) {
        let day = self.import.plan.as_of;
        let shown = |text: &str| field.show(&Raw::new(text), day);
        self.differs(field.label(), standing, || {
            (old.map(shown).unwrap_or_default(), shown(new))
        });
    }

    fn keep(&mut self, row: &Incoming, field: Field, kept: &str, file: &str) {
        let day = self.import.plan.as_of;
        let shown = |text: &str| field.show(&Raw::new(text), day);
        self.keep_words(row, field.label(), shown(kept), shown(file));
    }

    fn keep_words(&mut self, row: &Incoming, field: &'static str, kept: Clean, file: Clean) {
        let name = Clean::line(row.name.as_deref().unwrap_or(row.handle.as_str()));
        self.import.list_kept(Kept {
            line: row.line,
            name,
            field,
            kept,
            file,
        });
    }
}
