//! What a key may mean, and the table for README.

use super::BINDINGS;
use super::key::{Key, say_chord};
use crate::ui::command::Command;

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
            lines.extend([
                "| key | does | name |".to_owned(),
                "|---|---|---|".to_owned(),
            ]);
            last = Some(binding.scope);
        }
        let keys = match binding.keys {
            "" => "–".to_owned(),
            keys => {
                let chords = keys.split(" | ");
                let said: Vec<String> = chords.map(|one| format!("`{}`", say_chord(one))).collect();
                said.join(" ")
            }
        };
        lines.push(format!(
            "| {} | {} | `{}` |",
            keys,
            binding.label,
            binding.name()
        ));
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::command::{BoxCommand, PastCommand};
    use crate::ui::keymap::{Binding, Keymap, Scope, chords};

    fn heard(scopes: &[Scope], pending: Option<Key>, key: Key) -> Heard {
        Keymap::default().heard(scopes, pending, key)
    }

    fn hints(scopes: &[Scope]) -> Vec<&'static Binding> {
        Keymap::default().hints(scopes)
    }

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
