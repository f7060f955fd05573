//! One row of somebody else's file, read and understood, before it meets what the desk knows.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::audience::AudienceKey;
use super::carried::Carried;
use super::detail::Reach;
use super::field::Field;
use super::figures::Figures;
use super::money::Money;
use super::parking::ParkReason;
use super::phone::digits;
use super::platform::{Handle, NameKind, Platform};
use super::stage::Stage;
use super::terms::RateKind;

/// A share of the account's audience, as a file states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncomingShare {
    /// Of whom.
    pub key: AudienceKey,
    /// Millionths.
    pub share: i64,
    /// The day it is of, where the file says it; else that of the row.
    pub date: Option<NaiveDate>,
    /// Where it comes from, where the file says it; else the file itself.
    pub source: Option<String>,
}

/// A rate card line, as a file states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncomingRate {
    /// What it pays for.
    pub kind: RateKind,
    /// On which platform, where the file says it.
    pub platform: Option<Platform>,
    /// How much.
    pub amount: Money,
    /// What belongs to it.
    pub note: String,
    /// The day it is of, where the file says it.
    pub date: Option<NaiveDate>,
    /// Where it comes from, where the file says it.
    pub source: Option<String>,
}

/// A past sponsor, as a file states it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IncomingSponsor {
    /// The brand.
    pub brand: String,
    /// Posts that name it.
    pub posts: Option<i64>,
    /// Those of them that were paid.
    pub sponsored: Option<i64>,
    /// The first of them.
    pub first: Option<NaiveDate>,
    /// The last of them.
    pub last: Option<NaiveDate>,
    /// The file marks it as a competitor.
    pub competitor: bool,
    /// The day it is of, where the file says it.
    pub date: Option<NaiveDate>,
    /// Where it comes from, where the file says it.
    pub source: Option<String>,
}

/// A way to reach the person, as a file states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncomingReach {
    /// Its kind, as in [`Reach::kind`](super::detail::Reach::kind).
    pub kind: String,
    /// Number, address or link, as the file has it.
    pub value: String,
    /// Name and role of the manager it belongs to.
    pub manager: Option<(String, String)>,
    /// Written by our own export: only the very same text is the same. Otherwise numbers are compared by their digits.
    pub exact: bool,
}

impl IncomingReach {
    /// Whether it is the one with this text.
    #[must_use]
    pub fn is(&self, value: &str) -> bool {
        if self.exact {
            without_controls(value) == without_controls(&self.value)
        } else {
            same_reach(&self.kind, value, &self.value)
        }
    }

    /// Whether it is known where a person who is known has this: a mail address in other capitals is no other.
    #[must_use]
    pub fn is_known_as(&self, value: &str) -> bool {
        self.is(value) || (self.kind == Reach::MAIL && same_mail(value, &self.value))
    }
}

