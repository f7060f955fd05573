//! The thread of the jobs: large undo and other bulk work, on a connection of its own, so that no key waits for them.
//!
//! One job at a time, in slices; between two slices it listens, and leaves the database free for longer than a
//! colleague who waits for it sleeps. A job that fails or is stopped stays open and can be resumed anywhere.

#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::time::Duration;

use super::event::Event;
use super::librarian::{said, thread};
use super::pause::{Pause, Rest};
use super::recovery::Shared;
use super::work::Work;
use super::{recovery, remembered};
use crate::domain::bulk::Bulk;
use crate::domain::change::Stamp;
use crate::domain::erasure::Erased;
use crate::domain::ids::{DeskId, PersonId, SetId};
use crate::domain::importing::{Confirmed, Reading};
use crate::domain::names::Names;
use crate::domain::refusal::{Refusal, Trouble};
use crate::store::{Failure, Store, Who};
use crate::ui::message::{Message, Ticket};
use crate::ui::subject::OnePerson;

/// Between two slices the database is free for so long.
pub const BREATH: Duration = Duration::from_millis(7);
/// A job that could not be let go of is let go of after so long.
const AGAIN: Duration = Duration::from_secs(1);

/// What the worker is asked for.
#[derive(Debug)]
pub enum Task {
    /// Take back a large change set.
    TakeBack(Ticket, SetId, Option<String>, Stamp),
    /// Go on with a job that was cut off.
    Resume(Ticket, SetId, Stamp),
    /// One action on many people.
    Bulk(Ticket, Bulk, Stamp),
    /// Bring a file in.
    Import(Ticket, Reading, Confirmed, Stamp),
    /// Erase somebody for good.
    Erase(Ticket, Box<Erased>, Stamp),
    /// Delete what is left here of people whom a colleague erased, and who have these names.
    Forget(Vec<OnePerson>, Names),
    /// Leave this job as it is, where it still goes on.
    Stop(SetId),
    /// Rest between two slices.
    Rest(Rest),
    /// Leave everything and end.
    End(Sender<()>),
}

/// The way to the thread; it is started with the first task.
#[derive(Debug)]
pub struct Worker {
    database: PathBuf,
    who: Who,
    only_looks: bool,
    unsaved: Shared,
    to: Sender<Event>,
    tasks: Option<Sender<Task>>,
}

impl Worker {
    /// A worker who has nothing to do yet.
    #[must_use]
    pub fn new(store: &Store, who: Who, unsaved: Shared, to: Sender<Event>) -> Worker {
        Worker {
            database: store.path().to_path_buf(),
            who,
            only_looks: store.is_read_only(),
            unsaved,
            to,
            tasks: None,
        }
    }

    /// Gives it something to do.
    pub fn send(&mut self, task: Task) {
        if self.tasks.is_none() {
            self.start();
        }
        if let Some(tasks) = &self.tasks {
            let _ = tasks.send(task);
        }
    }

    fn start(&mut self) {
        let (tasks, incoming) = channel();
        let mut bench = Bench {
            database: self.database.clone(),
            who: self.who.clone(),
            only_looks: self.only_looks,
            store: None,
            jobs: Vec::new(),
            held: Vec::new(),
            unsaved: self.unsaved.clone(),
            to: self.to.clone(),
        };
        match thread("worker", &self.to, move || bench.serve(&incoming)) {
            Ok(()) => self.tasks = Some(tasks),
            Err(error) => {
                let trouble = Trouble::new(format!("no thread for the job ({error}); try again"));
                let _ = self.to.send(Event::Desk(Message::Trouble(trouble)));
            }
        }
    }

    /// Lets it rest after its slice.
    pub fn rest(&self, pause: &mut Pause) {
        if let Some(tasks) = &self.tasks {
            let _ = tasks.send(Task::Rest(pause.order()));
        }
    }

    /// Lets it finish its slice and leave its job, at most for a moment.
    pub fn end(&self) {
        if let Some(tasks) = &self.tasks {
            let (done, wait) = channel();
            if tasks.send(Task::End(done)).is_ok() {
                let _ = wait.recv_timeout(Duration::from_secs(1));
            }
        }
    }
}

/// What the files of this user may hold of people who were erased.
struct Traces {
    database: PathBuf,
    me: DeskId,
    unsaved: Shared,
    to: Sender<Event>,
}

impl Traces {
    /// Deletes it; what could not be deleted is reported.
    fn delete(&self, people: &[PersonId], names: &Names) {
        let forgotten = [
            recovery::forget_here(&self.unsaved, &self.database, &self.me, people),
            remembered::forget(&self.database, names),
        ];
        for left in forgotten.into_iter().filter_map(Result::err) {
            let trouble = Trouble::new(format!("they are erased, but {left}"));
            let _ = self.to.send(Event::Desk(Message::Trouble(trouble)));
        }
    }
}

/// What the thread has in its hands.
struct Bench {
    database: PathBuf,
    who: Who,
    only_looks: bool,
    /// Open while there is work.
    store: Option<Store>,
    /// The first goes on, the others wait.
    jobs: Vec<(Ticket, Work)>,
    /// Jobs that were stopped and could not be let go of in writing yet.
    held: Vec<SetId>,
    /// The unsaved text of this instance.
    unsaved: Shared,
    to: Sender<Event>,
}

