//! Sheets of our own export that people edited: rows typed by hand, and cells that cannot be.

use super::*;
use crate::domain::dates::from_iso;
use crate::exchange::export::csv_header;

/// A sheet of our own export with these cells in its rows.
fn sheet(rows: &[&[(&str, &str)]]) -> Vec<u8> {
    let header = csv_header(&[]);
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&header).unwrap();
    for cells in rows {
        for (name, _) in *cells {
            assert!(header.iter().any(|one| one == name), "{name}");
        }
        let cell = |name: &String| {
            let found = cells.iter().find(|(one, _)| one == name);
            found.map_or("", |(_, cell)| *cell)
        };
        writer.write_record(header.iter().map(cell)).unwrap();
    }
    writer.into_inner().unwrap()
}

fn read(rows: &[&[(&str, &str)]]) -> Taken {
    let mut source = Source::from_bytes("our.csv", sheet(rows), &Options::default()).unwrap();
    source.set_today(from_iso("2026-11-21").unwrap());
    take_all(source)
}

/// Whose a typed row is, or why it is rejected.
fn account(platform: &str, handle: &str) -> Result<(String, String), String> {
    let taken = read(&[&[("platform", platform), ("handle", handle)]]);
    match (taken.rows.first(), taken.rejected.first()) {
        (Some(row), None) => Ok((
            row.platform.word().to_owned(),
            row.handle.written(row.platform),
        )),
        (None, Some(bad)) => Err(bad.reason.clone()),
        _ => panic!("one row, please"),
    }
}

#[test]
fn rows_typed_into_our_own_sheet_are_read_as_people_write_them() {
    for (platform, handle, on, name) in [
        ("IG", "dan", "instagram", "dan"),
        ("insta", "@dan", "instagram", "dan"),
        ("Twitter", "cam", "x", "cam"),
        ("X (Twitter)", "@cam", "x", "cam"),
        ("TikTok", "https://www.tiktok.com/@bea", "tiktok", "bea"),
        ("tiktok", "www.tiktok.com/@bea?lang=en", "tiktok", "bea"),
        ("Instagram", "instagram.com/dan/", "instagram", "dan"),
        ("YouTube", "@eve", "youtube", "@eve"),
        ("youtube", "@eve", "youtube", "@eve"),
        ("YT", "https://youtube.com/@eve", "youtube", "@eve"),
        (
            "youtube",
            "UC1234567890abcdefghijkl",
            "youtube",
            "channel/UC1234567890abcdefghijkl",
        ),
        ("Instagram", "https://www.tiktok.com/@bea", "tiktok", "bea"),
        ("myspace", "tom", "myspace", "tom"),
        ("MySpace", "tom", "myspace", "tom"),
        ("other", "zoe", "other", "zoe"),
    ] {
        let wanted = Ok((on.to_owned(), name.to_owned()));
        assert_eq!(account(platform, handle), wanted, "{platform},{handle}");
    }
    for (platform, handle) in [
        ("TikTok", "https://www.tiktok.com/explore"),
        ("Instagram", "https://www.instagram.com/p/Cx1/"),
        ("YouTube", "https://youtu.be/abc"),
        ("Instagram & TikTok", "ann"),
        ("", "ann"),
        ("Instagram", ""),
    ] {
        assert!(account(platform, handle).is_err(), "{platform},{handle}");
    }
}

const CONTACT: &str = r#"{"date":"2026-01-01","direction":"out","channel":null,"kind":"pitch","text":"hi","by":"ada"}"#;

