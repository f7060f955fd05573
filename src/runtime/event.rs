//! What reaches the loop from the threads.

use super::opening::Opened;
use crate::domain::text::Clean;
use crate::ui::message::Message;

/// Something that reaches the loop.
#[derive(Debug)]
pub enum Event {
    /// For the desk.
    Desk(Message),
    /// The window has another size, or had for a moment.
    Resized,
    /// The day may be another one: midnight has come, or the clock was set.
    Clock,
    /// End at once, with this exit code: a signal, a vanished terminal.
    End(i32),
    /// Stop until the shell continues us; the number of the run between two stops that this was meant for.
    Stop(u64),
    /// Continued after a stop that nothing was prepared for, as by SIGSTOP: the terminal may be in any state.
    Continued,
    /// Another database is being opened, and this is to be said of it.
    Opening(Clean),
    /// It is open; or one sentence that says why not.
    Opened(Result<Box<Opened>, Clean>),
    /// A thread of the house broke; the desk cannot go on.
    Broken(String),
}

impl Event {
    /// Whether somebody at the terminal did it.
    #[must_use]
    pub fn is_by_hand(&self) -> bool {
        match self {
            Event::Desk(message) => matches!(
                message,
                Message::Key(_) | Message::Paste(_) | Message::Mouse(_) | Message::Resized(..)
            ),
            Event::Resized | Event::Continued => true,
            Event::Clock
            | Event::End(_)
            | Event::Stop(_)
            | Event::Opening(_)
            | Event::Opened(_)
            | Event::Broken(_) => false,
        }
    }
}
