//! The accounts that rows of this file named, and the first name of the person that they gave.

use std::collections::{HashMap, HashSet};

use crate::domain::incoming::Incoming;
use crate::domain::platform::Platform;
use crate::domain::text::fold;

/// Accounts of earlier rows.
#[derive(Debug, Default)]
pub(in crate::store) struct Seen {
    names: HashMap<i64, Option<String>>,
    disputed: HashSet<i64>,
    /// Names without a kind, as rows wrote them.
    open: HashSet<(i64, Platform, String)>,
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

    /// Notes that a row named an account.
    pub fn note(&mut self, account: i64, row: &Incoming) {
        let name = self.names.entry(account).or_default();
        if name.is_none() {
            name.clone_from(&row.name);
        }
        if row.platform.leaves_name_open(&row.handle) {
            self.open.insert((account, row.platform, row.handle.key()));
        }
    }
}
