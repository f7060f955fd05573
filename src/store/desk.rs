//! What the title bar shows: the desk's name, kept counts, members, jobs.

use super::{Failure, Store};
use crate::domain::change::Stamp;
use crate::domain::ids::SetId;
use crate::domain::query::Query;
use crate::domain::question::DeskState;
use crate::domain::text::Clean;

impl Store {
    /// The last change set of anybody.
    pub(super) fn last_change(&self) -> rusqlite::Result<SetId> {
        self.connection
            .prepare_cached("SELECT coalesce(max(id), 0) FROM change_set")?
            .query_row([], |row| row.get(0).map(SetId))
    }

    /// The state of the desk.
    pub(super) fn desk_state(&mut self, owed: bool, now: &Stamp) -> Result<DeskState, Failure> {
        let tx = &self.connection;
        let name: String = tx
            .prepare_cached("SELECT name FROM desk")?
            .query_row([], |row| row.get(0))?;
        let mut state = DeskState {
            seen: self.last_change()?,
            views: self.views()?,
            name: Clean::line(&name),
            settings: super::settings::settings(tx)?,
            read_only: self.is_read_only(),
            ..DeskState::default()
        };
        let counts = tx
            .prepare_cached("SELECT board, people FROM tally")?
            .query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, u32>(1)?)))?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        for (board, people) in counts {
            state.people += people;
            match usize::try_from(board)
                .ok()
                .and_then(|board| state.stages.get_mut(board))
            {
                Some(stage) => *stage = people,
                None => state.parked = people,
            }
        }
        state.members = self
            .members()?
            .iter()
            .map(|login| Clean::line(login))
            .collect();
        state.jobs = self.open_jobs()?;
        state.jobs.extend(self.waiting_sweep()?);
        if owed {
            let today = self.today(true, &Query::default(), now.today)?;
            state.owed = Some((today.open, today.more));
        }
        Ok(state)
    }

    /// Login names of everybody who has had this desk open.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn members(&self) -> Result<Vec<String>, Failure> {
        let members = self
            .connection
            .prepare_cached("SELECT login FROM member ORDER BY login")?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(members)
    }

    /// Makes this user a member, once.
    ///
    /// # Errors
    /// What `SQLite` says; the desk works without it.
    pub fn join(&mut self, at: i64) -> Result<(), Failure> {
        let login = self.login.clone();
        let known: bool = self
            .connection
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM member WHERE login = ?1)")?
            .query_row([&login], |row| row.get(0))?;
        if known {
            return Ok(());
        }
        let tx = super::write::begin(&mut self.connection)?;
        tx.execute(
            "INSERT INTO member (login, joined_at) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            (&login, at),
        )?;
        tx.commit()?;
        self.ring();
        Ok(())
    }
}
