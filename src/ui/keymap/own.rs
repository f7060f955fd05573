//! Keys of one's own: the config file gives a binding of the table other keys, by its name. The table stays the only
//! list; this says which keys are in force.

use std::collections::HashMap;

use super::heard::Heard;
use super::key::{Key, chords, say_keys};
use super::{BINDINGS, Binding, Hint, Layout, Scope};
use crate::domain::text::{Clean, nearest};
use crate::ui::command::Command;
use crate::ui::screens::{Place, Screens, Tab};

impl Binding {
    /// Its name in the config file, made of where it is heard and what it means: `people.log`, `lists.half-down`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}.{}", word(&format!("{:?}", self.scope)), self.short())
    }

    /// The name without the place.
    #[must_use]
    pub fn short(&self) -> String {
        // The verb stands innermost: `Person(Log)`.
        let whole = format!("{:?}", self.command);
        let inner = whole.trim_end_matches(')');
        word(inner.rsplit('(').next().unwrap_or(inner))
    }
}

/// `HalfDown` as `half-down`.
fn word(name: &str) -> String {
    let mut word = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !word.is_empty() {
            word.push('-');
        }
        word.push(letter.to_ascii_lowercase());
    }
    word
}

/// What the config file says of one binding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// Where it says so, for messages: `config.toml: line 4`.
    pub place: String,
    /// The name of the binding, with or without its place.
    pub name: String,
    /// The keys: each a key or a chord.
    pub keys: Vec<String>,
}

/// The keys that are in force.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keymap {
    own: HashMap<(Scope, Command), String>,
    layout: Option<&'static Layout>,
}

impl Keymap {
    /// The table with these wishes.
    ///
    /// # Errors
    /// One sentence: the place, the key or name that cannot be, and the way out.
    pub fn with(wishes: &[Wish]) -> Result<Keymap, String> {
        let mut keymap = Keymap::default();
        let mut places: HashMap<(Scope, Command), &str> = HashMap::new();
        for wish in wishes {
            let binding = named(&wish.name).map_err(|error| format!("{}: {error}", wish.place))?;
            let at = (binding.scope, binding.command);
            let keys =
                readable(wish, binding).map_err(|error| format!("{}: {error}", wish.place))?;
            if places.insert(at, &wish.place).is_some() {
                let name = binding.name();
                return Err(format!(
                    "{}: {name} has its keys already; take one line out",
                    wish.place
                ));
            }
            keymap.own.insert(at, keys);
        }
        match keymap.conflict() {
            Some((mine, other, chord)) => {
                let place = places.get(&(mine.scope, mine.command)).copied();
                Err(format!(
                    "{}: {}",
                    place.unwrap_or("[keys]"),
                    say_conflict(mine, other, &chord)
                ))
            }
            None => Ok(keymap),
        }
    }

    /// The same keys, on a keyboard of another script.
    #[must_use]
    pub fn on(self, layout: Option<&'static Layout>) -> Keymap {
        Keymap { layout, ..self }
    }

