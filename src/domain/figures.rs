//! The figures of an account on one date, and what is computed from them.

use serde::{Deserialize, Serialize};

/// What was known of an account on one date. Absent means "not known", never zero.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figures {
    /// Followers or subscribers.
    pub followers: Option<i64>,
    /// Number of posts.
    pub posts: Option<i64>,
    /// Mean views of a post.
    pub average_views: Option<i64>,
    /// Mean likes of a post.
    pub average_likes: Option<i64>,
    /// Mean comments of a post.
    pub average_comments: Option<i64>,
    /// Mean shares of a post.
    pub average_shares: Option<i64>,
    /// Mean engagements (likes, comments and the like together) of a post.
    pub average_engagement: Option<i64>,
    /// Mean engagements that the source holds for authentic.
    pub authentic_engagement: Option<i64>,
    /// Engagement rate as the source states it, in millionths (1.39 % is 13,900).
    pub engagement_rate: Option<i64>,
    /// Quality or influence score of the source, 1 to 100 (catalogue M26).
    pub quality: Option<i64>,
}

impl Figures {
    /// These figures, and those of `older` where these say nothing.
    #[must_use]
    pub fn over(&self, older: &Figures) -> Figures {
        Figures {
            followers: self.followers.or(older.followers),
            posts: self.posts.or(older.posts),
            average_views: self.average_views.or(older.average_views),
            average_likes: self.average_likes.or(older.average_likes),
            average_comments: self.average_comments.or(older.average_comments),
            average_shares: self.average_shares.or(older.average_shares),
            average_engagement: self.average_engagement.or(older.average_engagement),
            authentic_engagement: self.authentic_engagement.or(older.authentic_engagement),
            engagement_rate: self.engagement_rate.or(older.engagement_rate),
            quality: self.quality.or(older.quality),
        }
    }

    /// The first of them that no account can have, in one clause: `followers -5 is below zero`.
    #[must_use]
    pub fn wrong(&self) -> Option<String> {
        let counts = [
            ("followers", self.followers),
            ("posts", self.posts),
            ("average views", self.average_views),
            ("average likes", self.average_likes),
            ("average comments", self.average_comments),
            ("average shares", self.average_shares),
            ("average engagement", self.average_engagement),
            ("authentic engagement", self.authentic_engagement),
            ("engagement rate", self.engagement_rate),
        ];
        let below = |(what, count): (&str, Option<i64>)| {
            let count = count.filter(|count| *count < 0)?;
            Some(format!("{what} {count} is below zero"))
        };
        let quality = self.quality.filter(|one| !(1..=100).contains(one));
        let quality = quality.map(|one| format!("quality {one} is not between 1 and 100"));
        counts.into_iter().find_map(below).or(quality)
    }

    /// Whether nothing at all is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// How an engagement rate was come by; the screen opens it on a key (product.md, promise 6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RateFormula {
    /// The source stated it.
    Stated,
    /// Mean engagements of a post / followers.
    EngagementPerFollower,
    /// (mean likes + mean comments + mean shares) / followers (catalogue 1K, plain engagement rate).
    PartsPerFollower,
}

impl RateFormula {
    /// The formula in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            RateFormula::Stated => "as the source states it",
            RateFormula::EngagementPerFollower => "average engagement / followers",
            RateFormula::PartsPerFollower => "(likes + comments + shares) / followers",
        }
    }
}

/// An engagement rate with the way it was computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// Millionths: 1.39 % is 13,900.
    pub millionths: i64,
    /// Where it comes from.
    pub formula: RateFormula,
    /// Numerator of the formula, where it has one.
    pub numerator: Option<i64>,
    /// Denominator of the formula, where it has one.
    pub denominator: Option<i64>,
}

impl Figures {
    /// The engagement rate: computed from average engagement, else from likes, comments and shares,
    /// else as the source states it. `None` where the figures do not give one.
    #[must_use]
    pub fn engagement(&self) -> Option<Rate> {
        let parts = [
            self.average_likes,
            self.average_comments,
            self.average_shares,
        ];
        let summed = self
            .average_likes
            .map(|_| parts.into_iter().flatten().sum::<i64>());
        let stated = self.engagement_rate.map(|millionths| Rate {
            millionths,
            formula: RateFormula::Stated,
            numerator: None,
            denominator: None,
        });
        let computed = |numerator: Option<i64>, formula| {
            let (numerator, denominator) = (numerator?, self.followers.filter(|n| *n > 0)?);
            let millionths =
                i64::try_from(i128::from(numerator) * 1_000_000 / i128::from(denominator)).ok()?;
            Some(Rate {
                millionths,
                formula,
                numerator: Some(numerator),
                denominator: Some(denominator),
            })
        };
        stated
            .or_else(|| computed(self.average_engagement, RateFormula::EngagementPerFollower))
            .or_else(|| computed(summed, RateFormula::PartsPerFollower))
    }

    /// Mean views of a post per follower, in millionths (catalogue M31).
    #[must_use]
    pub fn views_per_follower(&self) -> Option<i64> {
        let (views, followers) = (self.average_views?, self.followers.filter(|n| *n > 0)?);
        i64::try_from(i128::from(views) * 1_000_000 / i128::from(followers)).ok()
    }
}

/// Growth between two counts, as `+18 %`, `-0.4 %` or `0 %`: tenths below ten per cent, halves away from zero;
/// `None` from nothing.
#[must_use]
pub fn say_growth(before: i64, after: i64) -> Option<String> {
    if before <= 0 {
        return None;
    }
    let (before, after) = (i128::from(before), i128::from(after));
    let doubled = (after - before) * 2_000;
    let half = if doubled < 0 { -before } else { before };
    let tenths = (doubled + half) / (2 * before);
    let sign = match (after - before).signum() {
        1 => "+",
        -1 => "-",
        _ => return Some("0 %".to_owned()),
    };
    let size = tenths.unsigned_abs();
    Some(match size {
        0 => format!("{sign}<0.1 %"),
        1..100 => format!("{sign}{}.{} %", size / 10, size % 10),
        _ => format!("{sign}{} %", (size + 5) / 10),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stated_rate_is_taken_as_it_is() {
        let figures = Figures {
            engagement_rate: Some(13_900),
            followers: Some(10),
            average_likes: Some(9),
            ..Figures::default()
        };
        assert_eq!(
            figures
                .engagement()
                .map(|rate| (rate.millionths, rate.formula)),
            Some((13_900, RateFormula::Stated))
        );
    }

    #[test]
    fn likes_comments_and_shares_over_followers_give_the_plain_rate() {
        let figures = Figures {
            followers: Some(1_000),
            average_likes: Some(40),
            average_comments: Some(8),
            average_shares: None,
            ..Figures::default()
        };
        assert_eq!(
            figures.engagement().map(|rate| rate.millionths),
            Some(48_000)
        );
    }

    #[test]
    fn without_followers_there_is_no_rate() {
        let figures = Figures {
            average_likes: Some(40),
            followers: Some(0),
            ..Figures::default()
        };
        assert_eq!(figures.engagement(), None);
    }

    #[test]
    fn growth_is_said_in_tenths_where_it_is_small() {
        let say = |before, after| say_growth(before, after).unwrap_or_default();
        assert_eq!(say(200, 236), "+18 %");
        assert_eq!(say(200, 199), "-0.5 %");
        assert_eq!(say(477_900_000, 475_800_000), "-0.4 %");
        assert_eq!(say(1_000_000, 1_000_001), "+<0.1 %");
        assert_eq!(say(7, 7), "0 %");
        assert_eq!(say_growth(0, 5), None);
    }
}
