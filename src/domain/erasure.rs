//! Erasing somebody for good: what goes, what stays, and where else they are named. The one thing that cannot be
//! undone; it says so before.

use super::counts::{say_grouped, say_many};
use super::ids::PersonId;
use super::names::Names;
use super::text::{Clean, fold};

/// What erasing somebody would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    /// Whom.
    pub person: PersonId,
    /// The person and whoever is one with them by now, as after a merge.
    pub people: Vec<PersonId>,
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
    /// Imported files that are called after them; their name is taken out of the names of those.
    pub files: Vec<Clean>,
    /// Imported files whose names hold a word that may mean them or something else; they keep their names unless it is
    /// said otherwise.
    pub files_in_doubt: Vec<Clean>,
    /// Unsaved text of whoever erases them.
    pub unsaved: Unsaved,
    /// Colleagues who have them open.
    pub open_at: Vec<Clean>,
    /// What they are known by, to find them in what lies outside the database.
    pub names: Names,
}

/// Whoever is erased, as everything that holds something of them has to know them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erased {
    /// The person.
    pub person: PersonId,
    /// The person and whoever is one with them by now.
    pub people: Vec<PersonId>,
    /// Every name and handle they have or had.
    pub names: Names,
}

/// Out of which names of imported files their name is taken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FileNames {
    /// Of those that are surely called after them.
    #[default]
    Sure,
    /// Also of those that may be called so for another reason.
    All,
}

/// Text that was typed and not saved.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unsaved {
    /// How many texts are about them; they are deleted.
    pub about: usize,
    /// Texts about others that name them; they are kept.
    pub naming: Vec<Clean>,
    /// Files and folders that could not be looked into, and why; texts about them may be there.
    pub unread: Vec<Clean>,
}

/// Places that are listed one by one; of more, how many. People have to look at each.
const LISTED: usize = 50;

impl Erasure {
    /// Whoever is erased.
    #[must_use]
    pub fn erased(&self) -> Erased {
        Erased {
            person: self.person,
            people: self.people.clone(),
            names: self.names.clone(),
        }
    }

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

    /// Everything that is told before, one line each: that it is for good, what is deleted, and what is kept.
    #[must_use]
    pub fn told(&self) -> Vec<String> {
        let mut lines = vec!["This cannot be undone.".to_owned()];
        lines.push(format!("Deleted: the person, {}.", self.goes()));
        if !self.files.is_empty() {
            lines.push(format!(
                "Deleted: their name in the names of imported files: {}.",
                listed(&self.files)
            ));
        }
        if self.unsaved.about > 0 {
            let texts = say_many(self.unsaved.about, "text", "texts");
            lines.push(format!("Deleted: your unsaved text about them ({texts})."));
        }
        if !self.unsaved.unread.is_empty() {
            lines.push(format!(
                "Not checked for your unsaved text about them: {}. Make it readable and ask again, or delete it by hand.",
                listed(&self.unsaved.unread)
            ));
        }
        lines.push(
            "Kept: a record that someone was erased, with the day, your name and these counts; what the same changes did to others."
                .to_owned(),
        );
        lines.extend(self.files_kept());
        lines.extend(self.names_them());
        lines.push(self.backups());
        if !self.open_at.is_empty() {
            lines.push(format!(
                "Open at: {}. Text about them that is being typed there can no longer be saved.",
                listed(&self.open_at)
            ));
        }
        lines
    }

    /// Names of files that may mean something else, and how they are changed all the same.
    fn files_kept(&self) -> Option<String> {
        (!self.files_in_doubt.is_empty()).then(|| {
            format!(
                "Kept, because it may mean something else: their name in the names of imported files: {}. `entourage erase --file-names` replaces it there too, in the source of everyone's figures.",
                listed(&self.files_in_doubt)
            )
        })
    }

