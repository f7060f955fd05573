//! THE KEYBOARD ON ONE PAGE: dispatch, footer, help, find and README come from this table and nothing else.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::command::Command::{
    self, Back, Box, Close, Errors, Find, Go, Help, History, Kept, Line, List, Mouse, Past, Person,
    Pipeline, Profile, Quit, Redo, Repaint, Roster, Suspend, Today, Undo,
};
use super::command::{
    BoxCommand as B, ListCommand as L, PastCommand as H, PersonCommand as P, PipelineCommand as K,
    ProfileCommand as F, RosterCommand as R, TodayCommand as T,
};
use super::screens::Tab;

/// Where a binding is heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// A box with one line of text.
    Line,
    /// The box of a contact, a note or a next step.
    Log,
    /// A note.
    Note,
    /// A form.
    Form,
    /// A list in a box.
    Pick,
    /// Today.
    Today,
    /// The roster.
    Roster,
    /// The pipeline.
    Pipeline,
    /// A profile.
    Profile,
    /// The history.
    Past,
    /// Wherever a person is under the cursor.
    People,
    /// Wherever there is a list.
    Lists,
    /// Everywhere but in text.
    Anywhere,
}

impl Scope {
    /// Its heading in the help.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Scope::Line => "In a line of text",
            Scope::Log => "Logging a contact or setting a step",
            Scope::Note => "Writing a note",
            Scope::Form => "In a form",
            Scope::Pick => "In a box with a list",
            Scope::Today => "Today",
            Scope::Roster => "Roster",
            Scope::Pipeline => "Pipeline",
            Scope::Profile => "Profile",
            Scope::Past => "History",
            Scope::People => "With the person under the cursor",
            Scope::Lists => "In a list",
            Scope::Anywhere => "Everywhere",
        }
    }
}

/// Whether a binding stands in the footer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hint {
    /// It does, while it applies.
    Footer,
    /// Only in the help.
    Quiet,
}
use Hint::{Footer, Quiet};

/// One line of the keyboard.
#[derive(Debug)]
pub struct Binding {
    /// Where it is heard.
    pub scope: Scope,
    /// The keys, `|` between them.
    pub keys: &'static str,
    /// What it means.
    pub command: Command,
    /// What it does, in a few words.
    pub label: &'static str,
    /// Whether it stands in the footer.
    pub hint: Hint,
}

const fn bind(
    scope: Scope,
    keys: &'static str,
    command: Command,
    label: &'static str,
    hint: Hint,
) -> Binding {
    Binding {
        scope,
        keys,
        command,
        label,
        hint,
    }
}

