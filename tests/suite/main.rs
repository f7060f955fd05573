//! The suite: what people do at the desk, told as stories, and what the store promises underneath.
//!
//! One binary, one link. Stories stand in one file a screen and are played by a [`support::desk::Desk`] over a real
//! store in a file of its own; `store` and `two_people` speak to the store directly where the screen is not the point.
//! `UPDATE_SCREENS=1 cargo test --test suite` writes the expected screens in `tests/screens` anew.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::too_many_lines,
    clippy::non_ascii_literal,
    clippy::must_use_candidate,
    clippy::missing_panics_doc,
    clippy::disallowed_methods // writers that tests start talk over plain pipes
)]

mod as_root;
mod backup;
mod colleagues;
mod command_line;
mod config;
mod crash;
mod cut_off;
mod demo;
mod discarding;
mod duplicates;
mod endurance;
mod erase;
mod erase_at_desk;
mod erase_traces;
mod everywhere;
mod forms;
mod history;
mod hostile;
mod house;
mod import_preview;
mod import_screen;
mod jobs;
mod keyboard;
mod lanes;
mod log;
mod marking;
mod moving;
mod pipeline;
mod portrait;
mod profile;
mod query;
mod readme;
mod roster;
mod settings;
mod settings_screen;
mod sharing;
mod shells;
mod side_files;
mod store;
mod subjects;
mod support;
mod terminal;
mod terms;
mod today;
mod triage;
mod two_people;
mod unsaved;
mod views;
mod whole;
