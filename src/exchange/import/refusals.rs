//! Columns that may ask for no contact, or for less: they are kept under their header and park no one, and what their
//! rows say is counted and reported once.

use super::columns::{Board, Column};
use super::error::quote;
use super::map::map_option;
use super::role::Role;
use super::values::looks_like_date;
use super::warning::Rows;
use crate::domain::no_contact::NoContact;
use crate::domain::parking::read_do_not_contact;

/// Where the advice of a warning begins; the screen has keys instead.
pub const ADVICE: &str = "; if these people asked not to be contacted at all, ";

/// One such column, and its rows so far that may ask.
#[derive(Debug, Clone)]
pub struct Refusals {
    pub place: usize,
    header: String,
    says: NoContact,
    rows: Rows,
    /// Whether one of them would park its person if the column were read as do-not-contact.
    would_park: bool,
}

impl Refusals {
    /// No row was read yet.
    pub fn begin(&mut self) {
        self.rows = Rows::default();
        self.would_park = false;
    }

    /// Looks at the cell of a row, which is not blank.
    pub fn look(&mut self, line: u64, cell: &str) {
        let read = read_do_not_contact(cell);
        let may_ask = match self.says {
            NoContact::Asked { .. } | NoContact::Maybe => read != Some(false),
            NoContact::Status => read == Some(true),
            NoContact::Consent => read == Some(false),
        };
        if may_ask {
            self.rows.add(line, || quote(cell));
            let is_yes = read == Some(true) || takes_dates(&self.header) && looks_like_date(cell);
            self.would_park |= is_yes;
        }
    }

    /// The warning about the column.
    pub fn warning(&self) -> Option<String> {
        let header = quote(&self.header);
        let rows = crate::domain::counts::say_many(self.rows.count(), "row", "rows");
        let example = self.rows.example()?;
        let way_out = match self.says {
            // Read as do-not-contact, its yes would park those who agreed.
            NoContact::Consent => "park them by hand".to_owned(),
            NoContact::Asked { .. } | NoContact::Maybe | NoContact::Status if self.would_park => {
                format!("use {}", map_option(&self.header, Role::DoNotContact))
            }
            // Neither would the option read a yes there.
            NoContact::Asked { .. } | NoContact::Maybe | NoContact::Status => {
                "park them by hand".to_owned()
            }
        };
        Some(format!(
            "column {header} may ask for no contact ({rows}, for example {example}); no one is parked for it{ADVICE}{way_out}"
        ))
    }
}

impl Board<'_> {
    /// The columns that may ask, where nobody said what they are.
    pub fn refusals(&self) -> Vec<Refusals> {
        let one = |(place, column): (usize, &Column)| {
            let is_open = column.role == Role::Extra && !self.drafts[place].is_mapped;
            let says = NoContact::of(bare(&column.header)).filter(|_| is_open)?;
            Some(Refusals {
                place,
                header: column.header.clone(),
                says,
                rows: Rows::default(),
                would_park: false,
            })
        };
        self.columns.iter().enumerate().filter_map(one).collect()
    }
}

/// Whether the cells under a header are the reasons of people who asked for no contact: any text is a yes.
pub fn asks_for_reason(header: &str) -> bool {
    let asks = NoContact::of(bare(header));
    matches!(asks, Some(NoContact::Asked { reason: true }))
}

/// Whether a date under a header that someone said is do-not-contact is a yes: the day since which they ask.
pub fn takes_dates(header: &str) -> bool {
    !NoContact::has_end(bare(header))
}

/// A header without Salesforce's marks for columns that a team has added, of a lead or of a person.
pub fn bare(header: &str) -> &str {
    let header = header.trim();
    ["__c", "__pc"]
        .iter()
        .find_map(|mark| header.strip_suffix(mark))
        .unwrap_or(header)
}
