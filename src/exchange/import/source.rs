//! A file opened for import: what it is, what its columns mean, and its rows one by one.

use std::io::{self, Cursor, Seek, SeekFrom};
use std::path::Path;

use chrono::NaiveDate;

use super::aliases::squeeze;
use super::checks::Checks;
use super::columns::{self, Column, Recognised};
use super::dating::RowDates;
use super::decode::{Decoded, Encoding};
use super::error::{ImportError, quote};
use super::letters::{self, Letters};
use super::marks::{self, Decision};
use super::opening::{self, Bytes, Format, is_blank_row, unreadable};
use super::plan::Plan;
use super::platform::PlatformChoice;
use super::rates::Rates;
use super::reader::{CUT_OFF, Splitter, Step};
use super::record::{Ending, Record, says_cells};
use super::refusals::Refusals;
use super::role::Role;
use super::shared::Shared;
use super::survey::Survey;
use crate::domain::incoming::{Incoming, Rejected};
use crate::domain::platform::Platform;

/// What the caller knows better than the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// The platform of rows that do not name one.
    pub platform: Option<Platform>,
    /// Headers and what they mean; see [`parse_map`](super::parse_map).
    pub map: Vec<(String, Role)>,
    /// What was learned from an earlier file with these headers; gives way to the map.
    pub learned: Option<Learned>,
}

/// A mapping that somebody chose for a file with the same headers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Learned {
    /// Headers and what they mean.
    pub map: Vec<(String, Role)>,
    /// Who and when, in one clause: `as ada mapped it on 3 nov`.
    pub reason: String,
}

/// The rows of a file as they are parted.
type Rows = Splitter<Decoded<Box<dyn Bytes>>>;

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

