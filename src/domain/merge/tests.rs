#![allow(clippy::unwrap_used)]

use chrono::NaiveDate;

use super::*;
use crate::domain::parking::{ParkReason, Parked};
use crate::domain::person::Values;
use crate::domain::stage::Stage;
use crate::domain::text::Raw;
use crate::domain::triage::Verdict;

fn day(number: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, number).unwrap()
}

fn side(id: i64, fields: &[(Field, &str)]) -> Side {
    let mut values = Values::default();
    for (field, value) in fields {
        values.set(*field, Some((*value).to_owned()));
    }
    Side {
        person: Person {
            id: PersonId(id),
            version: 1,
            stage: Stage::Discovery,
            stage_since: day(10),
            parked: None,
            values,
            by_hand: 0,
            extra: Vec::new(),
            added: day(10),
        },
        name: Clean::line(&format!("person {id}")),
        accounts: Vec::new(),
        snoozed: None,
        shortlisted: None,
        fit: Vec::new(),
        brings: Brings::default(),
    }
}

fn parked(reason: ParkReason) -> Parked {
    Parked {
        reason,
        look_again: None,
    }
}

fn answer(check: Check, verdict: Verdict, line: &str, on: u32) -> Answered {
    Answered {
        check,
        verdict,
        line: Raw::new(line),
        by: Clean::fixed("ben"),
        date: day(on),
    }
}

const ONE: PersonId = PersonId(1);
const TWO: PersonId = PersonId(2);

fn stays(sides: &Sides, field: Field) -> String {
    let outcome = sides.outcome(ONE, &[]).unwrap();
    outcome.values.stored(field).to_owned()
}

#[test]
fn one_person_twice_one_alone_and_too_many_are_refused_in_a_sentence() {
    assert!(
        Sides::allow(&[ONE, ONE])
            .unwrap_err()
            .contains("themselves")
    );
    assert!(Sides::allow(&[ONE]).unwrap_err().contains("two people"));
    let five: Vec<PersonId> = (1..=5).map(PersonId).collect();
    assert!(Sides::allow(&five).unwrap_err().contains("4 at most"));
    assert_eq!(Sides::allow(&[ONE, TWO, PersonId(3)]), Ok(()));
}

#[test]
fn where_only_one_has_a_value_it_is_taken_and_where_both_differ_it_is_asked() {
    let sides = Sides(vec![
        side(1, &[(Field::Country, "SE"), (Field::Place, "Malmö")]),
        side(
            2,
            &[
                (Field::Country, "SE"),
                (Field::Niche, "skincare"),
                (Field::Place, "Lund"),
            ],
        ),
    ]);
    assert_eq!(sides.standing(Line::Field(Field::Niche)), Standing::Only(1));
    assert_eq!(sides.standing(Line::Field(Field::Country)), Standing::Same);
    assert_eq!(sides.standing(Line::Field(Field::Place)), Standing::Differ);
    assert_eq!(sides.standing(Line::Field(Field::Story)), Standing::Nothing);
    assert_eq!(stays(&sides, Field::Niche), "skincare");
    assert_eq!(
        stays(&sides, Field::Place),
        "Malmö",
        "that of the one who stays"
    );
    let picks = [(Line::Field(Field::Place), Pick::Of(1))];
    let chosen = sides.outcome(ONE, &picks).unwrap();
    assert_eq!(chosen.values.stored(Field::Place), "Lund");
}

#[test]
fn what_a_person_wrote_goes_before_what_a_file_brought() {
    let mut sides = Sides(vec![
        side(1, &[(Field::Name, "ADA L")]),
        side(2, &[(Field::Name, "Ada Lovelace")]),
    ]);
    sides.0[1].person.by_hand = Field::Name.bit();
    let outcome = sides.outcome(ONE, &[]).unwrap();
    assert_eq!(outcome.values.stored(Field::Name), "Ada Lovelace");
    assert_eq!(outcome.by_hand, Field::Name.bit());
}

#[test]
fn words_and_paragraphs_are_put_together_and_none_is_lost() {
    let sides = Sides(vec![
        side(
            1,
            &[
                (Field::Tags, "ugc, vegan"),
                (Field::Story, "From Malmö."),
                (Field::Language, "sv"),
                (Field::Sizes, "shirt M"),
            ],
        ),
        side(
            2,
            &[
                (Field::Tags, "vegan, spring"),
                (Field::Story, "Two kids."),
                (Field::Language, "en"),
                (Field::Sizes, "shirt M, shoes 39 EU"),
            ],
        ),
    ]);
    assert_eq!(stays(&sides, Field::Tags), "ugc, vegan, spring");
    assert_eq!(stays(&sides, Field::Story), "From Malmö.\n\nTwo kids.");
    assert_eq!(stays(&sides, Field::Sizes), "shirt M, shoes 39 EU");
    assert_eq!(stays(&sides, Field::Language), "sv");
    assert_eq!(
        stays(&sides, Field::Languages),
        "en",
        "also speaks what does not stay the first"
    );
}

