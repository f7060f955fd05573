//! The columns of our own export that move a person into another database whole.

use chrono::NaiveDate;
use serde::de::DeserializeOwned;

use super::error::quote;
use crate::domain::carried::{Dated, lies_ahead};
use crate::domain::dates::{from_iso, iso};
use crate::domain::detail::Reach;
use crate::domain::incoming::{Incoming, IncomingReach};
use crate::domain::person::Person;
use crate::exchange::cells;

/// One of these columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Whole {
    /// Where the figures of the row came from.
    FiguresSource,
    /// Figures of other days.
    OlderFigures,
    /// Decisions about red flags.
    FlagsDecided,
    /// The person's number in the database that wrote the file.
    Person,
    /// When they were first known.
    Added,
    /// When they came into their stage.
    StageSince,
    /// When they were shortlisted.
    Shortlisted,
    /// When they come back into Today.
    Snoozed,
    /// Every way to reach them.
    ContactPoints,
    /// Fit checks.
    FitChecks,
    /// Contacts.
    Contacts,
    /// Notes.
    Notes,
    /// The fields that a person wrote.
    ByHand,
}

impl Whole {
    /// All of them in the order of the export.
    pub const ALL: [Whole; 13] = [
        Whole::FiguresSource,
        Whole::OlderFigures,
        Whole::FlagsDecided,
        Whole::Person,
        Whole::Added,
        Whole::StageSince,
        Whole::Shortlisted,
        Whole::Snoozed,
        Whole::ContactPoints,
        Whole::FitChecks,
        Whole::Contacts,
        Whole::Notes,
        Whole::ByHand,
    ];

    /// The header.
    pub fn header(self) -> &'static str {
        match self {
            Whole::FiguresSource => "figures_source",
            Whole::OlderFigures => "older_figures",
            Whole::FlagsDecided => "flags_decided",
            Whole::Person => "person_id",
            Whole::Added => "added",
            Whole::StageSince => "stage_since",
            Whole::Shortlisted => "shortlisted",
            Whole::Snoozed => "snoozed_until",
            Whole::ContactPoints => "contact_points",
            Whole::FitChecks => "fit_checks",
            Whole::Contacts => "contacts",
            Whole::Notes => "notes",
            Whole::ByHand => "by_hand",
        }
    }

    /// Reads a cell into the row. Without a day of the import nothing lies ahead.
    ///
    /// # Errors
    /// One clause that says what is wrong with it; the row is as it was then.
    pub fn read(
        self,
        cell: &str,
        row: &mut Incoming,
        today: Option<NaiveDate>,
    ) -> Result<(), String> {
        match self {
            Whole::FiguresSource => row.carry().figures_source = Some(cell.to_owned()),
            Whole::OlderFigures => row.carry().figures = self.list(cell, today)?,
            Whole::FlagsDecided => row.carry().decisions = self.list(cell, today)?,
            Whole::Person => {
                let number = cell.parse().ok();
                let wrong = || format!("person_id {} is no number", quote(cell));
                row.carry().person = Some(number.ok_or_else(wrong)?);
            }
            Whole::Added => row.carry().added = Some(self.past(cell, today)?),
            Whole::StageSince => row.carry().stage_since = Some(self.past(cell, today)?),
            Whole::Shortlisted => row.carry().shortlisted = Some(self.past(cell, today)?),
            Whole::Snoozed => row.carry().snoozed = Some(self.day(cell)?),
            // Before those of other columns, which name some of them again: so they keep their order.
            Whole::ContactPoints => {
                row.reaches.splice(0..0, reaches(cell)?);
            }
            Whole::FitChecks => row.carry().checks = self.list(cell, today)?,
            Whole::Contacts => row.carry().contacts = self.list(cell, today)?,
            Whole::Notes => row.carry().notes = self.list(cell, today)?,
            Whole::ByHand => row.carry().by_hand = by_hand(cell)?,
        }
        Ok(())
    }

    fn day(self, cell: &str) -> Result<NaiveDate, String> {
        let header = self.header();
        from_iso(cell).ok_or_else(|| format!("{header} {} is no date like 2026-11-21", quote(cell)))
    }

    /// A day that has been.
    fn past(self, cell: &str, today: Option<NaiveDate>) -> Result<NaiveDate, String> {
        let day = self.day(cell)?;
        match today {
            Some(today) if lies_ahead(day, today) => {
                Err(format!("{} {} lies ahead", self.header(), iso(day)))
            }
            _ => Ok(day),
        }
    }

    /// A list that a spreadsheet has cut off, or of which a line cannot be: nothing of it is taken.
    fn list<T: DeserializeOwned + Dated>(
        self,
        cell: &str,
        today: Option<NaiveDate>,
    ) -> Result<Vec<T>, String> {
        let header = self.header();
        let lines: Vec<T> = serde_json::from_str(cell).map_err(|error| {
            if error.is_data() {
                format!("{header}: {}", clause(&error))
            } else {
                format!("{header} is not whole any more (a spreadsheet may have cut it off)")
            }
        })?;
        for line in &lines {
            let day = line.day();
            if today.is_some_and(|today| lies_ahead(day, today)) {
                return Err(format!("{header}: {} lies ahead", iso(day)));
            }
            if let Some(wrong) = line.wrong() {
                return Err(format!("{header} of {}: {wrong}", iso(day)));
            }
        }
        Ok(lines)
    }
}

/// The bits of fields, by their columns: `next_step, stage`.
fn by_hand(cell: &str) -> Result<i64, String> {
    let columns = cell.split(',').map(str::trim);
    columns
        .filter(|column| !column.is_empty())
        .try_fold(0, |bits, column| {
            let bit = Person::bit_of_column(column);
            let wrong = || format!("by_hand {} is no field", quote(column));
            bit.map(|bit| bits | bit).ok_or_else(wrong)
        })
}

/// What is wrong with the words of a list: ``unknown word `up`, expected `in` or `out` ``.
fn clause(error: &serde_json::Error) -> String {
    let words = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let words = words.strip_suffix(&place).unwrap_or(&words);
    quotable(&words.replace("unknown variant", "unknown word"))
}

/// Words of a file within a remark: no longer than a line.
fn quotable(words: &str) -> String {
    const LONGEST: usize = 160;
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}

/// Every way to reach somebody, as the export writes them.
fn reaches(cell: &str) -> Result<Vec<IncomingReach>, String> {
    let one = |item: cells::Item| {
        let kind = item.fact("kind").unwrap_or_default();
        if !Reach::KINDS.contains(&kind) {
            let kinds = Reach::KINDS.join(", ");
            return Err(format!(
                "contact_points: kind {} is none of {kinds}",
                quote(kind)
            ));
        }
        Ok(IncomingReach {
            kind: kind.to_owned(),
            manager: item.fact("via").map(|name| {
                let role = item.fact("role").unwrap_or_default();
                (name.to_owned(), role.to_owned())
            }),
            exact: true,
            value: item.head,
        })
    };
    let items = cells::read(cell, &["kind", "via", "role"]).into_iter();
    items.map(one).collect()
}
