//! The second and third step of making text [`Clean`](super::Clean): composed, then no cluster wider than the two
//! columns that a terminal and ratatui agree on. Not here: what single characters become.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::signs::{self, ZWJ, ZWNJ};

/// Combining marks that may stand on one letter; a pile of hundreds would go into one cell and slow the terminal.
const MOST_MARKS: usize = 8;

/// Composes the text (NFC), with at most eight marks on a letter, then makes its clusters narrow.
pub(super) fn finish(shown: String) -> String {
    if shown.is_ascii() {
        return shown;
    }
    let mut composed = String::with_capacity(shown.len());
    let mut marks = 0;
    for c in shown.nfc() {
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        if marks <= MOST_MARKS {
            composed.push(c);
        }
    }
    if composed.graphemes(true).all(|cluster| cluster.width() <= 2) {
        return composed;
    }
    narrowed(&composed)
}

/// The same text without a cluster wider than two columns.
fn narrowed(composed: &str) -> String {
    let mut narrow = String::with_capacity(composed.len());
    let mut was_changed = false;
    for cluster in composed.graphemes(true) {
        // What was taken off a cluster may have been all that kept it from this one.
        if was_changed && !stand_apart(last_cluster(&narrow), cluster) {
            narrow.push(ZWNJ);
        }
        was_changed = cluster.width() > 2;
        if was_changed {
            push_narrow(&mut narrow, cluster);
        } else {
            narrow.push_str(cluster);
        }
    }
    narrow
}

fn last_cluster(text: &str) -> &str {
    text.graphemes(true).next_back().unwrap_or_default()
}

/// Whether two pieces of text do not melt into one cluster.
fn stand_apart(one: &str, other: &str) -> bool {
    let both = [one, other].concat();
    both.is_empty() || both.grapheme_indices(true).any(|(at, _)| at == one.len())
}

/// What is left of a cluster wider than two columns: the first of joined emoji; letters that melt into each other
/// (Indic, old Hangul) drawn apart by a ZWNJ, the regular way to write them so; no marks that do not fit. A sign wider than two columns by itself (U+17D8) cannot be drawn.
fn push_narrow(narrow: &mut String, cluster: &str) {
    let mut part = String::new();
    for c in cluster.chars() {
        let mut next = [0; 4];
        let next = &*c.encode_utf8(&mut next);
        if next.width() > 2 {
            part.push('\u{fffd}');
            continue;
        }
        let is_wide = [&part, next].concat().width() > 2;
        if is_wide && signs::is_emoji(c) && part.ends_with(ZWJ) {
            break;
        }
        let is_letter = signs::is_indic(c) && !is_combining_mark(c);
        if (is_wide || is_letter) && !part.is_empty() {
            if !stand_apart(&format!("{part}{ZWNJ}"), next) {
                continue;
            }
            narrow.push_str(&part);
            narrow.push(ZWNJ);
            part.clear();
        }
        part.push(c);
    }
    narrow.push_str(part.trim_end_matches(ZWJ));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::Clean;

    fn line(text: &str) -> String {
        Clean::line(text).into()
    }

    #[test]
    fn a_cluster_too_wide_for_two_columns_keeps_its_first_emoji() {
        assert_eq!(line("x👩\u{200d}❤\u{fe0f}\u{200d}👩y"), "x👩y");
        assert_eq!(line("🏳\u{fe0f}\u{200d}🌈"), "🏳");
        assert_eq!(line("🏴\u{e0067}\u{e0062}\u{e007f}"), "🏴");
    }

    #[test]
    fn indic_conjuncts_lose_no_letter() {
        for name in ["श्री", "स्त्री", "राष्ट्रीय", "ශ්\u{200d}රී ලංකා"]
        {
            let shown = line(name);
            assert!(
                shown.graphemes(true).all(|cluster| cluster.width() <= 2),
                "{shown:?}"
            );
            assert_eq!(shown.replace(ZWNJ, ""), name.replace(ZWJ, ""));
        }
    }

    #[test]
    fn at_most_eight_marks_stand_on_a_letter() {
        let pile = format!("x{}y", "\u{336}".repeat(500));
        assert_eq!(line(&pile), format!("x{}y", "\u{336}".repeat(8)));
    }

    #[test]
    fn no_cluster_of_any_character_is_wide_and_cleaning_twice_changes_nothing() {
        for c in signs::telling_characters() {
            for sample in [format!("a{c}b"), format!("{c}{c}{c}\u{200d}{c}")] {
                let once = line(&sample);
                assert!(
                    once.graphemes(true).all(|cluster| cluster.width() <= 2),
                    "{sample:?}"
                );
                assert!(!once.chars().any(char::is_control), "{sample:?}");
                assert_eq!(line(&once), once, "{sample:?}");
            }
        }
    }

    #[test]
    fn letters_that_melt_together_are_drawn_apart() {
        assert_eq!(line("\u{110f}\u{110f}x"), "\u{110f}\u{200c}\u{110f}x");
        assert_eq!(line("a\u{17d8}b"), "a\u{fffd}b");
    }

    #[test]
    fn what_is_taken_off_a_cluster_does_not_join_its_neighbours() {
        let shown = line("\u{1112}\u{940}\u{ac00}");
        assert!(
            shown.graphemes(true).all(|cluster| cluster.width() <= 2),
            "{shown:?}"
        );
        assert!(shown.ends_with('\u{ac00}'));
    }
}
