//! Keys as the table writes them, as a keyboard sends them, and as people read them.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A key with its modifiers, in one spelling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    code: KeyCode,
    modifiers: KeyModifiers,
}

impl Key {
    /// The key of an event. Shift is part of the letter.
    #[must_use]
    pub fn of(event: KeyEvent) -> Key {
        let mut modifiers =
            event.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT);
        if matches!(event.code, KeyCode::Char(_) | KeyCode::BackTab) {
            modifiers -= KeyModifiers::SHIFT;
        }
        Key {
            code: event.code,
            modifiers,
        }
    }

    /// Reads one key of the table: `ctrl-p`, `f1`, `G`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Key> {
        let mut modifiers = KeyModifiers::NONE;
        let mut rest = text;
        while let Some((head, tail)) = rest.split_once('-').filter(|(_, tail)| !tail.is_empty()) {
            modifiers |= match head {
                "ctrl" => KeyModifiers::CONTROL,
                "alt" => KeyModifiers::ALT,
                "shift" => KeyModifiers::SHIFT,
                _ => return None,
            };
            rest = tail;
        }
        let code = match rest {
            "enter" => KeyCode::Enter,
            "esc" => KeyCode::Esc,
            "tab" => KeyCode::Tab,
            "backtab" => KeyCode::BackTab,
            "up" => KeyCode::Up,
            "down" => KeyCode::Down,
            "left" => KeyCode::Left,
            "right" => KeyCode::Right,
            "home" => KeyCode::Home,
            "end" => KeyCode::End,
            "pageup" => KeyCode::PageUp,
            "pagedown" => KeyCode::PageDown,
            "delete" => KeyCode::Delete,
            "space" => KeyCode::Char(' '),
            _ => one_letter(rest).or_else(|| function_key(rest))?,
        };
        Some(Key { code, modifiers })
    }
}

fn one_letter(text: &str) -> Option<KeyCode> {
    let mut letters = text.chars();
    let first = letters.next()?;
    letters.next().is_none().then_some(KeyCode::Char(first))
}

fn function_key(text: &str) -> Option<KeyCode> {
    text.strip_prefix('f')
        .and_then(|number| number.parse().ok())
        .map(KeyCode::F)
}

impl Key {
    /// Whether it is a plain letter, digit or sign, which a text field takes.
    #[must_use]
    pub fn is_letter(self) -> bool {
        matches!(self.code, KeyCode::Char(_)) && self.modifiers.is_empty()
    }
}

/// The chords of a binding, each a list of keys pressed one after the other; none where it has no keys.
pub fn chords(keys: &str) -> impl Iterator<Item = Vec<&str>> {
    keys.split(" | ")
        .map(|chord| chord.split(' ').filter(|key| !key.is_empty()).collect())
        .filter(|chord: &Vec<&str>| !chord.is_empty())
}

/// The keys as people read them: `Ctrl-P`, `Enter`, `L`.
#[must_use]
pub fn say_keys(keys: &str) -> String {
    keys.split(" | ")
        .map(say_chord)
        .collect::<Vec<_>>()
        .join(", ")
}

/// The first way to press a binding, as people read it.
#[must_use]
pub fn say_first(keys: &str) -> String {
    say_chord(keys.split(" | ").next().unwrap_or_default())
}

pub(super) fn say_chord(chord: &str) -> String {
    chord.split(' ').map(say_key).collect::<Vec<_>>().join(" ")
}

fn say_key(key: &str) -> String {
    match key {
        "enter" => "Enter".into(),
        "esc" => "Esc".into(),
        "tab" => "Tab".into(),
        "backtab" => "Shift-Tab".into(),
        "up" => "↑".into(),
        "down" => "↓".into(),
        "left" => "←".into(),
        "right" => "→".into(),
        "home" => "Home".into(),
        "end" => "End".into(),
        "pageup" => "PgUp".into(),
        "pagedown" => "PgDn".into(),
        "delete" => "Del".into(),
        "space" => "Space".into(),
        _ => match key.strip_prefix("ctrl-") {
            Some(letter) => format!("Ctrl-{}", letter.to_uppercase()),
            None if key.len() > 1 => key.to_uppercase(),
            None => key.to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shift_is_part_of_the_letter() {
        let event = KeyEvent::new(KeyCode::Char('L'), KeyModifiers::SHIFT);
        assert_eq!(Some(Key::of(event)), Key::parse("L"));
    }
}
