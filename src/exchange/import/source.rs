//! A file opened for import: what it is, what its columns mean, and its rows one by one.

use std::io::{self, Cursor, Seek, SeekFrom};
use std::path::Path;

use super::columns::{self, Column, PlatformChoice};
use super::decode::{Decoded, Encoding};
use super::error::{ImportError, quote};
use super::opening::{self, Bytes, Format, is_blank_row, unreadable};
use super::plan::Plan;
use super::reader::{Splitter, Step};
use super::record::Record;
use super::role::Role;
use crate::domain::incoming::{Incoming, Rejected};
use crate::domain::platform::Platform;

/// What the caller knows better than the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// The platform of rows that do not name one.
    pub platform: Option<Platform>,
    /// Headers and what they mean; see [`parse_map`](super::parse_map).
    pub map: Vec<(String, Role)>,
}

/// A row of the file: an account, or why it is none.
pub type Row = Result<Incoming, Rejected>;

/// How many rows there were so far; `taken + rejected + blank` is always `rows`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows read, the header not counted.
    pub rows: u64,
    /// Rows that became accounts.
    pub taken: u64,
    /// Rows that were rejected.
    pub rejected: u64,
    /// Rows without anything in them.
    pub blank: u64,
}

/// A file opened for import. Holds a few hundred kilobytes, however large the file is.
pub struct Source {
    name: String,
    columns: Vec<Column>,
    platform: PlatformChoice,
    remarks: Vec<String>,
    plan: Plan,
    format: Format,
    splitter: Splitter<Decoded<Box<dyn Bytes>>>,
    record: Record,
    counts: Counts,
    total: u64,
}

impl Source {
    /// Opens a file and finds out what it holds. What is no regular file (a pipe) is first copied to a temporary one.
    ///
    /// # Errors
    /// If the file cannot be read, is empty or no table, or if the options do not fit it. Whether it can be imported
    /// as it is says [`Source::ready`].
    pub fn open(path: &Path, options: &Options) -> Result<Source, ImportError> {
        let name = path
            .file_name()
            .unwrap_or(path.as_os_str())
            .to_string_lossy()
            .into_owned();
        let file = opening::open_file(path).map_err(|error| unreadable(&name, &error))?;
        Self::start(name, Box::new(file), options)
    }

    /// The same for bytes in memory; `name` stands for the file's name.
    ///
    /// # Errors
    /// As [`Source::open`].
    pub fn from_bytes(
        name: &str,
        bytes: Vec<u8>,
        options: &Options,
    ) -> Result<Source, ImportError> {
        Self::start(name.to_owned(), Box::new(Cursor::new(bytes)), options)
    }

    fn start(
        name: String,
        mut bytes: Box<dyn Bytes>,
        options: &Options,
    ) -> Result<Source, ImportError> {
        let failed = |error: io::Error| unreadable(&name, &error);
        let total = bytes.seek(SeekFrom::End(0)).map_err(failed)?;
        let format = opening::find_format(&name, &mut bytes)?;
        let mut splitter = format.rows(bytes).map_err(failed)?;
        let (headers, sample) = opening::read_sample(&name, &mut splitter)?;
        let found = columns::recognise(&name, &headers, &sample, options)?;
        let mut remarks = found.remarks.clone();
        if format.encoding == Encoding::Windows1252 {
            remarks.insert(0, "read as Windows-1252 (Latin-1)".to_owned());
        }
        let plan = Plan::new(&found, &sample);
        let record = Record::default();
        let (columns, platform) = (found.columns, found.platform);
        let mut source = Source {
            name,
            columns,
            platform,
            remarks,
            plan,
            format,
            splitter,
            record,
            counts: Counts::default(),
            total,
        };
        source.rewind()?;
        Ok(source)
    }

    /// The name of the file, without its folder. Raw text.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The columns in the order of the file.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Where the platform of a row comes from.
    #[must_use]
    pub fn platform(&self) -> &PlatformChoice {
        &self.platform
    }

    /// Sets the platform of rows that do not name one themselves.
    pub fn set_platform(&mut self, platform: Platform) {
        self.plan.fallback = Some(platform);
        if !matches!(self.platform, PlatformChoice::Column(_)) {
            self.platform = PlatformChoice::Given(platform);
        }
    }

