//! Changes of what is known of people beside their fields: rates, past sponsors, audiences, ways to reach them.

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params, params_from_iter};

use super::people::author::Of;
use super::people::name_of;
use super::profile::read_person;
use super::terms::{self, RATE, SPONSOR};
use super::write::{Said, Turn, Writing};
use super::{Failure, Store, profile};
use crate::domain::audience::AudienceKind;
use crate::domain::change::{DetailChange, Receipt, Stamp};
use crate::domain::dates::iso;
use crate::domain::detail::{Audience, Detail, DetailId, Reach};
use crate::domain::ids::{AccountId, ContactPointId, PersonId, RateId, SponsorshipId};
use crate::domain::refusal::Refusal;
use crate::domain::terms::{RateLine, Sponsorship, brand_key};
use crate::domain::text::Clean;

impl Store {
    pub(super) fn change_detail(
        &mut self,
        change: DetailChange,
        stamp: &Stamp,
    ) -> Result<Receipt, Failure> {
        self.write(stamp, Turn::Do, |writing| match change {
            DetailChange::Add { person, detail } => writing.add_detail(person, &detail),
            DetailChange::Edit {
                person,
                id,
                original,
                mine,
            } => writing.edit_detail(person, id, &original, &mine),
            DetailChange::Remove { person, id, seen } => writing.remove_detail(person, id, &seen),
        })
    }
}

/// The row of a line about a person.
fn row_of(person: PersonId, id: DetailId) -> Of<'static> {
    match id {
        DetailId::Rate(rate) => Of::Row("rate", rate.0),
        DetailId::Sponsor(sponsor) => Of::Row("sponsorship", sponsor.0),
        DetailId::Reach(point) => Of::Row("contact_point", point.0),
        DetailId::Audience(_) => Of::Rows("audience_share", person),
    }
}

