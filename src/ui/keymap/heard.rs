//! Reading the table: what a key means in a place, which keys to show there, and the table for README.

use super::key::{Key, chords, say_chord};
use super::{BINDINGS, Binding, Hint, Scope};
use crate::ui::command::Command;

/// The keys to show for these scopes, the most useful first: only those that are heard, each once.
#[must_use]
pub fn hints(scopes: &[Scope]) -> Vec<&'static Binding> {
    let heard_here = |binding: &Binding| {
        let first = chords(binding.keys).next().unwrap_or_default();
        let first: Vec<Option<Key>> = first.iter().map(|key| Key::parse(key)).collect();
        match first.as_slice() {
            [Some(only)] => heard(scopes, None, *only) == Heard::Command(binding.command),
            [Some(half), Some(key)] => {
                heard(scopes, Some(*half), *key) == Heard::Command(binding.command)
            }
            _ => false,
        }
    };
    let of = |hint: Hint| {
        scopes.iter().flat_map(move |scope| {
            BINDINGS
                .iter()
                .filter(move |binding| binding.scope == *scope && binding.hint == hint)
        })
    };
    of(Hint::Footer)
        .chain(of(Hint::Late))
        .filter(|binding| heard_here(binding))
        .collect()
}

/// What a key means in these scopes, the first scope first. `pending` is the first key of a chord.
#[must_use]
pub fn heard(scopes: &[Scope], pending: Option<Key>, key: Key) -> Heard {
    for scope in scopes {
        for binding in BINDINGS.iter().filter(|binding| binding.scope == *scope) {
            for chord in chords(binding.keys) {
                let keys: Vec<Option<Key>> = chord.iter().map(|key| Key::parse(key)).collect();
                match (keys.as_slice(), pending) {
                    ([Some(only)], None) if *only == key => return Heard::Command(binding.command),
                    ([Some(first), Some(_)], None) if *first == key => return Heard::Half(key),
                    ([Some(first), Some(second)], Some(half))
                        if *first == half && *second == key =>
                    {
                        return Heard::Command(binding.command);
                    }
                    _ => {}
                }
            }
        }
    }
    Heard::Nothing
}

/// What a key meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// A command.
    Command(Command),
    /// The first key of a chord.
    Half(Key),
    /// Nothing here.
    Nothing,
}

/// The table for README: every scope with its keys.
#[must_use]
pub fn markdown() -> String {
    let mut lines = Vec::new();
    let mut last = None;
    for binding in BINDINGS {
        if last != Some(binding.scope) {
            let head = [
                String::new(),
                format!("**{}**", binding.scope.title()),
                String::new(),
            ];
            lines.extend(head.into_iter().skip(usize::from(last.is_none())));
            lines.extend(["| key | does |".to_owned(), "|---|---|".to_owned()]);
            last = Some(binding.scope);
        }
        let keys = binding
            .keys
            .split(" | ")
            .map(|chord| format!("`{}`", say_chord(chord)));
        lines.push(format!(
            "| {} | {} |",
            keys.collect::<Vec<_>>().join(" "),
            binding.label
        ));
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::command::{BoxCommand, PastCommand};

    #[test]
    fn every_key_of_the_table_can_be_read() {
        for binding in BINDINGS {
            for chord in chords(binding.keys) {
                assert!(
                    !chord.is_empty() && chord.iter().all(|key| Key::parse(key).is_some()),
                    "{}",
                    binding.keys
                );
            }
        }
    }

    #[test]
    fn no_key_means_two_things_in_one_scope() {
        let mut seen = std::collections::HashSet::new();
        for binding in BINDINGS {
            for chord in chords(binding.keys) {
                assert!(
                    seen.insert((binding.scope, chord.join(" "))),
                    "{:?} {}",
                    binding.scope,
                    chord.join(" ")
                );
            }
        }
    }

    #[test]
    fn the_place_is_heard_before_everywhere() {
        let scopes = [Scope::Past, Scope::Lists, Scope::Anywhere];
        let key = Key::parse("x");
        assert_eq!(
            key.map(|key| heard(&scopes, None, key)),
            Some(Heard::Command(Command::Past(PastCommand::TakeBack)))
        );
    }

    #[test]
    fn a_chord_is_heard_in_two_halves() {
        let (Some(first), Some(second)) = (Key::parse("ctrl-x"), Key::parse("ctrl-e")) else {
            panic!("keys")
        };
        assert_eq!(heard(&[Scope::Form], None, first), Heard::Half(first));
        assert_eq!(
            heard(&[Scope::Form], Some(first), second),
            Heard::Command(Command::Box(BoxCommand::Editor))
        );
    }

    #[test]
    fn a_key_that_another_scope_takes_is_not_shown_for_the_later_one() {
        let shown = hints(&[Scope::Profile, Scope::People, Scope::Anywhere]);
        assert!(!shown.iter().any(|binding| binding.label == "open"));
        let late = shown
            .iter()
            .position(|binding| binding.label == "next person");
        let log = shown.iter().position(|binding| binding.label == "log");
        assert!(log < late, "what is late stands after the others");
    }
}
