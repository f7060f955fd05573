//! Making people one: those who are marked, or the one under the cursor and somebody to be chosen.

use super::App;
use crate::domain::change::{Change, MergeChange};
use crate::domain::ids::PersonId;
use crate::domain::merge::Sides;
use crate::domain::text::Clean;
use crate::ui::next::Next;
use crate::ui::notice::Notice;
use crate::ui::overlays::Overlay;
use crate::ui::overlays::find::Find;
use crate::ui::screens::Place;

impl App {
    /// The marked become one; where nobody or one is marked, the other one is chosen.
    pub(super) fn merge(&self, typed: &str) -> Vec<Next> {
        let marked = self.screens.roster.marks().people();
        if self.marked() > 1 {
            return vec![Next::Merge(marked)];
        }
        match self.screens.someone(self.place) {
            Some(someone) => vec![Next::MergeWith(someone.id, someone.name, typed.to_owned())],
            None => vec![Next::Say(Notice::calm("nobody is under the cursor"))],
        }
    }

    /// The people who may be one.
    pub(super) fn show_duplicates(&mut self) -> Vec<Next> {
        if self.place == Place::Duplicates {
            return Vec::new();
        }
        self.screens.duplicates.enter();
        self.go(Place::Duplicates)
    }

    pub(super) fn merge_with(&mut self, person: PersonId, name: &Clean, typed: &str) -> Vec<Next> {
        let mut find = Find::for_merge(self.recent.clone(), person, name, self.keymap.clone());
        let mut next = Vec::new();
        if !typed.is_empty() {
            next = find.paste(typed);
        }
        next.insert(0, Next::open(Overlay::Find(find)));
        next
    }

    /// Shows people side by side, if they may become one.
    pub(super) fn begin_merge(&mut self, people: Vec<PersonId>) -> Vec<Next> {
        if let Err(why) = Sides::allow(&people) {
            return vec![Next::Say(Notice::calm(why))];
        }
        if self.place == Place::Merge {
            return self.screens.merging.only(people);
        }
        self.screens.merging.begin(people);
        self.go(Place::Merge)
    }

    /// People were made one, or said to be two: the screens that showed them go on with who is there.
    pub(super) fn merged(&mut self, change: Option<&Change>) {
        let Some(Change::Merge(change)) = change else {
            return;
        };
        let people: Vec<PersonId> = match change {
            MergeChange::Merge { seen, .. } => seen.0.iter().map(|side| side.person.id).collect(),
            MergeChange::NotSame { people } => people.clone(),
        };
        self.screens.duplicates.decided(&people);
        if let MergeChange::Merge { keep, .. } = change {
            let shown = self.screens.profile.person();
            if shown.is_some_and(|person| people.contains(&person)) {
                self.screens.profile.show(*keep);
            }
            self.recent
                .retain(|(one, _)| one == keep || !people.contains(one));
            self.screens.roster.without_marks(&people);
        }
        if self.place == Place::Merge {
            self.place = self.came_from.pop().unwrap_or(self.place);
        }
    }
}
