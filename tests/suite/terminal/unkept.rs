//! Text that the disk does not take: it is never called kept, another place is tried, and nobody loses it by one key.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use super::pty::{Home, LONG, Pty, Start};
use super::{find, roster};
use crate::support::World;

fn types_a_contact(desk: &mut Pty, text: &str) {
    find(desk, "Tom Bakker");
    desk.send("l").see("Log a contact").send(text).see(text);
}

/// A file where the folder of unsaved text should be: nothing can be kept there, not even by root.
fn block(home: &Home) {
    fs::create_dir_all(home.state()).unwrap();
    fs::write(home.state().join("recover"), "").unwrap();
}

#[test]
fn what_cannot_be_kept_says_so_and_is_not_left_by_one_key() {
    let (home, world) = (Home::new(), World::new());
    block(&home);
    let mut desk = roster(&home, &world);
    types_a_contact(&mut desk, "mail: half a line");
    desk.see("unsaved text cannot be kept (recover is not a folder)");
    desk.send("\x1b")
        .loses("Log a contact")
        .see("cannot be kept");
    assert!(!desk.text().contains("is kept"), "{}", desk.text());
    desk.send("q")
        .see("Quit anyway?")
        .send("\x1b")
        .loses("Quit anyway?");
    // Room again: the next key brings it to disk, and the desk can be left.
    fs::remove_file(home.state().join("recover")).unwrap();
    desk.send("l")
        .see("half a line")
        .send("!")
        .loses("cannot be kept");
    home.keeps("half a line!", LONG);
    desk.send("\x1b").see("the text is kept").send("q");
    assert_eq!(desk.ends(LONG), 0);
    desk.is_restored();
}

#[test]
fn another_place_is_tried_and_found_at_the_next_start() {
    let (home, world) = (Home::new(), World::new());
    block(&home);
    let run = home.path().join("run");
    fs::create_dir(&run).unwrap();
    let start = || {
        Start::desk(&home, &world.path())
            .env("XDG_RUNTIME_DIR", &run)
            .start()
    };
    let mut desk = start();
    desk.see("1 Today");
    types_a_contact(&mut desk, "mail: half a line");
    desk.see("kept only until you log out (recover is not a folder)")
        .close();
    assert_eq!(desk.ends(LONG), 129);
    fs::remove_file(home.state().join("recover")).unwrap();
    let mut desk = start();
    desk.see("Unsaved text")
        .see("half a line")
        .send("\r")
        .see("Log a contact");
    assert!(!desk.text().contains("is emptied when you log out"));
    // It is where it belongs by now, and there alone.
    home.keeps("half a line", LONG);
    let left = fs::read_dir(run.join("entourage/recover")).unwrap().count();
    assert_eq!(left, 0);
    desk.send("\x03\x03");
    assert_eq!(desk.ends(LONG), 0);
}

/// Whoever quits is told in one line where the text lies, if that goes with the session.
#[test]
fn quitting_says_where_text_lies_that_does_not_outlive_the_session() {
    let (home, world) = (Home::new(), World::new());
    block(&home);
    let run = home.path().join("run");
    fs::create_dir(&run).unwrap();
    let mut desk = Start::desk(&home, &world.path())
        .env("XDG_RUNTIME_DIR", &run)
        .start();
    desk.see("1 Today");
    types_a_contact(&mut desk, "mail: half a line");
    desk.see("kept only until you log out").send("\x03\x03");
    assert_eq!(desk.ends(LONG), 0);
    let said = String::from_utf8_lossy(desk.afterwards()).into_owned();
    let place = run.join("entourage/recover");
    assert!(said.contains(place.to_str().unwrap()), "{said}");
    assert!(said.contains("is emptied when you log out"), "{said}");
    assert!(said.contains("Start Entourage again before that"), "{said}");
}

mod as_root {
    use super::*;

    /// A disk for the state folder that can be made to hold every write.
    struct Slow(std::path::PathBuf);

    impl Slow {
        fn new(home: &Home) -> Slow {
            let (image, state) = (home.path().join("image"), home.path().join("state"));
            fs::create_dir_all(&state).unwrap();
            fs::File::create(&image).unwrap().set_len(16 << 20).unwrap();
            run("mkfs.ext4", &[Path::new("-q"), &image]);
            run(
                "mount",
                &[Path::new("-o"), Path::new("loop"), &image, &state],
            );
            Slow(state)
        }

