//! Whom a row is about: somebody new, an account or person that is known, or one whose account another person has.

use rusqlite::params;

use super::slice::{Known, Slice};
use super::tied::{Alone, ByNumber, alone};
use super::whose::{Whose, is_stranger, whose};
use super::{Came, Importing, Kept};
use crate::domain::dates::from_iso;
use crate::domain::field::Field;
use crate::domain::importing::Standing;
use crate::domain::incoming::Incoming;
use crate::domain::platform::{Meeting, say_account};
use crate::domain::text::Clean;
use crate::store::Failure;

/// Whom a row is about.
pub enum About {
    /// Somebody new.
    New,
    /// A new account of a person of an earlier row.
    Another(i64),
    /// An account or person that is known.
    Known(Known),
    /// Another person than the one whose account it is.
    Left(Known),
}

/// Why somebody is new although they could have been one who is known.
#[derive(Clone, Copy)]
enum Apart {
    Name,
    Number,
}

impl Apart {
    fn words(self) -> &'static str {
        match self {
            Apart::Name => {
                "an account or person of that name is known, with another name or other contact details; kept apart"
            }
            Apart::Number => {
                "another row of this file has the same person_id and another name or other contact details; kept apart"
            }
        }
    }
}

impl Slice<'_, '_> {
    /// Remembers whose a row was.
    pub fn is_person(&mut self, row: &Incoming, person: i64) {
        self.import.met.insert(person);
        self.import.numbered.note(row, person);
    }

    /// Whom a row is about.
    pub fn about(&mut self, row: &Incoming) -> rusqlite::Result<About> {
        let numbered = self.import.numbered.of(row);
        let (found, is_apart) = if row.has_account() {
            self.by_account(row)?
        } else {
            self.by_name(row, numbered)?
        };
        if let Some(about) = found {
            return Ok(about);
        }
        if let (ByNumber::Same(person), true) = (numbered, row.has_account()) {
            return Ok(About::Another(person));
        }
        if numbered == ByNumber::Others {
            self.stays_apart(row, Apart::Number);
        } else if is_apart {
            self.stays_apart(row, Apart::Name);
        }
        Ok(About::New)
    }

    /// The known person of a row without an account, and whether others were kept apart.
    fn by_name(
        &self,
        row: &Incoming,
        numbered: ByNumber,
    ) -> rusqlite::Result<(Option<About>, bool)> {
        let (person, again) = match numbered {
            ByNumber::Same(person) => (person, true),
            ByNumber::Unknown | ByNumber::Others => {
                match alone(self.tx, row, &self.import.numbered)? {
                    Alone::New => return Ok((None, false)),
                    Alone::Apart => return Ok((None, true)),
                    Alone::Known(person) => (person, false),
                }
            }
        };
        let known = Known {
            account: 0,
            person,
            audience: None,
            learns: None,
            again,
            fellow: false,
            outdated: false,
            of: self.day_of(row),
            snapshots: Vec::new(),
        };
        Ok((Some(About::Known(known)), false))
    }

