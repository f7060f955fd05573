//! What is wrong with many rows in the same way: counted, with one of them as an example, and told once.

use super::{refusals, subject};
use crate::domain::counts::say_many;

/// Rows of one kind.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    count: u64,
    /// The first of them: its line and its words.
    first: Option<(u64, String)>,
}

impl Rows {
    /// One more; the words are only made of the first.
    pub fn add(&mut self, line: u64, words: impl FnOnce() -> String) {
        self.count += 1;
        if self.first.is_none() {
            self.first = Some((line, words()));
        }
    }

    /// How many there are.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The first of them, for example `"03/04/2022" in line 7`. Raw text.
    pub fn example(&self) -> Option<String> {
        let (line, words) = self.first.as_ref()?;
        Some(format!("{words} in line {line}"))
    }

    /// The sentence about them, of `3 rows have` and the example; none where there are none.
    pub fn tell(&self, sentence: impl FnOnce(&str, &str) -> String) -> Option<String> {
        let example = self.example()?;
        let rows = say_many(self.count, "row has", "rows have");
        Some(sentence(&rows, &format!("for example {example}")))
    }
}

/// A warning without its advice, for places where a column can no longer be chosen.
#[must_use]
pub fn without_advice(words: &str) -> &str {
    [refusals::ADVICE, subject::ADVICE]
        .into_iter()
        .find_map(|advice| words.split_once(advice))
        .map_or(words, |(before, _)| before)
}
