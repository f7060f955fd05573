//! A first pass over the whole file: how each column writes its numbers.
//!
//! A column is not decided by its first rows: `812.667` beside `12.5` in row 9,000 is a number with decimals. The pass
//! only parts rows and looks at cells that begin like a number; a file beyond [`MOST_BYTES`] is surveyed so far.

use std::io::{self, Read};

use super::opening::is_blank_row;
use super::reader::{Splitter, Step};
use super::record::Record;
use crate::domain::counts::{Sign, sign_of};
use crate::exchange::guard::unguarded;

/// A longer file is surveyed up to here.
const MOST_BYTES: u64 = 64 * 1024 * 1024;
/// After so many rows it is asked how far they reach.
const STRIDE: u64 = 4_096;
/// Rows with open numbers that are kept of each column, to compare them with others of their row.
const KEPT: u32 = 60;
/// Bytes of such rows that are kept in all; of a file with more, the first.
const MOST_KEPT: usize = 256 * 1024;
/// A longer cell is no number.
const LONGEST: usize = 40;
/// Digits from which a number without marks shows that its column does not mark thousands.
const LARGE: usize = 5;

/// Cells of one kind in a column: how many, and the first with its line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cells {
    pub count: u64,
    pub first: Option<(u64, String)>,
}

impl Cells {
    fn add(&mut self, line: u64, cell: &str) {
        self.count += 1;
        if self.first.is_none() {
            self.first = Some((line, cell.to_owned()));
        }
    }

    pub fn any(&self) -> bool {
        self.count > 0
    }
}

/// How a column uses one of the two marks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Uses {
    /// Before exactly three digits, so that it can be either.
    pub open: Cells,
    /// Before decimals.
    pub decimal: Cells,
    /// Between thousands.
    pub thousands: Cells,
    /// Cells among the open ones that end as means of a few numbers do: `45.333`, `12.125`.
    pub of_means: u64,
}

/// How a column writes its numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    pub dot: Uses,
    pub comma: Uses,
    /// Numbers of five digits and more without any mark.
    pub large: Cells,
    kept: u32,
}

/// What the pass found.
#[derive(Debug, Clone, Default)]
pub struct Survey {
    /// By place of the column.
    pub columns: Vec<Marks>,
    /// Rows that have open numbers; some of each column.
    pub rows: Vec<Numbers>,
    /// Bytes that they take.
    kept: usize,
}

/// The cells of a row that look like numbers: no others are compared.
#[derive(Debug, Clone)]
pub struct Numbers {
    /// The line of the row.
    pub line: u64,
    cells: Vec<(usize, Box<str>)>,
}

impl Numbers {
    fn of(record: &Record, columns: usize) -> Numbers {
        let number = |place: usize| {
            let bytes = record.cell(place);
            let cell = std::str::from_utf8(bytes).ok();
            let cell = cell.filter(|cell| cell.len() <= LONGEST && begins_like_a_number(bytes))?;
            Some((place, cell.into()))
        };
        Numbers {
            line: record.line,
            cells: (0..columns).filter_map(number).collect(),
        }
    }

    /// The cell of a column, if it looks like a number.
    pub fn cell(&self, place: usize) -> Option<&str> {
        let found = self.cells.iter().find(|(at, _)| *at == place);
        found.map(|(_, cell)| &**cell)
    }

    fn bytes(&self) -> usize {
        let cells = self.cells.iter();
        let cells = cells.map(|(_, cell)| cell.len() + size_of::<(usize, Box<str>)>());
        size_of::<Numbers>() + cells.sum::<usize>()
    }
}

/// Told by its first byte that is no blank; most cells are words.
fn begins_like_a_number(cell: &[u8]) -> bool {
    let first = cell.iter().find(|byte| **byte > b' ');
    first.is_some_and(|byte| byte.is_ascii_digit() || b"'+.,".contains(byte))
}

