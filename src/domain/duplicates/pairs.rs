//! Pairs of people who share something, and the groups that they make.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::Crowd;
use super::finder::{CROWD, Guess, Guesses};
use super::reason::Reason;
use crate::domain::ids::PersonId;
use crate::domain::merge::MOST;
use crate::domain::platform::{NameKind, Platform};
use crate::domain::text::Clean;

/// Crowds that are told by name.
const TOLD: usize = 3;
/// Pairs that are kept; a desk with more has other worries first.
const PAIRS: usize = 200_000;

/// A link of this weight holds people together who are not linked themselves.
const STRONG: u32 = 40;

/// Two people, the smaller number first.
pub(super) type Pair = (PersonId, PersonId);
/// An account: whose, where, the handle in the form that it is compared by, and its kind.
pub(super) type Owned = (PersonId, Platform, Box<str>, NameKind);

/// Pairs with their reasons, and what was left out.
pub(super) struct Pairs<'a> {
    not_same: &'a HashSet<Pair>,
    found: HashMap<Pair, Vec<Reason>>,
    crowds: Vec<Crowd>,
}

impl<'a> Pairs<'a> {
    /// Nothing is found yet.
    pub(super) fn new(not_same: &'a HashSet<Pair>) -> Pairs<'a> {
        Pairs {
            not_same,
            found: HashMap::new(),
            crowds: Vec::new(),
        }
    }
}

impl Pairs<'_> {
    pub(super) fn add(&mut self, one: PersonId, other: PersonId, reason: &Reason) {
        let pair = (one.min(other), one.max(other));
        let is_full = self.found.len() >= PAIRS && !self.found.contains_key(&pair);
        if one == other || is_full || self.not_same.contains(&pair) {
            return;
        }
        let reasons = self.found.entry(pair).or_default();
        if !reasons.contains(reason) {
            reasons.push(reason.clone());
        }
    }

    /// All who share a value, two by two, where they are few.
    pub(super) fn share(
        &mut self,
        reason: &Reason,
        what: &str,
        mut people: Vec<PersonId>,
        fits: impl Fn(PersonId, PersonId) -> bool,
    ) {
        people.sort_unstable();
        people.dedup();
        if people.len() > CROWD {
            self.crowds.push(Crowd {
                what: Clean::line(what),
                people: people.len(),
            });
            return;
        }
        for (place, one) in people.iter().enumerate() {
            for other in &people[place + 1..] {
                if fits(*one, *other) {
                    self.add(*one, *other, reason);
                }
            }
        }
    }

    /// Accounts of one handle on several platforms.
    pub(super) fn same_handle(&mut self, accounts: &[Owned]) {
        let Some((_, _, handle, _)) = accounts.first() else {
            return;
        };
        let people: Vec<PersonId> = accounts.iter().map(|(person, ..)| *person).collect();
        if accounts.len() < 2 {
            return;
        }
        let letters: BTreeSet<&str> = accounts.iter().map(|(_, on, ..)| on.short()).collect();
        let letters: Vec<&str> = letters.into_iter().collect();
        let reason = Reason::Handle(handle.clone(), letters.join(", ").into());
        self.share(&reason, &format!("handle {handle}"), people, |_, _| true);
    }

    /// Accounts of near handles: those of the very same handle first, the others where they share no platform.
    pub(super) fn near_handles(
        &mut self,
        mut accounts: Vec<Owned>,
        apart: impl Fn(PersonId, PersonId) -> bool,
    ) {
        accounts.sort_unstable_by(|one, other| one.2.cmp(&other.2));
        for same in accounts.chunk_by(|one, other| one.2 == other.2) {
            self.same_handle(same);
        }
        let mut handles: Vec<&str> = accounts.iter().map(|(_, _, handle, _)| &**handle).collect();
        handles.dedup();
        if handles.len() < 2 {
            return;
        }
        let reason = Reason::Near(handles.join(", ").into());
        let what = format!("near handles {}, …", handles[0]);
        let differs = |one: PersonId, other: PersonId| {
            let of = |person| accounts.iter().filter(move |(owner, ..)| *owner == person);
            let is_same =
                of(one).any(|(_, _, mine, _)| of(other).any(|(_, _, theirs, _)| mine == theirs));
            !is_same && apart(one, other)
        };
        let people = accounts.iter().map(|(person, ..)| *person).collect();
        self.share(&reason, &what, people, differs);
    }

