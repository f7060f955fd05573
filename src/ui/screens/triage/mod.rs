//! Triage: one candidate of a list fills the screen; a key decides, and the next one comes up at once.
//!
//! The list is fixed while one goes through it, so that nobody who was decided about moves the others. The next few
//! candidates are asked for before they are needed. What was decided is remembered for each list: leaving and coming
//! back continues, on another day as well.

mod deciding;
mod said;
mod view;

pub use self::said::say_raised;

use std::cell::Cell;
use std::collections::HashMap;

use super::Someone;
use crate::domain::change::{Change, TriageChange};
use crate::domain::ids::PersonId;
use crate::domain::parking::ParkReason;
use crate::domain::platform;
use crate::domain::question::{List, Question};
use crate::domain::text::Clean;
use crate::domain::triage::Candidate;
use crate::ui::command::{ListCommand, TriageCommand};
use crate::ui::draft::ChoiceOf;
use crate::ui::look::Look;
use crate::ui::next::{Asker, Next};
use crate::ui::notice::Notice;
use crate::ui::overlays::Overlay;
use crate::ui::overlays::fitbox::FitBox;
use crate::ui::overlays::pick::Pick;
use crate::ui::overlays::prompt::{Prompt, PromptFor};
use crate::ui::subject::OnePerson;

/// Candidates that are asked for before they are needed.
const AHEAD: usize = 3;
/// Candidates that are kept.
const KEPT: usize = 12;
/// Lists whose progress is remembered.
const LISTS: usize = 12;
/// People of a list whose decision is remembered.
const DECIDED: usize = 5_000;

/// What was decided about a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Decided {
    /// Worth a first contact.
    Shortlisted,
    /// Off the board.
    Parked,
    /// Not now.
    Later,
}

/// A decision that a key or a box has made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Onto the shortlist.
    Shortlist,
    /// Off the board, for this reason.
    Park(ParkReason),
    /// Not now.
    Later,
}

/// How far one came in a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Progress {
    /// Which list.
    list: String,
    /// Who was in front.
    at: Option<i64>,
    /// What was decided, in order.
    decided: Vec<(i64, Decided)>,
}

/// What is remembered between two starts: the lists that were worked on, the latest first.
pub type Remembered = Vec<Progress>;

/// The state of triage.
#[derive(Debug, Default)]
pub struct Triage {
    /// The list as people call it.
    title: Clean,
    /// The list as it is remembered.
    key: String,
    /// The list that was asked for and is not here yet.
    wanted: Option<List>,
    people: Vec<PersonId>,
    at: usize,
    decided: HashMap<PersonId, Decided>,
    order: Vec<PersonId>,
    loaded: Vec<Candidate>,
    /// Who was in front when they were last read, by name: who goes then is named.
    shown: Option<(PersonId, Clean)>,
    /// Who was asked for last.
    asked: Vec<PersonId>,
    /// Put aside with the last key: `u` brings them back without a change.
    put_aside: Option<PersonId>,
    /// The list was gone through; one may still look around.
    finished: bool,
    before: Remembered,
    above: usize,
    most: Cell<usize>,
}

impl Triage {
    /// A list is about to be gone through: who is in it comes with an answer.
    pub(super) fn prepare(&mut self, title: &str, list: &List) -> Vec<Next> {
        let way = if list.reversed { " reversed" } else { "" };
        self.leave();
        self.key = format!("{title}{way}");
        self.title = Clean::line(title);
        self.wanted = Some(list.clone());
        self.people.clear();
        vec![Next::Ask(Asker::Triage, Question::Ids(list.clone()))]
    }

    /// These people, gathered somewhere, are about to be gone through; `key` tells them from other lists.
    pub(super) fn prepare_these(&mut self, title: &str, people: Vec<PersonId>, key: &str) {
        self.leave();
        self.title = Clean::line(title);
        key.clone_into(&mut self.key);
        self.wanted = None;
        self.begin(people, true);
    }

