//! The fields of a query: one line a field. From it come reading, completion, help and README.

use crate::domain::field::{CARE_LEVELS, CHANNELS, MARKS, SEGMENTS};

/// What stands behind the colon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One of these words; a beginning will do.
    Choice(&'static [&'static str]),
    /// A social platform.
    Platform,
    /// A reason why somebody is off the board.
    ParkReason,
    /// A member's login name, or `me`.
    Member,
    /// A country by name or code.
    Country,
    /// A language by name or code.
    Language,
    /// A tag.
    Tag,
    /// Beginnings of words.
    Text,
    /// A count such as `10k`.
    Count,
    /// A rate such as `2.5%`.
    Rate,
    /// A day, or how far away it is.
    Date(Time),
    /// `yes` or `no`.
    Flag,
    /// A country, gender or age of an audience, and how much of it.
    Share,
    /// An amount, in a currency where one is named.
    Money,
}

/// Where the days of a field lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Time {
    /// Behind us: `45d` is 45 days ago, `>45d` longer ago.
    Past,
    /// Ahead: `7d` is in seven days.
    Future,
}

macro_rules! query_fields {
    ($($(#[$doc:meta])* $field:ident, $name:literal, $others:expr, $kind:expr, $says:literal, $like:literal;)+) => {
        /// A field of a query.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum QueryField { $($(#[$doc])* $field),+ }

        impl QueryField {
            /// All fields, most useful first.
            pub const ALL: &[QueryField] = &[$(QueryField::$field),+];

            /// Its name, as typed before the colon.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(QueryField::$field => $name),+ }
            }

            /// Other names that are read.
            #[must_use]
            pub fn others(self) -> &'static [&'static str] {
                match self { $(QueryField::$field => &$others),+ }
            }

            /// What stands behind the colon.
            #[must_use]
            pub fn kind(self) -> Kind {
                match self { $(QueryField::$field => $kind),+ }
            }

            /// What it asks, in a few words.
            #[must_use]
            pub fn says(self) -> &'static str {
                match self { $(QueryField::$field => $says),+ }
            }

            /// A worked example.
            #[must_use]
            pub fn like(self) -> &'static str {
                match self { $(QueryField::$field => $like),+ }
            }
        }
    };
}

/// Stages, and off the board.
const STAGES: &[&str] = &[
    "discovery",
    "outreach",
    "collaboration",
    "nurturing",
    "advocacy",
    "parked",
];
/// Tiers (catalogue M10).
const TIERS: &[&str] = &["nano", "micro", "macro", "mega"];
/// Kinds of contact points.
const REACH: &[&str] = &["mail", "dm", "phone", "whatsapp", "form", "post"];

