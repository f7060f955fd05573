//! The person's own editor: started without a shell, on a private file, and the text comes back.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use rustix::process::Signal;

use super::find;
use super::pty::{Home, LONG, Pty, Start};
use crate::support::World;

/// An editor that writes down how it was called, and adds a line.
fn fake(home: &Home, name: &str, then: &str) -> PathBuf {
    let path = home.path().join(name);
    let script = format!(
        "#!/bin/bash\n{{ printf '%s\\n' \"$0\" \"$@\"; }} > '{home}/argv'\nfile=\"${{@: -1}}\"\n\
         stat -c %a \"$file\" \"$(dirname \"$file\")\" > '{home}/modes'\ncp \"$file\" '{home}/before'\n{then}\n",
        home = home.path().display()
    );
    fs::write(&path, script).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).unwrap();
    path
}

fn lines(home: &Home, name: &str) -> Vec<String> {
    let text = fs::read_to_string(home.path().join(name)).unwrap_or_default();
    text.lines().map(str::to_owned).collect()
}

/// The profile of somebody, with this editor.
fn profile(home: &Home, world: &World, editor: &str) -> Pty {
    let mut desk = Start::desk(home, &world.path())
        .env("EDITOR", editor)
        .start();
    desk.see("1 Today").send("2").see("22 influencers");
    find(&mut desk, "Angström");
    desk.send("\r").see("Timeline");
    desk
}

#[test]
fn the_story_goes_through_the_editor_and_back() {
    let (home, world) = (Home::new(), World::new());
    let script = fake(&home, "ed", "echo 'A line from the editor.' >> \"$file\"");
    let mut desk = profile(&home, &world, script.to_str().unwrap());
    desk.send("E")
        .see("Ctrl-S saves it")
        .see("A line from the editor.");
    let argv = lines(&home, "argv");
    assert_eq!(argv.len(), 2, "{argv:?}");
    assert_eq!(Path::new(&argv[0]), script);
    assert_eq!(lines(&home, "modes"), ["600", "700"]);
    assert_eq!(
        lines(&home, "before"),
        ["Began with her mother's rosacea; answers on Sundays."]
    );
    assert!(!Path::new(&argv[1]).exists() && !Path::new(&argv[1]).parent().unwrap().exists());
    desk.send("\x13").see("u takes");
    assert_eq!(desk.send("\x03\x03").ends(LONG), 0);
    desk.is_restored();
    let shown = home
        .run(&world.path(), &["show", "zoe.angstrom"])
        .ends(0)
        .out;
    assert!(
        shown.contains("Began with her mother's") && shown.contains("A line from the editor."),
        "{shown}"
    );
}

#[test]
fn an_editor_with_arguments_is_split_without_a_shell() {
    let (home, world) = (Home::new(), World::new());
    fs::create_dir(home.path().join("x")).unwrap();
    let script = fake(&home, "my ed", "exit 0");
    let editor = format!(
        "'{}' --wait; rm -rf x $(touch y) `touch y` > y",
        script.display()
    );
    let mut desk = profile(&home, &world, &editor);
    desk.send("E")
        .see("closed without saving; the text is unchanged");
    let argv = lines(&home, "argv");
    assert_eq!(Path::new(&argv[0]), script);
    assert_eq!(
        argv[1..argv.len() - 1],
        [
            "--wait;", "rm", "-rf", "x", "$(touch", "y)", "`touch", "y`", ">", "y"
        ]
    );
    assert!(home.path().join("x").exists() && !home.path().join("y").exists());
    desk.send("\x03\x03");
    assert_eq!(desk.ends(LONG), 0);
}

