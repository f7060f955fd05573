//! The keyboard: the table is complete, the help shows all of it, and README agrees.

use std::collections::HashSet;

use entourage::ui::command::{
    BoxCommand, ClashCommand, ColumnsCommand, Command, DuplicateCommand, FitCommand, ImportCommand,
    ListCommand, MarkCommand, MergeCommand, PastCommand, PersonCommand, PipelineCommand,
    ProfileCommand, QueryCommand, RosterCommand, SettingCommand, TodayCommand, TriageCommand,
    ViewsCommand,
};
use entourage::ui::keymap::{BINDINGS, Hint, Key, chords, say_first, say_keys};
use entourage::ui::screens::{Screens, Tab};

use crate::support::desk::key_named;
use crate::support::golden::is_in_readme;
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
            | Command::Who
            | Command::Quit
            | Command::Help
            | Command::Find
            | Command::Line
            | Command::Errors
            | Command::Undo
            | Command::Redo
            | Command::History
            | Command::Settings
            | Command::Setting(_)
            | Command::Repaint
            | Command::Suspend
            | Command::Mouse
            | Command::Kept
            | Command::Go(_)
            | Command::List(_)
            | Command::Person(_)
            | Command::Query(_)
            | Command::Mark(_)
            | Command::Change
            | Command::Export
            | Command::BeginTriage
            | Command::Views
            | Command::View(_)
            | Command::Today(_)
            | Command::Roster(_)
            | Command::Pipeline(_)
            | Command::Profile(_)
            | Command::Past(_)
            | Command::Triage(_)
            | Command::Fit(_)
            | Command::Clash(_)
            | Command::Columns(_)
            | Command::Import
            | Command::Duplicates
            | Command::Duplicate(_)
            | Command::Merge(_)
            | Command::Jobs
            | Command::Stop
            | Command::Intake(_)
            | Command::Box(_) => {}
        }
    }
    use Command as C;
    let mut all = vec![
        C::Close,
        C::Back,
        C::Quit,
        C::Who,
        C::Help,
        C::Find,
        C::Line,
        C::Errors,
        C::Undo,
        C::Redo,
        C::History,
        C::Settings,
        C::Repaint,
        C::Suspend,
        C::Mouse,
        C::Kept,
        C::Change,
        C::Export,
        C::BeginTriage,
        C::Views,
        C::Import,
        C::Duplicates,
        C::Jobs,
        C::Stop,
    ];
    all.extend(every!(Tab: Today, Roster, Pipeline).map(C::Go));
    all.extend(
        every!(ListCommand: Down, Up, HalfDown, HalfUp, PageDown, PageUp, Top, Bottom).map(C::List),
    );
    all.extend(
        every!(PersonCommand: Open, Log, Step, Edit, Advance, Retreat, Park, Owner, Tags, Note, Copy, Link, Fit, Merge, Erase)
            .map(C::Person),
    );
    all.extend(every!(TodayCommand: Done, Snooze, HandOver, Whose, Refresh, Fold).map(C::Today));
    all.extend(every!(RosterCommand: Sort, Reverse, Columns, Preview, Add, New).map(C::Roster));
    all.extend(every!(MarkCommand: Toggle, Range, All, Invert).map(C::Mark));
    all.extend(every!(ViewsCommand: Save, Rename, Share, Remove).map(C::View));
    all.extend(every!(QueryCommand: Begin, Keep, Complete).map(C::Query));
    all.extend(
        every!(PipelineCommand: Left, Right, Sort, Lanes, NextLane, PreviousLane).map(C::Pipeline),
    );
    all.extend(
        every!(ProfileCommand: NextTab, PreviousTab, NextPerson, PreviousPerson, Add, Remove, Story, Figure)
            .map(C::Profile),
    );
    all.extend(every!(PastCommand: TakeBack).map(C::Past));
    all.extend(every!(SettingCommand: Edit, Reset).map(C::Setting));
    all.extend(
        every!(ImportCommand: Open, Complete, Forward, Backward, Role, Platform, AsOf, Forget, NextKind, PreviousKind,
            Turn, TurnAll, Rejects)
        .map(C::Intake),
    );
    all.extend(
        every!(TriageCommand: Shortlist, Park, Later, Line, Checks, Next, Previous).map(C::Triage),
    );
    all.extend(every!(DuplicateCommand: Compare, NotSame, Profile, Again).map(C::Duplicate));
    all.extend(every!(MergeCommand: Left, Right, Stays, LeaveOut, NotSame, Submit).map(C::Merge));
    all.extend(every!(FitCommand: Yes, No, Unsure, Clear, Accept, Open).map(C::Fit));
    all.extend(every!(ClashCommand: Mine, Theirs).map(C::Clash));
    all.extend(every!(ColumnsCommand: Toggle, Earlier, Later).map(C::Columns));
    all.extend(
        every!(BoxCommand: Submit, Save, Next, Previous, Down, Up, PageDown, PageUp, Editor, Discard).map(C::Box),
    );
    all
}

/// What is meant without a key of its own: it stands in the table, for `Ctrl-P` and keys of one's own.
const WITHOUT_A_KEY: &[Command] = &[Command::Person(PersonCommand::Erase)];

