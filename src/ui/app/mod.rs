//! The desk: [`App::update`] takes what has happened and gives what should be done outside.

/// What every drawing needs to know, borrowed field by field so that screens and boxes can be changed meanwhile.
macro_rules! look {
    ($app:expr) => {
        $crate::ui::look::Look {
            theme: &$app.theme,
            today: $app.today,
            me: &$app.me,
            settings: &$app.desk.settings,
            here: &$app.colleagues,
        }
    };
}

mod aim;
mod boxes;
mod carrying;
mod choosing;
mod colleagues;
mod erasing;
mod gone;
mod importing;
mod jobs;
mod keeping;
mod keys;
mod marked;
mod merging;
mod outcomes;
mod pending;
mod people;
mod returning;
mod typing;
mod unsaved;
mod unseen;
mod views;
mod why_not;

use std::collections::HashMap;

use chrono::NaiveDate;

pub use self::aim::Aim;
use self::erasing::Gone;
use self::keeping::Discarded;
pub use self::marked::PeopleAction;
use self::pending::OnTheWay;
use super::draft::{Draft, DraftFor, OneText, Unsaved};
use super::effect::Effect;
use super::keeping::{Hitch, Keeping};
use super::keymap::{Key, Keymap};
use super::look::Look;
use super::message::{Message, Ticket};
use super::next::{Asker, Await, Next};
use super::notice::Notice;
use super::overlays::Overlay;
use super::screens::{Place, Screens, Tab};
use super::theme::Theme;
use crate::domain::colleague::Colleague;
use crate::domain::ids::{PersonId, SetId};
use crate::domain::job::Going;
use crate::domain::question::{Answer, DeskState, Question};
use crate::domain::refusal::Trouble;
use crate::domain::text::Clean;

/// Errors that the list keeps.
const TROUBLES: usize = 100;
/// People that "find anything" offers before the first letter.
const RECENT: usize = 10;

/// The desk.
#[derive(Debug)]
pub struct App {
    /// The login name of the person who sits here.
    pub me: Clean,
    /// The local day.
    pub today: NaiveDate,
    /// Colours by meaning.
    pub theme: Theme,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// Where one is.
    pub place: Place,
    /// Every screen.
    pub screens: Screens,
    /// What the title bar shows.
    pub desk: DeskState,
    /// The keys in force.
    pub keymap: Keymap,
    /// Boxes on top, the topmost last.
    pub overlays: Vec<Overlay>,
    /// What happened, until the next key.
    pub notice: Option<Notice>,
    /// The jobs of this desk: the first goes on, the others wait.
    working: Vec<(Ticket, Going)>,
    /// It goes on behind: its line is not shown.
    behind: bool,
    /// Jobs that were cut off and told of.
    told_jobs: Vec<SetId>,
    came_from: Vec<Place>,
    troubles: Vec<Trouble>,
    unread: usize,
    recent: Vec<(PersonId, Clean)>,
    typed_lines: Vec<String>,
    /// Who was erased while this instance runs.
    gone: Gone,
    kept: Unsaved,
    /// The text of this place is on its way back to its box.
    returning: Option<DraftFor>,
    /// It is being quit: what Esc would discard is not kept.
    leaving: bool,
    /// What of the unsaved text is on disk.
    keeping: Keeping,
    /// What stood in the way of that, as the error list has it.
    listed_hitch: Option<Hitch>,
    /// What was discarded in a box last, until it is brought back.
    discarded: Option<Discarded>,
    /// The text of a box that was closed, until it is known to be on disk.
    closing: Option<OneText>,
    half: Option<Key>,
    quitting: bool,
    last_click: Option<(u16, u16)>,
    /// Names of the databases that can be switched to.
    pub desks: Vec<Clean>,
    colleagues: Vec<Colleague>,
    /// The newest change that this desk has heard of.
    heard: Option<SetId>,
    quiet: Vec<(Clean, usize)>,
    toast: Option<Notice>,
    awaited: HashMap<Asker, Ticket>,
    /// Questions on the way to a change, with whom it is about.
    waiting: HashMap<Ticket, Await>,
    pending: OnTheWay,
    tickets: u64,
    changed: bool,
}