#[test]
fn an_editor_that_writes_nothing_or_is_missing_leaves_the_text_unchanged() {
    let (home, world) = (Home::new(), World::new());
    let before = home.run(&world.path(), &["history", "--json"]).out;
    let failing = fake(&home, "failing", "exit 3");
    let removing = fake(&home, "removing", "rm \"$file\"");
    let sweeping = fake(&home, "sweeping", "rm -r \"$(dirname \"$file\")\"");
    let linking = fake(
        &home,
        "linking",
        "rm \"$file\"; ln -s /etc/passwd \"$file\"",
    );
    for (editor, said) in [
        (failing.to_str().unwrap(), "the text is unchanged"),
        ("/nowhere/editor", "cannot be started: it does not exist"),
        ("'", "which is no command"),
        (
            removing.to_str().unwrap(),
            "removed its file; the text is as it was before",
        ),
        (
            sweeping.to_str().unwrap(),
            "removed its file; the text is as it was before",
        ),
        (linking.to_str().unwrap(), "file cannot be read"),
    ] {
        // A home without a memory of the search before.
        let fresh = Home::new();
        let mut desk = profile(&fresh, &world, editor);
        desk.send("E").see(said).send("\x03\x03");
        assert_eq!(desk.ends(LONG), 0, "{said}");
        desk.is_restored();
    }
    assert_eq!(home.run(&world.path(), &["history", "--json"]).out, before);
}

/// What was written is taken, however the editor ended.
#[test]
fn what_the_editor_wrote_is_taken_whatever_its_exit_code() {
    let world = World::new();
    for (then, said) in [
        ("exit 3", "exit code 3, but its text is here"),
        ("kill -9 $$", "killed, but its text is here"),
        ("exit 0", "Ctrl-S saves it"),
    ] {
        let home = Home::new();
        let script = fake(&home, "ed", &format!("echo 'A line.' >> \"$file\"; {then}"));
        let mut desk = profile(&home, &world, script.to_str().unwrap());
        desk.send("E").see(said).see("A line.");
        // It is in the recovery by now, and the editor's folder is gone.
        home.keeps("A line.", LONG);
        desk.send("\x03\x03");
        assert_eq!(desk.ends(LONG), 0, "{then}");
        assert_eq!(folders(&home), 0, "{then}");
    }
}

/// An editor that dies between emptying its file and filling it takes no text with it; one that ends well with an empty
/// file empties the box, and the text can be brought back.
#[test]
fn a_text_that_the_editor_emptied_is_not_lost() {
    for (then, said, is_there) in [
        ("kill -9 $$", "killed and left an empty file", true),
        ("exit 3", "exit code 3 and left an empty file", true),
        ("exit 0", "Ctrl-X Ctrl-D brings the text back", false),
    ] {
        let (home, world) = (Home::new(), World::new());
        let script = fake(&home, "ed", &format!(": > \"$file\"; {then}"));
        let mut desk = profile(&home, &world, script.to_str().unwrap());
        desk.send("n").see("Note").send("Words from before.");
        desk.see("Words from before.");
        desk.send("\x18\x05").see(said);
        if !is_there {
            assert!(!desk.text().contains("Words from before."), "{then}");
            desk.send("\x18\x04").see("Your changes are back");
        }
        desk.see("Words from before.");
        home.keeps("Words from before.", LONG);
        desk.send("\x03\x03");
        assert_eq!(desk.ends(LONG), 0, "{then}");
    }
}

/// The desk and its editor are killed when the file has just been emptied: the text from before is offered.
#[test]
fn a_text_whose_file_was_empty_when_all_was_killed_is_offered() {
    let (home, world) = (Home::new(), World::new());
    let script = fake(
        &home,
        "ed",
        ": > \"$file\"; echo EMPTIED; read -r line; exit 0",
    );
    let mut desk = profile(&home, &world, script.to_str().unwrap());
    desk.send("n").see("Note").send("Words from before.");
    desk.see("Words from before.");
    desk.send("\x18\x05").see("EMPTIED");
    home.keeps("Words from before.", LONG);
    desk.close();
    assert_eq!(desk.ends(LONG), 129);
    is_offered(&home, &world, "Words from before.");
}

