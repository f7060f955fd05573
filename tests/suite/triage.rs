//! Triage: candidates one after the other, fit checks, red flags, and what they mean elsewhere.

use entourage::domain::change::{Change, PeopleChange, TriageChange};
use entourage::domain::ids::PersonId;
use entourage::domain::incoming::Incoming;
use entourage::domain::parking::ParkReason;
use entourage::domain::platform::Platform;
use entourage::domain::question::{Answer, Question};
use entourage::domain::refusal::Refusal;
use entourage::domain::stage::Stage;
use entourage::domain::triage::{Candidate, Check, Decision, Verdict};
use entourage::ui::screens::{Place, Tab};

use crate::support::Hand;
use crate::support::world::{ago, row, today};
use crate::support::{Desk, World};

/// Ada goes through those in discovery, by name.
fn triage(world: &World, columns: u16, rows: u16) -> Desk {
    let mut ada = Desk::open_at(world, "ada", columns, rows);
    ada.press("2 /").types("stage:discovery").press("enter T");
    ada
}

pub fn candidate(hand: &mut Hand, person: PersonId) -> Candidate {
    match hand.asks(&Question::Candidates(vec![person])) {
        Answer::Candidates(mut found) => found.pop().expect("there"),
        other => panic!("{other:?}"),
    }
}

/// A file that makes an account jump from 2,000 to so many followers within a month.
pub fn jumps(hand: &mut Hand, handle: &str, to: i64) -> PersonId {
    for (source, followers, days) in [("october.csv", 2_000, 31), ("november.csv", to, 1)] {
        let mut line: Incoming = row(2, Platform::Instagram, handle);
        line.figures.followers = Some(followers);
        hand.today = ago(days);
        hand.imports(source, &ago(days).to_string(), &[line]);
    }
    hand.today = today();
    hand.person(handle)
}

#[test]
fn candidates_come_one_after_the_other_and_the_last_three_are_taken_back() {
    let world = World::new();
    let mut ada = triage(&world, 100, 30);
    ada.sees("1 of 10 · 0 done · 10 left");
    let first = ada.someone().unwrap();
    ada.press("s")
        .hears_said("shortlisted")
        .sees("1 done · 9 left");
    let second = ada.someone().unwrap();
    assert_ne!(first, second);
    ada.press("x").types("not a fit").press("enter");
    ada.hears_said("not a fit").sees("2 done · 8 left");
    let third = ada.someone().unwrap();
    ada.press("space").sees("3 done · 7 left");
    // Each `u` brings the candidate back under the cursor.
    ada.press("u").sees("2 done · 8 left");
    assert_eq!(ada.someone(), Some(third));
    ada.press("u")
        .sees("1 done · 9 left")
        .sees_not("parked: not a fit");
    assert_eq!(ada.someone(), Some(second));
    ada.press("u")
        .sees("0 done · 10 left")
        .sees_not("shortlisted ·");
    assert_eq!(ada.someone(), Some(first));
}

#[test]
fn a_line_of_note_and_a_link_leave_the_candidate_in_front() {
    let world = World::new();
    let mut ada = triage(&world, 100, 30);
    let first = ada.someone();
    ada.press("i")
        .types("replies to every comment")
        .press("enter");
    ada.sees_line(&["Notes", "replies to every comment", "ada"]);
    ada.press("o");
    assert_eq!(ada.opened.len(), 1);
    assert_eq!(ada.someone(), first);
    // The note is what was done last, so that is what u takes back.
    ada.press("u").sees_not("replies to every comment");
    assert_eq!(ada.someone(), first);
}

#[test]
fn one_looks_around_without_deciding() {
    let world = World::new();
    let mut ada = triage(&world, 100, 30);
    let first = ada.someone();
    ada.press("right J").sees("3 of 10 · 0 done");
    ada.press("left K").sees("1 of 10 · 0 done");
    assert_eq!(ada.someone(), first);
    ada.press("left").hears_said("that is the first one here");
    ada.press("esc").sees("10 influencers");
}

