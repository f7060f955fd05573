//! Leaving one database for another while the desk runs, and a desk that only looks.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use super::pty::{Home, LONG, Pty, Start, holds_upgrade};
use super::{find, roster};
use crate::support::World;

fn config(home: &Home, desks: &[(&str, &Path)]) {
    let folder = home.path().join("config/entourage");
    fs::create_dir_all(&folder).unwrap();
    let lines: Vec<String> = desks
        .iter()
        .map(|(name, path)| format!("{name} = \"{}\"", path.display()))
        .collect();
    fs::write(
        folder.join("config.toml"),
        format!("[desks]\n{}\n", lines.join("\n")),
    )
    .unwrap();
}

#[test]
fn another_database_is_opened_and_the_first_one_left_with_its_text() {
    let (home, one, other) = (Home::new(), World::new(), World::empty());
    let none = home.path().join("none.db");
    let (here, there) = (one.path(), other.path());
    config(&home, &[("one", &here), ("other", &there), ("none", &none)]);
    let mut desk = roster(&home, &one);
    find(&mut desk, "Tom Bakker");
    desk.send("lin: half a sent\x1b").see("the text is kept");
    // What cannot be opened leaves one where one is.
    desk.send(":desk none\r")
        .see("there is no database")
        .see("Tom Bakker");
    desk.send(":desk nobody\r")
        .see("no desk is called")
        .see("Tom Bakker");
    assert!(!none.exists());
    desk.send(":desk other\r")
        .see("this is other")
        .see("Nobody is here yet");
    desk.send(":add ig some.body\r").see("added some.body");
    // Each database remembers where one was, and offers its text.
    desk.send(":desk one\r").see("half a sent").send("\x1b");
    desk.loses("half a sent")
        .see("Tom Bakker")
        .loses("some.body");
    desk.send(":desk one\r").see("one is open");
    desk.send(":desk other\r")
        .see("this is other")
        .send("2")
        .see("some.body");
    desk.send("q");
    assert_eq!(desk.ends(LONG), 0);
    desk.is_restored();
    assert!(home.kept().contains("half a sent"));
}

#[test]
fn nobody_is_seen_on_a_database_that_was_left() {
    let (home, one, other) = (Home::new(), World::new(), World::empty());
    let (here, there) = (one.path(), other.path());
    config(&home, &[("one", &here), ("other", &there)]);
    let mut desk = Start::desk(&home, &here).start();
    desk.see("1 Today")
        .send(":desk other\r")
        .see("this is other");
    let there_now = |world: &World| world.hand("ben").store.colleagues().len();
    assert_eq!((there_now(&one), there_now(&other)), (0, 1));
    desk.send("q");
    assert_eq!(desk.ends(LONG), 0);
    assert_eq!((there_now(&one), there_now(&other)), (0, 0));
}

#[test]
fn a_desk_that_only_looks_says_so_and_changes_nothing() {
    let (home, world) = (Home::new(), World::new());
    let mut desk = Start::desk(&home, &world.path()).arg("--read-only").start();
    desk.see("1 Today").see("read only");
    find(&mut desk, "Tom Bakker");
    for key in [
        "l",
        "t",
        "L",
        "x",
        "e",
        "n",
        "u",
        ":note hello\r",
        ":undo\r",
        ":erase\r",
    ] {
        desk.send(key).see("this desk is read only");
        desk.send("g").loses("this desk is read only");
    }
    desk.send("\r").see("[Overview]").send("q").send("q");
    assert_eq!(desk.ends(LONG), 0);
    let history = home
        .run(&world.path(), &["history", "--limit", "1"])
        .ends(0);
    assert!(!history.out.contains("hello"), "{history:?}");
}

/// How often the threads of a program have been woken.
fn wakes(desk: &Pty) -> u64 {
    let mut sum = 0;
    let tasks = fs::read_dir(format!("/proc/{}/task", desk.pid.as_raw_nonzero())).unwrap();
    for task in tasks {
        let status = fs::read_to_string(task.unwrap().path().join("status")).unwrap();
        sum += status
            .lines()
            .filter_map(|line| line.strip_prefix("voluntary_ctxt_switches:"))
            .map(|number| number.trim().parse::<u64>().unwrap())
            .sum::<u64>();
    }
    sum
}

/// Looks at the list of who is here until it says this.
#[track_caller]
fn lists(desk: &mut Pty, words: &str) {
    let until = Instant::now() + LONG;
    while !desk
        .send("W")
        .comes(Duration::from_millis(500), |screen| screen.contains(words))
    {
        assert!(
            Instant::now() < until,
            "not listed: {words}\n{}",
            desk.text()
        );
        desk.send("\x1b").waits(Duration::from_millis(200));
    }
}

#[test]
fn who_comes_moves_and_goes_is_seen_and_then_everybody_sleeps() {
    let (home, world) = (Home::new(), World::new());
    let mut ada = roster(&home, &world);
    let mut ben = roster(&home, &world);
    find(&mut ada, "Tom Bakker");
    ada.send("\r").see("[Overview]");
    find(&mut ben, "Tom Bakker");
    ben.send("\r").see("[Overview]");
    // They are one account to the machine, so that only the list tells of the other desk, when that has been in its
    // place for a moment.
    lists(&mut ada, "Profile · Tom Bakker");
    ada.send("\x1b").see("[Overview]");
    // When everything that was to be asked again has been asked, nobody has a reason to wake.
    let until = Instant::now() + LONG;
    loop {
        let before = (wakes(&ada), wakes(&ben));
        ada.waits(Duration::from_secs(1));
        if (wakes(&ada), wakes(&ben)) == before {
            break;
        }
        assert!(Instant::now() < until, "they do not come to rest");
    }
    // One who is killed is gone for the others, too.
    ben.signal(rustix::process::Signal::KILL);
    ben.is_killed();
    lists(&mut ada, "nobody else has this database open");
    ada.send("q").send("q");
    assert_eq!(ada.ends(LONG), 0);
}

/// The whole desk stood still while the other database was waited for.
#[test]
fn the_desk_goes_on_while_another_database_is_being_opened() {
    let (home, one, other) = (Home::new(), World::new(), World::of_third_shape());
    let (here, there) = (one.path(), other.path());
    config(&home, &[("one", &here), ("other", &there)]);
    let mut desk = roster(&home, &one);
    let holds = holds_upgrade(&there);
    desk.send(":desk other\r").see("Upgrading other (");
    desk.send("3").see("[Discovery").send("2").see("Tom Bakker");
    // A box that is open keeps its keys.
    find(&mut desk, "Tom Bakker");
    desk.send("n").see("Note on Tom Bakker").send("half a no");
    drop(holds);
    desk.see("other is open: close this box to go there")
        .send("te")
        .see("half a note");
    desk.send("\x1b").see("this is other");
    desk.send("q");
    assert_eq!(desk.ends(LONG), 0);
    assert!(home.kept().contains("half a note"));
}
