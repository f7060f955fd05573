//! How like words are to what was typed: every typed word must be found, at beginnings best, else as letters in their
//! order (`ntst` finds *next step*).

use super::fold::fold;

/// How like some words are; `None` where a typed word is not in them at all. Larger is liker.
#[must_use]
pub fn likeness(typed: &str, words: &str) -> Option<u32> {
    let (typed, words) = (fold(typed.trim()), fold(words));
    typed
        .split_whitespace()
        .map(|part| of_part(part, &words))
        .sum()
}

fn of_part(part: &str, words: &str) -> Option<u32> {
    if words.starts_with(part) {
        return Some(1_000);
    }
    let begins_word = words
        .match_indices(part)
        .any(|(place, _)| words[..place].ends_with(|before: char| !before.is_alphanumeric()));
    if begins_word {
        return Some(800);
    }
    if words.contains(part) {
        return Some(500);
    }
    scattered(part, words)
}

/// Letters in their order, each run of them as early and as long as may be; fewer runs are liker.
fn scattered(part: &str, words: &str) -> Option<u32> {
    if part.chars().count() < 2 {
        return None;
    }
    let (mut rest, mut gaps) = (words, 0_u32);
    for wanted in part.chars() {
        let place = rest.find(wanted)?;
        gaps += u32::from(place > 0);
        rest = &rest[place + wanted.len_utf8()..];
    }
    let length = u32::try_from(part.chars().count()).unwrap_or(u32::MAX);
    (gaps <= length.div_ceil(2)).then(|| 300_u32.saturating_sub(gaps * 20))
}

#[cfg(test)]
mod tests {
    use super::likeness;

    #[test]
    fn beginnings_are_liker_than_insides_and_scattered_letters_least() {
        let whole = likeness("next", "next step");
        let word = likeness("step", "next step");
        let inside = likeness("ext", "next step");
        let letters = likeness("nxst", "next step");
        assert!(whole > word && word > inside && inside > letters);
        assert!(letters.is_some());
        assert_eq!(likeness("zzz", "next step"), None);
        assert_eq!(likeness("next zoo", "next step"), None);
    }

    #[test]
    fn nothing_typed_is_like_everything_and_marks_do_not_matter() {
        assert_eq!(likeness(" ", "next step"), Some(0));
        assert_eq!(likeness("zoe", "Zoë"), Some(1_000));
        assert_eq!(likeness("qp", "qqq"), None);
        assert_eq!(likeness("ab", "a"), None);
    }
}
