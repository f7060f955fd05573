//! What is listed and how: search and query, order, columns; and what is remembered of it.

use super::{Column, Roster};
use crate::domain::ids::PersonId;
use crate::domain::query::QueryError;
use crate::domain::question::{At, Question, Sort};
use crate::domain::saved_view::{Listing, SavedView};
use crate::ui::command::RosterCommand;
use crate::ui::draft::ChoiceOf;
use crate::ui::look::Look;
use crate::ui::next::{Asker, Next};
use crate::ui::overlays::Overlay;
use crate::ui::overlays::columns::ColumnChoice;
use crate::ui::overlays::pick::Pick;
use crate::ui::overlays::prompt::{Prompt, PromptFor};
use crate::ui::screens::{Place, Tab};
use crate::ui::subject::Subject;

/// What is remembered between two starts.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Remembered {
    /// Typed query.
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
            search: self.line.query().text().to_owned(),
            sort: self.sort.word().to_owned(),
            reversed: self.reversed,
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

    /// Puts back what was remembered; a query that cannot be read any more is left out.
    pub fn remember(&mut self, remembered: &Remembered, look: &Look<'_>) {
        let _ = self.line.set(&remembered.search, look);
        self.sort = Sort::parse(&remembered.sort).unwrap_or(Sort::Name);
        self.reversed = remembered.reversed;
        if !self.is_searching() {
            self.own_sort = (self.sort, self.reversed);
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

    /// Shows a saved view: its people, order and columns.
    ///
    /// # Errors
    /// What of its query cannot be read; the list stays as it is then.
    pub fn open_view(
        &mut self,
        view: &SavedView,
        look: &Look<'_>,
    ) -> Result<Vec<Next>, QueryError> {
        self.line.set(&view.query, look)?;
        self.requeried();
        if view.sort != Sort::Best || self.is_searching() {
            (self.sort, self.reversed) = (view.sort, view.reversed);
        }
        let columns: Vec<Column> = view
            .columns
            .iter()
            .filter_map(|title| Column::parse(title))
            .collect();
        if !columns.is_empty() {
            self.columns = columns;
        }
        self.named = Some(view.name.clone());
        Ok(self.asks())
    }

    /// The list in front, to be kept under a name.
    #[must_use]
    pub fn listing(&self) -> Listing {
        let remembered = self.remembered();
        Listing {
            query: remembered.search,
            sort: self.sort,
            reversed: self.reversed,
            columns: remembered.columns,
        }
    }

    /// Whether words are searched for, so that a best match is known.
    fn is_searching(&self) -> bool {
        self.line.query().words.iter().any(|word| !word.negated)
    }

    /// Whether everybody is listed.
    pub(super) fn is_everybody(&self) -> bool {
        self.line.query().is_everybody()
    }

    /// Searches for a query, as if it had been typed.
    pub fn search_for(&mut self, text: &str, look: &Look<'_>) -> Vec<Next> {
        self.begin_query();
        match self.line.set(text, look) {
            Ok(()) => self.requeried(),
            Err(error) => {
                self.line.clear();
                let said = crate::ui::notice::Notice::wrong(error.to_string());
                vec![Next::Say(said)]
            }
        }
    }

    /// The query line takes the keyboard; the cursor is remembered for Esc.
    pub(in super::super) fn begin_query(&mut self) {
        if self.before.is_none() {
            self.before = Some((self.cursor, self.person));
        }
        self.line.begin(Tab::Roster);
    }

    /// The query has changed: another list, from its beginning.
    pub(in super::super) fn requeried(&mut self) -> Vec<Next> {
        (self.sort, self.reversed) = if self.is_searching() {
            (Sort::Best, false)
        } else {
            self.own_sort
        };
        (self.cursor, self.person, self.total) = (0, None, None);
        (self.counted, self.settled) = (false, false);
        self.named = None;
        if self.is_everybody() && !self.line.is_typing() {
            self.before = None;
        }
        vec![
            self.ask(At::Row(0)),
            Next::Ask(Asker::Whole, Question::Whole(self.list())),
        ]
    }

    /// While one types, the list as it was; later everybody, the cursor on the same person.
    pub(in super::super) fn back(&mut self) -> Option<Vec<Next>> {
        if self.line.is_typing() {
            let changed = self.line.give_back();
            let (cursor, person) = self.before.take().unwrap_or_default();
            if !changed {
                return Some(Vec::new());
            }
            self.requeried();
            (self.cursor, self.person) = (cursor, person);
            if !self.is_everybody() {
                self.before = Some((0, None));
            }
            return Some(self.asks());
        }
        if self.marks.count() > 0 || self.has_range() {
            self.unmark();
            return Some(Vec::new());
        }
        if !self.line.clear() {
            return None;
        }
        let here = (self.cursor, self.person);
        let before = self.before.take().unwrap_or_default();
        self.requeried();
        (self.cursor, self.person) = if here.1.is_some() { here } else { before };
        Some(self.asks())
    }

    pub(in super::super) fn run(&mut self, command: RosterCommand) -> Vec<Next> {
        match command {
            RosterCommand::Sort => vec![Next::open(Overlay::Pick(self.sorts()))],
            RosterCommand::Reverse => {
                self.reversed = !self.reversed;
                self.keep_sort();
                self.asks()
            }
            RosterCommand::Columns => {
                vec![Next::open(Overlay::Columns(ColumnChoice::new(
                    &self.columns,
                )))]
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
            RosterCommand::Add => vec![Next::open(Overlay::Prompt(Prompt::new(PromptFor::Add)))],
            RosterCommand::New => vec![Next::open(Overlay::Form(
                crate::ui::overlays::form::Form::blank(),
            ))],
        }
    }

    fn sorts(&self) -> Pick {
        let mut pick = Pick::new(ChoiceOf::RosterOrder, Subject::Desk, "Sort by");
        for sort in Sort::ROSTER {
            if sort == Sort::Best && !self.is_searching() {
                continue;
            }
            let now = if sort == self.sort { "now" } else { "" };
            pick.add(
                sort.word(),
                now,
                vec![Next::Sort(Place::Tab(Tab::Roster), sort)],
            );
        }
        pick
    }

    /// Sorts the list; the cursor stays on the person.
    pub fn sort_by(&mut self, sort: Sort) -> Vec<Next> {
        self.sort = sort;
        self.reversed = false;
        self.keep_sort();
        self.asks()
    }

    /// An order that was chosen without a search is the one to come back to.
    fn keep_sort(&mut self) {
        if !self.is_searching() {
            self.own_sort = (self.sort, self.reversed);
        }
    }

    /// Shows these columns, in this order.
    pub fn show_columns(&mut self, columns: Vec<Column>) {
        self.columns = columns;
    }

    /// Why a command does nothing now.
    pub(in super::super) fn why_not(&self, command: RosterCommand) -> Option<&'static str> {
        match command {
            RosterCommand::Sort | RosterCommand::Reverse | RosterCommand::Preview
                if self.is_empty() =>
            {
                Some("nobody is in the roster yet; a adds somebody")
            }
            RosterCommand::Sort
            | RosterCommand::Reverse
            | RosterCommand::Preview
            | RosterCommand::Columns
            | RosterCommand::Add
            | RosterCommand::New => None,
        }
    }

    /// Whether nobody is in the roster at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.total == Some(0) && self.is_everybody()
    }
}
