//! The file of the rows that could not be taken, with the reason of each: to be mended and imported again.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use super::Broken;
use crate::domain::incoming::Rejected;
use crate::exchange::guarded;
use crate::exchange::import::Source;
use crate::store::{Created, Kind};

/// A file that is written row by row.
#[derive(Debug)]
pub struct Rejects {
    path: PathBuf,
    created: Created,
    csv: csv::Writer<File>,
    rows: u64,
}

impl Rejects {
    /// Makes the file; one that is there is left alone.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn create(path: &Path, source: &Source, kind: Kind) -> Result<Rejects, Broken> {
        let created = Created::at(path, kind.of_copies());
        let (created, file) = created.map_err(|error| cannot(path, &error))?;
        let csv = csv::WriterBuilder::new().flexible(true).from_writer(file);
        let mut rejects = Rejects {
            path: path.to_owned(),
            created,
            csv,
            rows: 0,
        };
        let mut header = vec!["line".to_owned(), "reason".to_owned()];
        let columns = source.columns().iter();
        header.extend(columns.map(|column| guarded(&column.header).into_owned()));
        rejects.write(&header)?;
        Ok(rejects)
    }

    /// Adds a row.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn add(&mut self, row: &Rejected) -> Result<(), Broken> {
        self.rows += 1;
        let mut cells = vec![
            row.line.to_string().into_bytes(),
            row.reason.clone().into_bytes(),
        ];
        if row.bytes.is_empty() {
            let texts = row.cells.iter().map(|cell| guarded(cell).into_owned());
            cells.extend(texts.map(String::into_bytes));
        } else {
            cells.extend(row.bytes.iter().map(|bytes| guarded_bytes(bytes)));
        }
        self.write(&cells)
    }

    /// Ends the file; one without a row is not left behind.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn finish(mut self) -> Result<(), Broken> {
        let flushed = self.csv.flush();
        flushed.map_err(|error| self.failed(&error.to_string()))?;
        if self.rows == 0 {
            // Made by this import a moment ago, and only its header is in it.
            self.created.remove();
        }
        Ok(())
    }

    fn write(&mut self, cells: &[impl AsRef<[u8]>]) -> Result<(), Broken> {
        let written = self.csv.write_record(cells);
        written.map_err(|error| self.failed(&error.to_string()))
    }

    fn failed(&self, why: &str) -> Broken {
        Broken::Else(format!(
            "{}: cannot be written ({why})",
            self.path.display()
        ))
    }
}

/// A cell that is no UTF-8: its bytes as they are, but for controls, and guarded like any other.
fn guarded_bytes(bytes: &[u8]) -> Vec<u8> {
    let stays = |byte: &u8| !byte.is_ascii_control() || matches!(byte, b'\n' | b'\r' | b'\t');
    let plain: Vec<u8> = bytes.iter().copied().filter(stays).collect();
    let text = String::from_utf8_lossy(&plain);
    let guard = guarded(&text).len() - text.len();
    let mut guarded = vec![b'\''; guard];
    guarded.extend(plain);
    guarded
}

fn cannot(path: &Path, error: &io::Error) -> Broken {
    Broken::Else(match error.kind() {
        io::ErrorKind::AlreadyExists => format!(
            "{}: there is a file already; nothing was changed",
            path.display()
        ),
        _ => format!("{}: cannot be written ({error})", path.display()),
    })
}
