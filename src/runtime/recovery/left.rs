//! What desks that ended have left: their unsaved text, and what an editor wrote for one that was gone by then.

use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Kept, Places};
use super::{Owner, seat};
use crate::runtime::clock;
use crate::runtime::editor::{self, Left};
use crate::runtime::private::{Folder, is_unfinished};
use crate::ui::draft::Draft;

/// The most that is read of a file.
const LARGEST: u64 = 64_000_000;
/// What was never finished is removed after a day, in seconds.
const A_DAY: i64 = 86_400;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) drafts: Vec<Draft>,
    pub(super) claims: Vec<Claim>,
}

/// Something that goes, or is noted, once its text is on disk at another desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Claim {
    /// A file of unsaved text.
    File(PathBuf, String),
    /// The folder of an editor's file, and the text that was taken from it.
    Editor(PathBuf, String),
}

impl Claim {
    /// The folder of an editor that has ended.
    pub(super) fn edited(folder: &Path) -> Claim {
        Claim::Editor(folder.to_path_buf(), String::new())
    }

    /// The text is on disk elsewhere by now.
    pub(super) fn settle(&self) -> io::Result<()> {
        match self {
            Claim::File(folder, name) => Folder::open(folder)?.remove(name),
            Claim::Editor(folder, text) => editor::settle(folder, text, clock::now()),
        }
    }
}

/// What the file of a desk holds, where it is one.
pub(super) fn kept(folder: &Folder, name: &str) -> Option<Kept> {
    if is_unfinished(name) || Path::new(name).extension().is_none_or(|end| end != "json") {
        return None;
    }
    serde_json::from_slice(&folder.read(name, LARGEST).ok()?).ok()
}

/// Unsaved text of desks on this database that ended.
pub(super) fn find(owner: &Owner, places: &Places) -> Found {
    let mut found = Found::default();
    let mut from: Vec<(String, Draft)> = Vec::new();
    let is_left = |folder: &Folder, database: &Path, desk: &str| {
        let is_another = database == owner.database && desk != owner.desk();
        is_another && !seat::is_in_use(folder, database, desk)
    };
    let mut edited: Vec<(Left, Claim)> = Vec::new();
    for folder in places.found() {
        for name in folder.names().unwrap_or_default() {
            if is_unfinished(&name) && folder.is_older(&name, A_DAY, clock::now() / 1_000) {
                let _ = folder.remove(&name);
            } else if seat::sweep(&folder, &name).unwrap_or(true) {
                // A lock holds no text.
            } else if let Some(kept) = kept(&folder, &name) {
                if is_left(&folder, &kept.database, &kept.desk) {
                    let drafts = kept.drafts.into_iter();
                    from.extend(drafts.map(|draft| (kept.desk.clone(), draft)));
                    found
                        .claims
                        .push(Claim::File(folder.path().to_path_buf(), name));
                }
            } else if let Some(left) = editor::left(&folder, &name)
                && is_left(&folder, &left.about.database, &left.about.desk)
            {
                let path = folder.path().join(&name);
                match left.written().map(str::to_owned) {
                    Some(text) => edited.push((left, Claim::Editor(path, text))),
                    // Nothing was written; an editor that still runs may write yet.
                    None => drop(editor::settle(&path, &left.about.known, clock::now())),
                }
            }
        }
    }
    for (left, claim) in edited {
        let Claim::Editor(_, text) = &claim else {
            continue;
        };
        let draft = left.draft(text);
        // The editor began with what the desk had kept, so that its text takes the place of that.
        let same = |(desk, one): &&mut (String, Draft)| {
            *desk == left.about.desk && one.place == draft.place
        };
        match from.iter_mut().find(same) {
            Some((_, one)) => *one = draft,
            None => from.push((left.about.desk.clone(), draft)),
        }
        found.claims.push(claim);
    }
    found.drafts = from.into_iter().map(|(_, draft)| draft).collect();
    found
}
