//! Entourage: the relationship desk for influencer managers, in a terminal.

pub mod cli;
pub mod demo;
pub mod domain;
pub mod exchange;
pub mod runtime;
pub mod store;
pub mod ui;