#[test]
fn leaving_and_coming_back_continues_even_where_the_list_has_lost_who_was_decided_about() {
    let world = World::new();
    let mut ada = triage(&world, 100, 30);
    ada.press("s x").types("fee").press("enter");
    ada.press("space").sees("4 of 10 · 3 done · 7 left");
    let fourth = ada.someone();
    ada.press("esc j j T").sees("3 done · 7 left");
    assert_eq!(ada.someone(), fourth);
    // A new start remembers it as well; who was parked is in the list no longer, and still counted.
    let remembered = ada.app.screens.triage.remembered();
    let mut again = Desk::open_at(&world, "ada", 100, 30);
    again.app.screens.triage.remember(remembered);
    again.press("2 /").types("stage:discovery").press("enter T");
    again.sees("3 done · 7 left");
    assert_eq!(again.someone(), fourth);
    again.press("esc esc T").sees("0 done · 22 left");
}

#[test]
fn the_end_says_what_came_of_it_and_those_for_later_come_again() {
    let world = World::new();
    let mut ada = triage(&world, 100, 30);
    for _ in 0..9 {
        ada.press("space");
    }
    ada.press("s").sees("1 shortlisted, 0 parked, 9 for later");
    ada.press("s").hears_said("all of them are looked at");
    ada.press("esc T").sees("1 done · 9 left");
}

#[test]
fn the_marked_are_gone_through_and_an_empty_list_says_so() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.press("2 space space T").sees("2 marked").sees("1 of 2");
    ada.press("esc esc /").types("country:AQ").press("enter T");
    ada.sees("Nobody is in this list. Esc goes back");
    ada.press("s").hears_said("nobody is in this list");
    ada.press("esc");
    let empty = World::empty();
    let mut ben = Desk::open(&empty, "ben");
    ben.commands("triage").hears_said("nobody is on Today");
    ben.press("2 T").hears_said("nobody is in the roster yet");
    assert_eq!(ben.app.place, Place::Tab(Tab::Roster));
}

#[test]
fn a_colleague_parks_the_one_in_front_and_the_next_one_comes() {
    let world = World::new();
    let mut ada = triage(&world, 100, 30);
    let first = ada.someone().unwrap();
    let mut ben = world.hand("ben");
    ben.does(Change::People(PeopleChange::Park {
        person: first,
        reason: ParkReason::DeclinedFee,
        look_again: None,
    }));
    assert!(ada.hears());
    assert!(ada.someone().is_some_and(|now| now != first));
    ada.sees("1 done · 9 left")
        .sees("ben: parked")
        .sees("declined: fee");
}

#[test]
fn both_decide_at_once_and_the_slower_one_is_told() {
    let world = World::new();
    let mut ada = triage(&world, 100, 30);
    let first = ada.someone().unwrap();
    let mut ben = world.hand("ben");
    ben.does(Change::People(PeopleChange::Park {
        person: first,
        reason: ParkReason::NotAFit,
        look_again: None,
    }));
    ada.press("s").sees("ben");
    let shortlisted = candidate(&mut ben, first).card.shortlisted;
    assert!(!shortlisted, "a parked person is on no shortlist");
    assert!(matches!(
        ben.is_refused(Change::Triage(TriageChange::Shortlist {
            person: first,
            on: true
        })),
        Refusal::Stale { .. }
    ));
}

#[test]
fn checks_are_answered_with_a_key_and_counted() {
    let world = World::new();
    let mut ada = triage(&world, 120, 36);
    let first = ada.someone().unwrap();
    ada.press("f")
        .sees("Fit and flags of")
        .sees("known for our field?");
    ada.press("y y n y y").sees("fit 4/5");
    ada.press("u d").sees("fit 4/6");
    ada.press("k k k k k enter").sees("content no because");
    ada.types("posts twice a year")
        .press("enter")
        .sees("posts twice a year");
    ada.press("esc").sees("fit 4/6").sees("content no");
    let found = candidate(&mut ada.hand, first);
    assert_eq!((found.card.fit.yes, found.card.fit.answered), (4, 6));
    // The pipeline's card and the query know it, too.
    ada.press("esc /");
    for _ in 0..20 {
        ada.press("backspace");
    }
    ada.types("fit:>=4").press("enter").sees("1 influencer");
}

#[test]
fn a_check_that_a_colleague_answered_meanwhile_is_not_written_over() {
    let world = World::new();
    let mut ben = world.hand("ben");
    let mut ada = world.hand("ada");
    let person = ada.person("Łukasz Żak");
    let answer = |verdict| {
        Change::Triage(TriageChange::Check {
            person,
            check: Check::Niche,
            seen: None,
            mine: Some((verdict, "barbers".to_owned())),
        })
    };
    ben.does(answer(Verdict::Yes));
    let refusal = ada.is_refused(answer(Verdict::No));
    assert!(refusal.to_string().contains("ben"), "{refusal}");
    let found = candidate(&mut ada, person);
    assert_eq!(found.answer(Check::Niche).unwrap().verdict, Verdict::Yes);
    ben.undoes();
    assert!(candidate(&mut ada, person).checks.is_empty());
    world.hand("ada").is_sound();
}

