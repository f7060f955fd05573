//! The store's two threads: the librarian serves questions and changes in order; the counter answers what is slow
//! beside it, and is interrupted by a newer question. Jobs are not theirs: see [`worker`](super::worker).

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::event::Event;
use super::pause::{Pause, Rest};
use super::worker::BREATH;
use crate::domain::change::{Change, Stamp};
use crate::domain::colleague::Colleague;
use crate::domain::question::Question;
use crate::domain::refusal::Trouble;
use crate::store::{CannotOpen, Failure, Interrupt, Store};
use crate::ui::message::{Message, Ticket};

/// People whose full text is written in one slice: about 10 ms, for a key may be waiting.
const INDEXED: u32 = 100;
/// While the file is held, a change that waits is tried again so often.
const HELD: Duration = Duration::from_millis(20);

/// What the librarian is asked for.
#[derive(Debug)]
pub enum Request {
    /// Answer a question.
    Ask(Ticket, Question, Stamp),
    /// Make a change.
    Apply(Ticket, Change, Stamp),
    /// Something stirred in the folder: has a colleague committed?
    Listen,
    /// Somebody came, went or moved: who is here?
    Here,
    /// Rest between two requests.
    Rest(Rest),
    /// Make this member known, and mend what a cut-off import left.
    Join(i64),
    /// Finish and end.
    End(Sender<()>),
}

/// The way to the store's threads.
pub struct Librarian {
    requests: Sender<Request>,
    counts: Sender<Counting>,
    interrupt: Arc<Mutex<Option<Interrupt>>>,
}

impl Librarian {
    /// Starts both threads over an open store and a second connection to it that only reads.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(
        store: Store,
        reader: Result<Store, CannotOpen>,
        to: &Sender<Event>,
    ) -> std::io::Result<Librarian> {
        let (requests, incoming) = channel();
        let (counts, slow) = channel();
        let interrupt = Arc::new(Mutex::new(None));
        let (tell, handle) = (to.clone(), Arc::clone(&interrupt));
        thread("counter", to, move || match reader {
            Ok(reader) => {
                if let Ok(mut handle) = handle.lock() {
                    *handle = Some(reader.interrupt_handle());
                }
                count(reader, &slow, &tell);
            }
            Err(error) => {
                let _ = tell.send(Event::Desk(Message::Trouble(Trouble::new(
                    error.to_string(),
                ))));
            }
        })?;
        let tell = to.clone();
        thread("librarian", to, move || {
            Desk {
                store,
                here: Vec::new(),
                is_moved: false,
                behind: false,
                waiting: VecDeque::new(),
                to: tell,
            }
            .serve(&incoming);
        })?;
        Ok(Librarian {
            requests,
            counts,
            interrupt,
        })
    }

    /// A sender of requests, for the watch on the folder.
    #[must_use]
    pub fn requests(&self) -> Sender<Request> {
        self.requests.clone()
    }

    /// Sends a request; a librarian that is gone has told so already.
    pub fn send(&self, request: Request) {
        let _ = self.requests.send(request);
    }

    /// Asks; what is slow goes to the counter, and interrupts what it was doing.
    pub fn ask(&self, ticket: Ticket, question: Question, stamp: Stamp) {
        if question.is_slow() {
            let is_urgent = question != Question::Vocabulary;
            let _ = self.counts.send(Counting::Ask((ticket, question, stamp)));
            if is_urgent {
                self.interrupt();
            }
        } else {
            self.send(Request::Ask(ticket, question, stamp));
        }
    }

    /// Lets the librarian rest as soon as what it was asked for is done.
    pub fn rest(&self, pause: &mut Pause) {
        self.send(Request::Rest(pause.order()));
    }

    /// Lets the counter rest at once: what it counts is counted again afterwards.
    pub fn rest_counter(&self, pause: &mut Pause) {
        let _ = self.counts.send(Counting::Rest(pause.order()));
        self.interrupt();
    }

    /// Interrupts what the counter is doing; what it should do instead has been sent to it.
    fn interrupt(&self) {
        if let Ok(handle) = self.interrupt.lock()
            && let Some(handle) = handle.as_ref()
        {
            handle.stop();
        }
    }

    /// Lets the librarian finish what it is doing, at most for a moment.
    pub fn end(&self) {
        let (done, wait) = channel();
        self.send(Request::End(done));
        let _ = wait.recv_timeout(std::time::Duration::from_millis(500));
    }
}

/// A thread whose panic ends the desk with a sentence instead of leaving it half alive.
pub(super) fn thread(
    name: &str,
    to: &Sender<Event>,
    work: impl FnOnce() + Send + 'static,
) -> std::io::Result<()> {
    let (to, thread_name) = (to.clone(), name.to_owned());
    std::thread::Builder::new()
        .name(name.into())
        .spawn(move || {
            if catch_unwind(AssertUnwindSafe(work)).is_err() {
                let _ = to.send(Event::Broken(thread_name));
            }
        })?;
    Ok(())
}

/// The counter: of lists only the newest counts; words for completion wait until it is answered.
fn count(mut reader: Store, slow: &Receiver<Counting>, to: &Sender<Event>) {
    let mut words = None;
    let mut newest = None;
    loop {
        if newest.is_none() && words.is_none() {
            let Ok(one) = slow.recv() else {
                return;
            };
            sort_out(one, &mut newest, &mut words, to);
        }
        while let Ok(one) = slow.try_recv() {
            sort_out(one, &mut newest, &mut words, to);
        }
        let Some((ticket, question, stamp)) = newest.take().or_else(|| words.take()) else {
            continue;
        };
        let message = match reader.answer(&question, &stamp) {
            Ok(answer) => Message::Answered(ticket, answer),
            // What came meanwhile is looked at first: a newer question takes the place of this one, a rest does not.
            Err(Failure::Interrupted) if question == Question::Vocabulary => {
                words = Some((ticket, question, stamp));
                continue;
            }
            Err(Failure::Interrupted) => {
                newest = Some((ticket, question, stamp));
                continue;
            }
            Err(failure) => said(ticket, failure),
        };
        if to.send(Event::Desk(message)).is_err() {
            return;
        }
    }
}

