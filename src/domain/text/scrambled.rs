//! Text that went through a wrong encoding: known by itself, and beside the text that it was.
//!
//! `Zoë` in UTF-8 read as Windows-1252 is `ZoÃ«`, and once more `ZoÃƒÂ«`. Such a text can be put right again, and so it
//! is known without a dictionary: its letters, written as Windows-1252, are UTF-8. Beside the text that it was, more
//! is known: other code pages, letters that were lost on the way (`Zo?`, `Zo`, `Zo\u{fffd}`).

use std::borrow::Cow;

use encoding_rs::Encoding;

use unicode_normalization::UnicodeNormalization;

use super::signs::{self, Sign};
use super::{escapes, fold, gaps, pages};

/// What stands where a letter was lost.
const LOST: char = '\u{fffd}';
/// Code pages that UTF-8 is taken for by mistake.
const PAGES: &[&Encoding] = &[
    encoding_rs::WINDOWS_1252,
    encoding_rs::MACINTOSH,
    encoding_rs::WINDOWS_1250,
    encoding_rs::WINDOWS_1251,
    encoding_rs::WINDOWS_1254,
    encoding_rs::IBM866,
];
/// How often a text can have gone through the wrong encoding.
const TIMES: usize = 3;

/// UTF-8 that was taken for Windows-1252, once or several times, put right again; `None` if it is no such text.
#[must_use]
pub fn unscrambled(text: &str) -> Option<String> {
    let mut right = unscrambled_once(text)?;
    while let Some(again) = unscrambled_once(&right) {
        right = again;
    }
    Some(right)
}

fn unscrambled_once(text: &str) -> Option<String> {
    // Every scrambled letter begins with one of these.
    if !text.contains(|letter: char| ('\u{c2}'..='\u{f4}').contains(&letter)) {
        return None;
    }
    match encoding_rs::WINDOWS_1252.encode(text) {
        (Cow::Owned(bytes), _, false) => String::from_utf8(bytes).ok(),
        _ => None,
    }
}

/// Whether a text shows by itself that letters of it are lost or wrong.
#[must_use]
pub fn is_damaged(text: &str) -> bool {
    !text.is_ascii() && (text.contains(is_wrong) || unscrambled_once(text).is_some())
}

/// What is no letter in any text: the mark of a lost one, and controls that a code page lacks letters for.
fn is_wrong(letter: char) -> bool {
    letter == LOST || ('\u{80}'..='\u{9f}').contains(&letter)
}

/// Whether a new text would damage the one that is there: it shows damage or hides signs where that does not, or it is
/// that text and only lost something; see [`is_form_of`].
#[must_use]
pub fn damages(new: &str, old: &str) -> bool {
    if new == old || is_plain(new) && is_plain(old) && !new.contains('?') || old.trim().is_empty() {
        return false;
    }
    is_damaged(new) && !is_damaged(old)
        || signs::hides(new) && !signs::hides(old)
        || is_form_of(new, old)
}

/// Whether a text is another one that only lost something on its way. It is the other text
///
/// - with invisible signs or commands to a terminal inside, decomposed, or without a joiner that it needs; or
/// - as a wrong code page reads it; or
/// - with letters that are not ASCII replaced by `?` or U+FFFD, one a letter or one a byte, others kept or without their
///   accents; or
/// - with all accented letters left out; or
/// - with the same ASCII letters, and signs, escapes (`&#248;`, `%C3%B8`), letters of another script or nothing where
///   letters of a word stood.
///
/// A text without its accents alone (`Zoe` for `Zoë`) is another spelling and no damage.
#[must_use]
pub fn is_form_of(new: &str, old: &str) -> bool {
    if new == old || is_plain(new) && is_plain(old) {
        return false;
    }
    if lost_shape(new, old) {
        return true;
    }
    if old.is_ascii() {
        return false;
    }
    if is_image(new, old) || has_lost(new, old) {
        return true;
    }
    let marked = escapes::marked(new);
    !is_damaged(old) && gaps::has_lost_letters(marked.as_deref().unwrap_or(new), old)
}

/// Whether a text puts another one right: that is a form of it which shows that something is wrong. A plain word that only
/// lacks letters (`caf` for `café`) may be meant so.
#[must_use]
pub fn mends(new: &str, old: &str) -> bool {
    let is_word = |c: char| c.is_ascii_alphanumeric() || " .,'-/()".contains(c);
    !old.chars().all(is_word) && is_form_of(old, new)
}

/// ASCII without commands to a terminal: most texts.
fn is_plain(text: &str) -> bool {
    text.is_ascii() && !text.contains(|letter: char| letter.is_control() && !is_blank(letter))
}

