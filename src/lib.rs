//! Entourage: the relationship desk for influencer managers, in a terminal. One binary, one SQLite file.
//!
//! # The map of the house
//!
//! | folder | what lives there | may know |
//! |---|---|---|
//! | [`domain`] | what is true: the rules of the desk, without clock, files, SQL or screen | nobody |
//! | [`store`] | where it is kept: the only SQL, the journal, undo, imports into the data | `domain` |
//! | [`ui`] | what people see and press: messages in, effects out, frames drawn | `domain` |
//! | [`exchange`] | what comes in and goes out: other people's files, our exports | `domain` |
//! | [`cli`] | the same verbs without a screen | everything |
//! | [`demo`] | a brand's team and their people, generated through the store | `domain`, `store` |
//! | [`runtime`] | what makes it run: the only threads, clock, terminal and environment | everything |
//!
//! One way round: a key reaches [`runtime::keyboard`], becomes a [`ui::message::Message`], is looked up in
//! [`ui::keymap`] as a [`ui::command::Command`], changes the state of [`ui::app::App`], which gives back
//! [`ui::effect::Effect`]s; the store's thread ([`runtime::librarian`]) carries out a [`domain::change::Change`] or
//! answers a [`domain::question::Question`], and the answer is a message again. Then one frame is drawn.
//!
//! # Invariants
//!
//! - There is no SQL outside `store`, and no write that is not a change set in the journal.
//! - There is no `now()` outside `runtime`; whoever needs the day is given it.
//! - Nothing in `ui` can fail because of the disk; `ui` opens nothing and waits for nothing.
//! - Text from outside is [`domain::text::Raw`] while it is stored and [`domain::text::Clean`] before it is shown.
//! - The database's own files are opened by SQLite alone, never as ordinary files.
//! - Files beside a database, backups, exports and rejected rows are opened and created in one room of `store` (`side`),
//!   by descriptor: links are never followed, and only files that we made are deleted.
//! - "Saved" appears only after the commit has returned; until then the box and its text are kept.
//!
//! # Words
//!
//! *Person* is an influencer we build a relationship with, *account* one of their platforms and handles, *snapshot*
//! an account's figures on one date, *stage* a column of the lifecycle, *parked* off the board with a reason, *touch*
//! one exchange (the screen says contact), *next step* what we do next, *change set* everything that one action
//! changed: the unit of history and undo.

pub mod cli;
pub mod demo;
pub mod domain;
pub mod exchange;
pub mod runtime;
pub mod store;
pub mod ui;
