//! What is decided about a candidate, and who comes up next.

use super::{Decided, Decision, Triage};
use crate::domain::change::{Change, PeopleChange, TriageChange};
use crate::domain::ids::PersonId;
use crate::ui::next::Next;
use crate::ui::notice::Notice;
use crate::ui::subject::OnePerson;

impl Triage {
    pub(super) fn decide(&mut self, person: PersonId, what: Decided) {
        self.order.retain(|one| *one != person);
        self.order.push(person);
        self.decided.insert(person, what);
        self.put_aside = (what == Decided::Later).then_some(person);
    }

    pub(super) fn forget(&mut self, person: PersonId) {
        self.decided.remove(&person);
        self.order.retain(|one| *one != person);
    }

    /// To the next one that nobody has decided about, from the beginning where none follows.
    pub(super) fn go_on(&mut self) -> Vec<Next> {
        let many = self.people.len();
        let following = (1..=many).map(|step| (self.at + step) % many.max(1));
        let next = following.into_iter().find(|at| {
            self.people
                .get(*at)
                .is_some_and(|one| !self.is_decided(*one))
        });
        self.above = 0;
        match next {
            Some(at) => self.at = at,
            None => self.finished = true,
        }
        self.fetch()
    }

    /// Does what was decided; the next one comes up before it is saved. Where somebody else is in front by now, they
    /// stay there.
    pub fn decided(&mut self, who: &OnePerson, decision: Decision) -> Vec<Next> {
        let person = who.id;
        let in_front = self.current() == Some(person);
        let change = match decision {
            Decision::Shortlist => {
                Some(Change::Triage(TriageChange::Shortlist { person, on: true }))
            }
            Decision::Park(reason) => Some(Change::People(PeopleChange::Park {
                person,
                reason,
                look_again: None,
            })),
            Decision::Later => None,
        };
        // Whoever has left the list meanwhile, as when they were erased, is none of those who are done.
        if self.people.contains(&person) {
            self.decide(
                person,
                match decision {
                    Decision::Shortlist => Decided::Shortlisted,
                    Decision::Park(_) => Decided::Parked,
                    Decision::Later => Decided::Later,
                },
            );
        }
        let apply = |change| Next::Apply(who.into(), change);
        let mut next: Vec<Next> = change.map(apply).into_iter().collect();
        // Their card is another one now; it is asked for when one looks back.
        self.loaded.retain(|one| one.card.id != person);
        if in_front {
            next.extend(self.go_on());
        }
        next
    }

    /// One of these was taken back, or could not be saved: the candidate is in front again.
    pub fn bring_back(&mut self, people: &[PersonId]) {
        for person in people {
            if !self.people.contains(person) {
                self.forget(*person);
            }
        }
        let there = people
            .iter()
            .find_map(|person| self.people.iter().position(|one| one == person));
        let Some(at) = there else {
            return;
        };
        let person = self.people[at];
        self.forget(person);
        self.loaded.retain(|one| one.card.id != person);
        (self.at, self.above, self.finished) = (at, 0, false);
    }

    /// Something was saved: `u` means that from now on.
    pub fn saved(&mut self) {
        self.put_aside = None;
    }

    /// Brings back who was put aside with the last key; `false` where it was something else.
    pub fn take_up(&mut self) -> Option<Vec<Next>> {
        let person = self.put_aside.take()?;
        self.bring_back(&[person]);
        let mut next = self.asks();
        next.push(Next::Say(Notice::calm("back again; nothing was changed")));
        Some(next)
    }
}
