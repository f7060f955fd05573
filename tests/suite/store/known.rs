//! What files say beside fields and figures meets what the desk knows; our own export comes back as it went.

use entourage::domain::audience::{AudienceKey, AudienceKind};
use entourage::domain::change::{Change, DetailChange};
use entourage::domain::detail::Detail;
use entourage::domain::field::Field;
use entourage::domain::incoming::{
    Incoming, IncomingRate, IncomingReach, IncomingShare, IncomingSponsor,
};
use entourage::domain::money::Money;
use entourage::domain::platform::{Handle, Platform};
use entourage::domain::question::Question;
use entourage::domain::terms::{RateKind, RateLine, Sponsorship};
use entourage::domain::text::Raw;
use entourage::exchange::export::{csv_header, csv_rows};
use entourage::exchange::import::{Options, Source};
use entourage::store::import::Importing;

use super::{IG, dump, same};
use crate::support::world::row;
use crate::support::{Chance, Hand, World, today};
use crate::terms;

fn share(key: &str, percent: i64) -> IncomingShare {
    IncomingShare {
        key: AudienceKey::parse(AudienceKind::Country, key).unwrap(),
        share: percent * 10_000,
        date: None,
        source: None,
    }
}

fn rate(amount: &str) -> IncomingRate {
    IncomingRate {
        kind: RateKind::Post,
        platform: None,
        amount: Money::read(amount, None).unwrap(),
        note: String::new(),
        date: None,
        source: None,
    }
}

fn sponsor(brand: &str, posts: Option<i64>) -> IncomingSponsor {
    IncomingSponsor {
        brand: brand.into(),
        posts,
        ..IncomingSponsor::default()
    }
}

fn known(handle: &str, percent: i64, amount: &str, posts: Option<i64>) -> Incoming {
    Incoming {
        audience: vec![share("SE", percent)],
        rates: vec![rate(amount)],
        sponsors: vec![sponsor("Glow Lab", posts)],
        addresses: vec!["Storgatan 1\n211 34 Malmö".into()],
        ..row(2, IG, handle)
    }
}

#[test]
fn a_file_fills_updates_and_repeats_and_one_undo_takes_it_back() {
    let world = World::new();
    let before = dump(&world.path());
    let mut ada = world.hand("ada");
    let first = ada.imports(
        "one.csv",
        "2026-10-01",
        &[known("new.one", 40, "600 EUR", None)],
    );
    assert_eq!(first.counts.new, 1);
    let again = ada.imports(
        "one.csv",
        "2026-10-01",
        &[known("new.one", 40, "600 EUR", None)],
    );
    assert_eq!((again.counts.unchanged, again.counts.updated), (1, 0));
    let newer = ada.imports(
        "two.csv",
        "2026-11-01",
        &[known("new.one", 45, "700 EUR", Some(3))],
    );
    assert_eq!(newer.counts.updated, 1);
    let person = ada.person("new.one");
    let told = ada.told(person);
    assert_eq!(
        told,
        [
            "700 EUR per post 2026-11-01",
            "600 EUR per post 2026-10-01",
            "Glow Lab · 3 posts",
            "Storgatan 1\n211 34 Malmö",
            "SE 45% /  / "
        ],
        "a newer rate is a further line, a newer share takes the place of the older"
    );
    let older = ada.imports(
        "zero.csv",
        "2026-09-01",
        &[known("new.one", 30, "700 EUR", None)],
    );
    assert_eq!(
        ada.told(person),
        told,
        "an older file changes nothing that stands"
    );
    assert_eq!(older.counts.updated, 0);
    ada.is_sound();
    ada.undoes();
    ada.undoes();
    same(&before, &dump(&world.path()));
    ada.is_sound();
}

#[test]
fn what_a_person_wrote_is_kept_and_the_contradiction_is_listed() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let zoe = ada.person("Zoë Ångström");
    ada.is_well_known(zoe);
    let handle = ada.dossier(zoe).unwrap().accounts[0]
        .handle
        .as_str()
        .to_owned();
    let told = ada.told(zoe);
    let file = Incoming {
        addresses: Vec::new(),
        rates: vec![IncomingRate {
            platform: Some(Platform::Instagram),
            note: "incl. 3 months of usage".into(),
            date: Some("2026-11-03".parse().unwrap()),
            ..rate("900 EUR")
        }],
        ..known(&handle, 10, "1 EUR", Some(99))
    };
    let import = ada.imports("list.csv", "2026-11-21", &[file]);
    assert_eq!(import.counts.conflicts, 1);
    let kept: Vec<String> = import
        .kept
        .iter()
        .map(|kept| format!("{}: {} not {}", kept.field, kept.kept, kept.file))
        .collect();
    assert_eq!(
        kept,
        [
            "Audience: SE 42% not SE 10%",
            "Rate: 600 EUR not 900 EUR",
            "Past sponsor: Glow Lab: 3 of 12 posts, last 2025-03-04 not Glow Lab: ? of 99 posts"
        ]
    );
    assert_eq!(ada.told(zoe), told);
}

