//! People side by side, field by field: what stays where they differ, who stays, and what comes along.

mod view;

use std::cell::Cell;

use ratatui::layout::Rect;

use crate::domain::change::{Change, MergeChange};
use crate::domain::ids::{PersonId, SetId};
use crate::domain::merge::{Line, Merged, Pick, Sides, Standing};
use crate::domain::question::Question;
use crate::domain::stage::Stage;
use crate::ui::command::{ListCommand, MergeCommand};
use crate::ui::draft::ChoiceOf;
use crate::ui::next::{Asker, Next};
use crate::ui::notice::Notice;
use crate::ui::overlays::Overlay;
use crate::ui::overlays::pick;
use crate::ui::screens::{Place, Under};
use crate::ui::subject::{People, Subject};
use crate::ui::widgets::scroll::Scroll;

/// The state of a merge.
#[derive(Debug, Default)]
pub struct Merging {
    people: Vec<PersonId>,
    sides: Option<Sides>,
    keep: Option<PersonId>,
    picks: Vec<(Line, Pick)>,
    cursor: usize,
    scroll: Scroll,
    area: Cell<Rect>,
}

impl Merging {
    /// These people are to become one.
    pub fn begin(&mut self, people: Vec<PersonId>) {
        *self = Merging {
            people,
            ..Merging::default()
        };
    }

    /// These people stay in this merge.
    pub fn only(&mut self, people: Vec<PersonId>) -> Vec<Next> {
        self.begin(people);
        self.asks()
    }

    pub(super) fn asks(&mut self) -> Vec<Next> {
        if self.people.is_empty() {
            return Vec::new();
        }
        vec![Next::Ask(
            Asker::Sides,
            Question::Sides(self.people.clone()),
        )]
    }

    /// Takes the people as they are now. Who is gone meanwhile is told; one alone is no merge.
    pub(super) fn receive(&mut self, sides: Sides, gone: &[Merged]) -> Vec<Next> {
        let there: Vec<PersonId> = sides.0.iter().map(|side| side.person.id).collect();
        let missing = self.people.len() - there.len().min(self.people.len());
        if missing > 0 {
            let words = match gone.first() {
                Some(merged) => format!("{} meanwhile", merged.say()),
                None => "somebody of them is gone; a colleague took them out".to_owned(),
            };
            self.begin(there.clone());
            let said = Next::Say(Notice::calm(words));
            if there.len() < 2 {
                return vec![Next::Leave(Place::Merge), said];
            }
            self.take(sides);
            return vec![said];
        }
        self.take(sides);
        Vec::new()
    }

    fn take(&mut self, sides: Sides) {
        if self.keep.is_none() {
            self.keep = sides.default_keep();
        }
        self.sides = Some(sides);
        self.cursor = self.cursor.min(self.lines().len().saturating_sub(1));
    }

    /// Lines with something in them: those that differ first, then the others.
    fn lines(&self) -> Vec<(Line, Standing)> {
        let Some(sides) = &self.sides else {
            return Vec::new();
        };
        let all = Line::all()
            .into_iter()
            .map(|line| (line, sides.standing(line)));
        let mut lines: Vec<(Line, Standing)> = all
            .filter(|(line, standing)| says_something(sides, *line, *standing))
            .collect();
        lines.sort_by_key(|(_, standing)| *standing != Standing::Differ);
        lines
    }

    fn differing(&self) -> usize {
        let lines = self.lines();
        lines
            .iter()
            .filter(|(_, standing)| *standing == Standing::Differ)
            .count()
    }

    fn pick(&self, line: Line) -> Pick {
        let chosen = self.picks.iter().find(|(one, _)| *one == line);
        match (chosen, &self.sides, self.keep) {
            (Some((_, pick)), ..) => *pick,
            (None, Some(sides), Some(keep)) => sides.default_pick(line, keep),
            (None, ..) => Pick::Of(0),
        }
    }

