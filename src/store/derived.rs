//! What is derived from a person for speed: the card that lists show and sort by, the counts of the board, and
//! through [`super::fulltext`] the full text. Made again for every person that a change set touched, in the same transaction.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::{fulltext, triage};
use crate::domain::lifecycle;
use crate::domain::platform::{Handle, NameKind, Platform};
use crate::domain::text::{Clean, fold};
use crate::domain::triage::Fit;

/// An account with its current figures.
#[derive(Debug)]
pub struct AccountFacts {
    /// Where it is.
    pub platform: Platform,
    /// Its handle.
    pub handle: Handle,
    /// Followers.
    pub followers: Option<i64>,
    /// Engagement in millionths.
    pub engagement: Option<i64>,
}

impl AccountFacts {
    /// The handle as lists show it. An `@` says nothing there, the other marks of kinds do.
    fn shown_handle(&self) -> String {
        match self.handle.kind() {
            NameKind::Handle => self.handle.as_str().to_owned(),
            _ => self.handle.written(self.platform),
        }
    }
}

/// What a card is made of.
#[derive(Debug, Default)]
pub struct Facts {
    /// Person columns.
    pub name: Option<String>,
    pub niche: Option<String>,
    pub country: Option<String>,
    pub tags: Option<String>,
    pub stage: i64,
    pub since: String,
    pub park_reason: Option<String>,
    pub look_again: Option<String>,
    pub next_step: Option<String>,
    pub next_date: Option<String>,
    pub next_owner: Option<String>,
    pub owner: Option<String>,
    pub snoozed: Option<String>,
    pub story: Option<String>,
    pub shortlisted: Option<String>,
    /// Accounts with their current figures.
    pub accounts: Vec<AccountFacts>,
    /// Contacts in order: theirs, kind, date, settled.
    pub touches: Vec<(bool, String, String, bool)>,
    /// Texts of notes.
    pub notes: Vec<String>,
    /// The fit checks, counted.
    pub fit: Fit,
    /// Red flags that are open.
    pub flags: u8,
}

/// Where a person stands with us, computed from the contacts.
#[derive(Debug, Default)]
struct Talk {
    last: Option<String>,
    owed: Option<String>,
    pitched: Option<String>,
    chased: i64,
    replied: bool,
    talking: bool,
}

impl Facts {
    fn checklist(&self) -> lifecycle::Facts {
        let said =
            |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
        lifecycle::Facts {
            account: !self.accounts.is_empty(),
            niche: said(&self.niche),
            note: !self.notes.is_empty() || said(&self.story),
            reply: self.touches.iter().any(|(theirs, ..)| *theirs),
            flagged: self.flags > 0,
        }
    }

    fn talk(&self) -> Talk {
        let mut talk = Talk::default();
        for (theirs, kind, date, settled) in &self.touches {
            talk.last = Some(date.clone());
            if *theirs {
                talk.replied = true;
                talk.talking = false;
                talk.owed = if *settled {
                    None
                } else {
                    talk.owed.or_else(|| Some(date.clone()))
                };
                continue;
            }
            talk.owed = None;
            match kind.as_str() {
                "pitch" => {
                    talk.pitched = Some(date.clone());
                    (talk.chased, talk.replied, talk.talking) = (0, false, false);
                }
                "follow-up" if !talk.replied => talk.chased += 1,
                _ => talk.talking = talk.replied,
            }
        }
        talk
    }

    /// Sorts the accounts: most followers first.
    pub fn order_accounts(&mut self) {
        self.accounts
            .sort_by_key(|account| std::cmp::Reverse(account.followers.unwrap_or(-1)));
    }

    fn shown_name(&self) -> &str {
        match (&self.name, self.accounts.first()) {
            (Some(name), _) if shows_something(name) => name,
            (_, Some(account)) => account.handle.as_str(),
            _ => "(no name)",
        }
    }

    fn platforms(&self) -> String {
        let mut letters: Vec<&str> = Vec::new();
        for account in &self.accounts {
            let two = account.platform.letters();
            if !letters.contains(&two) {
                letters.push(two);
            }
        }
        letters.join(" ")
    }