#[test]
fn everything_that_can_be_meant_has_a_key() {
    let listed: HashSet<Command> = BINDINGS.iter().map(|binding| binding.command).collect();
    let with_keys = BINDINGS.iter().filter(|binding| !binding.keys.is_empty());
    let bound: HashSet<Command> = with_keys.map(|binding| binding.command).collect();
    for command in commands() {
        let excepted = WITHOUT_A_KEY.contains(&command);
        assert!(listed.contains(&command), "{command:?}");
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
        for _ in 0..40 {
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
    let table = format!("{}\n", entourage::ui::keymap::markdown());
    is_in_readme("<!-- keys -->\n", &table, "<!-- /keys -->");
}

/// The last line of the screen.
fn footer(desk: &Desk) -> String {
    desk.text().lines().last().unwrap().to_owned()
}

#[test]
fn the_footer_leaves_out_what_needs_somebody_where_nobody_is() {
    let world = World::empty();
    for columns in [80, 200] {
        let mut ada = Desk::open_at(&world, "ada", columns, 24);
        for (keys, wanted) in [
            (
                "1",
                vec!["m mine/team", "u undo", ": command line", "? all"],
            ),
            ("2", vec!["a add", "u undo", "? all"]),
            ("3", vec!["→ next column", "u undo", "? all"]),
            ("U", vec!["u undo", "? all"]),
        ] {
            ada.press(keys);
            let footer = footer(&ada);
            for words in wanted {
                assert!(footer.contains(words), "{keys}: {words}: {footer}");
            }
            for words in [
                "open",
                "log",
                "next step",
                "next stage",
                "park",
                "edit",
                "done",
                "snooze",
                "hand over",
                "search",
                "sort",
                "preview",
                "take this change",
            ] {
                assert!(!footer.contains(words), "{keys}: {words}: {footer}");
            }
        }
    }
}

#[test]
fn a_key_that_does_nothing_says_why() {
    let world = World::empty();
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    for key in ["d", "z", "w"] {
        ada.press(key).hears_said("nothing under the cursor");
    }
    ada.press("f").hears_said("there is nothing to tidy up");
    ada.press("l").hears_said("nobody is under the cursor: log");
    for key in ["/", "s", "p", "S"] {
        ada.press("2")
            .press(key)
            .hears_said("nobody is in the roster yet; a adds");
    }
    ada.press("3 left").hears_said("this is the first column");
    ada.press("right right right right right")
        .hears_said("this is the last column");
    ada.press("U x").hears_said("nothing has been changed yet");
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    ada.opens("Zoë Ångström")
        .press("D")
        .hears_said("D takes out a contact");
    ada.press("tab tab enter")
        .hears_said("no figure on this line");
}

#[test]
fn the_footer_of_the_search_shows_the_keys_of_the_search() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    ada.press("2 /");
    let shown = footer(&ada);
    assert_eq!(
        shown.trim(),
        "Enter keep this list   Tab complete   Esc the list as it was   ↓ down   ↑ up"
    );
    ada.press("enter");
    assert!(footer(&ada).contains("s sort"));
}

#[test]
fn a_change_that_was_taken_back_is_not_offered_again() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    ada.press("3 L U");
    assert!(footer(&ada).contains("x take this change back"));
    ada.press("q u U k k k");
    while !ada
        .text()
        .lines()
        .any(|line| line.contains('▌') && line.contains("taken back"))
    {
        ada.press("j");
    }
    assert!(
        !footer(&ada).contains("take this change back"),
        "{}",
        ada.text()
    );
    ada.press("x").hears_said("ada took it back already");
}

#[test]
fn the_boxes_show_their_own_keys_and_the_way_out_at_80_columns() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    let mut shown = |keys: &str| {
        ada.press(keys);
        let footer = footer(&ada);
        ada.press("esc");
        footer
    };
    let step = shown("1 t");
    assert!(step.contains("Esc") && !step.contains("Tab"), "{step}");
    assert!(shown("2 l").contains("Tab contact or note"));
    let form = shown("2 e");
    assert!(
        form.contains("Ctrl-S save") && form.contains("Esc close"),
        "{form}"
    );
    assert!(shown("2 A").contains("Esc close"));
    assert_eq!(shown("f12").trim(), "Esc close");
    assert_eq!(shown("f11").trim(), "Esc close");
    assert_eq!(
        shown("2 C").trim(),
        "Space show or hide   J move down   K move up   Enter close"
    );
    ada.opens("Zoë Ångström")
        .press("tab tab j j enter")
        .sees("Source:");
    assert_eq!(footer(&ada).trim(), "Esc close");
    ada.press("q").sees_not("Source:").sees("[Accounts 1]");
}

#[test]
fn the_profile_shows_what_is_done_most_at_80_columns() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    ada.opens("Zoë Ångström");
    let footer = footer(&ada);
    for words in [
        "Tab next tab",
        "E story",
        "l log",
        "t next step",
        "L next stage",
        "e edit",
    ] {
        assert!(footer.contains(words), "{words}: {footer}");
    }
}
