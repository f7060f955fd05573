//! A file of the second shape, as the second Entourage wrote it, opens with this one and keeps everything.

use entourage::domain::change::{Change, HistoryChange};
use entourage::domain::field::Field;
use entourage::domain::question::{Answer, Question};
use entourage::domain::stage::Stage;

use super::dump;
use super::first_shape::version;
use crate::support::World;

/// Without what later shapes add.
fn kept(dump: &[String]) -> Vec<String> {
    let tables = [
        "person ",
        "account ",
        "snapshot ",
        "touch ",
        "note ",
        "rate ",
        "sponsorship ",
        "audience_share ",
        "setting ",
    ];
    let is_kept = |line: &&String| tables.iter().any(|table| line.starts_with(table));
    dump.iter().filter(is_kept).cloned().collect()
}

#[test]
fn a_file_of_the_second_shape_opens_with_everything_in_it() {
    let world = World::of_second_shape();
    assert_eq!(version(&world, ""), 2);
    let before = kept(&dump(&world.path()));
    assert_eq!(before.len(), 20, "{before:#?}");
    let mut ada = world.hand("ada");
    assert_eq!(version(&world, ""), 4);
    assert_eq!(
        version(&world, ".shape-2"),
        2,
        "the file as it was lies beside"
    );
    // Later shapes add columns behind those that were there.
    let after = kept(&dump(&world.path()));
    assert_eq!(after.len(), before.len());
    for (now, then) in after.iter().zip(&before) {
        assert!(now.starts_with(then.trim_end_matches(']')), "{now}, {then}");
    }
    let zoe = ada.person("Zoë Ångström");
    let dossier = ada.dossier(zoe).unwrap();
    assert_eq!(dossier.person.stage, Stage::Outreach);
    assert_eq!(dossier.rates.len(), 1);
    assert_eq!(dossier.accounts[0].audience.len(), 1);
    ada.is_sound();
}

#[test]
fn who_stands_twice_in_a_file_of_the_second_shape_becomes_one_and_old_changes_are_taken_back() {
    let world = World::of_second_shape();
    let mut ada = world.hand("ada");
    let found = ada.duplicates().found;
    assert_eq!(found.len(), 1);
    let people: Vec<_> = found[0].people.iter().map(|card| card.id).collect();
    let before = dump(&world.path());
    ada.merges(&people);
    ada.is_sound();
    assert_eq!(
        ada.field(people[0], Field::NextStep).as_deref(),
        Some("call about rates")
    );
    ada.undoes();
    super::same(&before, &dump(&world.path()));
    let Answer::History(sets) = ada.asks(&Question::History {
        person: Some(people[1]),
        before: None,
        rows: 50,
    }) else {
        panic!("no history");
    };
    let step = sets
        .iter()
        .find(|set| set.label.as_str().starts_with("next for"))
        .unwrap();
    ada.does(Change::History(HistoryChange::Undo {
        set: step.id,
        reason: Some("no call any more".into()),
    }));
    assert_eq!(ada.field(people[1], Field::NextStep), None);
    ada.is_sound();
}