/// Every key of the desk, most useful first in each scope.
#[rustfmt::skip]
pub const BINDINGS: &[Binding] = &[
    //   where            keys                   meaning                 label                              hint
    bind(Scope::Today,    "d",                   Today(T::Done),         "done",                            Footer),
    bind(Scope::Today,    "z",                   Today(T::Snooze),       "snooze",                          Footer),
    bind(Scope::Today,    "w",                   Today(T::HandOver),     "hand over",                       Footer),
    bind(Scope::Today,    "m",                   Today(T::Whose),        "mine/team",                       Footer),
    bind(Scope::Today,    "r",                   Today(T::Refresh),      "show what came meanwhile",        Quiet),
    bind(Scope::Today,    "f",                   Today(T::Fold),         "fold or unfold Tidy up",          Quiet),

    bind(Scope::Roster,   "/",                   Roster(R::Search),      "search",                          Footer),
    bind(Scope::Roster,   "s",                   Roster(R::Sort),        "sort",                            Footer),
    bind(Scope::Roster,   "a",                   Roster(R::Add),         "add",                             Footer),
    bind(Scope::Roster,   "p",                   Roster(R::Preview),     "preview",                         Footer),
    bind(Scope::Roster,   "S",                   Roster(R::Reverse),     "sort the other way round",        Quiet),
    bind(Scope::Roster,   "C",                   Roster(R::Columns),     "columns",                         Quiet),
    bind(Scope::Roster,   "A",                   Roster(R::New),         "form for somebody new",           Quiet),

    bind(Scope::Pipeline, "right | tab",         Pipeline(K::Right),     "next column",                     Footer),
    bind(Scope::Pipeline, "left | backtab",      Pipeline(K::Left),      "column before",                   Quiet),
    bind(Scope::Pipeline, "s",                   Pipeline(K::Sort),      "sort",                            Footer),

    bind(Scope::Profile,  "tab | right",         Profile(F::NextTab),    "next tab",                        Footer),
    bind(Scope::Profile,  "backtab | left",      Profile(F::PreviousTab),"tab before",                      Quiet),
    bind(Scope::Profile,  "J",                   Profile(F::NextPerson), "next person",                     Footer),
    bind(Scope::Profile,  "K",                   Profile(F::PreviousPerson), "person before",               Quiet),
    bind(Scope::Profile,  "a",                   Profile(F::Add),        "add account, contact point, note", Footer),
    bind(Scope::Profile,  "D",                   Profile(F::Remove),     "take out the line under the cursor", Quiet),
    bind(Scope::Profile,  "E",                   Profile(F::Story),      "write the story in your editor",  Footer),
    bind(Scope::Profile,  "enter",               Profile(F::Figure),     "open a note or a figure's formula", Quiet),

    bind(Scope::Past,     "x | delete",          Past(H::TakeBack),      "take this change back",           Footer),

    bind(Scope::People,   "enter",               Person(P::Open),        "open",                            Footer),
    bind(Scope::People,   "l",                   Person(P::Log),         "log",                             Footer),
    bind(Scope::People,   "t",                   Person(P::Step),        "next step",                       Footer),
    bind(Scope::People,   "L | >",               Person(P::Advance),     "next stage",                      Footer),
    bind(Scope::People,   "H | <",               Person(P::Retreat),     "stage before",                    Quiet),
    bind(Scope::People,   "x",                   Person(P::Park),        "park",                            Footer),
    bind(Scope::People,   "e",                   Person(P::Edit),        "edit",                            Footer),
    bind(Scope::People,   "n",                   Person(P::Note),        "note",                            Quiet),
    bind(Scope::People,   "y",                   Person(P::Copy),        "copy handle, mail or link",       Quiet),
    bind(Scope::People,   "o",                   Person(P::Link),        "open link",                       Quiet),

    bind(Scope::Lists,    "j | down",            List(L::Down),          "down",                            Quiet),
    bind(Scope::Lists,    "k | up",              List(L::Up),            "up",                              Quiet),
    bind(Scope::Lists,    "ctrl-d",              List(L::HalfDown),      "half a page down",                Quiet),
    bind(Scope::Lists,    "ctrl-u",              List(L::HalfUp),        "half a page up",                  Quiet),
    bind(Scope::Lists,    "ctrl-f | pagedown",   List(L::PageDown),      "page down",                       Quiet),
    bind(Scope::Lists,    "ctrl-b | pageup",     List(L::PageUp),        "page up",                         Quiet),
    bind(Scope::Lists,    "g | home",            List(L::Top),           "first",                           Quiet),
    bind(Scope::Lists,    "G | end",             List(L::Bottom),        "last",                            Quiet),

    bind(Scope::Anywhere, "u",                   Undo,                   "undo",                            Footer),
    bind(Scope::Anywhere, "ctrl-r",              Redo,                   "redo",                            Quiet),
    bind(Scope::Anywhere, "U",                   History,                "history: everybody's changes",    Quiet),
    bind(Scope::Anywhere, "1",                   Go(Tab::Today),         "Today",                           Quiet),
    bind(Scope::Anywhere, "2",                   Go(Tab::Roster),        "Roster",                          Quiet),
    bind(Scope::Anywhere, "3",                   Go(Tab::Pipeline),      "Pipeline",                        Quiet),
    bind(Scope::Anywhere, "ctrl-p | @",          Find,                   "find anything",                   Quiet),
    bind(Scope::Anywhere, ":",                   Line,                   "command line",                    Quiet),
    bind(Scope::Anywhere, "f12",                 Errors,                 "what went wrong",                 Quiet),
    bind(Scope::Anywhere, "f11",                 Kept,                   "text kept from a desk that ended", Quiet),
    bind(Scope::Anywhere, "f10",                 Mouse,                  "mouse on or off (off: select text)", Quiet),
    bind(Scope::Anywhere, "ctrl-l",              Repaint,                "draw everything again",           Quiet),
    bind(Scope::Anywhere, "ctrl-z",              Suspend,                "stop; fg comes back",             Quiet),
    bind(Scope::Anywhere, "esc",                 Back,                   "one step back",                   Quiet),
    bind(Scope::Anywhere, "q",                   Close,                  "back; on a screen quit",          Quiet),
    bind(Scope::Anywhere, "ctrl-c",              Quit,                   "twice: quit",                     Quiet),
    bind(Scope::Anywhere, "? | f1",              Help,                   "all",                             Footer),

    bind(Scope::Line,     "enter",               Box(B::Submit),         "do it",                           Footer),
    bind(Scope::Line,     "ctrl-s",              Box(B::Save),           "save",                            Quiet),
    bind(Scope::Line,     "tab",                 Box(B::Next),           "complete a command",              Quiet),
    bind(Scope::Line,     "esc",                 Back,                   "close",                           Footer),

    bind(Scope::Log,      "enter",               Box(B::Submit),         "save",                            Footer),
    bind(Scope::Log,      "ctrl-s",              Box(B::Save),           "save",                            Quiet),
    bind(Scope::Log,      "tab",                 Box(B::Next),           "contact or note",                 Footer),
    bind(Scope::Log,      "ctrl-x ctrl-e",       Box(B::Editor),         "your editor",                     Quiet),
    bind(Scope::Log,      "esc",                 Back,                   "close, text is kept",             Footer),

    bind(Scope::Note,     "ctrl-s",              Box(B::Save),           "save",                            Footer),
    bind(Scope::Note,     "ctrl-x ctrl-e",       Box(B::Editor),         "your editor",                     Footer),
    bind(Scope::Note,     "ctrl-x ctrl-d",       Box(B::Discard),        "as it was before",                Quiet),
    bind(Scope::Note,     "esc",                 Back,                   "close, text is kept",             Footer),

    bind(Scope::Form,     "ctrl-s",              Box(B::Save),           "save",                            Footer),
    bind(Scope::Form,     "tab",                 Box(B::Next),           "next field",                      Footer),
    bind(Scope::Form,     "backtab",             Box(B::Previous),       "field before",                    Quiet),
    bind(Scope::Form,     "ctrl-x ctrl-e",       Box(B::Editor),         "your editor",                     Footer),
    bind(Scope::Form,     "ctrl-x ctrl-d",       Box(B::Discard),        "throw the kept text away",        Quiet),
    bind(Scope::Form,     "esc",                 Back,                   "close, text is kept",             Footer),

    bind(Scope::Pick,     "enter",               Box(B::Submit),         "choose",                          Footer),
    bind(Scope::Pick,     "down | ctrl-n",       Box(B::Down),           "down",                            Quiet),
    bind(Scope::Pick,     "up | ctrl-p",         Box(B::Up),             "up",                              Quiet),
    bind(Scope::Pick,     "pagedown",            Box(B::PageDown),       "page down",                       Quiet),
    bind(Scope::Pick,     "pageup",              Box(B::PageUp),         "page up",                         Quiet),
    bind(Scope::Pick,     "esc",                 Back,                   "close",                           Footer),
];

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

/// The chords of a binding: each a list of keys pressed one after the other.
pub fn chords(keys: &str) -> impl Iterator<Item = Vec<&str>> {
    keys.split(" | ")
        .map(|chord| chord.split(' ').filter(|key| !key.is_empty()).collect())
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

fn say_chord(chord: &str) -> String {
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
    fn shift_is_part_of_the_letter() {
        let event = KeyEvent::new(KeyCode::Char('L'), KeyModifiers::SHIFT);
        assert_eq!(Some(Key::of(event)), Key::parse("L"));
    }

    #[test]
    fn the_place_is_heard_before_everywhere() {
        let scopes = [Scope::Past, Scope::Lists, Scope::Anywhere];
        let key = Key::parse("x");
        assert_eq!(
            key.map(|key| heard(&scopes, None, key)),
            Some(Heard::Command(Past(H::TakeBack)))
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
            Heard::Command(Box(B::Editor))
        );
    }
}
