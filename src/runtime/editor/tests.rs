//! How long the folder of a text that an editor has stays, and what is taken from it.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use super::*;
use crate::domain::ids::PersonId;
use crate::ui::draft::{Draft, DraftFor};

const DAY: i64 = 86_400;
/// Some time, in seconds since 1970.
const NOW: i64 = 1_795_255_200;

fn about(process: Option<i32>, since: Option<i64>) -> About {
    About {
        database: "/desk.db".into(),
        desk: "1-2-3".into(),
        draft: Draft {
            place: DraftFor::Note(PersonId(1)),
            about: "Tom Bakker".into(),
            texts: vec![(String::new(), "a note".into())],
            originals: Vec::new(),
        },
        text: 0,
        known: "a note".into(),
        process,
        since,
    }
}

/// A folder of unsaved text with one that an editor has.
fn given(about: &About, text: &str) -> (tempfile::TempDir, PathBuf) {
    let parent = tempfile::tempdir().unwrap();
    let path = parent.path().join("edit-1");
    about.write(&Folder::make(&path).unwrap()).unwrap();
    fs::write(path.join(TEXT), text).unwrap();
    (parent, path)
}

fn settles(path: &Path, after: i64) -> bool {
    settle(path, Some("a note"), (NOW + after) * 1_000).unwrap();
    path.exists()
}

/// A process that certainly runs, and one that certainly does not.
fn processes() -> (i32, i32) {
    let mut child = Command::new("true").spawn().unwrap();
    let ended = i32::try_from(child.id()).unwrap();
    child.wait().unwrap();
    (i32::try_from(std::process::id()).unwrap(), ended)
}

#[test]
fn a_folder_goes_a_month_after_it_was_made_however_often_it_is_looked_at() {
    let (runs, _) = processes();
    let (_parent, path) = given(&about(Some(runs), Some(NOW)), "a note\n");
    for day in 0..30 {
        assert!(settles(&path, day * DAY), "day {day}");
    }
    assert!(!settles(&path, 31 * DAY));
}

/// Where an earlier version did not store when it was made, looking at it starts the month, and only once.
#[test]
fn the_month_of_a_folder_from_before_begins_once() {
    let (runs, _) = processes();
    let (_parent, path) = given(&about(Some(runs), None), "a note\n");
    let made = path.metadata().unwrap().modified().unwrap();
    let made = made
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap()
        .as_secs();
    let made = i64::try_from(made).unwrap() - NOW;
    assert!(settles(&path, made + 20 * DAY));
    assert!(!settles(&path, made + 31 * DAY));
}

#[test]
fn a_folder_whose_editor_has_ended_goes_at_once_and_one_whose_editor_is_not_known_yet_stays() {
    let (_, ended) = processes();
    let (_parent, path) = given(&about(Some(ended), Some(NOW)), "a note\n");
    assert!(!settles(&path, 0));
    // The instance was killed between starting the editor and writing down which process it is.
    let (_parent, path) = given(&about(None, Some(NOW)), "a note\n");
    assert!(settles(&path, DAY));
    assert!(!settles(&path, 31 * DAY));
}

#[test]
fn a_text_that_cannot_be_taken_is_never_removed() {
    let (_, ended) = processes();
    let (parent, path) = given(&about(Some(ended), Some(NOW)), "");
    let file = fs::File::create(path.join(TEXT)).unwrap();
    file.set_len(LARGEST + 1).unwrap();
    assert!(settles(&path, 400 * DAY));
    let left = left(&Folder::open(parent.path()).unwrap(), "edit-1");
    let why = left.unwrap().unwrap().written().unwrap_err().to_string();
    assert!(why.contains("text.md is larger than"), "{why}");
}

#[test]
fn a_text_of_several_megabytes_comes_back_whole() {
    let long = "word ".repeat(600_000);
    let (parent, _) = given(&about(Some(1), Some(NOW)), &long);
    let left = left(&Folder::open(parent.path()).unwrap(), "edit-1");
    let left = left.unwrap().unwrap();
    assert_eq!(left.written().unwrap().unwrap().len(), long.len());
}

#[test]
fn a_text_that_is_too_large_to_come_back_is_not_handed_over() {
    let known = "x".repeat(usize::try_from(LARGEST).unwrap());
    let about = About {
        known,
        ..about(None, Some(NOW))
    };
    let seat = Seat::of("1-2-3");
    let refused = Session::begin(about, &seat).unwrap_err();
    assert!(refused.contains("larger than 16 MB"), "{refused}");
}

#[test]
fn a_folder_that_was_never_whole_goes_after_a_month() {
    let parent = tempfile::tempdir().unwrap();
    let path = parent.path().join("edit-2");
    fs::create_dir(&path).unwrap();
    let folder = Folder::open(parent.path()).unwrap();
    let made = folder.changed("edit-2").unwrap();
    assert!(sweep(&folder, "edit-2", (made + 29 * DAY) * 1_000) && path.exists());
    assert!(sweep(&folder, "edit-2", (made + 31 * DAY) * 1_000) && !path.exists());
    let (parent, _) = given(&about(None, Some(NOW)), "a note\n");
    let folder = Folder::open(parent.path()).unwrap();
    assert!(!sweep(&folder, "edit-1", (NOW + 99 * DAY) * 1_000));
}

/// Vim's swap file, and what Emacs saves by itself, hold what was typed and not written.
#[test]
fn a_folder_in_which_the_editor_left_more_is_kept_and_told_of() {
    let (runs, ended) = processes();
    for name in [".text.md.swp", "text.md~"] {
        let (parent, path) = given(&about(Some(ended), Some(NOW)), "a note\n");
        fs::write(path.join(name), "a note and more").unwrap();
        assert!(settles(&path, 99 * DAY), "{name}");
        remove_unwritten(&path);
        let folder = Folder::open(parent.path()).unwrap();
        assert_eq!(left(&folder, "edit-1").unwrap().unwrap().more(), Some(name));
        remove(&folder, "edit-1").unwrap();
        assert!(!path.exists());
    }
    // While the editor runs, nothing is said; and what holds nothing new keeps no folder.
    let (parent, path) = given(&about(Some(runs), Some(NOW)), "a note\n");
    fs::write(path.join(".text.md.swp"), "x").unwrap();
    let folder = Folder::open(parent.path()).unwrap();
    assert_eq!(left(&folder, "edit-1").unwrap().unwrap().more(), None);
    let (_parent, path) = given(&about(Some(ended), Some(NOW)), "a note\n");
    fs::write(path.join("text.md~"), "a note\n").unwrap();
    fs::write(path.join(".text.md.un~"), "x").unwrap();
    assert!(!settles(&path, 0));
}

/// The text that was taken from a folder which stays is not offered again.
#[test]
fn what_was_taken_is_known_in_a_folder_that_stays() {
    let (_, ended) = processes();
    for text in ["a note\n", "another note\n"] {
        let (parent, path) = given(&about(Some(ended), Some(NOW)), text);
        fs::write(path.join(".text.md.swp"), "x").unwrap();
        settle(&path, None, NOW * 1_000).unwrap();
        let left = left(&Folder::open(parent.path()).unwrap(), "edit-1");
        assert_eq!(left.unwrap().unwrap().written().unwrap(), None, "{text}");
    }
}
