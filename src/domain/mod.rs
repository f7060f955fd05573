//! What is true: the rules of the desk, without clock, files, SQL or screen.
//!
//! Start with [`person`] and [`stage`]; the ways the data may change are in [`change`], what a screen may ask in
//! [`question`], every polite "no" in [`refusal`]. Not here: how anything is kept, drawn or typed.

pub mod audience;
pub mod bulk;
pub mod card;
pub mod care;
pub mod carried;
pub mod change;
pub mod colleague;
pub mod common;
pub mod country;
pub mod counts;
pub mod dated;
pub mod dates;
pub mod detail;
pub mod duplicates;
pub mod erasure;
pub mod field;
pub mod figures;
pub mod gone;
pub mod ids;
pub mod importing;
pub mod incoming;
pub mod job;
pub mod lane;
pub mod language;
pub mod lifecycle;
pub mod merge;
pub mod money;
pub mod names;
pub mod no_contact;
pub mod parking;
pub mod person;
pub mod phone;
pub mod platform;
pub mod portrait;
pub mod preview;
pub mod query;
pub mod question;
pub mod refusal;
pub mod rotation;
pub mod saved_view;
pub mod settings;
pub mod stage;
pub mod terms;
pub mod text;
pub mod today;
pub mod touch;
pub mod triage;
pub mod zone;
