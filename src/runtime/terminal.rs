//! Entering and leaving the terminal. One function gives it back, used by quit, panic, suspend and the editor.
//!
//! This is the only file that has the standard error in its hands; with `cli::out` it is the only one that has the
//! standard output. What others want said goes through [`aside`], which cleans it.

#![allow(clippy::disallowed_methods)] // the raw streams, for everybody else

use std::io::{self, IsTerminal, Stdout, Write, stderr, stdin, stdout};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{Command, execute};

use crate::domain::text::{Clean, pad};

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

/// Takes the terminal again after something else had it unasked, as the shell has when this process was stopped by
/// SIGSTOP: its modes may be anything.
///
/// # Errors
/// As [`enter`].
pub fn enter_again(mouse: bool) -> io::Result<()> {
    // What is known of the modes is not so any more; they are set anew.
    let _ = disable_raw_mode();
    enter(mouse)
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

/// Writes text of one or many lines to the standard error, cleaned. One that is closed is no matter.
pub fn aside(text: &str) {
    let text = Clean::text(text);
    let _ = stderr().write_all(format!("{}\n", text.as_str().trim_end_matches('\n')).as_bytes());
}

/// Writes a line to the standard error over the one that was written so before, in so many columns; a blank line
/// clears it and leaves the cursor at its beginning.
pub fn aside_over(line: &Clean, columns: usize) {
    let end = if line.is_empty() { "\r" } else { "" };
    let _ = stderr().write_all(format!("\r{}{end}", pad(line.as_str(), columns)).as_bytes());
}

/// Asks for a line at the standard error.
pub fn aside_asks(words: &Clean) {
    let _ = stderr().write_all(words.as_str().as_bytes());
}

/// Whether somebody sits at the standard error.
#[must_use]
pub fn has_aside() -> bool {
    stderr().is_terminal()
}

/// Whether somebody sits at both the standard input and the standard output.
#[must_use]
pub fn is_attended() -> bool {
    stdin().is_terminal() && stdout().is_terminal()
}
