//! The columns of our own export that move a person into another database whole.

use serde::de::DeserializeOwned;

use super::error::quote;
use crate::domain::dates::from_iso;
use crate::domain::incoming::{Incoming, IncomingReach};
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
}

impl Whole {
    /// All of them in the order of the export.
    pub const ALL: [Whole; 12] = [
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
        }
    }

    /// Reads a cell into the row.
    ///
    /// # Errors
    /// One clause that says what is wrong with it; the row is as it was then.
    pub fn read(self, cell: &str, row: &mut Incoming) -> Result<(), String> {
        let day = || {
            from_iso(cell).map(Some).ok_or_else(|| {
                format!(
                    "{} {} is no date like 2026-11-21",
                    self.header(),
                    quote(cell)
                )
            })
        };
        match self {
            Whole::FiguresSource => row.carry().figures_source = Some(cell.to_owned()),
            Whole::OlderFigures => row.carry().figures = self.list(cell)?,
            Whole::FlagsDecided => row.carry().decisions = self.list(cell)?,
            Whole::Person => {
                let number = cell.parse().ok();
                let wrong = || format!("person_id {} is no number", quote(cell));
                row.carry().person = Some(number.ok_or_else(wrong)?);
            }
            Whole::Added => row.carry().added = day()?,
            Whole::StageSince => row.carry().stage_since = day()?,
            Whole::Shortlisted => row.carry().shortlisted = day()?,
            Whole::Snoozed => row.carry().snoozed = day()?,
            // Before those of other columns, which name some of them again: so they keep their order.
            Whole::ContactPoints => {
                row.reaches.splice(0..0, reaches(cell));
            }
            Whole::FitChecks => row.carry().checks = self.list(cell)?,
            Whole::Contacts => row.carry().contacts = self.list(cell)?,
            Whole::Notes => row.carry().notes = self.list(cell)?,
        }
        Ok(())
    }

    /// A list that a spreadsheet has cut off or changed is told, and nothing of it is taken.
    fn list<T: DeserializeOwned>(self, cell: &str) -> Result<Vec<T>, String> {
        serde_json::from_str(cell).map_err(|_| {
            format!(
                "{} is not whole any more (a spreadsheet may have cut it off), so none of it was taken",
                self.header()
            )
        })
    }
}

/// Every way to reach somebody, as the export writes them.
fn reaches(cell: &str) -> Vec<IncomingReach> {
    let one = |item: cells::Item| IncomingReach {
        kind: item.fact("kind").unwrap_or_default().to_owned(),
        manager: item.fact("via").map(|name| {
            let role = item.fact("role").unwrap_or_default();
            (name.to_owned(), role.to_owned())
        }),
        exact: true,
        value: item.head,
    };
    let items = cells::read(cell, &["kind", "via", "role"]).into_iter();
    items
        .filter(|item| item.fact("kind").is_some())
        .map(one)
        .collect()
}