/// An editor whose terminal is closed may end well with the empty file: that is no wish to empty the text.
#[test]
fn a_text_that_the_editor_emptied_stays_in_the_recovery_until_a_person_types() {
    let (home, world) = (Home::new(), World::new());
    let script = fake(&home, "ed", ": > \"$file\"; exit 0");
    let mut desk = profile(&home, &world, script.to_str().unwrap());
    desk.send("n").see("Note").send("Words from before.");
    desk.see("Words from before.");
    desk.send("\x18\x05").see("brings the text back");
    desk.close();
    assert_eq!(desk.ends(LONG), 129);
    is_offered(&home, &world, "Words from before.");
}

/// An editor that forks returns at once: its file stays until the desk ends, and what it saves by then is offered.
#[test]
fn an_editor_with_a_window_of_its_own_keeps_its_file_until_the_desk_ends() {
    for saves in [false, true] {
        let (home, world) = (Home::new(), World::new());
        let script = fake(&home, "ed", "exit 0");
        let mut desk = profile(&home, &world, script.to_str().unwrap());
        // Where it took longer than a moment to open, it says no more than that.
        desk.send("E").see("The editor closed without saving");
        let file = PathBuf::from(&lines(&home, "argv")[1]);
        assert_eq!(
            fs::read_to_string(&file).unwrap().trim(),
            "Began with her mother's rosacea; answers on Sundays."
        );
        if saves {
            fs::write(&file, "Saved in a window.\n").unwrap();
        }
        desk.send("\x03\x03");
        assert_eq!(desk.ends(LONG), 0);
        if saves {
            is_offered(&home, &world, "Saved in a window.");
        }
        assert_eq!(folders(&home), 0);
    }
}

/// Folders in which texts are edited.
fn folders(home: &Home) -> usize {
    let recover = fs::read_dir(home.state().join("recover"))
        .unwrap()
        .flatten();
    recover
        .filter(|entry| entry.file_name().to_string_lossy().starts_with("edit-"))
        .count()
}

/// The next start offers the story with this line.
#[track_caller]
fn is_offered(home: &Home, world: &World, line: &str) {
    let mut desk = Start::desk(home, &world.path()).start();
    desk.see("Unsaved text")
        .send("\r")
        .see("unsaved text is back")
        .see(line);
    home.keeps(line, LONG);
    // The folder goes when the text is on disk here.
    let until = std::time::Instant::now() + LONG;
    while folders(home) > 0 {
        assert!(std::time::Instant::now() < until, "the folder stays");
        desk.waits(std::time::Duration::from_millis(10));
    }
    desk.send("\x03\x03");
    assert_eq!(desk.ends(LONG), 0);
}

/// Saved in the editor, and then the line drops, or somebody ends the desk: it ends the editor, too.
#[test]
fn what_was_saved_in_the_editor_is_offered_when_the_desk_ends_first() {
    for end in ["window", "hangup", "term", "kill"] {
        let (home, world) = (Home::new(), World::new());
        let script = fake(
            &home,
            "ed",
            &format!(
                "echo 'A line.' >> \"$file\"; echo $$ > '{}/editor'; echo SAVED; read -r line",
                home.path().display()
            ),
        );
        let mut desk = profile(&home, &world, script.to_str().unwrap());
        desk.send("E").see("SAVED");
        match end {
            "window" => desk.close(),
            "hangup" => desk.signal(Signal::HUP),
            "term" => desk.signal(Signal::TERM),
            _ => desk.signal(Signal::KILL),
        }
        match end {
            "kill" => desk.is_killed(),
            "term" => assert_eq!(desk.ends(LONG), 143),
            _ => assert_eq!(desk.ends(LONG), 129, "{end}"),
        }
        let editor = lines(&home, "editor")[0].parse().unwrap();
        let editor = rustix::process::Pid::from_raw(editor).unwrap();
        if end == "kill" {
            // It was left alone with the terminal.
            let _ = rustix::process::kill_process(editor, Signal::KILL);
        } else {
            assert!(rustix::process::test_kill_process(editor).is_err(), "{end}");
        }
        is_offered(&home, &world, "A line.");
    }
}

