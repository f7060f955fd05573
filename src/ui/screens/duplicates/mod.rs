//! People who may be one, the surest first. The search goes on beside the screen; what it finds is looked at side by
//! side, or said not to be the same.

mod view;

use std::cell::Cell;

use ratatui::layout::Rect;

use crate::domain::change::{Change, MergeChange};
use crate::domain::duplicates::{Duplicate, Duplicates};
use crate::domain::ids::{PersonId, SetId};
use crate::domain::importing::{Errand, FileNews};
use crate::domain::text::Clean;
use crate::ui::command::{DuplicateCommand, ListCommand};
use crate::ui::draft::ChoiceOf;
use crate::ui::next::{Asker, Next};
use crate::ui::overlays::Overlay;
use crate::ui::overlays::pick::Pick;
use crate::ui::screens::Under;
use crate::ui::subject::{OnePerson, People, Subject};
use crate::ui::widgets::bar::{Bar, Row};
use crate::ui::widgets::scroll::Scroll;

/// Among so many people a search is over at once: it follows every change. Among more it is asked for.
const FEW: usize = 20_000;
/// Lines of a candidate: who, and why.
const LINES: usize = 2;

/// The state of the duplicates.
#[derive(Debug, Default)]
pub struct Twins {
    found: Option<Duplicates>,
    /// Per cent of a search that goes on.
    looking: Option<u8>,
    /// The search was stopped.
    stopped: bool,
    /// Something was changed since the search.
    changed: bool,
    /// Somebody has just come here: the search is wanted.
    entered: bool,
    /// These were decided about here; the list knows it already.
    decided: bool,
    wrong: Option<Clean>,
    bar: Bar<Vec<PersonId>>,
    scroll: Scroll,
    area: Cell<Rect>,
}

impl Twins {
    /// Somebody comes here.
    pub fn enter(&mut self) {
        self.entered = true;
    }

    pub(super) fn asks(&mut self) -> Vec<Next> {
        let is_small = self.found.as_ref().is_none_or(|found| found.people <= FEW);
        let decided = std::mem::take(&mut self.decided);
        if std::mem::take(&mut self.entered) || (is_small && !self.stopped) {
            return self.look();
        }
        self.changed |= !decided;
        Vec::new()
    }

    fn look(&mut self) -> Vec<Next> {
        self.looking = Some(0);
        (self.stopped, self.changed, self.wrong) = (false, false, None);
        vec![Next::Errand(Asker::Duplicates, Errand::Duplicates)]
    }

    /// Takes news of the search.
    pub fn receive(&mut self, news: FileNews) {
        match news {
            FileNews::Looking(part) => self.looking = Some(part),
            FileNews::Duplicates(found) => {
                self.looking = None;
                self.bar.renew(&found.found);
                self.found = Some(*found);
            }
            FileNews::Wrong(words) => {
                self.looking = None;
                self.stopped = true;
                self.wrong = Some(words);
            }
            FileNews::Folder(..)
            | FileNews::Seen(_)
            | FileNews::Trying(..)
            | FileNews::Tried(..)
            | FileNews::Rechecked(..)
            | FileNews::Rows { .. }
            | FileNews::Erasure(_)
            | FileNews::Done(_) => {}
        }
    }

    /// It was decided about these people: whoever they were listed with is looked for again.
    pub fn decided(&mut self, gone: &[PersonId]) {
        self.decided = true;
        if let Some(found) = &mut self.found {
            let before = found.found.len();
            found
                .found
                .retain(|one| !people(one).iter().all(|id| gone.contains(id)));
            found.total -= before - found.found.len();
            // Decided here, so that the bar goes on to the next.
            if self.bar.gone(&found.found).is_some() {
                self.bar.put(self.bar.place(), &found.found);
            }
        }
    }

    /// Something was taken back or done again: who was decided about may stand here once more, and is looked for when
    /// this screen is next in front.
    pub fn taken_back(&mut self) {
        self.entered = true;
    }

    /// Somebody was erased: whoever they were listed with is looked for again.
    pub fn erased(&mut self, person: PersonId) {
        let listed = |one: &Duplicate| people(one).contains(&person);
        if let Some(found) = &self.found
            && found.found.iter().any(listed)
        {
            self.found = None;
        }
    }

