//! The third step: what would come of every row, by kind; conflicts are decided row by row or for all.

use std::sync::Arc;

use crate::domain::dated::Dated;
use crate::domain::importing::{Choice, Errand, Looked, Outcome, Tally};
use crate::domain::preview::{Basis, Since};
use crate::domain::text::Clean;
use crate::ui::command::ListCommand;
use crate::ui::next::{Asker, Next};
use crate::ui::notice::Notice;
use crate::ui::widgets::scroll::Scroll;

/// Rows that are asked for at once.
const PAGE: u32 = 200;

/// What would come of the rows.
#[derive(Debug, Default)]
pub struct Preview {
    as_of: Option<Dated>,
    /// Per cent looked at; `None` before it began and when it is done.
    part: Option<u8>,
    done: bool,
    wrong: Option<Clean>,
    pub(super) tally: Tally,
    /// What it rests on, once it is done.
    basis: Option<Arc<Basis>>,
    /// What happened to its people since the first one of the file.
    pub(super) since: Since,
    /// Where the cursor goes back to in a preview that is made anew: the kind, and the place among its rows.
    back_to: Option<(Outcome, usize)>,
    /// What is doubtful about whole columns and about the day, one clause each.
    pub(super) warnings: Vec<Clean>,
    pub(super) kind: Option<Outcome>,
    rows: Vec<Looked>,
    from: u64,
    pub(super) cursor: usize,
    pub(super) choice: Choice,
    pub(super) scroll: Scroll,
}

impl Preview {
    /// A trial that has just been asked for; what was chosen about conflicts stands.
    pub fn begun(as_of: Dated, choice: Choice) -> Preview {
        Preview {
            as_of: Some(as_of),
            part: Some(0),
            choice,
            ..Preview::default()
        }
    }

    /// The same made anew, because this happened to its people; what was chosen about conflicts stands.
    pub fn begin_anew(&mut self, since: Since) {
        let before = std::mem::take(self);
        *self = Preview {
            as_of: before.as_of,
            part: Some(0),
            since: before.since.and(since),
            back_to: before.kind.map(|kind| (kind, before.cursor)),
            choice: before.choice,
            ..Preview::default()
        };
    }

    /// Asks whether it is still true, where it is done.
    pub fn recheck(&self) -> Vec<Next> {
        let ask = |basis| Next::Errand(Asker::Recheck, Errand::Recheck(basis));
        self.basis.clone().map(ask).into_iter().collect()
    }

    /// What it rests on, where it is done.
    pub fn basis(&self) -> Option<Arc<Basis>> {
        self.basis.clone()
    }

    pub fn into_choice(self) -> Choice {
        self.choice
    }

    pub fn as_of(&self) -> Option<Dated> {
        self.as_of
    }

    /// Whether the trial is there already.
    pub fn is_done_for(&self, as_of: Dated) -> bool {
        self.done && self.as_of == Some(as_of)
    }

    pub fn is_trying(&self) -> bool {
        self.part.is_some()
    }

    pub fn part(&self) -> Option<u8> {
        self.part
    }

    pub fn is_wrong(&self) -> bool {
        self.wrong.is_some()
    }

    pub fn wrong(&self) -> Option<&Clean> {
        self.wrong.as_ref()
    }

    pub fn refuse(&mut self, words: Clean) {
        self.part = None;
        self.done = false;
        self.basis = None;
        self.wrong = Some(words);
    }

    pub fn stop(&mut self) {
        self.part = None;
    }

    pub fn trying(&mut self, part: u8, tally: Tally) {
        self.part = Some(part);
        self.tally = tally;
    }

    /// The trial is done: the first kind that has rows is opened. What happened while it was made is asked for.
    pub fn tried(&mut self, tally: Tally, warnings: Vec<Clean>, basis: Arc<Basis>) -> Vec<Next> {
        self.warnings = warnings;
        self.basis = Some(basis);
        self.part = None;
        self.done = true;
        self.tally = tally;
        let first = [
            Outcome::Conflict,
            Outcome::Rejected,
            Outcome::New,
            Outcome::Updated,
            Outcome::Unchanged,
        ];
        let back = self.back_to.take().filter(|(kind, _)| tally.of(*kind) > 0);
        let first = first.into_iter().find(|kind| tally.of(*kind) > 0);
        self.kind = back.map(|(kind, _)| kind).or(first);
        let mut next = self.begin_kind();
        if let Some((_, cursor)) = back {
            self.cursor = cursor.min(self.total().saturating_sub(1));
            next = self.ask();
        }
        next.extend(self.recheck());
        next
    }

