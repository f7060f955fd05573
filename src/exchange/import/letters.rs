//! What the letters of a file tell: a sample of them, and those that are lost or wrong.
//!
//! Nothing is mended here: a damaged text comes in where nothing is known, and never replaces what is (the store sees to
//! that). But it is told, once for the whole file.

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
        [lacking, scrambled, lost].into_iter().flatten()
    }
}
