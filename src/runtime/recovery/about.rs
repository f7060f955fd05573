//! Unsaved text of this user that is about a person, or names them: listed before they are erased, and deleted with them.

use std::io;
use std::path::Path;

use super::entry::{Entry, entry};
use super::places::unread;
use super::{PATIENCE, Places, Shared, seat, whole};
use crate::domain::erasure::Unsaved;
use crate::domain::ids::{DeskId, PersonId};
use crate::domain::names::Names;
use crate::domain::text::{Clean, fit};
use crate::runtime::editor;
use crate::runtime::private::{Folder, is_unfinished};
use crate::ui::draft::Draft;

/// Columns of a text that is listed.
const WIDE: usize = 60;

/// The texts of a file or an editor's folder.
fn drafts(entry: Entry) -> Vec<Draft> {
    match entry {
        Entry::Kept(kept) => kept.drafts,
        Entry::Edited(left) => {
            let written = left.written().ok().flatten();
            let draft = written.map(|text| left.draft(text));
            vec![draft.unwrap_or(left.about.draft)]
        }
    }
}

/// Whether a text is about one of these people, who are one person.
pub(super) fn is_about(draft: &Draft, people: &[PersonId]) -> bool {
    let about = draft.place.person();
    about.is_some_and(|person| people.contains(&person))
}

fn names_them(draft: &Draft, names: &Names) -> bool {
    draft.texts.iter().any(|(_, text)| names.are_in(text))
}

/// Unsaved text about a person, which goes with them, and text about others that names them, which is kept. Text about
/// them at another instance of this user that is still open cannot be deleted from here, and counts as kept.
#[must_use]
pub fn about(database: &Path, me: &DeskId, people: &[PersonId], names: &Names) -> Unsaved {
    about_in(&Places::of_this_user(), database, me, people, names)
}

pub(super) fn about_in(
    places: &Places,
    database: &Path,
    me: &DeskId,
    people: &[PersonId],
    names: &Names,
) -> Unsaved {
    let database = whole(database);
    let look = places.look();
    let mut unsaved = Unsaved::default();
    for (folder, name) in look.names() {
        let entry = match entry(folder, name, &database) {
            Ok(Some(entry)) => entry,
            Ok(None) => continue,
            Err(error) => {
                unsaved
                    .unread
                    .push(unread(&folder.path().join(name), &error));
                continue;
            }
        };
        let (_, desk) = entry.belongs();
        let is_mine = desk == me.0 || !seat::is_in_use(folder, &database, desk);
        for draft in drafts(entry) {
            if is_about(&draft, people) && is_mine {
                unsaved.about += 1;
            } else if is_about(&draft, people) || names_them(&draft, names) {
                let line = Clean::line(&fit(draft.line().as_str(), WIDE));
                if !unsaved.naming.contains(&line) {
                    unsaved.naming.push(line);
                }
            }
        }
    }
    unsaved.unread.splice(0..0, look.unread);
    unsaved
}

/// Deletes text about a person that was erased: what this instance holds and would write, and what lies on disk. Text
/// that another instance of this user holds is deleted there.
///
/// # Errors
/// Where it may still be, and why.
pub fn forget_here(
    shared: &Shared,
    database: &Path,
    me: &DeskId,
    people: &[PersonId],
) -> Result<(), Clean> {
    let is_gone = shared.forget(people, PATIENCE);
    forget(database, me, people)?;
    is_gone.then_some(()).ok_or_else(|| {
        Clean::fixed("your unsaved text about them is still on disk; it is deleted as soon as the disk allows it")
    })
}

/// Deletes text about a person that this instance and instances on this database that ended have left on disk.
///
/// # Errors
/// The files in which it may still stand, and why.
pub fn forget(database: &Path, me: &DeskId, people: &[PersonId]) -> Result<(), Clean> {
    forget_in(&Places::of_this_user(), database, me, people)
}

pub(super) fn forget_in(
    places: &Places,
    database: &Path,
    me: &DeskId,
    people: &[PersonId],
) -> Result<(), Clean> {
    let database = whole(database);
    let look = places.look();
    let mut left = Vec::new();
    for (folder, name) in look.names() {
        if let Err(error) = forget_one(folder, name, &database, me, people) {
            left.push(unread(&folder.path().join(name), &error));
        }
    }
    left.splice(0..0, look.unread);
    if left.is_empty() {
        return Ok(());
    }
    let places: Vec<&str> = left.iter().map(Clean::as_str).collect();
    Err(Clean::line(&format!(
        "your unsaved text about them may still be in {}: delete it there",
        places.join(", ")
    )))
}

fn forget_one(
    folder: &Folder,
    name: &str,
    database: &Path,
    me: &DeskId,
    people: &[PersonId],
) -> io::Result<()> {
    if is_unfinished(name) {
        // A text that was cut off while it was written; its name begins with that of its instance.
        let desk = name.trim_start_matches('.').split('.').next();
        return match desk.filter(|desk| !seat::is_in_use(folder, database, desk)) {
            Some(_) => folder.remove(name),
            None => Ok(()),
        };
    }
    let Some(entry) = entry(folder, name, database)? else {
        return Ok(());
    };
    let (_, desk) = entry.belongs();
    if desk != me.0 && seat::is_in_use(folder, database, desk) {
        return Ok(());
    }
    match entry {
        Entry::Kept(mut kept) => {
            let before = kept.drafts.len();
            kept.drafts.retain(|draft| !is_about(draft, people));
            if kept.drafts.len() == before {
                return Ok(());
            }
            if kept.drafts.is_empty() {
                return folder.remove(name);
            }
            let bytes = serde_json::to_vec(&kept).map_err(io::Error::other)?;
            folder.write(name, &bytes)
        }
        Entry::Edited(left) if is_about(&left.about.draft, people) => editor::remove(folder, name),
        Entry::Edited(_) => Ok(()),
    }
}
