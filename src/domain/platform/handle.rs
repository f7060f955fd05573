//! The name of an account on its platform.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

use super::{NameKind, Platform};
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
    /// A shortened link, which does not show where it leads; holds the host.
    ShortLink(String),
    /// A mail address.
    Mail(String),
    /// What cannot be a handle on the platform; holds the text, the platform and what is wrong, in one clause.
    NoHandle(String, Platform, &'static str),
    /// Several handles or links among other words; holds the text.
    Several(String),
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
            HandleError::Several(text) => {
                write!(
                    f,
                    "several handles in \"{}\"; put a comma between them",
                    Clean::line(text)
                )
            }
            HandleError::NoProfile(platform) => {
                write!(
                    f,
                    "the {} link does not lead to a profile",
                    platform.title()
                )
            }
            HandleError::ShortLink(host) => {
                write!(
                    f,
                    "{} is a short link that does not show whose profile it is; open it and copy the profile's address",
                    Clean::line(host)
                )
            }
            HandleError::Mail(mail) => {
                write!(f, "{} is a mail address, not a handle", Clean::line(mail))
            }
            HandleError::NoHandle(text, platform, what) => {
                let shown: String = Clean::line(text).as_str().chars().take(60).collect();
                write!(
                    f,
                    "\"{shown}\" is not a handle on {}: {what}",
                    platform.title()
                )
            }
        }
    }
}

impl std::error::Error for HandleError {}

/// The name of an account on its platform, as written, without a leading `@`, and what kind of name it is.
///
/// Never blank, at most 255 bytes, without control or hidden characters; blanks and emoji are allowed, since
/// some sources know channels only by their titles. Two handles on one platform are the same account if their kinds
/// and their [`Handle::key`]s are.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Handle {
    text: String,
    kind: NameKind,
}

impl Handle {
    /// The longest handle, in bytes.
    pub const LONGEST: usize = 255;

    /// Reads a plain handle: trims blanks and hidden characters at both ends and takes off a leading `@`.
    ///
    /// # Errors
    /// If nothing is left, it is longer than 255 bytes, or has a control or hidden character inside.
    pub fn parse(text: &str) -> Result<Handle, HandleError> {
        let trimmed = text.trim_matches(is_edge);
        Handle::of(
            NameKind::Plain,
            trimmed.strip_prefix(['@', '＠']).unwrap_or(trimmed),
        )
    }

    /// A name of a kind.
    ///
    /// # Errors
    /// As [`Handle::parse`].
    pub fn of(kind: NameKind, text: &str) -> Result<Handle, HandleError> {
        let bare = text.trim_matches(is_edge);
        if bare.is_empty() {
            return Err(HandleError::Blank);
        }
        if bare.len() > Self::LONGEST {
            return Err(HandleError::TooLong(bare.len()));
        }
        if !bare.is_ascii() || bare.bytes().any(|b| b.is_ascii_control()) {
            refuse_hidden(bare)?;
        }
        Ok(Handle {
            text: bare.to_owned(),
            kind,
        })
    }

    /// A handle as it was stored: it was checked when it came in.
    #[must_use]
    pub fn stored(kind: NameKind, text: &str) -> Handle {
        Handle {
            text: text.to_owned(),
            kind,
        }
    }

    /// The handle as written, without `@`. Raw text: show it through `Clean::line`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What kind of name it is.
    #[must_use]
    pub fn kind(&self) -> NameKind {
        self.kind
    }

    /// The handle as it is shown and exported, so that it is read as the same kind again: `@ada`, `c/ada`, `r/ada`.
    /// Raw text, as [`Handle::as_str`].
    #[must_use]
    pub fn written(&self, platform: Platform) -> String {
        let (before, behind) = self.kind.marks(platform);
        format!("{before}{}{behind}", self.text)
    }

    /// The form that makes an account unique among those of its platform and kind: compatibility forms unified (NFKC)
    /// and accents kept; lower case where the kind does not mind capitals.
    #[must_use]
    pub fn key(&self) -> String {
        match self.kind {
            kind if kind.minds_capitals() => unified(&self.text),
            NameKind::Number => {
                let digits: String = self.text.chars().filter(char::is_ascii_digit).collect();
                digits.strip_prefix("00").unwrap_or(&digits).to_owned()
            }
            NameKind::Site => {
                let text = unified(&self.text);
                let host = text.find('/').unwrap_or(text.len());
                format!("{}{}", text[..host].to_lowercase(), &text[host..])
            }
            _ => self.loose_key(),
        }
    }

    /// The form in which names of any kind are compared where a source does not say the kind: lower case, NFKC.
    #[must_use]
    pub fn loose_key(&self) -> String {
        if self.text.is_ascii() {
            return self.text.to_ascii_lowercase();
        }
        unified(&self.text).to_lowercase().nfkc().collect()
    }

    /// Every form under which an account that this may be is kept, its own key first.
    #[must_use]
    pub fn possible_keys(&self) -> Vec<String> {
        let mut keys = vec![self.key(), self.loose_key(), unified(&self.text)];
        // What a name without its home is on Bluesky.
        let bare = keys[1].strip_suffix(BLUESKY_HOME).map(str::to_owned);
        keys.extend(bare);
        // An address, as it was kept without what names a page behind it.
        if self.kind == NameKind::Site
            && let Some((address, _)) = keys[0].split_once(['?', '#'])
        {
            keys.insert(1, address.trim_end_matches('/').to_owned());
        }
        let mut seen: Vec<String> = Vec::with_capacity(keys.len());
        keys.retain(|key| {
            let is_new = !seen.contains(key);
            if is_new {
                seen.push(key.clone());
            }
            is_new
        });
        keys
    }
}

/// Where names on Bluesky are at home that have no domain of their own.
pub(super) const BLUESKY_HOME: &str = ".bsky.social";

/// One form of each character, without variation selectors.
fn unified(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let unified: String = text.nfkc().filter(|&c| !is_variation(c)).collect();
    unified.trim().to_owned()
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
