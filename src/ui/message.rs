//! What has happened: everything that reaches the desk, from the keyboard and from the store.

use crossterm::event::{KeyEvent, MouseEvent};

use super::draft::Draft;
use super::keeping::Keeping;
use super::subject::OnePerson;
use crate::domain::change::Receipt;
use crate::domain::colleague::Colleague;
use crate::domain::ids::SetId;
use crate::domain::importing::{FileNews, Report};
use crate::domain::job::Going;
use crate::domain::question::Answer;
use crate::domain::refusal::{Refusal, Trouble};

/// A running number: what comes back for a request that is no longer awaited is dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Ticket(pub u64);

/// What has happened.
#[derive(Debug)]
pub enum Message {
    /// A key.
    Key(KeyEvent),
    /// Text pasted into the terminal.
    Paste(String),
    /// A click or the wheel.
    Mouse(MouseEvent),
    /// The terminal has this many columns and rows now.
    Resized(u16, u16),
    /// A question was answered.
    Answered(Ticket, Answer),
    /// A change was made.
    Applied(Ticket, Receipt),
    /// A change was refused; nothing happened.
    Refused(Ticket, Refusal),
    /// Something went wrong outside; nothing happened.
    Failed(Ticket, Trouble),
    /// The request was overtaken by a newer one.
    Overtaken(Ticket),
    /// Somebody was erased for good; the file is swept from now on.
    Erased(Ticket),
    /// A colleague erased these people, and the files of this user hold nothing of them any more.
    Forgotten(Vec<OnePerson>),
    /// A job of this desk goes on.
    Progress(Ticket, Going),
    /// A file was brought in, with this outcome; the receipt follows.
    Imported(Ticket, Report),
    /// News of a file.
    File(Ticket, FileNews),
    /// A job of this desk was stopped, and stays open as far as it came.
    Stopped(Ticket, Going),
    /// Colleagues have changed something.
    ChangedElsewhere,
    /// Somebody came, went or moved: these other desks are open now.
    Here(Vec<Colleague>),
    /// The editor is closed; `None` when it was left without saving or could not be run.
    Edited(Option<String>),
    /// What of the unsaved text is on disk, and what stands in the way of the rest.
    Keeping(Keeping),
    /// The desk was to end, but there is unsaved text that cannot be kept.
    WouldLose,
    /// Text that was being typed when a desk ended: offered again.
    Recovered(Vec<Draft>),
    /// Something went wrong in the house itself (a thread, the clipboard): shown, nothing else.
    Trouble(Trouble),
    /// A large change set is to be taken back: the desk asked, the person agreed.
    TakeBack(SetId),
    /// A moment the desk had asked to be told of has come.
    Due,
}

impl Message {
    /// Whether it says what came of a change or a question.
    #[must_use]
    pub fn is_outcome(&self) -> bool {
        matches!(self, Message::Applied(..)) || self.is_refusal()
    }

    /// Whether it says that nothing came of a change or a question.
    #[must_use]
    pub fn is_refusal(&self) -> bool {
        matches!(self, Message::Refused(..) | Message::Failed(..))
    }
}
