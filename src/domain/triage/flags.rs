//! Red flags for bought followers and hollow reach (catalogue M39, M44): raised by rules from an account's figures,
//! each with its figures and dates, cleared or accepted by name. Other figures raise it anew.
//!
//! The bounds are wide on purpose: a flag says "look again", and one that is raised for everybody is read by nobody.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::counts::{say_grouped, say_many, say_rate};
use crate::domain::dates::say_full;
use crate::domain::figures::{Figures, say_growth};
use crate::domain::ids::AccountId;
use crate::domain::text::{Clean, Raw};

/// Followers from which an account counts as large (M39).
pub const LARGE: i64 = 100_000;
/// A large account whose engagement is below this is big and quiet (M39): 0.5 %.
pub const LARGE_AT_LEAST: i64 = 5_000;
/// Engagement that is usual, in millionths, from so many followers on: at least and at most (M44).
pub const USUAL: [(i64, i64, i64); 4] = [
    (1_000_001, LARGE_AT_LEAST, 250_000),
    (LARGE, LARGE_AT_LEAST, 250_000),
    (10_000, 4_000, 300_000),
    (1_000, 6_000, 400_000),
];
/// A jump is growth by this share or more, in per cent (M44),
pub const JUMP_PER_CENT: i64 = 40;
/// by so many followers or more,
pub const JUMP_FOLLOWERS: i64 = 1_000;
/// between two snapshots at most so many days apart.
pub const JUMP_DAYS: i64 = 45;
/// Comments per like that are usual, in millionths: 0.1 % to 30 % (M44),
pub const COMMENTS: (i64, i64) = (1_000, 300_000);
/// where a post has so many likes.
pub const COMMENTS_FROM_LIKES: i64 = 500;

/// A rule that was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// Many followers, hardly any engagement (M39).
    BigButQuiet,
    /// Followers jumped between two snapshots (M44).
    Jump,
    /// Engagement far below what is usual at that size (M44).
    TooLow,
    /// Engagement far above what is usual at that size (M44).
    TooHigh,
    /// Comments and likes do not go together (M44).
    Comments,
}

impl Rule {
    /// All rules.
    pub const ALL: [Rule; 5] = [
        Rule::BigButQuiet,
        Rule::Jump,
        Rule::TooLow,
        Rule::TooHigh,
        Rule::Comments,
    ];

    /// The word, as stored.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Rule::BigButQuiet => "big but quiet",
            Rule::Jump => "follower jump",
            Rule::TooLow => "engagement too low",
            Rule::TooHigh => "engagement too high",
            Rule::Comments => "comments and likes",
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Rule> {
        Self::ALL.into_iter().find(|rule| rule.word() == word)
    }
}

/// A red flag of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    /// Which account.
    pub account: AccountId,
    /// Which rule.
    pub rule: Rule,
    /// The figures it rests on; a decision counts for these and no others.
    pub figures: String,
    /// What it says, with its figures and dates.
    pub words: Clean,
}

/// What somebody decided about a flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Decision {
    /// There is a good reason for the figures.
    Cleared,
    /// It is so, and we go on.
    Accepted,
}

impl Decision {
    /// The word, as stored and shown.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Decision::Cleared => "cleared",
            Decision::Accepted => "accepted",
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Decision> {
        [Decision::Cleared, Decision::Accepted]
            .into_iter()
            .find(|decision| decision.word() == word)
    }
}

/// A decision with its author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruling {
    /// What.
    pub decision: Decision,
    /// Why; blank where nobody said.
    pub line: Raw,
    /// By whom.
    pub by: Clean,
    /// When.
    pub date: NaiveDate,
}

/// A flag that is raised now, and what was decided about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raised {
    /// The flag.
    pub flag: Flag,
    /// The decision about these very figures; without one it is open.
    pub ruling: Option<Ruling>,
}

impl Raised {
    /// What was decided, with its line, as a change says what its author saw.
    #[must_use]
    pub fn decided(&self) -> Option<(Decision, String)> {
        let ruling = self.ruling.as_ref()?;
        Some((ruling.decision, ruling.line.as_stored().to_owned()))
    }

    /// Whether nobody has decided about it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.ruling.is_none()
    }
}

/// `1 flag`, `2 flags`; nothing where there is none.
#[must_use]
pub fn say_flags(open: u8) -> Option<String> {
    match open {
        0 => None,
        1 => Some("1 flag".to_owned()),
        many => Some(format!("{many} flags")),
    }
}

/// A rate as [`say_rate`] has it; below one per cent with two decimals, cut off, so that it never reads as its bound.
fn exact(millionths: i64) -> String {
    match millionths {
        0..10_000 => format!("0.{:02}%", millionths / 100),
        _ => say_rate(millionths),
    }
}

