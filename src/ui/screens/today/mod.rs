//! Today: what is owed to whom. The order holds still under the cursor: what has gone is struck through until the
//! next key, what came is counted at the top.

mod actions;
mod view;

pub use self::actions::snooze_until;

use std::cell::Cell;
use std::collections::HashSet;

use ratatui::layout::Rect;

use super::Someone;
use crate::domain::change::{Change, Edit, PeopleChange};
use crate::domain::field::Field;
use crate::domain::ids::{PersonId, SetId};
use crate::domain::question::{Question, TodayState};
use crate::domain::text::Clean;
use crate::domain::today::{Part, Reason, Row, Section, Subject};
use crate::ui::command::{ListCommand, TodayCommand};
use crate::ui::look::Look;
use crate::ui::next::{Asker, Next};
use crate::ui::notice::Notice;
use crate::ui::screens::query_line::QueryLine;
use crate::ui::widgets::scroll::Scroll;

/// The state of Today.
#[derive(Debug)]
pub struct Today {
    /// Who is looked at.
    pub(super) line: QueryLine,
    mine: bool,
    folded: bool,
    state: Option<TodayState>,
    newer: Option<TodayState>,
    gone: HashSet<Subject>,
    /// Whom this desk changed since the last key: their rows went through its user.
    did: HashSet<PersonId>,
    /// Rows that have gone since the list was drawn, by section.
    off: Vec<(Section, Subject)>,
    cursor: Option<Subject>,
    adopt: bool,
    scroll: Scroll,
    area: Cell<Rect>,
}

impl Default for Today {
    fn default() -> Self {
        Today {
            line: QueryLine::default(),
            mine: true,
            folded: true,
            state: None,
            newer: None,
            gone: HashSet::new(),
            did: HashSet::new(),
            off: Vec::new(),
            cursor: None,
            adopt: true,
            scroll: Scroll::default(),
            area: Cell::default(),
        }
    }
}

