//! The folder of a text that an editor has: the text, and beside it where it belongs.

use std::ffi::OsStr;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use rustix::io::Errno;
use rustix::process::{Pid, test_kill_process};
use serde::{Deserialize, Serialize};

use crate::runtime::private::{Folder, is_unfinished};
use crate::ui::draft::Draft;

/// Names of the folders in which texts are edited begin so.
pub(super) const FOLDER: &str = "edit-";
/// The text.
pub(super) const TEXT: &str = "text.md";
/// Where editors put the text when they are hung up or killed before it was saved.
const RESCUED: [&str; 2] = ["text.md.save", "#text.md#"];
/// What editors put beside the text although nothing of it is lost without it: undo files, and the mark of Emacs that the
/// file is open.
const NEEDLESS: [(&str, &str); 2] = [("", ".un~"), (".#", "")];
/// Where the text belongs.
const ABOUT: &str = "about.json";
/// The most that is given to an editor and taken from it, in bytes.
pub(super) const LARGEST: u64 = 16_000_000;
/// The most that is read of what is known of a text, in bytes.
const LARGEST_ABOUT: u64 = 64_000_000;
/// A folder that an editor may still write to goes so many seconds after it was made: a month.
const FORGOTTEN: i64 = 30 * 86_400;

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
    /// The editor's process, once it is known; until then it may run.
    pub process: Option<i32>,
    /// When the text was handed over, in seconds since 1970. Earlier versions did not store it.
    #[serde(default)]
    pub since: Option<i64>,
}

/// A text that a desk gave to an editor.
#[derive(Debug)]
pub struct Left {
    /// Where it belongs.
    pub about: About,
    /// What the editor wrote, where that is something new; an error when its file cannot be read.
    written: io::Result<Option<String>>,
    /// Files that the editor left beside the text, in which there may be more of it: a swap file.
    more: Vec<String>,
}

impl Left {
    /// What the editor wrote, where that is something new.
    ///
    /// # Errors
    /// Why its file cannot be read.
    pub fn written(&self) -> Result<Option<&str>, &io::Error> {
        self.written.as_ref().map(Option::as_deref)
    }

    /// The file that the editor left beside the text, where it has ended and there may be more of the text in it.
    #[must_use]
    pub fn more(&self) -> Option<&str> {
        let runs = self.about.process.is_some_and(is_running);
        self.more.first().map(String::as_str).filter(|_| !runs)
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

/// The text that a desk gave to an editor in this folder of a folder of unsaved text; `None` for other names.
///
/// # Errors
/// What the disk says when it is not known where the text belongs; not found, where the folder is not whole.
pub fn left(parent: &Folder, name: &str) -> io::Result<Option<Left>> {
    if !name.starts_with(FOLDER) {
        return Ok(None);
    }
    let folder = parent.enter(name)?;
    let about = folder.read(ABOUT, LARGEST_ABOUT)?;
    let about: About = serde_json::from_slice(&about)
        .map_err(|_| io::Error::other("this version cannot read it"))?;
    // How that editor ended is not known: an empty file replaces no text.
    let written = outcome(&folder, &about.known).map(|outcome| match outcome {
        Outcome::Written(text) => Some(text),
        Outcome::Unchanged | Outcome::Emptied | Outcome::Removed => None,
    });
    let more = more(&folder, &about.known)?;
    Ok(Some(Left {
        about,
        written,
        more,
    }))
}

/// Files in which an editor may have put what was typed and not written yet. A copy of the text as it was is none.
fn more(folder: &Folder, known: &str) -> io::Result<Vec<String>> {
    let mut names = folder.names()?;
    names.retain(|name| {
        let is_known = name == TEXT || name == ABOUT || RESCUED.contains(&name.as_str());
        let is_needless = NEEDLESS
            .iter()
            .any(|(begins, ends)| name.starts_with(begins) && name.ends_with(ends));
        let is_copy = || read(folder, name).is_ok_and(|text| text.trim_end() == known.trim_end());
        !is_known && !is_needless && !is_unfinished(name) && !is_copy()
    });
    Ok(names)
}

/// The folder that has this path, by the one that it is in and its name there.
pub(super) fn place_of(path: &Path) -> io::Result<(Folder, &str)> {
    let name = path.file_name().and_then(OsStr::to_str);
    match (path.parent(), name) {
        (Some(parent), Some(name)) => Ok((Folder::open(parent)?, name)),
        _ => Err(ErrorKind::NotFound.into()),
    }
}

/// Removes the folder of a text: first the text, and last what tells where it belongs, so that no text is left that
/// belongs nowhere.
///
/// # Errors
/// What the disk says.
pub fn remove(parent: &Folder, name: &str) -> io::Result<()> {
    if let Ok(folder) = parent.enter(name) {
        for text in [TEXT].into_iter().chain(RESCUED) {
            folder.remove(text)?;
        }
    }
    parent.remove_folder(name)
}

/// Removes the folder of a text that an editor was given, unless something was written there: that is offered at the next
/// start.
pub fn remove_unwritten(path: &Path) {
    let Ok((parent, name)) = place_of(path) else {
        return;
    };
    let is_unwritten = |left: Left| matches!(left.written, Ok(None)) && left.more.is_empty();
    if left(&parent, name).is_ok_and(|left| left.is_some_and(is_unwritten)) {
        let _ = remove(&parent, name);
    }
}

/// Removes what was begun and never became the folder of a text, when it is old; whether this is one. It never held
/// anything but a text that was kept elsewhere.
#[must_use]
pub fn sweep(parent: &Folder, name: &str, now: i64) -> bool {
    let is_broken = matches!(left(parent, name), Err(error) if error.kind() == ErrorKind::NotFound);
    if is_broken && parent.is_older(name, FORGOTTEN, now / 1_000) {
        let _ = remove(parent, name);
    }
    is_broken
}

/// The text in this folder was taken, this one or else what stands there, or there is nothing new in it: the folder goes, unless the editor may still run and
/// write again. After a month it goes all the same; but nothing goes that is there and could not be taken. The time is
/// in milliseconds since 1970.
///
/// # Errors
/// What the disk says.
pub fn settle(path: &Path, taken: Option<&str>, now: i64) -> io::Result<()> {
    let (parent, name) = match place_of(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        place => place?,
    };
    let Ok(Some(left)) = left(&parent, name) else {
        return Ok(());
    };
    let Ok(written) = &left.written else {
        return Ok(());
    };
    let known = written.as_ref().unwrap_or(&left.about.known);
    let text = taken.unwrap_or(known).to_owned();
    if !left.more.is_empty() {
        return left.about.knows(&text, &parent.enter(name)?);
    }
    let now = now / 1_000;
    // Writing there makes the folder itself look new.
    let since = left.about.since.or_else(|| parent.changed(name));
    let is_old = since.is_some_and(|since| now.saturating_sub(since) > FORGOTTEN);
    let may_run = left.about.process.is_none_or(is_running);
    if !may_run || is_old {
        return remove(&parent, name);
    }
    if left.about.known == text && left.about.since.is_some() {
        return Ok(());
    }
    let about = About {
        since,
        ..left.about
    };
    about.knows(&text, &parent.enter(name)?)
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
    /// Notes that this text was taken, so that it is not offered again.
    fn knows(self, text: &str, folder: &Folder) -> io::Result<()> {
        let known = text.to_owned();
        About { known, ..self }.write(folder)
    }

    pub(super) fn write(&self, folder: &Folder) -> io::Result<()> {
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
pub(super) fn outcome(folder: &Folder, known: &str) -> io::Result<Outcome> {
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