    pub(super) fn listed(&mut self, list: &List, ids: &[u32]) -> Vec<Next> {
        if self.wanted.as_ref() != Some(list) {
            return Vec::new();
        }
        self.wanted = None;
        let people = ids.iter().map(|id| PersonId(i64::from(*id)));
        self.begin(people.collect(), false);
        self.asks()
    }

    /// Goes on where one was in this list; with everybody decided about, those for later come again.
    /// Of people who were `gathered` only what was decided about them counts.
    fn begin(&mut self, people: Vec<PersonId>, gathered: bool) {
        let place = self.before.iter().position(|one| one.list == self.key);
        let before = place
            .map(|place| self.before.remove(place))
            .unwrap_or_default();
        let there: std::collections::HashSet<PersonId> = people.iter().copied().collect();
        self.decided = before
            .decided
            .iter()
            .map(|(id, what)| (PersonId(*id), *what))
            .filter(|(person, _)| !gathered || there.contains(person))
            .collect();
        self.order = before
            .decided
            .iter()
            .map(|(id, _)| PersonId(*id))
            .filter(|person| self.decided.contains_key(person))
            .collect();
        // Those who left the list because of what was decided stay in front, where `u` finds them.
        let left = self.order.iter().filter(|person| !there.contains(person));
        self.people = left.copied().chain(people).collect();
        if self.left() == 0 {
            self.decided.retain(|_, what| *what != Decided::Later);
            self.order
                .retain(|person| self.decided.contains_key(person));
        }
        self.loaded.clear();
        (self.above, self.put_aside) = (0, None);
        let was = before.at.map(PersonId);
        self.at = was
            .and_then(|person| self.people.iter().position(|one| *one == person))
            .unwrap_or(0);
        self.finished = self.left() == 0;
        if self.current().is_some_and(|person| self.is_decided(person)) {
            self.go_on();
        }
    }

    /// Remembers how far one came in the list in front.
    fn leave(&mut self) {
        if self.key.is_empty() {
            return;
        }
        let now = self.progress();
        self.before.retain(|one| one.list != now.list);
        self.before.insert(0, now);
        self.before.truncate(LISTS);
    }

    fn progress(&self) -> Progress {
        let skip = self.order.len().saturating_sub(DECIDED);
        let decided = self.order.iter().skip(skip);
        Progress {
            list: self.key.clone(),
            at: self.current().map(|person| person.0),
            decided: decided
                .filter_map(|person| Some((person.0, *self.decided.get(person)?)))
                .collect(),
        }
    }

    /// What is remembered between two starts.
    #[must_use]
    pub fn remembered(&self) -> Remembered {
        let mut all = self.before.clone();
        if !self.key.is_empty() {
            all.retain(|one| one.list != self.key);
            all.insert(0, self.progress());
        }
        all
    }

    /// Puts back what was remembered.
    pub fn remember(&mut self, remembered: Remembered) {
        self.before = remembered;
    }

    fn current(&self) -> Option<PersonId> {
        self.people.get(self.at).copied()
    }

    fn is_decided(&self, person: PersonId) -> bool {
        self.decided.contains_key(&person)
    }

    fn left(&self) -> usize {
        self.people.len().saturating_sub(self.decided.len())
    }

    fn candidate(&self) -> Option<&Candidate> {
        let person = self.current()?;
        self.loaded.iter().find(|one| one.card.id == person)
    }

