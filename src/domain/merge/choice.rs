//! What stays where nobody chose: the sensible value, so that most merges want no choice at all.

use super::{Line, Pick, Sides, Standing};
use crate::domain::field::Field;
use crate::domain::ids::PersonId;
use crate::domain::parking::ParkReason;

impl Sides {
    /// Who stays where nobody chose: the one we know best. The others' values and all that hangs off them go there.
    #[must_use]
    pub fn default_keep(&self) -> Option<PersonId> {
        let known = |place: usize| {
            let side = &self.0[place];
            let person = &side.person;
            let written = person.by_hand.count_ones();
            let talked = side.brings.contacts + side.brings.notes;
            (
                person.stage,
                talked,
                person.values.get(Field::Owner).is_some(),
                written,
                // The one who came first, where nothing else tells.
                std::cmp::Reverse(person.id),
            )
        };
        (0..self.0.len())
            .max_by_key(|place| known(*place))
            .map(|place| self.0[place].person.id)
    }

    /// What stays of a line where nobody chose.
    #[must_use]
    pub fn default_pick(&self, line: Line, keep: PersonId) -> Pick {
        let keep = self.place(keep).unwrap_or(0);
        match self.standing(line) {
            Standing::Nothing => return Pick::Of(keep),
            Standing::Only(place) => return Pick::Of(place),
            Standing::Same => return Pick::Of(self.holder(line, keep)),
            Standing::Differ if line.can_join() => return Pick::All,
            Standing::Differ => {}
        }
        Pick::Of(match line {
            Line::Stage => self.furthest(keep),
            Line::Parked => self.board(keep),
            Line::Field(Field::BreakUntil) => self.latest_break(keep),
            Line::Field(field) => self.by_hand_first(field, keep),
            Line::Step => self.holder(line, keep),
            Line::Fit(_) => self.newest_answer(line, keep),
        })
    }

    /// The one who stays, if they have a value; else the first who has.
    fn holder(&self, line: Line, keep: usize) -> usize {
        let has = |place: &usize| self.stored(line, *place).is_some();
        Some(keep)
            .filter(has)
            .or_else(|| (0..self.0.len()).find(has))
            .unwrap_or(keep)
    }

    /// The one who came furthest; the one who stays where several did.
    fn furthest(&self, keep: usize) -> usize {
        (0..self.0.len())
            .max_by_key(|place| (self.0[*place].person.stage, *place == keep))
            .unwrap_or(keep)
    }

    /// Who asked not to be contacted is not; else it goes with the stage, and a decision that somebody made (off the
    /// board) stands against one that nobody made.
    fn board(&self, keep: usize) -> usize {
        let parked = |place: usize| self.0[place].person.parked;
        let asked = (0..self.0.len()).find(|place| {
            parked(*place).is_some_and(|one| one.reason == ParkReason::AskedNotToBeContacted)
        });
        let furthest = self.0[self.furthest(keep)].person.stage;
        let there = || (0..self.0.len()).filter(|place| self.0[*place].person.stage == furthest);
        asked
            .or_else(|| {
                Some(keep)
                    .filter(|place| there().any(|one| one == *place) && parked(*place).is_some())
            })
            .or_else(|| there().find(|place| parked(*place).is_some()))
            .unwrap_or_else(|| self.furthest(keep))
    }

    fn latest_break(&self, keep: usize) -> usize {
        (0..self.0.len())
            .max_by_key(|place| {
                (
                    self.0[*place].person.values.date(Field::BreakUntil),
                    *place == keep,
                )
            })
            .unwrap_or(keep)
    }

    /// What a person wrote goes before what a file brought; then whose it is.
    fn by_hand_first(&self, field: Field, keep: usize) -> usize {
        let line = Line::Field(field);
        let rank = |place: &usize| {
            let person = &self.0[*place].person;
            (
                person.written_by_hand(field),
                *place == keep,
                std::cmp::Reverse(*place),
            )
        };
        (0..self.0.len())
            .filter(|place| self.stored(line, *place).is_some())
            .max_by_key(rank)
            .unwrap_or(keep)
    }

    fn newest_answer(&self, line: Line, keep: usize) -> usize {
        let Line::Fit(check) = line else { return keep };
        let date = |place: usize| {
            let answer = self.0[place].fit.iter().find(|one| one.check == check);
            answer.map(|one| one.date)
        };
        (0..self.0.len())
            .max_by_key(|place| (date(*place), *place == keep))
            .unwrap_or(keep)
    }
}
