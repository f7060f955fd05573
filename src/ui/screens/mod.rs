//! The places a person can be, one folder each; one short match for each thing a place can do.

pub mod duplicates;
pub mod history;
pub mod import;
pub mod merging;
pub mod pipeline;
mod place;
pub mod profile;
pub mod query_line;
pub mod roster;
pub mod settings;
mod texts;
pub mod today;
pub mod triage;
mod under;

pub use self::triage::say_raised;
pub use self::under::{ProfileLine, Someone, Under};

use std::borrow::Cow;

use ratatui::Frame;
use ratatui::layout::Rect;

pub use self::place::{Place, Tab};
use self::query_line::QueryLine;
use super::command::{Command, ListCommand, QueryCommand};
use super::keymap::Scope;
use super::look::Look;
use super::next::{Asker, Next};
use super::notice::Notice;
use crate::domain::ids::PersonId;
use crate::domain::question::{Answer, Question};
use crate::domain::text::Clean;

/// Every screen with its state.
#[derive(Debug, Default)]
pub struct Screens {
    /// What is owed.
    pub today: today::Today,
    /// Everyone.
    pub roster: roster::Roster,
    /// The lifecycle board.
    pub pipeline: pipeline::Pipeline,
    /// One person.
    pub profile: profile::Profile,
    /// One candidate after the other.
    pub triage: triage::Triage,
    /// Everybody's changes.
    pub history: history::Past,
    /// The settings.
    pub settings: settings::Settings,
    /// A file that comes in.
    pub import: import::Import,
    /// People who may be one.
    pub duplicates: duplicates::Twins,
    /// People side by side.
    pub merging: merging::Merging,
}

