//! Bytes of a CSV or TSV file parted into rows and cells, with caps, line numbers and a way back from a stray quote.
//!
//! Not the `csv` crate's reader, for that knows no caps and swallows half a file after an unclosed quote in silence.
//! On well-formed files the two agree (see the tests): a quote opens a cell only at its start, is written twice within,
//! and line breaks are LF, CRLF or CR.

use std::io::{self, Read};

use super::record::Record;
use crate::domain::incoming::Rejected;

/// The longest cell of other people's files, in bytes of UTF-8.
pub const LONGEST_CELL: usize = 64 * 1024;
/// The longest row of other people's files, in bytes of UTF-8.
pub const LONGEST_ROW: usize = 1024 * 1024;
/// The longest cell and row of our own export: whatever the database holds of a person comes back. A field holds 16 MB at
/// most, and a cell may list several.
const LONGEST_OURS: usize = 256 * 1024 * 1024;
const CHUNK: usize = 64 * 1024;

/// What [`Splitter::read`] found.
#[derive(Debug)]
pub enum Step {
    /// A row; it is in the record.
    Row,
    /// A row that breaks the rules of the format or a cap.
    Bad(Rejected),
    /// Nothing more.
    End,
}

/// Where in a row the scan is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// At the first byte of a cell.
    Fresh,
    /// In a cell without quotes.
    Plain,
    /// Between quotes.
    Quoted,
    /// After a quote within quotes: the end of the cell, or the first of two.
    Closing,
}

/// Where a quote opened.
#[derive(Clone, Copy)]
struct Quote {
    /// Place in the buffer.
    at: usize,
    line: u64,
    /// Bytes of the record before its cell.
    before: usize,
}

/// Parts a byte source into records.
pub struct Splitter<R> {
    source: R,
    delimiter: u8,
    buffer: Vec<u8>,
    /// First byte of the buffer that belongs to no row yet.
    start: usize,
    /// End of what has been read into the buffer.
    end: usize,
    ended: bool,
    line: u64,
    /// The last row ended in CR, so an LF that follows belongs to it.
    after_cr: bool,
    longest_cell: usize,
    longest_row: usize,
}

impl<R: Read> Splitter<R> {
    /// A splitter at line 1 of a source.
    pub fn new(source: R, delimiter: u8) -> Self {
        Splitter {
            source,
            delimiter,
            buffer: vec![0; 2 * CHUNK],
            start: 0,
            end: 0,
            ended: false,
            line: 1,
            after_cr: false,
            longest_cell: LONGEST_CELL,
            longest_row: LONGEST_ROW,
        }
    }

    /// From here on cells and rows may be as long as our own export writes them.
    pub fn takes_ours(&mut self) {
        self.longest_cell = LONGEST_OURS;
        self.longest_row = LONGEST_OURS;
    }

    /// The source, to ask how far it has been read; [`Splitter::ahead`] of it is not parted yet.
    pub fn source(&self) -> &R {
        &self.source
    }

    /// What has been read and belongs to no row yet: up to some 100 kB.
    pub fn ahead(&self) -> &[u8] {
        let rest = &self.buffer[self.start..self.end];
        let within = self.after_cr.then(|| rest.strip_prefix(b"\n")).flatten();
        within.unwrap_or(rest)
    }

    /// The source itself, for winding it back.
    pub fn into_source(self) -> R {
        self.source
    }

