//! The accounts that rows of this file named, and the first name of the person that they gave.

use std::collections::HashMap;

use crate::domain::incoming::Incoming;
use crate::domain::text::fold;

/// Accounts of earlier rows.
#[derive(Debug, Default)]
pub(in crate::store) struct Seen(HashMap<i64, Option<String>>);

impl Seen {
    /// Whether an earlier row named it.
    pub fn has(&self, account: i64) -> bool {
        self.0.contains_key(&account)
    }

    /// Whether earlier rows of an account gave another name of the person than this one does.
    pub fn is_of_another(&self, account: i64, row: &Incoming) -> bool {
        let first = self.0.get(&account).and_then(Option::as_deref);
        let names = first.zip(row.name.as_deref());
        names.is_some_and(|(first, name)| first != name && fold(first) != fold(name))
    }

    /// Notes that a row named an account.
    pub fn note(&mut self, account: i64, row: &Incoming) {
        let name = self.0.entry(account).or_default();
        if name.is_none() {
            name.clone_from(&row.name);
        }
    }
}
