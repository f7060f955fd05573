//! The form in which names, handles, niches, tags and notes are searched and sorted: without accents, case, hidden
//! characters and fancy letters. Both the stored words and the typed ones are folded, so that `zoe` finds `Zoë`.
//! Not here: the query language and the full-text index itself.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::signs::{self, Sign};

/// Folds a text: compatibility forms made plain, combining marks off, lower case, letters that are variants of plain
/// ones (`ł`, `ø`, `ß`, `ᴀ`, `🅰`) replaced, hidden characters dropped, white space collapsed to single blanks and
/// trimmed. Folding twice changes nothing. Vowel signs of Indic scripts and Thai are marks too, and so are off.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return fold_ascii(text);
    }
    let mut letters = String::with_capacity(text.len());
    for c in text.nfkd() {
        let is_break = matches!(signs::sign(c), Sign::Tab | Sign::Break);
        if is_break {
            letters.push(' ');
        } else if signs::sign(c) == Sign::Plain && !is_combining_mark(c) {
            c.to_lowercase()
                .for_each(|small| push_plain(&mut letters, small));
        }
    }
    // Recomposed, so that a Hangul syllable is one character again.
    collapse(letters.nfc())
}

fn fold_ascii(text: &str) -> String {
    collapse(
        text.chars()
            .filter(|c| !c.is_control() || c.is_whitespace())
            .map(|c| c.to_ascii_lowercase()),
    )
}

