//! What a box is about: taken when its key is pressed, and carried by the box and by all that comes out of it.
//!
//! A box is opened for a person, for those who are marked, for a change of the history, and so on. While it is open,
//! colleagues change what stands under the bar. No box looks there again (trust.md 7, rule 26): its constructor takes
//! a subject, every [`Next`](super::next::Next) that changes something carries one, and the sentence that follows
//! names it.

use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::bulk::{Bulk, BulkAction};
use crate::domain::counts::say_grouped;
use crate::domain::gone::{Gone, say_gone};
use crate::domain::ids::{PersonId, SetId, ViewId};
use crate::domain::merge::Merged;
use crate::domain::saved_view::SavedView;
use crate::domain::settings::Setting;
use crate::domain::text::Clean;

/// One person, by number and name, as they were seen when the key was pressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnePerson {
    /// Their number.
    pub id: PersonId,
    /// Their name, or the handle where there is none.
    pub name: Clean,
}

impl OnePerson {
    /// The person of this number and name.
    #[must_use]
    pub fn new(id: PersonId, name: Clean) -> OnePerson {
        OnePerson { id, name }
    }

    /// The person into whom they were merged takes their place; anybody else stays.
    pub fn follow(&mut self, merged: &Merged) {
        if self.id == merged.gone {
            *self = OnePerson::new(merged.into, merged.into_name.clone());
        }
    }
}

/// One person or several, with the last change set that was seen when they were chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct People {
    one: Option<OnePerson>,
    ids: Arc<[PersonId]>,
    seen: SetId,
    /// Names as they were seen, as far as they were on the screen.
    names: Arc<HashMap<PersonId, Clean>>,
}

impl People {
    /// One person.
    #[must_use]
    pub fn one(person: &OnePerson, seen: SetId) -> People {
        People {
            one: Some(person.clone()),
            ids: Arc::new([person.id]),
            seen,
            names: Arc::default(),
        }
    }

    /// Several people; `name` is that of the only one, where it is known.
    #[must_use]
    pub fn several(people: &[PersonId], name: Option<Clean>, seen: SetId) -> People {
        let one = match people {
            [only] => name.map(|name| OnePerson::new(*only, name)),
            _ => None,
        };
        People {
            one,
            ids: people.into(),
            seen,
            names: Arc::default(),
        }
    }

    /// The same people with the names that are known of some of them.
    #[must_use]
    pub fn named(self, names: &HashMap<PersonId, Clean>) -> People {
        People {
            names: Arc::new(names.clone()),
            ..self
        }
    }

    /// Who of them has gone, in words.
    #[must_use]
    pub fn say_gone(&self, gone: &[Gone]) -> String {
        say_gone(gone, |person| self.names.get(&person).cloned())
    }

    /// The same people without those who have gone; `None` where nobody is left.
    #[must_use]
    pub fn without(&self, gone: &[Gone]) -> Option<People> {
        let is_there = |person: &PersonId| !gone.iter().any(|one| one.person == *person);
        let ids: Vec<PersonId> = self.ids.iter().copied().filter(is_there).collect();
        let name = ids.first().and_then(|first| self.names.get(first).cloned());
        let rest = People::several(&ids, name, self.seen);
        (!ids.is_empty()).then(|| People {
            names: Arc::clone(&self.names),
            ..rest
        })
    }

    /// Their numbers.
    #[must_use]
    pub fn ids(&self) -> &[PersonId] {
        &self.ids
    }

    /// The only person, where there is one and the name is known.
    #[must_use]
    pub fn only(&self) -> Option<&OnePerson> {
        self.one.as_ref()
    }

    /// `Ada Lovelace`, or `80 people`.
    #[must_use]
    pub fn name(&self) -> Clean {
        match (&self.one, self.ids.len()) {
            (Some(one), _) => one.name.clone(),
            (None, 1) => Clean::fixed("1 person"),
            (None, many) => {
                let many = say_grouped(i64::try_from(many).unwrap_or(i64::MAX));
                Clean::line(&format!("{many} people"))
            }
        }
    }

