//! The roster: a table of everyone, searched as you type, with a preview beside it.
//!
//! It holds a window of rows round the cursor and asks for the next one before the cursor gets there. The cursor
//! stays on the same person through sort, search, refresh and undo.

mod columns;
mod search;
mod view;

use std::cell::Cell;

use ratatui::layout::Rect;

pub use self::columns::{Column, Tint, next_step};
use super::Someone;
use crate::domain::card::Card;
use crate::domain::ids::PersonId;
use crate::domain::person::Dossier;
use crate::domain::question::{At, List, Page, Question, Sort};
use crate::ui::command::{ListCommand, RosterCommand};
use crate::ui::next::{Asker, Next};
use crate::ui::overlays::Overlay;
use crate::ui::overlays::columns::ColumnChoice;
use crate::ui::overlays::pick::Pick;
use crate::ui::overlays::prompt::{Prompt, PromptFor};
use crate::ui::widgets::scroll::Scroll;
use crate::ui::widgets::textbox::TextBox;

/// Rows asked for at once: several screens, so that scrolling does not wait.
const WINDOW: u32 = 240;

/// The state of the roster.
#[derive(Debug)]
pub struct Roster {
    list: List,
    /// The order to come back to when a search ends.
    sort: (Sort, bool),
    typing: Option<TextBox>,
    /// The list and cursor as they were before the search.
    before: Option<(List, usize, Option<PersonId>)>,
    page: Page,
    total: Option<u32>,
    counted: bool,
    cursor: usize,
    person: Option<PersonId>,
    asked: Option<u32>,
    preview: bool,
    columns: Vec<Column>,
    scroll: Scroll,
    area: Cell<Rect>,
}

impl Default for Roster {
    fn default() -> Self {
        Roster {
            list: List {
                sort: Sort::Name,
                ..List::default()
            },
            sort: (Sort::Name, false),
            typing: None,
            before: None,
            page: Page::default(),
            total: None,
            counted: false,
            cursor: 0,
            person: None,
            asked: None,
            preview: false,
            columns: Column::DEFAULT.to_vec(),
            scroll: Scroll::default(),
            area: Cell::default(),
        }
    }
}

/// What is remembered between two starts.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Remembered {
    /// Typed search.
    pub search: String,
    /// Order, by its words.
    pub sort: String,
    /// The other way round.
    pub reversed: bool,
    /// Preview shown.
    pub preview: bool,
    /// Columns by their names.
    pub columns: Vec<String>,
    /// The person under the cursor.
    pub person: Option<i64>,
    /// Their row.
    pub row: usize,
}

impl Roster {
    /// What is remembered between two starts.
    #[must_use]
    pub fn remembered(&self) -> Remembered {
        Remembered {
            search: self.list.search.clone(),
            sort: self.list.sort.word().to_owned(),
            reversed: self.list.reversed,
            preview: self.preview,
            columns: self
                .columns
                .iter()
                .map(|column| column.title().to_owned())
                .collect(),
            person: self.person.map(|person| person.0),
            row: self.cursor,
        }
    }

    /// Puts back what was remembered.
    pub fn remember(&mut self, remembered: &Remembered) {
        let sort = Sort::parse(&remembered.sort).unwrap_or(Sort::Name);
        self.list = List {
            search: remembered.search.clone(),
            sort,
            reversed: remembered.reversed,
        };
        if remembered.search.is_empty() {
            self.sort = (sort, remembered.reversed);
        }
        self.preview = remembered.preview;
        let columns: Vec<Column> = remembered
            .columns
            .iter()
            .filter_map(|title| Column::parse(title))
            .collect();
        if !columns.is_empty() {
            self.columns = columns;
        }
        self.person = remembered.person.map(PersonId);
        self.cursor = remembered.row;
    }

    pub(super) fn asks(&mut self) -> Vec<Next> {
        self.counted = false;
        let row = u32::try_from(self.cursor).unwrap_or(u32::MAX);
        let at = match self.person {
            Some(person) => At::Person(person, row),
            None => At::Row(row.saturating_sub(WINDOW / 2)),
        };
        let mut next = vec![self.ask(at)];
        next.push(Next::Ask(Asker::Whole, Question::Whole(self.list.clone())));
        next
    }

    fn ask(&self, at: At) -> Next {
        Next::Ask(
            Asker::Page,
            Question::Page {
                list: self.list.clone(),
                at,
                rows: WINDOW,
                previews: self.preview,
            },
        )
    }

    pub(super) fn receive(&mut self, page: Page) -> Vec<Next> {
        self.asked = None;
        if let Some(total) = page.total {
            self.total = Some(total);
        }
        if let Some(found) = page.found {
            self.cursor = found as usize;
        }
        self.page = page;
        let total = self.total.map_or(usize::MAX, |total| total as usize);
        self.cursor = self.cursor.min(total.saturating_sub(1));
        self.person = self.card().map(|card| card.id);
        self.fetch()
    }

    pub(super) fn counted(&mut self, list: &List, total: u32) -> Vec<Next> {
        if *list != self.list {
            return Vec::new();
        }
        self.counted = true;
        self.total = Some(total);
        let last = (total as usize).saturating_sub(1);
        if self.cursor > last {
            self.cursor = last;
            return self.fetch();
        }
        Vec::new()
    }

    /// How many people the list holds, as far as it is known; scrolling goes no further.
    fn known(&self) -> usize {
        let loaded = self.page.from as usize + self.page.cards.len();
        self.total.map_or(loaded, |total| total as usize)
    }

