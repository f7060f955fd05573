//! What desks that ended have left: their unsaved text, and what an editor wrote for one that was gone by then.

use std::io;
use std::path::{Path, PathBuf};

use super::entry::{Entry, entry};
use super::places::{Places, unread};
use super::{Owner, seat};
use crate::domain::text::Clean;
use crate::runtime::clock;
use crate::runtime::editor::{self, Left};
use crate::runtime::private::{Folder, is_unfinished};
use crate::ui::draft::Draft;

/// What was never finished is removed after a day, in seconds.
const A_DAY: i64 = 86_400;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) drafts: Vec<Draft>,
    pub(super) claims: Vec<Claim>,
    /// Files and folders that could not be read, and why.
    pub(super) unread: Vec<Clean>,
    /// Folders in which editors left files that may hold more text, with the name of one.
    pub(super) more: Vec<Clean>,
}

/// Something that goes, or is noted, once its text is on disk at another desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Claim {
    /// A file of unsaved text.
    File(PathBuf, String),
    /// The folder of an editor's file, and the text that was taken from it, if not the one that stands there.
    Editor(PathBuf, Option<String>),
}

impl Claim {
    /// The folder of an editor that has ended.
    pub(super) fn edited(folder: &Path) -> Claim {
        Claim::Editor(folder.to_path_buf(), None)
    }

    /// The text is on disk elsewhere by now.
    pub(super) fn settle(&self) -> io::Result<()> {
        match self {
            Claim::File(folder, name) => Folder::open(folder)?.remove(name),
            Claim::Editor(folder, text) => editor::settle(folder, text.as_deref(), clock::now()),
        }
    }
}

/// Unsaved text of instances on this database that ended.
pub(super) fn find(owner: &Owner, places: &Places) -> Found {
    let look = places.look();
    let now = clock::now();
    let mut found = Found::default();
    let mut from: Vec<(String, Draft)> = Vec::new();
    let mut edited: Vec<(Left, String, Claim)> = Vec::new();
    for (folder, name) in look.names() {
        let path = folder.path().join(name);
        if is_unfinished(name) {
            if folder.is_older(name, A_DAY, now / 1_000) {
                let _ = folder.remove(name);
            }
            continue;
        }
        // A lock holds no text.
        if seat::sweep(folder, name).unwrap_or(true) || editor::sweep(folder, name, now) {
            continue;
        }
        let entry = match entry(folder, name, &owner.database) {
            Ok(Some(entry)) => entry,
            Ok(None) => continue,
            Err(error) => {
                found.unread.push(unread(&path, &error));
                continue;
            }
        };
        let (_, desk) = entry.belongs();
        if desk == owner.desk() || seat::is_in_use(folder, &owner.database, desk) {
            continue;
        }
        match entry {
            Entry::Kept(kept) => {
                let drafts = kept.drafts.into_iter();
                from.extend(drafts.map(|draft| (kept.desk.clone(), draft)));
                let claim = Claim::File(folder.path().to_path_buf(), name.clone());
                found.claims.push(claim);
            }
            Entry::Edited(left) => {
                if let Some(name) = left.more() {
                    found
                        .more
                        .push(Clean::line(&format!("{} ({name})", path.display())));
                }
                match left.written() {
                    Ok(Some(text)) => {
                        let text = text.to_owned();
                        edited.push((left, text.clone(), Claim::Editor(path, Some(text))));
                    }
                    // Nothing was written; an editor that still runs may write yet.
                    Ok(None) => drop(editor::settle(&path, None, now)),
                    Err(error) => found.unread.push(unread(&path, error)),
                }
            }
        }
    }
    for (left, text, claim) in edited {
        let draft = left.draft(&text);
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
    found.unread.splice(0..0, look.unread);
    found
}