    pub(super) fn why_not(&self, command: MergeCommand) -> Option<&'static str> {
        let Some(sides) = &self.sides else {
            return Some("they are still being read");
        };
        match command {
            MergeCommand::Left | MergeCommand::Right if self.differing() == 0 => {
                Some("they differ in nothing; Enter merges them")
            }
            MergeCommand::Left | MergeCommand::Right => {
                let lines = self.lines();
                let (_, standing) = lines.get(self.cursor)?;
                (*standing != Standing::Differ)
                    .then_some("nothing is to be chosen here; it stays as it is")
            }
            MergeCommand::LeaveOut => {
                (sides.0.len() < 3).then_some("a merge wants two people; Esc leaves it")
            }
            MergeCommand::Stays | MergeCommand::NotSame | MergeCommand::Submit => None,
        }
    }

    pub(super) fn run(&mut self, command: MergeCommand) -> Vec<Next> {
        match command {
            MergeCommand::Right => self.choose(true),
            MergeCommand::Left => self.choose(false),
            MergeCommand::Stays => self.stays(),
            MergeCommand::LeaveOut => return self.leave_out(),
            MergeCommand::NotSame => {
                let people = self.people.clone();
                let change = Change::Merge(MergeChange::NotSame { people });
                return vec![Next::Apply(self.subject(), change)];
            }
            MergeCommand::Submit => return self.submit(),
        }
        Vec::new()
    }

    /// The next value in that direction; those who have none are passed over.
    fn choose(&mut self, to_the_right: bool) {
        let Some((line, _)) = self.lines().get(self.cursor).copied() else {
            return;
        };
        let Some(sides) = &self.sides else { return };
        let has = |place: &usize| {
            !sides
                .show(line, *place, chrono::NaiveDate::default())
                .is_empty()
        };
        let mut choices: Vec<Pick> = (0..sides.0.len()).filter(has).map(Pick::Of).collect();
        if line.can_join() {
            choices.push(Pick::All);
        }
        let now = self.pick(line);
        let place = choices.iter().position(|one| *one == now).unwrap_or(0);
        let by = if to_the_right { 1 } else { choices.len() - 1 };
        let next = choices[(place + by) % choices.len()];
        self.picks.retain(|(one, _)| *one != line);
        self.picks.push((line, next));
    }

    /// The next one is who stays; what nobody chose follows.
    fn stays(&mut self) {
        let Some(sides) = &self.sides else { return };
        let place = self.keep.and_then(|keep| sides.place(keep)).unwrap_or(0);
        let next = sides.0.get((place + 1) % sides.0.len().max(1));
        self.keep = next.map(|side| side.person.id);
    }

    fn leave_out(&self) -> Vec<Next> {
        let Some(sides) = &self.sides else {
            return Vec::new();
        };
        let mut choice = pick::Pick::new(
            ChoiceOf::LeaveOut,
            self.subject(),
            "Leave out of this merge",
        );
        for side in &sides.0 {
            let others = self.people.iter().filter(|one| **one != side.person.id);
            let accounts: Vec<&str> = side
                .accounts
                .iter()
                .map(crate::domain::text::Clean::as_str)
                .collect();
            choice.add(
                side.name.as_str(),
                &accounts.join(", "),
                vec![Next::Merge(others.copied().collect())],
            );
        }
        vec![Next::open(Overlay::Pick(choice))]
    }

    fn submit(&self) -> Vec<Next> {
        let (Some(sides), Some(keep)) = (&self.sides, self.keep) else {
            return Vec::new();
        };
        let change = Change::Merge(MergeChange::Merge {
            keep,
            seen: sides.clone(),
            picks: self.picks.clone(),
        });
        vec![Next::Apply(self.subject(), change)]
    }

    pub(super) fn under(&self) -> Under {
        let line = self.lines().get(self.cursor).map(|(line, _)| *line);
        Under::People(self.people.clone(), line)
    }

    /// All who are side by side.
    fn subject(&self) -> Subject {
        Subject::People(People::several(&self.people, None, SetId::default()))
    }

    pub(super) fn step(&mut self, command: ListCommand) -> Vec<Next> {
        self.cursor = self.scroll.moved(command, self.cursor, self.lines().len());
        Vec::new()
    }

    pub(super) fn point(&mut self, line: u16) -> Vec<Next> {
        let area = self.area.get();
        let at = self.scroll.top() + usize::from(line.saturating_sub(area.y));
        if let Some(index) = self.row_at(at)
            && line >= area.y
            && line < area.bottom()
        {
            self.cursor = index;
        }
        Vec::new()
    }
}

/// A line that says the same of everybody, and nothing anybody would miss, is left out.
fn says_something(sides: &Sides, line: Line, standing: Standing) -> bool {
    let first = sides.0.first().map(|side| &side.person);
    match (line, standing) {
        (_, Standing::Nothing) => false,
        (Line::Parked, Standing::Same) => first.is_some_and(|person| person.parked.is_some()),
        (Line::Stage, Standing::Same) => {
            first.is_some_and(|person| person.stage != Stage::Discovery)
        }
        _ => true,
    }
}