    /// What is kept although it names them, and what to do about it.
    fn names_them(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if !self.named.is_empty() {
            let places: Vec<Clean> = self
                .named
                .iter()
                .map(|(place, many)| match many {
                    1 => place.clone(),
                    many => Clean::line(&format!("{place} ({})", say_grouped(*many))),
                })
                .collect();
            lines.push(format!(
                "Kept although it names them: {}. Edit or delete these by hand.",
                listed(&places)
            ));
        }
        if !self.unsaved.naming.is_empty() {
            lines.push(format!(
                "Kept although it names them: your unsaved text, {}. Save or discard it (F11).",
                listed(&self.unsaved.naming)
            ));
        }
        if self.named_before > 0 {
            lines.push(format!(
                "Kept although it names them: {} of others' texts, in the history.",
                say_many(self.named_before, "older version", "older versions")
            ));
        }
        lines
    }

    fn backups(&self) -> String {
        if self.copies.is_empty() {
            return "Entourage knows of no backups here. Backups and exports elsewhere still hold them: delete those, or let them expire (`backup --rotate`: after four weeks)."
                .to_owned();
        }
        format!(
            "Backups that still hold them: {}. Delete these, and backups and exports elsewhere (`backup --rotate` removes its own after four weeks).",
            listed(&self.copies)
        )
    }
}

/// The first of many, and how many more there are.
fn listed(all: &[Clean]) -> String {
    let mut words: Vec<String> = all.iter().take(LISTED).map(Clean::to_string).collect();
    if all.len() > LISTED {
        words.push(format!("{} more", all.len() - LISTED));
    }
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn erasure() -> Erasure {
        Erasure {
            person: PersonId(1),
            people: vec![PersonId(1)],
            name: Clean::fixed("Ada Love"),
            word: Clean::fixed("ada.lov"),
            goes: vec![("accounts", 2), ("contacts", 1_200)],
            entries: (31, 17),
            named: Vec::new(),
            named_before: 0,
            copies: Vec::new(),
            files: Vec::new(),
            files_in_doubt: Vec::new(),
            unsaved: Unsaved::default(),
            open_at: Vec::new(),
            names: Names::of(["Ada Love", "ada.lov"]),
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
    fn every_line_says_what_is_deleted_or_kept() {
        let erasure = Erasure {
            named: vec![
                (Clean::fixed("note on Tom"), 2),
                (Clean::fixed("the team's view \"Ada\""), 1),
            ],
            named_before: 1,
            files: vec![Clean::fixed("ada-love.csv")],
            files_in_doubt: vec![Clean::fixed("ada.csv")],
            unsaved: Unsaved {
                about: 1,
                naming: vec![Clean::fixed("note on Tom: met Ada Love")],
                unread: vec![Clean::fixed("/home/cleo/recover (no permission to read)")],
            },
            open_at: vec![Clean::fixed("ben")],
            ..erasure()
        };
        assert_eq!(
            erasure.told(),
            [
                "This cannot be undone.",
                "Deleted: the person, accounts 2, contacts 1,200, entries of the history 31 (of 17 changes).",
                "Deleted: their name in the names of imported files: ada-love.csv.",
                "Deleted: your unsaved text about them (1 text).",
                "Not checked for your unsaved text about them: /home/cleo/recover (no permission to read). Make it readable and ask again, or delete it by hand.",
                "Kept: a record that someone was erased, with the day, your name and these counts; what the same changes did to others.",
                "Kept, because it may mean something else: their name in the names of imported files: ada.csv. `entourage erase --file-names` replaces it there too, in the source of everyone's figures.",
                "Kept although it names them: note on Tom (2), the team's view \"Ada\". Edit or delete these by hand.",
                "Kept although it names them: your unsaved text, note on Tom: met Ada Love. Save or discard it (F11).",
                "Kept although it names them: 1 older version of others' texts, in the history.",
                "Entourage knows of no backups here. Backups and exports elsewhere still hold them: delete those, or let them expire (`backup --rotate`: after four weeks).",
                "Open at: ben. Text about them that is being typed there can no longer be saved.",
            ]
        );
    }

    #[test]
    fn what_goes_is_counted_in_one_line() {
        assert_eq!(
            erasure().goes(),
            "accounts 2, contacts 1,200, entries of the history 31 (of 17 changes)"
        );
    }
}