#[test]
fn the_stage_that_came_furthest_stays_and_a_next_step_stays_whole() {
    let mut sides = Sides(vec![
        side(1, &[]),
        side(
            2,
            &[
                (Field::NextStep, "call"),
                (Field::NextDate, "2026-11-30"),
                (Field::NextOwner, "ben"),
            ],
        ),
    ]);
    sides.0[1].person.stage = Stage::Nurturing;
    sides.0[1].person.stage_since = day(3);
    let outcome = sides.outcome(ONE, &[]).unwrap();
    assert_eq!(
        (outcome.stage, outcome.stage_since),
        (Stage::Nurturing, day(3))
    );
    assert_eq!(outcome.values.stored(Field::NextOwner), "ben");
    assert_eq!(outcome.values.stored(Field::NextStep), "call");
    assert_eq!(sides.default_keep(), Some(TWO));
}

#[test]
fn who_asked_not_to_be_contacted_stays_off_the_board() {
    let mut sides = Sides(vec![side(1, &[]), side(2, &[])]);
    sides.0[0].person.stage = Stage::Nurturing;
    sides.0[1].person.parked = Some(parked(ParkReason::NotAFit));
    let outcome = |sides: &Sides| {
        sides
            .outcome(ONE, &[])
            .unwrap()
            .parked
            .map(|one| one.reason)
    };
    assert_eq!(
        outcome(&sides),
        None,
        "who works with us is not off the board"
    );
    sides.0[1].person.parked = Some(parked(ParkReason::AskedNotToBeContacted));
    assert_eq!(outcome(&sides), Some(ParkReason::AskedNotToBeContacted));
    sides.0[0].person.stage = Stage::Discovery;
    sides.0[1].person.parked = Some(parked(ParkReason::DeclinedFee));
    assert_eq!(
        outcome(&sides),
        Some(ParkReason::DeclinedFee),
        "an import revives nobody"
    );
}

#[test]
fn a_fit_check_keeps_the_newest_answer_and_tells_the_other() {
    let mut sides = Sides(vec![side(1, &[]), side(2, &[])]);
    sides.0[0].fit = vec![answer(Check::Style, Verdict::No, "too loud", 3)];
    sides.0[1].fit = vec![
        answer(Check::Style, Verdict::Yes, "", 9),
        answer(Check::Niche, Verdict::Yes, "", 9),
    ];
    assert_eq!(sides.standing(Line::Fit(Check::Style)), Standing::Differ);
    let fit = sides.outcome(ONE, &[]).unwrap().fit;
    let said: Vec<_> = fit
        .iter()
        .map(|one| (one.answer.verdict, one.answer.line.as_stored()))
        .collect();
    assert_eq!(
        said,
        [(Verdict::Yes, ""), (Verdict::Yes, "ben said no: too loud")]
    );
}

#[test]
fn columns_without_a_field_are_all_kept() {
    let mut sides = Sides(vec![side(1, &[]), side(2, &[])]);
    let pair = |name: &str, value: &str| (Raw::new(name), Raw::new(value));
    sides.0[0].person.extra = vec![pair("Agency", "Nordlys")];
    sides.0[1].person.extra = vec![pair("Agency", "Cedar"), pair("Shoes", "39")];
    let extra = sides.outcome(ONE, &[]).unwrap().extra;
    assert_eq!(
        extra,
        [
            pair("Agency", "Nordlys"),
            pair("Agency 2", "Cedar"),
            pair("Shoes", "39")
        ]
    );
}

#[test]
fn a_change_meanwhile_is_seen_and_a_contact_more_is_none() {
    let seen = Sides(vec![side(1, &[(Field::Niche, "hair")]), side(2, &[])]);
    let mut now = seen.clone();
    now.0[0].brings.contacts = 4;
    now.0[0].person.version = 9;
    assert!(seen.changed_in(&now).is_none());
    now.0[1]
        .person
        .values
        .set(Field::Niche, Some("skin".into()));
    assert_eq!(seen.changed_in(&now).map(|side| side.person.id), Some(TWO));
}

#[test]
fn every_field_stands_in_one_line() {
    let lines = Line::all();
    for field in Field::ALL {
        let line = match field {
            Field::NextStep | Field::NextDate | Field::NextOwner => Line::Step,
            field => Line::Field(*field),
        };
        assert_eq!(
            lines.iter().filter(|one| **one == line).count(),
            1,
            "{field:?}"
        );
    }
}
