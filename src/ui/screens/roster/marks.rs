//! Who is marked: kept by id, so that marks stay with people through sort, search and refresh.

use std::collections::HashMap;
use std::sync::Arc;

use super::Roster;
use crate::domain::card::Card;
use crate::domain::gone::{Gone, say_gone};
use crate::domain::ids::{PersonId, SetId};
use crate::domain::question::{List, Question};
use crate::domain::text::Clean;
use crate::ui::command::{ListCommand, MarkCommand};
use crate::ui::next::{Asker, Next};

/// Who is marked.
#[derive(Debug, Default)]
pub struct Marks {
    /// A bit a person, by id.
    bits: Vec<u64>,
    count: usize,
    /// The last change set that was seen when the first was marked.
    seen: SetId,
    /// The change up to which it is known that all of them are there.
    checked: SetId,
    /// Names as they were seen when they were marked: who goes is named.
    names: HashMap<PersonId, Clean>,
    /// The row at which a range was begun.
    anchor: Option<usize>,
    /// What is done with the list that was asked for.
    wanted: Option<Wanted>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    All,
    Invert,
    Range(usize, usize),
}

impl Marks {
    /// How many are marked.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// Whether somebody is marked.
    #[must_use]
    pub fn has(&self, person: PersonId) -> bool {
        let (word, bit) = place(person.0);
        self.bits.get(word).is_some_and(|bits| bits & bit != 0)
    }

    fn set(&mut self, person: i64, on: bool) {
        let (word, bit) = place(person);
        if word >= self.bits.len() {
            self.bits.resize(word + 1, 0);
        }
        let was = self.bits[word] & bit != 0;
        match (was, on) {
            (false, true) => {
                self.bits[word] |= bit;
                self.count += 1;
            }
            (true, false) => {
                self.bits[word] &= !bit;
                self.count -= 1;
            }
            (true, true) | (false, false) => {}
        }
    }

    /// Nobody.
    pub fn clear(&mut self) {
        *self = Marks::default();
    }

    /// Everybody who is marked, by id.
    #[must_use]
    pub fn people(&self) -> Vec<PersonId> {
        let mut people = Vec::with_capacity(self.count);
        for (word, bits) in self.bits.iter().enumerate() {
            let mut left = *bits;
            while left != 0 {
                let id = word * 64 + left.trailing_zeros() as usize;
                people.extend(i64::try_from(id).ok().map(PersonId));
                left &= left - 1;
            }
        }
        people
    }

    /// The last change set that was seen when the first was marked.
    #[must_use]
    pub fn seen(&self) -> SetId {
        self.seen
    }

    /// Names of those who are marked, as far as they were on the screen.
    #[must_use]
    pub fn names(&self) -> &HashMap<PersonId, Clean> {
        &self.names
    }

    /// Asks who of them has gone.
    pub(super) fn asks(&self) -> Option<Next> {
        let ask = || Next::Ask(Asker::Marks, Question::Gone(self.people(), self.checked));
        (self.count > 0).then(ask)
    }
}

fn place(person: i64) -> (usize, u64) {
    let id = usize::try_from(person).unwrap_or(0);
    (id / 64, 1 << (id % 64))
}

impl Roster {
    /// Who is marked.
    #[must_use]
    pub fn marks(&self) -> &Marks {
        &self.marks
    }

    /// These are not marked any more.
    pub fn without_marks(&mut self, people: &[PersonId]) {
        for person in people {
            self.marks.set(person.0, false);
        }
    }

    /// Whoever has gone is not marked any more; in words, where somebody has.
    pub fn marked_gone(&mut self, gone: &[Gone], newest: SetId) -> Option<String> {
        self.marks.checked = newest;
        let marked: Vec<Gone> = gone
            .iter()
            .filter(|one| self.marks.has(one.person))
            .cloned()
            .collect();
        if marked.is_empty() {
            return None;
        }
        let words = say_gone(&marked, |person| self.marks.names.get(&person).cloned());
        for one in &marked {
            self.marks.set(one.person.0, false);
            self.marks.names.remove(&one.person);
        }
        Some(format!("{words}; no longer marked"))
    }

