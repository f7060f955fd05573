//! Bytes parted into rows and cells.

use std::io::{self, Read};

use super::super::reader::{LONGEST_CELL, LONGEST_ROW, Splitter, Step};
use super::super::record::Record;
use crate::domain::incoming::Rejected;

/// Gives a few bytes at a time, so that every state meets the edge of a chunk.
struct Dripping<'a>(&'a [u8], usize);

impl Read for Dripping<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.1.min(self.0.len()).min(buffer.len());
        buffer[..count].copy_from_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        Ok(count)
    }
}

fn split(text: &[u8], drip: usize) -> Vec<Result<(u64, Vec<String>), Rejected>> {
    let mut splitter = Splitter::new(Dripping(text, drip), b',');
    let mut record = Record::default();
    let mut rows = Vec::new();
    loop {
        match splitter.read(&mut record).unwrap() {
            Step::Row => rows.push(Ok((record.line, record.texts()))),
            Step::Bad(bad) => rows.push(Err(bad)),
            Step::End => return rows,
        }
    }
}

fn good(text: &str) -> Vec<(u64, Vec<String>)> {
    let rows: Vec<_> = split(text.as_bytes(), 100_000)
        .into_iter()
        .map(Result::unwrap)
        .collect();
    for drip in [1, 3] {
        let dripped: Vec<_> = split(text.as_bytes(), drip)
            .into_iter()
            .map(Result::unwrap)
            .collect();
        assert_eq!(dripped, rows, "{text:?} by {drip}");
    }
    rows
}

#[test]
fn rows_begin_on_the_lines_an_editor_shows() {
    let rows = good("a,b\r\n\"x\r\ny\",\"say \"\"hi\"\"\"\r\n\r\nc,\n,d");
    let cells = |line, cells: &[&str]| {
        (
            line,
            cells.iter().map(|&c| c.to_owned()).collect::<Vec<_>>(),
        )
    };
    assert_eq!(
        rows,
        [
            cells(1, &["a", "b"]),
            cells(2, &["x\r\ny", "say \"hi\""]),
            cells(4, &[""]),
            cells(5, &["c", ""]),
            cells(6, &["", "d"]),
        ]
    );
    assert_eq!(good("a\rb\rc").len(), 3);
    assert!(good("").is_empty());
}

#[test]
fn well_formed_files_are_read_as_the_csv_crate_reads_them() {
    let pieces = [
        "a",
        "",
        "\"q\"",
        "\"x,y\"",
        "\"l\nm\"",
        "\"d\"\"d\"",
        "5\" tall",
        "\"a\"b",
        "é",
    ];
    let mut seed = 7_u32;
    for _ in 0..40 {
        let mut text = String::new();
        for place in 0..24 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push_str(pieces[(seed >> 16) as usize % pieces.len()]);
            text.push_str(if place % 4 < 3 { "," } else { "\r\n" });
        }
        let mut theirs = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let theirs: Vec<Vec<String>> = theirs
            .records()
            .map(|row| row.unwrap().iter().map(str::to_owned).collect())
            .collect();
        let ours: Vec<Vec<String>> = good(&text).into_iter().map(|(_, cells)| cells).collect();
        assert_eq!(ours, theirs, "{text}");
    }
}

#[test]
fn a_quote_that_never_closes_costs_its_own_line_only() {
    for drip in [1, 5, 100_000] {
        let rows = split(b"h,n\nada,\"oops\nbo,2\ncy,3\n", drip);
        assert_eq!(rows.len(), 4);
        let bad = rows[1].as_ref().unwrap_err();
        assert_eq!(
            (bad.line, bad.reason.as_str()),
            (2, "the quote that opens on line 2 is never closed")
        );
        assert_eq!(bad.cells, ["ada", "\"oops"]);
        assert_eq!(
            rows[2].as_ref().unwrap(),
            &(3, vec!["bo".to_owned(), "2".to_owned()])
        );
    }
}

#[test]
fn a_stray_quote_does_not_eat_the_rows_up_to_the_next_quoted_cell() {
    let rows = split(b"h,n\nada,\"oops\nbo,2\ncy,\"x, y\"\ndi,4\n", 3);
    let lines: Vec<_> = rows
        .iter()
        .map(|row| row.as_ref().map_or_else(|bad| bad.line, |row| row.0))
        .collect();
    assert_eq!(lines, [1, 2, 3, 4, 5]);
    assert_eq!(rows.iter().filter(|row| row.is_err()).count(), 1);
    assert_eq!(rows[3].as_ref().unwrap().1, ["cy", "x, y"]);
}

#[test]
fn the_line_of_the_quote_is_named_even_in_a_row_of_many_lines() {
    let rows = split(b"h,n\n\"a\nb\",\"oops\nbo,2\n", 100);
    let bad = rows[1].as_ref().unwrap_err();
    assert_eq!(
        (bad.line, bad.reason.as_str()),
        (2, "the quote that opens on line 3 is never closed")
    );
    assert_eq!(rows[2].as_ref().unwrap().0, 4);
}

#[test]
fn cells_and_rows_beyond_the_caps_are_rejected_and_the_rest_is_read() {
    let long = "x".repeat(LONGEST_CELL + 1);
    let endless = "y".repeat(3 * LONGEST_ROW);
    let text = format!("h,n\nada,\"{long}\"\nbo,{endless}\ncy,\"{endless}\ndi,4\n");
    let rows = split(text.as_bytes(), 10_000);
    let said: Vec<_> = rows
        .iter()
        .map(|row| {
            row.as_ref()
                .map_or_else(|bad| bad.reason.clone(), |row| row.1[0].clone())
        })
        .collect();
    assert_eq!(said[0], "h");
    assert_eq!(
        said[1],
        "cell 2 is 65537 bytes long, the longest we take is 65536"
    );
    assert_eq!(said[2], "the row is longer than 1048576 bytes");
    assert_eq!(said[3], "the quote that opens on line 4 is never closed");
    assert_eq!(
        rows[4].as_ref().unwrap(),
        &(5, vec!["di".to_owned(), "4".to_owned()])
    );
    assert!(
        rows.iter()
            .filter_map(|row| row.as_ref().err())
            .flat_map(|bad| &bad.cells)
            .all(|cell| cell.len() < 70_000)
    );
}
