//! Several Unix accounts on one shared database (T6, T7): run by `.ci/run` when it is root.
//!
//! The accounts are numbers that the machine need not know; `setpriv` and a shell give a program its account and umask.

mod reading;
mod side_files;

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

use rustix::process::Signal;
use tempfile::TempDir;

use crate::terminal::pty::{Home, LONG, PROGRAM, Pty, Ran, Start, TODAY};

const ADA: u32 = 61_001;
const BEN: u32 = 61_002;
const EVE: u32 = 61_003;
const ROOT: u32 = 0;
const TEAM: u32 = 62_000;

/// A machine with a folder that everybody may enter, and the program in it.
struct Machine {
    folder: TempDir,
}

impl Machine {
    fn new() -> Machine {
        assert!(
            rustix::process::geteuid().is_root(),
            "this test makes files of several accounts: run it as root"
        );
        let folder = tempfile::Builder::new()
            .prefix("entourage-machine-")
            .tempdir_in("/dev/shm")
            .or_else(|_| tempfile::tempdir())
            .unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o1777)).unwrap();
        // By another process: one that is started meanwhile by another test would hold our open file, and nothing that
        // is open for writing can be run.
        let program = folder.path().join("entourage");
        let copied = Command::new("cp")
            .args([PROGRAM.as_ref(), program.as_os_str()])
            .status();
        assert!(copied.unwrap().success());
        Machine { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn account(&self, uid: u32, umask: u32) -> Account {
        let home = Home::new();
        chown(home.path(), Some(uid), Some(uid)).unwrap();
        Account {
            home,
            uid,
            groups: if uid == EVE { uid } else { TEAM },
            umask,
            program: self.path("entourage"),
        }
    }

    /// A shared database, made by this account.
    fn shared(&self, by: &Account, name: &str) -> PathBuf {
        let folder = self.path(name);
        let team = TEAM.to_string();
        let words = [
            "init",
            "--shared",
            folder.to_str().unwrap(),
            "--group",
            &team,
        ];
        by.run(None, &words).ends(0);
        folder.join("entourage.db")
    }
}

/// Somebody with an account of their own.
struct Account {
    home: Home,
    uid: u32,
    groups: u32,
    umask: u32,
    program: PathBuf,
}

impl Account {
    fn words(&self, database: Option<&Path>, words: &[&str]) -> Vec<String> {
        let umask = format!("umask {:03o}; exec \"$0\" \"$@\"", self.umask);
        let (uid, groups) = (self.uid.to_string(), self.groups.to_string());
        let mut all: Vec<String> = [
            "--reuid", &uid, "--regid", &uid, "--groups", &groups, "sh", "-c", &umask,
        ]
        .map(str::to_owned)
        .into();
        all.push(self.program.to_str().unwrap().to_owned());
        if let Some(database) = database {
            all.extend(["--db".to_owned(), database.to_str().unwrap().to_owned()]);
        }
        all.extend(["--today".to_owned(), TODAY.to_owned()]);
        all.extend(words.iter().map(|word| (*word).to_owned()));
        all
    }

    fn run(&self, database: Option<&Path>, words: &[&str]) -> Ran {
        let mut command = Command::new("setpriv");
        command
            .args(self.words(database, words))
            .env_clear()
            .envs(self.home.environment())
            .current_dir(self.home.path());
        Ran::of(command.output().unwrap())
    }

    fn desk(&self, database: &Path) -> Pty {
        let mut start = Start::program(&self.home, "setpriv");
        for word in self.words(Some(database), &[]) {
            start = start.arg(word);
        }
        let mut desk = start.start();
        desk.see("1 Today");
        desk
    }
}

/// Adds somebody at a desk, and sees that it was saved.
fn add(desk: &mut Pty, handle: &str) {
    desk.send(format!(":add ig {handle}\r"));
    desk.see(&format!("added {handle} in discovery"));
}

/// Everything of the database is the team's alone.
#[track_caller]
fn is_of_the_team(database: &Path) {
    for end in ["", "-wal", "-shm", ".bell"] {
        let place = beside(database, end);
        if let Ok(data) = fs::metadata(&place) {
            assert_eq!(data.mode() & 0o7777, 0o660, "{}", place.display());
            assert_eq!(data.gid(), TEAM, "{}", place.display());
        }
    }
    let folder = fs::metadata(database.parent().unwrap()).unwrap();
    assert_eq!((folder.mode() & 0o7777, folder.gid()), (0o2770, TEAM));
}

#[derive(Debug, Clone, Copy)]
enum First {
    Ada,
    Ben,
    Root,
}

#[derive(Debug, Clone, Copy)]
enum End {
    Quit,
    Kill,
}

impl End {
    fn of(self, mut desk: Pty) {
        match self {
            End::Quit => {
                desk.send("q");
                assert_eq!(desk.ends(LONG), 0);
            }
            End::Kill => {
                desk.signal(Signal::KILL);
                desk.is_killed();
            }
        }
    }
}

