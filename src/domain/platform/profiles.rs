//! Which links lead to an account on each platform, and what they call it. The grammar is in the module's page.

#![allow(
    clippy::match_same_arms,
    clippy::unnecessary_wraps,
    reason = "a table: one line for each form of a link, in the order in which they are tried"
)]

use super::grammar::{goes_on, is_own_word, is_page, is_tab};
use super::handle::BLUESKY_HOME;
use super::link::Link;
use super::{NameKind, Platform};

/// What a link calls an account.
pub(super) type Named = (NameKind, String);

/// What a link to a platform calls the account that it leads to. None for a link to a post that does not name its
/// author, and for pages of the platform's own.
pub(super) fn named(platform: Platform, link: &Link<'_>) -> Option<Named> {
    let path: Vec<&str> = link.path.iter().map(String::as_str).collect();
    let path = path.as_slice();
    let names_two = path.iter().any(|part| matches!(*part, "http:" | "https:"));
    let named = by_path(platform, link, path).filter(|_| !names_two)?;
    let is_own = named.0 == NameKind::Plain && is_own_word(platform, &named.1);
    (!is_own).then_some(named)
}

fn by_path(platform: Platform, link: &Link<'_>, path: &[&str]) -> Option<Named> {
    match platform {
        Platform::Instagram => instagram(link, path),
        Platform::TikTok => tiktok(path),
        Platform::YouTube => youtube(path),
        Platform::Twitch => twitch(link, path),
        Platform::X => x(link, path),
        Platform::LinkedIn => linkedin(path),
        Platform::Facebook => facebook(link, path),
        Platform::Threads | Platform::Lemon8 => at_name(platform, path),
        Platform::Snapchat => snapchat(path),
        Platform::Substack => substack(link, path),
        Platform::Bluesky => bluesky(link, path),
        Platform::Mastodon => mastodon(&link.host, path),
        Platform::Telegram => telegram(link, path),
        Platform::Reddit => reddit(path),
        Platform::Discord => discord(link, path),
        Platform::WhatsApp => whatsapp(link, path),
        Platform::RedNote | Platform::Douyin | Platform::Weibo | Platform::Bilibili => {
            eastern(platform, link, path)
        }
        Platform::Spotify => spotify(path),
        Platform::Podcast => path
            .iter()
            .rev()
            .find(|part| {
                part.strip_prefix("id")
                    .is_some_and(|number| is_number(number, 5))
            })
            .map(|id| (NameKind::Id, (*id).to_owned())),
        Platform::Pinterest | Platform::Kick | Platform::Vk => first_name(platform, path),
        Platform::Blog | Platform::Other | Platform::Named(_) => None,
    }
}

fn plain(name: &str) -> Option<Named> {
    Some((NameKind::Plain, name.to_owned()))
}

fn of(kind: NameKind, name: &str) -> Option<Named> {
    Some((kind, name.to_owned()))
}

fn is_number(text: &str, digits: usize) -> bool {
    text.len() >= digits && text.bytes().all(|b| b.is_ascii_digit())
}

/// `platform/NAME`, and what hangs below a profile there, unless the word is the platform's own.
fn first_name(platform: Platform, path: &[&str]) -> Option<Named> {
    let (first, below) = path.split_first()?;
    let name = first.trim_start_matches('@');
    let is_marked = name.len() < first.len();
    if path.iter().any(|part| is_page(part)) || !(is_marked || goes_on(platform, name, below)) {
        return None;
    }
    let is_post = platform == Platform::Vk
        && [
            "wall", "photo", "video", "album", "topic", "clip", "audio", "doc", "story", "poll",
            "market",
        ]
        .iter()
        .any(|post| {
            name.strip_prefix(post).is_some_and(|rest| {
                rest.starts_with('-') || rest.starts_with(|c: char| c.is_ascii_digit())
            })
        });
    if is_own_word(platform, name) || is_post {
        return None;
    }
    plain(name)
}

/// `/@NAME`, whatever follows; on Lemon8 also without the mark.
fn at_name(platform: Platform, path: &[&str]) -> Option<Named> {
    let first = path.first()?;
    match first.strip_prefix('@') {
        Some(name) => plain(name),
        None if platform == Platform::Lemon8 => first_name(platform, path),
        None => None,
    }
}

fn instagram(link: &Link<'_>, path: &[&str]) -> Option<Named> {
    match path {
        ["stories", "highlights", ..] => None,
        ["stories" | "_u" | "n", name, ..] => plain(name),
        ["m", name] if link.host == "ig.me" => plain(name),
        _ => first_name(Platform::Instagram, path),
    }
}

fn tiktok(path: &[&str]) -> Option<Named> {
    match path {
        ["share", "user", id, ..] if is_number(id, 5) => of(NameKind::Id, id),
        ["id", id] if is_number(id, 5) => of(NameKind::Id, id),
        [name, ..] => plain(name.strip_prefix('@')?),
        [] => None,
    }
}

