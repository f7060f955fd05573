//! The log, what is remembered of the screens and what a person chose lie in the state folder: whatever is put in their
//! place there is never followed, waited for or written to.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use super::pty::{Home, LONG, pipe};
use super::roster;
use crate::support::World;

/// The files, after a first start that made them.
fn files(home: &Home, world: &World) -> Vec<PathBuf> {
    let mut desk = roster(home, world);
    desk.send("q");
    assert_eq!(desk.ends(LONG), 0);
    let mut screens = fs::read_dir(home.state().join("screens")).unwrap();
    let screen = screens.next().unwrap().unwrap().path();
    let names = ["entourage.log", "chosen.json"];
    let own = names.map(|name| home.state().join(name));
    own.into_iter().chain([screen]).collect()
}

/// A pipe in the place of one hung the start, and a link led the log into the file behind it.
#[test]
fn nothing_in_the_place_of_a_file_in_the_state_folder_is_followed_or_waited_for() {
    type Attack = fn(&Path, &Path);
    let attacks: [(&str, Attack); 4] = [
        ("a link", |path, victim| symlink(victim, path).unwrap()),
        ("a link to nothing", |path, victim| {
            symlink(victim.with_file_name("nothing"), path).unwrap();
        }),
        ("a pipe", |path, _| pipe(path)),
        ("a folder", |path, _| {
            fs::create_dir(path).unwrap();
            // It cannot be taken away by giving another file its name.
            fs::write(path.join("inside"), "").unwrap();
        }),
    ];
    for (what, attack) in attacks {
        let (home, world) = (Home::new(), World::new());
        let victim = home.path().join("victim");
        fs::write(&victim, "as it was").unwrap();
        for file in files(&home, &world) {
            let _ = fs::remove_file(&file);
            attack(&file, &victim);
        }
        let mut desk = roster(&home, &world);
        // Where one is gets written when the desk ends; what cannot be is written to the log.
        desk.send("q");
        assert_eq!(desk.ends(LONG), 0, "{what}");
        desk.is_restored();
        assert_eq!(fs::read_to_string(&victim).unwrap(), "as it was", "{what}");
        assert!(!victim.with_file_name("nothing").exists(), "{what}");
    }
}