    /// The keyboard, where it is not a Latin one.
    #[must_use]
    pub fn layout(&self) -> Option<&'static Layout> {
        self.layout
    }

    /// The keys of a binding; blank where it has none.
    #[must_use]
    pub fn keys<'a>(&'a self, binding: &'a Binding) -> &'a str {
        self.own
            .get(&(binding.scope, binding.command))
            .map_or(binding.keys, String::as_str)
    }

    /// Whether a binding has keys of one's own.
    #[must_use]
    pub fn is_own(&self, binding: &Binding) -> bool {
        self.own.contains_key(&(binding.scope, binding.command))
    }

    /// What a key means in these scopes, the first scope first. `pending` is the first key of a chord.
    #[must_use]
    pub fn heard(&self, scopes: &[Scope], pending: Option<Key>, key: Key) -> Heard {
        for scope in scopes {
            for binding in BINDINGS.iter().filter(|binding| binding.scope == *scope) {
                for chord in chords(self.keys(binding)) {
                    let keys: Vec<Option<Key>> = chord.iter().map(|key| Key::parse(key)).collect();
                    match (keys.as_slice(), pending) {
                        ([Some(only)], None) if *only == key => {
                            return Heard::Command(binding.command);
                        }
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

    /// The keys to show for these scopes, the most useful first: only those that are heard, each once.
    #[must_use]
    pub fn hints(&self, scopes: &[Scope]) -> Vec<&'static Binding> {
        let of = |hint: Hint| {
            scopes.iter().flat_map(move |scope| {
                BINDINGS
                    .iter()
                    .filter(move |binding| binding.scope == *scope && binding.hint == hint)
            })
        };
        of(Hint::Footer)
            .chain(of(Hint::Late))
            .filter(|binding| {
                let first = chords(self.keys(binding)).next().unwrap_or_default();
                self.is_heard(scopes, binding, &first)
            })
            .collect()
    }

    /// Whether a chord of a binding is heard as that binding in these scopes.
    fn is_heard(&self, scopes: &[Scope], binding: &Binding, chord: &[&str]) -> bool {
        let keys: Vec<Option<Key>> = chord.iter().map(|key| Key::parse(key)).collect();
        let heard = match keys.as_slice() {
            [Some(only)] => self.heard(scopes, None, *only),
            [Some(half), Some(key)] => self.heard(scopes, Some(*half), *key),
            _ => return false,
        };
        heard == Heard::Command(binding.command)
    }

    /// A binding of one's own and another one at the same key: in one place, or so that the other is not heard any
    /// more anywhere it was, or so that the other stands over it where both are meant.
    fn conflict(&self) -> Option<(&'static Binding, &'static Binding, String)> {
        let own: Vec<&Binding> = BINDINGS.iter().filter(|one| self.is_own(one)).collect();
        for mine in own {
            for chord in chords(self.keys(mine)) {
                let same_place = BINDINGS.iter().filter(|one| one.scope == mine.scope);
                let other = same_place
                    .chain(covered(mine.scope))
                    .filter(|other| !std::ptr::eq(*other, mine))
                    .find(|other| self.takes_all(mine, &chord, other));
                let over =
                    || covering(mine.scope).find(|other| self.stands_over(other, mine, &chord));
                if let Some(other) = other.or_else(over) {
                    return Some((mine, other, chord.join(" ")));
                }
            }
        }
        None
    }

    /// Whether `other`, of a narrower place, takes a chord that was given to `mine`; where the table itself has such a
    /// key for the narrower place, it is meant so.
    fn stands_over(&self, other: &Binding, mine: &Binding, chord: &[&str]) -> bool {
        let takes = |theirs: Vec<&str>| clashes(&theirs, chord);
        let by_table = chords(mine.keys).any(|one| one == chord) && chords(other.keys).any(takes);
        !by_table && chords(self.keys(other)).any(takes)
    }

    /// Whether a chord of `mine` stands where a chord of `other` is, and `other` has no key left beside it.
    fn takes_all(&self, mine: &Binding, chord: &[&str], other: &Binding) -> bool {
        let mut theirs = chords(self.keys(other)).filter(|one| !one.is_empty());
        if mine.scope == other.scope {
            return theirs.any(|one| clashes(&one, chord));
        }
        let all: Vec<Vec<&str>> = theirs.collect();
        // Where the table itself covers a key of a wider place, that is meant so.
        let by_table = chords(mine.keys).any(|one| all.contains(&one));
        !by_table && !all.is_empty() && all.iter().all(|one| clashes(one, chord))
    }
}

/// Whether two chords cannot both be heard: they are the same, or one is the beginning of the other.
fn clashes(theirs: &[&str], chord: &[&str]) -> bool {
    let begins = !chord.is_empty() && theirs.first() == chord.first();
    begins && (theirs == chord || theirs.len() == 1 || chord.len() == 1)
}

/// What is said of a binding of one's own at the key of another one.
fn say_conflict(mine: &Binding, other: &Binding, chord: &str) -> String {
    let key = say_keys(chord);
    if covering(mine.scope).any(|one| std::ptr::eq(one, other)) {
        return format!(
            "{key} is {} ({}); give that another key, too, or choose another one for {} ({})",
            other.name(),
            other.label,
            mine.name(),
            mine.label
        );
    }
    format!(
        "{key} would be both {} ({}) and {} ({}); give one of them another key",
        mine.name(),
        mine.label,
        other.name(),
        other.label
    )
}

/// Places whose keys may be one's own.
const PLACES: [Place; 10] = [
    Place::Tab(Tab::Today),
    Place::Tab(Tab::Roster),
    Place::Tab(Tab::Pipeline),
    Place::Profile,
    Place::History,
    Place::Settings,
    Place::Triage,
    Place::Import,
    Place::Duplicates,
    Place::Merge,
];

/// Bindings of wider places that a binding of this place would cover.
fn covered(scope: Scope) -> impl Iterator<Item = &'static Binding> {
    beside(scope, |scopes, at| scopes.get(at + 1..))
}

/// Bindings of narrower places that stand over a binding of this place.
fn covering(scope: Scope) -> impl Iterator<Item = &'static Binding> {
    beside(scope, |scopes, at| scopes.get(..at))
}

/// Bindings that are heard in the same places, of the scopes that `part` takes.
fn beside(
    scope: Scope,
    part: fn(&'static [Scope], usize) -> Option<&'static [Scope]>,
) -> impl Iterator<Item = &'static Binding> {
    let scopes: Vec<Scope> = PLACES
        .into_iter()
        .map(Screens::scopes)
        .filter_map(|scopes| {
            let at = scopes.iter().position(|one| *one == scope)?;
            part(scopes, at)
        })
        .flatten()
        .copied()
        .collect();
    BINDINGS
        .iter()
        .filter(move |binding| scopes.contains(&binding.scope))
}

/// The binding of a name; the place may be left out where only one has the name.
fn named(name: &str) -> Result<&'static Binding, String> {
    let wanted = name.trim();
    if let Some(whole) = BINDINGS.iter().find(|binding| binding.name() == wanted) {
        return Ok(whole);
    }
    let short: Vec<&Binding> = BINDINGS
        .iter()
        .filter(|binding| binding.short() == wanted)
        .collect();
    match short.as_slice() {
        [one] => Ok(one),
        [] => {
            let names: Vec<String> = BINDINGS
                .iter()
                .flat_map(|binding| [binding.name(), binding.short()])
                .collect();
            let near = nearest(wanted, names.iter().map(String::as_str)).map_or_else(
                || "`entourage keys` lists them".to_owned(),
                |near| format!("did you mean {near}?"),
            );
            let shown = Clean::line(wanted);
            Err(format!("nothing is called {shown} in [keys]; {near}"))
        }
        many => {
            let names: Vec<String> = many.iter().map(|binding| binding.name()).collect();
            let shown = Clean::line(wanted);
            Err(format!("{shown} may be {}", names.join(" or ")))
        }
    }
}