/// A file opened for import. Holds its first rows and a few hundred kilobytes, however large the file is.
pub struct Source {
    name: String,
    headers: Vec<String>,
    sample: Vec<Vec<String>>,
    columns: Vec<Column>,
    platform: PlatformChoice,
    remarks: Vec<String>,
    /// What is doubtful about whole columns, one clause each.
    doubts: Vec<String>,
    /// The option that makes a column name the accounts, where none does and one could.
    open_account: Option<String>,
    short_rows: u64,
    plan: Plan,
    survey: Survey,
    /// Columns whose decimals nothing decides, one clause each.
    open_marks: Vec<String>,
    /// The line of a last row that ends without a line break: nothing tells whether its last cell is whole.
    open_end: Option<u64>,
    today: Option<NaiveDate>,
    letters: Letters,
    format: Format,
    splitter: Rows,
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
        let name = if path == Path::new(opening::STANDARD_INPUT) {
            "standard input".to_owned()
        } else {
            name
        };
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
        let mut record = Record::default();
        let mut splitter = format
            .rows(splitter.into_source().into_inner())
            .map_err(failed)?;
        skip_header(&mut splitter, &mut record).map_err(failed)?;
        let reached = |splitter: &Rows| splitter.source().position(splitter.ahead());
        let survey = Survey::of(&mut splitter, headers.len(), reached).map_err(failed)?;
        let decisions = marks::decide(&found.columns, &survey);
        let plan = Plan::new(&found, &sample, &decisions);
        let mut source = Source {
            name,
            headers,
            sample,
            columns: Vec::new(),
            platform: PlatformChoice::Unknown,
            remarks: Vec::new(),
            doubts: Vec::new(),
            open_account: None,
            short_rows: 0,
            plan,
            survey,
            open_marks: Vec::new(),
            open_end: None,
            today: None,
            letters: Letters::default(),
            format,
            splitter,
            record,
            counts: Counts::default(),
            total,
        };
        source.settle(found, decisions);
        source.rewind()?;
        Ok(source)
    }

    /// Finds out anew what the columns mean, with other options; the rows begin from the first again.
    ///
    /// # Errors
    /// If the options do not fit the file; then everything is as it was.
    pub fn remap(&mut self, options: &Options) -> Result<(), ImportError> {
        let found = columns::recognise(&self.name, &self.headers, &self.sample, options)?;
        let decisions = marks::decide(&found.columns, &self.survey);
        self.plan = Plan::new(&found, &self.sample, &decisions);
        self.plan.dates.today = self.today;
        self.settle(found, decisions);
        self.rewind()
    }

    fn settle(&mut self, found: Recognised, decisions: Vec<Decision>) {
        self.remarks = found.remarks;
        self.doubts = found.doubts;
        self.open_account = found.open_account;
        self.open_marks.clear();
        for decision in decisions {
            self.remarks.extend(decision.remark);
            self.open_marks.extend(decision.warning);
        }
        let mut cells = self.headers.iter().chain(self.sample.iter().flatten());
        if let Some(cell) = cells.find(|cell| !cell.is_ascii()) {
            self.letters.show(cell);
        }
        if self.format.encoding == Encoding::Windows1252 {
            let sample = self.letters.sample();
            let sample = sample.map_or_else(String::new, |sample| {
                format!(", for example {}", quote(sample))
            });
            self.remarks
                .insert(0, format!("read as Windows-1252{sample}"));
        }
        (self.columns, self.platform) = (found.columns, found.platform);
    }

    /// The set of headers, without regard to order, case and blanks: files with the same are mapped alike.
    #[must_use]
    pub fn header_set(&self) -> String {
        let mut words: Vec<String> = self
            .columns
            .iter()
            .map(|column| squeeze(&column.header))
            .collect();
        words.sort_unstable();
        words.join("\n")
    }

    /// Says which day it is: figures of later days do not exist.
    pub fn set_today(&mut self, today: NaiveDate) {
        self.today = Some(today);
        self.plan.dates.today = self.today;
    }

    /// The header of the column that dates the figures of each row, where there is one. Raw text.
    #[must_use]
    pub fn dated_by(&self) -> Option<&str> {
        let dates = |column: &&Column| column.role == Role::AsOf && column.same_as.is_none();
        self.columns
            .iter()
            .find(dates)
            .map(|column| column.header.as_str())
    }

    /// How the rows so far were dated.
    #[must_use]
    pub fn row_dates(&self) -> &RowDates {
        &self.plan.dates
    }

    /// What is doubtful about whole columns, one clause each; complete when the rows have ended.
    #[must_use]
    pub fn warnings(&self) -> Vec<String> {
        let header = quote(self.dated_by().unwrap_or_default());
        let mut warnings: Vec<String> = self.doubts.clone();
        warnings.extend(self.letters.warnings());
        warnings.extend(self.plan.dates.warnings(&header));
        warnings.extend(self.open_marks.iter().cloned());
        let header = |role| {
            let column = self.columns.iter().find(|column| column.role == role);
            quote(column.map_or(role.word(), |column| &column.header))
        };
        warnings.extend(self.plan.checks.warnings(header));
        warnings.extend(self.plan.shared.warnings());
        warnings.extend(self.plan.rates.as_ref().and_then(Rates::warning));
        warnings.extend(self.plan.refusals.iter().filter_map(Refusals::warning));
        warnings.extend(self.open_end.map(|line| {
            format!("the file does not end with a line break; check the last row, line {line}")
        }));
        warnings
    }

    /// The name of the encoding, and a text that shows that it is the right one: the first that is not ASCII. Raw text.
    #[must_use]
    pub fn encoding(&self) -> (&'static str, Option<&str>) {
        (self.format.encoding.word(), self.letters.sample())
    }

    /// Encoding and separator in words.
    #[must_use]
    pub fn format(&self) -> String {
        self.format.words()
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
        self.plan.accounts.fallback = Some(platform);
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
            return Err(ImportError::NoHandle {
                name: name(),
                option: self.open_account.clone(),
            });
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
        if let Some(reason) = self.cut_off() {
            return Err(record.rejected(reason));
        }
        let text = match letters::text_of(record, &self.columns, self.format.encoding) {
            Ok(text) => text,
            Err(reason) => return Err(record.rejected(reason)),
        };
        if record.bytes().contains(&0) {
            return Err(record.rejected("the row has a NUL byte in it".to_owned()));
        }
        self.letters.look_for_controls(record, text);
        if !text.is_ascii() {
            self.letters.look(record, text, self.format.encoding);
        }
        let missing = match self.missing_cells() {
            Ok(missing) => missing,
            Err(reason) => return Err(record.rejected(reason)),
        };
        let plain = record.with_plain_breaks(text);
        let mut row = match plain
            .as_ref()
            .map(|plain| (plain, std::str::from_utf8(plain.bytes())))
        {
            Some((plain, Ok(text))) => self.plan.row(plain, text),
            Some((_, Err(_))) | None => self.plan.row(record, text),
        };
        if let (Ok(row), 1..) = (&mut row, missing) {
            self.short_rows += 1;
            row.remarks.push(match missing {
                1 => "the last cell of the row is missing; taken as blank".to_owned(),
                _ => format!("the last {missing} cells of the row are missing; taken as blank"),
            });
        }
        if self.plan.hidden_comments == 1 && row.is_ok() {
            self.remark_hidden_comments();
        }
        if self.record.ending() == Ending::File && row.is_ok() {
            self.open_end = Some(self.record.line);
        }
        row.map_err(|reason| self.record.rejected(reason))
    }

    /// Why a row that the end of the file cuts off, or that may be part of a cell whose quotes it cuts off, is none.
    fn cut_off(&self) -> Option<String> {
        let record = &self.record;
        match record.ending() {
            Ending::Break => None,
            Ending::File => {
                let lacks_cells =
                    self.missing_cells() != Ok(0) && record.len() < self.columns.len();
                lacks_cells.then(|| CUT_OFF.to_owned())
            }
            Ending::WithinQuote(line) => (record.len() != self.columns.len())
                .then(|| format!("the file ends inside the quotes that open on line {line}")),
        }
    }

    /// How many cells a row lacks at its end, which count as blank.
    ///
    /// # Errors
    /// One clause: it has more cells than the header, or a single one, which is a footnote or a torn line and no row.
    fn missing_cells(&self) -> Result<usize, String> {
        let (length, wanted) = (self.record.len(), self.columns.len());
        let is_nameless =
            |column: &Column| column.header.starts_with("column ") && column.samples.is_empty();
        if length < wanted {
            let named = self.columns[length..]
                .iter()
                .filter(|column| !is_nameless(column));
            return match named.count() {
                0 => Ok(0),
                _ if length == 1 && wanted > 2 => Err(says_cells(length, wanted)),
                missing => Ok(missing),
            };
        }
        let more = (wanted..length).any(|cell| !self.record.cell(cell).trim_ascii().is_empty());
        if more {
            Err(says_cells(length, wanted))
        } else {
            Ok(0)
        }
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
        self.plan.dates.begin();
        self.plan.checks = Checks::default();
        self.plan.rates.iter_mut().for_each(Rates::begin);
        self.plan.shared = Shared::default();
        self.plan.refusals.iter_mut().for_each(Refusals::begin);
        self.letters.begin();
        self.short_rows = 0;
        self.open_end = None;
        skip_header(&mut self.splitter, &mut self.record)
            .map_err(|error| unreadable(&self.name, &error))?;
        if super::ours::is_ours(&self.headers) {
            self.splitter.takes_ours();
            self.record.takes(self.headers.len());
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

    /// Rows whose last cells are missing, so far.
    #[must_use]
    pub fn short_rows(&self) -> u64 {
        self.short_rows
    }

    /// Where in the file the next row begins; all of the file once its rows have ended. Looks at up to 100 kB, so it
    /// is no question for every row.
    #[must_use]
    pub fn bytes_read(&self) -> u64 {
        let ahead = self.splitter.ahead();
        self.splitter.source().position(ahead) + self.format.mark as u64
    }

    /// Bytes of the whole file.
    #[must_use]
    pub fn total_bytes(&self) -> u64 {
        self.total
    }
}

/// Reads up to the first row under the header.
fn skip_header(splitter: &mut Rows, record: &mut Record) -> io::Result<()> {
    while let Step::Row = splitter.read(record)? {
        if !is_blank_row(record) {
            break;
        }
    }
    Ok(())
}
