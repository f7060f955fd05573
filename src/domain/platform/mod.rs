//! Platforms, handles, and what people write or paste to name an account (`@ada`, `ig:ada`, `https://tiktok.com/@ada`).
//!
//! Platform and [`Handle::key`] together are the key of an account, in imports as in the store.

mod handle;
mod reference;

use std::fmt;

use serde::{Deserialize, Serialize};

use super::text::fold;

pub use self::handle::{Handle, HandleError};
pub use self::reference::{is_link, read_reference, read_references};

/// Where an account is. The order is the order of lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
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
    /// Anywhere else: a blog, a podcast, a platform we do not know.
    Other,
}

/// What belongs to one platform: its names and addresses.
struct Facts {
    platform: Platform,
    word: &'static str,
    title: &'static str,
    letters: &'static str,
    /// Other names, folded.
    aliases: &'static [&'static str],
    /// Hosts of its links, without `www.` and the like.
    hosts: &'static [&'static str],
    /// What stands before the handle in a profile's address; empty if there is none.
    address: &'static str,
}

/// One line per platform, in the order of [`Platform::ALL`].
const FACTS: [Facts; 9] = [
    Facts {
        platform: Platform::Instagram,
        word: "instagram",
        title: "Instagram",
        letters: "IG",
        aliases: &["insta", "ig", "instagramer", "instagrammer"],
        hosts: &["instagram.com", "instagr.am"],
        address: "https://www.instagram.com/",
    },
    Facts {
        platform: Platform::TikTok,
        word: "tiktok",
        title: "TikTok",
        letters: "TT",
        aliases: &["tik tok", "tik-tok", "tt", "tiktoker"],
        hosts: &["tiktok.com"],
        address: "https://www.tiktok.com/@",
    },
    Facts {
        platform: Platform::YouTube,
        word: "youtube",
        title: "YouTube",
        letters: "YT",
        aliases: &["you tube", "yt", "youtuber"],
        hosts: &["youtube.com"],
        address: "https://www.youtube.com/@",
    },
    Facts {
        platform: Platform::Twitch,
        word: "twitch",
        title: "Twitch",
        letters: "TW",
        aliases: &["tw", "twitch.tv"],
        hosts: &["twitch.tv"],
        address: "https://www.twitch.tv/",
    },
    Facts {
        platform: Platform::X,
        word: "x",
        title: "X",
        letters: "X",
        aliases: &[
            "twitter",
            "x.com",
            "x (twitter)",
            "twitter/x",
            "x/twitter",
            "twitter (x)",
        ],
        hosts: &["x.com", "twitter.com"],
        address: "https://x.com/",
    },
    Facts {
        platform: Platform::LinkedIn,
        word: "linkedin",
        title: "LinkedIn",
        letters: "LI",
        aliases: &["linked in", "linked-in", "li"],
        hosts: &["linkedin.com"],
        address: "https://www.linkedin.com/in/",
    },
    Facts {
        platform: Platform::Facebook,
        word: "facebook",
        title: "Facebook",
        letters: "FB",
        aliases: &["fb"],
        hosts: &["facebook.com", "fb.com"],
        address: "https://www.facebook.com/",
    },
    Facts {
        platform: Platform::Pinterest,
        word: "pinterest",
        title: "Pinterest",
        letters: "PI",
        aliases: &["pi", "pin"],
        hosts: &["pinterest.com"],
        address: "https://www.pinterest.com/",
    },
    Facts {
        platform: Platform::Other,
        word: "other",
        title: "Other",
        letters: "--",
        aliases: &["blog", "podcast", "website"],
        hosts: &[],
        address: "",
    },
];

impl Platform {
    /// All platforms in the order of lists; `Other` is the last.
    pub const ALL: [Platform; 9] = [
        Platform::Instagram,
        Platform::TikTok,
        Platform::YouTube,
        Platform::Twitch,
        Platform::X,
        Platform::LinkedIn,
        Platform::Facebook,
        Platform::Pinterest,
        Platform::Other,
    ];

    fn facts(self) -> &'static Facts {
        &FACTS[self as usize]
    }

    /// The word as stored, typed and exported: `instagram`.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.facts().word
    }

    /// The name as shown: `TikTok`.
    #[must_use]
    pub fn title(self) -> &'static str {
        self.facts().title
    }

    /// Two letters for narrow columns: `IG`, `TT`, `YT`, `TW`, `LI`, `FB`, `PI`; one for `X`, and `--` for others.
    #[must_use]
    pub fn letters(self) -> &'static str {
        self.facts().letters
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

    /// Whether the handles of this platform are single words, so that one with blanks is worth a remark.
    /// `YouTube` and others have channels known by their names only.
    #[must_use]
    pub fn handles_are_words(self) -> bool {
        !matches!(
            self,
            Platform::YouTube | Platform::Facebook | Platform::Other
        )
    }
}

impl fmt::Display for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.title())
    }
}

/// Guesses the platform from the words of a file name or of headers: `instagram-2022-03.csv`, `Tiktoker name`,
/// `Influencer insta name`. None if no platform is named, or more than one. A lone `x` is not taken for a platform.
#[must_use]
pub fn guess_from_words(text: &str) -> Option<Platform> {
    const WORDS: [(&str, Platform); 12] = [
        ("instagram", Platform::Instagram),
        ("insta", Platform::Instagram),
        ("tiktok", Platform::TikTok),
        ("youtube", Platform::YouTube),
        ("twitch", Platform::Twitch),
        ("twitter", Platform::X),
        ("linkedin", Platform::LinkedIn),
        ("facebook", Platform::Facebook),
        ("pinterest", Platform::Pinterest),
        ("ig", Platform::Instagram),
        ("yt", Platform::YouTube),
        ("tt", Platform::TikTok),
    ];
    let folded = fold(text);
    let mut found = None;
    for word in folded.split(|c: char| !c.is_alphanumeric()) {
        let hit = WORDS.iter().find(|(name, _)| {
            word == *name
                || (name.len() >= 6 && word.starts_with(name))
                || (*name == "insta" && word.starts_with("instag"))
        });
        match (hit, found) {
            (Some(&(_, platform)), None) => found = Some(platform),
            (Some(&(_, platform)), Some(known)) if platform != known => return None,
            _ => {}
        }
    }
    found
}

/// The address of an account's profile; `None` for platforms whose addresses we cannot tell.
///
/// Always `https`, with everything but letters, digits and `.-_~` percent-encoded.
#[must_use]
pub fn profile_url(platform: Platform, handle: &Handle) -> Option<String> {
    let handle = handle.as_str();
    let address = if platform == Platform::YouTube && is_channel_id(handle) {
        "https://www.youtube.com/channel/"
    } else {
        platform.facts().address
    };
    if address.is_empty() {
        return None;
    }
    let mut url = address.to_owned();
    for byte in handle.bytes() {
        if byte.is_ascii_alphanumeric() || b".-_~".contains(&byte) {
            url.push(char::from(byte));
        } else {
            const HEX: &[u8; 16] = b"0123456789ABCDEF";
            url.push('%');
            url.push(char::from(HEX[usize::from(byte >> 4)]));
            url.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    Some(url)
}

/// `YouTube`'s own names of channels: `UC` and 22 more letters.
fn is_channel_id(handle: &str) -> bool {
    handle.len() == 24
        && handle.starts_with("UC")
        && handle
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

#[cfg(test)]
mod tests;