/// A row of an imported file: an account (the key is platform and handle), and what the row says of the person.
///
/// Absent always means "the file says nothing", and never erases.
#[derive(Debug, Clone, PartialEq)]
pub struct Incoming {
    /// Line of the file on which the row begins, counted from 1 (the header is line 1).
    pub line: u64,
    /// The account's platform.
    pub platform: Platform,
    /// The account's handle.
    pub handle: Handle,
    /// The cell of the handle as it stands, where it is read as another name today: the first Entourage kept it so.
    pub as_it_stood: Option<Handle>,
    /// The person's name as written.
    pub name: Option<String>,
    /// What they post about, as written.
    pub niche: Option<String>,
    /// The person's country, ISO 3166-1 alpha-2, upper case.
    pub country: Option<String>,
    /// The person's language, ISO 639-1, lower case.
    pub language: Option<String>,
    /// Lifecycle stage.
    pub stage: Option<Stage>,
    /// Login name of the owner as written; may be nobody we know.
    pub owner: Option<String>,
    /// Mail addresses.
    pub mails: Vec<String>,
    /// Date of the last contact.
    pub last_contact: Option<NaiveDate>,
    /// The next step's line.
    pub next_step: Option<String>,
    /// The next step's date.
    pub next_date: Option<NaiveDate>,
    /// Tags, lower case, without `#`.
    pub tags: Vec<String>,
    /// A note about the person.
    pub note: Option<String>,
    /// The country most of the account's audience lives in, ISO 3166-1 alpha-2.
    pub audience_country: Option<String>,
    /// The account's figures at the file's date.
    pub figures: Figures,
    /// Shares of the account's audience.
    pub audience: Vec<IncomingShare>,
    /// Rate card lines.
    pub rates: Vec<IncomingRate>,
    /// Past sponsors.
    pub sponsors: Vec<IncomingSponsor>,
    /// Postal addresses, each of several lines.
    pub addresses: Vec<String>,
    /// Telephone numbers, and whatever other ways to reach them a file of our own names.
    pub reaches: Vec<IncomingReach>,
    /// Off the board for this reason, as the file says.
    pub parked: Option<ParkReason>,
    /// Whether the file says that they are not parked, or that they may be contacted. Blank cells do not.
    pub is_unparked: bool,
    /// When to look again at somebody who is off the board.
    pub look_again: Option<NaiveDate>,
    /// Further fields of the person in stored form, from a file of our own export.
    pub fields: Vec<(Field, String)>,
    /// The date of this row's figures, where the file itself says it.
    pub as_of: Option<NaiveDate>,
    /// The first day of the month that [`Incoming::as_of`] stands for, where the file names a month and no day.
    pub since: Option<NaiveDate>,
    /// What only a file of our own export says.
    pub carried: Option<Box<Carried>>,
    /// Columns without a home: header and value, in the order of the file.
    pub extra: Vec<(String, String)>,
    /// What was kept although it could not be understood, one sentence each
    /// (for example `country "Atlantis" is not a country we know; kept as an extra field`).
    pub remarks: Vec<String>,
}

impl Incoming {
    /// A row that says nothing but whose account it is about.
    #[must_use]
    pub fn of_account(line: u64, platform: Platform, handle: Handle) -> Incoming {
        Incoming {
            line,
            platform,
            handle,
            as_it_stood: None,
            name: None,
            niche: None,
            country: None,
            language: None,
            stage: None,
            owner: None,
            mails: Vec::new(),
            last_contact: None,
            next_step: None,
            next_date: None,
            tags: Vec::new(),
            note: None,
            audience_country: None,
            figures: Figures::default(),
            audience: Vec::new(),
            rates: Vec::new(),
            sponsors: Vec::new(),
            addresses: Vec::new(),
            reaches: Vec::new(),
            parked: None,
            is_unparked: false,
            look_again: None,
            carried: None,
            fields: Vec::new(),
            as_of: None,
            since: None,
            extra: Vec::new(),
            remarks: Vec::new(),
        }
    }

    /// What this row says of its account alone: figures and audience, and nothing of a person.
    #[must_use]
    pub fn of_its_account(&self) -> Incoming {
        let source = self.figures_source().map(str::to_owned);
        let carried = source.map(|source| {
            Box::new(Carried {
                figures_source: Some(source),
                ..Carried::default()
            })
        });
        Incoming {
            as_it_stood: self.as_it_stood.clone(),
            audience_country: self.audience_country.clone(),
            figures: self.figures.clone(),
            audience: self.audience.clone(),
            as_of: self.as_of,
            since: self.since,
            carried,
            ..Incoming::of_account(self.line, self.platform, self.handle.clone())
        }
    }

    /// A row of our own export about somebody without an account.
    #[must_use]
    pub fn of_person(line: u64) -> Incoming {
        Incoming::of_account(line, Platform::Other, Handle::stored(NameKind::Plain, ""))
    }

    /// Leaves out a note that stands among those that a file of our own carries whole.
    pub fn drop_known_note(&mut self) {
        if let (Some(carried), Some(note)) = (&self.carried, &self.note) {
            let is_it = |text: &str| without_controls(text.trim()) == without_controls(note.trim());
            if carried.notes.iter().any(|one| is_it(&one.text)) {
                self.note = None;
            }
        }
    }

    /// Whether the row names an account; only in a file of our own may it name a person alone.
    #[must_use]
    pub fn has_account(&self) -> bool {
        !self.handle.as_str().is_empty()
    }

