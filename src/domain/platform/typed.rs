//! Names as people type and paste them where the platform is known, and what stands round them: marks, quotes, markup,
//! the title of a page.

use super::handle::{Handle, HandleError, is_edge};
use super::link::{Link, pasted_behind};
use super::{NameKind, Platform, grammar, profiles};

/// Reads a name on a platform: `@ada`, `c/ada`, `ann?hl=de`. Links are read before.
pub(super) fn typed(platform: Platform, text: &str) -> Result<Handle, HandleError> {
    let text = text.trim_matches(is_edge);
    let is_word = platform.handles_are_words();
    let marks: &[char] = if is_word {
        &['@', '＠', '#', '/']
    } else {
        &['@', '＠']
    };
    let bare = text.trim_start_matches(marks).trim_matches(is_edge);
    if bare.is_empty() || says_nothing(bare) {
        return Err(HandleError::Blank);
    }
    let refuse = |what| Err(HandleError::NoHandle(text.to_owned(), platform, what));
    let has_at = text.starts_with(['@', '＠']);
    let has_blanks = bare.contains(char::is_whitespace);
    if is_word && has_blanks {
        return refuse("it has a blank in it");
    }
    if !has_blanks && is_path(platform, bare) {
        let path = if has_at { text } else { bare };
        let link = Link::of_path(platform.hosts().first().copied().unwrap_or(""), path);
        let named = profiles::named(platform, &link);
        let one_word = || match link.path.as_slice() {
            [name] if !grammar::is_own_word(platform, name) && !grammar::is_page(name) => {
                Some((NameKind::Plain, name.clone()))
            }
            _ => None,
        };
        let Some((kind, name)) = named.or_else(one_word) else {
            return refuse("it leads to no profile");
        };
        return match grammar::wrong_sign(platform, kind, &name) {
            Some(what) => refuse(what),
            None if kind == NameKind::Plain => shaped(platform, &name, has_at),
            None => Handle::of(kind, &name),
        };
    }
    // A title may be any word, but for its capital.
    let is_own = grammar::is_path_word(bare) || grammar::is_own_word(platform, bare);
    if is_own && (is_word || bare.chars().all(|c| !c.is_uppercase())) {
        return refuse("it is a word of the platform's own pages");
    }
    if is_mail(bare) && !takes_hosts(platform, has_at) {
        return Err(HandleError::Mail(bare.to_owned()));
    }
    let kind = match platform {
        Platform::Bluesky if bare.starts_with("did:") => NameKind::Id,
        _ => NameKind::Plain,
    };
    if is_word && let Some(what) = grammar::wrong_sign(platform, kind, bare) {
        return refuse(what);
    }
    shaped(platform, bare, has_at)
}

/// Cells that say that the handle is not known yet.
fn says_nothing(text: &str) -> bool {
    let is_blank = ["tbd", "tbc", "tba", "t.b.d.", "n/a", "n.a."];
    is_blank.iter().any(|word| word.eq_ignore_ascii_case(text))
        || text.chars().all(|c| "?!-–—/.…,;:*#".contains(c))
}

/// Whether a name has a host behind an `@`, as a mail address has.
fn takes_hosts(platform: Platform, has_at: bool) -> bool {
    match platform {
        Platform::Mastodon | Platform::Named(_) => true,
        _ => platform == Platform::Other && has_at,
    }
}

fn is_mail(text: &str) -> bool {
    let Some((before, host)) = text.split_once('@') else {
        return false;
    };
    !before.is_empty() && host.contains('.') && !text.contains(char::is_whitespace)
}

/// Whether a word is a path behind the platform's host. Titles may have a slash in them (`AC/DC`), so where there are
/// titles only paths count that begin as the platform's do.
fn is_path(platform: Platform, bare: &str) -> bool {
    let folders: &[&str] = match platform {
        Platform::YouTube => &["c", "user", "channel"],
        Platform::Facebook => &["groups", "profile.php", "p", "pg", "pages", "people"],
        Platform::Spotify => &["artist", "show", "user"],
        Platform::WhatsApp => &["channel", "invite", "send"],
        Platform::Substack => &["id", "profile", "pub"],
        Platform::RedNote | Platform::Douyin => &["user"],
        Platform::Weibo => &["u", "n", "profile"],
        Platform::Bilibili => &["space"],
        Platform::Mastodon
        | Platform::Blog
        | Platform::Podcast
        | Platform::Other
        | Platform::Named(_) => return false,
        _ => return bare.contains(['/', '?']),
    };
    let (first, rest) = bare.split_once(['/', '?']).unwrap_or((bare, ""));
    !rest.is_empty() && folders.contains(&first)
}

/// A name whose kind its shape tells.
fn shaped(platform: Platform, name: &str, has_at: bool) -> Result<Handle, HandleError> {
    let is_number = |least: usize| name.len() >= least && name.bytes().all(|b| b.is_ascii_digit());
    let is_phone = || {
        let digits = name.bytes().filter(u8::is_ascii_digit).count();
        digits >= 6
            && name
                .chars()
                .all(|c| c.is_ascii_digit() || "+ ()-./".contains(c))
    };
    let kind = match platform {
        Platform::YouTube if is_channel_id(name) => NameKind::Channel,
        Platform::YouTube | Platform::Substack if has_at => NameKind::Handle,
        Platform::LinkedIn if name.starts_with("ACoAA") => NameKind::Id,
        Platform::Facebook | Platform::Weibo if is_number(5) => NameKind::Id,
        Platform::Bilibili if is_number(1) => NameKind::Id,
        Platform::Discord if is_number(17) => NameKind::Id,
        Platform::RedNote if name.len() == 24 && name.bytes().all(|b| b.is_ascii_hexdigit()) => {
            NameKind::Id
        }
        Platform::Douyin if name.starts_with("MS4wLjAB") => NameKind::Id,
        Platform::Podcast
            if name
                .strip_prefix("id")
                .is_some_and(|id| id.len() > 4 && id.bytes().all(|b| b.is_ascii_digit())) =>
        {
            NameKind::Id
        }
        Platform::WhatsApp if is_phone() => NameKind::Number,
        Platform::Blog | Platform::Podcast if is_site(name) => NameKind::Site,
        Platform::Bluesky => {
            let (kind, name) = profiles::bluesky_name(name);
            return Handle::of(kind, &name);
        }
        _ => NameKind::Plain,
    };
    Handle::of(kind, name)
}

