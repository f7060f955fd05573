//! Leaving one database for another while the desk runs: the new one is opened first, so that one stays where one was
//! when it cannot be.

use std::time::Instant;

use super::desk::Running;
use super::files::Files;
use super::librarian::{Librarian, Request};
use super::opening::{self, Opened};
use super::worker::Worker;
use super::{clock, paths, remembered, watch};
use crate::domain::colleague::Whereabouts;
use crate::domain::text::Clean;
use crate::ui::app::App;
use crate::ui::message::Message;
use crate::ui::notice::Notice;

impl Running {
    /// Begins to open the database that the config calls so; the desk goes on until it is open, and stays where it cannot
    /// be opened.
    pub(super) fn switch(&mut self, name: &str) {
        let name = Clean::line(name);
        if let Some(opening) = &self.opening {
            let words = format!("{opening} is still being opened");
            return self.app.say(Notice::calm(words));
        }
        let begun = paths::desk(name.as_str(), &self.config).and_then(|path| {
            opening::start(name.clone(), path, self.only_looks, &self.tell)
                .map_err(|error| format!("No thread to open {name} ({error}). Try again."))
        });
        match begun {
            Ok(()) => {
                self.app.say(Notice::calm(format!("Opening {name}…")));
                self.opening = Some(name);
            }
            Err(sentence) => self.app.say(Notice::wrong(sentence)),
        }
    }

    /// The other database is open, or cannot be opened.
    pub(super) fn opened(&mut self, opened: Result<Box<Opened>, Clean>) {
        self.opening = None;
        match opened {
            Err(sentence) => self.app.say(Notice::wrong(sentence.as_str())),
            Ok(opened) if opened.store.path() == self.database => {
                self.app
                    .say(Notice::calm(format!("{} is open", opened.name)));
            }
            Ok(opened) => {
                if !self.app.overlays.is_empty() {
                    let words = format!("{} is open: close this box to go there", opened.name);
                    self.app.say(Notice::calm(words));
                }
                self.ready = Some(opened);
            }
        }
    }

    /// Goes to the other database as soon as it is open and nothing is typed into a box here, which would go elsewhere.
    pub(super) fn move_when_free(&mut self) {
        if self.end.is_some() || !self.app.overlays.is_empty() {
            return;
        }
        let Some(opened) = self.ready.take() else {
            return;
        };
        let name = opened.name.clone();
        let moved = match self.app.stays_because() {
            Some(why) => Err(why),
            None => self.move_to(*opened).map_err(|error| error.to_string()),
        };
        self.app.say(match moved {
            Ok(()) => Notice::done(format!("this is {name}")),
            Err(sentence) => Notice::wrong(sentence),
        });
    }

    /// Takes everything over to the other database; only what may fail comes first.
    fn move_to(&mut self, opened: Opened) -> std::io::Result<()> {
        let Opened {
            store, reader, who, ..
        } = opened;
        self.keep_typed();
        if !self.recovery.save() {
            // The text is only here, and would go with the desk that is left.
            return Err(std::io::Error::other(
                "unsaved text cannot be kept on disk. Save or discard it first",
            ));
        }
        let database = store.path().to_path_buf();
        let here = store.enter(clock::now(), "Today");
        let worker = Worker::new(
            &store,
            who.clone(),
            self.recovery.shared(),
            self.tell.clone(),
        );
        let files = Files::new(&store, who.clone(), self.tell.clone());
        let librarian = Librarian::start(store, reader, &self.tell)?;
        let watch = watch::start(&database, &who.desk.0, librarian.requests())?;
        self.leave();
        let mut app = App::new(&who.login, clock::today(), self.app.theme, self.app.size);
        app.follow(&self.app);
        remembered::restore(&mut app, &database);
        self.recovery.turn_to(&database, &who.desk.0);
        (self.app, self.database) = (app, database);
        (self.librarian, self.worker, self.files) = (librarian, worker, files);
        (self.here, self.watch) = (here, watch);
        self.desk = who.desk.clone();
        self.told = Whereabouts::default();
        self.moved_due = None;
        self.asks.clear();
        self.begin();
        Ok(())
    }

    /// Leaves a database: what was typed is kept on disk, where one was is remembered.
    pub(super) fn leave(&mut self) {
        self.keep_typed();
        // Where it fails, whoever quits was asked before, and a desk that is ended from outside has no choice.
        let _ = self.recovery.save();
        remembered::save(&self.app, &self.database);
        self.worker.end();
        self.librarian.end();
    }

    /// The first questions on a database, and text that was kept of it.
    pub(super) fn begin(&mut self) {
        let effects = self.app.begin();
        self.perform(effects);
        self.ask();
        self.librarian.send(Request::Join(clock::now()));
        let (found, troubles) = self.recovery.find();
        if !found.is_empty() {
            let effects = self.app.update(Message::Recovered(found));
            self.perform(effects);
            self.recovery.adopt(self.app.drafts());
        }
        for trouble in troubles {
            let effects = self.app.update(Message::Trouble(trouble));
            self.perform(effects);
        }
        self.ask();
    }

    /// Tells the others where this desk is, when it has been there for a moment; gives when that will be.
    pub(super) fn tell_where(&mut self, now: Instant) {
        let at = self.app.whereabouts();
        if at == self.told {
            self.moved_due = None;
        } else if self.moved_due.is_some_and(|due| due <= now) {
            if let Some(here) = &mut self.here {
                here.moved(&at);
            }
            (self.told, self.moved_due) = (at, None);
        } else if self.moved_due.is_none() {
            self.moved_due = Some(now + super::desk::SETTLED);
        }
    }
}
