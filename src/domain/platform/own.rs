//! The name of a platform that we do not know.

use std::fmt;

use crate::domain::text::fold;

/// A platform's own name, folded: small letters, single blanks, at most [`OwnName::LONGEST`] bytes.
///
/// It is kept in place, so that a platform stays a small value that is copied. Of a longer name the beginning is
/// kept with a mark made from the whole, so that two long names stay two.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OwnName {
    bytes: [u8; OwnName::LONGEST],
    length: u8,
}

impl OwnName {
    /// The longest name, in bytes.
    pub const LONGEST: usize = 30;
    /// Of a longer one, so much of the beginning.
    const BEGINNING: usize = 25;

    /// Reads a name. None for a text that names nothing: without a letter, or with a mark that no name of a platform
    /// has (`@`, `:`, a control character).
    #[must_use]
    pub fn read(text: &str) -> Option<OwnName> {
        if text.len() > 200 || text.contains(['@', ':', '|', '<', '>', '"']) {
            return None;
        }
        let folded = fold(text);
        let parts = folded.split(|c: char| c.is_whitespace() || c == '/' || c == ',');
        let words: Vec<&str> = parts.filter(|word| !word.is_empty()).collect();
        let name = words.join(" ");
        let is_name = name.chars().any(char::is_alphabetic) && !name.chars().any(char::is_control);
        if !is_name {
            return None;
        }
        if name.len() <= Self::LONGEST {
            return Some(Self::keep(&name));
        }
        let mut end = Self::BEGINNING;
        while !name.is_char_boundary(end) {
            end -= 1;
        }
        Some(Self::keep(&format!("{}~{:04x}", &name[..end], mark(&name))))
    }

    fn keep(name: &str) -> OwnName {
        let mut bytes = [0; Self::LONGEST];
        bytes[..name.len()].copy_from_slice(name.as_bytes());
        OwnName {
            bytes,
            length: u8::try_from(name.len()).unwrap_or(0),
        }
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..usize::from(self.length)]).unwrap_or_default()
    }
}

/// A number made from a whole name (FNV-1a, folded to 16 bits).
fn mark(name: &str) -> u32 {
    let hash = name.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    (hash ^ (hash >> 16)) & 0xffff
}

impl fmt::Debug for OwnName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        OwnName::read(text).unwrap().as_str().to_owned()
    }

    #[test]
    fn names_are_folded_and_read_back_as_they_are() {
        for (text, name) in [
            ("MySpace", "myspace"),
            ("  Naver   Blog ", "naver blog"),
            ("Pixnet/TW", "pixnet tw"),
            ("知乎", "知乎"),
        ] {
            assert_eq!(read(text), name);
            assert_eq!(read(name), name);
        }
        for text in ["", "  ", "12", "a@b", "x:y", "-"] {
            assert_eq!(OwnName::read(text), None, "{text}");
        }
    }

    #[test]
    fn long_names_are_cut_and_stay_apart() {
        let one = "the most wonderful network of all of them";
        let other = "the most wonderful network of all of these";
        assert!(read(one).len() <= OwnName::LONGEST);
        assert_ne!(read(one), read(other));
        assert_eq!(read(&read(one)), read(one));
        assert!(read(&"知".repeat(40)).len() <= OwnName::LONGEST);
    }
}