fn youtube(path: &[&str]) -> Option<Named> {
    match path {
        ["channel", id, ..] => of(NameKind::Channel, id),
        ["c", name, ..] => of(NameKind::Custom, name),
        ["user", name, ..] => of(NameKind::User, name),
        [name, rest @ ..] => match name.strip_prefix('@') {
            Some(name) => of(NameKind::Handle, name),
            None if rest.first().is_none_or(|tab| is_tab(tab)) => {
                first_name(Platform::YouTube, path)
            }
            None => None,
        },
        [] => None,
    }
}

fn twitch(link: &Link<'_>, path: &[&str]) -> Option<Named> {
    match path {
        ["popout" | "moderator" | "embed", name, ..] => plain(name),
        [] => plain(&link.asked("channel")?),
        _ => first_name(Platform::Twitch, path),
    }
}

fn x(link: &Link<'_>, path: &[&str]) -> Option<Named> {
    match path {
        ["intent", "user" | "follow", ..] => match link.asked("screen_name") {
            Some(name) => plain(name.trim_start_matches('@')),
            None => of(NameKind::Id, &link.asked("user_id")?),
        },
        ["i", "user", id] | ["id", id] if is_number(id, 1) => of(NameKind::Id, id),
        [] => plain(&link.old_path()?),
        _ => first_name(Platform::X, path),
    }
}

fn linkedin(path: &[&str]) -> Option<Named> {
    match path {
        // LinkedIn's own number of a person.
        ["in", id, ..] if id.starts_with("ACoAA") => of(NameKind::Id, id),
        ["in", name, ..] | ["pub", name] | ["m" | "mwlite", "in", name, ..] => {
            of(NameKind::Person, name)
        }
        // An address of before 2013; it lives on with its three numbers turned round behind the name.
        ["pub", name, one, two, three, ..] => {
            of(NameKind::Person, &format!("{name}-{three}{two}{one}"))
        }
        ["company" | "company-beta", name, ..] => of(NameKind::Company, name),
        ["school", name, ..] => of(NameKind::School, name),
        ["showcase", name, ..] => of(NameKind::Showcase, name),
        ["groups", name, ..] => of(NameKind::Group, name),
        // A post names its author before the first underscore, and not whether it is a person.
        ["posts", slug, ..] => plain(slug.split_once('_')?.0),
        _ => None,
    }
}

/// The number at the end of `Ann-Otter-100012345678901`.
fn number_behind(slug: &str, digits: usize) -> Option<&str> {
    let number = slug.rsplit('-').next()?;
    is_number(number, digits).then_some(number)
}

fn facebook(link: &Link<'_>, path: &[&str]) -> Option<Named> {
    match path {
        ["profile.php" | "story.php" | "permalink.php"] => {
            let id = link.asked("id")?;
            is_number(&id, 4).then_some((NameKind::Id, id))
        }
        ["groups", _, "user", id, ..] | ["people", _, id, ..] if is_number(id, 4) => {
            of(NameKind::Id, id)
        }
        ["groups", name] | ["groups", name, "about" | "members" | "media"] => {
            of(NameKind::Group, name)
        }
        ["p", slug, ..] => of(NameKind::Id, number_behind(slug, 4)?),
        ["pages", .., last] => of(NameKind::Id, number_behind(last, 4)?),
        ["pg" | "gaming", name, ..] => plain(name),
        [id, ..] if is_number(id, 5) => of(NameKind::Id, id),
        [slug, ..] if slug.contains('-') && number_behind(slug, 10).is_some() => {
            of(NameKind::Id, number_behind(slug, 10)?)
        }
        // Invitations to chats, `m.me/j/…`.
        [_, _, ..] if link.host == "m.me" => None,
        _ => first_name(Platform::Facebook, path),
    }
}

fn snapchat(path: &[&str]) -> Option<Named> {
    match path {
        ["add" | "s" | "u", name, ..] => plain(name.trim_start_matches('@')),
        [name, ..] => plain(name.strip_prefix('@')?),
        [] => None,
    }
}

fn substack(link: &Link<'_>, path: &[&str]) -> Option<Named> {
    let own = ["open", "api", "support", "on", "reader", "email", "cdn"];
    let publication = link.subdomain("substack.com");
    let is_own =
        publication.is_none_or(|name| own.iter().any(|own| own.eq_ignore_ascii_case(name)));
    match (publication, path) {
        (_, ["pub", name, ..]) if is_own => of(NameKind::Publication, name),
        (Some(name), _) if !is_own => of(NameKind::Publication, name),
        (_, ["profile", slug, ..]) => {
            let number = slug.split('-').next()?;
            is_number(number, 1).then(|| (NameKind::Id, number.to_owned()))
        }
        (_, ["id", id]) if is_number(id, 1) => of(NameKind::Id, id),
        (_, [name, ..]) => of(NameKind::Handle, name.strip_prefix('@')?),
        _ => None,
    }
}

