//! [`Clean`], the text that may be shown or printed, and how somebody else's text becomes so.
//!
//! It is made in three steps: character by character (controls, hidden characters), then composed (NFC, at most
//! eight marks on a letter), then cluster by cluster (none wider than two columns).

use std::borrow::Cow;
use std::fmt;

use super::clusters::finish;
use super::signs::{self, Sign, ZWJ, ZWNJ};

/// Bytes of one line that are shown; more is no line but an accident or an attack.
const LONGEST_LINE: usize = 64 * 1024;

/// Text that may be shown or printed: no controls, nothing that hides or turns its neighbours round.
///
/// Made from somebody else's text by [`Clean::line`] or [`Clean::text`], from our own words by [`Clean::fixed`].
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Clean(Cow<'static, str>);

impl Clean {
    /// One line. Controls become visible symbols (`␛`), tabs and line breaks a blank, hidden and bidi characters,
    /// variation selectors and skin tones are dropped; composed (NFC); at most 8 marks on a letter; no cluster is
    /// wider than 2 columns. Text over 64 KiB is cut, ending in `…`.
    #[must_use]
    pub fn line(text: &str) -> Self {
        if is_plain(text) && text.len() <= LONGEST_LINE {
            return Self(Cow::Owned(text.to_owned()));
        }
        let (head, is_cut) = head(text);
        let mut line = finish(rewrite(head, Form::Line));
        if is_cut {
            line.push('…');
        }
        Self(Cow::Owned(line))
    }

    /// Many lines. Every kind of line break becomes LF, a tab four blanks; hidden and bidi characters become visible
    /// marks (`⟨U+202E⟩`); the rest as in [`Clean::line`], without its cap.
    #[must_use]
    pub fn text(text: &str) -> Self {
        if text.split('\n').all(is_plain) {
            return Self(Cow::Owned(text.to_owned()));
        }
        Self(Cow::Owned(finish(rewrite(text, Form::Text))))
    }

    /// Our own words, which need no cleaning.
    #[must_use]
    pub const fn fixed(words: &'static str) -> Self {
        Self(Cow::Borrowed(words))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Columns it takes on screen (of a text of many lines: the sum over its lines).
    #[must_use]
    pub fn width(&self) -> usize {
        self.lines().map(super::width).sum()
    }

    /// Whether there is no character in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Its lines, without their ends.
    pub fn lines(&self) -> std::str::Lines<'_> {
        self.0.lines()
    }
}

/// The parts one after the other, with our own words between them.
#[must_use]
pub fn join(parts: &[&Clean], between: &'static str) -> Clean {
    let texts: Vec<&str> = parts.iter().map(|part| part.as_str()).collect();
    Clean(Cow::Owned(texts.join(between)))
}

impl fmt::Display for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl AsRef<str> for Clean {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl From<Clean> for String {
    fn from(clean: Clean) -> Self {
        clean.0.into_owned()
    }
}

impl From<Clean> for Cow<'static, str> {
    fn from(clean: Clean) -> Self {
        clean.0
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Line,
    Text,
}

fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// The beginning that is shown of a line, and whether something was left off.
fn head(text: &str) -> (&str, bool) {
    if text.len() <= LONGEST_LINE {
        return (text, false);
    }
    (
        &text[..text.floor_char_boundary(LONGEST_LINE - '…'.len_utf8())],
        true,
    )
}

/// First step: each character by itself.
fn rewrite(text: &str, form: Form) -> String {
    let mut shown = String::with_capacity(text.len());
    // The last character kept: what a joiner or a tag hangs on.
    let mut before = ' ';
    let mut last = ' ';
    for (at, c) in text.char_indices() {
        let follows_cr = last == '\r';
        last = c;
        match signs::sign(c) {
            Sign::Plain => {
                shown.push(c);
                before = c;
                continue;
            }
            Sign::Break if c == '\n' && follows_cr => {}
            Sign::Break => shown.push(if form == Form::Line { ' ' } else { '\n' }),
            Sign::Tab => shown.push_str(if form == Form::Line { " " } else { "    " }),
            Sign::Control(symbol) => shown.push(symbol),
            Sign::Ornament => continue,
            Sign::Joiner => {
                let after = signs::neighbour(&text[at + c.len_utf8()..]);
                if after.is_some_and(|after| signs::joins(c, before, after)) {
                    keep_joiner(&mut shown, c, before);
                } else if form == Form::Text {
                    mark(&mut shown, c);
                }
                continue;
            }
            Sign::Hidden => {
                if form == Form::Text && !signs::is_flag_tag(before, c) {
                    mark(&mut shown, c);
                }
                continue;
            }
        }
        before = ' ';
    }
    shown
}

/// A ZWJ between letters only asks for a prettier shape, so it goes; a ZWNJ tells words apart, so it stays.
fn keep_joiner(shown: &mut String, joiner: char, before: char) {
    let is_needed = joiner == ZWNJ || signs::is_emoji(before);
    if is_needed && !shown.ends_with([ZWJ, ZWNJ]) {
        shown.push(joiner);
    }
}

/// A visible mark for a hidden character.
fn mark(shown: &mut String, c: char) {
    shown.extend(["⟨U+", &format!("{:04X}", u32::from(c)), "⟩"]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> String {
        Clean::line(text).into()
    }

    fn text(text: &str) -> String {
        Clean::text(text).into()
    }

    #[test]
    fn plain_words_stay_as_they_are() {
        for same in [
            "",
            "Ada Lovelace",
            "Zoë",
            "佐藤 ひろ",
            "Ёлка",
            "하나",
            "שלום",
            "🎉 launch 🇩🇪",
        ] {
            assert_eq!(line(same), same);
            assert_eq!(text(same), same);
        }
    }

    #[test]
    fn escapes_and_controls_become_visible() {
        assert_eq!(
            line("a\u{1b}[31mred\u{7}\u{7f}\u{9b}0m\0"),
            "a␛[31mred␇␡\u{fffd}0m␀"
        );
        assert_eq!(text("\u{1b}]52;c;x\u{7}"), "␛]52;c;x␇");
    }

    #[test]
    fn breaks_and_tabs_are_one_blank_in_a_line() {
        assert_eq!(
            line("a\tb\nc\r\nd\re\u{b}f\u{c}g\u{85}h\u{2028}i\u{2029}j"),
            "a b c d e f g h i j"
        );
    }

    #[test]
    fn breaks_stay_and_tabs_widen_in_a_text() {
        assert_eq!(text("a\r\nb\rc\n\nd\te\u{2028}f"), "a\nb\nc\n\nd    e\nf");
        assert_eq!(text("a\r\r\nb"), "a\n\nb");
    }

    #[test]
    fn hidden_characters_go_from_a_line_and_are_marked_in_a_text() {
        let hiding = "a\u{202e}b\u{200b}c\u{feff}d\u{ad}e\u{e0041}f\u{2066}g\u{3164}h\u{fff9}i\u{200d}j\u{fffe}";
        assert_eq!(line(hiding), "abcdefghij");
        assert_eq!(text("pay\u{202e}lla \u{e0041}"), "pay⟨U+202E⟩lla ⟨U+E0041⟩");
    }

    #[test]
    fn letters_are_composed_even_when_something_hid_between_them() {
        assert_eq!(line("Zoe\u{308}"), "Zoë");
        assert_eq!(line("Zoe\u{200b}\u{308}"), "Zoë");
        assert_eq!(line("\u{1112}\u{1161}\u{11ab}"), "한");
    }

    #[test]
    fn variation_selectors_and_skin_tones_go_everywhere() {
        assert_eq!(line("❤\u{fe0f}1\u{fe0f}\u{20e3}👍🏽"), "❤1\u{20e3}👍");
        assert_eq!(text("❤\u{fe0f}👍🏽"), "❤👍");
    }

    #[test]
    fn joined_emoji_stay_joined_and_other_joiners_go() {
        assert_eq!(line("👩🏽\u{200d}🚀"), "👩\u{200d}🚀");
        assert_eq!(line("👩\u{200d}"), "👩");
        assert_eq!(line("a\u{200d}b👩\u{200d}b"), "ab👩b");
        assert_eq!(line("👩\u{200d}\u{200d}🚀"), "👩\u{200d}🚀");
        assert_eq!(line("می\u{200c}خواهم a\u{200c}b"), "می\u{200c}خواهم ab");
    }

    #[test]
    fn a_line_without_end_is_cut_and_a_text_is_not() {
        let long = "é".repeat(100_000);
        assert!(line(&long).ends_with("é…"));
        assert!(line(&long).len() <= LONGEST_LINE);
        assert_eq!(line(&"x".repeat(70_000)).len(), LONGEST_LINE);
        assert_eq!(text(&long), long);
    }

    #[test]
    fn parts_are_joined_by_our_own_words() {
        const DOT: Clean = Clean::fixed("IG");
        assert_eq!(
            join(&[&Clean::line("Zoë"), &DOT], " · ").as_str(),
            "Zoë · IG"
        );
        assert_eq!(join(&[], ", "), Clean::default());
        assert_eq!(format!("[{:<4}]", Clean::line("ab")), "[ab  ]");
    }

    #[test]
    fn the_width_is_that_on_screen() {
        assert_eq!(Clean::line("佐藤 Zoë").width(), 8);
        assert_eq!(Clean::text("ab\ncd").width(), 4);
        assert_eq!(
            Clean::text("ab\ncd").lines().collect::<Vec<_>>(),
            ["ab", "cd"]
        );
    }
}
