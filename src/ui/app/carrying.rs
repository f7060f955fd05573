//! Carrying out what screens and boxes want; and where one goes.

use super::{App, RECENT};
use crate::domain::ids::PersonId;
use crate::domain::job::JobKind;
use crate::domain::question::Question;
use crate::domain::text::Clean;
use crate::ui::effect::Effect;
use crate::ui::next::{Asker, Next};
use crate::ui::notice::Notice;
use crate::ui::screens::Place;

impl App {
    /// Carries out what screens and boxes want; what is for the outside comes back.
    pub(super) fn carry_out(&mut self, next: Vec<Next>) -> Vec<Effect> {
        let mut effects = Vec::new();
        let mut queue: std::collections::VecDeque<Next> = next.into();
        while let Some(next) = queue.pop_front() {
            let more = self.one(next, &mut effects);
            for next in more.into_iter().rev() {
                queue.push_front(next);
            }
        }
        effects
    }

    fn one(&mut self, next: Next, effects: &mut Vec<Effect>) -> Vec<Next> {
        match next {
            Next::Ask(asker, question) => {
                let ticket = self.ticket();
                self.awaited.insert(asker, ticket);
                effects.push(Effect::Ask(ticket, question));
            }
            Next::Apply(change) => self.apply(change, None, effects),
            Next::Save(change) => {
                let overlay = self.overlays.pop();
                self.apply(change, overlay, effects);
            }
            Next::TakeBack { set, reason } => {
                let ticket = self.begin_job();
                effects.push(Effect::TakeBack {
                    ticket,
                    set,
                    reason,
                });
            }
            Next::Errand(asker, errand) => self.errand(asker, errand, effects),
            Next::Import {
                reading,
                as_of,
                choice,
            } => {
                let ticket = self.begin_import();
                effects.push(Effect::Import {
                    ticket,
                    reading,
                    as_of,
                    choice,
                });
            }
            Next::Chosen(chosen) => return self.screens.import.chosen(chosen),
            Next::Resume(set) => {
                let job = self.desk.jobs.iter().find(|job| job.set == set);
                let forward = job.is_some_and(|job| job.kind != JobKind::Undo);
                let ticket = self.begin_job();
                if let Some(pending) = self.pending.get_mut(&ticket) {
                    pending.forward = forward;
                }
                effects.push(Effect::Resume(ticket, set));
            }
            Next::Triaged(person, decision) => {
                return self.screens.triage.decided(person, decision);
            }
            Next::Marked(what) => return self.with_marked(what),
            Next::View(view) => return self.open_view(&view),
            Next::Export(to) => return self.export(to),
            Next::SaveView(name) => return self.save_view(name),
            Next::Erase(erasure) => self.begin_erasing(&erasure, effects),
            Next::Bulk(bulk) => self.begin_bulk(bulk, effects),
            Next::Do(Effect::Forget(draft)) => {
                self.kept.retain(|one| *one != draft);
                effects.push(Effect::Forget(draft));
            }
            Next::Do(effect) => effects.push(effect),
            Next::Merge(people) => return self.begin_merge(people),
            Next::MergeWith(person, name, typed) => return self.merge_with(person, &name, &typed),
            Next::Go(place) => return self.go(place),
            Next::Profile(person) => return self.open_profile(person),
            Next::Open(overlay) => return self.open(*overlay),
            Next::Restore(draft, name) => return self.restore(draft, &name),
            Next::Settled(person) => self.settle_text(person),
            Next::HandOver(person, field, name) => return self.members_for(person, field, &name),
            Next::Give(person, field, member) => {
                self.handing = Some((person, field, member));
                return vec![Next::Ask(Asker::Hand, Question::Person(person))];
            }
            Next::Choose(own) => self.choose(own, effects),
            Next::Close => self.close_box(),
            Next::Say(notice) => self.notice = Some(notice),
            Next::Switch(name) => match self.stays_because() {
                Some(why) => self.notice = Some(Notice::calm(why)),
                None => effects.push(Effect::Switch(name)),
            },
            Next::Run(command) => return self.run(command),
            Next::Type(line) => return self.type_line(&line),
            Next::Press(key) => return self.key(key),
        }
        Vec::new()
    }

    pub(super) fn go(&mut self, place: Place) -> Vec<Next> {
        if place == self.place {
            return Vec::new();
        }
        match place.tab() {
            Some(_) => self.came_from.clear(),
            None => self.came_from.push(self.place),
        }
        if place == Place::History {
            // That is where one reads what the others did.
            self.quiet.clear();
        }
        self.place = place;
        self.screens.today.enter();
        self.refresh()
    }

    pub(super) fn open_profile(&mut self, person: PersonId) -> Vec<Next> {
        self.screens.profile.show(person);
        if self.place == Place::Profile {
            self.refresh()
        } else {
            self.go(Place::Profile)
        }
    }

    /// Remembers what was opened, for "find anything".
    pub(super) fn remember(&mut self, person: PersonId, name: Clean) {
        self.recent.retain(|(one, _)| *one != person);
        self.recent.insert(0, (person, name));
        self.recent.truncate(RECENT);
    }
}