/// A name on Bluesky: a domain, its number (`did:…`), or a word at home on Bluesky itself.
pub(super) fn bluesky_name(name: &str) -> Named {
    let name = name.trim_start_matches('@');
    if name.starts_with("did:") {
        (NameKind::Id, name.to_owned())
    } else if name.contains('.') || name.contains(char::is_whitespace) {
        (NameKind::Plain, name.to_owned())
    } else {
        (NameKind::Plain, format!("{name}{BLUESKY_HOME}"))
    }
}

fn bluesky(link: &Link<'_>, path: &[&str]) -> Option<Named> {
    match (link.subdomain("bsky.social"), path) {
        (Some(name), _) => Some(bluesky_name(name)),
        (None, ["profile", name, ..]) => Some(bluesky_name(name)),
        _ => None,
    }
}

/// `/@ada`, `/users/ada`, `/web/@ada`; the host belongs to the name, unless the name has one of its own.
pub(super) fn mastodon(host: &str, path: &[&str]) -> Option<Named> {
    let name = match path {
        ["users", name, ..] => name,
        ["web" | "deck", name, ..] | [name, ..] => name.strip_prefix('@')?,
        [] => return None,
    };
    if name.is_empty() {
        None
    } else if name.contains('@') {
        plain(name)
    } else {
        plain(&format!("{name}@{host}"))
    }
}

fn telegram(link: &Link<'_>, path: &[&str]) -> Option<Named> {
    match (link.subdomain("t.me"), path) {
        (Some(name), _) => plain(name),
        (None, ["s", name, ..]) => plain(name),
        (None, ["resolve"]) => plain(&link.asked("domain")?),
        (None, [name, ..]) if name.starts_with('+') => None,
        (None, _) => first_name(Platform::Telegram, path),
    }
}

fn reddit(path: &[&str]) -> Option<Named> {
    match path {
        ["u" | "user", name, ..] => of(NameKind::User, name),
        ["r", name, rest @ ..] => match (name.strip_prefix("u_"), rest.first()) {
            (Some(user), _) => of(NameKind::User, user),
            (None, Some(&("comments" | "s" | "duplicates"))) => None,
            (None, _) => of(NameKind::Community, name),
        },
        _ => None,
    }
}

fn discord(link: &Link<'_>, path: &[&str]) -> Option<Named> {
    match path {
        ["invite", code] => of(NameKind::Invite, code),
        ["users", id] if is_number(id, 5) => of(NameKind::Id, id),
        [code] if link.host == "discord.gg" => of(NameKind::Invite, code),
        _ => None,
    }
}

fn whatsapp(link: &Link<'_>, path: &[&str]) -> Option<Named> {
    let number = |text: &str| {
        let digits = text.trim_start_matches('+');
        is_number(digits, 6).then(|| (NameKind::Number, digits.to_owned()))
    };
    match path {
        ["channel", id, ..] => of(NameKind::Channel, id),
        ["invite", code] => of(NameKind::Invite, code),
        ["send"] | [] => number(&link.asked("phone")?),
        ["c", text] => number(text),
        [code] if link.host.starts_with("chat.") => of(NameKind::Invite, code),
        [text] => number(text),
        _ => None,
    }
}

/// The Chinese platforms name accounts by numbers.
fn eastern(platform: Platform, link: &Link<'_>, path: &[&str]) -> Option<Named> {
    match (platform, path) {
        (Platform::RedNote, ["user", "profile", id, ..]) => of(NameKind::Id, id),
        (Platform::Douyin, ["user", "self", ..]) => None,
        (Platform::Douyin, ["user", id, ..] | ["share", "user", id, ..]) => of(NameKind::Id, id),
        (Platform::Bilibili, [.., "space", id]) if is_number(id, 1) => of(NameKind::Id, id),
        (Platform::Bilibili, [id, ..]) if is_number(id, 1) && link.host.starts_with("space.") => {
            of(NameKind::Id, id)
        }
        (Platform::Weibo, ["u" | "profile", id, ..]) if is_number(id, 5) => of(NameKind::Id, id),
        (Platform::Weibo, ["n", name, ..]) => plain(name),
        (Platform::Weibo, [id, ..]) if is_number(id, 5) => of(NameKind::Id, id),
        (Platform::Weibo, [_, ..]) => first_name(platform, path),
        _ => None,
    }
}

fn spotify(path: &[&str]) -> Option<Named> {
    let path = match path {
        [first, rest @ ..] if first.starts_with("intl-") => rest,
        _ => path,
    };
    match path {
        ["artist", id, ..] => of(NameKind::Artist, id),
        ["show", id, ..] => of(NameKind::Show, id),
        ["user", name, ..] => of(NameKind::User, name),
        _ => None,
    }
}