/// Cells that cannot be, and what is said of them.
const WRONG: &[(&str, &str, &str)] = &[
    (
        "contacts",
        r#"[{"date":"2026-01-01","direction":"up","kind":"pitch","by":"ada"}]"#,
        "unknown word `up`",
    ),
    (
        "contacts",
        r#"[{"date":"2026-01-01","direction":"out","kind":"","by":"ada"}]"#,
        "unknown word ``",
    ),
    (
        "contacts",
        r#"[{"date":"2026-01-01","direction":"in","channel":"fax","kind":"pitch","by":"ada"}]"#,
        "unknown word `fax`",
    ),
    (
        "contacts",
        r#"[{"date":"2026-11-23","direction":"in","kind":"pitch","by":"ada"}]"#,
        "2026-11-23 lies ahead",
    ),
    (
        "contacts",
        r#"[{"date":"2026-02-30","direction":"in","kind":"pitch","by":"ada"}]"#,
        "contacts:",
    ),
    (
        "contacts",
        r#"[{"date":"2026-01-01","direction":"in","kind":"pitch","by":"ada","mood":"good"}]"#,
        "unknown field `mood`",
    ),
    (
        "contacts",
        r#"[{"date":"2026-01-01","direction":"in","ki"#,
        "not whole any more",
    ),
    ("contacts", "called her twice", "not whole any more"),
    ("contacts", "12", "contacts:"),
    (
        "fit_checks",
        r#"[{"check":"niche","answer":"maybe","date":"2026-01-01","by":"ada"}]"#,
        "unknown word `maybe`",
    ),
    (
        "fit_checks",
        r#"[{"check":"shoes","answer":"yes","date":"2026-01-01","by":"ada"}]"#,
        "unknown fit check `shoes`",
    ),
    (
        "fit_checks",
        r#"[{"check":"niche","answer":"yes","date":"2199-01-01","by":"ada"}]"#,
        "2199-01-01 lies ahead",
    ),
    (
        "flags_decided",
        r#"[{"flag":"follower jump","figures":"1","words":"w","decision":"ignored","date":"2026-01-01","by":"ada"}]"#,
        "unknown word `ignored`",
    ),
    (
        "flags_decided",
        r#"[{"flag":"bad hair","figures":"1","words":"w","decision":"cleared","date":"2026-01-01","by":"ada"}]"#,
        "unknown red flag `bad hair`",
    ),
    (
        "notes",
        r#"[{"date":"2027-01-01","by":"ada","text":"t"}]"#,
        "2027-01-01 lies ahead",
    ),
    (
        "older_figures",
        r#"[{"date":"2027-06-01","source":"s","figures":{"followers":5}}]"#,
        "2027-06-01 lies ahead",
    ),
    (
        "older_figures",
        r#"[{"date":"2026-06-01","source":"s","figures":{"followers":-5}}]"#,
        "followers -5 is below zero",
    ),
    (
        "older_figures",
        r#"[{"date":"2026-06-01","source":"s","figures":{"quality":9999}}]"#,
        "quality 9999 is not between 1 and 100",
    ),
    (
        "older_figures",
        r#"[{"date":"2026-06-01","source":"s","figures":{"folowers":5}}]"#,
        "unknown field `folowers`",
    ),
    (
        "older_figures",
        r#"[{"date":"2026-06-01","source":"s","figures":{"followers":99999999999999999999}}]"#,
        "older_figures:",
    ),
    (
        "stage_since",
        "2199-01-01",
        "stage_since 2199-01-01 lies ahead",
    ),
    ("added", "2199-01-01", "added 2199-01-01 lies ahead"),
    (
        "shortlisted",
        "2199-01-01",
        "shortlisted 2199-01-01 lies ahead",
    ),
    ("snoozed_until", "soon", "is no date"),
    ("person_id", "Ann", "is no number"),
    ("contact_points", "+49 151 1", "kind \"\" is none of mail"),
    (
        "contact_points",
        "+49 151 1 (kind: pigeon)",
        "kind \"pigeon\" is none of mail",
    ),
];

#[test]
fn a_cell_that_cannot_be_is_told_and_kept_and_the_rest_of_the_row_comes_in() {
    let notes = r#"[{"date":"2026-01-01","by":"ada","text":"kept"}]"#;
    for (column, cell, says) in WRONG {
        let mut cells = vec![
            ("platform", "instagram"),
            ("handle", "dan"),
            (*column, *cell),
        ];
        if *column != "notes" {
            cells.push(("notes", notes));
        }
        let taken = read(&[&cells, &[("platform", "instagram"), ("handle", "eve")]]);
        assert_eq!(taken.rows.len(), 2, "{cell}");
        let row = &taken.rows[0];
        assert_eq!(row.remarks.len(), 1, "{cell}: {:?}", row.remarks);
        assert!(row.remarks[0].contains(says), "{cell}: {}", row.remarks[0]);
        assert!(
            row.remarks[0].ends_with("; kept as an extra field"),
            "{cell}"
        );
        assert_eq!(extra(row, column), Some(*cell));
        let carried = row.carried.clone().unwrap_or_default();
        assert_eq!(
            carried.notes.len(),
            usize::from(*column != "notes"),
            "{cell}"
        );
        assert!(
            carried.contacts.is_empty() && carried.figures.is_empty(),
            "{cell}"
        );
        assert!(row.reaches.is_empty(), "{cell}");
    }
}

#[test]
fn days_of_colleagues_further_east_and_lists_without_what_is_blank_are_taken() {
    let tomorrow = format!("[{CONTACT}]").replace("2026-01-01", "2026-11-22");
    let taken = read(&[&[
        ("platform", "instagram"),
        ("handle", "dan"),
        ("contacts", &tomorrow),
        ("stage_since", "2026-11-22"),
        ("snoozed_until", "2027-03-01"),
    ]]);
    let row = &taken.rows[0];
    assert!(row.remarks.is_empty(), "{:?}", row.remarks);
    assert_eq!(row.carried.clone().unwrap_or_default().contacts.len(), 1);
}
