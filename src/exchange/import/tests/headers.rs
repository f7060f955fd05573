//! Headers that say too little, two of a kind, and headers with damaged letters.

use chrono::Datelike;

use super::*;

#[test]
fn the_column_that_says_most_about_the_day_dates_the_figures() {
    for (headers, kept) in [
        ("Date,as_of", "as_of"),
        ("as_of,Date", "as_of"),
        ("Updated,Scraped at", "Scraped at"),
        ("Date,Last updated", "Last updated"),
        ("Fecha,Snapshot date", "Snapshot date"),
    ] {
        let text = format!("handle,followers,{headers}\nann,900,2020-01-01,2026-01-01\n");
        let taken = take(&text);
        let dated = taken
            .source
            .columns()
            .iter()
            .find(|column| column.role == Role::AsOf)
            .unwrap();
        assert_eq!(dated.header, kept, "{headers}");
        let year = if headers.starts_with(kept) {
            2020
        } else {
            2026
        };
        assert_eq!(taken.rows[0].as_of.unwrap().year(), year, "{headers}");
        let told = format!("could date the figures as well; they are dated by \"{kept}\"");
        assert!(
            taken
                .source
                .remarks()
                .iter()
                .any(|one| one.ends_with(&told)),
            "{headers}"
        );
    }
}

#[test]
fn a_state_alone_is_one_of_work() {
    for (text, place, extra) in [
        ("handle,State\nann,Signed\n", None, Some("Signed")),
        ("handle,State,Country\nann,Texas,US\n", Some("Texas"), None),
        ("handle,City,State\nann,Austin,TX\n", Some("Austin"), None),
        ("handle,Bundesland\nann,Hessen\n", Some("Hessen"), None),
    ] {
        let row = &take(text).rows[0];
        let found = row.fields.iter().find(|(field, _)| *field == Field::Place);
        let found = found.map(|(_, value)| value.as_str());
        assert_eq!(found.is_some(), place.is_some(), "{text} {found:?}");
        assert!(
            found.is_none_or(|found| found.contains(place.unwrap_or_default())),
            "{text} {found:?}"
        );
        assert_eq!(
            row.extra.first().map(|(_, value)| value.as_str()),
            extra,
            "{text}"
        );
    }
    let parked = &take("handle,State\nann,do not contact\n").rows[0];
    assert_eq!(parked.parked, Some(ParkReason::AskedNotToBeContacted));
}

#[test]
fn a_damaged_header_refuses_no_file() {
    let mut bytes = b"handle,Pr\xe9nom x,followers\n".to_vec();
    for at in 0..20 {
        bytes.extend(format!("h{at},Zo\u{eb},{at}000\n").bytes());
    }
    let options = Options {
        learned: None,
        platform: Some(Platform::Instagram),
        map: vec![],
    };
    let taken = take_as("x.csv", bytes, &options);
    let told = taken.source.remarks().iter();
    assert_eq!(
        told.filter(|one| one.contains("letters that are not UTF-8"))
            .count(),
        1
    );
    assert_eq!(taken.rows.len(), 20);
}
