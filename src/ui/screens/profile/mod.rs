//! One person: overview (story first, boundaries and break always in sight), timeline, accounts, terms, notes.

mod accounts;
mod actions;
mod overview;
pub mod preview;
mod terms;
mod timeline;
mod view;

use std::cell::Cell;

use ratatui::layout::Rect;

use super::Someone;
use crate::domain::ids::PersonId;
use crate::domain::merge::Merged;
use crate::domain::person::Dossier;
use crate::domain::question::Question;
use crate::domain::text::Clean;
use crate::ui::command::{ListCommand, ProfileCommand};
use crate::ui::look::Look;
use crate::ui::next::{Asker, Next};
use crate::ui::notice::Notice;
use crate::ui::overlays::Overlay;
use crate::ui::overlays::form::Form;
use crate::ui::overlays::sheet::{LineFor, Sheet};
use crate::ui::subject::OnePerson;
use crate::ui::widgets::scroll::Scroll;

/// The tabs of a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ProfileTab {
    /// Who they are, and what is next.
    #[default]
    Overview,
    /// What was said and changed.
    Timeline,
    /// Figures and their growth.
    Accounts,
    /// Rate card, past sponsors, where and what size to send.
    Terms,
    /// What we wrote down.
    Notes,
}

impl ProfileTab {
    /// All tabs in order.
    pub const ALL: [ProfileTab; 5] = [
        ProfileTab::Overview,
        ProfileTab::Timeline,
        ProfileTab::Accounts,
        ProfileTab::Terms,
        ProfileTab::Notes,
    ];

    /// The word on the tab.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            ProfileTab::Overview => "Overview",
            ProfileTab::Timeline => "Timeline",
            ProfileTab::Accounts => "Accounts",
            ProfileTab::Terms => "Terms",
            ProfileTab::Notes => "Notes",
        }
    }
}

/// The state of the profile.
#[derive(Debug, Default)]
pub struct Profile {
    who: Option<OnePerson>,
    dossier: Option<Box<Dossier>>,
    gone: bool,
    tab: ProfileTab,
    cursor: usize,
    scroll: Scroll,
    area: Cell<Rect>,
    /// Rows that the tab has, as drawn last.
    rows: Cell<usize>,
    /// The box that is wanted as soon as this person is there.
    wanted: Option<Wanted>,
}

/// A box that needs to know how the person stands now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// The form.
    Form,
    /// The sheet of a line.
    Line(LineFor),
    /// What can be added.
    Add,
    /// What can be copied.
    Copy,
}

impl Profile {
    /// Shows a person.
    pub fn show(&mut self, who: &OnePerson) {
        if self.person() != Some(who.id) {
            self.dossier = None;
            self.tab = ProfileTab::Overview;
            // What was wanted was wanted of somebody else.
            self.wanted = None;
        }
        self.who = Some(who.clone());
        self.gone = false;
        self.cursor = 0;
    }

