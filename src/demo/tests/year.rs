//! The plan of a year, before anything is written.

use std::collections::HashSet;

use chrono::{Days, NaiveDate};

use super::look::saturday;
use crate::demo::people::{PEOPLE, Seat, Who};
use crate::demo::plan::{Act, Happening, plan, scripts};
use crate::demo::portraits::PORTRAITS;
use crate::domain::stage::Stage;

#[test]
fn on_any_day_nothing_comes_before_the_file_that_brought_the_person() {
    let start = NaiveDate::from_ymd_opt(2027, 12, 1).unwrap();
    for days in 0..130 {
        let today = start.checked_add_days(Days::new(days)).unwrap();
        let mut known: HashSet<String> = HashSet::new();
        for event in plan(today).unwrap() {
            assert!(event.day <= today, "{today}");
            match event.what {
                Happening::Import(file) => {
                    assert!(file.as_of <= file.day);
                    for row in &file.rows {
                        let handle = row.handle.as_str().to_owned();
                        assert!(
                            row.name.is_none() != known.insert(handle),
                            "{today}: {row:?}"
                        );
                    }
                }
                Happening::About(who, act) => {
                    assert!(known.contains(who.key()), "{today}: {} {act:?}", who.name);
                    if let Act::Account(account) = act {
                        assert!(known.insert(account.handle.as_str().to_owned()));
                    }
                }
                Happening::Paste(_) => {}
            }
        }
    }
}

#[test]
fn single_changes_are_few_enough_to_be_quick() {
    let events = plan(saturday()).unwrap();
    let single = events
        .iter()
        .filter(|event| !matches!(event.what, Happening::Import(_)))
        .count();
    assert!((150..=275).contains(&single), "{single}");
}

#[test]
fn scripts_and_portraits_speak_of_people_who_are_there_in_values_the_form_would_take() {
    let keys: HashSet<&str> = PEOPLE.iter().map(Who::key).collect();
    assert_eq!(keys.len(), PEOPLE.len());
    for script in scripts() {
        assert!(keys.contains(script.key), "{}", script.key);
        let order: Vec<i64> = script.deeds.iter().map(|deed| -deed.ago).collect();
        assert!(order.is_sorted(), "{}", script.key);
    }
    for portrait in PORTRAITS {
        assert!(keys.contains(portrait.key), "{}", portrait.key);
        for (field, value) in portrait.fields {
            let read = field.read(value, saturday()).unwrap();
            assert_eq!(read.as_deref(), Some(*value), "{}", portrait.key);
        }
    }
    for who in PEOPLE {
        assert!(
            crate::domain::country::name(who.country).is_some(),
            "{}",
            who.country
        );
        assert!(
            crate::domain::language::name(who.language).is_some(),
            "{}",
            who.language
        );
        assert!(who.stage == Stage::Discovery || who.owner != Seat::Nobody);
    }
}
