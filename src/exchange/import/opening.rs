//! A file opened, its encoding and delimiter found, its header and first rows read.

use std::fs::File;
use std::io::{self, IsTerminal, Read, Seek, SeekFrom};
use std::os::unix::fs::FileTypeExt;
use std::path::Path;

use super::decode::{Decoded, Encoding};
use super::error::ImportError;
use super::ours::is_ours;
use super::reader::{Splitter, Step};
use super::record::Record;
use super::sniff::{self, Delimiter, Evidence, HEAD};

/// The path that means the standard input.
pub const STANDARD_INPUT: &str = "-";
/// Bytes that are taken from a pipe.
const MOST_PIPED: u64 = 4 * 1024 * 1024 * 1024;
/// Rows that are looked at to find out what the columns mean.
const SAMPLE: usize = 200;
/// Bytes of rows after which no more of them are looked at.
const MOST_SAMPLED: usize = 64 * 1024 * 1024;

/// What a file is read from.
pub trait Bytes: Read + Seek + Send {}
impl<T: Read + Seek + Send> Bytes for T {}

/// How the bytes of a file are to be read.
pub struct Format {
    pub encoding: Encoding,
    /// Length of the byte order mark.
    pub mark: usize,
    delimiter: Delimiter,
}

impl Format {
    /// In words, for a preview: `UTF-8, parted by commas`.
    pub fn words(&self) -> String {
        let parted = match self.delimiter.byte {
            b';' => "semicolons",
            b'\t' => "tabs",
            b'|' => "bars",
            _ => "commas",
        };
        format!("{}, parted by {parted}", self.encoding.word())
    }

    /// The rows of a file from its beginning, the header first.
    pub fn rows(&self, mut bytes: Box<dyn Bytes>) -> io::Result<Splitter<Decoded<Box<dyn Bytes>>>> {
        bytes.seek(SeekFrom::Start(self.mark as u64))?;
        let mut splitter = Splitter::new(Decoded::new(bytes, self.encoding), self.delimiter.byte);
        if self.delimiter.announced {
            splitter.read(&mut Record::default())?;
        }
        Ok(splitter)
    }
}

pub fn unreadable(name: &str, error: &io::Error) -> ImportError {
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

/// Opens a regular file, or a copy of what comes out of a pipe, which cannot be read twice as sampling needs.
pub fn open_file(path: &Path) -> io::Result<File> {
    if path == Path::new(STANDARD_INPUT) {
        let input = io::stdin();
        if input.is_terminal() {
            return Err(io::Error::other(
                "nothing is piped into it; name a file, or write: other-command | entourage import -",
            ));
        }
        return copied(input.lock());
    }
    // Looked at before it is opened: opening a pipe waits for its writer.
    let kind = std::fs::metadata(path)?.file_type();
    if kind.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if kind.is_char_device() || kind.is_block_device() || kind.is_socket() {
        return Err(io::Error::other("it is a device and no file"));
    }
    let file = File::open(path)?;
    if kind.is_file() {
        return Ok(file);
    }
    copied(file)
}

fn copied(from: impl Read) -> io::Result<File> {
    let mut copy = tempfile::tempfile()?;
    let bytes = io::copy(&mut from.take(MOST_PIPED + 1), &mut copy)?;
    if bytes > MOST_PIPED {
        return Err(io::Error::other(
            "more than 4 GB came out of it; import a file",
        ));
    }
    Ok(copy)
}

/// Finds encoding and delimiter.
pub fn find_format(name: &str, bytes: &mut Box<dyn Bytes>) -> Result<Format, ImportError> {
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
    let is_open = matches!(found.encoding, Encoding::Utf8 | Encoding::Windows1252);
    if is_open && found.mark == 0 {
        found.encoding = weighed(&head, bytes).map_err(failed)?;
    }
    let delimiter = sniff::delimiter(&head[found.mark..], found.encoding);
    Ok(Format {
        encoding: found.encoding,
        mark: found.mark,
        delimiter,
    })
}

/// The encoding by all that is not ASCII, until there is no doubt left: in long files the first accent may come late,
/// and the first one may be the bad one.
fn weighed(head: &[u8], bytes: &mut Box<dyn Bytes>) -> io::Result<Encoding> {
    let mut evidence = Evidence::default();
    let mut is_clear = evidence.look(head);
    let mut stretch = Vec::with_capacity(HEAD);
    while !is_clear {
        stretch.clear();
        bytes.by_ref().take(HEAD as u64).read_to_end(&mut stretch)?;
        if stretch.is_empty() {
            break;
        }
        is_clear = evidence.look(&stretch);
    }
    Ok(evidence.encoding())
}

pub type Table = (Vec<String>, Vec<Vec<String>>);

/// Reads the header and the first rows.
pub fn read_sample<R: Read>(name: &str, splitter: &mut Splitter<R>) -> Result<Table, ImportError> {
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
    if is_ours(&headers) {
        splitter.takes_ours();
        record.takes(headers.len());
    }
    let (mut sample, mut rows, mut bytes) = (Vec::new(), 0, 0);
    while sample.len() < SAMPLE && rows < 2 * SAMPLE && bytes < MOST_SAMPLED {
        match splitter.read(&mut record).map_err(failed)? {
            Step::End => break,
            Step::Row if is_blank_row(&record) => {}
            Step::Row => {
                rows += 1;
                bytes += record.bytes().len();
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
    let names = record.names();
    let mut count = names.len();
    let is_many = |count: usize| count > super::MOST_COLUMNS && !is_ours(&names);
    while count > 0 && names[count - 1].trim().is_empty() && is_many(count) {
        count -= 1;
    }
    if is_many(count) {
        return Err(ImportError::TooManyColumns {
            name: name.to_owned(),
            columns: count,
        });
    }
    Ok(names.into_iter().take(count).collect())
}

/// Whether there is nothing but white space in a row, of whatever kind.
pub fn is_blank_row(record: &Record) -> bool {
    match record.bytes().iter().find(|b| !b.is_ascii_whitespace()) {
        None => true,
        Some(b' '..0x7f) => false,
        Some(_) => std::str::from_utf8(record.bytes()).is_ok_and(|text| text.trim().is_empty()),
    }
}
