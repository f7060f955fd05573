//! By which mail addresses and telephone numbers a person and a row are reached, in the form in which they are compared.
//! What belongs to somebody's manager is not theirs: an agency has one address for many people.

use rusqlite::Connection;

use crate::domain::detail::Reach;
use crate::domain::incoming::{Incoming, same_mail};
use crate::domain::phone::digits;

/// How the mail addresses and telephone numbers of two sides belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum Reached {
    /// One of the two has none.
    Unknown,
    /// They have one in common.
    Alike,
    /// Both have some, and none in common.
    Otherwise,
}

/// Mail addresses, and numbers by their digits.
#[derive(Debug, Default, Clone)]
pub(in crate::store) struct Points(Vec<String>);

impl Points {
    fn take(&mut self, kind: &str, value: &str) {
        match kind {
            Reach::MAIL => self.0.push(value.to_owned()),
            Reach::PHONE | Reach::WHATSAPP => {
                let digits = digits(value);
                self.0.extend((!digits.is_empty()).then_some(digits));
            }
            _ => {}
        }
    }

    /// Digits are the same as mail addresses are: as they stand.
    fn has_one_of(&self, other: &Points) -> bool {
        let has = |one: &String| other.0.iter().any(|another| same_mail(one, another));
        self.0.iter().any(has)
    }

    /// How two sides belong together.
    pub fn beside(&self, other: &Points) -> Reached {
        if self.0.is_empty() || other.0.is_empty() {
            Reached::Unknown
        } else if self.has_one_of(other) {
            Reached::Alike
        } else {
            Reached::Otherwise
        }
    }
}

/// What a row says.
pub(in crate::store) fn reached_by(row: &Incoming) -> Points {
    let mut points = Points::default();
    for mail in &row.mails {
        points.take(Reach::MAIL, mail);
    }
    for reach in row.reaches.iter().filter(|reach| reach.manager.is_none()) {
        points.take(&reach.kind, &reach.value);
    }
    points
}

/// What is known of a person.
///
/// # Errors
/// What `SQLite` says.
pub(in crate::store) fn reached_of(
    connection: &Connection,
    person: i64,
) -> rusqlite::Result<Points> {
    let mut points = Points::default();
    let mut statement = connection.prepare_cached(
        "SELECT kind, value FROM contact_point WHERE person_id = ?1 AND manager_id IS NULL AND kind IN ('mail', 'phone', 'whatsapp')",
    )?;
    let mut rows = statement.query([person])?;
    while let Some(row) = rows.next()? {
        points.take(row.get_ref(0)?.as_str()?, row.get_ref(1)?.as_str()?);
    }
    Ok(points)
}
