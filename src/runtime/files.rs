//! The thread of the files: folders, what a file holds, what would come of it; and who may be one with whom. It reads
//! the database on a connection of its own and never writes it; a trial is dropped as soon as something else is wanted.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SendError, Sender, TryRecvError, channel};

use super::event::Event;
use super::exporting::{self, Format};
use super::importing::opening::at_home;
use super::importing::taking::Manner;
use super::importing::{Broken, Opening, Rejects, Summary, Trying};
use super::librarian::thread;
use super::pause::{Pause, Rest};
use super::recovery;
use crate::domain::change::Stamp;
use crate::domain::counts::say_many;
use crate::domain::dated::Dated;
use crate::domain::ids::PersonId;
use crate::domain::importing::{Choice, Entry, Errand, FileNews, Reading, Whom};
use crate::domain::preview::{Basis, Since};
use crate::domain::question::{Answer, Question};
use crate::domain::refusal::Refusal;
use crate::domain::text::Clean;
use crate::store::duplicates::Looking;
use crate::store::{Failure, Kind, Store, Who};
use crate::ui::message::{Message, Ticket};

/// Names of a folder that are shown; who has more types a letter.
const MOST_NAMES: usize = 2_000;

/// The way to the thread; it is started with the first errand.
pub struct Files {
    database: PathBuf,
    who: Who,
    to: Sender<Event>,
    errands: Option<Sender<Order>>,
}

/// What the thread is asked for.
enum Order {
    /// Go on an errand.
    Errand(Ticket, Errand, Stamp),
    /// Rest between two errands or slices.
    Rest(Rest),
}

impl Files {
    /// Nobody has asked for anything yet.
    #[must_use]
    pub fn new(store: &Store, who: Who, to: Sender<Event>) -> Files {
        Files {
            database: store.path().to_path_buf(),
            who,
            to,
            errands: None,
        }
    }

    /// Gives it something to do; what cannot be begun is answered at once.
    pub fn send(&mut self, ticket: Ticket, errand: Errand, stamp: Stamp) {
        let mut order = Order::Errand(ticket, errand, stamp);
        // A thread that has ended is started anew, once.
        for _ in 0..2 {
            let errands = match self.errands.take().map_or_else(|| self.start(), Ok) {
                Ok(errands) => errands,
                Err(error) => {
                    let words = format!("No thread to read files ({error}). Try again.");
                    refuse(&self.to, ticket, &words);
                    return;
                }
            };
            match errands.send(order) {
                Ok(()) => {
                    self.errands = Some(errands);
                    return;
                }
                Err(SendError(back)) => order = back,
            }
        }
        refuse(&self.to, ticket, "The files could not be read. Try again.");
    }

    /// Lets it rest after its errand or slice.
    pub fn rest(&self, pause: &mut Pause) {
        if let Some(errands) = &self.errands {
            let _ = errands.send(Order::Rest(pause.order()));
        }
    }

    fn start(&self) -> std::io::Result<Sender<Order>> {
        let (errands, incoming) = channel();
        let (database, who, to) = (self.database.clone(), self.who.clone(), self.to.clone());
        thread("files", &self.to, move || {
            let open = || Store::look(&database, &who).map_err(|error| error.to_string());
            if let Some((live, first)) = opened(&incoming, &to, open) {
                let mut clerk = Clerk::new(Some(live));
                let (ticket, errand, stamp) = first;
                let news = clerk.take(ticket, errand, &stamp);
                if tell(&to, news) {
                    serve(&mut clerk, &incoming, &to);
                }
            }
        })?;
        Ok(errands)
    }
}

/// Opens what the errands need with the first of them for which it can be opened; every errand before that is refused
/// with the reason. None when nothing more is asked for.
fn opened<S>(
    incoming: &Receiver<Order>,
    to: &Sender<Event>,
    open: impl Fn() -> Result<S, String>,
) -> Option<(S, (Ticket, Errand, Stamp))> {
    while let Ok(order) = incoming.recv() {
        match order {
            Order::Rest(rest) => rest.take(),
            Order::Errand(ticket, errand, stamp) => match open() {
                Ok(store) => return Some((store, (ticket, errand, stamp))),
                Err(why) => refuse(to, ticket, &why),
            },
        }
    }
    None
}

