//! Unsaved text of this user that is about a person, or names them: listed before they are erased, and deleted with them.

use std::io;
use std::path::{Path, PathBuf};

use super::left::kept;
use super::{Places, seat, whole};
use crate::domain::erasure::Unsaved;
use crate::domain::ids::{DeskId, PersonId};
use crate::domain::names::Names;
use crate::domain::text::{Clean, fit};
use crate::runtime::editor;
use crate::runtime::private::{Folder, cause};
use crate::ui::draft::Draft;

/// Columns of a text that is listed.
const WIDE: usize = 60;

/// A file of unsaved text about a database, whose texts may be deleted or not.
struct File {
    desk: String,
    drafts: Vec<Draft>,
}

/// What a file or an editor's folder holds, where it belongs to this database.
fn read(folder: &Folder, name: &str, database: &Path) -> Option<File> {
    let (of, desk, drafts) = if let Some(kept) = kept(folder, name) {
        (kept.database, kept.desk, kept.drafts)
    } else {
        let left = editor::left(folder, name)?;
        let draft = left.written().map(|text| left.draft(text));
        let draft = draft.unwrap_or_else(|| left.about.draft.clone());
        (left.about.database, left.about.desk, vec![draft])
    };
    (of == database).then_some(File { desk, drafts })
}

fn is_about(draft: &Draft, person: PersonId) -> bool {
    draft.place.person() == Some(person)
}

fn names_them(draft: &Draft, names: &Names) -> bool {
    draft.texts.iter().any(|(_, text)| names.are_in(text))
}

/// Unsaved text about a person, which goes with them, and text about others that names them, which is kept. Text about
/// them at another desk of this user that is still open cannot be deleted from here, and counts as kept.
#[must_use]
pub fn about(database: &Path, me: &DeskId, person: PersonId, names: &Names) -> Unsaved {
    about_in(&Places::of_this_user(), database, me, person, names)
}

pub(super) fn about_in(
    places: &Places,
    database: &Path,
    me: &DeskId,
    person: PersonId,
    names: &Names,
) -> Unsaved {
    let database = whole(database);
    let mut unsaved = Unsaved::default();
    for folder in places.found() {
        for name in folder.names().unwrap_or_default() {
            let Some(file) = read(&folder, &name, &database) else {
                continue;
            };
            let is_mine = file.desk == me.0 || !seat::is_in_use(&folder, &database, &file.desk);
            for draft in file.drafts {
                if is_about(&draft, person) && is_mine {
                    unsaved.about += 1;
                } else if is_about(&draft, person) || names_them(&draft, names) {
                    let line = Clean::line(&fit(draft.line().as_str(), WIDE));
                    if !unsaved.naming.contains(&line) {
                        unsaved.naming.push(line);
                    }
                }
            }
        }
    }
    unsaved
}

/// Deletes text about a person that desks on this database that ended have left.
///
/// # Errors
/// The files in which it still stands, and why.
pub fn forget(database: &Path, person: PersonId) -> Result<(), Clean> {
    forget_in(&Places::of_this_user(), database, person)
}

pub(super) fn forget_in(places: &Places, database: &Path, person: PersonId) -> Result<(), Clean> {
    let database = whole(database);
    let mut left: Vec<(PathBuf, io::Error)> = Vec::new();
    for folder in places.found() {
        for name in folder.names().unwrap_or_default() {
            if let Err(error) = forget_one(&folder, &name, &database, person) {
                left.push((folder.path().join(&name), error));
            }
        }
    }
    if left.is_empty() {
        return Ok(());
    }
    let files = left
        .iter()
        .map(|(path, error)| format!("{} ({})", path.display(), cause(error)));
    Err(Clean::line(&format!(
        "your unsaved text about them could not be deleted: delete {}",
        files.collect::<Vec<_>>().join(", ")
    )))
}

fn forget_one(folder: &Folder, name: &str, database: &Path, person: PersonId) -> io::Result<()> {
    let is_left = |of: &Path, desk: &str| of == database && !seat::is_in_use(folder, of, desk);
    if let Some(mut kept) = kept(folder, name) {
        let before = kept.drafts.len();
        kept.drafts.retain(|draft| !is_about(draft, person));
        if kept.drafts.len() == before || !is_left(&kept.database, &kept.desk) {
            return Ok(());
        }
        if kept.drafts.is_empty() {
            return folder.remove(name);
        }
        let bytes = serde_json::to_vec(&kept).map_err(io::Error::other)?;
        return folder.write(name, &bytes);
    }
    match editor::left(folder, name) {
        Some(left)
            if is_about(&left.about.draft, person)
                && is_left(&left.about.database, &left.about.desk) =>
        {
            folder.remove_folder(name)
        }
        Some(_) | None => Ok(()),
    }
}
