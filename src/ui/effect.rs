//! What should be done outside: plain data that the runtime carries out.

use super::message::Ticket;
use super::personal::Personal;
use super::subject::OnePerson;
use crate::domain::bulk::Bulk;
use crate::domain::change::Change;
use crate::domain::erasure::Erased;
use crate::domain::ids::SetId;
use crate::domain::importing::{Confirmed, Errand, Reading};
use crate::domain::names::Names;
use crate::domain::question::Question;

/// Something to be done outside.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Ask the store.
    Ask(Ticket, Question),
    /// Change something.
    Apply(Ticket, Change),
    /// Take back a large change set, in slices.
    TakeBack {
        /// Ticket of the receipt.
        ticket: Ticket,
        /// Which.
        set: SetId,
        /// Why, for a colleague's.
        reason: Option<String>,
    },
    /// Go on an errand about files.
    File(Ticket, Errand),
    /// Bring a file in.
    Import {
        /// Ticket of the receipt.
        ticket: Ticket,
        /// The file.
        reading: Reading,
        /// What was confirmed in its preview.
        confirmed: Confirmed,
    },
    /// Go on with a job that was cut off.
    Resume(Ticket, SetId),
    /// One action on many people, in slices.
    Bulk(Ticket, Bulk),
    /// Erase somebody for good.
    Erase(Ticket, Box<Erased>),
    /// Delete what the files of this user hold of people whom a colleague erased, and who have these names.
    Forget(Vec<OnePerson>, Names),
    /// Leave this job as it is, where it goes on here; it stays open.
    StopJob(SetId),
    /// Copy to the clipboard of the terminal.
    Copy(String),
    /// Open a link in a browser, where one is at hand; copy it otherwise.
    Open(String),
    /// Open the text in the person's editor.
    Edit(String),
    /// Draw everything again.
    Repaint,
    /// Stop until the shell continues us.
    Suspend,
    /// Keep what somebody chose for themselves.
    Keep(Personal),
    /// Turn the mouse on or off.
    Mouse(bool),
    /// Leave this database for the one that the config calls so.
    Switch(String),
    /// End the desk, once all unsaved text is on disk.
    Quit,
    /// End the desk although unsaved text is lost with it.
    Abandon,
}
