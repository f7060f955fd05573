//! What is known of a person's terms and past: rate card lines, past sponsors, and the ways to reach them.

use chrono::NaiveDate;

use super::ids::{RateId, SponsorshipId};
use super::money::Money;
use super::platform::Platform;
use super::text::{Raw, fold};

/// What a rate pays for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RateKind {
    /// A post, or one piece of content where nothing else is said.
    Post,
    /// A reel.
    Reel,
    /// A video.
    Video,
    /// A short video.
    Short,
    /// A story.
    Story,
    /// A live stream.
    Stream,
    /// An hour of their time.
    Hour,
    /// A day of their time.
    Day,
}

impl RateKind {
    /// All of them, in the order of a rate card.
    pub const ALL: [RateKind; 8] = [
        RateKind::Post,
        RateKind::Reel,
        RateKind::Video,
        RateKind::Short,
        RateKind::Story,
        RateKind::Stream,
        RateKind::Hour,
        RateKind::Day,
    ];

    /// The word, as stored and shown: `600 EUR per post`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            RateKind::Post => "post",
            RateKind::Reel => "reel",
            RateKind::Video => "video",
            RateKind::Short => "short",
            RateKind::Story => "story",
            RateKind::Stream => "stream",
            RateKind::Hour => "hour",
            RateKind::Day => "day",
        }
    }

    /// Reads the word or its beginning, with `per` or `a` before it; none where two words begin so.
    #[must_use]
    pub fn parse(text: &str) -> Option<RateKind> {
        let text = text.trim().to_lowercase();
        let wanted = ["per ", "an ", "a "]
            .iter()
            .find_map(|word| text.strip_prefix(word))
            .unwrap_or(&text)
            .trim();
        let exact = Self::ALL.into_iter().find(|kind| kind.word() == wanted);
        let mut like = Self::ALL
            .into_iter()
            .filter(|kind| !wanted.is_empty() && kind.word().starts_with(wanted));
        exact.or_else(|| like.next().filter(|_| like.next().is_none()))
    }
}

/// A line of a rate card, as people write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateLine {
    /// What it pays for.
    pub kind: RateKind,
    /// On which platform, where it says so.
    pub platform: Option<Platform>,
    /// How much.
    pub amount: Money,
    /// What belongs to it: `incl. usage for 3 months`; blank where nothing.
    pub note: Raw,
    /// The day it is of.
    pub date: NaiveDate,
    /// Where it comes from: `her rate card`, a file's name, `typed`.
    pub source: Raw,
}

impl RateLine {
    /// What it is, in one line: `600 EUR per post, Instagram`.
    #[must_use]
    pub fn say(&self) -> String {
        let platform = self
            .platform
            .map_or_else(String::new, |platform| format!(", {}", platform.title()));
        format!("{} per {}{platform}", self.amount.say(), self.kind.word())
    }
}

/// A line of a rate card as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    /// Identity.
    pub id: RateId,
    /// Counts the changes of this row.
    pub version: i64,
    /// The line.
    pub line: RateLine,
    /// A file wrote it last, not a person.
    pub imported: bool,
}

/// A brand that a person has worked for, as people write it (catalogue M34).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sponsorship {
    /// The brand.
    pub brand: Raw,
    /// Posts that name it.
    pub posts: Option<i64>,
    /// Those of them that were paid.
    pub sponsored: Option<i64>,
    /// The first of them.
    pub first: Option<NaiveDate>,
    /// The last of them.
    pub last: Option<NaiveDate>,
    /// It competes with us. A mark of the brand: it holds for everybody who worked for it.
    pub competitor: bool,
    /// The day it is of.
    pub date: NaiveDate,
    /// Where it comes from.
    pub source: Raw,
}

impl Sponsorship {
    /// What it is, in one line: `Glow Lab · 3 of 12 posts sponsored · competitor`.
    #[must_use]
    pub fn say(&self) -> String {
        let posts = match (self.sponsored, self.posts) {
            (Some(sponsored), Some(posts)) => format!(" · {sponsored} of {posts} posts sponsored"),
            (Some(sponsored), None) => format!(" · {sponsored} sponsored posts"),
            (None, Some(posts)) => format!(" · {posts} posts"),
            (None, None) => String::new(),
        };
        let mark = if self.competitor {
            " · competitor"
        } else {
            ""
        };
        format!("{}{posts}{mark}", self.brand.line())
    }

    /// What is wrong with it, in one sentence.
    #[must_use]
    pub fn wrong(&self) -> Option<String> {
        if brand_key(self.brand.as_stored()).is_empty() {
            return Some("a sponsor needs the name of the brand".into());
        }
        if let (Some(posts), Some(sponsored)) = (self.posts, self.sponsored)
            && sponsored > posts
        {
            return Some(format!("{sponsored} sponsored of {posts} posts cannot be"));
        }
        match (self.first, self.last) {
            (Some(first), Some(last)) if first > last => {
                Some("the last post is before the first".into())
            }
            _ => None,
        }
    }
}

/// By what one brand is known again, however it is spelled: folded, only letters and digits.
#[must_use]
pub fn brand_key(brand: &str) -> String {
    fold(brand)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// A past sponsor as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sponsor {
    /// Identity.
    pub id: SponsorshipId,
    /// Counts the changes of this row.
    pub version: i64,
    /// What is known of it.
    pub what: Sponsorship,
    /// A file wrote it last, not a person.
    pub imported: bool,
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn sponsorship() -> Sponsorship {
        Sponsorship {
            brand: Raw::new("Glow Lab"),
            posts: Some(12),
            sponsored: Some(3),
            first: NaiveDate::from_ymd_opt(2025, 1, 2),
            last: NaiveDate::from_ymd_opt(2025, 3, 4),
            competitor: false,
            date: NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(),
            source: Raw::new("typed"),
        }
    }

    #[test]
    fn what_is_paid_for_is_read_by_its_beginning() {
        assert_eq!(RateKind::parse("per post"), Some(RateKind::Post));
        assert_eq!(RateKind::parse("an hour"), Some(RateKind::Hour));
        assert_eq!(RateKind::parse("vid"), Some(RateKind::Video));
        assert_eq!(RateKind::parse("s"), None);
        assert_eq!(RateKind::parse(""), None);
    }

    #[test]
    fn a_sponsor_that_cannot_be_says_why() {
        assert_eq!(sponsorship().wrong(), None);
        let with = |change: fn(&mut Sponsorship)| {
            let mut one = sponsorship();
            change(&mut one);
            one.wrong().unwrap_or_default()
        };
        assert!(with(|one| one.brand = Raw::new(" & ")).contains("name of the brand"));
        assert!(with(|one| one.sponsored = Some(13)).contains("13 sponsored of 12"));
        assert!(
            with(|one| std::mem::swap(&mut one.first, &mut one.last)).contains("before the first")
        );
    }

    #[test]
    fn one_brand_has_one_key_however_it_is_spelled() {
        assert_eq!(brand_key("L'Oréal Paris"), brand_key("loreal  paris"));
        assert_ne!(brand_key("Glow Lab"), brand_key("Glow"));
    }
}
