//! Laying text into columns of the screen: cut, padded, wrapped. Everything counts in columns and cuts between
//! grapheme clusters, never inside one. For text that is [`Clean`](super::Clean), of one line unless said otherwise.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::fold::is_cjk;

/// Marks that never begin a line in Chinese and Japanese.
const NEVER_FIRST: &str =
    "、。，．・：；？！」』）】〉》〕〗々ー…ぁぃぅぇぉっゃゅょァィゥェォッャュョ";

fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// Columns the text takes on screen: the sum over its clusters, which is how the screen is drawn.
#[must_use]
pub fn width(text: &str) -> usize {
    if is_plain(text) {
        text.len()
    } else {
        text.graphemes(true).map(UnicodeWidthStr::width).sum()
    }
}

/// The text if it takes at most so many columns, else its beginning and `…`, together at most so many columns.
#[must_use]
pub fn fit(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    if columns == 0 {
        return Cow::Borrowed("");
    }
    let head = &text[..end_of(text, columns - 1)];
    Cow::Owned(format!("{}…", head.trim_end()))
}

/// Where to cut so that what is before takes at most so many columns, in bytes.
fn end_of(text: &str, columns: usize) -> usize {
    if is_plain(text) {
        return columns.min(text.len());
    }
    let mut used = 0;
    for (at, cluster) in text.grapheme_indices(true) {
        used += cluster.width();
        if used > columns {
            return at;
        }
    }
    text.len()
}

/// Left aligned in exactly so many columns: cut as by [`fit`], then filled with blanks.
#[must_use]
pub fn pad(text: &str, columns: usize) -> String {
    let mut cell = fit(text, columns).into_owned();
    cell.push_str(&blanks(&cell, columns));
    cell
}

/// Right aligned in exactly so many columns: cut as by [`fit`], with blanks before it.
#[must_use]
pub fn pad_left(text: &str, columns: usize) -> String {
    let cell = fit(text, columns);
    blanks(&cell, columns) + &cell
}

fn blanks(cell: &str, columns: usize) -> String {
    " ".repeat(columns.saturating_sub(width(cell)))
}

/// The text in rows of at most so many columns, for reading.
///
/// Line breaks and blanks at the start of a line stay, blanks at a turn go. Words stay whole unless they are wider
/// than a row; Chinese and Japanese turn at any character. An empty line is an empty row; 0 columns give no rows,
/// and a wide character in a single column is shown as `…`.
#[must_use]
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut rows = Vec::new();
    if columns == 0 {
        return rows;
    }
    for line in text.lines() {
        if is_plain(line) && line.len() <= columns {
            rows.push(line.trim_end().to_owned());
        } else {
            wrap_line(line, columns, &mut rows);
        }
    }
    rows
}

fn wrap_line(line: &str, columns: usize, rows: &mut Vec<String>) {
    let mut row = String::new();
    let mut used = 0;
    for (gap, word) in pieces(line) {
        let wide = width(word);
        if used + width(gap) + wide <= columns {
            row.push_str(gap);
            row.push_str(word);
            used += width(gap) + wide;
            continue;
        }
        if used > 0 {
            rows.push(std::mem::take(&mut row));
        }
        used = if wide <= columns {
            row.push_str(word);
            wide
        } else {
            break_word(word, columns, &mut row, rows)
        };
    }
    rows.push(row);
}

/// Breaks a word wider than a row; leaves its end in `row` and returns the columns that takes.
fn break_word(word: &str, columns: usize, row: &mut String, rows: &mut Vec<String>) -> usize {
    let mut used = 0;
    for cluster in word.graphemes(true) {
        let (cluster, wide) = if cluster.width() <= columns {
            (cluster, cluster.width())
        } else {
            ("…", 1)
        };
        if used + wide > columns {
            rows.push(std::mem::take(row));
            used = 0;
        }
        row.push_str(cluster);
        used += wide;
    }
    used
}

