//! What a team may decide for itself: thresholds, days, house rules. The rules take [`Settings`] and know no constants.
//!
//! [`TABLE`] holds every setting with its words, default and range; from it come the settings screen, the command
//! line, the manual and README. A value is kept as text and read through the table; a value that cannot be read, by
//! whatever way it came into the file, counts as the default. Not here: where values are kept, and how they are drawn.

mod read;
mod table;
mod tiers;
mod word;
mod working;

use super::stage::Stage;

pub use self::read::{Invalid, read, say};
pub use self::table::{Definition, Kind, Scope, Section, Setting, TABLE};
pub use self::tiers::{Tier, Tiers};
pub use self::word::Word;
pub use self::working::WorkingDays;

/// How checklists are asked for when somebody moves on (product.md, Checklists).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum HouseRules {
    /// Only marks on cards; a move never asks.
    Light,
    /// A move that misses something asks once; a reason may be left out.
    #[default]
    Standard,
    /// A move that misses something wants a typed reason.
    Strict,
}

/// What happens when a fact says that a person is in another stage by now (product.md, Facts carry the rest).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Carry {
    /// The move is made with the fact.
    #[default]
    DoIt,
    /// The move is offered.
    Offer,
    /// Nothing is said.
    Leave,
}

/// Days between contacts by care level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CareDays {
    /// Level A.
    pub a: i64,
    /// Level B, and people who have no level.
    pub b: i64,
    /// Level C.
    pub c: i64,
}

impl Default for CareDays {
    fn default() -> Self {
        CareDays {
            a: 30,
            b: 45,
            c: 60,
        }
    }
}

/// The team's settings as the rules want them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Sizes by followers.
    pub tiers: Tiers,
    /// Days between contacts.
    pub care: CareDays,
    /// How many quiet people a day Today offers at most.
    pub quiet_a_day: usize,
    /// Days after which a card is stale, by stage; `None` is never.
    pub stale: [Option<i64>; 5],
    /// How checklists are asked for.
    pub rules: HouseRules,
    /// Whether facts move people.
    pub carry: Carry,
    /// Days on which the team works.
    pub working: WorkingDays,
    /// What the screen calls an influencer.
    pub word: Word,
    /// Days within which a colleague's contact is told before another is made; 0 is never.
    pub double_contact: i64,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            tiers: Tiers::default(),
            care: CareDays::default(),
            quiet_a_day: 5,
            stale: [Some(60), Some(21), Some(90), None, None],
            rules: HouseRules::default(),
            carry: Carry::default(),
            working: WorkingDays::default(),
            word: Word::default(),
            double_contact: 7,
        }
    }
}

impl Settings {
    /// The settings of a file, from keys and values as stored; what nobody set is the default.
    pub fn from_stored<'a>(stored: impl IntoIterator<Item = (&'a str, &'a str)>) -> Settings {
        let mut settings = Settings::default();
        for (key, value) in stored {
            let known = Setting::by_key(key).filter(|setting| setting.scope() == Scope::Team);
            if let Some(setting) = known
                && let Ok(value) = read::alone(setting, value)
            {
                settings.put(setting, &value);
            }
        }
        settings
    }

    /// These settings with one of them changed to a stored value; `None` is the default.
    #[must_use]
    pub fn with(&self, setting: Setting, stored: Option<&str>) -> Settings {
        let mut settings = self.clone();
        settings.put(setting, stored.unwrap_or(setting.definition().default));
        settings
    }

    /// Takes a value in stored form, which the table has read before.
    fn put(&mut self, setting: Setting, stored: &str) {
        let number = stored.parse::<i64>();
        match setting {
            Setting::TierNano => self.tiers.nano = number.unwrap_or(self.tiers.nano),
            Setting::TierMicro => self.tiers.micro = number.unwrap_or(self.tiers.micro),
            Setting::TierMacro => self.tiers.macros = number.unwrap_or(self.tiers.macros),
            Setting::TierMega => self.tiers.mega = number.unwrap_or(self.tiers.mega),
            Setting::CareA => self.care.a = number.unwrap_or(self.care.a),
            Setting::CareB => self.care.b = number.unwrap_or(self.care.b),
            Setting::CareC => self.care.c = number.unwrap_or(self.care.c),
            Setting::QuietADay => {
                self.quiet_a_day = stored.parse().unwrap_or(self.quiet_a_day);
            }
            Setting::StaleDiscovery => self.stale[Stage::Discovery.index()] = number.ok(),
            Setting::StaleOutreach => self.stale[Stage::Outreach.index()] = number.ok(),
            Setting::StaleCollaboration => self.stale[Stage::Collaboration.index()] = number.ok(),
            Setting::DoubleContact => {
                self.double_contact = number.unwrap_or(self.double_contact);
            }
            Setting::HouseRules => {
                self.rules = match stored {
                    "light" => HouseRules::Light,
                    "strict" => HouseRules::Strict,
                    _ => HouseRules::Standard,
                }
            }
            Setting::Carry => {
                self.carry = match stored {
                    "offer it" => Carry::Offer,
                    "leave it" => Carry::Leave,
                    _ => Carry::DoIt,
                }
            }
            Setting::Working => {
                self.working = WorkingDays::read(stored).unwrap_or(self.working);
            }
            Setting::Word => self.word = Word::read(stored).unwrap_or_default(),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_of_the_table_are_the_defaults_of_the_rules() {
        let defaults = TABLE.iter().filter(|line| line.scope == Scope::Team);
        let stored = defaults.map(|line| (line.key, line.default));
        assert_eq!(Settings::from_stored(stored), Settings::default());
    }

    #[test]
    fn a_value_that_cannot_be_read_counts_as_the_default() {
        let stored = [
            ("care.a", "soon"),
            ("care.b", "-3"),
            ("tier.micro", "12%"),
            ("no.such", "1"),
            ("rules", "none"),
        ];
        assert_eq!(Settings::from_stored(stored), Settings::default());
    }

    #[test]
    fn never_is_a_number_of_days() {
        let settings = Settings::from_stored([("stale.outreach", "never")]);
        assert_eq!(settings.stale, [Some(60), None, Some(90), None, None]);
        let back = settings.with(Setting::StaleOutreach, None);
        assert_eq!(back, Settings::default());
    }
}
