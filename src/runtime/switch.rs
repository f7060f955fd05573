//! Leaving one database for another while the desk runs: the new one is opened first, so that one stays where one was
//! when it cannot be.

use std::time::Instant;

use super::desk::Running;
use super::files::Files;
use super::librarian::{Librarian, Request};
use super::worker::Worker;
use super::{clock, paths, remembered, watch, who};
use crate::domain::colleague::Whereabouts;
use crate::domain::text::Clean;
use crate::store::{Store, Who};
use crate::ui::app::App;
use crate::ui::message::Message;
use crate::ui::notice::Notice;

impl Running {
    /// Opens the database that the config calls so; says why not, and stays.
    pub(super) fn switch(&mut self, name: &str) {
        let who = Who {
            login: who::login(),
            desk: who::desk(),
        };
        let opened = paths::desk(name, &self.config).and_then(|path| {
            let store = if self.only_looks {
                Store::look(&path, &who)
            } else {
                Store::open(&path, &who)
            };
            store.map_err(|error| error.to_string())
        });
        let moved = match opened {
            Ok(store) if store.path() == self.database => {
                self.app
                    .say(Notice::calm(format!("{} is open", Clean::line(name))));
                return;
            }
            Ok(store) => self.move_to(store, &who).map_err(|error| error.to_string()),
            Err(sentence) => Err(sentence),
        };
        self.app.say(match moved {
            Ok(()) => Notice::done(format!("this is {}", Clean::line(name))),
            Err(sentence) => Notice::wrong(sentence),
        });
    }

    /// Takes everything over to the other database; only what may fail comes first.
    fn move_to(&mut self, store: Store, who: &Who) -> std::io::Result<()> {
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
        let librarian = Librarian::start(store, &self.tell)?;
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
