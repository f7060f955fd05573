//! Reading where one may not write, and where there is no room to.

use std::fs;
use std::io::Write;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{ADA, EVE, End, Machine, add, mode};
use crate::support::World;
use crate::terminal::pty::Home;

/// An account that may only read backs up what it reads, as its own; and `check` says what it cannot see.
#[test]
#[ignore = "needs root"]
fn an_account_that_may_only_read_backs_up_and_checks_what_it_sees() {
    let machine = Machine::new();
    let (ada, eve) = (machine.account(ADA, 0o022), machine.account(EVE, 0o022));
    let database = machine.shared(&ada, "readers");
    mode(database.parent().unwrap(), 0o2775);
    mode(&database, 0o664);
    let mut desk = ada.desk(&database);
    add(&mut desk, "somebody");
    eve.run(Some(&database), &["--read-only", "backup", "copy.db"])
        .ends(0);
    let copy = eve.home.path().join("copy.db");
    let data = fs::metadata(&copy).unwrap();
    assert_eq!(
        (data.uid(), data.gid(), data.mode() & 0o777),
        (EVE, EVE, 0o600)
    );
    let seen = eve.run(Some(&copy), &["list"]).ends(0);
    assert!(seen.out.contains("somebody"), "{seen:?}");
    let checked = eve.run(Some(&database), &["--read-only", "check"]).ends(0);
    assert!(
        checked.out.contains("You cannot see who else has it open."),
        "{checked:?}"
    );
    assert!(checked.out.contains("open read-only"), "{checked:?}");
    End::Quit.of(desk);
}

/// A small disk of its own.
struct Disk(PathBuf);

impl Disk {
    fn new(home: &Home, size: &str) -> Disk {
        let place = home.path().join("disk");
        fs::create_dir(&place).unwrap();
        let size = format!("size={size},mode=0700");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &size, "tmpfs"])
            .arg(&place)
            .status();
        assert!(mounted.unwrap().success(), "this test mounts a small disk");
        Disk(place)
    }

    /// Fills it to the last byte, and takes so many again.
    fn fill(&self, but: usize) -> PathBuf {
        let place = self.0.join("ballast");
        let mut file = fs::File::create(&place).unwrap();
        while file.write(&[7; 4_096]).is_ok_and(|written| written > 0) {}
        let long = file.metadata().unwrap().len();
        file.set_len(long.saturating_sub(but as u64)).unwrap();
        place
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

fn people(home: &Home, database: &Path) -> String {
    let ran = home.run(database, &["export", "--format", "json"]);
    ran.ends(0).out
}

/// With less than 32 kB of room on a real disk, down to the last byte.
#[test]
#[ignore = "needs root"]
fn with_less_than_32_kb_free_a_database_still_opens_to_read() {
    let (home, world) = (Home::new(), World::new());
    let expected = people(&home, &world.path());
    let disk = Disk::new(&home, "4m");
    let database = disk.0.join("desk.db");
    fs::copy(world.path(), &database).unwrap();
    for free in [0, 4_096, 16_384, 28_672] {
        let ballast = disk.fill(free);
        assert_eq!(people(&home, &database), expected, "{free}");
        let told = home.run(&database, &["log", "tombakker", "in: hello"]);
        assert_eq!(told.code, Some(1), "{free}: {told:?}");
        assert!(told.err.contains("the disk is full"), "{free}: {told:?}");
        fs::remove_file(ballast).unwrap();
        home.run(&database, &["check"]).ends(0);
    }
    home.run(&database, &["log", "tombakker", "in: hello"])
        .ends(0);
}
