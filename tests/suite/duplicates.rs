//! People who may be one: found, looked at side by side, made one or said to be two; at the desk and without it.

use entourage::domain::change::{Change, MergeChange};
use entourage::domain::field::Field;
use entourage::domain::platform::Platform;
use entourage::ui::screens::Place;

use crate::support::{Desk, Hand, World};
use crate::terminal::pty::Home;

const TT: Platform = Platform::TikTok;

/// Zoë once more, on another platform.
fn twin(ada: &mut Hand) -> entourage::domain::ids::PersonId {
    let fields = [
        (Field::Name, "Zoe Angstrom"),
        (Field::Niche, "sun care"),
        (Field::Tags, "ugc"),
        (Field::Place, "Lund"),
        (Field::Owner, "ben"),
    ];
    let twin = ada.adds(TT, "zoe.angstrom", &fields);
    ada.notes(twin, "Two reels a week.");
    twin
}

#[test]
fn the_same_person_twice_is_found_compared_merged_and_taken_apart() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    let zoe = ada.hand.person("Zoë Ångström");
    let gone = twin(&mut ada.hand);
    ada.looks_again();
    ada.press("2 M").screen("duplicates_80");
    ada.sees("same handle zoe.angstrom on IG, TT")
        .sees("1 found");
    ada.press("enter")
        .sees("Merge two into one")
        .screen("merge_80");
    ada.sees_line(&["Niche", "• skincare", "sun care"]);
    // The cursor stands on what is to be chosen first; arrows choose, and what will be is told below.
    ada.press("down").press("right").screen("merge_80_chosen");
    ada.press("enter")
        .hears_said("merged Zoe Angstrom into Zoë Ångström · u takes it back");
    assert_eq!(ada.app.place, Place::Duplicates);
    ada.sees("Nobody stands twice");
    assert!(ada.hand.finds("zoe angstrom").len() == 1);
    ada.hand.is_sound();
    ada.press("u").hears_said("took back").sees("1 found");
    assert_eq!(ada.hand.dossier(gone).unwrap().notes.len(), 1);
    ada.press("ctrl-r").sees("Nobody stands twice");
    ada.opens("Zoë Ångström")
        .press("tab")
        .sees("merged Zoe Angstrom");
    assert_eq!(ada.someone(), Some(zoe));
    ada.hand.is_sound();
}

#[test]
fn there_is_room_for_all_of_it_on_a_wide_screen() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 200, 60);
    twin(&mut ada.hand);
    let fields = [(Field::Name, "Ångström, Zoë"), (Field::Place, "Malmö")];
    ada.hand.adds(Platform::YouTube, "zoe_angstrom", &fields);
    ada.looks_again();
    ada.press("M").screen("duplicates_200");
    ada.press("enter")
        .sees("Merge three into one")
        .screen("merge_200");
    ada.press("x").sees("Leave out of this merge").press("esc");
    ada.press("enter")
        .hears_said("merged Zoe Angstrom and Ångström, Zoë into Zoë Ångström");
    ada.press("u").sees("= Zoe");
    ada.hand.is_sound();
}

#[test]
fn two_who_are_not_the_same_are_offered_to_nobody_again() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    twin(&mut ada.hand);
    ada.press("M").sees("1 found").press("n");
    ada.hears_said("are not the same; not offered again")
        .sees("Nobody stands twice");
    let mut ben = Desk::open(&world, "ben");
    ben.press("M")
        .sees("Nobody stands twice")
        .sees("23 people looked at");
    ada.press("u").sees("1 found");
    ben.hears();
    ben.sees("1 found");
    // Said while they stand side by side.
    ben.press("enter n").sees("Nobody stands twice");
}