/// The whole database as our export writes it.
fn exported(hand: &mut Hand) -> Vec<Vec<String>> {
    let extra = hand.store.extra_names().unwrap();
    let mut rows = vec![csv_header(&extra)];
    for person in hand.store.everybody().unwrap() {
        rows.extend(csv_rows(&hand.store.kept(person).unwrap().unwrap(), &extra));
    }
    rows
}

fn taken_in(hand: &mut Hand, rows: &[Vec<String>]) -> Importing {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).unwrap();
    }
    let bytes = writer.into_inner().unwrap();
    let mut source = Source::from_bytes("ours.csv", bytes, &Options::default()).unwrap();
    let mut taken = Vec::new();
    while let Some(row) = source.next_row().unwrap() {
        taken.push(row.unwrap());
    }
    hand.imports("ours.csv", "2026-11-20", &taken)
}

/// Without the columns that an import leaves alone or makes for itself.
fn compared(rows: &[Vec<String>]) -> Vec<Vec<String>> {
    let wanted = [
        "handle",
        "languages",
        "sizes",
        "address",
        "rates",
        "sponsors",
        "audience_countries",
        "audience_genders",
        "audience_ages",
    ];
    let places: Vec<usize> = wanted
        .iter()
        .map(|name| rows[0].iter().position(|header| header == name).unwrap())
        .collect();
    rows.iter()
        .map(|row| places.iter().map(|place| row[*place].clone()).collect())
        .collect()
}

#[test]
fn our_own_export_comes_back_with_everything_that_is_known() {
    let world = World::new();
    let mut ada = world.hand("ada");
    for name in ["Zoë Ångström", "Tom Bakker"] {
        let person = ada.person(name);
        ada.is_well_known(person);
    }
    let out = exported(&mut ada);
    let other = World::empty();
    let mut ben = other.hand("ben");
    taken_in(&mut ben, &out);
    assert_eq!(compared(&exported(&mut ben)), compared(&out));
    let before = dump(&world.path());
    let again = taken_in(&mut ada, &out);
    let changed = ada.asks(&Question::Changed(again.set));
    assert_eq!(
        (again.counts.updated, again.counts.conflicts),
        (0, 0),
        "{changed:?}"
    );
    let after = dump(&world.path());
    for table in ["audience_share", "sponsorship", "rate", "competitor"] {
        let rows = |dump: &[String]| {
            dump.iter()
                .filter(|line| line.contains(table))
                .cloned()
                .collect::<Vec<_>>()
        };
        assert_eq!(rows(&before), rows(&after), "{table}");
    }
    ada.is_sound();
}

/// T25: hostile cells go out harmless and come back equal, the lists in cells included.
#[test]
fn hostile_brands_notes_and_addresses_come_back_equal_and_no_cell_is_a_formula() {
    const PARTS: [&str; 16] = [
        "=1+1",
        "+49",
        "-x",
        "@SUM(A1)",
        "'",
        "\"",
        ";",
        ", ",
        "(posts: 3)",
        "|",
        "DDE",
        "ä",
        "日本",
        "\u{202e}",
        "a",
        ":",
    ];
    let world = World::empty();
    let mut ada = world.hand("ada");
    let mut chance = Chance::new(25);
    for number in 0..250 {
        let mut text = || {
            let parts: Vec<&str> = (0..4).map(|_| *chance.one(&PARTS)).collect();
            parts.concat().trim().to_owned()
        };
        let person = ada.adds(IG, &format!("hostile.{number}"), &[]);
        let brand = format!("{} {number}", text());
        let what = Sponsorship {
            brand: Raw::new(brand.trim()),
            source: Raw::new(text()),
            ..terms::sponsor("x")
        };
        ada.details(person, Detail::Sponsor(what));
        let line = RateLine {
            note: Raw::new(text()),
            source: Raw::new(text()),
            ..terms::rate("600.50 EUR", RateKind::Story)
        };
        ada.details(person, Detail::Rate(line));
        ada.edits(person, Field::Sizes, Some(&format!("shoes {number}")));
    }
    let out = exported(&mut ada);
    for cell in out.iter().flatten() {
        let first = cell.chars().next();
        assert!(
            !matches!(first, Some('=' | '+' | '-' | '@' | '\t' | '\r')),
            "{cell:?}"
        );
    }
    let other = World::empty();
    let mut ben = other.hand("ben");
    taken_in(&mut ben, &out);
    assert_eq!(compared(&exported(&mut ben)), compared(&out));
    for person in ada.store.everybody().unwrap() {
        let dossier = ada.dossier(person).unwrap();
        let same = ben.person(dossier.accounts[0].handle.as_str());
        let there = ben.dossier(same).unwrap();
        assert_eq!(there.sponsors[0].what, dossier.sponsors[0].what);
        assert_eq!(there.rates[0].line, dossier.rates[0].line);
    }
}

