//! Unsaved text on disks that are slow, full or gone.

#![allow(clippy::unwrap_used)]

mod erased;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Instant;

use super::disk::{Disk, Kept};
use super::places::{At, Shelf};
use super::*;
use crate::domain::ids::{DeskId, PersonId};
use crate::domain::names::Names;
use crate::ui::draft::DraftFor;
use crate::ui::keeping::Keeping;

/// Whatever takes longer than this does not happen.
const LONG: Duration = Duration::from_secs(20);

fn text(person: i64, words: &str) -> Draft {
    Draft {
        place: DraftFor::Log(PersonId(person)),
        about: "Tom Bakker".into(),
        texts: vec![(String::new(), words.into())],
        originals: Vec::new(),
    }
}

/// What lies on the shelf: place and name, and what stands in it.
type Files = Arc<Mutex<BTreeMap<String, String>>>;

/// A shelf in memory that tells of every write, and can be slow or full.
#[derive(Debug)]
struct Fake {
    files: Files,
    /// The places that are full.
    full: Arc<Mutex<Vec<At>>>,
    /// Told before each write.
    begins: Sender<String>,
    /// Each write waits for one of these, where there is one.
    slow: Option<Receiver<()>>,
}

impl Shelf for Fake {
    fn path(&self, at: At) -> Option<PathBuf> {
        Some(PathBuf::from(format!("/{at:?}")))
    }

    fn write(&mut self, at: At, _: &Seat, name: &str, bytes: &[u8]) -> io::Result<()> {
        let kept: Kept = serde_json::from_slice(bytes).unwrap();
        assert_eq!(kept.drafts.len(), 1, "a file holds one text");
        let words = kept.drafts[0].texts[0].1.clone();
        self.begins.send(format!("{at:?} {words}")).unwrap();
        if let Some(slow) = &self.slow {
            slow.recv().unwrap();
        }
        if self.full.lock().unwrap().contains(&at) {
            return Err(io::Error::from(io::ErrorKind::StorageFull));
        }
        let mut files = self.files.lock().unwrap();
        files.insert(format!("{at:?} {name}"), words);
        Ok(())
    }

    fn remove(&mut self, at: At, name: &str) -> io::Result<()> {
        self.files.lock().unwrap().remove(&format!("{at:?} {name}"));
        Ok(())
    }
}

/// A recovery over a fake shelf, with its thread.
struct House {
    recovery: Recovery,
    files: Files,
    full: Arc<Mutex<Vec<At>>>,
    begins: Receiver<String>,
    told: Receiver<Keeping>,
    _thread: JoinHandle<()>,
}

fn house(slow: Option<Receiver<()>>) -> House {
    let (begin, begins) = channel();
    let (tell, told) = channel();
    let files = Files::default();
    let full = Arc::default();
    let fake = Fake {
        files: Arc::clone(&files),
        full: Arc::clone(&full),
        begins: begin,
        slow,
    };
    let recovery = Recovery::new(Path::new("/nowhere/desk.db"), "1-2-3");
    let shared = recovery.shared();
    shared.serve_with(Disk::new(fake));
    House {
        recovery,
        files,
        full,
        begins,
        told,
        _thread: std::thread::spawn(move || {
            writer::serve(&shared, |keeping| tell.send(keeping).is_ok());
        }),
    }
}

impl House {
    fn begins(&self) -> String {
        self.begins.recv_timeout(LONG).unwrap()
    }

    fn told(&self) -> Keeping {
        self.told.recv_timeout(LONG).unwrap()
    }

    /// What is on disk, without the names.
    fn on_disk(&self) -> Vec<String> {
        let files = self.files.lock().unwrap();
        let one = |(name, words): (&String, &String)| {
            format!("{} {words}", name.split(' ').next().unwrap())
        };
        files.iter().map(one).collect()
    }
}

