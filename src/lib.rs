//! Entourage: the relationship desk for influencer managers, in a terminal.

pub mod domain;
pub mod store;