/// Answers an errand on which nobody can go.
fn refuse(to: &Sender<Event>, ticket: Ticket, why: &str) {
    let news = FileNews::Wrong(Clean::line(why));
    let _ = to.send(Event::Desk(Message::File(ticket, news)));
}

/// Sends what came of errands; whether anybody listens.
fn tell(to: &Sender<Event>, news: Vec<(Ticket, FileNews)>) -> bool {
    news.into_iter()
        .all(|(ticket, news)| to.send(Event::Desk(Message::File(ticket, news))).is_ok())
}

fn serve(clerk: &mut Clerk, incoming: &Receiver<Order>, to: &Sender<Event>) {
    loop {
        let errand = if clerk.is_busy() {
            incoming.try_recv()
        } else {
            incoming.recv().map_err(|_| TryRecvError::Disconnected)
        };
        let news = match errand {
            Ok(Order::Errand(ticket, errand, stamp)) => clerk.take(ticket, errand, &stamp),
            Ok(Order::Rest(rest)) => {
                rest.take();
                Vec::new()
            }
            Err(TryRecvError::Empty) => clerk.step(),
            Err(TryRecvError::Disconnected) => return,
        };
        if !tell(to, news) {
            return;
        }
    }
}

/// Who goes on the errands.
pub struct Clerk {
    live: Option<Store>,
    trying: Option<(Ticket, Box<Trying>)>,
    /// The trial came to its end; its rows can be looked at.
    ended: bool,
    /// The lines of the file that were about people who were erased since its first trial.
    erased: (String, BTreeSet<u64>),
    /// A search for people who may be one.
    looking: Option<(Ticket, Looking)>,
}

impl Clerk {
    /// A clerk who reads this database.
    #[must_use]
    pub fn new(live: Option<Store>) -> Clerk {
        Clerk {
            live,
            trying: None,
            ended: false,
            erased: Default::default(),
            looking: None,
        }
    }