#[test]
fn a_jump_is_flagged_cleared_by_name_and_raised_anew_by_other_figures() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let person = jumps(&mut ada, "bought.fame", 9_000);
    let found = candidate(&mut ada, person);
    let flag = found.flags[0].flag.clone();
    assert!(
        flag.words.as_str().starts_with("followers +350 %"),
        "{flag:?}"
    );
    assert_eq!(found.card.flags, 1);
    let decide = |flag, decision| {
        Change::Triage(TriageChange::Flag {
            person,
            flag,
            seen: None,
            decision,
        })
    };
    let cleared = Some((Decision::Cleared, "was on television".to_owned()));
    ada.does(decide(flag.clone(), cleared.clone()));
    let found = candidate(&mut ada, person);
    assert_eq!(found.card.flags, 0);
    let ruling = found.flags[0].ruling.clone().unwrap();
    assert_eq!(ruling.by.as_str(), "ada");
    ada.is_sound();
    // Another file, other figures: it is open again, and the old flag cannot be decided about any more.
    jumps(&mut ada, "bought.fame", 30_000);
    let found = candidate(&mut ada, person);
    assert_eq!(found.card.flags, 1);
    assert!(found.flags[0].is_open());
    assert!(matches!(
        ada.is_refused(decide(flag, cleared)),
        Refusal::Stale { .. }
    ));
    ada.is_sound();
}

#[test]
fn an_open_flag_stands_on_the_card_and_in_the_way_of_outreach() {
    let world = World::new();
    let person = jumps(&mut world.hand("ada"), "bought.fame", 9_000);
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    ada.press("2 /")
        .types("flags:any")
        .press("enter")
        .sees("1 influencer");
    ada.press("3 /")
        .types("bought")
        .press("enter")
        .sees("1 flag");
    ada.press("L").sees("red flag open");
    ada.press("esc F").sees("red flag");
    for _ in 0..8 {
        ada.press("j");
    }
    ada.press("a")
        .sees("accepted")
        .press("esc")
        .sees_not("1 flag");
    ada.press("L").sees_not("red flag open");
    ada.press("esc");
    assert_eq!(ada.hand.stage(person), Stage::Discovery);
}

#[test]
fn in_the_fit_box_enter_says_why_about_the_answer_just_given_and_its_own_key_undoes() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 120, 36);
    ada.press("2 F y")
        .sees("U takes it back")
        .press("enter")
        .sees("niche yes because");
    ada.types("knows it").press("enter").sees("knows it");
    ada.press("j n enter").sees("audience no because");
    ada.press("esc U")
        .sees("Ctrl-R does it again")
        .sees("knows it");
    ada.press("U").sees_not("knows it");
    ada.press("U esc").sees_not("1/1");
}

#[test]
fn the_shortlist_is_a_list() {
    let world = World::new();
    let mut ada = triage(&world, 100, 30);
    ada.press("s s esc esc /")
        .types("shortlist:yes")
        .press("enter")
        .sees("2 influencers");
    ada.press("T s").hears_said("is off the shortlist");
    ada.press("esc").sees("1 influencer");
    assert_eq!(ada.app.place, Place::Tab(Tab::Roster));
}

#[test]
fn triage_looks_as_it_should() {
    let world = World::new();
    jumps(&mut world.hand("ada"), "bought.fame", 9_000);
    for (columns, rows) in [(80, 24), (120, 40), (200, 60)] {
        let size = format!("{columns}x{rows}");
        let mut ada = Desk::open_at(&world, "ada", columns, rows);
        ada.press("2 /").types("zoe").press("enter T");
        ada.screen(&format!("triage_{size}")).press("esc");
        ada.press("esc /").types("bought").press("enter T");
        ada.screen(&format!("triage_flag_{size}")).press("f");
        ada.screen(&format!("triage_fit_{size}"));
    }
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    ada.press("2 /").types("country:AQ").press("enter T");
    ada.screen("triage_empty_80x24");
}
