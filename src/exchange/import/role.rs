//! What a column can mean, and the words for it (`--map 'Fan count=followers'`).

use std::sync::LazyLock;

use super::whole::Whole;
use crate::domain::audience::{AudienceKey, AudienceKind, Gender};
use crate::domain::country;
use crate::domain::field::Field;
use crate::domain::terms::RateKind;

/// What a column of a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The account's handle; also `@handle` and links to profiles.
    Handle,
    /// The person's name.
    Name,
    /// The person's first name; joined with the last name where there is no whole name.
    FirstName,
    /// The person's last name.
    LastName,
    /// The account's platform.
    Platform,
    /// A link to the account's profile.
    Url,
    /// What they post about; several columns are joined.
    Niche,
    /// The person's country.
    Country,
    /// The person's language.
    Language,
    /// Lifecycle stage.
    Stage,
    /// Login name of the owner.
    Owner,
    /// Date of the last contact.
    LastContact,
    /// The next step's line.
    NextStep,
    /// The next step's date.
    NextDate,
    /// Tags; several columns are joined.
    Tags,
    /// A note; several columns are joined.
    Note,
    /// Mail addresses; several columns are joined.
    Mail,
    /// Telephone numbers; several columns are joined.
    Phone,
    /// Telephone numbers that are on `WhatsApp`; several columns are joined.
    WhatsApp,
    /// Why the person is off the board.
    Parked,
    /// When to look again at somebody off the board.
    LookAgain,
    /// Whether the person asked not to be contacted.
    DoNotContact,
    /// A status of another system, kept under its header; one that asks for no contact takes the person off the board.
    Status,
    /// The country most of the account's audience lives in.
    AudienceCountry,
    /// Followers or subscribers.
    Followers,
    /// Number of posts.
    Posts,
    /// Mean views of a post.
    AverageViews,
    /// Mean likes of a post.
    AverageLikes,
    /// Mean comments of a post.
    AverageComments,
    /// Mean shares of a post.
    AverageShares,
    /// Mean engagements of a post.
    AverageEngagement,
    /// Mean engagements that the source holds for authentic.
    AuthenticEngagement,
    /// Engagement rate as stated.
    EngagementRate,
    /// Quality or influence score, 1 to 100.
    Quality,
    /// A share of the audience: of a country, a gender, a span of ages.
    Share(AudienceKey),
    /// All shares of one kind in one cell: `US 42%, GB 12%`.
    Shares(AudienceKind),
    /// What one thing costs: `600 EUR`.
    Rate(RateKind),
    /// A whole rate card in one cell: `post 600 EUR; story 150 EUR`.
    Rates,
    /// The currency of the row's rates.
    Currency,
    /// Brands they have worked for; several columns are joined.
    Sponsors,
    /// The size of one piece.
    Size(Piece),
    /// A postal address, or its street.
    Address,
    /// The second line of an address.
    AddressLine,
    /// The postcode of an address.
    Postcode,
    /// The city of an address; without a street in the row, where the person lives.
    City,
    /// The region of an address; without a street in the row, it follows the city.
    Region,
    /// The country of an address.
    AddressCountry,
    /// The date of the row's figures.
    AsOf,
    /// A further field of the person.
    Person(Field),
    /// A column of our own export that moves people whole; only in such files.
    Whole(Whole),
    /// A column without a home, kept under its header.
    Extra,
}

/// A piece that has a size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Piece {
    /// Shoes.
    Shoes,
    /// Clothes in general.
    Clothes,
    /// Shirts.
    Shirt,
    /// Dresses.
    Dress,
    /// Trousers.
    Trousers,
    /// Rings.
    Ring,
}

impl Piece {
    /// The word before its size.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.role_word().trim_start_matches("size-")
    }

    fn role_word(self) -> &'static str {
        match self {
            Piece::Shoes => "size-shoes",
            Piece::Clothes => "size-clothes",
            Piece::Shirt => "size-shirt",
            Piece::Dress => "size-dress",
            Piece::Trousers => "size-trousers",
            Piece::Ring => "size-ring",
        }
    }
}

/// The words for shares of an audience: `audience-female`, `audience-18-24`, `audience-us`.
static SHARES: LazyLock<Vec<(AudienceKey, String)>> = LazyLock::new(|| {
    const AGES: &str = "13-17 13-18 13-24 16-24 18-20 18-24 18-29 18-34 19-24 21-24 25-29 25-34 25-44 30-34 30-39 35-39 35-44 \
        40-44 40-49 45-49 45-54 45-64 50-59 55-64 25+ 30+ 35+ 40+ 45+ 50+ 55+ 60+ 65+";
    let genders = Gender::ALL.into_iter().map(AudienceKey::Gender);
    let ages = AGES
        .split_whitespace()
        .filter_map(|age| AudienceKey::parse(AudienceKind::Age, age));
    let countries = country::all().map(|(code, _)| AudienceKey::Country(code));
    let keys = genders.chain(ages).chain(countries);
    keys.map(|key| (key, format!("audience-{}", key.stored().to_lowercase())))
        .collect()
});

