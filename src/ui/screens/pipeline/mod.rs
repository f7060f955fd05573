//! The pipeline: five columns with counts; a card moves with one key and the cursor goes to the next card.

mod column;
mod lanes;
mod lanes_view;
mod view;

use std::cell::Cell;

use ratatui::layout::Rect;

use self::column::{Column, WINDOW};
use self::lanes::Lanes;
use super::Someone;
use crate::domain::card::Card;
use crate::domain::ids::PersonId;
use crate::domain::lane::{LaneBy, LaneCount};
use crate::domain::query::{QueryField, Test};
use crate::domain::question::{At, List, Page, Question, Sort};
use crate::domain::stage::Stage;
use crate::ui::command::{ListCommand, PipelineCommand};
use crate::ui::draft::ChoiceOf;
use crate::ui::next::{Asker, Next};
use crate::ui::notice::Notice;
use crate::ui::overlays::Overlay;
use crate::ui::overlays::pick::Pick;
use crate::ui::screens::query_line::QueryLine;
use crate::ui::screens::{Place, Tab};
use crate::ui::subject::Subject;

/// The state of the pipeline.
#[derive(Debug)]
pub struct Pipeline {
    /// Who is shown.
    pub(super) line: QueryLine,
    columns: [Column; 5],
    active: usize,
    sort: Sort,
    lanes: Lanes,
    area: Cell<Rect>,
    /// Where the cards were drawn last, without headings.
    body: Cell<Rect>,
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
            lanes: Lanes::default(),
            area: Cell::default(),
            body: Cell::default(),
            shown: Cell::new((0, 5)),
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

