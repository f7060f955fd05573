//! The config file through the real program: what cannot be is told in one sentence; keys of one's own and keyboards
//! of other scripts; completions and the manual.

use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::symlink;

use entourage::ui::keymap::{BINDINGS, Keymap, LAYOUTS, Layout, Wish};

use crate::support::golden::is_in_readme;
use crate::support::{Desk, World};
use crate::terminal::pty::{Home, LONG, Start, pipe};

fn writes(home: &Home, text: &str) {
    let folder = home.path().join("config/entourage");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("config.toml"), text).unwrap();
}

#[test]
fn a_config_that_cannot_be_is_refused_with_one_sentence() {
    let (home, world) = (Home::new(), World::new());
    for (text, sentence) in [
        (
            "thema = \"dark\"",
            "line 1: there is no setting thema; did you mean theme?",
        ),
        ("\nmouse = 1", "line 2: mouse wants true or false, not 1"),
        ("theme = \"pink\"", "line 1: theme wants one of "),
        ("theme = ", "line 1: this cannot be read"),
        (
            "[keys]\nlogg = \"x\"",
            "line 2: nothing is called logg in [keys]; did you mean log?",
        ),
        (
            "[keys]\nlog = \"n\"",
            "line 2: n would be both people.log (log) and people.note (note)",
        ),
        (
            "[keys]\nlog = \"f5\"\npeople.log = \"f6\"",
            "line 3: people.log has its keys already",
        ),
        (
            "[keys]\nlog = \"f5\"\nlog = \"f6\"",
            "line 3: log stands there twice",
        ),
        (
            "[keys]\nlog = \"strg-l\"",
            "line 2: people.log: \"strg-l\" is no key",
        ),
        ("layout = \"xx\"", "line 1: layout wants none or one of ar"),
    ] {
        writes(&home, text);
        for words in [&["list"][..], &["keys"], &[]] {
            let ran = home.run(&world.path(), words).fails(2);
            assert!(ran.err.contains(sentence), "{text}: {ran:?}");
            assert!(ran.err.contains("config.toml"), "{ran:?}");
        }
        home.run(&world.path(), &["completions", "bash"]).ends(0);
    }
}

/// A pipe hung every command, and a device that never ends was read until the memory was full.
#[test]
fn a_config_that_is_no_plain_file_is_refused_with_one_sentence() {
    let (home, world) = (Home::new(), World::new());
    writes(&home, "");
    let path = home.path().join("config/entourage/config.toml");
    let ways: [(&str, &dyn Fn()); 4] = [
        ("it is not a regular file", &|| pipe(&path)),
        ("it is not a regular file", &|| {
            symlink("/dev/zero", &path).unwrap();
        }),
        ("it is not a regular file", &|| {
            fs::create_dir(&path).unwrap();
        }),
        ("it is larger than 1 MB", &|| {
            fs::write(&path, "# a comment\n".repeat(100_000)).unwrap();
        }),
    ];
    for (sentence, put) in ways {
        fs::remove_file(&path).unwrap();
        put();
        let ran = home.run(&world.path(), &["list"]).fails(2);
        assert!(ran.err.contains(sentence), "{ran:?}");
        assert!(ran.err.contains("config.toml"), "{ran:?}");
        if path.is_dir() {
            fs::remove_dir(&path).unwrap();
            fs::write(&path, "").unwrap();
        }
    }
    // A link to a file of one's own is as good as the file.
    fs::remove_file(&path).unwrap();
    let elsewhere = home.path().join("dotfiles.toml");
    fs::write(&elsewhere, "thema = 1").unwrap();
    symlink(&elsewhere, &path).unwrap();
    let ran = home.run(&world.path(), &["list"]).fails(2);
    assert!(ran.err.contains("did you mean theme?"), "{ran:?}");
}

#[test]
fn keys_of_ones_own_are_heard_and_shown() {
    let (home, world) = (Home::new(), World::new());
    writes(
        &home,
        "[keys]\nlog = [\"ctrl-g\", \"f5\"]\nanywhere.roster = \"5\"\n",
    );
    let keys = home.run(&world.path(), &["keys"]).ends(0).out;
    assert!(
        keys.contains("* people.log                Ctrl-G, F5"),
        "{keys}"
    );
    let mut desk = Start::desk(&home, &world.path()).start();
    desk.see("1 Today")
        .send("5")
        .see("22 influencers")
        .see("Ctrl-G log");
    desk.send("\x07").see("Tab contact or note");
    desk.send("\x1b").loses("Tab contact or note");
    assert_eq!(desk.send("q").ends(LONG), 0);
}