impl Screens {
    /// Scopes that are heard at a place, the first before the others.
    #[must_use]
    pub fn scopes(place: Place) -> &'static [Scope] {
        match place {
            Place::Tab(Tab::Today) => &[Scope::Today, Scope::People, Scope::Lists, Scope::Anywhere],
            Place::Tab(Tab::Roster) => {
                &[Scope::Roster, Scope::People, Scope::Lists, Scope::Anywhere]
            }
            Place::Tab(Tab::Pipeline) => &[
                Scope::Pipeline,
                Scope::People,
                Scope::Lists,
                Scope::Anywhere,
            ],
            Place::Profile => &[Scope::Profile, Scope::People, Scope::Lists, Scope::Anywhere],
            Place::Triage => &[Scope::Triage, Scope::People, Scope::Lists, Scope::Anywhere],
            Place::History => &[Scope::Past, Scope::Lists, Scope::Anywhere],
            Place::Settings => &[Scope::Settings, Scope::Lists, Scope::Anywhere],
            Place::Import => &[Scope::Import, Scope::Lists, Scope::Anywhere],
            Place::Duplicates => &[Scope::Duplicates, Scope::Lists, Scope::Anywhere],
            Place::Merge => &[Scope::Merge, Scope::Lists, Scope::Anywhere],
        }
    }

    /// What a place asks for when it is entered or something has changed.
    pub fn asks(&mut self, place: Place) -> Vec<Next> {
        match place {
            Place::Tab(Tab::Today) => self.today.asks(),
            Place::Tab(Tab::Roster) => self.roster.asks(),
            Place::Tab(Tab::Pipeline) => self.pipeline.asks(),
            Place::Profile => self.profile.asks(),
            Place::Triage => self.triage.asks(),
            Place::History => self.history.asks(),
            Place::Settings => settings::Settings::asks(),
            Place::Import => self.import.asks(),
            Place::Duplicates => self.duplicates.asks(),
            Place::Merge => self.merging.asks(),
        }
    }

    /// Does what a command means at a place.
    pub fn run(&mut self, place: Place, command: Command, look: &Look<'_>) -> Vec<Next> {
        match (place, command) {
            (Place::Tab(Tab::Today), Command::Today(command)) => self.today.run(command, look),
            (_, Command::BeginTriage) => self.begin_triage(place),
            (Place::Tab(Tab::Roster), Command::Roster(command)) => self.roster.run(command),
            (Place::Triage, Command::Triage(command)) => self.triage.run(command),
            (Place::Tab(Tab::Roster), Command::Mark(command)) => self.roster.mark(command),
            (Place::Tab(Tab::Pipeline), Command::Pipeline(command)) => self.pipeline.run(command),
            (Place::Profile, Command::Profile(command)) => self.profile.run(command, look),
            (Place::History, Command::Past(command)) => self.history.run(command),
            (Place::Settings, Command::Setting(command)) => self.settings.run(command),
            (Place::Import, Command::Intake(command)) => self.import.run(command),
            (Place::Duplicates, Command::Duplicate(command)) => self.duplicates.run(command),
            (Place::Merge, Command::Merge(command)) => self.merging.run(command),
            _ => Vec::new(),
        }
    }

    /// Goes through the list of a place: of the roster those who are marked, if any are; of the pipeline the column;
    /// of Today everybody who is listed.
    fn begin_triage(&mut self, place: Place) -> Vec<Next> {
        let marked = self.roster.marks().people();
        let mut next = match place {
            Place::Tab(Tab::Pipeline) => {
                let (title, list) = self.pipeline.active_list();
                self.triage.prepare(&title, &list)
            }
            Place::Tab(Tab::Today) => {
                self.triage
                    .prepare_these("Today", self.today.people(), "today");
                Vec::new()
            }
            _ if !marked.is_empty() => {
                let title = format!("{} marked", marked.len());
                self.triage.prepare_these(&title, marked, "marked");
                Vec::new()
            }
            _ => {
                let list = self.roster.list();
                let text = list.query.text().trim();
                let whom = if text.is_empty() { "everybody" } else { text };
                let title = format!("{whom} · by {}", list.sort.word());
                self.triage.prepare(&title, &list)
            }
        };
        next.push(Next::Go(Place::Triage));
        next
    }

    /// Why there is nobody to go through at a place.
    fn why_no_triage(&self, place: Place) -> Option<&'static str> {
        match place {
            Place::Tab(Tab::Pipeline) => self
                .pipeline
                .is_nobody_here()
                .then_some("no card is in this column"),
            Place::Tab(Tab::Today) => self
                .today
                .people()
                .is_empty()
                .then_some("nobody is on Today"),
            Place::Tab(Tab::Roster) => self
                .roster
                .is_empty()
                .then_some("nobody is in the roster yet; a adds somebody"),
            Place::Triage => Some("this is triage; Esc leaves it"),
            Place::Profile
            | Place::History
            | Place::Settings
            | Place::Import
            | Place::Duplicates
            | Place::Merge => {
                Some("triage goes through Today, the roster or a column of the pipeline")
            }
        }
    }

    /// Why a command does nothing at a place; the same words stand in the notice when its key is pressed.
    #[must_use]
    pub fn why_not(
        &self,
        place: Place,
        command: Command,
        look: &Look<'_>,
    ) -> Option<Cow<'static, str>> {
        let fixed = |why: Option<&'static str>| why.map(Cow::Borrowed);
        match (place, command) {
            (_, Command::BeginTriage) => fixed(self.why_no_triage(place)),
            (Place::Tab(Tab::Today), Command::Today(command)) => fixed(self.today.why_not(command)),
            (Place::Tab(Tab::Roster), Command::Roster(command)) => {
                fixed(self.roster.why_not(command))
            }
            (Place::Tab(Tab::Pipeline), Command::Pipeline(command)) => {
                fixed(self.pipeline.why_not(command))
            }
            (Place::Profile, Command::Profile(command)) => {
                fixed(self.profile.why_not(command, look))
            }
            (Place::Triage, Command::Triage(command)) => fixed(self.triage.why_not(command)),
            (Place::History, Command::Past(_)) => self.history.why_not().map(Cow::Owned),
            (Place::Settings, Command::Setting(command)) => fixed(self.settings.why_not(command)),
            (_, Command::Setting(_)) => fixed(Some("that key works in the settings; , opens them")),
            (Place::Import, Command::Intake(command)) => fixed(self.import.why_not(command)),
            (_, Command::Intake(_)) => fixed(Some("that key works in the import; I opens it")),
            (_, Command::Profile(_)) => fixed(Some("that key works on a profile; Enter opens one")),
            (_, Command::Triage(_)) => {
                fixed(Some("that key works in triage; T on a list begins it"))
            }
            (Place::Duplicates, Command::Duplicate(command)) => {
                fixed(self.duplicates.why_not(command))
            }
            (_, Command::Duplicate(_)) => {
                fixed(Some("that key works with duplicates; M lists them"))
            }
            (Place::Merge, Command::Merge(command)) => fixed(self.merging.why_not(command)),
            (_, Command::Merge(_)) => {
                fixed(Some("that key works while people are merged; & begins it"))
            }
            (_, Command::Past(_)) => fixed(Some("that key works in the history; U opens it")),
            _ => None,
        }
    }

    /// The query of a place, where it has one.
    #[must_use]
    pub fn query_line(&self, place: Place) -> Option<&QueryLine> {
        Some(match place.tab()? {
            Tab::Today => &self.today.line,
            Tab::Roster => &self.roster.line,
            Tab::Pipeline => &self.pipeline.line,
        })
    }

    fn query_line_mut(&mut self, place: Place) -> Option<&mut QueryLine> {
        Some(match place.tab()? {
            Tab::Today => &mut self.today.line,
            Tab::Roster => &mut self.roster.line,
            Tab::Pipeline => &mut self.pipeline.line,
        })
    }

    /// Does something with the query of a place that tells whether it has changed; the list follows.
    pub fn with_query(
        &mut self,
        place: Place,
        act: impl FnOnce(&mut QueryLine) -> bool,
    ) -> Vec<Next> {
        if !self.query_line_mut(place).is_some_and(act) {
            return Vec::new();
        }
        match place.tab() {
            Some(Tab::Today) => self.today.requeried(),
            Some(Tab::Roster) => self.roster.requeried(),
            Some(Tab::Pipeline) => self.pipeline.requeried(),
            None => Vec::new(),
        }
    }

    /// Does what a command means to the query of a place.
    pub fn run_query(&mut self, place: Place, command: QueryCommand, look: &Look<'_>) -> Vec<Next> {
        match command {
            QueryCommand::Begin => {
                match place.tab() {
                    Some(Tab::Roster) => self.roster.begin_query(),
                    Some(Tab::Today) => self.today.line.begin(Tab::Today),
                    Some(Tab::Pipeline) => self.pipeline.line.begin(Tab::Pipeline),
                    None => return Vec::new(),
                }
                vec![Next::Ask(Asker::Vocabulary, Question::Vocabulary)]
            }
            QueryCommand::Complete => self.with_query(place, |line| line.complete(look)),
            QueryCommand::Keep => {
                let Some(line) = self.query_line_mut(place) else {
                    return Vec::new();
                };
                if let Some(error) = line.error() {
                    return vec![Next::Say(Notice::wrong(error.to_string()))];
                }
                line.keep();
                Vec::new()
            }
        }
    }

    /// Why a command does nothing to the query of a place.
    #[must_use]
    pub fn why_not_query(&self, place: Place, command: QueryCommand) -> Option<String> {
        let Some(line) = self.query_line(place) else {
            return Some("a query is typed on Today, the roster and the pipeline".to_owned());
        };
        match command {
            QueryCommand::Begin if place == Place::Tab(Tab::Roster) && self.roster.is_empty() => {
                Some("nobody is in the roster yet; a adds somebody".to_owned())
            }
            QueryCommand::Keep | QueryCommand::Complete if !line.is_typing() => {
                Some("that key works while a query is typed; / begins one".to_owned())
            }
            QueryCommand::Begin | QueryCommand::Keep | QueryCommand::Complete => None,
        }
    }

    /// It is another day: `45d` means other days now.
    pub fn read_again(&mut self, look: &Look<'_>) {
        for place in [Tab::Today, Tab::Roster, Tab::Pipeline].map(Place::Tab) {
            if let Some(line) = self.query_line_mut(place) {
                line.read_again(look);
            }
        }
    }

    /// Moves the cursor of a place.
    pub fn step(&mut self, place: Place, command: ListCommand) -> Vec<Next> {
        match place {
            Place::Tab(Tab::Today) => self.today.step(command),
            Place::Tab(Tab::Roster) => self.roster.step(command),
            Place::Tab(Tab::Pipeline) => self.pipeline.step(command),
            Place::Profile => self.profile.step(command),
            Place::Triage => self.triage.step(command),
            Place::History => self.history.step(command),
            Place::Settings => self.settings.step(command),
            Place::Import => self.import.step(command),
            Place::Duplicates => self.duplicates.step(command),
            Place::Merge => self.merging.step(command),
        }
    }

    /// Puts the cursor of a place where the mouse points, given in cells of the screen.
    pub fn point(&mut self, place: Place, column: u16, line: u16) -> Vec<Next> {
        match place {
            Place::Tab(Tab::Today) => self.today.point(line),
            Place::Tab(Tab::Roster) => self.roster.point(line),
            Place::Tab(Tab::Pipeline) => self.pipeline.point(column, line),
            Place::Profile => self.profile.point(column, line),
            Place::Triage => Vec::new(),
            Place::History => self.history.point(line),
            Place::Settings => self.settings.point(line),
            Place::Import => self.import.point(line),
            Place::Duplicates => self.duplicates.point(line),
            Place::Merge => self.merging.point(line),
        }
    }

    /// One step back inside a place; `false` when there is none.
    pub fn back(&mut self, place: Place) -> Option<Vec<Next>> {
        match place {
            Place::Tab(Tab::Roster) => self.roster.back(),
            Place::Tab(Tab::Today) => back(&mut self.today.line).map(|changed| {
                if changed {
                    self.today.requeried()
                } else {
                    Vec::new()
                }
            }),
            Place::Tab(Tab::Pipeline) => back(&mut self.pipeline.line).map(|changed| {
                if changed {
                    self.pipeline.requeried()
                } else {
                    Vec::new()
                }
            }),
            Place::Import => self.import.back(),
            Place::Duplicates => self.duplicates.back(),
            Place::Profile | Place::Triage | Place::History | Place::Settings | Place::Merge => {
                None
            }
        }
    }

    /// Takes an answer for the one who asked.
    pub fn receive(&mut self, asker: Asker, answer: Answer) -> Vec<Next> {
        match (asker, answer) {
            (Asker::Today, Answer::Today(state)) => {
                self.today.receive(state);
                Vec::new()
            }
            (Asker::Page, Answer::Page(page)) => self.roster.receive(page),
            (Asker::Whole, Answer::Whole(list, total)) => self.roster.counted(&list, total),
            (Asker::Ids, Answer::Ids(list, ids)) => {
                self.roster.mark_these(&list, &ids);
                Vec::new()
            }
            (Asker::Triage, Answer::Ids(list, ids)) => self.triage.listed(&list, &ids),
            (Asker::Candidates, Answer::Candidates(found)) => self.triage.receive(found),
            (Asker::Board, Answer::Board(list, lanes)) => self.pipeline.counted(&list, lanes),
            (Asker::Vocabulary, Answer::Vocabulary(known)) => {
                self.today.line.learn(known.clone());
                self.pipeline.line.learn(known.clone());
                self.roster.line.learn(known);
                Vec::new()
            }
            (Asker::Column(_), Answer::Column(stage, page)) => {
                self.pipeline.receive(stage, page);
                Vec::new()
            }
            (Asker::Profile, Answer::Merged(merged)) => self.profile.follow(&merged),
            (Asker::Sides, Answer::Sides(sides, gone)) => self.merging.receive(sides, &gone),
            (Asker::Profile, Answer::Person(person, dossier)) => {
                self.profile.receive(person, dossier)
            }
            (Asker::Settings, Answer::Settings(states)) => self.settings.receive(states),
            (Asker::History, Answer::History(sets)) => self.history.receive(sets),
            (Asker::Changed, Answer::Changed(set, fields)) => {
                self.history.changed(set, fields);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// Somebody was erased: no screen keeps them, and what was read of them.
    pub fn forget(&mut self, person: PersonId) {
        self.roster.without_marks(&[person]);
        self.triage.erased(person);
        self.duplicates.erased(person);
    }

    /// The key was pressed: what was struck through goes now. Gives the name of the row under the bar, where it went
    /// through a colleague.
    pub fn settle(&mut self, place: Place) -> Option<Clean> {
        if place == Place::Tab(Tab::Today) {
            self.today.settle()
        } else {
            None
        }
    }

    /// Draws a place.
    pub fn view(&self, place: Place, frame: &mut Frame<'_>, area: Rect, look: &Look<'_>) {
        match place {
            Place::Tab(Tab::Today) => self.today.view(frame, area, look),
            Place::Tab(Tab::Roster) => self.roster.view(frame, area, look),
            Place::Tab(Tab::Pipeline) => self.pipeline.view(frame, area, look),
            Place::Profile => self.profile.view(frame, area, look),
            Place::Triage => self.triage.view(frame, area, look),
            Place::History => self.history.view(frame, area, look),
            Place::Settings => self.settings.view(frame, area, look),
            Place::Import => self.import.view(frame, area, look),
            Place::Duplicates => self.duplicates.view(frame, area, look),
            Place::Merge => self.merging.view(frame, area, look),
        }
    }
}

/// A step back in a query: the one before while it is typed, then everybody; whether it has changed.
fn back(line: &mut QueryLine) -> Option<bool> {
    if line.is_typing() {
        return Some(line.give_back());
    }
    line.is_shown().then(|| line.clear())
}
