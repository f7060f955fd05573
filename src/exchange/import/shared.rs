//! A mail address that most people of a file have: it is hardly theirs.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::error::quote;
use super::map::map_option;
use super::role::Role;
use super::subject::ADVICE;
use crate::domain::counts::say_grouped;
use crate::domain::incoming::Incoming;
use crate::domain::text::fold;

/// So many rows are looked at; an address of most rows is among them.
const MOST_ROWS: u64 = 10_000;
/// Fewer people may have one address for a good reason: a couple has.
const FEWEST: usize = 3;

/// The addresses of the first rows of a file, each with the people whom it stands with.
#[derive(Debug, Default)]
pub struct Shared {
    rows: u64,
    people: HashSet<u64>,
    addresses: HashMap<String, With>,
}

#[derive(Debug, Default)]
struct With {
    people: HashSet<u64>,
    /// The column in which it stood first.
    header: String,
}

impl Shared {
    /// Looks at a row and the addresses that its columns hold, each with the header of its column. The addresses are
    /// only asked for while it matters.
    pub fn look<'a>(&mut self, row: &Incoming, addresses: impl FnOnce() -> Vec<(&'a str, String)>) {
        self.rows += 1;
        if self.rows > MOST_ROWS {
            return;
        }
        let who = mark(row);
        self.people.insert(who);
        for (header, address) in addresses() {
            let with = self.addresses.entry(address.to_lowercase()).or_default();
            if with.people.is_empty() {
                header.clone_into(&mut with.header);
            }
            with.people.insert(who);
        }
    }

    /// The warning about each address that most people have.
    pub fn warnings(&self) -> Vec<String> {
        let all = self.people.len();
        let is_of_most = |with: &With| with.people.len() >= FEWEST && with.people.len() * 2 > all;
        let found = self.addresses.iter();
        let mut found: Vec<_> = found.filter(|(_, with)| is_of_most(with)).collect();
        found.sort_by_key(|(address, _)| *address);
        let one = |(address, with): (&String, &With)| {
            format!(
                "{} of {} people have the mail address {}, from column {}; it may be your own team's or an agency's{ADVICE}someone else's, use {}",
                count(with.people.len()),
                count(all),
                quote(address),
                quote(&with.header),
                map_option(&with.header, Role::Extra)
            )
        };
        found.into_iter().map(one).collect()
    }
}

fn count(number: usize) -> String {
    say_grouped(i64::try_from(number).unwrap_or(i64::MAX))
}

/// Tells people apart by their names, else by their accounts: one person may have several rows.
fn mark(row: &Incoming) -> u64 {
    let mut hasher = DefaultHasher::new();
    match &row.name {
        Some(name) => fold(name).hash(&mut hasher),
        None => (row.platform, row.handle.loose_key()).hash(&mut hasher),
    }
    hasher.finish()
}
