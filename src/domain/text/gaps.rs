//! A text beside one of the same ASCII letters: what stands in each gap between them, and whether letters of the one were
//! lost there in the other.

use unicode_normalization::UnicodeNormalization;

use super::fold;

/// Signs that programs write where they cannot write a letter.
const MARKS: &str = "?_*#~^□▯▢■\u{fffd}";

/// Whether a text is the other with letters lost: its ASCII letters and digits are the same, in the same order, and
/// somewhere a run of the other's letters stands against something that is no spelling of it:
///
/// - Latin letters within a word against signs, letters of another script, or nothing;
/// - any letters against marks of lost ones.
///
/// Another accent (`é` for `ë`) and another Latin letter (`Möller` for `Müller`) are spellings. What stands in place of a
/// whole word of another script is one, too, and so is nothing (`Ada` for `Ada 에이다`).
pub(super) fn has_lost_letters(new: &str, old: &str) -> bool {
    let (new, old): (String, String) = (new.trim().nfc().collect(), old.trim().nfc().collect());
    let (new, old) = (Gaps::of(&new), Gaps::of(&old));
    if new.letters != old.letters {
        return false;
    }
    let last = old.gaps.len() - 1;
    let pairs = old.gaps.iter().zip(&new.gaps).enumerate();
    pairs.into_iter().any(|(at, (old, new))| {
        let touches =
            (at > 0 && old.starts_with(is_latin)) || (at < last && old.ends_with(is_latin));
        is_lost(old, new, touches)
    })
}

/// A text taken apart at its ASCII letters and digits.
struct Gaps<'a> {
    /// In small letters.
    letters: String,
    /// One more than there are letters.
    gaps: Vec<&'a str>,
}

impl<'a> Gaps<'a> {
    fn of(text: &'a str) -> Gaps<'a> {
        let is_letter = |c: char| c.is_ascii_alphanumeric();
        let letters = text.chars().filter(|c| is_letter(*c));
        Gaps {
            letters: letters.map(|c| c.to_ascii_lowercase()).collect(),
            gaps: text.split(is_letter).collect(),
        }
    }
}

/// A letter with an accent, or one that only some languages of the Latin script have.
fn is_latin(c: char) -> bool {
    let is_range = matches!(c, '\u{c0}'..='\u{2af}' | '\u{1e00}'..='\u{1eff}');
    is_range && c.is_alphabetic()
}

/// Whether the letters of a gap are lost in the other.
fn is_lost(old: &str, new: &str, touches: bool) -> bool {
    let letters = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphabetic())
            .collect::<String>()
    };
    let (was, is) = (letters(old), letters(new));
    if was.is_empty() || fold(&was) == fold(&is) {
        return false;
    }
    if is.is_empty() && new.contains(|c| MARKS.contains(c)) {
        return true;
    }
    let is_sign = |c: char| !c.is_ascii() && !c.is_alphabetic() && !old.contains(c);
    // A sign for itself, behind the word, is an ornament.
    let mut words = new.split(' ');
    let in_word = words.next().into_iter().chain(words.next_back());
    let is_odd = |word: &str| word.contains(is_sign) && word.contains(is_latin);
    touches && (!is.contains(is_latin) || in_word.into_iter().any(is_odd) || is_part(&is, &was))
}

/// Whether letters are those of the other without some that do not come again.
fn is_part(part: &str, whole: &str) -> bool {
    let mut rest = part.chars().peekable();
    let mut lost = Vec::new();
    for letter in whole.chars() {
        if rest.next_if_eq(&letter).is_none() {
            lost.push(letter);
        }
    }
    rest.peek().is_none() && !lost.is_empty() && lost.iter().all(|letter| !part.contains(*letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_against_something_else_are_lost() {
        for (new, old) in [
            ("Bj_rn", "Bjørn"),
            ("Bj__rn", "Bjørn"),
            ("Bj□rn", "Bjørn"),
            ("Bj*rn", "Bjørn"),
            ("Bj rn", "Bjørn"),
            ("Bj.rn", "Bjørn"),
            ("Bj酶rn", "Bjørn"),
            ("Bj¸rn", "Bjørn"),
            ("Bj├╕rn", "Bjørn"),
            ("Bj├âŞrn", "Bjørn"),
            ("Bjшrn", "Bjørn"),
            ("£ukasz", "Łukasz"),
            ("ukasz", "Łukasz"),
            ("Rene", "Renée"),
            ("Ki lelo", "Kāi ‘Ōlelo"),
            ("Dvo_ák", "Dvořák"),
            ("Dvoák", "Dvořák"),
            ("Ada ___", "Ada 에이다"),
            ("__", "佐藤"),
            ("□□", "佐藤"),
            ("Zo├½ Γ£┐", "Zoë ✿"),
        ] {
            assert!(has_lost_letters(new, old), "{new} for {old}");
            assert!(!has_lost_letters(old, new), "{old} puts {new} right");
        }
    }

    #[test]
    fn other_spellings_and_names_are_not() {
        for (new, old) in [
            ("Zoe", "Zoë"),
            ("Zoé", "Zoë"),
            ("Björn", "Bjørn"),
            ("Möller", "Müller"),
            ("René", "Renéé"),
            ("Zoë L.", "Zoë"),
            ("Ada", "Ada 에이다"),
            ("Ada エイダ", "Ada 에이다"),
            ("SULGI", "설기양SULGI"),
            ("Anna", "Anna ✿"),
            ("Anna!", "Anna ✿"),
            ("José ✿", "JosĂ© âśż"),
            ("D'Arcy", "D’Arcy"),
            ("Briain", "Ó Briain"),
            ("鈴木", "佐藤"),
            ("Елена", "Олена"),
            ("さとう", "佐藤"),
            ("Bo", "Zoë"),
            ("", "Zoë ✿"),
        ] {
            assert!(!has_lost_letters(new, old), "{new} for {old}");
        }
    }
}
