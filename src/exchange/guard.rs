//! The `'` that keeps a spreadsheet from taking a cell for a formula.
//!
//! The rule, both ways: a text that begins with `=`, `+`, `-`, `@` or a blank (tabs and line breaks are blanks, too), or
//! with `'`s before one of these, goes out with one `'` more; the import takes exactly that one off again.

use std::borrow::Cow;

use crate::domain::incoming::without_controls;

/// A cell for a CSV file. Letters that command a terminal are left out; line breaks and tabs stay.
#[must_use]
pub fn guarded(text: &str) -> Cow<'_, str> {
    let plain = without_controls(text);
    if needs_guard(&plain) {
        Cow::Owned(format!("'{plain}"))
    } else {
        plain
    }
}

/// What a cell of a CSV file says: without blanks around it, unless they stand behind our `'`, which is taken off.
#[must_use]
pub fn unguarded(cell: &str) -> &str {
    let text = cell.trim();
    let inner = text.strip_prefix('\'').filter(|inner| needs_guard(inner));
    inner.unwrap_or(text)
}

fn needs_guard(text: &str) -> bool {
    let inner = text.trim_start_matches('\'');
    inner.starts_with(|first: char| matches!(first, '=' | '+' | '-' | '@') || first.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_begins_like_a_formula() {
        for text in ["=1+1", "+49", "-x", "@ada", "\tx", "\r=1+1", " =1", "'=1"] {
            assert_eq!(guarded(text), format!("'{text}"));
        }
        for text in ["", "ada", "'quoted'", "''", "5 - 3"] {
            assert_eq!(guarded(text), text);
        }
    }

    #[test]
    fn no_cell_commands_a_terminal() {
        assert_eq!(guarded("\u{1b}[31ma\u{9b}b\0c"), "[31mabc");
        assert_eq!(guarded("\u{1b}=1"), "'=1");
        assert_eq!(guarded("two\r\nlines"), "two\r\nlines");
    }

    #[test]
    fn what_is_no_guard_of_ours_stays() {
        assert_eq!(unguarded("'quoted'"), "'quoted'");
        assert_eq!(unguarded("''90s''"), "''90s''");
        assert_eq!(unguarded("\u{a0}x "), "x");
        assert_eq!(unguarded(" '@ada "), "@ada");
        assert_eq!(unguarded("'"), "'");
    }

    /// All texts of up to four of these pieces.
    #[test]
    fn every_text_comes_back_as_it_went() {
        let pieces = ["'", "=", "-", " ", "\t", "\r", "\n", "\"", "a", "👩🏽‍🚀"];
        let mut texts = vec![String::new()];
        let mut longest = texts.clone();
        for _ in 0..4 {
            let longer = |text: &String| pieces.map(|piece| format!("{text}{piece}"));
            longest = longest.iter().flat_map(longer).collect();
            texts.extend(longest.iter().cloned());
        }
        // No form and no import keeps blanks at the end of a text.
        texts.retain(|text| text.trim_end() == text);
        assert!(texts.len() > 5_000);
        for text in texts {
            let cell = guarded(&text);
            assert_eq!(unguarded(&cell), text, "by {cell:?}");
            let first = cell.chars().next().unwrap_or('a');
            assert!(!"=+-@\t\r\n ".contains(first), "{cell:?}");
        }
    }
}
