//! The kinds of names that a platform gives: a YouTube handle, custom name and channel number are different names.

use super::Platform;

/// What kind of name a handle is. Names of different kinds are different accounts, however alike they look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum NameKind {
    /// The platform's plain name; where a platform has several kinds, the source did not say which.
    #[default]
    Plain,
    /// `@ada`
    Handle,
    /// YouTube's custom name, `/c/ada`.
    Custom,
    /// `/user/ada`, `u/ada`
    User,
    /// A channel's number, `UC…`; capitals count.
    Channel,
    /// A person on LinkedIn, `/in/ada`.
    Person,
    /// A company on LinkedIn.
    Company,
    /// A school on LinkedIn.
    School,
    /// A showcase page on LinkedIn.
    Showcase,
    /// A group.
    Group,
    /// `r/ada`
    Community,
    /// `ada.substack.com`
    Publication,
    /// The platform's own number of an account; capitals count.
    Id,
    /// An invitation to a server or group; capitals count.
    Invite,
    /// A telephone number.
    Number,
    /// An artist on Spotify, by number; capitals count.
    Artist,
    /// A show on Spotify, by number; capitals count.
    Show,
    /// A site of their own: `ada.example/blog`. Capitals count behind the first slash.
    Site,
}

impl NameKind {
    /// All kinds.
    pub const ALL: [NameKind; 18] = [
        NameKind::Plain,
        NameKind::Handle,
        NameKind::Custom,
        NameKind::User,
        NameKind::Channel,
        NameKind::Person,
        NameKind::Company,
        NameKind::School,
        NameKind::Showcase,
        NameKind::Group,
        NameKind::Community,
        NameKind::Publication,
        NameKind::Id,
        NameKind::Invite,
        NameKind::Number,
        NameKind::Artist,
        NameKind::Show,
        NameKind::Site,
    ];

    /// The word as stored and exported; blank for a plain name.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            NameKind::Plain => "",
            NameKind::Handle => "handle",
            NameKind::Custom => "custom",
            NameKind::User => "user",
            NameKind::Channel => "channel",
            NameKind::Person => "person",
            NameKind::Company => "company",
            NameKind::School => "school",
            NameKind::Showcase => "showcase",
            NameKind::Group => "group",
            NameKind::Community => "community",
            NameKind::Publication => "publication",
            NameKind::Id => "id",
            NameKind::Invite => "invite",
            NameKind::Number => "number",
            NameKind::Artist => "artist",
            NameKind::Show => "show",
            NameKind::Site => "site",
        }
    }

    /// The kind of a stored word; plain for one that we do not know.
    #[must_use]
    pub fn stored(word: &str) -> NameKind {
        let known = NameKind::ALL.into_iter().find(|kind| kind.word() == word);
        known.unwrap_or_default()
    }

    /// Whether two names of this kind that differ in capitals alone are two accounts.
    #[must_use]
    pub fn minds_capitals(self) -> bool {
        matches!(
            self,
            NameKind::Channel | NameKind::Id | NameKind::Invite | NameKind::Artist | NameKind::Show
        )
    }

    /// What stands before and behind a name of this kind where it is written: `c/`, `.substack.com`. Written so, it is
    /// read as the same kind again.
    pub(super) fn marks(self, platform: Platform) -> (&'static str, &'static str) {
        match (platform, self) {
            (_, NameKind::Handle) => ("@", ""),
            (Platform::YouTube, NameKind::Custom) => ("c/", ""),
            (Platform::YouTube | Platform::Spotify, NameKind::User) => ("user/", ""),
            (Platform::YouTube | Platform::WhatsApp, NameKind::Channel) => ("channel/", ""),
            (Platform::LinkedIn, NameKind::Person) => ("in/", ""),
            (Platform::LinkedIn, NameKind::Company) => ("company/", ""),
            (Platform::LinkedIn, NameKind::School) => ("school/", ""),
            (Platform::LinkedIn, NameKind::Showcase) => ("showcase/", ""),
            (_, NameKind::Group) => ("groups/", ""),
            (_, NameKind::User) => ("u/", ""),
            (_, NameKind::Community) => ("r/", ""),
            (_, NameKind::Publication) => ("", ".substack.com"),
            (Platform::X | Platform::TikTok | Platform::Substack, NameKind::Id) => ("id/", ""),
            (_, NameKind::Invite) => ("invite/", ""),
            (_, NameKind::Artist) => ("artist/", ""),
            (_, NameKind::Show) => ("show/", ""),
            (
                _,
                NameKind::Plain
                | NameKind::Custom
                | NameKind::Channel
                | NameKind::Person
                | NameKind::Company
                | NameKind::School
                | NameKind::Showcase
                | NameKind::Id
                | NameKind::Number
                | NameKind::Site,
            ) => ("", ""),
        }
    }
}
