//! A file's name taken apart into words and numbers, each with what stands before it.

use unicode_normalization::char::is_combining_mark;

/// A run of letters or of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) text: &'a str,
    pub(super) is_number: bool,
    /// What stands between it and the token before it.
    pub(super) gap: &'a str,
}

impl Token<'_> {
    /// The number, where it has so many digits.
    pub(super) fn number(&self, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
        let fits = self.is_number && digits.contains(&self.text.len());
        fits.then(|| self.text.parse().ok()).flatten()
    }

    /// A year of four digits.
    pub(super) fn year(&self) -> Option<i32> {
        i32::try_from(self.number(4..=4)?).ok()
    }

    pub(super) fn is_word(&self, word: &str) -> bool {
        !self.is_number && self.text.eq_ignore_ascii_case(word)
    }
}

/// The tokens of a name: letters end at a digit, at a mark, and where a capital follows a small letter (`listDec2022`).
/// A handle behind `@` is left out, digits and all.
pub(super) fn tokens(name: &str) -> Vec<Token<'_>> {
    let (mut found, mut end) = (Vec::new(), 0);
    let mut letters = name.char_indices().peekable();
    while let Some((start, first)) = letters.next() {
        if first == '@' {
            while letters
                .next_if(|(_, c)| c.is_alphanumeric() || matches!(c, '.' | '_'))
                .is_some()
            {}
            continue;
        }
        if !first.is_alphanumeric() {
            continue;
        }
        let is_number = first.is_ascii_digit();
        let mut before = first;
        let belongs = |before: char, c: char| {
            if is_number {
                c.is_ascii_digit()
            } else {
                let is_letter = c.is_alphabetic() || is_combining_mark(c);
                is_letter && !(before.is_lowercase() && c.is_uppercase())
            }
        };
        while let Some((_, c)) = letters.next_if(|(_, c)| belongs(before, *c)) {
            before = c;
        }
        let until = letters.peek().map_or(name.len(), |(at, _)| *at);
        found.push(Token {
            text: &name[start..until],
            is_number,
            gap: &name[end..start],
        });
        end = until;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(name: &str) -> Vec<&str> {
        tokens(name).iter().map(|token| token.text).collect()
    }

    #[test]
    fn names_are_taken_apart() {
        assert_eq!(texts("listDec2022 (2)"), ["list", "Dec", "2022", "2"]);
        assert_eq!(texts("Q4_2022-März"), ["Q", "4", "2022", "März"]);
        assert_eq!(texts("of @ada.2022_03-x7"), ["of", "x", "7"]);
        assert_eq!(texts("2022年12月"), ["2022", "年", "12", "月"]);
        assert_eq!(tokens("a - b")[1].gap, " - ");
        assert!(texts("✿ …").is_empty());
    }
}
