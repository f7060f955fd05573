//! Ctrl-Z never stops the desk in the middle of a change: whoever comes meanwhile saves at once.

use std::fmt::Write as _;
use std::fs;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use super::pty::{Home, LONG, PROGRAM, Pty, Start, TODAY};
use crate::support::World;

/// A shell with the desk in it.
fn in_a_shell(home: &Home, world: &World) -> Pty {
    let mut shell = Start::program(home, "bash")
        .arg("--norc")
        .arg("--noprofile")
        .arg("-i")
        .env("PS1", "ready> ")
        .env("ENTOURAGE_DB", world.path())
        .start();
    let command = format!("{PROGRAM} --today {TODAY}\r");
    shell.see("ready>").send(command).see("1 Today");
    shell
}

/// The desk in the shell.
fn desk_of(shell: &Pty) -> Pid {
    let shell = shell.pid.as_raw_nonzero();
    let children = fs::read_to_string(format!("/proc/{shell}/task/{shell}/children")).unwrap();
    // The shell may be running something else beside it.
    let is_desk = |process: &&str| {
        let name = fs::read_to_string(format!("/proc/{process}/comm")).unwrap_or_default();
        name.trim() == "entourage"
    };
    let desk = children.split_whitespace().find(is_desk).unwrap();
    Pid::from_raw(desk.parse().unwrap()).unwrap()
}

/// State, group and the terminal's group of a process.
fn state_of(process: &str) -> Option<(String, String, String)> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let fields: Vec<String> = stat
        .rsplit(") ")
        .next()?
        .split(' ')
        .map(str::to_owned)
        .collect();
    Some((
        fields.first()?.clone(),
        fields.get(2)?.clone(),
        fields.get(5)?.clone(),
    ))
}

/// Waits until the desk and the editor in it are stopped and the shell has the terminal, or the other way round.
#[track_caller]
fn waits_until(shell: &mut Pty, stopped: bool) {
    let until = Instant::now() + LONG;
    loop {
        let desk = desk_of(shell).as_raw_nonzero().get();
        let children = fs::read_to_string(format!("/proc/{desk}/task/{desk}/children")).unwrap();
        let all = format!("{desk} {children}");
        let is_so = |process| {
            state_of(process).is_some_and(|(state, group, terminal)| {
                (state == "T") == stopped && (group == terminal) != stopped
            })
        };
        if all.split_whitespace().all(is_so) {
            return;
        }
        assert!(
            Instant::now() < until,
            "stopped {stopped}\n{}",
            shell.text()
        );
        shell.waits(Duration::from_millis(10));
    }
}

/// While the desk is stopped, a colleague saves without waiting for it.
#[track_caller]
fn a_colleague_saves(home: &Home, world: &World, who: &str) {
    let begin = Instant::now();
    home.run(&world.path(), &["log", who, "in: while it is stopped"])
        .ends(0);
    let took = begin.elapsed();
    // Whoever had to wait for a lock would wait for five seconds, and fail.
    assert!(took < Duration::from_secs(4), "{took:?}");
}

/// Tags everybody and stops the desk at once, so often.
fn stop_while_tagging(rounds: usize, way: impl Fn(&mut Pty)) {
    let (home, world) = (Home::new(), World::demo("ada"));
    let mut shell = in_a_shell(&home, &world);
    shell
        .send("2")
        .see("influencers")
        .send("*")
        .see("124 marked");
    for round in 0..rounds {
        // A list that is read again has nobody under the cursor for a moment.
        shell.waits(Duration::from_millis(200));
        shell.send("#").see("Tags of 124 people");
        shell.send(format!("round{round}\r"));
        // A little later each time: before, in and after the slices.
        shell.waits(Duration::from_millis(3 * (round as u64 % 20)));
        way(&mut shell);
        waits_until(&mut shell, true);
        a_colleague_saves(&home, &world, "ines.costa.sal");
        shell.send("clear; fg\r").see("influencers").see("? all");
        // What was begun before is done after it.
        let until = Instant::now() + LONG;
        let tagged = format!("tags +round{round}");
        let done = || {
            home.run(&world.path(), &["history", "--limit", "5"])
                .out
                .contains(&tagged)
        };
        while !done() {
            shell.waits(Duration::from_millis(50));
            assert!(
                Instant::now() < until,
                "{tagged} is not done\n{}\n{}",
                home.run(&world.path(), &["history", "--limit", "8"]).out,
                shell.text()
            );
        }
    }
    shell.send("q");
    assert!(shell.comes(LONG, |screen| screen.trim_end().ends_with("ready>")));
    home.run(&world.path(), &["check"]).ends(0);
    shell.send("exit\r");
    shell.ends(LONG);
}