impl Role {
    /// The roles that `--map` gives, in the order in which a preview lists them. Beside them there is one for each share
    /// of an audience: `audience-female`, `audience-18-24`, `audience-us`.
    pub const ALL: &[Role] = &[
        Role::Handle,
        Role::Name,
        Role::FirstName,
        Role::LastName,
        Role::Platform,
        Role::Url,
        Role::Niche,
        Role::Country,
        Role::Language,
        Role::Stage,
        Role::Owner,
        Role::LastContact,
        Role::NextStep,
        Role::NextDate,
        Role::Tags,
        Role::Note,
        Role::Mail,
        Role::Phone,
        Role::WhatsApp,
        Role::DoNotContact,
        Role::Parked,
        Role::LookAgain,
        Role::Status,
        Role::Person(Field::Place),
        Role::Person(Field::Pronouns),
        Role::Person(Field::Languages),
        Role::Person(Field::TimeZone),
        Role::Person(Field::Segment),
        Role::Person(Field::CareLevel),
        Role::Person(Field::KeepInTouch),
        Role::Person(Field::Channel),
        Role::Person(Field::Marks),
        Role::Person(Field::Story),
        Role::Person(Field::Boundaries),
        Role::Person(Field::BreakUntil),
        Role::Person(Field::NextOwner),
        Role::AudienceCountry,
        Role::Followers,
        Role::Posts,
        Role::AverageViews,
        Role::AverageLikes,
        Role::AverageComments,
        Role::AverageShares,
        Role::AverageEngagement,
        Role::AuthenticEngagement,
        Role::EngagementRate,
        Role::Quality,
        Role::AsOf,
        Role::Shares(AudienceKind::Country),
        Role::Shares(AudienceKind::Gender),
        Role::Shares(AudienceKind::Age),
        Role::Rate(RateKind::Post),
        Role::Rate(RateKind::Reel),
        Role::Rate(RateKind::Video),
        Role::Rate(RateKind::Short),
        Role::Rate(RateKind::Story),
        Role::Rate(RateKind::Stream),
        Role::Rate(RateKind::Hour),
        Role::Rate(RateKind::Day),
        Role::Rates,
        Role::Currency,
        Role::Sponsors,
        Role::Person(Field::Sizes),
        Role::Size(Piece::Shoes),
        Role::Size(Piece::Clothes),
        Role::Size(Piece::Shirt),
        Role::Size(Piece::Dress),
        Role::Size(Piece::Trousers),
        Role::Size(Piece::Ring),
        Role::Address,
        Role::AddressLine,
        Role::Postcode,
        Role::City,
        Role::Region,
        Role::AddressCountry,
        Role::Extra,
    ];

