//! What names an account: a handle, a platform and a handle, a link to a profile; one or a pasted list.

use super::handle::{Handle, HandleError, is_edge};
use super::{FACTS, Facts, Platform};

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
