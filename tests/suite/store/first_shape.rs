//! A file of the first shape, as the first Entourage wrote it, opens with this one and keeps everything.

use entourage::domain::change::{Change, HistoryChange};
use entourage::domain::field::Field;
use entourage::domain::question::{Answer, Question};
use entourage::domain::stage::Stage;

use crate::support::World;

pub(super) fn version(world: &World, beside: &str) -> i64 {
    let mut path = world.path().into_os_string();
    path.push(beside);
    let sql = rusqlite::Connection::open(path).unwrap();
    sql.query_row("PRAGMA user_version", [], |row| row.get(0))
        .unwrap()
}

#[test]
fn a_file_of_the_first_shape_opens_with_everything_in_it() {
    let world = World::of_first_shape();
    assert_eq!(version(&world, ""), 1);
    let mut ada = world.hand("ada");
    assert_eq!(version(&world, ""), 4);
    assert_eq!(
        version(&world, ".shape-1"),
        1,
        "the file as it was lies beside"
    );
    let zoe = ada.person("Zoë Ångström");
    let dossier = ada.dossier(zoe).unwrap();
    assert_eq!(dossier.person.stage, Stage::Outreach);
    assert_eq!(dossier.person.values.stored(Field::Country), "SE");
    assert_eq!(dossier.person.values.stored(Field::Language), "sv");
    assert_eq!(
        dossier.person.values.stored(Field::NextStep),
        "call about rates"
    );
    assert_eq!(dossier.person.extra[0].1.as_stored(), "39 EU");
    let followers: Vec<_> = dossier.accounts[0]
        .snapshots
        .iter()
        .map(|one| one.figures.followers)
        .collect();
    assert_eq!(followers, [Some(48_200), Some(52_000)]);
    assert_eq!((dossier.touches.len(), dossier.notes.len()), (2, 1));
    assert_eq!(
        dossier.contact_points[0].value.as_stored(),
        "zoe@angstrom.example"
    );
    // Who wrote a field last is known still: a file may fill the country, not the next step.
    assert!(dossier.person.written_by_hand(Field::NextStep));
    assert!(dossier.person.written_by_hand(Field::NextDate));
    for field in [
        Field::Name,
        Field::Country,
        Field::Languages,
        Field::Sizes,
        Field::NextOwner,
    ] {
        assert!(!dossier.person.written_by_hand(field), "{field:?}");
    }
    assert_eq!(ada.finds("sakura"), Vec::<String>::new());
    assert_eq!(ada.finds("佐藤"), ["佐藤 さくら"]);
    ada.is_sound();
}

#[test]
fn what_is_new_works_in_a_file_of_the_first_shape_and_old_changes_are_taken_back() {
    let world = World::of_first_shape();
    let mut ada = world.hand("ada");
    let zoe = ada.person("Zoë Ångström");
    ada.is_well_known(zoe);
    let told = ada.told(zoe);
    assert!(
        told.contains(&"600 EUR per post, Instagram 2026-11-03".to_owned()),
        "{told:?}"
    );
    for _ in 0..9 {
        ada.undoes();
    }
    assert!(ada.dossier(zoe).unwrap().rates.is_empty());
    let Answer::History(sets) = ada.asks(&Question::History {
        person: Some(zoe),
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
    assert_eq!(ada.field(zoe, Field::NextStep), None);
    ada.is_sound();
}
