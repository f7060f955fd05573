//! The pipeline: five columns with counts; a card moves with one key and the cursor goes to the next card.

mod view;

use std::cell::Cell;

use ratatui::layout::Rect;

use super::Someone;
use crate::domain::card::Card;
use crate::domain::ids::PersonId;
use crate::domain::question::{At, List, Page, Question, Sort};
use crate::domain::stage::Stage;
use crate::ui::command::{ListCommand, PipelineCommand};
use crate::ui::next::{Asker, Next};
use crate::ui::notice::Notice;
use crate::ui::overlays::Overlay;
use crate::ui::overlays::pick::Pick;
use crate::ui::screens::query_line::QueryLine;
use crate::ui::widgets::scroll::Scroll;

/// Cards of a column asked for at once.
const WINDOW: u32 = 60;

/// One column.
#[derive(Debug, Default)]
struct Column {
    page: Page,
    cursor: usize,
    person: Option<PersonId>,
    asked: Option<u32>,
    scroll: Scroll,
}

/// The state of the pipeline.
#[derive(Debug)]
pub struct Pipeline {
    /// Who is shown.
    pub(super) line: QueryLine,
    columns: [Column; 5],
    active: usize,
    sort: Sort,
    area: Cell<Rect>,
    /// First column shown and how many, as drawn last.
    shown: Cell<(usize, usize)>,
}

impl Default for Pipeline {
    fn default() -> Self {
        Pipeline {
            line: QueryLine::default(),
            columns: Default::default(),
            active: 0,
            sort: Sort::NextDate,
            area: Cell::default(),
            shown: Cell::new((0, 5)),
        }
    }
}

impl Column {
    fn total(&self) -> usize {
        self.page
            .total
            .map_or(self.page.cards.len(), |total| total as usize)
    }

    fn card(&self) -> Option<&Card> {
        self.page
            .cards
            .get(self.cursor.checked_sub(self.page.from as usize)?)
    }

    fn receive(&mut self, page: Page) {
        self.asked = None;
        if page.waiting {
            return;
        }
        if let Some(found) = page.found {
            self.cursor = found as usize;
        }
        self.page = page;
        self.cursor = self.cursor.min(self.total().saturating_sub(1));
        self.person = self.card().map(|card| card.id);
    }

    fn at(&self) -> At {
        let row = u32::try_from(self.cursor).unwrap_or(u32::MAX);
        match self.person {
            Some(person) => At::Person(person, row),
            None => At::Row(row.saturating_sub(WINDOW / 2)),
        }
    }

    fn take(&mut self, person: PersonId) -> Option<Card> {
        let place = self.page.cards.iter().position(|card| card.id == person)?;
        self.page.total = self.page.total.map(|total| total.saturating_sub(1));
        Some(self.page.cards.remove(place))
    }

    /// Puts a card above the one under the cursor, which stays there.
    fn put(&mut self, card: Card) {
        let place = self
            .cursor
            .saturating_sub(self.page.from as usize)
            .min(self.page.cards.len());
        self.page.cards.insert(place, card);
        self.page.total = self.page.total.map(|total| total + 1);
        if self.person.is_some() {
            self.cursor += 1;
        } else {
            self.person = self.card().map(|card| card.id);
        }
    }
}

impl Pipeline {
    /// The order of the cards.
    #[must_use]
    pub fn sort(&self) -> Sort {
        self.sort
    }

    /// The column under the cursor.
    #[must_use]
    pub fn active(&self) -> usize {
        self.active
    }

    /// Puts back what was remembered.
    pub fn remember(&mut self, sort: &str, active: usize) {
        self.sort = Sort::parse(sort).unwrap_or(Sort::NextDate);
        self.active = active.min(4);
    }

    pub(super) fn asks(&mut self) -> Vec<Next> {
        let mut next = self.ask_columns();
        if !self.line.query().is_everybody() {
            next.push(Next::Ask(Asker::Board, Question::Board(self.list())));
        }
        next
    }

    fn ask_columns(&self) -> Vec<Next> {
        Stage::ALL
            .into_iter()
            .map(|stage| self.ask(stage, self.columns[stage.index()].at()))
            .collect()
    }

    fn list(&self) -> List {
        List {
            query: self.line.query().clone(),
            sort: self.sort,
            reversed: false,
        }
    }

    /// The query has changed: other cards, from the top; what is shown stays until they are known.
    pub(super) fn requeried(&mut self) -> Vec<Next> {
        for column in &mut self.columns {
            (column.cursor, column.person) = (0, None);
        }
        self.asks()
    }

    /// The columns under a query have been counted.
    pub(super) fn counted(&mut self, list: &List) -> Vec<Next> {
        if *list == self.list() {
            self.ask_columns()
        } else {
            Vec::new()
        }
    }

