//! The files that the team imported in the past year, as the reader of real files would hand them over.

use chrono::NaiveDate;

use super::CannotFill;
use super::days::{Calendar, later};
use super::figures::figures;
use super::people::{Account, Found, PEOPLE, Seat, Who};
use crate::domain::incoming::Incoming;
use crate::domain::platform::Handle;
use crate::domain::refusal::Refusal;
use crate::domain::stage::Stage;
use crate::domain::text::Clean;
use crate::store::Failure;

/// One file: who imported it, what it is called and what it says.
#[derive(Debug)]
pub struct File {
    pub day: NaiveDate,
    pub by: Seat,
    pub source: String,
    pub as_of: NaiveDate,
    pub rows: Vec<Incoming>,
}

/// How many months of figures there are.
const MONTHS: u32 = 12;
/// The month in which the people of [`Found::Midyear`] were new in the figures.
const MIDYEAR: u32 = 6;
/// The months for which somebody fetched the past of the people found last.
const HISTORY: [u32; 6] = [12, 9, 6, 4, 3, 2];

impl Calendar {
    /// The day on which a file brought people.
    pub fn found(self, found: Found) -> NaiveDate {
        match found {
            Found::Sheet => self.ago(372),
            Found::Midyear => self.month_end(MIDYEAR),
            Found::Search => self.ago(38),
            Found::Shortlist => self.ago(12),
        }
    }

    /// The day from which an account is known: a further one is added by hand a day after the first.
    pub fn known(self, who: &Who, account: &Account) -> NaiveDate {
        let found = self.found(who.found);
        if account.handle == who.key() {
            found
        } else {
            later(found, 1)
        }
    }
}

/// A handle of the tables.
///
/// # Errors
/// When it is none: a slip in the tables.
pub fn handle(text: &str) -> Result<Handle, CannotFill> {
    Handle::parse(text).map_err(|error| {
        let why = Refusal::Invalid(Clean::line(&format!("{text}: {error}")));
        CannotFill::Store(Failure::Refused(why))
    })
}

/// All files, those of one day in the order in which they were imported.
///
/// # Errors
/// A slip in the tables.
pub fn files(calendar: Calendar) -> Result<Vec<File>, CannotFill> {
    let mut files = vec![first(
        calendar,
        Found::Sheet,
        Seat::Me,
        "relationships.csv",
        false,
    )?];
    for month in (1..=MONTHS).rev() {
        files.push(monthly(calendar, month)?);
    }
    files.push(first(
        calendar,
        Found::Search,
        Seat::Third,
        "market search.csv",
        true,
    )?);
    files.push(first(
        calendar,
        Found::Shortlist,
        Seat::Fourth,
        "shortlist.csv",
        true,
    )?);
    for month in HISTORY {
        files.push(history(calendar, month)?);
    }
    files.push(super::kits::file(calendar)?);
    Ok(files)
}

/// A file that brings people.
fn first(
    calendar: Calendar,
    found: Found,
    by: Seat,
    source: &str,
    measured: bool,
) -> Result<File, CannotFill> {
    let day = calendar.found(found);
    let mut file = File {
        day,
        by,
        source: source.to_owned(),
        as_of: day,
        rows: Vec::new(),
    };
    for who in PEOPLE.iter().filter(|who| who.found == found) {
        if let Some(account) = who.accounts.first() {
            let row = bare(&file, account, calendar, measured)?;
            file.rows.push(introduced(row, who, day));
        }
    }
    Ok(file)
}

/// The figures of a month, and people who are new in them.
fn monthly(calendar: Calendar, month: u32) -> Result<File, CannotFill> {
    let day = calendar.month_end(month);
    let by = match month % 3 {
        0 => Seat::Second,
        1 => Seat::Me,
        _ => Seat::Third,
    };
    let source = format!("stats {}.csv", day.format("%Y-%m"));
    let mut file = File {
        day,
        by,
        source,
        as_of: day,
        rows: Vec::new(),
    };
    for (who, account) in accounts() {
        let known = calendar.known(who, account);
        let new = known == day && who.found == Found::Midyear && account.handle == who.key();
        if known < day || new {
            let row = bare(&file, account, calendar, true)?;
            file.rows
                .push(if new { introduced(row, who, day) } else { row });
        }
    }
    Ok(file)
}

/// The past of people who were found late, fetched in one go.
fn history(calendar: Calendar, month: u32) -> Result<File, CannotFill> {
    let as_of = calendar.month_end(month);
    let source = format!("history {}.csv", as_of.format("%Y-%m"));
    let day = calendar.found(Found::Shortlist);
    let mut file = File {
        day,
        by: Seat::Fourth,
        source,
        as_of,
        rows: Vec::new(),
    };
    for (who, account) in accounts() {
        let late = matches!(who.found, Found::Search | Found::Shortlist);
        let known = calendar.known(who, account);
        let here = known < day || account.handle == who.key();
        if late && here && known > as_of {
            file.rows.push(bare(&file, account, calendar, true)?);
        }
    }
    Ok(file)
}

fn accounts() -> impl Iterator<Item = (&'static Who, &'static Account)> {
    PEOPLE
        .iter()
        .flat_map(|who| who.accounts.iter().map(move |account| (who, account)))
}

/// A row that holds an account and, where the file measures, its figures on the file's day.
fn bare(
    file: &File,
    account: &Account,
    calendar: Calendar,
    measured: bool,
) -> Result<Incoming, CannotFill> {
    let age = (calendar.month_end(1) - file.as_of).num_days().max(0);
    let line = u64::try_from(file.rows.len()).unwrap_or_default() + 2;
    let mut row = Incoming::of_account(line, account.platform, handle(account.handle)?);
    if measured {
        row.figures = figures(account, age);
    }
    Ok(row)
}

/// The row with everything its file says about a new person; the owner is put in by whoever knows the logins.
fn introduced(row: Incoming, who: &Who, day: NaiveDate) -> Incoming {
    let said = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let key = who.key();
    let working = who.stage >= Stage::Collaboration || who.owner == Seat::Me;
    let mails = if working && key.is_ascii() {
        vec![format!(
            "hello@{}.example.com",
            key.replace(['.', '_'], "-")
        )]
    } else {
        Vec::new()
    };
    let age = super::figures::Chance::of(key, 7)
        .between(9, 52)
        .unsigned_abs();
    let spoken = day.checked_sub_days(chrono::Days::new(age));
    Incoming {
        name: said(who.name),
        niche: said(who.niche),
        country: said(who.country),
        language: said(who.language),
        stage: Some(who.stage),
        mails,
        last_contact: spoken.filter(|_| who.stage >= Stage::Collaboration),
        tags: who.tags.iter().map(|tag| (*tag).to_owned()).collect(),
        note: said(who.note),
        audience_country: said(who.country),
        ..row
    }
}
