//! The person's own editor on a text: no shell, a private file in the state folder, and beside it where the text belongs.
//!
//! Whatever the editor's exit code: when the file has changed, its text is taken. When this process ends first, the file
//! stays, and the text is offered at the next start; also when the editor outlives it and saves later.

use std::ffi::OsStr;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use rustix::io::Errno;
use rustix::process::{
    Pid, Signal, WaitOptions, WaitStatus, kill_process, test_kill_process, waitpid,
};
use serde::{Deserialize, Serialize};

use super::private::{self, Folder, cause};
use super::recovery::{Places, Seat};
use super::signals::Foreground;
use crate::domain::text::Clean;
use crate::ui::draft::Draft;

/// Names of the folders in which texts are edited begin so.
const FOLDER: &str = "edit-";
/// The text.
const TEXT: &str = "text.md";
/// Where editors put the text when they are hung up or killed before it was saved.
const RESCUED: [&str; 2] = ["text.md.save", "#text.md#"];
/// Where the text belongs.
const ABOUT: &str = "about.json";
/// The most that is taken from an editor, in bytes.
const LARGEST: u64 = 1_000_000;
/// An editor that ends so soon, and well, may have opened a window of its own.
const AT_ONCE: Duration = Duration::from_secs(1);
/// What nothing was taken from goes after so many seconds: a month.
const FORGOTTEN: i64 = 30 * 86_400;

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

/// Where a text belongs that is being edited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// The database, and the desk that opened the editor.
    pub database: PathBuf,
    /// Its name among those that are or were running.
    pub desk: String,
    /// The unsaved text of the box as it would be.
    pub draft: Draft,
    /// Which of its texts the editor has.
    pub text: usize,
    /// The text as the desk last knew it.
    pub known: String,
    /// The editor's process, once it runs.
    pub process: Option<i32>,
}

/// A text that a desk gave to an editor.
#[derive(Debug)]
pub struct Left {
    /// Where it belongs.
    pub about: About,
    /// What the editor wrote, where that is something new; an error when its file cannot be read.
    written: io::Result<Option<String>>,
}

impl Left {
    /// What the editor wrote, where that is something new.
    #[must_use]
    pub fn written(&self) -> Option<&str> {
        self.written.as_ref().ok()?.as_deref()
    }

    /// The text in its place.
    #[must_use]
    pub fn draft(&self, text: &str) -> Draft {
        let mut draft = self.about.draft.clone();
        if let Some((_, place)) = draft.texts.get_mut(self.about.text) {
            text.trim_end().clone_into(place);
        }
        draft
    }
}

/// The text that a desk gave to an editor in this folder of a folder of unsaved text.
#[must_use]
pub fn left(parent: &Folder, name: &str) -> Option<Left> {
    if !name.starts_with(FOLDER) {
        return None;
    }
    let folder = parent.enter(name).ok()?;
    let about: About = serde_json::from_slice(&folder.read(ABOUT, LARGEST * 4).ok()?).ok()?;
    // How that editor ended is not known: an empty file replaces no text.
    let written = outcome(&folder, &about.known).map(|outcome| match outcome {
        Outcome::Written(text) => Some(text),
        Outcome::Unchanged | Outcome::Emptied | Outcome::Removed => None,
    });
    Some(Left { about, written })
}

/// Removes the folder of a text that an editor was given, unless something was written there: that is offered at the next
/// start.
pub fn remove_unwritten(path: &Path) {
    let (Some(parent), Some(name)) = (path.parent(), path.file_name().and_then(OsStr::to_str))
    else {
        return;
    };
    let Ok(parent) = Folder::open(parent) else {
        return;
    };
    if left(&parent, name).is_some_and(|left| matches!(left.written, Ok(None))) {
        let _ = parent.remove_folder(name);
    }
}