    fn card(&self) -> Option<&Card> {
        let place = self.cursor.checked_sub(self.page.from as usize)?;
        self.page.cards.get(place)
    }

    /// The cards that are loaded.
    #[must_use]
    pub fn cards(&self) -> &[Card] {
        &self.page.cards
    }

    fn dossier(&self) -> Option<&Dossier> {
        let card = self.card()?;
        self.page
            .previews
            .iter()
            .find(|dossier| dossier.person.id == card.id)
    }

    pub(super) fn someone(&self) -> Option<Someone> {
        let card = self.card()?;
        Some(Someone {
            id: card.id,
            name: card.name.clone(),
            stage: card.stage,
            parked: card.parked.is_some(),
            facts: Some(card.facts),
        })
    }

    /// The person a step up or down from one, for leafing through profiles.
    pub fn neighbour(&mut self, person: PersonId, forward: bool) -> Option<PersonId> {
        let place = self.page.cards.iter().position(|card| card.id == person)?;
        let next = if forward {
            place + 1
        } else {
            place.checked_sub(1)?
        };
        let card = self.page.cards.get(next)?;
        self.cursor = self.page.from as usize + next;
        self.person = Some(card.id);
        self.person
    }

    pub(super) fn step(&mut self, command: ListCommand) -> Vec<Next> {
        self.go_to(self.scroll.moved(command, self.cursor, self.known()))
    }

    fn go_to(&mut self, row: usize) -> Vec<Next> {
        self.cursor = row;
        self.person = self.card().map(|card| card.id);
        self.fetch()
    }

    pub(super) fn point(&mut self, line: u16) -> Vec<Next> {
        let area = self.area.get();
        if line < area.y || line >= area.bottom() {
            return Vec::new();
        }
        let row = self.scroll.top() + usize::from(line - area.y);
        if row < self.known() {
            self.go_to(row)
        } else {
            Vec::new()
        }
    }

    /// Asks for the rows round the cursor when the window ends near it.
    fn fetch(&mut self) -> Vec<Next> {
        let height = u32::try_from(self.scroll.height()).unwrap_or(40);
        let cursor = u32::try_from(self.cursor).unwrap_or(u32::MAX);
        let total = self.total.unwrap_or(u32::MAX);
        let end = self.page.from + u32::try_from(self.page.cards.len()).unwrap_or(0);
        let above = self.page.from == 0 || cursor >= self.page.from + height;
        let below = end >= total || cursor + height < end;
        let from = cursor.saturating_sub(WINDOW / 2);
        if (above && below) || self.asked == Some(from) {
            return Vec::new();
        }
        self.asked = Some(from);
        vec![self.ask(At::Row(from))]
    }

    pub(super) fn run(&mut self, command: RosterCommand) -> Vec<Next> {
        match command {
            RosterCommand::Search => {
                self.begin_search();
                Vec::new()
            }
            RosterCommand::Sort => vec![Next::open(Overlay::Pick(self.sorts()))],
            RosterCommand::Reverse => {
                self.list.reversed = !self.list.reversed;
                self.sort = if self.list.search.is_empty() {
                    (self.list.sort, self.list.reversed)
                } else {
                    self.sort
                };
                self.asks()
            }
            RosterCommand::Columns => {
                vec![Next::open(Overlay::Columns(ColumnChoice::new(
                    &self.columns,
                )))]
            }
            RosterCommand::Keep => {
                self.keep_found();
                Vec::new()
            }
            RosterCommand::Preview => {
                self.preview = !self.preview;
                let row = self.page.from;
                if self.preview {
                    vec![self.ask(At::Row(row))]
                } else {
                    Vec::new()
                }
            }
            RosterCommand::Add => vec![Next::open(Overlay::Prompt(Prompt::new(
                PromptFor::Add,
                "Add people",
            )))],
            RosterCommand::New => vec![Next::open(Overlay::Form(
                crate::ui::overlays::form::Form::blank(),
            ))],
        }
    }

    fn sorts(&self) -> Pick {
        let mut pick = Pick::new("Sort by");
        for sort in Sort::ROSTER {
            if sort == Sort::Best && self.list.search.is_empty() {
                continue;
            }
            let now = if sort == self.list.sort { "now" } else { "" };
            pick.add(
                sort.word(),
                now,
                vec![Next::Type(format!("sort {}", sort.word()))],
            );
        }
        pick
    }

    /// Sorts the list; the cursor stays on the person.
    pub fn sort_by(&mut self, sort: Sort) -> Vec<Next> {
        self.list.sort = sort;
        self.list.reversed = false;
        if self.list.search.is_empty() {
            self.sort = (sort, false);
        }
        self.asks()
    }

    /// Shows these columns, in this order.
    pub fn show_columns(&mut self, columns: Vec<Column>) {
        self.columns = columns;
    }

    /// Why a command does nothing now.
    pub(super) fn why_not(&self, command: RosterCommand) -> Option<&'static str> {
        let nobody = self.total == Some(0) && self.list.search.is_empty();
        match command {
            RosterCommand::Search
            | RosterCommand::Sort
            | RosterCommand::Reverse
            | RosterCommand::Preview
                if nobody =>
            {
                Some("nobody is in the roster yet; a adds somebody")
            }
            RosterCommand::Keep if self.typing.is_none() => {
                Some("that key keeps what a search has found; / searches")
            }
            RosterCommand::Search
            | RosterCommand::Sort
            | RosterCommand::Reverse
            | RosterCommand::Preview
            | RosterCommand::Keep
            | RosterCommand::Columns
            | RosterCommand::Add
            | RosterCommand::New => None,
        }
    }
}
