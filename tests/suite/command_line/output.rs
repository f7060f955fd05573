//! What is printed: JSON a line, no control letters, a closed pipe, a full disk.

use std::fs;
use std::io::Read;
use std::process::Stdio;

use super::json_lines;
use crate::support::World;
use crate::terminal::pty::{Home, Ran};

#[test]
fn json_is_one_object_a_line() {
    let (home, world) = (Home::new(), World::new());
    for (words, rows) in [
        (&["list", "--json"][..], 22),
        (&["show", "zoe.angstrom", "--json"], 1),
        (&["history", "--json", "--limit", "7"], 7),
        (&["export", "--format", "json"], 22),
    ] {
        let ran = home.run(&world.path(), words).ends(0);
        let lines = json_lines(&ran.out);
        assert_eq!(lines.len(), rows, "{words:?}");
        assert!(lines.iter().all(serde_json::Value::is_object));
    }
    let zoe = home
        .run(&world.path(), &["list", "angström", "--json"])
        .ends(0);
    assert_eq!(json_lines(&zoe.out)[0]["name"], "Zoë Ångström");
}

const HOSTILE: &str = "in: \u{1b}]52;c;QUFB\u{7} \u{9b}31m red \u{202e}back";

/// Nothing in it reaches a terminal as anything but letters.
#[track_caller]
fn is_harmless(text: &str, words: &[&str]) {
    let bad = text
        .chars()
        .find(|letter| letter.is_control() && *letter != '\n' || *letter == '\u{202e}');
    let line = text
        .lines()
        .find(|line| bad.is_some_and(|bad| line.contains(bad)));
    assert_eq!(bad, None, "{words:?}: {line:?}");
}

#[test]
fn exports_carry_no_control_letters() {
    let (home, world) = (Home::new(), World::new());
    home.run(&world.path(), &["log", "tombakker", HOSTILE])
        .ends(0);
    for format in ["json", "csv", "markdown"] {
        let words = ["export", "--format", format, "--person", "tombakker"];
        let text = home.run(&world.path(), &words).ends(0).out;
        let bad = |letter: char| letter.is_control() && letter != '\n';
        assert!(!text.contains(bad), "{format}: {text:?}");
    }
}

#[test]
fn pipes_carry_no_colours_and_no_control_letters() {
    let (home, world) = (Home::new(), World::new());
    home.run(&world.path(), &["log", "tombakker", HOSTILE])
        .ends(0);
    for words in [
        &["list"][..],
        &["list", "--json"],
        &["show", "tombakker"],
        &["show", "tombakker", "--json"],
        &["history"],
        &["history", "--json"],
        &["today", "--team"],
        &["export", "--format", "markdown"],
        &["--help"],
        &["nonsense\u{1b}[31m"],
        &["show", "no\u{1b}[31mbody"],
        &["list", "--sort", "\u{1b}[31m"],
        &["undo", "\u{1b}[31m"],
        &["stage", "tombakker", "\u{1b}[31m"],
        &["import", "\u{1b}[31m.csv"],
        &["import", "x.csv", "--map", "\u{1b}[31m"],
        &["import", "x.csv", "--platform", "\u{1b}[31m"],
    ] {
        let ran = home.run(&world.path(), words);
        is_harmless(&ran.out, words);
        is_harmless(&ran.err, words);
    }
}

#[test]
fn a_closed_pipe_is_no_error() {
    let (home, world) = (Home::new(), World::new());
    for words in [
        &["list"][..],
        &["list", "--json"],
        &["export"],
        &["export", "--format", "json"],
        &["history"],
        &["show", "zoe.angstrom"],
        &["today", "--team"],
        &["--help"],
    ] {
        let mut command = home.command(&world.path(), words);
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let mut err = String::new();
        child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut err)
            .unwrap();
        let code = child.wait().unwrap().code();
        assert_eq!(err, "", "{words:?}");
        let usual = if words[0] == "today" { 3 } else { 0 };
        assert_eq!(code, Some(usual), "{words:?}");
    }
    // More than a pipe holds, and a reader that goes after the first line.
    let script = "for i in 1 2 3 4 5; do \"$0\" --db \"$1\" list --json; done | head -n 1; echo ${PIPESTATUS[0]}";
    let mut command = std::process::Command::new("bash");
    command
        .args(["-c", script, crate::terminal::pty::PROGRAM])
        .arg(world.path())
        .env_clear()
        .envs(home.environment());
    let ran = Ran::of(command.output().unwrap()).ends(0);
    assert_eq!(ran.err, "");
    assert_eq!(ran.out.lines().last(), Some("0"), "{}", ran.out);
}

#[test]
fn output_that_did_not_arrive_is_a_failure() {
    let (home, world) = (Home::new(), World::new());
    for words in [
        &["list", "--json"][..],
        &["show", "tombakker"],
        &["history"],
    ] {
        let full = fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let mut command = home.command(&world.path(), words);
        let ran = Ran::of(command.stdout(Stdio::from(full)).output().unwrap());
        assert_eq!(ran.code, Some(1), "{words:?}: {ran:?}");
        assert!(ran.err.contains("not complete"), "{ran:?}");
    }
}
