//! What a column can mean, and the words for it (`--map 'Fan count=followers'`).

use super::error::ImportError;
use crate::domain::field::Field;

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
    /// The date of the row's figures; only in files of our own export.
    AsOf,
    /// A further field of the person; only in files of our own export.
    Person(Field),
    /// A column of our own export that an import leaves alone: parking is done at the desk.
    LeftOut,
    /// A column without a home, kept under its header.
    Extra,
}

impl Role {
    /// The roles that `--map` gives, in the order in which a preview lists them.
    pub const ALL: [Role; 29] = [
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
            Role::AsOf => "as-of",
            Role::Person(field) => field.column(),
            Role::LeftOut => "left-out",
            Role::Extra => "extra",
        }
    }

    /// Reads the word for a role, in any case, with hyphens, underscores, blanks or nothing between its parts.
    #[must_use]
    pub fn parse(text: &str) -> Option<Role> {
        let wanted = squeeze(text);
        Self::ALL
            .into_iter()
            .find(|role| squeeze(role.word()) == wanted)
    }

    /// Whether several columns may have this role in one file.
    #[must_use]
    pub fn takes_several(self) -> bool {
        matches!(
            self,
            Role::Niche | Role::Tags | Role::Note | Role::Mail | Role::Extra
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

/// Reads one `--map` argument, `Header=role`. The last `=` counts, since headers may have one too.
///
/// # Errors
/// If there is no `=` or no header, or the role is unknown; the sentence then lists the roles.
pub fn parse_map(text: &str) -> Result<(String, Role), ImportError> {
    let bad = || ImportError::BadMap {
        text: text.to_owned(),
    };
    let (header, word) = text.rsplit_once('=').ok_or_else(bad)?;
    if header.trim().is_empty() || word.trim().is_empty() {
        return Err(bad());
    }
    let unknown = || {
        let nearest = nearest(word, Role::ALL.iter().map(|role| role.word()));
        ImportError::UnknownRole {
            word: word.trim().to_owned(),
            nearest: nearest.and_then(|at| Role::ALL.get(at).copied()),
        }
    };
    Ok((
        header.trim().to_owned(),
        Role::parse(word).ok_or_else(unknown)?,
    ))
}

fn squeeze(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The place of the candidate that takes the fewest changes to become the wanted text; none if nothing is near.
pub(super) fn nearest<'a>(
    wanted: &str,
    candidates: impl Iterator<Item = &'a str>,
) -> Option<usize> {
    let wanted: Vec<char> = squeeze(wanted).chars().take(40).collect();
    candidates
        .enumerate()
        .map(|(place, text)| {
            (
                changes(&wanted, &squeeze(text).chars().take(40).collect::<Vec<_>>()),
                place,
            )
        })
        .min()
        .filter(|(changes, _)| *changes <= wanted.len().div_ceil(2))
        .map(|(_, place)| place)
}

/// Insertions, deletions and replacements between two texts (Levenshtein).
fn changes(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = corner + usize::from(x != y);
            corner = row[j + 1];
            row[j + 1] = cost.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_role_is_found_by_its_word() {
        for role in Role::ALL {
            assert_eq!(Role::parse(role.word()), Some(role));
        }
        assert_eq!(Role::parse("Average Views"), Some(Role::AverageViews));
    }

    #[test]
    fn a_mapping_is_header_and_role() {
        assert_eq!(
            parse_map("Fan count=followers").unwrap(),
            ("Fan count".to_owned(), Role::Followers)
        );
        assert_eq!(
            parse_map("a=b = note").unwrap(),
            ("a=b".to_owned(), Role::Note)
        );
        assert!(matches!(
            parse_map("followers"),
            Err(ImportError::BadMap { .. })
        ));
        assert!(matches!(
            parse_map("=followers"),
            Err(ImportError::BadMap { .. })
        ));
        let error = parse_map("Fans=folower").unwrap_err();
        assert_eq!(
            error,
            ImportError::UnknownRole {
                word: "folower".into(),
                nearest: Some(Role::Followers)
            }
        );
    }

    #[test]
    fn nothing_near_is_none() {
        assert_eq!(nearest("qqqqq", ["handle", "name"].into_iter()), None);
        assert_eq!(nearest("hanlde", ["name", "handle"].into_iter()), Some(1));
    }
}
