//! People who become one, and everything that hangs off them; undo gives back exactly what was there.

mod after;

use entourage::domain::change::{Change, HistoryChange, MergeChange, TriageChange};
use entourage::domain::detail::Detail;
use entourage::domain::duplicates::{Duplicate, Duplicates};
use entourage::domain::field::Field;
use entourage::domain::ids::PersonId;
use entourage::domain::incoming::Incoming;
use entourage::domain::merge::Sides;
use entourage::domain::parking::ParkReason;
use entourage::domain::platform::{Handle, Platform};
use entourage::domain::question::{Answer, Question};
use entourage::domain::refusal::Refusal;
use entourage::domain::terms::{RateKind, Sponsorship};
use entourage::domain::text::Raw;
use entourage::domain::triage::{Check, Decision, Verdict};
use entourage::store::duplicates::Looking;

use super::{dump, same};
use crate::support::world::{ago, row};
use crate::support::{Chance, Hand, World, day};
use crate::terms::{rate, sponsor};

const IG: Platform = Platform::Instagram;
const TT: Platform = Platform::TikTok;
const YT: Platform = Platform::YouTube;

impl Hand {
    pub fn sides(&mut self, people: &[PersonId]) -> Sides {
        match self.asks(&Question::Sides(people.to_vec())) {
            Answer::Sides(sides, _) => sides,
            other => panic!("{other:?}"),
        }
    }

    /// The merge of the others into the first, as it stands on the screen now.
    pub fn merge(&mut self, people: &[PersonId]) -> Change {
        Change::Merge(MergeChange::Merge {
            keep: people[0],
            seen: self.sides(people),
            picks: Vec::new(),
        })
    }

    pub fn merges(&mut self, people: &[PersonId]) {
        let change = self.merge(people);
        self.does(change);
    }

    pub fn duplicates(&mut self) -> Duplicates {
        let mut looking = Looking::default();
        loop {
            if let Some(found) = self.store.look_for_duplicates(&mut looking).unwrap() {
                return found;
            }
        }
    }

    fn checks(&mut self, person: PersonId, check: Check, verdict: Verdict, line: &str) {
        self.does(Change::Triage(TriageChange::Check {
            person,
            check,
            seen: None,
            mine: Some((verdict, line.to_owned())),
        }));
    }

    fn history_of(&mut self, person: PersonId) -> Vec<String> {
        let question = Question::History {
            person: Some(person),
            before: None,
            rows: 100,
        };
        match self.asks(&question) {
            Answer::History(sets) => sets.iter().map(|set| set.label.to_string()).collect(),
            other => panic!("{other:?}"),
        }
    }
}

fn names(found: &[Duplicate]) -> Vec<Vec<String>> {
    let of = |one: &Duplicate| {
        let mut names: Vec<String> = one
            .people
            .iter()
            .map(|card| card.name.to_string())
            .collect();
        names.sort();
        names
    };
    found.iter().map(of).collect()
}

fn file(line: u64, platform: Platform, handle: &str, followers: i64) -> Incoming {
    let mut row = row(line, platform, handle);
    row.figures.followers = Some(followers);
    row
}

/// Zoë once more, on two other platforms, known by colleagues who did not know of each other.
fn three_of_zoe(ada: &mut Hand) -> [PersonId; 3] {
    let zoe = ada.person("Zoë Ångström");
    ada.is_well_known(zoe);
    let mut tok = file(2, TT, "zoe.angstrom", 12_100);
    tok.name = Some("Zoe Angstrom".into());
    tok.mails = vec!["ZOE@angstrom.example".into()];
    tok.note = Some("Two reels a week.".into());
    tok.last_contact = Some(day("2026-10-01"));
    tok.extra = vec![("Agency".into(), "Nordlys".into())];
    let mut tube = file(3, YT, "zoe_angstrom", 900);
    tube.name = Some("Ångström, Zoë".into());
    ada.imports("tok.csv", "2026-11-10", &[tok, tube]);
    let find = |ada: &mut Hand, platform| {
        let account = (Some(platform), Handle::parse("zoe.angstrom").unwrap());
        let near = (Some(platform), Handle::parse("zoe_angstrom").unwrap());
        match ada.asks(&Question::Known(vec![account, near])) {
            Answer::Known(found) => found.into_iter().flatten().next().expect("there").0,
            other => panic!("{other:?}"),
        }
    };
    let (tok, tube) = (find(ada, TT), find(ada, YT));
    ada.is_well_known(tok);
    ada.edits(tok, Field::Tags, Some("ugc, vegan"));
    ada.edits(tok, Field::Place, Some("Lund"));
    ada.edits(zoe, Field::Place, Some("Malmö"));
    ada.checks(zoe, Check::Style, Verdict::Yes, "calm");
    ada.checks(tok, Check::Style, Verdict::No, "loud");
    ada.checks(tok, Check::People, Verdict::Yes, "");
    ada.does(Change::Triage(TriageChange::Shortlist {
        person: tube,
        on: true,
    }));
    [zoe, tok, tube]
}

