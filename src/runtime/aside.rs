//! Stepping aside: for the person's editor, and for the shell. The terminal is given back, and before the process stops,
//! the store rests.

use std::time::{Duration, Instant};

use super::desk::Running;
use super::editor::{Edited, Outcome, Session};
use super::pause::Pause;
use super::{clock, editor, panic, signals, terminal};
use crate::domain::refusal::Trouble;
use crate::ui::message::Message;

/// A slice takes a tenth of a second; a change that waits for a colleague's lock is given up after five seconds.
const SLICE: Duration = Duration::from_secs(6);

/// A shell hands the terminal over within this time.
const HANDING_OVER: Duration = Duration::from_millis(200);

/// An editor that ended at once and wrote nothing.
const WAITING: &str = "The editor closed without saving; the text is unchanged · if it opens a window of its own, use \
     one that waits, for example EDITOR=\"code --wait\"";

impl Running {
    /// Opens the editor on a text; no lock is held and nothing is asked meanwhile.
    pub(super) fn edit(&mut self, text: &str) {
        self.keep_typed();
        self.recovery.hurry();
        self.close_elsewhere();
        let begun = match self.app.edited_draft() {
            Some((draft, place)) => self.recovery.edit(draft, place, text),
            None => Err("This text cannot be handed to an editor.".to_owned()),
        };
        let message = match begun.and_then(|session| self.edit_in(session)) {
            Ok(edited) => {
                self.edited(edited);
                return;
            }
            Err(sentence) => Message::Trouble(Trouble::new(sentence)),
        };
        let effects = self.app.update(message);
        self.perform(effects);
    }

    /// Gives the terminal to the editor until it ends.
    fn edit_in(&mut self, session: Session) -> Result<Edited, String> {
        self.gate.close();
        terminal::restore_all();
        panic::if_asked("editor");
        let foreground = self.foreground.clone();
        let edited = session.run(&foreground, || {
            // Nobody could continue us without a shell; the editor goes on at once then.
            if signals::can_stop()
                && let Some(_pause) = self.rest()
            {
                foreground.stop();
            }
        });
        self.come_back();
        edited
    }

    /// Takes what the editor wrote; an editor that may still be open keeps its file. Otherwise the file goes when the text is on disk here.
    fn edited(&mut self, edited: Edited) {
        let (text, words) = told(
            edited.outcome,
            edited.ended,
            edited.may_be_open && edited.at_once,
        );
        let effects = self.app.update(Message::Edited(text));
        self.perform(effects);
        if let Some(words) = words {
            self.say(&words);
        }
        if edited.may_be_open {
            self.open_elsewhere = Some(edited.folder);
        } else {
            self.recovery
                .adopt_from_editor(&edited.folder, self.app.drafts());
        }
    }

    /// The file that was left to an editor goes, unless it has written there by now.
    pub(super) fn close_elsewhere(&mut self) {
        if let Some(folder) = self.open_elsewhere.take() {
            editor::remove_unwritten(&folder);
        }
    }

    /// Stops until the shell continues us; a desk without a shell says so instead.
    pub(super) fn suspend(&mut self) {
        if !signals::can_stop() {
            self.say("there is no shell to come back from; q quits");
            return;
        }
        self.keep_typed();
        self.recovery.hurry();
        self.gate.close();
        terminal::restore_all();
        self.stops();
    }

    /// Continued although the desk did not stop itself: the shell has had the terminal meanwhile.
    pub(super) fn continued(&mut self) {
        if has_terminal_soon() {
            let _ = terminal::enter_again(self.mouse);
            self.repaint();
            self.looks_again();
        } else if signals::can_stop() {
            // In the background: a program of the whole screen waits there for the shell's fg.
            self.keep_typed();
            self.recovery.hurry();
            self.gate.close();
            self.stops();
        }
    }

    /// Stops with the store at rest, and takes the terminal again afterwards.
    fn stops(&mut self) {
        // While it lasts the store rests: also until the terminal is ours again, which a shell may refuse for long.
        let pause = self.rest();
        let stopped = pause.is_some() && {
            // A text that the disk does not take is no reason to stay: it is in memory as before.
            let _ = self.recovery.save();
            self.foreground.stop();
            true
        };
        if stopped || signals::has_terminal() {
            self.come_back();
        } else {
            self.gate.open();
        }
        drop(pause);
        if !stopped {
            self.say(
                "A save has not finished yet, so Entourage cannot stop. Try again in a moment.",
            );
            return;
        }
        self.looks_again();
    }

    /// Hours may have passed: everything is read and drawn again.
    fn looks_again(&mut self) {
        let effects = self.app.update(Message::ChangedElsewhere);
        self.perform(effects);
        let today = self.app.set_today(clock::today());
        self.perform(today);
    }

    /// Waits until no thread of the store is in the middle of anything; `None` when one that writes does not come to it.
    fn rest(&self) -> Option<Pause> {
        let (mut writers, mut readers) = (Pause::default(), Pause::default());
        self.librarian.rest(&mut writers);
        self.worker.rest(&mut writers);
        self.librarian.rest_counter(&mut readers);
        self.files.rest(&mut readers);
        let rests = writers.is_here_within(SLICE);
        // Who only reads keeps nobody waiting.
        let _ = readers.is_here_within(SLICE / 6);
        rests.then(|| writers.with(readers))
    }

    /// Takes the terminal again.
    fn come_back(&mut self) {
        let _ = terminal::enter_again(self.mouse);
        self.repaint();
        self.gate.open();
    }
}

/// Whether the terminal is ours, or comes to be within a moment: a shell may continue us before it hands it over.
fn has_terminal_soon() -> bool {
    let until = Instant::now() + HANDING_OVER;
    while !signals::has_terminal() {
        if Instant::now() >= until {
            return false;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    true
}

/// The text for the box, where there is one, and what is said of it unless the box says enough.
fn told(
    outcome: Outcome,
    ended: Option<String>,
    is_likely_open: bool,
) -> (Option<String>, Option<String>) {
    match (outcome, ended) {
        (Outcome::Written(text), ended) => {
            let words = ended.map(|how| format!("{how}, but its text is here; Ctrl-S saves it"));
            (Some(text), words)
        }
        (Outcome::Emptied, None) => (Some(String::new()), None),
        (Outcome::Emptied, Some(how)) => {
            let words = format!("{how} and left an empty file; the text is as it was before");
            (None, Some(words))
        }
        (Outcome::Removed, _) => {
            let words = "The editor removed its file; the text is as it was before";
            (None, Some(words.to_owned()))
        }
        (Outcome::Unchanged, Some(how)) => (None, Some(format!("{how}; the text is unchanged"))),
        (Outcome::Unchanged, None) => (None, is_likely_open.then(|| WAITING.to_owned())),
    }
}
