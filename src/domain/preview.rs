//! What the preview of an import rests on, and what happened to that since: a preview is confirmed only while it is true.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use super::counts::say_many;
use super::ids::{PersonId, SetId};

/// The state of the desk in which a preview was made, as far as the file is about it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Basis {
    /// The newest change of that moment.
    pub newest: SetId,
    /// Changes that were still going on then, and how far they were: a number that differs once they have moved on.
    pub open: Vec<(SetId, i64)>,
    /// Everyone whom rows of the file may be about, by number.
    pub people: Vec<PersonId>,
    /// The keys ([`Basis::key`]) of all handles and names of the file, sorted: whoever gets one of them later may be met by
    /// a row.
    pub keys: Vec<u64>,
}

impl Basis {
    /// A basis with its people and keys in order.
    #[must_use]
    pub fn new(
        (newest, open): (SetId, Vec<(SetId, i64)>),
        mut people: Vec<PersonId>,
        mut keys: Vec<u64>,
    ) -> Basis {
        people.sort_unstable();
        people.dedup();
        keys.sort_unstable();
        keys.dedup();
        Basis {
            newest,
            open,
            people,
            keys,
        }
    }

    /// The key of a handle or a name.
    #[must_use]
    pub fn key(text: &str) -> u64 {
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        hasher.finish()
    }

    /// Whether rows of the file may be about this person.
    #[must_use]
    pub fn is_about(&self, person: PersonId) -> bool {
        self.people.binary_search(&person).is_ok()
    }

    /// Whether the file has this handle or name.
    #[must_use]
    pub fn has(&self, text: &str) -> bool {
        self.keys.binary_search(&Basis::key(text)).is_ok()
    }
}

/// What happened to the people of a preview since it was made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Since {
    /// They were erased. Nothing is kept that would tell the file who they were, so the import would add them again.
    pub erased: Vec<PersonId>,
    /// People who were merged into others.
    pub merged: u64,
    /// People who are gone because the change was undone that added them.
    pub removed: u64,
    /// People who were changed, or got a handle or name of the file.
    pub changed: u64,
}

impl Since {
    /// Whether the preview is still true.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Since::default()
    }

    /// This and what happened later.
    #[must_use]
    pub fn and(mut self, later: Since) -> Since {
        self.erased.extend(later.erased);
        self.merged += later.merged;
        self.removed += later.removed;
        self.changed += later.changed;
        self
    }

    /// One line for the screen: `Preview updated: 1 was erased since and would be added again, 2 were changed`. `None`
    /// where nothing happened.
    #[must_use]
    pub fn say(&self) -> Option<String> {
        let erased = u64::try_from(self.erased.len()).unwrap_or(u64::MAX);
        let counted = [
            (erased, "erased since and would be added again"),
            (self.merged, "merged"),
            (self.removed, "removed by an undo"),
            (self.changed, "changed"),
        ];
        let words: Vec<String> = counted
            .iter()
            .filter(|(many, _)| *many > 0)
            .map(|(many, what)| format!("{} {what}", say_many(*many, "was", "were")))
            .collect();
        (!words.is_empty()).then(|| format!("Preview updated: {}", words.join(", ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happened_since_a_preview_is_one_line_and_adds_up() {
        assert_eq!(Since::default().say(), None);
        let erased = Since {
            erased: vec![PersonId(3)],
            ..Since::default()
        };
        assert_eq!(
            erased.say().as_deref(),
            Some("Preview updated: 1 was erased since and would be added again")
        );
        let later = Since {
            merged: 2,
            changed: 1,
            ..Since::default()
        };
        assert_eq!(
            erased.and(later).say().as_deref(),
            Some(
                "Preview updated: 1 was erased since and would be added again, 2 were merged, 1 was changed"
            )
        );
    }

    #[test]
    fn a_basis_knows_its_people_and_the_words_of_the_file() {
        let people = vec![PersonId(7), PersonId(2), PersonId(7)];
        let keys = vec![Basis::key("bo"), Basis::key("ada")];
        let basis = Basis::new((SetId(4), Vec::new()), people, keys);
        assert!(basis.is_about(PersonId(2)) && basis.is_about(PersonId(7)));
        assert!(!basis.is_about(PersonId(3)));
        assert!(basis.has("ada") && !basis.has("cy"));
    }
}
