//! However the desk ends, the terminal is as it was before, and the exit code says why.

use rustix::process::Signal;

use super::pty::{Home, LONG, Start, last};
use super::roster;
use crate::support::World;

#[test]
fn it_starts_shows_the_roster_and_quits() {
    let (home, world) = (Home::new(), World::new());
    let mut desk = roster(&home, &world);
    desk.see("Amara Okafor").see("Tom Bakker");
    assert_eq!(desk.send("q").ends(LONG), 0);
    desk.is_restored();
    assert_eq!(home.kept(), "");
}

#[test]
fn a_signal_ends_it_and_the_terminal_is_restored() {
    for (signal, code) in [
        (Signal::TERM, 143),
        (Signal::INT, 130),
        (Signal::QUIT, 131),
        (Signal::HUP, 129),
    ] {
        let (home, world) = (Home::new(), World::new());
        let mut desk = roster(&home, &world);
        desk.signal(signal);
        assert_eq!(desk.ends(LONG), code, "{signal:?}");
        desk.is_restored();
    }
}

#[test]
fn a_signal_ends_it_in_every_place() {
    for (keys, shown) in [
        ("1", "21 November"),
        ("3", "Discovery 10"),
        ("\r", "Timeline"),
        ("U", "everybody's changes"),
        ("?", "type to narrow"),
        (":", "Enter do it"),
    ] {
        let (home, world) = (Home::new(), World::new());
        let mut desk = roster(&home, &world);
        desk.send(keys).see(shown).signal(Signal::TERM);
        assert_eq!(desk.ends(LONG), 143, "{shown}");
        desk.is_restored();
    }
}

#[test]
fn a_bug_gives_the_terminal_back_and_says_so() {
    for place in ["draw", "ui", "store", "editor"] {
        let (home, world) = (Home::new(), World::new());
        let mut desk = Start::desk(&home, &world.path())
            .env("ENTOURAGE_PANIC", place)
            .env("EDITOR", "true")
            .start();
        match place {
            "draw" => {}
            "ui" => {
                desk.see("1 Today").send("2");
            }
            // The undo is the first change that the store is asked for.
            "store" => {
                desk.see("1 Today").send("u");
            }
            _ => {
                desk.see("1 Today").send("2").see("glowwithmax").send("\r");
                desk.see("Timeline").send("E");
            }
        }
        let code = desk.ends(LONG);
        assert_ne!(code, 0, "{place}");
        desk.is_restored();
        let after = String::from_utf8_lossy(desk.afterwards()).into_owned();
        assert!(
            last(desk.afterwards(), b"\x1b]52").is_none(),
            "{place}: {after:?}"
        );
        // Only our own sequences follow: leaving and showing the cursor.
        let own = after
            .replace("\u{1b}[?1049l", "")
            .replace("\u{1b}[?25h", "");
        assert!(!own.contains('\u{1b}'), "{place}: {after:?}");
        assert!(
            own.contains("will be offered at the next start"),
            "{place}: {after:?}"
        );
        let log = std::fs::read_to_string(home.state().join("entourage.log")).unwrap();
        assert!(log.contains(&format!("asked for in {place}")), "{log}");
        assert!(!log.contains('\u{1b}'), "{log:?}");
    }
}

#[test]
fn nobody_could_continue_it_so_it_does_not_stop() {
    let (home, world) = (Home::new(), World::new());
    let mut desk = roster(&home, &world);
    desk.signal(Signal::TSTP);
    desk.see("no shell").send("3").see("Discovery 10");
    assert_eq!(desk.send("q").ends(LONG), 0);
    desk.is_restored();
}

#[test]
fn a_shell_stops_it_and_continues_it() {
    let (home, world) = (Home::new(), World::new());
    let mut shell = Start::program(&home, "bash")
        .arg("--norc")
        .arg("--noprofile")
        .arg("-i")
        .env("PS1", "ready> ")
        .env("ENTOURAGE_DB", world.path())
        .start();
    let command = format!("{} --today {}\r", super::pty::PROGRAM, super::pty::TODAY);
    shell.see("ready>").send(command);
    shell
        .see("1 Today")
        .send("2")
        .see("22 influencers")
        .send("\x1a");
    shell
        .see("Stopped")
        .send("stty -a | head -n 4\r")
        .see("erase");
    shell
        .send("fg\r")
        .see("22 influencers")
        .send("3")
        .see("Discovery 10");
    shell.send("q");
    // Earlier prompts stand on the screen as well; only the last line belongs to the shell.
    assert!(shell.comes(LONG, |screen| screen.trim_end().ends_with("ready>")));
    shell.send("echo code $?\r").see("code 0");
    shell.send("exit\r");
    shell.ends(LONG);
    shell.is_restored();
}
