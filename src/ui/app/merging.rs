//! Making people one: those who are marked, or the one under the cursor and somebody to be chosen.

use super::{Aim, App};
use crate::domain::change::{Change, MergeChange};
use crate::domain::ids::PersonId;
use crate::domain::merge::Sides;
use crate::ui::next::Next;
use crate::ui::notice::Notice;
use crate::ui::overlays::Overlay;
use crate::ui::overlays::find::Find;
use crate::ui::screens::Place;
use crate::ui::subject::OnePerson;

impl App {
    /// The marked become one; where nobody or one is marked, the other one is chosen.
    pub(super) fn merge(aim: &Aim, typed: &str) -> Vec<Next> {
        if let Some(people) = aim.marked().filter(|people| people.ids().len() > 1) {
            return vec![Next::Merge(people.ids().to_vec())];
        }
        match aim.someone() {
            Some(someone) => vec![Next::MergeWith(someone.one(), typed.to_owned())],
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

    pub(super) fn merge_with(&mut self, who: &OnePerson, typed: &str) -> Vec<Next> {
        let mut find = Find::for_merge(self.recent.clone(), who, self.keymap.clone());
        if !typed.is_empty() {
            // What that asks is asked when the box opens.
            drop(find.paste(typed));
        }
        vec![Next::open(Overlay::Find(find))]
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
        if let MergeChange::Merge { keep, seen, .. } = change {
            let shown = self.screens.profile.person();
            let stays = seen.0.iter().find(|side| side.person.id == *keep);
            if let Some(stays) = stays.filter(|_| shown.is_some_and(|one| people.contains(&one))) {
                let stays = OnePerson::new(*keep, stays.name.clone());
                self.screens.profile.show(&stays);
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
