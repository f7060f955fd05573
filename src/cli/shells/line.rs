//! A line of a shell, parted into words while it is typed.

/// A line parted into words as bash means them.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The words; the last is the one under the cursor, and blank behind a blank.
    pub words: Vec<String>,
    /// The quote that is open at the cursor.
    pub open: Option<char>,
}

impl Line {
    /// Words that a shell parted itself.
    pub fn of(before: &[String], last: &str) -> Line {
        let mut words = before.to_vec();
        words.push(last.to_owned());
        Line { words, open: None }
    }
}

/// Parts a line that is not yet whole.
pub fn split(line: &str) -> Line {
    let (mut words, mut word) = (Vec::new(), None::<String>);
    let mut letters = line.chars();
    let mut open = None;
    while let Some(letter) = letters.next() {
        match (open, letter) {
            (Some(quote), _) if letter == quote => open = None,
            (None, '\'' | '"') => {
                open = Some(letter);
                word.get_or_insert_default();
            }
            (None | Some('"'), '\\') => word.get_or_insert_default().extend(letters.next()),
            (None, ' ' | '\t' | '\n') => words.extend(word.take()),
            (_, _) => word.get_or_insert_default().push(letter),
        }
    }
    words.push(word.unwrap_or_default());
    Line { words, open }
}

/// One word without its quotes.
pub fn bare(word: &str) -> String {
    split(word).words.concat()
}

/// A text as bash wants it behind an open quote, or none.
pub fn quoted(text: &str, open: Option<char>) -> String {
    let mut quoted = String::with_capacity(text.len());
    for letter in text.chars() {
        let is_plain = letter.is_alphanumeric() || "._-/@:,+%=".contains(letter);
        match open {
            None if !is_plain => quoted.extend(['\\', letter]),
            Some('"') if "\"\\$`".contains(letter) => quoted.extend(['\\', letter]),
            Some('\'') if letter == '\'' => quoted.push_str("'\\''"),
            _ => quoted.push(letter),
        }
    }
    quoted
}

/// Bytes of a word that stay when bash puts something in the place of its last part: it parts words at `:` and `=`,
/// too.
pub fn not_replaced(word: &str, part: &str) -> usize {
    let part = bare(part.trim_start_matches([':', '=']));
    word.strip_suffix(&part).map_or(0, str::len)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_parted_as_bash_means_it() {
        let words = |line| split(line).words;
        assert_eq!(words("entourage show "), ["entourage", "show", ""]);
        assert_eq!(words("e  show ad"), ["e", "show", "ad"]);
        assert_eq!(words(r#"e show "Zoë An"#), ["e", "show", "Zoë An"]);
        assert_eq!(words(r"e show t\ se\"), ["e", "show", "t se"]);
        assert_eq!(words(r#"e 'a"b' "c\"d" ''"#), ["e", r#"a"b"#, r#"c"d"#, ""]);
    }

    #[test]
    fn what_bash_is_given_means_the_text_that_was_meant() {
        for text in [
            "t-series kids",
            "o'hara $x",
            r#"a"b`c\d"#,
            "日本太郎",
            "~x",
            "#1",
        ] {
            for open in [None, Some('"'), Some('\'')] {
                let start: String = open.into_iter().collect();
                let line = split(&format!("e {start}{}", quoted(text, open)));
                assert_eq!((line.words[1].as_str(), line.open), (text, open));
            }
        }
    }

    #[test]
    fn what_bash_parts_off_stays() {
        assert_eq!(not_replaced("stage:out", "out"), 6);
        assert_eq!(not_replaced("stage:", ":"), 6);
        assert_eq!(not_replaced("stage:", ""), 6);
        assert_eq!(not_replaced("--person=ad", "ad"), 9);
        assert_eq!(not_replaced("ad", "ad"), 0);
        assert_eq!(not_replaced("t se", r"t\ se"), 0);
        assert_eq!(not_replaced("t se", "\"t se"), 0);
    }
}