    /// Pairs that hang together as one group where that is a few people of whom no two were said to be two.
    pub(super) fn groups(self) -> Guesses {
        let mut union = Union::default();
        for (one, other) in self.found.keys() {
            union.join(*one, *other);
        }
        let mut together: HashMap<PersonId, Vec<Pair>> = HashMap::new();
        for pair in self.found.keys() {
            together.entry(union.root(pair.0)).or_default().push(*pair);
        }
        let mut found = Vec::new();
        for of_group in together.into_values() {
            let people: BTreeSet<PersonId> = of_group
                .iter()
                .flat_map(|(one, other)| [*one, *other])
                .collect();
            let people: Vec<PersonId> = people.into_iter().collect();
            let is_one = people.len() <= MOST && self.hang_together(&people, &of_group);
            if is_one {
                found.push(guess(people, of_group.iter().map(|pair| &self.found[pair])));
            } else {
                for pair in of_group {
                    found.push(guess(
                        vec![pair.0, pair.1],
                        std::iter::once(&self.found[&pair]),
                    ));
                }
            }
        }
        found.sort_by(|one, other| {
            other
                .score
                .cmp(&one.score)
                .then_with(|| one.people.cmp(&other.people))
        });
        let mut crowds = self.crowds;
        crowds.sort_by(|one, other| {
            let by_name = || one.what.as_str().cmp(other.what.as_str());
            other.people.cmp(&one.people).then_with(by_name)
        });
        let all_crowds = crowds.len();
        crowds.truncate(TOLD);
        Guesses {
            found,
            crowds,
            all_crowds,
        }
    }

    /// Whether a group is one: nobody said of two of them that they are two, and each is linked with each, or all links
    /// are strong. Three of one name on one platform and a fourth elsewhere are no group.
    fn hang_together(&self, people: &[PersonId], of_group: &[Pair]) -> bool {
        let each = || {
            let pairs = |(place, one): (usize, &PersonId)| {
                let one = *one;
                people[place + 1..].iter().map(move |other| (one, *other))
            };
            people.iter().enumerate().flat_map(pairs)
        };
        let is_strong = |pair: &Pair| score(&self.found[pair]) >= STRONG;
        each().all(|pair| !self.not_same.contains(&pair))
            && (each().all(|pair| self.found.contains_key(&pair)) || of_group.iter().all(is_strong))
    }
}

/// How sure a pair is.
fn score(reasons: &[Reason]) -> u32 {
    reasons.iter().map(Reason::weight).sum()
}

/// The reasons of all pairs; the group is as sure as its surest pair.
fn guess<'a>(people: Vec<PersonId>, pairs: impl Iterator<Item = &'a Vec<Reason>>) -> Guess {
    let mut reasons: Vec<Reason> = Vec::new();
    let mut score = 0;
    for of_pair in pairs {
        score = score.max(self::score(of_pair));
        for reason in of_pair {
            if !reasons.contains(reason) {
                reasons.push(reason.clone());
            }
        }
    }
    reasons.sort_by(|one, other| {
        other
            .weight()
            .cmp(&one.weight())
            .then_with(|| one.say().cmp(&other.say()))
    });
    Guess {
        people,
        reasons,
        score,
    }
}

/// Who hangs together with whom.
#[derive(Default)]
struct Union(HashMap<PersonId, PersonId>);

impl Union {
    fn root(&mut self, person: PersonId) -> PersonId {
        let mut at = person;
        while let Some(above) = self.0.get(&at).copied().filter(|above| *above != at) {
            at = above;
        }
        if at != person {
            self.0.insert(person, at);
        }
        at
    }

    fn join(&mut self, one: PersonId, other: PersonId) {
        let (one, other) = (self.root(one), self.root(other));
        if one != other {
            self.0.insert(one.max(other), one.min(other));
        }
    }
}
