//! Small windows, poor terminals, many resizes, no terminal at all, split escapes.

use std::process::Stdio;
use std::time::Duration;

use super::pty::{Home, LONG, Pty, Ran, Start, holds_upgrade};
use super::roster;
use crate::support::{Chance, World};

/// Resizes so often at random, and works afterwards.
fn storm(resizes: usize) {
    let (home, world) = (Home::new(), World::new());
    let mut desk = roster(&home, &world);
    let mut chance = Chance::new(28);
    for _ in 0..resizes {
        let columns = u16::try_from(1 + chance.below(200)).unwrap();
        let rows = u16::try_from(1 + chance.below(60)).unwrap();
        desk.resize(columns, rows);
        if chance.below(4) == 0 {
            desk.send("j");
        }
    }
    for (columns, rows) in [(1, 1), (200, 1), (1, 60), (0, 0), (100, 30)] {
        desk.resize(columns, rows);
    }
    desk.see("1 Today").see("22 influencers");
    // What stands there may still be of an earlier size; a key is not heard before the last size is.
    let heard = (0..60).any(|_| {
        let second = Duration::from_secs(1);
        desk.send("3")
            .comes(second, |screen| screen.contains("Discovery 10"))
    });
    assert!(heard, "{}", desk.text());
    desk.see("3 Pipeline");
    assert_eq!(desk.send("q").ends(LONG), 0);
    desk.is_restored();
}

#[test]
fn three_hundred_resizes() {
    storm(300);
}

#[test]
#[ignore = "long: 3,000 resizes"]
fn three_thousand_resizes() {
    storm(3_000);
}

#[test]
fn a_window_shrunk_and_grown_at_once_is_drawn_whole() {
    let (home, world) = (Home::new(), World::new());
    let mut desk = roster(&home, &world);
    // Blanks at the end of a line may have been written or not.
    let trimmed = |screen: &str| {
        let lines: Vec<&str> = screen.lines().map(str::trim_end).collect();
        lines.join("\n")
    };
    let whole = trimmed(&desk.text());
    for round in 0..10 {
        // Both may arrive as one news of the size that the desk knows already; the terminal has lost letters meanwhile.
        desk.resize(20, 5);
        desk.resize(100, 30);
        let again = desk.comes(LONG, |screen| trimmed(screen) == whole);
        let now = trimmed(&desk.text());
        let differs = whole.lines().zip(now.lines()).find(|(was, is)| was != is);
        assert!(again, "round {round}: {differs:?}\n{now}");
    }
    assert_eq!(desk.send("q").ends(LONG), 0);
}

#[test]
fn a_window_that_is_too_small_says_so_and_is_left() {
    let sizes = [(20, 5), (40, 12), (1, 1), (59, 24), (60, 15)];
    for ((columns, rows), quits) in sizes.into_iter().zip(["q", "\x03"].into_iter().cycle()) {
        let (home, world) = (Home::new(), World::new());
        let mut desk = Start::desk(&home, &world.path())
            .size(columns, rows)
            .start();
        if columns >= 20 {
            desk.see("Entourage");
            let words = desk.text().split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(
                words,
                "Entourage needs 60 columns and 16 rows. Make the window larger, or press q to quit."
            );
        } else {
            assert!(desk.comes(LONG, |screen| screen.trim() == "E"));
        }
        // A bound key does nothing to a screen that cannot be seen, but quitting.
        desk.send("u").send(quits);
        assert_eq!(desk.ends(LONG), 0);
        desk.is_restored();
        assert!(!history(&home, &world).contains("undid"));
    }
}

#[test]
fn text_that_was_being_typed_is_kept_when_a_window_that_is_too_small_is_left() {
    for quits in ["q", "\x03"] {
        let (home, world) = (Home::new(), World::new());
        let mut desk = super::roster(&home, &world);
        super::find(&mut desk, "Tom Bakker");
        desk.send("l").see("Log a contact").send("mail: half a li");
        desk.see("mail: half a li").resize(40, 10);
        // Esc would close the box on a screen that can be seen; here it leaves nothing.
        desk.see("or press q to").send("\x1b");
        assert!(desk.lives_for(std::time::Duration::from_millis(300)));
        desk.send(quits);
        assert_eq!(desk.ends(LONG), 0);
        desk.is_restored();
        assert!(home.kept().contains("mail: half a li"), "{}", home.kept());
    }
}

fn history(home: &Home, world: &World) -> String {
    home.run(&world.path(), &["history", "--json"]).ends(0).out
}

#[test]
fn a_window_that_grows_while_it_starts_shows_the_desk() {
    for _ in 0..10 {
        let (home, world) = (Home::new(), World::new());
        let mut desk = Start::desk(&home, &world.path()).size(20, 5).start();
        // The first letters are here; the threads behind them may not be.
        desk.see("E").resize(100, 30);
        let grown = desk.comes(LONG, |screen| screen.contains("1 Today"));
        assert!(grown, "{}", desk.text());
        desk.send("2").see("22 influencers").send("q");
        assert_eq!(desk.ends(LONG), 0);
    }
}

