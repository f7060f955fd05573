//! What a file is, told from its first 64 kB: encoding, delimiter, and whether it is text at all.

use std::io::Read;

use super::decode::{Decoded, Encoding};
use super::error::ImportError;
use super::reader::{Splitter, Step};
use super::record::Record;

/// How much of a file is looked at.
pub const HEAD: usize = 64 * 1024;
/// Rows that are compared to find the delimiter.
const ROWS: usize = 200;

/// What the first bytes of a file tell.
#[derive(Debug, PartialEq, Eq)]
pub struct Sniffed {
    /// Its encoding.
    pub encoding: Encoding,
    /// Length of its byte order mark, 0 if it has none.
    pub mark: usize,
}

/// Finds the encoding from the first bytes of a file; `whole` if there are no more.
///
/// # Errors
/// If the file is empty or no text.
pub fn sniff(name: &str, head: &[u8], whole: bool) -> Result<Sniffed, ImportError> {
    let found = |encoding, mark| Ok(Sniffed { encoding, mark });
    if let Some(kind) = kind(head) {
        return Err(ImportError::NotText {
            name: name.to_owned(),
            kind: Some(kind),
        });
    }
    let sniffed = match head {
        [0xef, 0xbb, 0xbf, ..] => found(Encoding::Utf8, 3),
        [0xff, 0xfe, 0, 0, ..] => Err(ImportError::NotText {
            name: name.to_owned(),
            kind: Some("UTF-32 text"),
        }),
        [0xff, 0xfe, ..] => found(Encoding::Utf16Le, 2),
        [0xfe, 0xff, ..] => found(Encoding::Utf16Be, 2),
        _ => without_mark(name, head, whole),
    }?;
    let blank = |b: &u8| b.is_ascii_whitespace() || *b == 0;
    if whole && head[sniffed.mark..].iter().all(blank) {
        return Err(ImportError::Empty {
            name: name.to_owned(),
        });
    }
    Ok(sniffed)
}

fn without_mark(name: &str, head: &[u8], whole: bool) -> Result<Sniffed, ImportError> {
    let nuls = |parity: usize| {
        head.iter()
            .skip(parity)
            .step_by(2)
            .filter(|&&b| b == 0)
            .count()
    };
    let (even, odd, half) = (nuls(0), nuls(1), head.len() / 2);
    // Most of a table is ASCII, whatever language it is in, and so every other byte of UTF-16 is NUL.
    let encoding = if half > 0 && odd * 5 > half * 2 && even * 20 < half {
        Encoding::Utf16Le
    } else if half > 0 && even * 5 > half * 2 && odd * 20 < half {
        Encoding::Utf16Be
    } else if controls(head) * 10 > head.len() {
        return Err(ImportError::NotText {
            name: name.to_owned(),
            kind: None,
        });
    } else if is_utf8(head, whole) {
        Encoding::Utf8
    } else if controls(head) * 50 > head.len() {
        return Err(ImportError::NotText {
            name: name.to_owned(),
            kind: None,
        });
    } else {
        Encoding::Windows1252
    };
    Ok(Sniffed { encoding, mark: 0 })
}

/// Whether a stretch from the beginning of a text is UTF-8; its last character may be cut unless it is `whole`.
pub fn is_utf8(bytes: &[u8], whole: bool) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none() && !whole,
    }
}

/// What the bytes of a text say of its encoding.
#[derive(Debug, Default)]
pub struct Evidence {
    /// Characters of several bytes.
    good: u64,
    /// Bytes that are no UTF-8.
    bad: u64,
    /// The beginning of a character that the next stretch goes on with.
    begun: Vec<u8>,
}

impl Evidence {
    /// So many characters leave no doubt.
    const ENOUGH: u64 = 4_096;
    /// So many without a bad byte between them.
    const CLEAN: u64 = 64;

    /// Takes the next stretch of the text; whether there is no doubt left.
    pub fn look(&mut self, bytes: &[u8]) -> bool {
        let mut rest = std::mem::take(&mut self.begun);
        rest.extend_from_slice(bytes);
        let mut rest = rest.as_slice();
        loop {
            let (fine, error) = match std::str::from_utf8(rest) {
                Ok(_) => (rest.len(), None),
                Err(error) => (error.valid_up_to(), Some(error.error_len())),
            };
            self.good += rest[..fine].iter().filter(|byte| **byte >= 0xc0).count() as u64;
            rest = &rest[fine..];
            match error {
                Some(Some(length)) => {
                    self.bad += 1;
                    rest = &rest[length..];
                }
                Some(None) => {
                    self.begun = rest.to_vec();
                    break;
                }
                None => break,
            }
        }
        self.good + self.bad >= Self::ENOUGH || (self.bad == 0 && self.good >= Self::CLEAN)
    }