    /// What is remembered of the lanes between two starts.
    #[must_use]
    pub fn lanes(&self) -> &'static str {
        self.lanes.by().map_or("", LaneBy::word)
    }

    /// Puts back what was remembered.
    pub fn remember(&mut self, sort: &str, active: usize, lanes: &str) {
        self.sort = Sort::parse(sort).unwrap_or(Sort::NextDate);
        self.active = active.min(4);
        self.lanes = Lanes::parted(LaneBy::parse(lanes));
    }

    pub(super) fn asks(&mut self) -> Vec<Next> {
        let mut next = self.ask_columns();
        if self.lanes.by().is_some() || !self.line.query().is_everybody() {
            next.push(Next::Ask(
                Asker::Board,
                Question::Board {
                    list: self.everybody(),
                    lanes: self.lanes.by(),
                    open: self.lanes.open().cloned(),
                },
            ));
        }
        next
    }

    /// Asks for the columns; with lanes nothing is asked for until one is known.
    fn ask_columns(&self) -> Vec<Next> {
        if self.lanes.by().is_some() && self.lanes.open().is_none() {
            return Vec::new();
        }
        Stage::ALL
            .into_iter()
            .map(|stage| self.ask(stage, self.columns[stage.index()].at()))
            .collect()
    }

    /// Whom the query finds, in all lanes.
    fn everybody(&self) -> List {
        List {
            query: self.line.query().clone(),
            sort: self.sort,
            reversed: false,
        }
    }

    /// Whose cards are shown.
    fn list(&self) -> List {
        match self.lanes.open() {
            Some(lane) => self.everybody().in_lane(lane),
            None => self.everybody(),
        }
    }

    /// The column under the cursor as a list, with its name.
    pub(super) fn active_list(&self) -> (String, List) {
        let stage = Stage::ALL[self.active];
        let mut words = vec![stage.title().to_owned()];
        words.extend(self.lanes.open().map(|lane| lane.title().to_string()));
        let text = self.line.query().text().trim();
        words.extend((!text.is_empty()).then(|| text.to_owned()));
        words.push(format!("by {}", self.sort.word()));
        let mut list = self.list();
        let test = Test::Is(stage.word().to_owned());
        list.query = list.query.and(QueryField::Stage, test);
        (words.join(" · "), list)
    }

    /// Whether the column under the cursor has no card.
    pub(super) fn is_nobody_here(&self) -> bool {
        self.column().total() == 0
    }

    /// The query has changed: other cards, from the top; what is shown stays until they are known.
    pub(super) fn requeried(&mut self) -> Vec<Next> {
        for column in &mut self.columns {
            (column.cursor, column.person) = (0, None);
        }
        self.asks()
    }

    /// The columns under a query or in a lane have been counted, and the lanes.
    pub(super) fn counted(&mut self, list: &List, lanes: Vec<LaneCount>) -> Vec<Next> {
        if *list != self.list() {
            return Vec::new();
        }
        if self.lanes.by().is_none() || !self.lanes.receive(lanes) {
            return self.ask_columns();
        }
        self.other_lane()
    }

    /// Another lane is open: its cards are asked for, and those of the one before are not shown under its name.
    fn other_lane(&mut self) -> Vec<Next> {
        let known = self.lanes.by().is_some() && self.lanes.open().is_none();
        for column in &mut self.columns {
            column.empty(known);
        }
        if known { Vec::new() } else { self.asks() }
    }

    /// Parts the cards, or puts them together.
    pub fn part_by(&mut self, by: Option<LaneBy>) -> Vec<Next> {
        self.lanes = Lanes::parted(by);
        for column in &mut self.columns {
            column.empty(false);
        }
        self.asks()
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
            on_the_way: false,
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
        self.lanes.moved(card.stage, to);
        let left = &mut self.columns[self.active];
        left.cursor = left.cursor.min(left.total().saturating_sub(1));
        left.person = left.card().map(|card| card.id);
        self.columns[to.index()].put(Card { stage: to, ..card });
    }

    pub(super) fn run(&mut self, command: PipelineCommand) -> Vec<Next> {
        match command {
            PipelineCommand::Left => self.active = self.active.saturating_sub(1),
            PipelineCommand::Right => self.active = (self.active + 1).min(4),
            PipelineCommand::Sort => return self.choose_sort(),
            PipelineCommand::Lanes => return self.choose_lanes(),
            PipelineCommand::NextLane if self.lanes.step(1) => return self.other_lane(),
            PipelineCommand::PreviousLane if self.lanes.step(-1) => return self.other_lane(),
            PipelineCommand::NextLane | PipelineCommand::PreviousLane => {}
        }
        Vec::new()
    }

    fn choose_sort(&self) -> Vec<Next> {
        let mut pick = Pick::new(ChoiceOf::CardOrder, Subject::Desk, "Sort the cards by");
        for sort in Sort::PIPELINE {
            let now = if sort == self.sort { "now" } else { "" };
            pick.add(
                sort.word(),
                now,
                vec![Next::Sort(Place::Tab(Tab::Pipeline), sort)],
            );
        }
        vec![Next::open(Overlay::Pick(pick))]
    }

    fn choose_lanes(&self) -> Vec<Next> {
        let mut pick = Pick::new(ChoiceOf::Lanes, Subject::Desk, "Lanes by");
        let all = LaneBy::ALL.into_iter().map(Some);
        for (index, by) in all.chain([None]).enumerate() {
            let word = by.map_or("none", LaneBy::word);
            let is_now = by == self.lanes.by();
            let now = if is_now { "now" } else { "" };
            pick.add(word, now, vec![Next::Lanes(by)]);
            if is_now && by.is_some() {
                // The next one is what one is likely to want.
                pick.at(index + 1);
            }
        }
        vec![Next::open(Overlay::Pick(pick))]
    }

    /// Whether no column has a card.
    fn is_nobody(&self) -> bool {
        self.columns.iter().all(|one| one.page.total == Some(0))
    }

    /// Why a command does nothing now.
    pub(super) fn why_not(&self, command: PipelineCommand) -> Option<&'static str> {
        let nobody = || self.is_nobody();
        match command {
            PipelineCommand::Left if self.active == 0 => Some("this is the first column"),
            PipelineCommand::Right if self.active == 4 => Some("this is the last column"),
            PipelineCommand::Sort if nobody() => Some("no card is on the board yet"),
            PipelineCommand::Lanes if nobody() && self.lanes.by().is_none() => {
                Some("no card is on the board yet")
            }
            PipelineCommand::NextLane => self.lanes.why_not(1),
            PipelineCommand::PreviousLane => self.lanes.why_not(-1),
            PipelineCommand::Left
            | PipelineCommand::Right
            | PipelineCommand::Sort
            | PipelineCommand::Lanes => None,
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
        let (area, body) = (self.area.get(), self.body.get());
        let (first, many) = self.shown.get();
        if many == 0 || area.width == 0 || line < area.y + view::HEAD {
            return Vec::new();
        }
        if let Some(steps) = self.lanes.heading_at(line) {
            return if self.lanes.step(steps) {
                self.other_lane()
            } else {
                Vec::new()
            };
        }
        let width = usize::from(area.width) / many;
        self.active = (first + usize::from(column.saturating_sub(area.x)) / width.max(1)).min(4);
        let target = &mut self.columns[self.active];
        let below = usize::from(line.saturating_sub(body.y));
        let row = target.scroll.top() + below / view::CARD_LINES;
        if line < body.bottom() && row < target.total() {
            target.cursor = row;
            target.person = target.card().map(|card| card.id);
        }
        self.fetch()
    }
}
