//! The names by which a person is known, and where a text holds one of them: in a sentence (`met Ada Love`), in a
//! query (`handle:ada.lov`) and in the name of a file (`ada-love_june.csv`, `AdaLove2026.csv`).

use std::collections::BTreeSet;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::common::is_common;
use super::text::{fold, is_cjk};

/// Letters and digits of the shortest name that is looked for.
const SHORTEST: usize = 3;
/// The same for a name in Han, Kana or Hangul.
const SHORTEST_CJK: usize = 2;
/// The same for one of digits alone, as of a phone: shorter numbers stand everywhere.
const SHORTEST_NUMBER: usize = 7;
/// A name of so many letters is also found where digits follow it without a blank, as in the name of a file.
const PLAIN: usize = 6;

/// Names of a person: as shown, handles, and ways to reach them.
///
/// Capitals, accents and what stands between the words of a name do not matter. A name is found as whole words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names(BTreeSet<String>);

/// As what a word that means a person is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Called {
    /// Their name, or that of someone who stands for them.
    Name,
    /// A handle.
    Handle,
    /// A way to reach them.
    Address,
}

impl Called {
    /// Whether a file with this word in its name is called after them. A single name is as often another's, and a
    /// handle may be a word that lists are called after: such a file may be called so for another reason.
    fn is_sure(self, word: &str) -> bool {
        let pieces = pieces(word);
        let is_whole = self != Called::Name || pieces.len() > 1;
        is_whole && !pieces.iter().all(|piece| is_common(&piece.folded))
    }
}

impl Names {
    /// Those of these words that mean them alone, also in the name of a file.
    pub fn sure<'a>(words: impl IntoIterator<Item = (Called, &'a str)>) -> Names {
        let words = words.into_iter();
        Names::of(
            words
                .filter(|(called, word)| called.is_sure(word))
                .map(|(_, word)| word),
        )
    }

    /// Names that may be looked for; those that are too short to mean somebody are left out.
    pub fn of(words: impl IntoIterator<Item = impl AsRef<str>>) -> Names {
        let keys = words.into_iter().map(|word| key(&pieces(word.as_ref())));
        Names(keys.filter(|key| is_telling(key)).collect())
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// These and others.
    #[must_use]
    pub fn and(mut self, others: Names) -> Names {
        self.0.extend(others.0);
        self
    }

    /// Whether a text holds one of them.
    #[must_use]
    pub fn are_in(&self, text: &str) -> bool {
        !self.is_empty() && !self.places(text).is_empty()
    }

    /// A text with other words in their places; `None` where it holds none of them.
    #[must_use]
    pub fn replaced_in(&self, text: &str, instead: &str) -> Option<String> {
        let places = self.places(text);
        let mut left = text;
        let mut replaced = String::with_capacity(text.len());
        // From the end, so that places before stay where they are.
        for place in places.iter().rev() {
            replaced.insert_str(0, left.get(place.end..).unwrap_or_default());
            replaced.insert_str(0, instead);
            left = left.get(..place.start).unwrap_or_default();
        }
        (!places.is_empty()).then(|| format!("{left}{replaced}"))
    }

    /// Where they stand, from left to right, the longest first where several begin at one place.
    fn places(&self, text: &str) -> Vec<Range<usize>> {
        let longest = self.0.iter().map(String::len).max().unwrap_or(0);
        let pieces = pieces(text);
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(first) = pieces.get(at) {
            let mut joined = String::new();
            let mut end = None;
            for (place, piece) in pieces.iter().enumerate().skip(at) {
                joined.push_str(&piece.folded);
                if joined.len() > longest {
                    break;
                }
                let is_cut = (at > 0 && first.is_glued)
                    || pieces.get(place + 1).is_some_and(|next| next.is_glued);
                let is_plain = joined.chars().count() >= PLAIN;
                if self.0.contains(&joined) && (is_plain || !is_cut) {
                    end = Some((place, piece.range.end));
                }
            }
            if let Some((place, end)) = end {
                found.push(first.range.start..end);
                at = place;
            }
            at += 1;
        }
        found
    }
}

fn key(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.folded.as_str()).collect()
}

fn is_telling(key: &str) -> bool {
    let shortest = if key.chars().all(char::is_numeric) {
        SHORTEST_NUMBER
    } else if key.chars().all(is_cjk) {
        SHORTEST_CJK
    } else {
        SHORTEST
    };
    key.chars().count() >= shortest
}

