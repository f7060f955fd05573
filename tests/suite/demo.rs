//! The demo's folder: its owner's alone, and gone afterwards, however the demo ended.

use std::fs;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use rustix::process::Signal;

use crate::support::World;
use crate::terminal::pty::{Home, LONG, PROGRAM, Pty, Start, TODAY};

/// A home with a folder for temporary files of its own.
fn home() -> (Home, PathBuf) {
    let home = Home::new();
    let temporary = home.path().join("tmp");
    fs::create_dir(&temporary).unwrap();
    (home, temporary)
}

fn start(home: &Home, temporary: &Path) -> Pty {
    let mut demo = Start::program(home, PROGRAM)
        .env("TMPDIR", temporary)
        .arg("--today")
        .arg(TODAY)
        .arg("demo")
        .start();
    demo.see("1 Today");
    demo
}

fn folders(temporary: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(temporary).unwrap();
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found
}

#[test]
fn a_demo_that_was_killed_leaves_nothing_behind_the_next_start() {
    let (home, temporary) = home();
    let mut killed = start(&home, &temporary);
    let first = folders(&temporary);
    assert_eq!(first.len(), 1);
    assert_eq!(fs::metadata(&first[0]).unwrap().mode() & 0o7777, 0o700);
    let mut alive = start(&home, &temporary);
    assert_eq!(folders(&temporary).len(), 2, "a living one is left alone");
    killed.signal(Signal::KILL);
    killed.is_killed();
    assert_eq!(folders(&temporary).len(), 2);
    // Any desk sweeps.
    let world = World::new();
    let mut desk = Start::desk(&home, &world.path())
        .env("TMPDIR", &temporary)
        .start();
    desk.see("1 Today").send("q");
    assert_eq!(desk.ends(LONG), 0);
    assert_eq!(folders(&temporary).len(), 1);
    assert!(!first[0].exists());
    alive.send("2").see("influencers").send("q");
    assert_eq!(alive.ends(LONG), 0);
    assert_eq!(folders(&temporary), Vec::<PathBuf>::new());
}

/// Only what has our name, our owner, our mode and our content goes.
#[test]
fn what_only_looks_like_a_demo_stays() {
    let (home, temporary) = home();
    let at = |name: &str| temporary.join(name);
    let make = |name: &str, mode: u32| {
        fs::DirBuilder::new().mode(0o700).create(at(name)).unwrap();
        fs::write(at(name).join("demo.db"), "left").unwrap();
        fs::write(at(name).join("trial.db-wal"), "left").unwrap();
        fs::set_permissions(at(name), fs::Permissions::from_mode(mode)).unwrap();
    };
    let letters = home.path().join("letters");
    fs::create_dir(&letters).unwrap();
    fs::write(letters.join("demo.db"), "dear diary").unwrap();
    make("entourage-demo-0123456789abcdef", 0o700);
    make("entourage-trial-0123456789abcdef", 0o700);
    make("entourage-demo-0123456789abcde0", 0o755);
    make("entourage-demo-short", 0o700);
    make("entourage-other-0123456789abcdef", 0o700);
    symlink(&letters, at("entourage-demo-00000000000000aa")).unwrap();
    fs::write(at("entourage-demo-00000000000000bb"), "a file").unwrap();
    fs::write(at("entourage-demo-0123456789abcdef/letter.txt"), "mine").unwrap();
    let linked = at("entourage-trial-0123456789abcdef/trial.db.desks");
    symlink(&letters, linked).unwrap();
    let mut demo = start(&home, &temporary);
    demo.send("q");
    assert_eq!(demo.ends(LONG), 0);
    assert_eq!(
        fs::read_to_string(letters.join("demo.db")).unwrap(),
        "dear diary"
    );
    let left = |name: &str| {
        let mut left: Vec<String> = fs::read_dir(at(name))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        left.sort();
        left
    };
    assert_eq!(
        left("entourage-demo-0123456789abcdef"),
        ["letter.txt", "trial.db-wal"]
    );
    assert_eq!(
        left("entourage-trial-0123456789abcdef"),
        ["demo.db", "trial.db.desks"]
    );
    for name in [
        "entourage-demo-0123456789abcde0",
        "entourage-demo-short",
        "entourage-other-0123456789abcdef",
    ] {
        assert_eq!(left(name), ["demo.db", "trial.db-wal"], "{name}");
    }
    assert!(
        at("entourage-demo-00000000000000aa")
            .symlink_metadata()
            .is_ok()
    );
    assert!(at("entourage-demo-00000000000000bb").is_file());
}