/// The keys of a wish in the spelling of the table.
fn readable(wish: &Wish, binding: &Binding) -> Result<String, String> {
    let mut written = Vec::new();
    for chord in wish.keys.iter().flat_map(|keys| keys.split(" | ")) {
        let keys: Vec<&str> = chord.split(' ').filter(|key| !key.is_empty()).collect();
        let wrong = keys.iter().find(|key| Key::parse(key).is_none());
        let shown = Clean::line(chord);
        if let Some(wrong) = wrong {
            return Err(format!(
                "{}: \"{}\" is no key; write x, X, ctrl-x, alt-x, f5, enter, pageup or \"ctrl-x ctrl-e\"",
                binding.name(),
                Clean::line(wrong)
            ));
        }
        let first = keys.first().and_then(|key| Key::parse(key));
        match (keys.len(), first) {
            (1 | 2, Some(first)) if is_typed(binding.scope) && first.is_letter() => {
                return Err(format!(
                    "{}: {shown} is a letter, and letters are typed there; take one with ctrl-",
                    binding.name()
                ));
            }
            (1 | 2, Some(_)) => written.push(keys.join(" ")),
            _ => {
                return Err(format!(
                    "{}: \"{shown}\" is not one key, nor two after each other",
                    binding.name()
                ));
            }
        }
    }
    Ok(written.join(" | "))
}

/// Whether letters are text where a binding is heard.
fn is_typed(scope: Scope) -> bool {
    matches!(
        scope,
        Scope::Line | Scope::Log | Scope::Note | Scope::Form | Scope::Pick | Scope::Search
    )
}