    /// The person shown.
    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        self.who.as_ref().map(|who| who.id)
    }

    pub(super) fn asks(&mut self) -> Vec<Next> {
        self.person()
            .map(|person| Next::Ask(Asker::Profile, Question::Person(person)))
            .into_iter()
            .collect()
    }

    pub(super) fn receive(&mut self, person: PersonId, dossier: Option<Box<Dossier>>) -> Vec<Next> {
        if self.person() != Some(person) {
            return Vec::new();
        }
        self.gone = dossier.is_none();
        self.dossier = dossier;
        match self.wanted.take() {
            Some(wanted) if self.dossier.is_some() => late(self.open_wanted(wanted)),
            _ => Vec::new(),
        }
    }

    /// The person was erased: nothing of them is kept. Gives the name that was shown.
    pub fn forget(&mut self) -> Option<Clean> {
        let name = self.dossier.is_some().then(|| self.name());
        *self = Profile::default();
        name
    }

    /// The person is one with somebody else by now: that one is shown.
    pub(super) fn follow(&mut self, merged: &Merged) -> Vec<Next> {
        if self.person() != Some(merged.gone) {
            return Vec::new();
        }
        let (tab, wanted) = (self.tab, self.wanted.take());
        self.show(&OnePerson::new(merged.into, merged.into_name.clone()));
        (self.tab, self.wanted) = (tab, wanted);
        let words = format!("{}; this is {}", merged.say(), merged.into_name);
        let mut next = self.asks();
        next.push(Next::Say(Notice::calm(words)));
        next
    }

    pub(super) fn someone(&self) -> Option<Someone> {
        match &self.dossier {
            Some(dossier) => Some(Someone::of(dossier)),
            None => self
                .who
                .as_ref()
                .filter(|_| !self.gone)
                .map(Someone::on_the_way),
        }
    }

    /// The person with the name that is shown.
    pub(super) fn one(&self) -> Option<OnePerson> {
        Some(OnePerson::new(self.person()?, self.name()))
    }

    /// The name, or the handle where there is none.
    #[must_use]
    pub fn name(&self) -> Clean {
        let Some(dossier) = &self.dossier else {
            let who = self.who.as_ref();
            return who.map(|who| who.name.clone()).unwrap_or_default();
        };
        dossier.name()
    }

    pub(super) fn step(&mut self, command: ListCommand) -> Vec<Next> {
        self.cursor = self.scroll.moved(command, self.cursor, self.rows.get());
        Vec::new()
    }

    pub(super) fn point(&mut self, column: u16, line: u16) -> Vec<Next> {
        let area = self.area.get();
        if line < area.y {
            // The tabs stand in one line above, a dozen columns each.
            let tab = usize::from(column.saturating_sub(area.x) / view::TAB_WIDTH);
            self.tab = ProfileTab::ALL.get(tab).copied().unwrap_or(self.tab);
            self.cursor = 0;
            return Vec::new();
        }
        let row = self.scroll.top() + usize::from(line - area.y);
        if row < self.rows.get() {
            self.cursor = row;
        }
        Vec::new()
    }

    fn turn(&mut self, by: usize) -> Vec<Next> {
        let place = ProfileTab::ALL
            .iter()
            .position(|tab| *tab == self.tab)
            .unwrap_or(0);
        self.tab = ProfileTab::ALL[(place + by) % ProfileTab::ALL.len()];
        self.cursor = 0;
        Vec::new()
    }

    pub(super) fn run(&mut self, command: ProfileCommand, look: &Look<'_>) -> Vec<Next> {
        match command {
            ProfileCommand::NextTab => self.turn(1),
            ProfileCommand::PreviousTab => self.turn(ProfileTab::ALL.len() - 1),
            // Leafing needs the list that one came from, which the desk knows.
            ProfileCommand::NextPerson | ProfileCommand::PreviousPerson => Vec::new(),
            ProfileCommand::Add => self.add(look),
            ProfileCommand::Remove => self.remove(look),
            ProfileCommand::Story => self.story(),
            ProfileCommand::Figure => self.open_line(look),
        }
    }

    /// Opens the form, or the sheet of the line under the cursor; at once, or when the person is there.
    pub fn edit(&mut self, look: &Look<'_>) -> Vec<Next> {
        let line = self.line_here(look);
        self.open_or_wait(line.map_or(Wanted::Form, Wanted::Line))
    }

    /// Opens the form of the person; at once, or when they are there.
    pub fn edit_person(&mut self) -> Vec<Next> {
        self.open_or_wait(Wanted::Form)
    }

    /// Opens the sheet of a line; at once, or when the person is there.
    pub fn edit_line(&mut self, line: LineFor) -> Vec<Next> {
        self.open_or_wait(Wanted::Line(line))
    }

    /// Opens the list of what can be added; at once, or when the person is there.
    pub fn add_again(&mut self) -> Vec<Next> {
        self.open_or_wait(Wanted::Add)
    }

    /// Opens the list of what can be copied; at once, or when the person is there.
    pub fn copy_again(&mut self) -> Vec<Next> {
        self.open_or_wait(Wanted::Copy)
    }

    fn open_or_wait(&mut self, wanted: Wanted) -> Vec<Next> {
        if self.dossier.is_none() {
            self.wanted = Some(wanted);
            return Vec::new();
        }
        self.open_wanted(wanted)
    }

    fn open_wanted(&self, wanted: Wanted) -> Vec<Next> {
        let Some(dossier) = &self.dossier else {
            return Vec::new();
        };
        let overlay = match wanted {
            Wanted::Form => Some(Overlay::Form(Form::of(dossier))),
            Wanted::Line(line) => Sheet::of(dossier, &self.name(), line).map(Overlay::Sheet),
            Wanted::Add => self.additions(None).map(Overlay::Pick),
            Wanted::Copy => self.copies().map(Overlay::Pick),
        };
        match overlay {
            Some(overlay) => vec![Next::open(overlay)],
            None => vec![Next::Say(Notice::calm(
                "that line is gone; a colleague took it out",
            ))],
        }
    }
}

/// What opens a box opens it late: it was asked for before the answer came.
fn late(next: Vec<Next>) -> Vec<Next> {
    let late = |one| match one {
        Next::Open(overlay) => Next::OpenLate(overlay),
        other => other,
    };
    next.into_iter().map(late).collect()
}
