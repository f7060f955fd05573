//! Text that went through a wrong encoding: known by itself, and beside the text that it was.
//!
//! `Zoë` in UTF-8 read as Windows-1252 is `ZoÃ«`, and once more `ZoÃƒÂ«`. Such a text can be put right again, and so it
//! is known without a dictionary: its letters, written as Windows-1252, are UTF-8. Beside the text that it was, more
//! is known: other code pages, letters that were lost on the way (`Zo?`, `Zo`, `Zo\u{fffd}`).

use std::borrow::Cow;

use encoding_rs::Encoding;

use super::fold;

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

/// Whether a new text would damage the one that is there: it is damaged where that is not, or it is that text with
/// its letters wrong, replaced by `?` or left out.
#[must_use]
pub fn damages(new: &str, old: &str) -> bool {
    if new == old || old.is_ascii() && new.is_ascii() {
        return false;
    }
    if is_damaged(new) && !is_damaged(old) && !old.trim().is_empty() {
        return true;
    }
    is_form_of(new, old)
}

/// Whether a text is another one with its letters wrong, replaced or left out.
#[must_use]
pub fn is_form_of(new: &str, old: &str) -> bool {
    !old.is_ascii() && new != old && (is_image(new, old) || has_lost(new, old))
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
    })
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

/// Whether a text is the other with its accented letters replaced by question marks, or left out.
fn has_lost(new: &str, old: &str) -> bool {
    let is_accented = |letter: char| {
        !letter.is_ascii() && letter.is_alphabetic() && fold(&letter.to_string()).is_ascii()
    };
    if !old.contains(is_accented) {
        return false;
    }
    let with = |mark: fn(char) -> String| -> String {
        let each = |letter| {
            if is_accented(letter) {
                mark(letter)
            } else {
                letter.to_string()
            }
        };
        old.chars().map(each).collect()
    };
    new == with(|_| "?".to_owned())
        || new == with(|letter| "?".repeat(letter.len_utf8()))
        || new == with(|_| LOST.to_string())
        || new == with(|letter| LOST.to_string().repeat(letter.len_utf8()))
        || new == with(|_| String::new())
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
        ] {
            assert!(damages(new, old), "{new} for {old}");
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
        ] {
            assert!(!damages(new, old), "{new} for {old}");
        }
    }
}