/// A disk on which a write takes as long as it likes keeps no key waiting, and falls behind by one state and no more.
#[test]
#[allow(clippy::print_stdout)] // the figure is wanted
fn no_key_waits_for_a_slow_disk() {
    let (let_go, slow) = channel();
    let mut house = house(Some(slow));
    house.recovery.note(vec![text(1, "key 0")]);
    house.recovery.hurry();
    assert_eq!(house.begins(), "State key 0");
    // The disk holds the write from here on. Were a key to wait for it, this would not come to its end.
    let mut slowest = Duration::ZERO;
    for key in 1..=1_000 {
        let drafts = vec![text(1, &format!("key {key}"))];
        let began = Instant::now();
        house.recovery.note(drafts);
        slowest = slowest.max(began.elapsed());
    }
    println!("the slowest of 1,000 keys beside a disk that holds a write: {slowest:?}");
    assert!(house.begins.try_recv().is_err(), "one write at a time");
    assert!(
        house.told.try_recv().is_err(),
        "nothing is said before it is on disk"
    );
    let_go.send(()).unwrap();
    assert_eq!(house.told().on_disk[..], [text(1, "key 0")]);
    house.recovery.hurry();
    assert_eq!(house.begins(), "State key 1000");
    let_go.send(()).unwrap();
    assert!(house.recovery.save());
    assert_eq!(house.on_disk(), ["State key 1000"]);
}

/// Whoever ends the process gets the last key to disk, also while a slow write of an older state goes on.
#[test]
fn the_last_key_is_waited_for_at_the_end() {
    let (let_go, slow) = channel();
    let mut house = house(Some(slow));
    house.recovery.note(vec![text(1, "a")]);
    house.recovery.hurry();
    house.begins();
    house.recovery.note(vec![text(1, "ab")]);
    let shared = house.recovery.shared();
    let end = std::thread::spawn(move || shared.save(LONG));
    let_go.send(()).unwrap();
    assert_eq!(house.begins(), "State ab");
    let_go.send(()).unwrap();
    assert!(end.join().unwrap());
    assert_eq!(house.on_disk(), ["State ab"]);
}

#[test]
fn only_the_text_that_changed_is_written_and_what_was_saved_goes() {
    let mut house = house(None);
    let wrote = |house: &House| house.begins.try_iter().collect::<Vec<_>>();
    house.recovery.note(vec![text(1, "one"), text(2, "two")]);
    assert!(house.recovery.save());
    assert_eq!(wrote(&house), ["State one", "State two"]);
    house
        .recovery
        .note(vec![text(2, "two more"), text(1, "one")]);
    assert!(house.recovery.save());
    assert_eq!(wrote(&house), ["State two more"]);
    // The same place twice, as after two desks that ended: two texts.
    house
        .recovery
        .note(vec![text(2, "two more"), text(2, "another")]);
    assert!(house.recovery.save());
    assert_eq!(house.on_disk(), ["State two more", "State another"]);
    house.recovery.note(Vec::new());
    assert!(house.recovery.save());
    assert_eq!(house.on_disk(), Vec::<String>::new());
    // What is noted again as it was is not even handed over.
    wrote(&house);
    house.recovery.note(Vec::new());
    assert!(house.recovery.save());
    assert_eq!(wrote(&house), Vec::<String>::new());
}

#[test]
fn a_full_state_folder_sends_the_text_to_the_runtime_folder_and_back() {
    let mut house = house(None);
    *house.full.lock().unwrap() = vec![At::State];
    house.recovery.note(vec![text(1, "one")]);
    assert!(house.recovery.save(), "it is on disk elsewhere");
    let told = house.told();
    let hitch = told.hitch.as_ref().unwrap();
    assert!(told.has(&text(1, "one")) && hitch.elsewhere && !told.is_failing());
    assert_eq!(hitch.cause.as_str(), "disk full");
    assert_eq!(
        hitch.line().as_str(),
        "unsaved text is kept only until you log out (disk full)"
    );
    assert_eq!(house.on_disk(), ["Runtime one"]);
    house.full.lock().unwrap().clear();
    house.recovery.note(vec![text(1, "one more")]);
    assert!(house.recovery.save());
    assert_eq!(house.told().hitch, None);
    assert_eq!(house.on_disk(), ["State one more"]);
}

