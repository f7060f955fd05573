//! A set of what earlier rows said, with what the rows at hand added: rows that could not be stored leave no trace in it.

use std::collections::HashSet;
use std::hash::Hash;

/// A set that can forget what was added last.
#[derive(Debug)]
pub(in crate::store) struct Noted<T> {
    all: HashSet<T>,
    fresh: Vec<T>,
}

impl<T> Default for Noted<T> {
    fn default() -> Noted<T> {
        Noted {
            all: HashSet::new(),
            fresh: Vec::new(),
        }
    }
}

impl<T: Clone + Eq + Hash> Noted<T> {
    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Whether it is in.
    pub fn contains(&self, one: &T) -> bool {
        self.all.contains(one)
    }

    /// Adds it; whether it was not in.
    pub fn insert(&mut self, one: T) -> bool {
        let is_new = self.all.insert(one.clone());
        if is_new {
            self.fresh.push(one);
        }
        is_new
    }

    /// How much was added so far, for [`Noted::forget`].
    pub fn mark(&self) -> usize {
        self.fresh.len()
    }

    /// Forgets what was added since a mark.
    pub fn forget(&mut self, mark: usize) {
        for one in self.fresh.drain(mark..) {
            self.all.remove(&one);
        }
    }

    /// Keeps what was added: the marks so far are void.
    pub fn settle(&mut self) {
        self.fresh.clear();
    }
}