    /// The last change set that was seen when they were chosen.
    #[must_use]
    pub fn seen(&self) -> SetId {
        self.seen
    }

    /// One action on all of them, as they were seen.
    #[must_use]
    pub fn bulk(&self, action: BulkAction) -> Bulk {
        Bulk {
            people: self.ids.to_vec(),
            seen: self.seen,
            action,
        }
    }

    /// The person into whom they were merged takes the place of the only one.
    pub fn follow(&mut self, merged: &Merged) {
        if let Some(one) = self.one.as_mut().filter(|one| one.id == merged.gone) {
            one.follow(merged);
            self.ids = Arc::new([merged.into]);
        }
    }
}

/// A change set of the history, a job among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneChange {
    /// Its number.
    pub set: SetId,
    /// What it did, in the words of the history.
    pub label: Clean,
}

/// A saved view, as it was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneView {
    /// Its number.
    pub id: ViewId,
    /// The version that was seen.
    pub version: i64,
    /// Its name.
    pub name: Clean,
}

impl OneView {
    /// This view as it is seen now.
    #[must_use]
    pub fn of(view: &SavedView) -> OneView {
        OneView {
            id: view.id,
            version: view.version,
            name: view.name.clone(),
        }
    }
}

/// A file that is being imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneFile {
    /// Its path, as it was typed.
    pub path: String,
}

/// What a box is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// One person.
    Person(OnePerson),
    /// One person or several who were marked.
    People(People),
    /// A change set of the history, or a job.
    Change(OneChange),
    /// A setting of the team.
    Setting(Setting),
    /// A saved view.
    View(OneView),
    /// A file that is being imported.
    File(OneFile),
    /// A list of people, in words.
    List(Clean),
    /// Nobody and nothing but this program and what its user sees of it.
    Desk,
}

impl Subject {
    /// One person.
    #[must_use]
    pub fn person(person: &OnePerson) -> Subject {
        Subject::Person(person.clone())
    }

    /// A change set and what it did.
    #[must_use]
    pub fn change(set: SetId, label: &Clean) -> Subject {
        let label = label.clone();
        Subject::Change(OneChange { set, label })
    }

    /// Its name, as the title of a box and a notice say it; blank for the desk.
    #[must_use]
    pub fn name(&self) -> Clean {
        match self {
            Subject::Person(person) => person.name.clone(),
            Subject::People(people) => people.name(),
            Subject::Change(change) => change.label.clone(),
            Subject::Setting(setting) => Clean::fixed(setting.definition().title),
            Subject::View(view) => view.name.clone(),
            Subject::File(file) => Clean::line(&file.path),
            Subject::List(words) => words.clone(),
            Subject::Desk => Clean::default(),
        }
    }

    /// The one person it is about.
    #[must_use]
    pub fn one(&self) -> Option<&OnePerson> {
        match self {
            Subject::Person(person) => Some(person),
            Subject::People(people) => people.only(),
            Subject::Change(_)
            | Subject::Setting(_)
            | Subject::View(_)
            | Subject::File(_)
            | Subject::List(_)
            | Subject::Desk => None,
        }
    }

    /// The person into whom they were merged takes the place of one who is gone.
    pub fn follow(&mut self, merged: &Merged) {
        match self {
            Subject::Person(person) => person.follow(merged),
            Subject::People(people) => people.follow(merged),
            Subject::Change(_)
            | Subject::Setting(_)
            | Subject::View(_)
            | Subject::File(_)
            | Subject::List(_)
            | Subject::Desk => {}
        }
    }
}

impl From<&OnePerson> for Subject {
    fn from(person: &OnePerson) -> Subject {
        Subject::Person(person.clone())
    }
}

impl From<&People> for Subject {
    fn from(people: &People) -> Subject {
        Subject::People(people.clone())
    }
}
