//! THE SETTINGS ON ONE PAGE: key, words, kind, default and what each does.

/// Whose a setting is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The team's: kept in the database, changed for everybody, in the history.
    Team,
}

/// A heading of the settings screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Sizes by followers.
    Tiers,
    /// Keeping in touch.
    Touch,
    /// Cards that stand still.
    Stale,
    /// House rules.
    Rules,
}

impl Section {
    /// Its heading.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Section::Tiers => "Tiers, by followers",
            Section::Touch => "Keeping in touch",
            Section::Stale => "Stale cards",
            Section::Rules => "House rules",
        }
    }
}

/// What a value may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A number of followers, as `10K` or `10,000`.
    Followers,
    /// A whole number with its least, its most and what is counted.
    Number(i64, i64, &'static str),
    /// Days with their least and most, or never.
    DaysOrNever(i64, i64),
    /// One of these words, each with what it means.
    Choice(&'static [(&'static str, &'static str)]),
    /// Days of the week.
    Weekdays,
    /// A word and its plural.
    Noun,
}

/// A line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Definition {
    /// Which setting.
    pub setting: Setting,
    /// Its name in the database and on the command line.
    pub key: &'static str,
    /// Its name on the screen.
    pub title: &'static str,
    /// Its heading.
    pub section: Section,
    /// Whose it is.
    pub scope: Scope,
    /// What it may be.
    pub kind: Kind,
    /// Where nobody set it, in stored form.
    pub default: &'static str,
    /// What it does, in a line.
    pub does: &'static str,
}

/// A setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Setting {
    /// Nano begins here.
    TierNano,
    /// Micro begins here.
    TierMicro,
    /// Macro begins here.
    TierMacro,
    /// Mega is over this.
    TierMega,
    /// Days for care level A.
    CareA,
    /// Days for care level B, and for people without a level.
    CareB,
    /// Days for care level C.
    CareC,
    /// Quiet people a day.
    QuietADay,
    /// Days within which a colleague's contact is told.
    DoubleContact,
    /// Days until a card in discovery is stale.
    StaleDiscovery,
    /// Days until a card in outreach is stale.
    StaleOutreach,
    /// Days until a card in collaboration is stale.
    StaleCollaboration,
    /// How checklists are asked for.
    HouseRules,
    /// Whether facts move people.
    Carry,
    /// Days on which the team works.
    Working,
    /// What the screen calls an influencer.
    Word,
}

const fn team(
    setting: Setting,
    key: &'static str,
    title: &'static str,
    section: Section,
    kind: Kind,
    default: &'static str,
    does: &'static str,
) -> Definition {
    Definition {
        setting,
        key,
        title,
        section,
        scope: Scope::Team,
        kind,
        default,
        does,
    }
}

const RULES: Kind = Kind::Choice(&[
    ("light", "marks on cards, no questions"),
    (
        "standard",
        "a move that misses something asks once; the reason is optional",
    ),
    (
        "strict",
        "a move that misses something wants a typed reason",
    ),
]);
const CARRY: Kind = Kind::Choice(&[
    (
        "do it",
        "the first pitch moves discovery to outreach, and says so",
    ),
    ("offer it", "the move is asked about"),
    ("leave it", "nobody is moved but by hand"),
]);

