//! The name of an account on its platform.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

use super::Platform;
use crate::domain::text::Clean;

/// Why a text names no account. Displays as one sentence without a full stop, safe to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HandleError {
    /// Nothing there.
    Blank,
    /// Longer than 255 bytes; holds the length.
    TooLong(usize),
    /// A control or hidden character inside; holds it.
    Hidden(char),
    /// A link to a site whose profiles we cannot tell; holds the host.
    UnknownHost(String),
    /// A link to a platform, but not to a profile; holds the platform.
    NoProfile(Platform),
}

impl fmt::Display for HandleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            HandleError::Blank => f.write_str("there is no handle"),
            HandleError::TooLong(bytes) => {
                write!(
                    f,
                    "the handle is {bytes} bytes long, the longest we take is {}",
                    Handle::LONGEST
                )
            }
            HandleError::Hidden(c) => {
                write!(
                    f,
                    "the handle has a hidden character in it (U+{:04X}); type it anew",
                    u32::from(*c)
                )
            }
            HandleError::UnknownHost(host) => {
                write!(
                    f,
                    "{} is not a platform we know; give platform and handle",
                    Clean::line(host)
                )
            }
            HandleError::NoProfile(platform) => {
                write!(
                    f,
                    "the {} link does not lead to a profile",
                    platform.title()
                )
            }
        }
    }
}

impl std::error::Error for HandleError {}

/// The name of an account on its platform, as written, without a leading `@`.
///
/// Never blank, at most 255 bytes, without control or hidden characters; blanks and emoji are allowed, since
/// some sources know channels only by their titles. Two handles are the same account if their [`Handle::key`]s are.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Handle(String);

impl Handle {
    /// The longest handle, in bytes.
    pub const LONGEST: usize = 255;

    /// Reads a handle: trims blanks and hidden characters at both ends and takes off a leading `@`.
    ///
    /// # Errors
    /// If nothing is left, it is longer than 255 bytes, or has a control or hidden character inside.
    pub fn parse(text: &str) -> Result<Handle, HandleError> {
        let trimmed = text.trim_matches(is_edge);
        let bare = trimmed
            .strip_prefix(['@', '＠'])
            .unwrap_or(trimmed)
            .trim_matches(is_edge);
        if bare.is_empty() {
            return Err(HandleError::Blank);
        }
        if bare.len() > Self::LONGEST {
            return Err(HandleError::TooLong(bare.len()));
        }
        if !bare.is_ascii() || bare.bytes().any(|b| b.is_ascii_control()) {
            refuse_hidden(bare)?;
        }
        Ok(Handle(bare.to_owned()))
    }

    /// A handle as it was stored: it was checked when it came in.
    #[must_use]
    pub fn stored(text: &str) -> Handle {
        Handle(text.to_owned())
    }

    /// The handle as written, without `@`. Raw text: show it through `Clean::line`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form that makes an account unique: lower case, compatibility forms unified (NFKC), accents kept.
    #[must_use]
    pub fn key(&self) -> String {
        if self.0.is_ascii() {
            return self.0.to_ascii_lowercase();
        }
        let unified: String = self.0.nfkc().filter(|&c| !is_variation(c)).collect();
        unified.trim().to_lowercase().nfkc().collect()
    }
}

/// What may stand at the ends of a pasted handle without belonging to it.
pub(super) fn is_edge(c: char) -> bool {
    c.is_whitespace() || (is_hidden(c) && !c.is_control())
}

/// Characters without a shape of their own, by which two handles could look alike and differ.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

fn is_variation(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}')
}

/// Refuses hidden characters, but for joiner and variation selector where they make one emoji of several.
fn refuse_hidden(text: &str) -> Result<(), HandleError> {
    let mut before = ' ';
    for c in text.chars() {
        let joins_emoji = (c == '\u{200d}' || is_variation(c))
            && !before.is_alphanumeric()
            && !before.is_whitespace();
        let keycap = is_variation(c) && matches!(before, '0'..='9' | '#' | '*' | '©' | '®');
        if (is_hidden(c) || is_variation(c)) && !joins_emoji && !keycap {
            return Err(HandleError::Hidden(c));
        }
        before = c;
    }
    Ok(())
}