/// An editor that outlives the desk and saves later: nothing is offered before, and its text at the start after.
#[test]
fn what_an_editor_saves_after_the_end_of_the_desk_is_offered_then() {
    let (home, world) = (Home::new(), World::new());
    let go = home.path().join("go");
    rustix::fs::mkfifoat(rustix::fs::CWD, &go, rustix::fs::Mode::RWXU).unwrap();
    let script = fake(
        &home,
        "ed",
        &format!(
            "trap '' HUP; echo WAITING; read -r line < '{go}'; echo \"$line\" >> \"$file\"; echo done > '{go}'",
            go = go.display()
        ),
    );
    let mut desk = profile(&home, &world, script.to_str().unwrap());
    desk.send("E").see("WAITING").signal(Signal::KILL);
    desk.is_killed();
    let mut other = Start::desk(&home, &world.path()).start();
    other.see("1 Today").send("3").see("Discovery").send("q");
    assert!(!other.text().contains("Unsaved text"));
    assert_eq!(other.ends(LONG), 0);
    assert_eq!(folders(&home), 1);
    fs::write(&go, "Written later.\n").unwrap();
    assert_eq!(fs::read_to_string(&go).unwrap(), "done\n");
    // The editor may be about to end still; its text is offered either way.
    let mut desk = Start::desk(&home, &world.path()).start();
    desk.see("Unsaved text").send("\r").see("Written later.");
    desk.send("\x03\x03");
    assert_eq!(desk.ends(LONG), 0);
}

/// Ctrl-C in an editor that does not take the terminal for itself is the editor's affair.
#[test]
fn ctrl_c_in_the_editor_does_not_end_the_desk() {
    let (home, world) = (Home::new(), World::new());
    let script = fake(
        &home,
        "ed",
        "trap 'echo CAUGHT' INT; echo EDITING; read -r line; read -r line",
    );
    let mut desk = profile(&home, &world, script.to_str().unwrap());
    desk.send("E").see("EDITING").send("\x03").see("CAUGHT");
    desk.send("\r\r")
        .see("closed without saving")
        .send("\x03\x03");
    assert_eq!(desk.ends(LONG), 0);
    desk.is_restored();
}

/// The terminal sends Ctrl-C to the desk as well, which may hear of it only when the editor has ended by it.
#[test]
fn ctrl_c_that_ends_the_editor_at_once_does_not_end_the_desk() {
    let (home, world) = (Home::new(), World::new());
    // What stood on the terminal before is seen again: each run says which it is.
    let began = format!(
        "echo >> '{home}/runs'; echo \"EDITING $(wc -l < '{home}/runs') TIMES\"; exec cat",
        home = home.path().display()
    );
    let script = fake(&home, "ed", &began);
    let mut desk = profile(&home, &world, script.to_str().unwrap());
    for run in 1..=20 {
        let seen = format!("EDITING {run} TIMES");
        desk.send("E").see(&seen).send("\x03");
        desk.see("The editor was killed; the text is unchanged");
        desk.send("\x1b").loses("editor was killed").see("Timeline");
    }
    desk.send("\x03\x03");
    assert_eq!(desk.ends(LONG), 0);
    desk.is_restored();
}

#[test]
fn keys_typed_into_the_editor_reach_it_and_not_the_desk() {
    let (home, world) = (Home::new(), World::new());
    let script = fake(
        &home,
        "ed",
        "echo EDITING; read -r line; echo \"$line\" >> \"$file\"",
    );
    let mut desk = profile(&home, &world, script.to_str().unwrap());
    desk.send("E").see("EDITING").send("qLux spoken aloud\r");
    desk.see("Ctrl-S saves it").see("qLux spoken aloud");
    desk.send("\x13").see("u takes");
    assert_eq!(desk.send("\x03\x03").ends(LONG), 0);
    desk.is_restored();
}
