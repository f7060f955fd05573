//! What the letters of a file tell: a sample of them, and those that are lost or wrong.
//!
//! Nothing is mended here: a damaged text comes in where nothing is known, and never replaces what is (the store sees to
//! that). But it is told, once for the whole file.

use super::columns::Column;
use super::decode::Encoding;
use super::error::quote;
use super::record::Record;
use super::warning::Rows;
use crate::domain::text::{is_damaged, unscrambled};
use crate::exchange::guard::unguarded;

/// The letters of the rows so far.
#[derive(Debug, Clone, Default)]
pub struct Letters {
    sample: Option<String>,
    scrambled: Rows,
    lost: Rows,
    lacking: Rows,
    /// Commands to a terminal within cells.
    controls: Rows,
}

impl Letters {
    /// No row was read yet; the sample stays.
    pub fn begin(&mut self) {
        *self = Letters {
            sample: self.sample.take(),
            ..Letters::default()
        };
    }

    /// A text that is not ASCII, for a person to see whether it was read right.
    pub fn show(&mut self, text: &str) {
        if self.sample.is_none() {
            self.sample = Some(unguarded(text).to_owned());
        }
    }

    /// The first of these texts. Raw text.
    pub fn sample(&self) -> Option<&str> {
        self.sample.as_deref()
    }

    /// Looks at a row that is not ASCII.
    pub fn look(&mut self, record: &Record, text: &str, encoding: Encoding) {
        let cells = (0..record.len()).filter_map(|cell| text.get(record.range(cell)));
        let (mut scrambled, mut lost) = (None, None);
        for cell in cells.filter(|cell| !cell.is_ascii()) {
            self.show(cell);
            if lost.is_none() && scrambled.is_none() && is_damaged(cell) {
                match unscrambled(cell) {
                    Some(right) => scrambled = Some((cell, right)),
                    None => lost = Some(cell),
                }
            }
        }
        if let Some((cell, right)) = scrambled {
            self.scrambled.add(record.line, || {
                format!("{}, probably {},", quote(cell), quote(&right))
            });
        }
        let Some(cell) = lost else { return };
        match cell.chars().find(|letter| letter.is_control()) {
            Some(letter) if encoding == Encoding::Windows1252 => self
                .lacking
                .add(record.line, || format!("0x{:02X}", u32::from(letter))),
            _ => self.lost.add(record.line, || format!("{cell:?}")),
        }
    }

    /// Looks at any row for what no table that we write can hold.
    pub fn look_for_controls(&mut self, record: &Record, text: &str) {
        // The soft line breaks (11, 12) are line breaks.
        let is_control = |byte: &u8| matches!(byte, 0..=8 | 14..=31 | 127);
        if !text.as_bytes().iter().any(is_control) {
            return;
        }
        let mut cells = (0..record.len()).filter_map(|cell| text.get(record.range(cell)));
        if let Some(cell) = cells.find(|cell| cell.as_bytes().iter().any(is_control)) {
            self.controls.add(record.line, || format!("{cell:?}"));
        }
    }

    /// What is to be told.
    pub fn warnings(&self) -> impl Iterator<Item = String> {
        let lacking = self.lacking.tell(|rows, example| {
            format!("{rows} bytes that Windows-1252 has no letter for ({example}); save the file as UTF-8 and import it again")
        });
        let scrambled = self.scrambled.tell(|rows, example| {
            format!("{rows} text that went through a wrong encoding ({example}); it replaces nothing that is known")
        });
        let lost = self.lost.tell(|rows, example| {
            format!("{rows} text with lost letters ({example}); it replaces nothing that is known")
        });
        let controls = self.controls.tell(|rows, example| {
            format!("{rows} control characters ({example}); they are kept, and left out of screens and CSV exports")
        });
        [lacking, scrambled, lost, controls].into_iter().flatten()
    }
}

/// The text of a row, cell by cell in the encoding of the file.
///
/// # Errors
/// One clause: which column has what is none.
pub fn text_of<'a>(
    record: &'a Record,
    columns: &[Column],
    encoding: Encoding,
) -> Result<&'a str, String> {
    let header = |cell: usize| {
        let column = columns.get(cell);
        quote(column.map_or("", |column| &column.header))
    };
    let text = std::str::from_utf8(record.bytes()).ok();
    if let Some(plain) = text.filter(|text| text.is_ascii()) {
        return Ok(plain);
    }
    match record.wrong_cell() {
        None => {}
        Some((cell, Some(byte))) => {
            return Err(format!(
                "column {} has a byte that is not {} (0x{byte:02X})",
                header(cell),
                encoding.word()
            ));
        }
        Some((cell, None)) => {
            return Err(format!("column {} ends within a character", header(cell)));
        }
    }
    let text = text.ok_or("the row is not UTF-8 text")?;
    let is_utf16 = matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be);
    match text.find('\u{fffd}').filter(|_| is_utf16) {
        None => Ok(text),
        Some(at) => {
            let cell = (0..record.len()).find(|cell| record.range(*cell).contains(&at));
            Err(format!(
                "column {} has a character that is not UTF-16",
                header(cell.unwrap_or_default())
            ))
        }
    }
}