    /// The known account of a row, and whether others were kept apart.
    fn by_account(&self, row: &Incoming) -> rusqlite::Result<(Option<About>, bool)> {
        let (met, is_taken) = match whose(self.tx, row, &self.import.seen)? {
            Whose::New => return Ok((None, false)),
            Whose::Apart => return Ok((None, true)),
            Whose::Known(met) => (met, false),
            Whose::Taken(met) => (met, true),
        };
        let again = self.import.seen.has(met.account);
        let snapshots = self.snapshots(row, met.account)?;
        let own = self.own_snapshot(row, &snapshots);
        let of = own.map_or_else(|| self.date_of(row), |own| own.date.clone());
        let outdated = self
            .tx
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM snapshot WHERE account_id = ?1 AND date > ?2)",
            )?
            .query_row(params![met.account, &of], |row| row.get(0))?;
        let known = Known {
            account: met.account,
            person: met.person,
            audience: met.audience,
            learns: (met.meeting == Meeting::Learns).then_some((met.platform, met.handle)),
            again,
            fellow: self.import.met.contains(&met.person),
            outdated,
            of: from_iso(&of).unwrap_or_else(|| self.day_of(row)),
            snapshots,
        };
        let about = if is_taken {
            About::Left(known)
        } else {
            About::Known(known)
        };
        Ok((Some(about), false))
    }

    /// Whether a row has contact details of another person than the one of the account, unless somebody chose what the
    /// file says. A name alone may be one that the person has by now.
    pub fn is_stranger(&self, row: &Incoming, known: &Known) -> rusqlite::Result<bool> {
        let is_reached =
            !(row.mails.is_empty() && row.reaches.is_empty() && row.addresses.is_empty());
        if !is_reached || !row.has_account() || self.import.plan.choice.takes_file(row.line) {
            return Ok(false);
        }
        is_stranger(self.tx, known.person, row)
    }

    /// A row about a known account that has another name and contact details: these are listed, and not used.
    pub fn meet_stranger(&mut self, row: &Incoming, known: &Known) -> Result<Came, Failure> {
        self.remark(
            "this account is known with another name; name and contact details of this row were not used",
        );
        let stands = self.who(row);
        let file = Clean::line(row.name.as_deref().unwrap_or_default());
        self.keep_line(row, Field::Name.label(), stands, file);
        let reaches = row.reaches.iter().map(|reach| reach.value.as_str());
        let mails = row.mails.iter().map(String::as_str);
        for contact in mails.chain(reaches) {
            self.keep_line(
                row,
                "Contact details",
                Clean::fixed("(not used)"),
                Clean::line(contact),
            );
        }
        let mut rest = without_contacts(row);
        rest.name = None;
        self.meet(&rest, known)
    }

    /// Leaves out a row of another person whose account is known as somebody's, and reports it.
    pub fn leave(&mut self, row: &Incoming, known: &Known) -> Result<Came, Failure> {
        self.remark("nothing of this row is used: its account is known as another person's");
        self.import.seen.dispute(known.account);
        if known.again {
            self.repeats(row);
            return Ok(self.hear_wish(row, known)?);
        }
        let stands: Option<String> = self
            .tx
            .prepare_cached("SELECT name FROM person WHERE id = ?1")?
            .query_row([known.person], |row| row.get(0))?;
        let stands = Clean::line(&stands.unwrap_or_default());
        let file = Clean::line(row.name.as_deref().unwrap_or_default());
        self.differs(Field::Name.label(), Standing::Fixed, || {
            (stands.clone(), file.clone())
        });
        self.import.list_kept(Kept {
            line: row.line,
            name: Clean::line(&say_account(row.platform, &row.handle)),
            field: "Whole row".into(),
            kept: stands,
            file,
        });
        self.hear_wish(row, known)?;
        Ok(Came::Conflict)
    }

    /// A further row of an account of the file with another name of the person: it may be about another person, so only
    /// what it says of the account counts.
    pub fn meet_another(&mut self, row: &Incoming, known: &Known) -> Result<Came, Failure> {
        self.remark(
            "only figures of this row are used: an earlier row of its account has another name",
        );
        let listed = self.import.repeated.len();
        let came = self.meet(&row.of_its_account(), known)?;
        if self.import.repeated.len() == listed {
            self.repeats(row);
        }
        Ok(came.max(self.hear_wish(row, known)?))
    }

    /// Reports somebody new who could have been one who is known.
    fn stays_apart(&mut self, row: &Incoming, why: Apart) {
        self.remark(why.words());
        if self.import.apart.len() < Importing::LISTED {
            let name = row.name.as_deref().unwrap_or_default();
            let who = if row.has_account() {
                format!("{} {name}", say_account(row.platform, &row.handle))
            } else {
                name.to_owned()
            };
            let who = Clean::line(&format!("{}: {}", who.trim(), why.words()));
            self.import.apart.push((row.line, who));
        }
    }
}

/// A row without mail addresses, telephone numbers and postal addresses.
fn without_contacts(row: &Incoming) -> Incoming {
    let mut rest = row.clone();
    rest.mails.clear();
    rest.reaches.clear();
    rest.addresses.clear();
    rest
}
