//! The loop: one message, then all that are queued; update; effects; one frame if anything changed.

use std::io::Stdout;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use ratatui::Terminal;

use super::config::Config;
use super::event::Event;
use super::files::Files;
use super::keyboard::{self, Gate};
use super::librarian::{Librarian, Request};
use super::pacing::{Cause, Pacing};
use super::recovery::Recovery;
use super::screen::Screen;
use super::watch::{self, Watch};
use super::worker::{Task, Worker};
use super::{clock, editor, log, outside, panic, personal, remembered, signals, terminal};
use crate::domain::change::Stamp;
use crate::domain::colleague::Whereabouts;
use crate::domain::ids::{ActionId, DeskId};
use crate::domain::question::Question;
use crate::domain::refusal::Trouble;
use crate::domain::text::Clean;
use crate::store::{Presence, Store, Who};
use crate::ui::app::App;
use crate::ui::effect::Effect;
use crate::ui::message::{Message, Ticket};
use crate::ui::notice::Notice;
use crate::ui::view;

/// A second Ctrl-C within this time quits.
const TWICE: Duration = Duration::from_secs(1);
/// A frame that would be drawn without its first answers waits this long for them.
const FIRST: Duration = Duration::from_millis(60);

/// A place that was left within this time is not told to the others.
pub(super) const SETTLED: Duration = Duration::from_millis(300);

/// Everything that a running desk holds.
pub(super) struct Running {
    pub(super) app: App,
    terminal: Terminal<Screen<Stdout>>,
    pub(super) config: Config,
    /// Nothing is changed here (`--read-only`).
    pub(super) only_looks: bool,
    pub(super) database: PathBuf,
    pub(super) tell: Sender<Event>,
    pub(super) librarian: Librarian,
    pub(super) worker: Worker,
    pub(super) files: Files,
    pub(super) watch: Watch,
    pub(super) here: Option<Presence>,
    /// Where the others believe that this desk is.
    pub(super) told: Whereabouts,
    pub(super) moved_due: Option<Instant>,
    pub(super) recovery: Recovery,
    gate: Gate,
    pub(super) desk: DeskId,
    actions: u64,
    mouse: bool,
    end: Option<i32>,
    /// What the next frame is drawn for.
    cause: Cause,
    /// The window was changed: the terminal may have lost letters, whatever its size is by now.
    resized: bool,
    /// Questions of the messages that were taken together.
    pub(super) asks: Vec<(Ticket, Question, Stamp)>,
    pub(super) typed_due: Option<Instant>,
    quitting_until: Option<Instant>,
    midnight: Instant,
}

/// Runs the desk on an open store until it ends; gives the exit code.
///
/// # Errors
/// When the terminal or a thread cannot be had; the terminal is as it was then.
pub fn run(store: Store, who: &Who, config: &Config) -> color_eyre::Result<i32> {
    let database = store.path().to_path_buf();
    let recovery = Recovery::new(&database, &who.desk.0);
    panic::install(recovery.shared())?;
    let here = store.enter(clock::now(), "Today");
    let only_looks = store.is_read_only();
    let on_full_disk = store.is_on_full_disk();
    let (tell, events) = channel();
    let worker = Worker::new(&store, who.clone(), tell.clone());
    let files = Files::new(&store, who.clone(), tell.clone());
    let librarian = Librarian::start(store, &tell)?;
    let watch = watch::start(&database, &who.desk.0, librarian.requests())?;
    signals::start(&tell, &recovery.shared())?;
    let own = personal::restore(config);
    let mouse = own.points();
    terminal::enter(mouse)?;
    let gate = keyboard::start(tell.clone())?;
    let mut terminal = Terminal::new(Screen::new(terminal::out()))?;
    terminal.clear()?;
    let size = terminal.size()?;
    let mut app = App::new(
        &who.login,
        clock::today(),
        own.colours(),
        (size.width, size.height),
    );
    app.keymap = config.keymap();
    app.screens.settings.personal = own;
    remembered::restore(&mut app, &database);
    if on_full_disk {
        app.say(Notice::wrong(
            "The disk is full: opened read-only. Free some space and start again to change things.",
        ));
    }
    app.desks = config.desks.keys().map(|name| Clean::line(name)).collect();
    let mut running = Running {
        app,
        terminal,
        config: config.clone(),
        only_looks,
        database,
        tell,
        watch,
        here,
        told: Whereabouts::default(),
        moved_due: None,
        librarian,
        worker,
        files,
        recovery,
        gate,
        desk: who.desk.clone(),
        actions: 0,
        mouse,
        end: None,
        cause: Cause::Hand,
        resized: false,
        asks: Vec::new(),
        typed_due: None,
        quitting_until: None,
        midnight: Instant::now() + clock::until_midnight(),
    };
    let result = running.live(&events);
    terminal::restore_all();
    result
}

