//! The roster: a table of everyone, searched as you type, with a preview beside it.
//!
//! It holds a window of rows round the cursor and asks for the next one before the cursor gets there. The cursor
//! stays on the same person through sort, search, refresh and undo.

mod columns;
mod listing;
mod marks;
mod view;

use std::cell::Cell;

use ratatui::layout::Rect;

pub use self::columns::{Column, Tint, next_step};
pub use self::listing::Remembered;
pub use self::marks::Marks;
use super::Someone;
use crate::domain::card::Card;
use crate::domain::ids::PersonId;
use crate::domain::person::Dossier;
use crate::domain::question::{At, List, Page, Question, Sort};
use crate::domain::text::Clean;
use crate::ui::command::ListCommand;
use crate::ui::next::{Asker, Next};
use crate::ui::screens::query_line::QueryLine;
use crate::ui::subject::OnePerson;
use crate::ui::widgets::scroll::Scroll;

/// Rows asked for at once: several screens, so that scrolling does not wait.
const WINDOW: u32 = 240;

/// The state of the roster.
#[derive(Debug)]
pub struct Roster {
    /// Who is in the list.
    pub(super) line: QueryLine,
    /// The view that is shown.
    named: Option<Clean>,
    sort: Sort,
    reversed: bool,
    /// The order to come back to when a search ends.
    own_sort: (Sort, bool),
    /// The cursor as it was before the search.
    before: Option<(usize, Option<PersonId>)>,
    page: Page,
    total: Option<u32>,
    counted: bool,
    /// The page is of the list as it is now.
    settled: bool,
    cursor: usize,
    person: Option<PersonId>,
    asked: Option<u32>,
    marks: Marks,
    preview: bool,
    columns: Vec<Column>,
    scroll: Scroll,
    area: Cell<Rect>,
}

impl Default for Roster {
    fn default() -> Self {
        Roster {
            line: QueryLine::default(),
            named: None,
            sort: Sort::Name,
            reversed: false,
            own_sort: (Sort::Name, false),
            before: None,
            page: Page::default(),
            total: None,
            counted: false,
            settled: false,
            cursor: 0,
            person: None,
            asked: None,
            marks: Marks::default(),
            preview: false,
            columns: Column::DEFAULT.to_vec(),
            scroll: Scroll::default(),
            area: Cell::default(),
        }
    }
}

impl Roster {
    /// The list as it is asked for.
    #[must_use]
    pub fn list(&self) -> List {
        List {
            query: self.line.query().clone(),
            sort: self.sort,
            reversed: self.reversed,
        }
    }

    pub(super) fn asks(&mut self) -> Vec<Next> {
        (self.counted, self.settled) = (false, false);
        let row = u32::try_from(self.cursor).unwrap_or(u32::MAX);
        let at = match self.person {
            Some(person) => At::Person(person, row),
            None => At::Row(row.saturating_sub(WINDOW / 2)),
        };
        let mut next = vec![
            self.ask(at),
            Next::Ask(Asker::Whole, Question::Whole(self.list())),
        ];
        next.extend(self.marks.asks());
        next
    }

    /// The cursor goes to somebody, with the next page.
    pub fn look_at(&mut self, person: PersonId) {
        self.person = Some(person);
    }

    fn ask(&self, at: At) -> Next {
        Next::Ask(
            Asker::Page,
            Question::Page {
                list: self.list(),
                at,
                rows: WINDOW,
                previews: self.preview,
            },
        )
    }

    pub(super) fn receive(&mut self, page: Page) -> Vec<Next> {
        self.asked = None;
        if page.waiting {
            // What is shown stays until the list has been counted.
            self.page.indexed = page.indexed;
            return Vec::new();
        }
        if let Some(total) = page.total {
            self.total = Some(total);
        }
        if let Some(found) = page.found {
            self.cursor = found as usize;
        }
        self.settled = page.settled;
        // Whoever is not where they stood is looked for again, once the list has been counted.
        let is_there = page.settled || page.found.is_some() || self.person.is_none();
        self.page = page;
        let total = self.total.map_or(usize::MAX, |total| total as usize);
        self.cursor = self.cursor.min(total.saturating_sub(1));
        if is_there {
            self.person = self.card().map(|card| card.id);
        }
        self.fetch()
    }

    /// The list has been counted; what a query finds is shown from now on.
    pub(super) fn counted(&mut self, list: &List, total: u32) -> Vec<Next> {
        if *list != self.list() {
            return Vec::new();
        }
        self.counted = true;
        self.total = Some(total);
        let last = (total as usize).saturating_sub(1);
        let beyond = self.cursor > last;
        self.cursor = self.cursor.min(last);
        if list.query.is_everybody() && self.settled {
            return if beyond { self.fetch() } else { Vec::new() };
        }
        let row = u32::try_from(self.cursor).unwrap_or(u32::MAX);
        let at = match self.person {
            Some(person) => At::Person(person, row),
            None => At::Row(row.saturating_sub(WINDOW / 2)),
        };
        vec![self.ask(at)]
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
            on_the_way: false,
        })
    }

    /// The person a step up or down from one, for leafing through profiles.
    pub fn neighbour(&mut self, person: PersonId, forward: bool) -> Option<OnePerson> {
        let place = self.page.cards.iter().position(|card| card.id == person)?;
        let next = if forward {
            place + 1
        } else {
            place.checked_sub(1)?
        };
        let card = self.page.cards.get(next)?;
        let who = OnePerson::new(card.id, card.name.clone());
        self.cursor = self.page.from as usize + next;
        self.person = Some(who.id);
        Some(who)
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
}
