//! Rates, audiences, addresses and contact points by keyboard.

use entourage::domain::detail::Detail;
use entourage::domain::terms::RateKind;

use super::rate;
use crate::support::{Desk, World};

/// Goes down to the line with these words.
fn reaches(desk: &mut Desk, words: &str) {
    for _ in 0..60 {
        let here = desk.text();
        if here
            .lines()
            .any(|line| line.contains('▌') && line.contains(words))
        {
            return;
        }
        desk.press("j");
    }
    panic!("{words} cannot be reached in\n{}", desk.text());
}

#[test]
fn a_rate_is_typed_as_the_hint_writes_it() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.opens("Tom Bakker")
        .press("tab tab tab a enter")
        .types("600 EUR per post")
        .sees("600 EUR per post")
        .press("ctrl-s");
    ada.hears_said("Tom Bakker: 600 EUR per post · u takes it back");
    // Said twice and otherwise, it is asked about.
    ada.press("a enter")
        .types("90 EUR/story")
        .press("tab")
        .types("post")
        .press("ctrl-s")
        .sees("this is per story, and the field below says post");
}

#[test]
fn a_rate_is_added_changed_and_taken_out_by_keyboard() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let tom = ada.hand.person("Tom Bakker");
    ada.opens("Tom Bakker")
        .press("tab tab tab")
        .sees("No rates yet. Enter or a adds one");
    ada.press("a").sees("600 EUR per post").press("enter");
    ada.types("600")
        .press("tab")
        .sees("in which currency?")
        .press("backtab");
    ada.types(" eur")
        .press("tab")
        .types("po")
        .press("tab")
        .types("ig")
        .press("ctrl-s");
    ada.hears_said("Tom Bakker: 600 EUR per post, Instagram · u takes it back")
        .sees_line(&["per post", "600 EUR · Instagram", "today · typed"]);
    ada.press("j enter")
        .sees("Tom Bakker: rate")
        .press("ctrl-u")
        .types("1.5k usd")
        .press("ctrl-s");
    ada.sees_line(&["per post", "1,500 USD"]);
    ada.press("D")
        .hears_said("took out 1,500 USD per post, Instagram of Tom Bakker");
    assert!(ada.hand.dossier(tom).unwrap().rates.is_empty());
    ada.press("u")
        .sees("1,500 USD")
        .press("u")
        .sees("600 EUR")
        .press("u")
        .sees("No rates yet");
}

#[test]
fn a_half_typed_rate_survives_esc_and_is_offered_again() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.opens("Tom Bakker")
        .press("tab tab tab j enter")
        .types("750 eu")
        .press("esc");
    ada.hears_said("the text is kept");
    ada.press("enter")
        .sees("750 eu")
        .hears_said("your unsaved text is back");
    ada.types("r")
        .press("tab")
        .types("hour")
        .press("ctrl-s")
        .sees("750 EUR");
    ada.press("enter").sees("750 EUR").press("esc");
    assert!(
        ada.app.drafts().is_empty(),
        "what was saved is not offered again"
    );
}

#[test]
fn a_kept_rate_of_a_desk_that_ended_opens_on_its_line_again() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let tom = ada.hand.person("Tom Bakker");
    ada.hand
        .details(tom, Detail::Rate(rate("600 EUR", RateKind::Post)));
    ada.opens("Tom Bakker")
        .press("tab tab tab j enter ctrl-u")
        .types("640 eur");
    let drafts = ada.app.drafts();
    drop(ada);
    let mut ada = Desk::open(&world, "ada");
    ada.recovers(drafts)
        .press("f11 enter")
        .sees("Tom Bakker: rate")
        .sees("640 eur");
    ada.press("ctrl-s").hears_said("640 EUR per post");
    assert_eq!(ada.hand.dossier(tom).unwrap().rates.len(), 1);
}

#[test]
fn a_rate_changed_by_two_shows_theirs_and_keeps_mine() {
    let world = World::new();
    let mut hand = world.hand("ada");
    let tom = hand.person("Tom Bakker");
    hand.details(tom, Detail::Rate(rate("600 EUR", RateKind::Post)));
    let (mut ada, mut ben) = (Desk::open(&world, "ada"), Desk::open(&world, "ben"));
    for desk in [&mut ada, &mut ben] {
        desk.opens("Tom Bakker").press("tab tab tab j enter ctrl-u");
    }
    ada.types("650 eur")
        .press("ctrl-s")
        .hears_said("650 EUR per post");
    ben.types("700 eur")
        .press("ctrl-s")
        .hears_said("ada changed this line while you were typing");
    ben.sees("700 eur")
        .sees("ada made it: 650 EUR per post, Instagram · Ctrl-S writes yours instead");
    ben.press("ctrl-s").hears_said("700 EUR per post");
    ben.hears();
    assert_eq!(
        hand.dossier(tom).unwrap().rates[0].line.amount.say(),
        "700 EUR"
    );
}