    /// Whether the file can be imported as it is.
    ///
    /// # Errors
    /// If no column names the accounts, or nothing tells their platform: then every row would be rejected.
    pub fn ready(&self) -> Result<(), ImportError> {
        let name = || self.name.clone();
        if !self.plan.names_accounts() {
            return Err(ImportError::NoHandle { name: name() });
        }
        if self.platform == PlatformChoice::Unknown {
            return Err(ImportError::NoPlatform { name: name() });
        }
        Ok(())
    }

    /// The next row, or none at the end of the file.
    ///
    /// # Errors
    /// Only if the file can no longer be read; bad rows are rejected one by one.
    pub fn next_row(&mut self) -> Result<Option<Row>, ImportError> {
        loop {
            let step = self
                .splitter
                .read(&mut self.record)
                .map_err(|error| unreadable(&self.name, &error))?;
            let row = match step {
                Step::End => return Ok(None),
                Step::Bad(rejected) => Err(rejected),
                Step::Row if is_blank_row(&self.record) => {
                    self.counts.rows += 1;
                    self.counts.blank += 1;
                    continue;
                }
                Step::Row => self.understand(),
            };
            self.counts.rows += 1;
            match row {
                Ok(_) => self.counts.taken += 1,
                Err(_) => self.counts.rejected += 1,
            }
            return Ok(Some(row));
        }
    }

    fn understand(&mut self) -> Row {
        let record = &self.record;
        let Ok(text) = std::str::from_utf8(record.bytes()) else {
            return Err(record.rejected("the row is not UTF-8 text".to_owned()));
        };
        if record.bytes().contains(&0) {
            return Err(record.rejected("the row has a NUL byte in it".to_owned()));
        }
        if !self.has_the_cells() {
            let reason = format!(
                "row has {} cells, the header {}",
                record.len(),
                self.columns.len()
            );
            return Err(record.rejected(reason));
        }
        let row = self.plan.row(record, text);
        if self.plan.hidden_comments == 1 && row.is_ok() {
            self.remark_hidden_comments();
        }
        row.map_err(|reason| self.record.rejected(reason))
    }

    /// Whether a row has as many cells as the header, but for empty ones at its end.
    fn has_the_cells(&self) -> bool {
        let (length, wanted) = (self.record.len(), self.columns.len());
        let is_nameless =
            |column: &Column| column.header.starts_with("column ") && column.samples.is_empty();
        if length < wanted {
            return self.columns[length..].iter().all(is_nameless);
        }
        (wanted..length).all(|cell| self.record.cell(cell).trim_ascii().is_empty())
    }

    fn remark_hidden_comments(&mut self) {
        let header = quote(self.plan.comments_header());
        let remark = format!(
            "a 0 in column {header} is taken for hidden, not for none: posts with so many likes have comments"
        );
        if !self.remarks.contains(&remark) {
            self.remarks.push(remark);
        }
    }

    /// Goes back to the first row.
    ///
    /// # Errors
    /// If the file can no longer be read.
    pub fn rewind(&mut self) -> Result<(), ImportError> {
        let nothing: Box<dyn Bytes> = Box::new(Cursor::new(Vec::new()));
        let nothing = Splitter::new(Decoded::new(nothing, Encoding::Utf8), b',');
        let bytes = std::mem::replace(&mut self.splitter, nothing)
            .into_source()
            .into_inner();
        self.splitter = self
            .format
            .rows(bytes)
            .map_err(|error| unreadable(&self.name, &error))?;
        self.counts = Counts::default();
        self.plan.hidden_comments = 0;
        while let Step::Row = self
            .splitter
            .read(&mut self.record)
            .map_err(|error| unreadable(&self.name, &error))?
        {
            if !is_blank_row(&self.record) {
                break;
            }
        }
        Ok(())
    }

    /// Rows read since the file was opened or rewound.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// What is worth knowing of the file as a whole, one clause each. Some come only while rows are read.
    #[must_use]
    pub fn remarks(&self) -> &[String] {
        &self.remarks
    }

    /// Bytes of the file read so far; runs some 100 kB ahead of the rows.
    #[must_use]
    pub fn bytes_read(&self) -> u64 {
        self.splitter.source().consumed() + self.format.mark as u64
    }

    /// Bytes of the whole file.
    #[must_use]
    pub fn total_bytes(&self) -> u64 {
        self.total
    }
}
