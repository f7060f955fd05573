//! Whose account a row of a file is about, and when an account of that name is somebody else's.
//!
//! # The rule
//!
//! A name that says its platform and its kind is one account. A name that does not (a plain name on a platform with
//! several kinds, a platform that was never said) is compared by the person as well, so that no one gets another person's
//! name, mail or telephone number:
//!
//! | the names of the two people | mail and telephone | one account |
//! |---|---|---|
//! | are the same | any | yes |
//! | differ | have one in common | yes |
//! | differ | none in common, or unknown | no |
//! | one is unknown | have one in common, or unknown | yes |
//! | one is unknown | none in common | no |
//!
//! A name that the person had before counts, too: somebody wrote another one over it, or they were merged. Of several accounts that fit, the
//! one of the row's name is met. An account that an earlier row of the same file named is met only by rows of that
//! person. An account that was made of the very cell of the row, before cells were read as they are today, is met by rows
//! with the name of its person, or without a name where no other account has the row's name. A row whose account can be
//! no one else's, and whose person is another, is left out and reported.
//!
//! A name that says its platform and its kind is the account whoever the row names. Where the person is another by the
//! table, the row's figures are used, and its name and its contact details are not.

use rusqlite::{Connection, OptionalExtension};

use super::seen::Seen;
use crate::domain::dates::iso;
use crate::domain::incoming::Incoming;
use crate::domain::platform::Meeting;
use crate::domain::text::{fold, is_form_of};
use crate::store::handles::{Met, as_it_stood, candidates, exact, may_be_kept_otherwise};
use crate::store::import::reached::{Reached, reached_by, reached_of};

/// Whose account a row is about.
pub(in crate::store) enum Whose {
    /// No one's who is known.
    New,
    /// No one's who is known, although there is an account that it could have been.
    Apart,
    /// This one.
    Known(Met),
    /// This one can be no other, and the row is about another person.
    Taken(Met),
}

/// Whether a row about an account has another name than its person, and no mail address or telephone number in common:
/// the account alone makes nobody the same person.
///
/// # Errors
/// What `SQLite` says.
pub(in crate::store) fn is_stranger(
    connection: &Connection,
    person: i64,
    row: &Incoming,
) -> rusqlite::Result<bool> {
    if row.name.is_none() {
        return Ok(false);
    }
    let evidence = evidence(connection, person, row)?;
    Ok(evidence.name == Some(false) && !evidence.is_one())
}

/// What speaks for a row and a person being one.
struct Evidence {
    /// Whether they have the same name; none where one of the two has none.
    name: Option<bool>,
    reached: Reached,
}

impl Evidence {
    fn is_one(&self) -> bool {
        match self.name {
            Some(true) => true,
            Some(false) => self.reached == Reached::Alike,
            None => self.reached != Reached::Otherwise,
        }
    }
}

/// An account that a row may be about.
struct Fitting {
    met: Met,
    has_name: bool,
    /// An earlier row of the file named it by the same words.
    is_again: bool,
}

/// The account that a row of a file is about.
///
/// # Errors
/// What `SQLite` says.
pub(in crate::store) fn whose(
    connection: &Connection,
    row: &Incoming,
    seen: &Seen,
) -> rusqlite::Result<Whose> {
    let same = exact(connection, row.platform, &row.handle)?;
    if let Some(met) = by_cell(connection, row, same.is_some(), seen)? {
        return Ok(Whose::Known(met));
    }
    let is_open = row.platform.leaves_name_open(&row.handle);
    if let Some(same) = same.as_ref().filter(|_| !is_open) {
        return Ok(Whose::Known(same.clone()));
    }
    let mut others = Vec::new();
    if same.is_none() || row.name.is_some() {
        others = others_that_may_be(connection, row)?;
    }
    let is_alone = same.is_none() && others.is_empty();
    let mut fitting = Vec::new();
    for met in same.iter().cloned().chain(others) {
        fitting.extend(fits(connection, row, met, seen)?);
    }
    if let Some(same) = &same
        && fitting.iter().all(|one| one.met.account != same.account)
    {
        // The very name is another person's: only an address makes the row somebody else who is known.
        fitting = having_address_of(connection, row, fitting)?;
    }
    fitting.sort_by_key(|one| (!one.has_name, !one.is_again, one.met.meeting));
    let is_vague =
        |one: &Fitting| one.met.meeting == Meeting::Vague && !one.has_name && !one.is_again;
    let is_doubtful = fitting.first().is_some_and(is_vague) && fitting.len() > 1;
    let best = fitting.into_iter().next().filter(|_| !is_doubtful);
    Ok(match (best, same) {
        (Some(Fitting { mut met, .. }), same) => {
            // There is an account with this very name besides: it cannot be written over this one.
            let is_held = same.is_some() || seen.is_disputed(met.account);
            if is_held && met.meeting != Meeting::Same {
                met.meeting = Meeting::Vague;
            }
            Whose::Known(met)
        }
        (None, Some(same)) => Whose::Taken(same),
        (None, None) if is_alone => Whose::New,
        (None, None) => Whose::Apart,
    })
}

