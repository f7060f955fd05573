//! The accounts that rows of this file named, and the first name of the person that they gave.

use std::collections::HashMap;

use super::noted::Noted;
use crate::domain::incoming::Incoming;
use crate::domain::platform::Platform;
use crate::domain::text::fold;

/// Accounts of earlier rows.
#[derive(Debug, Default)]
pub(in crate::store) struct Seen {
    names: HashMap<i64, Option<String>>,
    /// Accounts that came in, or got a name, since it was settled last; whether they were in without one.
    fresh: Vec<(i64, bool)>,
    disputed: Noted<i64>,
    /// Names without a kind, as rows wrote them.
    open: Noted<(i64, Platform, String)>,
}

/// How much was noted at a time.
#[derive(Debug, Clone, Copy)]
pub(super) struct SeenMark {
    fresh: usize,
    disputed: usize,
    open: usize,
}

impl Seen {
    /// Whether an earlier row named it.
    pub fn has(&self, account: i64) -> bool {
        self.names.contains_key(&account)
    }

    /// Whether earlier rows of an account gave another name of the person than this one does.
    pub fn is_of_another(&self, account: i64, row: &Incoming) -> bool {
        let first = self.names.get(&account).and_then(Option::as_deref);
        let names = first.zip(row.name.as_deref());
        names.is_some_and(|(first, name)| first != name && fold(first) != fold(name))
    }

    /// Whether a row of another person was left out since it could be about no other account. Such an account learns no
    /// kind from this file: the name would be free then, and the row somebody new when the file is imported again.
    pub fn is_disputed(&self, account: i64) -> bool {
        self.disputed.contains(&account)
    }

    /// Notes that a row of another person was left out.
    pub fn dispute(&mut self, account: i64) {
        self.disputed.insert(account);
    }

    /// Whether an earlier row named an account by the very name without a kind that this one has.
    pub fn has_by_name(&self, account: i64, row: &Incoming) -> bool {
        !self.open.is_empty()
            && self
                .open
                .contains(&(account, row.platform, row.handle.key()))
    }

    /// How much was noted so far.
    pub(super) fn mark(&self) -> SeenMark {
        SeenMark {
            fresh: self.fresh.len(),
            disputed: self.disputed.mark(),
            open: self.open.mark(),
        }
    }

    /// Forgets what was noted since.
    pub(super) fn forget(&mut self, mark: SeenMark) {
        for (account, was_in) in self.fresh.drain(mark.fresh..).rev() {
            if was_in {
                self.names.insert(account, None);
            } else {
                self.names.remove(&account);
            }
        }
        self.disputed.forget(mark.disputed);
        self.open.forget(mark.open);
    }

    /// Keeps what was noted.
    pub(super) fn settle(&mut self) {
        self.fresh.clear();
        self.disputed.settle();
        self.open.settle();
    }

    /// Notes that a row named an account.
    pub fn note(&mut self, account: i64, row: &Incoming) {
        let known = self.names.get(&account);
        let is_news = known.is_none_or(|name| name.is_none() && row.name.is_some());
        if is_news {
            self.fresh.push((account, known.is_some()));
            self.names.insert(account, row.name.clone());
        }
        if row.platform.leaves_name_open(&row.handle) {
            self.open.insert((account, row.platform, row.handle.key()));
        }
    }
}
