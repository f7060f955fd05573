//! Letters that a program wrote as escapes and no other read: `&#248;`, `\\u00f8`, `%C3%B8`, `=C3=B8`, `+APg-`, `<U+00F8>`.

/// What stands where an escape of a letter stood.
pub(super) const ESCAPED: char = '\u{fffd}';

/// The text with one mark for each run of escapes of letters beyond ASCII, and others undone; none if there is no such
/// run.
pub(super) fn marked(text: &str) -> Option<String> {
    if !text.contains(['&', '\\', '%', '=', '<', '+']) {
        return None;
    }
    let (mut marked, mut rest, mut has_any) = (String::with_capacity(text.len()), text, false);
    while let Some(first) = rest.chars().next() {
        let (letter, length) = escape(rest).unwrap_or((first, first.len_utf8()));
        let is_escaped = length > first.len_utf8() && !letter.is_ascii();
        has_any |= is_escaped;
        if !is_escaped {
            marked.push(letter);
        } else if !marked.ends_with(ESCAPED) {
            marked.push(ESCAPED);
        }
        rest = &rest[length..];
    }
    has_any.then_some(marked)
}

/// The letter of an escape at the beginning of a text, and how many bytes it takes. Of several bytes or letters beyond
/// ASCII, the mark.
fn escape(text: &str) -> Option<(char, usize)> {
    let after = |head: &str| text.strip_prefix(head);
    if let Some(rest) = after("&#x").or_else(|| after("&#X")) {
        number(text, rest, 16, 1..=6, ";")
    } else if let Some(rest) = after("&#") {
        number(text, rest, 10, 1..=7, ";")
    } else if let Some(rest) = after("&") {
        entity(rest)
    } else if let Some(rest) = after("\\u{") {
        number(text, rest, 16, 1..=6, "}")
    } else if let Some(rest) = after("\\u").or_else(|| after("%u")) {
        number(text, rest, 16, 4..=4, "")
    } else if let Some(rest) = after("\\U") {
        number(text, rest, 16, 8..=8, "")
    } else if let Some(rest) = after("\\x").or_else(|| after("%")).or_else(|| after("=")) {
        number(text, rest, 16, 2..=2, "")
    } else if let Some(rest) = after("\\") {
        number(text, rest, 8, 3..=3, "")
    } else if let Some(rest) = after("<U+").or_else(|| after("<u+")) {
        number(text, rest, 16, 4..=8, ">")
    } else if let Some(rest) = after("<") {
        number(text, rest, 16, 2..=2, ">")
    } else if let Some(rest) = after("+") {
        utf7(rest)
    } else {
        None
    }
}

/// A number of so many digits, and what ends it.
fn number(
    whole: &str,
    text: &str,
    base: u32,
    digits: std::ops::RangeInclusive<usize>,
    end: &str,
) -> Option<(char, usize)> {
    let most = text.bytes().take(*digits.end());
    let count = most
        .take_while(|byte| char::from(*byte).is_digit(base))
        .count();
    let rest = text[count..].strip_prefix(end)?;
    let number = u32::from_str_radix(&text[..count], base).ok()?;
    let letter = char::from_u32(number).unwrap_or(ESCAPED);
    digits
        .contains(&count)
        .then(|| (letter, whole.len() - rest.len()))
}

/// `&oslash;`
fn entity(rest: &str) -> Option<(char, usize)> {
    let (name, _) = rest.split_once(';')?;
    let is_name =
        (2..=8).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let letter = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        _ => ESCAPED,
    };
    is_name.then(|| (letter, name.len() + 2))
}

/// `+APg-`: the letters' numbers in sixteen bits each, six bits to a sign.
fn utf7(rest: &str) -> Option<(char, usize)> {
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let signs: Vec<u8> = rest.bytes().map_while(value).collect();
    let (mut bits, mut held, mut letters) = (0_u32, 0, Vec::new());
    for sign in &signs {
        bits = (bits << 6 | u32::from(*sign)) & 0x3f_ffff;
        held += 6;
        if held >= 16 {
            held -= 16;
            letters.push(bits >> held & 0xffff);
        }
    }
    let is_filled = held < 6 && bits & ((1 << held) - 1) == 0;
    let is_foreign = !letters.is_empty() && letters.iter().all(|letter| *letter >= 0x80);
    let ends = usize::from(rest.as_bytes().get(signs.len()) == Some(&b'-'));
    (is_filled && is_foreign).then(|| (ESCAPED, 1 + signs.len() + ends))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_of_letters_are_marked() {
        for text in [
            "Bj&#248;rn",
            "Bj&#xF8;rn",
            "Bj&oslash;rn",
            "Bj\\u00f8rn",
            "Bj\\u{f8}rn",
            "Bj\\xf8rn",
            "Bj\\303\\270rn",
            "Bj%C3%B8rn",
            "Bj%F8rn",
            "Bj=C3=B8rn",
            "Bj+APg-rn",
            "Bj<U+00F8>rn",
            "Bj<f8>rn",
        ] {
            assert_eq!(marked(text).as_deref(), Some("Bj\u{fffd}rn"), "{text}");
        }
        assert_eq!(marked("Zo+AOs L").as_deref(), Some("Zo\u{fffd} L"));
        assert_eq!(marked("+Z05lJA-").as_deref(), Some("\u{fffd}"));
        assert_eq!(
            marked("T &amp; Zo&euml;").as_deref(),
            Some("T & Zo\u{fffd}")
        );
        assert_eq!(marked("Zo%C3%AB%20L").as_deref(), Some("Zo\u{fffd} L"));
    }

    #[test]
    fn other_texts_have_none() {
        for text in [
            "", "Zoë", "100% yes", "a=b", "1+1", "+Plus", "R&B;", "<3", "C:\\new", "50%", "a&b",
            "q=20", "&;", "\\u12", "+",
        ] {
            assert_eq!(marked(text), None, "{text}");
        }
    }
}
