//! Languages by their ISO 639-1 codes, and the ways exports spell them.
//!
//! The table is `assets/languages.tsv`: code, English name, other spellings parted by `|` (ISO 639-2 codes, other
//! English names, what the speakers call it). Regions are dropped: `en-US` and `pt_BR` are English and Portuguese.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::text::fold;

/// One language: code, English name, other spellings.
struct Entry {
    code: &'static str,
    name: &'static str,
    aliases: &'static str,
}

static TABLE: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    include_str!("../../assets/languages.tsv")
        .lines()
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some(Entry {
                code: cells.next()?,
                name: cells.next()?,
                aliases: cells.next().unwrap_or(""),
            })
        })
        .collect()
});

static SPELLINGS: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let mut spellings = HashMap::new();
    for entry in TABLE.iter() {
        let texts = [entry.code, entry.name]
            .into_iter()
            .chain(entry.aliases.split('|'));
        for text in texts.filter(|text| !text.is_empty()) {
            spellings.entry(fold(text)).or_insert(entry.code);
        }
    }
    spellings
});

/// The code of a language written in any way we know: `en`, `eng`, `English`, `en-US`, `English (UK)`, `Deutsch`.
/// ISO 639-1, lower case.
#[must_use]
pub fn parse(text: &str) -> Option<&'static str> {
    let text = text.trim();
    if let [first, second] = text.as_bytes() {
        let code = [first.to_ascii_lowercase(), second.to_ascii_lowercase()];
        if let Some(entry) = entry_of(&code) {
            return Some(entry.code);
        }
    }
    let folded = fold(text);
    let known = |text: &str| SPELLINGS.get(text.trim()).copied();
    known(&folded).or_else(|| {
        // A region or a script after the language, as in `en-US`, `zh_Hant` and `English (UK)`.
        let (before, _) = folded.split_once(['-', '_', '('])?;
        known(before)
    })
}

/// The English name of a language, by its code in any case.
#[must_use]
pub fn name(code: &str) -> Option<&'static str> {
    let code = code.to_ascii_lowercase();
    entry_of(code.as_bytes()).map(|entry| entry.name)
}

/// All codes with their English names, in the order of the codes; for completion and choosing from a list.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    TABLE.iter().map(|entry| (entry.code, entry.name))
}

fn entry_of(code: &[u8]) -> Option<&'static Entry> {
    let at = TABLE
        .binary_search_by(|entry| entry.code.as_bytes().cmp(code))
        .ok()?;
    TABLE.get(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_of_two_letters() {
        assert!(TABLE.len() > 180);
        assert!(TABLE.is_sorted_by(|a, b| a.code < b.code));
        assert!(all().all(|(code, name)| code.len() == 2 && !name.is_empty()));
    }

    #[test]
    fn every_spelling_leads_to_its_own_language() {
        for entry in TABLE.iter() {
            for text in [entry.code, entry.name]
                .into_iter()
                .chain(entry.aliases.split('|'))
                .filter(|t| !t.is_empty())
            {
                assert_eq!(parse(text), Some(entry.code), "{text}");
            }
        }
    }

    #[test]
    fn languages_are_read_as_exports_write_them() {
        for (text, code) in [
            ("english", "en"),
            ("EN", "en"),
            ("en-US", "en"),
            ("pt_BR", "pt"),
            ("zh-Hans", "zh"),
            ("English (UK)", "en"),
            ("eng", "en"),
            ("ger", "de"),
            ("Deutsch", "de"),
            ("Español", "es"),
            ("Filipino", "tl"),
            ("日本語", "ja"),
            ("Türkçe", "tr"),
        ] {
            assert_eq!(parse(text), Some(code), "{text}");
        }
    }

    #[test]
    fn what_is_no_language_is_none() {
        for text in ["", "NaN", "Klingonese", "zz", "-", "(x)"] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(name("EN"), Some("English"));
        assert_eq!(name("zz"), None);
    }
}