#[test]
fn the_marked_become_one_and_somebody_is_chosen_by_name() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("2 space j space &")
        .sees("Merge two into one")
        .press("esc");
    ada.press("* &")
        .hears_said("22 people are too many for one merge; merge 4 at most");
    ada.press("esc");
    ada.opens("Tom Bakker")
        .press("&")
        .sees("Merge Tom Bakker with whom?");
    ada.types("tom").sees_not("TW 5").press("esc");
    ada.press("&").types("Viktor").press("enter");
    ada.sees("Merge two into one")
        .sees_line(&["Board", "parked: no reply"]);
    // Whoever stays: the profile that was open goes on with them.
    ada.press("s")
        .sees_line(&["stays", "goes along"])
        .press("ctrl-s")
        .hears_said("merged");
    assert_eq!(ada.app.place, Place::Profile);
    ada.sees("Accounts 2").hand.is_sound();
    ada.commands("merge amara")
        .sees("Merge")
        .press("enter")
        .sees("Merge two into one");
    ada.press("esc");
    ada.press("ctrl-p")
        .types(">duplicates")
        .press("enter")
        .sees("Duplicates: people who may be one");
}

#[test]
fn a_colleague_who_was_faster_is_named_and_the_screen_shows_what_is() {
    let world = World::new();
    let (mut ada, mut ben) = (Desk::open(&world, "ada"), Desk::open(&world, "ben"));
    let gone = twin(&mut ada.hand);
    let zoe = ada.hand.person("Zoë Ångström");
    ada.press("M enter").sees("sun care");
    ben.hand.edits(gone, Field::Niche, Some("sunsets"));
    ada.press("enter")
        .hears_said("ben changed Zoe Angstrom a moment ago; shown as it is now")
        .sees("sunsets");
    // Ben has her open, and writes about her.
    ben.press("2 /")
        .types("niche:sunsets")
        .press("enter enter n")
        .types("asks for refills");
    ada.press("enter").hears_said("merged");
    ben.hears();
    ben.press("ctrl-s")
        .sees("ada merged Zoe Angstrom into Zoë Ångström; nothing was saved yet.")
        .sees("asks for refills");
    assert_eq!(ben.hand.dossier(zoe).unwrap().notes.len(), 2);
    ben.press("c").hears_said("note on Zoë Ångström");
    assert_eq!(ben.someone(), Some(zoe));
    assert_eq!(ben.hand.dossier(zoe).unwrap().notes.len(), 3);
    ben.hand.is_sound();
}

#[test]
fn whoever_has_the_one_open_who_is_gone_is_taken_to_the_one_who_stays() {
    let world = World::new();
    let (mut ada, mut ben) = (Desk::open(&world, "ada"), Desk::open(&world, "ben"));
    let gone = twin(&mut ada.hand);
    let zoe = ada.hand.person("Zoë Ångström");
    ben.press("2 /")
        .types("niche:\"sun care\"")
        .press("enter enter");
    assert_eq!(ben.someone(), Some(gone));
    let mut cleo = Desk::open(&world, "cleo");
    cleo.press("M enter").sees("Merge two into one");
    ada.press("M enter enter").hears_said("merged");
    ben.hears();
    ben.hears_said("ada merged Zoe Angstrom into Zoë Ångström; this is Zoë Ångström");
    assert_eq!(ben.someone(), Some(zoe));
    // Who compares them as well is told, and goes back to the list.
    cleo.hears();
    cleo.hears_said("ada merged Zoe Angstrom into Zoë Ångström meanwhile");
    assert_eq!(cleo.app.place, Place::Duplicates);
}

#[test]
fn an_empty_desk_and_one_that_only_looks_say_so() {
    let world = World::empty();
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    ada.press("M")
        .sees("Nobody stands twice, as far as can be told: 0 people looked at.");
    ada.press("enter").hears_said("nobody is listed here");
    ada.press("n").hears_said("nobody is listed here");
    ada.press("r").sees("Nobody stands twice").press("esc");
    assert_ne!(ada.app.place, Place::Duplicates);
    ada.press("right")
        .commands("merge")
        .hears_said("nobody is under the cursor");
}