#[test]
fn a_wrong_line_says_why_at_its_field_and_loses_nothing() {
    let world = World::new();
    let mut ada = Desk::open_at(&world, "ada", 80, 24);
    let tom = ada.hand.person("Tom Bakker");
    ada.opens("Tom Bakker")
        .press("tab tab tab j enter")
        .types("¥600")
        .press("tab tab tab tab tab ctrl-s");
    ada.sees("that sign is JPY or CNY").sees("for what?");
    ada.press("ctrl-x ctrl-d esc j j j enter")
        .sees("a past sponsor");
    ada.types("Glow Lab")
        .press("tab")
        .types("3")
        .press("tab")
        .types("5")
        .press("ctrl-s");
    ada.sees("5 sponsored of 3 posts cannot be")
        .sees("Glow Lab");
    assert!(ada.hand.dossier(tom).unwrap().sponsors.is_empty());
}

#[test]
fn an_audience_is_typed_on_the_accounts_and_opens_for_change() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let tom = ada.hand.person("Tom Bakker");
    ada.opens("Tom Bakker").press("tab tab");
    reaches(&mut ada, "Audience");
    ada.press("enter")
        .types("nl 61%, be 12,5, narnia 3")
        .press("tab")
        .sees("\"narnia 3\" is no share by country");
    ada.press("backtab").press("backspace backspace backspace backspace backspace backspace backspace backspace backspace backspace");
    ada.press("tab")
        .types("f 70, m 29")
        .sees("99% of the audience")
        .press("tab tab tab");
    ada.types("media kit")
        .press("ctrl-s")
        .hears_said("audience of Tom Bakker: NL 61%, BE 12.5% · female 70%, male 29%");
    ada.sees_line(&[
        "Audience",
        "Netherlands 61% · Belgium 12.5%",
        "today · media kit",
    ]);
    ada.press("enter")
        .sees("NL 61%, BE 12.5%")
        .press("esc")
        .press("D")
        .hears_said("took out");
    assert!(
        ada.hand.dossier(tom).unwrap().accounts[0]
            .audience
            .is_empty()
    );
    ada.press("u").sees("Netherlands 61%");
}

#[test]
fn an_address_has_lines_and_stands_on_one_in_the_overview() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    ada.opens("Tom Bakker")
        .press("a")
        .types("postal")
        .press("enter");
    ada.types("Kade 1")
        .press("enter")
        .types("1011 AB Amsterdam")
        .press("ctrl-s");
    ada.hears_said("Tom Bakker: post: Kade 1, 1011 AB Amsterdam")
        .sees("post: Kade 1, 1011 AB Amsterdam");
    ada.press("tab tab tab")
        .sees_line(&["Address", "Kade 1"])
        .sees("1011 AB Amsterdam");
    reaches(&mut ada, "Kade 1");
    ada.press("e")
        .sees("postal address")
        .press("esc")
        .press("j j")
        .press("enter");
    ada.sees("Sizes")
        .types("shoes 43 EU")
        .press("ctrl-s")
        .sees_line(&["Sizes", "shoes 43 EU"]);
}

#[test]
fn a_contact_point_is_changed_where_it_stands() {
    let world = World::new();
    let mut ada = Desk::open(&world, "ada");
    let tom = ada.hand.person("Tom Bakker");
    ada.opens("Tom Bakker")
        .press("a")
        .types("contact")
        .press("enter")
        .types("tom@old.nl")
        .press("enter");
    reaches(&mut ada, "tom@old.nl");
    ada.press("enter")
        .sees("Tom Bakker: contact point")
        .press("ctrl-u")
        .types("+31 6 1234 5678");
    ada.press("tab").types("Ana Ruiz (agency)").press("ctrl-s");
    ada.sees("phone: +31 6 1234 5678 · Ana Ruiz (agency)");
    let points = ada.hand.dossier(tom).unwrap().contact_points;
    assert_eq!(
        points
            .iter()
            .filter(|point| point.kind.as_str() == "phone")
            .count(),
        1
    );
}