#[test]
fn a_stop_while_143_people_are_tagged_locks_nobody_out() {
    stop_while_tagging(4, |shell| {
        shell.send("\x1a");
    });
}

#[test]
fn a_stop_sent_from_outside_locks_nobody_out() {
    stop_while_tagging(3, |shell| {
        kill_process(desk_of(shell), Signal::TSTP).unwrap();
    });
}

#[test]
#[ignore = "long: a hundred stops"]
fn a_hundred_stops_lock_nobody_out() {
    stop_while_tagging(100, |shell| {
        shell.send("\x1a");
    });
}

#[test]
fn a_stop_while_an_import_goes_on_locks_nobody_out_and_the_import_goes_on_after_it() {
    let (home, world) = (Home::new(), World::demo("ada"));
    let mut rows = "handle,followers,niche\n".to_owned();
    for number in 0..6_000 {
        let _ = writeln!(rows, "person{number},{},skincare", 1_000 + number);
    }
    fs::write(home.path().join("instagram-2026-11-01.csv"), rows).unwrap();
    let mut shell = in_a_shell(&home, &world);
    let file = home.path().join("instagram-2026-11-01.csv");
    shell.send(format!(":import {}\r", file.display()));
    shell.see("its columns").send("\t").see("6,000").send("\t");
    shell.see("%");
    for _ in 0..3 {
        shell.send("\x1a");
        waits_until(&mut shell, true);
        a_colleague_saves(&home, &world, "ines.costa.sal");
        shell.send("clear; fg\r").see("Entourage");
        waits_until(&mut shell, false);
    }
    shell.see("6,000 new");
    shell.send("\x03\x03");
    assert!(shell.comes(LONG, |screen| screen.trim_end().ends_with("ready>")));
    home.run(&world.path(), &["check"]).ends(0);
    shell.send("exit\r");
    shell.ends(LONG);
}

/// Ctrl-Z in the editor stops both, and `fg` brings both back.
#[test]
fn ctrl_z_in_the_editor_stops_both_and_fg_brings_both_back() {
    let (home, world) = (Home::new(), World::new());
    let editor = home.path().join("ed");
    let script = "#!/bin/bash\necho EDITING\nread -r line\necho \"$line\" >> \"${@: -1}\"\n";
    fs::write(&editor, script).unwrap();
    fs::set_permissions(&editor, std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
    let mut shell = Start::program(&home, "bash")
        .arg("--norc")
        .arg("--noprofile")
        .arg("-i")
        .env("PS1", "ready> ")
        .env("EDITOR", &editor)
        .env("ENTOURAGE_DB", world.path())
        .start();
    shell
        .see("ready>")
        .send(format!("{PROGRAM} --today {TODAY}\r"));
    shell.see("1 Today");
    super::find(&mut shell, "Tom Bakker");
    shell
        .send("n")
        .see("Note on")
        .send("begun here\x18\x05")
        .see("EDITING");
    for _ in 0..2 {
        shell.send("\x1a");
        waits_until(&mut shell, true);
        a_colleague_saves(&home, &world, "tombakker");
        shell.send("clear; fg\r");
        waits_until(&mut shell, false);
    }
    shell
        .send("and ended there\r")
        .see("begun here")
        .see("and ended there");
    shell.send("\x13").see("u takes").send("q");
    assert!(shell.comes(LONG, |screen| screen.trim_end().ends_with("ready>")));
    shell.send("exit\r");
    shell.ends(LONG);
}