    /// Reads the next row into the record. An empty line is a row of one empty cell.
    ///
    /// # Errors
    /// Only what the source itself fails with.
    pub fn read(&mut self, record: &mut Record) -> io::Result<Step> {
        if self.start >= CHUNK {
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
        if self.start == self.end && !self.fill()? {
            return Ok(Step::End);
        }
        if self.after_cr {
            self.after_cr = false;
            if self.buffer[self.start] == b'\n' {
                self.start += 1;
                if self.start == self.end && !self.fill()? {
                    return Ok(Step::End);
                }
            }
        }
        record.begin(self.line);
        self.scan(record)
    }

    /// Takes in the next chunk; false at the end.
    fn fill(&mut self) -> io::Result<bool> {
        if self.ended {
            return Ok(false);
        }
        if self.buffer.len() < self.end + CHUNK {
            self.buffer.resize(self.end + 2 * CHUNK, 0);
        }
        let count = loop {
            match self.source.read(&mut self.buffer[self.end..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                count => break count?,
            }
        };
        self.end += count;
        self.ended = count == 0;
        Ok(!self.ended)
    }

    fn scan(&mut self, record: &mut Record) -> io::Result<Step> {
        let (mut at, mut state, mut quote) = (self.start, State::Fresh, None::<Quote>);
        let (mut counted, mut line) = (self.start, record.line);
        loop {
            if at == self.end {
                let too_long = at - self.start > self.longest_row;
                if too_long && state == State::Quoted {
                    return self.stray(record, quote);
                }
                if too_long {
                    return self.skip_line(record);
                }
                if !self.fill()? {
                    if state == State::Quoted {
                        return self.stray(record, quote);
                    }
                    record.end_cell();
                    self.start = at;
                    return Ok(self.checked(record));
                }
            }
            let rest = &self.buffer[at..self.end];
            match (state, rest[0]) {
                (State::Quoted, _) => {
                    let run = rest.iter().position(|&b| b == b'"').unwrap_or(rest.len());
                    record.push(&rest[..run]);
                    at += run;
                    if run < rest.len() {
                        state = State::Closing;
                        at += 1;
                    }
                }
                (State::Closing, b'"') => {
                    record.push(b"\"");
                    state = State::Quoted;
                    at += 1;
                }
                (_, b'\n' | b'\r') => {
                    record.end_cell();
                    return Ok(self.end_row(at, record));
                }
                (_, b) if b == self.delimiter => {
                    record.end_cell();
                    state = State::Fresh;
                    at += 1;
                }
                (State::Fresh, b'"') => {
                    line += breaks(&self.buffer[counted..at]);
                    counted = at;
                    quote = Some(Quote {
                        at,
                        line,
                        before: record.bytes().len(),
                    });
                    state = State::Quoted;
                    at += 1;
                }
                (State::Closing, _)
                    if quote.is_some_and(|quote| breaks(&self.buffer[quote.at..at]) > 0) =>
                {
                    // What "closed" this cell some lines further on is the opening quote of another one.
                    return self.stray(record, quote);
                }
                _ => {
                    let stop = |&b: &u8| b == self.delimiter || b == b'\n' || b == b'\r';
                    let run = rest.iter().position(stop).unwrap_or(rest.len());
                    record.push(&rest[..run]);
                    state = State::Plain;
                    at += run;
                }
            }
        }
    }

    /// Ends a row at a line break.
    fn end_row(&mut self, at: usize, record: &Record) -> Step {
        self.line += breaks(&self.buffer[self.start..=at]);
        self.after_cr = self.buffer[at] == b'\r';
        self.start = at + 1;
        self.checked(record)
    }

    /// A row whose cells are no longer than they may be.
    fn checked(&self, record: &Record) -> Step {
        if record.bytes().len() <= self.longest_cell {
            return Step::Row;
        }
        match (0..record.len()).find(|&cell| record.range(cell).len() > self.longest_cell) {
            None if record.bytes().len() <= self.longest_row => Step::Row,
            None => Step::Bad(
                record.rejected(format!("the row is longer than {} bytes", self.longest_row)),
            ),
            Some(cell) => Step::Bad(record.rejected(format!(
                "cell {} is {} bytes long, the longest we take is {}",
                cell + 1,
                record.range(cell).len(),
                self.longest_cell
            ))),
        }
    }

    /// Rejects the line with a quote that is never closed, and goes on with the line after it.
    fn stray(&mut self, record: &mut Record, quote: Option<Quote>) -> io::Result<Step> {
        let Some(quote) = quote else {
            return self.skip_line(record);
        };
        let rest = &self.buffer[quote.at..self.end];
        let run = rest
            .iter()
            .position(|&b| b == b'\n' || b == b'\r')
            .unwrap_or(rest.len());
        record.truncate(quote.before);
        record.push(&rest[..run]);
        record.end_cell();
        let end = quote.at + run;
        let bad = record.rejected(format!(
            "the quote that opens on line {} is never closed",
            quote.line
        ));
        if run < rest.len() {
            self.end_row(end, record);
        } else {
            self.line += breaks(&self.buffer[self.start..end]);
            self.start = end;
            // Not at the end of the source only if a single line is longer than a row may be.
            self.skip_to_break()?;
        }
        Ok(Step::Bad(bad))
    }

    /// Rejects a row that is too long, and goes on after its line break.
    fn skip_line(&mut self, record: &mut Record) -> io::Result<Step> {
        record.end_cell();
        let bad = record.rejected(format!("the row is longer than {} bytes", self.longest_row));
        self.line += breaks(&self.buffer[self.start..self.end]);
        self.start = self.end;
        self.skip_to_break()?;
        Ok(Step::Bad(bad))
    }

    /// Drops bytes up to and with the next line break, without keeping them.
    fn skip_to_break(&mut self) -> io::Result<()> {
        loop {
            let rest = &self.buffer[self.start..self.end];
            if let Some(run) = rest.iter().position(|&b| b == b'\n' || b == b'\r') {
                self.after_cr = rest[run] == b'\r';
                self.start += run + 1;
                self.line += 1;
                return Ok(());
            }
            self.start = 0;
            self.end = 0;
            if !self.fill()? {
                return Ok(());
            }
        }
    }
}

/// Line breaks in a stretch of bytes: LF, CRLF or CR.
fn breaks(bytes: &[u8]) -> u64 {
    let mut count = 0;
    let mut after_cr = false;
    for &b in bytes {
        count += u64::from(b == b'\r' || (b == b'\n' && !after_cr));
        after_cr = b == b'\r';
    }
    count
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

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
}