/// One of the 48: both save while both are there, the first ends, both go on saving, both end.
fn story(machine: &Machine, maker: u32, umask: u32, first: First, end: End) {
    let (ada, ben) = (machine.account(ADA, umask), machine.account(BEN, umask));
    let by = if maker == ADA { &ada } else { &ben };
    let database = machine.shared(by, &format!("{maker}-{umask:o}-{first:?}-{end:?}"));
    let (one, other) = match first {
        First::Ada => (&ada, &ben),
        First::Ben => (&ben, &ada),
        First::Root => {
            let root = machine.account(ROOT, umask);
            let mut desk = root.desk(&database);
            add(&mut desk, "of.root");
            is_of_the_team(&database);
            end.of(desk);
            (&ada, &ben)
        }
    };
    let mut early = one.desk(&database);
    add(&mut early, "first");
    is_of_the_team(&database);
    let mut late = other.desk(&database);
    add(&mut late, "second");
    add(&mut early, "third");
    is_of_the_team(&database);
    end.of(early);
    add(&mut late, "fourth");
    one.run(Some(&database), &["log", "fourth", "in: hello"])
        .ends(0);
    is_of_the_team(&database);
    end.of(late);
    other
        .run(Some(&database), &["log", "first", "in: hello"])
        .ends(0);
    one.run(Some(&database), &["log", "second", "in: hello"])
        .ends(0);
    is_of_the_team(&database);
    one.run(Some(&database), &["check"]).ends(0);
}

/// T6.
#[test]
#[ignore = "needs root"]
fn nobody_locks_a_colleague_out_whatever_the_umask_the_order_and_the_end() {
    let machine = Machine::new();
    let mut runs = Vec::new();
    for maker in [ADA, BEN] {
        for umask in [0o002, 0o022, 0o027, 0o077] {
            for first in [First::Ada, First::Ben, First::Root] {
                runs.extend([End::Quit, End::Kill].map(|end| (maker, umask, first, end)));
            }
        }
    }
    assert_eq!(runs.len(), 48);
    let runs = Mutex::new(runs.into_iter());
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                loop {
                    let next = runs.lock().unwrap().next();
                    let Some((maker, umask, first, end)) = next else {
                        return;
                    };
                    story(&machine, maker, umask, first, end);
                }
            });
        }
    });
}

/// What was done to a shared database of ada's, and what ben is told to ask for.
struct Spoilt {
    what: &'static str,
    spoil: fn(&Path),
    way_out: &'static str,
}

fn mode(place: &Path, mode: u32) {
    fs::set_permissions(place, fs::Permissions::from_mode(mode)).unwrap();
}

fn beside(database: &Path, end: &str) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(end);
    name.into()
}

fn left_over(database: &Path, end: &str) {
    let place = beside(database, end);
    fs::write(&place, "").unwrap();
    chown(&place, Some(ADA), Some(TEAM)).unwrap();
    mode(&place, 0o644);
}

const SPOILT: [Spoilt; 8] = [
    Spoilt {
        what: "database 0644",
        spoil: |path| mode(path, 0o644),
        way_out: "ask uid61001 to run: chmod 660 {db}",
    },
    Spoilt {
        what: "left-over -wal 0644",
        spoil: |path| left_over(path, "-wal"),
        way_out: "ask uid61001 to run: chmod 660 {db}-wal",
    },
    Spoilt {
        what: "left-over -shm 0644",
        spoil: |path| left_over(path, "-shm"),
        way_out: "ask uid61001 to run: chmod 660 {db}-shm",
    },
    Spoilt {
        what: "folder 0755",
        spoil: |path| mode(path.parent().unwrap(), 0o755),
        way_out: "ask uid61001 to run: chmod 2770 {folder}",
    },
    Spoilt {
        what: "folder without setgid",
        spoil: |path| mode(path.parent().unwrap(), 0o770),
        way_out: "ask uid61001 to run: chmod 2770 {folder}",
    },
    Spoilt {
        what: "foreign owner and group",
        spoil: |path| {
            chown(path, Some(ROOT), Some(ROOT)).unwrap();
            mode(path, 0o600);
        },
        way_out: "ask root to run: chgrp 62000 {db} && chmod 660 {db}",
    },
    Spoilt {
        what: "read-only folder",
        spoil: |path| mode(path.parent().unwrap(), 0o2550),
        way_out: "ask uid61001 to run: chmod 2770 {folder}",
    },
    Spoilt {
        what: "all at once",
        spoil: |path| {
            left_over(path, "-wal");
            mode(path, 0o640);
            mode(path.parent().unwrap(), 0o750);
        },
        way_out: "ask uid61001 to run: chmod 2770 {folder} && chmod 660 {db} && chmod 660 {db}-wal",
    },
];

