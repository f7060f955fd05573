//! Platforms, handles, and what people write or paste to name an account (`@ada`, `ig:ada`, `https://tiktok.com/@ada`).
//!
//! Platform and [`Handle::key`] together are the key of an account, in imports as in the store.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::text::{Clean, fold};

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

/// Why a text names no account. Displays as one sentence without a full stop, safe to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HandleError {
    /// Nothing there.
    Blank,
    /// Longer than 255 bytes; holds the length.
    TooLong(usize),
    /// A control or hidden character inside; holds it.
    Hidden(char),
    /// A link to a site whose profiles we cannot tell; holds the host.
    UnknownHost(String),
    /// A link to a platform, but not to a profile; holds the platform.
    NoProfile(Platform),
}

impl fmt::Display for HandleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            HandleError::Blank => f.write_str("there is no handle"),
            HandleError::TooLong(bytes) => {
                write!(
                    f,
                    "the handle is {bytes} bytes long, the longest we take is {}",
                    Handle::LONGEST
                )
            }
            HandleError::Hidden(c) => {
                write!(
                    f,
                    "the handle has a hidden character in it (U+{:04X}); type it anew",
                    u32::from(*c)
                )
            }
            HandleError::UnknownHost(host) => {
                write!(
                    f,
                    "{} is not a platform we know; give platform and handle",
                    Clean::line(host)
                )
            }
            HandleError::NoProfile(platform) => {
                write!(
                    f,
                    "the {} link does not lead to a profile",
                    platform.title()
                )
            }
        }
    }
}

impl std::error::Error for HandleError {}

/// The name of an account on its platform, as written, without a leading `@`.
///
/// Never blank, at most 255 bytes, without control or hidden characters; blanks and emoji are allowed, since
/// some sources know channels only by their titles. Two handles are the same account if their [`Handle::key`]s are.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Handle(String);

impl Handle {
    /// The longest handle, in bytes.
    pub const LONGEST: usize = 255;

    /// Reads a handle: trims blanks and hidden characters at both ends and takes off a leading `@`.
    ///
    /// # Errors
    /// If nothing is left, it is longer than 255 bytes, or has a control or hidden character inside.
    pub fn parse(text: &str) -> Result<Handle, HandleError> {
        let trimmed = text.trim_matches(is_edge);
        let bare = trimmed
            .strip_prefix(['@', '＠'])
            .unwrap_or(trimmed)
            .trim_matches(is_edge);
        if bare.is_empty() {
            return Err(HandleError::Blank);
        }
        if bare.len() > Self::LONGEST {
            return Err(HandleError::TooLong(bare.len()));
        }
        if !bare.is_ascii() || bare.bytes().any(|b| b.is_ascii_control()) {
            refuse_hidden(bare)?;
        }
        Ok(Handle(bare.to_owned()))
    }

    /// A handle as it was stored: it was checked when it came in.
    #[must_use]
    pub fn stored(text: &str) -> Handle {
        Handle(text.to_owned())
    }

    /// The handle as written, without `@`. Raw text: show it through `Clean::line`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form that makes an account unique: lower case, compatibility forms unified (NFKC), accents kept.
    #[must_use]
    pub fn key(&self) -> String {
        if self.0.is_ascii() {
            return self.0.to_ascii_lowercase();
        }
        let unified: String = self.0.nfkc().filter(|&c| !is_variation(c)).collect();
        unified.trim().to_lowercase().nfkc().collect()
    }
}

/// What may stand at the ends of a pasted handle without belonging to it.
fn is_edge(c: char) -> bool {
    c.is_whitespace() || (is_hidden(c) && !c.is_control())
}

/// Characters without a shape of their own, by which two handles could look alike and differ.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

fn is_variation(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}')
}

/// Refuses hidden characters, but for joiner and variation selector where they make one emoji of several.
fn refuse_hidden(text: &str) -> Result<(), HandleError> {
    let mut before = ' ';
    for c in text.chars() {
        let joins_emoji = (c == '\u{200d}' || is_variation(c))
            && !before.is_alphanumeric()
            && !before.is_whitespace();
        let keycap = is_variation(c) && matches!(before, '0'..='9' | '#' | '*' | '©' | '®');
        if (is_hidden(c) || is_variation(c)) && !joins_emoji && !keycap {
            return Err(HandleError::Hidden(c));
        }
        before = c;
    }
    Ok(())
}

