//! Triage: what is read of checks and flags, for the card and for the screen; the changes are in `change`.

mod change;
mod peers;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Map, Value};

use super::derived::AccountFacts;
use super::profile::{date, line, raw};
use super::settings::settings;
use super::{Failure, Store, cards};
use crate::domain::dates::from_iso;
use crate::domain::figures::Figures;
use crate::domain::ids::{AccountId, PersonId};
use crate::domain::person::Dossier;
use crate::domain::platform::{Handle, NameKind, Platform};
use crate::domain::text::Clean;
use crate::domain::triage::{
    Answered, Candidate, Check, Decision, Fit, Flag, Raised, Ruling, Verdict, flags,
};

/// Candidates answered at once; the screen asks for the next few.
const MOST: usize = 8;

impl Store {
    /// Everything one looks at to decide about these people; those who are gone are left out.
    pub(super) fn candidates(&mut self, people: &[PersonId]) -> Result<Vec<Candidate>, Failure> {
        let tiers = settings(&self.connection)?.tiers;
        let mut found = Vec::new();
        for person in people.iter().take(MOST) {
            let Some(dossier) = self.dossier(*person)? else {
                continue;
            };
            let connection = &self.connection;
            let Some(card) = cards::of(connection, *person)? else {
                continue;
            };
            found.push(Candidate {
                peers: peers::of(connection, &card, tiers)?,
                flags: rulings(connection, &dossier)?,
                checks: checks(connection, *person)?,
                card,
                dossier,
            });
        }
        Ok(found)
    }
}

/// The accounts of a person with their current figures, and the flags that their figures raise.
pub(super) fn accounts(
    connection: &Connection,
    person: i64,
) -> rusqlite::Result<(Vec<AccountFacts>, Vec<Flag>)> {
    let mut statement = connection.prepare_cached(
        "SELECT a.id, a.platform, a.handle, a.handle_kind, s.date, s.followers, s.average_likes, s.average_comments, s.average_shares,
           s.average_engagement, s.engagement_rate
         FROM account a LEFT JOIN snapshot s ON s.account_id = a.id WHERE a.person_id = ?1 ORDER BY a.id, s.date",
    )?;
    let mut rows = statement.query([person])?;
    let mut accounts: Vec<(i64, AccountFacts)> = Vec::new();
    let mut found = Vec::new();
    let mut dated: Vec<(NaiveDate, Figures)> = Vec::new();
    while let Some(row) = rows.next()? {
        let account: i64 = row.get(0)?;
        if accounts.last().is_none_or(|(last, _)| *last != account) {
            close(&mut accounts, &mut dated, &mut found);
            let kind = NameKind::stored(row.get_ref(3)?.as_str()?);
            let facts = AccountFacts {
                platform: Platform::stored(row.get_ref(1)?.as_str()?),
                handle: Handle::stored(kind, row.get_ref(2)?.as_str()?),
                followers: None,
                engagement: None,
            };
            accounts.push((account, facts));
        }
        let Some(date) = row.get_ref(4)?.as_str().ok().and_then(from_iso) else {
            continue;
        };
        let figures = Figures {
            followers: row.get(5)?,
            average_likes: row.get(6)?,
            average_comments: row.get(7)?,
            average_shares: row.get(8)?,
            average_engagement: row.get(9)?,
            engagement_rate: row.get(10)?,
            ..Figures::default()
        };
        dated.push((date, figures));
    }
    close(&mut accounts, &mut dated, &mut found);
    let accounts = accounts.into_iter().map(|(_, facts)| facts).collect();
    Ok((accounts, found))
}

/// The snapshots of the last account are all read: its current figures, and its flags.
fn close(
    accounts: &mut [(i64, AccountFacts)],
    dated: &mut Vec<(NaiveDate, Figures)>,
    found: &mut Vec<Flag>,
) {
    let (Some((account, facts)), Some((_, latest))) = (accounts.last_mut(), dated.last()) else {
        return;
    };
    facts.followers = latest.followers;
    facts.engagement = latest.engagement().map(|rate| rate.millionths);
    let snapshots: Vec<(NaiveDate, &Figures)> = dated.iter().map(|(date, f)| (*date, f)).collect();
    found.extend(flags::raised(AccountId(*account), &snapshots));
    dated.clear();
}

