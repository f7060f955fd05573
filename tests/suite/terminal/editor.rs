//! The person's own editor: started without a shell, on a private file, and the text comes back.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

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
    desk.send("E").see("the text is as it was");
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
fn an_editor_that_fails_or_is_missing_leaves_the_text_as_it_was() {
    let (home, world) = (Home::new(), World::new());
    let before = home.run(&world.path(), &["history", "--json"]).out;
    let failing = fake(&home, "failing", "echo lost >> \"$file\"; exit 3");
    let removing = fake(&home, "removing", "rm \"$file\"");
    let linking = fake(
        &home,
        "linking",
        "rm \"$file\"; ln -s /etc/passwd \"$file\"",
    );
    for (editor, said) in [
        (failing.to_str().unwrap(), "the text is as it was"),
        ("/nowhere/editor", "cannot be started"),
        ("'", "which is no command"),
        (removing.to_str().unwrap(), "cannot be read"),
        (linking.to_str().unwrap(), "cannot be read"),
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