impl Bench {
    fn serve(&mut self, incoming: &Receiver<Task>) {
        loop {
            let task = if !self.jobs.is_empty() {
                incoming.try_recv()
            } else if self.held.is_empty() {
                self.store = None;
                incoming.recv().map_err(|_| TryRecvError::Disconnected)
            } else {
                incoming.recv_timeout(AGAIN).map_err(|error| match error {
                    RecvTimeoutError::Timeout => TryRecvError::Empty,
                    RecvTimeoutError::Disconnected => TryRecvError::Disconnected,
                })
            };
            match task {
                Ok(Task::End(done)) => {
                    self.leave_all();
                    let _ = done.send(());
                    return;
                }
                Ok(Task::Rest(rest)) => rest.take(),
                Ok(task) => {
                    self.leave_held();
                    self.take(task);
                }
                Err(TryRecvError::Empty) if self.jobs.is_empty() => self.leave_held(),
                Err(TryRecvError::Empty) => self.step(),
                Err(TryRecvError::Disconnected) => return self.leave_all(),
            }
        }
    }

    fn tell(&self, message: Message) {
        let _ = self.to.send(Event::Desk(message));
    }

    fn take(&mut self, task: Task) {
        match task {
            Task::TakeBack(ticket, set, reason, stamp) => {
                self.begin(ticket, |store| Work::take_back(store, set, reason, &stamp));
            }
            Task::Resume(ticket, set, stamp) => {
                self.begin(ticket, |store| Work::resume(store, set, &stamp));
            }
            Task::Bulk(ticket, bulk, stamp) => {
                self.begin(ticket, |store| Work::bulk(store, bulk, &stamp));
            }
            Task::Import(ticket, reading, confirmed, stamp) => self.begin(ticket, |store| {
                Work::import(store, &reading, &confirmed, &stamp)
            }),
            Task::Erase(ticket, erased, stamp) => self.erase(ticket, &erased, &stamp),
            Task::Forget(people, names) => self.forget(people, &names),
            Task::Stop(set) => self.stop(set),
            Task::Rest(_) | Task::End(_) => {}
        }
    }

    /// Takes somebody out at once; what they left in the file is swept in slices. That they are erased is said when
    /// nothing of them is left among the files of this user either.
    fn erase(&mut self, ticket: Ticket, erased: &Erased, stamp: &Stamp) {
        let traces = self.traces();
        self.begin(ticket, |store| {
            let work = Work::erase(store, erased.person, stamp)?;
            // They are erased whatever comes of this.
            traces.delete(&erased.people, &erased.names);
            let _ = traces.to.send(Event::Desk(Message::Erased(ticket)));
            Ok(work)
        });
    }

    /// A colleague erased them.
    fn forget(&self, people: Vec<OnePerson>, names: &Names) {
        let ids: Vec<PersonId> = people.iter().map(|who| who.id).collect();
        self.traces().delete(&ids, names);
        self.tell(Message::Forgotten(people));
    }

    fn traces(&self) -> Traces {
        Traces {
            database: self.database.clone(),
            me: self.who.desk.clone(),
            unsaved: self.unsaved.clone(),
            to: self.to.clone(),
        }
    }

    fn begin(&mut self, ticket: Ticket, work: impl FnOnce(&mut Store) -> Result<Work, Failure>) {
        match self.store().and_then(work) {
            Ok(work) => {
                self.tell(Message::Progress(ticket, work.going()));
                self.jobs.push((ticket, work));
            }
            Err(failure) => self.tell(said(ticket, failure)),
        }
    }

    fn store(&mut self) -> Result<&mut Store, Failure> {
        let store = match self.store.take() {
            Some(store) => store,
            None if self.only_looks => return Err(Failure::Refused(Refusal::ReadOnly)),
            None => Store::open(&self.database, &self.who)
                .map_err(|error| Failure::Trouble(Trouble::new(error.to_string())))?,
        };
        Ok(self.store.insert(store))
    }

    /// One slice of the first job.
    fn step(&mut self) {
        let (Some((ticket, work)), Some(store)) = (self.jobs.first_mut(), self.store.as_mut())
        else {
            return;
        };
        let ticket = *ticket;
        let message = match work.step(store) {
            Ok(None) => Message::Progress(ticket, work.going()),
            Ok(Some(receipt)) => {
                let (_, work) = self.jobs.remove(0);
                if let Some(report) = work.report() {
                    let _ = self.to.send(Event::Desk(Message::Imported(ticket, report)));
                }
                Message::Applied(ticket, receipt)
            }
            Err(failure) => {
                let (_, work) = self.jobs.remove(0);
                self.leave(work.set());
                said(ticket, failure)
            }
        };
        self.tell(message);
        std::thread::sleep(BREATH);
    }

    /// This job stays open as far as it came; one that has come to its end meanwhile is let alone, and so are others.
    fn stop(&mut self, set: SetId) {
        let Some(place) = self.jobs.iter().position(|(_, work)| work.set() == set) else {
            return;
        };
        let (ticket, work) = self.jobs.remove(place);
        self.leave(set);
        self.tell(Message::Stopped(ticket, work.going()));
    }

    fn leave_all(&mut self) {
        self.leave_held();
        for (_, work) in std::mem::take(&mut self.jobs) {
            self.leave(work.set());
        }
    }

    /// A job that cannot be let go of in writing is let go of a moment later, and at the latest when the desk ends.
    fn leave(&mut self, set: SetId) {
        let left = self.store().and_then(|store| store.leave_job(set));
        if let Err(Failure::Trouble(trouble)) = left {
            super::log::write(trouble.details.as_str());
            self.held.push(set);
        }
    }

    fn leave_held(&mut self) {
        for set in std::mem::take(&mut self.held) {
            let left = self.store().and_then(|store| store.leave_job(set));
            if left.is_err() {
                self.held.push(set);
            }
        }
    }
}