/// The text in this folder was taken, or there is nothing new in it: the folder goes, unless the editor still runs and may
/// write again.
///
/// # Errors
/// What the disk says.
pub fn settle(path: &Path, text: &str, now: i64) -> io::Result<()> {
    let (Some(parent), Some(name)) = (path.parent(), path.file_name().and_then(OsStr::to_str))
    else {
        return Ok(());
    };
    let parent = Folder::open(parent)?;
    let Some(left) = left(&parent, name) else {
        return Ok(());
    };
    let is_old = parent.is_older(name, FORGOTTEN, now / 1_000);
    let runs = left.about.process.is_some_and(is_running);
    if (runs || left.written.is_err()) && !is_old {
        let about = About {
            known: text.to_owned(),
            ..left.about
        };
        return about.write(&parent.enter(name)?);
    }
    parent.remove_folder(name)
}

fn is_running(process: i32) -> bool {
    let Some(pid) = Pid::from_raw(process) else {
        return false;
    };
    // One that has ended may be listed until its parent asks for it.
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let rest = stat.rsplit(") ").next().unwrap_or_default();
    test_kill_process(pid) != Err(Errno::SRCH) && !rest.starts_with(['Z', 'X'])
}

impl About {
    fn write(&self, folder: &Folder) -> io::Result<()> {
        let bytes = serde_json::to_vec(self).map_err(io::Error::other)?;
        folder.write(ABOUT, &bytes)
    }
}

/// What an editor did with its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The file holds the text as it was.
    Unchanged,
    /// A text that is new, and not blank.
    Written(String),
    /// The file holds nothing, though it held a text.
    Emptied,
    /// There is no file any more.
    Removed,
}

/// What became of the text that was known.
fn outcome(folder: &Folder, known: &str) -> io::Result<Outcome> {
    let is_new = |text: &String| text.trim_end() != known.trim_end();
    let is_written = |text: &String| is_new(text) && !text.trim().is_empty();
    let text = match read(folder, TEXT) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let rescued = RESCUED
        .into_iter()
        .filter_map(|name| read(folder, name).ok());
    let written = text.clone().into_iter().chain(rescued).find(is_written);
    Ok(match (written, text) {
        (Some(written), _) => Outcome::Written(written),
        (None, None) => Outcome::Removed,
        (None, Some(text)) if is_new(&text) => Outcome::Emptied,
        (None, Some(_)) => Outcome::Unchanged,
    })
}

/// A text of an editor that writes UTF-8, or else Windows-1252, of which every byte is a letter.
fn read(folder: &Folder, name: &str) -> io::Result<String> {
    let bytes = folder.read(name, LARGEST)?;
    Ok(String::from_utf8(bytes).unwrap_or_else(|error| {
        let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(error.as_bytes());
        text.into_owned()
    }))
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
    /// It ended well, at once, and left the file unchanged: it may be open in a window of its own.
    pub may_be_open: bool,
    /// The folder, which stays until the text is safe elsewhere.
    pub folder: PathBuf,
}

impl Session {
    /// Puts the text into a file of its own.
    ///
    /// # Errors
    /// One sentence.
    pub(super) fn begin(about: About, seat: &Seat) -> Result<Session, String> {
        let made = Places::of_this_user().first(|parent| {
            seat.take(&parent);
            let name = format!("{FOLDER}{:016x}", private::random());
            let folder = parent.below(&name)?;
            // Editors expect a last line that ends.
            let text = format!("{}\n", about.known.trim_end());
            let filled = folder
                .fill(TEXT, text.as_bytes())
                .and_then(|()| about.write(&folder));
            if filled.is_err() {
                let _ = parent.remove_folder(&name);
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
                may_be_open: outcome == Outcome::Unchanged
                    && ended.is_none()
                    && began.elapsed() < AT_ONCE,
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
        let path = self.folder.path();
        if let (Some(parent), Some(name)) =
            (path.parent(), path.file_name().and_then(OsStr::to_str))
        {
            let _ = Folder::open(parent).and_then(|parent| parent.remove_folder(name));
        }
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