/// The pieces between which a row may turn, each with the blanks before it. Blanks at the end of the line are left off.
fn pieces(line: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut gap_at = 0;
    let mut word_at = 0;
    let mut before = Piece::Blank;
    for (at, cluster) in line.grapheme_indices(true) {
        let piece = Piece::of(cluster);
        let stays = matches!(
            (before, piece),
            (Piece::Blank, _) | (_, Piece::NeverFirst) | (Piece::Letter, Piece::Letter)
        );
        if !stays {
            found.push((&line[gap_at..word_at], &line[word_at..at]));
            gap_at = at;
            word_at = at;
        }
        if before == Piece::Blank && piece != Piece::Blank {
            word_at = at;
        }
        before = piece;
    }
    if before != Piece::Blank {
        found.push((&line[gap_at..word_at], &line[word_at..]));
    }
    found
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Piece {
    Blank,
    Letter,
    /// A row may turn before and after it.
    Alone,
    /// A row may turn after it only.
    NeverFirst,
}

impl Piece {
    fn of(cluster: &str) -> Self {
        match cluster.chars().next() {
            None | Some(' ' | '\u{3000}') => Self::Blank,
            Some(c) if c.is_ascii() => Self::Letter,
            Some(c) if NEVER_FIRST.contains(c) => Self::NeverFirst,
            Some(c) if is_cjk(c) && !is_hangul(c) => Self::Alone,
            Some(_) => Self::Letter,
        }
    }
}

/// Korean has blanks between its words, so its rows turn there.
fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3131}'..='\u{318e}' | '\u{a960}'..='\u{a97c}' | '\u{ac00}'..='\u{d7ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLES: &[&str] = &[
        "",
        "a",
        "Ada Lovelace and a_very_long_handle_without_any_blank",
        "佐藤ひろ、東京。ada in 大阪",
        "Zoë e\u{301}e\u{301} 👩\u{200d}🚀 🇩🇪🇩🇪 श्\u{200c}री",
        "  indented\n\n\ttail   \n하나 둘 셋넷다섯여섯",
    ];

    #[test]
    fn what_fits_is_borrowed_and_what_does_not_ends_in_an_ellipsis() {
        assert!(matches!(fit("Ada", 3), Cow::Borrowed("Ada")));
        assert_eq!(fit("Ada Lovelace", 6), "Ada L…");
        assert_eq!(fit("Ada Lovelace", 5), "Ada…");
        assert_eq!(fit("佐藤ひろ", 5), "佐藤…");
        assert_eq!(fit("佐藤ひろ", 4), "佐…");
        assert_eq!(fit("佐藤", 1), "…");
        assert_eq!(fit("Zoë", 0), "");
        assert_eq!(fit("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}…");
    }

    #[test]
    fn a_padded_cell_takes_exactly_its_columns() {
        for text in SAMPLES.iter().flat_map(|sample| sample.lines()) {
            for columns in 0..30 {
                assert!(width(&fit(text, columns)) <= columns);
                assert_eq!(width(&pad(text, columns)), columns, "{text:?}");
                assert_eq!(width(&pad_left(text, columns)), columns, "{text:?}");
            }
        }
        assert_eq!(pad("佐藤ひ", 6), "佐藤ひ");
        assert_eq!(pad("佐藤ひ", 5), "佐藤…");
        assert_eq!(pad("佐藤ひ", 4), "佐… ");
        assert_eq!(pad_left("3d", 5), "   3d");
    }

    #[test]
    fn words_stay_whole_when_they_can() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("one  two   three", 8), ["one  two", "three"]);
        assert_eq!(wrap("ab abcdefgh c", 3), ["ab", "abc", "def", "gh", "c"]);
    }

    #[test]
    fn lines_and_their_indents_stay() {
        assert_eq!(wrap("  a b\n\nc ", 9), ["  a b", "", "c"]);
        assert_eq!(wrap("  - ab cd", 6), ["  - ab", "cd"]);
        assert_eq!(wrap("          ab", 4), ["ab"]);
        assert_eq!(wrap("    ", 2), [""]);
        assert_eq!(wrap("a\r\nb", 9), ["a", "b"]);
    }

    #[test]
    fn japanese_turns_anywhere_but_before_a_full_stop() {
        assert_eq!(wrap("佐藤ひろです", 4), ["佐藤", "ひろ", "です"]);
        assert_eq!(wrap("佐藤です。", 8), ["佐藤で", "す。"]);
        assert_eq!(wrap("ada佐藤", 5), ["ada佐", "藤"]);
        assert_eq!(wrap("한국 사람", 5), ["한국", "사람"]);
    }

    #[test]
    fn no_row_is_wider_than_asked_and_no_word_is_lost() {
        let words = |text: &str| text.split_whitespace().collect::<String>();
        for text in SAMPLES {
            assert!(wrap(text, 0).is_empty());
            for columns in 1..30 {
                let rows = wrap(text, columns);
                assert!(
                    rows.iter().all(|row| width(row) <= columns),
                    "{columns} {rows:?}"
                );
                if columns > 1 {
                    assert_eq!(words(&rows.concat()), words(text), "{columns}");
                }
            }
        }
        assert_eq!(wrap("a佐", 1), ["a", "…"]);
    }
}
