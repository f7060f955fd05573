//! Unsaved text of whoever erases somebody: listed before, deleted where it is about them, kept where it only names them.

use super::pty::{Home, LONG};
use super::{find, roster};
use crate::support::World;

#[test]
fn unsaved_text_about_somebody_goes_with_them_and_text_that_names_them_is_listed() {
    let (home, world) = (Home::new(), World::new());
    let mut desk = roster(&home, &world);
    for (name, text) in [
        ("Tom Bakker", "whispered about him"),
        ("Zoë Ångström", "met Tom Bakker at lunch"),
        ("Amara Okafor", "nothing of the kind"),
    ] {
        find(&mut desk, name);
        desk.send("n")
            .see("Note")
            .send(text)
            .see(text)
            .send("\x1b")
            .loses(text);
        home.keeps(text, LONG);
        desk.send("\x1b").see("22 influencers");
    }
    desk.close();
    desk.ends(LONG);
    let told = home
        .run(&world.path(), &["erase", "tombakker", "--dry-run"])
        .ends(0)
        .out;
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        told.contains("Deleted: your unsaved text about them (1 text)."),
        "{told}"
    );
    assert!(
        told.contains("met Tom Bakker at lunch. Save or discard it (F11)."),
        "{told}"
    );
    assert!(!told.contains("nothing of the kind"), "{told}");
    let words = ["erase", "tombakker", "--for-good", "tombakker"];
    home.run(&world.path(), &words).ends(0);
    let kept = home.kept();
    assert!(!kept.contains("whispered about him"), "{kept}");
    assert!(
        kept.contains("met Tom Bakker at lunch") && kept.contains("nothing of the kind"),
        "{kept}"
    );
}

/// Also while the program runs: when it says that somebody was erased, no file holds what was typed about them, and none
/// does afterwards.
#[test]
fn unsaved_text_of_the_instance_that_erases_is_gone_when_it_says_erased() {
    let (home, world) = (Home::new(), World::new());
    let mut desk = roster(&home, &world);
    find(&mut desk, "Tom Bakker");
    desk.send("n")
        .see("Note")
        .send("whispered about him")
        .see("whispered about him")
        .send("\x1b")
        .loses("whispered about him");
    home.keeps("whispered about him", LONG);
    desk.send(":erase\r")
        .see("your unsaved text about them (1 text)")
        .send("\r")
        .see("Type tombakker")
        .send("tombakker\r")
        .see("erased somebody for good");
    assert!(!home.kept().contains("whispered about him"));
    desk.send("\x03\x03");
    desk.ends(LONG);
    assert!(!home.kept().contains("whispered about him"));
}

/// Another instance of the same user is open with unsaved text about them: it deletes that when it hears of the erasure.
#[test]
fn another_instance_deletes_its_unsaved_text_about_somebody_who_was_erased() {
    let (home, world) = (Home::new(), World::new());
    let mut desk = roster(&home, &world);
    find(&mut desk, "Tom Bakker");
    desk.send("n")
        .see("Note")
        .send("whispered about him")
        .see("whispered about him")
        .send("\x1b")
        .loses("whispered about him");
    home.keeps("whispered about him", LONG);
    let words = ["erase", "tombakker", "--for-good", "tombakker"];
    home.run(&world.path(), &words).ends(0);
    desk.see("Tom Bakker was erased for good; your unsaved text about them was deleted");
    assert!(!home.kept().contains("whispered about him"));
    desk.send("\x03\x03");
    desk.ends(LONG);
}