impl Writing<'_> {
    fn add_detail(&self, person: PersonId, detail: &Detail) -> Result<Said, Failure> {
        let name = name_of(self.tx, person)?;
        refuse_wrong(detail)?;
        match detail {
            Detail::Rate(rate) => self.add_rate(person, rate)?,
            Detail::Sponsor(sponsor) => self.add_sponsor(person, sponsor)?,
            Detail::Reach(reach) => self.add_reach(person, reach)?,
            // An audience belongs to an account that is there: it is edited, never added.
            Detail::Audience(_) => return Err(Refusal::Gone.into()),
        }
        Ok(Said::it(format!("{name}: {}", detail.line())))
    }

    fn edit_detail(
        &self,
        person: PersonId,
        id: DetailId,
        original: &Detail,
        mine: &Detail,
    ) -> Result<Said, Failure> {
        let name = name_of(self.tx, person)?;
        let now = self.detail(person, id)?.ok_or(Refusal::Gone)?;
        let Some(merged) = Detail::merged(original, mine, &now) else {
            let (by, _) = self.who_and_when(row_of(person, id))?;
            return Err(Refusal::DetailClash {
                by,
                theirs: Box::new(now),
            }
            .into());
        };
        refuse_wrong(&merged)?;
        match (id, &merged, &now) {
            (DetailId::Rate(rate), Detail::Rate(line), _) => self.set_rate(rate, line)?,
            (DetailId::Sponsor(sponsor), Detail::Sponsor(what), Detail::Sponsor(now)) => {
                self.set_sponsor(person, sponsor, now, what)?;
            }
            (DetailId::Reach(point), Detail::Reach(reach), _) => self.set_reach(point, reach)?,
            (DetailId::Audience(account), Detail::Audience(audience), Detail::Audience(now)) => {
                self.set_audience(person, account, now, audience)?;
            }
            _ => return Err(Refusal::Gone.into()),
        }
        let line = merged.line();
        Ok(Said::it(match merged {
            Detail::Audience(_) => format!("audience of {name}: {line}"),
            Detail::Rate(_) | Detail::Sponsor(_) | Detail::Reach(_) => format!("{name}: {line}"),
        }))
    }

    fn remove_detail(
        &self,
        person: PersonId,
        id: DetailId,
        seen: &Detail,
    ) -> Result<Said, Failure> {
        let name = name_of(self.tx, person)?;
        let now = self.detail(person, id)?.ok_or(Refusal::Gone)?;
        if now != *seen {
            return Err(self
                .overtaken(name, "changed that line of", row_of(person, id))?
                .into());
        }
        let (sql, row) = match id {
            DetailId::Rate(rate) => ("DELETE FROM rate WHERE id = ?1 AND person_id = ?2", rate.0),
            DetailId::Sponsor(one) => (
                "DELETE FROM sponsorship WHERE id = ?1 AND person_id = ?2",
                one.0,
            ),
            DetailId::Reach(point) => (
                "DELETE FROM contact_point WHERE id = ?1 AND person_id = ?2",
                point.0,
            ),
            DetailId::Audience(account) => (
                "DELETE FROM audience_share WHERE account_id = ?1 AND person_id = ?2",
                account.0,
            ),
        };
        self.tx.prepare_cached(sql)?.execute([row, person.0])?;
        Ok(Said::it(format!("took out {} of {name}", now.line())))
    }

    /// A line as it stands now, read fresh.
    fn detail(&self, person: PersonId, id: DetailId) -> rusqlite::Result<Option<Detail>> {
        Ok(match id {
            DetailId::Rate(rate) => self.rate_now(person, rate)?.map(Detail::Rate),
            DetailId::Sponsor(sponsor) => self.sponsor_now(person, sponsor)?.map(Detail::Sponsor),
            DetailId::Reach(point) => self.reach_now(person, point)?.map(Detail::Reach),
            DetailId::Audience(account) => {
                self.audience_now(person, account)?.map(Detail::Audience)
            }
        })
    }

    fn rate_now(&self, person: PersonId, rate: RateId) -> rusqlite::Result<Option<RateLine>> {
        let found = self
            .tx
            .prepare_cached(&format!(
                "SELECT {RATE} FROM rate WHERE id = ?1 AND person_id = ?2"
            ))?
            .query_row([rate.0, person.0], terms::rate)
            .optional()?;
        Ok(found.flatten().map(|rate| rate.line))
    }

    fn sponsor_now(
        &self,
        person: PersonId,
        sponsor: SponsorshipId,
    ) -> rusqlite::Result<Option<Sponsorship>> {
        let found = self
            .tx
            .prepare_cached(&format!(
                "SELECT {SPONSOR} FROM sponsorship s WHERE id = ?1 AND person_id = ?2"
            ))?
            .query_row([sponsor.0, person.0], terms::sponsor)
            .optional()?;
        Ok(found.map(|sponsor| sponsor.what))
    }

    fn reach_now(
        &self,
        person: PersonId,
        point: ContactPointId,
    ) -> rusqlite::Result<Option<Reach>> {
        let points = profile::contact_points(self.tx, person)?;
        Ok(points
            .into_iter()
            .find(|one| one.id == point)
            .map(|point| point.reach()))
    }

    fn audience_now(
        &self,
        person: PersonId,
        account: AccountId,
    ) -> rusqlite::Result<Option<Audience>> {
        let accounts = profile::accounts(self.tx, person)?;
        Ok(accounts
            .into_iter()
            .find(|one| one.id == account)
            .map(|account| account.audience()))
    }

    fn add_rate(&self, person: PersonId, rate: &RateLine) -> rusqlite::Result<()> {
        self.tx
            .prepare_cached(
                "INSERT INTO rate (person_id, kind, platform, amount, currency, note, date, source)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params_from_iter(rate_row(person.0, rate)))?;
        Ok(())
    }

    fn set_rate(&self, id: RateId, rate: &RateLine) -> rusqlite::Result<()> {
        self.tx
            .prepare_cached(
                "UPDATE rate SET kind = ?2, platform = ?3, amount = ?4, currency = ?5, note = ?6, date = ?7, source = ?8,
                   imported = 0, version = version + 1 WHERE id = ?1",
            )?
            .execute(params_from_iter(rate_row(id.0, rate)))?;
        Ok(())
    }

    fn add_sponsor(&self, person: PersonId, what: &Sponsorship) -> Result<(), Failure> {
        self.refuse_known_brand(person, SponsorshipId(0), what)?;
        self.tx
            .prepare_cached(
                "INSERT INTO sponsorship (person_id, brand, brand_key, posts, sponsored, first, last, date, source)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params_from_iter(sponsor_row(person.0, what)))?;
        // A brand that is marked for others is marked here, too; only a mark that is new is written.
        if what.competitor {
            self.mark_competitor(what.brand.as_stored(), true)?;
        }
        Ok(())
    }

    fn set_sponsor(
        &self,
        person: PersonId,
        id: SponsorshipId,
        now: &Sponsorship,
        what: &Sponsorship,
    ) -> Result<(), Failure> {
        self.refuse_known_brand(person, id, what)?;
        let unmarked = |one: &Sponsorship| Sponsorship {
            competitor: false,
            ..one.clone()
        };
        if unmarked(now) != unmarked(what) {
            self.tx
                .prepare_cached(
                    "UPDATE sponsorship SET brand = ?2, brand_key = ?3, posts = ?4, sponsored = ?5, first = ?6, last = ?7,
                       date = ?8, source = ?9, imported = 0, version = version + 1 WHERE id = ?1",
                )?
                .execute(params_from_iter(sponsor_row(id.0, what)))?;
        }
        // A brand that was spelled anew keeps its mark.
        if what.competitor {
            self.mark_competitor(what.brand.as_stored(), true)?;
        } else if now.competitor {
            self.mark_competitor(now.brand.as_stored(), false)?;
        }
        Ok(())
    }

    /// One brand stands once with a person.
    fn refuse_known_brand(
        &self,
        person: PersonId,
        id: SponsorshipId,
        what: &Sponsorship,
    ) -> Result<(), Failure> {
        let known: Option<String> = self
            .tx
            .prepare_cached("SELECT brand FROM sponsorship WHERE person_id = ?1 AND brand_key = ?2 AND id <> ?3")?
            .query_row(params![person.0, brand_key(what.brand.as_stored()), id.0], |row| row.get(0))
            .optional()?;
        match known {
            Some(brand) => {
                let words = format!(
                    "{} stands there already; Enter on it changes it",
                    Clean::line(&brand)
                );
                Err(Refusal::Invalid(Clean::line(&words)).into())
            }
            None => Ok(()),
        }
    }

    /// Marks a brand as a competitor, for everybody who worked for it, or takes the mark off.
    fn mark_competitor(&self, brand: &str, is_one: bool) -> rusqlite::Result<()> {
        let key = brand_key(brand);
        if is_one {
            self.tx
                .prepare_cached(
                    "INSERT INTO competitor (brand, brand_key)
                     SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM competitor WHERE brand_key = ?2)",
                )?
                .execute([brand, &key])?;
        } else {
            self.tx
                .prepare_cached("DELETE FROM competitor WHERE brand_key = ?1")?
                .execute([key])?;
        }
        Ok(())
    }

    fn add_reach(&self, person: PersonId, reach: &Reach) -> rusqlite::Result<()> {
        let manager = self.manager_of(reach)?;
        self.tx
            .prepare_cached("INSERT INTO contact_point (person_id, manager_id, kind, value) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![person.0, manager, reach.kind, reach.value.as_stored()])?;
        Ok(())
    }

    fn set_reach(&self, id: ContactPointId, reach: &Reach) -> rusqlite::Result<()> {
        let manager = self.manager_of(reach)?;
        self.tx
            .prepare_cached(
                "UPDATE contact_point SET manager_id = ?2, kind = ?3, value = ?4, version = version + 1 WHERE id = ?1",
            )?
            .execute(params![id.0, manager, reach.kind, reach.value.as_stored()])?;
        Ok(())
    }

    fn manager_of(&self, reach: &Reach) -> rusqlite::Result<Option<i64>> {
        let manager = reach.manager.as_ref();
        manager
            .map(|(name, role)| self.manager(name, role))
            .transpose()
    }

    /// Writes the kinds that changed; where only day or source is said, all of them get it.
    fn set_audience(
        &self,
        person: PersonId,
        account: AccountId,
        now: &Audience,
        audience: &Audience,
    ) -> Result<(), Failure> {
        read_person(self.tx, person)?.ok_or(Refusal::Gone)?;
        let is_changed = |kind: &AudienceKind| now.of(*kind) != audience.of(*kind);
        let mut kinds: Vec<AudienceKind> =
            AudienceKind::ALL.into_iter().filter(is_changed).collect();
        if kinds.is_empty() && (audience.date.is_some() || audience.source.is_some()) {
            kinds = AudienceKind::ALL.to_vec();
        }
        for kind in kinds {
            self.set_shares(person, account, kind, audience)?;
        }
        Ok(())
    }

    fn set_shares(
        &self,
        person: PersonId,
        account: AccountId,
        kind: AudienceKind,
        audience: &Audience,
    ) -> rusqlite::Result<()> {
        let shares = audience.of(kind);
        let date = audience.date.map_or_else(|| self.day(), iso);
        let source = audience.source.as_deref().unwrap_or(TYPED);
        let there: Vec<(i64, String)> = self
            .tx
            .prepare_cached(
                "SELECT id, key FROM audience_share WHERE account_id = ?1 AND kind = ?2",
            )?
            .query_map(params![account.0, kind.word()], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?
            .collect::<rusqlite::Result<_>>()?;
        for (id, key) in &there {
            if !shares.iter().any(|(one, _)| one.stored() == *key) {
                self.tx
                    .prepare_cached("DELETE FROM audience_share WHERE id = ?1")?
                    .execute([id])?;
            }
        }
        for (key, share) in shares {
            let key = key.stored();
            match there.iter().find(|(_, one)| *one == key) {
                Some((id, _)) => self
                    .tx
                    .prepare_cached(
                        "UPDATE audience_share SET share = ?2, date = ?3, source = ?4, imported = 0, version = version + 1
                         WHERE id = ?1",
                    )?
                    .execute(params![id, share, date, source])?,
                None => self
                    .tx
                    .prepare_cached(
                        "INSERT INTO audience_share (person_id, account_id, kind, key, share, date, source)
                         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                    )?
                    .execute(params![person.0, account.0, kind.word(), key, share, date, source])?,
            };
        }
        Ok(())
    }
}

/// The source of what a person typed without saying where it is from.
pub(super) const TYPED: &str = "typed";

fn refuse_wrong(detail: &Detail) -> Result<(), Failure> {
    match detail.wrong() {
        Some(why) => Err(Refusal::Invalid(Clean::line(&why)).into()),
        None => Ok(()),
    }
}

/// What a rate is written with, behind the number that its row begins with: whose it is, or its own.
fn rate_row(first: i64, rate: &RateLine) -> [Value; 8] {
    [
        first.into(),
        rate.kind.word().to_owned().into(),
        rate.platform.map(|one| one.word().to_owned()).into(),
        rate.amount.minor.into(),
        rate.amount.currency.code().to_owned().into(),
        rate.note.as_stored().to_owned().into(),
        iso(rate.date).into(),
        rate.source.as_stored().to_owned().into(),
    ]
}

/// The same for a past sponsor.
fn sponsor_row(first: i64, what: &Sponsorship) -> [Value; 9] {
    [
        first.into(),
        what.brand.as_stored().to_owned().into(),
        brand_key(what.brand.as_stored()).into(),
        what.posts.into(),
        what.sponsored.into(),
        what.first.map(iso).into(),
        what.last.map(iso).into(),
        iso(what.date).into(),
        what.source.as_stored().to_owned().into(),
    ]
}