/// How many of these flags nobody has decided about.
pub(super) fn open(connection: &Connection, person: i64, flags: &[Flag]) -> rusqlite::Result<u8> {
    let mut open = 0;
    for flag in flags {
        if ruling(connection, PersonId(person), flag)?.is_none() {
            open += 1;
        }
    }
    Ok(count(open))
}

/// A count as a card keeps it.
pub(super) fn count(many: usize) -> u8 {
    u8::try_from(many).unwrap_or(u8::MAX)
}

/// The fit checks of a person, counted.
pub(super) fn fit(connection: &Connection, person: i64) -> rusqlite::Result<Fit> {
    connection
        .prepare_cached("SELECT count(*) FILTER (WHERE answer = 'yes'), count(*) FROM fit_check WHERE person_id = ?1")?
        .query_row([person], |row| {
            Ok(Fit {
                yes: row.get(0)?,
                answered: row.get(1)?,
            })
        })
}

/// What was decided about a flag with these very figures.
fn ruling(
    connection: &Connection,
    person: PersonId,
    flag: &Flag,
) -> rusqlite::Result<Option<Ruling>> {
    connection
        .prepare_cached(
            "SELECT decision, line, by, date FROM flag_decision
             WHERE account_id = ?1 AND kind = ?2 AND figures = ?3 AND person_id = ?4",
        )?
        .query_row(
            params![flag.account.0, flag.rule.word(), flag.figures, person.0],
            |row| {
                let decision = Decision::parse(row.get_ref(0)?.as_str()?);
                Ok(Ruling {
                    decision: decision.unwrap_or(Decision::Accepted),
                    line: raw(row, 1)?,
                    by: line(row, 2)?,
                    date: date(row, 3)?,
                })
            },
        )
        .optional()
}

/// The flags of a person with what was decided about them, open ones first.
fn rulings(connection: &Connection, dossier: &Dossier) -> rusqlite::Result<Vec<Raised>> {
    let mut all = Vec::new();
    for account in &dossier.accounts {
        let snapshots: Vec<(NaiveDate, &Figures)> = account
            .snapshots
            .iter()
            .map(|snapshot| (snapshot.date, &snapshot.figures))
            .collect();
        for flag in flags::raised(account.id, &snapshots) {
            let ruling = ruling(connection, dossier.person.id, &flag)?;
            all.push(Raised { flag, ruling });
        }
    }
    all.sort_by_key(|one| !one.is_open());
    Ok(all)
}

/// The checks that were answered, in their order; one that this program does not know is left out.
pub(super) fn checks(connection: &Connection, person: PersonId) -> rusqlite::Result<Vec<Answered>> {
    let rows = connection
        .prepare_cached("SELECT kind, answer, line, by, date FROM fit_check WHERE person_id = ?1")?
        .query_map([person.0], |row| {
            let check = Check::parse(row.get_ref(0)?.as_str()?);
            let verdict = Verdict::parse(row.get_ref(1)?.as_str()?);
            let Some((check, verdict)) = check.zip(verdict) else {
                return Ok(None);
            };
            Ok(Some(Answered {
                check,
                verdict,
                line: raw(row, 2)?,
                by: line(row, 3)?,
                date: date(row, 4)?,
            }))
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let mut answered: Vec<Answered> = rows.into_iter().flatten().collect();
    answered.sort_by_key(|one| Check::ALL.iter().position(|check| *check == one.check));
    Ok(answered)
}

/// What the history calls a row of these tables, which is told as a whole.
pub(super) fn label(table: &str) -> Option<&'static str> {
    match table {
        "fit_check" => Some("Fit check"),
        "flag_decision" => Some("Red flag"),
        _ => None,
    }
}

/// A row as the journal keeps it, in one line.
pub(super) fn told(table: &str, row: &Map<String, Value>) -> Clean {
    let text = |column: &str| row.get(column).and_then(Value::as_str).unwrap_or_default();
    let what = if table == "fit_check" {
        format!("{}: {}", text("kind"), text("answer"))
    } else {
        format!("{}: {}", text("decision"), text("words"))
    };
    let parts = [what.as_str(), text("line")];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Clean::line(&parts.join(" · "))
}