#[test]
fn poor_surroundings_do_not_keep_it_from_starting() {
    let (home, world) = (Home::new(), World::new());
    let start = || Start::desk(&home, &world.path());
    for desk in [
        start().env("TERM", "dumb"),
        start().without("TERM"),
        start().env("LANG", "C").env("LC_ALL", "C"),
        start().without("LANG"),
        start().without("TZ"),
        start().env("TZ", "No/Where"),
        start().env("TZ", "Asia/Kathmandu"),
        start().env("NO_COLOR", "1"),
        start().env("COLORTERM", "truecolor"),
        start().without("HOME"),
        start().without("PATH"),
    ] {
        let mut desk = desk.start();
        desk.see("1 Today")
            .send("2")
            .see("22 influencers")
            .send("q");
        assert_eq!(desk.ends(LONG), 0);
        desk.is_restored();
    }
}

#[test]
fn without_a_terminal_it_says_one_sentence() {
    let (home, world) = (Home::new(), World::new());
    // A session of its own has no terminal that could be opened behind the pipes.
    let mut command = std::process::Command::new("setsid");
    command
        .arg("--wait")
        .arg(super::pty::PROGRAM)
        .arg("--db")
        .arg(world.path())
        .env_clear()
        .envs(home.environment())
        .current_dir(home.path())
        .stdin(Stdio::null());
    let ran = Ran::of(command.output().unwrap()).fails(1);
    assert!(ran.err.contains("needs a terminal"), "{ran:?}");
}

#[test]
fn with_a_terminal_but_its_output_in_a_pipe_it_says_one_sentence() {
    let (home, world) = (Home::new(), World::new());
    let mut shell = Start::program(&home, "bash")
        .arg("-c")
        .arg("\"$0\" 2>words | cat >letters; echo over ${PIPESTATUS[0]}")
        .arg(super::pty::PROGRAM)
        .env("ENTOURAGE_DB", world.path())
        .start();
    shell.see("over 1");
    shell.ends(LONG);
    let read = |name: &str| std::fs::read_to_string(home.path().join(name)).unwrap();
    assert_eq!(read("letters"), "");
    assert_eq!(read("words").lines().count(), 1, "{}", read("words"));
    shell.is_untouched();
}

#[test]
fn an_arrow_that_the_line_split_is_an_arrow() {
    let (home, world) = (Home::new(), World::new());
    let mut desk = roster(&home, &world);
    let line = |screen: &str| {
        screen
            .lines()
            .find(|line| line.trim_start().starts_with('▌'))
            .map(str::to_owned)
    };
    assert!(desk.comes(LONG, |screen| {
        line(screen).is_some_and(|line| line.contains("Amara"))
    }));
    // In a box Esc would close; the arrow must not.
    moves_in_box(&mut desk, &["\x1b", "[B"]);
    // Split in three, and a lone Esc.
    moves_in_box(&mut desk, &["\x1b", "[", "A"]);
    desk.send("\x1b").loses("Enter choose");
    assert_eq!(desk.send("q").ends(LONG), 0);
}

/// These pieces of one arrow move the bar of a box and do not close it. Pieces that a busy machine sends too late are no
/// arrow any more: then it is tried again.
#[track_caller]
fn moves_in_box(desk: &mut Pty, pieces: &[&str]) {
    for _ in 0..20 {
        if !desk.text().contains("Enter choose") {
            desk.send("s").see("Enter choose");
        }
        let before = line_in_box(&desk.text());
        for piece in pieces {
            desk.send(piece).waits(Duration::from_millis(20));
        }
        let is_open = |screen: &str| screen.contains("Enter choose");
        assert!(desk.comes(LONG, |screen| !is_open(screen)
            || line_in_box(screen) != before));
        if is_open(&desk.text()) {
            return;
        }
        desk.send("\x1b").waits(Duration::from_millis(200));
    }
    panic!("the pieces are no arrow\n{}", desk.text());
}

/// The marked line of the box, which stands on top of the list's.
fn line_in_box(screen: &str) -> Option<String> {
    screen
        .lines()
        .find(|line| line.contains("│ ▌"))
        .map(str::to_owned)
}

/// The window stayed blank for seconds.
#[test]
fn while_an_older_file_is_upgraded_the_terminal_says_so_and_a_script_hears_nothing() {
    let (home, world) = (Home::new(), World::of_third_shape());
    let holds = holds_upgrade(&world.path());
    let mut desk = Start::desk(&home, &world.path()).start();
    desk.see("Upgrading the database (").see("people)…");
    drop(holds);
    desk.see("1 Today").send("q");
    assert_eq!(desk.ends(LONG), 0);
    let world = World::of_third_shape();
    let ran = home.run(&world.path(), &["list"]).ends(0);
    assert_eq!(ran.err, "");
    assert!(!ran.out.contains("Upgrading"));
}
