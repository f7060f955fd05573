use std::collections::HashSet;

use super::{Finder, Guess, Guesses, Reason};
use crate::domain::ids::PersonId;
use crate::domain::platform::{Handle, Platform};
use Platform::{Instagram as IG, TikTok as TT, YouTube as YT};

fn finder(people: &[(i64, Platform, &str, &str)]) -> Finder {
    let mut finder = Finder::default();
    for (id, platform, handle, name) in people {
        finder.account(PersonId(*id), *platform, &Handle::parse(handle).unwrap());
        finder.name(PersonId(*id), name);
    }
    finder
}

fn found(finder: Finder) -> Vec<(Vec<i64>, String)> {
    let guesses = finder.finish(&HashSet::new());
    said(&guesses)
}

fn said(guesses: &Guesses) -> Vec<(Vec<i64>, String)> {
    let one = |guess: &Guess| {
        let why: Vec<String> = guess.reasons.iter().map(Reason::say).collect();
        (
            guess.people.iter().map(|id| id.0).collect(),
            why.join(" · "),
        )
    };
    guesses.found.iter().map(one).collect()
}

#[test]
fn the_same_handle_on_other_platforms_makes_one_group_with_its_reasons() {
    let all = [
        (1, IG, "ada.lov", "Ada Lovelace"),
        (2, TT, "ada.lov", "Ada"),
        (3, YT, "ada.lov", "Lovelace, Ada"),
        (4, IG, "grace", "Grace Hopper"),
    ];
    assert_eq!(
        found(finder(&all)),
        [(
            vec![1, 2, 3],
            "same handle ada.lov on IG, TT, YT".to_owned()
        )]
    );
}

#[test]
fn like_names_and_near_handles_count_on_different_platforms_only() {
    let apart = [
        (1, IG, "ada.lovelace", "Ada Lovelace"),
        (2, TT, "adalovelace_official", "Áda Lovelace ✨"),
    ];
    assert_eq!(
        found(finder(&apart)),
        [(
            vec![1, 2],
            "same name Ada Lovelace · near handles ada.lovelace, adalovelace_official".to_owned()
        )]
    );
    let together = [
        (1, IG, "ada.lovelace", "Ada Lovelace"),
        (2, IG, "adalovelace", "Ada Lovelace"),
    ];
    assert_eq!(found(finder(&together)), []);
}

#[test]
fn the_same_mail_number_or_page_counts_on_any_platform() {
    let mut finder = finder(&[
        (1, IG, "one", ""),
        (2, IG, "two", ""),
        (3, IG, "three", ""),
        (4, TT, "four.four", ""),
    ]);
    finder.reach(PersonId(1), "mail", "ada@lov.example");
    finder.reach(PersonId(2), "mail", "ADA@lov.example");
    finder.reach(PersonId(2), "phone", "+46 70 123 45 67");
    finder.reach(PersonId(3), "phone", "0046701234567");
    finder.link(PersonId(3), "https://www.tiktok.com/@four.four");
    let all = found(finder);
    assert_eq!(all.len(), 1, "they hang together: {all:?}");
    assert_eq!(
        all[0].1,
        "a link leads to TT four.four · same mail ada@lov.example · same phone 46701234567"
    );
}

#[test]
fn what_many_share_is_no_reason_and_is_told() {
    let mut finder = Finder::default();
    for id in 1..=10_000 {
        finder.account(
            PersonId(id),
            IG,
            &Handle::parse(&format!("person{id}")).unwrap(),
        );
        finder.reach(PersonId(id), "mail", "info@agency.example");
        finder.name(PersonId(id), "Maria Silva");
    }
    let guesses = finder.finish(&HashSet::new());
    assert_eq!(guesses.found, []);
    assert_eq!(guesses.all_crowds, 2);
    assert_eq!(guesses.crowds[0].what.as_str(), "mail info@agency.example");
    assert_eq!(guesses.crowds[0].people, 10_000);
}

#[test]
fn two_of_whom_somebody_said_that_they_are_two_are_not_offered_again() {
    let all = [
        (1, IG, "ada.lov", ""),
        (2, TT, "ada.lov", ""),
        (3, YT, "ada.lov", ""),
    ];
    let apart = HashSet::from([(PersonId(1), PersonId(2))]);
    let people: Vec<_> = said(&finder(&all).finish(&apart))
        .into_iter()
        .map(|(people, _)| people)
        .collect();
    assert_eq!(
        people,
        [vec![1, 3], vec![2, 3]],
        "the group falls into its pairs"
    );
    let all_apart = HashSet::from([
        (PersonId(1), PersonId(2)),
        (PersonId(1), PersonId(3)),
        (PersonId(2), PersonId(3)),
    ]);
    assert_eq!(finder(&all).finish(&all_apart).found, []);
}

#[test]
fn three_of_a_name_on_one_platform_and_one_elsewhere_are_pairs_and_no_group() {
    let all = [
        (1, IG, "sota.one", "Sota Kaya"),
        (2, IG, "sota.two", "Sota Kaya"),
        (3, YT, "sota.three", "Sota Kaya"),
    ];
    let people: Vec<_> = found(finder(&all))
        .into_iter()
        .map(|(people, _)| people)
        .collect();
    assert_eq!(people, [vec![1, 3], vec![2, 3]]);
}

#[test]
fn the_surest_stand_first() {
    let mut finder = finder(&[
        (1, IG, "ada", "Ada Lovelace"),
        (2, TT, "adal", "Ada Lovelace"),
        (3, IG, "grace.hopper", ""),
        (4, TT, "grace.hopper", ""),
    ]);
    finder.reach(PersonId(3), "mail", "g@hopper.example");
    finder.reach(PersonId(4), "mail", "g@hopper.example");
    let people: Vec<_> = found(finder)
        .into_iter()
        .map(|(people, _)| people)
        .collect();
    assert_eq!(people, [vec![3, 4], vec![1, 2]]);
}
