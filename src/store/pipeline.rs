//! The pipeline: pages of one column, straight from its index; under a query from lists that were counted before.

use std::collections::HashMap;

use rusqlite::params_from_iter;

use super::roster::{ids_of, order, shelved_page};
use super::{Failure, Store, cards, query, settings};
use crate::domain::ids::PersonId;
use crate::domain::lane::{Lane, LaneBy, LaneCount, put_in_order};
use crate::domain::query::Query;
use crate::domain::question::{Answer, At, List, Page, Sort};
use crate::domain::stage::Stage;

impl Store {
    /// A page of a column of the board; under a query only when [`Store::board`] has counted it.
    pub(super) fn column(
        &mut self,
        stage: Stage,
        list: &List,
        at: At,
        rows: u32,
    ) -> Result<Page, Failure> {
        if list.query.is_everybody() {
            return self.whole_column(stage, list.sort, at, rows);
        }
        match self.shelved(list, Some(stage)) {
            Some(counted) => Ok(shelved_page(&self.connection, &counted.ids, at, rows)?),
            None => Ok(Page {
                waiting: true,
                ..Page::default()
            }),
        }
    }

    /// Counts the columns under a query or in a lane and keeps them for the pages that follow; counts the lanes.
    pub(super) fn board(
        &mut self,
        list: &List,
        lanes: Option<LaneBy>,
        open: Option<&Lane>,
    ) -> Result<Answer, Failure> {
        let counted = match open {
            Some(lane) => list.in_lane(lane),
            None => list.clone(),
        };
        if lanes.is_none() || open.is_some() {
            self.shelve_columns(&counted)?;
        }
        let lanes = match lanes {
            Some(by) => self.lanes(&list.query, by)?,
            None => Vec::new(),
        };
        Ok(Answer::Board(counted, lanes))
    }

    fn shelve_columns(&mut self, list: &List) -> Result<(), Failure> {
        let state = self.state()?;
        let mut columns: [Vec<u32>; 5] = Default::default();
        let mut put = |id: u32, board: i64| {
            let column = usize::try_from(board).ok();
            if let Some(column) = column.and_then(|at| columns.get_mut(at)) {
                column.push(id);
            }
        };
        if list.query.words.is_empty() {
            // The rows are read once, as they lie, and then sorted.
            let tiers = settings::settings(&self.connection)?.tiers;
            let condition = query::condition(&list.query, tiers).unwrap_or_default();
            let sql = format!(
                "SELECT person_id, board FROM card NOT INDEXED WHERE board >= 0{} ORDER BY {}",
                condition.and_so(),
                order(list.sort, list.reversed)
            );
            let mut statement = self.connection.prepare(&sql)?;
            let mut rows = statement.query(params_from_iter(condition.values))?;
            while let Some(row) = rows.next()? {
                put(row.get(0)?, row.get(1)?);
            }
        } else {
            let mut board = self
                .connection
                .prepare_cached("SELECT board FROM card WHERE person_id = ?1")?;
            for id in ids_of(&self.connection, list)? {
                put(id, board.query_row([id], |row| row.get(0))?);
            }
        }
        for (stage, ids) in Stage::ALL.into_iter().zip(columns) {
            self.shelve(list, Some(stage), ids, state);
        }
        Ok(())
    }

    /// Every lane that somebody whom the query finds is in, in the order of the board.
    fn lanes(&self, query: &Query, by: LaneBy) -> Result<Vec<LaneCount>, Failure> {
        let tiers = settings::settings(&self.connection)?.tiers;
        let condition = query::whole(query, tiers).unwrap_or_default();
        let of = match by {
            LaneBy::Owner => "card.owner",
            LaneBy::Segment => "(SELECT segment FROM person WHERE id = card.person_id)",
        };
        // Counted here: to group so many rows SQLite would sort them all.
        let sql = format!(
            "SELECT coalesce({of}, ''), board FROM card NOT INDEXED WHERE board >= 0{}",
            condition.and_so()
        );
        let mut statement = self.connection.prepare(&sql)?;
        let mut rows = statement.query(params_from_iter(condition.values))?;
        let mut counted: HashMap<String, [u32; 5]> = HashMap::new();
        while let Some(row) = rows.next()? {
            let of = row.get_ref(0)?.as_str_or_null();
            let of = of.ok().flatten().unwrap_or_default();
            let columns = match counted.get_mut(of) {
                Some(columns) => columns,
                None => counted.entry(of.to_owned()).or_default(),
            };
            if let Some(people) = columns.get_mut(usize::from(row.get::<_, u8>(1)?)) {
                *people += 1;
            }
        }
        let mut lanes: Vec<LaneCount> = counted
            .into_iter()
            .map(|(of, columns)| LaneCount {
                lane: Lane { by, of },
                columns,
            })
            .collect();
        put_in_order(&mut lanes, &self.login);
        Ok(lanes)
    }

    /// A page of a column with everybody in it.
    fn whole_column(
        &mut self,
        stage: Stage,
        sort: Sort,
        at: At,
        rows: u32,
    ) -> Result<Page, Failure> {
        let board = i64::try_from(stage.index()).unwrap_or_default();
        let total: u32 = self
            .connection
            .prepare_cached("SELECT people FROM tally WHERE board = ?1")?
            .query_row([board], |row| row.get(0))?;
        let order = order(sort, false);
        let (row, person) = match at {
            At::Row(row) => (row, None),
            At::Person(person, row) => (row.saturating_sub(rows / 2), Some(person)),
        };
        let mut page = self.column_page(board, order, row.min(total.saturating_sub(1)), rows)?;
        if let Some(person) = person {
            page.found = place(&page, person);
            if page.found.is_none()
                && let Some(place) = self.place_in_column(board, order, person)?
            {
                page = self.column_page(board, order, place.saturating_sub(rows / 2), rows)?;
                page.found = Some(place);
            }
        }
        page.total = Some(total);
        Ok(page)
    }

    fn column_page(&self, board: i64, order: &str, from: u32, rows: u32) -> rusqlite::Result<Page> {
        let sql = format!(
            "SELECT {} FROM card WHERE board = ?1 ORDER BY {order} LIMIT ?2 OFFSET ?3",
            cards::COLUMNS
        );
        let found = self
            .connection
            .prepare_cached(&sql)?
            .query_map([board, i64::from(rows), i64::from(from)], cards::card)?
            .collect::<rusqlite::Result<_>>()?;
        Ok(Page {
            from,
            cards: found,
            ..Page::default()
        })
    }

    /// The place of a person in their column, if they are in it: a walk along the column's index.
    fn place_in_column(
        &self,
        board: i64,
        order: &str,
        person: PersonId,
    ) -> rusqlite::Result<Option<u32>> {
        let here: bool = self
            .connection
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM card WHERE person_id = ?1 AND board = ?2)",
            )?
            .query_row([person.0, board], |row| row.get(0))?;
        if !here {
            return Ok(None);
        }
        let sql = format!("SELECT person_id FROM card WHERE board = ?1 ORDER BY {order}");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([board])?;
        let mut place = 0;
        while let Some(row) = rows.next()? {
            if row.get::<_, i64>(0)? == person.0 {
                return Ok(Some(place));
            }
            place += 1;
        }
        Ok(None)
    }
}

fn place(page: &Page, person: PersonId) -> Option<u32> {
    let index = page.cards.iter().position(|card| card.id == person)?;
    u32::try_from(index).ok().map(|index| page.from + index)
}
