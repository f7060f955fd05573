//! Countries by their ISO 3166-1 codes, and the many ways exports spell them.
//!
//! The table is `assets/countries.tsv`: code, English name, other spellings parted by `|` (alpha-3 code, official
//! names, what people write, what the country calls itself). Kosovo is in it under the code everybody uses for it, `XK`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::text::fold;

/// One country: code and English name, and its other spellings.
struct Entry {
    code: &'static str,
    name: &'static str,
    aliases: &'static str,
}

static TABLE: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    include_str!("../../assets/countries.tsv")
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
            spellings.entry(plain(text)).or_insert(entry.code);
        }
    }
    spellings
});

/// The code of a country written in any way we know: `de`, `DEU`, `Germany`, `Deutschland`, `U.S.A.`, `Cote d'Ivoire`,
/// `🇩🇪`. Case, accents, dots and apostrophes do not matter. ISO 3166-1 alpha-2, upper case.
#[must_use]
pub fn parse(text: &str) -> Option<&'static str> {
    let text = text.trim();
    if let [first, second] = text.as_bytes() {
        let code = [first.to_ascii_uppercase(), second.to_ascii_uppercase()];
        if let Some(entry) = entry_of(&code) {
            return Some(entry.code);
        }
    }
    if let Some(code) = flag(text) {
        return entry_of(&code).map(|entry| entry.code);
    }
    SPELLINGS.get(&plain(text)).copied()
}

/// The English name of a country, by its code in any case.
#[must_use]
pub fn name(code: &str) -> Option<&'static str> {
    let code = code.to_ascii_uppercase();
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

/// The two letters of a flag emoji.
fn flag(text: &str) -> Option<[u8; 2]> {
    let mut letters = text.chars().map(|c| {
        let place = u32::from(c).checked_sub(0x1_F1E6)?;
        u8::try_from(place)
            .ok()
            .filter(|place| *place < 26)
            .map(|place| b'A' + place)
    });
    let code = [letters.next()??, letters.next()??];
    letters.next().is_none().then_some(code)
}

/// Folded, without dots, apostrophes and a leading `the`; other punctuation parts words.
fn plain(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for c in fold(text).chars() {
        match c {
            '.' | '\'' | '’' | '`' | 'ʻ' | 'ʼ' => {}
            '&' => words.push_str(" and "),
            c if c.is_alphanumeric() => words.push(c),
            _ => words.push(' '),
        }
    }
    let words: Vec<&str> = words.split_whitespace().collect();
    let words = words.join(" ");
    words
        .strip_prefix("the ")
        .map_or_else(|| words.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole_and_sorted() {
        assert_eq!(TABLE.len(), 250, "249 of ISO 3166-1 and Kosovo");
        assert!(TABLE.is_sorted_by(|a, b| a.code < b.code));
        assert!(all().all(|(code, name)| code.len() == 2 && !name.is_empty()));
    }

    #[test]
    fn every_spelling_leads_to_its_own_country() {
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
    fn countries_are_read_as_exports_write_them() {
        for (text, code) in [
            ("USA", "US"),
            ("u.s.a.", "US"),
            ("United States", "US"),
            ("the united states", "US"),
            ("UK", "GB"),
            ("uk", "GB"),
            ("South Korea", "KR"),
            ("Korea, Republic of", "KR"),
            ("Russia", "RU"),
            ("Czech Republic", "CZ"),
            ("Türkiye", "TR"),
            ("TURKEY", "TR"),
            ("Cote dIvoire", "CI"),
            ("Côte d’Ivoire", "CI"),
            ("Trinidad & Tobago", "TT"),
            ("bra", "BR"),
            (" de ", "DE"),
            ("日本", "JP"),
            ("🇧🇷", "BR"),
        ] {
            assert_eq!(parse(text), Some(code), "{text}");
        }
    }

    #[test]
    fn what_is_no_country_is_none() {
        for text in ["", "NaN", "Atlantis", "ZZ", "🇿🇿", "Europe", "-"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn names_are_english_and_found_by_code() {
        assert_eq!(name("ci"), Some("Côte d'Ivoire"));
        assert_eq!(name("KR"), Some("South Korea"));
        assert_eq!(name("ZZ"), None);
    }
}
