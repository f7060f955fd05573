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
use super::opening::Opened;
use super::pacing::{Cause, Pacing};
use super::recovery::Recovery;
use super::screen::Screen;
use super::signals::Foreground;
use super::watch::{self, Watch};
use super::worker::{Task, Worker};
use super::{clock, log, outside, panic, personal, remembered, signals, terminal};
use crate::domain::change::Stamp;
use crate::domain::colleague::Whereabouts;
use crate::domain::ids::{ActionId, DeskId};
use crate::domain::question::Question;
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

/// What was typed before the desk was told to end comes in within this time of silence.
const LAST_KEYS: Duration = Duration::from_millis(20);
/// And at most within this one.
const LAST_MOMENT: Duration = Duration::from_millis(100);

/// A place that was left within this time is not told to the others.
pub(super) const SETTLED: Duration = Duration::from_millis(300);

/// Everything that a running desk holds.
pub(super) struct Running {
    pub(super) app: App,
    pub(super) terminal: Terminal<Screen<Stdout>>,
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
    pub(super) gate: Gate,
    pub(super) foreground: Foreground,
    pub(super) desk: DeskId,
    actions: u64,
    pub(super) mouse: bool,
    pub(super) end: Option<i32>,
    /// The name of the database that is being opened to take the place of this one.
    pub(super) opening: Option<Clean>,
    /// It is open, and waits until no box is open here.
    pub(super) ready: Option<Box<Opened>>,
    /// What the next frame is drawn for.
    cause: Cause,
    /// The window was changed: the terminal may have lost letters, whatever its size is by now.
    resized: bool,
    /// Questions of the messages that were taken together.
    pub(super) asks: Vec<(Ticket, Question, Stamp)>,
    quitting_until: Option<Instant>,
    /// The folder of a text whose editor ended at once, and may be open in a window of its own.
    pub(super) open_elsewhere: Option<PathBuf>,
    /// The desk quits as soon as the change that is being saved is in the database.
    quits_when_saved: bool,
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
    recovery.start(&tell)?;
    let worker = Worker::new(&store, who.clone(), recovery.shared(), tell.clone());
    let files = Files::new(&store, who.clone(), tell.clone());
    let reader = store.reader();
    let librarian = Librarian::start(store, reader, &tell)?;
    let watch = watch::start(&database, &who.desk.0, librarian.requests())?;
    let foreground = Foreground::default();
    signals::start(&tell, &recovery.shared(), &foreground)?;
    clock::start(&tell)?;
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
        foreground,
        desk: who.desk.clone(),
        actions: 0,
        mouse,
        end: None,
        opening: None,
        ready: None,
        cause: Cause::Hand,
        resized: false,
        asks: Vec::new(),
        quitting_until: None,
        open_elsewhere: None,
        quits_when_saved: false,
    };
    let code = running.live(&events);
    terminal::restore_all();
    if let Some(words) = running.recovery.last_words() {
        terminal::aside(&format!("entourage: {words}"));
    }
    Ok(code)
}

