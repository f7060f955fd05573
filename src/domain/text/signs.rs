//! What single characters are when text is made fit to be shown or searched: plain, a blank, a control, hidden,
//! an ornament of the character before, or a joiner. The tables follow Unicode's `Default_Ignorable_Code_Point`.

use std::ops::RangeInclusive;

/// How a character of somebody else's text is treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// Shown as it is.
    Plain,
    /// TAB: a blank, or four in a text of many lines.
    Tab,
    /// LF, CR, VT, FF, NEL and the Unicode separators: a line ends.
    Break,
    /// A control character, with the symbol that stands for it.
    Control(char),
    /// Invisible, or it changes what its neighbours look like.
    Hidden,
    /// Variation selector or skin tone: legitimate, but drawn wrongly by ratatui 0.30, so it goes without a word.
    Ornament,
    /// ZWJ or ZWNJ: stays where emoji or letters are joined.
    Joiner,
}

/// Zero width joiner.
pub(super) const ZWJ: char = '\u{200d}';
/// Zero width non-joiner.
pub(super) const ZWNJ: char = '\u{200c}';
/// The base of the flags of England, Scotland and Wales, whose tag characters are no secret text.
const BLACK_FLAG: char = '\u{1f3f4}';

/// Default ignorables, interlinear annotation; without the ornaments and joiners, which are asked about first.
const HIDDEN: &[RangeInclusive<char>] = &[
    '\u{ad}'..='\u{ad}',
    '\u{34f}'..='\u{34f}',
    '\u{61c}'..='\u{61c}',
    '\u{115f}'..='\u{1160}',
    '\u{17b4}'..='\u{17b5}',
    '\u{180e}'..='\u{180e}',
    '\u{200b}'..='\u{200f}',
    '\u{202a}'..='\u{202e}',
    '\u{2060}'..='\u{206f}',
    '\u{3164}'..='\u{3164}',
    '\u{fdd0}'..='\u{fdef}',
    '\u{feff}'..='\u{feff}',
    '\u{ffa0}'..='\u{ffa0}',
    '\u{fff0}'..='\u{fffb}',
    '\u{1bca0}'..='\u{1bca3}',
    '\u{1d173}'..='\u{1d17a}',
    '\u{e0000}'..='\u{e0fff}',
];

/// Letters whose neighbours may be joined or kept apart by ZWJ and ZWNJ: Arabic to Arabic Extended, the scripts of
/// India and Sri Lanka, Arabic presentation forms.
const JOINING: &[RangeInclusive<char>] = &[
    '\u{600}'..='\u{8ff}',
    '\u{900}'..='\u{dff}',
    '\u{fb50}'..='\u{fdcf}',
    '\u{fe70}'..='\u{fefc}',
];

/// Pictures that may be part of a joined emoji.
const EMOJI: &[RangeInclusive<char>] = &[
    '\u{2194}'..='\u{2199}',
    '\u{2600}'..='\u{27bf}',
    '\u{2b00}'..='\u{2bff}',
    '\u{1f000}'..='\u{1faff}',
];

fn within(table: &[RangeInclusive<char>], c: char) -> bool {
    table.iter().any(|range| range.contains(&c))
}

/// What this character is.
pub(super) fn sign(c: char) -> Sign {
    match c {
        ' '..='~' => Sign::Plain,
        '\t' => Sign::Tab,
        '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Sign::Break,
        '\0'..='\u{1f}' => Sign::Control(picture(c)),
        '\u{7f}' => Sign::Control('\u{2421}'),
        '\u{80}'..='\u{9f}' => Sign::Control('\u{fffd}'),
        ZWJ | ZWNJ => Sign::Joiner,
        '\u{180b}'..='\u{180d}'
        | '\u{180f}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{1f3fb}'..='\u{1f3ff}'
        | '\u{e0100}'..='\u{e01ef}' => Sign::Ornament,
        _ if u32::from(c) & 0xfffe == 0xfffe || within(HIDDEN, c) => Sign::Hidden,
        _ => Sign::Plain,
    }
}

/// The control picture of a C0 control, for example `␛`.
fn picture(c: char) -> char {
    char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}')
}

