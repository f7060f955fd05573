//! Sizes by followers (catalogue M10): the lower bound is inclusive, mega is over its bound, below nano there is none.

use std::fmt;

/// A size by followers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// The smallest that has a name.
    Nano,
    /// The next.
    Micro,
    /// The next.
    Macro,
    /// The largest.
    Mega,
}

impl Tier {
    /// All tiers, the smallest first.
    pub const ALL: [Tier; 4] = [Tier::Nano, Tier::Micro, Tier::Macro, Tier::Mega];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Tier::Nano => "nano",
            Tier::Micro => "micro",
            Tier::Macro => "macro",
            Tier::Mega => "mega",
        }
    }

    /// Reads the word, any case.
    #[must_use]
    pub fn parse(text: &str) -> Option<Tier> {
        let wanted = text.trim().to_lowercase();
        Tier::ALL.into_iter().find(|tier| tier.word() == wanted)
    }
}

impl fmt::Display for Tier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// Where the tiers begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tiers {
    /// Nano has at least so many followers.
    pub nano: i64,
    /// Micro has at least so many.
    pub micro: i64,
    /// Macro has at least so many.
    pub macros: i64,
    /// Mega has more than so many.
    pub mega: i64,
}

impl Default for Tiers {
    fn default() -> Self {
        Tiers {
            nano: 1_000,
            micro: 10_000,
            macros: 100_000,
            mega: 1_000_000,
        }
    }
}

impl Tiers {
    /// The tier of an account with so many followers.
    #[must_use]
    pub fn of(self, followers: i64) -> Option<Tier> {
        Tier::ALL
            .into_iter()
            .rev()
            .find(|tier| followers >= self.least(*tier))
    }

    /// The fewest followers of a tier.
    #[must_use]
    pub fn least(self, tier: Tier) -> i64 {
        match tier {
            Tier::Nano => self.nano,
            Tier::Micro => self.micro,
            Tier::Macro => self.macros,
            Tier::Mega => self.mega.saturating_add(1),
        }
    }

    /// The most followers of a tier; `None` is without an end.
    #[must_use]
    pub fn most(self, tier: Tier) -> Option<i64> {
        let larger = Tier::ALL.into_iter().filter(|other| *other > tier);
        larger.map(|other| self.least(other) - 1).min()
    }

    /// The first two tiers of which the smaller does not begin below the larger.
    #[must_use]
    pub fn out_of_order(self) -> Option<(Tier, Tier)> {
        let bounds = [self.nano, self.micro, self.macros, self.mega];
        let place = bounds.windows(2).position(|pair| pair[0] >= pair[1])?;
        Some((Tier::ALL[place], Tier::ALL[place + 1]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiers_have_inclusive_lower_bounds_and_mega_is_over_a_million() {
        let tiers: Vec<_> = [999, 1_000, 9_999, 10_000, 100_000, 1_000_000, 1_000_001]
            .map(|followers| Tiers::default().of(followers).map(Tier::word))
            .to_vec();
        assert_eq!(
            tiers,
            [
                None,
                Some("nano"),
                Some("nano"),
                Some("micro"),
                Some("macro"),
                Some("macro"),
                Some("mega")
            ]
        );
    }

    #[test]
    fn a_tier_ends_below_the_next() {
        let tiers = Tiers::default();
        let spans = Tier::ALL.map(|tier| (tiers.least(tier), tiers.most(tier)));
        assert_eq!(
            spans,
            [
                (1_000, Some(9_999)),
                (10_000, Some(99_999)),
                (100_000, Some(1_000_000)),
                (1_000_001, None)
            ]
        );
    }

    #[test]
    fn the_bound_that_stands_wrong_is_named() {
        let order = |nano, micro, macros, mega| {
            let tiers = Tiers {
                nano,
                micro,
                macros,
                mega,
            };
            tiers.out_of_order()
        };
        assert_eq!(order(1, 2, 3, 4), None);
        assert_eq!(order(5, 5, 6, 7), Some((Tier::Nano, Tier::Micro)));
        assert_eq!(order(1, 9, 6, 17), Some((Tier::Micro, Tier::Macro)));
        assert_eq!(order(1, 2, 7, 7), Some((Tier::Macro, Tier::Mega)));
    }
}
