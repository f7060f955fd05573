//! Carrying out what screens and boxes want; and where one goes.

use super::{App, RECENT};
use crate::domain::ids::{PersonId, SetId};
use crate::domain::importing::Errand;
use crate::domain::job::JobKind;
use crate::domain::text::Clean;
use crate::ui::effect::Effect;
use crate::ui::next::{Asker, Await, Next};
use crate::ui::notice::Notice;
use crate::ui::overlays::Overlay;
use crate::ui::screens::Place;
use crate::ui::subject::{OnePerson, Subject};

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
            Next::Await(wait) => {
                let ticket = self.ticket();
                effects.push(Effect::Ask(ticket, wait.question()));
                self.waiting.insert(ticket, wait);
            }
            Next::Apply(subject, change) => self.apply(subject, change, None, effects),
            Next::Save(change) => {
                let overlay = self.overlays.pop();
                let subject = overlay.as_ref().map_or(Subject::Desk, Overlay::subject);
                self.apply(subject, change, overlay, effects);
            }
            Next::Keeping(overlay, subject, change) => {
                self.apply(subject, change, Some(*overlay), effects);
            }
            Next::Instead(instead) => self.instead(*instead, effects),
            Next::TakeBack { set, reason } => {
                let ticket = self.begin_job();
                effects.push(Effect::TakeBack {
                    ticket,
                    set,
                    reason,
                });
            }
            Next::In(number, next) => return self.in_box(number, |_, _| next),
            Next::Errand(asker, errand) => self.errand(asker, errand, effects),
            Next::Import { reading, confirmed } => {
                let ticket = self.begin_import();
                effects.push(Effect::Import {
                    ticket,
                    reading,
                    confirmed,
                });
            }
            Next::Chosen(file, chosen) => return self.screens.import.chosen(&file, chosen),
            Next::Resume(set) => self.resume(set, effects),
            Next::Triaged(who, decision) => return self.screens.triage.decided(&who, decision),
            Next::With(people, what) => return self.with_people(people, what),
            Next::View(view) => return self.open_view(&view),
            Next::Export(number, whom, to) => {
                return vec![Next::Errand(
                    Asker::Box(number),
                    Errand::Export { whom, to },
                )];
            }
            Next::Erase(erasure) => self.begin_erasing(&erasure, effects),
            Next::Bulk(people, action) => self.begin_bulk(people, action, None, effects),
            Next::Rest(people, action, text) => {
                let overlay = text.and_then(|number| self.take_box(number));
                self.begin_bulk(people, action, overlay, effects);
            }
            Next::SaveBulk(people, action) => {
                let overlay = self.overlays.pop();
                self.begin_bulk(people, action, overlay, effects);
            }
            Next::Do(Effect::Quit) => {
                self.leaving = true;
                effects.push(Effect::Quit);
            }
            Next::Do(effect) => effects.push(effect),
            Next::Merge(people) => return self.begin_merge(people),
            Next::MergeWith(who, typed) => return self.merge_with(&who, &typed),
            Next::Go(place) => return self.go(place),
            Next::Leave(place) if place == self.place => {
                return self.step_back().unwrap_or_default();
            }
            Next::Leave(_) => {}
            Next::Profile(who) => return self.open_profile(&who),
            Next::Edit(who) => return self.edit_person(&who),
            Next::Open(overlay) => return self.open(*overlay),
            Next::OpenLate(overlay) => return self.open_late(*overlay),
            Next::Restore(text) => return self.restore(*text),
            Next::Returned(draft) => self.came_back(&draft),
            Next::Settled(number) => self.kept.settle(number, None),
            Next::HandOver(who, field) => return self.members_for(&who, field),
            Next::Give(who, field, member, merged) => {
                return vec![Next::Await(Await::Hand(who, field, member, merged))];
            }
            Next::Choose(own) => self.choose(own, effects),
            Next::Close => self.close_box(),
            Next::Dismiss => self.dismiss_box(),
            Next::HasNoFlag(number, place) => return self.has_no_flag(number, &place),
            Next::TakeAlong(number, gone, into) => return self.take_along(number, gone, &into),
            Next::Say(notice) => self.notice = Some(notice),
            Next::Switch(name) => match self.stays_because() {
                Some(why) => self.notice = Some(Notice::calm(why)),
                None => effects.push(Effect::Switch(name)),
            },
            Next::Run(aim, command) => return self.run_aimed(aim, command),
            Next::Type(aim, line) => return self.type_line(&aim, &line),
            Next::Sort(place, sort) => return self.sort(place, sort),
            Next::Lanes(by) => return self.lanes(by),
            Next::Press(under, key) => return self.press(under.as_deref(), key),
        }
        Vec::new()
    }

    /// Goes on with a job that was cut off.
    fn resume(&mut self, set: SetId, effects: &mut Vec<Effect>) {
        let job = self.desk.jobs.iter().find(|job| job.set == set);
        let forward = job.is_some_and(|job| job.kind != JobKind::Undo);
        let ticket = self.begin_job();
        if let Some(pending) = self.pending.get_mut(ticket) {
            pending.forward = forward;
        }
        effects.push(Effect::Resume(ticket, set));
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

    pub(super) fn open_profile(&mut self, who: &OnePerson) -> Vec<Next> {
        self.screens.profile.show(who);
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