impl App {
    /// A desk for a member on a day, on its first screen.
    #[must_use]
    pub fn new(me: &str, today: NaiveDate, theme: Theme, size: (u16, u16)) -> App {
        App {
            me: Clean::line(me),
            today,
            theme,
            size,
            place: Place::Tab(Tab::Today),
            screens: Screens::default(),
            desk: DeskState::default(),
            keymap: Keymap::default(),
            overlays: Vec::new(),
            notice: None,
            working: Vec::new(),
            behind: false,
            told_jobs: Vec::new(),
            came_from: Vec::new(),
            troubles: Vec::new(),
            unread: 0,
            recent: Vec::new(),
            typed_lines: Vec::new(),
            gone: Gone::default(),
            kept: Unsaved::default(),
            returning: None,
            leaving: false,
            keeping: Keeping::default(),
            listed_hitch: None,
            closing: None,
            discarded: None,
            half: None,
            quitting: false,
            last_click: None,
            desks: Vec::new(),
            colleagues: Vec::new(),
            heard: None,
            quiet: Vec::new(),
            toast: None,
            awaited: HashMap::new(),
            waiting: HashMap::new(),
            pending: OnTheWay::default(),
            tickets: 0,
            changed: true,
        }
    }

    /// What is asked first.
    pub fn begin(&mut self) -> Vec<Effect> {
        let mut next = self.screens.asks(self.place);
        next.push(self.ask_desk());
        next.push(self.ask_news());
        self.carry_out(next)
    }

    /// Takes what has happened; gives what should be done outside.
    pub fn update(&mut self, message: Message) -> Vec<Effect> {
        self.changed |= !matches!(message, Message::Keeping(_));
        let next = match message {
            Message::Key(key) => self.key(key),
            Message::Paste(text) => self.paste(&text),
            Message::Mouse(mouse) => self.mouse(mouse),
            Message::Resized(columns, rows) => {
                self.fits_into(columns, rows);
                Vec::new()
            }
            Message::Answered(ticket, answer) => self.answered(ticket, answer),
            Message::Applied(ticket, receipt) => self.applied(ticket, receipt),
            Message::Refused(ticket, refusal) => self.refused(ticket, refusal),
            Message::Failed(ticket, trouble) => self.failed(ticket, trouble),
            Message::Overtaken(ticket) => {
                self.awaited.retain(|_, one| *one != ticket);
                self.waiting.remove(&ticket);
                self.opens_no_text();
                Vec::new()
            }
            Message::Erased(ticket) => self.erased(ticket),
            Message::Forgotten(people) => self.forgotten(&people),
            Message::Progress(ticket, going) => self.gets_on(ticket, going),
            Message::Imported(_, report) => self.imported(report),
            Message::File(ticket, news) => self.file_news(ticket, news),
            Message::Stopped(ticket, going) => self.stopped(ticket, &going),
            Message::ChangedElsewhere => {
                let mut next = self.refresh();
                next.push(self.ask_news());
                next
            }
            Message::Here(colleagues) => {
                self.colleagues = colleagues;
                Vec::new()
            }
            Message::Keeping(keeping) => {
                self.keeps(keeping);
                Vec::new()
            }
            Message::WouldLose => self.would_lose(),
            Message::Edited(text) => self.edited(text),
            Message::Recovered(drafts) => self.recovered(drafts),
            Message::Trouble(trouble) => self.trouble(trouble),
            Message::TakeBack(set) => vec![Next::TakeBack { set, reason: None }],
            Message::Due => Vec::new(),
        };
        self.carry_out(next)
    }

    /// A new day has begun, or the clock was set.
    pub fn set_today(&mut self, today: NaiveDate) -> Vec<Effect> {
        if self.today == today {
            return Vec::new();
        }
        self.today = today;
        self.screens.today.enter();
        let look = look!(self);
        self.screens.read_again(&look);
        let next = self.refresh();
        self.carry_out(next)
    }