    fn list(&self) -> &[Duplicate] {
        self.found
            .as_ref()
            .map_or(&[], |found| found.found.as_slice())
    }

    fn current(&self) -> Option<&Duplicate> {
        self.bar.current(self.list())
    }

    pub(super) fn under(&self) -> Under {
        self.current()
            .map_or(Under::Nothing, |one| Under::People(people(one), None))
    }

    pub(super) fn why_not(&self, command: DuplicateCommand) -> Option<&'static str> {
        match command {
            DuplicateCommand::Again => self.looking.map(|_| "the search goes on; Esc stops it"),
            DuplicateCommand::Compare | DuplicateCommand::NotSame | DuplicateCommand::Profile => {
                if self.bar.gone(self.list()).is_some() {
                    return Some("they are not listed any more; move to another line");
                }
                self.current().is_none().then_some("nobody is listed here")
            }
        }
    }

    pub(super) fn run(&mut self, command: DuplicateCommand) -> Vec<Next> {
        if command == DuplicateCommand::Again {
            return self.look();
        }
        let Some(one) = self.current() else {
            return Vec::new();
        };
        match command {
            DuplicateCommand::Compare => vec![Next::Merge(people(one))],
            DuplicateCommand::NotSame => {
                let change = MergeChange::NotSame {
                    people: people(one),
                };
                vec![Next::Apply(subject(one), Change::Merge(change))]
            }
            DuplicateCommand::Profile => {
                let mut pick = Pick::new(ChoiceOf::Duplicate, subject(one), "Whose profile?");
                for card in &one.people {
                    let who = OnePerson::new(card.id, card.name.clone());
                    let where_ = format!("{} {}", card.platforms, card.handle);
                    pick.add(card.name.as_str(), &where_, vec![Next::Profile(who)]);
                }
                vec![Next::open(Overlay::Pick(pick))]
            }
            DuplicateCommand::Again => Vec::new(),
        }
    }

    pub(super) fn step(&mut self, command: ListCommand) -> Vec<Next> {
        let rows = self.found.as_ref().map_or(&[][..], |found| &found.found);
        self.bar.moved(command, &self.scroll, rows);
        Vec::new()
    }

    pub(super) fn point(&mut self, line: u16) -> Vec<Next> {
        let area = self.area.get();
        let row = self.scroll.top() + usize::from(line.saturating_sub(area.y)) / LINES;
        if area.contains(ratatui::layout::Position::new(area.x, line)) && row < self.list().len() {
            let rows = self.found.as_ref().map_or(&[][..], |found| &found.found);
            self.bar.put(row, rows);
        }
        Vec::new()
    }

    /// A search that goes on is stopped; what was found before stays.
    pub(super) fn back(&mut self) -> Option<Vec<Next>> {
        self.looking.take()?;
        self.stopped = true;
        Some(vec![Next::Errand(
            Asker::Duplicates,
            Errand::LeaveDuplicates,
        )])
    }
}

impl Row for Duplicate {
    type Id = Vec<PersonId>;

    fn id(&self) -> Vec<PersonId> {
        people(self)
    }

    fn name(&self) -> Clean {
        let names: Vec<&str> = self.people.iter().map(|card| card.name.as_str()).collect();
        Clean::line(&names.join(", "))
    }
}

fn people(duplicate: &Duplicate) -> Vec<PersonId> {
    duplicate.people.iter().map(|card| card.id).collect()
}

fn subject(duplicate: &Duplicate) -> Subject {
    Subject::People(People::several(&people(duplicate), None, SetId::default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_an_undo_a_large_file_is_looked_through_again_by_itself() {
        let mut twins = Twins::default();
        twins.receive(FileNews::Duplicates(Box::new(Duplicates {
            people: FEW + 1,
            ..Duplicates::default()
        })));
        twins.decided(&[PersonId(1), PersonId(2)]);
        assert!(twins.asks().is_empty());
        twins.taken_back();
        assert!(matches!(
            twins.asks().as_slice(),
            [Next::Errand(_, Errand::Duplicates)]
        ));
        assert!(twins.asks().is_empty());
    }
}
