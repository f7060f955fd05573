//! The preview of an import is confirmed only while it is true: what colleagues did since to its people makes it anew.

use entourage::domain::change::{Change, MergeChange};
use entourage::domain::field::Field;
use entourage::domain::ids::PersonId;
use entourage::domain::platform::Platform;
use entourage::domain::question::{Answer, Question};
use entourage::runtime::work::Work;

use crate::support::{Desk, Hand, World};

/// The preview of a file about Tom Berg, Zoë Anders and somebody new.
fn previews(world: &World, folder: &tempfile::TempDir, columns: u16, rows: u16) -> Desk {
    let path = folder.path().join("contacts.csv");
    let text = "name,instagram,niche\nTom Berg,tom.berg,games\nZoë Anders,zoe.anders,tea\nNew One,new.one,tea\n";
    std::fs::write(&path, text).unwrap();
    let mut ada = Desk::open_at(world, "ada", columns, rows);
    ada.press("2 I ctrl-u")
        .types(path.to_str().unwrap())
        .press("enter tab")
        .sees("3 of 4")
        .sees_not("Preview updated");
    ada
}

fn is_erased(hand: &mut Hand, person: PersonId) {
    let stamp = hand.stamp();
    let mut work = Work::erase(&mut hand.store, person, &stamp).unwrap();
    while work.step(&mut hand.store).unwrap().is_none() {}
}

fn is_merged(hand: &mut Hand, people: [PersonId; 2]) {
    let Answer::Sides(seen, _) = hand.asks(&Question::Sides(people.to_vec())) else {
        panic!("no sides");
    };
    hand.does(Change::Merge(MergeChange::Merge {
        keep: people[0],
        seen,
        picks: Vec::new(),
    }));
}

fn world() -> (World, tempfile::TempDir, Hand, PersonId, PersonId) {
    let world = World::new();
    let mut ben = world.hand("ben");
    let tom = ben.adds(
        Platform::Instagram,
        "tom.berg",
        &[(Field::Name, "Tom Berg")],
    );
    let zoe = ben.adds(
        Platform::Instagram,
        "zoe.anders",
        &[(Field::Name, "Zoë Anders")],
    );
    (world, tempfile::tempdir().unwrap(), ben, tom, zoe)
}

#[test]
fn a_person_who_is_erased_during_the_preview_is_announced_in_it_and_at_their_row() {
    let (world, folder, mut ben, tom, zoe) = world();
    let mut ada = previews(&world, &folder, 80, 24);
    ada.sees("1 new").sees("2 updated");
    is_erased(&mut ben, tom);
    assert!(ada.hears());
    ada.sees("Preview updated: 1 was erased since and would be added again")
        .sees("2 new")
        .sees("1 updated")
        .sees("this person was erased since the first preview");
    // It says so for as long as this file is previewed.
    ben.edits(zoe, Field::Place, Some("Lund"));
    assert!(ada.hears());
    ada.sees("1 was erased since and would be added again, 1 was changed")
        .sees("this person was erased since the first preview");
    ada.screen("import_preview_erased");
    ada.press("tab").sees("4 of 4").sees("2 new");
}

#[test]
fn the_smallest_window_says_what_changed_too() {
    let (world, folder, mut ben, tom, zoe) = world();
    let mut ada = previews(&world, &folder, 60, 16);
    is_merged(&mut ben, [zoe, tom]);
    ada.hears();
    ada.sees("Preview updated: 1 was merged, 1 was changed")
        .screen("import_preview_merged_60x16");
}

#[test]
fn an_import_is_not_begun_on_a_preview_that_was_overtaken() {
    let (world, folder, mut ben, tom, zoe) = world();
    let mut ada = previews(&world, &folder, 80, 24);
    let before = ben.last_seen();
    is_erased(&mut ben, tom);
    let erased = ben.last_seen();
    assert_ne!(before, erased);
    // Ada confirms before her desk hears of it.
    ada.press("tab")
        .hears_said("nothing was imported: people in this file changed since the preview")
        .sees("3 of 4")
        .sees("1 was erased since and would be added again");
    assert_eq!(ada.hand.last_seen(), erased);
    // A choice for all conflicts does not reach what a colleague wrote after it.
    ben.edits(zoe, Field::Niche, Some("coffee"));
    ada.press("tab").sees("3 of 4").sees("1 was changed");
    assert_eq!(ada.hand.field(zoe, Field::Niche).as_deref(), Some("coffee"));
    ada.press("tab").sees("4 of 4");
    assert_eq!(ada.hand.field(zoe, Field::Niche).as_deref(), Some("coffee"));
}

#[test]
fn what_colleagues_do_to_others_leaves_the_preview_alone() {
    let (world, folder, mut ben, _, _) = world();
    let mut ada = previews(&world, &folder, 80, 24);
    let other = ben.person("Łukasz Żak");
    ben.edits(other, Field::Place, Some("Lund"));
    ada.hears();
    ada.sees("3 of 4").sees_not("Preview updated");
    // Someone who gets a name of the file is one of its people from then on.
    ben.adds(Platform::Instagram, "new.one", &[]);
    ada.hears();
    ada.sees("Preview updated: 1 was changed").sees("3 updated");
}

#[test]
fn what_is_done_at_the_same_desk_makes_the_preview_anew() {
    let (world, folder, _, tom, _) = world();
    let mut ada = previews(&world, &folder, 80, 24);
    ada.press("2");
    is_erased(&mut ada.hand, tom);
    ada.press("I").sees("3 of 4").sees("1 was erased since");
}

#[test]
fn the_preview_shows_all_that_a_row_says_of_a_new_person_and_calls_nothing_known_that_is_not() {
    let world = World::new();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("people.csv");
    let text = "platform,handle,email,name,note,Fan club\n\
        instagram,two.y,two@y.example,Two Y,likes tea,yes\ntiktok,three.z,,Three,,\n";
    std::fs::write(&path, text).unwrap();
    let mut ada = Desk::open_at(&world, "ada", 120, 40);
    ada.press("2 I ctrl-u")
        .types(path.to_str().unwrap())
        .press("enter tab")
        .sees("Mail: two@y.example")
        .sees("Note: likes tea")
        .sees("Extra fields: Fan club: yes")
        .sees_not("known already");
    ada.press("down")
        .sees("a new account; the row says nothing else")
        .sees_not("known already");
}