/// Letters of one kind that stand together; of scripts without blanks, each letter.
#[derive(Debug)]
struct Piece {
    range: Range<usize>,
    folded: String,
    /// Nothing stands between it and the piece before.
    is_glued: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letter,
    Digit,
    Alone,
    Between,
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut before = Kind::Between;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let kind = match c {
            // It belongs to the letter that it stands on.
            c if is_combining_mark(c) => before,
            c if is_cjk(c) => Kind::Alone,
            c if c.is_numeric() => Kind::Digit,
            c if c.is_alphanumeric() => Kind::Letter,
            _ => Kind::Between,
        };
        match pieces.last_mut() {
            Some(piece) if kind == before && (kind != Kind::Alone || is_combining_mark(c)) => {
                if kind != Kind::Between {
                    piece.range.end = end;
                }
            }
            _ if kind == Kind::Between => {}
            _ => pieces.push(Piece {
                range: at..end,
                folded: String::new(),
                // Scripts without blanks have no place where a word would have to end.
                is_glued: before != Kind::Between && before != Kind::Alone && kind != Kind::Alone,
            }),
        }
        before = kind;
    }
    for piece in &mut pieces {
        piece.folded = fold(&text[piece.range.clone()]);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_in_sentences_queries_and_names_of_files() {
        let names = Names::of([
            "Ada Lovelace",
            "ada.lov",
            "ada@x.org",
            "Zoë",
            "李娜",
            "+49 170 1234567",
        ]);
        for text in [
            "met Ada Lovelace today",
            "ADA-LOVELACE_june.csv",
            "AdaLovelace2026.csv",
            "2026adalovelace",
            "handle:ada.lov",
            "name:\"ada lovelace\" -tag:x",
            "@ada_lov's list",
            "mail ada@x.org!",
            "zoe",
            "Zoe\u{308}'s friends",
            "给李娜的笔记",
            "call +49-170-1234567",
        ] {
            assert!(names.are_in(text), "{text}");
        }
        for text in [
            "Ada",
            "Lovelace",
            "adalovelaces",
            "Adam Lovelace",
            "zoes",
            "zoe2",
            "李先生",
            "491 new",
            "",
        ] {
            assert!(!names.are_in(text), "{text}");
        }
    }

    #[test]
    fn what_is_too_short_means_nobody() {
        let names = Names::of(["a", "Li", "+49 1", "2024", "李", "", "…"]);
        assert!(names.is_empty());
        assert!(!names.are_in("a Li 491 2024 李"));
    }

    #[test]
    fn a_word_that_lists_are_called_after_is_not_sure_to_mean_somebody() {
        use Called::{Address, Handle, Name};
        let is_sure = |called, word| !Names::sure([(called, word)]).is_empty();
        for (called, word) in [
            (Name, "Ada Lovelace"),
            (Name, "May Lovelace"),
            (Name, "李娜"),
            (Handle, "ada.lov"),
            (Handle, "zoeqx"),
            (Handle, "instagram_ada"),
            (Address, "may@x.example"),
        ] {
            assert!(is_sure(called, word), "{word}");
        }
        for (called, word) in [
            (Name, "May"),
            (Name, "Zoe"),
            (Name, "April May"),
            (Handle, "instagram"),
            (Handle, "may"),
            (Handle, "top_creators"),
            (Handle, "spain2022"),
        ] {
            assert!(!is_sure(called, word), "{word}");
        }
    }

    #[test]
    fn other_words_take_their_places_and_nothing_else_changes() {
        let names = Names::of(["ada@x.org", "Ada", "Ada Love", "Émile"]);
        let out = |text: &str| names.replaced_in(text, "(erased)");
        assert_eq!(
            out("mail ada@x.org for Ada, not Adam").as_deref(),
            Some("mail (erased) for (erased), not Adam")
        );
        assert_eq!(
            out("ada-love_june.csv").as_deref(),
            Some("(erased)_june.csv")
        );
        assert_eq!(out("E\u{301}mile!").as_deref(), Some("(erased)!"));
        assert_eq!(out("import of nevAda.csv"), None);
        assert_eq!(out("ada2 is another handle"), None);
    }

    #[test]
    fn parts_that_are_joined_are_found_again_whatever_stands_between() {
        for between in ["", " ", "_", "-", ".", " · "] {
            let text = format!("x {}{between}{} y", "Quilla", "Zanz");
            let names = Names::of(["quilla zanz"]);
            assert_eq!(
                names.replaced_in(&text, "–").as_deref(),
                Some("x – y"),
                "{text}"
            );
        }
    }
}
