//! What may follow at the cursor of a query: fields and values, by what is typed already.

use std::ops::Range;

use super::QueryField;
use super::fields::{Kind, Time};
use super::value::quoted;
use crate::domain::parking::ParkReason;
use crate::domain::platform::Platform;
use crate::domain::text::fold;
use crate::domain::{country, language};

/// Offers made at once.
const MOST: usize = 12;

/// Words that are in use in this database, for completion.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Vocabulary {
    /// Login names.
    pub members: Vec<String>,
    /// Tags, the most used first.
    pub tags: Vec<String>,
    /// Niches, the most used first.
    pub niches: Vec<String>,
    /// Codes of countries, the most used first.
    pub countries: Vec<String>,
}

/// One thing that may follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What is put in place of what was typed.
    pub insert: String,
    /// What it means, in a few words; may be blank.
    pub says: String,
}

/// What may follow.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Offers {
    /// Bytes of the text that an offer takes the place of.
    pub replaces: Range<usize>,
    /// The offers, best first.
    pub offers: Vec<Offer>,
}

/// What may stand at the cursor (a byte of the text); nothing where a word is searched for.
#[must_use]
pub fn offers(text: &str, cursor: usize, known: &Vocabulary) -> Offers {
    let cursor = (0..=cursor.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0);
    let start = term_start(text, cursor);
    let typed = &text[start..cursor];
    let name_from = start + usize::from(typed.starts_with('-'));
    let typed = &text[name_from..cursor];
    match typed.split_once(':') {
        Some((name, values)) => {
            let Some(field) = QueryField::parse(name) else {
                return Offers::default();
            };
            let value = values.rsplit(',').next().unwrap_or_default();
            Offers {
                replaces: cursor - value.len()..cursor,
                offers: values_of(field, value.trim_start_matches('"'), known),
            }
        }
        None => Offers {
            replaces: name_from..cursor,
            offers: fields_like(typed),
        },
    }
}

/// Where the term under the cursor begins; blanks in quotes belong to it.
fn term_start(text: &str, cursor: usize) -> usize {
    let (mut start, mut quoted) = (0, false);
    for (place, letter) in text[..cursor].char_indices() {
        if letter == '"' {
            quoted = !quoted;
        } else if letter.is_whitespace() && !quoted {
            start = place + letter.len_utf8();
        }
    }
    start
}

fn fields_like(typed: &str) -> Vec<Offer> {
    let typed = typed.to_lowercase();
    let begins = |field: &&QueryField| {
        field.name().starts_with(&typed)
            || field.others().iter().any(|name| name.starts_with(&typed))
    };
    QueryField::ALL
        .iter()
        .filter(begins)
        .take(MOST)
        .map(|field| Offer {
            insert: format!("{}:", field.name()),
            says: field.says().to_owned(),
        })
        .collect()
}

fn values_of(field: QueryField, typed: &str, known: &Vocabulary) -> Vec<Offer> {
    let blank = |word: &str| (word.to_owned(), String::new());
    let mut words: Vec<(String, String)> = match field.kind() {
        Kind::Choice(words) => words.iter().map(|word| blank(word)).collect(),
        Kind::Platform => Platform::words().map(blank).to_vec(),
        Kind::ParkReason => ParkReason::ALL
            .iter()
            .map(|one| blank(one.word()))
            .collect(),
        Kind::Flag => vec![blank("yes"), blank("no")],
        Kind::Member => std::iter::once(blank("me"))
            .chain(known.members.iter().map(|word| blank(word)))
            .collect(),
        Kind::Country => countries(known),
        Kind::Language => language::all()
            .map(|(code, name)| (code.to_owned(), name.to_owned()))
            .collect(),
        Kind::Tag => known.tags.iter().map(|word| blank(word)).collect(),
        Kind::Text if field == QueryField::Niche => {
            known.niches.iter().map(|word| blank(word)).collect()
        }
        Kind::Text => Vec::new(),
        Kind::Count => examples(counts(field)),
        Kind::Rate => examples(&[(">2%", "more"), ("2%..5%", "from, to"), ("<2%", "less")]),
        Kind::Share => examples(&[
            ("female>60%", "more than so much"),
            ("18-24>30%", "an age"),
            ("SE", "any share of a country"),
        ]),
        Kind::Money => examples(&[("<500eur", "in a currency"), ("200..500", "in any")]),
        Kind::Date(Time::Past) => examples(&[
            (">45d", "longer ago"),
            ("<7d", "in the last days"),
            ("today", ""),
            ("never", ""),
        ]),
        Kind::Date(Time::Future) if field == QueryField::Break => examples(&[
            ("any", "on a break"),
            ("none", "not on one"),
            ("<7d", "back before then"),
        ]),
        Kind::Date(Time::Future) => examples(&[
            ("late", "before today"),
            ("today", ""),
            ("<7d", "before then"),
            ("none", "no date"),
        ]),
    };
    if !matches!(field.kind(), Kind::Flag | Kind::Date(_)) {
        words.push(("none".to_owned(), "nothing is known".to_owned()));
        words.push(("any".to_owned(), "something is known".to_owned()));
    }
    matching(words, typed)
}

/// Numbers as this field has them.
fn counts(field: QueryField) -> &'static [(&'static str, &'static str)] {
    match field {
        QueryField::Fit => &[(">=4", "yes to so many checks"), ("0..2", "from, to")],
        QueryField::Flags => &[("0", "none is open"), (">0", "some are open")],
        QueryField::Quality => &[(">=80", "of 100"), ("50..80", "from, to"), ("<50", "less")],
        QueryField::Posts => &[(">200", "more"), ("50..200", "from, to"), ("<50", "less")],
        _ => &[
            (">10k", "more"),
            ("10k..200k", "from, to"),
            ("<10k", "less"),
        ],
    }
}

fn examples(words: &[(&str, &str)]) -> Vec<(String, String)> {
    words
        .iter()
        .map(|(word, says)| ((*word).to_owned(), (*says).to_owned()))
        .collect()
}

/// Countries in use first, then all others.
fn countries(known: &Vocabulary) -> Vec<(String, String)> {
    let used = known
        .countries
        .iter()
        .filter_map(|code| country::name(code).map(|name| (code.clone(), name.to_owned())));
    let others = country::all()
        .filter(|(code, _)| !known.countries.iter().any(|used| used == code))
        .map(|(code, name)| (code.to_owned(), name.to_owned()));
    used.chain(others).collect()
}

/// Those that begin with what is typed, the value before the meaning; a value that is typed whole is no offer.
fn matching(words: Vec<(String, String)>, typed: &str) -> Vec<Offer> {
    let typed = fold(typed);
    let begins = |word: &str| fold(word).starts_with(&typed);
    let (first, second): (Vec<_>, Vec<_>) = words
        .into_iter()
        .filter(|(word, says)| begins(word) || (!typed.is_empty() && begins(says)))
        .partition(|(word, _)| begins(word));
    first
        .into_iter()
        .chain(second)
        .filter(|(word, _)| fold(word) != typed)
        .take(MOST)
        .map(|(word, says)| Offer {
            insert: quoted(&word),
            says,
        })
        .collect()
}