/// `YouTube`'s own names of channels: `UC` and 22 more letters.
pub(super) fn is_channel_id(handle: &str) -> bool {
    handle.len() == 24
        && handle.starts_with("UC")
        && handle
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

/// A host: words with dots between them.
fn is_site(name: &str) -> bool {
    let mut labels = name.split('.');
    let is_label =
        |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    name.contains('.') && labels.all(is_label) && !name.ends_with(|c: char| c.is_ascii_digit())
}

/// Takes off what stands round a name or link as a whole: quotes, `<…>`, `[words](link)`, a spreadsheet's `HYPERLINK`,
/// and a platform's address in front of a link.
pub(super) fn unwrapped(text: &str) -> &str {
    const PAIRS: [(char, char); 8] = [
        ('<', '>'),
        ('"', '"'),
        ('\'', '\''),
        ('“', '”'),
        ('„', '“'),
        ('«', '»'),
        ('`', '`'),
        ('‘', '’'),
    ];
    let mut text = text.trim_matches(is_edge);
    loop {
        let inner = PAIRS.iter().find_map(|(open, close)| {
            let inner = text.strip_prefix(*open)?.strip_suffix(*close)?;
            (!inner.contains([*open, *close])).then_some(inner)
        });
        let inner = inner
            .or_else(|| markdown(text))
            .or_else(|| formula(text))
            .or_else(|| pasted_behind(text));
        match inner {
            Some(inner) if inner.len() < text.len() => text = inner.trim_matches(is_edge),
            _ => return text,
        }
    }
}

/// The target of `[words](target)`.
fn markdown(text: &str) -> Option<&str> {
    let (_, target) = text.strip_prefix('[')?.split_once("](")?;
    let target = target.strip_suffix(')')?;
    (!target.contains(['(', ')', ' '])).then_some(target)
}

/// The target of `=HYPERLINK("target", "words")`.
fn formula(text: &str) -> Option<&str> {
    let text = text.trim_start_matches('=');
    let head = text.get(..10)?;
    if !head.eq_ignore_ascii_case("hyperlink(") {
        return None;
    }
    text[10..].trim_start().strip_prefix('"')?.split('"').next()
}

/// What stands in a text of several words: its only link, `Ada (@ada) | TikTok`, `@ada (Ada)`, `Ada - YouTube`.
pub(super) enum Within<'a> {
    Link(&'a str),
    Name(Option<Platform>, &'a str),
}

///
/// A title names its platform in full, and only where nothing else says it: `Grace - DC` is a name.
pub(super) fn within(text: &str, said: Option<Platform>) -> Option<Within<'_>> {
    if !text.contains(char::is_whitespace) {
        return None;
    }
    let is_link = |word: &&str| Link::split(word).is_some_and(|link| !link.could_be_name);
    let word = |word| str::trim_matches(word, |c: char| "()[]<>,;\"'".contains(c));
    let mut links = text.split_whitespace().map(word).filter(is_link);
    if let (Some(link), None) = (links.next(), links.next()) {
        return Some(Within::Link(link));
    }
    let on = |text: &str| match said {
        Some(_) => None,
        None => full_name(text).or_else(|| full_word(text)),
    };
    if let Some((_, behind)) = text.split_once("(@")
        && let Some((name, rest)) = behind.split_once(')')
        && !name.is_empty()
        && !name.contains(char::is_whitespace)
    {
        return Some(Within::Name(on(rest), &behind[..name.len()]));
    }
    if text.starts_with('@')
        && let Some((name, rest)) = text.split_once(char::is_whitespace)
        && rest
            .trim_start()
            .starts_with(['(', '|', '•', '·', '–', '—', '-', '/'])
    {
        let behind = rest.trim_start();
        let platform = if behind.starts_with('(') {
            None
        } else {
            on(behind)
        };
        return Some(Within::Name(platform, name));
    }
    let separators = [" - ", " | ", " • ", " · ", " – ", " — "];
    let (title, last) = separators.iter().find_map(|sign| text.rsplit_once(sign))?;
    let own = full_name(last).filter(|own| said.is_none_or(|said| said == *own))?;
    Some(Within::Name(Some(own), title))
}

fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || "|•·–—-/:".contains(c))
}

/// The platform whose name a text is, written in full. X writes `/ X` behind its titles; letters alone are no name.
fn full_name(text: &str) -> Option<Platform> {
    if text.trim() == "/ X" {
        return Some(Platform::X);
    }
    let text = bare(text);
    let is_full = text.chars().count() > 2;
    let named = Platform::parse(text).filter(|_| is_full)?;
    let is_name = [named.word(), named.title()]
        .iter()
        .any(|name| name.eq_ignore_ascii_case(text));
    (is_name || named == Platform::X).then_some(named)
}

/// The platform that the words of the end of a title name in full: `Instagram photos and videos`.
fn full_word(text: &str) -> Option<Platform> {
    let long: Vec<&str> = text
        .split_whitespace()
        .filter(|word| word.chars().count() > 3)
        .collect();
    super::guess_from_file_name(&long.join(" "))
}
