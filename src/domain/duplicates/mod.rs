//! People who may be one: who is proposed, why, and how sure that is.
//!
//! [`Finder`] gathers what is known of everybody and gives the candidates, the surest first. Something that many share
//! (the mail of an agency, a handle like `official`) says nothing of any two of them: it is left out, and told.

mod finder;
mod keys;
mod pairs;
mod reason;
#[cfg(test)]
mod tests;

pub use self::finder::{CROWD, Finder, Guess, Guesses};
pub use self::keys::{Link, link, mail, name, near, phone};
pub use self::reason::{Reason, Sureness};

use super::card::Card;
use super::text::Clean;

/// People who may be one.
#[derive(Debug, Clone, PartialEq)]
pub struct Duplicate {
    /// Whom, the one with most followers first.
    pub people: Vec<Card>,
    /// Why, the strongest first.
    pub reasons: Vec<Reason>,
    /// How sure it is; larger is surer.
    pub score: u32,
}

impl Duplicate {
    /// How sure it is, in a word.
    #[must_use]
    pub fn sureness(&self) -> Sureness {
        Sureness::of(self.score)
    }

    /// `same handle ada on IG, TT · same mail ada@lov.example`.
    #[must_use]
    pub fn why(&self) -> Clean {
        let words: Vec<String> = self.reasons.iter().map(Reason::say).collect();
        Clean::line(&words.join(" · "))
    }
}

/// Something that too many people share to say that any two of them are one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crowd {
    /// What they share: `mail info@agency.example`.
    pub what: Clean,
    /// How many they are.
    pub people: usize,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Duplicates {
    /// The candidates, the surest first.
    pub found: Vec<Duplicate>,
    /// How many there are in all; the surest of them are listed.
    pub total: usize,
    /// How many people were looked at.
    pub people: usize,
    /// What was left out because too many share it, the largest first; a few.
    pub crowds: Vec<Crowd>,
    /// How many such there are in all.
    pub all_crowds: usize,
}

impl Duplicates {
    /// `2 values that more than 6 people share are left out: mail info@agency.example (10,000)`.
    #[must_use]
    pub fn left_out(&self) -> Option<Clean> {
        let count =
            |many: usize| super::counts::say_grouped(i64::try_from(many).unwrap_or(i64::MAX));
        if self.crowds.is_empty() {
            return None;
        }
        let some: Vec<String> = self
            .crowds
            .iter()
            .map(|crowd| format!("{} ({})", crowd.what, count(crowd.people)))
            .collect();
        let more = match self.all_crowds.saturating_sub(some.len()) {
            0 => String::new(),
            _ => ", …".to_owned(),
        };
        Some(Clean::line(&format!(
            "left out, shared by more than {CROWD} people: {}{more}",
            some.join(", ")
        )))
    }
}
