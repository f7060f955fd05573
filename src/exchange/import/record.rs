//! One row of a file: its cells as bytes, and what is kept of it when it is rejected.

use crate::domain::incoming::{Rejected, is_soft_break, with_plain_breaks};

/// Cells of a rejected row that are kept: the first of them, and so much of each.
const KEPT_CELLS: usize = super::MOST_COLUMNS;
const KEPT_BYTES: usize = super::reader::LONGEST_CELL;

/// One row, as bytes: usually UTF-8, which whoever takes the cells must check.
#[derive(Debug, Default)]
pub struct Record {
    /// The line on which it begins, counted from 1.
    pub line: u64,
    bytes: Vec<u8>,
    ends: Vec<usize>,
    most_cells: usize,
    ending: Ending,
}

/// How a row ends.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Ending {
    /// With a line break.
    #[default]
    Break,
    /// With the file: whatever wrote it may have been stopped in the middle of the row.
    File,
    /// With a line break, behind a quote that opens on this line and is never closed: the row may be a part of that cell.
    WithinQuote(u64),
}

impl Record {
    /// How it ends.
    pub fn ending(&self) -> Ending {
        self.ending
    }

    /// Says how it ends, where that is not with a line break.
    pub fn ends(&mut self, ending: Ending) {
        self.ending = ending;
    }

    /// How many cells it has.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// All cells, one after the other.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Where a cell lies within [`Record::bytes`]; empty for one that there is not.
    pub fn range(&self, cell: usize) -> std::ops::Range<usize> {
        let start = if cell == 0 {
            0
        } else {
            self.ends.get(cell - 1).copied().unwrap_or(self.bytes.len())
        };
        start..self.ends.get(cell).copied().unwrap_or(start)
    }

    /// The first cell that is no UTF-8 by itself, and the byte that is none; no byte where the cell ends within a
    /// character. None where all are.
    pub fn wrong_cell(&self) -> Option<(usize, Option<u8>)> {
        (0..self.len()).find_map(|cell| {
            let bytes = self.cell(cell);
            let error = std::str::from_utf8(bytes).err()?;
            let byte = bytes.get(error.valid_up_to()).copied();
            Some((cell, byte.filter(|_| error.error_len().is_some())))
        })
    }

    /// A cell's bytes.
    pub fn cell(&self, cell: usize) -> &[u8] {
        &self.bytes[self.range(cell)]
    }

    /// The cells as text, for a list of rejected rows and to find out what columns mean; as many as a file may have
    /// columns, at most 64 kB of each.
    pub fn texts(&self) -> Vec<String> {
        let most = self.most_cells.max(KEPT_CELLS);
        (0..self.len().min(most))
            .map(|cell| lossy(self.cell(cell)))
            .collect()
    }

    /// The cells of a header, all of them.
    pub fn names(&self) -> Vec<String> {
        (0..self.len()).map(|cell| lossy(self.cell(cell))).collect()
    }

    /// From here on rows may have so many cells: our own export has a column for every extra field.
    pub fn takes(&mut self, cells: usize) {
        self.most_cells = cells;
    }

    /// The row, rejected.
    pub fn rejected(&self, reason: String) -> Rejected {
        let cells = 0..self.len().min(KEPT_CELLS.max(self.most_cells));
        let exact = |cell| {
            let bytes = self.cell(cell);
            bytes[..bytes.len().min(KEPT_BYTES)].to_vec()
        };
        let bytes = match std::str::from_utf8(&self.bytes) {
            Ok(_) => Vec::new(),
            Err(_) => cells.map(exact).collect(),
        };
        Rejected {
            line: self.line,
            reason,
            cells: self.texts(),
            bytes,
        }
    }

    /// The row with plain line breaks only; none where it has no others.
    pub fn with_plain_breaks(&self, text: &str) -> Option<Record> {
        if !text.contains(is_soft_break) {
            return None;
        }
        let mut plain = Record {
            line: self.line,
            ending: self.ending,
            most_cells: self.most_cells,
            ..Record::default()
        };
        for cell in 0..self.len() {
            let cell = text.get(self.range(cell)).unwrap_or_default();
            plain.push(with_plain_breaks(cell).as_bytes());
            plain.end_cell();
        }
        Some(plain)
    }

    /// Starts anew, on a line.
    pub fn begin(&mut self, line: u64) {
        self.line = line;
        self.bytes.clear();
        self.ends.clear();
        self.ending = Ending::Break;
    }

    /// Adds to the cell that is open.
    pub fn push(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Takes back all but so many bytes; those of cells that have ended stay.
    pub fn truncate(&mut self, length: usize) {
        self.bytes.truncate(length);
    }

    /// Ends the cell that is open.
    pub fn end_cell(&mut self) {
        self.ends.push(self.bytes.len());
    }
}

fn lossy(bytes: &[u8]) -> String {
    let mut text = String::from_utf8_lossy(&bytes[..bytes.len().min(KEPT_BYTES)]).into_owned();
    if bytes.len() > KEPT_BYTES {
        text.push('…');
    }
    text
}

/// Why a row of another length than the header is none: `row has 1 cell, the header 3`.
pub fn says_cells(cells: usize, wanted: usize) -> String {
    let word = if cells == 1 { "cell" } else { "cells" };
    format!("row has {cells} {word}, the header {wanted}")
}
