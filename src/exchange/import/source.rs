//! A file opened for import: what it is, what its columns mean, and its rows one by one.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::Path;

use super::columns::{self, Column, PlatformChoice};
use super::decode::{Decoded, Encoding};
use super::error::{ImportError, quote};
use super::plan::Plan;
use super::reader::{Record, Splitter, Step};
use super::role::Role;
use super::sniff::{self, Delimiter, HEAD};
use crate::domain::incoming::{Incoming, Rejected};
use crate::domain::platform::Platform;

/// Rows that are looked at to find out what the columns mean.
const SAMPLE: usize = 200;

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

/// What a file is read from.
trait Bytes: Read + Seek + Send {}
impl<T: Read + Seek + Send> Bytes for T {}

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

/// How the bytes of a file are to be read.
struct Format {
    encoding: Encoding,
    /// Length of the byte order mark.
    mark: usize,
    delimiter: Delimiter,
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
        let file = open_file(path).map_err(|error| unreadable(&name, &error))?;
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
        let format = find_format(&name, &mut bytes)?;
        let mut splitter = format.rows(bytes).map_err(failed)?;
        let (headers, sample) = read_sample(&name, &mut splitter)?;
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

    /// Bytes of the file read so far; runs up to 64 kB ahead of the rows.
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

impl Format {
    /// The rows of a file from its beginning, the header first.
    fn rows(&self, mut bytes: Box<dyn Bytes>) -> io::Result<Splitter<Decoded<Box<dyn Bytes>>>> {
        bytes.seek(SeekFrom::Start(self.mark as u64))?;
        let mut splitter = Splitter::new(Decoded::new(bytes, self.encoding), self.delimiter.byte);
        if self.delimiter.announced {
            splitter.read(&mut Record::default())?;
        }
        Ok(splitter)
    }
}

fn unreadable(name: &str, error: &io::Error) -> ImportError {
    let reason = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => error.to_string(),
    };
    ImportError::Unreadable {
        name: name.to_owned(),
        reason,
    }
}

fn open_file(path: &Path) -> io::Result<File> {
    let mut file = File::open(path)?;
    let kind = file.metadata()?;
    if kind.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if kind.is_file() {
        return Ok(file);
    }
    // A pipe cannot be read twice, which sampling needs.
    let mut copy = tempfile::tempfile()?;
    io::copy(&mut file, &mut copy)?;
    Ok(copy)
}

/// Finds encoding and delimiter.
fn find_format(name: &str, bytes: &mut Box<dyn Bytes>) -> Result<Format, ImportError> {
    let failed = |error: io::Error| unreadable(name, &error);
    bytes.rewind().map_err(failed)?;
    let mut head = Vec::new();
    bytes
        .by_ref()
        .take(HEAD as u64)
        .read_to_end(&mut head)
        .map_err(failed)?;
    let whole = head.len() < HEAD;
    let mut found = sniff::sniff(name, &head, whole)?;
    if found.encoding == Encoding::Utf8
        && !whole
        && head.is_ascii()
        && !rest_is_utf8(bytes).map_err(failed)?
    {
        found.encoding = Encoding::Windows1252;
    }
    let delimiter = sniff::delimiter(&head[found.mark..], found.encoding);
    Ok(Format {
        encoding: found.encoding,
        mark: found.mark,
        delimiter,
    })
}

/// Whether the first stretch after the head that is not ASCII is UTF-8: in long files the first accent may come late.
fn rest_is_utf8(bytes: &mut Box<dyn Bytes>) -> io::Result<bool> {
    let mut stretch = Vec::with_capacity(HEAD);
    loop {
        stretch.clear();
        bytes.by_ref().take(HEAD as u64).read_to_end(&mut stretch)?;
        if stretch.is_empty() {
            return Ok(true);
        }
        if !stretch.is_ascii() {
            return Ok(sniff::is_utf8(&stretch, stretch.len() < HEAD));
        }
    }
}

type Table = (Vec<String>, Vec<Vec<String>>);

/// Reads the header and the first rows.
fn read_sample<R: Read>(name: &str, splitter: &mut Splitter<R>) -> Result<Table, ImportError> {
    let failed = |error: io::Error| unreadable(name, &error);
    let mut record = Record::default();
    let headers = loop {
        match splitter.read(&mut record).map_err(failed)? {
            Step::End => {
                return Err(ImportError::Empty {
                    name: name.to_owned(),
                });
            }
            Step::Bad(bad) => {
                return Err(ImportError::BadHeader {
                    name: name.to_owned(),
                    line: bad.line,
                    reason: bad.reason,
                });
            }
            Step::Row if is_blank_row(&record) => {}
            Step::Row => break read_header(name, &record)?,
        }
    };
    let line = record.line;
    let (mut sample, mut rows) = (Vec::new(), 0);
    while sample.len() < SAMPLE && rows < 2 * SAMPLE {
        match splitter.read(&mut record).map_err(failed)? {
            Step::End => break,
            Step::Row if is_blank_row(&record) => {}
            Step::Row => {
                rows += 1;
                if record.len() >= headers.len() && std::str::from_utf8(record.bytes()).is_ok() {
                    sample.push(record.texts());
                }
            }
            Step::Bad(_) => rows += 1,
        }
    }
    if rows == 0 {
        return Err(ImportError::OnlyHeader {
            name: name.to_owned(),
            line,
        });
    }
    Ok((headers, sample))
}

fn read_header(name: &str, record: &Record) -> Result<Vec<String>, ImportError> {
    let bad = |reason: &str| ImportError::BadHeader {
        name: name.to_owned(),
        line: record.line,
        reason: reason.to_owned(),
    };
    if record.bytes().contains(&0) {
        return Err(bad("it has a NUL byte in it"));
    }
    if std::str::from_utf8(record.bytes()).is_err() {
        return Err(bad("it is not UTF-8 text"));
    }
    let mut count = record.len();
    while count > 0 && record.cell(count - 1).trim_ascii().is_empty() && count > super::MOST_COLUMNS
    {
        count -= 1;
    }
    if count > super::MOST_COLUMNS {
        return Err(ImportError::TooManyColumns {
            name: name.to_owned(),
            columns: count,
        });
    }
    Ok(record.texts().into_iter().take(count).collect())
}

/// Whether there is nothing but white space in a row, of whatever kind.
pub fn is_blank_row(record: &Record) -> bool {
    match record.bytes().iter().find(|b| !b.is_ascii_whitespace()) {
        None => true,
        Some(b' '..0x7f) => false,
        Some(_) => std::str::from_utf8(record.bytes()).is_ok_and(|text| text.trim().is_empty()),
    }
}
