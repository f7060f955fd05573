//! A list in one cell: `Glow Lab (posts: 12, sponsored: 3); Nord & Salt`. Our export writes it, and reads it back
//! exactly; lists of other programs, parted by semicolons, bars, lines or commas, are read as well.

use crate::domain::incoming::is_soft_break;

/// One thing of a list, with what is said of it in brackets.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Item {
    /// What it is.
    pub head: String,
    /// Words and values.
    pub facts: Vec<(String, String)>,
}

impl Item {
    /// What is said under a word.
    #[must_use]
    pub fn fact(&self, word: &str) -> Option<&str> {
        let found = self.facts.iter().find(|(one, _)| one == word);
        found.map(|(_, value)| value.as_str())
    }
}

/// Writes a list into one cell.
#[must_use]
pub fn write(items: &[Item]) -> String {
    items.iter().map(written).collect::<Vec<_>>().join("; ")
}

fn written(item: &Item) -> String {
    let facts: Vec<String> = item
        .facts
        .iter()
        .map(|(word, value)| format!("{word}: {}", quoted(value)))
        .collect();
    let head = quoted(&item.head);
    if facts.is_empty() {
        head
    } else {
        format!("{head} ({})", facts.join(", "))
    }
}

fn quoted(text: &str) -> String {
    let is_plain = !text.is_empty()
        && text.trim() == text
        && !text.starts_with(['=', '+', '-', '@', '\''])
        && !text.contains(|c: char| "\"();,:|\n\r".contains(c) || is_soft_break(c));
    if is_plain {
        text.to_owned()
    } else {
        format!("\"{}\"", text.replace('"', "\"\""))
    }
}

/// Reads a list. Only these words are known in brackets; brackets with others belong to what they stand behind.
#[must_use]
pub fn read(text: &str, words: &[&str]) -> Vec<Item> {
    let is_parted = split(text, &[';', '|', '\n']);
    let parts = if is_parted.len() > 1 || !text.contains(',') {
        is_parted
    } else {
        split(text, &[','])
    };
    parts
        .into_iter()
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| item(part, words))
        .filter(|item| !item.head.trim().is_empty())
        .collect()
}

fn item(part: &str, words: &[&str]) -> Item {
    let plain = |head: &str| Item {
        head: unquoted(head),
        facts: Vec::new(),
    };
    let Some((head, inside)) = brackets(part) else {
        return plain(part);
    };
    let mut facts = Vec::new();
    for fact in split(inside, &[',']) {
        match fact.split_once(':') {
            Some((word, value)) if words.contains(&word.trim()) => {
                facts.push((word.trim().to_owned(), unquoted(value)));
            }
            _ => return plain(part),
        }
    }
    Item {
        head: unquoted(head),
        facts,
    }
}

/// The text before the brackets at the end, and what stands in them.
fn brackets(part: &str) -> Option<(&str, &str)> {
    let whole = part.strip_suffix(')')?;
    let mut open = None;
    let mut is_quoted = false;
    let mut may_open = true;
    for (at, letter) in whole.char_indices() {
        match letter {
            '"' if is_quoted || may_open => {
                is_quoted = !is_quoted;
                // A second one right behind it is a letter of the text, and goes on.
                may_open = true;
                continue;
            }
            '(' if !is_quoted => open = open.or(Some(at)),
            _ => {}
        }
        may_open = opens(letter, may_open);
    }
    let open = open?;
    Some((&whole[..open], &whole[open + 1..]))
}

fn unquoted(text: &str) -> String {
    let text = text.trim();
    match text
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
    {
        Some(inside) => inside.replace("\"\"", "\""),
        None => text.to_owned(),
    }
}

/// Whether a quotation mark may open after this letter: only at the beginning of a head or a value.
fn opens(letter: char, before: bool) -> bool {
    match letter {
        ';' | '|' | '\n' | ',' | '(' | ':' => true,
        letter if letter.is_whitespace() => before,
        _ => false,
    }
}

/// Parts a text at marks that stand neither in quotation marks nor in brackets.
fn split<'a>(text: &'a str, marks: &[char]) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let (mut start, mut depth, mut is_quoted, mut may_open) = (0, 0_i32, false, true);
    for (at, letter) in text.char_indices() {
        match letter {
            '"' if is_quoted || may_open => {
                is_quoted = !is_quoted;
                may_open = true;
                continue;
            }
            '(' if !is_quoted => depth += 1,
            ')' if !is_quoted => depth -= 1,
            letter if marks.contains(&letter) && depth <= 0 && !is_quoted => {
                parts.push(&text[start..at]);
                start = at + letter.len_utf8();
            }
            _ => {}
        }
        may_open = opens(letter, may_open);
    }
    if depth > 0 || is_quoted {
        // A bracket or quotation mark that never closes parts nothing together.
        return text.split(marks).collect();
    }
    parts.push(&text[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heads(text: &str) -> Vec<String> {
        read(text, &["posts", "note"])
            .into_iter()
            .map(|item| item.head)
            .collect()
    }

    #[test]
    fn lists_of_other_programs_are_parted_where_they_part_them() {
        assert_eq!(heads("Nike; Glow Lab, Inc.;"), ["Nike", "Glow Lab, Inc."]);
        assert_eq!(heads("Nike, Glow Lab"), ["Nike", "Glow Lab"]);
        assert_eq!(heads("Nike | Glow\nNord"), ["Nike", "Glow", "Nord"]);
        assert_eq!(
            heads("Nike (2023), Glow (US, DE)"),
            ["Nike (2023)", "Glow (US, DE)"]
        );
        assert_eq!(
            heads("12\" Vinyl; Foo (bar; Baz"),
            ["12\" Vinyl", "Foo (bar", "Baz"]
        );
        assert_eq!(heads(" ; "), Vec::<String>::new());
    }

    #[test]
    fn what_is_written_is_read_back_exactly() {
        let nasty = [
            "=1+1",
            "a;b",
            "a, b (c: d)",
            "\"quoted\"",
            "two\nlines",
            " blank ",
            "x:y|z",
            "((",
            "))",
            "posts: 3",
            "\"",
            "é, 日本",
        ];
        let items: Vec<Item> = nasty
            .iter()
            .map(|text| Item {
                head: (*text).to_owned(),
                facts: vec![
                    ("posts".into(), "12".into()),
                    ("note".into(), (*text).to_owned()),
                ],
            })
            .collect();
        assert_eq!(read(&write(&items), &["posts", "note"]), items);
        for item in items {
            let one = vec![item];
            assert_eq!(read(&write(&one), &["posts", "note"]), one);
        }
    }
}