impl Running {
    fn live(&mut self, events: &Receiver<Event>) -> color_eyre::Result<i32> {
        self.begin();
        self.first_answers(events);
        let code = self.turn(events)?;
        self.leave();
        Ok(code)
    }

    /// Waits a moment for what the first frame shows, so that it is drawn once and whole.
    fn first_answers(&mut self, events: &Receiver<Event>) {
        let until = Instant::now() + FIRST;
        while !self.app.has_first_page() && self.end.is_none() {
            match events.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(event) => {
                    self.take(event);
                    self.ask();
                }
                Err(_) => return,
            }
        }
    }

    /// The loop of the house.
    fn turn(&mut self, events: &Receiver<Event>) -> color_eyre::Result<i32> {
        let mut pacing = Pacing::default();
        let mut dirty = true;
        loop {
            if let Some(code) = self.end {
                return Ok(code);
            }
            dirty |= self.app.take_changed();
            let now = Instant::now();
            let cause = self.cause;
            let frame = if dirty { pacing.wait(cause, now) } else { None };
            if dirty && frame.is_none() {
                if self.draw().is_err() {
                    return Ok(signals::HUNG_UP);
                }
                pacing.drawn(cause, Instant::now());
                (dirty, self.cause) = (false, Cause::News);
            }
            match self.wait(events, frame) {
                Some(event) => self.take(event),
                None => self.due(),
            }
            while let Ok(event) = events.try_recv() {
                self.take(event);
            }
            self.ask();
            self.tell_where(Instant::now());
        }
    }

    /// Waits for an event, or until something is due; an idle desk waits without a limit but midnight.
    fn wait(&mut self, events: &Receiver<Event>, frame: Option<Instant>) -> Option<Event> {
        let due = [
            frame,
            self.typed_due,
            self.quitting_until,
            self.moved_due,
            Some(self.midnight),
        ]
        .into_iter()
        .flatten()
        .min()?;
        match events.recv_timeout(due.saturating_duration_since(Instant::now())) {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Event::End(1)),
        }
    }

    /// Something is due: text to be kept, a second Ctrl-C that did not come, a new day.
    fn due(&mut self) {
        let now = Instant::now();
        if self.typed_due.is_some_and(|due| due <= now) {
            self.keep_typed();
        }
        if self.quitting_until.is_some_and(|due| due <= now) {
            self.quitting_until = None;
            self.app.forget_quitting();
        }
        if self.midnight <= now {
            self.midnight = now + clock::until_midnight();
            let effects = self.app.set_today(clock::today());
            self.perform(effects);
        }
    }

    fn draw(&mut self) -> std::io::Result<()> {
        panic::if_asked("draw");
        // News of a size may have come before anybody listened for it, or not yet.
        let size = self.terminal.size()?;
        self.app.fits_into(size.width, size.height);
        if std::mem::take(&mut self.resized) {
            self.repaint();
        }
        let app = &self.app;
        self.terminal.draw(|frame| view::draw(app, frame))?;
        Ok(())
    }

    fn take(&mut self, event: Event) {
        if event.is_by_hand() {
            self.cause = Cause::Hand;
        }
        match event {
            Event::Desk(message) => {
                if matches!(message, Message::Key(_)) {
                    panic::if_asked("ui");
                }
                let effects = self.app.update(message);
                self.perform(effects);
                self.keep_typed();
                self.quitting_until = self
                    .app
                    .is_quitting()
                    .then(|| self.quitting_until.unwrap_or(Instant::now() + TWICE));
            }
            Event::Resized => {
                self.resized = true;
                self.app.look_again();
            }
            Event::End(code) => self.end = Some(code),
            Event::Stop => self.suspend(),
            Event::Broken(thread) => self.broken(&thread),
        }
    }

    fn broken(&mut self, thread: &str) {
        self.recovery.note(&self.app.drafts());
        self.recovery.save();
        terminal::restore_all();
        let words = format!(
            "entourage: a part of the desk ({thread}) broke; what was saved is safe, what you typed is kept and will be offered at the next start. The report is in {}",
            log::file().display()
        );
        terminal::aside(&words);
        self.end = Some(1);
    }

    fn keep_typed(&mut self) {
        self.typed_due = self.recovery.note(&self.app.drafts());
    }

    fn stamp(&mut self) -> Stamp {
        self.actions += 1;
        Stamp {
            action: ActionId(format!("{}/{}", self.desk.0, self.actions)),
            at: clock::now(),
            today: self.app.today,
        }
    }

    pub(super) fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let stamp = self.stamp();
            match effect {
                Effect::Ask(ticket, question) => self.asks.push((ticket, question, stamp)),
                Effect::Apply(ticket, change) => {
                    self.librarian.send(Request::Apply(ticket, change, stamp));
                }
                Effect::TakeBack {
                    ticket,
                    set,
                    reason,
                } => {
                    self.worker.send(Task::TakeBack(ticket, set, reason, stamp));
                }
                Effect::Resume(ticket, set) => {
                    self.worker.send(Task::Resume(ticket, set, stamp));
                }
                Effect::Bulk(ticket, bulk) => self.worker.send(Task::Bulk(ticket, bulk, stamp)),
                Effect::File(ticket, errand) => self.files.send(ticket, errand, stamp),
                Effect::Import {
                    ticket,
                    reading,
                    as_of,
                    choice,
                } => self
                    .worker
                    .send(Task::Import(ticket, reading, as_of, choice, stamp)),
                Effect::Erase {
                    ticket,
                    person,
                    words,
                } => self.worker.send(Task::Erase(ticket, person, words, stamp)),
                Effect::StopJob(set) => self.worker.send(Task::Stop(set)),
                Effect::Copy(text) => self.copy(&text),
                Effect::Open(link) if outside::open(&link) => self.say(&format!("opened {link}")),
                Effect::Open(link) => self.copy(&link),
                Effect::Edit(text) => self.edit(&text),
                Effect::Forget(_) => self.keep_typed(),
                Effect::Repaint => self.repaint(),
                Effect::Suspend => self.suspend(),
                Effect::Keep(own) => personal::save(&own),
                Effect::Mouse(on) => {
                    self.mouse = on;
                    let _ = terminal::set_mouse(on);
                }
                Effect::Switch(name) => self.switch(&name),
                Effect::Quit => self.end = Some(0),
            }
        }
    }

    /// Asks what is still wanted; in a flood of keys every question but the last was overtaken.
    pub(super) fn ask(&mut self) {
        for (ticket, question, stamp) in std::mem::take(&mut self.asks) {
            if self.app.awaits(ticket) {
                self.librarian.ask(ticket, question, stamp);
            }
        }
    }

    fn say(&mut self, words: &str) {
        self.app.say(Notice::calm(words));
    }

    fn copy(&mut self, text: &str) {
        match outside::copy(text) {
            Ok(()) => self.say(&format!(
                "copied {text} · {} characters",
                text.chars().count()
            )),
            Err(error) => self.say(&format!("the terminal did not take the copy ({error})")),
        }
    }

    fn repaint(&mut self) {
        self.terminal.backend_mut().forget();
        let _ = self.terminal.clear();
    }

    /// Opens the editor on a text; no lock is held and nothing is asked meanwhile.
    fn edit(&mut self, text: &str) {
        self.recovery.note(&self.app.drafts());
        self.recovery.save();
        self.gate.close();
        terminal::restore_all();
        panic::if_asked("editor");
        let edited = editor::edit(text);
        let _ = terminal::enter(self.mouse);
        self.repaint();
        self.gate.open();
        let message = match edited {
            Ok(text) => Message::Edited(text),
            Err(sentence) => Message::Trouble(Trouble::new(sentence)),
        };
        let effects = self.app.update(message);
        self.perform(effects);
        self.keep_typed();
    }

    /// Stops until the shell continues us; a desk without a shell says so instead.
    fn suspend(&mut self) {
        if !signals::can_stop() {
            self.say("there is no shell to come back from; q quits");
            return;
        }
        self.recovery.save();
        terminal::restore_all();
        signals::stop();
        let _ = terminal::enter(self.mouse);
        self.repaint();
        let effects = self.app.update(Message::ChangedElsewhere);
        self.perform(effects);
        let today = self.app.set_today(clock::today());
        self.perform(today);
    }
}