    /// The next frame is drawn although nothing was changed.
    pub fn look_again(&mut self) {
        self.changed = true;
    }

    /// The window has this size now.
    pub fn fits_into(&mut self, columns: u16, rows: u16) {
        self.size = (columns, rows);
    }

    /// Shows a notice in the next frame.
    pub fn say(&mut self, notice: Notice) {
        self.notice = Some(notice);
        self.changed = true;
    }

    /// Whether something changed since the last frame.
    pub fn take_changed(&mut self) -> bool {
        std::mem::take(&mut self.changed)
    }

    /// What every drawing needs to know.
    #[must_use]
    pub fn look(&self) -> Look<'_> {
        look!(self)
    }

    /// Whether the second Ctrl-C would quit; it is forgotten after a moment.
    #[must_use]
    pub fn is_quitting(&self) -> bool {
        self.quitting
    }

    /// The moment for the second Ctrl-C is over.
    pub fn forget_quitting(&mut self) {
        if std::mem::take(&mut self.quitting) {
            self.notice = None;
            self.changed = true;
        }
    }

    /// Errors that were not looked at yet.
    #[must_use]
    pub fn unread(&self) -> usize {
        self.unread
    }

    /// This desk takes the place of one that was left: what comes late for that one is dropped.
    pub fn follow(&mut self, left: &App) {
        self.tickets = left.tickets;
        self.keymap.clone_from(&left.keymap);
        self.desks.clone_from(&left.desks);
        self.screens.settings.personal = left.screens.settings.personal;
        self.typed_lines.clone_from(&left.typed_lines);
    }

    /// Whether an answer to this request is still wanted.
    #[must_use]
    pub fn awaits(&self, ticket: Ticket) -> bool {
        self.waiting.contains_key(&ticket) || self.awaited.values().any(|one| *one == ticket)
    }

    /// The screen under everything else.
    #[must_use]
    pub fn home(&self) -> Tab {
        let before = || self.came_from.iter().rev().find_map(|place| place.tab());
        self.place.tab().or_else(before).unwrap_or(Tab::Today)
    }

    /// Whether the first page is here; the counts in the title bar and of the list may follow.
    #[must_use]
    pub fn has_first_page(&self) -> bool {
        let later = [
            Asker::Whole,
            Asker::Desk,
            Asker::Board,
            Asker::Vocabulary,
            Asker::News,
        ];
        self.awaited.keys().all(|asker| later.contains(asker))
    }

    /// Whether every question has been answered.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.awaited.is_empty() && self.waiting.is_empty() && self.pending.is_empty()
    }

    fn ticket(&mut self) -> Ticket {
        self.tickets += 1;
        Ticket(self.tickets)
    }

    /// The import itself is in front, and says how far it is.
    fn is_importing_in_front(&self) -> bool {
        self.place == Place::Import && self.screens.import.is_going()
    }

    /// What is said above the footer where nothing else is: the job that goes on here, or why a change waits.
    #[must_use]
    pub fn said_below(&self) -> Option<Clean> {
        self.progress().or_else(|| self.waits_for_sweep())
    }

    /// Asks again for what is shown; the answers take the place of what is there.
    fn refresh(&mut self) -> Vec<Next> {
        let mut next = self.screens.asks(self.place);
        next.extend(self.overlays.iter().filter_map(|overlay| match overlay {
            Overlay::Fit(fit) => Some(fit.asks()),
            // Who else was in touch shows while the line is being typed.
            Overlay::Log(log) => Some(log.asks()),
            _ => None,
        }));
        next.push(self.ask_desk());
        next
    }

    /// Asks for the title bar; where my Today is shown, it brings its own count.
    fn ask_desk(&self) -> Next {
        let shown = self.place == Place::Tab(Tab::Today) && self.screens.today.is_all_of_mine();
        Next::Ask(Asker::Desk, Question::Desk { owed: !shown })
    }

    fn answered(&mut self, ticket: Ticket, answer: Answer) -> Vec<Next> {
        if let Some(wait) = self.waiting.remove(&ticket) {
            return self.went_on(wait, answer);
        }
        let Some(asker) = self
            .awaited
            .iter()
            .find(|(_, one)| **one == ticket)
            .map(|(asker, _)| *asker)
        else {
            return Vec::new();
        };
        self.awaited.remove(&asker);
        match (asker, answer) {
            (Asker::Desk, Answer::Desk(desk)) => {
                let owed = desk.owed.or(self.desk.owed);
                self.desk = DeskState { owed, ..desk };
                self.renew_views();
                self.tell_left_open();
                Vec::new()
            }
            (Asker::Marks, Answer::Gone(gone, newest)) => {
                if let Some(words) = self.screens.roster.marked_gone(&gone, newest) {
                    self.toast(Notice::calm(words));
                }
                Vec::new()
            }
            (Asker::News, Answer::News(news)) => self.heard_of(news),
            (Asker::Box(number), answer) => {
                self.in_box(number, |overlay, look| overlay.receive(answer, look))
            }
            (Asker::Today, Answer::Today(state)) => {
                if self.screens.today.is_all_of_mine() {
                    self.desk.owed = Some((state.open, state.more));
                }
                self.screens.receive(asker, Answer::Today(state))
            }
            (Asker::Profile, Answer::Erased(person)) => self.is_erased(person),
            (Asker::Profile, answer) => {
                let mut next = self.screens.receive(Asker::Profile, answer);
                if self.place != Place::Profile {
                    // Whoever has left meanwhile does not want the form any more.
                    next.retain(|one| !matches!(one, Next::OpenLate(_)));
                }
                if let Some(someone) = self.screens.someone(Place::Profile) {
                    self.remember(someone.id, someone.name);
                }
                next
            }
            (asker, answer) => self.screens.receive(asker, answer),
        }
    }

    /// What was asked on the way to a change is known: on with it.
    fn went_on(&mut self, wait: Await, answer: Answer) -> Vec<Next> {
        match (wait, answer) {
            (Await::Ready(people, to), Answer::Ready(_, found, gone)) if gone.is_empty() => {
                self::marked::ready(self.desk.settings.rules, &people, to, found)
            }
            (Await::Ready(people, to), Answer::Ready(_, _, gone)) => {
                let go_on = |rest| vec![Next::With(rest, PeopleAction::To(to))];
                match self::gone::ask_rest(&people, &gone, go_on) {
                    Ok(ask) => vec![Next::late(ask)],
                    Err(words) => vec![Next::Say(Notice::calm(words))],
                }
            }
            (Await::Ready(..), _) => Vec::new(),
            (Await::Hand(who, field, member, merged), answer) => {
                App::hand(&who, field, &member, merged, answer)
            }
            (Await::Return(_, draft), answer) => self.restored_about(&draft, answer),
            (Await::WhyGone(who, number), answer) => self.told_why_gone(&who, number, answer),
        }
    }

    fn recovered(&mut self, drafts: Vec<Draft>) -> Vec<Next> {
        if drafts.is_empty() {
            return Vec::new();
        }
        self.kept.extend(drafts.into_iter().map(OneText::of));
        vec![self.list_kept(), self.ask_who_was_erased_before()]
    }

    /// Something went wrong: one sentence in the notice, the chain in the error list.
    fn trouble(&mut self, trouble: Trouble) -> Vec<Next> {
        let notice = Notice::wrong(format!("{} · F12", trouble.sentence));
        self.list_trouble(trouble);
        vec![Next::Say(notice)]
    }

    /// Puts something that went wrong into the error list, where it is shown otherwise or later.
    fn list_trouble(&mut self, trouble: Trouble) {
        self.troubles.push(trouble);
        if self.troubles.len() > TROUBLES {
            self.troubles.remove(0);
        }
        self.unread += 1;
    }
}
