//! Platforms, handles, and what people write or paste to name an account (`@ada`, `ig:ada`, `https://tiktok.com/@ada`).
//!
//! An account is a platform as it was named, a [`NameKind`] of name and a [`Handle::key`], in imports as in the store. A
//! platform that is not in our table keeps its own name ([`Platform::Named`]); [`Platform::Other`] is one that was
//! never said. Without its platform or kind an account is the one that a later source says ([`meeting()`]).
//!
//! # What a handle is
//!
//! | platform | names, as they are written here | capitals count in |
//! |---|---|---|
//! | Instagram, TikTok, Twitch, Threads, Snapchat, Kick, Lemon8, Pinterest, Telegram, VK | `ada` | nothing |
//! | YouTube | `@ada`, `c/ada`, `user/ada`, `UC…` (a channel's number); `ada` where the kind is not said | the number |
//! | X | `ada`; `id/123` | nothing |
//! | LinkedIn | `in/ada`, `company/ada`, `school/ada`, `showcase/ada`, `groups/1`; `ada` where it is not said; `ACoAA…` | the number |
//! | Facebook | `ada` (people and pages share their names), a number, `groups/ada` | nothing |
//! | Substack | `ada.substack.com`, `@ada`, `ada` where it is not said, `id/1` | nothing |
//! | Bluesky | `ada.example`, `ada.bsky.social` (also for `ada`), `did:plc:…` | the `did` |
//! | Mastodon | `ada@host`: the host belongs to the name | nothing |
//! | Reddit | `u/ada`, `r/ada`; `ada` where it is not said | nothing |
//! | Discord | `ada`, a number, `invite/CODE` | the code |
//! | `WhatsApp` | a telephone number, `channel/…`, `invite/CODE` | channel and code |
//! | `RedNote`, Douyin, Weibo, Bilibili | a number, or a name | the number |
//! | Spotify | `artist/ID`, `show/ID`, `user/ada`; a title where nothing else is known | the ids |
//! | podcast, blog | an address without `https://` (`ada.example/blog`), Apple's `id123`, or a title | the path |
//! | others | a name, or an address without `https://` | the path |
//!
//! Titles with blanks are names where sources know accounts by nothing else ([`Platform::handles_are_words`]);
//! elsewhere a text with a blank, a mail address and a word of the platform's own pages (`p`, `intent`, `share`,
//! `reel`, `status`) are no handles.
//!
//! # Which links are profiles
//!
//! Those above as paths of the platform's hosts, and what hangs below them: a post whose link names its author
//! (`instagram.com/ada/p/…`, `x.com/ada/status/…`, `tiktok.com/@ada/video/…`) is the author's. Also X's
//! `intent/user?screen_name=ada`, Facebook's `profile.php?id=1`, `people/Ada/1`, `p/Ada-1` and `pages/Ada/1`,
//! Instagram's `stories/ada`, Snapchat's `add/ada`, Telegram's `s/ada`, `wa.me/123`, `bsky.app/profile/ada.example`,
//! `host/@ada` and `host/users/ada` on Mastodon. No profiles are posts that name nobody (`/p/…`, `/watch?v=…`,
//! `r/ada/comments/…`), pages of the platform itself, and short links (`t.co`, `youtu.be`, `vm.tiktok.com`), which do
//! not show where they lead. A word of a path is a name only where nothing follows, or a page that hangs below
//! profiles there: `instagram.com/ada/reels` is Ada's, `instagram.com/channel/Abc` and `x.com/u/ada` are no one's. What
//! has a sign in it that the platform's names do not have (`ada&hl=de`) is no name. Of a link that was pasted behind
//! the beginning of another (`instagram.com/https://instagram.com/ada`) the inner one is read.
//!
//! Of an address of somebody's own, what stands behind `?` and `#` belongs to it where it names a page
//! (`forum.example/profile.php?id=1`), its parts in the order of the alphabet; what whoever passes a link on adds to it
//! (`utm_…`, `fbclid`, `ref`, `hl`) and the name of a place on the page (`#about`) do not.

