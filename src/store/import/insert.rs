//! Rows of an import that are new: the person, the account, the figures and what else the file says.

use std::sync::LazyLock;

use rusqlite::{ToSql, params};

use super::Importing;
use super::details::Target;
use super::extra::merged_extra;
use super::said::Said;
use super::slice::Slice;
use crate::domain::dates::{from_iso, iso};
use crate::domain::field::Field;
use crate::domain::figures::Figures;
use crate::domain::ids::AccountId;
use crate::domain::importing::Standing;
use crate::domain::incoming::Incoming;
use crate::domain::parking::ParkReason;
use crate::domain::stage::Stage;
use crate::domain::text::{Clean, Raw};
use crate::domain::triage::flags;
use crate::store::{Failure, derived, fulltext, triage};

/// A new person with every field that a file may fill.
static INSERT: LazyLock<String> = LazyLock::new(|| {
    let columns: Vec<&str> = Field::ALL.iter().map(|field| field.column()).collect();
    let places: Vec<String> = (6..6 + columns.len())
        .map(|place| format!("?{place}"))
        .collect();
    format!(
        "INSERT INTO person (stage, stage_since, added, extra, park_reason, look_again, {}) VALUES (?1, ?2, ?2, ?3, ?4, ?5, {})",
        columns.join(", "),
        places.join(", ")
    )
});

impl Slice<'_, '_> {
    /// Somebody who is new: their row, their account with its figures, and all that the file says besides.
    pub fn add(&mut self, row: &Incoming) -> Result<i64, Failure> {
        let said = self.said(row, &[], row.carried.is_some());
        let stage = row.stage.unwrap_or(Stage::Discovery).index();
        let stage = i64::try_from(stage).unwrap_or_default();
        let parked = Importing::parks(row);
        let person = self.add_person(stage, &said, parked.as_ref())?;
        let account = if row.has_account() {
            self.add_account(person, row)?
        } else {
            0
        };
        if !row.figures.is_empty() && row.has_account() {
            let source = row.figures_source();
            self.import.figured.insert((account, self.day_of(row)));
            self.add_snapshot(account, &self.date_of(row), &row.figures, source)?;
        }
        self.meet_reaches(row, person, false)?;
        self.meet_carried(row, person, row.has_account().then_some(account))?;
        for mail in &row.mails {
            if row.reaches.is_empty() || !self.has_mail(person, mail)? {
                self.add_mail(person, mail)?;
            }
        }
        if let Some((reason, _)) = &parked {
            self.count_parked(*reason, false);
            let reason = *reason;
            self.differs("Parked", Standing::File, || {
                (Clean::default(), Clean::fixed(reason.word()))
            });
        } else if row.look_again.is_some() {
            self.remark("look again: only somebody who is parked is looked at again; left out");
        }
        if Importing::has_details(row) {
            let target = Target {
                account,
                person,
                again: false,
                said_before: false,
                is_new: true,
            };
            self.meet_details(row, target)?;
        }
        if let Some(date) = row.last_contact
            && !row.carries_contact(date)
        {
            self.add_touch(person, &iso(date))?;
        }
        if let Some(note) = &row.note {
            self.add_note(person, note)?;
        }
        self.tell_new(row, &said);
        if let Some(carried) = row.carried.as_deref() {
            // What only our own export says is read back: such files are few.
            self.stand_as(person, carried)?;
            derived::refresh(self.tx, person, derived::Text::Later)?;
            return Ok(person);
        }
        let board = self
            .facts_of(row, &said, stage, account)
            .write_card(self.tx, person)?;
        if let Some(count) = usize::try_from(board + 1)
            .ok()
            .and_then(|place| self.tally.get_mut(place))
        {
            *count += 1;
        }
        fulltext::queue(self.tx, person)?;
        Ok(person)
    }

    fn add_person(
        &mut self,
        stage: i64,
        said: &Said,
        parked: Option<&(ParkReason, Option<String>)>,
    ) -> rusqlite::Result<i64> {
        let reason = parked.map(|(reason, _)| reason.stored());
        let look_again = parked.and_then(|(_, day)| day.as_deref());
        let extra = merged_extra(None, said.extra.iter());
        let fields: Vec<Option<&str>> = Field::ALL
            .iter()
            .map(|field| said.of_field(*field))
            .collect();
        let mut values: Vec<&dyn ToSql> = vec![&stage, &self.today, &extra, &reason, &look_again];
        values.extend(fields.iter().map(|value| value as &dyn ToSql));
        self.tx
            .prepare_cached(&INSERT)?
            .execute(values.as_slice())?;
        Ok(self.inserted("person"))
    }