#[test]
fn a_search_that_is_stopped_says_so_and_goes_on_when_it_is_asked_for() {
    use entourage::domain::importing::{Errand, FileNews};
    use entourage::domain::text::Clean;
    use entourage::ui::effect::Effect;
    use entourage::ui::message::Message;
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    twin(&mut ada.hand);
    ada.press("M");
    // A search that has not come back yet.
    let key = |name: &str| Message::Key(crate::support::desk::key_named(name));
    let began = ada.app.update(key("r"));
    let [Effect::File(ticket, Errand::Duplicates)] = began.as_slice() else {
        panic!("{began:?}");
    };
    let ticket = *ticket;
    ada.happens(Message::File(ticket, FileNews::Looking(34)));
    ada.sees("1 found · looking… 34 %").sees("same handle");
    ada.press("r")
        .hears_said("the search goes on; Esc stops it");
    let left = ada.app.update(key("esc"));
    assert!(
        matches!(left.as_slice(), [Effect::File(_, Errand::LeaveDuplicates)]),
        "{left:?}"
    );
    assert_eq!(ada.app.place, Place::Duplicates);
    ada.happens(Message::File(ticket, FileNews::Looking(50)));
    ada.sees("1 found · stopped; r looks again");
    let began = ada.app.update(key("r"));
    let [Effect::File(ticket, Errand::Duplicates)] = began.as_slice() else {
        panic!("{began:?}");
    };
    let wrong = FileNews::Wrong(Clean::fixed("the disk refuses to read"));
    ada.happens(Message::File(*ticket, wrong));
    ada.sees("the disk refuses to read");
    ada.press("r").sees("1 found").press("esc esc");
    assert_ne!(ada.app.place, Place::Duplicates);
}

#[test]
fn a_merge_that_was_sent_twice_is_made_once() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let zoe = ada.person("Zoë Ångström");
    let gone = twin(&mut ada);
    let change = ada.merge(&[zoe, gone]);
    let stamp = ada.stamp();
    ada.store.apply(change.clone(), &stamp).unwrap();
    ada.store.apply(change, &stamp).unwrap();
    let again = ada.apply(Change::Merge(MergeChange::NotSame {
        people: vec![zoe, gone],
    }));
    assert!(again.is_err(), "one is no pair");
    ada.is_sound();
}

fn json_lines(text: &str) -> Vec<serde_json::Value> {
    let parse = |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    text.lines().map(parse).collect()
}

#[test]
fn a_command_lists_duplicates_and_another_makes_them_one() {
    let (home, world) = (Home::new(), World::of_second_shape());
    let database = world.path();
    let run = |words: &[&str]| home.run(&database, words);
    let found = json_lines(&run(&["duplicates", "--json"]).ends(0).out);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["sureness"], "surely");
    assert_eq!(found[0]["people"][1]["name"], "Zoe Angstrom");
    let told = run(&["duplicates"]).ends(0);
    assert!(
        told.out.contains("same mail zoe@angstrom.example"),
        "{told:?}"
    );
    assert!(told.err.contains("1 among 3 people"), "{told:?}");
    let merged = run(&["merge", "ig zoe.angstrom", "tt zoe.angstrom"])
        .ends(0)
        .out;
    assert!(
        merged.contains("merged Zoe Angstrom into Zoë Ångström · entourage undo"),
        "{merged}"
    );
    assert!(
        merged.contains("Niche: skincare, not skincare and sun"),
        "{merged}"
    );
    assert!(merged.contains("Tags: all of it"), "{merged}");
    run(&["check"]).ends(0);
    let again = run(&["merge", "ig zoe.angstrom", "tt zoe.angstrom"]).fails(1);
    assert!(
        again
            .err
            .contains("are one person already; nothing was changed"),
        "{again:?}"
    );
    let history = run(&["history", "tt zoe.angstrom"]).ends(0).out;
    assert!(history.contains("call about rates"), "{history}");
    let told = run(&["duplicates"]).ends(0);
    assert!(
        told.out.is_empty() && told.err.contains("no duplicates among 2 people"),
        "{told:?}"
    );
    run(&["undo"]).ends(0);
    run(&["check"]).ends(0);
    let apart = run(&["merge", "--not-same", "ig zoe.angstrom", "tt zoe.angstrom"])
        .ends(0)
        .out;
    assert!(
        apart.contains("are not the same; not offered again"),
        "{apart}"
    );
    assert!(run(&["duplicates"]).ends(0).out.is_empty());
    run(&["merge", "ig zoe.angstrom"]).ends(2);
}