    fn ask(&self, stage: Stage, at: At) -> Next {
        Next::Ask(
            Asker::Column(stage),
            Question::Column {
                stage,
                list: self.list(),
                at,
                rows: WINDOW,
            },
        )
    }

    pub(super) fn receive(&mut self, stage: Stage, page: Page) {
        self.columns[stage.index()].receive(page);
    }

    fn column(&self) -> &Column {
        &self.columns[self.active]
    }

    pub(super) fn someone(&self) -> Option<Someone> {
        let card = self.column().card()?;
        Some(Someone {
            id: card.id,
            name: card.name.clone(),
            stage: card.stage,
            parked: false,
            facts: Some(card.facts),
        })
    }

    pub(super) fn step(&mut self, command: ListCommand) -> Vec<Next> {
        let column = &mut self.columns[self.active];
        column.cursor = column.scroll.moved(command, column.cursor, column.total());
        column.person = column.card().map(|card| card.id);
        self.fetch()
    }

    fn fetch(&mut self) -> Vec<Next> {
        let stage = Stage::ALL[self.active];
        let column = &mut self.columns[self.active];
        let cursor = u32::try_from(column.cursor).unwrap_or(u32::MAX);
        let end = column.page.from + u32::try_from(column.page.cards.len()).unwrap_or(0);
        let total = u32::try_from(column.total()).unwrap_or(u32::MAX);
        let margin = WINDOW / 4;
        let above = column.page.from == 0 || cursor >= column.page.from + margin;
        let below = end >= total || cursor + margin < end;
        let from = cursor.saturating_sub(WINDOW / 2);
        if (above && below) || column.asked == Some(from) {
            return Vec::new();
        }
        column.asked = Some(from);
        vec![self.ask(stage, At::Row(from))]
    }

    /// Shows a move before the store has made it; the answer puts everything right. The cursor stays in its column,
    /// on the next card, so that the next decision is one key away.
    pub fn show_move(&mut self, person: PersonId, to: Stage) {
        let Some(card) = self.columns[self.active].take(person) else {
            return;
        };
        let left = &mut self.columns[self.active];
        left.cursor = left.cursor.min(left.total().saturating_sub(1));
        left.person = left.card().map(|card| card.id);
        self.columns[to.index()].put(Card { stage: to, ..card });
    }

    pub(super) fn run(&mut self, command: PipelineCommand) -> Vec<Next> {
        match command {
            PipelineCommand::Left => self.active = self.active.saturating_sub(1),
            PipelineCommand::Right => self.active = (self.active + 1).min(4),
            PipelineCommand::Sort => {
                let mut pick = Pick::new("Sort the cards by");
                for sort in Sort::PIPELINE {
                    let now = if sort == self.sort { "now" } else { "" };
                    pick.add(
                        sort.word(),
                        now,
                        vec![Next::Type(format!("sort {}", sort.word()))],
                    );
                }
                return vec![Next::open(Overlay::Pick(pick))];
            }
        }
        Vec::new()
    }

    /// Why a command does nothing now.
    pub(super) fn why_not(&self, command: PipelineCommand) -> Option<&'static str> {
        let nobody = || self.columns.iter().all(|one| one.page.total == Some(0));
        match command {
            PipelineCommand::Left if self.active == 0 => Some("this is the first column"),
            PipelineCommand::Right if self.active == 4 => Some("this is the last column"),
            PipelineCommand::Sort if nobody() => Some("no card is on the board yet"),
            PipelineCommand::Left | PipelineCommand::Right | PipelineCommand::Sort => None,
        }
    }

    /// Sorts the cards; each column's cursor stays on its person.
    pub fn sort_by(&mut self, sort: Sort) -> Vec<Next> {
        if !Sort::PIPELINE.contains(&sort) {
            let words = Sort::PIPELINE.map(Sort::word).join(", ");
            return vec![Next::Say(Notice::calm(format!(
                "cards are not sorted by {}; there are: {words}",
                sort.word()
            )))];
        }
        self.sort = sort;
        self.asks()
    }

    pub(super) fn point(&mut self, column: u16, line: u16) -> Vec<Next> {
        let area = self.area.get();
        let (first, many) = self.shown.get();
        if many == 0 || area.width == 0 || line < area.y + 2 {
            return Vec::new();
        }
        let width = usize::from(area.width) / many;
        self.active = (first + usize::from(column.saturating_sub(area.x)) / width.max(1)).min(4);
        let target = &mut self.columns[self.active];
        let row = target.scroll.top() + usize::from(line - area.y - 2) / view::CARD_LINES;
        if row < target.total() {
            target.cursor = row;
            target.person = target.card().map(|card| card.id);
        }
        self.fetch()
    }
}
