//! Somebody is erased for good: from here on, or by a colleague.

use std::collections::{BTreeMap, BTreeSet};

use super::App;
use super::pending::Pending;
use crate::domain::erasure::Erasure;
use crate::domain::ids::PersonId;
use crate::domain::job::JobKind;
use crate::domain::names::Names;
use crate::domain::refusal::Refusal;
use crate::domain::text::Clean;
use crate::ui::draft::{Draft, DraftFor};
use crate::ui::effect::Effect;
use crate::ui::message::Ticket;
use crate::ui::next::Next;
use crate::ui::notice::Notice;
use crate::ui::overlays::Overlay;
use crate::ui::screens::{Place, Tab};
use crate::ui::subject::{OnePerson, Subject};

/// Who was erased while this instance runs.
#[derive(Debug, Default)]
pub(super) struct Gone {
    /// The people.
    people: BTreeSet<PersonId>,
    /// Their names.
    names: Names,
    /// People who were erased before text about them was found here.
    before: BTreeSet<PersonId>,
    /// It is asked who those are.
    is_asked: bool,
    /// What became of people who are gone otherwise, as far as it was said here: merged, or never added after all.
    became: BTreeMap<PersonId, Clean>,
    /// People whose text is being deleted, which is said when it is gone.
    said: BTreeSet<PersonId>,
}

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
        let erased = Box::new(erasure.erased());
        if let Some(pending) = self.pending.get_mut(ticket) {
            let who = OnePerson::new(erasure.person, erasure.name.clone());
            pending.subject = Subject::Person(who);
            pending.erases = Some(erased.clone());
        }
        effects.push(Effect::Erase(ticket, erased));
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

    /// They are gone: this instance forgets them, and the text that was typed about them.
    pub(super) fn erased(&mut self, ticket: Ticket) -> Vec<Next> {
        let pending = self.pending.get_mut(ticket);
        let Some(erased) = pending.and_then(|pending| pending.erases.take()) else {
            return Vec::new();
        };
        self.forget(&erased.people, erased.names);
        let mut next = self.leave_profile_of(erased.person);
        next.extend(self.refresh());
        next
    }

    /// Forgets everything about these people that no box in front of somebody holds.
    fn forget(&mut self, people: &[PersonId], names: Names) {
        let is_theirs = |place: &DraftFor| place.person().is_some_and(|one| people.contains(&one));
        self.kept.retain(|text| !is_theirs(&text.place));
        self.discarded
            .take_if(|discarded| is_theirs(discarded.place()));
        self.closing.take_if(|draft| is_theirs(&draft.place));
        for overlay in &mut self.overlays {
            if let Overlay::Kept(list) = overlay
                && list.forget(is_theirs)
            {
                // It may be about the text that was discarded here last.
                self.notice = None;
            }
        }
        self.recent.retain(|(one, _)| !people.contains(one));
        self.typed_lines.retain(|line| !names.are_in(line));
        for person in people {
            self.screens.forget(*person);
        }
        self.gone.people.extend(people);
        self.gone.names = std::mem::take(&mut self.gone.names).and(names);
    }

    /// Every name of people who were erased while this instance runs: nothing that names them is remembered.
    #[must_use]
    pub fn erased_names(&self) -> &Names {
        &self.gone.names
    }

    /// It was said what became of a person who is gone.
    pub(super) fn learns_what_became(&mut self, person: PersonId, words: Clean) {
        self.gone.became.insert(person, words);
    }

    /// What became of the person of a text, where they are known to be gone.
    pub(super) fn what_became(&self, place: &DraftFor) -> Option<&Clean> {
        self.gone.became.get(&place.person()?)
    }

    /// How many people were erased while this instance runs.
    pub(super) fn erased_count(&self) -> usize {
        self.gone.people.len()
    }

    /// Whether a text is about somebody who was erased while this instance runs.
    pub(super) fn is_of_erased(&self, place: &DraftFor) -> bool {
        let person = place.person();
        person.is_some_and(|person| self.gone.people.contains(&person))
    }

    /// Whether a text may be kept.
    pub(super) fn keeps_text(&self, text: &Draft) -> bool {
        !self.is_of_erased(&text.place)
    }

    /// People about whom this instance holds something that goes when a colleague erases them.
    pub(super) fn held_people(&self) -> Vec<PersonId> {
        let texts = self.drafts();
        let texts = texts.iter().filter_map(|draft| draft.place.person());
        let discarded = self.discarded.as_ref();
        let discarded = discarded.and_then(|discarded| discarded.place().person());
        let recent = self.recent.iter().map(|(person, _)| *person);
        let all: BTreeSet<PersonId> = texts.chain(discarded).chain(recent).collect();
        let is_asked = |person: &PersonId| !self.gone.before.contains(person);
        all.into_iter().filter(is_asked).collect()
    }

    /// Unsaved text came back that an instance which ended has left: who of its people was erased before? Such text was
    /// never seen by whoever typed it since, and is theirs to copy or discard.
    pub(super) fn ask_who_was_erased_before(&mut self) -> Next {
        self.gone.is_asked = true;
        self.ask_news()
    }

    /// Colleagues erased these people. What is kept here about them goes; text in an open box stays in front of whoever
    /// types it, to be copied, and is kept nowhere.
    pub(super) fn hears_of_erased(&mut self, people: &[PersonId]) -> Vec<Next> {
        if std::mem::take(&mut self.gone.is_asked) {
            self.gone.before.extend(people);
            return Vec::new();
        }
        if people.is_empty() {
            return Vec::new();
        }
        let known: Vec<OnePerson> = people.iter().map(|one| self.known_as(*one)).collect();
        let names = Names::of(known.iter().map(|who| who.name.as_str()));
        let is_kept = |who: &OnePerson| {
            let mut kept = self.kept.iter();
            kept.any(|text| text.place.person() == Some(who.id))
        };
        let said = known.iter().filter(|who| is_kept(who));
        self.gone.said.extend(said.map(|who| who.id));
        self.forget(people, names.clone());
        vec![Next::Do(Effect::Forget(known, names))]
    }

    /// Under which name a person is known here.
    fn known_as(&self, person: PersonId) -> OnePerson {
        let texts = self.drafts();
        let mut about = texts.iter();
        let about = about.find(|draft| draft.place.person() == Some(person));
        let about = about.map(|draft| Clean::line(draft.place.name_in(&draft.about)));
        let recent = self.recent.iter().find(|(one, _)| *one == person);
        let name = recent.map(|(_, name)| name.clone()).or(about);
        OnePerson::new(person, name.unwrap_or_default())
    }

    /// Nothing is left of them among the files of this user: now it is said.
    pub(super) fn forgotten(&mut self, people: &[OnePerson]) -> Vec<Next> {
        for who in people {
            if self.gone.said.remove(&who.id) {
                let notice = Notice::calm(format!(
                    "{} was erased for good; your unsaved text about them was deleted",
                    who.name
                ));
                // It says more than what was said of that text before.
                if self.overlays.is_empty() {
                    self.notice = Some(notice);
                } else {
                    self.toast(notice);
                }
            }
        }
        Vec::new()
    }

    /// The line over a box whose text is about somebody who was erased meanwhile.
    pub(super) fn says_erased(&self) -> Option<Clean> {
        let overlay = self.overlays.last()?;
        let text = overlay.draft().filter(|text| !self.keeps_text(text))?;
        let name = text.place.name_in(&text.about);
        Some(Clean::line(&format!(
            "{name} was erased for good. This text cannot be saved, only copied"
        )))
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