    /// The person in front.
    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        self.current()
    }

    pub(super) fn someone(&self) -> Option<Someone> {
        let card = &self.candidate()?.card;
        Some(Someone {
            id: card.id,
            name: card.name.clone(),
            stage: card.stage,
            parked: card.parked.is_some(),
            facts: Some(card.facts),
            on_the_way: false,
        })
    }

    /// The page of the main account.
    #[must_use]
    pub fn link(&self) -> Option<String> {
        let account = self.candidate()?.dossier.accounts.first()?;
        platform::profile_url(account.platform, &account.handle)
    }

    /// Those who come next, the one in front first.
    fn ahead(&self) -> Vec<PersonId> {
        let following = self.people.iter().skip(self.at + 1);
        let next = following
            .filter(|person| !self.is_decided(**person))
            .take(AHEAD);
        self.current().into_iter().chain(next.copied()).collect()
    }

    /// Asks again for the one in front and those who follow.
    pub(super) fn asks(&mut self) -> Vec<Next> {
        if let Some(list) = &self.wanted {
            return vec![Next::Ask(Asker::Triage, Question::Ids(list.clone()))];
        }
        self.ask(self.ahead())
    }

    /// Asks for those who are not here yet.
    fn fetch(&mut self) -> Vec<Next> {
        let is_here = |person: &PersonId| self.loaded.iter().any(|one| one.card.id == *person);
        let missing: Vec<PersonId> = self.ahead().into_iter().filter(|p| !is_here(p)).collect();
        // A few at once, so that most keys ask for nothing.
        if missing.len() < AHEAD && self.candidate().is_some() {
            return Vec::new();
        }
        self.ask(missing)
    }

    fn ask(&mut self, people: Vec<PersonId>) -> Vec<Next> {
        if people.is_empty() {
            return Vec::new();
        }
        self.asked.clone_from(&people);
        vec![Next::Ask(Asker::Candidates, Question::Candidates(people))]
    }

    pub(super) fn receive(&mut self, found: Vec<Candidate>) -> Vec<Next> {
        let was_there = self
            .candidate()
            .is_some_and(|one| one.card.parked.is_none());
        let asked = std::mem::take(&mut self.asked);
        // Whoever was asked for and does not come is not there any more.
        self.loaded.retain(|one| !asked.contains(&one.card.id));
        for one in found {
            self.loaded.retain(|other| other.card.id != one.card.id);
            self.loaded.push(one);
        }
        let surplus = self.loaded.len().saturating_sub(KEPT);
        self.loaded.drain(..surplus);
        let (Some(person), Some(now)) = (self.current(), self.candidate()) else {
            return self.gone();
        };
        let shown = (person, now.card.name.clone());
        let stays = !was_there || now.card.parked.is_none() || self.is_decided(person);
        if stays {
            self.shown = Some(shown);
            return Vec::new();
        }
        let last = now.dossier.history.first();
        let words = last.map(|last| format!("{}: {} · here is the next one", last.by, last.what));
        self.decide(person, Decided::Parked);
        let mut next = self.go_on();
        next.extend(words.map(|words| Next::Say(Notice::calm(words))));
        next
    }

    /// Somebody was erased: what was read of them goes, and they are no one of the list any more.
    pub fn erased(&mut self, person: PersonId) {
        self.loaded.retain(|one| one.card.id != person);
        if self.current() != Some(person) {
            self.leaves(person);
        }
    }

    /// Somebody is not in the list any more, and does not count in it.
    fn leaves(&mut self, person: PersonId) {
        let before = self.people.iter().take(self.at);
        let before = before.filter(|one| **one == person).count();
        self.people.retain(|one| *one != person);
        self.forget(person);
        self.at = (self.at - before).min(self.people.len().saturating_sub(1));
    }

    /// The one in front is not in the database any more.
    fn gone(&mut self) -> Vec<Next> {
        if self.current().is_none() {
            return Vec::new();
        }
        let person = self.people[self.at];
        let name = self.shown.take().filter(|(shown, _)| *shown == person);
        self.leaves(person);
        self.finished = self.left() == 0;
        let mut next = self.fetch();
        if let Some((_, name)) = name {
            // Erased or merged: the profile that one looks for tells which.
            let words = format!("{name} is gone: a colleague erased or merged them");
            next.push(Next::Say(Notice::calm(words)));
        }
        next
    }

    fn look_at(&mut self, at: usize) -> Vec<Next> {
        (self.at, self.above) = (at, 0);
        // Past the last, the end is in front again.
        self.finished = false;
        self.fetch()
    }

    pub(super) fn run(&mut self, command: TriageCommand) -> Vec<Next> {
        let Some(person) = self.current() else {
            return Vec::new();
        };
        let who = OnePerson::new(person, self.name());
        match command {
            TriageCommand::Next if self.at + 1 < self.people.len() => self.look_at(self.at + 1),
            TriageCommand::Previous if self.finished => self.look_at(self.at),
            TriageCommand::Previous if self.at > 0 => self.look_at(self.at - 1),
            TriageCommand::Next => vec![Next::Say(Notice::calm("that was the last one here"))],
            TriageCommand::Previous => vec![Next::Say(Notice::calm("that is the first one here"))],
            TriageCommand::Shortlist if self.is_shortlisted() => {
                let change = TriageChange::Shortlist { person, on: false };
                self.forget(person);
                vec![Next::Apply((&who).into(), Change::Triage(change))]
            }
            TriageCommand::Shortlist => self.decided(&who, Decision::Shortlist),
            TriageCommand::Later => self.decided(&who, Decision::Later),
            TriageCommand::Park => park(&who),
            TriageCommand::Line => {
                let prompt = Prompt::new(PromptFor::Line(who));
                vec![Next::open(Overlay::Prompt(prompt))]
            }
            TriageCommand::Checks => FitBox::open(&who),
        }
    }

    fn is_shortlisted(&self) -> bool {
        self.candidate().is_some_and(|one| one.card.shortlisted)
    }

    fn name(&self) -> Clean {
        self.candidate()
            .map(|one| one.card.name.clone())
            .unwrap_or_default()
    }

    /// Why a command does nothing now.
    pub(super) fn why_not(&self, command: TriageCommand) -> Option<&'static str> {
        let parked = self
            .candidate()
            .is_some_and(|one| one.card.parked.is_some());
        match command {
            _ if self.people.is_empty() => {
                Some("nobody is in this list; Esc goes back to the roster")
            }
            TriageCommand::Next if self.finished => Some("all of them are looked at"),
            TriageCommand::Next | TriageCommand::Previous => None,
            _ if self.finished => Some("all of them are looked at; left looks at the last one"),
            _ if self.candidate().is_none() => Some("a moment: the candidate is on the way"),
            TriageCommand::Park | TriageCommand::Shortlist if parked => {
                Some("they are parked; u takes back what was done last, Enter opens the profile")
            }
            TriageCommand::Park
            | TriageCommand::Shortlist
            | TriageCommand::Later
            | TriageCommand::Line
            | TriageCommand::Checks => None,
        }
    }

    /// Scrolls what is known of the candidate.
    pub(super) fn step(&mut self, command: ListCommand) -> Vec<Next> {
        let most = self.most.get();
        let now = self.above.min(most);
        self.above = match command {
            ListCommand::Down => now + 1,
            ListCommand::Up => now.saturating_sub(1),
            ListCommand::HalfDown | ListCommand::PageDown => now + 10,
            ListCommand::HalfUp | ListCommand::PageUp => now.saturating_sub(10),
            ListCommand::Top => 0,
            ListCommand::Bottom => most,
        }
        .min(most);
        Vec::new()
    }

    /// `3 of 40 · 12 done · 28 left`.
    fn counts(&self) -> String {
        format!(
            "{} of {} · {} done · {} left",
            (self.at + 1).min(self.people.len()),
            self.people.len(),
            self.decided.len(),
            self.left()
        )
    }

    /// What the end says: how many of each.
    fn summary(&self) -> String {
        let count = |what: Decided| self.decided.values().filter(|one| **one == what).count();
        format!(
            "{} shortlisted, {} parked, {} for later",
            count(Decided::Shortlisted),
            count(Decided::Parked),
            count(Decided::Later)
        )
    }

    fn decided_words(&self, look: &Look<'_>) -> Option<String> {
        let candidate = self.candidate()?;
        let later = self.decided.get(&candidate.card.id) == Some(&Decided::Later);
        Some(said::state(candidate, later, look))
    }
}

/// The reasons to park the candidate.
#[must_use]
pub fn park(who: &OnePerson) -> Vec<Next> {
    let mut pick = Pick::new(
        ChoiceOf::ParkCandidate(who.id),
        who,
        &format!("Park {}: why?", who.name),
    );
    for reason in ParkReason::OFFERED {
        let decided = Next::Triaged(who.clone(), Decision::Park(reason));
        pick.add(reason.word(), "", vec![decided]);
    }
    vec![Next::open(Overlay::Pick(pick))]
}
