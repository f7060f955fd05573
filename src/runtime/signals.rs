//! Signals and a vanished terminal: threads that block, never flags (trust.md rule 14).

use std::sync::atomic::{AtomicBool, AtomicI32, AtomicU64, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::process::{Pid, Signal, getpid, kill_process};
use signal_hook::consts::signal::{
    SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGURG, SIGWINCH, SIGXFSZ,
};
use signal_hook::iterator::Signals;

use super::event::Event;
use super::recovery::{PATIENCE, Shared};
use super::terminal;

/// What a hung-up desk ends with.
pub const HUNG_UP: i32 = 129;
/// The desk has this long to end by itself.
const GRACE: Duration = Duration::from_millis(200);
/// And an editor before it.
const EDITOR_GRACE: Duration = Duration::from_secs(1);

/// The program that has the terminal for now, as an editor; signals of the terminal are its affair then.
#[derive(Debug, Clone, Default)]
pub struct Foreground {
    program: Arc<AtomicI32>,
    /// The desk stops itself, and takes the terminal again when it is continued.
    is_stopping: Arc<AtomicBool>,
    /// How often it has stopped itself.
    stops: Arc<AtomicU64>,
    marks: Arc<Marks>,
}

/// A program is about to get the terminal.
const COMING: i32 = -1;
/// The program has ended, and signals that were meant for it may still be on their way.
const ENDED: i32 = -2;

impl Foreground {
    /// A program gets the terminal: from before its start, so that no signal of the terminal is taken for the desk's.
    pub fn give(&self) {
        self.program.store(COMING, Ordering::SeqCst);
    }

    /// This program has it.
    pub fn is_with(&self, process: Pid) {
        let process = process.as_raw_nonzero().get();
        self.program.store(process, Ordering::SeqCst);
    }

    /// The desk has it again. The Ctrl-C that ended the program went to the desk as well, and its thread may not have heard
    /// of it yet: that one is still the program's.
    pub fn take_back(&self) {
        self.program.store(ENDED, Ordering::SeqCst);
        // The thread takes signals in rounds, by their numbers: only a second mark comes after a whole round.
        self.marks.send();
        self.marks.send();
        self.program.store(0, Ordering::SeqCst);
    }

    /// Stops this process until it is continued. What was sent before that and meant the same stop stops nothing more.
    pub fn stop(&self) {
        self.is_stopping.store(true, Ordering::SeqCst);
        let _ = kill_process(getpid(), Signal::STOP);
        // The thread has heard by now that it was continued, and what came before: signals are taken in rounds.
        self.marks.send();
        self.marks.send();
        self.stops.fetch_add(1, Ordering::SeqCst);
        self.is_stopping.store(false, Ordering::SeqCst);
    }

    /// How often the desk has stopped itself.
    #[must_use]
    pub fn stops(&self) -> u64 {
        self.stops.load(Ordering::SeqCst)
    }

    /// Whether a stop or its end is the affair of someone else: of an editor, or of the desk that stops itself.
    fn is_prepared(&self) -> bool {
        self.is_away() || self.is_stopping.load(Ordering::SeqCst)
    }

    fn is_away(&self) -> bool {
        self.program.load(Ordering::SeqCst) != 0
    }

    fn process(&self) -> Option<Pid> {
        let process = self.program.load(Ordering::SeqCst);
        (process > 0).then(|| Pid::from_raw(process)).flatten()
    }

    /// Ends the program with this signal, and gives it a moment to save what it can.
    fn end(&self, signal: Signal) {
        self.marks.stop();
        let Some(process) = self.process() else {
            return;
        };
        let _ = kill_process(process, signal);
        // One that is stopped hears nothing.
        let _ = kill_process(process, Signal::CONT);
        let until = Instant::now() + EDITOR_GRACE;
        while self.process().is_some() && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

/// Marks among the signals: a signal that this process sends to itself, and that its thread answers when everything that
/// came before has been dealt with.
#[derive(Debug, Default)]
struct Marks {
    state: Mutex<Passed>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Passed {
    /// Marks that the thread has answered.
    marks: u64,
    /// The process is ending: the thread answers no more.
    is_over: bool,
}

impl Marks {
    /// Sends a mark and waits until the thread has answered it, or for a moment where no thread listens.
    fn send(&self) {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let before = state.marks;
        if kill_process(getpid(), Signal::URG).is_err() {
            return;
        }
        let waits = |state: &mut Passed| state.marks == before && !state.is_over;
        let _ = self.changed.wait_timeout_while(state, GRACE, waits);
    }

    /// A mark came.
    fn pass(&self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.marks += 1;
        self.changed.notify_all();
    }

    /// No mark is answered any more.
    fn stop(&self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.is_over = true;
        self.changed.notify_all();
    }
}

/// Starts the threads that listen for signals and watch the terminal.
///
/// # Errors
/// When the system gives no thread or refuses the handlers.
pub fn start(to: &Sender<Event>, typed: &Shared, foreground: &Foreground) -> std::io::Result<()> {
    let mut signals = Signals::new([
        SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGURG, SIGWINCH, SIGXFSZ,
    ])?;
    let (tell, keep, front) = (to.clone(), typed.clone(), foreground.clone());
    std::thread::Builder::new()
        .name("signals".into())
        .stack_size(256 * 1024)
        .spawn(move || {
            for signal in signals.forever() {
                match signal {
                    SIGHUP => end(&tell, &keep, &front, HUNG_UP),
                    // Meant for the editor, which has them from the terminal as well; when it stops, so do we.
                    SIGINT | SIGQUIT | SIGTSTP if front.is_away() => {}
                    SIGTERM | SIGINT | SIGQUIT => end(&tell, &keep, &front, 128 + signal),
                    SIGTSTP => {
                        let _ = tell.send(Event::Stop(front.stops()));
                    }
                    // Heard here, before the keyboard's thread listens, so that none is missed.
                    SIGWINCH => {
                        let _ = tell.send(Event::Resized);
                    }
                    SIGCONT if front.is_prepared() => {}
                    SIGCONT => {
                        let _ = tell.send(Event::Continued);
                    }
                    SIGURG => front.marks.pass(),
                    // A full quota is SQLite's error to report, not our end.
                    _ => {}
                }
            }
        })?;
    let (tell, keep, front) = (to.clone(), typed.clone(), foreground.clone());
    std::thread::Builder::new()
        .name("watchdog".into())
        .stack_size(256 * 1024)
        .spawn(move || {
            let input = std::io::stdin();
            let mut watched = [PollFd::new(&input, PollFlags::empty())];
            loop {
                match poll(&mut watched, None) {
                    Ok(_)
                        if watched[0]
                            .revents()
                            .intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) =>
                    {
                        end(&tell, &keep, &front, HUNG_UP);
                        return;
                    }
                    Ok(_) | Err(rustix::io::Errno::INTR) => {}
                    Err(_) => return,
                }
            }
        })?;
    Ok(())
}

/// Asks the desk to end; after a moment keeps the typed text and ends the process, whatever the desk is doing.
fn end(tell: &Sender<Event>, typed: &Shared, front: &Foreground, code: i32) {
    let _ = tell.send(Event::End(code));
    front.end(if code == HUNG_UP {
        Signal::HUP
    } else {
        Signal::TERM
    });
    std::thread::sleep(GRACE);
    // Nobody is left who could be told when it fails; the log has the cause.
    let _ = typed.save(PATIENCE);
    if code != HUNG_UP {
        terminal::restore_all();
    }
    std::process::exit(code);
}

/// Whether a shell is there that could continue us; without one a stop would be for ever.
#[must_use]
pub fn can_stop() -> bool {
    // In a container the parent's session or group may lie outside and count as 0, which rustix takes as a bug.
    use nix::unistd::{getpgid, getppid, getsid};
    let parent = getppid();
    match (
        getsid(None),
        getsid(Some(parent)),
        getpgid(None),
        getpgid(Some(parent)),
    ) {
        (Ok(session), Ok(parents), Ok(group), Ok(parent_group)) => {
            session == parents && group != parent_group
        }
        _ => false,
    }
}

/// Whether the terminal is ours to write to and to change: another job of its shell may have it.
#[must_use]
pub fn has_terminal() -> bool {
    // A group outside of this container counts as 0, and none is known then.
    let group = rustix::termios::tcgetpgrp(std::io::stdin());
    group.map_or(true, |group| {
        group.as_raw_nonzero().get() == nix::unistd::getpgrp().as_raw()
    })
}
