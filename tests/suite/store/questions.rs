//! Lists, orders, the board and the search.

use entourage::domain::change::{Change, TalkChange};
use entourage::domain::field::Field;
use entourage::domain::ids::PersonId;
use entourage::domain::platform::Platform;
use entourage::domain::query::{Query, QueryError, Reader};
use entourage::domain::question::{Answer, At, List, Question, Sort};
use entourage::domain::stage::Stage;
use entourage::domain::text::Clean;

use super::IG;
use crate::support::{Hand, World, today};

fn page(hand: &mut Hand, list: &List, at: At, rows: u32) -> entourage::domain::question::Page {
    let question = Question::Page {
        list: list.clone(),
        at,
        rows,
        previews: false,
    };
    match hand.asks(&question) {
        Answer::Page(page) => page,
        other => panic!("{other:?}"),
    }
}

fn read(text: &str) -> Result<Query, QueryError> {
    let reader = Reader {
        today: today(),
        me: "ada",
    };
    Query::parse(text, reader)
}

fn query(text: &str) -> Query {
    read(text).unwrap()
}

fn ids(page: &entourage::domain::question::Page) -> Vec<PersonId> {
    page.cards.iter().map(|card| card.id).collect()
}

#[test]
fn every_order_is_total_and_pages_are_pieces_of_it_before_and_after_it_was_counted() {
    let world = World::new();
    for search in ["", "skin", "a"] {
        for sort in Sort::ROSTER {
            let list = List {
                query: query(search),
                sort,
                reversed: false,
            };
            let mut ada = world.hand("ada");
            let walked = ids(&page(&mut ada, &list, At::Row(0), 100));
            let pieces: Vec<PersonId> = (0..=walked.len() / 4)
                .flat_map(|number| {
                    let from = u32::try_from(number * 4).unwrap();
                    let piece = page(&mut ada, &list, At::Row(from), 4);
                    if piece.from == from {
                        ids(&piece)
                    } else {
                        Vec::new()
                    }
                })
                .collect();
            assert_eq!(pieces, walked, "{search:?} {sort:?} in pieces");
            let Answer::Whole(_, total) = ada.asks(&Question::Whole(list.clone())) else {
                panic!()
            };
            assert_eq!(total as usize, walked.len(), "{search:?} {sort:?}");
            let counted = page(&mut ada, &list, At::Row(0), 100);
            assert_eq!(ids(&counted), walked, "{search:?} {sort:?} counted");
            assert_eq!(counted.total, Some(total));
            if search.is_empty() || sort != Sort::Best {
                let mut turned = ids(&page(
                    &mut ada,
                    &List {
                        reversed: true,
                        ..list.clone()
                    },
                    At::Row(0),
                    100,
                ));
                turned.reverse();
                assert_eq!(turned, walked, "{search:?} {sort:?} the other way round");
            }
            for (place, person) in walked.iter().enumerate() {
                let round = page(&mut ada, &list, At::Person(*person, 0), 8);
                assert_eq!(
                    round.found.map(|row| row as usize),
                    Some(place),
                    "{search:?} {sort:?} {person:?}"
                );
            }
        }
    }
}

#[test]
fn a_column_of_the_board_holds_exactly_the_people_of_its_stage() {
    let world = World::new();
    let mut ada = world.hand("ada");
    let Answer::Desk(desk) = ada.asks(&Question::Desk { owed: true }) else {
        panic!()
    };
    for stage in Stage::ALL {
        for sort in Sort::PIPELINE {
            let list = List {
                sort,
                ..List::default()
            };
            let Answer::Column(_, column) = ada.asks(&Question::Column {
                stage,
                list,
                at: At::Row(0),
                rows: 100,
            }) else {
                panic!()
            };
            assert_eq!(column.cards.len(), desk.stages[stage.index()] as usize);
            assert!(
                column
                    .cards
                    .iter()
                    .all(|card| card.stage == stage && card.parked.is_none())
            );
        }
    }
    assert_eq!(desk.parked, 1);
    assert_eq!(
        desk.members
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
        ["ada", "ben"]
    );
}

