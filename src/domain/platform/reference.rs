//! What names an account: a handle, a platform and a handle, a link to a profile; one or a pasted list.

use super::facts::FACTS;
use super::handle::{Handle, HandleError, is_edge};
use super::link::Link;
use super::typed::{Within, typed, unwrapped, within};
use super::{NameKind, Platform, grammar, profiles};

/// Reads what names one account: a link to a profile, `ig:ada`, `tt ada`, `yt:c/ada`, `@ada@host.social`, `@ada` or
/// `ada`; also inside quotes, markup or the title of a page.
///
/// The platform is `None` where the text does not say it.
///
/// # Errors
/// As [`Handle::parse`]; also if a link leads to no profile, or to a site that is no platform of ours.
pub fn read_reference(text: &str) -> Result<(Option<Platform>, Handle), HandleError> {
    let (platform, handle) = reference(text)?;
    match platform {
        Some(platform) => Ok((Some(platform), settled(platform, handle)?)),
        None => Ok((None, handle)),
    }
}

fn reference(text: &str) -> Result<(Option<Platform>, Handle), HandleError> {
    let text = unwrapped(text);
    if let Some(link) = Link::split(text) {
        return of_link(&link, None, text);
    }
    if let Some((platform, rest)) = split_prefix(text) {
        let (platform, handle) = read_on(platform, rest)?;
        return Ok((Some(platform), handle));
    }
    match within(text, None) {
        Some(Within::Link(link)) => return read_reference(link),
        Some(Within::Name(Some(platform), name)) => {
            return Ok((Some(platform), typed(platform, name)?));
        }
        Some(Within::Name(None, name)) => return Ok((None, Handle::parse(name)?)),
        None => {}
    }
    let bare = text.strip_prefix(['@', '＠']);
    if let Some((name, host)) = bare.and_then(|bare| bare.split_once('@'))
        && !name.is_empty()
        && host.contains('.')
    {
        return Ok((Some(Platform::Mastodon), typed(Platform::Mastodon, text)?));
    }
    Ok((None, Handle::parse(text)?))
}

/// Reads what names an account where its platform is known: as [`read_reference`], and names as the platform writes
/// them. A link to another platform is believed rather than the platform.
///
/// # Errors
/// As [`read_reference`]; also if the text cannot be a handle on the platform.
pub fn read_on(platform: Platform, text: &str) -> Result<(Platform, Handle), HandleError> {
    let (platform, handle) = on(platform, text, Some(platform))?;
    Ok((platform, settled(platform, handle)?))
}

/// Reads what names an account where its platform is supposed and not said: as [`read_on`], but the title of a page that
/// names another platform in full is believed (`Ada (@ada) | TikTok`).
///
/// # Errors
/// As [`read_on`].
pub fn read_supposing(platform: Platform, text: &str) -> Result<(Platform, Handle), HandleError> {
    let (platform, handle) = on(platform, text, None)?;
    Ok((platform, settled(platform, handle)?))
}

/// A handle that is read as itself again from what is written of it. A name that looks like something else on its
/// platform (a title like a path) is that.
fn settled(platform: Platform, mut handle: Handle) -> Result<Handle, HandleError> {
    // Most names are a plain word, which is read in one way only.
    let is_plain = handle.kind() == NameKind::Plain
        && platform.handles_are_words()
        && platform != Platform::Bluesky
        && handle
            .as_str()
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'_');
    if is_plain {
        return Ok(handle);
    }
    for _ in 0..3 {
        let again = read_name(platform, &handle.written(platform))?;
        if (again.kind(), again.key()) == (handle.kind(), handle.key()) {
            return Ok(handle);
        }
        handle = again;
    }
    let what = "it can be read in more than one way";
    Err(HandleError::NoHandle(
        handle.as_str().to_owned(),
        platform,
        what,
    ))
}

