//! Text from outside and text that may be shown are two types.
//!
//! [`Raw`] is what people, files and the environment gave us, kept byte for byte and never shown. [`Clean`] is the
//! only text that widgets, titles, prints and logs take. Around them: [`fold()`] (how text is searched and sorted),
//! [`spaced`] and [`words`] (the full-text index and its search box), [`fit()`], [`pad`], [`pad_left`] and [`wrap`]
//! (how text is laid into columns).
//! [`damages`] knows text that went through a wrong encoding.
//! Not here: styling, and what a field means.

mod clean;
mod clusters;
mod escapes;
mod fit;
mod fold;
mod gaps;
mod likeness;
mod near;
mod pages;
mod scrambled;
mod signs;

pub use clean::{Clean, join};
pub use fit::{fit, pad, pad_left, width, wrap};
pub use fold::{fold, is_cjk, spaced, words};
pub use likeness::likeness;
pub use near::nearest;
pub use scrambled::{damages, is_damaged, is_form_of, mends, unscrambled};

use serde::{Deserialize, Serialize};

/// Text as stored: never altered, never shown. To show it, make it [`Clean`] by [`Raw::line`] or [`Raw::text`].
///
/// There is deliberately no `Display`; it is compared and sorted by its bytes (people's order is that of [`fold()`]).
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Raw(String);

impl Raw {
    /// Takes the text as it is.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The stored bytes, for the database, for exports and for matching; never for a screen or a print.
    #[must_use]
    pub fn as_stored(&self) -> &str {
        &self.0
    }

    /// The stored bytes, given away.
    #[must_use]
    pub fn into_stored(self) -> String {
        self.0
    }

    /// Whether nothing of it can be seen: empty, or only white space, hidden characters and controls.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.0.chars().all(signs::is_unseen)
    }

    /// The text as one line that may be shown; see [`Clean::line`].
    #[must_use]
    pub fn line(&self) -> Clean {
        Clean::line(&self.0)
    }

    /// The text as many lines that may be shown; see [`Clean::text`].
    #[must_use]
    pub fn text(&self) -> Clean {
        Clean::text(&self.0)
    }

    /// Whether it has control characters, or invisible ones that [`Raw::line`] takes away.
    ///
    /// Line breaks, tabs and what belongs to ordinary emoji and scripts (variation selectors, skin tones, joiners
    /// between emoji or between letters that join) do not count.
    #[must_use]
    pub fn hides_characters(&self) -> bool {
        signs::hides(&self.0)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_stays_byte_for_byte() {
        let text = " Zoe\u{308}\u{202e}\r\n\u{7} ";
        assert_eq!(Raw::new(text).as_stored(), text);
        assert_eq!(Raw::new(text).into_stored(), text);
    }

    #[test]
    fn it_is_written_and_read_as_a_plain_string() {
        let raw = Raw::new("Zoë\u{200b}");
        let json = serde_json::to_string(&raw).unwrap();
        assert_eq!(json, "\"Zoë\u{200b}\"");
        assert_eq!(serde_json::from_str::<Raw>(&json).unwrap(), raw);
    }

    #[test]
    fn a_text_nobody_can_see_is_blank() {
        for blank in [
            "",
            " \n\t",
            "\u{200b}\u{3164}",
            "\u{feff} \u{7}",
            "\u{a0}\u{3000}",
        ] {
            assert!(Raw::new(blank).is_blank(), "{blank:?}");
        }
        assert!(!Raw::new(" a ").is_blank());
        assert!(!Raw::new("👍").is_blank());
    }

    #[test]
    fn hidden_characters_are_told_apart_from_ordinary_ones() {
        let hiding = [
            "a\u{202e}b",
            "a\u{200b}b",
            "a\u{7}",
            "\u{1b}[31m",
            "a\u{85}\u{9b}",
            "\u{feff}a",
            "a\u{e0041}",
            "a\u{200d}b",
        ];
        for text in hiding {
            assert!(Raw::new(text).hides_characters(), "{text:?}");
        }
        let ordinary = [
            "Zoë",
            "two\r\nlines\tand a tab",
            "❤\u{fe0f}",
            "👍🏽",
            "👩🏽\u{200d}🚀",
            "می\u{200c}خواهم",
            "葛\u{e0100}",
            "佐藤",
        ];
        for text in ordinary {
            assert!(!Raw::new(text).hides_characters(), "{text:?}");
        }
    }
}
