//! What has to hold for hours and under bad luck: many at once, full disks, damaged files, cut-off upgrades. Each story
//! has a short form for every day and a long one, by hand, for its figures.

mod damaged;
mod full;
mod idle;
mod together;
pub mod upgrading;