    /// Whether a trial or a search goes on.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.is_trying() || self.looking.is_some()
    }

    fn is_trying(&self) -> bool {
        self.trying.is_some() && !self.ended
    }

    /// Goes on an errand; a trial that is asked for goes on with [`Clerk::step`].
    pub fn take(
        &mut self,
        ticket: Ticket,
        errand: Errand,
        stamp: &Stamp,
    ) -> Vec<(Ticket, FileNews)> {
        let done = match errand {
            Errand::Folder(typed) => {
                let names = folder(&typed);
                Ok(Some(FileNews::Folder(typed, names)))
            }
            Errand::Look(reading) => {
                self.trying = None;
                self.look(&reading, stamp).map(Some)
            }
            Errand::Try { reading, as_of } => {
                self.trying = None;
                let begun = self.begin(ticket, &reading, as_of, stamp);
                begun.map(|()| None)
            }
            Errand::Recheck(basis) => self.recheck(basis).map(Some),
            Errand::Rows {
                outcome,
                from,
                rows,
            } => match &self.trying {
                None => Ok(None),
                Some((_, trying)) => trying
                    .trial
                    .page(outcome, from, rows)
                    .map(|rows| {
                        Some(FileNews::Rows {
                            outcome,
                            from,
                            rows,
                        })
                    })
                    .map_err(Broken::from),
            },
            Errand::Rejects { reading, to } => self.rejects(&reading, &to, stamp).map(Some),
            Errand::Export { whom, to } => Ok(Some(self.export(whom, &to, stamp))),
            Errand::Duplicates => {
                self.looking = Some((ticket, Looking::default()));
                Ok(None)
            }
            Errand::Erasure(person) => self.erasure(person).map(Some),
            Errand::LeaveDuplicates => {
                self.looking = None;
                Ok(None)
            }
            Errand::Leave => {
                self.trying = None;
                Ok(None)
            }
        };
        let news = done.unwrap_or_else(|broken| Some(wrong(&broken)));
        news.map(|news| (ticket, news)).into_iter().collect()
    }

    /// One slice of the trial, else of the search.
    pub fn step(&mut self) -> Vec<(Ticket, FileNews)> {
        if self.is_trying() {
            self.step_trial()
        } else {
            self.step_search()
        }
    }

    fn step_search(&mut self) -> Vec<(Ticket, FileNews)> {
        let (Some((ticket, looking)), Some(store)) = (&mut self.looking, &mut self.live) else {
            self.looking = None;
            return Vec::new();
        };
        let ticket = *ticket;
        let news = match store.look_for_duplicates(looking) {
            Ok(None) => FileNews::Looking(looking.per_cent()),
            Ok(Some(found)) => {
                self.looking = None;
                FileNews::Duplicates(Box::new(found))
            }
            Err(failure) => {
                self.looking = None;
                wrong(&Broken::from(failure))
            }
        };
        vec![(ticket, news)]
    }

    fn step_trial(&mut self) -> Vec<(Ticket, FileNews)> {
        let Some((ticket, trying)) = &mut self.trying else {
            return Vec::new();
        };
        let ticket = *ticket;
        let news = match trying.step(self.live.as_ref()) {
            Ok(false) => FileNews::Trying(trying.per_cent(), trying.tally()),
            Ok(true) => {
                self.ended = true;
                match trying.trial.basis() {
                    Ok(basis) => FileNews::Tried(trying.tally(), trying.warnings_by_keys(), basis),
                    Err(failure) => wrong(&Broken::from(failure)),
                }
            }
            Err(broken) => {
                self.trying = None;
                wrong(&broken)
            }
        };
        vec![(ticket, news)]
    }

    /// What happened since to the people of a trial. Whose rows would bring back somebody who was erased is remembered
    /// for the next trial of the file.
    fn recheck(&mut self, basis: Arc<Basis>) -> Result<FileNews, Broken> {
        let since = match &mut self.live {
            Some(store) => store.since(&basis)?,
            None => Since::default(),
        };
        if let Some((_, trying)) = &self.trying {
            let lines = trying.trial.lines_about(&since.erased)?;
            self.erased.1.extend(lines);
        }
        Ok(FileNews::Rechecked(basis, since))
    }

    fn look(&self, reading: &Reading, stamp: &Stamp) -> Result<FileNews, Broken> {
        let mut opening = Opening::of(reading, self.live.as_ref(), stamp.today)?;
        Ok(FileNews::Seen(Box::new(opening.seen()?)))
    }

    fn begin(
        &mut self,
        ticket: Ticket,
        reading: &Reading,
        as_of: Dated,
        stamp: &Stamp,
    ) -> Result<(), Broken> {
        let manner = Manner {
            as_of,
            choice: Choice::default(),
            roomy: false,
            basis: None,
        };
        if self.erased.0 != reading.path {
            self.erased = (reading.path.clone(), BTreeSet::new());
        }
        let live = self.live.as_ref();
        let opening = Opening::of(reading, live, stamp.today)?;
        let mut trying = Trying::new(live, opening, &manner, Summary::default(), stamp)?;
        trying.trial.erased.clone_from(&self.erased.1);
        self.trying = Some((ticket, Box::new(trying)));
        self.ended = false;
        Ok(())
    }

    fn export(&mut self, whom: Whom, to: &str, stamp: &Stamp) -> FileNews {
        let path = at_home(to);
        let done = Format::of(&path).and_then(|format| {
            let store = self.live.as_mut().ok_or("the database is closed")?;
            let people = people_of(store, whom, stamp)?;
            exporting::to_file(store, &people, format, &path, stamp)
        });
        match done {
            Ok(words) => FileNews::Done(Clean::line(&words)),
            Err(words) => FileNews::Wrong(Clean::line(&words)),
        }
    }

    fn erasure(&mut self, person: PersonId) -> Result<FileNews, Broken> {
        let gone = || Failure::Refused(Refusal::Gone);
        let store = self.live.as_mut().ok_or_else(gone)?;
        let mut erasure = store.erasure(person)?.ok_or_else(gone)?;
        let (path, me) = (store.path(), store.desk_id());
        erasure.unsaved = recovery::about(path, me, &erasure.people, &erasure.names);
        Ok(FileNews::Erasure(Box::new(erasure)))
    }

    fn rejects(&self, reading: &Reading, to: &str, stamp: &Stamp) -> Result<FileNews, Broken> {
        let mut opening = Opening::of(reading, self.live.as_ref(), stamp.today)?;
        let kind = self.live.as_ref().map_or(Kind::Private, Store::kind);
        let path = at_home(to);
        let mut rejects = Rejects::create(&path, &opening.source, kind)?;
        let mut rows = 0_u64;
        while let Some(row) = opening.source.next_row()? {
            if let Err(rejected) = row {
                rejects.add(&rejected)?;
                rows += 1;
            }
        }
        rejects.finish()?;
        let words = format!(
            "{}: {}",
            say_many(
                rows,
                "rejected row with its reason",
                "rejected rows with their reasons"
            ),
            path.display()
        );
        Ok(FileNews::Done(Clean::line(&words)))
    }
}