/// The account that was made of the cell of a row's handle as it stood, so that an old file that is repeated says
/// nothing new. It learns its name unless there is another account of it.
fn by_cell(
    connection: &Connection,
    row: &Incoming,
    has_same: bool,
    seen: &Seen,
) -> rusqlite::Result<Option<Met>> {
    let Some(met) = made_of_cell(connection, row)? else {
        return Ok(None);
    };
    let is_doubtful = met.meeting == Meeting::Vague || (has_same && row.name.is_some());
    let Some(Fitting {
        mut met, has_name, ..
    }) = fits(connection, row, met, seen)?
    else {
        return Ok(None);
    };
    if has_same || seen.is_disputed(met.account) {
        met.meeting = Meeting::Vague;
    }
    Ok((has_name || !is_doubtful).then_some(met))
}

fn made_of_cell(connection: &Connection, row: &Incoming) -> rusqlite::Result<Option<Met>> {
    match &row.as_it_stood {
        Some(stood) => as_it_stood(connection, stood, (row.platform, &row.handle)),
        None => Ok(None),
    }
}

/// Every account that a row may be about.
///
/// # Errors
/// What `SQLite` says.
pub(in crate::store) fn all_that_may_be(
    connection: &Connection,
    row: &Incoming,
) -> rusqlite::Result<Vec<Met>> {
    let same = exact(connection, row.platform, &row.handle)?;
    let stood = made_of_cell(connection, row)?;
    let mut others = Vec::new();
    if same.is_none() || row.platform.leaves_name_open(&row.handle) {
        others = others_that_may_be(connection, row)?;
    }
    Ok(same.into_iter().chain(stood).chain(others).collect())
}

fn others_that_may_be(connection: &Connection, row: &Incoming) -> rusqlite::Result<Vec<Met>> {
    if !may_be_kept_otherwise(row.platform, &row.handle) {
        return Ok(Vec::new());
    }
    candidates(connection, row.platform, &row.handle)
}

/// Whether a row may be about an account that no source has told from others of its name.
fn fits(
    connection: &Connection,
    row: &Incoming,
    met: Met,
    seen: &Seen,
) -> rusqlite::Result<Option<Fitting>> {
    let evidence = evidence(connection, met.person, row)?;
    let has_name = evidence.name == Some(true);
    let is_again = seen.has_by_name(met.account, row);
    let fits = match met.meeting {
        // The same words: rows that say nothing else are not told apart.
        Meeting::Same => evidence.name.is_none() || evidence.is_one(),
        // The account had this name when the file came in first.
        Meeting::Vague if is_again && row.person_key().is_none() => {
            evidence.name.is_none() || evidence.is_one()
        }
        Meeting::Learns | Meeting::Vague => {
            // Our own export writes every account as it is: two rows of it are two accounts.
            let may_be_again = row.person_key().is_none()
                && (has_name || (evidence.name.is_none() && evidence.reached == Reached::Alike));
            (may_be_again || !seen.has(met.account)) && evidence.is_one()
        }
    };
    Ok(fits.then_some(Fitting {
        met,
        has_name,
        is_again,
    }))
}

/// Those who have a mail address or telephone number of the row.
fn having_address_of(
    connection: &Connection,
    row: &Incoming,
    fitting: Vec<Fitting>,
) -> rusqlite::Result<Vec<Fitting>> {
    let reached = reached_by(row);
    let mut having = Vec::new();
    for one in fitting {
        if reached_of(connection, one.met.person)?.beside(&reached) == Reached::Alike {
            having.push(one);
        }
    }
    Ok(having)
}

fn evidence(connection: &Connection, person: i64, row: &Incoming) -> rusqlite::Result<Evidence> {
    let name = has_name(connection, person, row)?;
    let is_ours = name == Some(false) && is_of_this_desk(connection, person, row)?;
    let reached = match name {
        Some(true) => Reached::Unknown,
        Some(false) if is_ours => Reached::Alike,
        Some(false) | None => reached_of(connection, person)?.beside(&reached_by(row)),
    };
    Ok(Evidence { name, reached })
}

/// Whether a person has the name that a row says, or had it, they or who was merged into them; none where one of the two has no name.
fn has_name(
    connection: &Connection,
    person: i64,
    row: &Incoming,
) -> rusqlite::Result<Option<bool>> {
    let Some(said) = row.name.as_deref().filter(|said| !said.trim().is_empty()) else {
        return Ok(None);
    };
    let name: Option<String> = connection
        .prepare_cached("SELECT name FROM person WHERE id = ?1")?
        .query_row([person], |row| row.get(0))?;
    let Some(name) = name.filter(|name| !name.trim().is_empty()) else {
        return Ok(None);
    };
    let is_spelled = || is_form_of(said, &name) || is_form_of(&name, said);
    if name == said || fold(&name) == fold(said) || is_spelled() {
        return Ok(Some(true));
    }
    let had: bool = connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM journal WHERE tbl = 'person' AND json_extract(before, '$.name') = ?2
               AND row_id IN (SELECT ?1 UNION ALL SELECT gone FROM merged WHERE person_id = ?1))",
        )?
        .query_row(rusqlite::params![person, said], |row| row.get(0))?;
    Ok(Some(had))
}

/// Whether a row of our own export is of this very database: the person's number and the day they were added.
fn is_of_this_desk(connection: &Connection, person: i64, row: &Incoming) -> rusqlite::Result<bool> {
    let added = row.carried.as_ref().and_then(|carried| carried.added);
    let (Some(added), true) = (added, row.person_key() == Some(person)) else {
        return Ok(false);
    };
    let known: Option<String> = connection
        .prepare_cached("SELECT added FROM person WHERE id = ?1")?
        .query_row([person], |row| row.get(0))
        .optional()?;
    Ok(known.is_some_and(|known| known == iso(added)))
}
