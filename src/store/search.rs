//! Finding people by typed words: names, handles, niches, tags and notes, in any script.
//!
//! Best first: names that begin with the words, handles that do, words of either, words of the rest, and from
//! three letters on places inside words. The folded copy is searched, so accents and case do not matter.

use std::collections::HashSet;

use rusqlite::{Connection, ToSql};

use crate::domain::query::Query;
use crate::domain::text::{fold, is_cjk, words};

/// Typed words, ready to be looked for.
#[derive(Debug, Clone)]
pub struct Needle {
    whole: String,
    words: Vec<String>,
}

impl Needle {
    /// Reads what was typed; `None` when there is nothing to look for.
    pub fn new(typed: &str) -> Option<Needle> {
        let whole = fold(typed.trim().trim_start_matches('@'));
        let words = words(&whole);
        (!words.is_empty()).then_some(Needle { whole, words })
    }

    /// The words that a query searches for; `None` when it searches for none.
    pub fn of(query: &Query) -> Option<Needle> {
        let wanted = || query.words.iter().filter(|word| !word.negated);
        let folded = |text: &str| fold(text.trim().trim_start_matches('@'));
        let whole: Vec<String> = wanted().map(|word| folded(&word.text)).collect();
        let parts = wanted()
            .flat_map(|word| parts(&folded(&word.text), word.together))
            .collect::<Vec<_>>();
        (!parts.is_empty()).then_some(Needle {
            whole: whole.join(" "),
            words: parts,
        })
    }

    /// Every word must begin a word of these columns; blank is any column.
    fn beginning(&self, columns: &str) -> String {
        let terms: Vec<String> = self
            .words
            .iter()
            .map(|word| format!("{}*", quoted(&phrase(word))))
            .collect();
        if columns.is_empty() {
            terms.join(" AND ")
        } else {
            format!("{columns} : ({})", terms.join(" AND "))
        }
    }

    /// The first word must begin the first handle.
    fn beginning_handle(&self) -> Option<String> {
        match self.words.as_slice() {
            [word] if !word.contains(' ') => Some(format!("handle : ^ {}*", quoted(&phrase(word)))),
            _ => None,
        }
    }
}

/// The words of a folded text, each for itself or all together.
fn parts(folded: &str, together: bool) -> Vec<String> {
    let words = words(folded);
    if together && words.len() > 1 {
        vec![words.join(" ")]
    } else {
        words
    }
}

/// Every word must begin a word of the full text, each for itself or all together; `None` when there is no word.
pub fn beginnings(text: &str, together: bool) -> Option<String> {
    let terms: Vec<String> = parts(&fold(text), together)
        .iter()
        .map(|word| format!("{}*", quoted(&phrase(word))))
        .collect();
    (!terms.is_empty()).then(|| terms.join(" AND "))
}

/// Every word must stand somewhere inside the full text; `None` when one is too short for that.
pub fn inside(text: &str, together: bool) -> Option<String> {
    standing(&parts(&fold(text), together))
}

fn standing(words: &[String]) -> Option<String> {
    let long = words.iter().all(|word| word.chars().count() >= 3);
    (long && !words.is_empty()).then(|| {
        words
            .iter()
            .map(|word| quoted(word))
            .collect::<Vec<_>>()
            .join(" AND ")
    })
}

/// A run of Chinese, Japanese or Korean letters stands letter by letter in the index.
fn phrase(word: &str) -> String {
    let mut spaced = String::with_capacity(word.len() + 4);
    let mut after_cjk = false;
    for letter in word.chars() {
        let cjk = is_cjk(letter);
        if !spaced.is_empty() && letter != ' ' && (cjk || after_cjk) {
            spaced.push(' ');
        }
        spaced.push(letter);
        after_cjk = cjk;
    }
    spaced
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// The full text by words.
const TEXT: &str = "SELECT rowid FROM search WHERE search MATCH ?1 LIMIT ?2";

/// People who match, best first, each once; stops at `most`.
pub fn people(connection: &Connection, needle: &Needle, most: usize) -> rusqlite::Result<Vec<u32>> {
    let mut found = Found {
        ids: Vec::new(),
        seen: HashSet::new(),
        most,
    };
    let end = format!("{}\u{10FFFF}", needle.whole);
    found.take(
        connection,
        "SELECT person_id FROM card WHERE name_key >= ?1 AND name_key < ?2 ORDER BY name_key, person_id LIMIT ?3",
        &[&needle.whole, &end],
    )?;
    if let Some(handle) = needle.beginning_handle() {
        found.take(connection, TEXT, &[&handle])?;
    }
    found.take(connection, TEXT, &[&needle.beginning("{name handle}")])?;
    found.take(connection, TEXT, &[&needle.beginning("")])?;
    if let Some(inside) = standing(&needle.words) {
        found.take(
            connection,
            "SELECT rowid FROM inside WHERE inside MATCH ?1 LIMIT ?2",
            &[&inside],
        )?;
    }
    Ok(found.ids)
}

struct Found {
    ids: Vec<u32>,
    seen: HashSet<u32>,
    most: usize,
}

impl Found {
    /// Adds what a query finds; its last parameter is the limit.
    fn take(
        &mut self,
        connection: &Connection,
        sql: &str,
        parameters: &[&dyn ToSql],
    ) -> rusqlite::Result<()> {
        if self.ids.len() >= self.most {
            return Ok(());
        }
        let limit = i64::try_from(self.most.saturating_add(self.ids.len())).unwrap_or(i64::MAX);
        let mut all = parameters.to_vec();
        all.push(&limit);
        let mut statement = connection.prepare_cached(sql)?;
        let mut rows = statement.query(all.as_slice())?;
        while let Some(row) = rows.next()? {
            let id: u32 = row.get(0)?;
            if self.seen.insert(id) {
                self.ids.push(id);
                if self.ids.len() >= self.most {
                    break;
                }
            }
        }
        Ok(())
    }
}