/// T7: ben is told in one sentence what to ask for; ada's own start mends what is hers.
#[test]
#[ignore = "needs root"]
fn wrong_modes_are_told_to_others_and_mended_by_their_owner() {
    let machine = Machine::new();
    for (number, spoilt) in SPOILT.iter().enumerate() {
        let (ada, ben) = (machine.account(ADA, 0o077), machine.account(BEN, 0o077));
        let database = machine.shared(&ada, &format!("t7-{number}"));
        (spoilt.spoil)(&database);
        let told = ben.run(Some(&database), &["list"]).fails(1);
        let way_out = spoilt
            .way_out
            .replace("{db}", database.to_str().unwrap())
            .replace("{folder}", database.parent().unwrap().to_str().unwrap());
        assert!(told.err.contains(&way_out), "{}: {told:?}", spoilt.what);
        // A database of another group than its folder's is not even looked at.
        assert!(
            told.err.contains("--read-only") || spoilt.what.starts_with("foreign"),
            "{}: {told:?}",
            spoilt.what
        );
        if spoilt.what.starts_with("foreign") {
            // Neither is it ada's: root runs what the sentence says.
            ada.run(Some(&database), &["list"]).fails(1);
            let command = told.err.split("run: ").nth(1).unwrap();
            let command = command.split("; to look").next().unwrap();
            let done = Command::new("sh").args(["-c", command]).status().unwrap();
            assert!(done.success(), "{command}");
        } else {
            ada.run(Some(&database), &["list"]).ends(0);
        }
        ben.run(Some(&database), &["check"]).ends(0);
        is_of_the_team(&database);
    }
}

#[test]
#[ignore = "needs root"]
fn an_account_outside_the_group_gets_one_sentence() {
    let machine = Machine::new();
    let (ada, eve) = (machine.account(ADA, 0o022), machine.account(EVE, 0o022));
    let database = machine.shared(&ada, "outside");
    for words in [&["list"][..], &["--read-only", "list"]] {
        let told = eve.run(Some(&database), words).fails(1);
        assert!(told.err.contains("usermod -aG 62000 uid61003"), "{told:?}");
    }
    let folder = machine.path("hers");
    let words = [
        "init",
        "--shared",
        folder.to_str().unwrap(),
        "--group",
        "62000",
    ];
    let told = eve.run(None, &words).fails(1);
    assert!(
        told.err
            .contains("you are not in the group 62000: ask an administrator to run: usermod"),
        "{told:?}"
    );
    assert!(!folder.exists());
}

/// A link that a colleague put where a companion of the database is expected opens nobody's letters.
#[test]
#[ignore = "needs root"]
fn what_a_link_points_to_is_left_alone() {
    let machine = Machine::new();
    let ada = machine.account(ADA, 0o022);
    let database = machine.shared(&ada, "links");
    let letter = ada.home.path().join("letter");
    fs::write(&letter, "dear diary").unwrap();
    chown(&letter, Some(ADA), Some(ADA)).unwrap();
    mode(&letter, 0o600);
    std::os::unix::fs::symlink(&letter, beside(&database, "-wal")).unwrap();
    ada.run(Some(&database), &["list"]).fails(1);
    let data = fs::metadata(&letter).unwrap();
    assert_eq!((data.mode() & 0o777, data.gid()), (0o600, ADA));
    assert_eq!(fs::read_to_string(&letter).unwrap(), "dear diary");
}

#[test]
#[ignore = "needs root"]
fn backups_and_exports_of_a_shared_desk_are_the_teams() {
    let machine = Machine::new();
    let (ada, ben) = (machine.account(ADA, 0o077), machine.account(BEN, 0o077));
    let database = machine.shared(&ada, "copies");
    ben.run(Some(&database), &["log", "x", "in: hi"]).fails(1);
    for words in [
        &["backup", "copy.db"][..],
        &["export", "--out", "people.csv"],
    ] {
        ben.run(Some(&database), words).ends(0);
        let made = fs::metadata(ben.home.path().join(words[words.len() - 1])).unwrap();
        assert_eq!(
            (made.mode() & 0o7777, made.gid()),
            (0o660, TEAM),
            "{words:?}"
        );
    }
}

/// The third account of the story may read the folder, since its owner wants that, but not write.
#[test]
#[ignore = "needs root"]
fn an_account_that_may_only_read_looks_while_a_colleague_is_there() {
    let machine = Machine::new();
    let (ada, eve) = (machine.account(ADA, 0o022), machine.account(EVE, 0o022));
    let database = machine.shared(&ada, "readers");
    mode(database.parent().unwrap(), 0o2775);
    mode(&database, 0o664);
    let mut desk = ada.desk(&database);
    add(&mut desk, "somebody");
    let told = eve.run(Some(&database), &["list"]).fails(1);
    assert!(told.err.contains("--read-only"), "{told:?}");
    let seen = eve.run(Some(&database), &["--read-only", "list"]).ends(0);
    assert!(seen.out.contains("somebody"), "{seen:?}");
    let told = eve
        .run(
            Some(&database),
            &["--read-only", "log", "somebody", "in: hi"],
        )
        .fails(1);
    assert!(told.err.contains("read only"), "{told:?}");
    End::Quit.of(desk);
    // The last one to close takes the log of writes away.
    ada.run(Some(&database), &["list"]).ends(0);
    assert!(!beside(&database, "-wal").exists());
    let told = eve.run(Some(&database), &["--read-only", "list"]).fails(1);
    assert!(
        told.err.contains("while a colleague has it open"),
        "{told:?}"
    );
}
