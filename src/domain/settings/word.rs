//! The word for the people we build relationships with: "influencer", "creator", or the team's own.

use crate::domain::text::{Clean, width};

/// The widest word that fits where the screen says it.
const WIDEST: usize = 20;

/// A word and its plural.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// One of them.
    pub one: String,
    /// Many of them.
    pub many: String,
}

impl Default for Word {
    fn default() -> Self {
        Word {
            one: "influencer".into(),
            many: "influencers".into(),
        }
    }
}

impl Word {
    /// Reads `creator`, or `person / people` where an s does not make the plural.
    #[must_use]
    pub fn read(text: &str) -> Option<Word> {
        let (one, many) = match text.split_once('/') {
            Some((one, many)) => (one.trim().to_owned(), many.trim().to_owned()),
            None => (text.trim().to_owned(), format!("{}s", text.trim())),
        };
        let shown = |word: String| Clean::line(&word).to_string();
        let (one, many) = (shown(one), shown(many));
        let fits = |word: &String| !word.trim().is_empty() && width(word) <= WIDEST;
        (fits(&one) && fits(&many)).then_some(Word { one, many })
    }

    /// As it is stored.
    #[must_use]
    pub fn stored(&self) -> String {
        if self.many == format!("{}s", self.one) {
            self.one.clone()
        } else {
            format!("{} / {}", self.one, self.many)
        }
    }

    /// The word with a capital.
    #[must_use]
    pub fn title(&self) -> String {
        let mut letters = self.one.chars();
        letters
            .next()
            .map(|first| first.to_uppercase().chain(letters).collect())
            .unwrap_or_default()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_plural_is_made_or_given() {
        assert_eq!(Word::read("creator").unwrap().many, "creators");
        let person = Word::read("person/people").unwrap();
        assert_eq!(
            (person.many.as_str(), person.stored().as_str()),
            ("people", "person / people")
        );
        assert_eq!(Word::read(&person.stored()), Some(person));
        assert_eq!(Word::read("talent / talents").unwrap().stored(), "talent");
    }

    #[test]
    fn a_word_must_be_short_and_seen() {
        for text in ["", " ", "/", "a/", "an influencer of the house", "\u{202e}"] {
            assert_eq!(Word::read(text), None, "{text:?}");
        }
        assert_eq!(Word::read("cre\u{202e}ator").unwrap().one, "creator");
        assert!(Word::read("क्रिएटर").is_some());
    }
}