/// The flags of an account, from its snapshots, oldest first.
#[must_use]
pub fn raised(account: AccountId, snapshots: &[(NaiveDate, &Figures)]) -> Vec<Flag> {
    let mut flags = Vec::new();
    let mut raise = |rule, figures: String, words: String| {
        let words = Clean::line(&words);
        flags.push(Flag {
            account,
            rule,
            figures,
            words,
        });
    };
    if let Some((figures, words)) = jump(snapshots) {
        raise(Rule::Jump, figures, words);
    }
    if let Some((date, figures)) = snapshots.last() {
        if let Some((rule, key, words)) = engagement(*date, figures) {
            raise(rule, key, words);
        }
        if let Some((key, words)) = comments(*date, figures) {
            raise(Rule::Comments, key, words);
        }
    }
    flags
}

/// The latest jump between two neighbouring snapshots that know their followers.
fn jump(snapshots: &[(NaiveDate, &Figures)]) -> Option<(String, String)> {
    let counts: Vec<(NaiveDate, i64)> = snapshots
        .iter()
        .filter_map(|(date, figures)| Some((*date, figures.followers?)))
        .collect();
    let (before, after) = counts.windows(2).rev().find_map(|pair| {
        let (before, after) = (pair[0], pair[1]);
        is_jump(before, after).then_some((before, after))
    })?;
    let growth = say_growth(before.1, after.1)?;
    let words = format!(
        "followers {growth} from {} to {}: {} to {}",
        say_full(before.0),
        say_full(after.0),
        say_grouped(before.1),
        say_grouped(after.1)
    );
    Some((
        format!("{} {} {} {}", before.0, before.1, after.0, after.1),
        words,
    ))
}

fn is_jump(before: (NaiveDate, i64), after: (NaiveDate, i64)) -> bool {
    let more = i128::from(after.1) - i128::from(before.1);
    before.1 > 0
        && more >= i128::from(JUMP_FOLLOWERS)
        && more * 100 >= i128::from(before.1) * i128::from(JUMP_PER_CENT)
        && (after.0 - before.0).num_days() <= JUMP_DAYS
}

/// Engagement far out of what is usual at that size; a large account that is too quiet is a rule of its own.
fn engagement(date: NaiveDate, figures: &Figures) -> Option<(Rule, String, String)> {
    let followers = figures.followers?;
    let rate = figures.engagement()?.millionths;
    let (_, least, most) = USUAL.into_iter().find(|(from, ..)| followers >= *from)?;
    let (rule, usual) = match rate {
        rate if rate < least && followers >= LARGE => (
            Rule::BigButQuiet,
            format!("big but quiet: {} or more is usual", exact(least)),
        ),
        rate if rate < least => (
            Rule::TooLow,
            format!("far below the usual {} or more", exact(least)),
        ),
        rate if rate > most => (
            Rule::TooHigh,
            format!("far above the usual {} or less", exact(most)),
        ),
        _ => return None,
    };
    let words = format!(
        "engagement {} on {} followers, {}; {usual}",
        exact(rate),
        say_grouped(followers),
        say_full(date)
    );
    Some((rule, format!("{followers} {rate}"), words))
}