    /// The encoding: UTF-8 while at least half of what is not ASCII is UTF-8, so that a single bad byte costs its own
    /// row and not everybody's name. A text that is ASCII but for a letter cut at its end is UTF-8, unless that is
    /// rather the small letter that an older code page has there (`caf\xe9`).
    pub fn encoding(&self) -> Encoding {
        let is_cut = match self.begun.as_slice() {
            [] => false,
            [only] => self.good > 0 || *only < 0xe0,
            _ => true,
        };
        let bad = self.bad + u64::from(!self.begun.is_empty() && !is_cut);
        if bad == 0 || self.good > 0 && self.good >= bad {
            Encoding::Utf8
        } else {
            Encoding::Windows1252
        }
    }
}

fn controls(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .filter(|b| b.is_ascii_control() && !matches!(b, b'\t' | b'\n' | b'\r' | 0x1a | 0x1b))
        .count()
}

/// What a file that is no table looks like, by its first bytes.
fn kind(head: &[u8]) -> Option<&'static str> {
    const MAGIC: [(&[u8], &str); 11] = [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel workbook"),
        (b"%PDF-", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"GIF8", "a GIF picture"),
        (b"\x1f\x8b", "a gzip archive"),
        (b"SQLite format 3\0", "an SQLite database"),
        (b"{\\rtf", "an RTF document"),
        (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
        (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
        (b"BZh9", "a bzip2 archive"),
    ];
    let holds = |word: &[u8]| head.windows(word.len()).any(|window| window == word);
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Some(if holds(b"opendocument.spreadsheet") {
            "an OpenDocument spreadsheet"
        } else if holds(b"xl/") || holds(b"[Content_Types].xml") {
            "an Excel workbook"
        } else {
            "a ZIP archive"
        });
    }
    if let Some((_, kind)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Some(kind);
    }
    let text = head
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(head)
        .trim_ascii_start();
    let begins = |word: &[u8]| {
        text.get(..word.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(word))
    };
    match text {
        _ if begins(b"<!doctype html") || begins(b"<html") => Some("a web page"),
        _ if begins(b"<?xml") => Some("an XML file"),
        [b'{' | b'[', rest @ ..]
            if matches!(rest.trim_ascii_start().first(), Some(b'{' | b'"' | b'[')) =>
        {
            Some("a JSON file")
        }
        _ => None,
    }
}

/// What parts the cells of a file.
#[derive(Debug, PartialEq, Eq)]
pub struct Delimiter {
    /// The byte itself.
    pub byte: u8,
    /// Whether the first line is Excel's `sep=;`, which is no header.
    pub announced: bool,
}

/// Finds the delimiter from the first bytes of a file (after its byte order mark): the one that parts the header, and
/// most of the rows into as many cells as the header. A comma if the file has one column only.
pub fn delimiter(head: &[u8], encoding: Encoding) -> Delimiter {
    let mut text = Vec::new();
    // The head may end within a character, and is in memory: neither can fail it.
    let mut source = Decoded::new(head, encoding);
    let mut buffer = vec![0; 4096];
    while let Ok(count @ 1..) = source.read(&mut buffer) {
        text.extend_from_slice(&buffer[..count]);
    }
    let first = text
        .split(|&b| b == b'\n' || b == b'\r')
        .next()
        .unwrap_or_default();
    if let Some(&[byte @ (b',' | b';' | b'\t' | b'|')]) = first.strip_prefix(b"sep=") {
        return Delimiter {
            byte,
            announced: true,
        };
    }
    let candidates = [b'|', b'\t', b';', b',']
        .into_iter()
        .filter_map(|byte| Some((score(&text, byte)?, byte)));
    let best = candidates.max_by_key(|(score, _)| *score);
    Delimiter {
        byte: best.map_or(b',', |(_, byte)| byte),
        announced: false,
    }
}

