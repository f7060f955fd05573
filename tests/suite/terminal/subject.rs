//! A box stays with the person it was opened for, from outside: the real program, and a colleague at the shell meanwhile.

use super::pty::{Home, LONG, Pty};
use super::roster;
use crate::support::World;

/// The name in the row under the cursor.
fn under_the_cursor(desk: &Pty) -> String {
    let screen = desk.text();
    let row = screen.lines().find(|line| line.contains('▌'));
    let row = row.unwrap_or_else(|| panic!("no cursor\n{screen}"));
    let name = row.split('▌').nth(1).unwrap_or_default().trim();
    name.split("  ").next().unwrap_or_default().to_owned()
}

#[test]
fn a_colleague_moves_whose_box_is_open_and_nobody_else_is_changed() {
    // The key that opens the box, what is typed, and how it is asked for afterwards.
    for (open, typed, asked) in [
        ("#", "mine", "tag:mine"),
        ("w", "root", "owner:root"),
        ("t", "fri call", "step:call"),
    ] {
        let (home, world) = (Home::new(), World::new());
        let mut desk = roster(&home, &world);
        desk.send("/")
            .see(" /  ")
            .send("stage:discovery -owner:root")
            .see("10 influencers");
        desk.send("\r").see("Enter open");
        let name = under_the_cursor(&desk);
        desk.send(open).see(&name).send(typed).see(typed);
        let words = ["stage", name.as_str(), "outreach", "--because", "later"];
        home.run(&world.path(), &words).ends(0);
        // Somebody else is under the bar by now.
        assert!(
            desk.comes(LONG, |screen| !screen.contains(&format!("▌ {name}"))),
            "{}",
            desk.text()
        );
        desk.send("\r");
        assert!(
            desk.comes(LONG, |screen| screen.contains("? all")),
            "{}",
            desk.text()
        );
        desk.send("\x03\x03");
        assert_eq!(desk.ends(LONG), 0);
        let found = home.run(&world.path(), &["list", asked]).ends(0).out;
        assert_eq!(found.lines().count(), 1, "{open}: {found}");
        assert!(found.starts_with(&name), "{open}: {name}: {found}");
    }
}