/// White space to single blanks, none at the ends.
fn collapse(letters: impl Iterator<Item = char>) -> String {
    let mut folded = String::new();
    for c in letters {
        if !c.is_whitespace() {
            folded.push(c);
        } else if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

fn push_plain(letters: &mut String, c: char) {
    if c.is_ascii() {
        letters.push(c);
        return;
    }
    match c {
        // Negative circled and negative squared capitals.
        '\u{1f150}'..='\u{1f169}' => letters.extend(letter(c, 0x1f150)),
        '\u{1f170}'..='\u{1f189}' => letters.extend(letter(c, 0x1f170)),
        _ if is_combining_mark(c) => {}
        _ => match PLAIN.iter().find(|(variants, _)| variants.contains(c)) {
            Some((_, plain)) => letters.push_str(plain),
            None => letters.push(c),
        },
    }
}

/// The letter at the same place of the alphabet that begins at `first`.
fn letter(c: char, first: u32) -> Option<char> {
    char::from_u32(u32::from('a') + u32::from(c) - first)
}

/// Lower-case variants that Unicode does not decompose, and what people type instead.
const PLAIN: &[(&str, &str)] = &[
    ("ᴀⱥ", "a"),
    ("æᴁ", "ae"),
    ("ʙᴃƀɓ", "b"),
    ("ᴄȼƈ", "c"),
    ("đðᴅᴆɖɗ", "d"),
    ("ᴇɛəɇǝ", "e"),
    ("ꜰƒ", "f"),
    ("ɢɡǥɠ", "g"),
    ("ħʜⱨ", "h"),
    ("ıɪɨ", "i"),
    ("ᴊȷɉ", "j"),
    ("ᴋĸƙⱪ", "k"),
    ("łʟᴌƚⱡ", "l"),
    ("ᴍ", "m"),
    ("ŋɴᴎɲƞ", "n"),
    ("øᴏᴐɔɵ", "o"),
    ("œɶ", "oe"),
    ("ᴘƥ", "p"),
    ("ꞯɋ", "q"),
    ("ʀᴙɍ", "r"),
    ("ꜱȿ", "s"),
    ("ß", "ss"),
    ("ŧᴛƭⱦ", "t"),
    ("þ", "th"),
    ("ᴜʉ", "u"),
    ("ᴠʋ", "v"),
    ("ᴡ", "w"),
    ("ʏɏƴ", "y"),
    ("ᴢƶȥⱬ", "z"),
    ("ς", "σ"),
    // Persian and Arabic keyboards write the same letters with different characters; tatweel only stretches.
    ("ک", "ك"),
    ("یى", "ي"),
    ("ـ", ""),
    ("‘’‛ʻʼʾʿ", "'"),
    ("“”„", "\""),
    ("‐–—−―", "-"),
];

/// Whether a character belongs to a script that the full-text index takes character by character: Han, Hiragana,
/// Katakana (half width too), Bopomofo, Hangul.
#[must_use]
pub fn is_cjk(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{11ff}'
        | '\u{2e80}'..='\u{2fd5}'
        | '\u{3005}'..='\u{3007}'
        | '\u{3021}'..='\u{3029}'
        | '\u{3031}'..='\u{3035}'
        | '\u{3038}'..='\u{303c}'
        | '\u{3041}'..='\u{3096}'
        | '\u{309d}'..='\u{309f}'
        | '\u{30a1}'..='\u{30fa}'
        | '\u{30fc}'..='\u{318e}'
        | '\u{31a0}'..='\u{31bf}'
        | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{a960}'..='\u{a97c}'
        | '\u{ac00}'..='\u{d7fb}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff66}'..='\u{ffdc}'
        | '\u{1aff0}'..='\u{1b16f}'
        | '\u{20000}'..='\u{3fffd}')
}

/// A folded text as the full-text index takes it: words between single blanks, every CJK character a word of its
/// own, everything that is no letter or digit a blank (`khaby.lame` becomes `khaby lame`).
#[must_use]
pub fn spaced(folded: &str) -> String {
    let mut index = String::with_capacity(folded.len());
    for word in words(folded) {
        if word.starts_with(is_cjk) {
            word.chars()
                .for_each(|c| push_word(&mut index, c.encode_utf8(&mut [0; 4])));
        } else {
            push_word(&mut index, &word);
        }
    }
    index
}

fn push_word(index: &mut String, word: &str) {
    if !index.is_empty() {
        index.push(' ');
    }
    index.push_str(word);
}

/// The words of a folded search: as by [`spaced`], but a run of CJK characters is one word (`佐藤ada` gives `佐藤`
/// and `ada`), of which the caller makes a phrase.
#[must_use]
pub fn words(folded: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut word = String::new();
    for c in folded.chars() {
        let is_word = is_cjk(c) || c.is_alphanumeric();
        let changes = word.starts_with(is_cjk) != is_cjk(c);
        if (!is_word || changes) && !word.is_empty() {
            found.push(std::mem::take(&mut word));
        }
        if is_word {
            word.push(c);
        }
    }
    if !word.is_empty() {
        found.push(word);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_without_their_accents_and_case() {
        let folded = [
            ("Zoë", "zoe"),
            ("İstanbul ISPARTA ısparta", "istanbul isparta isparta"),
            ("ŁÓDŹ", "lodz"),
            ("Straße STRASSE", "strasse strasse"),
            ("Øyvind Þór Ægir Œuvre", "oyvind thor aegir oeuvre"),
            ("Nguyễn Thị Đặng", "nguyen thi dang"),
            ("Ħal Ŋ Ŧ", "hal n t"),
            ("Ёлка", "елка"),
            ("Ὀδυσσεύς", "οδυσσευσ"),
            ("أحمد إِبْرَاهِيم", "احمد ابراهيم"),
            ("ﻣﺤﻤﺪ علی", "محمد علي"),
            ("שָׁלוֹם", "שלום"),
            ("O’Neil", "o'neil"),
        ];
        for (name, expected) in folded {
            assert_eq!(fold(name), expected, "{name}");
        }
    }

    #[test]
    fn eastern_scripts_keep_their_letters() {
        assert_eq!(fold("佐藤 ﾋﾛ"), "佐藤 ヒロ");
        assert_eq!(fold("김하나"), "김하나");
        assert_eq!(fold("\u{1112}\u{1161}\u{11ab}"), "한");
        assert_eq!(fold("हिन्दी"), "हनद");
        assert_eq!(fold("ก้อย"), "กอย");
    }

    #[test]
    fn fancy_letters_are_plain() {
        assert_eq!(fold("sᴇᴏʀɪɴᴀ ʙʟᴏɢ"), "seorina blog");
        assert_eq!(fold("𝐀𝐝𝐚 𝓛𝓸𝓿𝓮 Ａｄａ ⓐ 🅰🅓 🄰"), "ada love ada a ad a");
        assert_eq!(fold("ﬁt ①"), "fit 1");
    }

    #[test]
    fn hidden_characters_and_spare_blanks_are_gone() {
        assert_eq!(
            fold(" Ada \t\r\n  Love\u{200b}lace\u{202e}\u{3000}"),
            "ada lovelace"
        );
        assert_eq!(fold("Zo\u{ad}ë👍🏽❤\u{fe0f}"), "zoe👍❤");
        assert_eq!(fold("  A\u{7}da \t x "), "ada x");
        assert_eq!(fold("\u{3164}\u{200b}"), "");
    }

    #[test]
    fn folding_twice_changes_nothing_for_any_character() {
        for c in signs::telling_characters() {
            let once = fold(&format!("a{c}{c} \u{1100}{c}b"));
            assert_eq!(fold(&once), once, "{c:?}");
        }
        for text in [
            "Zoë İ",
            "Nguyễn",
            "שָׁלוֹם",
            "हिन्दी",
            "ไทย",
            "日本語がギ",
            "ㄱㅏ",
            "ﷺ",
            "Ŀ ŉ",
        ] {
            let once = fold(text);
            assert_eq!(fold(&once), once);
        }
    }

    #[test]
    fn the_index_takes_cjk_apart_and_handles_by_their_words() {
        assert_eq!(spaced("khaby.lame"), "khaby lame");
        assert_eq!(spaced("@mr_beast #1, ok"), "mr beast 1 ok");
        assert_eq!(spaced("ada佐藤 ひろ x"), "ada 佐 藤 ひ ろ x");
        assert_eq!(spaced("김하나"), "김 하 나");
        assert_eq!(spaced(" ... "), "");
        assert_eq!(spaced(&spaced("ada佐藤")), spaced("ada佐藤"));
    }

    #[test]
    fn a_search_keeps_runs_of_cjk_together() {
        assert_eq!(words("佐藤ada"), ["佐藤", "ada"]);
        assert_eq!(
            words("khaby.lame 東京・大阪"),
            ["khaby", "lame", "東京", "大阪"]
        );
        assert!(words("-- ").is_empty());
    }

    #[test]
    fn scripts_without_blanks_are_told_apart() {
        for c in "佐々ひヒー한ㄅ〇".chars() {
            assert!(is_cjk(c), "{c}");
        }
        for c in "aéжก・。1👍".chars() {
            assert!(!is_cjk(c), "{c}");
        }
    }
}
