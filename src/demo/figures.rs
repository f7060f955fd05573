//! An account's figures on any day of the past year: a line back from today's, a little uneven, always the same.

use super::people::Account;
use crate::domain::figures::Figures;
use crate::domain::platform::Platform;

/// A small generator of numbers that look like chance (xorshift); the same seed gives the same numbers.
pub struct Chance(u64);

impl Chance {
    /// A generator for this word and number.
    pub fn of(word: &str, number: i64) -> Chance {
        let start =
            0xcbf2_9ce4_8422_2325 ^ number.unsigned_abs().wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let seed = word.bytes().fold(start, |seed, byte| {
            (seed ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Chance(seed | 1)
    }

    /// The next number from `low` to `high`.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let span = (high - low + 1).unsigned_abs().max(1);
        low + i64::try_from((self.0 >> 11) % span).unwrap_or_default()
    }
}

/// The figures so many days before the newest ones.
pub fn figures(account: &Account, days: i64) -> Figures {
    let mut chance = Chance::of(account.handle, days);
    let wobble = if days == 0 { 0 } else { chance.between(-4, 4) };
    let grown = 1_000_000 + account.growth * 1_000 * days / 30;
    let followers = account.followers * 1_000_000 / grown * (1_000 + wobble) / 1_000;
    let rate = account.engagement * (1_000 + chance.between(-80, 80)) / 1_000;
    let engaged = followers * rate / 10_000;
    let mut steady = Chance::of(account.handle, -1);
    let posts = steady.between(140, 1_900) - days * steady.between(8, 34) / 100;
    let quality = steady.between(0, 1) == 1;
    let common = Figures {
        followers: Some(followers),
        posts: Some(posts),
        quality: quality.then(|| steady.between(58, 93)),
        ..Figures::default()
    };
    with_engagement(common, account.platform, engaged, rate, &mut chance)
}

/// Every platform tells something else about a post.
fn with_engagement(
    common: Figures,
    platform: Platform,
    engaged: i64,
    rate: i64,
    chance: &mut Chance,
) -> Figures {
    let comments = engaged * chance.between(25, 60) / 1_000;
    let views = |share: i64| common.followers.map(|followers| followers * share / 100);
    match platform {
        Platform::Instagram => Figures {
            average_likes: Some(engaged - comments),
            average_comments: Some(comments),
            ..common
        },
        Platform::TikTok => {
            let shares = engaged * chance.between(40, 90) / 1_000;
            Figures {
                average_views: views(chance.between(28, 62)),
                average_likes: Some(engaged - comments - shares),
                average_comments: Some(comments),
                average_shares: Some(shares),
                ..common
            }
        }
        Platform::YouTube => Figures {
            average_views: views(chance.between(14, 31)),
            average_likes: Some(engaged - comments),
            average_comments: Some(comments),
            ..common
        },
        _ => Figures {
            engagement_rate: Some(rate * 100),
            ..common
        },
    }
}
