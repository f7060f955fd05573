//! Bytes of a CSV or TSV file parted into rows and cells, with caps, line numbers and a way back from a stray quote.
//!
//! Not the `csv` crate's reader, for that knows no caps and swallows half a file after an unclosed quote in silence.
//! On well-formed files the two agree (see the tests): a quote opens a cell only at its start, is written twice within,
//! and line breaks are LF, CRLF or CR.
//!
//! A file may have been cut off anywhere. How a row ends is said with it ([`Ending`]); a cell that ends with the file
//! within its quotes is no row, and where earlier rows have line breaks within cells, or the file is our own, so is all
//! that follows on that quote. Elsewhere a quote that is never closed is a stray one, and costs its own line only.

use std::io::{self, Read};

use super::record::{Ending, Record};
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
    /// Whether cells of this file have line breaks: some cell so far has, or it is our own export.
    breaks_cells: bool,
    /// Line of a quote that is never closed, for the lines behind it.
    unclosed: Option<u64>,
}

/// The reason of a row that is cut off by the end of the file.
pub const CUT_OFF: &str = "the file ends inside this row";

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
            breaks_cells: false,
            unclosed: None,
        }
    }

    /// From here on cells and rows may be as long as our own export writes them.
    pub fn takes_ours(&mut self) {
        self.longest_cell = LONGEST_OURS;
        self.longest_row = LONGEST_OURS;
        self.breaks_cells = true;
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
        if let Some(line) = self.unclosed {
            record.ends(Ending::WithinQuote(line));
        }
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
                    return self.stray(record, quote, false);
                }
                if too_long {
                    return self.skip_line(record);
                }
                if !self.fill()? {
                    if state == State::Quoted {
                        return self.stray(record, quote, true);
                    }
                    record.end_cell();
                    record.ends(Ending::File);
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
                    return self.stray(record, quote, false);
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
        let lines = breaks(&self.buffer[self.start..=at]);
        self.breaks_cells |= lines > 1;
        self.line += lines;
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

    /// Rejects the line with a quote that is never closed, and goes on with the line after it; `to_end` says that it was
    /// looked for to the end of the file.
    fn stray(
        &mut self,
        record: &mut Record,
        quote: Option<Quote>,
        to_end: bool,
    ) -> io::Result<Step> {
        let Some(quote) = quote else {
            return self.skip_line(record);
        };
        let rest = &self.buffer[quote.at..self.end];
        let run = rest
            .iter()
            .position(|&b| b == b'\n' || b == b'\r')
            .unwrap_or(rest.len());
        record.truncate(quote.before);
        if to_end && (run == rest.len() || self.breaks_cells) {
            return Ok(self.cut_off(record, quote));
        }
        record.push(&rest[..run]);
        record.end_cell();
        if to_end {
            self.unclosed = Some(quote.line);
        }
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

    /// Rejects a row that ends with the file within the quotes of a cell.
    fn cut_off(&mut self, record: &mut Record, quote: Quote) -> Step {
        record.push(&self.buffer[quote.at..self.end]);
        record.end_cell();
        self.line += breaks(&self.buffer[self.start..self.end]);
        self.start = self.end;
        Step::Bad(record.rejected(CUT_OFF.to_owned()))
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