impl Survey {
    /// Surveys the rows under a header of so many columns; `reached` tells how many bytes of the file were read.
    ///
    /// # Errors
    /// Only what the source itself fails with.
    pub fn of<R: Read>(
        splitter: &mut Splitter<R>,
        columns: usize,
        reached: impl Fn(&Splitter<R>) -> u64,
    ) -> io::Result<Survey> {
        let mut survey = Survey {
            columns: vec![Marks::default(); columns],
            ..Survey::default()
        };
        let (mut record, mut rows) = (Record::default(), 0_u64);
        loop {
            match splitter.read(&mut record)? {
                Step::End => return Ok(survey),
                Step::Row if !is_blank_row(&record) => survey.look(&record),
                Step::Row | Step::Bad(_) => {}
            }
            rows += 1;
            if rows.is_multiple_of(STRIDE) && reached(splitter) > MOST_BYTES {
                return Ok(survey);
            }
        }
    }

    fn look(&mut self, record: &Record) {
        let mut is_kept = false;
        for (place, marks) in self.columns.iter_mut().enumerate() {
            let bytes = record.cell(place);
            if !begins_like_a_number(bytes) {
                continue;
            }
            let Ok(cell) = std::str::from_utf8(bytes) else {
                continue;
            };
            is_kept |= marks.look(record.line, unguarded(cell));
        }
        if is_kept && self.kept < MOST_KEPT {
            let numbers = Numbers::of(record, self.columns.len());
            self.kept += numbers.bytes();
            self.rows.push(numbers);
        }
    }
}

impl Marks {
    /// Takes in a cell; whether its row is to be kept.
    fn look(&mut self, line: u64, cell: &str) -> bool {
        let Some(sign) = sign_of(cell) else {
            return false;
        };
        match sign {
            Sign::Plain(digits) if digits >= LARGE => self.large.add(line, cell),
            Sign::Plain(_) => {}
            Sign::Open(mark, is_mean) => {
                let uses = self.of(mark);
                uses.open.add(line, cell);
                uses.of_means += u64::from(is_mean);
                self.kept += 1;
                return self.kept <= KEPT;
            }
            Sign::Decimal(mark) => self.of(mark).decimal.add(line, cell),
            Sign::Thousands(mark) => self.of(mark).thousands.add(line, cell),
            Sign::Both { thousands, decimal } => {
                self.of(thousands).thousands.add(line, cell);
                self.of(decimal).decimal.add(line, cell);
            }
        }
        false
    }

    fn of(&mut self, mark: char) -> &mut Uses {
        if mark == ',' {
            &mut self.comma
        } else {
            &mut self.dot
        }
    }

    /// How it uses a mark.
    pub fn uses(&self, mark: char) -> &Uses {
        if mark == ',' { &self.comma } else { &self.dot }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// A hundred columns of numbers, each in a few rows, beside a text as long as a letter.
    #[test]
    fn what_is_kept_is_bounded_whatever_the_rows_hold() {
        let text = "word ".repeat(1_000);
        let mut file = String::new();
        for row in 0..3_000 {
            let cells = (0..100).map(|place| match (place, row % 100 == place) {
                (0, _) => text.as_str(),
                (_, true) => "1.234",
                (_, false) => "",
            });
            file.push_str(&cells.collect::<Vec<_>>().join(","));
            file.push('\n');
        }
        let mut splitter = Splitter::new(file.as_bytes(), b',');
        let survey = Survey::of(&mut splitter, 100, |_| 0).unwrap();
        assert!(survey.rows.len() > 2_000, "{}", survey.rows.len());
        let bytes: usize = survey.rows.iter().map(Numbers::bytes).sum();
        assert!(bytes <= MOST_KEPT + 10_000, "{bytes}");
        let row = survey.rows.first().unwrap();
        assert_eq!((row.cell(0), row.cell(1)), (None, Some("1.234")));
    }
}
