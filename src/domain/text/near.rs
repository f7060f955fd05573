//! The nearest of some words, for a slip of the finger.

use strsim::damerau_levenshtein;

/// The word that was probably meant: the one of which the whole, or the beginning, is nearest, in any case. At most half
/// of its letters, and at most three, may differ.
#[must_use]
pub fn nearest<'a>(typed: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed: String = typed.to_lowercase().chars().take(40).collect();
    let length = typed.chars().count();
    let most = (length / 2).min(3);
    // The whole word before a beginning, where both are as near.
    let distance = |word: &str| {
        let word = word.to_lowercase();
        let beginning = |letters: usize| word.chars().take(letters).collect::<String>();
        let whole = damerau_levenshtein(&typed, &word);
        let begun = damerau_levenshtein(&typed, &beginning(length))
            .min(damerau_levenshtein(&typed, &beginning(length + 1)));
        (whole.min(begun), whole)
    };
    words
        .into_iter()
        .map(|word| (distance(word), word))
        .filter(|((distance, _), _)| length > 0 && *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_word_and_nonsense_finds_none() {
        let words = ["outreach", "discovery", "nurturing"];
        assert_eq!(nearest("outrech", words), Some("outreach"));
        assert_eq!(nearest("xyzzy", words), None);
        assert_eq!(nearest("o", words), Some("outreach"), "a beginning");
        assert_eq!(
            nearest("logg", ["toggle", "log"]),
            Some("log"),
            "whole first"
        );
        assert_eq!(nearest("", words), None);
    }
}