#[test]
fn what_no_disk_takes_is_never_called_kept_and_the_cause_is_told_once() {
    let mut house = house(None);
    *house.full.lock().unwrap() = vec![At::State, At::Runtime];
    house.recovery.note(vec![text(1, "one")]);
    assert!(!house.recovery.save());
    let told = house.told();
    assert!(told.is_failing() && !told.has(&text(1, "one")));
    let hitch = told.hitch.as_ref().unwrap();
    assert_eq!(
        hitch.line().as_str(),
        "unsaved text cannot be kept (disk full)"
    );
    assert!(
        hitch
            .details
            .as_str()
            .contains("/State cannot be written (disk full)")
    );
    // Further tries fail for the same cause, and are not told again.
    for words in ["one t", "one tw"] {
        house.recovery.note(vec![text(1, words)]);
        assert!(!house.recovery.save());
    }
    assert!(house.told.try_recv().is_err());
    house.full.lock().unwrap().clear();
    assert!(house.recovery.save());
    let told = house.told();
    assert!(told.has(&text(1, "one tw")) && told.hitch.is_none());
}

#[test]
fn what_was_adopted_goes_only_when_it_is_on_disk_here() {
    let folder = tempfile::tempdir().unwrap();
    let left = folder.path().join("old.json");
    fs::write(&left, "the text").unwrap();
    let mut house = house(None);
    house.recovery.claims = vec![Claim::File(folder.path().to_path_buf(), "old.json".into())];
    *house.full.lock().unwrap() = vec![At::State, At::Runtime];
    house.recovery.adopt(vec![text(1, "the text")]);
    assert!(!house.recovery.save());
    assert!(left.exists());
    house.full.lock().unwrap().clear();
    assert!(house.recovery.save());
    assert!(!left.exists());
}

/// A logout empties the runtime folder: what was safe before must not be only there.
#[test]
fn what_outlives_a_logout_stays_until_the_text_does_as_well() {
    let folder = tempfile::tempdir().unwrap();
    let left = folder.path().join("old.json");
    fs::write(&left, "the text").unwrap();
    let mut house = house(None);
    house.recovery.claims = vec![Claim::File(folder.path().to_path_buf(), "old.json".into())];
    *house.full.lock().unwrap() = vec![At::State];
    house.recovery.adopt(vec![text(1, "the text")]);
    assert!(house.recovery.save());
    assert!(left.exists(), "the text is only in the runtime folder");
    house.full.lock().unwrap().clear();
    house.recovery.note(vec![text(1, "the text, on")]);
    assert!(house.recovery.save());
    assert!(!left.exists());
    // An older state in the state folder stays beside the newer one in the runtime folder, and both go when it is saved.
    *house.full.lock().unwrap() = vec![At::State];
    house.recovery.note(vec![text(1, "the text and more")]);
    assert!(house.recovery.save());
    assert_eq!(
        house.on_disk(),
        ["Runtime the text and more", "State the text, on"]
    );
    house.recovery.note(Vec::new());
    assert!(house.recovery.save());
    assert_eq!(house.on_disk(), [""; 0]);
}

/// Where the older file cannot be removed yet, it is tried again, or a later start would offer the text once more.
#[test]
fn what_was_adopted_and_cannot_be_removed_is_tried_again() {
    let folder = tempfile::tempdir().unwrap();
    let (here, away) = (folder.path().join("here"), folder.path().join("away"));
    fs::create_dir(&here).unwrap();
    fs::write(here.join("old.json"), "the text").unwrap();
    let mut house = house(None);
    house.recovery.claims = vec![Claim::File(here.clone(), "old.json".into())];
    fs::rename(&here, &away).unwrap();
    house.recovery.adopt(vec![text(1, "the text")]);
    assert!(house.recovery.save(), "the text itself is on disk");
    fs::rename(&away, &here).unwrap();
    house.recovery.note(vec![text(1, "the text and more")]);
    assert!(house.recovery.save());
    assert!(!here.join("old.json").exists());
}