/// Reads what names one account: a link to a profile, `ig:ada`, `tt ada`, `@ada` or `ada`.
///
/// The platform is `None` where the text does not say it.
///
/// # Errors
/// As [`Handle::parse`]; also if a link leads to no profile, or to a site that is no platform of ours.
pub fn read_reference(text: &str) -> Result<(Option<Platform>, Handle), HandleError> {
    let text = text.trim_matches(is_edge);
    if let Some(link) = Link::split(text) {
        return link.read();
    }
    if let Some((platform, rest)) = split_prefix(text) {
        return Ok((Some(platform), Handle::parse(rest)?));
    }
    Ok((None, Handle::parse(text)?))
}

/// Whether a text is written like a link to something (`https://…`, `www.…`, or a host, a slash and more).
#[must_use]
pub fn is_link(text: &str) -> bool {
    Link::split(text.trim_matches(is_edge)).is_some()
}

/// Reads a pasted list, one result per piece: pieces are parted by line breaks, commas and semicolons, and by blanks
/// where every piece of the line then looks like a handle or a link.
#[must_use]
pub fn read_references(text: &str) -> Vec<Result<(Option<Platform>, Handle), HandleError>> {
    let mut found = Vec::new();
    for piece in text.split(['\n', '\r', ',', ';', '\t']) {
        let piece = piece.trim_matches(is_edge);
        if piece.is_empty() {
            continue;
        }
        let parts = || piece.split_whitespace();
        if split_prefix(piece).is_none() && parts().all(is_marked_word) {
            found.extend(parts().map(read_reference));
        } else {
            found.push(read_reference(piece));
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

/// Parts `ig:ada` and `tt ada` where what stands before is a platform.
///
/// Before a blank only the two letters count: `X Factor` and `Twitch Rivals` are channels.
fn split_prefix(text: &str) -> Option<(Platform, &str)> {
    if let Some((before, rest)) = text.split_once(':') {
        return Platform::parse(before).map(|platform| (platform, rest));
    }
    let (before, rest) = text.split_once(char::is_whitespace)?;
    let known = FACTS
        .iter()
        .find(|facts| facts.letters.len() == 2 && facts.letters.eq_ignore_ascii_case(before))?;
    let rest = rest.trim();
    (!rest.contains(char::is_whitespace)).then_some((known.platform, rest))
}

/// Words that could be nothing but a handle or a link: with a mark that names of people do not have.
fn is_marked_word(word: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".@_:".contains(c);
    let marked = |c: char| c.is_ascii_digit() || ".@_:".contains(c);
    word.starts_with('@') || is_link(word) || (word.chars().all(plain) && word.contains(marked))
}

/// A text that is written as a link, taken apart.
struct Link<'a> {
    host: String,
    path: &'a str,
}

impl<'a> Link<'a> {
    fn split(text: &'a str) -> Option<Link<'a>> {
        let scheme_ends = text
            .find("://")
            .filter(|&at| at <= 5 && text[..at].bytes().all(|b| b.is_ascii_alphabetic()));
        let rest = scheme_ends.map_or(text, |at| &text[at + 3..]);
        let rest = rest.split(['?', '#']).next().unwrap_or(rest);
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let host = host.to_ascii_lowercase();
        let named = ["www.", "m.", "mobile.", "web."]
            .iter()
            .find_map(|head| host.strip_prefix(head));
        let looks_like_host = host.contains('.')
            && !host.starts_with(['.', '@'])
            && !host.ends_with('.')
            && host
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-');
        // `ada.com` alone may well be a handle, `ada.com/x` and `instagram.com` not.
        let is_link = scheme_ends.is_some()
            || (looks_like_host
                && (rest.contains('/') || named.is_some() || host_platform(&host).is_some()));
        is_link.then(|| Link {
            host: named.unwrap_or(&host).to_owned(),
            path,
        })
    }

    fn read(&self) -> Result<(Option<Platform>, Handle), HandleError> {
        let platform =
            host_platform(&self.host).ok_or_else(|| HandleError::UnknownHost(self.host.clone()))?;
        let no_profile = || HandleError::NoProfile(platform);
        let mut parts = self.path.split('/').filter(|part| !part.is_empty());
        let mut name = parts.next().ok_or_else(no_profile)?;
        let has_folder = match platform {
            Platform::YouTube => matches!(name, "channel" | "c" | "user"),
            Platform::LinkedIn => matches!(name, "in" | "company" | "pub"),
            Platform::Facebook => name == "pg",
            _ => false,
        };
        if has_folder {
            name = parts.next().ok_or_else(no_profile)?;
        } else if is_own_page(platform, name) {
            return Err(no_profile());
        }
        let name = decode_percent(name);
        // Instagram's own links to a post or a story of a person are links to that person just as well.
        Ok((Some(platform), Handle::parse(&name)?))
    }
}

/// The platform of a host, whatever country's or subdomain it is (`uk.pinterest.com`, `pinterest.de`).
fn host_platform(host: &str) -> Option<Platform> {
    if host.starts_with("pinterest.") || host.contains(".pinterest.") {
        return Some(Platform::Pinterest);
    }
    let known = |facts: &&Facts| {
        facts.hosts.iter().any(|known| {
            host.strip_suffix(known)
                .is_some_and(|head| head.is_empty() || (head.ends_with('.') && head.len() <= 7))
        })
    };
    FACTS.iter().find(known).map(|facts| facts.platform)
}

/// Paths that belong to the platform itself, not to a person.
fn is_own_page(platform: Platform, name: &str) -> bool {
    match platform {
        Platform::Instagram => matches!(
            name,
            "p" | "reel" | "reels" | "tv" | "explore" | "stories" | "accounts"
        ),
        Platform::TikTok => !name.starts_with('@'),
        Platform::YouTube => matches!(
            name,
            "watch" | "shorts" | "playlist" | "results" | "feed" | "live" | "embed"
        ),
        Platform::X => matches!(name, "i" | "home" | "search" | "hashtag" | "explore"),
        Platform::Twitch => matches!(name, "videos" | "directory"),
        Platform::LinkedIn => matches!(name, "feed" | "posts" | "jobs" | "school"),
        Platform::Facebook => matches!(
            name,
            "profile.php" | "groups" | "watch" | "people" | "events" | "share"
        ),
        Platform::Pinterest => name == "pin",
        Platform::Other => false,
    }
}

/// Undoes percent-encoding; what is not well encoded stays as it is.
fn decode_percent(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = |b: u8| {
            char::from(b)
                .to_digit(16)
                .and_then(|d| u8::try_from(d).ok())
        };
        match (first, tail) {
            (b'%', [high, low, after @ ..]) if hex(*high).is_some() && hex(*low).is_some() => {
                bytes.push(hex(*high).unwrap_or(0) << 4 | hex(*low).unwrap_or(0));
                rest = after;
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Option<Platform>, String) {
        let (platform, handle) =
            read_reference(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        (platform, handle.as_str().to_owned())
    }

    #[test]
    fn the_table_is_in_the_order_of_the_enum() {
        for platform in Platform::ALL {
            assert_eq!(platform.facts().platform, platform);
            assert_eq!(Platform::parse(platform.word()), Some(platform));
            assert_eq!(Platform::parse(platform.title()), Some(platform));
        }
    }

    #[test]
    fn platforms_are_read_by_their_other_names() {
        for (text, platform) in [
            ("ig", Platform::Instagram),
            (" Insta ", Platform::Instagram),
            ("TT", Platform::TikTok),
            ("Tik Tok", Platform::TikTok),
            ("YT", Platform::YouTube),
            ("Twitter", Platform::X),
            ("X (Twitter)", Platform::X),
            ("twitch.tv", Platform::Twitch),
        ] {
            assert_eq!(Platform::parse(text), Some(platform), "{text}");
        }
        assert_eq!(Platform::parse("myspace"), None);
        assert_eq!(Platform::parse(""), None);
    }

    #[test]
    fn a_platform_is_guessed_only_where_one_is_named() {
        for (text, platform) in [
            ("instagram-2022-03.csv", Some(Platform::Instagram)),
            ("Tiktoker name", Some(Platform::TikTok)),
            ("Youtuber", Some(Platform::YouTube)),
            ("Influencer insta name", Some(Platform::Instagram)),
            (
                "Instagram name, Instagram followers",
                Some(Platform::Instagram),
            ),
            ("our_YT_list.tsv", Some(Platform::YouTube)),
            ("instagram and tiktok.csv", None),
            ("instant list x.csv", None),
            ("creators.csv", None),
        ] {
            assert_eq!(guess_from_words(text), platform, "{text}");
        }
    }

    #[test]
    fn handles_are_trimmed_and_keep_how_they_are_written() {
        for (text, handle) in [
            ("@Ada.Lov", "Ada.Lov"),
            (" ada ", "ada"),
            ("✿ Kids Diana Show", "✿ Kids Diana Show"),
            ("GMMTV OFFICIAL\u{200b}\u{200b}", "GMMTV OFFICIAL"),
            ("\u{200e}@ada", "ada"),
            ("LALI❤\u{fe0f}\u{200d}🔥", "LALI❤\u{fe0f}\u{200d}🔥"),
            ("设기양SULGI", "设기양SULGI"),
        ] {
            assert_eq!(Handle::parse(text).unwrap().as_str(), handle);
        }
    }

    #[test]
    fn handles_that_are_blank_long_or_hide_something_are_refused() {
        assert_eq!(Handle::parse(" @ "), Err(HandleError::Blank));
        assert_eq!(
            Handle::parse(&"a".repeat(256)),
            Err(HandleError::TooLong(256))
        );
        assert_eq!(
            Handle::parse("a\u{200b}da"),
            Err(HandleError::Hidden('\u{200b}'))
        );
        assert_eq!(
            Handle::parse("a\u{200d}da"),
            Err(HandleError::Hidden('\u{200d}'))
        );
        assert_eq!(
            Handle::parse("ada\u{202e}evil"),
            Err(HandleError::Hidden('\u{202e}'))
        );
        assert_eq!(
            Handle::parse("ada\u{1b}[2J"),
            Err(HandleError::Hidden('\u{1b}'))
        );
        assert_eq!(Handle::parse("ada\0"), Err(HandleError::Hidden('\0')));
        assert!(Handle::parse("a\nb").is_err());
    }

    #[test]
    fn the_key_unifies_case_and_width_but_keeps_accents() {
        let key = |text: &str| Handle::parse(text).unwrap().key();
        assert_eq!(key("Ada.LOV"), "ada.lov");
        assert_eq!(key("ＡＤＡ"), "ada");
        assert_eq!(key("JOSÉ"), key("Jose\u{301}"));
        assert_ne!(key("josé"), key("jose"));
        assert_eq!(key("❤\u{fe0f} Show"), key("❤ show"));
    }

    #[test]
    fn links_prefixes_and_bare_handles_name_accounts() {
        let cases = [
            (
                "https://www.instagram.com/ada.lov/?hl=en",
                Some(Platform::Instagram),
                "ada.lov",
            ),
            ("instagram.com/ada", Some(Platform::Instagram), "ada"),
            ("HTTPS://M.TikTok.com/@Ada", Some(Platform::TikTok), "Ada"),
            ("tiktok.com/@ada/video/1", Some(Platform::TikTok), "ada"),
            ("https://youtube.com/@ada", Some(Platform::YouTube), "ada"),
            (
                "youtube.com/channel/UCabc",
                Some(Platform::YouTube),
                "UCabc",
            ),
            ("youtube.com/c/x", Some(Platform::YouTube), "x"),
            ("twitch.tv/x", Some(Platform::Twitch), "x"),
            ("x.com/ada", Some(Platform::X), "ada"),
            ("twitter.com/ada", Some(Platform::X), "ada"),
            (
                "https://de.linkedin.com/in/ada-l",
                Some(Platform::LinkedIn),
                "ada-l",
            ),
            ("facebook.com/ada", Some(Platform::Facebook), "ada"),
            ("pinterest.de/ada", Some(Platform::Pinterest), "ada"),
            (
                "https://www.youtube.com/@%E2%9C%BF",
                Some(Platform::YouTube),
                "✿",
            ),
            ("ig:ada", Some(Platform::Instagram), "ada"),
            ("tiktok: @ada", Some(Platform::TikTok), "ada"),
            ("tt ada", Some(Platform::TikTok), "ada"),
            ("@ada", None, "ada"),
            ("ada", None, "ada"),
            ("ada.com", None, "ada.com"),
            ("Twitch Rivals", None, "Twitch Rivals"),
            ("5: the show", None, "5: the show"),
        ];
        for (text, platform, handle) in cases {
            assert_eq!(read(text), (platform, handle.to_owned()), "{text}");
        }
    }

    #[test]
    fn links_that_name_nobody_are_refused_with_a_sentence() {
        let say = |text: &str| read_reference(text).unwrap_err().to_string();
        assert_eq!(
            say("https://example.com/ada"),
            "example.com is not a platform we know; give platform and handle"
        );
        assert_eq!(
            say("https://www.instagram.com/"),
            "the Instagram link does not lead to a profile"
        );
        assert_eq!(
            say("instagram.com/p/Cxyz"),
            "the Instagram link does not lead to a profile"
        );
        assert_eq!(
            say("youtube.com/watch?v=1"),
            "the YouTube link does not lead to a profile"
        );
        assert!(read_reference("notinstagram.com/ada").is_err());
        assert!(read_reference("").is_err());
        assert!(read_reference("://").is_err());
        assert!(read_reference("https://").is_err());
    }

    #[test]
    fn a_pasted_list_is_parted_at_blanks_only_between_handles() {
        let names = |text: &str| -> Vec<String> {
            read_references(text)
                .into_iter()
                .map(|r| r.unwrap().1.as_str().to_owned())
                .collect()
        };
        assert_eq!(
            names("@ada, bo;carla\n\nhttps://x.com/dmitri\r\n"),
            ["ada", "bo", "carla", "dmitri"]
        );
        assert_eq!(names("@ada @bo x.com/c"), ["ada", "bo", "c"]);
        assert_eq!(names("ada.lov bo_1"), ["ada.lov", "bo_1"]);
        assert_eq!(names("Kids Diana Show\ntt ada"), ["Kids Diana Show", "ada"]);
        assert!(read_references("https://nowhere.example/x")[0].is_err());
        assert!(read_references(" \n, ").is_empty());
    }

    #[test]
    fn profile_addresses_are_encoded() {
        let url = |platform, text| profile_url(platform, &Handle::parse(text).unwrap());
        assert_eq!(
            url(Platform::Instagram, "ada.lov").unwrap(),
            "https://www.instagram.com/ada.lov"
        );
        assert_eq!(
            url(Platform::TikTok, "@ada").unwrap(),
            "https://www.tiktok.com/@ada"
        );
        assert_eq!(
            url(Platform::YouTube, "a b/✿").unwrap(),
            "https://www.youtube.com/@a%20b%2F%E2%9C%BF"
        );
        let id = format!("UC{}", "x".repeat(22));
        assert_eq!(
            url(Platform::YouTube, &id).unwrap(),
            format!("https://www.youtube.com/channel/{id}")
        );
        assert_eq!(url(Platform::Other, "ada"), None);
    }

    #[test]
    fn a_reference_read_from_its_own_address_is_the_same_account() {
        for platform in Platform::ALL {
            let handle = Handle::parse("Ada.Lov").unwrap();
            if let Some(url) = profile_url(platform, &handle) {
                assert_eq!(read_reference(&url), Ok((Some(platform), handle)), "{url}");
            }
        }
    }
}
