//! Who is here and where, what is said of colleagues' changes, and what is only counted.

use entourage::domain::stage::Stage;

use crate::support::{Desk, World};
use crate::terminal::pty::Home;

#[test]
fn who_is_here_is_listed_with_the_place_and_enter_goes_to_the_person() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("W")
        .hears_said("nobody else has this database open");
    let mut ben = Desk::open(&world, "ben");
    ben.opens("Zoë Ångström").settles();
    ada.looks_around().press("W");
    ada.sees("Who is here")
        .sees_line(&["ben", "Profile · Zoë Ångström · since "]);
    ada.press("enter").sees("[Overview]").sees("Zoë Ångström");
    ada.settles();
    ben.looks_around()
        .commands("who")
        .sees_line(&["ada", "Profile"]);
    drop(ada);
    ben.press("esc").looks_around().press("W");
    ben.hears_said("nobody else");
}

#[test]
fn a_colleague_with_the_same_person_open_is_named_on_the_record() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 40);
    let mut ben = Desk::open(&world, "ben");
    ada.opens("Tom Bakker").sees_not("is here");
    ben.opens("Tom Bakker").settles();
    ada.looks_around().sees_line(&["[Overview]", "ben is here"]);
    // On the preview beside the roster as well.
    ada.press("q p").sees("ben is here");
    ben.press("q").settles();
    ada.looks_around().sees_not("ben is here");
    // Whoever writes about somebody is with them, too.
    ben.goes_to("Tom Bakker").press("l").settles();
    ada.looks_around().sees("ben is here");
}

#[test]
fn another_desk_of_mine_is_in_the_list_but_not_named_on_the_record() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let mut other = Desk::open(&world, "ada");
    other.opens("Tom Bakker").settles();
    ada.opens("Tom Bakker").looks_around().sees_not("is here");
    ada.press("W").sees("ada (you)");
}

#[test]
fn a_change_to_my_people_is_said_and_all_else_is_counted() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 40);
    let mut ben = world.hand("ben");
    let (mine, his) = (ben.person("Zoë Ångström"), ben.person("김민준"));
    // Somebody of ada's.
    ben.notes(mine, "met at the fair");
    assert!(ada.hears());
    ada.hears_said("ben: note on Zoë Ångström")
        .sees_not("1 change");
    let nobodys = ben.person("王小明");
    ben.notes(nobodys, "likes tea");
    assert!(ada.hears());
    ada.sees("ben · 1 change · ada");
    ben.moves(nobodys, Stage::Outreach);
    let mut cem = world.hand("cem");
    cem.notes(nobodys, "green tea");
    assert!(ada.hears());
    ada.sees("ben, cem · 3 changes · ada");
    // The history is where one reads them.
    ada.press("U").sees("green tea").sees_not("3 changes");
    let _ = his;
}

#[test]
fn a_change_to_the_person_on_my_screen_is_said_whoever_owns_them() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let mut ben = world.hand("ben");
    ada.opens("王小明");
    let person = ada.someone().unwrap();
    ben.logs(person, "in: hello");
    assert!(ada.hears());
    ada.hears_said("ben: logged what 王小明 said");
}

#[test]
fn what_a_colleague_did_does_not_push_away_what_was_just_said() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let mut ben = world.hand("ben");
    let zoe = ben.person("Zoë Ångström");
    ada.press("3 L").hears_said("is now in outreach");
    ben.notes(zoe, "one");
    ben.notes(zoe, "two");
    assert!(ada.hears());
    ada.hears_said("is now in outreach");
    ada.press("j")
        .hears_said("ben: note on Zoë Ångström · 1 more, U shows them");
    ada.press("j").sees_not("ben: note");
}

#[test]
fn my_own_changes_at_another_desk_are_no_news() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let mut other = world.hand("ada");
    let zoe = other.person("Zoë Ångström");
    other.notes(zoe, "at home");
    assert!(ada.hears());
    assert_eq!(ada.notice(), "");
    ada.sees_not("1 change");
}

#[test]
fn a_contact_that_a_colleague_logged_lately_is_told_before_another_is_saved() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let mut ben = world.hand("ben");
    let tom = ben.person("Tom Bakker");
    let warns = "ben logged a contact with Tom Bakker";
    ada.goes_to("Tom Bakker")
        .press("l")
        .sees_not(warns)
        .press("esc");
    ben.logs(tom, "8 days ago out: hello");
    ada.press("l").sees_not(warns).press("esc");
    ben.logs(tom, "yesterday out: are you in town?");
    ada.press("l").sees(&format!("{warns} yesterday"));
    // A note is no contact; and the warning is in nobody's way.
    ada.press("tab").sees_not(warns).press("tab").sees(warns);
    ada.types("out: so am I")
        .press("enter")
        .hears_said("logged a contact with Tom Bakker");
    // One's own contacts are no surprise.
    let mut ben = Desk::open(&world, "ben");
    ben.goes_to("Tom Bakker")
        .press("l")
        .sees("ada logged a contact with Tom Bakker today");
}

#[test]
fn how_long_a_colleagues_contact_counts_is_a_setting_of_the_team() {
    let (home, world) = (Home::new(), World::new());
    let mut ada = Desk::open(&world, "ada");
    let mut ben = world.hand("ben");
    let tom = ben.person("Tom Bakker");
    let warns = "ben logged a contact with Tom Bakker";
    ben.logs(tom, "8 days ago out: hello");
    let set = |days: &str| {
        home.run(&world.path(), &["settings", "double-contact", days])
            .ends(0)
    };
    set("14");
    ada.goes_to("Tom Bakker")
        .press("l")
        .sees(warns)
        .press("esc");
    set("0");
    ben.logs(tom, "today out: hello again");
    ada.press("l").sees_not(warns);
}

#[test]
fn a_desk_switches_to_another_database_by_name() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.commands("desk")
        .hears_said("the config knows no other desk");
    ada.app.desks = vec![
        entourage::domain::text::Clean::fixed("halcyon"),
        entourage::domain::text::Clean::fixed("vela"),
    ];
    ada.press(":")
        .types("desk ve")
        .press("tab")
        .sees(":desk vela")
        .press("enter");
    ada.press("ctrl-p")
        .types(">hal")
        .sees("switch to desk halcyon")
        .press("enter");
    ada.commands("desk")
        .sees("Switch to desk")
        .types("ve")
        .press("enter");
    assert_eq!(ada.switched, ["vela", "halcyon", "vela"]);
}