fn on(
    platform: Platform,
    text: &str,
    said: Option<Platform>,
) -> Result<(Platform, Handle), HandleError> {
    let text = unwrapped(text);
    if let Some(link) = Link::split(text) {
        let (own, handle) = of_link(&link, Some(platform), text)?;
        return Ok((own.unwrap_or(platform), handle));
    }
    match within(text, said) {
        Some(Within::Link(link)) => return read_on(platform, link),
        Some(Within::Name(own, name)) => {
            let on = own.unwrap_or(platform);
            return Ok((on, typed(on, name)?));
        }
        None => {}
    }
    // `spotify:artist:…`, with or without its beginning.
    if platform == Platform::Spotify && text.contains(':') && !text.contains(char::is_whitespace) {
        let path = text.strip_prefix("spotify:").unwrap_or(text);
        return Ok((platform, typed(platform, &path.replace(':', "/"))?));
    }
    Ok((platform, typed(platform, text)?))
}

/// Reads a handle of our own export, which is [`Handle::written`]. What no handle may be today was one when it came in,
/// and stays as it stands: the first Entourage kept `/ada`, `#ada` and `ada?hl=de` beside `ada`.
///
/// # Errors
/// As [`Handle::parse`].
pub fn read_written(platform: Platform, text: &str) -> Result<Handle, HandleError> {
    let handle = read_name(platform, text)?;
    let is_kept = !platform.is_younger()
        && (text.starts_with(['/', '#']) || text.contains('?'))
        && Link::split(text).is_none()
        && handle.written(platform) != text.trim_matches(is_edge);
    if is_kept {
        return Handle::of(NameKind::Plain, text);
    }
    Ok(handle)
}

/// Reads a name alone where its platform is known. What cannot be a handle there is taken as it stands.
///
/// # Errors
/// As [`Handle::parse`].
pub fn read_name(platform: Platform, text: &str) -> Result<Handle, HandleError> {
    let read = match Link::split(text) {
        Some(link) => of_link(&link, Some(platform), text),
        None => typed(platform, text).map(|handle| (Some(platform), handle)),
    };
    match read {
        Ok((Some(on), handle)) if on == platform => Ok(handle),
        _ => Handle::parse(text),
    }
}

/// Whether a handle or a link stands among the words of a text, as in the title of a page.
#[must_use]
pub fn holds_handle(text: &str) -> bool {
    within(unwrapped(text), None).is_some()
}

/// Whether a text is written like a link to something (`https://…`, `www.…`, or a host, a slash and more).
#[must_use]
pub fn is_link(text: &str) -> bool {
    Link::split(unwrapped(text)).is_some()
}

/// Reads a pasted list, one result per piece: pieces are parted by line breaks, commas and semicolons, and by blanks
/// where every piece of the line then looks like a handle or a link, or is a platform's two letters and a name. A line in
/// which several handles stand among other words is refused, so that none of them is passed over.
#[must_use]
pub fn read_references(text: &str) -> Vec<Result<(Option<Platform>, Handle), HandleError>> {
    let mut found = Vec::new();
    for piece in text.split(['\n', '\r', ',', ';', '\t']) {
        let piece = piece.trim_matches(is_edge);
        if piece.is_empty() {
            continue;
        }
        match listed(piece) {
            Some(parts) => found.extend(parts.into_iter().map(read_reference)),
            None if piece
                .split_whitespace()
                .filter(|word| is_marked_word(word))
                .count()
                > 1 =>
            {
                found.push(Err(HandleError::Several(piece.to_owned())));
            }
            None => found.push(read_reference(piece)),
        }
    }
    found
}

/// The handles and links of a line that holds nothing else, each as it stands: `@ada tiktok.com/@bo yt cyd`.
fn listed(line: &str) -> Option<Vec<&str>> {
    let mut parts = Vec::new();
    let mut rest = line;
    while !rest.is_empty() {
        let word = first_word(rest);
        let behind = rest[word.len()..].trim_start();
        let part = if is_letters(word) && !behind.is_empty() {
            &rest[..rest.len() - behind.len() + first_word(behind).len()]
        } else if is_marked_word(word) {
            word
        } else {
            return None;
        };
        rest = rest[part.len()..].trim_start();
        parts.push(part);
    }
    Some(parts)
}

fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or(text)
}

/// Whether a word is the two letters of a platform, as in `yt ada`.
fn is_letters(word: &str) -> bool {
    let mut known = FACTS.iter().filter(|facts| facts.letters.len() == 2);
    known.any(|facts| facts.letters.eq_ignore_ascii_case(word))
}

fn of_link(
    link: &Link<'_>,
    on: Option<Platform>,
    text: &str,
) -> Result<(Option<Platform>, Handle), HandleError> {
    if link.is_short() {
        return Err(HandleError::ShortLink(link.host.clone()));
    }
    let unknown = || Err(HandleError::UnknownHost(link.host.clone()));
    let (platform, (kind, name)) = match (link.platform(), on) {
        (Some(platform), _) => {
            let named = profiles::named(platform, link);
            (platform, named.ok_or(HandleError::NoProfile(platform))?)
        }
        (None, Some(platform @ Platform::Mastodon)) => {
            let path: Vec<&str> = link.path.iter().map(String::as_str).collect();
            match profiles::mastodon(&link.host, &path) {
                Some(named) => (platform, named),
                None if link.could_be_name => return Ok((on, typed(platform, text)?)),
                None => return unknown(),
            }
        }
        (
            None,
            Some(
                platform @ (Platform::Blog
                | Platform::Podcast
                | Platform::Other
                | Platform::Named(_)),
            ),
        ) => {
            if !link.has_host {
                return unknown();
            }
            let is_own = matches!(platform, Platform::Blog | Platform::Podcast);
            let kind = if is_own || link.names_page || !link.path.is_empty() {
                NameKind::Site
            } else {
                NameKind::Plain
            };
            (platform, (kind, link.site().to_owned()))
        }
        // `www.luna` in a column of handles.
        (None, Some(platform)) if link.could_be_name => return Ok((on, typed(platform, text)?)),
        (None, _) => return unknown(),
    };
    let name = name.trim_matches(is_edge);
    if platform.handles_are_words() && name.contains(char::is_whitespace) {
        return Err(HandleError::NoProfile(platform));
    }
    if let Some(what) = grammar::wrong_sign(platform, kind, name).filter(|_| !name.is_empty()) {
        return Err(HandleError::NoHandle(name.to_owned(), platform, what));
    }
    Ok((Some(platform), Handle::of(kind, name)?))
}

/// Parts `ig:ada` and `tt ada` where what stands before is a platform.
///
/// Before a blank only the two letters count: `X Factor` and `Twitch Rivals` are channels. A platform that we do not
/// know is a single word before a colon and a handle without blanks: `myspace:ada`.
fn split_prefix(text: &str) -> Option<(Platform, &str)> {
    if let Some((before, rest)) = text.split_once(':') {
        return Platform::parse(before)
            .or_else(|| own_prefix(before, rest))
            .map(|platform| (platform, rest));
    }
    let (before, rest) = text.split_once(char::is_whitespace)?;
    let known = FACTS
        .iter()
        .find(|facts| facts.letters.len() == 2 && facts.letters.eq_ignore_ascii_case(before))?;
    let rest = rest.trim();
    (!rest.contains(char::is_whitespace)).then_some((known.platform, rest))
}

fn own_prefix(before: &str, rest: &str) -> Option<Platform> {
    let is_word =
        before.chars().count() > 2 && before.chars().all(|c| c.is_alphanumeric() || c == '-');
    let is_scheme = ["http", "https", "mailto", "tel", "sms", "ftp", "file"].contains(&before);
    let is_handle =
        !rest.is_empty() && !rest.contains(char::is_whitespace) && !rest.starts_with('/');
    if !is_word || is_scheme || !is_handle {
        return None;
    }
    Platform::named(before)
}

/// Words that could be nothing but a handle or a link: with a mark that names of people do not have.
fn is_marked_word(word: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".@_:".contains(c);
    let marked = |c: char| c.is_ascii_digit() || ".@_:".contains(c);
    word.starts_with('@') || is_link(word) || (word.chars().all(plain) && word.contains(marked))
}