fn is_blank(letter: char) -> bool {
    matches!(letter, '\n' | '\r' | '\t')
}

/// Whether two texts are the same to the eye, and the new one is the worse: it hides signs, is decomposed, or lacks signs
/// that join letters.
fn lost_shape(new: &str, old: &str) -> bool {
    let (composed, other): (String, String) = (new.nfc().collect(), old.nfc().collect());
    if visible(&composed) != visible(&other) {
        return false;
    }
    signs::hides(new)
        || composed != new && other == old
        || !signs::hides(old) && composed.chars().count() < other.chars().count()
}

/// What can be seen of a composed text: no invisible signs, no commands to a terminal.
fn visible(text: &str) -> String {
    let mut seen = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match signs::sign(letter) {
            Sign::Control('␛') if letters.next_if_eq(&'[').is_some() => {
                while letters
                    .next_if(|one| matches!(one, '0'..='9' | ';' | '?'))
                    .is_some()
                {}
                letters.next();
            }
            Sign::Control(_) | Sign::Hidden | Sign::Joiner => {}
            Sign::Plain | Sign::Tab | Sign::Break | Sign::Ornament => seen.push(letter),
        }
    }
    // What hid between a letter and its accent kept the two apart.
    seen.nfc().collect::<String>().trim().to_owned()
}

/// Whether a text is what a wrong code page makes of the other.
fn is_image(new: &str, old: &str) -> bool {
    let wanted = comparable(new);
    PAGES.iter().any(|page| {
        let mut image = old.to_owned();
        (0..TIMES).any(|_| {
            image = page
                .decode_without_bom_handling(image.as_bytes())
                .0
                .into_owned();
            comparable(&image) == wanted
        })
    }) || is_between_pages(&wanted, new, old)
}

/// Whether a text is the other, written in one code page and read in another. Of two texts of which each can be the
/// other's image, the one that looks worse is; where none does, the one that is known stays.
fn is_between_pages(wanted: &str, new: &str, old: &str) -> bool {
    let known = comparable(old);
    let ends = old.find(|letter: char| !letter.is_ascii());
    let begins = comparable(&old[..ends.unwrap_or(0)]);
    let could_be = !new.is_ascii() && wanted.starts_with(&begins) && wanted != known;
    could_be
        && oddness(new) >= oddness(old)
        && pages::any_image(old, |image| image != old && comparable(image) == wanted)
}

/// How much of a text no one writes so: signs within words, letters of two alphabets in one, capitals behind small
/// letters, words of accents alone.
fn oddness(text: &str) -> usize {
    let is_latin = |c: &char| c.is_alphabetic() && ('A'..='\u{2af}').contains(c);
    text.split_whitespace()
        .map(|word| {
            let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
            let signs = word.chars().filter(|c| !c.is_ascii() && !c.is_alphabetic());
            let latin = letters.iter().filter(|c| is_latin(c)).count();
            let is_small = letters.iter().any(|c| c.is_lowercase());
            let capitals = letters
                .iter()
                .skip(1)
                .filter(|c| !c.is_ascii() && c.is_uppercase());
            let accents = letters
                .iter()
                .filter(|c| is_latin(c) && !c.is_ascii())
                .count();
            usize::from(!letters.is_empty()) * signs.count()
                + usize::from(latin > 0 && latin < letters.len())
                + usize::from(is_small) * capitals.count()
                + usize::from(accents > 2 && accents * 2 > letters.len())
        })
        .sum()
}