    fn board(&self) -> i64 {
        if self.park_reason.is_some() {
            -1
        } else {
            self.stage
        }
    }

    /// Writes the card; `fresh` when there is none yet. Gives the board column it is in.
    pub fn write_card(&self, tx: &Connection, person: i64) -> rusqlite::Result<i64> {
        let talk = self.talk();
        let main = self.accounts.first();
        tx.prepare_cached(WRITE_CARD)?.execute(named_params! {
            ":person_id": person,
            ":name": self.shown_name(),
            ":name_key": fold(self.shown_name()),
            ":handle": main.map_or_else(String::new, AccountFacts::shown_handle),
            ":platforms": self.platforms(),
            ":followers": main.and_then(|account| account.followers),
            ":engagement": main.and_then(|account| account.engagement),
            ":niche": self.niche.as_deref().unwrap_or(""),
            ":country": self.country.as_deref().unwrap_or(""),
            ":tags": self.tags.as_deref().unwrap_or(""),
            ":stage": self.stage,
            ":board": self.board(),
            ":since": self.since,
            ":park_reason": self.park_reason,
            ":look_again": self.look_again,
            ":last_contact": talk.last,
            ":care_from": talk.last.as_ref().filter(|_| matches!(self.board(), 3 | 4)),
            ":reply_owed": talk.owed,
            ":pitched": talk.pitched,
            ":chased": talk.chased,
            ":replied": talk.replied,
            ":talking": talk.talking,
            ":facts": self.checklist().bits(),
            ":next_step": self.next_step.as_deref().unwrap_or(""),
            ":next_date": self.next_date,
            ":next_owner": self.next_owner.as_deref().or(self.owner.as_deref()).unwrap_or(""),
            ":owner": self.owner.as_deref().unwrap_or(""),
            ":snoozed": self.snoozed,
            ":fit_yes": (self.fit.answered > 0).then_some(self.fit.yes),
            ":fit_answered": self.fit.answered,
            ":flags": self.flags,
            ":shortlisted": self.shortlisted,
        })?;
        Ok(self.board())
    }
}

const WRITE_CARD: &str = "INSERT INTO card (person_id, name, name_key, handle, platforms, followers, engagement, niche,
   country, tags, stage, board, since, park_reason, look_again, last_contact, care_from, reply_owed, pitched, chased, replied,
   talking, facts, next_step, next_date, next_owner, owner, snoozed, fit_yes, fit_answered, flags, shortlisted)
 VALUES (:person_id, :name, :name_key, :handle, :platforms, :followers, :engagement, :niche, :country, :tags, :stage,
   :board, :since, :park_reason, :look_again, :last_contact, :care_from, :reply_owed, :pitched, :chased, :replied, :talking, :facts,
   :next_step, :next_date, :next_owner, :owner, :snoozed, :fit_yes, :fit_answered, :flags, :shortlisted)
 ON CONFLICT (person_id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key, handle = excluded.handle,
   platforms = excluded.platforms, followers = excluded.followers, engagement = excluded.engagement,
   niche = excluded.niche, country = excluded.country, tags = excluded.tags, stage = excluded.stage,
   board = excluded.board, since = excluded.since, park_reason = excluded.park_reason,
   look_again = excluded.look_again, last_contact = excluded.last_contact, care_from = excluded.care_from, reply_owed = excluded.reply_owed,
   pitched = excluded.pitched, chased = excluded.chased, replied = excluded.replied, talking = excluded.talking, facts = excluded.facts,
   next_step = excluded.next_step, next_date = excluded.next_date, next_owner = excluded.next_owner,
   owner = excluded.owner, snoozed = excluded.snoozed, fit_yes = excluded.fit_yes, fit_answered = excluded.fit_answered,
   flags = excluded.flags, shortlisted = excluded.shortlisted";

/// Whether a name has anything that can be seen: an import may bring two hidden characters.
fn shows_something(name: &str) -> bool {
    let is_plain = name.bytes().any(|byte| byte.is_ascii_alphanumeric());
    is_plain || !Clean::line(name).as_str().trim().is_empty()
}

/// Whether the full text is written at once or follows later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    /// At once: one person, one keystroke.
    Now,
    /// Put into the queue: bulk work.
    Later,
}

