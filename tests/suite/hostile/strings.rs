//! Strings that terminals, fonts and people stumble over.

use crate::support::Chance;

/// How many strings there are.
pub const STRINGS: usize = 1_040;

/// Pieces that terminals, fonts and people stumble over.
pub fn atoms() -> Vec<String> {
    let mut atoms: Vec<String> = [
        "\u{1b}[2J",
        "\u{1b}[31m",
        "\u{1b}[?1049l",
        "\u{1b}[6n",
        "\u{1b}[?2004l",
        "\u{1b}]0;title\u{7}",
        "\u{1b}]52;c;aGk=\u{7}",
        "\u{1b}]8;;http://example.com\u{1b}\\",
        "\u{1b}P+q544e\u{1b}\\",
        "\u{1b}_G\u{1b}\\",
        "\u{1b}^pm\u{1b}\\",
        "\u{1b}c",
        "\u{1b}(0",
        "\u{1b}7\u{1b}8",
        "\u{1b}",
        "\u{9b}31m",
        "\u{9d}0;t\u{9c}",
        "\u{90}q\u{9c}",
        "\u{85}",
        "\u{8d}",
        "\r",
        "\n",
        "\r\n",
        "\t",
        "\u{8}",
        "\u{7}",
        "\0",
        "\u{b}",
        "\u{c}",
        "\u{e}",
        "\u{f}",
        "\u{7f}",
        "\u{202e}",
        "\u{202d}",
        "\u{202a}",
        "\u{202c}",
        "\u{2066}",
        "\u{2067}",
        "\u{2068}",
        "\u{2069}",
        "\u{200e}",
        "\u{200f}",
        "\u{61c}",
        "\u{200b}",
        "\u{200c}",
        "\u{200d}",
        "\u{2060}",
        "\u{feff}",
        "\u{ad}",
        "\u{34f}",
        "\u{180e}",
        "\u{115f}",
        "\u{1160}",
        "\u{3164}",
        "\u{ffa0}",
        "\u{2028}",
        "\u{2029}",
        "\u{e0001}",
        "\u{e0041}\u{e0042}\u{e007f}",
        "\u{e0100}",
        "\u{fe0f}",
        "\u{fe00}",
        "\u{fff9}",
        "\u{fffb}",
        "\u{fffe}",
        "\u{1d173}",
        "\u{206a}",
        "\u{2061}",
        "\u{17b4}",
        "\u{1bca0}",
        "👩🏽\u{200d}🚀",
        "👨\u{200d}👩\u{200d}👧\u{200d}👦",
        "❤\u{fe0f}",
        "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
        "🇸🇪",
        "1\u{fe0f}\u{20e3}",
        "שלום",
        "مرحبا",
        "می\u{200c}خواهم",
        "क्\u{200d}ष",
        "क्ष",
        "শ্রী",
        "தமிழ்",
        "ᄀ\u{1161}\u{11a8}",
        "佐藤",
        "ﷺ",
        "\u{1f1e6}",
        "Ａ",
        "ㅤ",
        "\u{2800}",
        "\u{a0}",
        "𒐫",
        "\u{17d8}",
        "̈",
        "=cmd|' /C calc'!A0",
        "%s%n",
        "${jndi:ldap://x}",
        "<script>alert(1)</script>",
        "'; DROP TABLE person; --",
        "\\x1b[31m",
        "^[[31m",
        "../../etc/passwd",
        "-rf",
        "@",
        "",
        " ",
    ]
    .into_iter()
    .map(str::to_owned)
    .collect();
    atoms.push("a".to_owned() + &"\u{301}".repeat(500));
    atoms.push("क".to_owned() + &"\u{94d}क".repeat(40));
    atoms.push("\u{1f468}\u{200d}".repeat(60));
    atoms.push("ก".to_owned() + &"\u{e49}".repeat(300));
    atoms.push("x".repeat(70_000));
    atoms.push("佐".repeat(3_000));
    atoms.push("\u{202e}".repeat(2_000));
    atoms.extend((0..32).map(|code| format!("c{}c", char::from(code))));
    atoms.extend((0x80..0xa0).map(|code| format!("d{}d", char::from_u32(code).unwrap())));
    atoms
}

/// The strings: every piece by itself, then pieces and words by chance.
pub fn strings() -> Vec<String> {
    let atoms = atoms();
    let words = ["Zoë", "nina", "日本", "call", "fri", "ok", "ليلى", "a"];
    let mut chance = Chance::new(22);
    let mut strings = atoms.clone();
    while strings.len() < STRINGS {
        let mut text = String::new();
        for _ in 0..=chance.below(5) {
            let atom = chance.one(&atoms);
            if atom.len() < 2_000 {
                text.push_str(atom);
            }
            if chance.below(2) == 0 {
                text.push_str(words[chance.below(words.len())]);
            }
        }
        strings.push(text);
    }
    strings
}