        fn hold(&self) {
            run("fsfreeze", &[Path::new("-f"), &self.0]);
        }

        fn let_go(&self) {
            run("fsfreeze", &[Path::new("-u"), &self.0]);
        }
    }

    impl Drop for Slow {
        fn drop(&mut self) {
            for words in [["fsfreeze", "-u"], ["umount", "-l"]] {
                let _ = std::process::Command::new(words[0])
                    .arg(words[1])
                    .arg(&self.0)
                    .output();
            }
        }
    }

    #[track_caller]
    fn run(program: &str, words: &[&Path]) {
        let ended = std::process::Command::new(program)
            .args(words)
            .output()
            .unwrap();
        assert!(ended.status.success(), "{program}: {ended:?}");
    }

    /// While the disk holds the write, every key is drawn as fast as ever; then everything typed is on disk.
    #[test]
    #[ignore = "needs root: mounts a disk and freezes it"]
    #[allow(clippy::print_stdout)] // the figures are wanted
    fn no_key_waits_for_a_disk_that_holds_the_write() {
        let (home, world) = (Home::new(), World::new());
        let disk = Slow::new(&home);
        let mut desk = roster(&home, &world);
        types_a_contact(&mut desk, "a");
        home.keeps("\"a\"", LONG);
        let mut typed = "a".to_owned();
        let (mut slowest, mut chance) = (Vec::new(), 7_u32);
        for held in [false, true] {
            if held {
                disk.hold();
                // This key begins the write that is held.
                desk.send("-").waits(Duration::from_secs(1));
                typed.push('-');
            }
            let mut times = Vec::new();
            for _ in 0..100 {
                // Letters in no order, so that the end of the text stands on the screen once.
                chance = chance.wrapping_mul(1_103_515_245).wrapping_add(12_345);
                let letter = char::from(b'a' + u8::try_from((chance >> 16) % 26).unwrap());
                typed.push(letter);
                let tail = typed[typed.len().saturating_sub(20)..].to_owned();
                let began = Instant::now();
                desk.send([letter as u8]).see(&tail);
                times.push(began.elapsed());
            }
            times.sort();
            println!(
                "keys with the disk held {held}: median {:?}, slowest {:?}",
                times[50], times[99]
            );
            slowest.push(times[99]);
        }
        assert!(slowest[1] < Duration::from_millis(100), "{slowest:?}");
        disk.let_go();
        home.keeps(&typed, LONG);
        desk.send("\x03\x03");
        assert_eq!(desk.ends(LONG), 0);
    }

    /// A disk of one's own for the state folder, which goes with this.
    struct Small(std::path::PathBuf);

    impl Small {
        fn new(home: &Home) -> Small {
            let state = home.path().join("state");
            fs::create_dir_all(&state).unwrap();
            let mounted = std::process::Command::new("mount")
                .args(["-t", "tmpfs", "-o", "size=256k", "tmpfs"])
                .arg(&state)
                .status();
            assert!(mounted.unwrap().success());
            Small(state)
        }
    }

    impl Drop for Small {
        fn drop(&mut self) {
            let _ = std::process::Command::new("umount")
                .arg("-l")
                .arg(&self.0)
                .status();
        }
    }

    #[test]
    #[ignore = "needs root: mounts a small disk"]
    fn a_full_disk_is_named_and_forgotten_when_there_is_room() {
        let (home, world) = (Home::new(), World::new());
        let small = Small::new(&home);
        let mut desk = roster(&home, &world);
        fs::write(small.0.join("fill"), vec![0; 150_000]).unwrap();
        let mut fill = 0;
        while fs::write(small.0.join(format!("fill{fill}")), [0; 1]).is_ok() {
            fill += 1;
        }
        types_a_contact(&mut desk, "mail: half a line");
        desk.see("unsaved text cannot be kept (disk full)");
        desk.send("\x1b").loses("Log a contact");
        assert!(!desk.text().contains("is kept"), "{}", desk.text());
        desk.send("\x1b[24~")
            .see("cannot be written (disk full)")
            .send("\x1b")
            .loses("What went wrong");
        for file in 0..fill {
            fs::remove_file(small.0.join(format!("fill{file}"))).unwrap();
        }
        desk.send("l")
            .see("half a line")
            .send("!")
            .loses("cannot be kept");
        home.keeps("half a line!", LONG);
        desk.send("\x1b").see("the text is kept").send("q");
        assert_eq!(desk.ends(LONG), 0);
    }
}
