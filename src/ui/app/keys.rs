//! Keys, pastes and clicks: the box on top first, then the place, then everywhere; all through the keymap.

use crossterm::event::{
    KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use super::{Aim, App};
use crate::domain::change::{Change, HistoryChange};
use crate::domain::ids::SetId;
use crate::ui::command::{
    BoxCommand, ClashCommand, ColumnsCommand, Command, FitCommand, ListCommand, PersonCommand,
    TodayCommand,
};
use crate::ui::effect::Effect;
use crate::ui::keymap::{Heard, Key, Scope};
use crate::ui::next::Next;
use crate::ui::notice::Notice;
use crate::ui::overlays::ask::Ask;
use crate::ui::overlays::errors::Errors;
use crate::ui::overlays::find::Find;
use crate::ui::overlays::help::Help;
use crate::ui::overlays::line::CommandLine;
use crate::ui::overlays::{Overlay, Taken};
use crate::ui::personal::Own;
use crate::ui::screens::query_line::QueryLine;
use crate::ui::screens::{Place, Screens, Tab, Under};
use crate::ui::subject::Subject;
use crate::ui::view;

impl App {
    /// Scopes that are heard now, the first before the others.
    #[must_use]
    pub fn scopes(&self) -> Vec<Scope> {
        match self.overlays.last() {
            Some(overlay) => vec![overlay.scope()],
            None if self.is_searching() => vec![Scope::Search],
            None if self.is_typing_path() => vec![Scope::Path],
            None => Screens::scopes(self.place).to_vec(),
        }
    }

    pub(super) fn key(&mut self, key: KeyEvent) -> Vec<Next> {
        if key.kind == KeyEventKind::Release {
            return Vec::new();
        }
        if view::is_too_small(self.size) {
            return self.key_unseen(key);
        }
        if is_interrupt(key) {
            return self.interrupt();
        }
        (self.quitting, self.leaving) = (false, false);
        self.notice = self.waiting_toast();
        let went = self.screens.settle(self.place);
        let pending = self.half.take();
        let scopes = self.scopes();
        let (key, heard) = self.understood(&scopes, pending, key);
        // A chord goes before the text, or its first half could never be typed into a box.
        if let (Heard::Half(half), false) = (heard, self.overlays.is_empty()) {
            self.half = Some(half);
            return Vec::new();
        }
        if pending.is_none()
            && let Some(next) = self.key_for_box(key)
        {
            return next;
        }
        match heard {
            Heard::Nothing if let Some(command) = self.heard_everywhere(key) => self.run(command),
            Heard::Nothing if self.overlays.is_empty() && self.is_searching() => {
                let look = look!(self);
                self.screens
                    .with_query(self.place, |line| line.key(key, &look))
            }
            Heard::Nothing if self.overlays.is_empty() && self.is_typing_path() => {
                self.screens.import.type_key(key)
            }
            Heard::Command(command) => match went.filter(|_| is_of_the_row(command)) {
                // The key was meant for the row that has just gone, and not for the next one.
                Some(name) => vec![Next::Say(Notice::calm(format!(
                    "{name} is no longer due; nothing was done"
                )))],
                None => self.run(command),
            },
            Heard::Half(half) => {
                self.half = Some(half);
                Vec::new()
            }
            Heard::Nothing => of_another_script(key),
        }
    }

    /// Keys that are of no box and no line, and mean the same above all of them: what went wrong, to stop, to draw anew.
    fn heard_everywhere(&self, key: KeyEvent) -> Option<Command> {
        let heard = self.keymap.heard(&[Scope::Anywhere], None, Key::of(key));
        let Heard::Command(command @ (Command::Errors | Command::Suspend | Command::Repaint)) =
            heard
        else {
            return None;
        };
        let is_there = matches!(self.overlays.last(), Some(Overlay::Errors(_)));
        (!is_there || command != Command::Errors).then_some(command)
    }

    /// A key that took a question away does what it does below, unless something else stands under the bar by now.
    pub(super) fn press(&mut self, under: Option<&Under>, key: KeyEvent) -> Vec<Next> {
        let now = self.screens.under(self.place, &self.look());
        if self.overlays.is_empty() && under.is_some_and(|under| *under != now) {
            let words = "The list has changed under this question: press the key again";
            return vec![Next::Say(Notice::calm(words))];
        }
        self.key(key)
    }

    fn is_typing_path(&self) -> bool {
        self.place == Place::Import && self.screens.import.is_typing()
    }

    fn is_searching(&self) -> bool {
        let line = self.screens.query_line(self.place);
        line.is_some_and(QueryLine::is_typing)
    }

    /// What a key means here; on a keyboard of another script the Latin key below it, unless letters are text here.
    fn understood(
        &self,
        scopes: &[Scope],
        pending: Option<Key>,
        key: KeyEvent,
    ) -> (KeyEvent, Heard) {
        let heard = self.keymap.heard(scopes, pending, Key::of(key));
        let is_text = match self.overlays.last() {
            Some(overlay) => overlay.takes_text(),
            None => self.is_searching(),
        };
        match self.keymap.layout() {
            Some(layout) if heard == Heard::Nothing && !is_text => {
                let latin = layout.press(key);
                let heard = self.keymap.heard(scopes, pending, Key::of(latin));
                (latin, heard)
            }
            _ => (key, heard),
        }
    }

    /// The box on top gets the raw key first and gives back what it does not take.
    fn key_for_box(&mut self, key: KeyEvent) -> Option<Vec<Next>> {
        let look = look!(self);
        match self.overlays.last_mut()?.key(key, &look) {
            Taken::Yes(next) => Some(next),
            Taken::No => None,
        }
    }

    pub(super) fn paste(&mut self, text: &str) -> Vec<Next> {
        self.notice = None;
        if let Some(overlay) = self.overlays.last_mut() {
            return overlay.paste(text);
        }
        if self.is_searching() {
            let look = look!(self);
            return self
                .screens
                .with_query(self.place, |line| line.paste(text, &look));
        }
        if self.is_typing_path() {
            return self.screens.import.type_paste(text);
        }
        vec![Next::Say(Notice::calm(
            "pasted text goes into a field; / searches, a adds handles",
        ))]
    }

    /// Ctrl-C: leaves the box on top; twice on a screen quits.
    fn interrupt(&mut self) -> Vec<Next> {
        if self.quitting {
            return vec![Next::Do(Effect::Quit)];
        }
        self.quitting = true;
        if self.overlays.is_empty() {
            return vec![Next::Say(Notice::calm("Ctrl-C again quits"))];
        }
        vec![
            Next::Dismiss,
            Next::Say(Notice::calm("closed; Ctrl-C again quits")),
        ]
    }

    pub(super) fn mouse(&mut self, mouse: MouseEvent) -> Vec<Next> {
        let step = match mouse.kind {
            MouseEventKind::ScrollDown => Some(ListCommand::Down),
            MouseEventKind::ScrollUp => Some(ListCommand::Up),
            _ => None,
        };
        if !self.overlays.is_empty() || view::is_too_small(self.size) {
            return Vec::new();
        }
        if let Some(step) = step {
            return (0..3)
                .flat_map(|_| self.screens.step(self.place, step))
                .collect();
        }
        if mouse.kind != MouseEventKind::Down(MouseButton::Left) {
            return Vec::new();
        }
        self.notice = None;
        let again =
            self.last_click.replace((mouse.column, mouse.row)) == Some((mouse.column, mouse.row));
        if mouse.row == 0 {
            return view::tab_at(self, mouse.column)
                .map(|tab| Next::Go(Place::Tab(tab)))
                .into_iter()
                .collect();
        }
        let mut next = self.screens.point(self.place, mouse.column, mouse.row);
        if again && self.place != Place::Profile {
            self.last_click = None;
            next.extend(self.run(Command::Person(PersonCommand::Open)));
        }
        next
    }

    /// Does what a key means now, or says why it does nothing here.
    pub(super) fn run(&mut self, command: Command) -> Vec<Next> {
        if let (Command::Person(PersonCommand::Open), Some(set)) = (command, self.job_in_front()) {
            return self.settle_job(set);
        }
        if let Some(why) = self.why_not(command) {
            return vec![Next::Say(Notice::calm(why))];
        }
        self.act(command, None)
    }

    /// Does what a command means that was chosen in a box, with what stood under the bar when the box was opened; or
    /// says why not.
    pub(super) fn run_aimed(&mut self, aim: Aim, command: Command) -> Vec<Next> {
        self.go_home(command);
        if let (Command::Person(PersonCommand::Open), Some(set)) = (command, aim.job()) {
            return self.settle_job(set);
        }
        let why = self.why_not_with(command, aim.someone());
        if let Some(why) = why.or_else(|| self.why_not_aimed(&aim, command)) {
            return vec![Next::Say(Notice::calm(why))];
        }
        // The marks of the roster are on the screen only now that it is in front.
        let is_of_marks = matches!(command, Command::Change | Command::Export);
        let aim = Some(aim).filter(|aim| !is_of_marks || aim.place() == self.place);
        self.act(command, aim)
    }

    /// Does what a command means; of the box that offered it, with what stood under the bar when it was opened.
    fn act(&mut self, command: Command, aim: Option<Aim>) -> Vec<Next> {
        let aimed = |app: &App| aim.clone().unwrap_or_else(|| app.aim());
        match command {
            Command::Close => self.close_or_quit(),
            Command::Back => self.back(),
            Command::Quit => vec![Next::Do(Effect::Quit)],
            Command::Help => vec![Next::open(Overlay::Help(self.help(self.aim())))],
            Command::Find => vec![Next::open(Overlay::Find(self.find_anything(self.aim())))],
            Command::Line => vec![Next::open(Overlay::Line(self.command_line(self.aim())))],
            Command::Errors => {
                self.unread = 0;
                vec![Next::open(Overlay::Errors(Errors::new(&self.troubles)))]
            }
            Command::Kept => vec![self.list_kept()],
            Command::Undo if matches!(self.overlays.last(), Some(Overlay::Kept(_))) => {
                self.undiscard().unwrap_or_default()
            }
            Command::Undo if self.place == Place::Triage && self.overlays.is_empty() => {
                let taken_up = self.screens.triage.take_up();
                taken_up.unwrap_or_else(|| vec![undo_last()])
            }
            Command::Undo => vec![undo_last()],
            Command::Redo => vec![redo_last()],
            Command::History => vec![Next::Go(Place::History)],
            Command::Settings => vec![Next::Go(Place::Settings)],
            Command::Import => self.open_import(""),
            Command::Duplicates => self.show_duplicates(),
            Command::Jobs => self.choose_job(),
            Command::Stop => self.ask_stop(),
            Command::Who => self.who_is_here(),
            Command::Repaint => vec![Next::Do(Effect::Repaint)],
            Command::Suspend => vec![Next::Do(Effect::Suspend)],
            Command::Mouse => self.turn_mouse(),
            Command::Go(tab) => vec![Next::Go(Place::Tab(tab))],
            Command::List(step) => self.screens.step(self.place, step),
            Command::Person(command) => {
                let aim = aimed(self);
                self.person(&aim, command)
            }
            Command::Box(BoxCommand::Discard) if self.is_typing_draft() => self.discard_changes(),
            Command::Box(command) => {
                let look = look!(self);
                self.overlays
                    .last_mut()
                    .map(|overlay| overlay.run(command, &look))
                    .unwrap_or_default()
            }
            Command::Clash(command) => self.in_clash(command),
            Command::Columns(command) => self.in_columns(command),
            Command::Profile(command) => self.profile(command),
            Command::Change => {
                let aim = aimed(self);
                aim.marked().map(App::choose_for).unwrap_or_default()
            }
            Command::Views => self.show_views(),
            Command::Export => self.export_where(&aimed(self)),
            Command::View(command) => match self.overlays.last_mut() {
                Some(Overlay::Views(views)) => views.change(command),
                _ => Vec::new(),
            },
            Command::Fit(command) => self.in_fit(command),
            Command::Query(command) => {
                let look = look!(self);
                self.screens.run_query(self.place, command, &look)
            }
            Command::BeginTriage
            | Command::Mark(_)
            | Command::Today(_)
            | Command::Roster(_)
            | Command::Pipeline(_)
            | Command::Setting(_)
            | Command::Triage(_)
            | Command::Past(_)
            | Command::Duplicate(_)
            | Command::Merge(_)
            | Command::Intake(_) => {
                let look = look!(self);
                self.screens.run(self.place, command, &look)
            }
        }
    }

    /// All keys, for what stands under the bar.
    pub(super) fn help(&self, aim: Aim) -> Help {
        Help::new(aim, Screens::scopes(self.place), self.keymap.clone())
    }

    /// Nothing found yet, for what stands under the bar.
    pub(super) fn find_anything(&self, aim: Aim) -> Find {
        Find::new(
            aim,
            self.recent.clone(),
            Screens::scopes(self.place),
            self.desks.clone(),
            self.keymap.clone(),
            self.desk.views.clone(),
        )
    }

    /// An empty command line for what stands under the bar.
    pub(super) fn command_line(&self, aim: Aim) -> CommandLine {
        CommandLine::new(aim, self.typed_lines.clone(), self.desks.clone())
    }

    /// A command of a screen that is typed elsewhere is done on that screen.
    fn go_home(&mut self, command: Command) {
        let home = match command {
            Command::Roster(_) | Command::Mark(_) | Command::Change | Command::Export => {
                Place::Tab(Tab::Roster)
            }
            Command::BeginTriage if !matches!(self.place, Place::Tab(_)) => Place::Tab(Tab::Roster),
            Command::Pipeline(_) => Place::Tab(Tab::Pipeline),
            Command::Today(_) => Place::Tab(Tab::Today),
            _ => self.place,
        };
        if home != self.place {
            self.came_from.clear();
            self.place = home;
        }
    }

    fn in_fit(&mut self, command: FitCommand) -> Vec<Next> {
        match self.overlays.last_mut() {
            Some(Overlay::Fit(fit)) => fit.answer(command),
            _ => Vec::new(),
        }
    }

    fn in_clash(&mut self, command: ClashCommand) -> Vec<Next> {
        if let Some(Overlay::Clash(clash)) = self.overlays.last_mut() {
            clash.choose(command);
        }
        Vec::new()
    }

    fn in_columns(&mut self, command: ColumnsCommand) -> Vec<Next> {
        let Some(Overlay::Columns(columns)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        columns.change(command);
        let shown = columns.shown();
        self.screens.roster.show_columns(shown);
        Vec::new()
    }

    fn turn_mouse(&mut self) -> Vec<Next> {
        let on = !self.screens.settings.personal.points();
        vec![Next::Choose(Own::Mouse(Some(on)))]
    }

    /// Takes what somebody chose for themselves: it shows at once, and is kept.
    pub(super) fn choose(&mut self, own: Own, effects: &mut Vec<Effect>) {
        let personal = &mut self.screens.settings.personal;
        personal.choose(own);
        effects.push(Effect::Keep(*personal));
        match own {
            Own::Theme(_) => {
                self.theme = personal.colours();
                let words = format!("theme: {}", personal.theme_name().word());
                self.notice = Some(Notice::done(words));
            }
            Own::Mouse(_) => {
                effects.push(Effect::Mouse(personal.points()));
                let words = if personal.points() {
                    "the mouse points and scrolls"
                } else {
                    "the mouse selects text in the terminal"
                };
                self.notice = Some(Notice::calm(words));
            }
        }
    }

    fn back(&mut self) -> Vec<Next> {
        if !self.overlays.is_empty() {
            return vec![Next::Dismiss];
        }
        if self.progress().is_some() {
            self.behind = true;
            return Vec::new();
        }
        if let Some(next) = self.screens.back(self.place) {
            return next;
        }
        self.step_back().unwrap_or_default()
    }

    fn close_or_quit(&mut self) -> Vec<Next> {
        if let Some(next) = self.step_back() {
            return next;
        }
        let Some(going) = self.going() else {
            return vec![Next::Do(Effect::Quit)];
        };
        let job = Subject::change(going.set, &going.label);
        let ask = Ask::new(job, &format!("{} goes on at this desk. Quit?", going.label))
            .option(
                "enter",
                "Enter",
                "quit; it stays open, to be resumed",
                vec![Next::Do(Effect::Quit)],
            )
            .option("esc", "Esc", "stay", Vec::new());
        vec![Next::open(Overlay::Ask(ask))]
    }

    /// The job under the cursor of Today.
    pub(super) fn job_in_front(&self) -> Option<SetId> {
        let today = self.place == Place::Tab(Tab::Today);
        self.screens.today.job().filter(|_| today)
    }

    /// To the place one came from.
    pub(super) fn step_back(&mut self) -> Option<Vec<Next>> {
        if matches!(self.place, Place::Tab(_)) {
            return None;
        }
        self.place = self.came_from.pop().unwrap_or(Place::Tab(Tab::Today));
        Some(self.refresh())
    }
}

/// Whether a command of Today acts on the row under the bar.
fn is_of_the_row(command: Command) -> bool {
    matches!(
        command,
        Command::Person(_)
            | Command::Today(TodayCommand::Done | TodayCommand::Snooze | TodayCommand::HandOver)
    )
}

/// Whether a key is Ctrl-C.
pub(super) fn is_interrupt(key: KeyEvent) -> bool {
    key.code == KeyCode::Char('c') && key.modifiers.contains(KeyModifiers::CONTROL)
}

/// Undoes the last change of this desk.
fn undo_last() -> Next {
    Next::Apply(Subject::Desk, Change::History(HistoryChange::UndoLast))
}

/// Redoes what was undone last.
fn redo_last() -> Next {
    Next::Apply(Subject::Desk, Change::History(HistoryChange::RedoLast))
}

/// A letter that no Latin keyboard has, where none of another script is set: what to do about it.
fn of_another_script(key: KeyEvent) -> Vec<Next> {
    match key.code {
        KeyCode::Char(letter) if letter.is_alphabetic() && !letter.is_ascii() => {
            let words = "keys are Latin letters here; layout = \"ru\" (or yours) in the config file \
                         makes them work on your keyboard";
            vec![Next::Say(Notice::calm(words))]
        }
        _ => Vec::new(),
    }
}
