//! Peers: others of the same tier and platform near in size, and what is usual among them.

use crate::domain::settings::Tier;
use crate::domain::text::Clean;

/// What is usual among people of the same size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peers {
    /// The tier they share.
    pub tier: Tier,
    /// The platform they share, in two letters.
    pub platform: Clean,
    /// How many were looked at: those nearest in size.
    pub people: usize,
    /// Median followers.
    pub followers: Option<i64>,
    /// Median engagement rate, in millionths.
    pub engagement: Option<i64>,
    /// Median growth of followers over about 90 days, in millionths.
    pub growth: Option<i64>,
}

/// The middle one; of an even number the lower middle one, which is somebody's figure.
#[must_use]
pub fn median(mut figures: Vec<i64>) -> Option<i64> {
    if figures.is_empty() {
        return None;
    }
    let middle = (figures.len() - 1) / 2;
    let (_, found, _) = figures.select_nth_unstable(middle);
    Some(*found)
}

/// Growth in millionths; `None` from nothing.
#[must_use]
pub fn growth(before: i64, after: i64) -> Option<i64> {
    if before <= 0 {
        return None;
    }
    i64::try_from((i128::from(after) - i128::from(before)) * 1_000_000 / i128::from(before)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_somebodys_figure() {
        assert_eq!(median(vec![]), None);
        assert_eq!(median(vec![7]), Some(7));
        assert_eq!(median(vec![9, 1, 5]), Some(5));
        assert_eq!(median(vec![9, 1, 5, 6]), Some(5));
    }

    #[test]
    fn growth_is_a_share_of_what_was_there() {
        assert_eq!(growth(200, 236), Some(180_000));
        assert_eq!(growth(0, 5), None);
    }
}
