//! Who else is here, and what they do: other desks on the same database, and the news of what was changed there.

use super::ids::{PersonId, SetId};
use super::text::Clean;

/// Where a desk is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Whereabouts {
    /// The screen, in words.
    pub screen: Clean,
    /// The person in front, with their name.
    pub person: Option<(PersonId, Clean)>,
}

/// Another desk that is open on this database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    /// Whose desk: a login name.
    pub member: Clean,
    /// Since when, as a local time, or a day and a time.
    pub since: Clean,
    /// Where.
    pub at: Whereabouts,
}

impl Colleague {
    /// Whether this person is in front of them.
    #[must_use]
    pub fn is_with(&self, person: PersonId) -> bool {
        self.at
            .person
            .as_ref()
            .is_some_and(|(one, _)| *one == person)
    }
}

/// The colleagues who have a person in front of them: `ben is here`.
#[must_use]
pub fn say_here(colleagues: &[Colleague], me: &Clean, person: PersonId) -> Option<String> {
    let mut names: Vec<&str> = colleagues
        .iter()
        .filter(|one| one.is_with(person) && one.member != *me)
        .map(|one| one.member.as_str())
        .collect();
    names.sort_unstable();
    names.dedup();
    match names.as_slice() {
        [] => None,
        [one] => Some(format!("{one} is here")),
        [one, other] => Some(format!("{one} and {other} are here")),
        many => Some(format!("{} colleagues are here", many.len())),
    }
}

/// What colleagues have changed since a desk looked last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// The newest change of all, from which to ask again.
    pub newest: SetId,
    /// Changes of colleagues, oldest first.
    pub changes: Vec<Foreign>,
    /// Who of those that were asked about was erased.
    pub erased: Vec<PersonId>,
}

/// A change that a colleague made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foreign {
    /// Who.
    pub by: Clean,
    /// What.
    pub label: Clean,
    /// It is about somebody I own, or about the person in front of me.
    pub concerns_me: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_who_have_the_person_open_are_named_and_i_am_not() {
        let at = |member: &str, person: i64| Colleague {
            member: Clean::line(member),
            since: Clean::default(),
            at: Whereabouts {
                screen: Clean::fixed("Profile"),
                person: Some((PersonId(person), Clean::default())),
            },
        };
        let me = Clean::fixed("ada");
        let say = |all: &[Colleague]| say_here(all, &me, PersonId(1));
        assert_eq!(say(&[at("ada", 1), at("ben", 2)]), None);
        assert_eq!(
            say(&[at("ben", 1), at("ben", 1)]).as_deref(),
            Some("ben is here")
        );
        assert_eq!(
            say(&[at("cem", 1), at("ben", 1)]).as_deref(),
            Some("ben and cem are here")
        );
    }
}
