//! The fit checks: a fixed list, each answered yes, no or unsure, with a line that says why.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::text::{Clean, Raw};

/// A question about a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Check {
    /// They post about our field and are known in it (M12).
    Niche,
    /// Their audience is the one we want to reach (M12, M42).
    Audience,
    /// What they post, and how often (M12, M41).
    Content,
    /// The account and its following are real (M12).
    Authenticity,
    /// Values and voice are near ours (M13, M41, M42).
    Values,
    /// Partnerships went well before (M13).
    Record,
    /// Their style works for our brand (M42).
    Style,
    /// The people who engage are those we care about (M41).
    People,
}

impl Check {
    /// All checks in their order.
    pub const ALL: [Check; 8] = [
        Check::Niche,
        Check::Audience,
        Check::Content,
        Check::Authenticity,
        Check::Values,
        Check::Record,
        Check::Style,
        Check::People,
    ];

    /// The word, as stored and shown.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Check::Niche => "niche",
            Check::Audience => "audience",
            Check::Content => "content",
            Check::Authenticity => "authenticity",
            Check::Values => "values",
            Check::Record => "track record",
            Check::Style => "style",
            Check::People => "people",
        }
    }

    /// What is asked.
    #[must_use]
    pub fn question(self) -> &'static str {
        match self {
            Check::Niche => "known for our field?",
            Check::Audience => "the people we want to reach?",
            Check::Content => "right content, often enough?",
            Check::Authenticity => "account and following real?",
            Check::Values => "values and voice near ours?",
            Check::Record => "partnerships went well?",
            Check::Style => "style works for us?",
            Check::People => "do the right people engage?",
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Check> {
        Self::ALL.into_iter().find(|check| check.word() == word)
    }
}

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It fits.
    Yes,
    /// It does not.
    No,
    /// Looked at, and still open.
    Unsure,
}

impl Verdict {
    /// All of them.
    pub const ALL: [Verdict; 3] = [Verdict::Yes, Verdict::No, Verdict::Unsure];

    /// The word, as stored and shown.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Yes => "yes",
            Verdict::No => "no",
            Verdict::Unsure => "unsure",
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Verdict> {
        Self::ALL.into_iter().find(|verdict| verdict.word() == word)
    }
}

/// A check with its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// Which.
    pub check: Check,
    /// What was found.
    pub verdict: Verdict,
    /// Why; blank where nobody said.
    pub line: Raw,
    /// By whom.
    pub by: Clean,
    /// When.
    pub date: NaiveDate,
}

/// The answers, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Fit {
    /// Answered yes.
    pub yes: u8,
    /// Answered at all: yes, no or unsure.
    pub answered: u8,
}

impl Fit {
    /// Counts answers.
    #[must_use]
    pub fn of(answers: &[Answered]) -> Fit {
        let count = |many: usize| u8::try_from(many).unwrap_or(u8::MAX);
        let yes = answers.iter().filter(|one| one.verdict == Verdict::Yes);
        Fit {
            yes: count(yes.count()),
            answered: count(answers.len()),
        }
    }

    /// `fit 4/5`: yes of those answered; nothing where no check was answered.
    #[must_use]
    pub fn words(self) -> Option<String> {
        (self.answered > 0).then(|| format!("fit {}/{}", self.yes, self.answered))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(verdicts: &[Verdict]) -> Vec<Answered> {
        let one = |(check, verdict): (Check, &Verdict)| Answered {
            check,
            verdict: *verdict,
            line: Raw::new(""),
            by: Clean::fixed("ada"),
            date: NaiveDate::default(),
        };
        Check::ALL.into_iter().zip(verdicts).map(one).collect()
    }

    #[test]
    fn the_score_is_yes_of_those_answered() {
        use Verdict::{No, Unsure, Yes};
        assert_eq!(
            Fit::of(&answered(&[Yes, Yes, No, Yes, Yes])).words(),
            Some("fit 4/5".into())
        );
        assert_eq!(
            Fit::of(&answered(&[Unsure, No])).words(),
            Some("fit 0/2".into())
        );
        assert_eq!(Fit::of(&[]).words(), None);
    }

    #[test]
    fn words_are_read_as_they_are_written() {
        for check in Check::ALL {
            assert_eq!(Check::parse(check.word()), Some(check));
        }
        for verdict in Verdict::ALL {
            assert_eq!(Verdict::parse(verdict.word()), Some(verdict));
        }
    }
}
