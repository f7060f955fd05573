//! The person's own editor on a text: no shell, a private file in the state folder, and beside it where the text belongs.
//!
//! Whatever the editor's exit code: when the file has changed, its text is taken. When this process ends first, the file
//! stays, and the text is offered at the next start; also when the editor outlives it and saves later.

mod folder;
#[cfg(test)]
mod tests;

use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use rustix::io::Errno;
use rustix::process::{Pid, Signal, WaitOptions, WaitStatus, kill_process, waitpid};

pub use self::folder::{About, Left, Outcome, left, remove, remove_unwritten, settle, sweep};
use self::folder::{FOLDER, LARGEST, TEXT, outcome, place_of};
use super::private::{self, Folder, cause};
use super::recovery::{Places, Seat};
use super::signals::Foreground;
use crate::domain::text::Clean;

/// An editor that ends so soon, and well, may have opened a window of its own.
const AT_ONCE: Duration = Duration::from_secs(1);

/// The editor as arguments: `VISUAL`, `EDITOR`, else `vi`.
///
/// # Errors
/// One sentence when the variable cannot be split into words.
pub fn arguments() -> Result<Vec<String>, String> {
    let named = ["VISUAL", "EDITOR"].into_iter().find_map(|name| {
        std::env::var(name)
            .ok()
            .filter(|value| !value.trim().is_empty())
    });
    let named = named.unwrap_or_else(|| "vi".to_owned());
    match shell_words::split(&named) {
        Ok(words) if !words.is_empty() => Ok(words),
        _ => Err(format!(
            "EDITOR is \"{}\", which is no command; set it to one",
            Clean::line(&named)
        )),
    }
}

/// A text that is about to be edited.
#[derive(Debug)]
pub struct Session {
    folder: Folder,
    about: About,
}

/// What came of it.
#[derive(Debug)]
pub struct Edited {
    /// What the editor did with its file.
    pub outcome: Outcome,
    /// What is to be known of how it ended, unless it ended well.
    pub ended: Option<String>,
    /// It ended well and left the file unchanged: it may be open in a window of its own, however long that took to open.
    pub may_be_open: bool,
    /// It ended so soon that this is likely.
    pub at_once: bool,
    /// The folder, which stays until the text is safe elsewhere.
    pub folder: PathBuf,
}

impl Session {
    /// Puts the text into a file of its own.
    ///
    /// # Errors
    /// One sentence.
    pub(super) fn begin(about: About, seat: &Seat) -> Result<Session, String> {
        // Editors expect a last line that ends.
        let text = format!("{}\n", about.known.trim_end());
        if text.len() as u64 > LARGEST {
            return Err(format!(
                "The text is larger than {} MB, which is too large for an editor. Shorten it here; it is unchanged.",
                LARGEST / 1_000_000
            ));
        }
        let made = Places::of_this_user().first(|parent| {
            seat.take(&parent);
            let name = format!("{FOLDER}{:016x}", private::random());
            let folder = parent.below(&name)?;
            // Where the text belongs comes first, so that no text is left that belongs nowhere.
            let filled = about
                .write(&folder)
                .and_then(|()| folder.fill(TEXT, text.as_bytes()));
            if filled.is_err() {
                let _ = remove(&parent, &name);
            }
            filled.map(|()| folder)
        });
        match made {
            Ok(folder) => Ok(Session { folder, about }),
            Err(error) => Err(format!(
                "The text cannot be handed to an editor ({}). It is unchanged.",
                cause(&error)
            )),
        }
    }

    /// Runs the editor to its end. When it stops, as with Ctrl-Z, `stopped` is called, and it goes on when that returns.
    ///
    /// # Errors
    /// One sentence; nothing was edited, or what was cannot be read.
    pub fn run(mut self, foreground: &Foreground, stopped: impl FnMut()) -> Result<Edited, String> {
        let words = arguments();
        let began = Instant::now();
        foreground.give();
        let started = words.and_then(|words| self.start(&words));
        let process = match started {
            Ok(process) => process,
            Err(sentence) => {
                foreground.take_back();
                self.remove();
                return Err(sentence);
            }
        };
        foreground.is_with(process);
        // From here on the text is found again whatever becomes of this process.
        self.about.process = Some(process.as_raw_nonzero().get());
        let _ = self.about.write(&self.folder);
        let ended = wait(process, stopped);
        foreground.take_back();
        match outcome(&self.folder, &self.about.known) {
            Ok(outcome) => Ok(Edited {
                may_be_open: outcome == Outcome::Unchanged && ended.is_none(),
                at_once: began.elapsed() < AT_ONCE,
                outcome,
                ended,
                folder: self.folder.path().to_path_buf(),
            }),
            Err(error) => {
                let path = self.folder.path();
                let left = match path.join(TEXT).symlink_metadata() {
                    Ok(_) => format!("; {} has what the editor left", path.display()),
                    Err(_) => String::new(),
                };
                Err(format!(
                    "The editor's file cannot be read ({}). The text is as it was before{left}.",
                    cause(&error)
                ))
            }
        }
    }

    fn start(&self, words: &[String]) -> Result<Pid, String> {
        let (program, rest) = words.split_first().ok_or("EDITOR is empty")?;
        let started = Command::new(program)
            .args(rest)
            .arg(self.folder.path().join(TEXT))
            .spawn();
        let why = match &started {
            Ok(child) => return Ok(Pid::from_child(child)),
            Err(error) if error.kind() == ErrorKind::NotFound => "it does not exist",
            Err(error) if error.kind() == ErrorKind::PermissionDenied => "it may not be run",
            Err(_) => "the system refuses it",
        };
        Err(format!(
            "The editor {} cannot be started: {why}. Set EDITOR to another one.",
            Clean::line(program)
        ))
    }

    fn remove(&self) {
        let _ = place_of(self.folder.path()).and_then(|(parent, name)| remove(&parent, name));
    }
}

/// Waits for the end of the editor; what is to be said of it, unless it ended well.
fn wait(process: Pid, mut stopped: impl FnMut()) -> Option<String> {
    let mut news = None;
    loop {
        let status = match news.take() {
            Some(status) => status,
            None => match waitpid(Some(process), WaitOptions::UNTRACED) {
                Ok(Some((_, status))) => status,
                Ok(None) | Err(Errno::INTR) => continue,
                Err(_) => return None,
            },
        };
        if status.stopped() {
            stopped();
            news = after_stop(process);
        } else if !status.continued() {
            return match (status.exit_status(), status.terminating_signal()) {
                (Some(0), _) | (None, None) => None,
                (Some(code), _) => Some(format!("The editor ended with exit code {code}")),
                (None, Some(_)) => Some("The editor was killed".to_owned()),
            };
        }
    }
}

/// The shell continues the whole group, and may have stopped it again by now; an editor that nobody has continued is
/// continued here.
fn after_stop(process: Pid) -> Option<WaitStatus> {
    let all = WaitOptions::NOHANG | WaitOptions::UNTRACED | WaitOptions::CONTINUED;
    match waitpid(Some(process), all) {
        Ok(Some((_, status))) => return Some(status),
        Ok(None) => drop(kill_process(process, Signal::CONT)),
        Err(_) => {}
    }
    None
}
