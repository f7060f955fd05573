//! Other people's CSV and TSV files, read row by row into [`Incoming`](crate::domain::incoming::Incoming).
//!
//! [`Source`] is the whole of it: [`Source::open`] finds out encoding, delimiter and what each column means, and
//! [`Source::next_row`] gives the rows one by one, however large the file is. Below it, from the bytes up: `sniff`,
//! `decode`, `reader` (rows and cells), `aliases`, `shapes`, `columns`, `by_header`, `accounts` (what the columns mean), `plan`, `account`,
//! `sink`, `values` (a row's cells become an account).
//! Not here: what the desk knows already, duplicates within a file, the database, any printing.

mod account;
mod accounts;
mod aliases;
mod by_header;
mod checks;
mod columns;
mod crm;
mod dating;
mod decode;
mod error;
mod fingerprint;
mod headers;
mod letters;
mod map;
mod marks;
mod more;
mod opening;
mod ours;
mod plan;
mod platform;
mod rates;
mod reader;
mod record;
mod refusals;
mod role;
mod shapes;
mod shared;
mod sink;
mod sniff;
mod source;
mod subject;
mod survey;
mod twins;
mod values;
mod warning;
mod whole;

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod tests;

pub use columns::Column;
pub use dating::RowDates;
pub use error::ImportError;
pub use fingerprint::{Fingerprint, fingerprint};
pub use map::parse_map;
pub(in crate::exchange) use ours::reads_as_mail;
pub use platform::{PlatformChoice, PlatformSign};
pub use role::Role;
pub use source::{Counts, Learned, Options, Row, Source};
pub use warning::without_advice;

/// The most columns a file may have.
pub const MOST_COLUMNS: usize = 200;
