//! Unsaved text about people who are erased, and what cannot be looked into.

use std::fs;
use std::path::Path;

use super::*;
use crate::runtime::recovery::places::unread;

const TOM: [PersonId; 1] = [PersonId(1)];

fn me() -> DeskId {
    DeskId("1-2-3".into())
}

/// The loop may say what it said before until it has heard of the erasure: nothing of it comes to disk any more.
#[test]
fn text_about_somebody_who_was_erased_is_off_the_disk_before_it_is_said_and_not_written_again() {
    let mut house = house(None);
    house
        .recovery
        .note(vec![text(1, "about Tom"), text(2, "about Zoë")]);
    assert!(house.recovery.save());
    let shared = house.recovery.shared();
    assert!(shared.forget(&TOM, LONG));
    assert_eq!(house.on_disk(), ["State about Zoë"]);
    house
        .recovery
        .note(vec![text(1, "about Tom, on"), text(2, "about Zoë, on")]);
    assert!(house.recovery.save());
    assert_eq!(house.on_disk(), ["State about Zoë, on"]);
}

/// A slow disk may be in the middle of writing it: that is waited for, and undone.
#[test]
fn text_that_is_being_written_when_its_person_is_erased_goes_too() {
    let (let_go, slow) = channel();
    let mut house = house(Some(slow));
    house.recovery.note(vec![text(1, "about Tom")]);
    house.recovery.hurry();
    house.begins();
    let shared = house.recovery.shared();
    let erases = std::thread::spawn(move || shared.forget(&TOM, LONG));
    let_go.send(()).unwrap();
    assert!(erases.join().unwrap());
    assert_eq!(house.on_disk(), [""; 0]);
}

/// A database in a folder, and the places of a user beside it.
struct Stead {
    folder: tempfile::TempDir,
    places: Places,
}

impl Stead {
    fn new() -> Stead {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("desk.db"), "").unwrap();
        fs::create_dir(folder.path().join("state")).unwrap();
        let places = Places::new(&folder.path().join("state"), None);
        Stead { folder, places }
    }

    fn database(&self) -> PathBuf {
        whole(&self.folder.path().join("desk.db"))
    }

    fn recover(&self) -> PathBuf {
        self.folder.path().join("state/recover")
    }

    /// What is counted of Tom, and what is said when that is deleted.
    fn erases(&self) -> (crate::domain::erasure::Unsaved, Result<(), Clean>) {
        let names = Names::of(["Tom Bakker"]);
        let unsaved = about::about_in(&self.places, &self.database(), &me(), &TOM, &names);
        let forgotten = about::forget_in(&self.places, &self.database(), &me(), &TOM);
        (unsaved, forgotten)
    }

    /// A file of an instance that ended.
    fn put(&self, name: &str, desk: &str, drafts: Vec<Draft>) {
        let kept = Kept {
            database: self.database(),
            desk: desk.into(),
            drafts,
        };
        fs::create_dir_all(self.recover()).unwrap();
        fs::write(
            self.recover().join(name),
            serde_json::to_vec(&kept).unwrap(),
        )
        .unwrap();
    }
}

#[test]
fn a_folder_of_unsaved_text_that_cannot_be_looked_into_is_not_an_empty_one() {
    let stead = Stead::new();
    // There never was one.
    let (unsaved, forgotten) = stead.erases();
    assert_eq!((unsaved.unread.len(), forgotten), (0, Ok(())));
    // A link in its place is never followed, whoever is logged in.
    let elsewhere = stead.folder.path().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, stead.recover()).unwrap();
    let (unsaved, forgotten) = stead.erases();
    let line = format!("{} (recover is not a folder)", stead.recover().display());
    assert_eq!(unsaved.unread, [Clean::line(&line)]);
    let said = forgotten.unwrap_err();
    assert_eq!(
        said.as_str(),
        format!("your unsaved text about them may still be in {line}: delete it there")
    );
    let found = left::find(&Owner::new(&stead.database(), "4-5-6"), &stead.places);
    assert_eq!(found.unread, [Clean::line(&line)]);
    let denied = unread(Path::new("/x"), &io::ErrorKind::PermissionDenied.into());
    assert_eq!(denied.as_str(), "/x (no permission to read)");
}

#[test]
fn a_file_that_cannot_be_read_is_reported_unless_it_is_about_another_database() {
    let stead = Stead::new();
    stead.put(
        "a.0001.json",
        "7-8-9",
        vec![text(1, "about Tom"), text(2, "about Zoë")],
    );
    let recover = stead.recover();
    fs::write(recover.join("half.json"), "{\"drafts\": [").unwrap();
    fs::write(
        recover.join("elsewhere.json"),
        r#"{"database": "/elsewhere.db", "desk": "1", "drafts": [{"place": "Later"}]}"#,
    )
    .unwrap();
    let (unsaved, forgotten) = stead.erases();
    let line = format!(
        "{} (this version cannot read it)",
        recover.join("half.json").display()
    );
    assert_eq!(
        (unsaved.about, unsaved.unread),
        (1, vec![Clean::line(&line)])
    );
    assert!(forgotten.unwrap_err().as_str().contains(&line));
    let left = fs::read_to_string(recover.join("a.0001.json")).unwrap();
    assert!(left.contains("about Zoë") && !left.contains("about Tom"));
}

/// Half a file of an instance that was killed while it wrote, and the texts of this instance itself.
#[test]
fn what_was_cut_off_while_it_was_written_and_what_is_mine_goes_with_them() {
    let stead = Stead::new();
    stead.put("1-2-3.0001.json", "1-2-3", vec![text(1, "about Tom")]);
    stead.put(
        ".7-8-9.0001.json.0000.unfinished",
        "7-8-9",
        vec![text(1, "about Tom")],
    );
    let (unsaved, forgotten) = stead.erases();
    assert_eq!((unsaved.about, forgotten), (1, Ok(())));
    assert_eq!(fs::read_dir(stead.recover()).unwrap().count(), 0);
}
