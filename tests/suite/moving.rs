//! People moved from one database into another, and what people do to the file on its way.

use entourage::domain::field::Field;
use entourage::domain::platform::Platform;
use entourage::runtime::exporting::Format;
use entourage::store::import::Importing;

use crate::support::world::row;
use crate::support::{Hand, World};
use crate::terminal::pty::Home;
use crate::whole::{exported, taken_in};

/// One word that cannot be in a list takes nothing else away: the file comes in, and says so.
#[test]
fn an_unknown_word_in_a_list_keeps_nobody_else_out() {
    let world = World::new();
    let home = Home::new();
    let csv = home.path().join("edited.csv");
    let mut ada = world.hand("ada");
    let tom = ada.person("Tom Bakker");
    ada.logs(tom, "out: mail, a contact to be edited");
    let out = String::from_utf8(exported(&mut ada, Format::Csv)).unwrap();
    let start = out.find("a contact to be edited").unwrap();
    let direction = out[..start].rfind("\"\"direction\"\":\"\"out\"\"").unwrap();
    let mut edited = out.clone();
    edited.replace_range(direction..direction + 22, "\"\"direction\"\":\"\"up\"\"");
    assert_ne!(edited, out);
    std::fs::write(&csv, edited).unwrap();
    let other = World::empty();
    let words = ["import", csv.to_str().unwrap(), "--json"];
    let told = home.run(&other.path(), &words).ends(0).out;
    let told: serde_json::Value = serde_json::from_str(told.trim()).unwrap();
    assert_eq!(
        (&told["new"], &told["rejected"]),
        (&told["rows"], &0.into())
    );
    let remarks = told["remarks"].as_array().unwrap();
    assert_eq!(remarks.len(), 1, "{remarks:?}");
    assert!(
        remarks[0]["remark"]
            .as_str()
            .unwrap()
            .contains("unknown word `up`")
    );
    assert_eq!(
        other.hand("ben").store.everybody().unwrap().len(),
        ada.store.everybody().unwrap().len()
    );
}

/// Reads an export into a database, and an older file after it.
fn then_an_older_file(ben: &mut Hand, out: &[u8]) -> Importing {
    let import = taken_in(ben, out.to_vec());
    assert_eq!(import.counts.conflicts, 0);
    let mut older = row(2, Platform::Instagram, "ann");
    older.next_step = Some("write".into());
    older.niche = Some("food".into());
    ben.imports("older.csv", "2026-11-19", &[older])
}

/// What a person wrote is theirs in the next database, too: a file neither overwrites it nor is believed rather.
#[test]
fn what_people_wrote_stays_protected_in_a_new_database() {
    let first = |hand: &mut Hand| {
        let mut row = row(2, Platform::Instagram, "ann");
        row.next_step = Some("write".into());
        row.niche = Some("travel".into());
        hand.imports("first.csv", "2026-11-01", &[row]);
        hand.person("ann")
    };
    let world = World::empty();
    let mut ada = world.hand("ada");
    let ann = first(&mut ada);
    ada.edits(ann, Field::NextStep, Some("call her"));
    let out = exported(&mut ada, Format::Csv);
    // Into a new database, and into one that knows her from a file.
    for knows in [false, true] {
        let other = World::empty();
        let mut ben = other.hand("ada");
        if knows {
            first(&mut ben);
        }
        let import = then_an_older_file(&mut ben, &out);
        assert_eq!(import.counts.conflicts, 1, "{knows}");
        let ann = ben.person("ann");
        assert_eq!(ben.field(ann, Field::NextStep).as_deref(), Some("call her"));
        // What a file wrote is a file's, here as there: one that is newer than the file that wrote it replaces it.
        let niche = if knows { "food" } else { "travel" };
        assert_eq!(ben.field(ann, Field::Niche).as_deref(), Some(niche));
        let mut newer = row(2, Platform::Instagram, "ann");
        newer.niche = Some("food".into());
        ben.imports("newer.csv", "2026-11-22", &[newer]);
        assert_eq!(ben.field(ann, Field::Niche).as_deref(), Some("food"));
        let by_hand = ben.dossier(ann).unwrap().person.by_hand;
        assert_eq!(by_hand, Field::NextStep.bit(), "{knows}");
        ben.is_sound();
    }
    // What somebody else wrote by hand there is not overwritten, and not marked as ours.
    let other = World::empty();
    let mut ben = other.hand("ada");
    let ann = first(&mut ben);
    ben.edits(ann, Field::NextStep, Some("wait"));
    assert_eq!(taken_in(&mut ben, out.clone()).counts.conflicts, 1);
    assert_eq!(ben.field(ann, Field::NextStep).as_deref(), Some("wait"));
    // In the database that wrote it nothing changes.
    assert_eq!(taken_in(&mut ada, out).counts.unchanged, 1);
}