/// Comments that do not go with the likes: bought likes bring none, bought comments too many.
fn comments(date: NaiveDate, figures: &Figures) -> Option<(String, String)> {
    let likes = figures
        .average_likes
        .filter(|likes| *likes >= COMMENTS_FROM_LIKES)?;
    let comments = figures.average_comments.filter(|comments| *comments >= 0)?;
    let ratio = i128::from(comments) * 1_000_000 / i128::from(likes);
    let usual = i128::from(COMMENTS.0)..=i128::from(COMMENTS.1);
    if usual.contains(&ratio) {
        return None;
    }
    let words = format!(
        "{} on {} a post, {}; {} to {} is usual",
        say_many(comments, "comment", "comments"),
        say_many(likes, "like", "likes"),
        say_full(date),
        exact(COMMENTS.0),
        exact(COMMENTS.1)
    );
    Some((format!("{comments} {likes}"), words))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn rules(snapshots: &[(&str, Figures)]) -> Vec<Rule> {
        flags(snapshots).into_iter().map(|flag| flag.rule).collect()
    }

    fn flags(snapshots: &[(&str, Figures)]) -> Vec<Flag> {
        let dated: Vec<(NaiveDate, &Figures)> = snapshots
            .iter()
            .map(|(date, figures)| (day(date), figures))
            .collect();
        raised(AccountId(1), &dated)
    }

    fn followers(followers: i64) -> Figures {
        Figures {
            followers: Some(followers),
            ..Figures::default()
        }
    }

    fn rate(count: i64, millionths: i64) -> Figures {
        Figures {
            engagement_rate: Some(millionths),
            ..followers(count)
        }
    }

    fn likes(likes: i64, comments: i64) -> Figures {
        Figures {
            average_likes: Some(likes),
            average_comments: Some(comments),
            ..Figures::default()
        }
    }

    #[test]
    fn many_followers_and_hardly_any_engagement_are_big_but_quiet() {
        assert_eq!(
            rules(&[("2026-06-03", rate(1_200_000, 3_100))]),
            [Rule::BigButQuiet]
        );
        assert_eq!(
            rules(&[("2026-06-03", rate(100_000, 4_999))]),
            [Rule::BigButQuiet]
        );
        assert!(rules(&[("2026-06-03", rate(1_200_000, 5_000))]).is_empty());
        let flag = flags(&[("2026-06-03", rate(1_200_000, 3_100))]).remove(0);
        assert_eq!(
            flag.words.as_str(),
            "engagement 0.31% on 1,200,000 followers, Wed 3 Jun 2026; big but quiet: 0.50% or more is usual"
        );
    }

    #[test]
    fn engagement_far_out_of_the_norm_of_the_size_is_told_both_ways() {
        let rule = |count, millionths| rules(&[("2026-06-03", rate(count, millionths))]);
        assert_eq!(rule(50_000, 3_900), [Rule::TooLow]);
        assert!(rule(50_000, 4_000).is_empty() && rule(50_000, 300_000).is_empty());
        assert_eq!(rule(50_000, 300_001), [Rule::TooHigh]);
        assert_eq!(rule(2_000, 5_999), [Rule::TooLow]);
        assert_eq!(rule(2_000_000, 250_001), [Rule::TooHigh]);
        assert!(
            rule(999, 0).is_empty(),
            "below the smallest tier there is no norm"
        );
    }

    #[test]
    fn a_jump_is_fast_large_and_by_a_good_share() {
        let jump =
            |from, before, to, after| rules(&[(from, followers(before)), (to, followers(after))]);
        assert_eq!(
            jump("2026-04-01", 10_000, "2026-05-03", 14_000),
            [Rule::Jump]
        );
        assert!(jump("2026-04-01", 10_000, "2026-05-03", 13_999).is_empty());
        assert!(jump("2026-04-01", 1_000, "2026-05-03", 1_999).is_empty());
        assert!(jump("2026-04-01", 10_000, "2026-05-17", 90_000).is_empty());
        assert!(jump("2026-04-01", 14_000, "2026-05-03", 9_000).is_empty());
        let told = flags(&[
            ("2026-04-01", followers(10_200)),
            ("2026-05-03", followers(18_600)),
        ]);
        assert_eq!(
            told[0].words.as_str(),
            "followers +82 % from Wed 1 Apr 2026 to Sun 3 May 2026: 10,200 to 18,600"
        );
    }

    #[test]
    fn the_latest_jump_is_told_and_its_figures_are_its_own() {
        let told = flags(&[
            ("2026-01-01", followers(1_000)),
            ("2026-02-01", followers(3_000)),
            ("2026-03-01", followers(9_000)),
            ("2026-04-01", followers(9_100)),
        ]);
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].figures, "2026-02-01 3000 2026-03-01 9000");
    }

    #[test]
    fn comments_go_with_likes() {
        let rule = |hearts, words| rules(&[("2026-06-03", likes(hearts, words))]);
        assert_eq!(rule(10_000, 9), [Rule::Comments]);
        assert!(rule(10_000, 10).is_empty() && rule(10_000, 3_000).is_empty());
        assert_eq!(rule(10_000, 3_001), [Rule::Comments]);
        assert!(rule(499, 0).is_empty(), "too few likes to tell");
    }

    #[test]
    fn a_new_day_with_the_same_figures_raises_nothing_anew_and_other_figures_do() {
        let key = |date, count| flags(&[(date, rate(count, 3_100))])[0].figures.clone();
        assert_eq!(key("2026-06-03", 1_200_000), key("2026-07-03", 1_200_000));
        assert_ne!(key("2026-06-03", 1_200_000), key("2026-07-03", 1_250_000));
    }

    #[test]
    fn without_figures_nothing_is_raised() {
        assert!(flags(&[]).is_empty());
        assert!(rules(&[("2026-06-03", Figures::default())]).is_empty());
        let wild = likes(i64::MAX, i64::MAX);
        assert_eq!(rules(&[("2026-06-03", wild)]), [Rule::Comments]);
    }
}
