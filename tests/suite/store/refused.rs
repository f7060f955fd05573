//! Rows of which the database refuses a value: each is left out and reported, and the others come in as if it had not
//! been in the file.

use entourage::domain::incoming::{Incoming, IncomingSponsor};

use super::imports::known;
use super::{dump, same};
use crate::support::{World, today};

/// Ten rows, of which the first five are about people who are known.
fn rows() -> Vec<Incoming> {
    (0..10)
        .map(|number| {
            let mut row = known(
                number + 2,
                &format!("who{number}"),
                &format!("Who {number}"),
                500,
            );
            row.niche = Some("tea".into());
            row
        })
        .collect()
}

/// A number of posts that no database takes.
fn refused(mut row: Incoming) -> Incoming {
    row.sponsors = vec![IncomingSponsor {
        brand: "Acme".into(),
        posts: Some(-1),
        sponsored: None,
        first: None,
        last: None,
        competitor: false,
        date: None,
        source: None,
    }];
    row
}

#[test]
fn a_row_that_the_database_refuses_costs_no_other_row_anything() {
    for bad in [
        &[0][..],
        &[3],
        &[9],
        &[0, 9],
        &[2, 3, 4],
        &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    ] {
        for slice in [1, 3, 500] {
            let (with, without) = (World::empty(), World::empty());
            let mut ada = with.hand("ada");
            let mut ben = without.hand("ada");
            let mut first = rows();
            first.truncate(5);
            for row in &mut first {
                row.niche = Some("coffee".into());
            }
            ada.imports("first.csv", "2026-11-01", &first);
            ben.imports("first.csv", "2026-11-01", &first);
            let (mut all, mut good) = (rows(), rows());
            for (place, row) in all.iter_mut().enumerate() {
                if bad.contains(&place) {
                    *row = refused(row.clone());
                }
            }
            good.retain(|row| !bad.contains(&usize::try_from(row.line - 2).unwrap()));
            let import = ada.imports_in("second.csv", today(), &all, slice);
            ben.imports_in("second.csv", today(), &good, slice);
            let lines: Vec<u64> = import.refused.iter().map(|(line, _)| *line).collect();
            let wanted: Vec<u64> = bad.iter().map(|place| *place as u64 + 2).collect();
            assert_eq!(lines, wanted, "{bad:?} by {slice}");
            assert_eq!(import.counts.refused, bad.len() as u64);
            assert!(import.repeated.is_empty(), "{:?}", import.repeated);
            for (_, reason) in &import.refused {
                let begins = "the database refuses a value of this row (";
                assert!(reason.starts_with(begins), "{reason}");
            }
            same(&dump(&without.path()), &dump(&with.path()));
            ada.is_sound();
        }
    }
}