    /// The word for it in `--map` and in previews.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Role::Handle => "handle",
            Role::Name => "name",
            Role::FirstName => "first-name",
            Role::LastName => "last-name",
            Role::Platform => "platform",
            Role::Url => "url",
            Role::Niche => "niche",
            Role::Country => "country",
            Role::Language => "language",
            Role::Stage => "stage",
            Role::Owner => "owner",
            Role::LastContact => "last-contact",
            Role::NextStep => "next-step",
            Role::NextDate => "next-date",
            Role::Tags => "tags",
            Role::Note => "note",
            Role::Mail => "mail",
            Role::Phone => "phone",
            Role::WhatsApp => "whatsapp",
            Role::Parked => "parked",
            Role::LookAgain => "look-again",
            Role::DoNotContact => "do-not-contact",
            Role::Status => "status",
            Role::AudienceCountry => "audience-country",
            Role::Followers => "followers",
            Role::Posts => "posts",
            Role::AverageViews => "average-views",
            Role::AverageLikes => "average-likes",
            Role::AverageComments => "average-comments",
            Role::AverageShares => "average-shares",
            Role::AverageEngagement => "average-engagement",
            Role::AuthenticEngagement => "authentic-engagement",
            Role::EngagementRate => "engagement-rate",
            Role::Quality => "quality",
            Role::Share(key) => {
                let found = SHARES.iter().find(|(one, _)| *one == key);
                found.map_or("audience", |(_, word)| word.as_str())
            }
            Role::Shares(AudienceKind::Country) => "audience-countries",
            Role::Shares(AudienceKind::Gender) => "audience-genders",
            Role::Shares(AudienceKind::Age) => "audience-ages",
            Role::Rate(RateKind::Post) => "rate-post",
            Role::Rate(RateKind::Reel) => "rate-reel",
            Role::Rate(RateKind::Video) => "rate-video",
            Role::Rate(RateKind::Short) => "rate-short",
            Role::Rate(RateKind::Story) => "rate-story",
            Role::Rate(RateKind::Stream) => "rate-stream",
            Role::Rate(RateKind::Hour) => "rate-hour",
            Role::Rate(RateKind::Day) => "rate-day",
            Role::Rates => "rates",
            Role::Currency => "currency",
            Role::Sponsors => "sponsors",
            Role::Size(piece) => piece.role_word(),
            Role::Address => "address",
            Role::AddressLine => "address-2",
            Role::Postcode => "postcode",
            Role::City => "city",
            Role::Region => "region",
            Role::AddressCountry => "address-country",
            Role::AsOf => "as-of",
            Role::Person(field) => field_word(field),
            Role::Whole(whole) => whole.header(),
            Role::Extra => "extra",
        }
    }

    /// Reads the word for a role, in any case, with hyphens, underscores, blanks or nothing between its parts.
    #[must_use]
    pub fn parse(text: &str) -> Option<Role> {
        let wanted = squeeze(text);
        let is_meant = |role: &Role| {
            let column = match role {
                Role::Person(field) => squeeze(field.column()) == wanted,
                _ => false,
            };
            column || squeeze(role.word()) == wanted
        };
        Self::ALL.iter().copied().find(is_meant).or_else(|| {
            let text = text.trim().to_lowercase().replace(['_', ' '], "-");
            let share = SHARES.iter().find(|(_, word)| *word == text);
            share.map(|(key, _)| Role::Share(*key))
        })
    }

    /// Whether `--map` has a word of its own for it.
    #[must_use]
    pub fn has_word(self) -> bool {
        !matches!(self, Role::Share(_)) || self.word() != "audience"
    }

    /// Whether several columns may have this role in one file.
    #[must_use]
    pub fn takes_several(self) -> bool {
        matches!(
            self,
            Role::Niche
                | Role::Tags
                | Role::Note
                | Role::Mail
                | Role::Phone
                | Role::WhatsApp
                | Role::DoNotContact
                | Role::Status
                | Role::Sponsors
                | Role::Extra
        )
    }

    /// Whether its cells are of a date, that of the row or of the file.
    #[must_use]
    pub fn is_dated(self) -> bool {
        self.is_count()
            || matches!(
                self,
                Role::EngagementRate
                    | Role::Quality
                    | Role::Share(_)
                    | Role::Shares(_)
                    | Role::Rate(_)
                    | Role::Rates
            )
    }

    /// Whether its cells are whole counts (`84.2K`).
    #[must_use]
    pub fn is_count(self) -> bool {
        matches!(
            self,
            Role::Followers
                | Role::Posts
                | Role::AverageViews
                | Role::AverageLikes
                | Role::AverageComments
                | Role::AverageShares
                | Role::AverageEngagement
                | Role::AuthenticEngagement
        )
    }
}

/// The word for a field of the person; its column in files of our own does as well.
fn field_word(field: Field) -> &'static str {
    match field {
        Field::TimeZone => "time-zone",
        Field::CareLevel => "priority",
        Field::KeepInTouch => "keep-in-touch",
        Field::BreakUntil => "time-off",
        Field::NextStep => "next-step",
        Field::NextDate => "next-date",
        Field::NextOwner => "next-owner",
        Field::Name
        | Field::Pronouns
        | Field::Place
        | Field::Country
        | Field::Language
        | Field::Languages
        | Field::Niche
        | Field::Tags
        | Field::Sizes
        | Field::Owner
        | Field::Segment
        | Field::Channel
        | Field::Marks
        | Field::Story
        | Field::Boundaries => field.column(),
    }
}

pub(super) fn squeeze(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_is_found_by_its_word() {
        for role in Role::ALL {
            assert_eq!(Role::parse(role.word()), Some(*role));
        }
        assert_eq!(
            Role::parse("care level"),
            Some(Role::Person(Field::CareLevel))
        );
        for (key, word) in SHARES.iter() {
            assert_eq!(Role::parse(word), Some(Role::Share(*key)));
            assert_eq!(Role::Share(*key).word(), word);
        }
        assert_eq!(Role::parse("Average Views"), Some(Role::AverageViews));
    }
}
