//! Ctrl-Z never stops the desk in the middle of a change: whoever comes meanwhile saves at once.

use std::fmt::Write as _;
use std::fs;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use super::pty::{Home, LONG, PROGRAM, Pty, Start, TODAY, last};
use crate::support::World;

/// What takes the alternate screen.
const ENTERED: &[u8] = b"\x1b[?1049h";

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
    // Whoever had to wait for a lock would wait for five seconds, and fail.
    home.run(&world.path(), &["log", who, "in: while it is stopped"])
        .ends(0);
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

/// The keys of the desk work again, and nothing of the shell is left on its screen.
#[track_caller]
fn is_at_work(shell: &mut Pty) {
    waits_until(shell, false);
    shell.see("? all").loses("ready>");
    // In the modes of the shell a key would come with Enter only, and be echoed.
    shell.send("2").see("influencers");
    shell.send("3").see("[Discovery");
    assert!(!shell.text().contains("^["), "{}", shell.text());
}

#[track_caller]
fn leaves(mut shell: Pty) {
    shell.send("q");
    assert!(shell.comes(LONG, |screen| screen.trim_end().ends_with("ready>")));
    shell.send("exit\r");
    shell.ends(LONG);
}

/// The desk drew its screen into the shell's modes: keys came with Enter only.
#[test]
fn stopped_from_outside_and_continued_by_the_shell_the_desk_has_the_terminal_again() {
    let (home, world) = (Home::new(), World::demo("ada"));
    let mut shell = in_a_shell(&home, &world);
    shell.see("? all");
    for _ in 0..2 {
        kill_process(desk_of(&shell), Signal::STOP).unwrap();
        waits_until(&mut shell, true);
        let entered = last(&shell.wire, ENTERED);
        shell.send("clear; fg\r");
        is_at_work(&mut shell);
        assert!(last(&shell.wire, ENTERED) > entered);
    }
    leaves(shell);
}

/// Continued behind the shell's back, it leaves the shell's terminal alone, and stops until the shell's `fg`.
#[test]
fn continued_in_the_background_the_desk_waits_for_the_shell() {
    let (home, world) = (Home::new(), World::demo("ada"));
    let mut shell = in_a_shell(&home, &world);
    shell.see("? all");
    kill_process(desk_of(&shell), Signal::STOP).unwrap();
    waits_until(&mut shell, true);
    shell.send("clear; echo here $((40 + 2))\r").see("here 42");
    let before = last(&shell.wire, ENTERED);
    kill_process(desk_of(&shell), Signal::CONT).unwrap();
    // The shell goes on as before, and the desk stops by itself.
    shell.send("echo there $((40 + 3))\r").see("there 43");
    waits_until(&mut shell, true);
    assert_eq!(last(&shell.wire, ENTERED), before);
    a_colleague_saves(&home, &world, "ines.costa.sal");
    shell.send("clear; fg\r");
    is_at_work(&mut shell);
    leaves(shell);
}

/// Without a shell nobody else has had the terminal, but somebody may have changed its modes.
#[test]
fn stopped_and_continued_without_a_shell_the_desk_sets_the_terminal_up_again() {
    let (home, world) = (Home::new(), World::demo("ada"));
    let mut desk = Start::desk(&home, &world.path()).start();
    desk.see("1 Today").see("? all");
    desk.signal(Signal::STOP);
    let pid = desk.pid.as_raw_nonzero().to_string();
    desk.waits_for(|| state_of(&pid).is_some_and(|(state, ..)| state == "T"));
    desk.makes_cooked();
    let entered = last(&desk.wire, ENTERED);
    desk.signal(Signal::CONT);
    desk.waits_for_wire(|wire| last(wire, ENTERED) > entered);
    desk.send("2").see("influencers");
    desk.send("q");
    assert_eq!(desk.ends(LONG), 0);
    desk.is_restored();
}

/// Every signal that came before the stop stopped it once more.
#[test]
fn many_stops_at_once_stop_it_once() {
    let (home, world) = (Home::new(), World::demo("ada"));
    let mut shell = in_a_shell(&home, &world);
    shell.see("? all");
    let desk = desk_of(&shell);
    let process = desk.as_raw_nonzero().to_string();
    let until = Instant::now() + LONG;
    while state_of(&process).is_some_and(|(state, ..)| state != "T") {
        kill_process(desk, Signal::TSTP).unwrap();
        assert!(Instant::now() < until, "it does not stop");
    }
    waits_until(&mut shell, true);
    shell.send("clear; fg\r");
    is_at_work(&mut shell);
    leaves(shell);
}

/// A shell in which a large file is being imported by a command.
fn importing(home: &Home, world: &World) -> Pty {
    let mut rows = "handle,followers,niche\n".to_owned();
    for number in 0..150_000 {
        let _ = writeln!(rows, "person{number},{},skincare", 1_000 + number);
    }
    fs::write(home.path().join("instagram-2026-11-01.csv"), rows).unwrap();
    let mut shell = Start::program(home, "bash")
        .arg("--norc")
        .arg("--noprofile")
        .arg("-i")
        .env("PS1", "ready> ")
        .env("ENTOURAGE_DB", world.path())
        .start();
    let command = format!("{PROGRAM} --today {TODAY} import instagram-2026-11-01.csv\r");
    shell.see("ready>").send(command).see("%");
    shell
}

/// It stopped inside a transaction, and nobody could save until it was continued.
#[test]
fn a_command_that_is_stopped_locks_nobody_out_and_goes_on_after_it() {
    let (home, world) = (Home::new(), World::demo("ada"));
    let mut shell = importing(&home, &world);
    for round in 0..2 {
        shell.waits(Duration::from_millis(70 * round));
        shell.send("\x1a");
        waits_until(&mut shell, true);
        a_colleague_saves(&home, &world, "ines.costa.sal");
        shell.send("clear; fg\r");
        waits_until(&mut shell, false);
    }
    kill_process(desk_of(&shell), Signal::TERM).unwrap();
    shell.see("interrupted; the rows before that are saved");
    assert!(shell.comes(LONG, |screen| screen.trim_end().ends_with("ready>")));
    home.run(&world.path(), &["check"]).ends(0);
    shell.send("exit\r");
    shell.ends(LONG);
}

/// It ended without a word.
#[test]
fn a_command_that_is_interrupted_says_what_is_saved_and_how_to_do_the_rest() {
    let (home, world) = (Home::new(), World::demo("ada"));
    let mut shell = importing(&home, &world);
    shell
        .send("\x03")
        .see("interrupted; the rows before that are saved");
    shell.see("import --resume").see("ready>");
    shell.send("echo code $?\r").see("code 130");
    let jobs = home.run(&world.path(), &["history", "--limit", "3"]);
    assert!(jobs.out.contains("import"), "{jobs:?}");
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