fn with_keys(desk: &mut Desk, wishes: &[(&str, &str)]) {
    let wishes: Vec<Wish> = wishes
        .iter()
        .map(|(name, keys)| Wish {
            place: "config.toml".into(),
            name: (*name).into(),
            keys: vec![(*keys).into()],
        })
        .collect();
    desk.app.keymap = Keymap::with(&wishes).unwrap();
}

#[test]
fn the_help_and_find_show_the_keys_in_force() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    with_keys(
        &mut ada,
        &[("people.park", "ctrl-g"), ("anywhere.help", "f2")],
    );
    ada.press("2 ctrl-g").sees("Park ").press("esc esc");
    ada.press("f2")
        .types("park")
        .sees_line(&["Ctrl-G", "park"])
        .press("esc");
    ada.press("ctrl-p")
        .types("> park")
        .sees_line(&["> park", "Ctrl-G"])
        .press("esc");
    assert!(
        ada.text()
            .lines()
            .last()
            .unwrap()
            .trim_end()
            .ends_with("F2 all")
    );
}

#[test]
fn commands_work_on_a_keyboard_of_another_script_and_text_stays_text() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    ada.app.keymap = Keymap::default().on(Layout::named("ru"));
    // L with Shift, the question's k, undo.
    ada.press("3 о Д").sees("know them").press("л");
    ada.hears_said("김민준 is now in outreach");
    ada.press("г").hears_said("took back");
    ada.press("2 .").types("Мария").sees("1 influencer");
    ada.press("enter д")
        .types("Письмо от Марии")
        .sees("Письмо от Марии");
}

#[test]
fn without_a_keyboard_of_another_script_its_letters_say_what_to_do() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("2 д").hears_said("layout =");
}

#[test]
fn completions_are_made_for_three_shells_with_the_words_of_their_arguments() {
    let (home, world) = (Home::new(), World::new());
    writes(
        &home,
        "[desks]\nhalcyon = \"/srv/a.db\"\n\"a; rm\" = \"/srv/b.db\"\n",
    );
    for shell in ["bash", "zsh", "fish"] {
        let script = home.run(&world.path(), &["completions", shell]).ends(0).out;
        // Fish is not told of the words of plain arguments.
        let plain = ["advocacy", "care.a"]
            .into_iter()
            .filter(|_| shell != "fish");
        for word in ["youtube", "halcyon", "completions"]
            .into_iter()
            .chain(plain)
        {
            assert!(script.contains(word), "{shell}: {word}");
        }
        assert!(!script.contains("rm\""), "{shell}");
    }
    home.run(&world.path(), &["completions", "cmd"]).ends(2);
}

#[test]
fn the_manual_holds_every_key_every_setting_and_every_command() {
    let (home, world) = (Home::new(), World::new());
    let page = home.run(&world.path(), &["man"]).ends(0).out;
    assert!(page.contains(".TH"), "{page}");
    let roff = |text: &str| text.replace('-', "\\-");
    for binding in BINDINGS {
        assert!(page.contains(&roff(&binding.name())), "{}", binding.name());
    }
    for line in entourage::domain::settings::TABLE {
        assert!(page.contains(&roff(line.key)), "{}", line.key);
    }
    let one = home.run(&world.path(), &["man", "stage"]).ends(0).out;
    assert!(one.contains("because"), "{one}");
    let ran = home.run(&world.path(), &["man", "stge"]).fails(2);
    assert!(ran.err.contains("did you mean stage?"), "{ran:?}");
}

#[test]
fn readme_lists_every_setting_and_every_keyboard() {
    let mut table = "| setting | key | default | may be |\n|---|---|---|---|\n".to_owned();
    for line in entourage::domain::settings::TABLE {
        let said = entourage::domain::settings::say(line.setting, line.default);
        let range = line.range();
        let _ = writeln!(
            table,
            "| {} | `{}` | {said} | {range} |",
            line.title, line.key
        );
    }
    is_in_readme("<!-- settings -->\n", &table, "<!-- /settings -->");
    let layouts: Vec<String> = LAYOUTS
        .iter()
        .map(|layout| format!("`{}` {}", layout.name, layout.title))
        .collect();
    let layouts = format!("{}.\n", layouts.join(", "));
    is_in_readme("<!-- layouts -->\n", &layouts, "<!-- /layouts -->");
}
