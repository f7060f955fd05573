//! Erasing somebody for good: what goes, what stays, and where else they are named. The one thing that cannot be
//! undone; it says so before.

use super::counts::say_grouped;
use super::ids::PersonId;
use super::text::{Clean, fold};

/// What erasing somebody would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    /// Whom.
    pub person: PersonId,
    /// Their name.
    pub name: Clean,
    /// What is typed to say that it is meant: their handle, or their name where they have none.
    pub word: Clean,
    /// What goes, in words with counts; never empty.
    pub goes: Vec<(&'static str, i64)>,
    /// Entries of the history that go, and the changes that they belong to.
    pub entries: (i64, i64),
    /// Where others' records, views and settings name them, and how often; nothing of it is touched.
    pub named: Vec<(Clean, i64)>,
    /// Older versions of such texts in the history, which are not touched either.
    pub named_before: i64,
    /// Copies of the database beside it, in which they stay.
    pub copies: Vec<Clean>,
    /// Colleagues who have them open.
    pub open_at: Vec<Clean>,
}

/// Places that are listed one by one; of more, how many.
const LISTED: usize = 8;

impl Erasure {
    /// Whether what was typed means this person: capitals, blanks and an @ in front do not matter.
    #[must_use]
    pub fn is_meant(&self, typed: &str) -> bool {
        let plain = |text: &str| fold(text.trim().trim_start_matches('@'));
        !typed.trim().is_empty() && plain(typed) == plain(self.word.as_str())
    }

    /// What goes, in one line: `accounts 2, figures 6 …`.
    fn goes(&self) -> String {
        let mut words: Vec<String> = self
            .goes
            .iter()
            .map(|(thing, many)| format!("{thing} {}", say_grouped(*many)))
            .collect();
        let (entries, changes) = self.entries;
        if entries > 0 {
            words.push(format!(
                "entries of the history {} (of {} changes)",
                say_grouped(entries),
                say_grouped(changes)
            ));
        }
        words.join(", ")
    }

    /// Everything that is told before, one line each: that it is for good, what goes, and what stays.
    #[must_use]
    pub fn told(&self) -> Vec<String> {
        let mut lines = vec![
            "It is the one thing that cannot be undone.".to_owned(),
            format!("Goes: the person, {}.", self.goes()),
        ];
        lines.extend(self.stays());
        lines
    }

    /// What stays although they go; one line each.
    fn stays(&self) -> Vec<String> {
        let mut lines = vec![
            "Stays: that somebody was erased, on which day, by you, with these counts; what the same changes did to others."
                .to_owned(),
        ];
        if !self.named.is_empty() {
            let mut places: Vec<String> = self
                .named
                .iter()
                .take(LISTED)
                .map(|(place, many)| match many {
                    1 => place.to_string(),
                    many => format!("{place} ({})", say_grouped(*many)),
                })
                .collect();
            if self.named.len() > LISTED {
                places.push(format!("{} more places", self.named.len() - LISTED));
            }
            lines.push(format!(
                "Names them, and is not touched (clean it by hand): {}.",
                places.join(", ")
            ));
        }
        if self.named_before > 0 {
            lines.push(format!(
                "Older versions of others' texts that name them stay in the history: {}.",
                say_grouped(self.named_before)
            ));
        }
        lines.push(match self.copies.as_slice() {
            [] => "Backups and exports elsewhere still hold them, and this program knows of none here: delete those, or let them run out (`backup --rotate`: after four weeks)."
                .to_owned(),
            copies => {
                let names: Vec<&str> = copies.iter().map(Clean::as_str).collect();
                format!(
                    "Backups still hold them: {}; delete these, and others elsewhere, as exports (`backup --rotate` lets go after four weeks).",
                    names.join(", ")
                )
            }
        });
        if !self.open_at.is_empty() {
            let names: Vec<&str> = self.open_at.iter().map(Clean::as_str).collect();
            lines.push(format!(
                "Has them open now: {}. What is being typed there is not saved any more.",
                names.join(", ")
            ));
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn erasure() -> Erasure {
        Erasure {
            person: PersonId(1),
            name: Clean::fixed("Ada Love"),
            word: Clean::fixed("ada.lov"),
            goes: vec![("accounts", 2), ("contacts", 1_200)],
            entries: (31, 17),
            named: Vec::new(),
            named_before: 0,
            copies: Vec::new(),
            open_at: Vec::new(),
        }
    }

    #[test]
    fn only_their_own_handle_means_them() {
        let erasure = erasure();
        assert!(erasure.is_meant(" @Ada.Lov "));
        for other in ["", "@", "ada", "ada.lov2", "yes", "Ada Love"] {
            assert!(!erasure.is_meant(other), "{other:?}");
        }
    }

    #[test]
    fn what_goes_is_counted_in_one_line() {
        assert_eq!(
            erasure().goes(),
            "accounts 2, contacts 1,200, entries of the history 31 (of 17 changes)"
        );
    }
}