mod address;
mod facts;
mod grammar;
mod handle;
mod kind;
mod link;
mod meeting;
mod naming;
mod own;
mod profiles;
mod reference;
mod typed;
mod words;

use std::fmt;

use self::facts::{FACTS, Facts};
use super::text::fold;

pub use self::address::profile_url;
pub use self::handle::{Handle, HandleError};
pub use self::kind::NameKind;
pub use self::meeting::{Meeting, meeting, meeting_as_it_stood};
pub use self::naming::Naming;
pub use self::own::OwnName;
pub use self::reference::{
    holds_handle, is_link, read_name, read_on, read_reference, read_references, read_supposing,
    read_written,
};
pub use self::words::{guess_from_file_name, guess_from_words};

/// Where an account is. The order is the order of lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Platform {
    /// Instagram.
    Instagram,
    /// `TikTok`.
    TikTok,
    /// `YouTube`.
    YouTube,
    /// Twitch.
    Twitch,
    /// X, formerly Twitter.
    X,
    /// `LinkedIn`.
    LinkedIn,
    /// Facebook.
    Facebook,
    /// Pinterest.
    Pinterest,
    /// Threads.
    Threads,
    /// Snapchat.
    Snapchat,
    /// Substack.
    Substack,
    /// Bluesky.
    Bluesky,
    /// Mastodon and the rest of the fediverse.
    Mastodon,
    /// Telegram.
    Telegram,
    /// Reddit.
    Reddit,
    /// Discord.
    Discord,
    /// `WhatsApp`.
    WhatsApp,
    /// Kick.
    Kick,
    /// Lemon8.
    Lemon8,
    /// `RedNote`, also called Xiaohongshu.
    RedNote,
    /// Douyin.
    Douyin,
    /// Weibo.
    Weibo,
    /// Bilibili.
    Bilibili,
    /// VK.
    Vk,
    /// Spotify.
    Spotify,
    /// A podcast, wherever it is heard.
    Podcast,
    /// A blog or website of their own.
    Blog,
    /// A platform that was never said, or `other`.
    Other,
    /// A platform that we do not know, by its own name.
    Named(OwnName),
}

impl Platform {
    /// The platforms of our table in the order of lists; `Other` is the last.
    pub const ALL: [Platform; 28] = [
        Platform::Instagram,
        Platform::TikTok,
        Platform::YouTube,
        Platform::Twitch,
        Platform::X,
        Platform::LinkedIn,
        Platform::Facebook,
        Platform::Pinterest,
        Platform::Threads,
        Platform::Snapchat,
        Platform::Substack,
        Platform::Bluesky,
        Platform::Mastodon,
        Platform::Telegram,
        Platform::Reddit,
        Platform::Discord,
        Platform::WhatsApp,
        Platform::Kick,
        Platform::Lemon8,
        Platform::RedNote,
        Platform::Douyin,
        Platform::Weibo,
        Platform::Bilibili,
        Platform::Vk,
        Platform::Spotify,
        Platform::Podcast,
        Platform::Blog,
        Platform::Other,
    ];