/// Whether the character leaves nothing to see.
pub(super) fn is_unseen(c: char) -> bool {
    c.is_whitespace() || sign(c) != Sign::Plain
}

/// Whether this is a letter, vowel sign or virama of a script that joins its letters.
pub(super) fn is_joining(c: char) -> bool {
    within(JOINING, c)
}

/// Whether this is a letter of an Indic script, where letters melt into one cluster after a virama.
pub(super) fn is_indic(c: char) -> bool {
    ('\u{900}'..='\u{dff}').contains(&c)
}

/// Whether this may be part of a joined emoji.
pub(super) fn is_emoji(c: char) -> bool {
    within(EMOJI, c)
}

/// Whether a joiner between these two neighbours does something that people wanted.
pub(super) fn joins(joiner: char, before: char, after: char) -> bool {
    let letters = is_joining(before) && is_joining(after);
    if joiner == ZWJ {
        letters || (is_emoji(before) && is_emoji(after))
    } else {
        letters
    }
}

/// Whether a tag character after this one is part of a flag.
pub(super) fn is_flag_tag(before: char, c: char) -> bool {
    before == BLACK_FLAG && ('\u{e0020}'..='\u{e007f}').contains(&c)
}

/// The next character that is neither ornament nor hidden: what a joiner joins to. Looks only a few characters ahead,
/// so that a text of nothing but joiners costs no more than another.
pub(super) fn neighbour(rest: &str) -> Option<char> {
    rest.chars()
        .take(8)
        .find(|&c| !matches!(sign(c), Sign::Ornament | Sign::Hidden | Sign::Joiner))
}

/// Whether a text has controls, or hidden characters that do nothing for an emoji or a script.
pub(super) fn hides(text: &str) -> bool {
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let hidden = match sign(c) {
            Sign::Plain | Sign::Tab | Sign::Break => {
                before = c;
                false
            }
            Sign::Ornament => false,
            Sign::Control(_) => true,
            Sign::Hidden => !is_flag_tag(before, c),
            Sign::Joiner => {
                !neighbour(&text[at + c.len_utf8()..]).is_some_and(|after| joins(c, before, after))
            }
        };
        if hidden {
            return true;
        }
    }
    false
}

/// Every character of the smaller scripts and signs, and a sample of the large uniform blocks (all of Unicode takes a
/// minute).
#[cfg(test)]
pub(super) fn telling_characters() -> impl Iterator<Item = char> {
    let is_uniform = |c: u32| matches!(c, 0x3400..=0x9fff | 0xac00..=0xd7af | 0xe000..=0xf8ff | 0x12000..=0x1afff | 0x20000..);
    (0..0x11_0000)
        .filter(move |&c| !is_uniform(c) || c % 89 == 0)
        .filter_map(char::from_u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_control_has_its_symbol() {
        assert_eq!(sign('\u{1b}'), Sign::Control('␛'));
        assert_eq!(sign('\0'), Sign::Control('␀'));
        assert_eq!(sign('\u{7f}'), Sign::Control('␡'));
        assert_eq!(sign('\u{9b}'), Sign::Control('\u{fffd}'));
    }

    #[test]
    fn noncharacters_of_every_plane_are_hidden() {
        for c in [
            '\u{fffe}',
            '\u{ffff}',
            '\u{fdd0}',
            '\u{1fffe}',
            '\u{10ffff}',
        ] {
            assert_eq!(sign(c), Sign::Hidden, "{:x}", u32::from(c));
        }
        assert_eq!(sign('\u{fffd}'), Sign::Plain);
        assert_eq!(sign('\u{e000}'), Sign::Plain);
    }

    #[test]
    fn joiners_count_only_between_emoji_or_joining_letters() {
        assert!(joins(ZWJ, '👩', '🚀'));
        assert!(!joins(ZWNJ, '👩', '🚀'));
        assert!(joins(ZWNJ, 'ی', 'خ'));
        assert!(!joins(ZWJ, 'a', '🚀'));
    }

    #[test]
    fn the_tags_of_a_flag_are_no_secret_text() {
        assert!(!hides("🏴\u{e0067}\u{e0062}\u{e007f}"));
        assert!(hides("👍\u{e0067}"));
    }
}