    pub(super) fn add_account(&mut self, person: i64, row: &Incoming) -> rusqlite::Result<i64> {
        self.tx
            .prepare_cached("INSERT INTO account (person_id, platform, handle, handle_key, audience_country, handle_kind) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
            .execute(params![person, row.platform.word(), row.handle.as_str(), row.handle.key(), row.audience_country, row.handle.kind().word()])?;
        let account = self.inserted("account");
        self.import.seen.note(account, row);
        Ok(account)
    }

    /// What the preview shows of somebody new.
    fn tell_new(&mut self, row: &Incoming, said: &Said) {
        if self.import.looked.is_none() {
            return;
        }
        let day = self.import.plan.as_of;
        if let Some(stage) = row.stage {
            self.tell("Stage", stage.word());
        }
        for (field, value) in &said.fields {
            if *field != Field::Name {
                self.differs(field.label(), Standing::File, || {
                    (Clean::default(), field.show(&Raw::new(value), day))
                });
            }
        }
        if !row.figures.is_empty() {
            self.differs("Figures", Standing::File, || {
                let figures = super::figures::said(&row.figures, row.as_of.unwrap_or(day));
                (Clean::default(), figures)
            });
        }
        if let Some(country) = &row.audience_country {
            self.tell("Audience country", country);
        }
        for mail in &row.mails {
            self.tell("Mail", mail);
        }
        if let Some(date) = row.last_contact {
            self.tell("Last contact", &iso(date));
        }
        if let Some(note) = &row.note {
            self.tell("Note", note);
        }
        if !said.extra.is_empty() {
            let extra = said.extra.iter();
            let extra: Vec<String> = extra
                .map(|(name, value)| format!("{name}: {value}"))
                .collect();
            self.tell("Extra fields", &extra.join(", "));
        }
    }

    /// One thing that the row says and nothing stood for before.
    fn tell(&mut self, field: &str, value: &str) {
        self.differs(field, Standing::File, || {
            (Clean::default(), Clean::line(value))
        });
    }

    /// What the card of somebody new is made of, without reading back what was just written.
    fn facts_of(&self, row: &Incoming, said: &Said, stage: i64, account: i64) -> derived::Facts {
        let own = |field| said.of_field(field).map(str::to_owned);
        let date = row
            .as_of
            .or_else(|| from_iso(&self.as_of))
            .unwrap_or_default();
        let flags = flags::raised(AccountId(account), &[(date, &row.figures)]);
        derived::Facts {
            name: own(Field::Name),
            niche: own(Field::Niche),
            country: own(Field::Country),
            tags: own(Field::Tags),
            stage,
            since: self.today.clone(),
            park_reason: row.parked.map(|reason| reason.stored().to_owned()),
            look_again: row.parked.and(row.look_again).map(iso),
            next_step: own(Field::NextStep),
            next_date: own(Field::NextDate),
            next_owner: own(Field::NextOwner),
            owner: own(Field::Owner),
            story: own(Field::Story),
            accounts: vec![derived::AccountFacts {
                platform: row.platform,
                handle: row.handle.clone(),
                followers: row.figures.followers,
                engagement: row.figures.engagement().map(|rate| rate.millionths),
            }],
            touches: row
                .last_contact
                .map(|date| (false, "other".to_owned(), iso(date), false))
                .into_iter()
                .collect(),
            notes: row.note.clone().into_iter().collect(),
            flags: triage::count(flags.len()),
            ..derived::Facts::default()
        }
    }

    pub fn add_snapshot(
        &mut self,
        account: i64,
        date: &str,
        figures: &Figures,
        source: Option<&str>,
    ) -> rusqlite::Result<()> {
        self.tx
            .prepare_cached(
                "INSERT INTO snapshot (account_id, date, source, followers, posts, average_views, average_likes, average_comments,
                   average_shares, average_engagement, authentic_engagement, engagement_rate, quality)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            )?
            .execute(params![
                account,
                date,
                source.unwrap_or(&self.import.plan.source),
                figures.followers,
                figures.posts,
                figures.average_views,
                figures.average_likes,
                figures.average_comments,
                figures.average_shares,
                figures.average_engagement,
                figures.authentic_engagement,
                figures.engagement_rate,
                figures.quality,
            ])?;
        self.inserted("snapshot");
        Ok(())
    }

    pub fn add_mail(&mut self, person: i64, mail: &str) -> rusqlite::Result<()> {
        self.tx
            .prepare_cached(
                "INSERT INTO contact_point (person_id, kind, value) VALUES (?1, 'mail', ?2)",
            )?
            .execute(params![person, mail])?;
        self.inserted("contact_point");
        Ok(())
    }

    pub fn add_touch(&mut self, person: i64, date: &str) -> rusqlite::Result<()> {
        self.tx
            .prepare_cached(
                "INSERT INTO touch (person_id, direction, kind, date, text, by, imported) VALUES (?1, 'out', 'other', ?2, ?3, ?4, 1)",
            )?
            .execute(params![person, date, format!("last contact, from {}", self.import.plan.source), self.by])?;
        self.inserted("touch");
        Ok(())
    }

    pub fn add_note(&mut self, person: i64, text: &str) -> rusqlite::Result<()> {
        self.tx
            .prepare_cached("INSERT INTO note (person_id, date, by, text) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![person, self.today, self.by, text])?;
        self.inserted("note");
        Ok(())
    }
}
