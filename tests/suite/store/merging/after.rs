//! What happens with people after they became one: who means the one who is gone, and what is told and refused.

use entourage::domain::audience::AudienceKey;
use entourage::domain::change::{Change, HistoryChange, MergeChange, TalkChange};
use entourage::domain::field::Field;
use entourage::domain::incoming::{Incoming, IncomingShare};
use entourage::domain::merge::{Line, Pick};
use entourage::domain::question::{Answer, Question};
use entourage::domain::refusal::Refusal;
use entourage::domain::stage::Stage;

use super::{IG, TT, YT, file, three_of_zoe};
use crate::support::{Hand, World};

#[test]
fn who_means_the_one_who_is_gone_finds_the_one_who_stays() {
    let world = World::new();
    let (mut ada, mut ben) = (world.hand("ada"), world.hand("ben"));
    let [zoe, tok, tube] = three_of_zoe(&mut ada);
    let old = ben.merge(&[tok, tube]);
    ada.merges(&[tok, tube]);
    ada.merges(&[zoe, tok]);
    for gone in [tok, tube] {
        let Answer::Merged(merged) = ben.asks(&Question::Person(gone)) else {
            panic!("{gone:?} is not followed");
        };
        assert_eq!(merged.into, zoe, "also after a second merge");
    }
    let Answer::Merged(merged) = ben.asks(&Question::Person(tok)) else {
        panic!("not followed");
    };
    assert_eq!(merged.say(), "ada merged Zoe Angstrom into Zoë Ångström");
    let refusal = ben.is_refused(old);
    assert!(refusal.to_string().starts_with("ada merged"), "{refusal}");
    // What is typed about her changes nobody else unasked; whoever typed it is told where it would go.
    let note = Change::Talk(TalkChange::AddNote {
        person: tok,
        text: "sent the brief".into(),
    });
    let Refusal::Merged(merged) = ben.is_refused(note) else {
        panic!("not told");
    };
    ben.logs(merged.into, "dm: sent the brief");
    let touches = ben.dossier(zoe).unwrap().touches;
    assert!(
        touches
            .iter()
            .any(|touch| touch.text.as_stored().contains("sent the brief"))
    );
    // Her history is read where she is now.
    let history = ben.history_of(zoe);
    assert!(
        history.iter().any(|label| label.contains("tok.csv")),
        "{history:?}"
    );
    let happened = ben.dossier(zoe).unwrap().history;
    assert!(
        happened
            .iter()
            .any(|one| one.what.as_str().contains("tok.csv"))
    );
    ada.is_sound();
}

#[test]
fn the_same_file_once_more_finds_the_one_who_stays() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let [zoe, tok, tube] = three_of_zoe(&mut ada);
    ada.merges(&[zoe, tok, tube]);
    let people = ada.store.everybody().unwrap().len();
    let rows = [
        file(2, TT, "zoe.angstrom", 13_000),
        file(3, YT, "zoe_angstrom", 950),
    ];
    let import = ada.imports("tok-december.csv", "2026-11-20", &rows);
    assert_eq!((import.counts.new, import.counts.updated), (0, 2));
    assert_eq!(ada.store.everybody().unwrap().len(), people);
    let account = |ada: &mut Hand| {
        let accounts = ada.dossier(zoe).unwrap().accounts;
        let tok = accounts.into_iter().find(|one| one.platform == TT).unwrap();
        tok.latest().unwrap().figures.followers
    };
    assert_eq!(account(&mut ada), Some(13_000));
    ada.is_sound();
    ada.undoes();
    ada.undoes();
    ada.is_sound();
    assert_eq!(ada.dossier(tok).unwrap().accounts.len(), 1);
}

#[test]
fn an_undone_merge_gives_an_account_back_with_what_was_found_of_it_since() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let zoe = ada.person("Zoë Ångström");
    let tok = ada.adds(TT, "zoe.angstrom", &[]);
    ada.merges(&[zoe, tok]);
    let mut more = file(2, TT, "zoe.angstrom", 12_000);
    more.audience = vec![IncomingShare {
        key: AudienceKey::Country("SE"),
        share: 600_000,
        date: None,
        source: None,
    }];
    let merge = ada.last_seen();
    ada.imports("audience.csv", "2026-11-20", &[more]);
    ada.does(Change::History(HistoryChange::Undo {
        set: merge,
        reason: None,
    }));
    let accounts = ada.dossier(tok).unwrap().accounts;
    assert_eq!(accounts[0].audience.len(), 1);
    let sql = rusqlite::Connection::open(world.path()).unwrap();
    let torn: i64 = sql
        .query_row(
            "SELECT count(*) FROM audience_share s JOIN account a ON a.id = s.account_id WHERE a.person_id <> s.person_id",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(torn, 0);
    ada.is_sound();
}