/// Makes everything derived of one person again; takes it away when the person is gone.
pub fn refresh(tx: &Connection, person: i64, text: Text) -> rusqlite::Result<()> {
    let before: Option<i64> = tx
        .prepare_cached("SELECT board FROM card WHERE person_id = ?1")?
        .query_row([person], |row| row.get(0))
        .optional()?;
    let facts = read(tx, person)?;
    let after = if let Some(facts) = &facts {
        Some(facts.write_card(tx, person)?)
    } else {
        tx.prepare_cached("DELETE FROM card WHERE person_id = ?1")?
            .execute([person])?;
        None
    };
    if before != after {
        count(tx, before, -1)?;
        count(tx, after, 1)?;
    }
    match text {
        Text::Later => fulltext::queue(tx, person),
        Text::Now => fulltext::refresh(tx, person),
    }
}

/// Adds to the count of a board column.
pub fn count(tx: &Connection, board: Option<i64>, by: i64) -> rusqlite::Result<()> {
    if let Some(board) = board {
        tx.prepare_cached("UPDATE tally SET people = people + ?2 WHERE board = ?1")?
            .execute([board, by])?;
    }
    Ok(())
}

/// Reads what a person's card is made of.
pub fn read(connection: &Connection, person: i64) -> rusqlite::Result<Option<Facts>> {
    let facts = connection
        .prepare_cached(
            "SELECT name, niche, country, tags, stage, stage_since, park_reason, look_again, next_step, next_date,
               next_owner, owner, snoozed_until, story, shortlisted FROM person WHERE id = ?1",
        )?
        .query_row([person], |row| {
            Ok(Facts {
                name: row.get(0)?,
                niche: row.get(1)?,
                country: row.get(2)?,
                tags: row.get(3)?,
                stage: row.get(4)?,
                since: row.get(5)?,
                park_reason: row.get(6)?,
                look_again: row.get(7)?,
                next_step: row.get(8)?,
                next_date: row.get(9)?,
                next_owner: row.get(10)?,
                owner: row.get(11)?,
                snoozed: row.get(12)?,
                story: row.get(13)?,
                shortlisted: row.get(14)?,
                ..Facts::default()
            })
        })
        .optional()?;
    let Some(mut facts) = facts else {
        return Ok(None);
    };
    let (accounts, flags) = triage::accounts(connection, person)?;
    facts.flags = triage::open(connection, person, &flags)?;
    facts.fit = triage::fit(connection, person)?;
    facts.accounts = accounts;
    facts.order_accounts();
    facts.touches = connection
        .prepare_cached("SELECT direction = 'in', kind, date, settled FROM touch WHERE person_id = ?1 ORDER BY date, id")?
        .query_map([person], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
        .collect::<rusqlite::Result<_>>()?;
    facts.notes = connection
        .prepare_cached("SELECT text FROM note WHERE person_id = ?1 ORDER BY id")?
        .query_map([person], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Some(facts))
}

/// Counts the red flags of everybody onto cards that know none yet.
pub fn raise_flags(connection: &Connection) -> rusqlite::Result<()> {
    let people = connection
        .prepare(
            "SELECT DISTINCT a.person_id FROM snapshot s JOIN account a ON a.id = s.account_id",
        )?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<i64>>>()?;
    for person in people {
        let (_, flags) = triage::accounts(connection, person)?;
        if flags.is_empty() {
            continue;
        }
        let flagged = lifecycle::Facts {
            flagged: true,
            ..lifecycle::Facts::default()
        };
        connection
            .prepare_cached("UPDATE card SET flags = ?2, facts = facts | ?3 WHERE person_id = ?1")?
            .execute((person, triage::count(flags.len()), flagged.bits()))?;
    }
    Ok(())
}