#[test]
fn one_person_on_three_platforms_is_found_merged_taken_back_and_merged_again() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let [zoe, tok, tube] = three_of_zoe(&mut ada);
    let found = ada.duplicates();
    assert_eq!(
        names(&found.found),
        [["Zoe Angstrom", "Zoë Ångström", "Ångström, Zoë"]]
    );
    let why = found.found[0].why();
    for words in [
        "same mail zoe@angstrom.example",
        "same handle zoe.angstrom on IG, TT",
        "near handles",
        "same name",
    ] {
        assert!(why.as_str().contains(words), "{why}");
    }
    assert_eq!(found.found[0].sureness().word(), "surely");
    let before = dump(&world.path());
    ada.merges(&[zoe, tok, tube]);
    ada.is_sound();
    let after = dump(&world.path());
    let dossier = ada.dossier(zoe).unwrap();
    assert_eq!(dossier.accounts.len(), 3);
    assert_eq!(dossier.person.values.stored(Field::Tags), "vegan, ugc");
    assert_eq!(dossier.person.values.stored(Field::Place), "Malmö");
    assert_eq!(dossier.person.extra[0].0.as_stored(), "Agency");
    assert_eq!(dossier.notes.len(), 2);
    let mails = dossier
        .contact_points
        .iter()
        .filter(|point| point.kind.as_str() == "mail");
    assert_eq!(mails.count(), 1, "the same address stands once");
    assert_eq!(dossier.rates.len(), 3, "the same rates stand once");
    let brands: Vec<_> = dossier
        .sponsors
        .iter()
        .map(|one| one.what.brand.as_stored().to_owned())
        .collect();
    assert_eq!(brands.len(), 2, "{brands:?}");
    assert!(ada.duplicates().found.is_empty());
    assert_eq!(ada.finds("zoe angstrom"), ["Zoë Ångström"]);
    let found = match ada.asks(&Question::Candidates(vec![zoe])) {
        Answer::Candidates(mut found) => found.remove(0),
        other => panic!("{other:?}"),
    };
    assert!(found.card.shortlisted);
    let style = found.answer(Check::Style).unwrap();
    assert!(
        style.line.as_stored().contains("calm") && style.line.as_stored().contains("loud"),
        "{style:?}"
    );
    assert!(found.answer(Check::People).is_some());
    ada.undoes();
    same(&before, &dump(&world.path()));
    ada.is_sound();
    assert_eq!(ada.finds("zoe angstrom").len(), 3);
    ada.redoes();
    same(&after, &dump(&world.path()));
    ada.is_sound();
    ada.undoes();
    same(&before, &dump(&world.path()));
}

#[test]
fn whatever_is_merged_undo_gives_everything_back_and_redo_takes_it_again() {
    let world = World::new();
    let mut ada = world.hand("ada");
    three_of_zoe(&mut ada);
    for name in ["Tom Bakker", "Amara Okafor", "Viktor Novák"] {
        let person = ada.person(name);
        ada.is_well_known(person);
    }
    let everybody = ada.store.everybody().unwrap();
    let mut chance = Chance::new(31);
    for round in 0..40 {
        let mut people = Vec::new();
        while people.len() < 2 + round % 3 {
            let one = *chance.one(&everybody);
            if !people.contains(&one) {
                people.push(one);
            }
        }
        if round % 4 == 0 {
            ada.does(Change::Merge(MergeChange::NotSame {
                people: vec![people[0], *chance.one(&everybody)],
            }));
        }
        let before = dump(&world.path());
        ada.merges(&people);
        let after = dump(&world.path());
        assert_ne!(before, after);
        if round % 8 == 0 {
            ada.is_sound();
        }
        ada.undoes();
        same(&before, &dump(&world.path()));
        ada.redoes();
        same(&after, &dump(&world.path()));
        ada.undoes();
        same(&before, &dump(&world.path()));
    }
    ada.is_sound();
}