    fn begin_kind(&mut self) -> Vec<Next> {
        (self.cursor, self.from) = (0, 0);
        self.rows.clear();
        self.scroll = Scroll::default();
        self.ask()
    }

    fn ask(&self) -> Vec<Next> {
        let Some(outcome) = self.kind else {
            return Vec::new();
        };
        let around = (self.cursor as u64).saturating_sub(u64::from(PAGE) / 2);
        vec![Next::Errand(
            Asker::Rows,
            Errand::Rows {
                outcome,
                from: around,
                rows: PAGE,
            },
        )]
    }

    pub fn receive(&mut self, outcome: Outcome, from: u64, rows: Vec<Looked>) {
        if self.kind == Some(outcome) {
            (self.from, self.rows) = (from, rows);
        }
    }

    /// Rows of the kind at hand.
    pub fn total(&self) -> usize {
        let rows = self.kind.map_or(0, |kind| self.tally.of(kind));
        usize::try_from(rows).unwrap_or(usize::MAX)
    }

    /// A row of the kind at hand, where it is here already.
    pub fn row(&self, place: usize) -> Option<&Looked> {
        let at = (place as u64).checked_sub(self.from)?;
        self.rows.get(usize::try_from(at).ok()?)
    }

    /// The kind to the right or to the left that has rows.
    pub fn turn_to(&mut self, right: bool) -> Vec<Next> {
        let kinds: Vec<Outcome> = Outcome::ALL
            .into_iter()
            .filter(|kind| self.tally.of(*kind) > 0)
            .collect();
        let here = kinds.iter().position(|kind| Some(*kind) == self.kind);
        let Some(here) = here.filter(|_| self.done) else {
            return Vec::new();
        };
        let next = if right {
            (here + 1).min(kinds.len() - 1)
        } else {
            here.saturating_sub(1)
        };
        if next == here {
            return Vec::new();
        }
        self.kind = kinds.get(next).copied();
        self.begin_kind()
    }

    pub fn step(&mut self, command: ListCommand) -> Vec<Next> {
        let total = self.total();
        self.cursor = self.scroll.moved(command, self.cursor, total);
        self.ask_beyond()
    }

    pub fn point(&mut self, row: usize) -> Vec<Next> {
        self.cursor = (self.scroll.top() + row).min(self.total().saturating_sub(1));
        self.ask_beyond()
    }

    /// Asks for rows where the cursor comes near the edge of those that are here.
    fn ask_beyond(&self) -> Vec<Next> {
        let near = self.scroll.height();
        let last = (self.cursor + near).min(self.total().saturating_sub(1));
        let first = self.cursor.saturating_sub(near);
        if self.row(first).is_none() || self.row(last).is_none() {
            self.ask()
        } else {
            Vec::new()
        }
    }

    /// Whether rows of this kind are decided.
    pub fn has_choice(&self) -> bool {
        self.kind == Some(Outcome::Conflict) && self.done
    }

    /// Ours or the file's, in the row under the cursor; nothing where no row is visible.
    pub fn turn(&mut self) -> Vec<Next> {
        let row = self.row(self.cursor).filter(|_| self.scroll.is_visible());
        match row.map(|row| (row.line, row.is_choice())) {
            Some((line, true)) => {
                self.choice.turn(line);
                self.step(ListCommand::Down)
            }
            Some((_, false)) => {
                let words = "This row is about another person; nothing of it can be taken";
                vec![Next::Say(Notice::calm(words))]
            }
            None => Vec::new(),
        }
    }

    /// Ours or the file's, in all rows.
    pub fn turn_all(&mut self) -> Vec<Next> {
        let conflicts = self.tally.conflicts;
        self.choice.all(self.choice.taken(conflicts) < conflicts);
        Vec::new()
    }
}
