//! JSON that may be shown on a terminal.

use std::fmt::Write as _;

/// A value as one line of ASCII: everything else is escaped, so that no terminal can be reached through it.
#[must_use]
pub fn json_line(value: &serde_json::Value) -> String {
    let json = value.to_string();
    let mut escaped = String::with_capacity(json.len());
    let mut pair = [0; 2];
    for letter in json.chars() {
        if letter.is_ascii() && letter != '\u{7f}' {
            escaped.push(letter);
        } else {
            for unit in letter.encode_utf16(&mut pair) {
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        }
    }
    escaped
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn json_is_ascii_and_reads_back_the_same() {
        let value = serde_json::json!({"name": "Zoë 佐藤 🌸 \u{1b}[31m \u{9b} \u{202e}"});
        let text = json_line(&value);
        assert!(text.bytes().all(|byte| (0x20..0x7f).contains(&byte)));
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&text).unwrap(),
            value
        );
    }
}