    /// What the file of our own export says besides, to be filled.
    pub fn carry(&mut self) -> &mut Carried {
        self.carried.get_or_insert_default()
    }

    /// Whether the contacts that the row carries have one of this day.
    #[must_use]
    pub fn carries_contact(&self, date: NaiveDate) -> bool {
        let contacts = self.carried.iter().flat_map(|carried| &carried.contacts);
        contacts.into_iter().any(|one| one.date == date)
    }

    /// Where the row's figures came from, where the file says it.
    #[must_use]
    pub fn figures_source(&self) -> Option<&str> {
        self.carried.as_ref()?.figures_source.as_deref()
    }

    /// The number of the person in the database that wrote the file, where it says one.
    #[must_use]
    pub fn person_key(&self) -> Option<i64> {
        self.carried.as_ref().and_then(|carried| carried.person)
    }

    /// Takes the person off the board; of several reasons the one that asks for no contact stands, else the first.
    pub fn park(&mut self, reason: ParkReason) {
        if reason == ParkReason::AskedNotToBeContacted || self.parked.is_none() {
            self.parked = Some(reason);
        }
    }

    /// Notes a way to reach the person, unless the row names it already.
    pub fn reach(&mut self, kind: &str, value: &str) {
        let is_known = |one: &IncomingReach| {
            one.manager.is_none() && one.kind == kind && same_reach(kind, &one.value, value)
        };
        if !self.reaches.iter().any(is_known) {
            self.reaches.push(IncomingReach {
                kind: kind.to_owned(),
                value: value.to_owned(),
                manager: None,
                exact: false,
            });
        }
    }

    /// A last contact that lies ahead has not happened: it is kept as an extra field, and said so.
    pub fn refuse_future(&mut self, today: NaiveDate) {
        if let Some(date) = self.last_contact.take_if(|date| *date > today) {
            self.extra
                .push(("last contact".to_owned(), date.to_string()));
            self.remarks.push(format!(
                "last contact {date} lies ahead; kept as an extra field"
            ));
        }
    }
}

/// A text as a table can hold it: letters that command a terminal are left out there, and every soft line break is a
/// plain one.
#[must_use]
pub fn without_controls(text: &str) -> Cow<'_, str> {
    let commands = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t');
    if text.contains(commands) {
        Cow::Owned(with_plain_breaks(text).replace(commands, ""))
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether a letter ends a line as Word and Excel do within a cell: a vertical tab, a form feed, or U+0085.
#[must_use]
pub fn is_soft_break(letter: char) -> bool {
    matches!(letter, '\u{b}' | '\u{c}' | '\u{85}')
}

/// A text whose lines all end with a plain line break.
#[must_use]
pub fn with_plain_breaks(text: &str) -> Cow<'_, str> {
    if text.contains(is_soft_break) {
        Cow::Owned(text.replace(is_soft_break, "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether two mail addresses are one: the capitals of a to z do not count, nor do blanks at the ends.
#[must_use]
pub fn same_mail(one: &str, other: &str) -> bool {
    one.trim().eq_ignore_ascii_case(other.trim())
}

/// Whether two values of one kind reach the same: numbers by their digits, addresses by their words, mail in any case.
#[must_use]
pub fn same_reach(kind: &str, one: &str, other: &str) -> bool {
    match kind {
        Reach::PHONE | Reach::WHATSAPP => {
            let (a, b) = (digits(one), digits(other));
            a == b && (!a.is_empty() || one == other)
        }
        Reach::POST => {
            let words = |text: &str| {
                text.to_lowercase()
                    .split_whitespace()
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            };
            words(one) == words(other)
        }
        Reach::MAIL => same_mail(one, other),
        _ => one == other,
    }
}

/// A row that could not be taken, with the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// Line of the file on which the row begins, counted from 1.
    pub line: u64,
    /// Why, in one clause without a full stop (for example `no handle`).
    pub reason: String,
    /// The cells as they stood in the file.
    pub cells: Vec<String>,
    /// Their bytes, where they are no UTF-8; otherwise nothing.
    pub bytes: Vec<Vec<u8>>,
}
