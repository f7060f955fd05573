//! Desks that nobody touches cost nothing (T16), and nobody but `SQLite` opens the database's files (T8).

use std::fs;
use std::time::Duration;

use crate::support::World;
use crate::terminal::pty::{Home, LONG, PROGRAM, Pty, Start, TODAY};

/// Clock ticks of the processor that a program has used, and kilobytes in memory.
fn cost(desk: &Pty) -> (u64, u64) {
    let pid = desk.pid.as_raw_nonzero();
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap().split(' ').collect();
    let ticks = fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap();
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let memory = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .unwrap();
    let memory = memory
        .trim()
        .trim_end_matches(" kB")
        .trim()
        .parse()
        .unwrap();
    (ticks, memory)
}

/// T16.
#[test]
#[ignore = "long: ten minutes of nothing"]
#[allow(clippy::print_stdout)] // the figures are wanted
fn sixteen_desks_that_nobody_touches_cost_nothing() {
    let world = World::demo("ada");
    let homes: Vec<Home> = (0..16).map(|_| Home::new()).collect();
    let mut desks: Vec<Pty> = homes
        .iter()
        .map(|home| {
            let mut desk = Start::desk(home, &world.path()).start();
            desk.see("1 Today");
            desk
        })
        .collect();
    desks[0].waits(Duration::from_secs(5));
    let before: Vec<_> = desks.iter().map(cost).collect();
    desks[0].waits(Duration::from_mins(10));
    for (desk, (ticks, _)) in desks.iter().zip(before) {
        let (after, memory) = cost(desk);
        println!(
            "T16: {} ticks in 600 s, {:.1} MB",
            after - ticks,
            memory as f64 / 1e3
        );
        // A hundred ticks are a second.
        assert!(after - ticks < 300 && memory < 60_000);
    }
    for desk in &mut desks {
        desk.send("q");
        assert_eq!(desk.ends(LONG), 0);
    }
}

/// T8: SQLite opens its files with `O_NOFOLLOW`, and nothing else of ours opens them at all.
#[test]
#[ignore = "needs strace"]
#[allow(clippy::print_stdout)]
fn nobody_but_sqlite_opens_the_database() {
    let (home, world) = (Home::new(), World::new());
    let traced = home.path().join("opens");
    let mut desk = Start::program(&home, "strace")
        .arg("-f")
        .arg("-o")
        .arg(&traced)
        .arg("-e")
        .arg("trace=open,openat,openat2,creat")
        .arg(PROGRAM)
        .arg("--db")
        .arg(world.path())
        .arg("--today")
        .arg(TODAY)
        .start();
    desk.see("1 Today").send("2").see("22 influencers");
    desk.send("3")
        .see("Discovery")
        .send("U")
        .see("newest first")
        .send("q");
    desk.send(":add ig some.body\r").see("added some.body");
    desk.send("u")
        .see("Ctrl-R")
        .send("W")
        .see("nobody else")
        .send("?")
        .see("Keys")
        .send("\x1b")
        .loses("type to narrow");
    desk.send("q");
    assert_eq!(desk.ends(LONG), 0);
    let mut opens = fs::read_to_string(&traced).unwrap();
    for words in [
        &["backup", "copy.db"][..],
        &["backup", "--rotate", "kept"],
        &["export", "--out", "people.csv"],
        &["check"],
        &["doctor"],
        &["restore", "copy.db"],
    ] {
        let program = home.command(&world.path(), words);
        let mut command = std::process::Command::new("strace");
        command
            .args(["-f", "-e", "trace=open,openat,openat2,creat", "-o"])
            .arg(&traced)
            .arg(PROGRAM)
            .args(program.get_args())
            .env_clear()
            .envs(home.environment())
            .current_dir(home.path());
        assert!(command.status().unwrap().success(), "{words:?}");
        opens += &fs::read_to_string(&traced).unwrap();
    }
    let is_of_the_database = |line: &&str| {
        ["halcyon.db\"", "halcyon.db-wal\"", "halcyon.db-shm\""]
            .iter()
            .any(|end| line.contains(end))
    };
    let of_it: Vec<&str> = opens.lines().filter(is_of_the_database).collect();
    let others: Vec<&&str> = of_it
        .iter()
        .filter(|line| !line.contains("O_NOFOLLOW"))
        .collect();
    println!(
        "T8: {} opens of the database, {} not by SQLite",
        of_it.len(),
        others.len()
    );
    assert!(of_it.len() > 10 && others.is_empty(), "{others:#?}");
}