#[test]
fn a_merge_of_one_alone_twice_or_of_too_many_is_refused_in_one_sentence() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let tom = ada.person("Tom Bakker");
    for people in [vec![tom, tom], vec![tom]] {
        let change = ada.merge(&people);
        let said = ada.is_refused(change).to_string();
        assert!(said.contains("two people"), "{said}");
    }
    let five: Vec<PersonId> = ada.store.everybody().unwrap().into_iter().take(5).collect();
    let change = ada.merge(&five);
    assert!(ada.is_refused(change).to_string().contains("4 at most"));
    ada.is_sound();
}

#[test]
fn a_large_merge_is_taken_back_in_slices_exactly() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let zoe = ada.person("Zoë Ångström");
    let tok = ada.adds(TT, "zoe.angstrom", &[]);
    for number in 0..1_050 {
        ada.notes(tok, &format!("note {number}"));
    }
    ada.logs(tok, "in: dm, yes");
    let before = dump(&world.path());
    ada.merges(&[zoe, tok]);
    ada.is_sound();
    let merge = ada.last_seen();
    let change = Change::History(HistoryChange::UndoLast);
    assert!(matches!(ada.is_refused(change), Refusal::Large { .. }));
    ada.takes_back_in(merge, 100);
    same(&before, &dump(&world.path()));
    ada.is_sound();
    assert_eq!(ada.dossier(tok).unwrap().notes.len(), 1_050);
}

#[test]
fn decisions_and_lines_that_both_have_are_joined_without_loss() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let one = ada.person("Freya Lindqvist");
    let two = ada.adds(TT, "freya.l", &[(Field::Name, "Freya L")]);
    ada.details(one, Detail::Rate(rate("600 EUR", RateKind::Post)));
    ada.details(two, Detail::Rate(rate("700 EUR", RateKind::Post)));
    ada.details(one, Detail::Sponsor(sponsor("Glow Lab")));
    let larger = Sponsorship {
        posts: Some(40),
        last: Some(ago(2)),
        source: Raw::new("tok.csv"),
        ..sponsor("GLOW LAB")
    };
    ada.details(two, Detail::Sponsor(larger));
    for (date, followers) in [("2026-10-01", 2_000), ("2026-10-20", 9_000)] {
        ada.imports("jump.csv", date, &[file(2, TT, "freya.l", followers)]);
    }
    let flag = match ada.asks(&Question::Candidates(vec![two])) {
        Answer::Candidates(found) => found[0].flags.first().map(|one| one.flag.clone()),
        other => panic!("{other:?}"),
    };
    let flag = flag.expect("a jump is flagged");
    ada.does(Change::Triage(TriageChange::Flag {
        person: two,
        flag,
        seen: None,
        decision: Some((Decision::Cleared, "was on television".to_owned())),
    }));
    ada.does(Change::People(
        entourage::domain::change::PeopleChange::Park {
            person: two,
            reason: ParkReason::AskedNotToBeContacted,
            look_again: None,
        },
    ));
    ada.merges(&[one, two]);
    let dossier = ada.dossier(one).unwrap();
    assert_eq!(dossier.rates.len(), 2);
    let glow = &dossier.sponsors[0].what;
    assert_eq!(
        (glow.posts, glow.first, glow.last),
        (Some(40), Some(day("2025-01-02")), Some(ago(2)))
    );
    assert_eq!(glow.source.as_stored(), "hype.csv, tok.csv");
    assert_eq!(
        dossier.person.parked.unwrap().reason,
        ParkReason::AskedNotToBeContacted
    );
    match ada.asks(&Question::Candidates(vec![one])) {
        Answer::Candidates(found) => assert!(found[0].flags.iter().all(|one| !one.is_open())),
        other => panic!("{other:?}"),
    }
    ada.is_sound();
}
