//! Bytes of a file in any encoding we take, read as UTF-8.

use std::io::{self, Read};

/// How a file is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8; passed through as it is, so that single bad rows can be named.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Windows-1252, which Latin-1 is a part of.
    Windows1252,
}

impl Encoding {
    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le | Encoding::Utf16Be => "UTF-16",
            Encoding::Windows1252 => "Windows-1252",
        }
    }

    fn decoder(self) -> Option<encoding_rs::Decoder> {
        let encoding = match self {
            Encoding::Utf8 => return None,
            Encoding::Utf16Le => encoding_rs::UTF_16LE,
            Encoding::Utf16Be => encoding_rs::UTF_16BE,
            Encoding::Windows1252 => encoding_rs::WINDOWS_1252,
        };
        Some(encoding.new_decoder_without_bom_handling())
    }

    /// How many bytes of the file this UTF-8 text was made of.
    fn length_of(self, text: &[u8]) -> u64 {
        let letters = text.iter().filter(|&&byte| !is_inner(byte)).count() as u64;
        match self {
            Encoding::Utf8 => text.len() as u64,
            // Letters of four bytes are pairs of two.
            Encoding::Utf16Le | Encoding::Utf16Be => {
                2 * (letters + text.iter().filter(|&&byte| byte >= 0xf0).count() as u64)
            }
            Encoding::Windows1252 => letters,
        }
    }
}

/// Whether a byte of UTF-8 goes on with a letter that began before it.
fn is_inner(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}

/// A byte source turned into UTF-8 while it is read; what cannot be decoded becomes U+FFFD, but for UTF-8 itself.
pub struct Decoded<R> {
    inner: R,
    encoding: Encoding,
    decoder: Option<encoding_rs::Decoder>,
    raw: Vec<u8>,
    at: usize,
    end: usize,
    /// Bytes taken from the source, before decoding.
    consumed: u64,
    ended: bool,
}

impl<R: Read> Decoded<R> {
    /// A source that is at the first byte after the byte order mark.
    pub fn new(inner: R, encoding: Encoding) -> Self {
        Decoded {
            inner,
            encoding,
            decoder: encoding.decoder(),
            raw: Vec::new(),
            at: 0,
            end: 0,
            consumed: 0,
            ended: false,
        }
    }

    /// Where in the source this decoded text begins, which is the last that was given.
    pub fn position(&self, last: &[u8]) -> u64 {
        let waiting = (self.end - self.at) as u64;
        let given = self.consumed - waiting;
        given.saturating_sub(self.encoding.length_of(last))
    }

    /// The source itself, for winding it back.
    pub fn into_inner(self) -> R {
        self.inner
    }

    fn refill(&mut self) -> io::Result<()> {
        if self.raw.is_empty() {
            self.raw = vec![0; 64 * 1024];
        }
        self.at = 0;
        self.end = 0;
        self.end = self.inner.read(&mut self.raw)?;
        self.ended = self.end == 0;
        self.consumed += self.end as u64;
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    /// Reads decoded bytes; the buffer must hold at least 16 bytes, so that any character fits.
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.len() < 16 {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        if self.decoder.is_none() {
            let count = self.inner.read(buffer)?;
            self.consumed += count as u64;
            return Ok(count);
        }
        loop {
            if self.at == self.end && !self.ended {
                self.refill()?;
            }
            let Some(decoder) = self.decoder.as_mut() else {
                return Ok(0);
            };
            let rest = &self.raw[self.at..self.end];
            let (result, taken, written, _) = decoder.decode_to_utf8(rest, buffer, self.ended);
            self.at += taken;
            let is_done = self.ended && result == encoding_rs::CoderResult::InputEmpty;
            if is_done {
                // A decoder that has been given its last byte must not be asked again.
                self.decoder = None;
            }
            if is_done || written > 0 {
                return Ok(written);
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn decode(bytes: &[u8], encoding: Encoding) -> String {
        let mut text = Vec::new();
        let mut source = Decoded::new(bytes, encoding);
        let mut buffer = [0; 16];
        loop {
            match source.read(&mut buffer).unwrap() {
                0 => break,
                count => text.extend_from_slice(&buffer[..count]),
            }
        }
        assert_eq!(source.position(b""), bytes.len() as u64);
        String::from_utf8_lossy(&text).into_owned()
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "handle,name\nada,Zoë ✿ 설인아\n".repeat(20);
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(text.as_bytes(), Encoding::Utf8), text);
        assert_eq!(decode(&le, Encoding::Utf16Le), text);
        assert_eq!(decode(&be, Encoding::Utf16Be), text);
        assert_eq!(decode(b"Zo\xeb \x80", Encoding::Windows1252), "Zoë €");
    }

    #[test]
    fn the_place_of_text_is_told_in_bytes_of_the_file() {
        let text = "ada,Zoë ✿ 설인아 👩🏽\n".repeat(900);
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let latin = b"ada,Zo\xeb \x80\n".repeat(900);
        let files = [
            (text.as_bytes(), Encoding::Utf8),
            (&le, Encoding::Utf16Le),
            (&be, Encoding::Utf16Be),
            (&latin, Encoding::Windows1252),
        ];
        for (bytes, encoding) in files {
            let mut source = Decoded::new(bytes, encoding);
            let mut buffer = [0; 1_000];
            let count = source.read(&mut buffer).unwrap();
            let given = String::from_utf8_lossy(&buffer[..count]).into_owned();
            let (line, rest) = given.split_once('\n').unwrap();
            let here = decode(bytes, encoding).split_once('\n').unwrap().0.len();
            assert_eq!(line.len(), here);
            let one = bytes.len() / 900;
            assert_eq!(source.position(rest.as_bytes()), one as u64, "{encoding:?}");
        }
    }

    #[test]
    fn half_a_character_at_the_end_becomes_a_mark() {
        assert_eq!(decode(b"a\0b", Encoding::Utf16Le), "a\u{fffd}");
    }
}