/// How well a delimiter parts a text: per mille of rows like the header, per mille of rows without a quote in the
/// middle of a cell (which the true delimiter would have taken off), and cells of the header. None if it does not.
fn score(text: &[u8], byte: u8) -> Option<(usize, usize, usize)> {
    let mut splitter = Splitter::new(text, byte);
    let mut record = Record::default();
    let mut rows = Vec::with_capacity(ROWS);
    while rows.len() < ROWS {
        match splitter.read(&mut record).ok()? {
            Step::Row if record.bytes().trim_ascii().is_empty() => {}
            Step::Row => rows.push((record.len(), !record.bytes().contains(&b'"'))),
            Step::Bad(_) => rows.push((0, false)),
            Step::End => break,
        }
    }
    // The last row may be cut by the end of the head.
    if rows.len() > 2 {
        rows.pop();
    }
    let (&(header, _), below) = rows.split_first()?;
    let like_header = below.iter().filter(|(length, _)| *length == header).count();
    let clean = rows.iter().filter(|(_, is_clean)| *is_clean).count();
    (header > 1).then(|| {
        (
            like_header * 1000 / below.len().max(1),
            clean * 1000 / rows.len(),
            header,
        )
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn encoding(head: &[u8]) -> (Encoding, usize) {
        let sniffed = sniff("x.csv", head, true).unwrap();
        (sniffed.encoding, sniffed.mark)
    }

    fn weighed(stretches: &[&[u8]]) -> Encoding {
        let mut evidence = Evidence::default();
        for stretch in stretches {
            evidence.look(stretch);
        }
        evidence.encoding()
    }

    #[test]
    fn mostly_utf8_stays_utf8() {
        let good = "Jürgen Größe,".repeat(20);
        for (stretches, wanted) in [
            (&[&b"ada,bo"[..]][..], Encoding::Utf8),
            (&[good.as_bytes(), b"Zo\xeb,"], Encoding::Utf8),
            (&[b"Zo\xeb,", good.as_bytes()], Encoding::Utf8),
            (&[b"Zo\xc3", b"\xab,x"], Encoding::Utf8),
            (&["Zoë,".as_bytes(), b"K\xc3"], Encoding::Utf8),
            (&["Zoë,".as_bytes(), b"caf\xe9"], Encoding::Utf8),
            (&[b"Ann,Ulm\nBob,K\xc3"], Encoding::Utf8),
            (&[b"Ann,Ulm\nBob,\xe2\x80"], Encoding::Utf8),
            (&[b"Ann,caf\xe9"], Encoding::Windows1252),
            (&[b"zoe,Zo\xeb,J\xfcrgen"], Encoding::Windows1252),
            (
                &[b"Zo\xeb,J\xfcrgen,Gr\xf6\xdfe", "Zoë".as_bytes()],
                Encoding::Windows1252,
            ),
        ] {
            assert_eq!(weighed(stretches), wanted, "{stretches:?}");
        }
    }

    fn comma(text: &str) -> u8 {
        delimiter(text.as_bytes(), Encoding::Utf8).byte
    }

    #[test]
    fn encodings_are_told_by_mark_or_pattern() {
        let le: Vec<u8> = "handle,name\nada,Zoë\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let be: Vec<u8> = "handle,name\nada,Zoë\n"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        assert_eq!(encoding(b"handle\nada"), (Encoding::Utf8, 0));
        assert_eq!(encoding(b"\xef\xbb\xbfhandle\nada"), (Encoding::Utf8, 3));
        assert_eq!(encoding(&le), (Encoding::Utf16Le, 0));
        assert_eq!(encoding(&be), (Encoding::Utf16Be, 0));
        assert_eq!(
            encoding(&[&b"\xff\xfe"[..], &le].concat()),
            (Encoding::Utf16Le, 2)
        );
        assert_eq!(
            encoding(&[&b"\xfe\xff"[..], &be].concat()),
            (Encoding::Utf16Be, 2)
        );
        assert_eq!(
            encoding(b"handle,name\nzoe,Zo\xeb\n"),
            (Encoding::Windows1252, 0)
        );
        assert_eq!(
            encoding(b"handle,name\na\0da,A NUL in one cell is that row's own trouble\n"),
            (Encoding::Utf8, 0)
        );
    }

    #[test]
    fn a_character_cut_by_the_end_of_the_head_is_no_fault() {
        let head = "handle\nzoë".as_bytes();
        let cut = &head[..head.len() - 1];
        assert_eq!(sniff("x", cut, false).unwrap().encoding, Encoding::Utf8);
        assert_eq!(
            sniff("x", cut, true).unwrap().encoding,
            Encoding::Windows1252
        );
    }

    #[test]
    fn what_is_no_table_is_named() {
        for (head, kind) in [
            (
                &b"PK\x03\x04\x14\0[Content_Types].xml"[..],
                Some("an Excel workbook"),
            ),
            (b"PK\x03\x04\x14\0readme", Some("a ZIP archive")),
            (b"%PDF-1.4", Some("a PDF")),
            (b"\x89PNG\r\n\x1a\n", Some("a PNG picture")),
            (b" <!DOCTYPE HTML><p>", Some("a web page")),
            (b"[{\"handle\":1}]", Some("a JSON file")),
            (b"\x01\x02\0\0\x03abc\x7f\x05", None),
        ] {
            let error = sniff("x", head, true).unwrap_err();
            assert_eq!(
                error,
                ImportError::NotText {
                    name: "x".into(),
                    kind
                }
            );
        }
        for head in [&b""[..], b" \r\n\n", b"\xef\xbb\xbf\n", b"\xff\xfe\n\0"] {
            assert_eq!(
                sniff("x", head, true).unwrap_err(),
                ImportError::Empty { name: "x".into() }
            );
        }
    }

    #[test]
    fn the_delimiter_is_the_one_that_parts_the_rows_like_the_header() {
        assert_eq!(comma("a,b\n1,2\n"), b',');
        assert_eq!(comma("a;b\n1,5;2,5\n1,5;3,1\n"), b';');
        assert_eq!(comma("a\tb\n1, 2\t3\n"), b'\t');
        assert_eq!(comma("a|b|c\n1|2|3\n"), b'|');
        assert_eq!(comma("Followers, total;Handle\n1;a\n2;b\n"), b';');
        assert_eq!(comma("handle\nada\nbo\n"), b',');
        assert_eq!(comma("a,\"b;c;d\"\n1,\"x;y;z\"\n"), b',');
        assert_eq!(
            delimiter(b"sep=;\r\na;b\r\n", Encoding::Utf8),
            Delimiter {
                byte: b';',
                announced: true
            }
        );
    }
}