/// Every setting, in the order of the screen.
#[rustfmt::skip]
pub const TABLE: &[Definition] = &[
    //   setting                      key                    title                       section          kind                            default     what it does
    team(Setting::TierNano,           "tier.nano",           "Nano from",                Section::Tiers,  Kind::Followers,                "1000",     "fewer followers than this have no tier"),
    team(Setting::TierMicro,          "tier.micro",          "Micro from",               Section::Tiers,  Kind::Followers,                "10000",    "the bound itself belongs to micro"),
    team(Setting::TierMacro,          "tier.macro",          "Macro from",               Section::Tiers,  Kind::Followers,                "100000",   "the bound itself belongs to macro"),
    team(Setting::TierMega,           "tier.mega",           "Mega over",                Section::Tiers,  Kind::Followers,                "1000000",  "the bound itself is still macro"),

    team(Setting::CareA,              "care.a",              "Care level A",             Section::Touch,  Kind::Number(1, 999, "days"),   "30",       "nurturing and advocacy: quiet for longer stands in Today, Keep warm"),
    team(Setting::CareB,              "care.b",              "Care level B, or none",    Section::Touch,  Kind::Number(1, 999, "days"),   "45",       "the same for level B and for people without a level"),
    team(Setting::CareC,              "care.c",              "Care level C",             Section::Touch,  Kind::Number(1, 999, "days"),   "60",       "the same for level C"),
    team(Setting::QuietADay,          "quiet.a-day",         "Quiet people a day",       Section::Touch,  Kind::Number(0, 50, "people"),  "5",        "Today offers at most so many; 0 offers none"),
    team(Setting::DoubleContact,      "double-contact",      "Double contact within",    Section::Touch,  Kind::Number(0, 90, "days"),    "7",        "a contact that a colleague logged within these days is told; 0 tells none"),

    team(Setting::StaleDiscovery,     "stale.discovery",     "Stale in discovery",             Section::Stale,  Kind::DaysOrNever(1, 999),      "60",       "a card is marked stale after more days than this there"),
    team(Setting::StaleOutreach,      "stale.outreach",      "Stale in outreach",              Section::Stale,  Kind::DaysOrNever(1, 999),      "21",       "the same for outreach"),
    team(Setting::StaleCollaboration, "stale.collaboration", "Stale in collaboration",         Section::Stale,  Kind::DaysOrNever(1, 999),      "90",       "the same for collaboration"),

    team(Setting::HouseRules,         "rules",               "Checklists",               Section::Rules,  RULES,                          "standard", "how a move that misses something is met"),
    team(Setting::Carry,              "facts",               "Facts carry the rest",     Section::Rules,  CARRY,                          "do it",    "what happens when a fact says that a person is in another stage by now"),
    team(Setting::Working,            "working-days",        "Working days",             Section::Rules,  Kind::Weekdays,                 "mon tue wed thu fri", "snooze offers the next one first; days that you type or set are calendar days"),
    team(Setting::Word,               "word",                "Word for influencer",      Section::Rules,  Kind::Noun,                     "influencer", "what the screen says: influencer, creator, or a word of your own"),
];

impl Setting {
    /// Its line of the table.
    #[must_use]
    pub fn definition(self) -> &'static Definition {
        &TABLE[self as usize]
    }

    /// Whose it is.
    #[must_use]
    pub fn scope(self) -> Scope {
        self.definition().scope
    }

    /// The setting of a key.
    #[must_use]
    pub fn by_key(key: &str) -> Option<Setting> {
        let line = TABLE.iter().find(|line| line.key == key)?;
        Some(line.setting)
    }
}

impl Definition {
    /// What it may be, in words.
    #[must_use]
    pub fn range(&self) -> String {
        match self.kind {
            Kind::Followers => "followers, each tier above the one before".into(),
            Kind::Number(least, most, unit) => format!("{least} to {most} {unit}"),
            Kind::DaysOrNever(least, most) => format!("{least} to {most} days, or never"),
            Kind::Choice(words) => {
                let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
                match words.split_last() {
                    Some((last, [])) => (*last).to_owned(),
                    Some((last, others)) => format!("{} or {last}", others.join(", ")),
                    None => String::new(),
                }
            }
            Kind::Weekdays => "days of the week: mon-fri, sun-thu, mon tue thu".into(),
            Kind::Noun => "a word, and its plural where an s is not enough: person / people".into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_stands_at_its_place_with_a_key_of_its_own() {
        let mut keys = std::collections::HashSet::new();
        for (place, line) in TABLE.iter().enumerate() {
            assert_eq!(line.setting as usize, place, "{}", line.key);
            assert!(keys.insert(line.key), "{}", line.key);
            assert_eq!(Setting::by_key(line.key), Some(line.setting));
        }
    }

    #[test]
    fn every_default_is_its_own_stored_form() {
        let settings = super::super::Settings::default();
        for line in TABLE {
            let stored = super::super::read(line.setting, line.default, &settings);
            assert_eq!(stored.as_deref(), Ok(line.default), "{}", line.key);
        }
    }
}