fn people_of(store: &mut Store, whom: Whom, stamp: &Stamp) -> Result<Vec<PersonId>, String> {
    let list = match whom {
        Whom::People(people) => return Ok(people),
        Whom::List(list) => list,
    };
    match store.answer(&Question::Ids(list), stamp) {
        Ok(Answer::Ids(_, ids)) => Ok(ids.iter().map(|id| PersonId(i64::from(*id))).collect()),
        Ok(_) => Ok(Vec::new()),
        Err(failure) => Err(Broken::from(failure).to_string()),
    }
}

fn wrong(broken: &Broken) -> FileNews {
    FileNews::Wrong(Clean::line(&broken.to_string()))
}

/// What is in the folder of a path that is being typed and begins like its last part; what is hidden only where a dot
/// is typed. A folder that cannot be read has nothing in it.
fn folder(typed: &str) -> Vec<Entry> {
    let (folder, begun) = match typed.rfind('/') {
        Some(place) => typed.split_at(place + 1),
        None if typed == "~" => ("~", ""),
        None => ("", typed),
    };
    let place = match folder {
        "" => PathBuf::from("."),
        folder => at_home(folder),
    };
    let mut names: Vec<Entry> = entries(&place)
        .filter(|entry| entry.name.starts_with(begun))
        .filter(|entry| begun.starts_with('.') || !entry.name.starts_with('.'))
        .take(MOST_NAMES)
        .collect();
    names.sort();
    names
}

fn entries(place: &Path) -> impl Iterator<Item = Entry> {
    let found = std::fs::read_dir(place).into_iter().flatten().flatten();
    found.filter_map(|entry| {
        // A link counts as what it leads to.
        let kind = std::fs::metadata(entry.path()).ok()?;
        Some(Entry {
            is_file: !kind.is_dir(),
            name: entry.file_name().into_string().ok()?,
        })
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;

    #[test]
    fn errands_are_refused_until_the_database_opens() {
        let (errands, incoming) = channel();
        let (to, events) = channel();
        let stamp = || Stamp {
            action: crate::domain::ids::ActionId("a/1".into()),
            at: 0,
            today: "2026-11-21".parse().unwrap(),
        };
        for ticket in [Ticket(1), Ticket(2), Ticket(3)] {
            errands
                .send(Order::Errand(ticket, Errand::Leave, stamp()))
                .unwrap();
        }
        let tries = std::cell::Cell::new(0);
        let open = || {
            tries.set(tries.get() + 1);
            if tries.get() < 3 {
                Err("others can write the folder".to_owned())
            } else {
                Ok(())
            }
        };
        let ((), (ticket, ..)) = opened(&incoming, &to, open).unwrap();
        assert_eq!(ticket, Ticket(3));
        let refused: Vec<Ticket> = events
            .try_iter()
            .map(|event| match event {
                Event::Desk(Message::File(ticket, FileNews::Wrong(_))) => ticket,
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(refused, [Ticket(1), Ticket(2)]);
    }

    #[test]
    fn folders_come_first_and_what_is_hidden_only_when_its_dot_is_typed() {
        let place = tempfile::tempdir().unwrap();
        for name in ["b.csv", "a.csv", ".hidden"] {
            std::fs::write(place.path().join(name), "").unwrap();
        }
        std::fs::create_dir(place.path().join("zoo")).unwrap();
        let names = |typed: &str| -> Vec<String> {
            let typed = format!("{}/{typed}", place.path().display());
            folder(&typed).into_iter().map(|entry| entry.name).collect()
        };
        assert_eq!(names(""), ["zoo", "a.csv", "b.csv"]);
        assert_eq!(names("a"), ["a.csv"]);
        assert_eq!(names("."), [".hidden"]);
        assert!(names("nowhere/").is_empty());
    }
}