    /// The last change set that the list shows.
    #[must_use]
    pub fn seen(&self) -> SetId {
        self.page.seen
    }

    /// Whether a row lies in the range that is being chosen.
    pub(super) fn in_range(&self, row: usize) -> bool {
        self.marks.anchor.is_some_and(|anchor| {
            (anchor.min(self.cursor)..=anchor.max(self.cursor)).contains(&row)
        })
    }

    /// Whether a range is being chosen.
    #[must_use]
    pub fn has_range(&self) -> bool {
        self.marks.anchor.is_some()
    }

    /// Whether a card is marked, or about to be.
    pub(super) fn is_marked(&self, row: usize, card: &Card) -> bool {
        self.marks.has(card.id) || self.in_range(row)
    }

    pub(in super::super) fn mark(&mut self, command: MarkCommand) -> Vec<Next> {
        if self.marks.count == 0 {
            (self.marks.seen, self.marks.checked) = (self.page.seen, self.page.seen);
        }
        match command {
            MarkCommand::Toggle | MarkCommand::Range if self.marks.anchor.is_some() => {
                let anchor = self.marks.anchor.take().unwrap_or(self.cursor);
                let (first, last) = (anchor.min(self.cursor), anchor.max(self.cursor));
                self.want(Wanted::Range(first, last))
            }
            MarkCommand::Toggle => {
                let card = self.card().map(|card| (card.id, card.name.clone()));
                let Some((person, name)) = card else {
                    return Vec::new();
                };
                let on = !self.marks.has(person);
                self.marks.names.insert(person, name);
                self.marks.set(person.0, on);
                self.step(ListCommand::Down)
            }
            MarkCommand::Range => {
                self.marks.anchor = Some(self.cursor);
                Vec::new()
            }
            MarkCommand::All => self.want(Wanted::All),
            MarkCommand::Invert => self.want(Wanted::Invert),
        }
    }

    /// Asks who is in the list, for what is on the screen is only a part of it.
    fn want(&mut self, wanted: Wanted) -> Vec<Next> {
        self.marks.wanted = Some(wanted);
        vec![Next::Ask(Asker::Ids, Question::Ids(self.list()))]
    }

    /// Who is in the list; marks them as was wanted.
    pub(in super::super) fn mark_these(&mut self, list: &List, ids: &Arc<Vec<u32>>) {
        let Some(wanted) = self.marks.wanted.take().filter(|_| *list == self.list()) else {
            return;
        };
        let (from, to) = match wanted {
            Wanted::All | Wanted::Invert => (0, ids.len()),
            Wanted::Range(first, last) => (first.min(ids.len()), (last + 1).min(ids.len())),
        };
        let there = ids[from..to].iter().map(|id| i64::from(*id));
        // All of them once more is none of them.
        let off = wanted == Wanted::All && there.clone().all(|id| self.marks.has(PersonId(id)));
        for id in there {
            let on = match wanted {
                Wanted::Invert => !self.marks.has(PersonId(id)),
                Wanted::All | Wanted::Range(..) => !off,
            };
            self.marks.set(id, on);
        }
        for card in &self.page.cards {
            if self.marks.has(card.id) {
                self.marks.names.insert(card.id, card.name.clone());
            }
        }
    }

    /// One step back from marking; whether there was one.
    pub(super) fn unmark(&mut self) -> bool {
        if self.marks.anchor.take().is_some() {
            return true;
        }
        let any = self.marks.count > 0;
        self.marks.clear();
        any
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_counted_once_and_told_in_order() {
        let mut marks = Marks::default();
        for id in [1_000_000, 3, 64, 3] {
            marks.set(id, true);
        }
        marks.set(64, false);
        assert_eq!(marks.count(), 2);
        assert_eq!(marks.people(), [PersonId(3), PersonId(1_000_000)]);
        assert!(marks.has(PersonId(3)) && !marks.has(PersonId(64)));
    }
}
