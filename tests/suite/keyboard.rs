//! The keyboard: the table is complete, the help shows all of it, and README agrees.

use std::collections::HashSet;

use entourage::ui::command::{
    BoxCommand, Command, ListCommand, PastCommand, PersonCommand, PipelineCommand, ProfileCommand,
    RosterCommand, TodayCommand,
};
use entourage::ui::keymap::{BINDINGS, Hint, Key, chords, say_first, say_keys};
use entourage::ui::screens::{Screens, Tab};

use crate::support::desk::key_named;
use crate::support::{Desk, World};

/// Lists every value of an enum; a variant that is forgotten here does not compile.
macro_rules! every {
    ($name:ident: $($variant:ident),+ $(,)?) => {{
        // Only to be checked by the compiler: no variant may be missing.
        #[allow(dead_code)]
        fn complete(one: $name) {
            match one { $($name::$variant => {}),+ }
        }
        [$($name::$variant),+]
    }};
}

/// Everything a person can mean.
fn commands() -> Vec<Command> {
    #[allow(dead_code)]
    fn complete(command: Command) {
        // A new kind of command must be listed below, too.
        match command {
            Command::Close
            | Command::Back
            | Command::Quit
            | Command::Help
            | Command::Find
            | Command::Line
            | Command::Errors
            | Command::Undo
            | Command::Redo
            | Command::History
            | Command::Repaint
            | Command::Suspend
            | Command::Mouse
            | Command::Kept
            | Command::Go(_)
            | Command::List(_)
            | Command::Person(_)
            | Command::Today(_)
            | Command::Roster(_)
            | Command::Pipeline(_)
            | Command::Profile(_)
            | Command::Past(_)
            | Command::Box(_) => {}
        }
    }
    use Command as C;
    let mut all = vec![
        C::Close,
        C::Back,
        C::Quit,
        C::Help,
        C::Find,
        C::Line,
        C::Errors,
        C::Undo,
        C::Redo,
        C::History,
        C::Repaint,
        C::Suspend,
        C::Mouse,
        C::Kept,
    ];
    all.extend(every!(Tab: Today, Roster, Pipeline).map(C::Go));
    all.extend(
        every!(ListCommand: Down, Up, HalfDown, HalfUp, PageDown, PageUp, Top, Bottom).map(C::List),
    );
    all.extend(
        every!(PersonCommand: Open, Log, Step, Edit, Advance, Retreat, Park, Note, Copy, Link)
            .map(C::Person),
    );
    all.extend(every!(TodayCommand: Done, Snooze, HandOver, Whose, Refresh, Fold).map(C::Today));
    all.extend(
        every!(RosterCommand: Search, Sort, Reverse, Columns, Preview, Add, New).map(C::Roster),
    );
    all.extend(every!(PipelineCommand: Left, Right, Sort).map(C::Pipeline));
    all.extend(
        every!(ProfileCommand: NextTab, PreviousTab, NextPerson, PreviousPerson, Add, Remove, Story, Figure)
            .map(C::Profile),
    );
    all.extend(every!(PastCommand: TakeBack).map(C::Past));
    all.extend(
        every!(BoxCommand: Submit, Save, Next, Previous, Down, Up, PageDown, PageUp, Editor, Discard).map(C::Box),
    );
    all
}

/// What is meant without a key of its own; none so far.
const WITHOUT_A_KEY: &[Command] = &[];

#[test]
fn everything_that_can_be_meant_has_a_key() {
    let bound: HashSet<Command> = BINDINGS.iter().map(|binding| binding.command).collect();
    for command in commands() {
        let excepted = WITHOUT_A_KEY.contains(&command);
        assert!(bound.contains(&command) != excepted, "{command:?}");
    }
}

#[test]
fn every_key_of_the_table_is_one_that_a_keyboard_sends() {
    for binding in BINDINGS {
        for key in chords(binding.keys).flatten() {
            assert_eq!(Some(Key::of(key_named(key))), Key::parse(key), "{key}");
        }
    }
}

#[test]
fn every_line_says_what_it_does() {
    for binding in BINDINGS {
        assert!(
            !binding.label.trim().is_empty() && binding.label.len() <= 40,
            "{binding:?}"
        );
        assert!(!say_keys(binding.keys).contains("ctrl-"), "{binding:?}");
    }
}

#[test]
fn the_help_lists_every_key_and_those_of_this_place_first() {
    let world = World::new();
    for (keys, place) in [
        ("1", "Today"),
        ("2", "Roster"),
        ("3", "Pipeline"),
        ("2 enter", "Profile"),
        ("U", "History"),
    ] {
        let mut ada = Desk::open_at(&world, "ada", 120, 100);
        ada.press(keys).press("?").sees("Keys · type to narrow");
        let first = ada
            .text()
            .lines()
            .skip_while(|line| !line.contains("Keys ·"))
            .nth(2)
            .unwrap()
            .to_owned();
        assert!(first.contains(place), "{place} first: {first}");
        let mut seen = ada.text();
        for _ in 0..12 {
            ada.press("pagedown");
            seen.push_str(&ada.text());
        }
        for binding in BINDINGS {
            assert!(seen.contains(binding.label), "{place}: {:?}", binding.label);
            assert!(
                seen.contains(&say_keys(binding.keys)),
                "{place}: {:?}",
                binding.keys
            );
        }
    }
}

#[test]
fn the_help_is_narrowed_by_typing_and_does_the_line_under_the_cursor() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("2 ?")
        .types("preview")
        .sees("/preview")
        .sees_not("column before")
        .press("enter");
    ada.sees("Nigeria");
    ada.press("?")
        .types("qqqqq")
        .sees("No key does that.")
        .press("esc");
    ada.press("f1").sees("Keys ·").press("f1");
    assert!(ada.app.overlays.is_empty());
}

#[test]
fn the_footer_shows_only_keys_that_are_heard_here() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 200, 40);
    for keys in ["1", "2", "3", "2 enter", "U"] {
        ada.press(keys);
        let footer = ada.text().lines().last().unwrap().to_owned();
        let scopes = Screens::scopes(ada.app.place);
        for binding in BINDINGS
            .iter()
            .filter(|binding| binding.hint == Hint::Footer)
        {
            let hint = format!("{} {}   ", say_first(binding.keys), binding.label);
            let here = scopes.contains(&binding.scope);
            let elsewhere = BINDINGS
                .iter()
                .any(|other| scopes.contains(&other.scope) && other.label == binding.label);
            assert!(
                here || elsewhere || !footer.contains(&hint),
                "{keys}: {hint}"
            );
        }
        assert!(footer.trim_end().ends_with("? all"), "{footer}");
    }
}

#[test]
fn the_number_keys_switch_screens_from_everywhere() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    for keys in ["2 enter", "U", "3 enter U"] {
        ada.press(keys).press("1").sees("Keep warm");
    }
}

#[test]
fn readme_and_the_table_agree() {
    let readme = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = std::fs::read_to_string(readme).unwrap();
    let section = text
        .split_once("<!-- keys -->")
        .and_then(|(_, rest)| rest.split_once("<!-- /keys -->"))
        .map(|(section, _)| section.trim());
    assert_eq!(section, Some(entourage::ui::keymap::markdown().trim()));
}
