//! Entering and leaving the terminal. One function gives it back, used by quit, panic, suspend and the editor.

use std::io::{self, IsTerminal, Stdout, Write, stdin, stdout};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{Command, execute};

/// Whether the terminal is ours now.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// Clicks and the wheel, but no report of mere movement: an idle desk stays asleep under a moving mouse.
struct MouseOn;
/// No mouse.
struct MouseOff;

impl Command for MouseOn {
    fn write_ansi(&self, f: &mut impl std::fmt::Write) -> std::fmt::Result {
        f.write_str("\x1b[?1000h\x1b[?1006h")
    }
}

impl Command for MouseOff {
    fn write_ansi(&self, f: &mut impl std::fmt::Write) -> std::fmt::Result {
        f.write_str("\x1b[?1006l\x1b[?1000l")
    }
}

/// Takes the terminal: raw, alternate screen, bracketed paste, mouse.
///
/// # Errors
/// What the terminal says; it is as it was then.
pub fn enter(mouse: bool) -> io::Result<()> {
    for (is_terminal, what) in [
        (stdin().is_terminal(), "its input is no terminal"),
        (stdout().is_terminal(), "its output is no terminal"),
    ] {
        if !is_terminal {
            return Err(io::Error::other(what));
        }
    }
    enable_raw_mode()?;
    ENTERED.store(true, Ordering::SeqCst);
    let entered = execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste)
        .and_then(|()| set_mouse(mouse));
    if entered.is_err() {
        restore_all();
    }
    entered
}

/// Turns the mouse on or off.
///
/// # Errors
/// What the terminal says.
pub fn set_mouse(on: bool) -> io::Result<()> {
    if on {
        execute!(stdout(), MouseOn)
    } else {
        execute!(stdout(), MouseOff)
    }
}

/// Gives the terminal back as it was. Harmless when it is not ours, and when it is gone.
pub fn restore_all() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    let _ = execute!(
        stdout(),
        MouseOff,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        Show
    );
    let _ = disable_raw_mode();
    let _ = stdout().flush();
}

/// The way to the terminal.
#[must_use]
pub fn out() -> Stdout {
    stdout()
}