#[test]
fn what_somebody_chose_stays_and_the_other_may_be_the_one_who_stays() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let [zoe, tok, _] = three_of_zoe(&mut ada);
    let seen = ada.sides(&[zoe, tok]);
    assert_eq!(seen.default_keep(), Some(zoe));
    let picks = vec![
        (Line::Field(Field::Place), Pick::Of(1)),
        (Line::Field(Field::Tags), Pick::Of(0)),
        (Line::Field(Field::Name), Pick::Of(1)),
    ];
    ada.does(Change::Merge(MergeChange::Merge {
        keep: tok,
        seen,
        picks,
    }));
    assert!(matches!(
        ada.asks(&Question::Person(zoe)),
        Answer::Merged(_)
    ));
    let dossier = ada.dossier(tok).unwrap();
    let stored = |field| dossier.person.values.stored(field);
    assert_eq!(
        (
            stored(Field::Name),
            stored(Field::Place),
            stored(Field::Tags)
        ),
        ("Zoe Angstrom", "Lund", "vegan")
    );
    assert_eq!(dossier.person.stage, Stage::Nurturing);
    ada.is_sound();
}

#[test]
fn two_who_are_not_the_same_are_never_offered_again_until_that_is_taken_back() {
    let world = World::new();
    let (mut ada, mut ben) = (world.hand("ada"), world.hand("ben"));
    let zoe = ada.person("Zoë Ångström");
    let tok = ada.adds(TT, "zoe.angstrom", &[]);
    assert_eq!(ada.duplicates().found.len(), 1);
    let receipt = ada.does(Change::Merge(MergeChange::NotSame {
        people: vec![tok, zoe],
    }));
    assert!(
        receipt.said.as_str().contains("not the same"),
        "{}",
        receipt.said
    );
    assert!(ben.duplicates().found.is_empty(), "for the whole team");
    ada.undoes();
    assert_eq!(ben.duplicates().found.len(), 1);
    ada.redoes();
    // The one who stays after a merge is still not her.
    let tube = ada.adds(YT, "zoe.from.malmo", &[]);
    ada.merges(&[tube, zoe]);
    assert!(ben.duplicates().found.is_empty());
    ada.merges(&[tube, tok]);
    ada.is_sound();
    let sql = rusqlite::Connection::open(world.path()).unwrap();
    let pairs: i64 = sql
        .query_row("SELECT count(*) FROM not_same", [], |row| row.get(0))
        .unwrap();
    assert_eq!(pairs, 0, "two who were made one after all are no pair");
}

#[test]
fn whoever_is_erased_goes_with_those_who_were_merged_into_them() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let zoe = ada.person("Zoë Ångström");
    let twin = ada.adds(TT, "twin.of.zoe", &[(Field::Name, "Signe Vinter")]);
    let bare = ada.adds(YT, "bare.zoe", &[(Field::Name, "Bodil Frost")]);
    ada.merges(&[twin, bare]);
    ada.merges(&[zoe, twin]);
    ada.erases(zoe);
    ada.is_sound();
    let sql = rusqlite::Connection::open(world.path()).unwrap();
    for word in ["Signe", "Bodil", "twin.of.zoe", "bare.zoe"] {
        let left: i64 = sql
            .query_row(
                "SELECT (SELECT count(*) FROM journal WHERE before LIKE ?1 OR after LIKE ?1)
                   + (SELECT count(*) FROM change_set WHERE label LIKE ?1) + (SELECT count(*) FROM merged WHERE name LIKE ?1)",
                [format!("%{word}%")],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(left, 0, "{word}");
    }
}

#[test]
fn a_mail_that_thousands_share_is_told_and_makes_nobody_a_duplicate() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let rows: Vec<Incoming> = (0..300)
        .map(|number| {
            let mut row = file(number + 2, IG, &format!("star{number}"), 100);
            row.mails = vec!["info@agency.example".into()];
            row
        })
        .collect();
    ada.imports("agency.csv", "2026-11-01", &rows);
    let found = ada.duplicates();
    assert!(found.found.is_empty());
    assert_eq!(
        found.left_out().unwrap().as_str(),
        "left out, shared by more than 6 people: mail info@agency.example (300)"
    );
    assert_eq!(found.people, 322);
}

#[test]
fn a_colleagues_change_meanwhile_is_told_and_a_contact_more_goes_along() {
    let world = World::new();
    let (mut ada, mut ben) = (world.hand("ada"), world.hand("ben"));
    let [zoe, tok, _] = three_of_zoe(&mut ada);
    let seen = ada.merge(&[zoe, tok]);
    ben.edits(tok, Field::Niche, Some("sun care"));
    let refusal = ada.is_refused(seen);
    assert_eq!(
        refusal.to_string(),
        "ben changed Zoe Angstrom a moment ago; shown as it is now"
    );
    let seen = ada.merge(&[zoe, tok]);
    ben.logs(tok, "in: dm, asks for the brief");
    ada.does(seen);
    let touches = ada.dossier(zoe).unwrap().touches;
    assert!(
        touches
            .iter()
            .any(|touch| touch.text.as_stored().contains("asks for the brief"))
    );
    ada.is_sound();
}