/// Adds people with these names.
fn named(names: &[&str]) -> (World, Hand) {
    let world = World::empty();
    let mut ada = world.hand("ada");
    for (number, name) in names.iter().enumerate() {
        ada.adds(
            Platform::Other,
            &format!("{number:03}"),
            &[(Field::Name, name)],
        );
    }
    (world, ada)
}

#[track_caller]
fn finds(hand: &mut Hand, words: &str, names: &[&str]) {
    let mut found = hand.finds(words);
    // What is found is fit to be shown; so are the names that are compared with it.
    let mut wanted: Vec<String> = names
        .iter()
        .map(|name| Clean::line(name).to_string())
        .collect();
    found.sort();
    wanted.sort();
    assert_eq!(found, wanted, "{words:?}");
}

#[test]
fn search_finds_the_beginnings_of_names_without_accents_and_case() {
    let (_world, mut ada) = named(&[
        "Zoë Ångström",
        "Łukasz Żak",
        "Søren Kjær",
        "Günther Weiß",
        "İpek Yıldız",
        "Ðorđe Œuvre",
        "Þóra Æsir",
        "Νίκος Σωκράτης",
        "Ёлка Йод",
        "𝓕𝓪𝓷𝓬𝔂 𝓛𝓮𝓽𝓽𝓮𝓻𝓼",
        "O\u{308}zgu\u{308}r",
    ]);
    for (words, name) in [
        ("zoe", "Zoë Ångström"),
        ("ZOË", "Zoë Ångström"),
        ("angs", "Zoë Ångström"),
        ("luk", "Łukasz Żak"),
        ("lukasz z", "Łukasz Żak"),
        ("żak", "Łukasz Żak"),
        ("soren", "Søren Kjær"),
        ("kjaer", "Søren Kjær"),
        ("weiss", "Günther Weiß"),
        ("WEISS", "Günther Weiß"),
        ("weiß", "Günther Weiß"),
        ("ipek", "İpek Yıldız"),
        ("İPEK", "İpek Yıldız"),
        ("yildiz", "İpek Yıldız"),
        ("YILDIZ", "İpek Yıldız"),
        ("dorde", "Ðorđe Œuvre"),
        ("oeuvre", "Ðorđe Œuvre"),
        ("thora", "Þóra Æsir"),
        ("aesir", "Þóra Æsir"),
        ("σωκρατης", "Νίκος Σωκράτης"),
        ("ΣΩΚΡΆΤΗΣ", "Νίκος Σωκράτης"),
        ("елка", "Ёлка Йод"),
        ("иод", "Ёлка Йод"),
        ("fancy let", "𝓕𝓪𝓷𝓬𝔂 𝓛𝓮𝓽𝓽𝓮𝓻𝓼"),
        ("özgür", "O\u{308}zgu\u{308}r"),
    ] {
        finds(&mut ada, words, &[name]);
    }
}

#[test]
fn one_or_two_letters_match_beginnings_and_three_match_inside_words() {
    let (_world, mut ada) = named(&["Zoë Ångström", "Azoe Bell", "Bazooka Jane", "Jo Zo"]);
    finds(&mut ada, "zo", &["Zoë Ångström", "Jo Zo"]);
    finds(&mut ada, "z", &["Zoë Ångström", "Jo Zo"]);
    finds(&mut ada, "zoe", &["Zoë Ångström", "Azoe Bell"]);
    finds(&mut ada, "zoo", &["Bazooka Jane"]);
    finds(&mut ada, "ooka jan", &["Bazooka Jane"]);
    finds(&mut ada, "ok", &[]);
    finds(&mut ada, "bell az", &["Azoe Bell"]);
}