    fn facts(&self) -> &'static Facts {
        let found = FACTS.iter().find(|facts| facts.platform == *self);
        found.unwrap_or(&FACTS[FACTS.len() - 1])
    }

    /// The words of the platforms of our table, in its order.
    #[must_use]
    pub fn words() -> [&'static str; Platform::ALL.len()] {
        FACTS.each_ref().map(|facts| facts.word)
    }

    /// The word as stored, typed and exported: `instagram`; the own name of a platform that we do not know.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Platform::Named(name) => name.as_str(),
            known => known.facts().word,
        }
    }

    /// The name as shown: `TikTok`.
    #[must_use]
    pub fn title(&self) -> &str {
        match self {
            Platform::Named(name) => name.as_str(),
            known => known.facts().title,
        }
    }

    /// Two letters for narrow columns: `IG`, `TT`, `YT`, `L8`; one for `X`, and `--` where there are none.
    #[must_use]
    pub fn letters(&self) -> &'static str {
        self.facts().letters
    }

    /// The letters, or the own name of a platform that has none; stands before a handle.
    #[must_use]
    pub fn short(&self) -> &str {
        match self {
            Platform::Named(name) => name.as_str(),
            known => known.letters(),
        }
    }

    fn hosts(&self) -> &'static [&'static str] {
        self.facts().hosts
    }

    /// Reads a platform's word, letters or another of its names, in any case: `Instagram`, `ig`, `insta`, `twitter`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Platform> {
        let text = text.trim();
        if let Some(facts) = FACTS
            .iter()
            .find(|facts| facts.word.eq_ignore_ascii_case(text))
        {
            return Some(facts.platform);
        }
        let wanted = fold(text);
        FACTS
            .iter()
            .find(|facts| {
                facts.aliases.contains(&wanted.as_str()) || facts.hosts.contains(&wanted.as_str())
            })
            .map(|facts| facts.platform)
    }

    /// The platform of our table that a word was meant to be that is one or two letters off: `instgram`.
    #[must_use]
    pub fn slip(text: &str) -> Option<&'static str> {
        let typed = fold(text);
        let far = |word: &str| strsim::damerau_levenshtein(&typed, word);
        let near = Platform::words().into_iter().min_by_key(|word| far(word))?;
        let is_long = typed.chars().count() > 4;
        (is_long && far(near) <= 2 && typed.chars().next() == near.chars().next()).then_some(near)
    }

    /// The platform of a stored word.
    #[must_use]
    pub fn stored(word: &str) -> Platform {
        let known = FACTS.iter().find(|facts| facts.word == word);
        known
            .map(|facts| facts.platform)
            .or_else(|| OwnName::read(word).map(Platform::Named))
            .unwrap_or(Platform::Other)
    }

    /// Whether the handles of this platform are single words. Elsewhere sources know some accounts by titles only.
    #[must_use]
    pub fn handles_are_words(&self) -> bool {
        !matches!(
            self,
            Platform::YouTube
                | Platform::Facebook
                | Platform::Substack
                | Platform::WhatsApp
                | Platform::RedNote
                | Platform::Douyin
                | Platform::Weibo
                | Platform::Bilibili
                | Platform::Spotify
                | Platform::Podcast
                | Platform::Blog
                | Platform::Other
                | Platform::Named(_)
        )
    }

    /// Whether a name without a kind may be of any kind here, so that it fits all of them until a source says which.
    #[must_use]
    pub fn leaves_kind_open(&self) -> bool {
        matches!(
            self,
            Platform::YouTube
                | Platform::LinkedIn
                | Platform::Reddit
                | Platform::Substack
                | Platform::Spotify
        )
    }

    /// Whether a plain name may be that of several accounts here: no source said its platform or its kind.
    #[must_use]
    pub fn leaves_name_open(&self, handle: &Handle) -> bool {
        handle.kind() == NameKind::Plain && (self.leaves_kind_open() || *self == Platform::Other)
    }

    /// Whether the first Entourage did not know it, and kept its accounts as `other`.
    #[must_use]
    pub fn is_younger(&self) -> bool {
        !matches!(
            self,
            Platform::Instagram
                | Platform::TikTok
                | Platform::YouTube
                | Platform::Twitch
                | Platform::X
                | Platform::LinkedIn
                | Platform::Facebook
                | Platform::Pinterest
                | Platform::Other
        )
    }
}

/// An account as it is shown in a line: `IG ada.lov`, `YT c/ada`, `myspace ada`. Raw text: show it through `Clean::line`.
#[must_use]
pub fn say_account(platform: Platform, handle: &Handle) -> String {
    format!("{} {}", platform.short(), handle.written(platform))
}

impl fmt::Display for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.title())
    }
}

#[cfg(test)]
mod tests;