impl Running {
    fn live(&mut self, events: &Receiver<Event>) -> i32 {
        self.begin();
        self.first_answers(events);
        let code = self.turn(events);
        if code != 0 {
            self.end = Some(code);
            self.last_keys(events);
        }
        self.leave();
        self.close_elsewhere();
        self.last_answers(events);
        code
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
    fn turn(&mut self, events: &Receiver<Event>) -> i32 {
        let mut pacing = Pacing::default();
        let mut dirty = true;
        loop {
            if let Some(code) = self.end {
                return code;
            }
            dirty |= self.app.take_changed();
            let now = Instant::now();
            let cause = self.cause;
            let frame = if dirty { pacing.wait(cause, now) } else { None };
            if dirty && frame.is_none() {
                if self.draw().is_err() {
                    return signals::HUNG_UP;
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

    /// Takes what was typed before the desk was told to end: it is unsaved text like any other.
    fn last_keys(&mut self, events: &Receiver<Event>) {
        let until = Instant::now() + LAST_MOMENT;
        while let Ok(event) = events.recv_timeout(LAST_KEYS) {
            match event {
                Event::Desk(_) => self.take(event),
                Event::Resized
                | Event::Clock
                | Event::End(_)
                | Event::Stop(_)
                | Event::Continued
                | Event::Opening(_)
                | Event::Opened(_)
                | Event::Broken(_) => {}
            }
            if Instant::now() >= until {
                return;
            }
        }
    }

    /// What the store said while it ended: what was saved is no unsaved text any more, and what was refused is.
    fn last_answers(&mut self, events: &Receiver<Event>) {
        let mut is_changed = false;
        while let Ok(event) = events.try_recv() {
            let Event::Desk(message) = event else {
                continue;
            };
            if message.is_outcome() {
                // There is nobody left to carry out what follows from it.
                drop(self.app.update(message));
                is_changed = true;
            }
        }
        if is_changed {
            self.keep_typed();
            let _ = self.recovery.save();
        }
    }

    /// Waits for an event, or until something is due; an idle desk waits without a limit.
    fn wait(&mut self, events: &Receiver<Event>, frame: Option<Instant>) -> Option<Event> {
        let due = [frame, self.quitting_until, self.moved_due];
        let Some(due) = due.into_iter().flatten().min() else {
            return Some(events.recv().unwrap_or(Event::End(1)));
        };
        match events.recv_timeout(due.saturating_duration_since(Instant::now())) {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Event::End(1)),
        }
    }

    /// Something is due: a second Ctrl-C that did not come.
    fn due(&mut self) {
        let now = Instant::now();
        if self.quitting_until.is_some_and(|due| due <= now) {
            self.quitting_until = None;
            self.app.forget_quitting();
        }
    }

    /// The day is that of the wall clock whenever something happens.
    fn look_at_clock(&mut self) {
        let today = clock::today();
        if today != self.app.today {
            let effects = self.app.set_today(today);
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
        self.look_at_clock();
        match event {
            Event::Desk(message) => {
                if matches!(message, Message::Key(_)) {
                    panic::if_asked("ui");
                }
                self.hear(message);
                self.quitting_until = self
                    .app
                    .is_quitting()
                    .then(|| self.quitting_until.unwrap_or(Instant::now() + TWICE));
            }
            Event::Resized => {
                self.resized = true;
                self.app.look_again();
            }
            // The thread that sent it is heard here already.
            Event::Clock => {}
            Event::End(code) => self.end = Some(code),
            // One that was sent before the last stop has had its effect.
            Event::Stop(run) if run != self.foreground.stops() => {}
            Event::Stop(_) => self.suspend(),
            Event::Continued => self.continued(),
            Event::Opening(words) => self.say(words.as_str()),
            Event::Opened(opened) => self.opened(opened),
            Event::Broken(thread) => self.broken(&thread),
        }
        self.move_when_free();
    }

    /// Takes a message. A desk that was to quit after a save quits when it is through, and stays where something else was
    /// pressed meanwhile, or where the save was refused, which is shown.
    fn hear(&mut self, message: Message) {
        let is_refused = message.is_refusal();
        let is_typed = matches!(
            message,
            Message::Key(_) | Message::Paste(_) | Message::Mouse(_)
        );
        let effects = self.app.update(message);
        let quits = self.app.is_quitting() || effects.contains(&Effect::Quit);
        if is_refused || (is_typed && !quits) {
            self.quits_when_saved = false;
        }
        self.perform(effects);
        self.keep_typed();
        if self.quits_when_saved && !self.app.is_saving() {
            self.quit();
        }
    }

    fn broken(&mut self, thread: &str) {
        self.keep_typed();
        let typed = panic::what_was_typed(self.recovery.save());
        terminal::restore_all();
        let words = format!(
            "entourage: a part of the desk ({thread}) broke. What was saved is safe. {typed}. The report is in {}",
            log::file().display()
        );
        terminal::aside(&words);
        self.end = Some(1);
    }

    /// Says what is unsaved now; text of a box that was closed is brought to disk at once, since that is reported.
    pub(super) fn keep_typed(&mut self) {
        let state = self.app.unsaved_state();
        self.recovery.note_changed(state, || self.app.drafts());
        if self.app.is_closing_text() {
            self.recovery.hurry();
        }
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
                    confirmed,
                } => self
                    .worker
                    .send(Task::Import(ticket, reading, confirmed, stamp)),
                Effect::Erase(ticket, erased) => {
                    self.worker.send(Task::Erase(ticket, erased, stamp));
                }
                Effect::Forget(people, names) => self.worker.send(Task::Forget(people, names)),
                Effect::StopJob(set) => self.worker.send(Task::Stop(set)),
                Effect::Copy(text) => self.copy(&text),
                Effect::Open(link) if outside::open(&link) => self.say(&format!("opened {link}")),
                Effect::Open(link) => self.copy(&link),
                // A desk that is about to end does not step aside any more.
                Effect::Edit(_) | Effect::Suspend if self.end.is_some() => {}
                Effect::Edit(text) => self.edit(&text),
                Effect::Repaint => self.repaint(),
                Effect::Suspend => self.suspend(),
                Effect::Keep(own) => personal::save(&own),
                Effect::Mouse(on) => {
                    self.mouse = on;
                    let _ = terminal::set_mouse(on);
                }
                Effect::Switch(name) => self.switch(&name),
                Effect::Quit => self.quit(),
                Effect::Abandon => self.end = Some(0),
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

    /// Ends the desk, unless unsaved text would be lost with it. A change that is being saved is waited for, until one
    /// quits a second time.
    fn quit(&mut self) {
        if self.app.is_saving() && !self.quits_when_saved {
            self.quits_when_saved = true;
            self.say(
                "A change is still being saved; Entourage quits when it is · q quits without it",
            );
            return;
        }
        self.quits_when_saved = false;
        self.keep_typed();
        if self.recovery.save() {
            self.end = Some(0);
        } else {
            let effects = self.app.update(Message::WouldLose);
            self.perform(effects);
        }
    }

    pub(super) fn say(&mut self, words: &str) {
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

    pub(super) fn repaint(&mut self) {
        self.terminal.backend_mut().forget();
        let _ = self.terminal.clear();
    }
}