/// A text without what gets lost when it is cleaned, cut or pasted.
fn comparable(text: &str) -> String {
    let kept: String = text
        .chars()
        .filter(|letter| !letter.is_control() && *letter != LOST)
        .collect();
    let words: Vec<&str> = kept.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// Whether a text is the other with letters replaced by marks of lost ones, or with its accented letters left out.
fn has_lost(new: &str, old: &str) -> bool {
    let new = new.trim();
    let forms: [String; 2] = [old.trim().nfc().collect(), old.trim().nfd().collect()];
    let is_accented = |letter: &char| {
        !letter.is_ascii() && letter.is_alphabetic() && fold(&letter.to_string()).is_ascii()
    };
    let is_left_out = || {
        let left: String = old.chars().filter(|letter| !is_accented(letter)).collect();
        left != old && left == new
    };
    let marks: [fn(char) -> usize; 3] = [|_| 1, char::len_utf8, char::len_utf16];
    forms
        .iter()
        .any(|old| marks.iter().any(|marks| is_marked(new, old, *marks)))
        || is_left_out()
}

/// Whether a text is the other with at least one letter replaced by so many marks of a lost one.
fn is_marked(new: &str, old: &str, marks: fn(char) -> usize) -> bool {
    let (mut rest, mut lost) = (new, false);
    for letter in old.chars() {
        if let Some(after) = rest.strip_prefix(letter) {
            rest = after;
            continue;
        }
        if letter.is_ascii() {
            return false;
        }
        let many = marks(letter);
        let marked = ["?", "\u{fffd}"]
            .iter()
            .find_map(|mark| rest.strip_prefix(mark.repeat(many).as_str()));
        let folded = fold(&letter.to_string());
        if let Some(after) = marked {
            (rest, lost) = (after, true);
        } else if let Some(head) = rest.get(..folded.len())
            && !folded.is_empty()
            && fold(head) == folded
        {
            rest = &rest[folded.len()..];
        } else {
            return false;
        }
    }
    lost && rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scrambled_texts_are_put_right() {
        for (text, right) in [
            ("ZoÃ«", "Zoë"),
            ("ZoÃƒÂ«", "Zoë"),
            ("CÃ´te d'Ivoire", "Côte d'Ivoire"),
            ("JosÃ© âœ¿", "José ✿"),
            ("ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет"),
        ] {
            assert_eq!(unscrambled(text).as_deref(), Some(right), "{text}");
            assert!(is_damaged(text), "{text}");
        }
    }

    #[test]
    fn whole_texts_are_not_damaged() {
        for text in [
            "",
            "Zoë",
            "Jürgen Größe",
            "José",
            "Łukasz",
            "Ávila",
            "Côte",
            "NÃO",
            "São Tomé",
            "„MENÜ“",
            "설인아",
            "✿",
            "Zoë Lindqvist",
            "Åsa Ödegård",
            "Ana Conceição",
            "Ð",
            "Zo?",
            "«à la»",
            "ÀÉ",
        ] {
            assert!(!is_damaged(text), "{text}");
            assert_eq!(unscrambled(text), None, "{text}");
        }
        for text in ["Zo\u{fffd}", "J\u{81}rgen"] {
            assert!(is_damaged(text), "{text:?}");
        }
    }

    #[test]
    fn a_damaged_text_never_replaces_the_one_that_it_was() {
        for old in [
            "Zoë",
            "Jürgen Größe",
            "José ✿",
            "Città",
            "설인아",
            "Владимир",
            "Ávila",
            "İpek Çağ",
        ] {
            for page in PAGES {
                let mut image = old.to_owned();
                for _ in 0..TIMES {
                    image = page
                        .decode_without_bom_handling(image.as_bytes())
                        .0
                        .into_owned();
                    assert!(damages(&image, old), "{image} for {old}");
                    assert!(damages(image.trim(), old), "{image} for {old}");
                    assert!(!damages(old, &image), "{old} puts {image} right");
                }
            }
        }
        for (new, old) in [
            ("Zo?", "Zoë"),
            ("Zo??", "Zoë"),
            ("Zo", "Zoë"),
            ("Zo\u{fffd}", "Zoë"),
            ("J\u{fffd}rgen Gr\u{fffd}\u{fffd}e", "Jürgen Größe"),
            ("Another \u{fffd}", "Zoë"),
            ("ZoÃ«", "Zoe"),
            ("ZoÃ« Lindqvist", "Zoë"),
            ("?? ??????", "Ян Иванов"),
            ("???? ????????????", "Ян Иванов"),
            ("?ód?", "Łódź"),
            ("?odz", "Łódź"),
            ("\u{fffd}ód\u{fffd}", "Łódź"),
            ("Ada ???", "Ada 에이다"),
            ("??????", "佐藤"),
            ("Zo? ?", "Zoë ✿"),
            ("Zoe?", "Zoë"),
            ("Zoe\u{308}", "Zoë"),
            ("\u{feff}Zoë", "Zoë"),
            ("\u{feff}Ann", "Ann"),
            ("A\u{200b}nn", "Ann"),
            ("A\u{1b}[31mnn", "Ann"),
            ("Ann\u{7}", "Ann"),
            ("An\u{202e}n", "Ann"),
            ("An\u{202e}na", "Ann"),
            ("Zoe\u{200b}\u{308}", "Zoë"),
            ("میخواهم", "می\u{200c}خواهم"),
        ] {
            assert!(damages(new, old), "{new} for {old}");
        }
    }

    #[test]
    fn a_plain_word_is_not_put_right() {
        for (new, old) in [
            ("café", "caf?"),
            ("café", "caf_"),
            ("café", "cafÃ©"),
            ("佐藤氏", "???"),
        ] {
            assert!(mends(new, old), "{new} for {old}");
            assert!(!mends(old, new), "{old} for {new}");
        }
        for (new, old) in [
            ("café", "caf"),
            ("Renée", "Rene"),
            ("café", "café"),
            ("Zoë", "Zoe"),
        ] {
            assert!(!mends(new, old), "{new} for {old}");
        }
    }

    /// What other programs make of names, and never the other way round.
    #[test]
    fn names_stay_whatever_encoding_they_went_through() {
        for (old, images) in [
            (
                "Bjørn",
                "Bj&#248;rn|Bj\\u00f8rn|Bj%C3%B8rn|Bj=C3=B8rn|Bj+APg-rn|Bj_rn|Bj□rn|Bj酶rn|Bj├╕rn|Bj├©rn|Bj├âŞrn|Bjц╦rn|Bj첩rn|Bjﾃｸrn",
            ),
            ("Zoë", "Zo‘|ZoÎ|ZoÙ|Zo├½|Zoδ|Zo‰|Zoл|Zo&euml;"),
            ("Müller", "MŸller|M³ller|M\u{81}ller|Mⁿller|Mьller"),
            ("Łukasz Černý", "£ukasz Èerný"),
            ("İpek Şahin", "Ýpek Þahin"),
            (
                "Олена Шевченко",
                "Îëåíà Øåâ÷åíêî|&#1054;&#1083;&#1077;&#1085;&#1072;",
            ),
            ("李娜", "ÀîÄÈ|&#26446;&#23068;|\\u674e\\u5a1c|__|□□"),
        ] {
            for image in images.split('|') {
                let first = old.split(' ').next().unwrap_or(old);
                let of = if image.contains(' ') || !old.contains(' ') {
                    old
                } else {
                    first
                };
                assert!(damages(image, of), "{image} for {of}");
            }
        }
        for (right, wrong) in [
            ("Олена Шевченко", "Îëåíà Øåâ÷åíêî"),
            ("Müller", "MŸller"),
            ("Zoë", "ZoÎ"),
            ("Zoë", "Zoδ"),
            ("Zoë", "Zo├½"),
            ("Bjørn", "Bj&#248;rn"),
            ("李娜", "ÀîÄÈ"),
            ("Möller", "Müller"),
            ("Zoé", "Zoë"),
            ("Елена", "Олена"),
            ("鈴木", "佐藤"),
        ] {
            assert!(!damages(right, wrong), "{right} for {wrong}");
        }
    }

    /// A name that is written in any page and read in any other is known; a good one is never kept out by it.
    #[test]
    fn no_page_read_as_another_replaces_a_name() {
        let names = [
            "Zoë",
            "Bjørn Ås",
            "Łukasz Černý",
            "İpek Şahin",
            "Олена Шевченко",
            "李娜",
            "佐藤さくら",
            "설인아",
            "Ñuño Peña",
            "Þóra Ægisdóttir",
            "Αλέξης",
            "Jürgen Größe",
        ];
        for old in names {
            let mut images = 0;
            pages::any_image(old, |image| {
                let is_other = comparable(image) != comparable(old);
                if is_other && oddness(image) >= oddness(old) {
                    images += 1;
                    assert!(damages(image, old), "{image} for {old}");
                }
                false
            });
            assert!(images > 10, "{old}: {images}");
            for other in names.iter().filter(|other| **other != old) {
                assert!(!damages(other, old), "{other} for {old}");
            }
        }
    }

    #[test]
    fn other_texts_replace_it() {
        for (new, old) in [
            ("Zoe", "Zoë"),
            ("Zoë L.", "Zoë"),
            ("Zoë", "Zoe"),
            ("Zoë", "Zo\u{fffd}"),
            ("Zoë", "ZoÃ«"),
            ("Anna", "Anna ✿"),
            ("Ada", "Ada 에이다"),
            ("What?", "Was"),
            ("Bo", "Zoë"),
            ("ZoÃ«", ""),
            ("ZoÃ«", "ZoÃ«"),
            ("Jon?", "Jon"),
            ("Zoë?", "Zoë"),
            ("Was?", "Größe"),
            ("Zoë", "Zoe\u{308}"),
            ("Zoë", "\u{feff}Zoë"),
            ("Ann", "A\u{200b}nn"),
            ("Ян Иванов", "?? ??????"),
            ("Łódź", "?ód?"),
            ("Lodz", "Łódź"),
            ("می\u{200c}خواهم", "میخواهم"),
            ("two\r\nlines", "one\tline"),
            ("?", ""),
        ] {
            assert!(!damages(new, old), "{new} for {old}");
        }
    }
}
