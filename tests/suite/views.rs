//! Saved views: a query with its order and columns under a name.

use crate::support::{Desk, World};

/// Saves the list in front under a name.
fn save(desk: &mut Desk, name: &str) {
    desk.press("v s").types(name).press("enter");
    desk.sees(&format!("saved the view {name}"));
}

#[test]
fn a_view_comes_back_by_its_number_with_query_order_and_columns() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    ada.press("2 v").sees("No view is saved yet.").press("esc");
    ada.press("/").types("platform:ig er:>4%").press("enter");
    ada.commands("sort followers");
    save(&mut ada, "Strong on Instagram");
    ada.press("/").types("owner:me next:late").press("enter");
    save(&mut ada, "Mine and late");
    ada.press("v").screen("views_120x36");
    ada.press("1").sees("/ platform:ig er:>4%");
    ada.sees("view Strong on Instagram").sees("by followers");
    ada.press("v 2")
        .sees("/ owner:me next:late")
        .sees("view Mine and late");
    ada.press("esc")
        .sees("22 influencers")
        .sees_not("view Mine");
}

#[test]
fn a_view_is_mine_until_it_is_the_teams_and_me_is_whoever_opens_it() {
    let world = World::new();
    let (mut ada, mut ben) = (Desk::open(&world, "ada"), Desk::open(&world, "ben"));
    ada.press("2 /")
        .types("owner:me stage:outreach")
        .press("enter");
    save(&mut ada, "My outreach");
    ada.sees("2 influencers");
    ben.hears();
    ben.press("2 v").sees("No view is saved yet.").press("esc");
    ada.press("v t").sees("the team's now").press("esc");
    ben.hears();
    ben.press("v 1")
        .sees("1 influencer")
        .sees("view My outreach");
}

#[test]
fn a_name_that_is_there_is_kept_anew_and_everything_is_taken_back() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("2 /").types("tag:vegan").press("enter");
    save(&mut ada, "Spring");
    ada.press("/")
        .types("stage:advocacy")
        .press("enter v s")
        .types("spring")
        .press("enter");
    ada.sees("view Spring shows this list now");
    ada.press("v e")
        .types(" 2027")
        .press("enter")
        .sees("Spring 2027");
    ada.press("D").sees("No view is saved yet.");
    ada.press("u")
        .sees("Spring 2027")
        .press("u j")
        .sees_not("2027");
    ada.press("u esc").press("v 1").sees("/ tag:vegan");
}

#[test]
fn a_view_that_a_colleague_changed_meanwhile_is_told_and_stays() {
    let world = World::new();
    let (mut ada, mut ben) = (Desk::open(&world, "ada"), Desk::open(&world, "ben"));
    ada.press("2");
    save(&mut ada, "All");
    ada.press("v t");
    ben.hears();
    ben.press("2 v e")
        .types(" of us")
        .press("enter")
        .sees("called All of us now");
    ada.press("D").sees("ben changed the view All of us");
    ada.hears();
    ada.sees("All of us");
}

/// Whatever is removed elsewhere while the views are listed: no key reaches the view that takes its place.
#[test]
fn the_bar_never_slides_onto_another_view() {
    for key in ["D", "e", "t", "enter", "1"] {
        let world = World::new();
        let mut ada = Desk::open(&world, "ada");
        ada.press("2 /").types("tag:vegan").press("enter");
        save(&mut ada, "aa");
        ada.press("esc /").types("owner:me").press("enter");
        save(&mut ada, "bb");
        ada.press("esc");
        let mut elsewhere = Desk::open(&world, "ada");
        ada.press("v").sees("aa").sees("bb");
        elsewhere.press("2 v D esc");
        ada.hears();
        ada.sees("Views · aa is gone").sees_line(&["2", "bb"]);
        ada.press(key).sees("aa is gone; move to another view");
        ada.sees_line(&["2", "bb", "mine"]).sees("22 influencers");
        // The number that was drawn beside it is still its own.
        ada.press("2").sees("/ owner:me");
        ada.press("esc v D").sees("No view is saved yet.");
    }
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("2");
    for name in ["aa", "bb", "cc"] {
        save(&mut ada, name);
    }
    // Removed here, so that the bar goes on; and from one that is gone, down leads to the next.
    ada.press("v D D").sees_line(&["3", "cc", "mine"]);
    let mut elsewhere = Desk::open(&world, "ada");
    ada.press("esc");
    save(&mut ada, "dd");
    ada.press("v");
    elsewhere.hears();
    elsewhere.press("2 v D esc");
    ada.hears();
    ada.press("j D").sees("No view is saved yet.");
}

#[test]
fn a_view_with_a_field_that_is_gone_says_so_and_changes_nothing() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let listing = entourage::domain::saved_view::Listing {
        query: "shoe:39".into(),
        ..Default::default()
    };
    let change = entourage::domain::saved_view::ViewChange::Save {
        name: "Shoes".into(),
        listing,
        seen: entourage::domain::ids::SetId::default(),
    };
    ada.hand
        .does(entourage::domain::change::Change::View(change));
    ada.press("2").press("1 2 v 1");
    ada.sees("the view Shoes cannot be shown")
        .sees("22 influencers");
}

#[test]
fn find_anything_finds_views_and_scattered_letters_of_actions() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("2 /").types("tag:vegan").press("enter");
    save(&mut ada, "Spring candidates");
    ada.press("esc ctrl-p")
        .types("spring")
        .sees("view Spring candidates")
        .press("enter");
    ada.sees("/ tag:vegan");
    ada.press("ctrl-p").types(">mrk rng").sees("> mark a range");
}

#[test]
fn a_view_filters_the_pipeline_and_today_as_well() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    ada.press("2 /").types("platform:tiktok").press("enter");
    save(&mut ada, "TikTok");
    ada.press("3 v 1")
        .sees("/ platform:tiktok")
        .sees("Esc clears");
    ada.press("1 v 1").sees("/ platform:tiktok").sees("Renée");
}