#[test]
fn chinese_japanese_and_korean_match_inside_words_by_one_or_two_letters() {
    let (_world, mut ada) = named(&[
        "佐藤 花子",
        "王小明",
        "김민준",
        "かがわ しんじ",
        "カガワ",
        "Anna 王",
    ]);
    finds(&mut ada, "子", &["佐藤 花子"]);
    finds(&mut ada, "藤", &["佐藤 花子"]);
    finds(&mut ada, "小明", &["王小明"]);
    finds(&mut ada, "明", &["王小明"]);
    finds(&mut ada, "民", &[]);
    finds(&mut ada, "민", &["김민준"]);
    finds(&mut ada, "민준", &["김민준"]);
    finds(&mut ada, "がわ", &["かがわ しんじ"]);
    finds(&mut ada, "王", &["王小明", "Anna 王"]);
    finds(&mut ada, "anna 王", &["Anna 王"]);
}

#[test]
fn arabic_hebrew_indic_and_thai_names_are_found() {
    let (_world, mut ada) = named(&[
        "ليلى حداد",
        "דנה כהן",
        "अनिता शर्मा",
        "สมชาย ใจดี",
        "علی رضا",
        "Tamar தமிழ்",
    ]);
    finds(&mut ada, "ليل", &["ليلى حداد"]);
    finds(&mut ada, "حداد", &["ليلى حداد"]);
    finds(&mut ada, "علي", &["علی رضا"]);
    finds(&mut ada, "כהן", &["דנה כהן"]);
    finds(&mut ada, "शर्मा", &["अनिता शर्मा"]);
    finds(&mut ada, "สมชาย", &["สมชาย ใจดี"]);
    finds(&mut ada, "தமிழ்", &["Tamar தமிழ்"]);
}

#[test]
fn handles_niches_tags_and_notes_are_searched_and_names_come_first() {
    let world = World::empty();
    let mut ada = world.hand("ada");
    let noted = ada.adds(IG, "one", &[(Field::Name, "Noted")]);
    ada.notes(noted, "talks about marble all day");
    ada.adds(
        IG,
        "two",
        &[(Field::Name, "Tagged"), (Field::Tags, "marble")],
    );
    ada.adds(
        IG,
        "three",
        &[(Field::Name, "Niched"), (Field::Niche, "marble floors")],
    );
    ada.adds(IG, "marble.run", &[(Field::Name, "Handled")]);
    ada.adds(IG, "five", &[(Field::Name, "Marble Arch")]);
    let found = ada.finds("marble");
    assert_eq!(&found[..2], ["Marble Arch", "Handled"]);
    finds(
        &mut ada,
        "marble",
        &["Marble Arch", "Handled", "Niched", "Tagged", "Noted"],
    );
    finds(&mut ada, "@marble.run", &["Handled"]);
    finds(&mut ada, "marble floors", &["Niched"]);
    finds(&mut ada, "floors noted", &[]);
    let note = ada.dossier(noted).unwrap().notes[0].clone();
    ada.does(Change::Talk(TalkChange::RemoveNote {
        person: noted,
        note: note.id,
        seen: note.text.as_stored().to_owned(),
    }));
    finds(&mut ada, "marble day", &[]);
    ada.undoes();
    finds(&mut ada, "marble day", &["Noted"]);
}

#[test]
fn what_is_typed_into_a_search_is_never_a_query_of_its_own() {
    let world = World::new();
    let mut ada = world.hand("ada");
    for typed in [
        "\"",
        "'",
        "*",
        "a*",
        "\"zoe",
        "zoe\"",
        "name:zoe",
        "NEAR(a b)",
        "a AND",
        "OR",
        "NOT",
        "(",
        ")",
        "^",
        "-",
        "--",
        "{",
        "}",
        "%",
        "_",
        "\\",
        "\0",
        "a\0b",
        ";",
        "zoe; drop table person",
        "\u{feff}",
        "\u{202e}zoe",
        "🙂",
        "👩🏽\u{200d}🚀",
        " ",
        "\u{3000}",
    ] {
        let found = ada.finds(typed);
        let Ok(query) = read(typed) else {
            continue;
        };
        let list = List {
            query,
            ..List::default()
        };
        let Answer::Whole(_, total) = ada.asks(&Question::Whole(list)) else {
            panic!()
        };
        assert!(found.len() <= 22 && total <= 22, "{typed:?}");
    }
    finds(&mut ada, "\u{202e}zoe", &["Zoë Ångström"]);
    ada.is_sound();
}
