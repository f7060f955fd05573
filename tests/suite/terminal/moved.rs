//! The database is moved or deleted while a desk has it open.

use std::fs;

use super::pty::{Home, LONG};
use super::{find, roster};
use crate::support::World;

/// It said "logged", and all of it was lost.
#[test]
fn a_database_that_is_deleted_under_a_desk_is_reported_at_once_and_text_is_kept() {
    let (home, world) = (Home::new(), World::new());
    let mut desk = roster(&home, &world);
    fs::remove_file(world.path()).unwrap();
    desk.see("the database was moved, deleted or replaced");
    find(&mut desk, "Tom Bakker");
    desk.send("l")
        .see("Log a contact")
        .send("in: asks for the brief\r");
    desk.see("nothing is saved here any")
        .see("asks for the brief");
    home.keeps("asks for the brief", LONG);
    desk.send("\x03\x03");
    desk.ends(LONG);
    desk.is_restored();
    assert!(home.kept().contains("asks for the brief"));
}