/// The bindings for the manual and for `entourage keys`: name, keys in force, label.
#[must_use]
pub fn listed(keymap: &Keymap) -> Vec<(String, String, &'static str, Scope)> {
    BINDINGS
        .iter()
        .map(|binding| {
            let keys = keymap.keys(binding).to_owned();
            (binding.name(), keys, binding.label, binding.scope)
        })
        .collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::ui::command::{PersonCommand, RosterCommand};

    fn wish(name: &str, keys: &[&str]) -> Wish {
        Wish {
            place: "config.toml: line 2".into(),
            name: name.into(),
            keys: keys.iter().map(|key| (*key).to_owned()).collect(),
        }
    }

    fn refused(name: &str, keys: &[&str]) -> String {
        Keymap::with(&[wish(name, keys)]).unwrap_err()
    }

    #[test]
    fn every_binding_has_a_name_of_its_own() {
        let mut names = std::collections::HashSet::new();
        for binding in BINDINGS {
            let name = binding.name();
            let plain = |c: char| c.is_ascii_lowercase() || c == '-' || c == '.';
            assert!(name.chars().all(plain), "{name}");
            assert!(names.insert(name.clone()), "{name}");
        }
        assert!(names.contains("people.log") && names.contains("lists.half-down"));
    }

    #[test]
    fn a_remapped_key_is_heard_and_the_old_one_is_not() {
        let keymap = Keymap::with(&[wish("people.log", &["ctrl-g", "f5"])]).unwrap();
        let scopes = [Scope::Roster, Scope::People, Scope::Anywhere];
        let heard = |key: &str| keymap.heard(&scopes, None, Key::parse(key).unwrap());
        let log = Heard::Command(Command::Person(PersonCommand::Log));
        assert_eq!((heard("ctrl-g"), heard("f5")), (log, log));
        assert_eq!(heard("l"), Heard::Nothing);
        let shown = keymap.hints(&scopes);
        let log = shown.iter().find(|binding| binding.label == "log").unwrap();
        assert_eq!(keymap.keys(log), "ctrl-g | f5");
    }

    #[test]
    fn a_name_without_its_place_is_enough_where_it_is_the_only_one() {
        let keymap = Keymap::with(&[wish("preview", &["ctrl-g"])]).unwrap();
        let key = Key::parse("ctrl-g").unwrap();
        assert_eq!(
            keymap.heard(&[Scope::Roster], None, key),
            Heard::Command(Command::Roster(RosterCommand::Preview))
        );
        let error = refused("sort", &["ctrl-g"]);
        assert!(error.contains("roster.sort or pipeline.sort"), "{error}");
    }

    #[test]
    fn a_conflict_is_told_with_both_names() {
        assert_eq!(
            refused("people.log", &["n"]),
            "config.toml: line 2: n would be both people.log (log) and people.note (note); give one of them another key"
        );
        // A key of a wider place that would not be heard any more.
        let error = refused("roster.sort", &["u"]);
        assert!(error.contains("anywhere.undo (undo)"), "{error}");
        // A key of a narrower place, which stands over the one given.
        let error = refused("people.park", &["space"]);
        assert_eq!(
            error,
            "config.toml: line 2: Space is roster.toggle (mark); give that another key, too, or choose another one \
             for people.park (park)"
        );
        assert!(refused("people.park", &["X", "delete"]).contains("roster.export"));
        assert!(refused("anywhere.who", &["l"]).contains("l is people.log (log); "));
        let both = [
            wish("people.park", &["X"]),
            wish("roster.export", &["alt-x"]),
        ];
        assert!(Keymap::with(&both).is_ok());
        // What the table itself covers somewhere may be written down as it stands.
        assert!(Keymap::with(&[wish("people.open", &["enter"])]).is_ok());
        assert!(Keymap::with(&[wish("people.open", &["enter", "f5"])]).is_ok());
        // Two that change places are no conflict.
        let swapped = [wish("people.log", &["n"]), wish("people.note", &["l"])];
        assert!(Keymap::with(&swapped).is_ok());
        // Where another way to say it is left, nothing is lost.
        assert!(Keymap::with(&[wish("roster.preview", &["f1"])]).is_ok());
    }

    #[test]
    fn the_keys_of_the_table_may_be_written_down_as_they_are() {
        for binding in BINDINGS {
            let keys: Vec<&str> = binding
                .keys
                .split(" | ")
                .filter(|keys| !keys.is_empty())
                .collect();
            let wished = Keymap::with(&[wish(&binding.name(), &keys)]);
            assert_eq!(wished.err(), None);
        }
    }

    #[test]
    fn what_cannot_be_read_is_told_at_its_place() {
        assert!(refused("people.lgo", &["x"]).contains("did you mean people.log?"));
        assert!(refused("xyzzyxyzzy", &["x"]).contains("`entourage keys` lists them"));
        for wrong in ["strg-x", "ctrl-", "xx", ""] {
            let error = refused("people.log", &[wrong]);
            assert!(
                error.starts_with("config.toml: line 2: people.log: "),
                "{error}"
            );
        }
        assert!(refused("form.save", &["s"]).contains("letters are typed there"));
        assert!(refused("people.log", &["a b c"]).contains("nor two"));
        let twice = [wish("preview", &["f5"]), wish("roster.preview", &["f6"])];
        assert!(Keymap::with(&twice).unwrap_err().contains("already"));
    }

    #[test]
    fn a_binding_may_have_no_key() {
        let keymap = Keymap::with(&[wish("people.park", &[])]).unwrap();
        let key = Key::parse("x").unwrap();
        assert_eq!(keymap.heard(&[Scope::People], None, key), Heard::Nothing);
    }
}