/// A slow question and what it needs.
type Slow = (Ticket, Question, Stamp);

/// What the counter is asked for.
#[derive(Debug)]
enum Counting {
    /// Answer a slow question.
    Ask(Slow),
    /// Rest between two answers.
    Rest(Rest),
}

/// Puts a question where it is served from; the one that it takes the place of is told.
fn sort_out(
    one: Counting,
    newest: &mut Option<Slow>,
    words: &mut Option<Slow>,
    to: &Sender<Event>,
) {
    let one = match one {
        Counting::Ask(one) => one,
        Counting::Rest(rest) => return rest.take(),
    };
    let place = if one.1 == Question::Vocabulary {
        words
    } else {
        newest
    };
    if let Some((ticket, ..)) = place.replace(one) {
        let _ = to.send(Event::Desk(Message::Overtaken(ticket)));
    }
}

/// What is told of a request that failed.
pub(super) fn said(ticket: Ticket, failure: Failure) -> Message {
    match failure {
        Failure::Refused(refusal) => Message::Refused(ticket, refusal),
        Failure::Trouble(trouble) => Message::Failed(ticket, trouble),
        Failure::Interrupted => Message::Overtaken(ticket),
    }
}

struct Desk {
    store: Store,
    /// Who else was here when it was last told.
    here: Vec<Colleague>,
    /// The database is not in its place any more, and that was said.
    is_moved: bool,
    /// The full text of some people is behind, and nobody else is at it.
    behind: bool,
    /// Changes that wait while the file is swept after an erasure, in their order.
    waiting: VecDeque<(Ticket, Change, Stamp)>,
    to: Sender<Event>,
}

impl Desk {
    fn serve(mut self, incoming: &Receiver<Request>) {
        loop {
            // Between two slices of the full text colleagues come in; whoever asks here is served at once.
            let request = if !self.waiting.is_empty() {
                incoming.recv_timeout(HELD)
            } else if self.behind {
                incoming.recv_timeout(BREATH)
            } else {
                incoming.recv().map_err(|_| RecvTimeoutError::Disconnected)
            };
            match request {
                Ok(Request::End(done)) => {
                    if !self.waiting.is_empty() && !self.store.is_held_by_sweep() {
                        self.apply_waiting();
                    }
                    let _ = done.send(());
                    return;
                }
                Ok(request) => self.one(request),
                Err(RecvTimeoutError::Timeout) if self.store.is_held_by_sweep() => {}
                Err(RecvTimeoutError::Timeout) if !self.waiting.is_empty() => self.apply_waiting(),
                Err(RecvTimeoutError::Timeout) => self.step(),
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn tell(&self, message: Message) {
        let _ = self.to.send(Event::Desk(message));
    }

    fn one(&mut self, request: Request) {
        match request {
            Request::Ask(ticket, question, stamp) => {
                let message = match self.store.answer(&question, &stamp) {
                    Ok(answer) => Message::Answered(ticket, answer),
                    Err(failure) => said(ticket, failure),
                };
                self.tell(message);
            }
            Request::Apply(ticket, change, stamp) => {
                super::panic::if_asked("store");
                self.waiting.push_back((ticket, change, stamp));
                if !self.store.is_held_by_sweep() {
                    self.apply_waiting();
                }
            }
            Request::Listen => self.listen(),
            Request::Here => self.here(),
            Request::Join(at) => self.join(at),
            Request::Rest(rest) => rest.take(),
            Request::End(_) => {}
        }
    }

    fn apply_waiting(&mut self) {
        while let Some((ticket, change, stamp)) = self.waiting.pop_front() {
            let message = match self.store.apply(change, &stamp) {
                Ok(receipt) => Message::Applied(ticket, receipt),
                Err(failure) => said(ticket, failure),
            };
            self.tell(message);
        }
    }

    /// Tells who is here, where that is news.
    fn here(&mut self) {
        let here = self.store.colleagues();
        if here != self.here {
            self.here.clone_from(&here);
            self.tell(Message::Here(here));
        }
    }

    fn listen(&mut self) {
        if let Some(trouble) = self.store.moved() {
            // Once: every change that is refused from here on says it again.
            if !std::mem::replace(&mut self.is_moved, true) {
                self.tell(Message::Trouble(trouble));
            }
            return;
        }
        if self.store.changed_elsewhere() {
            self.tell(Message::ChangedElsewhere);
            self.look_behind();
        }
    }

    /// Whether there is full text to be written here.
    fn look_behind(&mut self) {
        self.behind = self.store.has_index_to_follow().unwrap_or(false);
    }

    fn join(&mut self, at: i64) {
        self.here();
        if self.store.is_read_only() {
            return;
        }
        let joined = self.store.join(at).and_then(|()| self.store.mend_indexes());
        if let Err(Failure::Trouble(trouble)) = joined {
            super::log::write(trouble.details.as_str());
        }
        self.look_behind();
    }

    /// One slice of the full text.
    fn step(&mut self) {
        self.behind = match self.store.follow_index(INDEXED) {
            Ok(more) => more,
            // What was saved is saved; the search catches up at the next start.
            Err(failure) => {
                if let Failure::Trouble(trouble) = failure {
                    super::log::write(&format!("the search is behind: {}", trouble.details));
                }
                false
            }
        };
    }
}
