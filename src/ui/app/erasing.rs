//! Somebody is erased for good: from here on, or by a colleague.

use super::App;
use super::pending::Pending;
use crate::domain::erasure::Erasure;
use crate::domain::ids::PersonId;
use crate::domain::job::JobKind;
use crate::domain::refusal::Refusal;
use crate::domain::text::Clean;
use crate::ui::effect::Effect;
use crate::ui::message::Ticket;
use crate::ui::next::Next;
use crate::ui::notice::Notice;
use crate::ui::screens::{Place, Tab};
use crate::ui::subject::{OnePerson, Subject};

impl App {
    /// Why nobody can be erased now: a job is open, which could bring them back.
    pub(super) fn erase_waits(&self) -> Option<String> {
        let mut jobs = self.desk.jobs.iter();
        let job = jobs.find(|job| job.kind != JobKind::Sweep)?;
        let refusal = Refusal::EraseWaits {
            set: job.set,
            label: job.label.clone(),
            by: job.by.clone(),
        };
        Some(refusal.to_string())
    }

    pub(super) fn begin_erasing(&mut self, erasure: &Erasure, effects: &mut Vec<Effect>) {
        let ticket = self.begin_job();
        let words = vec![erasure.name.clone(), erasure.word.clone()];
        if let Some(pending) = self.pending.get_mut(ticket) {
            let who = OnePerson::new(erasure.person, erasure.name.clone());
            pending.subject = Subject::Person(who);
            pending.erases = Some((erasure.person, words.clone()));
        }
        effects.push(Effect::Erase {
            ticket,
            person: erasure.person,
            words,
        });
    }

    /// Why what was changed here is not saved yet: the file is swept after an erasure.
    pub(super) fn waits_for_sweep(&self) -> Option<Clean> {
        let mut jobs = self.desk.jobs.iter();
        let sweep = jobs.find(|job| job.kind == JobKind::Sweep && job.running)?;
        let is_waiting = self.pending.values().any(Pending::is_change);
        is_waiting.then(|| {
            Clean::line(&format!(
                "{} erased somebody for good, and the file is swept of them: your change waits for it, and is kept",
                sweep.by
            ))
        })
    }

    /// They are gone: this desk forgets them, and the text that was typed about them.
    pub(super) fn erased(&mut self, ticket: Ticket) -> Vec<Next> {
        let pending = self.pending.get_mut(ticket);
        let Some((person, words)) = pending.and_then(|pending| pending.erases.take()) else {
            return Vec::new();
        };
        self.erased.extend(words);
        self.kept
            .retain(|draft| draft.place.person() != Some(person));
        self.recent.retain(|(one, _)| *one != person);
        self.screens.forget(person);
        let mut next = self.leave_profile_of(person);
        next.extend(self.refresh());
        next
    }

    /// The person whose profile is shown was erased meanwhile.
    pub(super) fn is_erased(&mut self, person: PersonId) -> Vec<Next> {
        self.recent.retain(|(one, _)| *one != person);
        self.leave_profile_of(person)
    }

    /// One sentence, and back to where one came from.
    fn leave_profile_of(&mut self, person: PersonId) -> Vec<Next> {
        if self.screens.profile.person() != Some(person) {
            return Vec::new();
        }
        let words = match self.screens.profile.forget() {
            Some(name) => format!("{name} was erased for good; this is where you came from"),
            None => "they were erased for good".to_owned(),
        };
        if self.place != Place::Profile {
            return Vec::new();
        }
        self.place = self.came_from.pop().unwrap_or(Place::Tab(Tab::Today));
        let mut next = self.refresh();
        next.push(Next::Say(Notice::calm(words)));
        next
    }
}