#[rustfmt::skip]
query_fields! {
    /// Column of the board.
    Stage, "stage", [], Kind::Choice(STAGES), "column of the board, or parked", "stage:outreach,parked";
    /// Size by followers.
    Tier, "tier", [], Kind::Choice(TIERS), "size by followers", "tier:micro,macro";
    /// Where they have an account.
    Platform, "platform", ["on"], Kind::Platform, "where they have an account", "platform:youtube";
    /// Followers of the main account.
    Followers, "followers", ["subscribers"], Kind::Count, "followers of the main account", "followers:10k..200k";
    /// Engagement rate of the main account.
    Engagement, "er", ["engagement"], Kind::Rate, "engagement rate of the main account", "er:>2%";
    /// Country they live in.
    Country, "country", [], Kind::Country, "country they live in", "country:NG";
    /// Our single point of contact.
    Owner, "owner", [], Kind::Member, "our single point of contact", "owner:me";
    /// One tag.
    Tag, "tag", ["tags"], Kind::Tag, "one of their tags", "-tag:paused";
    /// What they post about.
    Niche, "niche", ["topic"], Kind::Text, "what they post about", "niche:\"skin care\"";
    /// Last contact.
    Contacted, "contacted", ["contact"], Kind::Date(Time::Past), "last contact", "contacted:>45d";
    /// Date of the next step.
    Next, "next", ["due"], Kind::Date(Time::Future), "date of the next step", "next:late";
    /// Words of the next step.
    Step, "step", [], Kind::Text, "words of the next step", "step:rates";
    /// In the stage since.
    Since, "since", [], Kind::Date(Time::Past), "in the stage since", "since:>30d";
    /// Their message waits for an answer.
    Reply, "reply", ["owed"], Kind::Flag, "their message waits for an answer", "reply:yes";
    /// Segment of the portfolio.
    Segment, "segment", [], Kind::Choice(SEGMENTS), "segment of the portfolio", "segment:growth";
    /// Marked as worth a first contact.
    Shortlist, "shortlist", ["shortlisted"], Kind::Flag, "marked as worth a first contact", "shortlist:yes";
    /// Fit checks answered yes.
    Fit, "fit", [], Kind::Count, "fit checks answered yes", "fit:>=4";
    /// Red flags that are open.
    Flags, "flags", ["flag"], Kind::Count, "red flags that are open", "flags:0";
    /// How often we keep in touch.
    Care, "care", ["carelevel"], Kind::Choice(CARE_LEVELS), "care level", "care:A";
    /// Marks set by hand.
    Mark, "mark", ["marks"], Kind::Choice(MARKS), "marks set by hand", "mark:ambassador";
    /// Why they are off the board.
    Parked, "parked", ["reason"], Kind::ParkReason, "why they are off the board", "parked:fee";
    /// When to look again at somebody who is parked.
    Again, "again", [], Kind::Date(Time::Future), "when to look again at somebody parked", "again:<30d";
    /// Words of the name.
    Name, "name", [], Kind::Text, "words of the name", "name:zoe";
    /// Beginning of a handle.
    Handle, "handle", [], Kind::Text, "beginning of a handle", "handle:ada";
    /// Language we write to them in.
    Language, "language", ["lang"], Kind::Language, "language to write in", "language:sv";
    /// City or region.
    Place, "place", ["city"], Kind::Text, "city or region", "place:malmö";
    /// Words of the notes.
    Note, "note", ["notes"], Kind::Text, "words of the notes", "note:vegan";
    /// Words of the story.
    Story, "story", [], Kind::Text, "words of their story", "story:pharmacist";
    /// Words of the boundaries.
    Boundaries, "boundaries", ["boundary"], Kind::Text, "what must not be touched", "boundaries:any";
    /// On a break until.
    Break, "break", [], Kind::Date(Time::Future), "on a break until", "break:none";
    /// The channel they prefer.
    Prefers, "prefers", ["channel"], Kind::Choice(CHANNELS), "channel they prefer", "prefers:mail";
    /// How they can be reached.
    Reach, "reach", [], Kind::Choice(REACH), "how they can be reached", "reach:mail";
    /// Brought in or added on.
    Added, "added", [], Kind::Date(Time::Past), "when they came in", "added:<7d";
    /// Who follows them.
    Audience, "audience", [], Kind::Share, "who follows any of their accounts", "audience:female>60%,SE";
    /// Brands they have worked for.
    Sponsor, "sponsor", ["sponsors", "brand"], Kind::Text, "brands they have worked for", "sponsor:halcyon";
    /// Worked for a competitor.
    Competitor, "competitor", ["rival"], Kind::Flag, "worked for a competitor", "competitor:no";
    /// What they ask.
    Rate, "rate", ["rates", "price"], Kind::Money, "a line of their rate card, any kind", "rate:<500eur";
    /// Average views, any account.
    Views, "views", [], Kind::Count, "average views", "views:>50k";
    /// Average likes, any account.
    Likes, "likes", [], Kind::Count, "average likes", "likes:>1k";
    /// Average comments, any account.
    Comments, "comments", [], Kind::Count, "average comments", "comments:>100";
    /// Average shares, any account.
    Shares, "shares", [], Kind::Count, "average shares", "shares:>50";
    /// Posts, any account.
    Posts, "posts", [], Kind::Count, "number of posts", "posts:>200";
    /// Quality score of an import, any account.
    Quality, "quality", [], Kind::Count, "imported quality score", "quality:>=80";
}

impl QueryField {
    /// The field of this name or other name, in any case.
    #[must_use]
    pub fn parse(name: &str) -> Option<QueryField> {
        let name = name.to_lowercase();
        Self::ALL
            .iter()
            .copied()
            .find(|field| field.name() == name || field.others().contains(&name.as_str()))
    }

    /// Every name that is read.
    pub(super) fn names() -> impl Iterator<Item = &'static str> {
        Self::ALL
            .iter()
            .flat_map(|field| std::iter::once(field.name()).chain(field.others().iter().copied()))
    }
}

/// The table of README: every field with an example.
#[must_use]
pub fn markdown() -> String {
    let rows = QueryField::ALL.iter().map(|field| {
        let names: Vec<String> = std::iter::once(&field.name())
            .chain(field.others())
            .map(|name| format!("`{name}`"))
            .collect();
        format!(
            "| {} | {} | `{}` |",
            names.join(" "),
            field.says(),
            field.like()
        )
    });
    let head = ["| field | asks | example |", "|---|---|---|"].map(str::to_owned);
    head.into_iter().chain(rows).collect::<Vec<_>>().join("\n")
}