#[test]
fn a_large_import_with_details_is_taken_back_whole() {
    let world = World::new();
    let before = dump(&world.path());
    let mut ada = world.hand("ada");
    let rows: Vec<Incoming> = (0..1_500)
        .map(|number| known(&format!("many.{number}"), 40, "600 EUR", Some(2)))
        .collect();
    let import = ada.imports_in("many.csv", "2026-11-01".parse().unwrap(), &rows, 200);
    assert_eq!(import.counts.new, 1_500);
    ada.is_sound();
    ada.takes_back_in(import.set, 300);
    same(&before, &dump(&world.path()));
    let person = ada.person("Tom Bakker");
    ada.does(Change::Detail(DetailChange::Add {
        person,
        detail: Detail::Rate(terms::rate("1 EUR", RateKind::Hour)),
    }));
    ada.is_sound();
}

/// What people write and other programs export, at its worst.
const NASTY: [&str; 24] = [
    "'",
    "''",
    "=",
    "+",
    "-",
    "@",
    "\"",
    "\t",
    "\r",
    "\n",
    "\r\n",
    " ",
    "\u{a0}",
    ",",
    ";",
    "|",
    "N/A",
    "none",
    "#",
    "ä",
    "שלום",
    "👩🏽‍🚀",
    "x",
    "0",
];

/// A text of nasty pieces, as forms and imports leave it: no blanks at its end, not blank.
fn nasty(chance: &mut Chance) -> String {
    loop {
        let parts: Vec<&str> = (0..=chance.below(5)).map(|_| *chance.one(&NASTY)).collect();
        let text = parts.concat().trim_end().to_owned();
        if !text.trim().is_empty() {
            return text;
        }
    }
}

#[test]
fn every_text_comes_back_from_our_own_export_exactly_as_it_stood_there() {
    let world = World::empty();
    let mut ada = world.hand("ada");
    let mut chance = Chance::new(7);
    let mut rows = Vec::new();
    for number in 0..300 {
        let mut one = row(number + 2, IG, &format!("nasty.{number}"));
        one.name = Some(nasty(&mut chance));
        one.niche = Some(nasty(&mut chance));
        one.next_step = Some(nasty(&mut chance));
        one.note = Some(nasty(&mut chance));
        one.country = Some("NA".into());
        one.tags = vec!["long form".into()];
        one.extra = vec![
            ("=Besetzung".into(), nasty(&mut chance)),
            ("Comments".into(), nasty(&mut chance)),
        ];
        let typed = [(); 4].map(|()| nasty(&mut chance));
        let fields = [
            Field::Story,
            Field::Boundaries,
            Field::Place,
            Field::Pronouns,
        ];
        let read =
            |(field, text): (Field, &String)| Some((field, field.read(text, today()).ok()??));
        one.fields = fields.into_iter().zip(&typed).filter_map(read).collect();
        rows.push(one);
    }
    ada.imports("theirs.csv", "2026-11-20", &rows);
    let out = exported(&mut ada);
    let other = World::empty();
    let mut ben = other.hand("ben");
    taken_in(&mut ben, &out);
    assert_eq!(exported(&mut ben), out);
    for one in rows {
        let handle = one.handle.as_str();
        let (here, there) = (ada.person(handle), ben.person(handle));
        let (here, there) = (ada.dossier(here).unwrap(), ben.dossier(there).unwrap());
        assert_eq!(there.person.values, here.person.values, "{handle}");
        assert_eq!(there.person.extra, here.person.extra, "{handle}");
        assert_eq!(there.notes[0].text, here.notes[0].text, "{handle}");
    }
    let again = taken_in(&mut ada, &out);
    assert_eq!((again.counts.unchanged, again.counts.conflicts), (300, 0));
}

#[test]
fn a_mail_in_other_capitals_is_no_second_one() {
    let world = World::empty();
    let mut ada = world.hand("ada");
    let mails = |world: &World| -> Vec<String> {
        let sql = rusqlite::Connection::open(world.path()).unwrap();
        let mut found = sql
            .prepare("SELECT value FROM contact_point WHERE kind = 'mail' ORDER BY id")
            .unwrap();
        let found = found.query_map([], |row| row.get(0)).unwrap();
        found.collect::<rusqlite::Result<_>>().unwrap()
    };
    let row = |mail: &str| {
        let mut row = Incoming::of_account(2, IG, Handle::parse("ann").unwrap());
        row.name = Some("Ann".into());
        row.mails = vec![mail.into()];
        row
    };
    ada.imports("list.csv", "2026-11-01", &[row("Ann@X.example")]);
    let mut ours = row("ANN@x.example");
    for exact in [true, false] {
        ours.reaches = vec![IncomingReach {
            kind: "mail".into(),
            value: "ann@X.EXAMPLE".into(),
            manager: None,
            exact,
        }];
        let rows = [row("ann@x.example"), ours.clone()];
        let counts = ada.imports("list.csv", "2026-11-01", &rows).counts;
        assert_eq!((counts.new, counts.updated, counts.unchanged), (0, 0, 2));
        assert_eq!(mails(&world), ["Ann@X.example"]);
    }
}