/// An instance on a real disk, with no place beside its database.
fn instance(database: &Path, places: &Places, name: &str) -> Recovery {
    let recovery = Recovery::new(database, name);
    let shared = recovery.shared();
    shared.serve_with(Disk::new(places.clone()));
    shared.deserted();
    recovery
}

/// Also where the folder of places cannot be written, nobody takes or deletes text of an instance that runs.
#[test]
fn text_of_an_instance_that_runs_stays_with_it_wherever_it_lies() {
    for closed in [At::Runtime, At::State] {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("desk.db");
        fs::write(&database, "").unwrap();
        let (state, runtime) = (folder.path().join("state"), folder.path().join("run"));
        let (closed, open) = match closed {
            At::State => (&state, &runtime),
            At::Runtime => (&runtime, &state),
        };
        fs::write(closed, "").unwrap();
        let places = Places::new(&state, Some(&runtime));
        let mut ada = instance(&database, &places, "1-2-a");
        ada.note(vec![text(1, "hers about Tom"), text(2, "hers about Zoë")]);
        assert!(ada.save());

        let ben = Owner::new(&database, "3-4-b");
        let found = left::find(&ben, &places);
        assert_eq!((found.drafts.len(), found.claims.len()), (0, 0));
        let names = Names::of(["Zoë"]);
        let me = DeskId("3-4-b".into());
        let unsaved = about::about_in(&places, &database, &me, &[PersonId(1)], &names);
        assert_eq!((unsaved.about, unsaved.naming.len()), (0, 2));
        about::forget_in(&places, &database, &me, &[PersonId(1)]).unwrap();

        // A lock that nobody holds is one of an instance that was killed.
        fs::write(open.join("recover/5-6-c.lock"), "").unwrap();
        drop(ada);
        let found = left::find(&ben, &places);
        assert_eq!(
            found.drafts,
            [text(1, "hers about Tom"), text(2, "hers about Zoë")]
        );
        about::forget_in(&places, &database, &me, &[PersonId(1)]).unwrap();
        let left = left::find(&ben, &places).drafts;
        assert_eq!(left, [text(2, "hers about Zoë")]);
        let files = fs::read_dir(open.join("recover")).unwrap();
        assert_eq!(files.count(), 1, "no lock is left");
    }
}

#[test]
fn without_a_thread_whoever_ends_the_process_writes() {
    let (begin, _begins) = channel();
    let files = Files::default();
    let fake = Fake {
        files: Arc::clone(&files),
        full: Arc::default(),
        begins: begin,
        slow: None,
    };
    let mut recovery = Recovery::new(Path::new("/nowhere/desk.db"), "1-2-3");
    let shared = recovery.shared();
    shared.serve_with(Disk::new(fake));
    shared.deserted();
    recovery.note(vec![text(1, "the last words")]);
    assert!(shared.save(LONG));
    assert_eq!(files.lock().unwrap().len(), 1);
}

