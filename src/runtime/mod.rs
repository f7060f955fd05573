//! What makes it run: the only threads, clock, terminal and environment.
//!
//! [`desk::run`] is the loop: wait for one message, take all that are queued, update, perform the effects, draw
//! once if anything changed. Start with [`desk`], then [`librarian`] (the store's threads), [`worker`]
//! (the jobs) and [`keyboard`].

mod aside;
pub mod clock;
pub mod config;
pub mod desk;
pub mod editor;
pub mod event;
pub mod exporting;
pub mod files;
pub mod importing;
pub mod interrupts;
pub mod keyboard;
pub mod librarian;
pub mod log;
pub mod opening;
pub mod outside;
pub mod pacing;
pub mod panic;
pub mod paths;
pub mod pause;
pub mod personal;
pub mod private;
pub mod recovery;
pub mod remembered;
pub mod screen;
pub mod signals;
mod switch;
pub mod terminal;
pub mod watch;
pub mod who;
pub mod work;
pub mod worker;