/// A line of the screen.
#[derive(Debug, Clone, Copy)]
enum Line<'a> {
    /// The heading of a section, and whether it is folded.
    Heading(&'a Part, bool),
    /// Something owed.
    Owed(&'a Row),
    /// More than is shown.
    More(usize),
    /// Done or put off since the list was drawn.
    Off(usize),
    /// White space.
    Blank,
}

impl Today {
    /// Whether only mine is shown.
    #[must_use]
    pub fn is_mine(&self) -> bool {
        self.mine
    }

    /// Shows mine or the team's.
    pub fn set_mine(&mut self, mine: bool) {
        self.mine = mine;
    }

    pub(super) fn asks(&mut self) -> Vec<Next> {
        vec![Next::Ask(
            Asker::Today,
            Question::Today {
                mine: self.mine,
                query: self.line.query().clone(),
            },
        )]
    }

    /// The query has changed: what it finds is shown at once.
    pub(super) fn requeried(&mut self) -> Vec<Next> {
        self.adopt = true;
        self.asks()
    }

    /// Whether everything that is mine is shown, so that the title bar may count by it.
    #[must_use]
    pub fn is_all_of_mine(&self) -> bool {
        self.mine && self.line.query().is_everybody()
    }

    /// Everybody who is listed, once each, in the order of the rows.
    pub(super) fn people(&self) -> Vec<PersonId> {
        let mut there = HashSet::new();
        let listed = self.state.iter().flat_map(rows);
        let listed = listed.filter_map(|row| match row.subject {
            Subject::Person(person) => Some(person),
            Subject::Job(_) => None,
        });
        listed.filter(|person| there.insert(*person)).collect()
    }

    /// Entering the screen anew shows what is there now.
    pub fn enter(&mut self) {
        self.adopt = true;
    }

    pub(super) fn receive(&mut self, state: TodayState) {
        if std::mem::take(&mut self.adopt) || self.state.is_none() {
            self.adopt_state(state);
            return;
        }
        let there: HashSet<Subject> = rows(&state).map(|row| row.subject).collect();
        if let Some(shown) = &mut self.state {
            self.gone = rows(shown)
                .map(|row| row.subject)
                .filter(|subject| !there.contains(subject))
                .collect();
            shown.done = state.done;
            shown.open = state.open;
            for row in shown.parts.iter_mut().flat_map(|part| part.rows.iter_mut()) {
                if let Some(fresh) = rows(&state).find(|fresh| fresh.subject == row.subject) {
                    *row = fresh.clone();
                }
            }
        }
        self.newer = Some(state);
    }

    fn adopt_state(&mut self, state: TodayState) {
        self.gone.clear();
        self.off.clear();
        self.newer = None;
        let keep = self
            .cursor
            .filter(|cursor| rows(&state).any(|row| row.subject == *cursor));
        self.cursor = keep.or_else(|| rows(&state).next().map(|row| row.subject));
        self.state = Some(state);
    }

    /// What came since the list was drawn.
    fn came(&self) -> usize {
        let (Some(shown), Some(newer)) = (&self.state, &self.newer) else {
            return 0;
        };
        let there: HashSet<Subject> = rows(shown).map(|row| row.subject).collect();
        rows(newer)
            .filter(|row| !there.contains(&row.subject))
            .count()
    }

    /// This desk changed these people: where their rows go, its user knows why.
    pub fn did(&mut self, people: &[PersonId]) {
        self.did.extend(people);
    }

    /// A key was pressed: what is struck through goes, and the cursor to the row after it. Gives the name of the row that
    /// stood under the cursor, where it went through a colleague.
    pub(super) fn settle(&mut self) -> Option<Clean> {
        let did = std::mem::take(&mut self.did);
        let row = self.row().filter(|row| self.gone.contains(&row.subject));
        let theirs = row.filter(|row| match row.subject {
            Subject::Person(person) => !did.contains(&person),
            Subject::Job(_) => true,
        });
        let theirs = theirs.map(|row| row.name.clone());
        if self.gone.is_empty() {
            return None;
        }
        let order: Vec<Subject> = self.subjects();
        let place = self
            .cursor
            .and_then(|cursor| order.iter().position(|subject| *subject == cursor))
            .unwrap_or(0);
        let left = |subject: &&Subject| !self.gone.contains(subject);
        self.cursor = order
            .iter()
            .skip(place)
            .find(left)
            .or_else(|| order.iter().take(place).rev().find(left))
            .copied();
        let gone = std::mem::take(&mut self.gone);
        if let Some(state) = &mut self.state {
            for part in &mut state.parts {
                let (went, left): (Vec<Row>, Vec<Row>) = std::mem::take(&mut part.rows)
                    .into_iter()
                    .partition(|row| gone.contains(&row.subject));
                part.rows = left;
                part.total = part.total.saturating_sub(went.len());
                let section = part.section;
                self.off
                    .extend(went.iter().map(|row| (section, row.subject)));
            }
            state.parts.retain(|part| !part.rows.is_empty());
        }
        theirs
    }

    /// How many rows of a section have gone and stayed away.
    fn off_in(&self, section: Section) -> usize {
        let back = |subject: &Subject| {
            self.newer
                .iter()
                .flat_map(rows)
                .any(|row| row.subject == *subject)
        };
        self.off
            .iter()
            .filter(|(of, subject)| *of == section && !back(subject))
            .count()
    }

    fn lines(&self) -> Vec<Line<'_>> {
        let mut lines = Vec::new();
        for part in self.state.iter().flat_map(|state| &state.parts) {
            let folded = self.folded && part.section == Section::TidyUp;
            if !lines.is_empty() {
                lines.push(Line::Blank);
            }
            lines.push(Line::Heading(part, folded));
            if folded {
                continue;
            }
            lines.extend(part.rows.iter().map(Line::Owed));
            if part.total > part.rows.len() {
                lines.push(Line::More(part.total - part.rows.len()));
            }
            match self.off_in(part.section) {
                0 => {}
                rows => lines.push(Line::Off(rows)),
            }
        }
        lines
    }

    fn subjects(&self) -> Vec<Subject> {
        self.lines()
            .iter()
            .filter_map(|line| match line {
                Line::Owed(row) => Some(row.subject),
                Line::Heading(..) | Line::More(_) | Line::Off(_) | Line::Blank => None,
            })
            .collect()
    }

    fn row(&self) -> Option<&Row> {
        let cursor = self.cursor?;
        self.state
            .iter()
            .flat_map(rows)
            .find(|row| row.subject == cursor)
    }

    /// The job under the cursor.
    #[must_use]
    pub fn job(&self) -> Option<SetId> {
        match self.row()?.subject {
            Subject::Job(set) => Some(set),
            Subject::Person(_) => None,
        }
    }

    pub(super) fn someone(&self) -> Option<Someone> {
        let row = self.row()?;
        let Subject::Person(id) = row.subject else {
            return None;
        };
        Some(Someone {
            id,
            name: row.name.clone(),
            stage: row.stage,
            parked: is_parked(row),
            facts: Some(row.facts),
            on_the_way: false,
        })
    }

    pub(super) fn step(&mut self, command: ListCommand) -> Vec<Next> {
        let subjects = self.subjects();
        let place = self
            .cursor
            .and_then(|cursor| subjects.iter().position(|subject| *subject == cursor))
            .unwrap_or(0);
        self.cursor = subjects
            .get(self.scroll.moved(command, place, subjects.len()))
            .copied();
        Vec::new()
    }

    pub(super) fn point(&mut self, line: u16) -> Vec<Next> {
        let area = self.area.get();
        let place = usize::from(line.saturating_sub(area.y)) + self.scroll.top();
        let (subject, fold) = match self.lines().get(place) {
            Some(Line::Owed(row)) => (Some(row.subject), false),
            Some(Line::Heading(part, _)) => (None, part.section == Section::TidyUp),
            _ => (None, false),
        };
        self.cursor = subject.or(self.cursor);
        self.folded ^= fold;
        Vec::new()
    }

    pub(super) fn run(&mut self, command: TodayCommand, look: &Look<'_>) -> Vec<Next> {
        match command {
            TodayCommand::Done => self.done(),
            TodayCommand::Snooze => self.snooze(look),
            TodayCommand::HandOver => self.hand_over(),
            TodayCommand::Whose => {
                self.mine = !self.mine;
                self.adopt = true;
                self.asks()
            }
            TodayCommand::Refresh => {
                self.adopt = true;
                let mut next = self.asks();
                next.push(Next::Say(Notice::calm("shown as it is now")));
                next
            }
            TodayCommand::Fold => {
                self.folded = !self.folded;
                Vec::new()
            }
        }
    }
}

/// The edit that hands something to a member.
#[must_use]
pub fn hand_over(person: PersonId, field: Field, original: Option<String>, to: String) -> Change {
    Change::People(PeopleChange::Edit {
        person,
        edits: vec![Edit {
            field,
            original,
            mine: Some(to),
        }],
    })
}

fn rows(state: &TodayState) -> impl Iterator<Item = &Row> {
    state.parts.iter().flat_map(|part| &part.rows)
}

fn is_parked(row: &Row) -> bool {
    row.reasons
        .iter()
        .any(|reason| matches!(reason, Reason::LookAgain { .. }))
}