/// Files of today and of the form before, in both folders; those of desks on another database are let alone.
#[test]
fn what_desks_that_ended_have_left_is_found_in_every_form_and_folder() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("desk.db");
    fs::write(&database, "").unwrap();
    let (state, runtime) = (folder.path().join("state"), folder.path().join("run"));
    let put = |base: &Path, name: &str, database: &Path, desk: &str, drafts: Vec<Draft>| {
        let kept = Kept {
            database: whole(database),
            desk: desk.into(),
            drafts,
        };
        let bytes = serde_json::to_vec(&kept).unwrap();
        let base = crate::runtime::private::Folder::make(base).unwrap();
        base.below("recover").unwrap().write(name, &bytes).unwrap();
    };
    let old = vec![text(1, "old one"), text(2, "old two")];
    put(&state, "1-1-a.json", &database, "1-1-a", old.clone());
    put(
        &state,
        "2-2-b.0001.json",
        &database,
        "2-2-b",
        vec![text(3, "new")],
    );
    put(
        &runtime,
        "2-2-b.0002.json",
        &database,
        "2-2-b",
        vec![text(4, "elsewhere")],
    );
    put(
        &state,
        "4-4-d.0001.json",
        &folder.path().join("other.db"),
        "4-4-d",
        vec![text(5, "no")],
    );
    put(
        &state,
        "me.0001.json",
        &database,
        "me",
        vec![text(6, "mine")],
    );
    let recover = state.join("recover");
    fs::write(recover.join("broken.json"), "{").unwrap();
    std::os::unix::fs::symlink("/etc/passwd", recover.join("link.json")).unwrap();
    rustix::fs::mkfifoat(
        rustix::fs::CWD,
        recover.join("pipe.json"),
        rustix::fs::Mode::RWXU,
    )
    .unwrap();
    let owner = Owner::new(&database, "me");
    let places = Places::new(&state, Some(&runtime));
    let found = left::find(&owner, &places);
    let mut wanted = old;
    wanted.extend([text(3, "new"), text(4, "elsewhere")]);
    assert_eq!(found.drafts, wanted);
    assert_eq!(found.claims.len(), 3);
    for claim in &found.claims {
        claim.settle().unwrap();
    }
    assert_eq!(left::find(&owner, &places).drafts, []);
    assert!(recover.join("me.0001.json").exists() && recover.join("4-4-d.0001.json").exists());
}

/// Whatever was planted in their place, nothing is written through it.
#[test]
fn a_folder_that_is_a_link_or_a_file_takes_no_text() {
    let folder = tempfile::tempdir().unwrap();
    let elsewhere = folder.path().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    for plant in ["link", "file"] {
        let state = folder.path().join(plant);
        fs::create_dir(&state).unwrap();
        match plant {
            "link" => std::os::unix::fs::symlink(&elsewhere, state.join("recover")).unwrap(),
            _ => fs::write(state.join("recover"), "").unwrap(),
        }
        let mut places = Places::new(&state, None);
        let error = places
            .write(At::State, &Seat::of("a"), "a.json", b"text")
            .unwrap_err();
        assert!(
            error.to_string().ends_with("recover is not a folder"),
            "{error}"
        );
    }
    assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 0);
}

/// Two texts of one place lie in the state folder; one is settled while the disk is full. The other stays where it is.
#[test]
fn a_text_stays_where_it_is_safe_when_another_of_its_place_is_settled_on_a_full_disk() {
    let mut house = house(None);
    house.recovery.note(vec![text(1, "one"), text(1, "two")]);
    assert!(house.recovery.save());
    for full in [vec![At::State], vec![At::State, At::Runtime]] {
        *house.full.lock().unwrap() = full;
        house.recovery.note(vec![text(1, "two")]);
        assert!(house.recovery.save());
        assert_eq!(house.on_disk(), ["State two"]);
    }
}

/// The same, and the other is typed on: what is safe of it goes only when the newer one is.
#[test]
fn no_file_of_a_place_goes_before_the_text_that_is_typed_there_is_safe() {
    let mut house = house(None);
    house.recovery.note(vec![text(1, "one"), text(1, "two")]);
    assert!(house.recovery.save());
    *house.full.lock().unwrap() = vec![At::State, At::Runtime];
    house.recovery.note(vec![text(1, "two and more")]);
    assert!(!house.recovery.save());
    assert_eq!(house.on_disk(), ["State one", "State two"]);
    *house.full.lock().unwrap() = vec![At::State];
    house.recovery.note(vec![text(1, "two and more.")]);
    assert!(house.recovery.save());
    assert!(house.on_disk().contains(&"State two".to_owned()));
    house.full.lock().unwrap().clear();
    house.recovery.note(vec![text(1, "two and more still")]);
    assert!(house.recovery.save());
    assert_eq!(house.on_disk(), ["State two and more still"]);
}
