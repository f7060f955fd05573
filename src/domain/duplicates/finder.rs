//! Who may be one with whom: values that a few people share make pairs, pairs that hang together make a group.

use std::collections::{HashMap, HashSet};

use super::Crowd;
use super::keys::{self, Link};
use super::pairs::{Owned, Pair, Pairs};
use super::reason::Reason;
use crate::domain::detail::Reach;
use crate::domain::ids::PersonId;
use crate::domain::platform::{Handle, NameKind, Platform};
use crate::domain::text::Clean;

/// What more people than this share says nothing of any two of them.
pub const CROWD: usize = 6;

/// People who may be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// Whom, by number.
    pub people: Vec<PersonId>,
    /// Why, the strongest first.
    pub reasons: Vec<Reason>,
    /// How sure it is.
    pub score: u32,
}

/// All that was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Guesses {
    /// The surest first.
    pub found: Vec<Guess>,
    /// What too many share, the largest first; a few.
    pub crowds: Vec<Crowd>,
    /// How many such there are.
    pub all_crowds: usize,
}

/// Gathers what is known of everybody.
#[derive(Debug, Default)]
pub struct Finder {
    /// Accounts by the near form of their handle.
    handles: HashMap<Box<str>, Vec<Owned>>,
    /// Accounts whose handle is too short to have one.
    short: HashMap<Box<str>, Vec<Owned>>,
    mails: HashMap<Box<str>, Vec<PersonId>>,
    phones: HashMap<Box<str>, Vec<PersonId>>,
    pages: HashMap<Box<str>, Vec<PersonId>>,
    /// Links that lead to accounts: whose link, and to which account.
    profiles: Vec<Owned>,
    names: HashMap<Box<str>, Vec<(PersonId, Box<str>)>>,
    /// Platforms of everybody, one bit each.
    platforms: HashMap<PersonId, u32>,
}

impl Finder {
    /// An account of somebody.
    pub fn account(&mut self, person: PersonId, platform: Platform, handle: &Handle) {
        *self.platforms.entry(person).or_default() |= bit(platform);
        let bare = keys::bare(platform, handle);
        let one = (person, platform, bare.as_str().into(), handle.kind());
        match keys::near(&bare) {
            Some(near) => self.handles.entry(near.into()).or_default().push(one),
            None => self.short.entry(bare.into()).or_default().push(one),
        }
    }

    /// A way to reach somebody, of their own; who stands for many is left out by the caller.
    pub fn reach(&mut self, person: PersonId, kind: &str, value: &str) {
        let (map, key) = match kind {
            "mail" => (&mut self.mails, keys::mail(value)),
            Reach::PHONE | Reach::WHATSAPP => (&mut self.phones, keys::phone(value)),
            _ => return self.link(person, value),
        };
        if let Some(key) = key {
            map.entry(key.into()).or_default().push(person);
        }
    }

    /// A text that may be a link.
    pub fn link(&mut self, person: PersonId, value: &str) {
        match keys::link(value) {
            Some(Link::Profile(platform, handle)) => {
                let bare = keys::bare(platform, &handle);
                let kind = handle.kind();
                self.profiles.push((person, platform, bare.into(), kind));
            }
            Some(Link::Page(page)) => self.pages.entry(page.into()).or_default().push(person),
            None => {}
        }
    }

    /// The name of somebody.
    pub fn name(&mut self, person: PersonId, name: &str) {
        if let Some(key) = keys::name(name) {
            let one = (person, Clean::line(name.trim()).as_str().into());
            self.names.entry(key.into()).or_default().push(one);
        }
    }

    /// The candidates, the surest first; `not_same` are pairs of whom somebody said that they are two.
    #[must_use]
    pub fn finish(self, not_same: &HashSet<Pair>) -> Guesses {
        let mut pairs = Pairs::new(not_same);
        for (kind, map) in [
            ("mail", self.mails),
            ("phone", self.phones),
            ("link", self.pages),
        ] {
            for (value, people) in map {
                let reason = match kind {
                    "mail" => Reason::Mail(value.clone()),
                    "phone" => Reason::Phone(value.clone()),
                    _ => Reason::Page(value.clone()),
                };
                pairs.share(&reason, &format!("{kind} {value}"), people, |_, _| true);
            }
        }
        for (person, platform, handle, kind) in &self.profiles {
            let near = keys::near(handle);
            let there = match &near {
                Some(near) => self.handles.get(near.as_str()),
                None => self.short.get(handle),
            };
            let owner = there.into_iter().flatten().find(|(_, on, key, of)| {
                let same_kind = of == kind || *of == NameKind::Plain || *kind == NameKind::Plain;
                on == platform && key == handle && same_kind
            });
            if let Some((owner, ..)) = owner {
                let reason = Reason::Profile(format!("{} {handle}", platform.short()).into());
                pairs.add(*person, *owner, &reason);
            }
        }
        let apart = |one: PersonId, other: PersonId| {
            let of = |person| self.platforms.get(&person).copied().unwrap_or(0);
            of(one) & of(other) == 0
        };
        for accounts in self.short.into_values() {
            pairs.same_handle(&accounts);
        }
        for accounts in self.handles.into_values() {
            pairs.near_handles(accounts, apart);
        }
        for (key, people) in self.names {
            let Some((_, shown)) = people.first() else {
                continue;
            };
            let reason = Reason::Name(shown.clone());
            let whom = people.iter().map(|(person, _)| *person).collect();
            pairs.share(&reason, &format!("name {key}"), whom, apart);
        }
        pairs.groups()
    }
}

fn bit(platform: Platform) -> u32 {
    // Platforms that we do not know share the last bit.
    let place = Platform::ALL.iter().position(|one| *one == platform);
    1 << place.unwrap_or(31).min(31)
}
